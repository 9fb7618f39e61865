"""Invented piles made of values alone: reports as lists of said sentences, and the lineage between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headwater.model import (
    Attribution,
    Bound,
    Claim,
    Derivation,
    Lineage,
    Modality,
    Name,
    NameKind,
    Origin,
    Polarity,
    Possible,
    Quantity,
    Reading,
    Root,
    Span,
    Text,
    make_id,
)


@dataclass(frozen=True)
class Said:
    """A sentence, with what a careful reader takes from it."""

    words: str
    speaker: str | None = None  # as the sentence begins with it: "Ada Brook said ..."
    figure: str | None = None  # the words of its figure
    low: float | None = None
    high: float | None = None
    bound: Bound = "exactly"
    unit: str | None = None
    per: str | None = None
    modality: Modality = "stated"
    polarity: Polarity = "positive"
    predicate: str | None = None


def reading(report: str, said: Sequence[Said], kinds: Mapping[str, NameKind] | None = None) -> Reading:
    """The reading of a report that consists of these sentences. ``kinds`` tells what each speaker is."""
    words, claims, names, spans = "", [], [], []
    for one in said:
        start, end = len(words), len(words) + len(one.words)
        words += one.words + "\n"
        spans.append(Span(start, end))
        claims.append(_claim(report, one, start))
        for name, kind in (kinds or {}).items():
            if name in one.words:
                at = start + one.words.index(name)
                names.append(Name(at, at + len(name), name, kind, name))
    text = Text(
        report=report,
        name=report,
        text=words,
        segments=(),
        removed=(),
        language="en",
        title=None,
        title_span=None,
        outlet=None,
        published=None,
        url=None,
        paragraphs=tuple(spans),
        sentences=tuple(spans),
        quoted=(),
    )
    return Reading(text, claims=tuple(claims), names=tuple(names))


def _claim(report: str, one: Said, start: int) -> Claim:
    end = start + len(one.words)
    figures: tuple[Quantity, ...] = ()
    if one.figure is not None:
        at = start + one.words.index(one.figure)
        figures = (
            Quantity(
                at, at + len(one.figure), one.figure, one.low, one.high, one.bound, None, one.unit, one.per, one.unit
            ),
        )
    told = None
    if one.speaker is not None:
        at = start + one.words.index(one.speaker)
        source = Span(at, at + len(one.speaker))
        told = Attribution((source,), (), (Span(start, end),), "indirect", one.speaker)
    return Claim(
        id=make_id("claim", report, start, end),
        report=report,
        start=start,
        end=end,
        quote=one.words,
        quantities=figures,
        times=(),
        attribution=told,
        subject=None,
        predicate=one.predicate,
        place=None,
        modality=one.modality,
        polarity=one.polarity,
    )


def lineage(
    readings: Sequence[Reading], parents: Mapping[str, str] | None = None, possible: Sequence[tuple[str, str]] = ()
) -> Lineage:
    """A lineage in which each report of ``parents`` derives wholly from another report or from something unseen."""
    parents = parents or {}
    reports = [r.report for r in readings]

    def root(report: str) -> str:
        while report in parents:
            report = parents[report]
        return report

    roots = {report: root(report) for report in reports}
    origins = tuple(
        Origin(
            origin,
            origin,
            (origin,),
            "report" if origin in reports else "unseen",
            origin in reports,
            tuple(sorted(r for r in reports if roots[r] == origin)),
        )
        for origin in sorted(set(roots.values()))
    )
    return Lineage(
        derivations=tuple(Derivation(a, b, "wholly", "known", (), 1.0) for a, b in sorted(parents.items())),
        possible=tuple(Possible(min(a, b), max(a, b), 0.4, ()) for a, b in possible),
        origins=origins,
        roots=tuple(Root(r.report, 0, len(r.text.text), roots[r.report]) for r in sorted(readings, key=_name)),
    )


def _name(reading: Reading) -> str:
    return reading.report
