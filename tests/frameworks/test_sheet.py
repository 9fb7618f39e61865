"""A documenter's own file: what is wrong is said with its line and with what may stand there."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import UsageError
from headwater.frameworks import load
from headwater.frameworks.sheet import Sheet

HEAD = 'name = "wells"\ntitle = "Wells"\nedition = "1"\nsource = "the village"\n'
CODE = '\n[[code]]\ncode = "dry"\nname = "Dry well"\ndefinition = "No water is left."\ncues = ["well ~ dry"]\n'


def test_a_file_is_read() -> None:
    sheet = Sheet.read(HEAD + CODE, "wells.toml")
    assert sheet.editions == {"1": "the village"} and [row["code"] for row in sheet.codes] == ["dry"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "cod = 1\n" + CODE, r"nothing of that name is read: wells.toml, line 5: cod\. Known here: name, title"),
        (HEAD + CODE + 'colour = "red"\n', r"line 11: colour\. Known here: code, name, group, definition"),
        (
            HEAD + CODE + '\n[[code]]\ncode = "b"\n',
            r"lacks a field: wells.toml, line 12: name\. Needed here: code",
        ),
        (HEAD + CODE + 'flow = "dry"\n', r'that is to be a list \["…", "…"\]: wells.toml, line 11: flow'),
        (HEAD + CODE + 'flow = ["wet"]\n', r"flows to one that is not there: wells.toml, line 11: wet\. There is dry"),
        (HEAD + CODE + CODE, r"two codes have one name: wells.toml, line 7: dry"),
        (
            HEAD + CODE.replace("well ~ dry", "<well> ~ dry"),
            r"class that is not there: wells.toml, line 10: <well>",
        ),
        (HEAD + CODE.replace("well ~ dry", "well + #days"), r"not #unit>=number: wells.toml, line 10: #days"),
        (HEAD + '[words]\nwell = "pump|<pit>"\n' + CODE, r"not there: wells.toml, line 6: <pit>\. Known: "),
        (HEAD + 'scene = "<sea>"\n' + CODE, r"not there: wells.toml, line 5: <sea>\. Known: "),
        (HEAD + CODE + 'since = "9"\n', r"no such edition: wells.toml, line 11: 9\. There is 1"),
        (HEAD.replace('source = "the village"\n', "") + CODE, r"no edition: wells.toml, line 3: edition"),
        (HEAD + 'code = "dry"\n', r"that is to be \[\[code\]\] tables: wells.toml, line 5: code"),
        ('name = "wells\n', r"not TOML: wells.toml\. .*line 1"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_what_may_stand_there(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "wells.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        load(path)


@given(st.text())
def test_whatever_is_in_the_file_is_a_sheet_or_refused(text: str) -> None:
    try:
        assert Sheet.read(text, "x").codes
    except UsageError as error:
        assert "\n" not in str(error)
