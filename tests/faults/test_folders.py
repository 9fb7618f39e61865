"""Folders as people have them: parts that may not be opened, and very many small reports."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from headwater.intake import receive
from headwater.model import Report, Unread

_NOBODY = 65534


@contextmanager
def _as_somebody_else() -> Iterator[None]:
    """Root may open everything: be nobody meanwhile."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_folder_and_a_file_that_may_not_be_opened_are_named_and_the_rest_is_read() -> None:
    with TemporaryDirectory() as folder:
        top = Path(folder)
        top.chmod(0o755)
        for name in ("open", "shut"):
            (top / name).mkdir()
            (top / name / f"{name}.txt").write_text("The mill is shut.", encoding="utf-8")
        (top / "locked.txt").write_text("The mill is open.", encoding="utf-8")
        for each in (top / "shut", top / "locked.txt"):
            each.chmod(0)
        with _as_somebody_else():
            found = list(receive([folder]))
        (top / "shut").chmod(0o700)
    assert [each.name for each in found if isinstance(each, Report)] == ["open"]
    why = {Path(each.path).name: each.why for each in found if isinstance(each, Unread)}
    assert why.keys() == {"shut", "locked.txt"}
    assert why["shut"] == "the folder cannot be opened: Permission denied. Check its permissions"
    assert "cannot be opened: Permission denied" in why["locked.txt"]


def _seconds(folder: Path, rows: int) -> float:
    """How long it takes to receive so many small reports of one name."""
    file = folder / f"{rows}.jsonl"
    file.write_text("".join(json.dumps({"id": "a", "text": f"{n} boats."}) + "\n" for n in range(rows)))
    began = process_time()
    assert len({each.name for each in receive([str(file)]) if isinstance(each, Report)}) == rows
    return process_time() - began


def test_very_many_small_reports_take_time_in_step_with_their_number(tmp_path: Path) -> None:
    _seconds(tmp_path, 100)
    assert _seconds(tmp_path, 24_000) < 9 * max(_seconds(tmp_path, 6_000), 0.05)
