"""Attributions as people judged them. A name never travels: whoever is named must be named in the same report."""

from dataclasses import replace

from headwater.errors import NotApplied
from headwater.model import Attribution, Claim, Judgement, Reading, Span


def attributed(reading: Reading, claim: Claim, judgement: Judgement) -> Claim:
    """The claim as the judgement has it: given to whom it names, or to nobody.

    Raises:
        NotApplied: the report does not have the words for the speaker.
    """
    told = claim.attribution
    speaker = judgement.to if judgement.verdict == "correct" else judgement.of
    if judgement.verdict == "reject":
        wrong = speaker is None or (told is not None and told.speaker == speaker)
        return replace(claim, attribution=None) if wrong else claim
    if speaker is None or (told is not None and told.speaker == speaker):
        return claim
    source = nearest(reading, claim, speaker)
    if source is None:
        raise NotApplied(f"{reading.text.name} does not name “{speaker}”")
    said = Attribution((source,), (), (Span(claim.start, claim.end),), "indirect", speaker)
    if told is not None:
        said = replace(said, cue=told.cue, content=told.content, kind=told.kind)
    return replace(claim, attribution=said)


def nearest(reading: Reading, claim: Claim, words: str) -> Span | None:
    """Where a report has these words, nearest to the start of the claim; None if nowhere."""
    text = reading.text.text
    after = text.find(words, claim.start)
    before = text.rfind(words, 0, claim.start + len(words) - 1)
    places = [at for at in (after, before) if at >= 0]
    if not places or not words:
        return None
    start = min(places, key=lambda at: (abs(at - claim.start), at))
    return Span(start, start + len(words))
