"""Documents with gold names (PER, ORG, LOC), and the same documents with other names in place of theirs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Token
from variants import print_forms

SWAPPED_DOCS, SWAPPED_NAMES = 0.5, 0.6  # share of the documents, and of the names in them, drawn anew in each epoch
WORLD = 0.5  # how often the new name comes from `names.json` and not from the corpus itself
FAMILY_NAME_ONLY = 0.35  # "Ivanov said": how news names a person the second time
WORLD_FILE = Path(__file__).with_name("names.json")


@dataclass(frozen=True)
class Names:
    """The names to put in: those of the corpus, by label, and those of `names.json`."""

    of_corpus: dict[str, list[str]]
    places: list[str]
    organisations: list[str]
    given: list[str]
    family: list[str]

    @classmethod
    def collect(cls, docs: Sequence[Doc]) -> Names:
        """Names of the corpus that are written like names, and the names of the world's news."""
        of_corpus: dict[str, list[str]] = {"PER": [], "ORG": [], "LOC": []}
        for doc in docs:
            for name in doc.ents:
                if all(token.text[0].isupper() for token in name) and len(name) <= 5:
                    of_corpus[name.label_].append(name.text)
        world = json.loads(WORLD_FILE.read_text(encoding="utf-8"))
        return cls(of_corpus, world["places"], world["organisations"], world["given names"], world["family names"])

    def draw(self, label: str, rng: Random) -> str:
        """A name of this label."""
        if rng.random() >= WORLD:
            return rng.choice(self.of_corpus[label])
        if label == "LOC":
            return rng.choice(self.places)
        if label == "ORG":
            return rng.choice(self.organisations)
        family = rng.choice(self.family)
        return family if rng.random() < FAMILY_NAME_ONLY else f"{rng.choice(self.given)} {family}"


def read_names(nlp: Language, path: Path) -> list[Doc]:
    """Documents with gold names."""
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def without_pronouns(doc: Doc) -> Doc:
    """The document with "we" and "it" unmarked: re3d marks them as the organisation they stand for."""
    doc.set_ents([name for name in doc.ents if not (len(name) == 1 and name[0].lower_ in ("we", "us", "our", "it"))])
    return doc


def print_names(nlp: Language, doc: Doc, names: Names, rng: Random) -> Doc:
    """A training document as another news page prints it, on other people and places."""
    swap = rng.random() < SWAPPED_DOCS
    words: list[str] = []
    spaces: list[bool] = []
    ents: list[str] = []
    starts = {name.start: name for name in doc.ents}
    i = 0
    while i < len(doc):
        name = starts.get(i)
        old: Sequence[Token] = [doc[i]] if name is None else list(name)
        new, label = old, doc[i].ent_type_
        if label and swap and rng.random() < SWAPPED_NAMES:
            new = list(nlp.make_doc(names.draw(label, rng)))
        begin = 1 if new[0].text == "the" and new is not old else 0  # the article is not part of a name
        for j, token in enumerate(new):
            words.append(token.text)
            spaces.append(bool((new[j] if j < len(new) - 1 else old[-1]).whitespace_))
            ents.append("O" if not label or j < begin else f"{'B' if j == begin else 'I'}-{label}")
        i += len(old)
    return Doc(nlp.vocab, words=print_forms(words, spaces, rng), spaces=spaces, ents=ents)
