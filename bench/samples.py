"""A sound sample of every kind of input that is read, invented: what bench/fuzz.py breaks."""

import gzip
import io
import json
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_WORDS = (
    "The council of Arvale said on Tuesday that 320 boats were lost in the storm of 3 May 2031. "
    "“We have seen nothing like it,” Tilda Brom, the mayor, told the Arvale Post. According to her, 14 people fled."
)
_OTHER = "Keepers of the lighthouse at Nistel counted more than 40 seals on Friday, Bo Tarn said. None was hurt."

Parts = Mapping[str, bytes]


def _zip(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name, (2031, 5, 4, 0, 0, 0)), data)
    return out.getvalue()


def _tar(parts: Parts) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as file:
        for name, data in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            file.addfile(info, io.BytesIO(data))
    return _gzip({"": out.getvalue()})


def _gzip(parts: Parts) -> bytes:
    return gzip.compress(b"".join(parts.values()), mtime=0)


def _html(words: str, title: str) -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title><meta charset=utf-8></head><body><nav><a href=/>Home</a>"
        f"</nav><article><h1>{title}</h1><p>{words}</p><table><tr><td>7</td></tr></table></article></body></html>"
    )


def _mail(subject: str, words: str) -> bytes:
    return (
        f"From: Ada Brook <ada@post.example>\r\nTo: desk@post.example\r\nDate: Sun, 4 May 2031 10:00:00 +0000\r\n"
        f"Subject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{words}\r\n\r\n> {_OTHER}\r\n"
        f"--bb\r\nContent-Type: text/plain; name=note.txt\r\nContent-Disposition: attachment; filename=note.txt\r\n\r\n"
        f"{_OTHER}\r\n--bb--\r\n"
    ).encode()


def _record(address: str, body: str) -> bytes:
    page = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:6a1c41d0-0000-4000-8000-000000000001>\r\n"
        f"WARC-Date: 2031-05-04T10:00:00Z\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(page)}\r\n\r\n"
    )
    return head.encode() + page + b"\r\n\r\n"


def _pdf(words: str) -> bytes:
    lines = re.findall(r".{1,60}(?:\s|$)", words.encode("cp1252", "replace").decode("cp1252"))
    drawn = b"BT /F1 11 Tf 60 760 Td 14 TL\n" + b"".join(
        b"(%s) Tj T*\n" % re.sub(rb"([()\\])", rb"\\\1", each.encode("cp1252", "replace")) for each in lines
    )
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%sET\nendstream" % (len(drawn) + 2, drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def _png() -> bytes:
    """A white picture of 8 by 8 dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (8).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    dots = zlib.compress((b"\x00" + b"\xff" * 8) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/%s" ContentType='
    b'"application/vnd.openxmlformats-officedocument.%s.main+xml"/></Types>'
)
_RELATIONS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="%s"/></Relationships>'
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _docx(words: str) -> Parts:
    body = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in (words, _OTHER))
    row = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>9 carts</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    return {
        "[Content_Types].xml": _TYPES % (b"word/document.xml", b"wordprocessingml.document"),
        "_rels/.rels": _RELATIONS % (b"officeDocument", b"word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}{row}</w:body></w:document>'.encode(),
    }


def _odt(words: str) -> Parts:
    office, text = (f"urn:oasis:names:tc:opendocument:xmlns:{each}:1.0" for each in ("office", "text"))
    body = "".join(f"<text:p>{each}</text:p>" for each in (words, _OTHER))
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:text="{text}"><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
    return {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}


def _xlsx(words: str) -> Parts:
    def row(number: int, *cells: str) -> str:
        made = "".join(
            f'<c r="{column}{number}" t="inlineStr"><is><t>{each}</t></is></c>'
            for column, each in zip("ABC", cells, strict=False)
        )
        return f'<row r="{number}">{made}</row>'

    rows = row(1, "id", "text") + row(2, "one", words) + row(3, "two", _OTHER)
    return {
        "[Content_Types].xml": _TYPES % (b"xl/workbook.xml", b"spreadsheetml.sheet"),
        "_rels/.rels": _RELATIONS % (b"officeDocument", b"xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets><sheet name="Reports" sheetId="1" r:id="rId1"/></sheets>'
            "</workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": _RELATIONS % (b"worksheet", b"worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_S}"><sheetData>{rows}</sheetData></worksheet>'.encode(),
    }


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of input: its name's ending, a sound sample, and how many reports that holds (a picture, none).

    What is packed is given as its parts, with what packs them; each part of a ``holds`` kind is an input of its own.
    """

    ending: str
    reports: int
    raw: bytes = b""
    parts: Parts | None = None
    pack: Callable[[Parts], bytes] = _zip
    holds: bool = False

    def sound(self) -> bytes:
        """The sample."""
        return self.pack(self.parts) if self.parts is not None else self.raw


def _kinds() -> dict[str, Kind]:
    page, rows = _html(_WORDS, "Boats lost"), [{"id": "a", "text": _WORDS}, {"id": "b", "text": _OTHER, "url": "x"}]
    items = "".join(f"<item><title>{n}</title><description>{each}</description></item>" for n, each in enumerate(
        (_WORDS, _OTHER)
    ))  # fmt: skip
    entry = f"<entry><title>A</title><id>u:1</id><updated>2031-05-04</updated><content>{_WORDS}</content></entry>"
    within = {
        "a.txt": _WORDS.encode(),
        "in/b.html": _html(_OTHER, "Seals").encode(),
        "c.md": b"# C\n\n" + _OTHER.encode(),
    }
    web = _record("https://post.example/a", page) + _record("https://post.example/b", _html(_OTHER, "Seals"))
    mhtml = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=mm\r\n\r\n"
        "--mm\r\n"
        f"Content-Type: text/html; charset=utf-8\r\nContent-Location: https://post.example/a\r\n\r\n{page}\r\n--mm--\r\n"
    )
    box = b"".join(
        b"From ada@post.example Sun May  4 10:00:00 2031\r\n" + _mail(subject, words) + b"\r\n"
        for subject, words in (("Boats", _WORDS), ("Seals", _OTHER))
    )
    return {
        "txt": Kind(".txt", 1, _WORDS.encode()),
        "utf16": Kind(".txt", 1, _WORDS.encode("utf-16")),
        "md": Kind(".md", 1, f"# Boats lost\n\n> {_WORDS}\n\n- [a](b)\n".encode()),
        "html": Kind(".html", 1, page.encode()),
        "jsonl": Kind(".jsonl", 2, b"\n".join(json.dumps(each).encode() for each in rows)),
        "csv": Kind(".csv", 2, f'id,text\na,"{_WORDS}"\nb,"{_OTHER}"\n'.encode()),
        "xlsx": Kind(".xlsx", 2, parts=_xlsx(_WORDS)),
        "rss": Kind(".rss", 2, f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()),
        "atom": Kind(".atom", 1, f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode()),
        "eml": Kind(".eml", 2, _mail("Boats", _WORDS)),
        "mbox": Kind(".mbox", 4, box),
        "mhtml": Kind(".mhtml", 1, mhtml.encode()),
        "saved": Kind(".html", 1, b"<!-- saved from url=(0022)https://post.example/a -->\n" + page.encode()),
        "pdf": Kind(".pdf", 1, _pdf(_WORDS)),
        "png": Kind(".png", 0, _png()),
        "docx": Kind(".docx", 1, parts=_docx(_WORDS)),
        "odt": Kind(".odt", 1, parts=_odt(_WORDS)),
        "zip": Kind(".zip", 3, parts=within, holds=True),
        "tar": Kind(".tar.gz", 3, parts=within, pack=_tar, holds=True),
        "gz": Kind(".gz", 1, parts={"": _WORDS.encode()}, pack=_gzip),
        "warc": Kind(".warc", 2, web),
        "warcgz": Kind(".warc.gz", 2, parts={"": web}, pack=_gzip),
        "wacz": Kind(".wacz", 2, parts={"archive/data.warc.gz": _gzip({"": web}), "datapackage.json": b"{}"}),
    }  # fmt: skip


KINDS = _kinds()
