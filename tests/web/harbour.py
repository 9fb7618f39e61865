"""The invented case with more in it: claims with places, times and codes, and findings of each standing."""

from dataclasses import replace
from pathlib import Path

from headwater.case import Changes, write
from headwater.model import Attribution, Claim, Finding, Indicator, Quantity, Reading, Span, Time, make_id

SENTENCES = (
    "On 3 May 2031 the wardens of Marsh County counted 12 boats at Ford.",
    "Lena Holt fled to Reed County in June 2031 and lives there.",
    "In 2029 a barrel cost 30 crowns in Marsh County, the guild said.",
    "Nobody in Marsh County pays for the ferry, the guild denies.",
)


def rich(pile: Changes, path: Path) -> Path:
    """The pile of three reports with four more claims in the third."""
    reading, made = pile.readings[2]
    text = f"{reading.text.text}\n{' '.join(SENTENCES)}"
    starts = [text.index(each) for each in SENTENCES]
    said = replace(
        reading.text,
        text=text,
        paragraphs=(Span(0, len(text)),),
        sentences=(
            Span(0, starts[0]),
            *(Span(at, at + len(each)) for at, each in zip(starts, SENTENCES, strict=True)),
        ),
        segments=(),
    )
    report = reading.report

    def claim(number: int, words: str, place: str | None, **more: object) -> Claim:
        start = starts[number] + SENTENCES[number].index(words)
        id = make_id("claim", report, start, start + len(words))
        made = Claim(id, report, start, start + len(words), words, (), (), None, None, None, place)
        return replace(made, **more)  # type: ignore[arg-type]

    def time(number: int, words: str, since: str, until: str) -> Time:
        at = starts[number] + SENTENCES[number].index(words)
        return Time(at, at + len(words), words, "DATE", since, since, until)

    def figure(number: int, words: str, low: float, unit: str) -> Quantity:
        at = starts[number] + SENTENCES[number].index(words)
        return Quantity(at, at + len(words), words, low, low, unit=unit)

    boats = claim(
        0,
        "On 3 May 2031 the wardens of Marsh County counted 12 boats",
        "Marsh County",
        times=(time(0, "3 May 2031", "2031-05-03", "2031-05-03"),),
        quantities=(figure(0, "12 boats", 12, "boat"),),
    )
    at_ford = claim(0, "the wardens of Marsh County counted 12 boats at Ford", "Ford")
    fled = claim(
        1,
        "Lena Holt fled to Reed County in June 2031",
        "Reed County",
        times=(time(1, "June 2031", "2031-06-01", "2031-06-30"),),
    )
    lives = claim(1, "lives there", "Reed County")
    price = claim(
        2,
        "In 2029 a barrel cost 30 crowns in Marsh County",
        "Marsh County",
        times=(time(2, "2029", "2029-01-01", "2029-12-31"),),
        quantities=(figure(2, "30 crowns", 30, "crown"),),
        attribution=Attribution((Span(starts[2] + 48, starts[2] + 57),), (), (), "indirect", "the guild"),
    )
    denied = claim(
        3, "Nobody in Marsh County pays for the ferry", "Marsh County", modality="denied", polarity="negative"
    )
    extra = (boats, at_ford, fled, lives, price, denied)
    lone = next(each for each in pile.lineage.origins if each.reports == (report,)) if pile.lineage else None
    assert pile.lineage and pile.findings and lone

    def finding(*claims: Claim, **more: object) -> Finding:
        made = Finding(
            id=make_id("finding", *sorted(each.id for each in claims)), statement=claims[0].quote,
            claims=tuple(each.id for each in claims), reports=(report,), origins=(lone.id,), origins_low=1,
            origins_high=1, informants=(), heard_by=0, standing="one origin", disputed=False, reasons=(),
        )  # fmt: skip
        return replace(made, **more)  # type: ignore[arg-type]

    findings = (
        *pile.findings.findings,
        finding(boats, at_ford, low=12, high=12, unit="boat", origins_high=2, standing="not established"),
        finding(fled),
        finding(lives),
        finding(price, low=30, high=30, unit="crown", informants=("the guild",), disputed=True),
        finding(denied),
    )
    roots = tuple(replace(each, end=len(text)) if each.report == report else each for each in pile.lineage.roots)
    made_of = Reading(said, quantities=(), times=(), claims=(*reading.claims, *extra))
    write(
        path,
        replace(
            pile,
            readings=(*pile.readings[:2], (made_of, made)),
            lineage=replace(pile.lineage, roots=roots),
            findings=replace(pile.findings, findings=findings),
            indicators=(
                *(pile.indicators or ()),
                Indicator("invented", "1", "2", "Loss", (boats.id, at_ford.id, price.id), (report,), 1, 1),
            ),
        ),
        when="2031-06-06T00:00:00+00:00",
    )
    return path
