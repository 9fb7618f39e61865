"""What must hold of a case, checked from its precious parts up (docs/concepts.md, the laws)."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from html import unescape
from itertools import pairwise
from typing import Any

from msgspec import to_builtins

from headwater.case.case import Case
from headwater.case.log import Entry, held
from headwater.model import (
    Capture,
    Claim,
    Credit,
    Finding,
    Findings,
    Format,
    Framework,
    Indicator,
    Judgement,
    Lineage,
    Name,
    Passage,
    Quantity,
    Reading,
    Report,
    Root,
    Span,
    Text,
    Time,
    make_id,
)

_Quoted = Quantity | Time | Credit | Name | Claim

Decode = Callable[[Report], str]
"""Gives the characters of a report, as the text step sees them."""


def broken(case: Case, decode: Decode, head: str | None = None) -> Iterator[str]:
    """Every law that does not hold, in words that name the place. Nothing comes if all is well.

    ``head`` is the hash of an entry of the log that was noted before: it has to be in it still.

    Raises:
        DamagedCase: the file is so damaged that its values cannot be had.
    """
    yield from damage(case, head)
    pile = case.readings()
    readings = {reading.report: reading for reading in pile}
    lineage, findings = case.lineage(), case.findings()
    for report in case.reports():
        yield from _named(report.name, _report(report))
        if report.id in readings:
            reading = readings[report.id]
            yield from _named(report.name, _text(reading.text, decode(report), report.format))
            yield from _named(report.name, _reading(reading))
    yield from _lineage(lineage, pile)
    yield from _findings(findings, lineage, pile)
    yield from _judgements(case.judgements())
    yield from (f"web record {each.sha256} is not as it was fetched" for each in case.captures() if not _holds(each))
    yield from _indicators(case.indicators(), case.frameworks(), pile)


def damage(case: Case, head: str | None = None) -> Iterator[str]:
    """Where the file is not as it was written, as far as SQLite and the case's own log can tell."""
    yield from (f"the file: {problem}" for problem in case.integrity())
    yield from _named("the file", _schema(case))
    yield from _named("the log", _log(case, head))


def _named(name: str, problems: Iterable[str]) -> Iterator[str]:
    return (f"{name}: {problem}" for problem in problems)


def _report(report: Report) -> Iterator[str]:
    if hashlib.sha256(report.raw).hexdigest() != report.sha256:
        yield "the bytes are not those that were received (SHA-256 differs)"
    names: list[tuple[str, ...]] = [(way.name,) for way in report.acquisitions] if report.format == "row" else [()]
    if report.id not in {make_id("report", report.sha256, *name) for name in names}:
        yield f"the id {report.id} is not that of these bytes"
    if not report.acquisitions:
        yield "it is not recorded how the report was obtained"


def _text(text: Text, raw: str, format: Format) -> Iterator[str]:
    """Every character comes from the report, or from a recorded rewrite."""
    edges = [0, *(segment.end for segment in text.segments)]
    if [segment.start for segment in text.segments] != edges[:-1] or edges[-1] != len(text.text):
        yield "the segments do not cover the text without gaps"
    for segment in text.segments:
        if segment.verbatim and text.text[segment.start : segment.end] != raw[segment.raw_start : segment.raw_end]:
            yield f"characters {segment.start}-{segment.end} of the text are not those of the report"
    for out in text.removed:
        if not _shows(raw[out.start : out.end], out.quote, format):
            yield f"what was removed at {out.start} is not what stands in the report"
    for kind, spans in (("paragraph", text.paragraphs), ("sentence", text.sentences), ("quotation", text.quoted)):
        yield from _spans(kind, spans, text)
    if any(one.end > next.start for one, next in pairwise(text.sentences)):
        yield "sentences overlap"


def _shows(raw: str, quote: str, format: Format) -> bool:
    """Whether these characters of a report show a reader these words: in markup and on pages, in order among others."""
    if format in ("text", "row"):
        return raw == quote
    at, seen = 0, unescape(raw)
    if format in ("pdf", "scan"):  # a word may be broken at the end of a line
        seen, quote = (words.replace("-\n", "").replace("-", "") for words in (seen, quote))
    for word in quote.split():
        at = seen.find(word, at) + len(word)
        if at < len(word):
            return False
    return True


def _reading(reading: Reading) -> Iterator[str]:
    text = reading.text
    quoted: tuple[tuple[str, Sequence[_Quoted]], ...] = (
        ("quantity", reading.quantities),
        ("time", reading.times),
        ("credit", reading.credits),
        ("name", reading.names),
        ("claim", reading.claims),
    )
    for kind, values in quoted:
        for value in values:
            yield from _quote(kind, value.start, value.end, value.quote, text)
    for said in reading.attributions:
        yield from _spans("attribution", (*said.source, *said.cue, *said.content), text)
    for claim in reading.claims:
        if claim.report != reading.report:
            yield f"claim {claim.id} says it is of another report"
        parts: tuple[_Quoted, ...] = (*claim.quantities, *claim.times)
        for part in parts:
            yield from _quote(f"claim {claim.id}: figure", part.start, part.end, part.quote, text)


def _quote(kind: str, start: int, end: int, quote: str, text: Text) -> Iterator[str]:
    if not 0 <= start <= end <= len(text.text) or text.text[start:end] != quote:
        yield f"{kind} at {start}-{end}: the quote is not what stands there"


def _spans(kind: str, spans: Iterable[Span], text: Text) -> Iterator[str]:
    return (f"{kind} at {span.start}-{span.end} is outside the text" for span in spans if span.end > len(text.text))


def _lineage(lineage: Lineage, readings: Sequence[Reading]) -> Iterator[str]:
    texts = {reading.report: reading.text for reading in readings}
    origins = {origin.id for origin in lineage.origins}
    upstream: dict[str, list[str]] = {}
    for each in lineage.derivations:
        if each.report not in texts or each.source not in texts.keys() | origins:
            yield f"derivation of {each.report} from {each.source}: one of them is unknown"
        if each.direction == "known":
            upstream.setdefault(each.report, []).append(each.source)
    try:
        TopologicalSorter(upstream).prepare()
    except CycleError as error:
        yield f"lineage goes in a circle: {' from '.join(error.args[1])}"
    for pair in lineage.possible:
        if not (pair.a < pair.b and pair.a in texts and pair.b in texts):
            yield f"possible pair {pair.a}, {pair.b}: not two reports of the case in order"
    bases = (*(each.basis for each in lineage.derivations), *(each.basis for each in lineage.possible))
    evidence = (where for basis in bases for why in basis for where in why.where)
    aligned = (side for each in lineage.aligned for side in (each.a, each.b))
    yield from _passages((*evidence, *aligned), texts)
    roots: dict[str, list[Root]] = {}
    for root in lineage.roots:
        roots.setdefault(root.report, []).append(root)
        if root.origin not in origins:
            yield f"{root.report}: its origin {root.origin} is unknown"
    for id, text in texts.items():
        edges = [0, *(root.end for root in roots.get(id, []))]
        if [root.start for root in roots.get(id, [])] != edges[:-1] or edges[-1] != len(text.text):
            yield f"{text.name}: its origins do not cover the text without gaps"


def _passages(passages: Iterable[Passage], texts: dict[str, Text]) -> Iterator[str]:
    for each in passages:
        if each.report not in texts:
            yield f"evidence in {each.report}, which is not in the case"
        else:
            text = texts[each.report]
            yield from _named(text.name, _quote("evidence", each.start, each.end, each.quote, text))


def _findings(findings: Findings, lineage: Lineage, readings: Sequence[Reading]) -> Iterator[str]:
    claims = {claim.id: claim for reading in readings for claim in reading.claims}
    origins = {origin.id for origin in (*lineage.origins, *findings.informants)}
    for finding in findings.findings:
        yield from _named(finding.id, _finding(finding, claims, origins))


def _finding(finding: Finding, claims: dict[str, Claim], origins: set[str]) -> Iterator[str]:
    if unknown := [id for id in finding.claims if id not in claims]:
        yield f"its claims {', '.join(unknown)} are unknown"
        return
    if set(finding.reports) != {claims[id].report for id in finding.claims}:
        yield "its reports are not those of its claims"
    if unknown := [id for id in finding.named if id not in origins]:
        yield f"its origins {', '.join(unknown)} are unknown"
    if finding.statement not in {claims[id].quote for id in finding.claims}:
        yield "its statement is not in the words of one of its claims"
    low, high = finding.origins_low, finding.origins_high
    standing = "one origin" if high == 1 else "not established" if low <= 1 else "independent origins"
    if not 0 <= low <= high or finding.standing != standing:
        yield f"standing “{finding.standing}” does not follow from {low} to {high} origins"
    if len(finding.origins) != high:
        yield f"it names {len(finding.origins)} origins and counts {high}"
    if any(end not in finding.claims for each in finding.drift for end in (each.before, each.after)):
        yield "it has drift between claims that are not its own"


def _judgements(judgements: Iterable[Judgement]) -> Iterator[str]:
    for each in judgements:
        again = Judgement.made(
            each.subject, each.verdict, each.target, of=each.of, to=each.to, who=each.who, when=each.when, why=each.why
        )
        if again.id != each.id:
            yield f"{each.id}: the judgement is not as it was made"


def _schema(case: Case) -> Iterator[str]:
    """Its tables and triggers are those of this version: without them it could have been changed unseen."""
    with Case.empty(case.path) as empty:
        made, held = empty.schema(), case.schema()
    for name in sorted(made.keys() | held.keys()):
        if made.get(name) != held.get(name):
            yield f"“{name}” of its schema is not as Headwater makes it"


def _log(case: Case, head: str | None) -> Iterator[str]:
    """The chain holds, and the case is what the log says was received, judged and built."""
    entries, broken = held(case.log())
    if broken:
        yield broken
    if head is not None and head not in {each.hash for each in entries}:
        yield f"no entry has the hash {head} that was noted: it was made anew since, or this is another case"
    hashes = {report.id: report.sha256 for report in case.reports(raw=False)}
    received = {
        _key(
            {"report": each.report, "sha256": hashes.get(each.report), "when": each.when, "tool": each.tool}
            | to_builtins(each.way)
        )
        for each in case.received()
    }
    yield from _told("acquisition", received, entries)
    yield from _told("judgement", {_key(to_builtins(each)) for each in case.judgements()}, entries)
    built = next((each for each in reversed(entries) if each.kind in ("build", "recovery")), None)
    if built and built.kind == "build":
        wrote = built.told()["sha256"]
        for table, sha256 in case.contents().items():
            if wrote.get(table, sha256) != sha256:  # a table that this version added is not told of yet
                yield f"the table {table} does not hold what the build of {built.when} wrote"


def _told(kind: str, held: set[str], entries: Iterable[Entry]) -> Iterator[str]:
    """What the log says there is against what there is; what a recovery could not save, it says itself."""
    told = {_key(each): each for each in (_whole(entry) for entry in entries if entry.kind == kind)}
    recoveries = [each.told() for each in entries if each.kind == "recovery"]
    forgone = {id for each in recoveries for id in (*each["lost"], *each["undecided"])}
    for each in sorted(held - told.keys()):
        yield f"it tells of no such {kind}: {each}"
    for each in sorted(told.keys() - held):
        if not {told[each].get("report"), told[each].get("id")} & forgone:
            yield f"the {kind} that it tells of is not in the case: {each}"


def _whole(entry: Entry) -> dict[str, Any]:
    """What an entry says, with what its other columns say where the table that it tells of has them too."""
    return entry.told() | ({"when": entry.when, "tool": entry.tool} if entry.kind == "acquisition" else {})


def _key(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _holds(capture: Capture) -> bool:
    return Capture.of(capture.record) == capture


def _indicators(
    indicators: Iterable[Indicator], frameworks: Iterable[Framework], readings: Sequence[Reading]
) -> Iterator[str]:
    reports = {claim.id: reading.report for reading in readings for claim in reading.claims}
    known = {(each.name, each.edition, code.code) for each in frameworks for code in each.codes}
    for each in indicators:
        if (each.framework, each.edition, each.code) not in known:
            yield f"{each.framework} {each.code}: no framework of the case has this code"
        elif any(id not in reports for id in each.claims):
            yield f"{each.framework} {each.code}: its claims are not all in the case"
        elif set(each.reports) != {reports[id] for id in each.claims}:
            yield f"{each.framework} {each.code}: its reports are not those of its claims"
