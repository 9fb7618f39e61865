"""What changed in meaning from one claim to another: rule by rule, the weightiest kind first."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from math import isclose

from headwater.findings.access import HEARSAY, Access, is_document
from headwater.findings.figure import counted_alike, is_span, measures, pairings, span_unit, spans, value
from headwater.findings.likeness import QUOTED, lines, lists
from headwater.model import Claim, DriftKind, Quantity, Time, stem, words

_QUOTES_ALIKE = 0.55  # of their words in order: less is another quotation
_WEEKDAYS = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_UPWARD, _DOWNWARD = frozenset({"more_than", "at_least"}), frozenset({"less_than", "at_most"})
_EXACT = 1e-6
_SLACK = 0.03  # a hedged figure this near to another, as a share, is that figure rounded
_LEAD = re.compile(r"(?:[^\W\d_][\w'’-]* ){1,2}\Z")  # the two words before a figure
_PERIOD = re.compile(r" (?:a|an|per|each|every) \w+")
_SAME_SPEAKER = 0.5  # of the words for a speaker, found in the other claim

Change = tuple[DriftKind, str]


def changes(a: Claim, b: Claim, access: Mapping[str, Access]) -> Iterator[Change]:
    """The changes of meaning from ``a`` to ``b``, the weightiest kinds first. Another wording is no change."""
    if a.quote == b.quote and a.attribution == b.attribution:
        return
    figures = list(_figures(a, b))
    yield from _quotation(a, b)
    yield from _polarity(a, b)
    for kind in ("value", "unit", "period", "bound"):
        yield from (change for change in figures if change[0] == kind)
    yield from _periods(a, b)
    yield from _attribution(a, b, access)
    yield from _modality(a, b)
    yield from (change for change in figures if change[0] == "hedge")
    yield from _hedge(a, b)


def _figures(a: Claim, b: Claim) -> Iterator[Change]:
    for pair in pairings(a, b):
        x, y = pair.a, pair.b
        told = f"{_told(x, a)} became {_told(y, b)}"
        left, right = ([v for v in (q.low, q.high) if v is not None] for q in (x, y))
        if not any(isclose(v, w, rel_tol=_EXACT) for v in left for w in right):
            measured = x.unit == y.unit and (x.unit in measures() or is_span(x))
            if (counted_alike(x, y) or measured) and not (_rounded(x, y) or _vague(x) or _vague(y)):
                yield "value", told
        elif span_unit(x) != span_unit(y) and span_unit(x) and span_unit(y):
            yield "period", told
        elif x.unit != y.unit and {x.unit, y.unit} <= measures():
            yield "unit", told
        elif x.per and y.per and x.per != y.per:
            yield "period", f"{told}: per {x.per}, then per {y.per}"
        elif _side(x) != _side(y):
            soft = {_side(x), _side(y)} == {"about", "exactly"}
            yield ("hedge" if soft else "bound"), told


def _told(quantity: Quantity, claim: Claim) -> str:
    """A figure in the words around it: what bounds it, its period, and how it is read where that is not plain."""
    before = _LEAD.search(claim.quote, 0, max(0, quantity.start - claim.start))
    after = _PERIOD.match(claim.quote, quantity.end - claim.start)
    words = (before.group() if before else "") + quantity.quote + (after.group() if after and quantity.per else "")
    bound = quantity.bound.replace("_", " ")
    plain = bound in ("exactly", "between") or bound in words.casefold()
    return f"“{words.strip()}”" + ("" if plain else f" ({bound})")


def _vague(quantity: Quantity) -> bool:
    """Whether a figure names an order of size only, as "thousands": no other figure of that size departs from it."""
    return not any(c.isdigit() for c in quantity.quote) and (quantity.low is None) != (quantity.high is None)


def _rounded(a: Quantity, b: Quantity) -> bool:
    """Whether a hedged figure is another one rounded."""
    x, y = value(a), value(b)
    near = x is not None and y is not None and abs(x - y) <= _SLACK * max(abs(x), abs(y))
    return near and "about" in (a.bound, b.bound)


def _side(quantity: Quantity) -> str:
    """On which side a figure is open. "Nearly" is a hedge; "more than" and "at least" say the same."""
    if quantity.bound in _UPWARD:
        return "upward"
    if quantity.bound in _DOWNWARD:
        return "downward"
    return quantity.bound


def _quotation(a: Claim, b: Claim) -> Iterator[Change]:
    """The same quotation with other words in it. A shorter cut of it is no drift."""
    for x in QUOTED.findall(a.quote):
        for y in QUOTED.findall(b.quote):
            left, right = ([w.stem for w in words(q)] for q in (x, y))
            matcher = SequenceMatcher(None, left, right, autojunk=False)
            if left == right or not left or not right:
                continue
            common = sum(block.size for block in matcher.get_matching_blocks())
            swapped = [op for op in matcher.get_opcodes() if op[0] != "equal"]
            inner = [op for op in swapped if not _at_an_end(op, len(left), len(right))]
            if common >= _QUOTES_ALIKE * min(len(left), len(right)) and inner:
                yield "quote", f"“{x}” became “{y}”"


def _at_an_end(op: tuple[str, int, int, int, int], left: int, right: int) -> bool:
    """Whether a difference is a cut at the beginning or the end of a quotation."""
    tag, i, k, j, m = op
    return tag in ("delete", "insert") and ((i == 0 and j == 0) or (k == left and m == right))


def _polarity(a: Claim, b: Claim) -> Iterator[Change]:
    """What is said not to be is said to be, or a word stands in the place of its opposite."""
    if a.polarity != b.polarity and not (_negatives().search(a.quote) and _negatives().search(b.quote)):
        one, other = ("denied", "affirmed") if a.polarity == "negative" else ("affirmed", "denied")
        yield "polarity", f"what was {one} is {other}"
    left, right = (_with_neighbours(c.quote) for c in (a, b))
    for pair in lists("drift.toml")["opposites"]:
        for one, other in (pair.split(), pair.split()[::-1]):
            if left.get(one, frozenset()) & right.get(other, frozenset()) and not {other} & left.keys():
                yield "polarity", f"“{one}” became “{other}”"


@cache
def _negatives() -> re.Pattern[str]:
    return re.compile(
        "|".join(rf"(?<![^\W\d_]){w}\b" if w.isalpha() else w for w in lists("drift.toml")["negatives"]), re.I
    )


def _with_neighbours(text: str) -> dict[str, frozenset[str]]:
    """Each word of a text, with the stem before it: in the same place stands what follows the same word."""
    plain = [w.lower() for w in re.findall(r"[^\W\d_]+", text)]
    found: dict[str, frozenset[str]] = {}
    for before, word in pairwise(plain):
        found[word] = found.get(word, frozenset()) | {stem(before)}
    return found


def _periods(a: Claim, b: Claim) -> Iterator[Change]:
    """Other days or years for the same thing: intervals that do not touch, other weekdays, other units of a count."""
    left, right = ([t for t in c.times if t.type in ("DATE", "TIME")] for c in (a, b))
    if len(left) == 1 and len(right) == 1:
        x, y = left[0], right[0]
        day_x, day_y = _WEEKDAYS.search(x.quote), _WEEKDAYS.search(y.quote)
        other_day = bool(day_x and day_y and day_x.group().lower() != day_y.group().lower())
        if other_day or _disjoint(x, y):
            yield "period", f"“{x.quote}” became “{y.quote}”"
    counts, others = (dict(_counted_spans(c.quote)) for c in (a, b))
    for number, unit in counts.items():
        if others.get(number, unit) != unit:
            yield "period", f"“{number} {unit}” became “{number} {others[number]}”"


def _counted_spans(text: str) -> Iterator[tuple[str, str]]:
    """Ordinals with their unit of time: "fifth week"."""
    for found in _ordinals().finditer(text):
        yield found.group(1).lower(), found.group(2).lower()


@cache
def _ordinals() -> re.Pattern[str]:
    ordinals = "|".join([r"\d+(?:st|nd|rd|th)", *lists("drift.toml")["ordinals"]])
    return re.compile(rf"\b({ordinals})\s+({'|'.join(sorted(spans()))})\b", re.IGNORECASE)


def _disjoint(a: Time, b: Time) -> bool:
    if not (a.since and a.until and b.since and b.until):
        return False
    return a.until[:10] < b.since[:10] or b.until[:10] < a.since[:10]


def _modality(a: Claim, b: Claim) -> Iterator[Change]:
    if a.modality != b.modality:
        what = f"“{a.predicate}”: " if a.predicate is not None and a.predicate == b.predicate else ""
        yield "modality", f"{what}what was {a.modality} is {b.modality}"


def _attribution(a: Claim, b: Claim, access: Mapping[str, Access]) -> Iterator[Change]:
    """Another speaker, or a speaker who is gone. Another description of the same one is not told from another one."""
    x, y = access[a.id], access[b.id]
    first, second = _speaker(a, x), _speaker(b, y)
    if first and second:
        if x.informant and y.informant:
            other = not set(x.informant.key) & set(y.informant.key)
        elif is_document(x.words) and is_document(y.words):
            other = False
        else:
            other = not (_named(first, second | _content(b.quote)) or _named(second, first | _content(a.quote)))
        if other:
            yield "attribution", f"given to {x.words}, then to {y.words}"
    elif first and y.kind == "none" and not _named(first, _content(b.quote)):
        yield "attribution", f"given to {x.words}, then to nobody"


def _named(speaker: frozenset[str], where: frozenset[str]) -> bool:
    return len(speaker & where) >= _SAME_SPEAKER * len(speaker)


def _speaker(claim: Claim, access: Access) -> frozenset[str]:
    """The stems that name or describe who said it; empty for nobody and for a pronoun, which may mean anybody."""
    told = [w.stem for w in words(access.words)]
    unclear = {stem(w) for w in lists("drift.toml")["pronouns"]}
    if claim.attribution is None or access.kind not in ("informant", "unnamed") or access.words == HEARSAY:
        return frozenset()
    return frozenset() if not told or told[0] in unclear else _content(access.words) - unclear


def _content(text: str) -> frozenset[str]:
    skip = {stem(w) for w in lines("stop.txt")}
    return frozenset(w.stem for w in words(text)) - skip


def _hedge(a: Claim, b: Claim) -> Iterator[Change]:
    first, second = (_hedges().search(c.quote) for c in (a, b))
    if first and not second and b.modality == "stated":
        yield "hedge", f"“{first.group()}” is gone"
    elif second and not first and a.modality == "stated":
        yield "hedge", f"“{second.group()}” was added"


@cache
def _hedges() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in lists("drift.toml")["hedges"]) + r")\b", re.I)
