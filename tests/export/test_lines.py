"""JSON lines: the names are a contract, and whatever the words are a line is one line."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from headwater.case import Changes
from headwater.export import lines
from headwater.model import (
    Attribution,
    Claim,
    Code,
    Credit,
    Derivation,
    Drift,
    Finding,
    Framework,
    Indicator,
    Origin,
    Possible,
    Quantity,
    Reading,
    Removed,
    Segment,
    Span,
    Text,
    Time,
)

_WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
)


@given(st.dictionaries(_WORDS, _VALUES, max_size=4))
def test_a_line_is_one_line_and_comes_back(value: lines.Line) -> None:
    line = lines.encode(value).decode("utf-8")
    assert len(line.splitlines()) == 1 and line.endswith("\n")
    assert json.loads(line) == value


def test_characters_that_break_lines_elsewhere_are_escaped() -> None:
    assert lines.encode({"a": "\u2028\u2029\x85\n"}) == b'{"a":"\\u2028\\u2029\\u0085\\n"}\n'


@given(st.text(st.characters(codec="utf-8", max_codepoint=0xA0)))
def test_nothing_that_a_terminal_obeys_stands_in_a_line(words: str) -> None:
    line = lines.encode({"a": f"\x1b\x7f\x9b31m{words}"})
    assert line.decode().removesuffix("\n").replace("\xa0", "").isprintable()
    assert json.loads(line) == {"a": f"\x1b\x7f\x9b31m{words}"}


@st.composite
def _readings(draw: st.DrawFn) -> Reading:
    text = draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: Span(min(p), max(p)))
    several = st.lists(spans, max_size=3).map(tuple)
    number = st.none() | st.floats(allow_nan=False, allow_infinity=False)
    optional = st.none() | _WORDS
    where = draw(spans)
    at: dict[str, Any] = {"start": where.start, "end": where.end, "quote": text[where.start : where.end]}
    quantity = Quantity(**at, low=draw(number), high=draw(number), unit=draw(optional), per=draw(optional))
    time = Time(**at, type="DATE", value=draw(optional), since=draw(optional), until=draw(optional))
    said = Attribution(draw(several), draw(several), draw(several), "mixed", draw(optional), (draw(_WORDS),))
    claim = Claim(
        draw(_WORDS),
        "r",
        **at,
        quantities=(quantity,),
        times=(time,),
        attribution=draw(st.none() | st.just(said)),
        subject=draw(optional),
        predicate=None,
        place=None,
    )
    reading_text = Text(
        "r",
        draw(_WORDS),
        text,
        (Segment(0, len(text), 0, len(text)),),
        (Removed("x", 0, 1, "repeat"),),
        "en",
        draw(optional),
        None,
        draw(optional),
        draw(optional),
        None,
        (),
        draw(several),
        (),
    )
    return Reading(
        reading_text, (quantity,), (time,), (said,), (Credit(**at, outlet=draw(_WORDS), kind="wire"),), (), (claim,)
    )


@given(_readings())
def test_every_span_of_a_reading_can_be_followed_into_its_text(reading: Reading) -> None:
    line = json.loads(lines.encode(lines.reading(reading)))
    assert line["id"] == reading.text.name and line["text"] == reading.text.text
    for value in (*line["quantities"], *line["times"], *line["credits"], *line["claims"]):
        assert line["text"][value["start"] : value["end"]] == value["quote"]
    for claim in line["claims"]:
        said = claim["attribution"]
        words = [line["text"][start:end] for start, end in said["source_spans"]] if said else []
        assert (said or {}).get("source") == (" … ".join(words) or None)


def test_the_names_of_a_reading_are_the_contract(pile: Changes) -> None:
    line = lines.reading(pile.readings[0][0])
    assert list(line) == [
        "type", "id", "language", "title", "outlet", "published", "text", "pages", "notes", "removed", "sentences",
        "quantities", "times", "attributions", "credits", "claims",
    ]  # fmt: skip
    assert line["removed"] == [{"quote": "MENU", "start": 0, "end": 4, "why": "furniture"}]
    assert line["sentences"] == [[0, len(line["text"])]]
    assert set(line["quantities"][0]) >= {
        "start", "end", "quote", "low", "high", "bound", "change", "unit", "per", "counted", "derived"
    }  # fmt: skip
    assert line["times"][0] == {
        "start": 18, "end": 23, "quote": "3 May", "type": "DATE", "value": "2031-05-03", "from": "2031-05-03",
        "to": "2031-05-03",
    }  # fmt: skip
    assert set(line["attributions"][0]) == {"source", "cue", "content", "kind", "speaker", "via"}
    copied = lines.reading(pile.readings[1][0])
    assert copied["credits"][0]["outlet"] == "Harbour Post" and copied["credits"][0]["kind"] == "credit"


def test_the_names_of_a_claim_are_the_contract(pile: Changes) -> None:
    reading = pile.readings[0][0]
    line = lines.claim(reading.claims[0], reading.text)
    assert set(line) == {
        "type", "id", "report", "start", "end", "quote", "page", "quantities", "times", "attribution", "subject",
        "predicate", "place", "modality", "polarity",
    }  # fmt: skip
    assert line["attribution"] == {
        "source": "Ada Brook", "source_spans": [[62, 71]], "speaker": "Ada Brook", "cue": [],
        "kind": "indirect", "via": [],
    }  # fmt: skip
    unattributed = replace(reading.claims[0], attribution=None)
    assert lines.claim(unattributed, reading.text)["attribution"] is None


def test_whole_numbers_are_written_as_such() -> None:
    assert [lines.number(each) for each in (40.0, 0.5, None, -3)] == [40, 0.5, None, -3]
    assert b'"low":40,"high":null' in lines.encode(lines.of(Quantity(0, 2, "40", 40.0, None)))


def test_the_names_of_the_others_are_the_contract() -> None:
    assert lines.of(Derivation("b", "a", "wholly", "known", (), 1.0)) == {
        "type": "derivation", "report": "b", "from": "a", "degree": "wholly", "direction": "known", "basis": [],
        "score": 1,
    }  # fmt: skip
    assert lines.of(Possible("a", "b", 0.5, ())) == {
        "type": "possible",
        "a": "a",
        "b": "b",
        "score": 0.5,
        "basis": [],
    }
    assert lines.of(Origin("o", "n", ("n",), "unseen", False, ("a",))) == {
        "type": "origin", "id": "o", "name": "n", "names": ["n"], "kind": "unseen", "in_case": False, "reports": ["a"]
    }  # fmt: skip
    drift = Drift("hedge", "c1", "c2", True, "lost “about”")
    finding = Finding(
        "f", "It rained.", ("c1", "c2"), ("a",), ("o",), 1, 1, ("i",), 2, "one origin", True, ("why",), drift=(drift,)
    )
    assert lines.of(finding) == {
        "type": "finding", "id": "f", "statement": "It rained.", "claims": ["c1", "c2"], "reports": ["a"],
        "origins": ["o"], "origins_low": 1, "origins_high": 1, "informants": ["i"], "heard_by": 2,
        "standing": "one origin", "disputed": True, "reasons": ["why"], "low": None, "high": None, "unit": None,
        "drift": [{"kind": "hedge", "from": "c1", "to": "c2", "directed": True, "note": "lost “about”"}], "beside": [],
    }  # fmt: skip
    listed = Framework("f", "Title", "1", "who", (Code("2", "n", "means", "g", ("3",)), Code("3", "m", "d")), "file")
    assert lines.of(listed) == {
        "type": "framework", "name": "f", "title": "Title", "edition": "1", "source": "who",
        "codes": [
            {"code": "2", "name": "n", "group": "g", "definition": "means", "flow": ["3"]},
            {"code": "3", "name": "m", "group": None, "definition": "d", "flow": []},
        ],
    }  # fmt: skip
    assert lines.of(Indicator("f", "1", "2", "n", ("c",), ("r",), 1, 2, (("beat", "guard"),))) == {
        "type": "indicator", "framework": "f", "edition": "1", "code": "2", "name": "n", "claims": ["c"],
        "reports": ["r"], "origins_low": 1, "origins_high": 2, "because": [["beat", "guard"]],
    }  # fmt: skip
