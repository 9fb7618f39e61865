"""Every form in which a report says who said what: three invented sentences or more of each, in varied wording."""

import pytest
from tests.claims.said import read, said

Row = tuple[str, str, str | None]  # the words, a part of the content, who speaks


def _speaker(words: str, content: str) -> str | None:
    return said(words, content).speaker


@pytest.mark.parametrize(
    ("words", "content", "speaker", "kind"),
    [
        ("“The kiln was cold by noon,” Petra Holm said.", "kiln was cold", "Petra Holm", "direct"),
        ('"Nobody lit the kiln," recalled Piet Sand, its owner.', "Nobody lit", "Piet Sand", "direct"),
        ("The potter, Ines Rey, replied: ‘We fired it twice.’", "We fired it", "Ines Rey", "direct"),
        ("Potters said the kiln had been cold since noon.", "cold since noon", "Potters", "indirect"),
        ("The guild has repeatedly warned that the clay is gone.", "the clay is gone", "The guild", "indirect"),
        ("Ines Rey testified that she had seen the kiln fall.", "seen the kiln fall", "Ines Rey", "indirect"),
        ("Ines Rey said the kiln was “a death trap” and should be shut.", "should be shut", "Ines Rey", "mixed"),
        ("The guild described the sale as “theft by another name”.", "theft by another", "The guild", "mixed"),
        ("Piet Sand told the court he was “too tired to count” the pots.", "too tired", "Piet Sand", "mixed"),
    ],
)
def test_speech_is_direct_indirect_or_mixed(words: str, content: str, speaker: str, kind: str) -> None:
    found = said(words, content)
    assert (found.speaker, found.kind) == (speaker, kind)


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("The kiln, the guild's secretary said, was never seen.", "was never seen", "the guild's secretary"),
        ("“The kiln,” said Ines Rey, “was never ours.”", "was never ours", "Ines Rey"),
        ("Clay prices, Piet Sand argues, have doubled since the flood.", "have doubled", "Piet Sand"),
        ("The kiln had been sold twice, the auditors found.", "sold twice", "the auditors"),
        ("The clay came from upriver, Ines Rey explained on Tuesday.", "came from upriver", "Ines Rey"),
        ("Nobody had signed for the pots, a clerk admitted.", "signed for the pots", "a clerk"),
        ("According to a customs ledger, the pots left by sea.", "pots left by sea", "a customs ledger"),
        ("The pots, according to Ines Rey, left by sea.", "left by sea", "Ines Rey"),
        ("The pots left by sea, according to two dockers who loaded them.", "pots left by sea", "two dockers"),
        ("Kilns were banned, regulators disclosed Friday, and the guild knew.", "Kilns were banned", "regulators"),
    ],
)
def test_the_tag_stands_between_or_after(words: str, content: str, speaker: str) -> None:
    assert _speaker(words, content) == speaker


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("A leaked memo says the pots were never counted.", "never counted", "A leaked memo"),
        ("The indictment alleges that the pots were stolen from graves.", "from graves", "The indictment"),
        ("Shipping records show that the crates were empty.", "crates were empty", "Shipping records"),
        ("A 40-year-old carter said the road was mined.", "road was mined", "A 40-year-old carter"),
        ("One of the women said the well was poisoned.", "well was poisoned", "One of the women"),
        ("A former district surveyor said that the maps were old.", "maps were old", "A former district surveyor"),
        ("The Fen Drainage Board said the pumps had failed.", "pumps had failed", "Fen Drainage Board"),
        ("Wexcombe council insisted the path was safe.", "path was safe", "Wexcombe council"),
        ("“We were never paid,” the welders said in a joint letter.", "never paid", "the welders"),
        ("“We were never paid,” said residents of the valley.", "never paid", "residents of the valley"),
        ("Local clinics report that fevers have doubled.", "fevers have doubled", "Local clinics"),
    ],
)
def test_a_source_is_a_document_a_body_or_people_described(words: str, content: str, speaker: str) -> None:
    assert _speaker(words, content) == speaker


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("Ines Rey met the carters in May. She said the road was mined.", "road was mined", "Ines Rey"),
        ("The carters met in May. They said the road was mined.", "road was mined", "The carters"),
        ("The Fen Drainage Board met. It said the pumps had failed.", "pumps had failed", "Fen Drainage Board"),
        ("Ines Rey met the carters. Rey said the road was mined.", "road was mined", "Ines Rey"),
        ("Dr Tomas Orlan treated them. “Both had burns,” Orlan said.", "Both had burns", "Tomas Orlan"),
        ("The Fen Drainage Board met. The board said the pumps had failed.", "pumps had failed", "Fen Drainage Board"),
        ("Ines Rey stood there. “It was locked,” the 31-year-old said.", "It was locked", "Ines Rey"),
        ("A clerk’s diary said so. The clerk denied that he kept a diary.", "kept a diary", "The clerk"),
        ("“I am late,” said Ines Rey. Her husband was late too. “I ran,” he said.", "I ran", "Her husband"),
        ("The order angered Judge Anton Pell, who said it was void. “Read it,” he said.", "Read it", "Anton Pell"),
    ],
)
def test_later_forms_are_resolved_to_the_fullest(words: str, content: str, speaker: str) -> None:
    assert _speaker(words, content) == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Ines Rey spoke to Radio Harnby. The broadcaster said the road was mined.", "Radio Harnby"),
        ("Reuters reached the valley. The agency said the road was mined.", "Reuters"),
        ("The Harnby Gazette printed a list. The newspaper reported that the road was mined.", "Harnby Gazette"),
        ("River Watch Network printed a map. The group said the road was mined.", "River Watch Network"),
        ("The Orrin Institute ran a trial. The institute found that the road was mined.", "Orrin Institute"),
        ("A spokesman for the Ministry of Roads fell ill. The ministry said the road was mined.", "Ministry of Roads"),
    ],
)
def test_a_common_noun_takes_up_a_body_named_before(words: str, speaker: str) -> None:
    assert _speaker(words, "road was mined") == speaker


@pytest.mark.parametrize(
    "headline", ["‘Nobody came’: the numbers behind the fire", "LIVE: the night the Harnby fire burned"]
)
def test_what_a_headline_is_of_is_nobody_who_speaks(headline: str) -> None:
    assert all(a.speaker is None for a in read(f"{headline}\n\nIt began at nine.")[1])


@pytest.mark.parametrize(
    ("words", "content", "speaker", "via"),
    [
        ("Church leaders said a widow had complained: “They took it.”", "They took", "a widow", "Church leaders"),
        (
            "The report says that inspectors told its authors the roof was sound.",
            "the roof",
            "inspectors",
            "The report",
        ),
        ("Ines Rey recalled that her boss had warned her the wall would fall.", "the wall", "her boss", "Ines Rey"),
        (
            "The Harnby Gazette reported that two guards said the gate was shut.",
            "the gate",
            "two guards",
            "Harnby Gazette",
        ),
        ("According to Radio Harnby, Ines Rey said the gate had shut.", "the gate", "Ines Rey", "Radio Harnby"),
        ("“My cousin told me that the gate was shut,” said Ines Rey.", "the gate was", "My cousin", "Ines Rey"),
        ("“The guard screamed, ‘Stay where you are!’” Ines Rey said.", "Stay where", "The guard", "Ines Rey"),
    ],
)
def test_the_chain_of_a_telling_within_a_telling_is_kept(words: str, content: str, speaker: str, via: str) -> None:
    found = said(words, content)
    assert (found.speaker, found.via) == (speaker, (via,))


def test_whoever_speaks_after_but_is_not_heard_through_the_one_before() -> None:
    words = "The owner told inspectors that the fan was new, but miners say it never turned."
    assert (said(words, "it never turned").speaker, said(words, "it never turned").via) == ("miners", ())


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("“We left at dawn,” Ines Rey said.\n\n“Nobody told us.\n\n“My brother led.”", "brother led", "Ines Rey"),
        ("Ines Rey sat.\n\n“We left at dawn.\n\n“Nobody told us,” she said.", "We left at dawn", "Ines Rey"),
        ("Ines Rey’s letter reads:\n\n“We left at dawn.\n\n“Nobody told us.”", "Nobody told us", "Ines Rey’s letter"),
        ("Guard: Gate Was Locked From Outside\n\nThe fire began at nine.", "Gate Was Locked", "Guard"),
        ("Gate was locked from outside, guards say\n\nThe fire began at nine.", "Gate was locked", "guards"),
        ("Rey Says Gate Was Locked From Outside\n\nInes Rey spoke on Monday.", "Gate Was Locked", "Ines Rey"),
        (
            "‘Nobody came’: survivors of the Harnby fire\n\nIt began at nine.",
            "Nobody came",
            "survivors of the Harnby fire",
        ),
        ("Cold Snap Over Harnby “It was the worst in years.” [Harnby Gazette]", "the worst", "Harnby Gazette"),
    ],
)
def test_speech_over_paragraphs_and_in_headlines(words: str, content: str, speaker: str) -> None:
    assert _speaker(words, content) == speaker


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("The owner reportedly left by the back door.", "left by the back"),
        ("It is said that the owner left by the back door.", "left by the back"),
        ("The owner is believed to have left by the back door.", "left by the back"),
        ("It is alleged that the gate was locked.", "gate was locked"),
        ("The guards are understood to have fled.", "to have fled"),
        ("Rumours have spread that the owner fled.", "owner fled"),
    ],
)
def test_hearsay_has_no_speaker(words: str, content: str) -> None:
    found = said(words, content)
    assert (found.source, found.speaker) == ((), None)


@pytest.mark.parametrize(
    ("words", "content", "speaker"),
    [
        ("The foreman told her to lock the gate.", "to lock the gate", "The foreman"),
        ("Officials urged villagers to boil their water.", "to boil their water", "Officials"),
        ("The mayor called on the owner to resign.", "to resign", "The mayor"),
        ("The governor, Anton Veresh, accused retreating troops of arson.", "of arson", "Anton Veresh"),
        ("The gate was locked for a week, an inquest heard.", "locked for a week", "an inquest"),
        ("A court heard that the gate had been locked.", "gate had been locked", "A court"),
        ("The inquiry heard that Rey had asked for a key.", "asked for a key", "The inquiry"),
    ],
)
def test_bidding_accusing_and_what_a_court_hears(words: str, content: str, speaker: str) -> None:
    assert _speaker(words, content) == speaker


def test_who_hears_no_court_is_no_source() -> None:
    from tests.claims.said import read

    assert read("Ines Rey heard that the gate had been locked.")[1] == ()
