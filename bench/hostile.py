"""How Headwater stands hostile text: strings that are read whole, and how the time grows with those made to slow it.

    python bench/hostile.py [--strings 10000] [--size 1000000] [--only "said that,digits"] [--seed 7]

Every string is read as plain text, Markdown, HTML or a row, and all as rows through `headwater read -` with two
processes: nothing may crash, every offset must be exact, and both ways must give the same bytes. Then each pattern is
read at an eighth, a quarter, half and the whole of the size. Prints Markdown for docs/performance.md and ends with 1 if
anything was wrong.
"""

import argparse
import json
import math
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count, cycle, islice, pairwise
from time import process_time

from headwater import claims, text
from headwater.errors import HeadwaterError
from headwater.export import lines
from headwater.model import Reading, Report
from headwater.text.decoding import decode

FORMATS = ("row", "text", "markdown", "html")
LINEAR = 1.15  # the exponent of the time, above which a pattern is said to grow too fast
FIT_FROM = 1.0  # seconds at the full size; below this, a clock says too little for an exponent

# Running English before every pattern, so that all of it is read as English.
_OPENING = (
    "The keeper of the lighthouse at Arvale said on Tuesday that the lamp had been out for two nights because the "
    "supply boat did not come in, and that the fishermen of the bay had to find their way home by the fires which "
    "their families lit for them on the beach. "
) * 9
_SENTENCE = "the men who ran from the old mill by the river told us what they saw when it was dark"
_WORDS = _SENTENCE.split()
_ENDINGS = "".join(chr(0x0300 + n) for n in range(40))


def _again(*pieces: str) -> Callable[[int], str]:
    """A text of some size, of these pieces in turn."""
    return lambda size: "".join(pieces) * (size // len("".join(pieces)) + 1)


def _numbered(piece: str) -> Callable[[int], str]:
    """A text of some size, with another name or number in every piece."""

    def made(size: int) -> str:
        pieces = (piece.format(n=n, name=_name(n)) for n in count())
        return " ".join(islice(pieces, size // len(piece.format(n=0, name="Abcdef")) + 1))

    return made


def _name(number: int) -> str:
    """A name of its own for every number: "Babaca"."""
    syllables = [first + last for first in "bdfgklmnprstvz" for last in "aeiou"]
    digits = (number // len(syllables) ** place % len(syllables) for place in range(3))
    return "".join(syllables[digit] for digit in digits).capitalize()


#: One paragraph without a full stop each, but for the last. What each is made to slow is said where it does not show.
PATTERNS: dict[str, Callable[[int], str]] = {
    "words": _again(_SENTENCE, " "),
    "one quotation mark": lambda size: "“" + _again(_SENTENCE, " ")(size),
    "straight quotation marks": _again('the mill "was', " dark and "),
    "nested quotations": _again("he said “she told ‘him "),
    "commas": _again("boats, carts, mills, "),
    "and": _again("the men ran and "),
    "said": _again("said "),
    "he said that": _again("he said that "),
    "according to": _again("according to the men "),
    "reportedly": _again("the mill reportedly was dark, it is said, "),
    "names": _numbered("{name} {name}son"),
    "speakers": _numbered("{name} Tarn said the mill was dark;"),
    "pronouns": _numbered("{name} Tarn left when he said she saw him;"),
    "capitals": _again("THE MILL OF ARVALE "),
    "digits": _again("7"),
    "figures": _again("1,000 "),
    "figures and verbs": _again("5 men ran and 6 boats sank and "),
    "ranges": _again("5-6 to 7 or 8-"),
    "sums of money": _again("$5 (£4) "),
    "number words": _again("two hundred thousand and "),
    "months": _again("May June March "),
    "times": _again("last year on Monday at 6am "),
    "brackets": _again("(the [mill "),
    "hyphens": _again("well-"),
    "one long word": _again("mill"),
    "marks above letters": _again("mill" + _ENDINGS),
    "pictures": _again("👩\u200d👩\u200d👧\u200d👦🏽"),
    "right-to-left": _again("\u202eרעש \u2067the mill\u2069 "),
    "all spaces": _again("\u00a0\u1680\u2003\u2028\u202f\u205f\u3000\u200b"),
    "control characters": _again("mill\x00\x1b[31m\x7f "),
    "tags": _again("<b>the mill</b><i>"),
    "addresses": _again("www.mill.example/a?b=c&"),
    "abbreviations": _again("Mr. A. B. "),
    "dots": _again(". "),
    "stops": lambda size: "!" * size + "x",
    "closing marks": lambda size: "." + "'" * size + "x",
    "copyright signs": _again("©"),
    "lines": _again("Ann Tarn said it\n"),
    "paragraphs": _numbered("{name} Tarn said the mill {n} was dark.\n\n“It was so for {n} days,” he said.\n\n"),
}

_CHARACTERS = (
    "abcdefghijklmnopqrstuvwxyz   ",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ ",
    "0123456789.,:/-–%$€£½²①٣५",
    "\"'“”‘’„‚«»‹›`´「」『』",
    "()[]{}<>⟦⟧",
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f אבגדهوز",
    "".join(map(chr, range(0x0300, 0x0370))) + "ao",
    "😀👩👧👦🏽🏳🌈❤\ufe0f\u200d\u20e3🇰🇵",
    "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u180e\u2000\u2007\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff",
    "".join(map(chr, range(0x20))) + "\x7f\x80\x9f\xad",
    "\ud800\udbff\udc00\udfff a",
    "АбвгдΑβγδ漢字かなカナ한국ไทยहि\u094d",
    "\ufdd0\ufffe\uffff\U0001fffe\U0010ffff\ue000\ufffd",
    "#*_~`|>=+\\-![]()&;:/\n",
)
_PIECES = (
    "said", "told", "according to", "reportedly", "he", "who", "that", "Ann Tarn", "the mill", "Mr.", "U.S.", "BBC",
    "(Reuters) —", "PORT ARVALE, May 4 (AP) -", "© 2031", "By Ann Tarn", "“", "”", "‘", "’", '"', "''", ".", ",", ";",
    ": ", "\n", "\n\n", "two", "hundred", "a dozen", "half", "one in five", "twice", "halved", "1,200", "3.5", "$40m",
    "€3 (£2)", "-4", "6½", "10-12", "1/0", "9e999", "9" * 400, "٣٤", "per cent", "%", "a year", "years old", "from",
    "to", "between", "more than", "up to", "May", "March", "Monday", "last year", "0000-00-00", "31 February 2030",
    "99:99", "6am", "the 1990s", "in 10000", "not", "never", "may", "denied", "if", "<p>", "</div>", "<script>",
    "<!--", "]]>", "&#0;", "&nbsp;", "&amp", "# ", "- ", "| a | b |", "```", "[a](b)", "![](x.png)", "Read more",
    "Advertisement", "=cmd()", "\\", "%s", "{0}", "\x1b[31m", "\x00",
)  # fmt: skip


def strings(number: int, seed: int) -> Iterator[str]:
    """Random strings of some hundred characters: of one alphabet, of many, of pieces that mean something, mixed."""
    chance = random.Random(seed)
    for _ in range(number):
        made: list[str] = []
        for _ in range(chance.randint(1, 6)):
            sort = chance.randrange(5)
            if sort == 0:
                made += chance.choices(chance.choice(_CHARACTERS), k=chance.randint(1, 60))
            elif sort == 1:
                made += chance.choices("".join(_CHARACTERS), k=chance.randint(1, 60))
            elif sort == 2:
                made.append(chance.choice(("", " ")).join(chance.choices(_PIECES, k=chance.randint(1, 20))))
            elif sort == 3:
                made.append(chance.choice(list(PATTERNS.values()))(chance.randint(1, 90)))
            else:
                made.append(" ".join(chance.choices(_WORDS, k=chance.randint(3, 20))) + chance.choice((".", "", " ")))
        yield "".join(made).encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")  # halves that meet join


def report(words: str, format: str, name: str = "hostile") -> Report:
    """A report of these words; in a file, half a surrogate pair is a broken byte."""
    return Report.from_bytes(
        words.encode(errors="surrogatepass" if format == "row" else "replace"), name=name, path=name, format=format
    )


def read(given: Report) -> Reading:
    """The whole reading of one report."""
    words = text.read(given)
    return claims.read(words, text.parse(words))


def broken(given: Report, reading: Reading) -> Iterator[str]:
    """Every law of passages that does not hold, in words."""
    read, raw = reading.text, decode(given)
    size = len(read.text)
    edges = [0, *(segment.end for segment in read.segments)]
    if [segment.start for segment in read.segments] != edges[:-1] or edges[-1] != size:
        yield "the segments do not cover the text"
    for segment in read.segments:
        if segment.verbatim and read.text[segment.start : segment.end] != raw[segment.raw_start : segment.raw_end]:
            yield f"segment {segment} is not verbatim"
    covered = "".join("".join(read.slice(sentence).split()) for sentence in read.sentences)
    if covered != "".join(read.text.split()):
        yield "sentences do not hold every character once"
    quoted = (reading.quantities, reading.times, reading.credits, reading.names, reading.claims)
    for each in chain.from_iterable(quoted):
        if not 0 <= each.start < each.end <= size or read.text[each.start : each.end] != each.quote:
            yield f"the quote is not what stands there: {each}"
    for said in reading.attributions:
        for span in (*said.source, *said.cue, *said.content):
            if not 0 <= span.start < span.end <= size:
                yield f"outside the text: {span} of {said}"
    for one, two in pairwise(reading.claims):
        if two.start < one.start:
            yield f"claims are not in order: {one.quote!r}, {two.quote!r}"


def faults(made: Sequence[str]) -> Iterator[str]:
    """What is wrong with the readings of these strings, here and through the command line."""
    expected = []
    for number, (words, format) in enumerate(zip(made, cycle(FORMATS))):
        for each in {format, "row"}:
            given = report(words, each, str(number))
            try:
                reading = read(given)
            except Exception as error:
                yield f"{number} as {each}: {type(error).__name__} {error}: {words!r}"
                continue
            yield from (f"{number} as {each}: {problem}" for problem in broken(given, reading))
            if each == "row" and reading.text.text.strip():
                expected.append(lines.encode(lines.reading(reading)))
    rows = b"".join(json.dumps({"id": str(n), "text": words}).encode() + b"\n" for n, words in enumerate(made))
    command = [sys.executable, "-m", "headwater", "read", "--workers", "2", "-"]
    done = subprocess.run(command, input=rows, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "11"})
    if done.returncode not in (0, 3):
        yield f"headwater read ended with {done.returncode}: {done.stderr.decode()[-500:]}"
    got = done.stdout.splitlines(keepends=True)
    if got != expected:
        other = next(
            (n for n, (a, b) in enumerate(zip(got, expected, strict=False)) if a != b), min(len(got), len(expected))
        )
        yield f"headwater read gives {len(got)} lines for {len(expected)}, another line from {other}"


def growth(pattern: Callable[[int], str], sizes: Iterable[int]) -> dict[str, list[float]]:
    """Processor seconds for each step of reading a pattern, at each of these sizes.

    The text is read as a page and as a row: from a page the repeats are taken out, which is most of such a text.
    """
    spent: dict[str, list[float]] = {"text": [], "parse": [], "claims": []}
    for size in sizes:
        words = _OPENING + pattern(size)
        at = [process_time()]
        text.read(report(words, "text"))
        whole = text.read(report(words, "row"))
        at.append(process_time())
        parsed = text.parse(whole)
        at.append(process_time())
        claims.read(whole, parsed)
        at.append(process_time())
        for step, (began, ended) in zip(spent, pairwise(at), strict=True):
            spent[step].append(ended - began)
    return spent


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The power of the size with which the time grows: the slope of the line through the logarithms."""
    x, y = [math.log(size) for size in sizes], [math.log(max(each, 1e-4)) for each in seconds]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    spread = sum((each - mean_x) ** 2 for each in x)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / spread


def main() -> None:
    """Read the strings, measure the patterns, print both."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--strings", type=int, default=10_000)
    options.add_argument("--size", type=int, default=1_000_000, help="characters of the longest text of a pattern")
    options.add_argument("--only", help="patterns, with commas between: " + ",".join(PATTERNS))
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    wrong = 0
    if given.strings:
        for fault in faults(list(strings(given.strings, given.seed))):
            wrong += 1
            print(fault, file=sys.stderr)
        print(f"{given.strings:,} strings (seed {given.seed}): {wrong} faults.\n", flush=True)
    try:
        growth(PATTERNS["words"], [1_000])  # loads everything
    except HeadwaterError as error:
        options.error(str(error))
    sizes = [given.size // 8, given.size // 4, given.size // 2, given.size]
    if given.size:
        print(f"| pattern | {' | '.join(f'{size:,}' for size in sizes)} | grows with | text | parse | claims |")
        print("|---|" + "--:|" * 8)
    for name in given.only.split(",") if given.only else PATTERNS if given.size else ():
        spent = growth(PATTERNS[name], sizes)
        whole = [sum(each) for each in zip(*spent.values(), strict=True)]
        power = exponent(sizes, whole)
        wrong += power > LINEAR
        parts = (f"{exponent(sizes, each):.2f}" if each[-1] >= FIT_FROM else "" for each in spent.values())
        row = (name, *(f"{each:.2f}" for each in whole), f"n^{power:.2f}", *parts)
        print(f"| {' | '.join(row)} |", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
