"""The words of many texts as numbers, found and hashed together: no loop over words, no parse.

The texts of a batch stand end to end as UTF-16 code units. One table says what each unit is, another what it is folded
to (lower case, no accents); a word is a run of letters and digits ("1,250.5" is one). Word ``w`` has the polynomial
hash Σ fold(w[i]) · P^i mod 2^64, taken for all words at once as differences of one running sum, and mixed. The same
with words for letters gives lines and runs of words. Nothing depends on the batch: the same word has the same code
everywhere. Characters beyond the basic plane part words.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint64]

BATCH = 1 << 18  # characters that are hashed together; whole texts, so a long one makes a longer batch
ROOT = 6  # letters that say which word it is whatever its ending
_LETTER_BASE = 0x9E3779B97F4A7C15  # odd, so that its powers have inverses mod 2^64
_WORD_BASE = 0xC2B2AE3D27D4EB4F
_APART, _INWARD, _LETTER, _DIGIT, _BREAK, _MARK, _OPEN, _CLOSE = range(8)  # what a code unit is
_LONGEST = 1_500  # characters of a quotation within one line
_OPENING, _CLOSING = "“„«", "”»"


@dataclass(frozen=True, slots=True, eq=False)
class Hashed:
    """The words of a batch of texts in order, one entry a word; lines are numbered through the batch."""

    code: Codes
    root: Codes  # of its first letters; of all digits of a figure
    telling: Flags  # a figure, or a word of four letters or more
    owner: Ints  # which text
    line: Ints  # which line of the batch
    quoted: Flags  # within quotation marks
    texts: int

    def runs(self, size: int) -> Codes:
        """A hash of each run of so many words, by its first word."""
        powers = _powers(_WORD_BASE, size)
        hashes = np.zeros(max(0, len(self.code) - size + 1), np.uint64)
        for i in range(size):
            hashes += self.code[i : i + len(hashes)] * powers[i]
        return mixed(hashes)

    def stretches(self, of: Ints) -> tuple[Ints, Ints, Codes]:
        """The stretches of words with the same number: first word, length, and a hash of the words."""
        starts = np.flatnonzero(np.r_[True, of[1:] != of[:-1]]) if len(of) else np.empty(0, np.int64)
        sizes = np.diff(starts, append=len(of))
        return starts, sizes, mixed(_sums(self.code, starts, starts + sizes, _WORD_BASE))


def hashed(texts: Sequence[str]) -> Hashed:
    """Find and hash the words of these texts."""
    table = _table()
    whole = "\n".join([*texts, ""])
    units = np.frombuffer(whole.encode("utf-16-le", "surrogatepass"), np.uint16)
    kind = table.kind[units]
    _join_figures(kind)
    inside = (kind == _LETTER) | (kind == _DIGIT)
    edges = np.flatnonzero(np.diff(inside.view(np.int8), prepend=0, append=0))
    starts, ends = edges[::2], edges[1::2]
    figure = kind[starts] == _DIGIT
    root_ends = np.where(figure, ends, np.minimum(ends, starts + ROOT))
    sums = _running(table.fold[units], _LETTER_BASE)
    inverse = _powers(pow(_LETTER_BASE, -1, 1 << 64), len(units) + 1)[starts]
    special = np.flatnonzero(kind >= _BREAK)
    last = np.searchsorted(special, starts) - 1  # the break or mark before each word
    breaks = special[kind[special] == _BREAK]
    lengths = np.array([len(text) for text in texts], np.int64)
    if len(units) != len(whole):  # characters of two code units
        lengths = np.array([len(text.encode("utf-16-le", "surrogatepass")) // 2 for text in texts], np.int64)
    return Hashed(
        code=mixed((sums[ends] - sums[starts]) * inverse),
        root=mixed((sums[root_ends] - sums[starts]) * inverse),
        telling=figure | (ends - starts >= 4),
        owner=np.searchsorted(np.cumsum(lengths + 1), starts, "right").astype(np.int64),
        line=np.searchsorted(breaks, starts).astype(np.int64),
        quoted=np.r_[_open(kind, special), False][last],
        texts=len(texts),
    )


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in order, together in batches of about ``BATCH`` characters."""
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text) + 1
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def mixed(hashes: Codes) -> Codes:
    """Spread hashes evenly over all 64 bits (the finaliser of SplitMix64), so that they may be sampled by size."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(hashes ^ (hashes >> np.uint64(31)))


def _join_figures(kind: npt.NDArray[np.uint8]) -> None:
    """Make a comma or point between two digits part of the figure."""
    inward = np.flatnonzero(kind[1:-1] == _INWARD) + 1
    kind[inward[(kind[inward - 1] == _DIGIT) & (kind[inward + 1] == _DIGIT)]] = _DIGIT


def _open(kind: npt.NDArray[np.uint8], special: Ints) -> Flags:
    """After which breaks and marks a quotation is open. It ends with its line, and where the next one begins it never
    was one; nor is what goes on for ``_LONGEST``.

    A straight mark opens after a space, a bracket or the like and before anything else, and closes after a word; where
    it stands between spaces it does whichever its turn is among such marks of the line.
    """
    sort = kind[special]
    before, after = kind[np.maximum(special - 1, 0)], kind[np.minimum(special + 1, len(kind) - 1)]
    before_apart, after_apart = (before == _APART) | (before == _BREAK) | (special == 0), after == _APART
    loose = (sort == _MARK) & before_apart & (after_apart | (after == _BREAK))
    turns = np.cumsum(loose)
    line = np.maximum.accumulate(np.where(sort == _BREAK, np.arange(len(sort)), -1))
    turns -= np.where(line >= 0, turns[np.maximum(line, 0)], 0)
    opening = np.where(loose, turns % 2 == 1, before_apart)
    opened = (sort == _OPEN) | ((sort == _MARK) & opening)
    closed = ~np.append(opened[1:], False) & (np.diff(special, append=len(kind)) <= _LONGEST)
    return np.asarray(opened & closed, bool)


def _running(values: Codes, base: int) -> Codes:
    """The running sum of the values, each times the power of the base at its place; 0 first."""
    sums = np.empty(len(values) + 1, np.uint64)
    sums[0] = 0
    np.cumsum(values * _powers(base, len(values)), out=sums[1:])
    return sums


def _sums(values: Codes, starts: Ints, ends: Ints, base: int) -> Codes:
    """The polynomial hash of each stretch of the values."""
    sums = _running(values, base)
    return np.asarray((sums[ends] - sums[starts]) * _powers(pow(base, -1, 1 << 64), len(values) + 1)[starts])


@cache
def _power_table(base: int, size: int) -> Codes:
    powers = np.full(size, base, np.uint64)
    powers[:1] = 1
    return np.multiply.accumulate(powers)


def _powers(base: int, size: int) -> Codes:
    """The first powers of the base, mod 2^64."""
    return _power_table(base, max(1 << 10, 1 << (size - 1).bit_length()))[:size]


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    kind: npt.NDArray[np.uint8]  # by code unit
    fold: Codes


@cache
def _table() -> _Table:
    kind, fold = np.zeros(1 << 16, np.uint8), np.zeros(1 << 16, np.uint64)
    for unit in range(1 << 16):
        letter = chr(unit)
        if letter.isalnum():
            kind[unit] = _DIGIT if letter.isdecimal() else _LETTER
            plain = unicodedata.normalize("NFKD", letter.casefold())
            fold[unit] = ord(next((each for each in plain if not unicodedata.combining(each)), letter))
    for letter in "\n\r\x0b\x0c\x85\u2028\u2029":
        kind[ord(letter)] = _BREAK
    kind[ord(",")] = kind[ord(".")] = _INWARD
    fold[ord(",")], fold[ord(".")] = ord(","), ord(".")
    kind[ord('"')] = _MARK
    for letters, sort in ((_OPENING, _OPEN), (_CLOSING, _CLOSE)):
        for letter in letters:
            kind[ord(letter)] = sort
    return _Table(kind, fold)
