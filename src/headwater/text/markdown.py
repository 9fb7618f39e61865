"""Markdown as a reader sees it: the words without the marks. Lines stay lines."""

import re

from headwater.model import Segment
from headwater.text.visible import Visible

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,20000}?)^---[ \t]*$\s*", re.S | re.M)
_FIELD = re.compile(
    r"^(title|date|published|outlet|source|publisher|url|link)\s*:\s*[\"']?(.*?)[\"']?\s*$", re.I | re.M
)
_NAMES = {"published": "date", "source": "outlet", "publisher": "outlet", "link": "url"}

#: The marks, each with the words it holds, if any, as its group.
_MARK = re.compile(
    r"""(?m:
      ^[ \t]{0,3}(?:\#{1,6}[ \t]+|>[ \t]?)                            # heading, quotation
    | (?<![ \t])[ \t]{1,9}\#{1,6}$                                             # end of a heading
    | ^[ \t]{0,3}(?:=+|-{2,}|\*{3,}|_{3,}|`{3,}\w*|~{3,}\w*)[ \t]*$     # underline, rule, fence
    | ^[ \t]{0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+.*$                        # where a link goes
    | !\[[^\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])     # picture
    | \[(?P<words>[^\]\[\n]{1,500})\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])
    | </?[a-zA-Z][^<>\n]{0,500}> | <!--.{0,2000}?-->
    | \\(?P<escaped>[\\`*_{}\[\]()\#+.!>-])                            # escape
    | (?<![\w*])\*{1,3}(?=[^\s*]) | (?<=[^\s*])\*{1,3}(?![\w*])       # emphasis
    | (?<![\w_])_{1,3}(?=[^\s_]) | (?<=[^\s_])_{1,3}(?![\w_])
    | `+
    )""",
    re.X,
)


def visible(raw: str) -> Visible:
    """The words of a Markdown document, and what its front matter says of it."""
    front = _FRONT.match(raw)
    said: dict[str, str] = {}
    if front:
        for name, value in _FIELD.findall(front[1]):
            said.setdefault(_NAMES.get(name.lower(), name.lower()), value)
    pieces: list[str] = []
    segments: list[Segment] = []
    at = 0

    def put(start: int, end: int) -> None:
        nonlocal at
        if start < end:
            pieces.append(raw[start:end])
            segments.append(Segment(at, at + end - start, start, end))
            at += end - start

    last = front.end() if front else 0
    for mark in _MARK.finditer(raw, last):
        put(last, mark.start())
        if mark.lastgroup:
            put(*mark.span(mark.lastgroup))
        last = mark.end()
    put(last, len(raw))
    return Visible(
        "".join(pieces),
        tuple(segments),
        title=said.get("title") or None,
        outlet=said.get("outlet") or None,
        published=said.get("date"),
        url=said.get("url") or None,
    )
