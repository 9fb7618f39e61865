"""Tables for spaCy's rule lemmatizer, read off the treebanks' own lemmas."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.lookups import Lookups
from treebank import Sentence

#: Parts of speech that inflect openly, so that unseen words need rules; all others only have listed forms.
OPEN = ("ADJ", "ADV", "NOUN", "VERB")
CONTEXT = 4  # letters of stem kept in a rule: enough to tell "-ied" from "-ed" and a doubled consonant
MIN_COUNT, MIN_SHARE = 3, 0.5  # a rule is kept if that many different words obey it, and that share of those it fits


def lemma_tables(sentences: Iterable[Sentence]) -> Lookups:
    """The lemmatizer's three tables, by lower-case UPOS: suffix rules, known lemmas (left empty), known forms."""
    seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for sentence in sentences:
        for word in sentence.words:
            if word.pos not in ("PROPN", "X") and word.lemma != "_":
                seen[word.pos][word.form.lower()][word.lemma] += 1
    rules: dict[str, list[list[str]]] = {}
    index: dict[str, list[str]] = {}
    exceptions: dict[str, dict[str, list[str]]] = {}
    for pos, forms in sorted(seen.items()):
        best = {form: max(sorted(lemmas), key=lemmas.__getitem__) for form, lemmas in sorted(forms.items())}
        name = pos.lower()
        rules[name] = [*(_rules(best) if pos in OPEN else []), ["", ""]]  # at last the form itself, in lower case
        exceptions[name] = {form: [lemma] for form, lemma in best.items() if _apply(rules[name], form) != lemma}
        exceptions[name] |= {
            form.replace("'", "’"): lemmas for form, lemmas in list(exceptions[name].items()) if "'" in form
        }
        index[name] = []
    lookups = Lookups()
    lookups.add_table("lemma_rules", rules)
    lookups.add_table("lemma_index", index)
    lookups.add_table("lemma_exc", exceptions)
    return lookups


def _rules(best: dict[str, str]) -> list[list[str]]:
    """Suffix rules, the longest first; of each length those that most of the words they fit obey."""
    fits: Counter[str] = Counter()
    obeyed: dict[str, Counter[str]] = defaultdict(Counter)
    for form, lemma in best.items():
        if not form.isalpha():
            continue
        shared = next(
            (i for i, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b), min(len(form), len(lemma))
        )
        for start in range(max(1, shared - CONTEXT), len(form)):
            fits[form[start:]] += 1
            if start <= shared:
                obeyed[form[start:]][lemma[start:]] += 1
    kept = []
    for suffix, targets in obeyed.items():
        target, count = max(sorted(targets.items()), key=lambda item: item[1])
        if count >= MIN_COUNT and count / fits[suffix] >= MIN_SHARE:
            kept.append([suffix, target])
    kept.sort(key=lambda rule: (-len(rule[0]), rule[0]))
    shorter: list[list[str]] = []  # a long rule that says what a shorter one says anyway is not needed
    for rule in reversed(kept):
        if _apply(shorter[::-1], rule[0], whole=False) != rule[1]:
            shorter.append(rule)
    return shorter[::-1]


def _apply(rules: list[list[str]], form: str, *, whole: bool = True) -> str:
    """What the lemmatizer makes of a form that is not listed: the first rule that fits."""
    for old, new in rules:
        if form.endswith(old) and (not whole or len(form) - len(old) + len(new) > 0):
            return form[: len(form) - len(old)] + new
    return form
