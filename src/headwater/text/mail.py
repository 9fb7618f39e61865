"""A mail as its reader sees it: its own words; the mail that it answers is a repeat, its signature furniture."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby

from headwater.errors import DamagedInput, EmptyInput
from headwater.model import Segment, Span
from headwater.model.mime import Part
from headwater.text import markup
from headwater.text.correspondent import quoted
from headwater.text.decoding import characters
from headwater.text.paragraph import paragraphs, strip
from headwater.text.visible import Opened, Visible

_QUOTED = re.compile(r"[ \t]{0,3}>")
_LINE = re.compile(r"[^\n]*\n?")
_SIGNATURE = re.compile(r"--[ \t]*(?:\n|$)")
#: What programs write over a mail that is answered, in the languages of those who answer.
_ANSWERED = re.compile(
    r"-{2,}\s*(?:Original Message|Original Appointment|Ursprüngliche Nachricht|Message d'origine|Mensaje original"
    r"|Messaggio originale|Mensagem original|Исходное сообщение)\s*-{2,}"
    r"|(?=.{0,240}(?:\d\d:\d\d|@|\d{4}))(?:On|Am|Le|El|Il|Em|Op)\s.{6,250}?"
    r"(?:wrote|schrieb.{0,80}|a écrit|escribió|ha scritto|escreveu|schreef)\s*:"
    r"|.{4,120}\d{4}.{0,60}(?:пишет|написала?)\s*:",
    re.S,
)
_SENDER = re.compile(r"(?:From|Von|De|От):\s")
_SENT = re.compile(r"\b(?:Sent|Gesendet|Envoyé|Enviado(?: el)?|Date|Отправлено):\s")
#: What programs write over a mail that is handed on: that one is new here, and stays.
_FORWARDED = re.compile(
    r"(?:-{2,}|_{2,})?\s*(?:Begin forwarded message|Forwarded message|Weitergeleitete Nachricht|Message transféré"
    r"|Mensaje reenviado|Messaggio inoltrato|Mensagem encaminhada|Пересылаемое сообщение)\b.{0,20}",
    re.I | re.S,
)
_HEADING = 2_000  # characters of a heading that are looked at for names
_HEADER = re.compile(
    r"(?:From|To|Cc|Sent|Date|Subject|Reply-To|Von|An|Gesendet|Betreff|De|À|Envoyé|Objet|Para|Asunto|Fecha):\s", re.I
)


def opened(raw: bytes) -> Opened:
    """The body of a message and what is seen of it: its plain text if it has one, else its HTML.

    Raises:
        DamagedInput: it cannot be taken apart.
        EmptyInput: there are no words in it.
    """
    words, kind = _body(raw, ("text/plain", "text/html"))
    return words, partial(_seen, words, kind)


def page(raw: bytes) -> Opened:
    """The page of an .mhtml file, its markup and what is seen of it.

    Raises:
        DamagedInput: it cannot be taken apart.
        EmptyInput: there is no page in it.
    """
    words, _ = _body(raw, ("text/html",))
    return words, partial(markup.visible, words)


def _seen(words: str, kind: str) -> Visible:
    if kind == "text/html":
        seen = markup.visible(words)
        blocks = seen.blocks or ()
        lines = [seen.words[span.start : span.end] for span in blocks]
        page = seen
    else:
        blocks = tuple(_paragraphs(words))
        lines = [words[span.start : span.end] for span in blocks]
        page = Visible(words, (Segment(0, len(words), 0, len(words)),), blocks=blocks)
    aside, again = _parted(lines)
    headings = again
    if len(aside) + len(again) == len(lines):
        again = frozenset()  # there is nothing else: it is not said elsewhere
    over = (f"{lines[n]}\n{lines[n + 1]}" if n + 1 in headings else lines[n] for n in aside | headings)
    people = {name for each in over for name in quoted(each[:_HEADING])}
    return replace(page, document=True, aside=aside, again=again, title=None, people=tuple(sorted(people)))


def _body(raw: bytes, kinds: tuple[str, ...]) -> tuple[str, str]:
    """The first part that is of the first of these kinds and has words, and its kind."""
    try:
        parts = [part for part in Part.of(raw).leaves() if _is_own(part)]
    except (ValueError, LookupError, AssertionError) as error:
        raise DamagedInput("it cannot be read as a mail", error, "Save the message again as .eml") from error
    for kind in kinds:
        for part in parts:
            if part.kind == kind and part.data.strip():
                return characters(part.data, part.head.get_content_charset(), declares=kind == "text/html"), kind
    raise EmptyInput("the mail has no words", next_step="Leave it out or get it again")


def _is_own(part: Part) -> bool:
    return part.head.get_content_disposition() != "attachment" and (
        part.kind == "text/html" or not part.head.get_filename()
    )


def _paragraphs(words: str) -> Iterator[Span]:
    """The paragraphs of a plain body; quoted lines are never joined with others."""
    for _, run in groupby(_LINE.finditer(words), lambda line: bool(_QUOTED.match(line[0]))):
        lines = list(run)
        start, end = lines[0].start(), lines[-1].end()
        for span in paragraphs(words[start:end]):
            found = strip(words, start + span.start, start + span.end)
            if len(found):
                yield found


def _parted(lines: list[str]) -> tuple[frozenset[int], frozenset[int]]:
    """Which paragraphs are furniture, and which are the mail that is answered."""
    aside: set[int] = set()
    again: set[int] = set()
    answered = signed = heading = False
    for n, line in enumerate(lines):
        after = lines[n + 1] if n + 1 < len(lines) else ""
        if _FORWARDED.fullmatch(line):
            answered, signed, heading = False, False, True
            aside.add(n)
        elif heading and _HEADER.match(line):
            aside.add(n)
        elif answered or _QUOTED.match(line):
            again.add(n)
        elif _is_answered(line, after):
            answered = not _QUOTED.match(after) and not _ends_heading(after, lines[n + 2 : n + 3])
            again.add(n)
        elif again and n - 1 in again and line.endswith(":") and _QUOTED.match(after):
            again.add(n)  # the second line of "On … <br> wrote:"
        elif signed or _SIGNATURE.match(line):
            signed = True
            aside.add(n)
        else:
            heading = False
    return frozenset(aside), frozenset(again)


def _is_answered(line: str, after: str) -> bool:
    """Whether the heading of an answered mail begins here; it may go on in the next paragraph."""
    if _SENDER.match(line):
        return bool(_SENT.search(f"{line} {after}"[:1_000]))
    return bool(_ANSWERED.fullmatch(line) or (len(line) < 200 and _ANSWERED.fullmatch(f"{line} {after}"[:300])))


def _ends_heading(after: str, next_one: list[str]) -> bool:
    """Whether the next paragraph is the end of the heading, and what is quoted under it is marked as such."""
    return after.endswith(":") and bool(next_one) and bool(_QUOTED.match(next_one[0]))
