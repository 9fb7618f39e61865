"""How fast each reader is, beside the library that it stands on, in the same run.

    python bench/readers.py [--reports 200] [--only pdf,zip]

**What is timed.** Ours: from the file to the decoded report with all that is kept of how it came
(`headwater.intake.receive`, then `headwater.text.decoding.decode`). The library's (`alone.py`): the script that a
person would write with it to the same end, from the file to

- the SHA-256 of each report's bytes: it is what the report is known by;
- its words: those of a mail's body, of a document's paragraphs and notes, of a PDF's lines. That both have the same
  words, white space and order aside, and the same hashes is checked before;
- what is kept of how it came: a mail's headers decoded, the answer's headers and the capture of a page from the web,
  the title and dates of a document, of a row and of an item of a feed;
- the places of a PDF's lines, as reading order needs them: of each line of the page's text the box of its first and of
  its last character, the cheapest way that pypdfium2 has. It puts the lines in no order, and ours does;
- with the checks that the library itself has, switched on: ZIP's checksums, WARC's digests, XML without entities or
  network. What only Headwater does is no part of it, and so is our share: limits on bytes, members and ratios, names
  made safe, whether the bytes are text at all, encodings that nobody declares, columns and footnotes of a page.

Of the ways to call a library the faster one is taken: `email` with its default headers (policy `compat32`), `lxml` for
Word where python-docx, which stands on it, takes longer.

**What is read** (`inputs.py`). Files made here, as large as the files that people have and as small as they come: a
report of 30 paragraphs (20 kB; a PDF of 10 pages) and one of 3 (2 kB; a PDF of one page). Their words are as varied as
those of real reports, which pack to a half: text that repeats itself packs to nothing, and is unpacked in no time.
Mails and pages have the headers that servers write, WARCs the requests beside the answers. All files are on disk and
have just been written.

The least processor time of several runs of each counts, turn about. What was loaded before is kept from the garbage
collection, as in the processes that read (`headwater.bound`). Our share is what is left: (ours - library) / ours.
Prints Markdown for docs/inputs.md.
"""

import argparse
import gc
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

import alone
import inputs

from headwater.intake import receive
from headwater.model import Report
from headwater.text.decoding import decode

RUNS = 9
SIZES = {"small": 3, "large": 30}
"""Paragraphs of a report."""


@dataclass(frozen=True)
class Reader:
    """One kind of file, and how the library alone reads one."""

    library: str
    alone: Callable[[bytes], alone.Found]


READERS = {
    "pdf": Reader("pypdfium2", alone.bare_pdf),
    "docx": Reader("zipfile, lxml", alone.bare_docx),
    "odt": Reader("zipfile, lxml", alone.bare_odt),
    "eml": Reader("email", alone.bare_mail),
    "zip": Reader("zipfile", alone.bare_zip),
    "tar.gz": Reader("tarfile", alone.bare_tar),
    "warc.gz": Reader("warcio", alone.bare_warc),
    "csv": Reader("csv", alone.bare_csv),
    "xlsx": Reader("openpyxl", alone.bare_book),
    "rss": Reader("lxml", alone.bare_feed),
}


def ours(folder: Path) -> Iterator[tuple[str, str]]:
    """The hash and the words of each report, from the files to the decoded reports."""
    for each in receive([str(folder)]):
        assert isinstance(each, Report), each
        yield each.sha256, decode(each)


def library(folder: Path, reader: Reader) -> Iterator[tuple[str, str]]:
    """The same of the library alone."""
    for file in sorted(folder.iterdir()):
        for sha, words, _ in reader.alone(file.read_bytes()):
            yield sha, words


def comparable(found: Iterator[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """The words of each report without their order."""
    return Counter((sha, " ".join(sorted(words.split()))) for sha, words in found)


def seconds(found: Iterator[tuple[str, str]]) -> float:
    """Of processor time, to read all; nothing is kept."""
    began = process_time()
    for _ in found:
        pass
    return process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--only", default=",".join(READERS))
    given = parser.parse_args()
    gc.freeze()
    print("| reader | library | a report | reports a second | the library alone | our share |")
    print("|---|---|---|--:|--:|--:|")
    for name in given.only.split(","):
        reader = READERS[name]
        for size, paragraphs in SIZES.items():
            reports = inputs.stories(given.reports, paragraphs)
            with tempfile.TemporaryDirectory() as folder:
                inputs.WRITE[name](reports, Path(folder))
                found = comparable(ours(Path(folder)))
                assert found == comparable(library(Path(folder), reader)), name
                assert found.total() == given.reports, name
                times = [(seconds(ours(Path(folder))), seconds(library(Path(folder), reader))) for _ in range(RUNS)]
            mine, alone = (min(each) for each in zip(*times, strict=True))
            share = max(0.0, 1 - alone / mine)
            print(
                f"| {name} | {reader.library} | {size} | {given.reports / mine:,.0f} | {given.reports / alone:,.0f} "
                f"| {share:.0%} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
