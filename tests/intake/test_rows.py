"""JSON lines: every row is a report or is named with its line and the reason."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.intake import receive
from headwater.model import Given, Report, Unread


def _rows(tmp_path: Path, *lines: str | bytes) -> list[Report | Unread]:
    file = tmp_path / "pile.jsonl"
    file.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines))
    return list(receive([str(file)]))


def test_a_row_is_a_report_with_its_text_as_given(tmp_path: Path) -> None:
    text = "  The mill\r\n is “shut”.\n\n"
    (one,) = _rows(tmp_path, json.dumps({"id": "m1", "text": text, "outlet": "Fen Post", "published": "2024-03"}))
    assert isinstance(one, Report)
    assert one.name == "m1" and one.raw.decode() == text
    assert one.given == Given(outlet="Fen Post", published="2024-03")
    assert one.acquisitions[0].path.endswith("pile.jsonl:1")


def test_rows_with_one_id_are_kept_apart(tmp_path: Path) -> None:
    found = _rows(tmp_path, *(json.dumps({"id": "m", "text": text}) for text in ("One.", "Two.", "One.")))
    assert [one.name for one in found if isinstance(one, Report)] == ["m", "m (2)", "m (3)"]
    assert len({one.id for one in found if isinstance(one, Report)}) == 3


def test_a_row_without_id_is_called_by_its_line(tmp_path: Path) -> None:
    (one,) = _rows(tmp_path, "", '{"text": "One."}')
    assert isinstance(one, Report) and one.name == "pile:2"


def test_a_number_may_be_an_id(tmp_path: Path) -> None:
    (one,) = _rows(tmp_path, '{"id": 7, "text": "One."}')
    assert isinstance(one, Report) and one.name == "7"


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('{"id": "a"}', "text"),
        ('{"id": "a", "text": 3}', "text"),
        ('{"id": "a", "text": " "}', "empty"),
        ('{"id": true, "text": "One."}', "id"),
        ('{"id": "a", "text": "One.", "outlet": ["x"]}', "outlet"),
        ('["text"]', "object"),
        ('{"id": "a", "text": "One."', "JSON"),
        ("[" * 100_000, "JSON"),
        (b'{"id": "a", "text": "\xff"}', "UTF-8"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_is_read(tmp_path: Path, line: str | bytes, word: str) -> None:
    good = '{"id": "good", "text": "The mill is shut."}'
    first, second = _rows(tmp_path, line, good)
    assert isinstance(first, Unread) and first.path.endswith("pile.jsonl:1") and word in first.why
    assert isinstance(second, Report) and second.name == "good"


def test_half_a_character_is_kept_in_the_bytes(tmp_path: Path) -> None:
    (one,) = _rows(tmp_path, '{"id": "\\ud83d", "text": "A mill \\ud83d."}')
    assert isinstance(one, Report) and one.raw.decode("utf-8", "surrogatepass") == "A mill \ud83d."
    one.name.encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=st.text(st.characters(), min_size=1, max_size=80).filter(str.strip), name=st.text(min_size=1, max_size=20))
def test_any_text_comes_through_unaltered(tmp_path: Path, text: str, name: str) -> None:
    (one,) = _rows(tmp_path, json.dumps({"id": name, "text": text}))
    assert isinstance(one, Report)
    assert one.raw.decode("utf-8", "surrogatepass") == text
