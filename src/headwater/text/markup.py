"""HTML as a reader sees it. One pass over the characters, whatever they are: nothing is nested, nothing can fail."""

import html
import re
from collections import Counter
from dataclasses import dataclass, field

from headwater.text.visible import Builder, Visible
from headwater.text.words import listed, table

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_TEXT = re.compile(r"\s+|&(?:#\d{1,8}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][\da-zA-Z]{1,31});?|[^\s&<]+|&|<")
_QUOTE_OR_END = re.compile(r"=\s*([\"'])|>")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_HIDDEN = re.compile(
    r"\shidden(?:[\s=>]|$)|aria-hidden\s*=\s*[\"']?true"
    r"|style\s*=\s*[\"'][^\"']*(?:display\s*:\s*none|visibility\s*:\s*hidden)",
    re.I,
)
_DATE_IN_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')

_NAME_IN_DATA = re.compile(
    r'"(?:author|creator|provider|sourceOrganization|creditText)"\s*:\s*(?:\[\s*)?'
    r'(?:"([^"]{2,80})"|\{[^{}]{0,300}?"name"\s*:\s*"([^"]{2,80})")'
)
_ADDRESS_IN_DATA = re.compile(r'"isBasedOn"\s*:\s*(?:\{[^{}]{0,300}?"(?:@id|url)"\s*:\s*)?"(https?://[^"]{4,300})"')

_LOOK = 4_000  # characters of a tag that are looked at: pictures stand in tags as megabytes of text

_FEW = 200  # characters: a page with fewer has no report outside <noscript>
_NOSCRIPT = re.compile("<noscript", re.I)

_UNREAD = listed("markup", "unread")
_VOID = listed("markup", "void")
_INLINE = listed("markup", "inline")
_ASIDE = listed("markup", "aside")
_DATES = tuple(table("markup")["dates"].split())
_SIGNED = tuple(table("markup")["signed"].split())
_FIRST = tuple(table("markup")["first"].split())


def visible(raw: str) -> Visible:
    """The seen words of an HTML page, its paragraphs, and what it says of itself.

    What stands in <noscript> is read only where the page without it has next to no words: there a reader would see a
    page that scripts make, and these are the words that it has of its own.
    """
    page = _Page(raw).read()
    if len(page.words) >= _FEW or not _NOSCRIPT.search(raw):
        return page
    other = _Page(raw, unread=_UNREAD - {"noscript"}).read()
    return other if len(other.words) > len(page.words) else page


@dataclass(slots=True)
class _Page:
    raw: str
    unread: frozenset[str] = _UNREAD
    out: Builder = field(default_factory=Builder)
    aside: set[int] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)  # what the page says of itself
    _open: list[tuple[str, bool, bool]] = field(default_factory=list)  # name, hidden, set apart
    _count: Counter[str] = field(default_factory=Counter)
    _h1: int | None = None  # the block of the first heading
    _hidden: int = 0
    _apart: int = 0
    _signed: list[str] = field(default_factory=list)  # names in the page's data
    _missing: set[str] = field(default_factory=set)  # what is known not to come any more

    def read(self) -> Visible:
        raw, at = self.raw, 0
        while at < len(raw):
            less = raw.find("<", at)
            end = less if less >= 0 else len(raw)
            if end > at:
                self._text(at, end)
            if less < 0:
                break
            at = self._markup(less)
        self._close()
        return Visible(
            words=self.out.words(),
            segments=tuple(self.out.segments),
            blocks=tuple(self.out.blocks),
            aside=frozenset(self.aside),
            heading=self._h1,
            title=self.said.get("og:title") or self._heading() or self.said.get("title"),
            outlet=self.said.get("og:site_name") or self.said.get("application-name"),
            published=next((self.said[name] for name in _DATES if name in self.said), None),
            url=self.said.get("og:url") or self.said.get("canonical"),
            signed=tuple(dict.fromkeys([*self._signed, *(self.said[name] for name in _SIGNED if name in self.said)])),
            first=next((self.said[name] for name in _FIRST if name in self.said), None),
        )

    def _heading(self) -> str | None:
        """The words of the first <h1> that has any."""
        if self._h1 is None:
            return None
        block = self.out.blocks[self._h1]
        return self.out.words()[block.start : block.end]

    def _text(self, start: int, end: int) -> None:
        if self._hidden:
            return
        for piece in _TEXT.finditer(self.raw, start, end):
            words = piece[0]
            if words[0] == "&" and len(words) > 1:
                shown = html.unescape(words)
                if shown.isspace():
                    self.out.space(piece.start(), piece.end())
                elif shown:
                    self.out.put(shown, piece.start(), piece.end(), verbatim=shown == words)
            elif words.isspace():
                self.out.space(piece.start(), piece.end())
            else:
                self.out.put(words, piece.start(), piece.end())

    def _close(self) -> None:
        if not self.out.close():
            return
        block = len(self.out.blocks) - 1
        if self._apart:
            self.aside.add(block)
        if self._h1 is None and self._count["h1"]:
            self._h1 = block

    def _markup(self, at: int) -> int:
        """Take the tag, comment or stray mark at ``at``; give where the page goes on."""
        raw = self.raw
        if raw.startswith("<!--", at):
            return self._after("-->", at + 4)
        if raw.startswith(("<!", "<?"), at):
            return self._after(">", at + 2)
        tag = _TAG.match(raw, at)
        if tag is None:
            self._text(at, at + 1) if not self._hidden else None
            return at + 1
        name, end = tag[2].lower(), self._tag_end(tag.end())
        attributes = raw[tag.end() : end]
        if tag[1]:
            self._closing(name)
        elif name in self.unread:
            return self._unread(name, at, end, attributes)
        else:
            self._opening(name, attributes)
        return end

    def _after(self, mark: str, at: int) -> int:
        """Where ``mark`` ends; the end of the page if it does not come."""
        found = -1 if mark in self._missing else self.raw.find(mark, at)
        if found < 0:
            self._missing.add(mark)
            return len(self.raw) if mark != "-->" else self._after(">", at)
        return found + len(mark)

    def _tag_end(self, at: int) -> int:
        """Where a tag ends; a ">" within a quoted value does not end it."""
        while found := _QUOTE_OR_END.search(self.raw, at):
            quote = found[1]
            if not quote:
                return found.end()
            close = -1 if quote in self._missing else self.raw.find(quote, found.end())
            if close < 0:
                self._missing.add(quote)
                return self._after(">", found.end())
            at = close + 1
        return len(self.raw)

    def _unread(self, name: str, at: int, end: int, attributes: str) -> int:
        """Pass over an element that is not read; take from it what the page says of itself."""
        mark = "</" + name
        lower = re.compile(re.escape(mark), re.I)
        close = None if mark in self._missing else lower.search(self.raw, end)
        if close is None:
            self._missing.add(mark)
            return len(self.raw) if name in ("script", "style") else end
        if name == "title":
            self.said.setdefault("title", " ".join(html.unescape(self.raw[end : close.start()]).split()))
        if name == "script" and "ld+json" in attributes:
            self._data(end, close.start())
        return self._after(">", close.end())

    def _data(self, start: int, end: int) -> None:
        """Note what the page's data for machines (JSON-LD, schema.org) says of it; it need not be well formed."""
        if found := _DATE_IN_DATA.search(self.raw, start, end):
            self.said.setdefault("data", found[1])
        if found := _ADDRESS_IN_DATA.search(self.raw, start, end):
            self.said.setdefault("based-on", found[1])
        self._signed += [html.unescape(a or b) for a, b in _NAME_IN_DATA.findall(self.raw, start, end)]

    def _opening(self, name: str, attributes: str) -> None:
        if name not in _INLINE:
            self._close()
        if name in ("meta", "link", "time"):
            self._say(name, attributes)
        if name in _VOID or (attributes.endswith("/>") and name not in _INLINE):
            return
        hidden = bool(attributes) and _HIDDEN.search(attributes, 0, _LOOK) is not None
        apart = name in _ASIDE
        self._open.append((name, hidden, apart))
        self._count[name] += 1
        self._hidden += hidden
        self._apart += apart

    def _closing(self, name: str) -> None:
        if name not in _INLINE:
            self._close()
        if not self._count[name]:
            return
        while True:
            last, hidden, apart = self._open.pop()
            self._count[last] -= 1
            self._hidden -= hidden
            self._apart -= apart
            if last == name:
                return

    def _say(self, name: str, attributes: str) -> None:
        """Note what a <meta>, <link> or <time> says of the page."""
        has = {
            key.lower(): html.unescape(a or b or c).strip() for key, a, b, c in _ATTRIBUTE.findall(attributes[:_LOOK])
        }
        if name == "time":
            key, value = "time", has.get("datetime", "")
        elif name == "link":
            key, value = ("canonical", has.get("href", "")) if has.get("rel", "").lower() == "canonical" else ("", "")
        else:
            key, value = (
                (has.get("property") or has.get("name") or has.get("itemprop") or "").lower(),
                has.get("content", ""),
            )
        if key and value:
            self.said.setdefault(key, value)
