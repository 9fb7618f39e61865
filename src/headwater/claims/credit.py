"""Credits: the outlets and agencies that a page says it has its words or facts from."""

import re
from functools import cache

from headwater.claims.lexicon import one_of, table
from headwater.claims.outlet import Outlet, find_agency, find_outlet, mentions, named_beside_noun, nouns, same_outlet
from headwater.claims.press import press
from headwater.claims.tongue import parted
from headwater.model import Credit, CreditKind, Name, Parse, Text

_HEAD = 2_000  # characters in which a byline stands; a dateline stands there or in the first half of the text
_FOOT = 800  # characters at the end in which a footer stands
_REACH = 90  # characters before or after a name in which its cue stands

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_DATELINE = re.compile(
    rf"^[ \t]*(?P<lead>(?P<place>[^\W\d_][^\n()]{{0,80}}?)?[ ,]{{0,3}}(?:(?P<date>{_DATE})[ ,]{{0,3}})?"
    r"\((?P<agency>[^()\n]{2,40})\)[ \t]*(?:[-–—―]{1,2}|:))(?=\s)",
    re.MULTILINE,
)
_BYLINE = re.compile(
    r"^[ \t]*(?P<lead>(?:(?P<by>[Bb]y|BY|[Ss]ource|[Ff]rom):?[ \t]+)?(?:[^\n,|/]{1,60}[ \t]?[,|/][ \t]?)?"
    r"(?:[Tt]he |THE )?(?P<agency>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,4}?)"
    r"(?: (?:[Ww]riters?|[Ss]taff|[Cc]orrespondents?|[Rr]eporters?))?\.?)[ \t]*$",
    re.MULTILINE,
)
_RIGHTS = re.compile(
    r"(?P<lead>(?:©|\([Cc]\)|[Cc]opyright)[ \t]*(?:©|\([Cc]\))?[ \t]*(?:\d{4}[ \t]*)?(?:[Bb]y )?(?:[Tt]he )?"
    r"(?P<agency>[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}))"
)
_SIGNED = re.compile(r"(?P<lead>(?:\(|(?<=\S )[-–—]{1,2}[ \t]?)(?P<agency>[A-Z][\w. -]{1,30}?)\)?\.?)\Z")
_DESK = re.compile(r"\(?\bReporting by [^\n]{2,300}?\b(?:[Ee]diting|[Ww]riting) by [^\n;.)]{2,80}\.?\)?")
_PICTURE = re.compile(r"\b(?:Photos?|Getty|Images?|Picture|File|Handout|Pool)\b")
_TIME_WORD = re.compile(rf"{_MONTH}|[A-Z][a-z]+day|AM|PM")


def credits(text: Text, parse: Parse, names: tuple[Name, ...]) -> tuple[Credit, ...]:
    """The outlets and agencies this page credits, in order.

    Picture credits are not among them, nor is its own outlet, except as ``wire`` (an agency's own page).
    ``wire`` where a byline, dateline or footer marks the whole text as agency copy, known by the agency's name or, in
    a dateline, by the dateline's shape alone; ``republished`` where the page says it first stood elsewhere; else
    ``credit``, for an outlet named as the source of something. The quote holds the words that credit and the name; it
    is empty where only the page's own data says it. In paragraphs in another language only listed outlets are found.
    """
    del parse
    whole = text.text
    text, zones = parted(text)
    wire = _wire(text.text, {name.quote.casefold() for name in names if name.kind == "place"})
    local = {credit.outlet: Outlet(credit.outlet, frozenset({"agency"})) for credit in wire}
    found = [
        *_declared(text),
        *wire,
        *_republished(text.text),
        *_named(text.text, named_beside_noun(text.text) | local),
        *press(whole, zones),
    ]
    own = text.outlet or ""
    return _without_overlap([c for c in found if c.kind == "wire" or not same_outlet(c.outlet, own)])


def _declared(text: Text) -> list[Credit]:
    """What the page's own data says: that an agency signs it, or that it first stood elsewhere."""
    agencies = filter(None, map(find_agency, text.signed))
    found = [Credit(0, 0, "", agency.name, "wire") for agency in agencies]
    if text.elsewhere:
        outlet = find_outlet(text.elsewhere)
        found.append(Credit(0, 0, "", outlet.name if outlet else text.elsewhere, "republished"))
    return found


def _credit(text: str, start: int, end: int, outlet: str, kind: CreditKind) -> Credit:
    return Credit(start, end, text[start:end], outlet, kind)


def _wire(text: str, places: set[str]) -> list[Credit]:
    """Datelines, bylines, rights lines and sign-offs of agencies."""
    found: list[Credit] = []
    end = len(text.rstrip())
    for pattern, first, last in (
        (_DATELINE, 0, max(_HEAD, end // 2)),
        (_BYLINE, 0, _HEAD),
        (_RIGHTS, max(0, end - _FOOT), end),
        (_SIGNED, max(0, end - 40), end),
    ):
        for match in pattern.finditer(text, first, min(last, end)):
            agency = match["agency"].split("/")[0].strip()
            outlet = None if _is_picture(match) else find_agency(agency)
            if outlet is None and pattern is _DATELINE and _unmistakable(match, places):
                outlet = Outlet(agency, frozenset({"agency"}))
            if outlet:
                found.append(_credit(text, *match.span("lead"), outlet.name, "wire"))
    if not found:  # this sign-off without a name is the house style of Reuters
        found = [_credit(text, *m.span(), "Reuters", "wire") for m in _DESK.finditer(text, max(0, end - _FOOT))]
    return found


def _unmistakable(dateline: re.Match[str], places: set[str]) -> bool:
    """Whether a parenthesis that no list knows can only be an agency's: "NEWPORT, May 22 (Lumen) -"."""
    agency, city = dateline["agency"].strip(), (dateline["place"] or "").split(",")[0].strip()
    if find_outlet(agency) or agency.casefold() in places:
        return False
    if not re.fullmatch(r"[A-Z][\w&’']+(?: [A-Z][\w&’']*){0,3}", agency):
        return False
    return len(city) > 2 and (city.isupper() or dateline["date"] is not None)


def _is_picture(match: re.Match[str]) -> bool:
    """Whether the line signs a picture: "Jane Roe / Reuters", "AFP via Getty Images"."""
    line = match["lead"]
    return bool(_PICTURE.search(line)) or (match.re is _BYLINE and not match["by"] and "/" in line)


@cache
def _cues(where: str) -> str:
    return "|".join(table("credits.toml")[where])


@cache
def _noun_words() -> str:
    return one_of(nouns())


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<cue>(?i:{_cues('before')})) (?:(?:[Tt]he|an?|its|[Tt]hat) )?(?:[a-z][a-z-]* ){{0,4}}(?:The )?\Z"
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?: (?:{_noun_words()}))?(?: \([^()\n]{{1,20}}\))?(?: ?(?i:{_cues('after')}))")


@cache
def _meant() -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Tt]he|[Tt]hat) (?P<noun>{_noun_words()})(?! [A-Z])\b")


@cache
def _first_stood() -> re.Pattern[str]:
    run = r"(?P<name>[A-Z][\w&’'-]*(?:\.[\w]+)?(?: (?:of |and |the |de )?[A-Z][\w&’'-]*){0,4})"
    return re.compile(rf"(?<!\w)(?i:{_cues('republished')}) (?:the |The )?(?:[a-z]+ ){{0,3}}{run}")


def _republished(text: str) -> list[Credit]:
    found = []
    for match in _first_stood().finditer(text):
        outlet = find_outlet(match["name"]) or find_agency(match["name"]) or Outlet(match["name"], frozenset())
        if not _TIME_WORD.fullmatch(match["name"]):
            found.append(_credit(text, *match.span(), outlet.name, "republished"))
    return found


def _named(text: str, local: dict[str, Outlet]) -> list[Credit]:
    """Outlets named, or meant by a noun ("the broadcaster"), where the words around them credit them."""
    found: list[Credit] = []
    heard = list(local.values())
    places: list[tuple[int, int, Outlet | str]] = [(m.start, m.end, m.outlet) for m in mentions(text, local)]
    places += [(m.start(), m.end(), m["noun"]) for m in _meant().finditer(text)]
    for start, end, what in sorted(places, key=lambda place: place[:2]):
        span = _credited(text, start, end)
        outlet = what if isinstance(what, Outlet) else _last(heard, nouns()[what])
        if span and outlet:
            found.append(_credit(text, *span, outlet.name, "credit"))
            heard.append(outlet)
    return found


def _last(heard: list[Outlet], kinds: frozenset[str]) -> Outlet | None:
    """The outlet credited last that a noun of these kinds can mean."""
    return next((o for o in reversed(heard) if not kinds or not o.kinds or kinds & o.kinds), None)


def _credited(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the words stand that credit the outlet named here, its name with them; None if none do."""
    before = _before().search(text[max(0, start - _REACH) : start])
    if before:
        return max(0, start - _REACH) + before.start("cue"), end
    after = _after().match(text, end, min(len(text), end + _REACH))
    return (start, after.end()) if after else None


def _without_overlap(found: list[Credit]) -> tuple[Credit, ...]:
    """In order; of two credits of one outlet that overlap, the first and longer. Wire goes before the rest."""
    rank: dict[CreditKind, int] = {"wire": 0, "republished": 1, "credit": 2}
    kept: list[Credit] = []
    for credit in sorted(set(found), key=lambda c: (c.start, rank[c.kind], -c.end)):
        if not any(k.outlet == credit.outlet and credit.start < k.end for k in kept[-3:]):
            kept.append(credit)
    return tuple(kept)
