"""An invented case, made of values alone: no step has to work for the case, its exports and its checks to be tested."""

from pathlib import Path

import pytest

from headwater.case import Changes, Step, write
from headwater.model import (
    Aligned,
    Attribution,
    Basis,
    Claim,
    Code,
    Credit,
    Derivation,
    Drift,
    Finding,
    Findings,
    Framework,
    Given,
    Indicator,
    Lineage,
    Name,
    Origin,
    Possible,
    Quantity,
    Reading,
    Removed,
    Report,
    Root,
    Segment,
    Span,
    Text,
    Time,
    make_id,
)

_HARBOUR = "The ferry sank on 3 May. More than 40 people were saved, said Ada Brook, the harbour master."
_COPY = "About 40 people were saved when a ferry sank, Ada Brook told the Harbour Post."
_OWN = "=HYPERLINK is no way to begin.\nDivers found 2 bells."


def _report(name: str, text: str, given: Given) -> Report:
    return Report.from_bytes(f"MENU\n{text}".encode(), name=name, path=f"{name}.txt", given=given)


def _text(report: Report, text: str) -> Text:
    return Text(
        report=report.id,
        name=report.name,
        text=text,
        segments=(Segment(0, len(text), 5, 5 + len(text)),),
        removed=(Removed("MENU", 0, 4, "furniture"),),
        language="en",
        title=report.given.title,
        title_span=None,
        outlet=report.given.outlet,
        published=report.given.published,
        url=report.given.url,
        paragraphs=(Span(0, len(text)),),
        sentences=(Span(0, len(text)),),
        quoted=(),
    )


def _claim(text: Text, quote: str, figure: str, quantity: Quantity, speaker: str | None) -> Claim:
    start = text.text.index(quote)
    source = Span(at := text.text.index(speaker), at + len(speaker)) if speaker else None
    return Claim(
        id=make_id("claim", text.report, start, start + len(quote)),
        report=text.report,
        start=start,
        end=start + len(quote),
        quote=quote,
        quantities=(quantity,),
        times=(),
        attribution=Attribution((source,), (), (Span(start, start + len(quote)),), "indirect", speaker)
        if source
        else None,
        subject="people",
        predicate="save",
        place=None,
    )


def _quantity(text: Text, quote: str, low: float, high: float | None, unit: str) -> Quantity:
    start = text.text.index(quote)
    bound = "exactly" if high == low else "more_than"
    return Quantity(start, start + len(quote), quote, low, high, "about" if quote[0] == "A" else bound, unit=unit)  # type: ignore[arg-type]


@pytest.fixture
def pile() -> Changes:
    """Three reports: one, a copy of it that drifts, and one of its own that looks like a formula."""
    reports = (
        _report("a-harbour", _HARBOUR, Given("Ferry sinks", "Harbour Post", "2031-05-04", "https://harbour.example/1")),
        _report("b-copy", _COPY, Given(outlet="Daily Copy")),
        _report("c-own", _OWN, Given()),
    )
    first, copy, own = (_text(report, text) for report, text in zip(reports, (_HARBOUR, _COPY, _OWN), strict=True))
    saved = _quantity(first, "More than 40 people", 40, None, "person")
    again = _quantity(copy, "About 40 people", 40, 40, "person")
    bells = _quantity(own, "2 bells", 2, 2, "bell")
    one = _claim(first, "More than 40 people were saved, said Ada Brook", "", saved, "Ada Brook")
    two = _claim(copy, "About 40 people were saved", "", again, "Ada Brook")
    three = _claim(own, "Divers found 2 bells.", "", bells, None)
    day = first.text.index("3 May")
    outlet = copy.text.index("Harbour Post")
    readings = (
        Reading(
            first,
            quantities=(saved,),
            times=(Time(day, day + 5, "3 May", "DATE", "2031-05-03", "2031-05-03", "2031-05-03"),),
            attributions=(one.attribution,) if one.attribution else (),
            names=(Name(at := first.text.index("Ada Brook"), at + 9, "Ada Brook", "person", "Ada Brook"),),
            claims=(one,),
        ),
        Reading(
            copy,
            quantities=(again,),
            credits=(Credit(outlet, outlet + 12, "Harbour Post", "Harbour Post", "credit"),),
            claims=(two,),
        ),
        Reading(own, quantities=(bells,), claims=(three,)),
    )
    here, lone = make_id("origin", first.report), make_id("origin", own.report)
    basis = Basis("credit", "it names the Harbour Post", (copy.passage(outlet, outlet + 12),), 1.5)
    lineage = Lineage(
        derivations=(Derivation(copy.report, first.report, "wholly", "known", (basis,), 0.9),),
        possible=(Possible(min(first.report, own.report), max(first.report, own.report), 0.4, ()),),
        origins=tuple(
            sorted(
                (
                    Origin(here, "Harbour Post", ("Harbour Post",), "report", True, (first.report, copy.report)),
                    Origin(lone, "c-own", ("c-own",), "report", True, (own.report,)),
                ),
                key=lambda origin: origin.id,
            )
        ),
        roots=tuple(
            sorted(
                (Root(t.report, 0, len(t.text), o) for t, o in ((first, here), (copy, here), (own, lone))),
                key=lambda root: root.report,
            )
        ),
        aligned=(Aligned(one.passage, two.passage, "rewritten"),),
    )
    findings = Findings(
        (
            Finding(
                id=make_id("finding", one.id),
                statement=one.quote,
                claims=(one.id, two.id),
                reports=tuple(sorted((first.report, copy.report))),
                origins=(here,),
                origins_low=1,
                origins_high=1,
                informants=("Ada Brook",),
                heard_by=1,
                standing="one origin",
                disputed=False,
                reasons=("b-copy derives from a-harbour",),
                low=40,
                unit="person",
                drift=(Drift("bound", one.id, two.id, True, "“more than” became “about”"),),
            ),
        )
    )
    return Changes(
        reports=reports,
        readings=tuple((reading, f"made-{reading.text.name}") for reading in readings),
        lineage=lineage,
        findings=findings,
        frameworks=(
            Framework(
                "invented", "Invented", "1", "us", (Code("1", "Rescue", "d", flow=("2",)), Code("2", "Loss", "d"))
            ),
        ),
        indicators=(Indicator("invented", "1", "1", "Rescue", (one.id,), (first.report,), 1, 1),),
        steps=(Step("lineage", "1", "lineage-1"), Step("findings", "1", "findings-1")),
    )


@pytest.fixture
def case_file(pile: Changes, tmp_path: Path) -> Path:
    """The same, as a file."""
    path = tmp_path / "ferry.hw"
    write(path, pile, when="2031-05-06T00:00:00+00:00")
    return path
