"""The nouns as JSON lines. The keys here are a contract (docs/json.md)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from headwater.model import (
    Attribution,
    Basis,
    Claim,
    Code,
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
    Page,
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

#: The keys of each noun, in their order. A key that is called otherwise in the model has that name after "=", and one
#: that holds several fields has them all, with commas.
_KEYS: Mapping[type, str] = {
    Removed: "quote start end why",
    Quantity: "start end quote low high bound change unit per counted derived equivalent",
    Time: "start end quote type value from=since to=until",
    Attribution: "source cue content kind speaker via",
    Credit: "start end quote outlet kind",
    Passage: "report start end quote",
    Basis: "kind words where weight",
    Derivation: "report from=source degree direction basis score",
    Possible: "a b score basis",
    Origin: "id name names kind in_case reports",
    Finding: "id statement claims reports origins origins_low origins_high informants heard_by standing disputed"
    " reasons low high unit drift beside",
    Drift: "kind from=before to=after directed note",
    Framework: "name title edition source codes",
    Code: "code name group definition flow",
    Indicator: "framework edition code name claims reports origins_low origins_high because",
    Judgement: "id subject verdict target of to who when why",
    Estimate: "name title formula unit low high measured exact median p5 p95 samples seed inputs marks",
    Input: "name title unit source rule low high likely note findings origins_low origins_high disputed marks"
    " swing=swing_low,swing_high share figures",
    Figure: "origin finding claim report quote words low high bound date used",
}
#: Those that are lines of their own, and say what they are.
_TYPED = (Derivation, Possible, Origin, Finding, Framework, Indicator, Judgement, Estimate)

# JSON leaves these as they are, but a terminal may obey them (DEL and C1 controls), and programs that split a stream
# into lines may break at them (U+0085, U+2028, U+2029).
_OBEYED = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]")


def encode(line: Line) -> bytes:
    """One line of UTF-8 JSON with its line end."""
    data = msgspec.json.encode(line) + b"\n"
    return _OBEYED.sub(_escaped, data)


def _escaped(found: re.Match[bytes]) -> bytes:
    return f"\\u{ord(found[0].decode()):04x}".encode()


def of(value: Any) -> Line:
    """A value of the model, by its keys."""
    line: Line = {"type": type(value).__name__.lower()} if isinstance(value, _TYPED) else {}
    kind: type = type(value)
    for key, fields in _fields(kind):
        held = [_plain(getattr(value, field)) for field in fields]
        line[key] = held[0] if len(held) == 1 else held
    return line


@cache
def _fields(kind: type) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The keys of a noun, each with the fields of the model that it holds."""
    pairs = (word.partition("=") for word in _KEYS[kind].split())
    return tuple((key, tuple((fields or key).split(","))) for key, _, fields in pairs)


def _plain(value: Any) -> Any:
    """A field as JSON has it."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Page):
        return [value.start, value.end, value.number]
    if isinstance(value, float):
        return number(value)
    return of(value) if type(value) in _KEYS else value


def number(value: float | None) -> float | int | None:
    """A whole number without its ".0"."""
    return int(value) if value is not None and float(value).is_integer() else value


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
        "pages": _plain(text.pages),
        "notes": list(text.notes),
        "removed": _plain(text.removed),
        "sentences": _plain(text.sentences),
        "quantities": _plain(value.quantities),
        "times": _plain(value.times),
        "attributions": _plain(value.attributions),
        "credits": _plain(value.credits),
        "claims": [claim(each, text) for each in value.claims],
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
        "page": text.page(value.start),
        "quantities": _plain(value.quantities),
        "times": _plain(value.times),
        "attribution": said
        and {
            "source": source_words(said, text),
            "source_spans": _plain(said.source),
            "speaker": said.speaker,
            "cue": _plain(said.cue),
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
        "pages": _plain(text.pages),
        "notes": list(text.notes),
        "origin": origins[0] if origins else None,
        "origins": origins,
    }
