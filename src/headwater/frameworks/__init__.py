"""Frameworks: claims coded by published lists of indicators. Evidence, never a verdict."""

from collections.abc import Mapping, Sequence

from headwater.frameworks.codebook import Codebook, Guide, again, choose, load, shipped
from headwater.frameworks.cue import Index
from headwater.frameworks.wording import Sentence, Wording, wordings
from headwater.model import Claim, Code, Coding, Finding, Findings, Framework, Indicator, Reading

VERSION = "1"

Coded = tuple[Claim, tuple[str, ...]]  # a claim, and the words by which it was found

__all__ = ["VERSION", "Codebook", "Guide", "again", "choose", "code", "load", "shipped"]


def code(
    readings: Sequence[Reading],
    findings: Findings,
    codebooks: Sequence[Codebook] | None = None,
    judged: Coding | None = None,
) -> tuple[Indicator, ...]:
    """Find the claims that speak of each code of the codebooks (the shipped ones where none are given).

    A code's ``origins_low`` is that of its best supported finding and its ``origins_high`` the number of all origins
    behind its findings: that several findings of one code stand on different origins does not by itself show that any
    of them does. ``judged`` says of which claims people decided that they are evidence of a code, or are not.
    """
    pile = sorted(readings, key=lambda reading: reading.report)
    told = [tuple(wordings(reading)) for reading in pile]
    behind: dict[str, list[Finding]] = {}
    for finding in findings.findings:
        for each in finding.claims:
            behind.setdefault(each, []).append(finding)
    return tuple(
        _indicator(codebook.framework, entry, fitting, behind)
        for codebook in (shipped() if codebooks is None else codebooks)
        for entry, found in zip(codebook.framework.codes, _coded(codebook, told), strict=True)
        if (fitting := _as_judged(found, pile, (judged or {}).get((codebook.framework.name, entry.code), {})))
    )


def _coded(codebook: Codebook, told: Sequence[Sequence[tuple[Claim, Wording]]]) -> list[list[Coded]]:
    """The claims that each guide finds, each with the words that the first of its cues to fit was found by."""
    guides, scene, hearing = codebook.guides, codebook.scene, codebook.hearing()
    cues = [(number, cue) for number, guide in enumerate(guides) for cue in guide.cues]
    index = Index([cue for _, cue in cues])
    fitting: list[list[Coded]] = [[] for _ in guides]
    for claims in told:
        prevails = scene.prevails({id(seen.sentence): seen.sentence for _, seen in claims}.values())
        sentence: Sentence | None = None
        tried, ours, weighed = list[int](), False, False
        for claim, seen in claims:
            if seen.sentence is not sentence:  # the claims of one sentence follow one another
                sentence = seen.sentence
                ours = scene.holds(seen, prevails)
                tried = index.tried(sentence.each) if ours else []
                weighed = ours or (prevails and not sentence.asserts(scene.never))
            hits: dict[int, tuple[str, ...]] = {}
            for number, cue in (cues[at] for at in tried):
                if number not in hits and (shown := cue.shown(seen, claim)) is not None:
                    hits[number] = shown
            for number, shown in (hearing.judge(claim, seen, hits, ours) if weighed else hits).items():
                if not seen.sentence.asserts(guides[number].unless):
                    fitting[number].append((claim, shown))
    return fitting


def _as_judged(found: Sequence[Coded], pile: Sequence[Reading], judged: Mapping[str, bool]) -> Sequence[Coded]:
    """The claims that are evidence of a code once people have had their say, in the order of the pile."""
    if not judged:
        return found
    held = {claim.id: shown for claim, shown in found}
    every = (claim for reading in pile for claim in reading.claims)
    return [(claim, held.get(claim.id, ())) for claim in every if judged.get(claim.id, claim.id in held)]


def _indicator(
    framework: Framework, entry: Code, coded: Sequence[Coded], behind: dict[str, list[Finding]]
) -> Indicator:
    claims = [claim for claim, _ in coded]
    findings = [finding for claim in claims for finding in behind.get(claim.id, ())]
    return Indicator(
        framework=framework.name,
        edition=framework.edition,
        code=entry.code,
        name=entry.name,
        claims=tuple(claim.id for claim in claims),
        reports=tuple(sorted({claim.report for claim in claims})),
        origins_low=max((finding.origins_low for finding in findings), default=0),
        origins_high=len({origin for finding in findings for origin in finding.named}),
        because=tuple(shown for _, shown in coded),
    )
