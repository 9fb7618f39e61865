"""One statement in one place in one report; and all that was read from a report."""

from dataclasses import dataclass
from typing import Literal

from headwater.model.attribution import Attribution, Credit, Name
from headwater.model.passage import Passage
from headwater.model.quantity import Quantity
from headwater.model.text import Text
from headwater.model.time import Time

Modality = Literal["stated", "expected", "possible", "alleged", "denied"]
Polarity = Literal["positive", "negative"]


@dataclass(frozen=True, slots=True)
class Claim:
    """The shortest clause that holds the statement, its quotation and its speech tag."""

    id: str
    report: str
    start: int
    end: int
    quote: str
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    attribution: Attribution | None
    subject: str | None
    predicate: str | None
    place: str | None
    modality: Modality = "stated"
    polarity: Polarity = "positive"

    @property
    def passage(self) -> Passage:
        """Where the claim stands."""
        return Passage(self.report, self.start, self.end, self.quote)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one report."""

    text: Text
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    credits: tuple[Credit, ...] = ()
    names: tuple[Name, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def report(self) -> str:
        """The id of the report that was read."""
        return self.text.report
