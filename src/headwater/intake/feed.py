"""Feeds: an item of an RSS or Atom file is a report of its own."""

import html
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

from headwater.errors import DamagedInput, EmptyInput, UnknownFormat
from headwater.intake.guard import Guard
from headwater.intake.sources import Refused, Source
from headwater.model import Given, Report

_ATOM = "{http://www.w3.org/2005/Atom}"
_RSS1 = "{http://purl.org/rss/1.0/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_DC = "{http://purl.org/dc/elements/1.1/}"


def items(stream: BinaryIO, source: Source, guard: Guard) -> Iterator[Report | Refused]:
    """The items of a feed, in its order. What an item holds is its content, or the summary where that is all."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    raw = guard.read(stream)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedInput("it is no whole XML", error, "Get it again") from error
    channel = root if root.tag == f"{_ATOM}feed" else _child(root, "channel")
    found = [*root.iter("item", f"{_RSS1}item", f"{_ATOM}entry")]
    if channel is None:
        raise UnknownFormat("this XML is no feed", root.tag, "Give an RSS or Atom file, or save the page as HTML")
    if not found:
        raise EmptyInput("the feed holds no items", next_step="Leave it out or get it again")
    outlet = _title(channel)
    for number, item in enumerate(found, 1):
        guard.member()
        title, link = _title(item), _link(item)
        words, format, part = _content(item)
        path = f"{source.path}:{number}"
        if not words.strip():
            words, format, part = title or "", "text", "title"
        if not words:
            yield path, EmptyInput("the item has no words", next_step="Follow its link and save the page")
            continue
        published = next((_words(at) for name in _DATES if (at := item.find(name)) is not None), None)
        said = (("feed", source.path), ("url", link), ("item", _words(_id(item))), ("part", part))
        yield Report.from_bytes(
            words.encode("utf-8", "replace"),
            name=f"{source.name}:{number}",
            path=path,
            format="html" if format == "html" else "text",
            given=Given(title=title, outlet=outlet, published=_day(published), url=link),
            details=(*source.details, *((name, value) for name, value in said if value)),
        )


_DATES = ("pubDate", f"{_ATOM}published", f"{_DC}date", f"{_ATOM}updated")


def _child(element: Any, name: str) -> Any:
    """The first child of this name, in whatever kind of feed."""
    return next((each for each in element if each.tag in (name, _RSS1 + name, _ATOM + name)), None)


def _id(item: Any) -> Any:
    guid = _child(item, "guid")
    return _child(item, "id") if guid is None else guid


def _words(element: Any) -> str | None:
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def _title(element: Any) -> str | None:
    """The title of a feed or an item, without the markup that RSS and Atom's ``html`` may have in it."""
    title = _child(element, "title")
    words = _words(title)
    if words and (title.get("type") == "html" or not title.tag.startswith(_ATOM)):
        words = " ".join(html.unescape(_TAG.sub("", words)).split()) or None
    return words


def _link(item: Any) -> str | None:
    for link in (each for each in item if each.tag in ("link", f"{_RSS1}link", f"{_ATOM}link")):
        if link.get("rel", "alternate") == "alternate" and (address := link.get("href") or _words(link)):
            return str(address)
    return None


def _content(item: Any) -> tuple[str, str, str]:
    """What an item says: the words or the markup, which of both, and which part of the item it is."""
    full = item.find(_CONTENT)
    if full is not None and (words := "".join(full.itertext())).strip():
        return words, "html", "content"
    for name in ("content", "summary", "description"):
        if (part := _child(item, name)) is None:
            continue
        kind = "html" if name == "description" else part.get("type", "text")
        part_name = "content" if name == "content" else "summary"
        if kind == "xhtml":
            from lxml import etree

            return "".join(etree.tostring(each, encoding="unicode") for each in part), "html", part_name
        if (words := "".join(part.itertext())).strip():
            return words, "html" if "html" in kind else "text", part_name
    return "", "text", "title"


def _day(value: str | None) -> str | None:
    """The date as the reader of dates takes it: that of a mail (RFC 822) as ISO 8601, any other as it is."""
    try:
        return parsedate_to_datetime(value).date().isoformat() if value else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return value
