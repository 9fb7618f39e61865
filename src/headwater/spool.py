"""Where the bytes of reports wait while a build reads them: on the disk, for all of a pile may be more than memory."""

from dataclasses import replace
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

from headwater.errors import CaseError
from headwater.model import Report

_SMALL = 16_000_000  # bytes that stay in memory


class Spool:
    """A file without a name: it is gone when the build is, however that ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = SpooledTemporaryFile(max_size=_SMALL, dir=str(folder))  # noqa: SIM115  closed on leaving
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def __contains__(self, report: str) -> bool:
        return report in self._places

    def keep(self, report: Report) -> Report:
        """Keep the bytes of a report, and give it without them.

        Raises:
            CaseError: there is no room for them.
        """
        if report.id not in self:
            try:
                self._file.seek(self._end)
                self._file.write(report.raw)
            except OSError as error:
                raise CaseError(
                    f"there is no room for the reports while they are read ({error.strerror})",
                    self._folder,
                    "Make room there, or choose another place for the case",
                ) from error
            self._places[report.id] = self._end, len(report.raw)
            self._end += len(report.raw)
        return replace(report, raw=b"")

    def raw(self, report: str) -> bytes:
        """The bytes of the report with this id; none if it is not kept here."""
        start, size = self._places.get(report, (0, 0))
        self._file.seek(start)
        return self._file.read(size)
