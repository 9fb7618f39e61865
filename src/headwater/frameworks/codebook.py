"""A codebook: a framework with guides by which its codes are found, from a TOML file that a documenter can write."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from headwater.errors import UsageError
from headwater.frameworks.cue import Classes, Cue, phrases
from headwater.frameworks.lesson import Hearing, Lesson, Signs
from headwater.frameworks.scene import Scene
from headwater.frameworks.sheet import Sheet
from headwater.frameworks.wording import Phrase
from headwater.model import Code, Framework, make_id

SHIPPED = ("ilo-forced-labour", "labour-dispatch")

_FOLDER = resources.files("headwater.frameworks") / "data"


@dataclass(frozen=True, slots=True)
class Guide:
    """How one code is found: the cues that speak of it, words that lift them all, and phrases that it must find."""

    cues: tuple[Cue, ...]
    unless: frozenset[Phrase]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """A framework with a guide for each of its codes, in their order, and the scene that they speak of."""

    framework: Framework
    guides: tuple[Guide, ...]
    scene: Scene
    fingerprint: str  # of all that it was read from: another when a cue is mended
    lesson: Lesson | None = None  # what passages taught of its codes

    def hearing(self) -> Hearing:
        """Its lesson, to be put to the claims of a pile."""
        return Hearing(self.lesson, [code.name for code in self.framework.codes])


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


def classes(name: str) -> Classes:
    """The word classes of a shipped framework."""
    sheet = Sheet.read(_data(f"{name}.toml"), name)
    return _classes(sheet.table.get("words", {}), _common(), sheet)


@cache
def _shipped(name: str, edition: str | None = None) -> Codebook:
    codebook, lesson = _codebook(_data(f"{name}.toml"), name, edition), _lesson(name)
    if lesson is None:
        return codebook
    return replace(codebook, lesson=lesson, fingerprint=make_id("codebook", codebook.fingerprint, lesson.digest))


@cache
def _lesson(name: str) -> Lesson | None:
    file = _FOLDER / f"{name}.npz"
    return Lesson.read(file.read_bytes(), Signs(classes(name))) if file.is_file() else None


def _codebook(text: str, where: str, edition: str | None, file: str = "") -> Codebook:
    sheet = Sheet.read(text, where)
    table, editions = sheet.table, list(sheet.editions)
    chosen = edition or editions[-1]
    if chosen not in editions:
        raise UsageError("there is no such edition", f"{where}@{chosen}", f"There is {', '.join(editions)}")
    known = _classes(table.get("words", {}), _common(), sheet)
    rows = [(at, row) for at, row in enumerate(sheet.codes) if _is_in(sheet, at, row, chosen)]
    codes = tuple(_code(row) for _, row in rows)
    guides = tuple(_guide(sheet, at, row, known) for at, row in rows)
    scene = Scene(*(_phrases(str(table.get(key, "")), known, sheet, key) for key in ("scene", "elsewhere", "unless")))
    _check(sheet, codes)
    framework = Framework(str(table["name"]), str(table["title"]), chosen, sheet.editions[chosen], codes, file)
    return Codebook(framework, guides, scene, make_id("codebook", chosen, text, _data("words.toml")))


def _check(sheet: Sheet, codes: Sequence[Code]) -> None:
    known = [code.code for code in codes]
    if twice := sorted({name for name in known if known.count(name) > 1}):
        raise sheet.wrong("two codes have one name", twice[0], "Rename one", words=f'"{twice[0]}"')
    if lost := sorted({after for code in codes for after in code.flow} - set(known)):
        raise sheet.wrong(
            "a code flows to one that is not there", lost[0], f"There is {', '.join(known)}", words=lost[0]
        )


def _is_in(sheet: Sheet, at: int, row: dict[str, Any], edition: str) -> bool:
    """Whether a code is in this edition: since the first, unless it says otherwise."""
    editions = list(sheet.editions)
    since = str(row.get("since", editions[0]))
    if since not in editions:
        raise sheet.wrong("there is no such edition", since, f"There is {', '.join(editions)}", at, "since =")
    return editions.index(since) <= editions.index(edition)


def _code(row: dict[str, Any]) -> Code:
    flow = tuple(map(str, row.get("flow", ())))
    return Code(str(row["code"]), str(row["name"]), str(row["definition"]), row.get("group"), flow)


def _guide(sheet: Sheet, at: int, row: dict[str, Any], classes: Classes) -> Guide:
    cues = []
    for line in map(str, row["cues"]):
        try:
            cues.append(Cue.parse(line, classes))
        except UsageError as error:
            raise sheet.wrong(error.what, error.value, error.next_step or "", at, line) from error
    lifting = _phrases(str(row.get("unless", "")), classes, sheet, "unless", at)
    return Guide(tuple(cues), lifting, tuple(map(str, row.get("examples", ()))))


@cache
def _common() -> Classes:
    """The word classes that every framework may use (data/words.toml)."""
    return _classes(tomllib.loads(_data("words.toml")), {})


@cache
def _data(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _classes(table: Mapping[str, str], known: Classes, sheet: Sheet | None = None) -> Classes:
    """Read named classes in their order: each may use those before it."""
    classes = dict(known)
    for name, words in table.items():
        classes[name] = _phrases(str(words), classes, sheet, name)
    return classes


def _phrases(words: str, classes: Classes, sheet: Sheet | None, key: str, at: int | None = None) -> frozenset[Phrase]:
    try:
        return phrases(words, classes)
    except UsageError as error:
        if sheet is None:
            raise
        raise sheet.wrong(error.what, error.value, error.next_step or "", at, f"{key} =") from error
