"""Units of measure and money behind a number, signs and codes of money before it, and what a rate is per."""

import re
from dataclasses import dataclass
from functools import cache

from headwater.claims.lexicon import table
from headwater.claims.token import Tokens

_LONGEST = 8  # characters of a money sign with its space and minus


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that stands on the tokens up to ``last`` (not included)."""

    name: str
    last: int
    per: str | None = None
    money: bool = False


def unit_at(tokens: Tokens, index: int) -> Unit | None:
    """The unit that begins at this token: in words ("square miles", "-hour"), or a symbol ("km/h", "%")."""
    first = index + 1 if tokens[index].raw == "-" and tokens[index].glued and tokens[index + 1].glued else index
    return _power(tokens, first) or _nation(tokens, first) or _words(tokens, first) or _symbol(tokens, first)


def sign_before(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """The currency whose sign or code stands before this token, and where the sign begins in the text."""
    start = tokens[index].start
    window = tokens.text[max(0, start - _LONGEST) : start]
    found = _signs().search(window)
    return (sign_names()[found["sign"]], start - len(window) + found.start("sign")) if found else None


def per_at(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """What the quantity before this token is per, and the token behind it: "per gram", "a month", "/kg", "monthly"."""
    rates = table("unit.toml")["per"]
    word = tokens[index].word
    if word == "-" and tokens[index + 1].word in ("a", "per"):  # barrel-a-day
        index, word = index + 1, tokens[index + 1].word
    if isinstance(rates.get(word), str):
        return rates[word], index + 1
    if tokens[index].raw == "/":
        unit = unit_at(tokens, index + 1)
        return (unit.name, unit.last) if unit else None
    if word not in rates["words"]:
        return None
    base = index + 2 if tokens[index + 1].word == "-" else index + 1
    unit = _power(tokens, base) or _words(tokens, base) or (_symbol(tokens, base) if word == "per" else None)
    if unit is not None and not unit.money and unit.name != "percentage":
        before = tokens[unit.last].word in rates["apart"]  # "$5 a year earlier"
        return None if before and word in ("a", "an") else (unit.name, unit.last)
    if (
        tokens[base].kind == "word"
        and tokens[base].word != "cent"
        and (word == "per" or tokens[base].word in rates["bases"])
    ):
        return {"capita": "person"}.get(tokens[base].word, tokens[base].word), base + 1
    return None


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, bool]]:
    """Words of a unit to its name and whether it is money."""
    found: dict[tuple[str, ...], tuple[str, bool]] = {}
    names = {
        base: [base, base.replace("metre", "meter").replace("litre", "liter")]
        for base in table("unit.toml")["bases"]["names"]
    }
    prefixed = {
        p + base: [p + form for form in forms] for base, forms in names.items() for p in table("unit.toml")["prefixes"]
    }
    for names_of, money in (
        (prefixed, False),
        (table("unit.toml")["words"], False),
        (table("unit.toml")["money"], True),
    ):
        for name, forms in names_of.items():
            for form in forms:
                words = _split(form)
                found[words] = found[(*words[:-1], words[-1] + "s")] = (name, money)
    return found


def _split(form: str) -> tuple[str, ...]:
    tokens = Tokens(form)
    return tuple(tokens[i].word for i in range(len(tokens)) if tokens[i].word not in "-")


@cache
def _longest_phrase() -> int:
    return max(map(len, _phrases()))


def _words(tokens: Tokens, index: int) -> Unit | None:
    words: list[str] = []
    best: Unit | None = None
    while len(words) < _longest_phrase() and tokens[index].kind:
        if tokens[index].word != "-" or not words:
            words.append(tokens[index].word)
            if (entry := _phrases().get(tuple(words))) is not None:
                best = Unit(entry[0], index + 1, money=entry[1])
        elif not tokens[index + 1].glued:
            break
        index += 1
    return best


def _nation(tokens: Tokens, index: int) -> Unit | None:
    for size in (1, 2):
        nation = tokens.between(index, index + size - 1)
        if nation in _nations() and (unit := _words(tokens, index + size)) and unit.money:
            plain = unit.name.split()[-1]
            plain = table("unit.toml")["nations"].get(plain, plain)
            return Unit(f"{nation} {plain}", unit.last, money=True)
    return None


@cache
def _nations() -> frozenset[str]:
    return frozenset(word.lower() for word in table("unit.toml")["nations"]["words"])


def _power(tokens: Tokens, index: int) -> Unit | None:
    for name, words in table("unit.toml")["powers"].items():
        if tokens[index].word in words:
            step = index + 2 if tokens[index + 1].raw in (".", "-") else index + 1
            unit = _words(tokens, step) or _symbol(tokens, step)
            return Unit(f"{name} {unit.name}", unit.last) if unit else None
    return None


@cache
def _symbol_names() -> dict[str, str]:
    lists = table("unit.toml")
    plain = {symbol: name for name, symbols in lists["symbols"].items() for symbol in symbols}
    for base in lists["bases"]["names"]:
        for symbol in lists["symbols"].get(base, ()):
            for prefix, letters in lists["prefixes"].items():
                for letter in letters:
                    plain.setdefault(letter + symbol, prefix + base)
    for name, codes in lists["codes"].items():
        plain.update(dict.fromkeys(codes, name))
    return plain | {"kWh": "kilowatt hour", "MWh": "megawatt hour", "GWh": "gigawatt hour", "TWh": "terawatt hour"}


@cache
def _symbols() -> re.Pattern[str]:
    forms = "|".join(re.escape(s) for s in sorted(_symbol_names(), key=lambda s: (-len(s), s)))
    return re.compile(rf"(?P<unit>{forms})(?P<power>[23²³])?(?![^\W_])")


def _symbol(tokens: Tokens, index: int) -> Unit | None:
    match = _symbols().match(tokens.text, tokens[index].start) if tokens[index].kind else None
    if match is None:
        return None
    symbol = match["unit"]
    if symbol in table("unit.toml")["glued"]["symbols"] and not tokens[index].glued:
        return None
    name, last = _symbol_names()[symbol], index
    while tokens[last].kind and tokens[last].start < match.end():
        last += 1
    if match["power"]:
        name = ("square " if match["power"] in "2²" else "cubic ") + name
    plain, _, per = name.partition(" per ")
    if not per and tokens[last].raw == "/" and tokens[last].glued and (base := unit_at(tokens, last + 1)):
        per, last = base.name, base.last
    money = symbol in _money_symbols()
    return Unit(plain, last, per or None, money)


@cache
def _money_symbols() -> frozenset[str]:
    codes = {code for codes in table("unit.toml")["codes"].values() for code in codes}
    return frozenset(codes | {"$", "£", "€", "¥", "p", "c", "¢"})


@cache
def sign_names() -> dict[str, str]:
    """Every sign and code of money with the name of its unit."""
    tables = (table("unit.toml")["signs"], table("unit.toml")["codes"])
    return {sign: name for names in tables for name, signs in names.items() for sign in signs}


@cache
def _signs() -> re.Pattern[str]:
    forms = "|".join(re.escape(s) for s in sorted(sign_names(), key=lambda s: (-len(s), s)))
    return re.compile(rf"(?<![^\W\d_])(?P<sign>{forms})\s?[-−]?$")
