"""A parsed text as columns: one entry a token, so that no step needs the parser to read it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens, tags and dependencies of a whole text, in order.

    Labels are Universal Dependencies (``dep``, ``pos``) and Penn Treebank (``tag``). ``head[i]`` is an index into the
    same columns; a sentence's root is its own head. ``entity[i]`` is ``""`` or ``B-``/``I-`` with PER, ORG or LOC.
    White space is never a token. A text that is not English has no tokens.
    """

    start: tuple[int, ...] = ()
    end: tuple[int, ...] = ()
    word: tuple[str, ...] = ()
    lemma: tuple[str, ...] = ()
    pos: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    dep: tuple[str, ...] = ()
    head: tuple[int, ...] = ()
    entity: tuple[str, ...] = ()
    sentence: tuple[int, ...] = ()  # index into Text.sentences
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    _left: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _right: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        size = len(self.start)
        children: list[list[int]] = [[] for _ in range(size)]
        for token, head in enumerate(self.head):
            if head != token:
                children[head].append(token)
        left, right = list(range(size)), list(range(size))
        for token in self._bottom_up(children):
            for child in children[token]:
                left[token] = min(left[token], left[child])
                right[token] = max(right[token], right[child])
        object.__setattr__(self, "_children", tuple(map(tuple, children)))
        object.__setattr__(self, "_left", tuple(left))
        object.__setattr__(self, "_right", tuple(right))

    def __len__(self) -> int:
        return len(self.start)

    def _bottom_up(self, children: list[list[int]]) -> Iterator[int]:
        order = [token for token, head in enumerate(self.head) if head == token]
        for token in order:
            order.extend(children[token])
        return reversed(order)

    def children(self, token: int) -> tuple[int, ...]:
        """The tokens that depend on this one, in order."""
        return self._children[token]

    def child(self, token: int, *labels: str) -> int | None:
        """The first child with one of these dependency labels."""
        return next((c for c in self._children[token] if self.dep[c] in labels), None)

    def subtree(self, token: int) -> range:
        """The tokens from the leftmost to the rightmost that hang under this one (it included)."""
        return range(self._left[token], self._right[token] + 1)

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above this token, nearest first."""
        while self.head[token] != token:
            token = self.head[token]
            yield token

    def inside(self, start: int, end: int) -> range:
        """The tokens that lie wholly within these character offsets."""
        first = bisect_left(self.start, start)
        last = bisect_right(self.end, end)
        return range(first, max(first, last))

    def outside(self, stretches: Sequence[tuple[int, int]]) -> "Parse":
        """The parse without the tokens that begin in these stretches of characters, which are in order.

        A token whose head is gone is a root.
        """
        if not stretches:
            return self
        starts = [start for start, _ in stretches]
        kept = [n for n, at in enumerate(self.start) if not _holds(stretches, bisect_right(starts, at) - 1, at)]
        now = {before: after for after, before in enumerate(kept)}
        columns = {each.name: getattr(self, each.name) for each in fields(self) if each.init}
        chosen = {name: tuple(column[n] for n in kept) for name, column in columns.items()}
        chosen["head"] = tuple(now.get(self.head[n], now[n]) for n in kept)
        return Parse(**chosen)

    def at(self, offset: int) -> int | None:
        """The token that covers this character, if one does."""
        token = bisect_right(self.start, offset) - 1
        return token if token >= 0 and offset < self.end[token] else None


def _holds(stretches: Sequence[tuple[int, int]], n: int, at: int) -> bool:
    return n >= 0 and at < stretches[n][1]
