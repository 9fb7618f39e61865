"""A report is opened: the decoded report, and what of it a reader sees. A new format is a new line in `OPENERS`."""

from collections.abc import Callable, Mapping
from functools import partial

from headwater.model import Format, Report
from headwater.text import mail, markdown, markup, office, pdf, scan
from headwater.text.decoding import decode
from headwater.text.visible import Opened, Visible


def opened(report: Report) -> Opened:
    """Open a report.

    Raises:
        InputError: it is a document that is encrypted, damaged, or without words.
    """
    return OPENERS[report.format](report)


def _as_it_is(report: Report) -> Opened:
    raw = decode(report)
    return raw, partial(Visible.whole, raw)


def _marked(visible: Callable[[str], Visible]) -> Callable[[Report], Opened]:
    """An opener of text with marks in it."""

    def open_marked(report: Report) -> Opened:
        raw = decode(report)
        return raw, partial(visible, raw)

    return open_marked


OPENERS: Mapping[Format, Callable[[Report], Opened]] = {
    "text": _as_it_is,
    "row": _as_it_is,
    "markdown": _marked(markdown.visible),
    "html": _marked(markup.visible),
    "mail": lambda report: mail.opened(report.raw),
    "mhtml": lambda report: mail.page(report.raw),
    "pdf": lambda report: pdf.opened(report.raw),
    "scan": lambda report: scan.opened(report.raw),
    "docx": lambda report: office.word(report.raw),
    "odt": lambda report: office.open_document(report.raw),
}
