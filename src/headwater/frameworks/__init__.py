"""Frameworks: claims coded by published lists of indicators. Evidence, never a verdict."""

from collections.abc import Mapping, Sequence

from headwater.frameworks.codebook import Codebook, Guide, again, choose, load, shipped
from headwater.frameworks.cue import index
from headwater.frameworks.wording import Wording
from headwater.model import Claim, Code, Coding, Finding, Findings, Framework, Indicator, Reading

VERSION = "1"

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
    claims = [(claim, Wording.of(claim, reading.text)) for reading in pile for claim in reading.claims]
    behind: dict[str, list[Finding]] = {}
    for finding in findings.findings:
        for each in finding.claims:
            behind.setdefault(each, []).append(finding)
    return tuple(
        _indicator(codebook.framework, entry, fitting, behind)
        for codebook in (shipped() if codebooks is None else codebooks)
        for entry, found in zip(codebook.framework.codes, _coded(codebook.guides, claims), strict=True)
        if (fitting := _as_judged(found, pile, (judged or {}).get((codebook.framework.name, entry.code), {})))
    )


def _coded(guides: Sequence[Guide], claims: Sequence[tuple[Claim, Wording]]) -> list[list[Claim]]:
    """The claims that each guide finds."""
    cues = [(number, cue) for number, guide in enumerate(guides) for cue in guide.cues]
    under = index([cue for _, cue in cues])
    fitting: list[list[Claim]] = [[] for _ in guides]
    for claim, seen in claims:
        tried = sorted({at for stem in seen.each for at in under.get(stem, ())})
        hits = {cues[at][0] for at in tried if cues[at][1].fits(seen, claim)}
        for number in sorted(hits):
            if not seen.asserts(guides[number].unless):
                fitting[number].append(claim)
    return fitting


def _as_judged(found: Sequence[Claim], pile: Sequence[Reading], judged: Mapping[str, bool]) -> Sequence[Claim]:
    """The claims that are evidence of a code once people have had their say, in the order of the pile."""
    if not judged:
        return found
    held = {claim.id for claim in found}
    every = (claim for reading in pile for claim in reading.claims)
    return [claim for claim in every if judged.get(claim.id, claim.id in held)]


def _indicator(
    framework: Framework, entry: Code, claims: Sequence[Claim], behind: dict[str, list[Finding]]
) -> Indicator:
    findings = [finding for claim in claims for finding in behind.get(claim.id, ())]
    return Indicator(
        framework=framework.name,
        edition=framework.edition,
        code=entry.code,
        name=entry.name,
        claims=tuple(claim.id for claim in claims),
        reports=tuple(sorted({claim.report for claim in claims})),
        origins_low=max((finding.origins_low for finding in findings), default=0),
        origins_high=len({origin for finding in findings for origin in finding.origins}),
    )
