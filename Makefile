# Two commands do all the set-up:
#   make demo   build the example pile, print the summary, write the dossier
#   make test   lint, types, import layers and tests
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test lint types layers check-browser clean

demo: .venv/.installed
	@mkdir -p demo
	@$(BIN)/headwater build examples/lake-ombra/reports -o demo/lake-ombra.hw
	@$(BIN)/headwater dossier demo/lake-ombra.hw -o demo/lake-ombra.html
	@echo "The dossier is demo/lake-ombra.html: open it in a browser."

test: .venv/.dev lint types layers check-browser
	$(BIN)/pytest -n 2

lint: .venv/.dev
	$(BIN)/ruff check src tests bench models/*.py
	$(BIN)/ruff format --check src tests bench models/*.py

types: .venv/.dev
	$(BIN)/mypy

layers: .venv/.dev
	$(BIN)/lint-imports

# The dossier is looked at in Debian's chromium. Without it those tests are left out, and say so.
check-browser:
	@command -v chromium >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "installing Debian's chromium for the browser tests"; \
	  { apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium fonts-dejavu-core; } >/dev/null 2>&1; \
	fi; \
	command -v chromium >/dev/null || echo "LEFT OUT: the browser tests, because there is no chromium and it could not be installed (apt-get install chromium)"

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) -e .
	@touch $@

.venv/.dev: .venv/.installed
	$(PIP) -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
