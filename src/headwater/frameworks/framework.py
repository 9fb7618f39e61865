"""A framework: a published list of codes, read from a TOML file that a documenter can write."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from headwater.errors import UsageError
from headwater.frameworks.cue import Cue

SHIPPED = ("ilo-forced-labour", "labour-dispatch")


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a framework: what it means and the cues that speak of it."""

    code: str
    name: str
    definition: str
    group: str | None
    cues: tuple[Cue, ...]
    unless: Cue | None
    flow: tuple[str, ...]  # the codes that come next in the system, if the framework has a flow


@dataclass(frozen=True, slots=True)
class Framework:
    """A published list of codes, with its edition and source."""

    name: str
    title: str
    edition: str
    source: str
    codes: tuple[Code, ...]


def load(path: Path) -> Framework:
    """Read a framework's file.

    Raises:
        UsageError: the file cannot be read, or is not a framework; the message names the place.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("the framework cannot be read", path, str(error)) from error
    return _framework(text, path.name)


@cache
def shipped() -> tuple[Framework, ...]:
    """The frameworks that come with Headwater."""
    folder = resources.files("headwater.frameworks") / "data"
    return tuple(_framework((folder / f"{name}.toml").read_text(encoding="utf-8"), name) for name in SHIPPED)


def _framework(text: str, where: str) -> Framework:
    try:
        table = tomllib.loads(text)
        unless = table.get("unless", "")
        codes = tuple(_code(row, unless) for row in table["code"])
        framework = Framework(table["name"], table["title"], str(table["edition"]), table["source"], codes)
    except tomllib.TOMLDecodeError as error:
        raise UsageError("the framework is not TOML", where, str(error)) from error
    except (KeyError, TypeError) as error:
        raise UsageError("the framework lacks a field", f"{where}: {error}", "See docs/frameworks.md") from error
    known = {code.code for code in codes}
    lost = sorted({after for code in codes for after in code.flow} - known)
    if lost or len(known) != len(codes):
        raise UsageError("a code is named twice, or flows to one that is not there", f"{where}: {lost or 'twice'}")
    return framework


def _code(row: dict[str, Any], unless: str) -> Code:
    vetoes = "|".join(part for part in (unless, row.get("unless", "")) if part)
    return Code(
        code=str(row["code"]),
        name=row["name"],
        definition=row["definition"],
        group=row.get("group"),
        cues=tuple(Cue.parse(line) for line in row["cues"]),
        unless=Cue.parse(vetoes) if vetoes else None,
        flow=tuple(row.get("flow", ())),
    )
