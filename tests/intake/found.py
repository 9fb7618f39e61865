"""What intake finds in a file of these bytes, as the tests look at it."""

from pathlib import Path

from headwater.intake import Options, receive
from headwater.model import Report, Unread

WORDS = b"The mill above the weir is shut, said the miller."


def found(folder: Path, name: str, raw: bytes, options: Options | None = None) -> list[Report | Unread]:
    """Everything that comes of one file."""
    file = folder / name
    file.write_bytes(raw)
    return list(receive([str(file)], options=options))


def reports(things: list[Report | Unread]) -> dict[str, Report]:
    """The reports by name."""
    return {each.name: each for each in things if isinstance(each, Report)}


def refused(things: list[Report | Unread], folder: Path) -> dict[str, str]:
    """Why each of the others was not read, by its path below the folder."""
    return {each.path.removeprefix(f"{folder}/"): each.why for each in things if isinstance(each, Unread)}


def details(report: Report) -> dict[str, str]:
    """How a report came."""
    return dict(report.acquisitions[0].details)
