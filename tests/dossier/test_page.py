"""The whole document: self-contained, linked throughout, the same every time, and deaf to what reports try."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.dossier.salt import COURIER, DIGEST, MIRROR, POST, RADIO, WATCH, contents, finding, five, many, reading
from tests.redact.test_redact import reading as naming
from typer.testing import CliRunner

from headwater.case import Case
from headwater.cli import app
from headwater.dossier import bounds, render
from headwater.dossier.contents import Contents
from headwater.dossier.page import ours, write
from headwater.errors import Leak
from headwater.model import Basis, Derivation, Drift, Findings, Indicator, Lineage, Origin, Possible, Root, Unread
from headwater.redact import Pseudonyms, scan

ATTACKS = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>body{display:none}</style>",
    "</title></head><body onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;script&gt;",
    "' onmouseover='alert(1)",
    "<!-- ",
    "]]><meta http-equiv=refresh content='0;url=https://evil.example'>",
]


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "path", "rect"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, attribute: str) -> list[str]:
        return [value for _, found in self.tags if (value := found.get(attribute)) is not None]


def assert_sound(html: str) -> Page:
    """No script, nothing from elsewhere, every tag closed, every link leads somewhere, every id is one."""
    page = Page(html)
    assert not page.open
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "iframe", "object", "embed", "img", "link", "form", "base", "image", "use"}
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "xlink:href")]
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    led_to = {href.removeprefix("#") for href in page.all("href")} | set(" ".join(page.all("aria-labelledby")).split())
    assert led_to <= set(ids)
    return page


def test_the_headline_and_what_it_means() -> None:
    page = assert_sound(write(five()))
    assert "5 reports → go back to 2 origins" in page.text
    assert "Radio Tessaly, which is not in this case, behind 4 reports, 1 of which does not credit it" in page.text


def test_every_part_is_there() -> None:
    text = assert_sound(write(five())).text
    for words in (
        "in/photo.txt",
        "the bytes are not text in any encoding",
        "https://post.example/orrin",
        "Disputed 2 independent origins, 3 reports, 2 informants",
        "1 origin, 4 reports, 1 change in retelling, given as 3,000 people",
        "“up to” became “more than”",
        "Pay in kind",
        "evidence, not a verdict",
        "Subscribe now",
        "No evidence of copying is not evidence of independence",
        "Not redacted",
    ):
        assert words in text, words
    for each in (POST, COURIER, DIGEST, MIRROR, WATCH):
        for line in each.text.text.splitlines():
            assert line in re.sub(r"F\d+(?=[.,”]| |$)", "", text) or line in text, line


def test_nothing_is_called_confirmed() -> None:
    assert not re.search(r"confirm|verif|corroborat", write(five()), re.IGNORECASE)


def test_the_policy_allows_this_style_and_nothing_else() -> None:
    html = write(five())
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert style and policy and html.index(policy.group()) < html.index("<style>")
    name = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert policy.group(1) == (
        f"default-src 'none'; style-src 'sha256-{name}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style.group(1) and "@import" not in style.group(1)


def test_the_same_bytes_whatever_the_order() -> None:
    case = five()
    turned = replace(
        case,
        reports=case.reports[::-1],
        readings=case.readings[::-1],
        findings=replace(case.findings, findings=case.findings.findings[::-1]),
    )
    assert write(case) == write(case) == write(turned)


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(tag[1]) for tag, _ in Page(write(five())).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_every_table_says_what_it_is_and_every_heading_cell_what_it_heads() -> None:
    page = Page(write(five()))
    tags = [tag for tag, _ in page.tags]
    assert tags.count("table") == tags.count("caption") > 3
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in page.tags if tag == "th")


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_report_does_nothing(attack: str) -> None:
    page = assert_sound(write(hostile(attack)))
    assert " ".join(attack.split()) in page.text


@given(st.text(st.characters(codec=None), min_size=1, max_size=30))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_whatever_give_a_sound_page(words: str) -> None:
    html = write(hostile(words))
    assert_sound(html)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\ud800-\udfff]", html)
    html.encode("utf-8")


def test_an_override_of_direction_is_shown() -> None:
    assert "⟦U+202E⟧fdp.exe" in write(hostile("\u202efdp.exe"))


def hostile(words: str) -> Contents:
    """A case in which everything that can come from outside is these words."""
    one = reading(
        "n",
        f"T\n{words}",
        (words, words, words),
        outlet=words,
        published=words,
        url=words,
        credits=[words],
        removed=[words],
    )
    two = reading("m", f"T\n{words}", (words, None, words), outlet=words)
    claims = (one.claims[0], two.claims[0])
    basis = (Basis("reuse", words, (claims[0].passage, claims[1].passage)),)
    origin = Origin(RADIO, words, (words, f"{words}!"), "unseen", False, tuple(sorted((one.report, two.report))))
    lineage = Lineage(
        derivations=(Derivation(one.report, RADIO, "wholly", "known", basis, 1.0),),
        possible=(Possible(min(one.report, two.report), max(one.report, two.report), 0.1, basis),),
        origins=(origin,),
        roots=tuple(Root(r.report, 0, len(r.text.text), RADIO) for r in (one, two)),
    )
    drift = (Drift("value", claims[0].id, claims[1].id, True, words),)
    found = finding(claims, [RADIO], 1, 1, reasons=(words,), informants=(words,), unit=words, low=1.0, drift=drift)
    once = finding(claims[:1], [RADIO], 1, 1, id="finding-2")
    indicator = Indicator(words, words, words, words, (claims[0].id,), (one.report,), 1, 1)
    case = contents([one, two], lineage, [found, once], [indicator])
    informant = Origin("informant-1", words, (words,), "informant", False, origin.reports)
    return replace(
        case,
        unread=(Unread(words, words),),
        findings=replace(case.findings, informants=(informant,)),
        steps=((words, words),),
        reports=tuple(replace(each, name=f"{words}{each.id}") for each in case.reports),
    )


def test_nothing_read_is_said_plainly() -> None:
    empty = Contents((), (), (Unread("a.bin", "not text"),), Lineage(), Findings())
    text = assert_sound(write(empty)).text
    assert "0 reports" in text and "Nothing could be read, so nothing can be said." in text and "a.bin" in text


def test_a_large_case_stays_bounded_and_says_what_it_leaves_out() -> None:
    html = write(many(200))
    page = assert_sound(html)
    assert len(html) < 4_000_000
    assert "more findings" in page.text and "left out here" in page.text


def bound_all_to_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (name for name in vars(bounds) if name.isupper()):
        monkeypatch.setattr(bounds, name, 1)


def test_bounds_break_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    bound_all_to_one(monkeypatch)
    assert "This text is left out" in assert_sound(write(five())).text


def test_every_command_that_is_named_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    bound_all_to_one(monkeypatch)
    named = set(re.findall(r"<code>headwater ([^<]+)</code>", write(five())))
    assert {words.split()[0] for words in named} == {"check", "export", "read", "show"}
    runner = CliRunner()
    for words in named:
        command, *rest = words.split()
        usage = runner.invoke(app, [command, "--help"]).output
        assert all(word in usage for word in rest if not word.isupper()), words


def test_a_case_is_rendered(case_file: Path) -> None:
    with Case.open(case_file) as case:
        html = render(case)
        assert html == render(case)
    assert "3 reports → go back to 2 origins" in assert_sound(html).text


def test_a_heading_of_ours_that_is_somebodys_surname_does_not_stop_the_dossier() -> None:
    told = naming("Oda Published rowed.", ("Oda Published", "person", "Oda Published"))
    hidden = Pseudonyms.of([told])
    with pytest.raises(Leak):
        scan('<th scope="col">Published</th>', hidden, write(Contents.empty()))
    assert scan('<th scope="col">Published</th>', hidden, ours())


def test_what_is_only_beside_a_finding_stands_apart_from_what_counts() -> None:
    post, mirror, watch = POST.claims[0], MIRROR.claims[0], WATCH.claims[1]
    found = finding([post, mirror, watch], [RADIO], 1, 1)
    aside = replace(found, beside=("origin-b",), behind=((mirror.id, watch.id), (post.id,)))
    plain, parted = (
        assert_sound(write(contents([POST, MIRROR, WATCH], findings=[each]))).text for each in (found, aside)
    )
    assert "Beside these, not counted" in parted and "Beside these, not counted" not in plain
    assert "2 reports and 1 beside" in parted and "1 beside" not in plain
