"""The same sentence as a news page would print it: what the treebanks have too little of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from treebank import ROOT, Sentence, Word

# Shares of the training documents (or sentences) that are changed, drawn anew in each epoch. Set by hand: large
# enough for the form to be seen some hundred times, small enough to leave the test scores of plain text alone.
CURLY = 0.4  # straight quotes and apostrophes → curly ones; most news pages print them
STRAIGHT = 0.5  # curly → straight, so that neither form becomes a sign of one treebank
DASH = 0.4  # " - " and "--" → "–" or "—"
CURRENCY = 0.3  # "$" → "£" or "€": the treebanks are American
OPEN_END = 0.06  # the last full stop left out: captions, list items, truncated text
HEADLINE = 0.03  # one sentence in Title Case, no full stop
SHOUT = 0.03  # one sentence in capitals
SPEECH_TAIL = 0.5  # "Officials said (that) X." → "X, officials said.", of those sentences that allow it

SAYING = frozenset("say add announce argue claim confirm deny explain insist note report state tell warn write".split())


def print_forms(forms: Sequence[str], spaces: Sequence[bool], rng: Random) -> list[str]:
    """The same words with the quotes, dashes and currency signs of another page; never more or fewer words."""
    curly, straight = rng.random() < CURLY, rng.random() < STRAIGHT
    dash = rng.choice("–—") if rng.random() < DASH else ""
    currency = rng.choice("£€") if rng.random() < CURRENCY else ""
    printed: list[str] = []
    for i, form in enumerate(forms):
        opening = (i == 0 or spaces[i - 1]) and not spaces[i]
        if straight:
            form = form.replace("“", '"').replace("”", '"').replace("‘", "'").replace("’", "'")
        if curly:
            if form in ('"', "''", "``"):
                form = "“" if opening else "”"
            elif form == "'":
                form = "‘" if opening else "’"
            else:
                form = form.replace("'", "’")
        if dash and (form == "--" or (form == "-" and spaces[i] and i and spaces[i - 1])):
            form = dash
        if currency and form == "$":
            form = currency
        printed.append(form)
    return printed


def print_sentences(sentences: Sequence[Sentence], rng: Random) -> list[Sentence]:
    """A training document as some news page prints it."""
    told = [speech_tail(s, rng) if rng.random() < SPEECH_TAIL else s for s in sentences]
    chance = rng.random()
    if chance < HEADLINE:
        told = [_recased(_open_ended(told[0]), title_case=True)]
    elif chance < HEADLINE + SHOUT:
        told = [_recased(_open_ended(told[0]), title_case=False)]
    elif chance < HEADLINE + SHOUT + OPEN_END:
        told[-1] = _open_ended(told[-1])
    words = [word for sentence in told for word in sentence.words]
    forms = iter(print_forms([word.form for word in words], [word.space for word in words], rng))
    return [replace(s, words=tuple(replace(word, form=next(forms)) for word in s.words)) for s in told]


def _recased(sentence: Sentence, *, title_case: bool) -> Sentence:
    def recase(word: Word) -> str:
        if not title_case:
            return word.form.upper()
        small = word.pos in ("ADP", "CCONJ", "DET", "PART") or not word.form[0].isalpha()
        return word.form if small else word.form[0].upper() + word.form[1:]

    return replace(sentence, words=tuple(replace(word, form=recase(word)) for word in sentence.words))


def _open_ended(sentence: Sentence) -> Sentence:
    """The sentence without its full stop, if something is left."""
    return _kept(sentence, list(range(len(sentence.words) - 1))) if _ends_in_stop(sentence.words) else sentence


def speech_tail(sentence: Sentence, rng: Random) -> Sentence:
    """ "Officials said that X." as "X, officials said." (or "“X,” said officials."), else the sentence unchanged.

    The labels are those the treebanks give to the sentences of this shape that they have: the verb of saying stays
    the root, what was said its `ccomp`.
    """
    words = sentence.words
    root = next((i for i, word in enumerate(words) if word.dep == ROOT), 0)
    if words[root].lemma not in SAYING or not _ends_in_stop(words):
        return sentence
    kids = {word.dep: i for i, word in enumerate(words) if word.head == root and i != root}
    subject, said, stop = kids.get("nsubj", -1), kids.get("ccomp", -1), len(words) - 1
    speech = [i for i in range(len(words)) if said >= 0 and said in _ancestry(words, i)]
    speaker = [i for i in range(len(words)) if subject >= 0 and subject in _ancestry(words, i)]
    if not speech or not speaker or speech != list(range(speech[0], stop)) or speaker != list(range(len(speaker))):
        return sentence
    if words[speech[0]].dep == "mark" and words[speech[0]].lemma == "that" and words[speech[0]].head == said:
        speech = speech[1:]
    between = [i for i in range(len(speaker), root + 1)]
    if root + 1 < speech[0] - 1 or any(words[i].dep == "punct" for i in range(root)) or len(speech) < 3:
        return sentence
    inverted = rng.random() < 0.3 and words[subject].pos != "PRON" and len(between) == 1
    quoted = rng.random() < 0.5 and not any(words[i].form in "\"“”''``" for i in speech)
    tail = between + speaker if inverted else speaker + between
    order = [*speech, *tail, stop]
    moved = [replace(words[i], head=order.index(words[i].head)) for i in order]
    verb, heart = order.index(root), order.index(said)
    first, last = moved[0], len(speech) - 1
    moved[0] = replace(first, form=first.form[0].upper() + first.form[1:])
    moved[last] = replace(moved[last], space=False)
    name = len(speech) + (len(between) if inverted else 0)
    if words[0].pos != "PROPN" and words[0].form != "I":
        moved[name] = replace(moved[name], form=moved[name].form[0].lower() + moved[name].form[1:])
    moved[-2] = replace(moved[-2], space=False)
    for i in range(len(speech), len(moved) - 2):
        if i in (name + len(speaker) - 1, verb):
            moved[i] = replace(moved[i], space=True)
    comma = Word(",", not quoted, ",", "PUNCT", ",", "", verb, "punct")
    opening = Word('"', False, '"', "PUNCT", "``", "", heart, "punct")
    closing = Word('"', True, '"', "PUNCT", "''", "", heart, "punct")
    moved = _inserted(moved, len(speech), [comma, closing] if quoted else [comma])
    if quoted:
        moved = _inserted(moved, 0, [opening])
    return replace(sentence, words=tuple(moved))


def _inserted(words: list[Word], at: int, new: list[Word]) -> list[Word]:
    """`new` put before position `at`; every head still points where it did."""
    shifted = [w for w in [*words[:at], *new, *words[at:]]]
    return [replace(w, head=w.head + (len(new) if w.head >= at else 0)) for w in shifted]


def _kept(sentence: Sentence, keep: list[int]) -> Sentence:
    place = {old: new for new, old in enumerate(keep)}
    if not keep or any(sentence.words[i].head not in place for i in keep):
        return sentence
    return replace(
        sentence, words=tuple(replace(sentence.words[i], head=place[sentence.words[i].head]) for i in keep)
    )


def _ends_in_stop(words: Sequence[Word]) -> bool:
    return len(words) > 1 and words[-1].form in (".", "!", "?") and words[-1].dep == "punct"


def _ancestry(words: Sequence[Word], index: int) -> set[int]:
    """The word and all above it."""
    seen: set[int] = set()
    while index not in seen:
        seen.add(index)
        index = words[index].head
    return seen
