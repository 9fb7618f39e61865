"""The pages of docs/ say what the program does."""

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from headwater import claims, estimates, export, pipeline, text
from headwater.case import Case
from headwater.export import lines
from headwater.frameworks import load
from headwater.model import Figure, Findings, Given, Judgement, Lineage, Passage, Report

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


def test_the_estimate_in_the_docs_is_one() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "estimates.md").read_text(encoding="utf-8"), re.S)
    assert {each.name for each in estimates.read(example, "docs").inputs} == {"boats", "baskets", "price", "cost"}


def test_the_keys_of_judgements_and_estimates_are_documented() -> None:
    plan = 'name="x"\ntitle="x"\nunit="1"\nformula="a"\n[input.a]\nunit="1"\nlow=1\nhigh=2\nnote="n"\n'
    estimate = lines.of(estimates.estimate(estimates.read(plan, "x"), (), Lineage(), Findings()))
    figure = Figure("o", "O", "f", "c", "r", "q", "w", 1, 2, "exactly", None, used=True)
    judgement = Judgement.made("rating", "rate", (Passage("r", 0, 1, "x"),), to="B", who="M", when="2031", why="w")
    for kind, line in (
        ("judgement", lines.of(judgement)),
        ("estimate", estimate),
        ("input", estimate["inputs"][0]),
        ("figure", lines.of(figure)),
    ):
        assert _documented(kind) == set(line), kind


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


# What the tables of docs/reading.md show of each kind of value: keys of the JSON; a list of words is one cell.
_SHOWN = {
    "quantities": ("quote", "low", "high", "bound", "change", "unit", "per", "counted"),
    "times": ("quote", "type", "value", "from", "to"),
    "attributions": ("source", "cue", "content", "kind", "speaker", "via"),
    "credits": ("quote", "outlet", "kind"),
    "claims": ("quote", "modality", "polarity", "subject", "predicate", "place"),
    "names": ("quote", "kind", "full"),
}
_TABLE = re.compile(r"^\| In the report \|.*\n\|[-| :]+\|\n((?:\|.*\n)+)", re.M)


def _sections() -> Iterator[tuple[str, str]]:
    """The sections of the page, each with the kind of value that it is about."""
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    for head, body in re.findall(r"^## (\w+)[^\n]*\n(.*?)(?=^## |\Z)", page, re.S | re.M):
        if head.lower() in _SHOWN:
            yield head.lower(), body


def _examples() -> Iterator[Any]:
    """The rows of the tables. A report's date is in the words before its table; a row without words adds a value."""
    for kind, body in _sections():
        before = 0
        for table in _TABLE.finditer(body):
            published = re.search(r"published on (\d{4}-\d\d-\d\d)", body[before : table.start()])
            before = table.end()
            rows: list[tuple[str, list[tuple[str, ...]]]] = []
            for line in table[1].splitlines():
                words, *cells = (cell.strip() for cell in line.strip("|").split("|"))
                if words:
                    rows.append((words.replace("<br>", "\n"), []))
                if any(cells):
                    rows[-1][1].append(tuple(cells))
            for words, wanted in rows:
                yield pytest.param(kind, words, published and published[1], wanted, id=f"{kind}: {words[:50]}")


@pytest.mark.parametrize(("kind", "words", "published", "wanted"), list(_examples()))
def test_what_is_said_to_be_recognised_is_and_what_is_said_not_to_be_is_not(
    kind: str, words: str, published: str | None, wanted: list[tuple[str, ...]]
) -> None:
    assert _read(kind, words, published) == wanted


def _read(kind: str, words: str, published: str | None) -> list[tuple[str, ...]]:
    """What is read of these words, as the tables show it."""
    row = Report.from_bytes(words.encode(), name="row", path="row", format="row", given=Given(published=published))
    seen = text.read(row)
    reading = claims.read(seen, text.parse(seen))
    if kind == "names":
        return [(each.quote, each.kind, each.full) for each in reading.names]
    return [tuple(_cell(value[key], words) for key in _SHOWN[kind]) for value in lines.reading(reading)[kind]]


def _cell(value: Any, words: str) -> str:
    if isinstance(value, list):
        return " … ".join(each if isinstance(each, str) else words[slice(*each)] for each in value)
    shown = "" if value is None else f"{value:,}" if isinstance(value, int | float) else str(value)
    return shown.replace("\n", "<br>")


def test_every_kind_of_value_has_examples_and_limits() -> None:
    for kind, body in _sections():
        assert len(_TABLE.findall(body)) >= 2 and "Not recognised" in body, kind
    assert {kind for kind, _ in _sections()} == set(_SHOWN)


def test_what_is_said_to_be_left_out_of_a_page_is() -> None:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```text\n(.*?)```", page, re.S)
    seen = text.read(Report.from_bytes(example.encode(), name="page", path="page.txt"))
    table = page.partition("| Left out |")[2].partition("\n\n")[0]
    rows = (re.split(r"(?<!\\)\|", line.strip("|")) for line in table.splitlines()[2:])
    wanted = [tuple(cell.strip().replace("\\|", "|") for cell in row) for row in rows]
    assert [(each.quote, each.why) for each in seen.removed] == wanted and len(wanted) >= 3
