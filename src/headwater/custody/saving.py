"""A damaged case saved, now."""

import os
from datetime import UTC, datetime
from pathlib import Path

from headwater import case
from headwater.case import Salvage


def recover(path: str | os.PathLike[str], new: str | os.PathLike[str]) -> Salvage:
    """Save what is whole of a damaged case into a new one, which has then to be built (``case.recover``)."""
    return case.recover(Path(path), Path(new), when=datetime.now(UTC).isoformat(timespec="seconds"))
