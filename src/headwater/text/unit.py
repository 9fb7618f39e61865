"""The units of a page that furniture is told by: its paragraphs, with what can be seen of each alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from headwater.model import Span
from headwater.text.cue import cues, end_of, fold
from headwater.text.date import DATE
from headwater.text.language import function_words


class Role(Enum):
    """What a unit is, as far as it alone shows."""

    BODY = "running text"
    LINE = "a line that runs like text but does not end like it"
    STUB = "a short line: a headline, a byline, a link, a name"
    KEEP = "a short line that belongs to the report: a byline, a date, a note"
    FURNITURE = "furniture"
    LIST = "furniture that announces a list of links"
    MEDIA = "furniture that announces a picture"

    @property
    def removed(self) -> bool:
        """Whether the unit is furniture."""
        return self in (Role.FURNITURE, Role.LIST, Role.MEDIA)


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph of the page."""

    span: Span  # in the decoded report
    line: str
    words: tuple[str, ...]  # folded, see `cue.fold`
    sentence: bool  # ends as sentences do
    role: Role


_TERMINAL = re.compile(r"[.!?…。！？][\"'”’»)\]*]*$")
_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}$")  # a headline may end with one
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)|''.*?(?:''|$)|‘.*?(?:’(?!\w)|$)")
_SPEECH = re.compile(r"\b(?:said|says|told|asked|added|wrote|writes|tweeted)\b")
_READER = re.compile(r"\b(?:[Yy]our?|[Oo]ur|us)\b")
_FILE = re.compile(r"\S*[\w-]\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|mp[34]|pdf)\)?", re.I)
_SITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?")  # a name on the web and nothing else
_PAGE = re.compile(
    r"(?:(?:page|sheet|folio|p\.|seite|página|pagina|strona|стр\.)\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?(?:\s*(?:of|/|von|de|di)\s*\d{1,3})?"
    r"|[A-Z]{1,6}(?:/[A-Z0-9.]{1,12}){2,}(?:\s*\(\w+\))?|distr\.:\s*\w+"
    r"|[A-Z]{2,8}[ /-]\d{1,4}/\d{1,4}\s*[-–—]\s*\d{1,3}|form [A-Z]{1,6}[- ]?\d{1,4}(?:\s*\([^()]{1,20}\))?",
    re.I,
)
_PAGE_REFERENCE = re.compile(r",? (?:page|p\.|pages|pp\.) ?[A-Z]?\d{1,3}(?:[-–]\d+)?$|, [A-F]\d{1,2}$", re.I)
_DIRECTION = re.compile(r"\[[^\[\]]{2,60}\]|\*{2,3} ?[^*]{2,60} ?\*{2,3}")  # "[MUSIC FADES]"
_CUT = re.compile(r"\s*[|•·›»>►▸]+\s*|\s+/\s+|\s+[-–—]\s+|\s{3,}|\t+")
_MENU_CUT = re.compile(r"\s*[|•·›»>►▸]+\s*|\s+/\s+|\s{3,}|\t+")
_BULLET = re.compile(r"[-*•◦▪■●►▶–—]\s+")
_PHOTO = re.compile(
    r"(?:[(\[]|\s[|/—–-]\s)[^()\[\]|]{0,60}?"
    r"\b(?:getty(?: images)?|(?:file|handout|archive|ap|afp|reuters|epa) (?:photo|image|picture)s?|file|handout"
    r"|(?:photo|image|picture)s?\s?(?:by|via|courtesy|credit|provided|:|/)[^()\[\]]{0,60}"
    r"|courtesy (?:of|photo)[^()\[\]]{0,40}|via (?:ap|afp|reuters|epa))(?:/[^()\[\]]{1,40})?[)\]]?\.?$"
    r"|\b(?:via|/) ?getty images\.?$",
    re.I,
)
_PHOTO_LABEL = re.compile(
    r"(?:photos?|images?|pictures?|photo credit|image credit|caption|foto|bild|imagen)\s*(?:by|:)\s"
    r"|(?:fig(?:ure)?|plate)\.? ?\d+\s*[:.–—-]\s",
    re.I,
)
_CREDIT = re.compile(
    r"\W*(?:(?:additional )?report(?:ing|ed)|writ(?:ing|ten)|edit(?:ing|ed)|compiled|translat(?:ed|ion)|words|text)\b"
    r"[^.;:]{0,60}\bby\b",
    re.I,
)
_BYLINE = re.compile(r"(?:by|von|par|por|de|di)\s+(?:our\s|the\s)?[^\W\d_a-zà-ÿ]", re.I)
_SIGNATURE = re.compile(
    r"(?:[^\W\d_a-zß-ÿ][\w.'’-]* ){1,3}[^\W\d_a-zß-ÿ][\w.'’-]*, (?:[a-zß-ÿ'’-]+ ?){1,5}"
)  # "Ida Lunde, chair"
_AFTER_LABEL = re.compile(r"\s*(?:[:：|»]|[-–—]\s)")
_DIRECTION_WORDS = 8
_SMALL_PART, _MENU_PARTS = 3, 3  # words in a part of a menu, parts of a menu
_BARRED_PART = 5  # words in a part of a menu that is cut by bars
_SHORT_CUE, _SHORT_LINE = 25, 40  # words: a cue at the start of a longer line, or inside one, says nothing
_LONG_LINE = 1_000  # characters: with more, no cue is looked for
_RUNNING, _RUNNING_SHARE = 8, 0.25  # words, and function words among them: running text though no full stop ends it
_TITLE_CASE = 0.65  # share of capitals at the start of longer words in a headline in title case
_LONG_WORD = re.compile(r"\w{4,}")


def unit(raw: str, span: Span) -> Unit:
    """Look at one paragraph of a page."""
    line = raw[span.start : span.end]
    words = tuple(fold(line))
    tail = line[-12:]
    sentence = bool(_TERMINAL.search(tail)) and not _ACRONYM.search(tail)
    return Unit(span, line, words, sentence, _role(line, words, sentence))


def _role(line: str, words: Sequence[str], sentence: bool) -> Role:
    known = cues()
    size = len(words)
    if size > _SHORT_LINE or len(line) > _LONG_LINE:
        return Role.BODY
    if _SITE.fullmatch(line) or _FILE.fullmatch(line.lstrip("-* ").rsplit("/", 1)[-1]) or _PAGE.fullmatch(line):
        return Role.FURNITURE
    if not words:
        return Role.STUB
    if _DIRECTION.fullmatch(line) and size <= _DIRECTION_WORDS and any(True for _ in known["sound"].within(words)):
        return Role.FURNITURE
    if role := _by_phrases(line, words, sentence):
        return role
    if _is_menu(line):
        return Role.FURNITURE
    if any(True for _ in known["staff"].within(words)) or (not sentence and _CREDIT.match(line)):
        return Role.KEEP
    if known["keep"].at(words) or (not sentence and (_BYLINE.match(line) or _SIGNATURE.fullmatch(line))):
        return Role.KEEP
    if not sentence and size <= _SHORT_CUE and DATE.search(line):
        return Role.KEEP
    if _is_caption(line, size) or (not sentence and _PAGE_REFERENCE.search(line)):
        return Role.FURNITURE
    if _asks(line, sentence):
        return Role.FURNITURE
    if sentence and size > 1 and not _is_headline(line):
        return Role.BODY
    return Role.LINE if _runs(line, words) else Role.STUB


def _by_phrases(line: str, words: Sequence[str], sentence: bool) -> Role | None:
    """The role that a phrase for the whole line, a label or the start of the line gives it."""
    known = cues()
    bare = [word for word in words if word != "#"]
    for name, role in (("list", Role.LIST), ("media", Role.MEDIA), ("button", Role.FURNITURE)):
        if not (sentence and line.endswith(".")) and (known[name].whole(words) or known[name].whole(bare)):
            return role
    if not sentence or line.endswith("?"):
        labels = {size for name in ("label", "list") for size in known[name].sizes(words)}
        if len(words) in labels or any(_labelled(line, size) for size in labels):
            return Role.FURNITURE
    if len(words) <= _SHORT_CUE and line[0] not in '“"‘«' and known["start"].at(words):
        return Role.FURNITURE
    if not sentence and len(words) <= 8 and sum(size for _, size in known["button"].within(words)) == len(words):
        return Role.FURNITURE
    return None


def _labelled(line: str, words: int) -> bool:
    """Whether a colon, a bar or a dash follows the first so many words of a line."""
    return bool(_AFTER_LABEL.match(line, end_of(line, words)))


def _is_menu(line: str) -> bool:
    """Whether a line is cut into short parts, or into parts half of which are buttons, or sections of a paper."""
    parts = [part for part in _CUT.split(_BULLET.sub("", line, count=1)) if part]
    folded = [[word for word in fold(part) if word != "#"] for part in parts]
    buttons = [cues()["button"].whole(words) for words in folded]
    if len(parts) > 1 and 2 * sum(buttons) >= len(parts) and max(map(len, folded)) <= 2 * _SMALL_PART:
        return True
    menu = [part for part in _MENU_CUT.split(line) if part]
    small = _BARRED_PART if "|" in line else _SMALL_PART
    if len(menu) < _MENU_PARTS or not all(len(part.split()) <= small for part in menu):
        return False
    known = sum(cues()[name].whole(fold(part)) for part in menu for name in ("button", "section"))
    return 2 * known >= len(menu) or not any(c.isdigit() for c in line)


def _is_caption(line: str, size: int) -> bool:
    """Whether a line ends or begins with the credit of a picture."""
    return bool(_PHOTO.search(line)) or (size <= _SHORT_CUE and bool(_PHOTO_LABEL.match(line)))


def _asks(line: str, sentence: bool) -> bool:
    """Whether a line, its quotations left out, offers something or asks the reader to sign up, pay, follow or agree."""
    own = _QUOTED.sub(" ", line)
    if _SPEECH.search(own):
        return False
    words = fold(own)
    known = cues()
    if next(known["strong"].within(words), None):
        return True
    offers = known["imperative"].at(words) or _READER.search(own) or (not sentence and ":" in own)
    if len(words) > _SHORT_CUE or not offers:
        return False
    return sum(1 for _ in known["half"].within(words)) > 1


def _runs(line: str, words: Sequence[str]) -> bool:
    """Whether a line without a full stop is running text: long enough, with function words, not in title case."""
    if len(words) < _RUNNING:
        return False
    share = sum(word in function_words() for word in words) / len(words)
    return share >= _RUNNING_SHARE and _capitals(line) < 0.5


def _is_headline(line: str) -> bool:
    """Whether a line is in title case and does not end with a plain full stop."""
    return _capitals(line) >= _TITLE_CASE and not re.search(r"[^.]\.[\"'”’)]*$", line)


def _capitals(line: str) -> float:
    """The share of capitals at the start of the words of more than three characters, 0 if there are fewer than four."""
    long = [word for word in _LONG_WORD.findall(line) if not word.isdigit()]
    return sum(word[0].isupper() for word in long) / len(long) if len(long) > 3 else 0.0
