"""Frameworks are files; codes carry evidence and its origins, never a verdict."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.claims.plain import text_of

from headwater import claims, text
from headwater.errors import UsageError
from headwater.frameworks import Codebook, again, choose, code, load, shipped
from headwater.model import Claim, Finding, Findings, Indicator, Quantity, Reading, Standing, Text

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
    ilo, stages = (codebook.framework for codebook in shipped())
    assert (ilo.name, ilo.edition, stages.name) == ("ilo-forced-labour", "2025", "labour-dispatch")
    assert tuple(entry.name for entry in ilo.codes) == (*ILO, "State-imposed forced labour")
    assert stages.codes[0].flow == ("transit",) and len(stages.codes) == 11
    assert stages.is_system and not ilo.is_system


def test_the_edition_of_2012_has_the_eleven_names_and_no_more() -> None:
    (book,) = choose(["ilo-forced-labour@2012"])
    assert tuple(entry.name for entry in book.framework.codes) == ILO and len(book.guides) == len(ILO)
    assert book.framework.edition == "2012" and "2012" in book.framework.source
    dimensions = {entry.group for entry in book.framework.codes}
    assert dimensions == {
        "unfree recruitment", "work and life under duress", "impossibility of leaving", "menace of penalty",
    }  # fmt: skip


@pytest.mark.parametrize("codebook", shipped(), ids=lambda codebook: codebook.framework.name)
def test_each_code_finds_the_examples_that_its_file_gives(codebook: Codebook) -> None:
    for entry, guide in zip(codebook.framework.codes, codebook.guides, strict=True):
        assert len(guide.examples) >= 2
        for example in guide.examples:
            read = claims.read(words := text_of(example + "."), text.parse(words))
            assert entry.code in {found.code for found in code([read], Findings(), [codebook])}, example


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["ilo-forced-labour@1930"], "no such edition: ilo-forced-labour@1930.*2012, 2025"),
        (["nonesuch"], "no such framework: nonesuch.*ilo-forced-labour"),
        (["labour-dispatch", "labour-dispatch@1"], "one name"),
    ],
)
def test_what_is_not_there_is_refused_with_what_there_is(asked: list[str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        choose(asked)


def test_a_case_is_coded_again_as_before(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'name = "mine"\ntitle = "Mine"\nsource = "me"\n[editions]\n1 = "first"\n2 = "second"\n'
        '[[code]]\ncode = "a"\nname = "A"\ndefinition = "d"\ncues = ["evict"]\n'
        '[[code]]\ncode = "b"\nname = "B"\nsince = 2\ndefinition = "d"\ncues = ["squat"]\n'
    )
    (old,) = choose([f"{path}@1"])
    assert [entry.code for entry in old.framework.codes] == ["a"]
    path.write_text("changed since")
    assert again(old.framework) == old
    assert again(shipped()[0].framework) == shipped()[0]
    with pytest.raises(UsageError, match="not shipped any more: gone"):
        again(replace(shipped()[0].framework, name="gone"))


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


def held(claims: str, low: int, high: int, *behind: str, counted: int | None = None) -> Finding:
    """A finding over these claims; each of the origins o1, o2, … stands behind some of them."""
    names = tuple(f"o{n}" for n in range(1, len(behind) + 1))
    ids = tuple(claims.split())
    standing: Standing = "independent origins" if low > 1 else "not established"
    return Finding(
        "f", "s", ids, tuple(sorted({id[:2] for id in ids})), names[:counted], low, high, (), 0,
        standing, False, (), beside=names[counted:] if counted else (), behind=tuple(tuple(b.split()) for b in behind),
    )  # fmt: skip


KEPT = ("The skipper took their passports", "Passports are kept by the boss", "The boat sailed at noon")
PILE = [reading(said, report=f"r{n}") for n, said in enumerate(KEPT, 1)]


def retention(finding: Finding) -> Indicator:
    (found,) = [i for i in code(PILE, Findings((finding,))) if i.name == "Retention of identity documents"]
    return found


def test_an_indicator_counts_the_origins_behind_its_claims() -> None:
    assert retention(held("r1-0 r2-0", 1, 2, "r1-0", "r2-0")) == Indicator(
        "ilo-forced-labour", "2025", "7", "Retention of identity documents", ("r1-0", "r2-0"), ("r1", "r2"), 1, 2,
        (("took", "passports"), ("Passports", "kept")),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("finding", "low", "high"),
    [
        (held("r1-0 r2-0 r3-0", 3, 3, "r1-0", "r2-0", "r3-0"), 2, 2),  # who says another thing is not of the count
        (held("r1-0 r2-0 r3-0", 2, 3, "r1-0", "r2-0", "r3-0"), 1, 2),  # and may have been one of the independent
        (held("r1-0 r2-0 r3-0", 2, 2, "r1-0 r2-0", "r3-0"), 1, 1),  # a copy and what it copies are one
        (held("r1-0 r2-0 r3-0", 2, 2, "r1-0 r3-0", "r2-0"), 2, 2),
        (held("r1-0 r2-0 r3-0", 1, 1, "r3-0", "r1-0", "r2-0", counted=1), 1, 2),  # shown beside: never independent
    ],
)
def test_origins_of_other_claims_of_a_finding_are_not_counted(finding: Finding, low: int, high: int) -> None:
    found = retention(finding)
    assert (found.claims, found.origins_low, found.origins_high) == (("r1-0", "r2-0"), low, high)


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
