"""A codebook: a framework with guides by which its codes are found, from a TOML file that a documenter can write."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from headwater.errors import UsageError
from headwater.frameworks.cue import Classes, Cue, phrases
from headwater.model import Code, Framework, make_id

SHIPPED = ("ilo-forced-labour", "labour-dispatch")


@dataclass(frozen=True, slots=True)
class Guide:
    """How one code is found: the cues that speak of it, and phrases that it must find."""

    cues: tuple[Cue, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """A framework with a guide for each of its codes, in their order."""

    framework: Framework
    guides: tuple[Guide, ...]
    fingerprint: str  # of all that it was read from: another when a cue is mended


def choose(asked: Sequence[str]) -> tuple[Codebook, ...]:
    """The codebooks that a person names: shipped ones by name, or files; with ``@`` an edition. All shipped for none.

    Raises:
        UsageError: there is no such framework or edition, two have one name, or a file is not a framework.
    """
    found = tuple(_chosen(each) for each in asked) or shipped()
    names = [each.framework.name for each in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise UsageError("two frameworks have one name", twice[0], "Name each once, or rename one in its file")
    return found


def load(path: Path, edition: str | None = None) -> Codebook:
    """Read a framework's file; of several editions the last, unless one is named.

    Raises:
        UsageError: the file cannot be read, or is not a framework; the message names the place.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("the framework cannot be read", path, str(error)) from error
    return _codebook(text, path.name, edition, text)


def again(framework: Framework) -> Codebook:
    """The codebook of a framework that a case was coded by: the documenter's as it was, a shipped one as it is now.

    Raises:
        UsageError: it was shipped once, and is no longer.
    """
    if not framework.file and framework.name not in SHIPPED:
        raise UsageError(
            "the case was coded by a list that is not shipped any more", framework.name, "Name --framework"
        )
    if framework.file:
        return _codebook(framework.file, framework.name, framework.edition, framework.file)
    return _shipped(framework.name, framework.edition)


@cache
def shipped() -> tuple[Codebook, ...]:
    """The frameworks that come with Headwater, each in its last edition."""
    return tuple(_shipped(name) for name in SHIPPED)


def _chosen(asked: str) -> Codebook:
    name, _, edition = asked.partition("@")
    if name in SHIPPED:
        return _shipped(name, edition or None)
    if Path(asked).exists() or not edition:
        name, edition = asked, ""
    if not Path(name).exists():
        raise UsageError("there is no such framework", asked, f"Name a TOML file, or one of {', '.join(SHIPPED)}")
    return load(Path(name), edition or None)


@cache
def _shipped(name: str, edition: str | None = None) -> Codebook:
    text = (resources.files("headwater.frameworks") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    return _codebook(text, name, edition)


def _codebook(text: str, where: str, edition: str | None, file: str = "") -> Codebook:
    try:
        table = tomllib.loads(text)
        classes = _classes(table.get("words", {}), _common())
        sources = {str(key): value for key, value in _editions(table).items()}
        chosen = edition or list(sources)[-1]
        if chosen not in sources:
            raise UsageError("there is no such edition", f"{where}@{chosen}", f"There is {', '.join(sources)}")
        rows = [row for row in table["code"] if _is_in(row, chosen, list(sources))]
        codes = tuple(_code(row) for row in rows)
        guides = tuple(_guide(row, table.get("unless", ""), classes) for row in rows)
        framework = Framework(table["name"], table["title"], chosen, sources[chosen], codes, file)
    except tomllib.TOMLDecodeError as error:
        raise UsageError("the framework is not TOML", where, str(error)) from error
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        raise UsageError("the framework lacks a field", f"{where}: {error}", "See docs/frameworks.md") from error
    known = {code.code for code in codes}
    lost = sorted({after for code in codes for after in code.flow} - known)
    if lost or len(known) != len(codes):
        raise UsageError("a code is named twice, or flows to one that is not there", f"{where}: {lost or 'twice'}")
    return Codebook(framework, guides, make_id("codebook", chosen, text, _common_words()))


def _editions(table: dict[str, Any]) -> dict[str, str]:
    """The source of each edition, oldest first."""
    editions: dict[str, str] = table.get("editions") or {table["edition"]: table["source"]}
    return editions


def _is_in(row: dict[str, Any], edition: str, editions: list[str]) -> bool:
    """Whether a code is in this edition: since the first, unless it says otherwise."""
    since = str(row.get("since", editions[0]))
    return editions.index(since) <= editions.index(edition)


def _code(row: dict[str, Any]) -> Code:
    return Code(str(row["code"]), row["name"], row["definition"], row.get("group"), tuple(row.get("flow", ())))


def _guide(row: dict[str, Any], unless: str, classes: Classes) -> Guide:
    lifting = phrases(f"{unless}|{row.get('unless', '')}", classes)
    return Guide(tuple(Cue.parse(line, classes, lifting) for line in row["cues"]), tuple(row.get("examples", ())))


@cache
def _common() -> Classes:
    """The word classes that every framework may use (data/words.toml)."""
    return _classes(tomllib.loads(_common_words()), {})


@cache
def _common_words() -> str:
    return (resources.files("headwater.frameworks") / "data" / "words.toml").read_text(encoding="utf-8")


def _classes(table: dict[str, str], known: Classes) -> Classes:
    """Read named classes in their order: each may use those before it."""
    classes = dict(known)
    for name, words in table.items():
        classes[name] = phrases(words, classes)
    return classes
