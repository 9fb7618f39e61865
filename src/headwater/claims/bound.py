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
_AMOUNTS = ("percentage", "percentage point", "basis point", "point")  # besides money: what "lost" can change by


def bound_of(tokens: Tokens, figure: Figure) -> tuple[Bound, bool]:
    """The bound, and whether it stays below the figure ("nearly")."""
    if (cue := _cue_before(tokens, tokens.before(figure.start))) is not None:
        return ("about", True) if cue == "nearly" else (cast(Bound, cue), False)
    if (cue := _cue_at(tokens, figure.last)) is not None:
        return cast(Bound, cue), False
    return "exactly", False


def change_of(tokens: Tokens, figure: Figure) -> Change | None:
    """Up or down, if the figure is the size of a change and not the level it ended at."""
    amount = figure.money or figure.unit in _AMOUNTS
    part = figure.number is not None and figure.number.part
    times, compared = figure.unit == "times", tokens[figure.last].word
    if (times or amount or part) and compared in _comparisons("comparison"):
        return _comparisons("comparison")[compared]
    if times and compared in _comparisons("multiple"):
        return _comparisons("multiple")[compared]
    if part and compares(tokens, figure.last):
        return "down"
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
        if word == "at" and tokens[index + 1].word not in ("least", "most"):
            return None
        if word == "of" and tokens[index - 1].word in table("change.toml")["nouns"]["words"]:
            return _directions()[tokens[index - 1].word]
        if word in _directions() and not (word == "up" and tokens[index + 1].word == "to"):
            counts = figure.unit is None or (word in table("change.toml")["money"]["words"] and not amount)
            return None if counts and not (amount or by) else _directions()[word]
        if word not in _fillers("change"):
            return None
        index -= 1
    return None


def _turn_before(tokens: Tokens, index: int) -> int:
    """The word of change that "by" belongs to ("grew its sales abroad by 5 %"), else the token before "by"."""
    for back in range(index - 1, index - 1 - _CLAUSE, -1):
        if tokens[back].kind == "mark":
            break
        if tokens[back].word in _directions():
            return back
    return index - 1


def _cue_before(tokens: Tokens, index: int) -> str | None:
    """The cue whose last word stands at this token or, with fillers between, before it."""
    for _ in range(_FILLERS):
        for size in range(_LONGEST, 0, -1):
            if (cue := _cues("before").get(tokens.between(index - size + 1, index))) is not None:
                negated = tokens[index - size].word.replace("’", "'") in table("bound.toml")["not"]["words"]
                return _NEGATED.get(cue, cue) if negated else cue
        if tokens[index].word not in _fillers("bound"):
            return None
        index -= 1
    return None


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
    return found | dict.fromkeys([*lists["up"]["words"]], "up") | dict.fromkeys(["reduction"], "down")


@cache
def _comparisons(kind: str) -> dict[str, Change]:
    lists = table("change.toml")[kind]
    found: dict[str, Change] = dict.fromkeys(lists["up"], "up")
    return found | dict.fromkeys(lists["down"], "down")


@cache
def _fillers(kind: str) -> frozenset[str]:
    """Words that may stand between a cue and its figure."""
    return frozenset(table(f"{kind}.toml")["between"]["words"])
