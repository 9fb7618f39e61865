"""PDF documents made by hand: lines of words at places on pages, nothing else."""

from collections.abc import Sequence

Line = tuple[float, float, float, str]
"""Points from the left, points from the bottom, points of size, words."""


def pdf(
    pages: Sequence[Sequence[Line]],
    *,
    title: str | None = None,
    encrypted: bool = False,
    rotated: int = 0,
    picture: bytes = b"",
) -> bytes:
    """A PDF with these lines on A4 pages, in the order in which they are drawn.

    ``rotated`` is the angle at which its pages are shown, ``picture`` the pixels of a grey one, 1,000 wide, on each.
    """
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT]
    shown, has = b"", b""
    if picture:
        objects.append(
            b"<< /Type /XObject /Subtype /Image /Width 1000 /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Length %d >>\nstream\n%s\nendstream" % (len(picture) // 1000, len(picture), picture)
        )
        shown, has = b"q 100 0 0 100 400 40 cm /P1 Do Q\n", b" /XObject << /P1 4 0 R >>"
    kids = []
    for lines in pages:
        drawn = shown + b"".join(
            b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, x, y, _bytes(words)) for x, y, size, words in lines
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Rotate %d /Resources << /Font << /F1 3 0 R >>%s >> >>" % (len(objects), rotated, has)
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    objects.append(b"<< /Title (%s) >>" % _bytes(title or ""))
    info = len(objects)
    locked = b""
    if encrypted:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -1 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32))
        locked = b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, info, locked, len(out),
    )  # fmt: skip
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + end


def column(words: str, x: float, top: float, *, size: float = 10, leading: float = 12, width: int = 45) -> list[Line]:
    """A paragraph broken into lines of at most so many characters, one under the other."""
    lines, line = [], ""
    for word in words.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [(x, top - n * leading, size, each) for n, each in enumerate([*lines, line])]


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def _bytes(words: str) -> bytes:
    return words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
