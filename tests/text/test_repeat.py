"""A passage given twice is read once."""

from tests.text.pages import BODY, text_of


def test_a_page_given_twice_is_read_once() -> None:
    text = text_of("\n".join([*BODY, *BODY[1:]]))
    assert text.text == "\n".join(BODY)
    assert [one.why for one in text.removed] == ["repeat"]


def test_a_paragraph_nearly_the_same_is_a_repeat() -> None:
    long = (
        "The harbour office said on Friday that it had asked all owners of ships that call at Saltmere to send in the "
        "papers of every ladder and hoist that has been bought, sold or mended since the storm of the year before last."
    )
    text = text_of("\n\n".join([*BODY, long, BODY[0] + " Still.", long.replace("Friday", "Thursday")]))
    assert [one.why for one in text.removed] == ["repeat"]


def test_short_sentences_may_be_said_twice() -> None:
    page = "\n\n".join(["He did not answer.", *BODY, "He did not answer.", "Nobody was surprised."])
    assert not text_of(page).removed


def test_the_first_of_two_stays() -> None:
    text = text_of("\n\n".join([*BODY, *BODY]))
    raw_first = text.segments[0]
    assert raw_first.raw_start == 0 and text.removed[0].start > len(BODY[0])


def test_furniture_within_a_repeat_is_listed_once_and_as_furniture() -> None:
    text = text_of("\n\n".join([*BODY, BODY[0], BODY[1], "Advertisement", BODY[2], BODY[3]]))
    assert text.text == "\n\n".join(BODY)
    assert [one.why for one in text.removed] == ["repeat", "furniture", "repeat"]
    assert text.removed[0].quote == "\n\n".join(BODY[:2]) and text.removed[1].quote == "Advertisement"


def test_a_repeat_within_a_paragraph_leaves_the_rest() -> None:
    both = " ".join(BODY[:2])
    text = text_of("\n\n".join([*BODY, "First this. " + both + " Then that."]))
    assert text.text.endswith("First this.\nThen that.")
