"""Invented news by the thousand, as unlike one another as real news is: what the search for candidates is measured on.

Words are syllables drawn by Zipf's law, with a subject, names and figures of each text's own; a part of the sentences
is quoted speech, another holds a stock phrase of a dozen words that unrelated texts share.
"""

import random
from itertools import accumulate

_SUBJECT, _NAMES, _QUOTED, _STOCK = 120, 8, 0.2, 0.04  # words, names; shares of the sentences


class News:
    """Texts by number, the same for the same seed."""

    def __init__(self, seed: int = 7, words: int = 40_000, phrases: int = 3_000) -> None:
        chance = random.Random(f"news {seed}")
        syllables = [
            a + b + c for a in "bcdfghjklmnprstvw" for b in "aeiou" for c in ("", "", "n", "r", "s", "l", "th")
        ]
        found: dict[str, None] = {}
        while len(found) < words:
            size = 1 if len(found) < 300 else 2 if len(found) < 6_000 else 3
            found["".join(chance.choices(syllables, k=size))] = None
            if len(found) < 300 and chance.random() < 0.1:
                found[chance.choice(syllables) + chance.choice("aeiou")] = None
        self.words = list(found)
        self._seed = seed
        self._weights = list(accumulate((rank + 2.7) ** -1.05 for rank in range(words)))  # Zipf and Mandelbrot
        self._phrases = [" ".join(self._common(chance, chance.randint(9, 14))) for _ in range(phrases)]
        self._phrase_weights = list(accumulate(1 / (rank + 5) for rank in range(phrases)))

    def text(self, number: int) -> str:
        """One text."""
        chance = random.Random(f"{self._seed} {number}")
        subject = chance.choices(self.words[200:], k=_SUBJECT)
        names = [word.capitalize() for word in chance.choices(self.words[2_000:], k=_NAMES)]
        left = int(min(2_000, max(80, chance.lognormvariate(5.9, 0.55))))
        lines: list[str] = []
        while left > 0:
            line = [self._sentence(chance, subject, names) for _ in range(chance.choice((1, 1, 2, 3)))]
            left -= sum(len(each.split()) for each in line)
            lines.append(" ".join(line))
        return "\n".join(lines)

    def _sentence(self, chance: random.Random, subject: list[str], names: list[str]) -> str:
        size = max(4, round(chance.gauss(21, 8)))
        words = self._common(chance, size)
        for place in range(size):
            draw = chance.random()
            if draw < 0.3:
                words[place] = chance.choice(subject)
            elif draw < 0.37:
                words[place] = chance.choice(names)
            elif draw < 0.39:
                words[place] = str(chance.choice((chance.randint(2, 90), chance.randint(100, 90_000))))
        if chance.random() < _STOCK:
            words[size // 2 : size // 2] = chance.choices(self._phrases, cum_weights=self._phrase_weights)
        said = " ".join(words)
        if chance.random() < _QUOTED:
            return f'"{said.capitalize()}," {chance.choice(names)} {self.words[5]}.'
        return f"{said[0].upper()}{said[1:]}."

    def _common(self, chance: random.Random, size: int) -> list[str]:
        return chance.choices(self.words, cum_weights=self._weights, k=size)
