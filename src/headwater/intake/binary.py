"""Whether bytes can be text at all."""

from headwater.errors import BinaryInput, EmptyInput

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
_WIDE = _BOMS[1:]  # UTF-32 and UTF-16, whose text is full of NUL bytes

#: How files begin that are often given the wrong name.
_KINDS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_STARTS = tuple(start for start, _ in _KINDS)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_CONTROL_SHARE = 0.05  # of the bytes looked at; random bytes have 0.11, text next to none
_LOOK = 1024  # bytes at the start, in the middle and at the end: to look at all takes longer than to unpack them
_ADVICE = "Give the file the ending of its kind, or save it as plain text or HTML"


def refuse(raw: bytes) -> None:
    """Raise the reason why these bytes cannot be read as text, if there is one.

    Raises:
        EmptyInput: nothing, or nothing but white space.
        BinaryInput: a known kind of binary file, NUL bytes outside UTF-16 and UTF-32, or many control characters.
    """
    if not raw.lstrip(b" \t\n\v\f\r\x00\xef\xbb\xbf\xff\xfe"):
        raise EmptyInput("there is nothing in it to read", f"{len(raw)} bytes", "Leave it out or get it again")
    if raw.startswith(_STARTS):
        kind = next(name for start, name in _KINDS if raw.startswith(start))
        raise BinaryInput("this is not text", kind, _ADVICE)
    if raw.startswith(_WIDE):
        return
    if (nul := raw.find(b"\x00")) >= 0:
        raise BinaryInput("there are NUL bytes in it, which text never has", f"the first is byte {nul}", _ADVICE)
    middle = len(raw) // 2
    looked = raw if len(raw) <= 3 * _LOOK else raw[:_LOOK] + raw[middle : middle + _LOOK] + raw[-_LOOK:]
    control = len(looked) - len(looked.translate(None, _CONTROL))
    if control > _CONTROL_SHARE * len(looked):
        raise BinaryInput("this is not text", f"{control} control characters in {len(looked)} bytes", _ADVICE)
