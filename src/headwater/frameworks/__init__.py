"""Frameworks: claims coded by published lists of indicators. Evidence, never a verdict."""

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import partial

from headwater.frameworks.codebook import Codebook, Guide, again, choose, load, shipped
from headwater.frameworks.cue import Index
from headwater.frameworks.kept import Blobs, Hit, Kept
from headwater.frameworks.wording import Sentence, Wording, wordings
from headwater.model import Claim, Code, Coding, Finding, Findings, Framework, Indicator, Reading

VERSION = "3"

Coded = tuple[Claim, tuple[str, ...]]  # a claim, and the words by which it was found

__all__ = ["VERSION", "Codebook", "Guide", "again", "choose", "code", "load", "recode", "shipped"]


def code(
    readings: Sequence[Reading],
    findings: Findings,
    codebooks: Sequence[Codebook] | None = None,
    judged: Coding | None = None,
) -> tuple[Indicator, ...]:
    """Find the claims that speak of each code of the codebooks (the shipped ones where none are given).

    A code's ``origins_high`` is the number of origins that its claims go back to, and its ``origins_low`` what its best
    supported finding keeps when the origins of its other claims are left out: that several findings of one code stand
    on different origins does not by itself show that any of them does. ``judged`` says of which claims people decided
    that they are evidence of a code, or are not.
    """
    made_from = {reading.report: reading.report for reading in readings}
    return recode(readings, findings, made_from, {}, codebooks, judged)[0]


def recode(
    readings: Sequence[Reading],
    findings: Findings,
    made_from: Mapping[str, str],
    kept: Blobs,
    codebooks: Sequence[Codebook] | None = None,
    judged: Coding | None = None,
) -> tuple[tuple[Indicator, ...], Blobs]:
    """Code a pile of which much may have been coded before; also gives what to keep for the next time.

    The indicators are the same as without anything kept.

    Args:
        readings: what was read from each report.
        findings: as they are now.
        made_from: by report, the fingerprint of all that its reading was made from.
        kept: what the last coding gave to keep, of whatever pile, codebooks and version.
        codebooks: as for `code`.
        judged: as for `code`.
    """
    pile = sorted(readings, key=lambda reading: reading.report)
    behind: dict[str, list[Finding]] = {}
    for finding in findings.findings:
        for each in finding.claims:
            behind.setdefault(each, []).append(finding)
    books = shipped() if codebooks is None else tuple(codebooks)
    memory = Kept(kept, books, VERSION)
    coders = [_Coder(book) for book in books]
    fitting: list[list[list[Coded]]] = [[[] for _ in book.guides] for book in books]
    for reading in pile:
        hits = memory.hits(made_from[reading.report], partial(_hits, coders, reading))
        for by_guide, own in zip(fitting, hits, strict=True):
            for number, at, shown in own:
                by_guide[number].append((reading.claims[at], shown))
    indicators = tuple(
        _indicator(book.framework, entry, coded, behind)
        for book, by_guide in zip(books, fitting, strict=True)
        for entry, found in zip(book.framework.codes, by_guide, strict=True)
        if (coded := _as_judged(found, pile, (judged or {}).get((book.framework.name, entry.code), {})))
    )
    return indicators, memory.now()


def _hits(coders: Sequence["_Coder"], reading: Reading) -> list[list[Hit]]:
    told = tuple(wordings(reading))
    return [list(coder.hits(told)) for coder in coders]


class _Coder:
    """A codebook ready to be put to the claims of one report after another."""

    def __init__(self, codebook: Codebook) -> None:
        self._guides, self._scene, self._hearing = codebook.guides, codebook.scene, codebook.hearing()
        self._cues = [(number, cue) for number, guide in enumerate(codebook.guides) for cue in guide.cues]
        self._index = Index([cue for _, cue in self._cues])

    def hits(self, told: Sequence[tuple[Claim, Wording]]) -> Iterator[Hit]:
        """Which guide finds which claim of a report, with the words that the first of its cues to fit was found by."""
        scene = self._scene
        prevails = scene.prevails({id(seen.sentence): seen.sentence for _, seen in told}.values())
        sentence: Sentence | None = None
        tried, ours, weighed = list[int](), False, False
        for at, (claim, seen) in enumerate(told):
            if seen.sentence is not sentence:  # the claims of one sentence follow one another
                sentence = seen.sentence
                ours = scene.holds(seen, prevails)
                tried = self._index.tried(sentence.each) if ours else []
                weighed = ours or (prevails and not sentence.asserts(scene.never))
            found: dict[int, tuple[str, ...]] = {}
            for number, cue in (self._cues[place] for place in tried):
                if number not in found and (shown := cue.shown(seen, claim)) is not None:
                    found[number] = shown
            for number, shown in (self._hearing.judge(claim, seen, found, ours) if weighed else found).items():
                if not seen.sentence.asserts(self._guides[number].unless):
                    yield number, at, shown


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
    claims = {claim.id for claim, _ in coded}
    findings = {finding.id: finding for each in claims for finding in behind.get(each, ())}
    return Indicator(
        framework=framework.name,
        edition=framework.edition,
        code=entry.code,
        name=entry.name,
        claims=tuple(claim.id for claim, _ in coded),
        reports=tuple(sorted({claim.report for claim, _ in coded})),
        origins_low=max((_least(finding, claims) for finding in findings.values()), default=0),
        origins_high=len({origin for finding in findings.values() for origin in _origins(finding, claims)}),
        because=tuple(shown for _, shown in coded),
    )


def _origins(finding: Finding, claims: Set[str]) -> list[str]:
    """The origins of a finding that stand behind one of these claims of it, those that count first."""
    return [origin for origin, own in zip(finding.named, finding.behind, strict=True) if not claims.isdisjoint(own)]


def _least(finding: Finding, claims: Set[str]) -> int:
    """How many origins behind these claims of a finding are surely independent.

    Of its ``origins_low`` as many may be lost as origins are left out: which of them were independent is not asked.
    """
    left_out = finding.origins_high - sum(not claims.isdisjoint(own) for own in finding.behind[: finding.origins_high])
    return max(1, finding.origins_low - left_out)
