"""Judgements in a real case: they change what they name, outlive rebuilds, and undoing gives back the same bytes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from headwater import pipeline, review
from headwater.case import Case, broken
from headwater.export import jsonl
from headwater.model import Claim, Finding, Judgement, Passage, Subject, Verdict
from headwater.text.decoding import decode

_SECONDS = count()
_REPORTS = {
    "alfa": "Fishermen on Lake Ombra caught 40 tonnes of perch in May, said Ada Brook, who keeps the register. "
    "The nets were mended twice. “We have never seen such a year,” she told the Ombra Gazette. "
    "The foreman kept the passports of the workers and beat those who rested, said Ilo Venn, a gutter.\n",
    "beta": "Perch fishing boomed in May. According to the Ombra Gazette, fishermen caught about 50 tonnes of perch. "
    "Ada Brook, who keeps the register, had never seen such a year. "
    "The foreman kept the workers' passports and beat those who rested, Ilo Venn, a gutter, said.\n",
    "gamma": "The council of Verna voted on Tuesday to close two of its five libraries. Nobody spoke against it.\n",
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name, words in _REPORTS.items():
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    path = folder / "first.hw"
    pipeline.build([str(folder / f"{name}.txt") for name in _REPORTS], path)
    return path


@pytest.fixture
def case(first: Path, tmp_path: Path) -> Path:
    path = tmp_path / "case.hw"
    path.write_bytes(first.read_bytes())
    return path


def _judge(
    path: Path, subject: Subject, verdict: Verdict, *target: Passage, of: str | None = None, to: str | None = None
) -> Judgement:
    made = review.judge(
        path,
        subject,
        verdict,
        target,
        of=of,
        to=to,
        who="Mara",
        when=f"2031-06-01T12:00:{next(_SECONDS):02}",
        why="I asked",
    )
    pipeline.build([], path)
    return made


def _undo(path: Path, made: Judgement) -> None:
    review.undo(path, made.id, who="Mara", when="2031-06-02T12:00", why="I was wrong")
    pipeline.build([], path)


def _lines(path: Path) -> list[bytes]:
    """The export without the judgements."""
    with Case.open(path) as opened:
        return [line for line in jsonl(opened) if not line.startswith(b'{"type":"judgement"')]


def _claims(path: Path) -> dict[str, Claim]:
    with Case.open(path) as opened:
        return {claim.id: claim for reading in opened.readings() for claim in reading.claims}


def _findings(path: Path) -> tuple[Finding, ...]:
    with Case.open(path) as opened:
        return opened.findings().findings


def _pair(path: Path) -> Iterator[Claim]:
    """Two claims of different reports that the machine puts together."""
    claims = _claims(path)
    finding = next(each for each in _findings(path) if len(each.reports) == 2)
    for report in finding.reports:
        yield next(claims[id] for id in finding.claims if claims[id].report == report)


def _together(path: Path, *claims: Claim) -> bool:
    return any({claim.id for claim in claims} <= set(each.claims) for each in _findings(path))


def _whole(path: Path) -> None:
    with Case.open(path) as opened:
        assert list(broken(opened, decode)) == []
        assert all(each.state == "in force" or each.state.startswith("undone") for each in review.standings(opened))


def test_a_grouping_taken_apart_and_put_together_again(case: Path) -> None:
    before = _lines(case)
    one, other = _pair(case)
    assert _together(case, one, other)
    made = _judge(case, "grouping", "reject", one.passage, other.passage)
    assert not _together(case, one, other)
    _whole(case)
    _undo(case, made)
    assert _lines(case) == before


def test_claims_that_a_person_puts_together_count_as_one_finding(case: Path) -> None:
    claims = _claims(case)
    one = next(claim for claim in claims.values() if "libraries" in claim.quote)
    other = next(claim for claim in claims.values() if "nets" in claim.quote)
    assert not _together(case, one, other)
    _judge(case, "grouping", "accept", one.passage, other.passage)
    (finding,) = [each for each in _findings(case) if one.id in each.claims]
    assert other.id in finding.claims
    assert finding.origins_low == 1, "that two say the same shows no separate access"
    _whole(case)


def test_a_derivation_rejected_and_stated(case: Path) -> None:
    with Case.open(case) as opened:
        before = _lines(case)
        texts = {reading.text.name: reading.text for reading in opened.readings()}
    alfa, beta, gamma = (texts[name].passage(0, 10) for name in ("alfa", "beta", "gamma"))

    def main(name: str) -> str:
        with Case.open(case) as opened:
            return opened.lineage().main_origin(texts[name].report)

    assert main("gamma") == gamma.report
    made = _judge(case, "derivation", "accept", gamma, alfa)
    assert main("gamma") == main("alfa")
    _whole(case)
    _undo(case, made)
    assert _lines(case) == before
    was_one = main("alfa") == main("beta")
    assert was_one, "the two of one family are put together by the machine"
    _judge(case, "derivation", "reject", beta, alfa)
    with Case.open(case) as opened:
        pairs = {frozenset((each.report, each.source)) for each in opened.lineage().derivations}
    assert frozenset((alfa.report, beta.report)) not in pairs
    _whole(case)


def test_a_correction_of_a_speaker_is_read_into_its_report_alone(case: Path) -> None:
    before = _lines(case)
    claim = next(each for each in _claims(case).values() if "nets were mended" in each.quote)
    made = _judge(case, "attribution", "correct", claim.passage, to="Ada Brook")
    said = _claims(case)[claim.id].attribution
    assert said and said.speaker == "Ada Brook"
    built = pipeline.build([], case)
    assert built.read == 0
    _whole(case)
    _undo(case, made)
    assert _lines(case) == before


def test_a_drift_and_a_code_rejected_are_gone_and_the_rest_stays(case: Path) -> None:
    claims = _claims(case)
    drifted = next(each for each in _findings(case) if each.drift)
    drift = drifted.drift[0]
    before = _lines(case)
    made = _judge(case, "drift", "reject", claims[drift.before].passage, claims[drift.after].passage, of=drift.kind)
    assert drift not in next(each for each in _findings(case) if each.id == drifted.id).drift
    _undo(case, made)
    with Case.open(case) as opened:
        indicator = next(each for each in opened.indicators() if each.claims)
    code = f"{indicator.framework} {indicator.code}"
    rejected = [_judge(case, "code", "reject", claims[id].passage, of=code) for id in indicator.claims]
    with Case.open(case) as opened:
        assert indicator.code not in {
            each.code for each in opened.indicators() if each.framework == indicator.framework
        }
    accepted = _judge(case, "code", "accept", claims[indicator.claims[0]].passage, of=code)
    with Case.open(case) as opened:
        (found,) = [each for each in opened.indicators() if f"{each.framework} {each.code}" == code]
    assert found.claims == indicator.claims[:1] and found.reports == (claims[found.claims[0]].report,)
    for each in (accepted, *rejected):
        _undo(case, each)
    assert _lines(case) == before


def test_a_judgement_outlives_new_reports_and_a_case_built_from_nothing(
    first: Path, case: Path, tmp_path: Path
) -> None:
    one, other = _pair(case)
    _judge(case, "grouping", "reject", one.passage, other.passage)
    more = tmp_path / "delta.txt"
    more.write_text(
        "In May about 40 tonnes of perch were landed at Ombra, the harbour master wrote.\n", encoding="utf-8"
    )
    pipeline.build([str(more)], case)
    assert not _together(case, one, other)
    new = tmp_path / "new.hw"
    pipeline.build([*(str(first.parent / f"{name}.txt") for name in _REPORTS), str(more)], new)
    assert _together(new, one, other)
    with Case.open(case) as opened:
        review.merge(new, review.read_lines(review.write_lines(opened.judgements()), "x"))
    pipeline.build([], new)
    assert not _together(new, one, other)
    with Case.open(case) as here, Case.open(new) as there:
        assert list(jsonl(here)) == list(jsonl(there))


def test_only_what_a_judgement_is_about_is_done_again(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from headwater import findings, lineage, text

    def never(*args: object) -> None:
        raise AssertionError("this step has nothing new to do")

    monkeypatch.setattr(lineage, "retrace", never)
    monkeypatch.setattr(text, "read", never)
    one, other = _pair(case)
    _judge(case, "grouping", "reject", one.passage, other.passage)
    monkeypatch.setattr(findings, "regather", never)
    _judge(case, "rating", "rate", one.passage, to="B")
    with Case.open(case) as opened:
        code = next(each for each in opened.indicators() if each.claims)
    _judge(case, "code", "reject", _claims(case)[code.claims[0]].passage, of=f"{code.framework} {code.code}")


def _anew(path: Path, folder: Path) -> list[bytes]:
    """What a build of the same reports gives from nothing with the same judgements."""
    with Case.open(path) as opened:
        judgements = opened.judgements()
        paths = [str(each.acquisitions[0].path) for each in opened.reports(raw=False)]
    fresh = folder / f"anew-{next(_SECONDS)}.hw"
    pipeline.build(paths, fresh)
    review.merge(fresh, judgements)
    with closing(sqlite3.connect(fresh)) as connection, connection:
        connection.execute("DELETE FROM kept")
    pipeline.build([], fresh)
    with Case.open(fresh) as opened:
        return list(jsonl(opened))


@pytest.mark.parametrize("subject", ["grouping", "derivation", "drift", "code", "attribution"])
def test_what_steps_keep_changes_nothing_that_a_decision_gives(case: Path, tmp_path: Path, subject: Subject) -> None:
    one, other = _pair(case)
    if subject == "attribution":
        told = next(each for each in _claims(case).values() if each.attribution and each.attribution.speaker)
        _judge(case, subject, "reject", told.passage)
    else:
        with Case.open(case) as opened:
            suggested = [each for each in review.queue(opened) if each.subject == subject]
        target = suggested[0].target if suggested else (one.passage, other.passage)
        of = suggested[0].of if suggested else "value" if subject == "drift" else None
        _judge(case, subject, "reject", *target, of=of)
    with Case.open(case) as opened:
        assert list(jsonl(opened)) == _anew(case, tmp_path)
    later = tmp_path / "delta.txt"
    later.write_text("Fishermen caught about 60 tonnes of perch in May, Ilo Venn said.\n", encoding="utf-8")
    pipeline.build([str(later)], case)
    with Case.open(case) as opened:
        assert opened.kept("findings") and opened.kept("frameworks")
        assert list(jsonl(opened)) == _anew(case, tmp_path)
