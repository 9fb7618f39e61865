"""An invented pile of values alone: what fish boats on a lake catch, and what a basket of fish is sold for."""

from collections.abc import Sequence

from headwater.model import (
    Bound,
    Claim,
    Derivation,
    Finding,
    Findings,
    Lineage,
    Modality,
    Origin,
    Quantity,
    Reading,
    Report,
    Root,
    Span,
    Text,
    make_id,
)


def report(name: str, *sentences: str, outlet: str | None = None, published: str | None = None) -> Text:
    """A text of these sentences."""
    words = " ".join(sentences)
    ends = [len(" ".join(sentences[: i + 1])) for i in range(len(sentences))]
    starts = [end - len(sentence) for end, sentence in zip(ends, sentences, strict=True)]
    spans = tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))
    id = Report.from_bytes(words.encode(), name=name, path=name).id
    return Text(
        report=id, name=name, text=words, segments=(), removed=(), language="en", title=None, title_span=None,
        outlet=outlet, published=published, url=None, paragraphs=(), sentences=spans, quoted=(),
    )  # fmt: skip


def figure(
    text: Text,
    words: str,
    low: float | None,
    high: float | None,
    *,
    bound: Bound = "exactly",
    unit: str | None = None,
    per: str | None = None,
    counted: str | None = None,
) -> Quantity:
    """A figure that stands in the text."""
    start = text.text.index(words)
    return Quantity(start, start + len(words), words, low, high, bound, unit=unit, per=per, counted=counted)


def claim(text: Text, number: int, *quantities: Quantity, modality: Modality = "stated") -> Claim:
    """The sentence of this number as a claim."""
    span = text.sentences[number]
    return Claim(
        id=make_id("claim", text.report, span.start), report=text.report, start=span.start, end=span.end,
        quote=text.slice(span), quantities=quantities, times=(), attribution=None, subject=None, predicate=None,
        place=None, modality=modality,
    )  # fmt: skip


def finding(*claims: Claim, origins: Sequence[str], low: int, disputed: bool = False) -> Finding:
    """These claims as one finding."""
    high = len(origins)
    standing = "one origin" if high == 1 else "not established" if low < 2 else "independent origins"
    return Finding(
        id=make_id("finding", *sorted(each.id for each in claims)), statement=claims[0].quote,
        claims=tuple(each.id for each in claims), reports=tuple(sorted({each.report for each in claims})),
        origins=tuple(origins), origins_low=low, origins_high=high, informants=(), heard_by=0,
        standing=standing,  # type: ignore[arg-type]
        disputed=disputed, reasons=(),
    )  # fmt: skip


GAZETTE = report(
    "gazette",
    "On the lake 40 boats are out.",
    "A basket is sold for 10 to 12 crowns at the pier.",
    outlet="The Gazette",
    published="2031-05-02",
)
COPY = report("copy", "About 45 boats are out, The Gazette says.", outlet="Daily Copy", published="2031-05-03")
WARDEN = report(
    "warden", "We counted 50 boats on the lake.", "Up to 90 boats could be out by June.", "Two boats sank.",
    published="2031-06",
)  # fmt: skip

_G_BOATS = claim(GAZETTE, 0, figure(GAZETTE, "40 boats", 40, 40, unit="boat", counted="boats"))
_G_PRICE = claim(GAZETTE, 1, figure(GAZETTE, "10 to 12 crowns", 10, 12, bound="between", unit="crown", per="basket"))
_C_BOATS = claim(COPY, 0, figure(COPY, "About 45 boats", 45, 45, bound="about", unit="boat", counted="boats"))
_W_BOATS = claim(WARDEN, 0, figure(WARDEN, "50 boats", 50, None, bound="more_than", unit="boat", counted="boats"))
_W_SOON = claim(
    WARDEN, 1, figure(WARDEN, "Up to 90 boats", None, 90, bound="at_most", unit="boat", counted="boats"),
    modality="expected",
)  # fmt: skip
_W_SANK = claim(WARDEN, 2, figure(WARDEN, "Two boats", 2, 2, unit="boat", counted="boats"))

READINGS = (
    Reading(GAZETTE, claims=(_G_BOATS, _G_PRICE)),
    Reading(COPY, claims=(_C_BOATS,)),
    Reading(WARDEN, claims=(_W_BOATS, _W_SOON, _W_SANK)),
)
LINEAGE = Lineage(
    derivations=(Derivation(COPY.report, GAZETTE.report, "wholly", "known", (), 3.0),),
    origins=(
        Origin(GAZETTE.report, "The Gazette", ("The Gazette",), "report", True, (GAZETTE.report, COPY.report)),
        Origin(WARDEN.report, "warden", ("warden",), "report", True, (WARDEN.report,)),
    ),
    roots=(
        Root(GAZETTE.report, 0, len(GAZETTE.text), GAZETTE.report),
        Root(COPY.report, 0, len(COPY.text), GAZETTE.report),
        Root(WARDEN.report, 0, len(WARDEN.text), WARDEN.report),
    ),
)
BOATS = finding(_G_BOATS, _C_BOATS, _W_BOATS, origins=(GAZETTE.report, WARDEN.report), low=1, disputed=True)
PRICE = finding(_G_PRICE, origins=(GAZETTE.report,), low=1)
SOON = finding(_W_SOON, origins=(WARDEN.report,), low=1)
SANK = finding(_W_SANK, origins=(WARDEN.report,), low=1)
FINDINGS = Findings((BOATS, PRICE, SOON, SANK))
