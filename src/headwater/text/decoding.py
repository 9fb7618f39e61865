"""Bytes become characters."""

import codecs
import re

from headwater.model import Report

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKS = tuple(mark for mark, _ in _BOMS)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)

#: Labels that pages use for a smaller encoding than the one they are written in (WHATWG Encoding Standard, 4.2).
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
#: Encodings a page may declare (by Python's name).
_TEXTUAL = re.compile(
    r"cp(?:866|874|9\d\d|125\d)|iso8859-\d+|koi8-[ru]|mac-.*|big5.*|gb18030|euc_.*|iso2022_jp|utf-8|ptcp154"
)

_WESTERN_SHARE = 0.15  # of all bytes beyond ASCII: western European languages have fewer, other scripts many more
#: Signs within words, and letters that of all western European languages only Icelandic has.
_NOT_WESTERN = re.compile(r"[^\W\d_][¡-©«-¶¸¹»-¿×÷†‡‰¨]|[þðýÞÐÝ\ufffd]")
_MULTIBYTE_SURE = 10  # times as many whole multi-byte characters as broken bytes: UTF-8 with damage


def decode(report: Report) -> str:
    """The decoded report: its characters, as all offsets into the raw count them.

    Of a document that is no text itself (PDF, Word, mail) they are those that its opener finds: see docs/inputs.md.

    Raises:
        InputError: it is a document that cannot be opened.
    """
    if report.format == "row":
        return report.raw.decode("utf-8", "surrogatepass")
    if report.format in ("text", "markdown", "html"):
        return characters(report.raw, report.given.charset, declares=report.format == "html")
    from headwater.text.opening import opened

    return opened(report)[0]


def characters(raw: bytes, charset: str | None = None, *, declares: bool = False) -> str:
    """The characters of these bytes; those that have none become U+FFFD.

    The byte order mark goes first, then UTF-8 if the bytes are that, then the charset that came with them, then for
    HTML the one that it declares, then UTF-8 with damage, then what charset-normalizer makes of the bytes, and last
    Windows-1252.

    Args:
        raw: the bytes.
        charset: what the server or the mail says they are in.
        declares: whether they are HTML.
    """
    if raw.startswith(_MARKS):
        return raw.decode(next(name for mark, name in _BOMS if raw.startswith(mark)), "replace")
    declared = _known(charset) or (_declared(raw) if declares else None)
    if declared == "iso2022_jp":  # its bytes are all ASCII
        return raw.decode(declared, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and declared != "utf-8":
        return raw.decode(declared, "replace")
    damaged = raw.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    whole = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", damaged)))
    if whole >= _MULTIBYTE_SURE * broken:
        return damaged
    return _detected(raw)


def _declared(raw: bytes) -> str | None:
    """Python's name of the encoding that the page says it is written in."""
    found = _DECLARED.search(raw[:4096])
    return _known(found[1].decode("ascii")) if found else None


def _known(label: str | None) -> str | None:
    """Python's name of an encoding that pages may be in."""
    if not label:
        return None
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    name = _WIDER.get(name, name)
    return name if _TEXTUAL.fullmatch(name) else None


def _detected(raw: bytes) -> str:
    """Windows-1252 if that makes words of a western European language, else what charset-normalizer finds."""
    western = raw.decode("cp1252", "replace")
    high = len(re.findall(rb"[\x80-\xff]", raw))
    if high <= _WESTERN_SHARE * len(raw) and not _NOT_WESTERN.search(western):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    return str(best) if best is not None else western
