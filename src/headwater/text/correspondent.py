"""Who wrote a mail to whom: the persons whom headers and the lines over a quoted mail name.

A newsdesk, a list or a ministry is no person: by a word of its name, by its address, or by both being alike.
"""

import re
from collections.abc import Iterable, Iterator

from headwater.text.words import listed

#: The headers that name correspondents, as intake keeps them with the acquisition.
_HEADERS = frozenset({"from", "sender", "reply-to", "to", "cc"})

_MAIL = r"[\w.+-]{1,64}@[\w.-]{1,190}"
_WITH_NAME = re.compile(rf"(?P<name>[^<>@;:]{{0,100}}?)\s*\(?[<\[(](?:mailto:)?(?P<mail>{_MAIL})[>\])]")
_BARE = re.compile(rf"(?<![\w.+<(\[-])(?P<mail>{_MAIL})(?:\s?\((?P<name>[^<>()@]{{2,100}})\))?")
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,5}")
_APART = re.compile(r"[\W\d_]+")
_LINE = re.compile(
    r"[>\s*]*(?:From|Sender|To|Cc|Reply-To|Von|An|De|À|Para|Da|A|Van|Aan|От|Кому|Копия)\s?:[ \t*]*"
    r"(?P<names>\S.{0,2000})"
)
_LABEL = re.compile(
    r"\s+(?=(?:From|Sender|To|Cc|Bcc|Reply-To|Sent|Date|Subject|Von|An|Gesendet|Datum|Betreff|De|À|Envoyé|Objet|Para"
    r"|Enviado|Fecha|Asunto|Da|Van|Aan|От|Кому|Копия|Отправлено|Тема)\s?:)"
)
_DATED = r"(?=[^\n]{0,240}(?:\d\d:\d\d|\d{4}))"
_WROTE = re.compile(
    rf"[>\s]*(?:{_DATED}(?:On|Le|El|Il|Em|Op)\s(?P<before>.{{6,250}}?)"
    r"\s(?:wrote|a écrit|escribió|ha scritto|escreveu)\s*:"
    rf"|{_DATED}(?:Am|Op)\s.{{6,120}}?\s(?:schrieb|schreef)\s(?P<after>.{{2,120}}?)\s*:"
    r"|(?P<alone>[^\n]{2,120}?)\s(?:wrote|schrieb|schreef|escribió|escreveu|пишет|написала?)\s*:)",
    re.S,
)


def people(details: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The persons whom the headers name that are among the details of how a report came."""
    return (name for kind, value in details if kind in _HEADERS for name in named(value))


def named(header: str) -> Iterator[str]:
    """The persons whom a header of addresses names, as it names them, the given name first.

    >>> list(named('"Vask, Oda" <oda@weir.example>, Fen Newsdesk <newsdesk@fen.example>, bo.ek@weir.example'))
    ['Oda Vask', 'Bo Ek']
    """
    at = 0
    for found in _WITH_NAME.finditer(header):
        yield from _bare(header[at : found.start()])
        yield from _person(found["name"], found["mail"]) or _bare(found["mail"])
        at = found.end()
    rest = header[at:]
    yield from _bare(rest)
    if "@" not in rest:  # names without addresses, as programs write them over a quoted mail
        for each in re.split("[;,]", rest):
            yield from _person(each, "")


def quoted(paragraph: str) -> Iterator[str]:
    """The persons whom the lines over a quoted mail name: "From: …", "On … wrote:".

    >>> list(quoted("On Mon, 5 May 2031 at 10:30, Oda Vask <oda@weir.example> wrote:")), list(quoted("To: Bo Ek"))
    (['Oda Vask'], ['Bo Ek'])
    """
    for line in _LABEL.split(paragraph):
        if head := _LINE.match(line):
            yield from named(head["names"])
    if (wrote := _WROTE.match(paragraph)) and (words := wrote["before"] or wrote["after"] or wrote["alone"]):
        words = " ".join(words.replace(">\n", " ").split())
        if "@" in words:
            yield from named(words[words.rfind(",", 0, words.rfind("@")) + 1 :])
        else:
            yield from _person(_after_date(words), "")


def _after_date(words: str) -> str:
    """What stands after the last figure of a line that begins with a date.

    >>> _after_date("Mon, 5 May 2031 at 10:30 PM, Oda Vask"), _after_date("5 mai 2031 à 10 h 30, Oda Vask")
    ('Oda Vask', 'Oda Vask')
    """
    after = re.split(r"\d(?!.*\d)", words, maxsplit=1, flags=re.S)[-1]
    return re.sub(r"^\s*(?:[AaPp]\.?[Mm]\b\.?|Uhr\b|h\b)?[\s,]*", "", after)


def _person(shown: str, mail: str) -> list[str]:
    """The person of this name, none if it is that of a body."""
    shown = shown.strip(" \t\r\n,\"'’“”*>")
    last, _, first = shown.partition(",")
    if first and _NAME.fullmatch(last.strip()) and _NAME.fullmatch(first.strip()) and " " not in last.strip():
        shown = f"{first.strip()} {last.strip()}"
    if not _NAME.fullmatch(shown):
        shown = _after_date(shown.rpartition(",")[2])
    if mail and shown.islower():
        shown = shown.title()
    words = [word.casefold() for word in _APART.split(shown) if word]
    local, _, host = mail.casefold().partition("@")
    if not _NAME.fullmatch(shown) or not _is_capital(shown):
        return []
    if not listed("correspondents", "roles").isdisjoint([*words, *_APART.split(local)]):
        return []
    return [] if host and "".join(words) in _APART.split(host) else [shown]


def _is_capital(name: str) -> bool:
    """Whether every word of a name begins with a capital, but for those that join others."""
    return all(not word[0].islower() or word in listed("correspondents", "particles") for word in name.split())


def _bare(words: str) -> Iterator[str]:
    """The persons whose names addresses give: "oda.vask@weir.example"."""
    for found in _BARE.finditer(words):
        if found["name"]:
            yield from _person(found["name"], found["mail"])
        local = found["mail"].partition("@")[0]
        parts = re.split(r"[._]", local)
        if len(parts) in (2, 3) and all(part.isalpha() and len(part) > 1 for part in parts):
            yield from _person(" ".join(parts).title(), found["mail"])
