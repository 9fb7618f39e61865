"""A page of the web becomes a report like any other, with all that is known of how it came."""

from io import BytesIO
from pathlib import Path

import pytest
from typer.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from headwater.case import Case, broken
from headwater.cli import app
from headwater.custody.adding import add
from headwater.errors import NothingBuilt
from headwater.text.decoding import decode

from ..fetch.conftest import Site, site

__all__ = ["site"]  # a fixture

_PAGE = b"""<!doctype html><html><head><title>Ferry held at Ostrel</title></head><body><article>
<h1>Ferry held at Ostrel</h1><p>The ferry was held at Ostrel for 9 hours on Monday, said Ada Brook, the harbour master.
About 400 passengers waited in the terminal, and 12 of them were given beds for the night by the town.</p>
<p>The ferry left on Tuesday morning, after a diver had freed its screw from a net.</p></article></body></html>"""


def test_it_is_in_the_case_with_its_headers_and_its_record(site: Site, tmp_path: Path) -> None:
    site.page("/ferry.html", _PAGE, Last_Modified="Mon, 05 May 2031 10:00:00 GMT")
    path = tmp_path / "web.hw"
    built = add(path, [site.url("/ferry.html")], site.fetcher())
    assert built.unread == ()
    assert built.claims > 0
    with Case.open(path) as case:
        assert list(broken(case, decode)) == []
        (report,), (capture,) = case.reports(), case.captures()
        assert report.raw == _PAGE
        (way,) = report.acquisitions
        told = dict(way.details)
        assert told["url"] == site.url("/ferry.html")
        assert told["warc"] == f"captures/{capture.sha256}.warc.gz"
        assert told["http:last-modified"] == "Mon, 05 May 2031 10:00:00 GMT"
        assert told["digest-check"] == "holds"
        record = next(each for each in ArchiveIterator(BytesIO(capture.record)) if each.rec_type == "response")
        assert record.rec_headers.get_header("WARC-Record-ID") == told["record"]
        assert record.rec_headers.get_header("WARC-Date") == told["captured"]
        assert record.content_stream().read() == _PAGE
        assert [each.kind for each in case.log()] == ["acquisition", "build"]


def test_one_that_fails_does_not_stop_the_others(site: Site, tmp_path: Path) -> None:
    site.page("/ferry.html", _PAGE)
    urls = [site.url("/none"), site.url("/ferry.html"), site.url("/none")]
    built = add(tmp_path / "web.hw", urls, site.fetcher())
    assert [each.path for each in built.unread] == [site.url("/none")]
    assert built.reports == 1


def test_one_that_fails_is_named_in_the_case_until_it_comes(site: Site, tmp_path: Path) -> None:
    site.page("/ferry.html", _PAGE)
    case, late = tmp_path / "web.hw", site.url("/late.html")
    add(case, [site.url("/ferry.html"), late], site.fetcher())
    with Case.open(case) as opened:
        (unread,) = opened.unread()
        assert unread.path == late and "the server does not give it: 404" in unread.why
    assert [each.path for each in add(case, [late], site.fetcher()).unread] == [late]  # nothing came at all
    site.page("/late.html", _PAGE.replace(b"Ostrel", b"Nistel"))
    assert add(case, [late], site.fetcher()).reports == 2
    with Case.open(case) as opened:
        assert opened.unread() == () and list(broken(opened, decode)) == []


def test_the_same_page_again_is_another_way_that_it_came(site: Site, tmp_path: Path) -> None:
    site.page("/ferry.html", _PAGE)
    for at in ("One", "Two"):
        site.page("/ferry.html", _PAGE, X_At=at)
        add(tmp_path / "web.hw", [site.url("/ferry.html")], site.fetcher())
    with Case.open(tmp_path / "web.hw") as case:
        (report,) = case.reports()
        assert [dict(way.details)["http:x-at"] for way in report.acquisitions] in (["One", "Two"], ["Two", "One"])
        assert len(list(case.captures())) == 2
        assert list(broken(case, decode)) == []


def test_nothing_fetched_is_nothing_made(site: Site, tmp_path: Path) -> None:
    with pytest.raises(NothingBuilt) as error:
        add(tmp_path / "web.hw", [site.url("/none")], site.fetcher())
    assert [each.path for each in error.value.unread] == [site.url("/none")]
    assert list(tmp_path.iterdir()) == []


def test_the_command_has_no_exception_for_this_machine(site: Site, tmp_path: Path) -> None:
    site.page("/ferry.html", _PAGE)
    done = CliRunner().invoke(app, ["add", str(tmp_path / "web.hw"), site.url("/ferry.html")])
    assert done.exit_code == 4
    assert "not read: " in done.stderr and "private network" in done.stderr
    assert site.asked == []
