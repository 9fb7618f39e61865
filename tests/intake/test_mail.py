"""A message is a report, its attachments are reports of their own, its headers say how they came."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.intake.found import WORDS, details, found, refused, reports

from headwater.intake import Options
from headwater.model import Limits


def _mail(words: str = "The barge is late again.\n", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Ana Brook <ana@fen.example>"
    mail["To"] = "desk@fen.example"
    mail["Date"] = "Tue, 06 May 2031 22:15:00 +0200"
    mail["Subject"] = headers.get("Subject", "Barge späť")
    mail["Message-ID"] = "<1@fen.example>"
    mail.set_content(words)
    return mail


def test_a_message_is_a_report_and_its_headers_are_how_it_came(tmp_path: Path) -> None:
    raw = _mail().as_bytes()
    (report,) = reports(found(tmp_path, "late.eml", raw)).values()
    assert report.raw == raw and report.format == "mail"
    assert report.given.title == "Barge späť" and report.given.published == "2031-05-06"
    assert details(report)["from"] == "Ana Brook <ana@fen.example>"
    assert details(report)["message-id"] == "<1@fen.example>" and details(report)["subject"] == "Barge späť"


def test_attachments_are_reports_of_their_own_that_name_the_mail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headwater.intake.paper.find_spec", lambda _: None)  # as without the extra `ocr`
    mail = _mail()
    mail.add_attachment(WORDS, maintype="text", subtype="plain", filename="mill.txt")
    mail.add_attachment(b"%PDF-1.4\n", maintype="application", subtype="pdf", filename="../../paper")
    mail.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="boat.png")
    mail.add_attachment(_mail("An older message about the weir.\n"))
    things = found(tmp_path, "late.eml", mail.as_bytes())
    assert [each.format for each in reports(things).values()] == ["mail", "text", "pdf", "mail"]
    assert list(reports(things))[1:3] == ["late/1-mill", "late/2-paper"]
    attached = list(reports(things).values())[1]
    assert attached.raw == WORDS and details(attached)["mail"] == str(tmp_path / "late.eml")
    assert details(attached)["from"].startswith("Ana Brook")
    assert all(".." not in name for name in reports(things))
    assert list(refused(things, tmp_path)) == ["late.eml/3-boat.png"]


def test_a_mail_without_words_of_its_own_is_its_attachments(tmp_path: Path) -> None:
    mail = _mail(" \n")
    mail.add_attachment(WORDS, maintype="text", subtype="plain", filename="mill.txt")
    things = found(tmp_path, "a.eml", mail.as_bytes())
    assert [each.raw for each in reports(things).values()] == [WORDS] and not refused(things, tmp_path)
    assert "no words" in refused(found(tmp_path, "b.eml", _mail(" \n").as_bytes()), tmp_path)["b.eml"]


def test_every_message_of_a_mailbox_is_read(tmp_path: Path) -> None:
    box = b"".join(b"From ana Tue May  6\n" + _mail(f"Message {n} of the day.\n").as_bytes() + b"\n" for n in range(3))
    things = found(tmp_path, "desk.mbox", box)
    assert list(reports(things)) == ["desk/1", "desk/2", "desk/3"]
    assert list(reports(things).values())[1].acquisitions[0].path == f"{tmp_path}/desk.mbox/2.eml"
    few = found(tmp_path, "desk.mbox", box, Options(Limits(members=2)))
    assert len(reports(few)) == 2 and "too many members" in refused(few, tmp_path)["desk.mbox"]


def test_a_line_that_a_mailbox_had_to_escape_is_as_it_was_written(tmp_path: Path) -> None:
    box = b"From ana Tue May  6\nSubject: a\n\n>From here on all went well.\n>>From him.\n> From her.\n"
    (report,) = reports(found(tmp_path, "desk.mbox", box)).values()
    assert report.raw.endswith(b"\n\nFrom here on all went well.\n>From him.\n> From her.\n")


def test_an_encrypted_mail_says_so(tmp_path: Path) -> None:
    armoured = _mail("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n").as_bytes()
    sealed = b"From: a@b\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nxyz\n"
    for raw in (armoured, sealed):
        things = found(tmp_path, "a.eml", raw)
        assert not reports(things) and "encrypted" in refused(things, tmp_path)["a.eml"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no headers at all",
        b"\x00" * 200,
        b"From: a@b\nContent-Type: multipart/mixed\n\n",
        b"From: =?utf-8?q?=ff=?=\nDate: 99 Foo 2031\nSubject: =?x-none?b?!!?=\n\nThe barge is late.\n",
        b"Subject: x\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)),
        b"Subject: x\nContent-Type: message/rfc822\n\n" * 2_000,
        b'Subject: x\nContent-Type: text/plain; charset="a\0b"\n\nThe barge is late \xff again.\n',
    ],
)
def test_whatever_the_bytes_there_is_an_answer(tmp_path: Path, raw: bytes) -> None:
    things = found(tmp_path, "a.eml", raw)
    assert things and not any("report this" in why for why in refused(things, tmp_path).values())


def test_a_page_saved_as_mhtml_is_one_report_with_its_address(tmp_path: Path) -> None:
    raw = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://fen.example/mill\r\nSubject: Mill\r\n"
        b"Date: Tue, 6 May 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html\r\nContent-Location: https://fen.example/mill\r\n\r\n"
        b"<p>The mill is shut.</p>\r\n"
        b"--b\r\nContent-Type: image/png\r\nContent-Location: https://fen.example/a.png\r\n\r\nPNG\r\n--b--\r\n"
    )
    things = found(tmp_path, "mill.mhtml", raw)
    (report,) = reports(things).values()
    assert report.format == "mhtml" and report.given.url == "https://fen.example/mill" and len(things) == 1
    assert details(report) == {"url": "https://fen.example/mill", "captured": "2031-05-06"}
