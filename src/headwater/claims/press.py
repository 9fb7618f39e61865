"""Credits in languages other than English: listed outlets beside that language's words of reporting, and what marks a
text as an agency's copy everywhere."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from headwater.claims.lexicon import one_of, table
from headwater.claims.outlet import Outlet, find_agency, find_outlet, known
from headwater.claims.tongue import Zone, any_of, either, is_known, words
from headwater.model import Credit, CreditKind

_HEAD = 2_000  # characters in which a dateline or a byline stands
_FOOT = 800  # characters at the end in which a list of sources stands
_LINE = 60  # characters of a last line that may be a list of agencies
_REACH = 90  # characters before a name in which its word of reporting stands
_BLANK = r"[ \t\u00a0]"
_QUOTES = "«»„“”\"'’"
#: "BERLIN (dpa) -", "Madrid, 12 may (EFE).-", "ROMA, 12 MAG - (ANSA)", "Berlin (dpa/lno) –"
_BRACKETED = re.compile(
    rf"^{_BLANK}*(?P<lead>[^\W\d_][^\n()]{{1,60}}?\((?P<agency>[^()\n]{{2,40}})\){_BLANK}?[.,:]?{_BLANK}?[-–—:]{{1,2}})",
    re.MULTILINE,
)
#: "МОСКВА, 12 мая. /ТАСС/.", "МОСКВА, 12 мая — РИА Новости.", "ROMA (ANSA) -" apart
_SLASHED = re.compile(rf"^{_BLANK}*(?P<lead>[^\W\d_][^\n/]{{1,60}}?/(?P<agency>[^/\n]{{2,30}})/\.?)", re.MULTILINE)
_DASHED = re.compile(
    rf"^{_BLANK}*(?P<lead>[^\W\d_][^\n]{{1,40}}?{_BLANK}[-–—]{_BLANK}?(?P<agency>[^\W\d_][^.\n]{{1,25}})\.)(?={_BLANK})",
    re.MULTILINE,
)
#: "(AFP)", "dpa/ab", "(dpa, AFP)" at the very end
_CLOSING = re.compile(r"(?P<lead>\((?P<agency>[^()\n]{2,40})\)\.?|(?<=\n)(?P<bare>[^\n]{2,40}?)\.?)\s*\Z")


def press(text: str, zones: Sequence[Zone]) -> list[Credit]:
    """The credits within these stretches: ``wire`` and ``credit``, in order. Where a language's words of reporting are
    not listed, only what marks an agency's copy is found."""
    found: list[Credit] = []
    end = len(text.rstrip())
    for zone in zones:
        found += _wire(text, zone, end)
        if is_known(zone.tongue):
            found += _credited(text, zone)
    return found


def _wire(text: str, zone: Zone, end: int) -> Iterator[Credit]:
    if zone.start < _HEAD:
        for pattern in (_BRACKETED, _SLASHED, _DASHED):
            for match in pattern.finditer(text, zone.start, min(zone.end, _HEAD)):
                yield from _agencies(text, match.span("lead"), match["agency"])
        yield from _signed(text, zone.start, min(zone.end, _HEAD), zone.tongue)
    if zone.end > end - _FOOT:
        yield from _signed(text, max(zone.start, end - _FOOT), zone.end, zone.tongue)
    if zone.end >= end and (last := _CLOSING.search(text, max(zone.start, end - _LINE), end)):
        yield from _agencies(text, last.span("lead"), last["agency"] or last["bare"])


def _signed(text: str, start: int, end: int, tongue: str) -> Iterator[Credit]:
    """A line that names agencies alone, or behind what bylines and lists of sources begin with."""
    for match in _byline(tongue).finditer(text, start, end):
        yield from _agencies(text, match.span("lead"), match["agency"])


@cache
def _byline(tongue: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[(|])|(?<=[|—–-]{_BLANK})){_BLANK}*"
        rf"(?P<lead>(?:{any_of(tongue, 'by')}){_BLANK}?:?{_BLANK}*(?P<agency>[^\n().|]{{2,60}}))(?=[).|]|{_BLANK}*$)",
        re.MULTILINE,
    )


def _agencies(text: str, span: tuple[int, int], named: str) -> Iterator[Credit]:
    """The agencies of a list of names, if all that stands there is names of outlets: "dpa/lno", "AFP y EFE"."""
    names = [
        name.strip(f" {_QUOTES}\u00a0")
        for name in re.split(r"[/,;|+&]|\s[-–—]\s|\s(?:und|et|y|e|en|i|и|та|og|och|ve)\s", named)
    ]
    outlets = [_agency(name) for name in names if name]
    if any(outlets[:1]) or all(outlet or find_outlet(name) for outlet, name in zip(outlets, names, strict=False)):
        for outlet in outlets:
            if outlet is not None:
                yield _credit(text, *span, outlet.name, "wire")


def _agency(name: str) -> Outlet | None:
    return find_agency(name) or find_agency(_abroad().get(name, ""))


@cache
def _abroad() -> dict[str, str]:
    """Names that outlets have in other languages, with the one they are listed under."""
    return {name: outlet for outlet, names in table("tongues.toml")["names"].items() for name in names}


@cache
def _name() -> re.Pattern[str]:
    """Any listed name as it stands, rather the longer; short forms that mean other things are none."""
    return re.compile(rf"(?<![\w@/.-])(?:{one_of({*known(), *_abroad()})})(?![\w-]|\.\w)")


def named(text: str, zone: Zone) -> Iterator[tuple[int, int]]:
    """Where outlets are named in a stretch: the 24 of "France 24" is no figure."""
    return (match.span() for match in _name().finditer(text, zone.start, zone.end))


def _credited(text: str, zone: Zone) -> Iterator[Credit]:
    """Outlets beside a word of reporting."""
    for match in _name().finditer(text, zone.start, zone.end):
        outlet = find_outlet(_abroad().get(match[0], match[0]))
        if outlet is None or match[0] in words(zone.tongue, "homonyms"):
            continue
        before = _before(zone.tongue).search(text[max(zone.start, match.start() - _REACH) : match.start()])
        if before:
            start = max(zone.start, match.start() - _REACH) + before.start("cue")
            yield _credit(text, start, match.end(), outlet.name, "credit")
        elif after := _after(zone.tongue).match(text, match.end(), zone.end):
            yield _credit(text, match.start(), after.end(), outlet.name, "credit")


@cache
def _before(tongue: str) -> re.Pattern[str]:
    """A word of reporting, up to four more of the same clause, an article that is joined by an apostrophe, a quote."""
    cues = either((*before, *words(tongue, "after"))) if (before := words(tongue, "before")) else "(?!)"
    return re.compile(
        rf"(?<![^\W_])(?P<cue>(?i:{cues}))[\s\u00a0'’](?:[^\s.,;:!?()«»„“”]+\s){{0,4}}"
        rf"(?:[^\W\d_]{{1,5}}['’])?(?:[{_QUOTES}]\s?)?$"
    )


@cache
def _after(tongue: str) -> re.Pattern[str]:
    """A word of reporting behind a name, its closing quote, a country in brackets, and up to two more words."""
    return re.compile(
        rf"(?:\s?[{_QUOTES}])?(?:['’][^\W\d_]{{1,4}})?(?:\s\([^()\n]{{1,20}}\))?,?\s"
        rf"(?:[^\s.,;:!?()]+\s){{0,2}}(?i:{any_of(tongue, 'after')})(?![^\W_])"
    )


def _credit(text: str, start: int, end: int, outlet: str, kind: CreditKind) -> Credit:
    return Credit(start, end, text[start:end], outlet, kind)
