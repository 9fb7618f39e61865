"""Where a sentence can be cut so that each part states something of its own: before its clauses, and after asides."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from headwater.claims.clause import (
    SUBJECTS,
    VERBS,
    clause_head,
    is_beside,
    is_finite,
    is_missed,
    is_sentence,
    takes_up,
)
from headwater.claims.cue import is_cue
from headwater.claims.source import FINITE
from headwater.model import Parse, Span

FEWEST_WORDS = 3  # that a part must have, and what stands before it
_ASIDE_WORDS = 4  # that a relative or adverbial clause must have
_RESTRICTIVE_WORDS = 6  # the same for one that no comma sets off: "a plan that would double the force by May"
_SHARED_WORDS = 6  # with which a verb that shares the tense of the one before it goes on with what that states
_LIST_MARKS = 2  # semicolons that make a list of what they part
_OPENING = 4  # words before a relative word that may belong to its clause: "at least half of whom"
_PAUSES = frozenset({",", ";", ":", "–", "—", "(", ")", "."})
_HALVING = frozenset({";", "—", "–"})
_QUOTES = frozenset({'"', "“", "‘", "'"})
_RELATIVES = frozenset({"which", "who", "whom", "whose", "where", "that"})
_REASONS = frozenset({"while", "although", "though", "whereas", "because"})
_MOMENTS = frozenset({"since", "after", "before"})  # these mostly tell when the rest was
_NO_ANTECEDENT = frozenset(
    {"no", "any", "every", "each", "all", "only", "first", "last", "such", "not", "what", "same"}
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a part begins: its first token, and the token of its main word."""

    first: int
    head: int


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause that may be a part: its main word and its first and last token."""

    head: int
    first: int
    last: int


def cuts(parse: Parse, tokens: range, figures: Sequence[int], tags: Sequence[Span]) -> list[Cut]:
    """The places at which the sentence of these tokens can be cut, in order.

    A part is a verb beside another ("…, and over 900 will be sent"), a relative clause or a clause of reason or time
    at the end ("…, which opened in May"), a participle with what it leads to ("…, killing 17 people"), or a figure
    with what it counts ("…, with two days off a year"), or an item of a list that semicolons part, whose main word is
    the verb before the list ("… hurt Ana Holt; | Piet Sand, a cook; | and two firemen"). After an aside in the middle
    the sentence goes on as a part of its own ("The ferry, which held 400, | struck the pier"). No cut leaves words
    without a verb before them.

    Args:
        parse: the whole text's parse.
        tokens: those of one sentence.
        figures: the offsets at which figures begin, in order.
        tags: speech tags that stand behind or within what they belong to; none is cut off.
    """
    sentence = _Sentence(parse, tokens, figures, tags)
    return sentence.cuts()


class _Sentence:
    """One sentence, and where it was cut so far: from the end to the beginning."""

    def __init__(self, parse: Parse, tokens: range, figures: Sequence[int], tags: Sequence[Span]) -> None:
        self.parse, self.tokens = parse, tokens
        self._figures = frozenset(t for at in figures if (t := parse.at(at)) is not None and t in tokens)
        self._tagged = frozenset(t for tag in tags for t in parse.inside(tag.start, tag.end))
        self._found: dict[int, int] = {}
        self._borders = [tokens.start, tokens.stop]
        words = (parse.dep[t] not in ("punct", "cc") and t not in self._tagged for t in tokens)
        self._words = tuple(accumulate(words, initial=0))  # sums up to each token, so that any stretch is a subtraction
        self._verbs = tuple(accumulate((parse.pos[t] in VERBS for t in tokens), initial=0))

    def cuts(self) -> list[Cut]:
        heads = sorted({*self._clauses(), *self._figure_phrases()}, key=lambda c: (-c.first, c.head))
        for clause in heads:
            if self._stands_alone(clause):
                self._add(clause.first, clause.head)
        for first, head in self._resumptions():
            self._add(first, head)
        for first, head in self._halves():
            self._add(first, head)
        for first, head in self._items():
            self._add(first, head)
        return [Cut(first, self._found[first]) for first in sorted(self._found)]

    def _add(self, first: int, head: int) -> None:
        """Take up a cut unless too few words would stand on one of its sides, or "that" on the wrong one."""
        while first - 1 in self.tokens and self.parse.dep[first - 1] == "cc":
            first -= 1
        if self.parse.tag[first - 1] == "IN" and self.parse.word[first - 1].lower() == "that":
            return  # "he said that | while it rained, …"
        at = bisect_left(self._borders, first)
        if first in self._found or not 0 < at < len(self._borders):
            return
        before, behind = self._borders[at - 1], self._borders[at]
        enough = min(self._size(before, first), self._size(first, behind)) >= FEWEST_WORDS
        beside = head if head not in self.tokens or self.parse.dep[head] == "acl:relcl" else self.parse.head[head]
        told = before <= beside < first or self._so_far(self._verbs, before, first) > 0
        if enough and told:
            self._found[first] = head
            insort(self._borders, first)

    def _size(self, first: int, stop: int) -> int:
        """The number of words, without joints and speech tags."""
        return self._so_far(self._words, first, stop)

    def _so_far(self, sums: Sequence[int], first: int, stop: int) -> int:
        return sums[stop - self.tokens.start] - sums[first - self.tokens.start]

    def _clauses(self) -> Iterator[_Clause]:
        parse = self.parse
        for token in self.tokens:
            label, word = parse.dep[token], parse.word[token].lower()
            if token in self._tagged:
                continue
            if word in _REASONS or word in _MOMENTS:
                clause = self._clause(self._reason_verb(token), token)
                if clause and self._gives_reason(clause):
                    yield clause
            elif word in _RELATIVES and parse.tag[token][0] in "WI":
                clause = self._clause(self._relative_verb(token), self._opening(token))
                if clause and self._states_aside(clause, token):
                    yield clause
            elif parse.head[token] in self.tokens:
                clause = self._clause(token, parse.subtree(token).start)
                if clause is None or clause.first <= parse.head[token]:
                    continue
                missed = next((c for c in parse.children(token) if c > token and is_missed(parse, c)), None)
                paused = self._paused(clause.first) or parse.dep[clause.first] in ("punct", "cc")
                apart = label == "parataxis" and paused and is_sentence(parse, token)
                beside = label == "conj" and self._adds(clause)
                if apart or beside or (label in ("advcl", "acl") and self._leads_to(clause)):
                    yield clause
                elif label == "conj" and missed is not None:
                    yield _Clause(missed, clause.first, clause.last)

    def _clause(self, head: int, first: int) -> _Clause | None:
        """The clause of a word, from a token on, if it is one of this sentence and not all of it."""
        last = min(self.parse.subtree(head).stop, self.tokens.stop) - 1
        return _Clause(head, first, last) if self.tokens.start < first <= head in self.tokens else None

    def _reason_verb(self, word: int) -> int:
        """The main word of the clause that "after" or the like opens: that of the first tense before the next pause."""
        parse = self.parse
        stretch = range(word + 2, self._until_pause(word) + 1)
        tense = next((t for t in stretch if parse.tag[t] in FINITE or parse.word[t].lower() in _RELATIVES), None)
        if tense is None or parse.tag[tense] not in FINITE:
            return word
        return parse.head[tense] if parse.dep[tense] in ("aux", "aux:pass", "cop") else tense

    def _relative_verb(self, word: int) -> int:
        """The main word of a relative clause: the first finite one above its relative word, that stands behind it."""
        above = (t for t in self.parse.ancestors(word) if t > word and is_finite(self.parse, t))
        return next(above, word)

    def _opening(self, word: int) -> int:
        """The first token of a relative clause: "half of" before "whom", "under" before "which"."""
        if self.parse.word[word].lower() not in ("whom", "which") or self.parse.tag[word - 1] != "IN":
            return word
        first = word - 1
        while first - 1 in self.tokens and word - first < _OPENING and not self._paused(first):
            first -= 1
        return first if self._paused(first) else word - 1

    def _adds(self, clause: _Clause) -> bool:
        """Whether a verb beside another states something of its own, and does not only go on with what that states."""
        parse, verb = self.parse, clause.head
        size, counts = self._size(clause.first, clause.last + 1), self._counts(clause.first, clause.last + 1)
        if not is_beside(parse, verb):
            return False
        if not is_finite(parse, verb) and size <= FEWEST_WORDS and parse.tag[verb] == "VBG":
            return False
        if parse.dep[clause.first] != "cc":  # "…, put at 90 crowns": it describes what stands before the comma
            return is_finite(parse, verb) or parse.tag[verb] != "VBN" or parse.child(verb, "cc") is not None
        if is_finite(parse, verb):
            return counts or not takes_up(parse, verb)
        shared = not counts or parse.child(parse.head[verb], "aux:pass") is not None
        return not (shared and size <= _SHARED_WORDS)  # "was taken | and kept for a week"

    def _states_aside(self, clause: _Clause, word: int) -> bool:
        """Whether a relative clause tells something more of a thing, and does not only tell which is meant."""
        parse = self.parse
        if clause.head == word:
            return False
        size = self._size(clause.first, clause.last + 1)
        if self._paused(clause.first) or self._is_of_a_name(word):
            return size >= _ASIDE_WORDS and parse.word[word].lower() != "that"
        before = range(max(self.tokens.start, clause.first - 5), clause.first)
        vague = any(parse.word[t].lower() in _NO_ANTECEDENT or parse.tag[t] in ("JJS", "RBS") for t in before)
        named = parse.tag[clause.first - 1].startswith("NN") and parse.word[word].lower() != "where"
        told = any(is_cue(parse, t, "say", "show") for t in before)  # "told investors that …"
        return (
            named
            and not told
            and not vague
            and size >= _RESTRICTIVE_WORDS
            and self._counts(clause.first, clause.last + 1)
        )

    def _is_of_a_name(self, word: int) -> bool:
        """Whether "who" follows a name of two words, which needs nothing more to be known: "Ida Lunde who said"."""
        return self.parse.word[word].lower() == "who" and self.parse.tag[max(0, word - 2) : word] == ("NNP", "NNP")

    def _gives_reason(self, clause: _Clause) -> bool:
        """Whether a clause with "while", "because", "after" or the like before it is a sentence of its own."""
        word, size = self.parse.word[clause.first].lower(), self._size(clause.first, clause.last + 1)
        if clause.head == clause.first or not is_finite(self.parse, clause.head):
            return False
        if word in _MOMENTS:
            return size >= _RESTRICTIVE_WORDS and self._counts(clause.first, clause.last + 1)
        return word in _REASONS and size >= _ASIDE_WORDS

    def _leads_to(self, clause: _Clause) -> bool:
        """Whether a participle after a comma tells what came of it: ", killing 17 people"."""
        parse, verb = self.parse, clause.head
        if parse.tag[verb] != "VBG" or not self._paused(verb) or self._size(verb, clause.last + 1) < FEWEST_WORDS:
            return False
        told = parse.head[verb] in self._tagged  # "…, she said, shaking her head"
        return self._counts(verb, clause.last + 1) or (not told and parse.child(verb, "obj", "ccomp") is not None)

    def _figure_phrases(self) -> Iterator[_Clause]:
        """ ", with two days off a year": a figure and what it counts, set off by a comma."""
        parse = self.parse
        for at in self.tokens:
            if parse.word[at].lower() != "with" or not self._paused(at):
                continue
            last = self._until_pause(at)
            nouns = [t for t in range(at + 1, last + 1) if parse.tag[t].startswith("NN")]
            verbal = any(parse.tag[t] in FINITE for t in range(at, last + 1))
            if nouns and self._counts(at, last + 1) and not verbal and at not in self._tagged:
                yield _Clause(nouns[0], at, last)

    def _counts(self, first: int, stop: int) -> bool:
        return any(t in self._figures for t in range(first, stop))

    def _paused(self, token: int) -> bool:
        """Whether a comma or the like stands right before a token."""
        return token > self.tokens.start and self.parse.word[token - 1] in _PAUSES

    def _until_pause(self, token: int) -> int:
        """The last token before the next comma or the like, cut or end of the sentence."""
        last = token
        while last + 1 in self.tokens and last + 1 not in self._found and self.parse.word[last + 1] not in _PAUSES:
            last += 1
        return last

    def _stands_alone(self, clause: _Clause) -> bool:
        """Whether nothing follows a clause that belongs to what stands before it, and it may be cut off there."""
        label, first = self.parse.dep[clause.head], clause.first
        if label in ("conj", "parataxis") and first == self.parse.subtree(clause.head).start:
            return not self._is_inside(clause)
        ends = {clause.last, self._until_pause(clause.head)}
        return any(self._is_done(last) for last in ends)

    def _is_inside(self, clause: _Clause) -> bool:
        """Whether a clause hangs in a condition, or in a relative clause after which the sentence goes on."""
        parse = self.parse
        above = parse.head[clause.head]
        while parse.dep[above] == "conj" and parse.head[above] in self.tokens:
            above = parse.head[above]
        if parse.dep[above] == "acl:relcl":
            subject = parse.child(clause.head, *SUBJECTS)
            own = subject is not None and parse.word[subject].lower() not in _RELATIVES
            after = self._is_done(clause.last) or self._paused(min(clause.last + 2, self.tokens.stop - 1))
            return not (own or (after and self._tells_more(above)))
        if parse.dep[clause.head] == "conj" and is_sentence(parse, clause.head) and parse.dep[above] != "advcl":
            return False
        return parse.dep[above] in ("advcl", "acl") and not self._cut_at(above)

    def _tells_more(self, verb: int) -> bool:
        """Whether the relative clause of a verb is an aside, set off by a comma, or gives a figure."""
        word = next(
            (t for t in range(self.parse.subtree(verb).start, verb) if self.parse.word[t].lower() in _RELATIVES), None
        )
        first = None if word is None else self._opening(word)
        return first is not None and (self._paused(first) or self._counts(first, verb + 8))

    def _cut_at(self, verb: int) -> bool:
        """Whether the clause of a verb is a part by itself."""
        clause = _Clause(verb, self.parse.subtree(verb).start, self.parse.subtree(verb).stop - 1)
        return self._leads_to(clause) or self._gives_reason(clause)

    def _is_done(self, last: int) -> bool:
        """Whether after a token there is nothing but speech tags up to the next cut or the end of the sentence."""
        for token in range(last + 1, self.tokens.stop):
            if token in self._found:
                return True
            if token not in self._tagged and self.parse.dep[token] not in ("punct", "cc"):
                return False
        return True

    def _resumptions(self) -> Iterator[tuple[int, int]]:
        """Where the sentence goes on after an aside behind its subject, or after a clause that opens it."""
        parse = self.parse
        for verb in self.tokens:
            whole = parse.subtree(verb)
            last = min(whole.stop, self.tokens.stop) - 1
            while last > verb and parse.dep[last] == "punct":
                last -= 1
            after = last + 1
            if after not in self.tokens or parse.word[after] not in _PAUSES or after + 1 in self._tagged:
                continue
            clause = _Clause(verb, max(whole.start, self.tokens.start), last)
            main = next((t for t in parse.ancestors(verb) if t > after and t in self.tokens), None)
            if main is None or main in self._tagged or not (parse.pos[main] in VERBS or is_finite(parse, main)):
                continue
            label = parse.dep[verb]
            opening = label == "advcl" and clause.first == self.tokens.start and self._gives_reason(clause)
            aside = label == "acl:relcl" and self._is_aside(clause)
            if aside and is_cue(parse, main, "say") and not self._counts(clause.first, clause.last + 1):
                continue  # it tells of who speaks
            if opening or aside:
                yield after, main

    def _is_aside(self, clause: _Clause) -> bool:
        """Whether a relative clause behind a subject, or behind what is said of one, is set off by commas."""
        named = self.parse.head[clause.head]
        start = self.parse.subtree(named).start
        apart = self._paused(clause.first + (self.parse.dep[clause.first] == "punct"))
        apart = apart or (self.parse.dep[named] == "appos" and self.parse.dep[start] == "punct")
        return apart and self._size(clause.first, clause.last + 1) >= _ASIDE_WORDS - 1

    def _halves(self) -> Iterator[tuple[int, int]]:
        """Behind a semicolon or dash between two tenses, and at a comma with "but did", "and will" or the like."""
        parse = self.parse
        before = False
        for at in self.tokens:
            before = before or parse.tag[at] in FINITE
            if at + 1 not in self.tokens or at + 1 in self._tagged or parse.word[at] not in _PAUSES:
                continue
            stop = self._until_pause(at + 1) + 1
            tense = next((t for t in range(at + 1, stop) if parse.tag[t] in FINITE), None)
            if tense is None or parse.word[at + 1] in _QUOTES:
                continue
            main = parse.head[tense] if parse.dep[tense] in ("aux", "aux:pass", "cop") else tense
            between = range(at + 2, tense)
            own = any(parse.head[t] == main and parse.dep[t] in SUBJECTS for t in between)
            plain = not any(parse.word[t].lower() in _RELATIVES or parse.dep[t] == "mark" for t in between)
            joined = parse.dep[at + 1] == "cc" and ((own and plain) or all(parse.dep[t] == "advmod" for t in between))
            if before and main in self.tokens and (parse.word[at] in _HALVING or (parse.word[at] == "," and joined)):
                yield at + 1, main

    def _items(self) -> Iterator[tuple[int, int]]:
        """Behind each of two or more semicolons after a verb, if what they part has no tense but in relative clauses.

        The items share the verb that stands before the list, above what describes its first thing.
        """
        parse = self.parse
        marks = [at for at in self.tokens if parse.word[at] == ";"]
        if len(marks) < _LIST_MARKS or any(map(self._is_told, range(marks[0], self.tokens.stop))):
            return
        verb = clause_head(parse, marks[0] - 1)
        while parse.dep[verb] == "acl:relcl":
            verb = clause_head(parse, parse.head[verb])
        if verb in self.tokens and verb < marks[0] and parse.pos[verb] in VERBS:
            behind = (at + 1 for at in reversed(marks))  # from the end, so that the verb is still before each of them
            yield from ((first, verb) for first in behind if first in self.tokens and first not in self._tagged)

    def _is_told(self, token: int) -> bool:
        """Whether a word is the tense of more than a relative clause or a speech tag."""
        parse = self.parse
        if parse.tag[token] not in FINITE or token in self._tagged:
            return False
        return not any(parse.dep[t] == "acl:relcl" for t in (token, *parse.ancestors(token)))
