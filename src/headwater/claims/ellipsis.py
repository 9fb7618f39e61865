"""Whether a bare figure leaves out the unit that the figure before it gave: "from 71 % to 64", "lost six, then two"."""

from headwater.claims.figure import Figure, degrees
from headwater.claims.noun import stops
from headwater.claims.number import openers
from headwater.claims.token import Tokens
from headwater.claims.unit import per_at
from headwater.model import Parse

_CONTRAST = ("to", "from", "against", "versus", "vs")  # before the second figure, whatever is counted
_PRICE = ("for", "at", "by", "below", "above", "around")  # besides, where something is measured or paid
_SERIES = ("and", "or", "but", "then", ",", ":")
_VERBS = ("is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could", "may")
_ALL = ("the", "every", "all", "its", "their", "these", "those", "some", "about", "around")
_BOUND = ("less", "more", "fewer", "than")  # may stand between link and figure, as words of degree
_FAR = 30  # tokens between the two figures
_NEAR = 8  # tokens between two figures of a series, or two counts
_WIDEST = 30  # times that one of two figures of one unit may be the other: "up 0.2 percent at 2,173.60" is of two
_HIGHEST = 6  # heads between a figure and its verb


def goes_on(tokens: Tokens, parse: Parse, before: Figure, figure: Figure, measured: bool) -> bool:
    """Whether this figure, with no noun of its own, has the unit of the one before it in the sentence.

    ``measured`` says that the one before has a unit of measure or money, and does not count things.
    """
    distance = figure.first - before.last
    if not 0 <= distance <= _FAR or not _together(tokens, before, figure):
        return False
    small, large = sorted((abs(before.high), abs(figure.high)))
    if large > _WIDEST * small:
        return False
    index = tokens.before(figure.start)
    while index > before.last and (tokens[index].word in degrees() or tokens[index].word in _BOUND):
        index -= 1
    rate = per_at(tokens, figure.last)
    link, after = tokens[index].word, tokens[rate[1] if rate else figure.last]
    if link == "of":  # "5 % of 200"
        return False
    small = after.word in stops() or after.word in openers()
    clause = after.word in _VERBS or (after.kind == "word" and not small)  # a subject and its verb
    if clause:
        return link == "," and _is_whole(tokens, before)
    near = distance <= _NEAR
    if (link in _CONTRAST and (near or measured)) or (measured and link in _PRICE) or (link in _SERIES and near):
        return True
    if measured and link in _VERBS:
        return True
    verb = _verb(parse, tokens, figure)
    return verb is not None and verb == _verb(parse, tokens, before)


def _together(tokens: Tokens, before: Figure, figure: Figure) -> bool:
    """Whether no sentence ends between the two."""
    marks = (tokens[index] for index in range(before.last, figure.first))
    return "\n" not in tokens.text[before.end : figure.start] and not any(
        mark.raw in (".", "!", "?") and mark.end < len(tokens.text) and tokens.text[mark.end].isspace()
        for mark in marks
    )


def _is_whole(tokens: Tokens, figure: Figure) -> bool:
    """Whether the figure is what the next is a part of: "Of the 64 villages, 11 were reached"."""
    index = figure.first - 1
    while tokens[index].word in _ALL:
        index -= 1
    return tokens[index].word == "of"


def _verb(parse: Parse, tokens: Tokens, figure: Figure) -> str | None:
    """The lemma of the verb that governs the figure."""
    number = figure.number
    token = parse.at(tokens[(number.last if number is not None else figure.last) - 1].start)
    for _ in range(_HIGHEST if token is not None else 0):
        assert token is not None
        if parse.pos[token] == "VERB":
            return parse.lemma[token]
        token = parse.head[token]
    return None
