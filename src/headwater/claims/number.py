"""Numbers as they are written: digits, words, fractions, magnitudes, and vague plurals ("dozens of")."""

from dataclasses import dataclass, replace
from functools import cache

from headwater.claims.lexicon import table
from headwater.claims.noun import is_plural, stops
from headwater.claims.token import Tokens

_ARTICLES = ("a", "an", "half")
_PORTIONS = ("of whom", "of which", "of them", "cut in", "broken in", "split in")  # a fraction stands behind them
_SOME = ("tens", "scores", "several", "few", "couple")
_BLANKS = " \u00a0\u2009\u202f"  # between groups of three digits: those of ISO 80000 and the ordinary one
_LONGEST = 15  # digits: beyond, a number is a code, and more than a float holds


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands on the tokens ``first`` to ``last``, the last not included."""

    first: int
    last: int
    value: float
    scale: float = 1.0  # what a magnitude word multiplied it by
    vague: bool = False  # "dozens": at least this many
    part: bool = False  # of something: "two-thirds", "one in ten"
    spelt: bool = False  # in letters


@cache
def _table(name: str) -> dict[str, float]:
    return {word: float(value) for word, value in table("number.toml")[name].items()}


@cache
def openers() -> frozenset[str]:
    """The words a number can begin with: a cheap test before the grammar is tried."""
    magnitudes = _table("magnitude")
    return frozenset(
        [*_table("small"), *magnitudes, *(word + "s" for word in magnitudes), *_table("vulgar"), *_ARTICLES, *_SOME]
    )


def number_at(tokens: Tokens, index: int, money: bool = False) -> Number | None:
    """The number that begins at this token. After a currency sign ``m`` and ``b`` are magnitudes too."""
    token = tokens[index]
    if token.kind == "digits":
        number = _digits(tokens, index)
        return number and _share(tokens, _scaled(tokens, number, money))
    if token.raw in _table("vulgar"):
        return Number(index, index + 1, _table("vulgar")[token.raw], part=True)
    return _vague(tokens, index) or _part(tokens, index) or _spelt(tokens, index)


def _digits(tokens: Tokens, index: int) -> Number | None:
    """Digits with what makes them one number: 1/16, 5 1/2, 2½, 1.99×10−30."""
    if sum(map(str.isdecimal, tokens[index].raw.partition(".")[0])) > _LONGEST:
        return None
    if (groups := _grouped(tokens, index)) > 1:
        return Number(index, index + groups, float("".join(tokens[i].raw for i in range(index, index + groups))))
    value = float(tokens[index].raw.replace(",", ""))
    after = tokens[index + 1]
    if after.raw in _table("vulgar") and after.glued:
        return Number(index, index + 2, value + _table("vulgar")[after.raw])
    if (ratio := _ratio(tokens, index)) is not None and tokens[index + 3].word == "of":
        return Number(index, index + 3, ratio, part=True)
    if not after.glued and (ratio := _ratio(tokens, index + 1)) is not None and ratio < 1:
        return Number(index, index + 4, value + ratio)
    if after.raw in ("×", "x") and tokens[index + 2].raw == "10":
        sign = tokens[index + 3].raw in ("-", "−", "–")
        exponent = tokens[index + 3 + sign]
        if exponent.raw.isdecimal() and exponent.glued and len(exponent.raw) < 3:
            return Number(index, index + 4 + sign, value * 10.0 ** (-int(exponent.raw) if sign else int(exponent.raw)))
    return Number(index, index + 1, value)


def _grouped(tokens: Tokens, index: int) -> int:
    """How many tokens from this one on are one number with blanks between its thousands: 5 000 000."""
    first = tokens[index]
    if not first.raw.isdecimal() or len(first.raw) > 3 or first.raw[0] == "0" or tokens[index - 1].kind == "digits":
        return 1
    last = index
    while (
        tokens[last + 1].raw.isdecimal()
        and len(tokens[last + 1].raw) == 3
        and tokens[last + 1].start == tokens[last].end + 1
        and tokens.text[tokens[last].end] in _BLANKS
    ):
        last += 1
    if tokens[last + 1].raw.isdecimal() and tokens[last + 1].start == tokens[last].end + 1:
        return 1  # the groups of a longer code
    before = tokens[index - 1]
    named = before.raw[:1].isupper() and before.word not in stops()  # Flight 208 173 people boarded
    return 1 if last == index + 1 and named else last + 1 - index


def _ratio(tokens: Tokens, index: int) -> float | None:
    """The value of 3/4 that begins here; not of 1/2/2020 or 24/7."""
    over, slash, under = (tokens[i] for i in range(index, index + 3))
    if slash.raw not in ("/", "⁄") or not (slash.glued and under.glued) or tokens[index + 3].raw == "/":
        return None
    if not (over.raw.isdecimal() and under.raw.isdecimal()) or max(len(over.raw), len(under.raw)) > 3:
        return None
    return int(over.raw) / int(under.raw) if 0 < int(over.raw) < int(under.raw) else None


def _scaled(tokens: Tokens, number: Number, money: bool = False) -> Number:
    """The number with the magnitudes behind it: 4 hundred million, 1.8 billion-, 40bn."""
    last, scale = number.last, 1.0
    while (step := _joined(tokens, last)) is not None and tokens[step].word in _table("magnitude"):
        scale *= _table("magnitude")[tokens[step].word]
        last = step + 1
    short = tokens[last].raw
    money = money or (short == "m" and tokens[last].glued and is_plural(tokens[last + 1].word))  # 1.5m people
    if scale == 1 and not number.spelt and short in _table("short") | (_table("money") if money else {}):
        scale = (_table("short") | _table("money"))[short]
        last += 1
    return replace(number, last=last, value=number.value * scale, scale=scale)


def _joined(tokens: Tokens, index: int) -> int | None:
    """The word at this place, or behind a hyphen that ties it to the one before."""
    if tokens[index].raw == "-" and tokens[index].glued and tokens[index + 1].glued:
        index += 1
    return index if tokens[index].kind == "word" else None


def _vague(tokens: Tokens, index: int) -> Number | None:
    """ "Dozens", "tens of thousands", "several hundred": at least two of them; "a couple of": two."""
    word = tokens[index].word
    magnitude = _table("magnitude")
    if word == "couple" and tokens[index + 1].word == "of":
        led = tokens[index - 1].word == "a"
        if times := magnitude.get(tokens[index + 2].word):  # a couple of hundred
            return Number(index - led, index + 3, 2 * times, times, spelt=True)
        return Number(index - led, index + 1, 2.0, spelt=True) if led or is_plural(tokens[index + 2].word) else None
    if word == "scores" and tokens[index + 1].word == "of":
        return Number(index, index + 1, 40.0, 20.0, vague=True, spelt=True)
    if word in ("several", "few") and (scale := magnitude.get(tokens[index + 1].word)):
        first = index - 1 if word == "few" and tokens[index - 1].word == "a" else index
        return Number(first, index + 2, 2 * scale, scale, vague=True, spelt=True)
    scale = 10.0 if word == "tens" else magnitude.get(word.removesuffix("s"), 0.0) if word.endswith("s") else 0.0
    if not scale:
        return None
    more = tokens[index + 2].word
    if tokens[index + 1].word == "of" and more.endswith("s") and (times := magnitude.get(more.removesuffix("s"))):
        return Number(index, index + 3, 2 * scale * times, times, vague=True, spelt=True)
    return Number(index, index + 1, 2 * scale, scale, vague=True, spelt=True) if word != "tens" else None


def _part(tokens: Tokens, index: int) -> Number | None:
    """ "Two-thirds", "a quarter of", "half the"; "a third man" and "the quarter" are no parts."""
    word = tokens[index].word
    if word == "half":
        if tokens[index + 1].word in ("a", "an") and tokens[index + 2].word not in _table("magnitude"):
            return Number(index, index + 2, 0.5, spelt=True)  # half an hour
        if tokens[index - 1].word in table("number.toml")["one_half"]["words"]:
            return None  # the second half of the year
        whole = tokens[index + 1].word in (
            "of",
            "the",
            "that",
            "those",
            "its",
            "their",
            "his",
            "her",
            "our",
            "all",
            "what",
        )
        whole = whole or compares(tokens, index + 1) or tokens[index - 1].word == "by"
        whole = whole or tokens.between(index - 2, index - 1) in _PORTIONS
        return Number(index, index + 1, 0.5, part=True, spelt=True) if whole else None
    over = 1.0 if word in ("a", "an") else _table("small").get(word)
    step = _joined(tokens, index + 1 + (over == 1 and tokens[index + 1].word in ("good", "full", "mere", "whole")))
    if over is None or step is None:
        return None
    parts, plain = table("number.toml")["part"], tokens[step].word
    under = parts.get(plain) or (parts.get(plain.removesuffix("s")) if over > 1 else None)
    if not under or over >= under:
        return None
    after = tokens[step + 1]
    if (
        over == 1
        and tokens.between(index - 2, index - 1) not in _PORTIONS
        and (after.raw == "-" or after.kind == "word")
        and after.word not in table("number.toml")["whole"]["words"]
        and not compares(tokens, step + 1)
    ):
        return None
    scale = _table("magnitude").get(tokens[step + 3].word)
    if scale and tokens.between(step + 1, step + 2) in ("of a", "of one"):  # a quarter of a million
        return Number(index, step + 4, over / under * scale, scale, spelt=True)
    return Number(index, step + 1, over / under, part=True, spelt=True)


def past_degree(tokens: Tokens, index: int) -> int:
    """The token behind "-odd", "-plus", "or so" and the like at this one: a unit or noun may stand there."""
    first = index + (tokens[index].raw == "-" and tokens[index].glued)
    if tokens[first].word in ("odd", "plus", "+"):
        return first + 1
    return index + 2 if tokens.between(index, index + 1) in ("or so", "or more", "or fewer", "or less") else index


def compares(tokens: Tokens, index: int) -> bool:
    """Whether "as many", "as tall as" stands here."""
    if tokens[index].word != "as":
        return False
    return tokens[index + 1].word in ("many", "much") or "as" in tokens.between(index + 2, index + 4).split()


def _spelt(tokens: Tokens, index: int) -> Number | None:
    """ "Twenty-one", "three hundred and fifty", "half a million", "two and a half"."""
    small, magnitude = _table("small"), _table("magnitude")
    article = next((s for s in (1, 2) if tokens[index + s - 1].word in ("a", "an")), 0)
    if article:
        half = tokens[index].word == "half"
        scale = magnitude.get(tokens[index + article].word)
        if scale is None or (article == 2 and not half):
            return None
        last = index + article + 1
        if tokens.between(last, last + 2) == "and a half" and not half:  # a million and a half
            return Number(index, last + 3, 1.5 * scale, scale, spelt=True)
        return _scaled(tokens, Number(index, last, scale / 2 if half else scale, scale, spelt=True))
    total = current = 0.0
    scale, last = 1.0, index
    room = ceiling = float("inf")  # a further word must be smaller than the room the one before left
    step: int | None = index
    while step is not None:
        word = tokens[step].word
        if word in small and small[word] < room and (small[word] or step == index):
            current += small[word]
            room = 10 if small[word] >= 20 else 0
        elif word in magnitude and current:
            scale = magnitude[word]
            if scale == 100:
                current, room = (current or 1) * scale, 100
            elif scale >= ceiling:
                break
            else:
                total, current, room, ceiling = total + (current or 1) * scale, 0.0, scale, scale
        else:
            break
        last = step + 1
        step = _joined(tokens, last)
        if tokens[last].word == "and" and word in magnitude:
            step = last + 1
    if last == index:
        return None
    value = total + current
    if tokens.between(last, last + 1) == "and a" and (
        extra := {"half": 0.5, "quarter": 0.25}.get(tokens[last + 2].word)
    ):
        return _scaled(tokens, Number(index, last + 3, value + extra, spelt=True))
    return _share(tokens, Number(index, last, value, scale, spelt=True))


def _share(tokens: Tokens, number: Number) -> Number:
    """ "One in ten", "9 out of 10": a part, if the second number can be the whole."""
    step = number.last
    if tokens[step].word == "out" and tokens[step + 1].word == "of":
        step += 1
    elif tokens[step].word != "in":
        return number
    step += 2 if tokens[step + 1].word == "every" else 1
    whole = _table("small").get(tokens[step].word) or (
        float(tokens[step].raw) if tokens[step].raw.isdecimal() and len(tokens[step].raw) < 4 else 0.0
    )
    if not (1 <= number.value < whole and whole in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100)):
        return number
    return replace(number, last=step + 1, value=number.value / whole, part=True)
