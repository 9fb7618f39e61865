"""One case from every kind of input: all of it is read or named, and every law holds of what was read."""

from pathlib import Path

from tests.intake.test_web import _ALL
from tests.office import docx, odt, paragraph
from tests.papers import column, pdf
from typer.testing import CliRunner

from headwater import intake, pipeline
from headwater.case import Case, broken
from headwater.cli import app
from headwater.redact import Rewriting
from headwater.text.decoding import decode

_MILL = "The mill above the weir was shut on Tuesday, and 14 men were sent home, said Ana Brook, who owns it."
_BARGE = "The barge came late for the third day, and the keeper of the lock said that 40 sacks had been lost."


def test_every_kind_of_input_gives_a_case_whose_laws_hold(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    pages = [
        [(60.0, 810.0, 9.0, "Lake Report"), *column(words, 60, 700), (290.0, 30.0, 9.0, str(n))]
        for n, words in enumerate((_MILL, _BARGE), 1)
    ]
    mail = f"From: a@fen.example\nSubject: Weir\nDate: Tue, 06 May 2031 22:15:00 +0200\n\n{_MILL}\n\n> {_BARGE}\n"
    files = {
        "paper.pdf": pdf(pages),
        "locked.pdf": pdf(pages, encrypted=True),
        "word.docx": docx(paragraph(_MILL) + paragraph(_BARGE), header=paragraph("Fen Desk")),
        "open.odt": odt(f"<text:p>{_BARGE}</text:p>", header="Fen Desk"),
        "letter.eml": mail.encode(),
        "web.warc": _ALL,
        "table.csv": f'id,words\nrow,"{_MILL}"\n'.encode(),
        "feed.rss": f"<rss><channel><item><description>{_BARGE}</description></item></channel></rss>".encode(),
        "picture.gif": b"GIF89a",
    }
    for name, raw in files.items():
        (pile / name).write_bytes(raw)
    case = tmp_path / "case.hw"
    built = pipeline.build([str(pile)], case, options=intake.Options(text_column="words"))
    told = {Path(each.path).name for each in built.unread}
    assert told == {"locked.pdf", "web.warc", "picture.gif", "paper.pdf"}  # the last is the broken one in the WARC
    assert built.reports == 8
    with Case.open(case) as opened:
        assert list(broken(opened, decode)) == []
        ways = {
            way.path.removeprefix(f"{pile}/"): dict(way.details)
            for each in opened.reports()
            for way in each.acquisitions
        }
        pages_of = {each.text.name: each.text.pages for each in opened.readings()}
    assert ways["letter.eml"]["from"] == "a@fen.example"
    assert ways["web.warc/fen.example/mill?x=1"]["captured"] == "2031-05-03T08:00:00Z"
    assert [page.number for page in pages_of["paper"]] == [1, 2]


_HEADERS = """From: Zora Hallgrim <zora@fen.example>
To: Ottil Wenner <ottil@weir.example>
Cc: Rado Pelcz <rado@weir.example>
Message-ID: <17@fen.example>
Received: from relay.fen.example by mx.weir.example; Tue, 06 May 2031 22:15:00 +0200
Subject: Weir
Date: Tue, 06 May 2031 22:15:00 +0200
"""


def test_who_wrote_a_mail_to_whom_is_in_no_document_for_readers(tmp_path: Path) -> None:
    mail, case = tmp_path / "letter.eml", tmp_path / "case.hw"
    mail.write_text(
        f"{_HEADERS}\n{_MILL} Write to zora@fen.example.\n\nOttil Wenner <ottil@weir.example> wrote:\n> {_BARGE}\n"
    )
    pipeline.build([str(mail)], case)
    with Case.open(case) as opened:
        (way,) = (way for each in opened.reports() for way in each.acquisitions)
    assert {"from", "to", "cc", "received"} <= dict(way.details).keys()
    commands = [["dossier", str(case), "-o", "-"]]
    commands += [
        ["export", str(case), "--format", "csv", "--table", name] for name in ("reports", "claims", "findings")
    ]
    for command in commands:
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 0, done.output
        told = [each for each in ("Hallgrim", "Wenner", "Pelcz", "fen.example", "weir.example") if each in done.stdout]
        assert told == [], command


def _shown(case: Path) -> str:
    """All that readers of a case get: the dossier, the tables, the lines and the pages."""
    commands = [["dossier", str(case), "-o", "-"]]
    commands += [
        ["export", str(case), "--format", "csv", "--table", name] for name in ("reports", "claims", "findings")
    ]
    shown = []
    for command in commands:
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 0, done.output
        shown.append(done.stdout)
    with Case.open(case) as opened:
        readings = opened.readings()
    rewriting = Rewriting(readings)
    return "\n".join([*shown, *map(repr, map(rewriting.value, readings))])


def test_who_is_named_only_in_a_mails_headers_or_over_what_it_answers_is_hidden_from_readers(tmp_path: Path) -> None:
    pile, case = tmp_path / "pile", tmp_path / "case.hw"
    pile.mkdir()
    quoted = f"On Mon, 5 May 2031 at 10:30, Ildo Mavrek <ildo@weir.example> wrote:\n> {_BARGE}\n"
    (pile / "From Zora Hallgrim.eml").write_text(f"{_HEADERS}\n{_MILL} HALLGRIM’s barge lay there.\n\n{quoted}")
    (pile / "ottil wenner and rado-pelcz.txt").write_text(f"{_BARGE} Nobody told it to Mavrek.")
    (pile / "Statement of Peter Osk.txt").write_text(f"{_MILL} Nobody was told.")
    pipeline.build([str(pile)], case)
    with Case.open(case) as opened:
        people = {name for each in opened.readings() for name in each.text.people}
    assert {"Zora Hallgrim", "Ottil Wenner", "Rado Pelcz", "Ildo Mavrek", "Peter Osk"} <= people
    shown = _shown(case).casefold()
    for name in ("Hallgrim", "Wenner", "Pelcz", "Mavrek", "Osk"):
        assert name.casefold() not in shown, name


def test_a_newsdesk_that_writes_is_no_person(tmp_path: Path) -> None:
    mail, case = tmp_path / "letter.eml", tmp_path / "case.hw"
    headers = _HEADERS.replace("Zora Hallgrim <zora@", "Weir Ferry Newsdesk <newsdesk@")
    mail.write_text(f"{headers}\n{_MILL}\n")
    pipeline.build([str(mail)], case)
    with Case.open(case) as opened:
        (reading,) = opened.readings()
    assert reading.text.people == ("Ottil Wenner", "Rado Pelcz")
    assert "weir ferry newsdesk" in Rewriting([reading]).value("weir ferry newsdesk and Ottil Wenner")
