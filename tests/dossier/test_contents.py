"""Numbers, names and anchors that all parts share."""

from pathlib import Path

from tests.dossier.salt import POST, RADIO, WATCH, contents, five, reading

from headwater.case import Case
from headwater.dossier.contents import Contents


def test_reports_are_numbered_by_date_and_those_without_one_come_last() -> None:
    assert [(each.label, each.text.published) for each in five().numbered] == [
        ("R1", "2031-05"),
        ("R2", "2031-05-02"),
        ("R3", "2031-05-03"),
        ("R4", "2031-05-04"),
        ("R5", None),
    ]


def test_a_report_that_is_an_origin_is_found_and_named() -> None:
    case = five()
    assert case.founders == {WATCH.report: WATCH.report}
    assert [case.origin_name(origin) for origin in case.origins] == ["Radio Tessaly", "R5 Coastwatch"]
    assert case.name(RADIO) == "Radio Tessaly" and case.name(POST.report) == "R2 Tessaly Post"


def test_a_report_without_an_outlet_goes_by_its_title_or_its_name() -> None:
    titled, bare = reading("x-1", "Salt hands strike over the whistle at the northern works\nText."), reading("y-2", "")
    assert [each.outlet for each in contents([titled, bare]).numbered] == [
        "Salt hands strike over the whistle at…",
        "y-2",
    ]


def test_the_reports_that_words_of_our_own_begin_with_become_links_and_the_rest_is_escaped() -> None:
    assert five().linked("a-post, b-courier and c-digest: <i>a-post</i> and a-post") == (
        '<a href="#r2">R2</a>, <a href="#r3">R3</a> and <a href="#r4">R4</a>: &lt;i&gt;a-post&lt;/i&gt; and a-post'
    )
    assert five().linked("nobody but a-post") == "nobody but a-post"


def test_contents_are_read_from_a_case(case_file: Path) -> None:
    with Case.open(case_file) as case:
        found = Contents.of(case)
    assert [each.report.name for each in found.numbered] == ["a-harbour", "b-copy", "c-own"]
    assert len(found.claims) == 3 and len(found.findings.findings) == 1 and found.steps
    assert all(report.raw == b"" and len(report.sha256) == 64 for report in found.reports)
