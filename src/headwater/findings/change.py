"""What changed in meaning from one claim to another: rule by rule, the weightiest kind first."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from math import isclose, log10

from headwater.findings.access import HEARSAY, Access, is_document
from headwater.findings.evidence import quote_alike
from headwater.findings.figure import (
    as_long,
    counted_alike,
    far_apart,
    is_span,
    measures,
    pairings,
    seconds,
    span_unit,
    spans,
    stated,
    value,
)
from headwater.findings.likeness import QUOTED, lines, lists
from headwater.findings.period import covered
from headwater.model import Claim, DriftKind, Modality, Quantity, Time, stem, words

_QUOTES_ALIKE = 0.55  # of their words in order: less is another quotation
_WEEKDAYS = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_UPWARD, _DOWNWARD = frozenset({"more_than", "at_least"}), frozenset({"less_than", "at_most"})
_EXACT = 1e-6
_SLACK = 0.03  # a hedged figure this near to another, as a share, is that figure rounded
_GRAIN = 31  # a time this many times as long as another is no other name for it
_LEAD = re.compile(r"(?:[^\W\d_][\w'’-]* ){1,2}\Z")  # the two words before a figure
_DEFINITE = re.compile(r"(?:[Tt]he|[Tt]his|[Tt]hat)(?: [a-z][a-z-]*(?<!s)(?:['’]s)?)+")  # with no name in it
_RECALLED = re.compile(r"\b(?:recall|remember|heard|hear)\w*\b[^.\"“]{0,30}\bsay(?:ing|s)?\b", re.I)  # another's words
_UNDER_WAY = re.compile(r"\b(?:is|are) (?:\w+ly )?\w+ing\b")  # as often of what is to come: "is paying"
_PERIOD = re.compile(r" (?:a|an|per|each|every) \w+")
_PLAIN = frozenset({"stated", "expected"})  # a change from one to the other may be one of tense alone
_RULED_OUT = re.compile(r"\brul(?:e[sd]?|ing) out\b", re.I)
_LEFT_OPEN = re.compile(r"(?:\b(?:not|never)|n['’]t) (?:yet )?rul(?:e[sd]?|ing) out\b", re.I)
_MAY = re.compile(r"\b(?:might|may|could)(?: (\w+))?(?: (\w+))?")  # and the two words after it
_SINCE = re.compile(r"\bsince\b", re.I)
_BOUNDARY = re.compile(r"\b(?:end|beginning|start|before|until|till|after|from)\b", re.I)  # where two years may meet
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
    yield from _lasting(a, b)
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
            bare = not (x.unit or x.counted) or not (y.unit or y.counted)
            if (_of_one_thing(x, y) or (bare and (_does(a, b) or _does(b, a)))) and not (
                _rounded(x, y) or _vague(x) or _vague(y) or far_apart(x, y) or _of_a_list(x, y, a, b)
            ):
                yield "value", told
        elif span_unit(x) != span_unit(y) and span_unit(x) and span_unit(y):
            yield "period", told
        elif x.unit != y.unit and {x.unit, y.unit} <= measures():
            yield "unit", told
        elif (was := _per(x, a)) != (now := _per(y, b)) and {was, now} <= spans():
            yield "period", f"{told}: per {was}, then per {now}"
        elif _side(x) != _side(y):
            soft = {_side(x), _side(y)} == {"about", "exactly"}
            if not any(_side(q) == "exactly" and _listed("bounds").search(c.quote) for q, c in ((x, a), (y, b))):
                yield ("hedge" if soft else "bound"), told


def _lasting(a: Claim, b: Claim) -> Iterator[Change]:
    """Another length of time in another unit: "forty minutes", "four hours"."""
    left, right = ([(q, lasting) for q in stated(c) if (lasting := seconds(q)) is not None] for c in (a, b))
    if len(left) == len(right) == 1 and (_does(a, b) or _does(b, a)):
        (x, one), (y, other) = left[0], right[0]
        if x.unit != y.unit and not as_long(one, other):
            yield "period", f"{_told(x, a)} became {_told(y, b)}"


def _per(quantity: Quantity, claim: Claim) -> str | None:
    """What a figure is per, be it said apart from it: "310 crowns left her wages each month"."""
    apart = [time.quote.split()[-1].lower() for time in claim.times if time.type == "SET"]
    return quantity.per or (apart[0] if len(apart) == 1 and apart[0] in spans() else None)


def _of_one_thing(a: Quantity, b: Quantity) -> bool:
    """Whether the same things are counted, or measured in one unit."""
    return counted_alike(a, b) or (a.unit == b.unit and (a.unit in measures() or is_span(a)))


def _of_a_list(x: Quantity, y: Quantity, a: Claim, b: Claim) -> bool:
    """Whether one claim gives several figures in this measure, of which the other may give any: unless the same is
    counted or paid for, or the digits are the same, another value is of something else.
    """
    several = any(sum(q.unit == x.unit for q in stated(each)) > 1 for each in (a, b))
    paid, counted = (frozenset(w.stem for w in words(q.counted or "")) for q in (x, y))
    if not several or x.unit not in measures() or paid & counted:
        return False
    noughts = abs(log10(abs((value(x) or 1.0) / (value(y) or 1.0)) or 1.0))
    return not isclose(noughts, round(noughts), abs_tol=_EXACT)


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
    both = bool(_negatives().search(a.quote) and _negatives().search(b.quote))
    if bool(_SINCE.search(a.quote)) != bool(_SINCE.search(b.quote)):
        both = True  # "not tested since May" says that it was tested in May
    if _is_denied(a) != _is_denied(b) and not both and (_does(a, b) if _is_denied(a) else _does(b, a)):
        was, now = ("denied", "affirmed") if _is_denied(a) else ("affirmed", "denied")
        yield "polarity", f"what was {was} is {now}"
    if all(_RULED_OUT.search(c.quote) for c in (a, b)) and (
        bool(_LEFT_OPEN.search(a.quote)) != bool(_LEFT_OPEN.search(b.quote))
    ):
        yield (
            "polarity",
            "what was left open is ruled out" if _LEFT_OPEN.search(a.quote) else "what was ruled out is open",
        )
    left, right = (_with_neighbours(c.quote) for c in (a, b))
    for pair in lists("drift.toml")["opposites"]:
        for one, other in (pair.split(), pair.split()[::-1]):
            if left.get(one, frozenset()) & right.get(other, frozenset()) and not {other} & left.keys():
                yield "polarity", f"“{one}” became “{other}”"


def _is_denied(claim: Claim) -> bool:
    """Whether a claim says that something is not so, or that somebody denies it. What is not ruled out may be so."""
    return (claim.polarity == "negative") != (claim.modality == "denied") and not _listed("open").search(claim.quote)


def _does(claim: Claim, other: Claim) -> bool:
    """Whether the main word of a claim is a word of the other one too: only then can the one turn the other round."""
    verb = None if claim.predicate is None else stem(claim.predicate)
    return verb is not None and verb not in _stop() and any(w.stem == verb for w in words(other.quote))


@cache
def _listed(name: str) -> re.Pattern[str]:
    """Any of the phrases of one list of drift.toml."""
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in lists("drift.toml")[name]) + r")\b", re.I)


@cache
def _negatives() -> re.Pattern[str]:
    return re.compile(
        "|".join(rf"(?<![^\W\d_]){w}\b" if w.isalpha() else w for w in lists("drift.toml")["negatives"]), re.I
    )


def _with_neighbours(text: str) -> dict[str, frozenset[str]]:
    """Each word of a text, with the stem before it: in the same place stands what follows the same word."""
    plain = [w.lower() for w in re.findall(r"[^\W\d_]+", text.replace("per cent", "percent"))]
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
        meet = any(_BOUNDARY.search(claim.quote) for claim in (a, b)) and _adjoin(x, y)
        if other_day or (x.quote.casefold() != y.quote.casefold() and not meet and _disjoint(x, y)):
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
    """Whether two times of like length do not touch: "Tuesday" does not become "2022"."""
    first, last = covered(a), covered(b)
    if first is None or last is None or (first[0] <= last[1] and last[0] <= first[1]):
        return False
    one, other = (end - start + timedelta(days=1) for start, end in (first, last))
    return max(one, other) <= _GRAIN * min(one, other)


def _adjoin(a: Time, b: Time) -> bool:
    """Whether one month or year begins where another one ends: "until the end of 2028" is "before 2029"."""
    first, last = covered(a), covered(b)
    if first is None or last is None or min(end - start for start, end in (first, last)) < timedelta(days=_GRAIN - 4):
        return False
    return min(abs(first[0] - last[1]), abs(last[0] - first[1])) <= timedelta(days=1)


def _modality(a: Claim, b: Claim) -> Iterator[Change]:
    """What was possible is expected, and the like. Words that both quote have not changed."""
    one, other = _standing(a, b), _standing(b, a)
    if {one, other} == _PLAIN and any(_UNDER_WAY.search(c.quote) for c in (a, b)):
        return
    if {one, other} == {"stated", "possible"} and any(_listed("permission").search(c.quote) for c in (a, b)):
        return
    if one == other or quote_alike(a, b) or ({one, other} <= _PLAIN and not (_does(a, b) or _does(b, a))):
        return
    what = f"“{a.predicate}”: " if a.predicate is not None and a.predicate == b.predicate else ""
    yield "modality", f"{what}what was {one} is {other}"


def _standing(claim: Claim, other: Claim) -> Modality:
    """The modality of a claim: what is not ruled out is possible, what is planned is expected, and what is alleged of
    the speaker alone is no part of what is stated. What may be is possible where it is all that the other claim is of.
    """
    if claim.modality == "alleged" and claim.attribution is not None:
        told = claim.attribution.source
        alleged = [found.start() + claim.start for found in _listed("alleging").finditer(claim.quote)]
        if alleged and all(any(span.start <= at < span.end for span in told) for at in alleged):
            return "stated"
    if claim.modality != "stated":
        return claim.modality
    may = {stem(verb.lower()) for found in _MAY.finditer(claim.quote) for verb in found.groups() if verb}
    if _listed("open").search(claim.quote) or (other.predicate is not None and stem(other.predicate) in may):
        return "possible"
    return "expected" if _listed("planned").search(claim.quote) else "stated"


def _attribution(a: Claim, b: Claim, access: Mapping[str, Access]) -> Iterator[Change]:
    """Another speaker, or quoted words whose speaker is gone. Another description of one speaker is not told apart.

    A fact that is passed on without its source says the same. That it has lost its source shows in its support.
    """
    x, y = access[a.id], access[b.id]
    first, second = _speaker(a, x), _speaker(b, y)
    if x.outlet or y.outlet or any(_RECALLED.search(c.quote) for c in (a, b)):
        return  # credited to the outlet that had it from somebody; the words of a third
    if first and second:
        if is_document(x.words) or is_document(y.words) or _may_be(x, y) or _may_be(y, x):
            other = False
        elif x.informant and y.informant:
            other = not set(x.informant.key) & set(y.informant.key)
        else:
            other = not (_named(first, second | _content(b.quote)) or _named(second, first | _content(a.quote)))
        if other:
            yield "attribution", f"given to {x.words}, then to {y.words}"
    elif first and y.kind == "none" and quote_alike(a, b) and not _named(first, _content(b.quote)):
        yield "attribution", f"given to {x.words}, then to nobody"


def _may_be(described: Access, named: Access) -> bool:
    """Whether "the man" may be the person that the other claim names, and "the company" the body: also where a reader
    took the words for somebody else.
    """
    if named.informant is None or _DEFINITE.fullmatch(named.said):
        return False
    plain = described.informant is None or not described.informant.person
    return plain and any(_DEFINITE.fullmatch(words) for words in (described.said, described.words))


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
    return frozenset(w.stem for w in words(text)) - _stop()


@cache
def _stop() -> frozenset[str]:
    return frozenset(stem(word) for word in lines("stop.txt"))


def _hedge(a: Claim, b: Claim) -> Iterator[Change]:
    first, second = (_listed("hedges").search(c.quote) for c in (a, b))
    if first and not second and b.modality == "stated":
        yield "hedge", f"“{first.group()}” is gone"
    elif second and not first and a.modality == "stated":
        yield "hedge", f"“{second.group()}” was added"
