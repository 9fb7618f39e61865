"""The parts of a mail are those that `email` finds, cut out as they stand."""

import email
from email.message import EmailMessage, Message
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.model.mime import Part

_TWO = (
    b"Subject: Barge\nContent-Type: multipart/mixed; boundary=tar\n\nbefore\n--tar\n\nThe barge is late.\n--tarn is no "
    b"boundary\nnor is x--tar\n--tar \nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGI+bG9jazwvYj4="
)


def _mail() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "ana@fen.example", "Barge sp\u00e4t"
    mail.set_content("The barge is late; the lock is sh\u00fct.\n")
    mail.add_alternative("<p>The barge is late.</p>", subtype="html")
    mail.add_attachment(b"\x00\x01%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    return mail


def _same(raw: bytes) -> None:
    """Both find the same parts that hold anything, of the same kinds, with the same bytes."""
    theirs: list[Message] = [each for each in email.message_from_bytes(raw).walk() if not each.is_multipart()]
    found = [(each.kind, each.data) for each in Part.of(raw).leaves()]
    expected = [(each.get_content_type(), each.get_payload(decode=True)) for each in theirs]
    assert [each for each in found if each[1]] == [each for each in expected if each[1]]


@pytest.mark.parametrize("raw", [_mail().as_bytes(), _TWO, _TWO + b"\n--tar--\nafter\n--tar\n", b"\nwords", b"words"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_parts_are_those_that_email_finds(raw: bytes, end: bytes) -> None:
    _same(raw.replace(b"\n", end))


_PIECES = (
    b"--b\n\nwords",
    b"--b\nX: y\n z\n\nmore",
    b"--b\nno header",
    b"--b--\nafter",
    b"--bc",
    b"x--b",
    b"words",
    b"",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=12))
def test_whatever_the_lines_are_the_same_parts_are_found(lines: list[bytes]) -> None:
    _same(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nfirst\n" + b"\n".join(lines) + b"\n--b\n\nlast")


def test_an_attached_message_is_given_as_it_came() -> None:
    inner = b"Subject:  two  blanks\nX-Folded: a\n\t b\n\nThe barge.\n"
    raw = b"Content-Type: multipart/digest; boundary=a\n\n--a\n\n" + inner + b"\n--a--\n"
    (part,) = Part.of(raw).leaves()
    assert (part.kind, part.data) == ("message/rfc822", inner)


def test_more_parts_than_any_mail_has_are_refused_before_they_are_read() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 200_000
    began = process_time()
    with pytest.raises(ValueError, match="over 1,000 parts"):
        list(Part.of(raw).leaves())
    assert process_time() - began < 2  # all of them take ten times that


def test_parts_within_one_another_end_somewhere() -> None:
    raw = b"Subject: eels\n\nThe eel trap."
    for number in range(51):
        raw = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n%b" % (number, number, raw)
        if number == 49:
            assert [each.data for each in Part.of(raw).leaves()] == [b"The eel trap."]
    with pytest.raises(ValueError, match="over 50 parts within one another"):
        list(Part.of(raw).leaves())


def test_a_header_that_email_would_take_minutes_for_is_refused() -> None:
    quotes = b'a="' + b'\\";' * 100_000
    for name in (b"Content-Type: text/plain; ", b"Content-Disposition: attachment; "):
        with pytest.raises(ValueError, match="a header of over 10,000 characters"):
            Part.of(name + quotes + b"\n\nThe eel trap.")


@pytest.mark.parametrize("boundary", [b"", b"; boundary=a", b'; boundary=""'])
def test_what_should_hold_parts_and_has_no_boundary_is_plain_text(boundary: bytes) -> None:
    (part,) = Part.of(b"Content-Type: multipart/mixed" + boundary + b"\n\nThe eel trap.").leaves()
    assert (part.kind, part.data) == ("text/plain", b"The eel trap.")
