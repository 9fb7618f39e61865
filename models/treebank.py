"""CoNLL-U treebanks as sentences, and sentences as spaCy documents."""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

#: spaCy's parser knows the root of a sentence by this label, in capitals.
ROOT = "ROOT"


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word with its gold annotation; `head` counts from the sentence's first word."""

    form: str
    space: bool
    lemma: str
    pos: str
    tag: str
    feats: str
    head: int
    dep: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One gold sentence: the document it stands in, whether it opens a paragraph, its words."""

    document: str
    opens_paragraph: bool
    words: tuple[Word, ...]


def read_treebank(path: Path, genres: frozenset[str] | None = None) -> Iterator[Sentence]:
    """Yield the sentences of a `.conllu.xz` file, only of documents named `CORPUS_genre_…` if `genres` is given."""
    document, opens, rows = "", False, list[list[str]]()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("# newdoc"):
                document, opens = line.partition("=")[2].strip(), True
            elif line.startswith("# newpar"):
                opens = True
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                if genres is None or "_".join(document.split("_")[:2]) in genres:
                    yield Sentence(document, opens, _words(rows))
                opens, rows = False, []


def _words(rows: Sequence[Sequence[str]]) -> tuple[Word, ...]:
    """The words of one sentence. A multi-word token ("don't") is cut where its words ("do", "n't") say.

    Where they do not spell the token, the words stand as the treebank writes them, without a space between them.
    """
    words: list[Word] = []
    token_end, token_space = 0, False
    for row in rows:
        name, form, lemma, pos, tag, feats, head, dep, _, misc = row
        if "." in name:  # an empty node: nothing was written there
            continue
        space = "SpaceAfter=No" not in misc.split("|")
        if "-" in name:
            token_end, token_space = int(name.split("-")[1]), space
            continue
        index = int(name)
        if index <= token_end:
            space = token_space and index == token_end
        head_index = int(head) - 1 if dep != "root" else index - 1
        feats = "" if feats == "_" else feats
        words.append(Word(form, space, lemma, pos, tag, feats, head_index, ROOT if dep == "root" else dep))
    return tuple(words)


def as_doc(vocab: Vocab, sentences: Sequence[Sentence]) -> Doc:
    """One gold document of these sentences, a space between them."""
    words: list[Word] = []
    for sentence in sentences:
        start = len(words)
        words.extend(replace(word, head=word.head + start) for word in sentence.words)
        words[-1] = replace(words[-1], space=True)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        lemmas=[word.lemma for word in words],
        pos=[word.pos for word in words],
        tags=[word.tag for word in words],
        morphs=[word.feats for word in words],
        heads=[word.head for word in words],
        deps=[word.dep for word in words],
    )


def paragraphs(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences paragraph by paragraph: how the pipeline is fed, so how it is measured."""
    paragraph: list[Sentence] = []
    for sentence in sentences:
        if paragraph and sentence.opens_paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph
