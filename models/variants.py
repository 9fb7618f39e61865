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
SPEECH_TAIL = 0.6  # "Officials said (that) X." → "X, officials said.", of those sentences that allow it

INVERTED, QUOTED, OTHER_VERB = 0.3, 0.5, 0.4  # of those: "said officials", in quotation marks, another verb of saying
OTHER_VERBS = "add", "allege", "announce", "argue", "claim", "estimate", "explain", "insist", "note", "report", "warn"
SAYING = frozenset({*OTHER_VERBS, "confirm", "deny", "say", "state", "tell", "write"} - {"allege", "estimate"})
QUOTES = frozenset({'"', "“", "”", "''", "``"})


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
    """The sentence without its full stop, if it has one that nothing depends on."""
    words = sentence.words
    if not _ends_in_stop(words) or any(word.head == len(words) - 1 for word in words):
        return sentence
    return replace(sentence, words=words[:-1])


def speech_tail(sentence: Sentence, rng: Random) -> Sentence:
    """ "Officials said that X." as "X, officials said." (or "“X,” said officials."), else the sentence unchanged.

    The labels are those the treebanks give to the sentences of this shape that they have: the verb of saying stays
    the root, what was said its `ccomp`.
    """
    words, stop = sentence.words, len(sentence.words) - 1
    root = next((i for i, word in enumerate(words) if word.dep == ROOT), 0)
    kids = {word.dep: i for i, word in enumerate(words) if word.head == root and i != root}
    subject, said = kids.get("nsubj", -1), kids.get("ccomp", -1)
    if words[root].lemma not in SAYING or min(subject, said) < 0 or not _ends_in_stop(words):
        return sentence
    speech = [i for i in range(stop) if said in _ancestry(words, i)]
    speaker = [i for i in range(stop) if subject in _ancestry(words, i)]
    telling = list(range(len(speaker), speech[0]))  # the verb with what belongs to it: "told reporters"
    in_place = speech == list(range(speech[0], stop)) and speaker == list(range(len(speaker))) and root in telling
    if not in_place or any(words[i].form in QUOTES for i in speech) or any(words[i].dep == "punct" for i in telling):
        return sentence
    if words[speech[0]].dep == "mark" and words[speech[0]].lemma == "that" and words[speech[0]].head == said:
        speech = speech[1:]
    inverted = len(telling) == 1 and words[subject].pos != "PRON" and rng.random() < INVERTED
    tail = telling + speaker if inverted else speaker + telling
    order = [*speech, *tail, stop]
    if any(words[i].head not in order for i in order):
        return sentence
    moved = [
        replace(words[i], space=words[i].space or i == speaker[-1], head=order.index(words[i].head)) for i in order
    ]
    moved[0] = replace(moved[0], form=moved[0].form[0].upper() + moved[0].form[1:])
    moved[-2] = replace(moved[-2], space=False)
    name = order.index(0)
    if not words[0].tag.startswith("NNP") and words[0].form != "I":
        moved[name] = replace(moved[name], form=moved[name].form[0].lower() + moved[name].form[1:])
    verb, heart = order.index(root), order.index(said)
    if len(telling) == 1 and rng.random() < OTHER_VERB:
        moved[verb] = _with_verb(moved[verb], rng.choice(OTHER_VERBS))
    end = len(speech)
    moved[end - 1] = replace(moved[end - 1], space=False)
    comma = Word(",", True, ",", "PUNCT", ",", "", verb, "punct")
    if rng.random() < QUOTED:
        opening = Word('"', False, '"', "PUNCT", "``", "", heart, "punct")
        closing = Word('"', True, '"', "PUNCT", "''", "", heart, "punct")
        moved = _inserted(_inserted(moved, end, [replace(comma, space=False), closing]), 0, [opening])
    else:
        moved = _inserted(moved, end, [comma])
    return replace(sentence, words=tuple(moved))


def _with_verb(word: Word, lemma: str) -> Word:
    """The same inflection of another, regular verb."""
    past = lemma + ("d" if lemma.endswith("e") else "ed")
    form = {"VBD": past, "VBN": past, "VBZ": lemma + "s", "VBP": lemma, "VB": lemma}.get(word.tag)
    return replace(word, form=form, lemma=lemma) if form else word


def _inserted(words: list[Word], at: int, new: list[Word]) -> list[Word]:
    """`new` put before position `at`; every head still points where it did."""
    return [replace(w, head=w.head + (len(new) if w.head >= at else 0)) for w in [*words[:at], *new, *words[at:]]]


def _ends_in_stop(words: Sequence[Word]) -> bool:
    return len(words) > 1 and words[-1].form == "." and words[-1].dep == "punct"


def _ancestry(words: Sequence[Word], index: int) -> set[int]:
    """The word and all above it."""
    seen: set[int] = set()
    while index not in seen:
        seen.add(index)
        index = words[index].head
    return seen
