"""How input is to be taken: what the user chose, and how much anything may unfold to."""

from dataclasses import dataclass, field

from headwater.model import Limits


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose for a build or a reading; see docs/inputs.md."""

    limits: Limits = field(default_factory=Limits)
    text_column: str | None = None  # the header of the column of a table that holds the reports' texts
