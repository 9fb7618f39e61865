"""Words of a longer name by which a report may mean its bearer: a surname, a given name, a family's plural.

A report that names "Oda Vask" goes on with "Vask", asks "Oda", labels her answers "VASK:" and visits "the Vasks".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Self

from headwater.model import Reading
from headwater.redact.form import Form, family, tokens

_LARGE = r"[^\W\d_a-z][^\W\d_]*+"  # a word with a capital
_WORD = re.compile(
    rf"(?:(?P<before>\b[Tt]he|\b[Aa]n?|\b[Tt]h[eo]se|\b[Bb]oth|\b[Oo]ther|\b[Aa]ll)\s)?\b(?P<word>{_LARGE})"
)
_SMALL = re.compile(r"\s([a-z]+)")
#: What may stand behind a thing that has an article: "the Ulve is"; any other small word may be the thing itself.
_JOINING = frozenset(
    {
        "is", "was", "were", "are", "has", "had", "have", "will", "would", "can", "could", "may", "of", "in", "at",
        "to", "and", "or", "but", "that", "which", "from", "for", "on", "by", "with", "as", "when", "where", "while",
        "after", "before",
    }
)  # fmt: skip
_NEXT = re.compile(rf"[ \u00a0]({_LARGE})")
_AFTER = frozenset({"jr", "sr", "ii", "iii", "iv"})  # what stands behind a name
_PLAIN = 0.25  # of the times that a word is written it is small: it may be no name where it stands alone
_DATES = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alone:
    """Which words of names a pile uses alone."""

    others: Set[str]  # words of the longer names of places and bodies, of the calendar, and those also written small
    things: Set[str]  # words that have an article as often as not: "the Vask is a river"
    families: Set[str]  # words that may be a family's plural: "the Vasks"
    followed: Mapping[str, Set[str]]  # for each word those with a capital right behind it

    @classmethod
    def of(cls, readings: Sequence[Reading], persons: Set[Form], small: Mapping[str, float]) -> Self:
        """Those of these readings, in which these are the names of persons, whatever else a report takes them for, and
        words are written small in these shares of all times."""
        elsewhere = {tokens(name.quote) for each in readings for name in each.names if name.kind != "person"} - persons
        times, after_article = Counter[str](), Counter[str]()
        families: set[str] = set()
        followed: defaultdict[str, set[str]] = defaultdict(set)
        for reading in readings:
            text = reading.text.text
            for found in _WORD.finditer(text):
                word, before = found["word"].casefold(), found["before"]
                if before:
                    families.add(word)
                behind = _SMALL.match(text, found.end())
                if before and behind and behind[1] not in _JOINING:
                    continue  # "the Vask trial" is about somebody
                times[word] += 1
                after_article[word] += (before or "").casefold() in ("the", "a", "an")
                if large := _NEXT.match(text, found.end()):
                    followed[word].add(large[1].casefold())
        return cls(
            {word for name in elsewhere if len(name) > 1 for word in name}  # "Holm" of "Holm Bridge"
            | {word for word, share in small.items() if share > _PLAIN}
            | _DATES,
            {word for word, often in after_article.items() if often and 2 * often >= times[word]},
            families,
            followed,
        )

    def forms(self, key: Form) -> set[Form]:
        """The words of a name that mean its bearer: the last one, and the first if nobody else in the pile has it."""
        name = tuple(word for word in key if word not in _AFTER)
        if len(name) < 2:
            return set()
        own = {name[-1]} | ({name[0]} if self.followed.get(name[0], set()) <= {*key} else set())
        return {(word,) for word in own - self.others - self.things}

    def plurals(self, forms: Iterable[Form]) -> set[Form]:
        """How a family is called that has one of these forms of a name, where the pile calls one so."""
        words = {family(word) for form in forms for word in (form[0], form[-1])}
        return {(word,) for word in words & self.families}
