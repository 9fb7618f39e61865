"""A case that is being served stays so, whatever the process that serves it opens besides."""

import subprocess
import sys
from pathlib import Path

from headwater.case import Case, serving

_TAKE = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('PRAGMA journal_mode = DELETE')"


def taken(case: Path) -> bool:
    """Whether another process can have the case for itself."""
    return subprocess.run([sys.executable, "-c", _TAKE, str(case)], capture_output=True, check=False).returncode == 0


def test_opening_a_case_that_is_served_does_not_let_go_of_it(case_file: Path) -> None:
    with serving(case_file):
        assert not taken(case_file)
        Case.open(case_file).close()
        assert not taken(case_file)
    assert taken(case_file)
