"""Whether a report shows that its own people were present, and which public acts they then have at first hand.

A report shows it by its own words outside quotations: a byline with the place ("Vera Lund, in the press gallery"), one
of its people who saw or heard something there, or beside whom something happened, or who was told something on the
steps, or a dateline of its own. What it then has at first hand is what passed before everybody's eyes at such a
scene (data/presence.toml), and nothing else: no price, no cause, no casualties, no arrest, nobody's words, no count of
a crowd.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from headwater.findings.figure import unusual
from headwater.findings.likeness import lists
from headwater.findings.period import covered, day
from headwater.model import Claim, Reading, Span, Text, stem

_SCENES = ("session", "street")
_BYLINE = 120  # characters that a line with a name and a place has at most
_NAME = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*)+"
_AT = r"(?:in|at|from|on|outside|inside|by|near)(?: the| a| our)?(?: [a-z]+){0,3}? "
_BESIDE = re.compile(
    r"\b(?:below|beside|behind|above|around|opposite|near|next to|in front of"
    r"|(?:down|away|rows?|seats?|yards?|metres?|meters?|feet|steps?|paces?) from) (?:me|us)\b"
)
_DATELINE = re.compile(r"^([A-Z][A-Z.' -]*[A-Z])(?:, [^\n()]{1,30})? ?[-–—]+ ", re.MULTILINE)  # no agency in brackets
_RECENT = timedelta(days=7)  # what a claim dates further from publication is another act


class Presence:
    """The scenes at which a report shows that it was present, each with the words that show it.

    Args:
        reading: the report.
        own: how it names its own people.
    """

    def __init__(self, reading: Reading, own: re.Pattern[str]) -> None:
        self._text, self._credits = reading.text, reading.credits
        self._scenes: dict[str, str] = {}
        self._dateline: str | None = None
        if all(credit.kind == "credit" for credit in reading.credits):
            for scene, shown in _shown(reading.text, own):
                self._scenes.setdefault(scene, shown)
            found = _DATELINE.search(reading.text.text)
            self._dateline = found.group(1) if found else None

    def of(self, claim: Claim) -> str | None:
        """The words that show that the report saw what a claim states; None where it states no public act there."""
        plain = outside(self._text, Span(claim.start, claim.end))
        stated = claim.attribution is None and claim.modality == "stated" and claim.polarity == "positive"
        if not stated or _cue("never").search(plain) or self._another(claim):
            return None
        for scene in _SCENES:
            if _is_act(claim, scene, plain):
                named = self._dateline and re.search(rf"\b(?:{re.escape(self._dateline.title())}|here)\b", plain)
                return self._scenes.get(scene) or (self._dateline if named else None)
        return None

    def _another(self, claim: Claim) -> bool:
        """Whether a claim is of another time than the days before publication, or its paragraph credits an outlet."""
        published = day(self._text.published or "")
        for time in claim.times:
            days = covered(time) if time.type == "DATE" else None
            if days and (days[1] - days[0] > _RECENT or (published and abs(published - days[1]) > _RECENT)):
                return True
        at = bisect_right(self._text.paragraphs, claim.start, key=lambda paragraph: paragraph.start) - 1
        around = self._text.paragraphs[at] if at >= 0 else Span(claim.start, claim.end)
        return any(around.start <= credit.start < around.end for credit in self._credits)


def _is_act(claim: Claim, scene: str, plain: str) -> bool:
    """Whether a claim is of an act that is public at such a scene. How many came to one, somebody counted."""
    did = claim.predicate and stem(claim.predicate)
    if did in _stems(scene, "acts"):
        return scene != "street" or not unusual(claim)
    named = _cue(f"{scene}_places").search(plain) or _cue(f"{scene}_of").search(plain)
    return did in _stems(scene, "seen") and bool(named) and (scene != "street" or not unusual(claim))


def _shown(text: Text, own: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Scenes with the words that show presence, in order of the text."""
    at = 0
    for line in text.text.splitlines(keepends=True):
        plain = outside(text, Span(at, at + len(line)))
        at += len(line)
        for scene in _SCENES:
            if len(plain) <= _BYLINE and _byline(scene).search(plain):
                yield scene, " ".join(plain.split())
    for span in text.sentences:
        plain = outside(text, span)
        if _cue("absent").search(plain) or plain.rstrip().endswith("?"):
            continue
        mine = sorted(found.end() for found in (*own.finditer(plain), *_own().finditer(plain)))
        sensed = next((at for at in mine if _following().match(plain, at)), len(plain))
        for scene in _SCENES:
            place = _cue(f"{scene}_places")
            beside = _BESIDE.search(plain) and place.search(plain)
            if beside or place.search(plain, sensed) or _met(scene).search(plain):
                yield scene, " ".join(plain.split())


def outside(text: Text, span: Span) -> str:
    """The words of a span that are outside quotations."""
    kept, at = [], span.start
    following = bisect_right(text.quoted, span.start, key=lambda quoted: quoted.end)
    while following < len(text.quoted) and text.quoted[following].start < span.end:
        kept.append(text.text[at : max(at, text.quoted[following].start)])
        at, following = text.quoted[following].end, following + 1
    return "…".join([*kept, text.text[at : max(at, span.end)]])


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(lists("presence.toml")[name])


def _any(name: str) -> str:
    found = (re.escape(w) for w in sorted(_words(name), key=lambda w: (-len(w), w)))
    return r"\b(?:" + "|".join(found) + r")\b"


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(_any(name), re.IGNORECASE)


@cache
def _own() -> re.Pattern[str]:
    """Its own people; "US" is a country."""
    return re.compile(rf"(?:\b(?:I|me|us)\b|(?i:{_any('own')}))")


@cache
def _following() -> re.Pattern[str]:
    """What one of its people does, within three words; not what they only heard tell of."""
    return re.compile(rf"(?:\W+[\w'’]+){{0,3}}?\W+{_any('sensed')}(?! (?:that|how|from|of|about|whether)\b)", re.I)


@cache
def _met(scene: str) -> re.Pattern[str]:
    """Who told them something where they met: "Outside the court Vera Lund told us", "she told us on the steps"."""
    place, told = (
        _AT + _any(scene + "_places"),
        _any("met") + " (?:us|me|this newspaper|our reporter|our correspondent)",
    )
    who = r"(?:(?:[A-Z][\w'’.-]+,? ){1,4}|(?:he|she|they) )"
    return re.compile(rf"\A\W*(?i:{place}),? {who}{told}\b|\b{told} {place}")


@cache
def _byline(scene: str) -> re.Pattern[str]:
    """A line of a name and a place: "Vera Lund, in the chamber", "Reporting from the square: Vera Lund"."""
    place = _AT + _any(scene + "_places")
    return re.compile(rf"(?:{_NAME},? (?:reporting |reports )?{place}|(?i:{place}): {_NAME})[\s.;,]*(?=\Z|[A-Z])")


@cache
def _stems(scene: str, name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _words(f"{scene}_{name}"))
