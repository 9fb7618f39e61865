"""What is kept of each report to find the others that share its words: a few kilobytes, however long it is.

* The hash of all its words.
* **Anchors**: hashes of runs of eight words. Two outlets at one press conference share quotations, so runs that hold
  quoted speech are marked. Of the hashes one in ``SAMPLE`` is kept, those below a bound
  that is the same for all reports; long reports have a lower one, 2^k times, so that none keeps much more than
  ``_ANCHORS``. So if two reports share g such runs, they share no anchor with probability (1 - 1/m)^g, m being the
  sampling of the longer one. A paragraph of eight words or more is an anchor too; it is quoted if any of it is.
* **Terms**: hashes of the first six letters of its names, figures and longer words, each once, at most ``_TERMS``
  of them, those of lowest hash.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.lineage.hashed import Codes, Flags, Hashed, Ints, batches, hashed, mixed

Numbers = npt.NDArray[np.int32]
Short = npt.NDArray[np.uint32]

RUN = 8  # words of an anchor
SAMPLE = 4  # one anchor in so many is kept, chosen by its hash
_ANCHORS = 512  # anchors of a report, about; a longer one is sampled more thinly
_TERMS = 512
_PARAGRAPH = np.uint64(0xD6E8FEB86659FD93)  # tells the hash of a paragraph from that of a run of words


@dataclass(frozen=True, slots=True, eq=False)
class Sketches:
    """Reports by their place; every other column is in the order of reports."""

    text: Codes  # a hash of all words, one a report; 0 without words
    anchor: Codes  # sorted within a report
    anchor_owner: Numbers
    anchor_quoted: Flags  # whether it holds quoted speech
    term: Short  # sorted within a report
    term_owner: Numbers

    def __len__(self) -> int:
        return len(self.text)

    @classmethod
    def joined(cls, parts: Iterable["Sketches"]) -> "Sketches":
        """The reports of all parts, numbered on."""
        columns: list[list[npt.NDArray[Any]]] = [[] for _ in cls.__slots__]
        reports = 0
        for part in parts:
            for column, name in zip(columns, cls.__slots__, strict=True):
                values = getattr(part, name)
                column.append(values + np.int32(reports) if name.endswith("_owner") else values)
            reports += len(part)
        return cls(*map(_whole, columns)) if reports else sketches([])

    def chosen(self, places: Ints) -> "Sketches":
        """These reports, in this order."""
        number = np.full(len(self), -1, np.int32)
        number[places] = np.arange(len(places), dtype=np.int32)
        anchors, anchor_owner = _reordered(number[self.anchor_owner])
        terms, term_owner = _reordered(number[self.term_owner])
        return Sketches(
            self.text[places],
            self.anchor[anchors],
            anchor_owner,
            self.anchor_quoted[anchors],
            self.term[terms],
            term_owner,
        )

    @property
    def bytes(self) -> int:
        """What all of it takes in memory."""
        return sum(getattr(self, name).nbytes for name in self.__slots__)


def sketches(texts: Iterable[str]) -> Sketches:
    """Sketch each of these texts. They are gone through once, some megabytes at a time."""
    columns: list[list[npt.NDArray[Any]]] = [[] for _ in Sketches.__slots__]
    reports = 0
    for batch in chain(batches(texts), [[]]):
        part = _sketch(hashed(batch), reports)
        reports += len(part)
        for column, name in zip(columns, Sketches.__slots__, strict=True):
            column.append(getattr(part, name))
    return Sketches(*map(_whole, columns))


def _reordered(owner: Numbers) -> tuple[Ints, Numbers]:
    """The rows of the reports that have a number, in order of it, and those numbers."""
    order = np.argsort(owner, kind="stable")
    order = order[int(np.searchsorted(owner[order], 0)) :]
    return order, owner[order]


def _whole(parts: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """One column of its parts, which are let go."""
    whole = np.concatenate(parts)
    parts.clear()
    return whole


def _sketch(words: Hashed, first: int) -> Sketches:
    """One batch, its reports numbered from the first."""
    text = np.zeros(words.texts, np.uint64)
    starts, _, codes = words.stretches(words.owner)
    text[words.owner[starts]] = codes
    starts, sizes, codes = words.stretches(words.line)
    long = sizes >= RUN
    owner, anchor, quoted = _runs(words)
    owner = np.r_[owner, words.owner[starts[long]]]
    anchor = np.r_[anchor, mixed(codes[long] ^ _PARAGRAPH)]
    speech = np.r_[0, np.cumsum(words.quoted)]
    quoted = np.r_[quoted, (speech[starts + sizes] > speech[starts])[long]]
    order = np.lexsort((quoted, anchor, owner))
    owner, anchor, quoted = owner[order], anchor[order], quoted[order]
    fresh = np.r_[True, (owner[1:] != owner[:-1]) | (anchor[1:] != anchor[:-1])][: len(owner)]
    term_owner, term = _terms(words)
    return Sketches(
        text=text,
        anchor=anchor[fresh],
        anchor_owner=(owner[fresh] + first).astype(np.int32),
        anchor_quoted=quoted[fresh],
        term=term,
        term_owner=(term_owner + first).astype(np.int32),
    )


def _runs(words: Hashed) -> tuple[Ints, Codes, Flags]:
    """Owner and hash of the runs of words that are kept, and whether they hold quoted speech."""
    code = words.runs(RUN)
    length = np.bincount(words.owner, minlength=words.texts)
    thin = np.ceil(np.log2(np.maximum(1.0, length / (SAMPLE * _ANCHORS)))).astype(np.uint64)
    bound = np.uint64(2**64 // SAMPLE - 1) >> thin
    begin = np.flatnonzero(code <= bound[words.owner[: len(code)]])
    end = begin + RUN - 1
    quoted = np.r_[0, np.cumsum(words.quoted)]
    whole = words.owner[begin] == words.owner[end]
    begin, end = begin[whole], end[whole]
    return words.owner[begin], code[begin], quoted[end + 1] > quoted[begin]


def _terms(words: Hashed) -> tuple[Ints, Short]:
    """Owner and hash of the terms that are kept, in order."""
    told = np.flatnonzero(words.telling)
    both = np.sort((words.owner[told].astype(np.uint64) << np.uint64(32)) | (words.root[told] >> np.uint64(32)))
    both = both[np.r_[True, both[1:] != both[:-1]][: len(both)]]
    owner = (both >> np.uint64(32)).astype(np.int64)
    kept = np.arange(len(both)) - np.searchsorted(owner, owner) < _TERMS
    return owner[kept], (both[kept] & np.uint64(0xFFFFFFFF)).astype(np.uint32)
