"""An item of a feed is a report, with the date, the address and the outlet that the feed gives."""

from pathlib import Path

import pytest
from tests.intake.found import details, found, refused, reports

_RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Fen Post</title>
<item><title>Mill shut</title>
<link>https://fen.example/1</link><guid>g1</guid>
<pubDate>Sat, 03 May 2031 08:00:00 GMT</pubDate>
<description>In short.</description>
<content:encoded><![CDATA[<p>The mill is <b>shut</b>, said the miller.</p>]]></content:encoded></item>
<item><title>Barge late</title><description>&lt;p&gt;The barge is late.&lt;/p&gt;</description></item>
<item><title>Only a title</title></item><item/></channel></rss>"""
_ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lock Diary</title><entry><id>urn:1</id><title>Late</title>
<link rel="self" href="https://lock.example/self"/><link href="https://lock.example/1"/>
<published>2031-05-03T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The barge is late.</p></div></content></entry>
<entry><id>urn:2</id><title>Plain</title><updated>2031-05-04T10:00:00Z</updated>
<summary>The lock &amp; the weir.</summary></entry></feed>"""


def test_the_markup_in_a_title_is_no_part_of_it(tmp_path: Path) -> None:
    item = b"<item><title>&lt;b&gt;Mill&lt;/b&gt; &amp;lt; weir</title></item>"
    rss = b"<rss><channel><title>Fen &amp;amp; Post</title>%s</channel></rss>" % item
    atom = _ATOM.replace(b"<title>Late</title>", b"<title type='html'>&lt;i&gt;Late&lt;/i&gt; again</title>")
    atom = atom.replace(b"<title>Plain</title>", b"<title>a &lt;b&gt; c</title>")
    (one,) = reports(found(tmp_path, "f.rss", rss)).values()
    assert (one.given.title, one.given.outlet) == ("Mill < weir", "Fen & Post")
    assert [each.given.title for each in reports(found(tmp_path, "f.atom", atom)).values()] == ["Late again", "a <b> c"]


def test_items_of_rss_are_reports(tmp_path: Path) -> None:
    things = found(tmp_path, "f.rss", _RSS)
    first, second, third = reports(things).values()
    assert first.raw == b"<p>The mill is <b>shut</b>, said the miller.</p>" and first.format == "html"
    assert (first.given.title, first.given.outlet, first.given.published) == ("Mill shut", "Fen Post", "2031-05-03")
    assert first.given.url == "https://fen.example/1"
    assert details(first) == {
        "feed": f"{tmp_path}/f.rss",
        "url": "https://fen.example/1",
        "item": "g1",
        "part": "content",
    }
    assert details(second)["part"] == "summary" and second.raw == b"<p>The barge is late.</p>"
    assert details(third)["part"] == "title" and third.raw == b"Only a title"
    assert list(refused(things, tmp_path)) == ["f.rss:4"]


def test_entries_of_atom_are_reports(tmp_path: Path) -> None:
    first, second = reports(found(tmp_path, "f.xml", _ATOM)).values()
    assert first.format == "html" and b"<p>The barge is late.</p>" in first.raw
    assert first.given.url == "https://lock.example/1" and first.given.outlet == "Lock Diary"
    assert (
        second.format == "text"
        and second.raw == b"The lock & the weir."
        and second.given.published == "2031-05-04T10:00:00Z"
    )


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "XML"),
        (b"<rss><channel>", "XML"),
        (b"<inventory><item/></inventory>", "no feed"),
        (b"<rss><channel/></rss>", "no items"),
        (b"<a>" * 100_000, "XML"),
    ],
)
def test_what_is_no_feed_says_so(tmp_path: Path, raw: bytes, word: str) -> None:
    assert word in refused(found(tmp_path, "f.xml", raw), tmp_path)["f.xml"]


def test_entities_stand_for_no_more_than_themselves_and_fetch_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Nobody may read this.")
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    raw = f"""<!DOCTYPE rss [<!ENTITY a0 "ha">{laughs}<!ENTITY x SYSTEM "{tmp_path}/secret">]>
<rss><channel><item><title>t</title><description>&a8;&x; The mill is shut.</description></item></channel></rss>"""
    for report in reports(found(tmp_path, "f.rss", raw.encode())).values():
        assert len(report.raw) < 200 and b"Nobody" not in report.raw
