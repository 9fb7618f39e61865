"""A page that was saved says where it stood, in words of the program that saved it."""

from pathlib import Path

import pytest
from tests.intake.found import details, found, refused, reports

_PAGE = "<html>{}<p>The mill is shut, said the miller.</html>"


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("<!-- saved from url=(0024)https://fen.example/mill -->", {"url": "https://fen.example/mill"}),
        (
            "<!--\n Page saved with SingleFile \n url: https://fen.example/mill \n saved date: Sat May 03 2031\n-->",
            {"url": "https://fen.example/mill", "captured": "Sat May 03 2031"},
        ),
        (
            '<h2>Archived media for <span class="copy">https://fen.example/?a=1&amp;b=2</span></h2>',
            {"url": "https://fen.example/?a=1&b=2"},
        ),
        ("", {}),
    ],
)
def test_the_address_is_kept_with_the_acquisition_and_the_report_reads_as_before(
    tmp_path: Path, mark: str, said: dict[str, str]
) -> None:
    (report,) = reports(found(tmp_path, "mill.html", _PAGE.format(mark).encode())).values()
    assert details(report) == said and report.given.url is None


def test_a_picture_is_named_where_there_is_no_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.intake.paper.find_spec", lambda name: None)
    things = found(tmp_path, "scan.png", b"\x89PNG\r\n\x1a\n")
    assert not reports(things) and "headwater[ocr]" in refused(things, tmp_path)["scan.png"]
    monkeypatch.setattr("headwater.intake.paper.find_spec", lambda name: name)
    (report,) = reports(found(tmp_path, "scan.png", b"\x89PNG\r\n\x1a\n")).values()
    assert report.format == "scan"
