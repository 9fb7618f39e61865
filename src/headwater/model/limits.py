"""How much one input may cost before it is given up: named as not read, while the rest goes on."""

from dataclasses import dataclass

MB = 1_000_000
"""Bytes in what people call a megabyte."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one report, and of one input that holds many. What is above them costs a line in the summary,
    never the build.

    Attributes:
        seconds: of processor time for each MB that the report has or begins. A page takes a hundredth of a second,
            1 MB of running English 30 s, and the worst 1 MB that we know how to write 180 s (docs/performance.md).
        memory: MB that reading it may take beyond what Headwater itself takes. It holds where the system can hold a
            process to it (Linux). 1 MB of running English takes some 150 MB.
        size: MB of a report. A larger one is not even opened.
        total: MB that all that one input holds comes to, unpacked.
        members: files, messages, records and rows in one input, those in archives within it too.
        depth: containers within containers.
        ratio: times that unpacked bytes may be more than packed ones, once they come to 16 MB. Text packs to a
            twentieth at most, a bomb to a thousandth.
    """

    seconds: int = 300
    memory: int = 4_000
    size: int = 100
    total: int = 10_000
    members: int = 250_000
    depth: int = 5
    ratio: int = 200

    def seconds_for(self, size: int) -> int:
        """Seconds that a report of so many bytes may take."""
        return self.seconds * (1 + size // MB)
