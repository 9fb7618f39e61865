"""Nouns without a parse: plurals, their singular, and the small words that end a noun phrase."""

from functools import cache

from headwater.claims.lexicon import table


@cache
def stops() -> frozenset[str]:
    """Words that end a noun phrase where there is no parse."""
    return frozenset(table("label.toml")["stop"]["words"])


def is_plural(word: str) -> bool:
    """Whether the word looks like a plural noun."""
    irregular = table("label.toml")["plural"]
    return word in irregular or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
    )


@cache
def _people() -> frozenset[str]:
    return frozenset(["people", "staff", "personnel", *table("titles.toml")["people"]["words"].split()])


def is_person(noun: str) -> bool:
    """Whether the noun, in lower case, is one for people."""
    return noun in _people() or (is_plural(noun) and singular(noun, noun, "NNS") in _people())


def singular(word: str, lemma: str, tag: str) -> str:
    """The singular of a noun: the lemma where the parse gives one, else by its ending."""
    plain = word.lower()
    if plain in table("label.toml")["plural"]:
        return str(table("label.toml")["plural"][plain])
    if tag not in ("NNS", "NNPS"):
        return plain
    if lemma.lower() != plain:
        return lemma.lower()
    if plain.endswith("ies") and len(plain) > 4:
        return plain[:-3] + "y"
    if plain.endswith(("ches", "shes", "sses", "xes", "zes")):
        return plain[:-2]
    return plain.removesuffix("s")
