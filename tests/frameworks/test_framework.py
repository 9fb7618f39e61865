"""Frameworks are files; codes carry evidence and its origins, never a verdict."""

from pathlib import Path

import pytest

from headwater.errors import UsageError
from headwater.frameworks import code, load, shipped
from headwater.model import Claim, Finding, Findings, Indicator, Quantity, Reading, Text

ILO = (
    "Abuse of vulnerability", "Deception", "Restriction of movement", "Isolation", "Physical and sexual violence",
    "Intimidation and threats", "Retention of identity documents", "Withholding of wages", "Debt bondage",
    "Abusive working and living conditions", "Excessive overtime",
)  # fmt: skip


def reading(*quotes: str, report: str = "r1", hours: float | None = None) -> Reading:
    text = Text(report, report, "\n".join(quotes), (), (), "en", None, None, None, None, None, (), (), ())
    figures = () if hours is None else (Quantity(0, 1, "x", hours, hours, unit="hour"),)
    claims = [
        Claim(f"{report}-{i}", report, 0, len(q), q, figures, (), None, None, None, None,
              polarity="negative" if q.startswith("No ") else "positive")
        for i, q in enumerate(quotes)
    ]  # fmt: skip
    return Reading(text, claims=tuple(claims))


def coded(*quotes: str, hours: float | None = None) -> set[str]:
    return {i.name for i in code([reading(*quotes, hours=hours)], Findings()) if i.framework == "ilo-forced-labour"}


def test_the_shipped_frameworks_have_the_published_names() -> None:
    by_name = {framework.name: framework for framework in shipped()}
    assert tuple(entry.name for entry in by_name["ilo-forced-labour"].codes) == ILO
    stages = by_name["labour-dispatch"].codes
    assert stages[0].flow == ("transit",) and len(stages) == 11


@pytest.mark.parametrize(
    ("quote", "name"),
    [
        ("The skipper locks the crew's passports in his cabin", "Retention of identity documents"),
        ("No wages had been paid to the pickers for four months", "Withholding of wages"),
        ("The pickers were beaten by the foreman for resting", "Physical and sexual violence"),
        ("The women may not leave the compound, where guards watch the gate and movement is restricted for workers",
         "Restriction of movement"),
        ("Their phones were collected at the gate of the fish farm", "Isolation"),
        ("He still owes the broker more than the advance he took as a worker", "Debt bondage"),
        ("The crew slept in filthy containers", "Abusive working and living conditions"),
        ("They promised a room and forty crowns a week", "Deception"),
        ("Recruiters went to the widows of the flood villages, poor and desperate", "Abuse of vulnerability"),
        ("The guard threatened to report the workers to the police", "Intimidation and threats"),
    ],
)  # fmt: skip
def test_a_passage_is_coded(quote: str, name: str) -> None:
    assert name in coded(quote)


def test_long_hours_are_coded_from_the_figure() -> None:
    assert "Excessive overtime" in coded("Shifts at the packing hall lasted 15 hours", hours=15)
    assert "Excessive overtime" not in coded("Shifts at the packing hall lasted 8 hours", hours=8)


@pytest.mark.parametrize(
    ("quote", "name"),
    [
        ("Tram drivers on strike have had no pay for a week", "Withholding of wages"),
        ("The curfew applied to everybody, and no worker could leave the town", "Restriction of movement"),
        ("The library keeps the reader's card overnight", "Retention of identity documents"),
        ("The mayor threatened to sue the paper for libel", "Intimidation and threats"),
        ("Nurses volunteered for a double shift of 16 hours", "Excessive overtime"),
    ],
)
def test_a_near_miss_is_not_coded(quote: str, name: str) -> None:
    assert name not in coded(quote, hours=16)


def test_an_indicator_counts_the_origins_behind_its_findings() -> None:
    pile = [reading("The skipper took their passports"), reading("Passports are kept by the boss", report="r2")]
    finding = Finding("f", "s", ("r1-0", "r2-0"), ("r1", "r2"), ("o1", "o2"), 1, 2, (), 0, "not established", False, ())
    (indicator,) = [i for i in code(pile, Findings((finding,))) if i.name == "Retention of identity documents"]
    assert indicator == Indicator(
        "ilo-forced-labour", "2025", "7", "Retention of identity documents", ("r1-0", "r2-0"), ("r1", "r2"), 1, 2
    )


def test_a_documenters_own_file_works_without_code(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'name = "mine"\ntitle = "Mine"\nedition = 1\nsource = "me"\n[[code]]\ncode = "a"\nname = "Eviction"\n'
        'definition = "d"\ncues = ["evict|drive out + family"]\n'
    )
    (indicator,) = code([reading("Forty families were evicted")], Findings(), [load(path)])
    assert (indicator.framework, indicator.name, indicator.claims) == ("mine", "Eviction", ("r1-0",))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = ", "not TOML"),
        ('name = "x"', "lacks a field"),
        ('name="x"\ntitle="x"\nedition=1\nsource="x"\n[[code]]\ncode="a"\nname="A"\ndefinition="d"\ncues=["b"]\nflow=["z"]',
         "flows to one"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=words):
        load(path)
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "missing.toml")
