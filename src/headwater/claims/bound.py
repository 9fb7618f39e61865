"""How exact a figure is ("nearly", "or more") and which way it changed ("rose 5 %"), from the words beside it."""

from functools import cache
from typing import cast

from headwater.claims.figure import Figure
from headwater.claims.lexicon import table
from headwater.claims.number import compares
from headwater.claims.token import Tokens
from headwater.model import Bound, Change

_LONGEST = 5  # words of a cue
_FILLERS = 5  # words that may stand between a cue and its figure
_CLAUSE = 6  # words between a verb of change and its "by"
_NEGATED = {"more_than": "at_most", "less_than": "at_least"}
_SHARES = ("cent", "percent", "point", "points")  # before "more than": it compares
_COUNTED = ("more", "fewer", "less")  # a bare count may stand before them: "300 more than last year"
_JOINTS = ("by", "and", "but", "or", "that", "which", "who")  # where the words that "by" belongs to begin
_AMOUNTS = ("percentage", "percentage point", "basis point", "point")  # besides money: what "lost" can change by


def bound_of(tokens: Tokens, figure: Figure) -> tuple[Bound, bool]:
    """The bound, and whether it stays below the figure ("nearly")."""
    if (cue := _cue_before(tokens, tokens.before(figure.start), figure)) is not None:
        return ("about", True) if cue == "nearly" else (cast(Bound, cue), False)
    places = (figure.last, figure.number.last) if figure.number is not None else (figure.last,)  # "40-plus hours"
    for place in places:
        if (cue := _cue_at(tokens, place)) is not None:
            return cast(Bound, cue), False
    return "exactly", False


def direction(word: str) -> Change | None:
    """The way this word says that something changed."""
    return _directions().get(word) or _nouns().get(word)


def change_of(tokens: Tokens, figure: Figure, people: bool = False) -> Change | None:
    """Up or down, if the figure is the size of a change and not the level it ended at.

    ``people`` says that it counts people: "raised by two councillors" is who did it.
    """
    amount = figure.money or figure.unit in _AMOUNTS
    part = figure.number is not None and figure.number.part
    times, compared = figure.unit == "times", tokens[figure.last].word
    than = tokens[figure.last + 1].word == "than"
    if (times or amount or part or (than and compared in _COUNTED)) and compared in _comparisons("comparison"):
        return _comparisons("comparison")[compared]
    if (times or (than and (amount or part))) and compared in _comparisons("multiple"):
        return _comparisons("multiple")[compared]
    if (part and compares(tokens, figure.last)) or tokens.between(figure.first - 2, figure.first - 1) == "cut in":
        return "down"
    if (times or amount or part) and compared in _nouns():  # a 5 % rise
        return _nouns()[compared]
    if figure.signed and figure.low > 0 and figure.unit in _AMOUNTS:
        return "up"
    index = tokens.before(figure.start)
    by = False
    for _ in range(_FILLERS):
        word = tokens[index].word
        if word == "by":
            by = True
            index = _turn_before(tokens, index)
            word = tokens[index].word
            if people and word not in table("change.toml")["alone"]["words"]:
                return None
        if word == "to" and tokens[index - 1].word == "up":  # shrank by up to 5 %
            index -= 2
            continue
        if word == "at" and tokens[index + 1].word not in ("least", "most"):
            return None
        if word == "of" and tokens[index - 1].word in _nouns():
            return _nouns()[tokens[index - 1].word]
        if word in _directions() and not (word == "up" and tokens[index + 1].word == "to"):
            if word in table("change.toml")["goods"]["words"] and figure.money and not by:
                return None
            if word in table("change.toml")["shares"]["words"] and compared == "of":
                return None
            counts = figure.unit is None or (word in table("change.toml")["money"]["words"] and not amount)
            return None if counts and not (amount or by) else _directions()[word]
        if word not in _fillers("change"):
            return None
        index -= 1
    return None


def _turn_before(tokens: Tokens, index: int) -> int:
    """The word of change that "by" belongs to ("grew its sales abroad by 5 %"), else the token before "by"."""
    for back in range(index - 1, index - 1 - _CLAUSE, -1):
        if tokens[back].kind == "mark" or tokens[back].word in _JOINTS:
            break
        if tokens[back].word in _directions():
            return back
    return index - 1


def _cue_before(tokens: Tokens, index: int, figure: Figure) -> str | None:
    """The cue whose last word stands at this token or, with fillers between, before it."""
    for _ in range(_FILLERS):
        for size in range(_LONGEST, 0, -1):
            if (cue := _cues("before").get(tokens.between(index - size + 1, index))) is not None:
                if _compares_or_lasts(tokens, index - size + 1, index, figure):
                    return None
                negated = tokens[index - size].word.replace("’", "'") in table("bound.toml")["not"]["words"]
                return _NEGATED.get(cue, cue) if negated else cue
        if tokens[index].word not in _fillers("bound"):
            return None
        index -= 1
    return None


def _compares_or_lasts(tokens: Tokens, first: int, last: int, figure: Figure) -> bool:
    """Whether these words are no cue: "4 points fewer than five years ago", "fell 3 % over two years"."""
    before = tokens[first - 1]
    if figure.tied and tokens[last + 1].word in ("a", "an"):  # arms around a 6-year-old
        return True
    if tokens[last].word == "than":
        apart = "\n" in tokens.text[before.end : tokens[first].start]  # a line with a date above
        return not apart and (before.kind == "digits" or before.raw == "%" or before.word in _SHARES)
    if tokens[last].word != "over" or first != last or figure.unit not in table("calendar.toml")["units"]:
        return False
    return tokens[last + 1].word in ("a", "an") or before.word not in table("bound.toml")["lasting"]["words"]


def _cue_at(tokens: Tokens, index: int) -> str | None:
    for size in range(_LONGEST, 0, -1):
        if (cue := _cues("after").get(tokens.between(index, index + size - 1))) is not None:
            return cue if tokens[index].raw != "+" or tokens[index].glued else None
    return None


@cache
def _cues(side: str) -> dict[str, str]:
    spaced = {
        phrase.replace("-", " - ").strip(): bound
        for bound, phrases in table("bound.toml")[side].items()
        for phrase in phrases
    }
    return {" ".join(phrase.replace(".", " .").split()): bound for phrase, bound in spaced.items()}


@cache
def _directions() -> dict[str, Change]:
    lists = table("change.toml")
    found: dict[str, Change] = dict.fromkeys(lists["down"]["words"], "down")
    return found | dict.fromkeys(lists["up"]["words"], "up")


@cache
def _nouns() -> dict[str, Change]:
    """Nouns of change: "a drop of 5 %", "a 5 % drop"."""
    lists = table("change.toml")["nouns"]
    found: dict[str, Change] = dict.fromkeys(lists["up"], "up")
    return found | dict.fromkeys(lists["down"], "down")


@cache
def _comparisons(kind: str) -> dict[str, Change]:
    lists = table("change.toml")[kind]
    found: dict[str, Change] = dict.fromkeys(lists["up"], "up")
    return found | dict.fromkeys(lists["down"], "down")


@cache
def _fillers(kind: str) -> frozenset[str]:
    """Words that may stand between a cue and its figure."""
    return frozenset(table(f"{kind}.toml")["between"]["words"])
