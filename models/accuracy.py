"""What a trained pipeline reaches on the test files, how fast it is and how large."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from treebank import as_doc, paragraphs, read_treebank

#: Keys of spaCy's scorer and what the model card calls them.
SCORES = {
    "tag_acc": "XPOS",
    "pos_acc": "UPOS",
    "morph_acc": "feats",
    "lemma_acc": "lemma",
    "dep_uas": "UAS",
    "dep_las": "LAS",
    "sents_f": "sentences",
}
PASSES = 5  # over the test texts; the fastest counts, for others may use the machine at the same time


def measure(pipeline: Path, data: Path, gum_genres: frozenset[str]) -> dict[str, Any]:
    """Every number of the model card; scores are percentages from raw text, a paragraph at a time."""
    started = time.perf_counter()
    nlp = spacy.load(pipeline)
    load = time.perf_counter() - started
    report: dict[str, Any] = {"load_seconds": round(load, 2), "parse": {}, "names": {}}
    docs: list[Doc] = []
    for name, genres in (("ewt", None), ("gum-open", gum_genres)):
        gold = [as_doc(nlp.vocab, p) for p in paragraphs(read_treebank(data / f"{name}-test.conllu.xz", genres))]
        docs += gold
        report["parse"][name] = _parse_scores(nlp, gold)
    for path in sorted((data / "ner").glob("test-*.spacy")):
        gold = list(DocBin().from_disk(path).get_docs(nlp.vocab))
        report["names"][path.stem.removeprefix("test-")] = _name_scores(nlp, gold)
    texts = [doc.text for doc in docs]
    report["words_per_second"] = _speed(nlp, texts)
    with nlp.select_pipes(disable="ner"):
        report["words_per_second_without_names"] = _speed(nlp, texts)
    report["bytes"] = sum(file.stat().st_size for file in pipeline.rglob("*") if file.is_file())
    return report


def _parse_scores(nlp: Language, gold: Iterable[Doc]) -> dict[str, Any]:
    examples = [Example(nlp(doc.text), doc) for doc in gold]
    scores = nlp.evaluate(examples)
    labels = {label: _percent(value["f"]) for label, value in sorted(scores["dep_las_per_type"].items())}
    total = {name: _percent(scores[key]) for key, name in SCORES.items()}
    lemmas = [pair for example in examples for pair in _lemmas(example)]
    folded = sum(ours.lower() == gold.lower() for ours, gold in lemmas) / len(lemmas)
    words = sum(len(example.reference) for example in examples)
    return total | {"lemma, case aside": _percent(folded), "LAS by label": labels, "words": words}


def _lemmas(example: Example) -> list[tuple[str, str]]:
    """The lemma given and the gold lemma of every token that is a token in the gold text as well."""
    gold = example.get_aligned("LEMMA", as_string=True)
    return [(token.lemma_, lemma) for token, lemma in zip(example.predicted, gold, strict=True) if lemma]


def _name_scores(nlp: Language, gold: Iterable[Doc]) -> dict[str, Any]:
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
    by_label = {label: _percent(value["f"]) for label, value in sorted(scores["ents_per_type"].items())}
    whole = {name: _percent(scores[key]) for key, name in (("ents_p", "P"), ("ents_r", "R"), ("ents_f", "F"))}
    return whole | {"F by label": by_label}


def _speed(nlp: Language, texts: list[str]) -> int:
    """Words per CPU second of one core over the test texts, the best pass."""
    best = 0.0
    for _ in range(PASSES):
        started = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts))
        best = max(best, words / (time.process_time() - started))
    return round(best)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)
