"""Published lists of codes: what each code means, and which comes next where the codes are parts of a system."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a framework, as published."""

    code: str
    name: str
    definition: str
    group: str | None = None
    flow: tuple[str, ...] = ()  # the codes that come next in the system


@dataclass(frozen=True, slots=True)
class Framework:
    """A published list of codes, with its edition and source."""

    name: str
    title: str
    edition: str
    source: str
    codes: tuple[Code, ...]
    file: str = ""  # the words of the file that a documenter gave; empty for one that Headwater ships

    @property
    def is_system(self) -> bool:
        """Whether its codes are the parts of a system, one leading to the next."""
        return any(code.flow for code in self.codes)
