"""Small piles of values: reports of two sentences each, and who derives from whom."""

from collections.abc import Mapping, Sequence

from headwater.model import (
    Claim,
    Derivation,
    Judgement,
    Lineage,
    Origin,
    Passage,
    Possible,
    Reading,
    Root,
    Span,
    Subject,
    Text,
    Verdict,
    make_id,
)

WHEN = "2031-05-06T{:02}:00:00.000+00:00"


def reading(name: str) -> Reading:
    """A report called by its name, with two claims."""
    words = f"Bells rang in {name}. Nobody slept, {name} wrote."
    end = words.index(".") + 1
    text = Text(
        report=name, name=name, text=words, segments=(), removed=(), language="en", title=None, title_span=None,
        outlet=None, published=None, url=None, paragraphs=(), sentences=(Span(0, end), Span(end + 1, len(words))),
        quoted=(),
    )  # fmt: skip
    claims = (_claim(text, 0, end), _claim(text, end + 1, len(words)))
    return Reading(text, claims=claims)


def _claim(text: Text, start: int, end: int) -> Claim:
    return Claim(
        id=make_id("claim", text.report, start), report=text.report, start=start, end=end, quote=text.text[start:end],
        quantities=(), times=(), attribution=None, subject=None, predicate=None, place=None,
    )  # fmt: skip


def readings(names: str) -> tuple[Reading, ...]:
    """A report for each letter."""
    return tuple(map(reading, names))


def lineage(
    names: str,
    derived: Sequence[tuple[str, str]] = (),
    *,
    roots: Mapping[str, str] | None = None,
    undetermined: Sequence[tuple[str, str]] = (),
    possible: Sequence[tuple[str, str]] = (),
) -> Lineage:
    """A lineage of reports called by letters; a report without a root here is its own."""
    at = {name: (roots or {}).get(name, name) for name in names}
    edges = [Derivation(a, b, "wholly", "known", (), 2.0) for a, b in derived]
    edges += [Derivation(a, b, "wholly", "undetermined", (), 2.0) for a, b in undetermined]
    return Lineage(
        derivations=tuple(sorted(edges, key=lambda each: (each.report, each.source))),
        possible=tuple(Possible(a, b, -0.1, ()) for a, b in possible),
        origins=tuple(
            Origin(
                id, id, (id,), "report" if id in names else "unseen", id in names,
                tuple(sorted(name for name in names if at[name] == id)),
            )
            for id in sorted(set(at.values()))
        ),
        roots=tuple(Root(name, 0, len(reading(name).text.text), at[name]) for name in sorted(names)),
    )  # fmt: skip


def words(name: str, sentence: int = 0) -> Passage:
    """A sentence of a report."""
    text = reading(name).text
    return text.passage(text.sentences[sentence].start, text.sentences[sentence].end)


def judged(
    subject: Subject,
    verdict: Verdict,
    *target: Passage,
    of: str | None = None,
    to: str | None = None,
    hour: int = 1,
) -> Judgement:
    """A judgement of these words."""
    return Judgement.made(subject, verdict, target, of=of, to=to, who="Mara", when=WHEN.format(hour), why="I asked")
