"""Invented piles of any size, the same for the same seed: families of reports that retell one another, and loners."""

import random
import tomllib
from pathlib import Path

_WORDS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_PEOPLE = [f"{first} {last}" for first in _WORDS["first_names"] for last in _WORDS["last_names"]]
_MENU = "Home\nNews\nSport\nLog in | Register\nSubscribe to our newsletter\nRead more\nAdvertisement\n"
_OTHER = {"said": "stated", "closed": "shut", "bought": "purchased", "road": "way", "rose": "climbed"}


def pile(size: int, seed: int = 7) -> dict[str, str]:
    """Texts by name, of some 240 words each: a third are originals, the others copies of them in four manners."""
    chance = random.Random(f"{seed} {size}")
    texts: dict[str, str] = {}
    originals: list[list[str]] = []
    for number in range(size):
        if number % 3 == 0:
            sentences = _original(chance)
            originals.append(sentences)
        else:
            sentences = _copy(chance.choice(originals[-20:]), chance)
        text = _paragraphs(sentences, chance)
        texts[f"report-{number:06}"] = f"{_MENU}\n{text}\n\n{_MENU}" if number % 7 == 3 else text
    return texts


def _original(chance: random.Random) -> list[str]:
    """Sentences about one subject: a few bodies, things and people of one place."""
    place = chance.choice(_WORDS["places"])
    people = chance.sample(_PEOPLE, 3)
    bodies = chance.sample(_WORDS["bodies"], 2)
    things = chance.sample(_WORDS["things"], 4)
    doings = chance.sample(_WORDS["doings"], 6)
    return [
        _sentence(f"{chance.choice(bodies)} in {place}", chance.choice(things), chance.choice(doings), people, chance)
        for _ in range(chance.randint(14, 22))
    ]


def _sentence(body: str, thing: str, did: str, people: list[str], chance: random.Random) -> str:
    bound, when, role, said, outlet, line, how, place = (
        chance.choice(_WORDS[of]) for of in ("bounds", "when", "roles", "speech", "outlets", "lines", "how", "places")
    )
    who = chance.choice(people)
    figure = chance.choice((chance.randint(2, 40), chance.randint(50, 5_000), chance.randint(6, 90) * 1_000))
    fact = f"he {body} {did} {bound}{figure:,} {thing} {when}"
    own = line.format(place=place, n=chance.randint(3, 300), things=thing, body=body, did=did, how=how)
    manners = (
        f"T{fact}.",
        f"T{fact}, {who}, {role}, {said}.",
        f"“T{fact},” {who} {said}.",
        f"According to {outlet}, t{fact}.",
        own,
        own,
    )
    return chance.choice(manners)


def _copy(sentences: list[str], chance: random.Random) -> list[str]:
    """Verbatim; shortened; reworded and out of order; or with a credit and sentences of its own."""
    half = len(sentences) // 2
    manner = chance.randrange(4)
    if manner == 0:
        return sentences
    if manner == 1:
        return sentences[:half]
    if manner == 2:
        words = [" ".join(_OTHER.get(word, word) for word in sentence.split(" ")) for sentence in sentences]
        return [*words[half:], *words[:half]]
    credit = f"This was first reported by {chance.choice(_WORDS['outlets'])}."
    return [credit, *sentences[:8], *_original(chance)[:6]]


def _paragraphs(sentences: list[str], chance: random.Random) -> str:
    paragraphs, at = [], 0
    while at < len(sentences):
        size = chance.randint(2, 4)
        paragraphs.append(" ".join(sentences[at : at + size]))
        at += size
    return "\n\n".join(paragraphs)
