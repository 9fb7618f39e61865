"""The nouns as JSON lines: one small function a noun. The names here are a contract (docs/json.md)."""

from collections.abc import Iterable
from typing import Any

import msgspec

from headwater.model import (
    Attribution,
    Basis,
    Claim,
    Credit,
    Derivation,
    Drift,
    Estimate,
    Figure,
    Finding,
    Framework,
    Indicator,
    Input,
    Judgement,
    Origin,
    Passage,
    Possible,
    Quantity,
    Reading,
    Removed,
    Report,
    Span,
    Text,
    Time,
)

Line = dict[str, Any]

# JSON leaves these three as they are, but programs that split a stream into lines may break at them.
_BREAKS = ((b"\xc2\x85", b"\\u0085"), (b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"))


def encode(line: Line) -> bytes:
    """One line of UTF-8 JSON with its line end."""
    data = msgspec.json.encode(line)
    for character, escape in _BREAKS:
        data = data.replace(character, escape)
    return data + b"\n"


def reading(value: Reading) -> Line:
    """All that was read from one report; ``id`` is the report's name."""
    text = value.text
    return {
        "type": "reading",
        "id": text.name,
        "language": text.language,
        "title": text.title,
        "outlet": text.outlet,
        "published": text.published,
        "text": text.text,
        "removed": [removed(each) for each in text.removed],
        "sentences": spans(text.sentences),
        "quantities": [quantity(each) for each in value.quantities],
        "times": [time(each) for each in value.times],
        "attributions": [attribution(each) for each in value.attributions],
        "credits": [credit(each) for each in value.credits],
        "claims": [claim(each, text) for each in value.claims],
    }


def spans(values: Iterable[Span]) -> list[list[int]]:
    """Ranges as ``[start, end]``."""
    return [[each.start, each.end] for each in values]


def removed(value: Removed) -> Line:
    """Words of the page that are not the report."""
    return {"quote": value.quote, "start": value.start, "end": value.end, "why": value.why}


def quantity(value: Quantity) -> Line:
    """A figure."""
    return {
        "start": value.start,
        "end": value.end,
        "quote": value.quote,
        "low": number(value.low),
        "high": number(value.high),
        "bound": value.bound,
        "change": value.change,
        "unit": value.unit,
        "per": value.per,
        "counted": value.counted,
        "derived": value.derived,
        "equivalent": value.equivalent,
    }


def time(value: Time) -> Line:
    """A time expression."""
    return {
        "start": value.start,
        "end": value.end,
        "quote": value.quote,
        "type": value.type,
        "value": value.value,
        "from": value.since,
        "to": value.until,
    }


def attribution(value: Attribution) -> Line:
    """Who is said to have said what, as ranges of the text."""
    return {
        "source": spans(value.source),
        "cue": spans(value.cue),
        "content": spans(value.content),
        "kind": value.kind,
        "speaker": value.speaker,
        "via": list(value.via),
    }


def credit(value: Credit) -> Line:
    """An outlet that the page says it has its words from."""
    return {
        "start": value.start,
        "end": value.end,
        "quote": value.quote,
        "outlet": value.outlet,
        "kind": value.kind,
    }


def claim(value: Claim, text: Text) -> Line:
    """One statement. Its attribution gives the source in words, with the ranges beside it."""
    said = value.attribution
    return {
        "type": "claim",
        "id": value.id,
        "report": value.report,
        "start": value.start,
        "end": value.end,
        "quote": value.quote,
        "quantities": [quantity(each) for each in value.quantities],
        "times": [time(each) for each in value.times],
        "attribution": said
        and {
            "source": source_words(said, text),
            "source_spans": spans(said.source),
            "speaker": said.speaker,
            "cue": spans(said.cue),
            "kind": said.kind,
            "via": list(said.via),
        },
        "subject": value.subject,
        "predicate": value.predicate,
        "place": value.place,
        "modality": value.modality,
        "polarity": value.polarity,
    }


def source_words(value: Attribution, text: Text) -> str | None:
    """The words that name or describe the source, as the report has them."""
    return " … ".join(text.slice(each) for each in value.source) or None


def report(value: Report, text: Text, origins: list[str]) -> Line:
    """A report with its reading text. ``origins`` holds the root of most of its text first."""
    return {
        "type": "report",
        "id": value.id,
        "name": value.name,
        "sha256": value.sha256,
        "title": text.title,
        "outlet": text.outlet,
        "published": text.published,
        "url": text.url,
        "language": text.language,
        "text": text.text,
        "origin": origins[0] if origins else None,
        "origins": origins,
    }


def passage(value: Passage) -> Line:
    """Words of one report."""
    return {"report": value.report, "start": value.start, "end": value.end, "quote": value.quote}


def basis(value: Basis) -> Line:
    """One piece of evidence for a derivation."""
    return {
        "kind": value.kind,
        "words": value.words,
        "where": [passage(each) for each in value.where],
        "weight": number(value.weight),
    }


def derivation(value: Derivation) -> Line:
    """A report that derives from another, or from something unseen."""
    return {
        "type": "derivation",
        "report": value.report,
        "from": value.source,
        "degree": value.degree,
        "direction": value.direction,
        "basis": [basis(each) for each in value.basis],
        "score": number(value.score),
    }


def possible(value: Possible) -> Line:
    """A pair of reports just below the line."""
    return {
        "type": "possible",
        "a": value.a,
        "b": value.b,
        "score": number(value.score),
        "basis": [basis(each) for each in value.basis],
    }


def origin(value: Origin) -> Line:
    """Where claims enter."""
    return {
        "type": "origin",
        "id": value.id,
        "name": value.name,
        "names": list(value.names),
        "kind": value.kind,
        "in_case": value.in_case,
        "reports": list(value.reports),
    }


def finding(value: Finding) -> Line:
    """Claims that say the same thing, with the origins behind them."""
    return {
        "type": "finding",
        "id": value.id,
        "statement": value.statement,
        "claims": list(value.claims),
        "reports": list(value.reports),
        "origins": list(value.origins),
        "origins_low": value.origins_low,
        "origins_high": value.origins_high,
        "informants": list(value.informants),
        "heard_by": value.heard_by,
        "standing": value.standing,
        "disputed": value.disputed,
        "reasons": list(value.reasons),
        "low": number(value.low),
        "high": number(value.high),
        "unit": value.unit,
        "drift": [drift(each) for each in value.drift],
    }


def drift(value: Drift) -> Line:
    """How a claim changed in retelling; ``from`` and ``to`` are claim ids."""
    return {
        "kind": value.kind,
        "from": value.before,
        "to": value.after,
        "directed": value.directed,
        "note": value.note,
    }


def framework(value: Framework) -> Line:
    """A published list that the claims were coded by."""
    return {
        "type": "framework",
        "name": value.name,
        "title": value.title,
        "edition": value.edition,
        "source": value.source,
        "codes": [
            {
                "code": each.code,
                "name": each.name,
                "group": each.group,
                "definition": each.definition,
                "flow": list(each.flow),
            }
            for each in value.codes
        ],
    }


def indicator(value: Indicator) -> Line:
    """The evidence for one code of one framework."""
    return {
        "type": "indicator",
        "framework": value.framework,
        "edition": value.edition,
        "code": value.code,
        "name": value.name,
        "claims": list(value.claims),
        "reports": list(value.reports),
        "origins_low": value.origins_low,
        "origins_high": value.origins_high,
        "because": [list(words) for words in value.because],
    }


def judgement(value: Judgement) -> Line:
    """What a person decided. ``headwater judge export`` writes the same lines, and ``judge import`` reads them."""
    return {
        "type": "judgement",
        "id": value.id,
        "subject": value.subject,
        "verdict": value.verdict,
        "target": [passage(each) for each in value.target],
        "of": value.of,
        "to": value.to,
        "who": value.who,
        "when": value.when,
        "why": value.why,
    }


def estimate(value: Estimate) -> Line:
    """What a formula gives for a range of inputs."""
    return {
        "type": "estimate",
        "name": value.name,
        "title": value.title,
        "formula": value.formula,
        "unit": value.unit,
        "low": number(value.low),
        "high": number(value.high),
        "measured": value.measured,
        "exact": value.exact,
        "median": number(value.median),
        "p5": number(value.p5),
        "p95": number(value.p95),
        "samples": value.samples,
        "seed": value.seed,
        "inputs": [estimate_input(each) for each in value.inputs],
        "marks": list(value.marks),
    }


def estimate_input(value: Input) -> Line:
    """One input of an estimate, with the words that it rests on."""
    return {
        "name": value.name,
        "title": value.title,
        "unit": value.unit,
        "source": value.source,
        "rule": value.rule,
        "low": number(value.low),
        "high": number(value.high),
        "likely": number(value.likely),
        "note": value.note,
        "findings": list(value.findings),
        "origins_low": value.origins_low,
        "origins_high": value.origins_high,
        "disputed": value.disputed,
        "marks": list(value.marks),
        "swing": [number(value.swing_low), number(value.swing_high)],
        "share": number(value.share),
        "figures": [figure(each) for each in value.figures],
    }


def figure(value: Figure) -> Line:
    """A figure that an input may rest on; ``words`` is the figure and ``quote`` the claim."""
    return {
        "origin": value.origin,
        "finding": value.finding,
        "claim": value.claim,
        "report": value.report,
        "quote": value.quote,
        "words": value.words,
        "low": number(value.low),
        "high": number(value.high),
        "bound": value.bound,
        "date": value.date,
        "used": value.used,
    }


def number(value: float | None) -> float | int | None:
    """A whole number without its ".0"."""
    return int(value) if value is not None and float(value).is_integer() else value
