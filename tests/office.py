"""Word and OpenDocument files made by hand: the few parts that readers look at."""

import io
import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:'
    'text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:'
    'opendocument:xmlns:style:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:'
    'opendocument:xmlns:meta:1.0"'
)


def packed(**parts: str) -> bytes:
    """A ZIP file of these parts; ``__`` stands for a slash, ``_`` before the ending for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            path = name.replace("__", "/")
            archive.writestr(f"{path.rpartition('_')[0]}.{path.rpartition('_')[2]}", words)
    return out.getvalue()


def docx(body: str, *, notes: str = "", header: str = "", title: str = "") -> bytes:
    """A Word document with this markup in its body."""
    parts = {"word__document_xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>"}
    if notes:
        parts["word__footnotes_xml"] = f"<w:footnotes {_W}>{notes}</w:footnotes>"
    if header:
        parts["word__header1_xml"] = f"<w:hdr {_W}>{header}</w:hdr>"
    if title:
        parts["docProps__core_xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f"<dc:title>{title}</dc:title><dc:creator>Ana Brook</dc:creator>"
            "<dcterms:created>2031-05-03T10:00:00Z</dcterms:created></cp:coreProperties>"
        )
    return packed(**parts)


def paragraph(words: str) -> str:
    """A paragraph of Word."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def odt(body: str, *, header: str = "", title: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text with this markup in its body."""
    parts = {
        "content_xml": f"<office:document-content {_ODF}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    }
    if header:
        parts["styles_xml"] = f"<office:s {_ODF}><style:header><text:p>{header}</text:p></style:header></office:s>"
    if title:
        parts["meta_xml"] = (
            f"<office:document-meta {_ODF}><office:meta><dc:title>{title}</dc:title>"
            "<meta:creation-date>2031-05-03T10:00:00</meta:creation-date></office:meta></office:document-meta>"
        )
    if manifest:
        parts["META-INF__manifest_xml"] = manifest
    return packed(**parts)
