"""What changed in meaning from one claim to another: rule by rule, the weightiest kind first."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from headwater.findings.access import HEARSAY, Access, is_document
from headwater.findings.amount import Change, figures, lasting
from headwater.findings.evidence import quote_alike
from headwater.findings.figure import spans, unusual, value
from headwater.findings.likeness import QUOTED, lists
from headwater.findings.period import covered
from headwater.findings.phrase import content, does, listed, negatives, told
from headwater.model import Claim, Modality, Time, stem, words

_QUOTES_ALIKE = 0.55  # of their words in order: less is another quotation
_WEEKDAYS = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_DAY = re.compile(
    rf"{_WEEKDAYS.pattern}|\b(?:yesterday|today|tomorrow|last|this|next|[a-z]+ \d{{1,2}}|\d{{1,2}} [a-z]{{3,}})\b", re.I
)
_GRAIN = 31  # a time this many times as long as another is no other name for it
_DEFINITE = re.compile(
    r"(?:[Tt]he|[Tt]his|[Tt]hat)(?: [a-z][a-z-]*(?<!s)(?:['’]s)?)+(?: (?:of|at|for) .+)?"
)  # that begins with no name
_RECALLED = re.compile(r"\b(?:recall|remember|heard|hear)\w*\b[^.\"“]{0,30}\bsay(?:ing|s)?\b", re.I)  # another's words
_UNDER_WAY = re.compile(r"\b(?:is|are) (?:\w+ly )?\w+ing\b")  # as often of what is to come: "is paying"
_PLAIN = frozenset({"stated", "expected"})  # a change from one to the other may be one of tense alone
_UNSURE: frozenset[Modality] = frozenset({"possible", "alleged"})  # degrees of one thing
_TURNED = 2  # words of meaning that a claim and its denial have in common at least
_BY_THE_VERB = 6  # words at most between a verb and its negative
_RULED_OUT = re.compile(r"\brul(?:e[sd]?|ing) out\b", re.I)
_LEFT_OPEN = re.compile(r"(?:\b(?:not|never)|n['’]t) (?:yet )?rul(?:e[sd]?|ing) out\b", re.I)
_MAY = re.compile(r"\b(?:might|may|could)\b(?: (\w+))?(?: (\w+))?")  # and the two words after it
_SINCE = re.compile(r"\bsince\b", re.I)
_ONLY_WITH = re.compile(r"\b(?:no|nobody|none|never|not|cannot)\b.*\b(?:without|unless)\b", re.I | re.S)
_BOUNDARY = re.compile(r"\b(?:end|beginning|start|before|until|till|after|from)\b", re.I)  # where two years may meet
_MODAL = re.compile(r"\b(?:will|would|shall|should|may|might|can|could)\b", re.I)
_WOULD_NOT = re.compile(r"\b(?:would|will)(?: not|n['’]t)\b|\bwon['’]t\b", re.I)
_PART = re.compile(r"that |whether ", re.I)  # what is denied, without who denies it
_TERM = 2  # words of a quotation that shows whose words they are
_COUNTED = re.compile(
    r"(?:and |but )?([A-Z][^\W\d_]+(?: [^\W\d_]+){0,3}?) "
    r"(?:puts?|counts?|counted|estimated?s?|reckons?|reckoned)\b[^.]{0,60}\d"
)
_ALIKE = 2  # words in common by which two descriptions are of one speaker
_SAME_SPEAKER = 0.5  # of the words for a speaker, found in the other claim


def changes(a: Claim, b: Claim, access: Mapping[str, Access]) -> Iterator[Change]:
    """The changes of meaning from ``a`` to ``b``, the weightiest kinds first. Another wording is no change."""
    if a.quote == b.quote and a.attribution == b.attribution:
        return
    amounts = list(figures(a, b))
    yield from _quotation(a, b)
    yield from _polarity(a, b)
    for kind in ("value", "unit", "period", "bound"):
        yield from (change for change in amounts if change[0] == kind)
    yield from lasting(a, b)
    yield from _periods(a, b)
    yield from _attribution(a, b, access)
    yield from _counts(a, b)
    yield from _modality(a, b)
    yield from (change for change in amounts if change[0] == "hedge")
    yield from _hedge(a, b)


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
    both = bool(negatives().search(a.quote) and negatives().search(b.quote))
    if bool(_SINCE.search(a.quote)) != bool(_SINCE.search(b.quote)):
        both = True  # "not tested since May" says that it was tested in May
    if any(_ONLY_WITH.search(c.quote) for c in (a, b)):
        both = True  # "nobody leaves without a pass" says that a pass is needed
    denied = _turned(a, b) if _is_denied(a) == _is_denied(b) else _is_denied(a)
    if denied is not None and not both and (_turned(a, b) is not None or _is_turned(*((a, b) if denied else (b, a)))):
        was, now = ("denied", "affirmed") if denied else ("affirmed", "denied")
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


def _turned(a: Claim, b: Claim) -> bool | None:
    """Whether the first of two claims says the other one's words with a negative in them; if neither does, nothing."""
    for denied, affirmed in ((a, b), (b, a)):
        found = negatives().search(denied.quote)
        if found is None or negatives().search(affirmed.quote) or listed("open").search(denied.quote):
            continue
        said = content(negatives().sub(" ", denied.quote))
        if len(said) >= _TURNED and said <= content(affirmed.quote):
            return denied is a
    return None


def _is_turned(denied: Claim, affirmed: Claim) -> bool:
    """Whether what one claim denies is what the other one says: the negative, if it is a word, stands by the verb."""
    if not does(denied, affirmed):
        return False
    verb = stem(denied.predicate or "")
    apart = [
        len(words(denied.quote[min(found.end(), word.end) : max(found.start(), word.start)]))
        for found in negatives().finditer(denied.quote)
        for word in words(denied.quote)
        if word.stem == verb
    ]
    return not apart or min(apart) <= _BY_THE_VERB


def _is_denied(claim: Claim) -> bool:
    """Whether a claim says that something is not so, or that somebody denies it. What is not ruled out may be so."""
    return (claim.polarity == "negative") != (claim.modality == "denied") and not listed("open").search(claim.quote)


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
        if other_day or (
            x.quote.casefold() != y.quote.casefold() and not meet and not _same_hour(x, y) and _disjoint(x, y)
        ):
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


def _same_hour(a: Time, b: Time) -> bool:
    """Whether both name one hour of the day, and no day: each is of the day on which its report was written."""
    hours = [(time.value or "").partition("T")[2] for time in (a, b)]
    return bool(hours[0]) and hours[0] == hours[1] and not any(_DAY.search(time.quote) for time in (a, b))


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
    if {one, other} == {"stated", "possible"} and any(listed("permission").search(c.quote) for c in (a, b)):
        return
    if {one, other} == {"stated", "possible"} and all(_limits(c) for c in (a, b)):
        return  # "may hold no more than 20" sets a limit, as "at most 20 are allowed"
    if {one, other} == _PLAIN and all(_WOULD_NOT.search(c.quote) or listed("refusing").search(c.quote) for c in (a, b)):
        return
    if "denied" in (one, other) and any(_PART.match(c.quote) for c in (a, b)):
        return
    if {one, other} == {"stated", "alleged"} and any(c.modality == "alleged" and not _unsure(c) for c in (a, b)):
        return  # nothing in its words says so
    if {one, other} == {"possible", "expected"} and _modals(a) == _modals(b) != set():
        return  # the same verb of what may be or will be
    if {one, other} <= _UNSURE or (_UNSURE & {one, other} and all(_unsure(c) for c in (a, b))):
        return
    if one == other or quote_alike(a, b) or ({one, other} <= _PLAIN and not (does(a, b) or does(b, a))):
        return
    what = f"“{a.predicate}”: " if a.predicate is not None and a.predicate == b.predicate else ""
    yield "modality", f"{what}what was {one} is {other}"


def _modals(claim: Claim) -> set[str]:
    return {found.group().lower() for found in _MODAL.finditer(claim.quote)}


def _limits(claim: Claim) -> bool:
    """Whether a claim says how many there may be at most."""
    return any(quantity.bound in ("at_most", "less_than") for quantity in claim.quantities)


def _unsure(claim: Claim) -> bool:
    """Whether the words of a claim leave it open, whatever its modality is taken to be."""
    return bool(
        _MAY.search(claim.quote) or listed("hedges").search(claim.quote) or listed("alleging").search(claim.quote)
    )


def _standing(claim: Claim, other: Claim) -> Modality:
    """The modality of a claim: what is not ruled out is possible, what is planned is expected, and what is alleged of
    the speaker alone is no part of what is stated. What may be is possible where it is all that the other claim is of.
    """
    if claim.modality == "alleged" and claim.attribution is not None:
        told = claim.attribution.source
        alleged = [found.start() + claim.start for found in listed("alleging").finditer(claim.quote)]
        if alleged and all(any(span.start <= at < span.end for span in told) for at in alleged):
            return "stated"
    if claim.modality != "stated":
        return claim.modality
    may = {stem(verb.lower()) for found in _MAY.finditer(claim.quote) for verb in found.groups() if verb}
    if listed("open").search(claim.quote) or (other.predicate is not None and stem(other.predicate) in may):
        return "possible"
    return "expected" if listed("planned").search(claim.quote) else "stated"


def _attribution(a: Claim, b: Claim, access: Mapping[str, Access]) -> Iterator[Change]:
    """Another speaker, or quoted words whose speaker is gone. Another description of one speaker is not told apart.

    A fact that is passed on without its source says the same. That it has lost its source shows in its support.
    """
    x, y = access[a.id], access[b.id]
    first, second = _speaker(a, x), _speaker(b, y)
    if x.outlet or y.outlet or any(_RECALLED.search(c.quote) for c in (a, b)):
        return  # credited to the outlet that had it from somebody; the words of a third
    if not _of_one_matter(a, b):
        return
    if first and second:
        if (
            is_document(x.words)
            or is_document(y.words)
            or _may_be(x, y)
            or _may_be(y, x)
            or _tells_of(a, y)
            or _tells_of(b, x)
        ):
            other = False
        elif x.informant and y.informant:
            other = not set(x.informant.key) & set(y.informant.key)
        else:
            other = len(first & second) < _ALIKE and not (
                _named(first, second | content(b.quote)) or _named(second, first | content(a.quote))
            )
        if other:
            yield "attribution", f"given to {x.words}, then to {y.words}"
    elif (
        first and y.kind == "none" and (quote_alike(a, b) or _same_terms(a, b)) and not _named(first, content(b.quote))
    ):
        yield "attribution", f"given to {x.words}, then to nobody"


def _may_be(described: Access, named: Access) -> bool:
    """Whether "the man" may be the person that the other claim names, and "the company" the body: also where a reader
    took the words for somebody else.
    """
    if named.informant is None or _DEFINITE.fullmatch(named.said):
        return False
    plain = described.informant is None or not described.informant.person
    return plain and any(_DEFINITE.fullmatch(words) for words in (described.said, described.words))


def _same_terms(a: Claim, b: Claim) -> bool:
    """Whether both put the same few words in quotation marks."""
    one, other = ([[w.stem for w in words(quoted)] for quoted in QUOTED.findall(c.quote)] for c in (a, b))
    return one == other and any(len(term) >= _TERM for term in one)


def _counts(a: Claim, b: Claim) -> Iterator[Change]:
    """The same figure, put or counted by somebody else: "police put it at 4,000", "organisers counted 4,000"."""
    one, other = (_COUNTED.match(c.quote) for c in (a, b))
    same = {value(q) for q in unusual(a)} & {value(q) for q in unusual(b)}
    if one and other and same and not content(one.group(1)) & content(other.group(1)):
        yield "attribution", f"given to {one.group(1)}, then to {other.group(1)}"


def _of_one_matter(a: Claim, b: Claim) -> bool:
    """Whether two claims say anything in common, beside who said it."""
    return bool(told(a) & told(b))


def _tells_of(claim: Claim, speaker: Access) -> bool:
    """Whether a claim is about the person who says it in another report: it is told here, and no other's words."""
    named = speaker.informant is not None and speaker.informant.person
    return named and not QUOTED.search(claim.quote) and _named(content(speaker.words), told(claim))


def _named(speaker: frozenset[str], where: frozenset[str]) -> bool:
    return len(speaker & where) >= _SAME_SPEAKER * len(speaker)


def _speaker(claim: Claim, access: Access) -> frozenset[str]:
    """The stems that name or describe who said it; empty for nobody and for a pronoun, which may mean anybody."""
    heard = [w.stem for w in words(access.words)]
    unclear = {stem(w) for w in lists("drift.toml")["pronouns"]}
    if claim.attribution is None or access.kind not in ("informant", "unnamed") or access.words == HEARSAY:
        return frozenset()
    return frozenset() if not heard or heard[0] in unclear else content(access.words) - unclear


def _hedge(a: Claim, b: Claim) -> Iterator[Change]:
    first, second = (listed("hedges").search(c.quote) for c in (a, b))
    if quote_alike(a, b) or all(listed("estimating").search(c.quote) for c in (a, b)):
        return
    if first and not second and b.modality == "stated":
        yield "hedge", f"“{first.group()}” is gone"
    elif second and not first and a.modality == "stated":
        yield "hedge", f"“{second.group()}” was added"
