"""Words for people and bodies: which nouns are somebody, of which gender, and which names look like a person's."""

from collections.abc import Sequence

from headwater.claims.name import words_of
from headwater.model import Parse


def shows(noun: str, gender: str) -> bool:
    """Whether a noun is one for people of this gender: listed, or by its ending ("postmistress", "yachtsman")."""
    if noun in words_of("people", gender):
        return True
    ending = ("woman", "mistress", "stewardess") if gender == "female" else ("man", "master")
    return len(noun) > 6 and noun.endswith(ending) and not (gender == "male" and noun.endswith("woman"))


def is_of_people(parse: Parse, token: int) -> bool:
    """Whether a noun is one for somebody."""
    return parse.lemma[token].lower() in words_of("people")


def counts_people(parse: Parse, token: int) -> bool:
    """Whether a noun is one for people, itself or by what it counts: "a number of workers"."""
    counting = parse.lemma[token].lower() in words_of("people", "counting")
    counted = parse.child(token, "nmod") if counting else None
    return is_of_people(parse, token) or (counted is not None and is_of_people(parse, counted))


def is_body(parse: Parse, token: int) -> bool:
    """Whether a common noun is one for a body: "the committee", "patients' groups"."""
    return parse.lemma[token].title() in words_of("body")


def looks_human(words: Sequence[str]) -> bool:
    """Whether words look like a person's name: two or three with a capital, none of them a body's or a place's."""
    other = words_of("body") | words_of("paper") | words_of("place") | frozenset(words_of("place", "first"))
    return 2 <= len(words) <= 3 and all(w.istitle() for w in words) and words[0] != "The" and not other & set(words)
