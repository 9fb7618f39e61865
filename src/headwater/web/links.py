"""The addresses of pages. They are stable: an id that regrouping may change is never the only way to a place."""

from typing import Protocol
from urllib.parse import quote, urlencode


class _Placed(Protocol):
    """A claim or a passage."""

    @property
    def report(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def report(id: str) -> str:
    """A report as it reads."""
    return f"/reports/{quote(id, safe='')}"


def words(place: _Placed) -> str:
    """The place where these words stand in their report, marked."""
    return f"{report(place.report)}?at={place.start}-{place.end}#at"


def derivation(report: str, source: str) -> str:
    """Why one is said to derive from the other; for a possible pair too."""
    return f"/lineage/{quote(report, safe='')}/{quote(source, safe='')}"


def node(id: str) -> str:
    """A report, or an origin that is not in the case."""
    return report(id) if id.startswith("report-") else origin(id)


def origin(id: str) -> str:
    """What stands behind an origin."""
    return f"/lineage/{quote(id, safe='')}"


def finding(id: str) -> str:
    """The collation of a finding."""
    return f"/findings/{quote(id, safe='')}"


def findings(**filters: object) -> str:
    """The findings that these filters leave."""
    return with_query("/findings", **filters)


def search(words: str) -> str:
    """Where these words stand."""
    return with_query("/search", q=words)


def with_query(path: str, **values: object) -> str:
    """A path with these values; those that are None are left out."""
    query = urlencode([(name, value) for name, value in values.items() if value is not None])
    return f"{path}?{query}" if query else path
