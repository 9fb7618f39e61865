"""Who is said to have said what, and what outlets are credited."""

from dataclasses import dataclass
from typing import Literal

from headwater.model.passage import Span

Speech = Literal["direct", "indirect", "mixed"]
CreditKind = Literal["wire", "credit", "republished"]
NameKind = Literal["person", "body", "place"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content, as in PolNeAR (Newell et al. 2018)."""

    source: tuple[Span, ...]  # () where nobody is named or described: "reportedly"
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Speech
    speaker: str | None = None  # full name or fullest description within this report
    via: tuple[str, ...] = ()  # who told whom, from the report inwards, ending before the speaker


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet or agency that the page says it has its words or facts from.

    ``wire``: a byline, dateline or footer marks the whole text as agency copy. ``credit``: an outlet named in the
    text as the source of something. ``republished``: the page says it first stood elsewhere.
    """

    start: int
    end: int
    quote: str
    outlet: str  # canonical name: "Associated Press" for "(AP)"; within one report only for "the broadcaster"
    kind: CreditKind


@dataclass(frozen=True, slots=True)
class Name:
    """A person, body or place as one report names it."""

    start: int
    end: int
    quote: str
    kind: NameKind
    full: str  # the fullest form this same report uses
