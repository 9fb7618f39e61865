"""An invented case of any size, written straight into its file: what reads a case is measured, not what makes one."""

import random
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from headwater import frameworks
from headwater.case import Changes, Step, write
from headwater.model import (
    Aligned,
    Attribution,
    Basis,
    Claim,
    Derivation,
    Drift,
    Finding,
    Findings,
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

_WORDS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_MENU = "Home\nNews\nSport\nLog in | Register\nSubscribe to our newsletter\n"
_FILLER = "which came after a long week of talks that few in the town had expected to lead anywhere at all and"


def generate(path: Path, reports: int, claims: int, chance: random.Random) -> None:
    """Write an invented case: families of 1 to 60 reports, whose sentences are claims told again."""
    made: list[_Told] = []
    family = 0
    while len(made) < reports:
        size = min(reports - len(made), int(1 + chance.paretovariate(1.1)), 60)
        sentences = [_sentence(chance, family, n) for n in range(claims)]
        head: _Told | None = None
        for _ in range(size):
            head = head or _told(len(made), family, sentences, chance, None)
            made.append(
                head if not made or made[-1].family != family else _told(len(made), family, sentences, chance, head)
            )
        family += 1
    write(path, _changes(made, chance), when="2031-01-01T00:00:00+00:00")


@dataclass(frozen=True)
class _Told:
    """One report of a family; ``head`` is what it derives from."""

    family: int
    report: Report
    reading: Reading
    origin: str
    head: "_Told | None"


def _sentence(chance: random.Random, family: int, number: int) -> tuple[str, int, str, str]:
    """A sentence with its figure, the noun counted, and who says it."""
    figure, noun = chance.randint(2, 90_000), chance.choice(_WORDS["things"])
    who = f"{chance.choice(_WORDS['first_names'])} {chance.choice(_WORDS['last_names'])}"
    place = chance.choice(_WORDS["places"])
    words = (
        f"Some {{figure:,}} {noun} of {place} were counted by the office on day {family % 300}, {_FILLER}"
        f" nobody in part {number} of {place} was told in time, {who} said."
    )
    return words, figure, noun, who


def _told(
    number: int, family: int, sentences: list[tuple[str, int, str, str]], chance: random.Random, head: "_Told | None"
) -> _Told:
    drifts = [figure + (head is not None and chance.random() < 0.05) for _, figure, _, _ in sentences]
    own = [words.format(figure=figure) for (words, *_), figure in zip(sentences, drifts, strict=True)]
    if head is not None and chance.random() < 0.5:
        own = [each.replace("counted", "tallied").replace("few in", "none in") for each in own]
    title = f"What happened in part {family} of the valley, told a {number}th time"
    published = (date(2030, 1, 1) + timedelta(days=number % 360)).isoformat()
    outlet = f"{chance.choice(_WORDS['outlets'])} {number % 37}"
    text = f"{title}\n\n" + "\n\n".join(" ".join(own[at : at + 3]) for at in range(0, len(own), 3))
    given = Given(title, outlet, published, f"https://{number}.example/story")
    report = Report.from_bytes(f"{_MENU}{text}".encode(), name=f"report-{number:05}", path=f"{number}.txt", given=given)
    spans, at = [], len(title) + 2
    for each in own:
        at = text.index(each, at)
        spans.append(Span(at, at + len(each)))
    paragraphs, start = [Span(0, len(title))], len(title) + 2
    for n in range(0, len(own), 3):
        paragraphs.append(Span(start, spans[min(n + 2, len(own) - 1)].end))
        start = paragraphs[-1].end + 2
    words = Text(
        report.id, report.name, text, (Segment(0, len(text), len(_MENU), len(_MENU) + len(text)),),
        (Removed(_MENU.strip(), 0, len(_MENU) - 1, "furniture"),), "en", title, Span(0, len(title)), outlet, published,
        given.url, tuple(paragraphs), (Span(0, len(title)), *spans), (),
    )  # fmt: skip
    found = [
        _claim(words, span, *each[1:], figure) for span, each, figure in zip(spans, sentences, drifts, strict=True)
    ]
    reading = Reading(
        words,
        tuple(quantity for claim in found for quantity in claim.quantities),
        tuple(time for claim in found for time in claim.times),
        tuple(claim.attribution for claim in found if claim.attribution),
        (),
        tuple(_name(words, claim) for claim in found),
        tuple(found),
    )
    return _Told(family, report, reading, head.origin if head else make_id("origin", report.id), head)


def _claim(text: Text, span: Span, _figure: int, noun: str, who: str, figure: int) -> Claim:
    quote = text.slice(span)
    at = span.start + quote.index(f"{figure:,}")
    says = span.start + quote.rindex(who)
    day = span.start + quote.index("on day")
    place = quote.split(" were counted")[0].rsplit(" of ", 1)[-1]
    return Claim(
        make_id("claim", text.report, span.start, span.end), text.report, span.start, span.end, quote,
        (Quantity(at - 5, at + len(f"{figure:,} {noun}"), text.text[at - 5 : at + len(f"{figure:,} {noun}")], figure,
                  figure, "about", unit=noun.rstrip("s"), counted=noun),),
        (Time(day, day + 6, "on day", "DATE", text.published, text.published, text.published),),
        Attribution((Span(says, says + len(who)),), (Span(span.end - 5, span.end - 1),), (span,), "indirect", who),
        noun, "count", place,
    )  # fmt: skip


def _name(text: Text, claim: Claim) -> Name:
    assert claim.attribution and claim.attribution.speaker
    span = claim.attribution.source[0]
    return Name(span.start, span.end, text.slice(span), "person", claim.attribution.speaker)


def _changes(made: list[_Told], chance: random.Random) -> Changes:
    derivations, aligned, drifts = [], [], defaultdict(list)
    for each in made:
        if each.head is None:
            continue
        pairs = list(zip(each.head.reading.claims, each.reading.claims, strict=True))
        where = tuple(passage for one, other in pairs[:6] for passage in (one.passage, other.passage))
        basis = (
            Basis("reuse", f"{len(pairs)} of {len(pairs)} sentences have their like", where, 6.0),
            Basis("figures", "both give unusual figures", where[:4], 2.0),
        )
        source = each.head.report.id
        derivations.append(Derivation(each.report.id, source, "wholly", "known", basis, 8.0))
        for one, other in pairs:
            first, second = sorted((one.passage, other.passage))
            aligned.append(Aligned(first, second, "verbatim" if one.quote == other.quote else "rewritten"))
            if one.quantities[0].low != other.quantities[0].low:
                drifts[one.id].append(Drift("value", one.id, other.id, True, "the figure rose by one"))
    families = defaultdict(list)
    for each in made:
        families[each.family].append(each)
    origins = [
        Origin(f[0].origin, f[0].report.given.outlet or "", (f[0].report.given.outlet or "",), "report", True,
               tuple(sorted(each.report.id for each in f)))
        for f in families.values()
    ]  # fmt: skip
    findings = list(_findings(list(families.values()), drifts, chance))
    near = {(chance.choice(made).report.id, each.report.id) for each in made[::20]}
    possible = tuple(Possible(min(pair), max(pair), 0.4, ()) for pair in sorted(near) if pair[0] != pair[1])
    books = tuple(each.framework for each in frameworks.shipped())
    return Changes(
        reports=tuple(each.report for each in made),
        readings=tuple((each.reading, f"made-{each.report.name}") for each in made),
        lineage=Lineage(
            tuple(derivations), possible, tuple(origins),
            tuple(Root(each.report.id, 0, len(each.reading.text.text), each.origin) for each in made), tuple(aligned),
        ),
        findings=Findings(tuple(findings)),
        frameworks=books,
        indicators=tuple(
            Indicator(book.name, book.edition, code.code, code.name, ids, tuple(sorted({r for r, _ in told})), 3, 9)
            for book in books
            for code in book.codes
            for told in [sorted((each.report.id, chance.choice(each.reading.claims).id) for each in made[::2])]
            for ids in [tuple(claim for _, claim in told)]
        ),
        steps=(Step("lineage", "1", "lineage-1"), Step("findings", "1", "findings-1")),
    )  # fmt: skip


def _findings(families: list[list[_Told]], drifts: dict[str, list[Drift]], chance: random.Random) -> Iterator[Finding]:
    """Each sentence of a family is a finding; some are those of another family too."""
    for n, family in enumerate(families):
        for number, claim in enumerate(family[0].reading.claims):
            told = list(family)
            both = chance.random() < 0.1
            if both:
                told += families[(n + 1) % len(families)]
            claims = tuple(dict.fromkeys(each.reading.claims[number].id for each in told))
            reports = tuple(sorted({each.report.id for each in told}))
            origins = tuple(sorted({each.origin for each in told}))
            high = len(origins)
            low = high if chance.random() < 0.5 else 1
            standing = "one origin" if high == 1 else "not established" if low <= 1 else "independent origins"
            yield Finding(
                make_id("finding", claim.id), claim.quote, claims, reports, origins, low, high,
                (claim.attribution.speaker,) if claim.attribution and claim.attribution.speaker else (), 1,
                standing,  # type: ignore[arg-type]
                both and chance.random() < 0.3, ("they derive from one another",), claim.quantities[0].low,
                claim.quantities[0].high, claim.quantities[0].unit, tuple(drifts.get(claim.id, ())),
            )  # fmt: skip
