"""Train Headwater's English pipeline: `python models/train.py ../shared/treebanks --out models/english`.

First the parser, morphologizer and tagger, together on one tok2vec; then the names, on a tok2vec of their own that
starts as a copy of the first; the lemmatizer's tables are read off the treebanks. Then the written pipeline is
measured on the test files. The same seed gives the same weights on the same machine.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from accuracy import measure
from lemmas import lemma_tables
from names import Names, print_names, read_names, without_pronouns
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, fix_random_seed
from treebank import Sentence, as_doc, paragraphs, read_treebank
from variants import print_sentences

SEED = 7
#: GUM's genres under licences that allow any use. The file also holds GENTLE (dictionary, esports, legal, medical,
#: poetry, proof, syllabus, threat); its texts are not on the list of cleared licences, so they are left out.
OPEN_GENRES = "academic", "bio", "conversation", "court", "interview", "news", "speech", "textbook", "vlog", "voyage"
GUM_GENRES = frozenset(f"GUM_{genre}" for genre in OPEN_GENRES)
PARSE_EPOCHS, PARSE_RATE = 10, 0.0015  # dev LAS gains less than 0.2 an epoch by then
NAME_EPOCHS, NAME_RATE = 5, 0.001  # a lower rate, not to unlearn what the copied tok2vec knows
WARM_UP = 0.02  # share of the training in which the rate rises; then it falls linearly to nothing
FIRST_BATCH, LAST_BATCH, BATCH_GROWTH = 300.0, 1200.0, 1.002  # words: small first, to move; large later, to settle
DROPOUT = 0.1  # spaCy's own default; the data are too few to do without
MAX_SENTENCES = 8  # a document in training is 1–8 sentences, about what a paragraph of news has
WIDTH, DEPTH = 96, 4  # of the tok2vec; wider costs more speed than it gains
PARSER_WIDTH, NAMES_WIDTH = 128, 64  # of the hidden layer of the transition models
MIN_ACTION_FREQ = 30  # rarer dependency labels are learned as `dep`
#: Hashed features of a word and their table rows. NORM folds quotes and case; SHAPE and SUFFIX carry unseen words.
FEATURES = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 1500}
META = {
    "name": "headwater_english",
    "version": "1.0.0",
    "spacy_version": ">=3.8.0,<3.9.0",
    "description": "Small English pipeline for news: UD parse, tags, lemmas, names. Model card: models/README.md.",
    "author": "Headwater",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UD English-EWT", "license": "CC BY-SA 4.0"},
        {"name": "GUM, open genres", "license": "annotations CC BY 4.0, texts by genre: see models/ATTRIBUTION.md"},
        {"name": "Universal NER English-EWT", "license": "CC BY-SA 4.0"},
        {"name": "WikiGold", "license": "CC BY 4.0"},
        {"name": "re3d, without its non-commercial part", "license": "OGL 3.0, public domain, CC BY 3.0"},
    ],
}


def tok2vec() -> dict[str, Any]:
    """The architecture of a tok2vec."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": list(FEATURES),
            "rows": list(FEATURES.values()),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": DEPTH,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def transitions(state: str, hidden_width: int, features: dict[str, Any]) -> dict[str, Any]:
    """The architecture of the parser or of the names."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": hidden_width,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": features,
    }


def add_parse(nlp: Language) -> None:
    """Add the tok2vec and what listens to it. The tagger stands last: a tok2vec learns when its last listener has,
    and the parser skips batches that it cannot learn from.
    """
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    softmax = {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}
    nlp.add_pipe("tok2vec", config={"model": tok2vec()})
    parser = {"model": transitions("parser", PARSER_WIDTH, shared), "min_action_freq": MIN_ACTION_FREQ}
    nlp.add_pipe("parser", config=parser)
    nlp.add_pipe("morphologizer", config={"model": softmax})
    nlp.add_pipe("tagger", config={"model": softmax})


def treebank_documents(data: Path, part: str) -> list[list[Sentence]]:
    """The sentences of both treebanks, document by document."""
    documents: dict[str, list[Sentence]] = {}
    for name, genres in (("ewt", None), ("gum-open", GUM_GENRES)):
        for sentence in read_treebank(data / f"{name}-{part}.conllu.xz", genres):
            documents.setdefault(sentence.document, []).append(sentence)
    return list(documents.values())


def parse_examples(nlp: Language, documents: Sequence[Sequence[Sentence]], rng: random.Random) -> list[Example]:
    """One epoch: each document cut anew into pieces of 1–8 sentences, each printed in some way."""
    examples: list[Example] = []
    for document in documents:
        start = 0
        while start < len(document):
            piece = document[start : start + rng.randint(1, MAX_SENTENCES)]
            start += len(piece)
            gold = as_doc(nlp.vocab, print_sentences(piece, rng))
            examples.append(Example(nlp.make_doc(gold.text), gold))
    return examples


def fit(
    nlp: Language,
    epochs: int,
    rate: float,
    draw: Callable[[], list[Example]],
    score: Callable[[], str],
    rng: random.Random,
) -> None:
    """Train the enabled components on as many draws of examples as there are epochs, reporting a score after each."""
    optimizer = Adam(rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=False)
    batch_words, done, total = FIRST_BATCH, 0, 0
    for epoch in range(epochs):
        started, examples = time.monotonic(), draw()
        rng.shuffle(examples)
        total = total or epochs * sum(len(example.reference) for example in examples)
        waiting = iter(examples)
        while batch := list(take(waiting, batch_words)):
            share = min(done / total, 1.0)
            optimizer.learn_rate = rate * min((share + 0.001) / WARM_UP, (1 - share) / (1 - WARM_UP))
            nlp.update(batch, sgd=optimizer, drop=DROPOUT)
            done += sum(len(example.reference) for example in batch)
            batch_words = min(batch_words * BATCH_GROWTH, LAST_BATCH)
        seconds = time.monotonic() - started
        print(f"epoch {epoch + 1}/{epochs}: {seconds:.0f} s, dev {score()}", file=sys.stderr, flush=True)


def take(examples: Iterator[Example], words: float) -> Iterator[Example]:
    """Examples until that many words are reached."""
    taken = 0
    while taken < words and (example := next(examples, None)) is not None:
        taken += len(example.reference)
        yield example


def train_parse(nlp: Language, data: Path, epochs: int) -> None:
    """Train the parser, morphologizer and tagger."""
    rng = random.Random(SEED)
    documents = treebank_documents(data, "train")
    dev = [as_doc(nlp.vocab, piece) for document in treebank_documents(data, "dev") for piece in paragraphs(document)]

    def score() -> str:
        scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in dev])
        return " ".join(f"{name} {100 * scores[name]:.2f}" for name in ("tag_acc", "pos_acc", "dep_uas", "dep_las"))

    add_parse(nlp)
    fix_random_seed(SEED)
    first = parse_examples(nlp, documents, rng)
    nlp.initialize(lambda: first)
    fit(nlp, epochs, PARSE_RATE, lambda: parse_examples(nlp, documents, rng), score, rng)


def train_names(nlp: Language, data: Path, epochs: int) -> None:
    """Train the names, the rest of the pipeline left as it is."""
    rng = random.Random(SEED)
    docs = [without_pronouns(doc) for doc in read_names(nlp, data / "ner" / "train.spacy")]
    dev = read_names(nlp, data / "ner" / "dev.spacy")
    names = Names.collect(docs)

    def draw() -> list[Example]:
        return [Example(nlp.make_doc(gold.text), gold) for gold in (print_names(nlp, doc, names, rng) for doc in docs)]

    def score() -> str:
        return f"names F {100 * nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in dev])['ents_f']:.2f}"

    fix_random_seed(SEED)
    ner: Any = nlp.add_pipe("ner", config={"model": transitions("ner", NAMES_WIDTH, tok2vec())})
    first = draw()
    ner.initialize(lambda: first, nlp=nlp)
    parse: Any = nlp.get_pipe("tok2vec")
    ner.model.get_ref("tok2vec").layers[0].from_bytes(parse.model.to_bytes())
    with nlp.select_pipes(enable="ner"):
        fit(nlp, epochs, NAME_RATE, draw, score, rng)


def add_lemmatizer(nlp: Language, data: Path) -> None:
    """Add the rule lemmatizer, with tables of our own: it looks at the word and its part of speech only."""
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    documents = treebank_documents(data, "train")
    lemmatizer.initialize(lookups=lemma_tables(sentence for document in documents for sentence in document))


def write(nlp: Language, out: Path) -> None:
    """Write the pipeline, and of the words met in training only those that it needs to name its labels.

    The rest would be the treebanks' vocabulary, with the addresses and telephone numbers in it.
    """
    nlp.meta.update(META)
    nlp.to_disk(out)
    needed = set(spacy.blank("en").vocab.strings)
    for name in nlp.pipe_names:
        needed.update(getattr(nlp.get_pipe(name), "labels", ()))
    strings = out / "vocab" / "strings.json"
    strings.write_text(json.dumps(sorted(needed), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line, train, write, measure."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path, help="the folder with the treebanks and ner/")
    arguments.add_argument("--out", type=Path, required=True, help="where the pipeline is written")
    arguments.add_argument("--parse-epochs", type=int, default=PARSE_EPOCHS)
    arguments.add_argument("--name-epochs", type=int, default=NAME_EPOCHS)
    options = arguments.parse_args()
    wall, cpu = time.monotonic(), time.process_time()
    nlp = spacy.blank("en")
    train_parse(nlp, options.data, options.parse_epochs)
    train_names(nlp, options.data, options.name_epochs)
    add_lemmatizer(nlp, options.data)
    write(nlp, options.out)
    report: dict[str, Any] = {
        "training_wall_seconds": round(time.monotonic() - wall),
        "training_cpu_seconds": round(time.process_time() - cpu),
    }
    report |= measure(options.out, options.data, GUM_GENRES)
    (options.out / "accuracy.json").write_text(json.dumps(report, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
