"""Pseudonyms: the same private person has the same one all through a document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise, product
from string import ascii_uppercase
from typing import Self

from headwater.model import Reading, stem
from headwater.redact.form import Form, tokens
from headwater.redact.person import private

_TOKEN = re.compile(r"%[0-9A-Fa-f]{2}|[^\W_]+")  # what an address writes for a blank is no part of a word
_BETWEEN = re.compile(r"(?:[\s\-‐-―_.+'’,]|%20){1,3}")  # what may stand between the words of one name
_LONGEST = 200  # characters of an address that are looked at before a name
_BEFORE, _AFTER = re.compile(r"[^\s<>\"]+\Z"), re.compile(r"[^\s<>\"]*")  # the rest of a stretch, within markup too
_ADDRESS = re.compile(r"\S*[/_.\-+%@#]\S*")  # a path, an address, a handle or a slug: names in them have no capitals
_BARE = r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}"
_MAIL = re.compile(
    rf"(?:[^\W\d_a-z][\w.’'-]{{0,40}}[ \t]){{1,4}}<{_BARE}>|(?<![\w.+-]){_BARE}"
)  # with its holder's name
_MAIL_NAME = "mail address"  # what stands for one: whose it is may be read from it, and whether private cannot be told


@dataclass(frozen=True, slots=True)
class Found:
    """A private name, or a mail address, in some words."""

    start: int
    end: int
    pseudonym: str


class Pseudonyms:
    """What stands for each private person of a pile."""

    def __init__(self, by_form: dict[Form, str]) -> None:
        self._by_form = by_form
        self._words = frozenset(word for form in by_form for word in form)
        self._stems = frozenset(map(stem, self._words))
        self._by_first: dict[str, list[Form]] = {}
        for form in sorted(by_form, key=lambda form: (-len(form), form)):
            self._by_first.setdefault(form[0], []).append(form)

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> Self:
        """Give everybody a pseudonym, in the order in which the pile names them: ``Informant A``, ``Person A``."""
        informants, others = _letters(), _letters()
        by_form: dict[Form, str] = {}
        for person in private(readings):
            name = f"Informant {next(informants)}" if person.informant else f"Person {next(others)}"
            for form in person.forms:
                by_form.setdefault(form, name)
                by_form.setdefault(("".join(form),), name)  # as file names, handles and addresses run them together
        return cls(by_form)

    def __len__(self) -> int:
        return len(set(self._by_form.values()))

    def find(self, words: str) -> tuple[Found, ...]:
        """Where private persons are named, and mail addresses: the longest form that fits, from the left.

        A name begins with a capital; alone, in a path or an address, and where it has several words, it need not.
        """
        mail = [Found(each.start(), each.end(), _MAIL_NAME) for each in _MAIL.finditer(words)] if "@" in words else []
        named = self._named(words)
        if not mail:
            return tuple(named)
        within = {place for each in mail for place in range(each.start, each.end)}
        apart = [each for each in named if within.isdisjoint(range(each.start, each.end))]
        return tuple(sorted([*mail, *apart], key=lambda each: each.start))

    def _named(self, words: str) -> list[Found]:
        found: list[Found] = []
        if self._by_first.keys().isdisjoint(map(str.casefold, _TOKEN.findall(words))):
            return found  # as of most words
        each = [token for token in _TOKEN.finditer(words) if token[0][0] != "%"]
        forms = [self._by_first.get(token[0].casefold(), ()) for token in each]
        place = 0
        while place < len(each):
            form = self._form(words, each, place, forms[place]) if forms[place] else ()
            if form:
                last = each[place + len(form) - 1]
                found.append(Found(each[place].start(), last.end(), self._by_form[form]))
            place += len(form) or 1
        return found

    def betrays(self, word: str, *, begins: bool = False) -> bool:
        """Whether a word is part of a private person's name, in whatever form; or, with ``begins``, may begin one."""
        each = tokens(word)
        if begins and each and any(name.startswith(each[-1]) for name in self._words):
            return True
        return not self._words.isdisjoint(each) or not self._stems.isdisjoint(map(stem, each))

    def redact(self, words: str) -> str:
        """These words with pseudonyms for names."""
        for each in reversed(self.find(words)):
            name = each.pseudonym
            if _ADDRESS.fullmatch(words):
                name = name.replace(" ", "-").lower()
            words = f"{words[: each.start]}{name}{words[each.end :]}"
        return words

    def _form(self, words: str, each: list[re.Match[str]], place: int, forms: Sequence[Form]) -> Form:
        for form in forms:
            run = each[place : place + len(form)]
            if tokens(" ".join(token[0] for token in run)) != form or not _joined(words, run):
                continue
            if run[0][0][0].isupper() or len(form) > 1 or len(each) == 1 or _ADDRESS.fullmatch(_around(words, run[0])):
                return form
        return ()


def _joined(words: str, run: list[re.Match[str]]) -> bool:
    return all(_BETWEEN.fullmatch(words, one.end(), other.start()) for one, other in pairwise(run))


def _around(words: str, token: re.Match[str]) -> str:
    """The stretch without blanks that a word stands in."""
    before = _BEFORE.search(words, max(0, token.start() - _LONGEST), token.start())
    after = _AFTER.match(words, token.end())
    return f"{before[0] if before else ''}{token[0]}{after[0] if after else ''}".rstrip(".,;:!?")


def _letters() -> Iterator[str]:
    """A to Z, then AA, AB and so on."""
    return ("".join(each) for size in count(1) for each in product(ascii_uppercase, repeat=size))
