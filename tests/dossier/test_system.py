"""The system map: every part once, in order, with its figures and origins; what nobody speaks of is a gap."""

from dataclasses import replace

from tests.dossier.salt import MIRROR, POST, WATCH, contents, finding

from headwater.dossier import page
from headwater.dossier.contents import Contents
from headwater.dossier.system import parts, systems
from headwater.model import Code, Framework, Indicator

SALT = Framework(
    "salt", "How salt is made", "3", "the guild",
    (
        Code("rake", "raking", "How it is raked.", flow=("pay",)),
        Code("pay", "pay", "What is paid.", flow=("ship", "tax")),
        Code("ship", "shipping", "How it is shipped.", flow=("tax",)),
        Code("tax", "<b>tax</b>", "What is taken."),
    ),
)  # fmt: skip
HOURS, MOVED = POST.claims[1], POST.claims[2]


def case() -> Contents:
    claims = {"rake": (HOURS.id,), "tax": (HOURS.id, MOVED.id)}
    found = [
        finding([HOURS], ["o"], 1, 1, id="hours", low=14.0, high=14.0, unit="hour"),
        finding([HOURS, MOVED], ["o", "p"], 2, 2, id="moved", low=None, high=3000.0, unit="person"),
        finding([MOVED], ["o"], 1, 1, id="one", low=1.0, high=1.0, unit="person"),
    ]
    coded = [Indicator("salt", "3", code, code, ids, (POST.report,), 1, 2) for code, ids in claims.items()]
    other = Indicator("other", "3", "pay", "pay", (HOURS.id,), (POST.report,), 1, 1)
    return contents([POST, MIRROR, WATCH], findings=found, indicators=[*coded, other], frameworks=[SALT])


def test_each_part_has_the_findings_that_are_mostly_about_it() -> None:
    known = parts(SALT, case().indicators, case().findings.findings)
    assert [part.code.code for part in known] == ["rake", "pay", "ship", "tax"]
    assert [[each.id for each in part.findings] for part in known] == [["hours"], [], [], ["moved", "hours", "one"]]
    assert [[each.id for each in part.figures] for part in known] == [
        ["hours"],
        [],
        [],
        ["moved"],
    ]  # each shown once
    assert [part.evidence is None for part in known] == [False, True, True, False]


def test_the_drawing_has_every_part_in_order_and_every_way_on() -> None:
    (system,) = systems(case())
    drawn = system.drawing
    assert [(node.title, node.kind, node.how) for node in drawn.nodes] == [
        ("raking", "part", "14 hours"),
        ("pay", "gap", ""),
        ("shipping", "gap", ""),
        ("<b>tax</b>", "part", "up to 3,000 people"),
    ]
    assert drawn.nodes[0].detail == "1 claim in 1 report, 1 to 2 origins"
    assert [line.words for line in drawn.lines] == [
        "raking leads to pay", "pay leads to shipping", "pay leads to <b>tax</b>", "shipping leads to <b>tax</b>",
    ]  # fmt: skip
    assert all(line.head for line in drawn.lines)
    below = [node.y for node in drawn.nodes]
    assert below == sorted(below) and len(set(below)) == 4
    assert "pay; shipping" in drawn.description


def test_the_page_shows_the_gaps_and_leads_to_the_words() -> None:
    html = page.write(case())
    (system,) = systems(case())
    assert html.count("Nothing in these reports was found to speak of this part.") == 2
    assert "<b>tax</b>" not in html and "&lt;b&gt;tax&lt;/b&gt;" in html
    for part in system.parts:
        assert html.count(f'id="{system.anchor(part)}"') == 1
    assert "up to 3,000 people" in html


def test_a_list_without_a_flow_is_no_system() -> None:
    flat = replace(SALT, codes=tuple(replace(code, flow=()) for code in SALT.codes))
    assert systems(replace(case(), frameworks=(flat,))) == ()
    assert 'id="system"' not in page.write(replace(case(), frameworks=(flat,)))
