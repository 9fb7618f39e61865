"""Where the words that a judgement points at stand in a case now."""

from collections.abc import Iterable, Mapping

from headwater.errors import NotApplied
from headwater.model import Claim, Judgement, Passage, Reading

_SAME = (
    0.5  # of what a passage and a claim cover together, shared by both: the claim may since be read a little otherwise
)


class Anchors:
    """The words of a pile, asked for passages that were judged some time ago."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.readings: Mapping[str, Reading] = {reading.report: reading for reading in readings}

    def passage(self, judged: Passage) -> Passage:
        """The same words where they stand now.

        Raises:
            NotApplied: the report is not in the case, or does not have these words in that place or in just one.
        """
        if judged.report not in self.readings:
            raise NotApplied(f"the report {judged.report} is not in the case")
        text = self.readings[judged.report].text
        if text.text[judged.start : judged.end] == judged.quote:
            return judged
        start = text.text.find(judged.quote)
        if start < 0 or text.text.find(judged.quote, start + 1) >= 0:
            raise NotApplied(f"{text.name} no longer has the words “{_short(judged.quote)}” there")
        return text.passage(start, start + len(judged.quote))

    def claim(self, judged: Passage) -> Claim:
        """The claim that stands there now.

        Raises:
            NotApplied: as for the passage, or no claim covers much the same words.
        """
        here = self.passage(judged)
        reading = self.readings[here.report]
        near = [claim for claim in reading.claims if claim.passage.span.overlap(here.span)]
        best = max(near, key=lambda claim: (_shared(claim, here), -claim.start), default=None)
        if best is None or _shared(best, here) < _SAME:
            raise NotApplied(f"no claim of {reading.text.name} is “{_short(here.quote)}” any more")
        return best

    def claims(self, judgement: Judgement) -> tuple[Claim, ...]:
        """The claims of a judgement's target, in its order."""
        return tuple(self.claim(each) for each in judgement.target)


def _shared(claim: Claim, here: Passage) -> float:
    common = claim.passage.span.overlap(here.span)
    return common / max(1, len(claim.passage.span) + len(here.span) - common)


def _short(words: str, limit: int = 60) -> str:
    words = " ".join(words.split())
    return words if len(words) <= limit else words[: limit - 1] + "…"
