"""With names hidden, nothing that is answered names a private person: no page, no address, no file, no header."""

import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from tests.web.conftest import HERE, Open, form_token

from headwater import pipeline
from headwater.case import Case
from headwater.export import TABLES
from headwater.redact import private
from headwater.review import judge
from headwater.web.app import ROUTERS

PRIVATE = ("Tilda Brom", "Ansa Holm", "Oren Fisk")
NAMED = re.compile(
    "|".join(
        rf"{first}(?:[\W_]|%20|&#\d+;){{0,6}}{last}|(?<![a-z]){last}(?![a-z])|{first}@"
        for first, last in map(str.split, PRIVATE)
    ),
    re.IGNORECASE,
)
"""The names by which they are known, however they are written: on purpose not what ``headwater.redact`` looks for."""

STORY = """Tilda Brom, a sorter at the Marl quarry, said she was paid 40 crowns a week and worked 16 hours a day.
“They kept our papers,” Brom said. “Nobody could leave before spring.” Brom said that 12 sorters had escaped to
Fen County on 3 May 2031. Her neighbour Ansa Holm was not paid for nine months, Brom said.

Mayor Petra Lund said on Monday that 300 people worked at the quarry in March 2031.
Write to tilda.brom@fen.example or see https://marl.example/2031/tilda-brom-tells?by=Ansa%20Holm for more.
"""
AGAIN = """Sorters at the quarry were paid 40 crowns a week and worked 16 hours a day, Tilda Brom told the Marl Courier.
They kept the papers of everybody, and nobody could leave before spring. 14 sorters had escaped to Fen County on
3 May 2031. TILDA BROM said Ansa Holm had not been paid for nine months. Oren Fisk, her cousin, waited at the gate.
"""
OTHER = """A sorter at the Marl quarry said she was paid 35 crowns a week. She asked not to be named.
The guild said that 300 people worked at the quarry in March 2031, and that 16 of them were children.
"""
PAGE = """<html><head><title>Brom tells of the quarry</title><link rel="canonical"
href="https://marl.example/oren-fisk/tilda_brom"></head><body><nav><a href="/a">Home</a>
<a href="/b">About Ansa Holm</a></nav><article><h1>Tilda Brom tells of the quarry</h1>{}</article></body></html>"""
PLAN = """title = "Wages"
formula = "workers * wage"
unit = "crown"
[inputs.workers]
words = ["work"]
unit = "people"
[inputs.wage]
low = 1
high = 2
unit = "crown per people"
why = "a guess"
"""
ASKED = re.compile(
    r'name="(?:csrf|to|q)" value="[^"]*"|<title>[^<]*</title>'
)  # our tokens, and what a person asked for


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that has names wherever one can stand: words, titles, addresses, files, furniture, decisions."""
    folder = tmp_path_factory.mktemp("told")
    reports = folder / "by Ansa Holm"
    reports.mkdir()
    paragraphs = "".join(f"<p>{each}</p>" for each in STORY.split("\n\n"))
    for name, words in (
        ("tilda-brom-tells.html", PAGE.format(paragraphs)), ("AnsaHolm notes.txt", AGAIN),
        ("Oren Fisk.txt", AGAIN.replace("14", "12")), ("guild.txt", OTHER), ("ansa_holm.pdf", "no document at all"),
    ):  # fmt: skip
        (reports / name).write_text(words, encoding="utf-8")
    case = folder / "told.hw"
    pipeline.build([str(reports)], case, workers=1)
    with Case.open(case) as opened:
        readings = opened.readings()
        assert {"Tilda Brom", "Ansa Holm"} <= {each.full for each in private(readings)} <= set(PRIVATE)
        said = [each.passage for reading in readings for each in reading.claims if "crowns" in each.quote]
        fisk = {reading.report for reading in readings if "Oren Fisk" in reading.text.text}
        his = tuple(each for each in said if each.report in fisk)[:1]
    why, words = "Ansa Holm says so, and tilda brom too", "see tilda-brom-tells"
    judge(case, "grouping", "reject", tuple(said[:2]), who="Oren Fisk", when="2031-06-01", why=why, to=None)
    judge(case, "attribution", "correct", his, to="Oren Fisk", who=words, when="2031-06-02", why=words)
    pipeline.build([], case, workers=1)
    return case


def answered(browser: TestClient) -> dict[str, str]:
    """All that is answered to whoever follows every link and asks the API for everything, by its address."""
    waiting = [*_asked(browser), *_api(browser)]
    seen: dict[str, str] = {}
    while waiting:
        path = waiting.pop().split("#")[0]
        if not path or path in seen or path.startswith(("/static", "/logout")):
            continue
        answer = browser.get(path)
        seen[path] = "\n".join((*answer.headers.values(), answer.text)) if answer.status_code in (200, 303) else ""
        if "html" in answer.headers.get("content-type", ""):
            waiting += [each.replace("&amp;", "&") for each in re.findall(r'(?:href|action)="(/[^"]*)"', answer.text)]
    return seen


def _asked(browser: TestClient) -> Iterator[str]:
    """What links do not lead to."""
    yield from (each.path for router in ROUTERS for each in router.routes
                if isinstance(each, APIRoute) and "GET" in (each.methods or ()) and "{" not in each.path)  # fmt: skip
    for words, where, to in product(("quarry", "brom", "told", "escaped"), ("claims", "texts"), ("", "/api")):
        yield f"{to}/search?q={words}&in={where}"
    yield from (f"/dossier/file?form=csv&table={table}" for table in TABLES)
    yield from ("/reports?order=name", "/reports?words=brom", "/nowhere")


def _api(browser: TestClient) -> Iterator[str]:
    """The parts of every list of the API."""

    def items(name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = browser.get(f"/api/{name}").json()["items"]
        return found

    yield from (f"/api/reports/{each['id']}{of}" for each in items("reports") for of in ("", "/claims", "/reading"))
    yield from (f"/reports/{each['id']}?beside={n}" for each in items("reports") for n in (1, 2, 3))
    yield from (f"/api/{name}/{each['id']}" for name in ("claims", "findings", "origins") for each in items(name))
    yield from (f"/api/findings/{each['id']}/collation" for each in items("findings"))
    yield from (f"/review/finding/{each['id']}" for each in items("findings"))
    yield from (f"/api/derivations/{each['report']}/{each['from']}" for each in items("derivations"))
    yield from (f"/api/indicators/{each['framework']}/{each['code']}" for each in items("indicators"))
    yield from (f"/review/{each['id']}" for each in items("review"))
    yield from (f"/api/estimates/{each['name']}" for each in items("estimates"))
    yield from (f"/api/jobs/{each['id']}" for each in items("jobs"))


def named(path: str, answer: str) -> list[str]:
    """The names in what is answered to an address, but for the words that it asked for."""
    (asked,) = re.findall(r"[?&](?:q|words)=(\w+)", path) or [""]
    return [each[0] for each in NAMED.finditer(ASKED.sub("", answer.replace(asked, "")))]


@pytest.fixture
def browser(serve: Open, told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """One that has just sent files, some of which cannot be read; nothing is built of them."""
    monkeypatch.setattr("headwater.web.job.Jobs._run", lambda jobs, id, _: jobs._note(id, state="cancelled"))
    browser = serve(case=Path(shutil.copy(told, tmp_path / "told.hw")))
    files = [("files", (name, OTHER.encode(), "text/plain")) for name in ("guild.txt", "tilda-brom.exe")]
    browser.post("/add", data={"csrf": form_token(browser)}, files=files, headers={"origin": HERE})
    return browser


def hide(browser: TestClient) -> None:
    browser.post("/names", data={"csrf": form_token(browser), "hide": "true"}, headers={"origin": HERE})


def test_names_are_nowhere_when_they_are_hidden_and_everywhere_when_not(browser: TestClient) -> None:
    shown = [path for path, words in answered(browser).items() if named(path, words)]
    kinds = {re.sub(r"[?].*|(?<=/)(?:[a-z]+-)?[0-9a-f]{16}.*", "", path) for path in shown}
    expected = "/ /reports /reports/ /lineage /findings /findings/ /search /review /review/history /jobs/ /api/reports"
    assert kinds >= {*expected.split(), "/api/claims/", "/api/unread", "/api/review/history"}
    hide(browser)
    closed = answered(browser)
    assert {path: found for path, words in closed.items() if (found := named(path, words))} == {}
    assert not [path for path in closed.keys() - {*_asked(browser)} if named("", path) and "words=" not in path]
    routes = [each for router in ROUTERS for each in router.routes if isinstance(each, APIRoute)]
    looked_at = {each.path for each in routes for path, words in closed.items()
                 if words and each.path_regex.fullmatch(path.split("?")[0])}  # fmt: skip
    assert {each.path for each in routes if "GET" in (each.methods or ())} - looked_at == {"/static/{name}"}


def test_nobody_can_be_asked_for_by_a_name_that_is_hidden(browser: TestClient) -> None:
    asked = "/findings?informant=Tilda+Brom"
    assert "/findings/finding-" in browser.get(asked).text
    hide(browser)
    assert "/findings/finding-" not in browser.get(asked).text
    assert "/findings/finding-" in browser.get("/findings?informant=Informant+A").text


@pytest.mark.parametrize("asked", ["brom", "Tilda", "holm", "til*", "broms", '"said ansa"', "quarry brom"])
def test_a_hidden_name_finds_no_words(browser: TestClient, asked: str) -> None:
    hide(browser)
    for where in ("claims", "texts"):
        assert browser.get("/api/search", params={"q": asked, "in": where}).json()["total"] == 0
        assert "Names are hidden" in browser.get("/search", params={"q": asked, "in": where}).text
        assert browser.get("/api/search", params={"q": "quarry", "in": where}).json()["total"]


def test_a_report_opens_at_the_words_whether_names_are_hidden_or_not(browser: TestClient) -> None:
    for _ in range(2):
        page = browser.get("/search?in=texts&q=escaped").text
        to = re.findall(r'href="(/reports/[^"]*[?]at=[^"]*)#at"', page)
        assert to and all('<mark class="at" id="at">escaped</mark>' in browser.get(each).text for each in to)
        hide(browser)


def test_whoever_a_build_finds_is_hidden_at_once(browser: TestClient, tmp_path: Path) -> None:
    """Pseudonyms are kept for one state of the case, and a report that comes changes it."""
    hide(browser)
    assert not named("", browser.get("/reports?order=name").text)
    new = tmp_path / "new.txt"
    new.write_text("Mirl Oster, a cook, said the quarry closed in June 2031. “I lost my room,” Oster said.", "utf-8")
    pipeline.build([str(new)], tmp_path / "told.hw", workers=1)
    found = browser.get("/api/search?q=cook").text
    assert "Informant" in found and "Mirl" not in found and "Oster" not in found
