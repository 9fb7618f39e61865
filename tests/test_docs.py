"""The pages of docs/ say what the program does."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

from headwater import export, pipeline
from headwater.case import Case
from headwater.frameworks import load

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("page", [*sorted(ROOT.glob("docs/*.md")), ROOT / "README.md"], ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_framework_in_the_docs_is_one(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "frameworks.md").read_text(encoding="utf-8"), re.S)
    path = tmp_path / "evictions.toml"
    path.write_text(example.replace('flow = ["2"]', "flow = []"), encoding="utf-8")
    assert load(path).framework.codes[0].name == "Eviction without notice"


def test_the_command_reference_is_what_the_commands_say() -> None:
    path = ROOT / "docs" / "reference.py"
    spec = importlib.util.spec_from_file_location("reference", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == module.reference(), "python docs/reference.py > docs/cli.md"


def test_every_key_of_the_json_is_documented(tmp_path: Path) -> None:
    case = tmp_path / "example.hw"
    pipeline.build([str(ROOT / "examples" / "lake-ombra" / "reports")], case)
    with Case.open(case) as opened:
        written = [json.loads(line) for line in export.jsonl(opened)]
    by_type: dict[str, set[str]] = {}
    for line in written:
        by_type.setdefault(line["type"], set()).update(line)
    for claim in (line for line in written if line["type"] == "claim"):
        for kind, parts in (("quantity", claim["quantities"]), ("time", claim["times"])):
            by_type.setdefault(kind, set()).update(*parts)
    assert {"report", "claim", "derivation", "origin", "finding", "quantity", "time"} <= set(by_type)
    for kind, keys in by_type.items():
        assert _documented(kind) == keys, kind


def _documented(kind: str) -> set[str]:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"^##+ `?{kind}`?\n(.*?)(?=^##|\Z)", page, re.S | re.M)
    cells = re.findall(r"^\| (`[^|]*) \|", section, re.M)
    return {key for cell in cells for key in re.findall(r"`(\w+)`", cell)}
