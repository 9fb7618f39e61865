"""The parse of English: an adapter to our own spaCy pipeline. No spaCy type leaves this file."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headwater.errors import HeadwaterError
from headwater.model import Parse, Span, Text

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

_PIECE = 8_000  # characters of a paragraph parsed at once: keeps time linear whatever comes
_BATCH, _BATCH_CHARACTERS = 64, 40_000  # pieces parsed together at most, and characters: they decide the memory
_RUN = re.compile(r"\S{400}(?=\S)")  # no word is so long
_PLACES = ("", "I-", "", "B-")  # spaCy's codes for where in a name a token stands

#: One character for one, so that offsets stay exact: the pipeline has seen straight quotes and plain spaces only.
_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "―": "—", "‐": "-", "‑": "-"}
    | dict.fromkeys("\n\r\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", " ")
    | dict.fromkeys(map(chr, range(0x2000, 0x200B)), " ")
)


def parse(text: Text) -> Parse:
    """Parse a text, a paragraph at a time, with the sentences of the text.

    Raises:
        HeadwaterError: the pipeline is not there.
    """
    import numpy as np

    nlp = pipeline()
    starts = np.array([sentence.start for sentence in text.sentences])
    columns = _Columns(text.text, starts)
    for batch in _batches(_pieces(text)):
        for piece, doc in zip(batch, nlp.pipe(_prepared(nlp, text, batch, starts), batch_size=_BATCH), strict=True):
            columns.add(doc, piece.start)
    return columns.parse()


def _batches(pieces: Iterable[Span]) -> Iterator[list[Span]]:
    """Pieces in a row that are parsed together."""
    batch, size = list[Span](), 0
    for piece in pieces:
        if batch and (len(batch) == _BATCH or size + piece.end - piece.start > _BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += piece.end - piece.start
    if batch:
        yield batch


@cache
def pipeline() -> "Language":
    """Our English pipeline, loaded once.

    Raises:
        HeadwaterError: it is not there.
    """
    place = _place()
    import spacy

    return spacy.load(place)


@cache
def weights() -> str:
    """The SHA-256 of the weights: a parse is made anew when they change.

    Raises:
        HeadwaterError: they are not there.
    """
    place = _place()
    digest = hashlib.sha256()
    for file in sorted(path for path in place.rglob("*") if path.is_file()):
        data = file.read_bytes()
        digest.update(f"{file.relative_to(place).as_posix()} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _place() -> Path:
    """Where the pipeline is: in the installed package, else in the checkout."""
    package = Path(str(resources.files("headwater")))
    places = (package / "models" / "english", package.parents[1] / "models" / "english")
    for place in places:
        if (place / "meta.json").is_file():
            return place
    advice = "Install Headwater again, or train it: models/README.md says how"
    raise HeadwaterError("the English pipeline is not there", " or ".join(map(str, places)), advice)


def _pieces(text: Text) -> Iterator[Span]:
    """The paragraphs; very long ones cut between sentences, else between words, else anywhere.

    Of a text in another language those in English alone.
    """
    starts = [sentence.start for sentence in text.sentences]
    english = text.language in ("en", "und")
    read = [span for n, span in enumerate(text.paragraphs) if english or text.languages[n] == "en"]
    for paragraph in read:
        start = paragraph.start
        while paragraph.end - start > _PIECE:
            limit = start + _PIECE
            cut = starts[bisect_right(starts, limit) - 1]
            if cut <= start:
                cut = text.text.rfind(" ", start + 1, limit) + 1 or limit
            yield from _short_runs(text.text, start, cut)
            start = cut
        yield from _short_runs(text.text, start, paragraph.end)


def _short_runs(text: str, start: int, end: int) -> Iterator[Span]:
    """``text[start:end]``, cut within runs without a blank: the tokenizer is quadratic in their length."""
    for run in _RUN.finditer(text, start, end):
        yield Span(start, run.end())
        start = run.end()
    yield Span(start, end)


def _prepared(nlp: "Language", text: Text, pieces: Sequence[Span], starts: "NDArray[Any]") -> Iterator["Doc"]:
    """The tokens of each piece, with the starts of sentences fixed to ours."""
    import numpy as np

    for piece in pieces:
        doc = nlp.make_doc(text.slice(piece).translate(_PLAIN))
        first, last = np.searchsorted(starts, (piece.start, piece.end))
        opens = np.isin(doc.to_array("IDX"), starts[first:last] - piece.start)
        opens[:1] = True
        fixed: Any = np.where(opens, 1, -1).astype("uint64").reshape(-1, 1)
        yield doc.from_array(["SENT_START"], fixed)


class _Columns:
    """The columns of a parse as they grow, piece by piece."""

    def __init__(self, text: str, starts: "NDArray[Any]") -> None:
        self._text = text
        self._starts = starts
        self._names: dict[int, str] = {}
        self._columns: tuple[list[Any], ...] = tuple([] for _ in range(10))

    def add(self, doc: "Doc", offset: int) -> None:
        """Take the tokens of a piece that begins at ``offset`` in the text, white space left out."""
        import numpy as np

        seen = doc.to_array(["IDX", "LENGTH", "HEAD", "LEMMA", "POS", "TAG", "DEP", "ENT_IOB", "ENT_TYPE", "IS_SPACE"])
        words = seen[:, -1] == 0
        head = _without_spaces(seen[:, 2].astype("int64") + np.arange(len(seen)), words)
        seen = seen[words]
        start = seen[:, 0].astype("int64") + offset
        starts, ends = start.tolist(), (start + seen[:, 1].astype("int64")).tolist()
        lemma, pos, tag, dep = (self._named(doc, seen[:, n].tolist()) for n in (3, 4, 5, 6))
        first = len(self._columns[0])
        heads = head.tolist()
        added: tuple[list[Any], ...] = (
            starts,
            ends,
            [self._text[start:end] for start, end in zip(starts, ends, strict=True)],
            lemma,
            pos,
            tag,
            ["root" if n == at else name for n, (at, name) in enumerate(zip(heads, dep, strict=True))],
            [first + at for at in heads],
            [self._entity(doc, *code) for code in seen[:, 7:9].tolist()],
            (np.searchsorted(self._starts, start, side="right") - 1).tolist(),
        )
        for column, values in zip(self._columns, added, strict=True):
            column.extend(values)

    def parse(self) -> Parse:
        """The columns, frozen."""
        return Parse(*map(tuple, self._columns))

    def _named(self, doc: "Doc", codes: list[int]) -> list[str]:
        names = self._names
        for code in set(codes).difference(names):
            names[code] = doc.vocab.strings[code]
        return [names[code] for code in codes]

    def _entity(self, doc: "Doc", place: int, kind: int) -> str:
        return f"{_PLACES[place]}{self._named(doc, [kind])[0]}" if kind else ""


def _without_spaces(head: "NDArray[Any]", words: "NDArray[Any]") -> "NDArray[Any]":
    """Heads as indices of words alone: what hangs on white space hangs on its head, and is a root if it has none."""
    import numpy as np

    if words.all():
        return head
    own = np.arange(len(head))
    while (on_space := words & ~words[head]).any():
        above = head[head]
        head = np.where(on_space, np.where(above == head, own, above), head)
    index: NDArray[Any] = np.cumsum(words) - 1
    moved: NDArray[Any] = index[head[words]]
    return moved
