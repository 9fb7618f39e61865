"""One statement in one place in one report; and all that was read from a report."""

from dataclasses import dataclass, replace
from typing import Any, Literal

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

    def once(self) -> "Reading":
        """The same, with each value held once, however many claims have it: as it is read, and not as it is kept."""
        values: dict[Any, Any] = {each: each for each in (*self.quantities, *self.times, *self.attributions)}
        claims = tuple(
            replace(
                claim,
                report=self.text.report,
                quantities=tuple(values.get(each, each) for each in claim.quantities),
                times=tuple(values.get(each, each) for each in claim.times),
                attribution=values.get(claim.attribution, claim.attribution),
            )
            for claim in self.claims
        )
        return replace(self, claims=claims)
