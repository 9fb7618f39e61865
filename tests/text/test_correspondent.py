"""Who wrote a mail to whom: persons by their names, never a body."""

from time import process_time

import pytest

from headwater.text.correspondent import named, people, quoted


@pytest.mark.parametrize(
    ("header", "persons"),
    [
        ("Oda Vask <oda@weir.example>, Bo van Ek <bo@weir.example>", ["Oda Vask", "Bo van Ek"]),
        ('"Vask, Oda" <oda@weir.example>', ["Oda Vask"]),
        ("oda@weir.example (Oda Vask)", ["Oda Vask"]),
        ("oda.vask@weir.example; rado_pelcz@weir.example", ["Oda Vask", "Rado Pelcz"]),
        ("oda vask <oda@weir.example>", ["Oda Vask"]),
        ("Harbourmaster Oda Vask <oda@weir.example>", ["Harbourmaster Oda Vask"]),
        ("Fen Newsdesk <newsdesk@fen.example>", []),
        ("Oda Vask <info@weir.example>", []),
        ("Weir <oda@weir.example>", []),
        ("Union of Net Menders <nets@weir.example>", []),
        ("press.office@weir.example", []),
        ("undisclosed-recipients:;", []),
    ],
)
def test_persons_are_named_and_bodies_are_not(header: str, persons: list[str]) -> None:
    assert list(named(header)) == persons


@pytest.mark.parametrize(
    "lines",
    [
        "On Mon, 5 May 2031 at 10:30, Oda Vask <oda@weir.example> wrote:",
        "On Mon, May 5, 2031 at 10:30 AM Oda Vask\n<oda@weir.example> wrote:",
        "> > On 5 May 2031, at 9:10 PM, Oda Vask wrote:",
        "Am 05.05.2031 um 10:30 schrieb Oda Vask:",
        "Le lun. 5 mai 2031 à 10:30, Oda Vask <oda@weir.example> a écrit :",
        "From: Oda Vask\nSent: Monday, 5 May 2031\nSubject: The weir",
        "Sent: Monday, 5 May 2031 To: Oda Vask Subject: The weir",
    ],
)
def test_who_wrote_what_is_answered_is_named(lines: str) -> None:
    assert list(quoted(lines)) == ["Oda Vask"]


def test_a_line_of_the_report_names_nobody() -> None:
    assert list(quoted("On Tuesday the keeper wrote: nobody came.")) == []
    assert list(quoted("The boats were tied up in 2031, and nobody knew why.")) == []


def test_only_headers_of_correspondents_count() -> None:
    assert list(people([("subject", "Bo Ek <bo@weir.example>"), ("cc", "Oda Vask <oda@weir.example>")])) == ["Oda Vask"]


@pytest.mark.parametrize("header", ["A, " * 20_000, "A <" * 20_000, "a.b@" * 20_000, "On 2031 " * 20_000])
def test_a_long_header_is_read_in_good_time(header: str) -> None:
    began = process_time()
    list(named(header))
    list(quoted(header))
    assert process_time() - began < 2
