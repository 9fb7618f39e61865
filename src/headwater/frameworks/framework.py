"""A framework: a published list of codes, read from a TOML file that a documenter can write."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from headwater.errors import UsageError
from headwater.frameworks.cue import Classes, Cue, phrases
from headwater.frameworks.wording import Phrase

SHIPPED = ("ilo-forced-labour", "labour-dispatch")


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a framework: what it means and the cues that speak of it."""

    code: str
    name: str
    definition: str
    group: str | None
    cues: tuple[Cue, ...]
    unless: frozenset[Phrase]  # words that lift the code
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
        classes = _classes(table.get("words", {}), _common())
        codes = tuple(_code(row, table.get("unless", ""), classes) for row in table["code"])
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


def _code(row: dict[str, Any], unless: str, classes: Classes) -> Code:
    return Code(
        code=str(row["code"]),
        name=row["name"],
        definition=row["definition"],
        group=row.get("group"),
        cues=tuple(Cue.parse(line, classes) for line in row["cues"]),
        unless=phrases(f"{unless}|{row.get('unless', '')}", classes),
        flow=tuple(row.get("flow", ())),
    )


@cache
def _common() -> Classes:
    """The word classes that every framework may use (data/words.toml)."""
    text = (resources.files("headwater.frameworks") / "data" / "words.toml").read_text(encoding="utf-8")
    return _classes(tomllib.loads(text), {})


def _classes(table: dict[str, str], known: Classes) -> Classes:
    """Read named classes in their order: each may use those before it."""
    classes = dict(known)
    for name, words in table.items():
        classes[name] = phrases(words, classes)
    return classes
