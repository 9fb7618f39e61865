"""How much each two reports share, by hashes, sorts and group-bys: never by a loop over all pairs."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headwater.lineage.hashed import Codes, Flags, Ints

Floats = npt.NDArray[np.float64]

CROWD = 64  # what more reports than this share is common, and ties each of them to a few only
_HUBS = 4  # of each size class those that the others are tied to
_OWNER = 24  # bits of a report's number
_ROWS = 1 << 18  # shared things that are counted together, so that memory does not grow with the pile


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Things that pairs share, one row each, those of one pair together."""

    key: Ints  # the pairs as ``a * size + b``, in order
    pair: Ints  # of each row its pair, numbered from 0
    thing: Ints
    marked: Flags  # whether it is marked in either report

    @classmethod
    def of(cls, pairs: Ints, things: Ints) -> "Rows":
        """Sort the rows by pair; things come doubled, the mark in the last bit."""
        order = np.argsort(pairs)
        pairs, things = pairs[order], things[order]
        fresh = np.r_[True, pairs[1:] != pairs[:-1]]
        return cls(pairs[fresh], np.cumsum(fresh) - 1, things >> 1, (things & 1).astype(bool))


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """Things (anchors, terms) and the reports that hold them, those of one thing together; none is held only once."""

    thing: Ints  # numbered from 0
    owner: Ints  # rising within a thing
    mark: Flags  # something that is said of a thing in a report
    value: Ints  # what each thing is
    size_class: Ints  # of each report, never rising; empty if nothing here is shared by a crowd

    @classmethod
    def of(cls, thing: Codes, owner: Ints, mark: Flags, size_class: Ints | None = None) -> "Shared":
        """Group the things; no report holds one twice. What a crowd shares is left out if no size classes are given.

        A thing, its owner and its mark are sorted as one number of 39, 24 and 1 bits: things are less than 2^39.

        Args:
            thing: what the reports hold, one entry for each time.
            owner: the report that holds it.
            mark: something that is said of it there.
            size_class: of each report, never rising: the fullest reports come first.

        Raises:
            ValueError: there are more reports than fit.
        """
        if len(owner) and int(owner.max()) >= 1 << _OWNER:
            raise ValueError(f"at most {1 << _OWNER:,} reports can be compared at once, not {int(owner.max()) + 1:,}")
        packed = np.sort((thing << np.uint64(_OWNER + 1)) | (owner.astype(np.uint64) << np.uint64(1)) | mark)
        thing = packed >> np.uint64(_OWNER + 1)
        edges = np.flatnonzero(np.r_[True, thing[1:] != thing[:-1], True]) if len(thing) else np.zeros(1, np.int64)
        sizes = np.diff(edges)
        kept = (sizes > 1) & ((size_class is not None) | (sizes <= CROWD))
        packed = packed[np.repeat(kept, sizes)]
        return cls(
            thing=np.repeat(np.arange(kept.sum()), sizes[kept]),
            owner=((packed >> np.uint64(1)) & np.uint64((1 << _OWNER) - 1)).astype(np.int64),
            mark=(packed & np.uint64(1)).astype(bool),
            value=thing[edges[:-1]][kept].astype(np.int64),
            size_class=np.empty(0, np.int64) if size_class is None else size_class,
        )

    def sizes(self) -> Ints:
        """How many reports hold each thing."""
        return np.bincount(self.thing, minlength=len(self.value))

    def within(self, things: npt.NDArray[np.bool_]) -> "Shared":
        """Only these things, numbered as before."""
        kept = things[self.thing]
        return Shared(self.thing[kept], self.owner[kept], self.mark[kept], self.value, self.size_class)

    def rows(self, size: int) -> Iterator[Rows]:
        """Every pair that shares a thing, with the thing; some millions of rows at a time, all rows of a pair together.

        Of what a crowd shares each is paired with the fullest of its size class and of the next fuller one only, so
        that copies of one report, however many, are all tied to the same few.
        """
        after = self._after()
        by_owner = np.argsort(self.owner, kind="stable")
        owners, total = self.owner[by_owner], np.cumsum(after[by_owner])
        begin = 0
        while begin < len(by_owner):
            done = total[begin - 1] if begin else 0
            end = max(begin + 1, int(np.searchsorted(total, done + _ROWS, "right")))
            end = int(np.searchsorted(owners, owners[end - 1], "right"))
            chosen = by_owner[begin:end]
            count = after[chosen]
            left = np.repeat(chosen, count)
            right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count)
            if len(left):
                yield Rows.of(
                    self.owner[left] * size + self.owner[right],
                    2 * self.thing[left] + (self.mark[left] | self.mark[right]),
                )
            begin = end

    def _after(self) -> Ints:
        """With how many of those that follow it within its thing each entry is paired."""
        sizes, here = self.sizes()[self.thing], np.arange(len(self.thing))
        fresh = np.r_[True, self.thing[1:] != self.thing[:-1]][: len(here)]
        every: Ints = here[fresh][np.cumsum(fresh) - 1] + sizes - 1 - here
        if not len(self.size_class):
            return every
        kind = self.size_class[self.owner]
        fresh[1:] |= kind[1:] != kind[:-1]
        start, number = here[fresh], np.cumsum(fresh) - 1
        end = np.r_[start[1:], len(here)]
        last = self.thing[start]
        end[:-1] = np.where(last[1:] == last[:-1], end[1:], end[:-1])  # as far as the next size class goes
        hub = here - start[number] < _HUBS
        return np.where(sizes <= CROWD, every, np.where(hub, end[number] - 1 - here, 0))
