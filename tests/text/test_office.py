"""Word and OpenDocument files: all that a reader is shown, and nothing that was deleted."""

import pytest
from tests.office import docx, odt, packed, paragraph

from headwater.errors import DamagedInput, EmptyInput, LockedInput
from headwater.model import Format, Report, Text
from headwater.text import read
from headwater.text.decoding import decode

_MILL = "The mill above the weir was shut on Tuesday, and the miller said that nobody had told him why."
_BARGE = "The barge came late for the third day, and the keeper of the lock wrote it down."


def _text(raw: bytes, format: Format = "docx") -> Text:
    report = Report.from_bytes(raw, name="a", path="a", format=format)
    text, decoded = read(report), decode(report)
    assert all(decoded[each.start : each.end] == each.quote for each in text.removed)
    for segment in text.segments:
        assert (
            not segment.verbatim
            or text.text[segment.start : segment.end] == decoded[segment.raw_start : segment.raw_end]
        )
    return text


def test_body_tables_and_footnotes_are_read_and_margins_are_furniture() -> None:
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Tern", "14 men", "unpaid"))
    text = _text(
        docx(
            paragraph(_MILL) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph(_BARGE),
            notes=f'<w:footnote w:type="separator">{paragraph("no")}</w:footnote>'
            f"<w:footnote>{paragraph('Seen by us.')}</w:footnote>",
            header=paragraph("Fen Desk, confidential"),
        )
    )
    assert text.text == f"{_MILL}\n\nTern\t14 men\tunpaid\n\n{_BARGE}\n\nSeen by us."
    assert [(each.quote, each.why) for each in text.removed] == [("Fen Desk, confidential", "furniture")]


def test_a_text_box_and_the_table_in_it_are_read_on_lines_of_their_own() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('Tern')}</w:tc></w:tr></w:tbl>"
    box = f"<w:txbxContent>{paragraph(_BARGE)}{table}</w:txbxContent>"
    text = _text(docx(f"<w:p><w:r><w:t>{_MILL}</w:t>{box}</w:r><w:r><w:t>{_MILL[:-1]} again.</w:t></w:r></w:p>"))
    assert text.text == f"{_MILL}\n\n{_BARGE}\n\nTern\n\n{_MILL[:-1]} again."
    box = f"<draw:text-box xmlns:draw='d'><text:p>{_BARGE}</text:p></draw:text-box>"
    text = _text(odt(f"<text:p>{_MILL}{box}{_MILL[:-1]} again.</text:p>"), "odt")
    assert text.text == f"{_MILL}\n\n{_BARGE}\n\n{_MILL[:-1]} again."


def test_tracked_changes_are_read_as_accepted() -> None:
    words = (
        "<w:p><w:r><w:t xml:space='preserve'>The barge came </w:t></w:r>"
        "<w:del><w:r><w:delText>early</w:delText></w:r></w:del><w:ins><w:r><w:t>late</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t> twice</w:t></w:r></w:moveFrom><w:r><w:t>, said the keeper.</w:t></w:r></w:p>"
    )
    assert _text(docx(words)).text == "The barge came late, said the keeper."


def test_what_is_told_twice_for_older_programs_is_read_once() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('In a box stood this.')}</w:txbxContent>"
    words = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    assert (
        _text(docx(f"<w:p {mc}><w:r><mc:AlternateContent>{words}</mc:AlternateContent></w:r></w:p>")).text
        == "In a box stood this."
    )


def test_properties_are_metadata_and_never_a_date_of_publication() -> None:
    text = _text(docx(paragraph(_MILL), title="The weir: what we know"))
    assert text.title == "The weir: what we know" and text.signed == ("Ana Brook",)
    assert text.published is None and text.notes == ("the file says it was created 2031-05-03T10:00:00Z",)


def test_an_opendocument_text_is_read_the_same_way() -> None:
    note = "<text:note-citation>1</text:note-citation><text:note-body><text:p>Seen by us.</text:p></text:note-body>"
    cells = "".join(f"<table:table-cell><text:p>{words}</text:p></table:table-cell>" for words in ("Tern", "14"))
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted words.</text:p></text:deletion>"
        f"</text:changed-region></text:tracked-changes>"
        f"<text:h>The<text:s text:c='2'/>weir</text:h><text:p>{_MILL}<text:note>{note}</text:note></text:p>"
        f"<text:list><text:list-item><text:p>{_BARGE}</text:p></text:list-item></text:list>"
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    )
    text = _text(odt(body, header="Fen Desk", title="The weir"), "odt")
    assert text.text == f"The  weir\n\n{_MILL}\n\n{_BARGE}\n\nTern\t14\n\nSeen by us."
    assert [each.quote for each in text.removed] == ["Fen Desk"] and "created 2031-05-03" in text.notes[0]


def test_what_cannot_be_read_says_why() -> None:
    for raw, error in (
        (b"PK\x03\x04 and no more", DamagedInput),
        (packed(word__other_xml="<a/>"), DamagedInput),
        (packed(word__document_xml="<a><b></a>"), DamagedInput),
        (docx(""), EmptyInput),
    ):
        with pytest.raises(error):
            _text(raw)
    locked = odt("<text:p>x</text:p>", manifest="<manifest:encryption-data/>")
    with pytest.raises(LockedInput):
        _text(locked, "odt")


def test_entities_stand_for_no_more_than_themselves_and_fetch_nothing() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    words = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for entities, use in ((f'<!ENTITY a0 "ha">{laughs}', "&a8;"), ('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;")):
        body = f"<w:document {words}><w:body>{paragraph(_MILL)}{paragraph(use)}</w:body></w:document>"
        raw = packed(word__document_xml=f"<!DOCTYPE w:document [{entities}]>{body}")
        if use == "&x;":
            assert _text(raw).text == _MILL
        else:
            with pytest.raises(DamagedInput, match="amplification"):
                _text(raw)


@pytest.mark.parametrize("format", ["docx", "odt"])
def test_deep_nesting_is_an_answer_and_no_crash(format: Format) -> None:
    deep = 100_000
    if format == "docx":
        raw = docx("<w:sdt>" * deep + paragraph(_MILL) + "</w:sdt>" * deep)
    else:
        raw = odt("<text:section>" * deep + f"<text:p>{_MILL}</text:p>" + "</text:section>" * deep)
    with pytest.raises(DamagedInput):
        _text(raw, format)


@pytest.mark.parametrize(
    "words", ["The mill above the weir was shut on Tuesday, and 14 men were sent home.", "It was late."]
)
def test_a_heading_of_one_word_stays_and_is_no_title_where_the_document_has_one(words: str) -> None:
    body = f"<text:h>Weir</text:h><text:p>{words}</text:p>"
    text = _text(odt(body, title="The ban on the lake"), "odt")
    assert (text.title, text.text) == ("The ban on the lake", f"Weir\n\n{words}")
    above = f"<text:h>WEIR</text:h><text:h>The ban on the mill</text:h><text:p>{words}</text:p>"
    assert _text(odt(above), "odt").text.startswith("WEIR")
