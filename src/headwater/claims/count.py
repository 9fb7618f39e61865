"""What a figure counts: the noun at it, and the noun phrase that is counted or paid for."""

from bisect import bisect_right
from itertools import islice
from typing import NamedTuple

from headwater.claims.cue import is_cue
from headwater.claims.figure import Figure
from headwater.claims.lexicon import table
from headwater.claims.noun import is_person, is_plural, singular, stops
from headwater.claims.number import compares, past_degree
from headwater.claims.token import Tokens
from headwater.model import Parse, Span

_NOUNS = ("NOUN", "PROPN")
_COUNTS = ("nummod", "compound", "amod", "nmod", "dep", "det", "det:predet")
_MODIFIERS = ("amod", "compound", "nmod:poss", "flat", "nummod", "nmod", "det")
_SUBJECTS = ("nsubj", "nsubj:pass")
_PAID = {"nmod": ("of", "in", "for", "worth"), "obl": ("for", "on", "in")}  # what stands before the thing paid for
_OPENING = ("last", "next", "this", "that", "a", "an", "each", "every")  # begin a noun phrase of their own
_FARTHEST = 4  # words of a noun phrase where there is no parse
_NEAR = 40  # words between a verb and a subject that it may share
_FAR = 80  # words to look back for it
_BACK = 2  # sentences to look back for what a bare figure counts


class Thing(NamedTuple):
    """A noun phrase that is counted or paid for: its words, and its noun in the singular."""

    words: str
    noun: str
    countable: bool  # sure enough to name the unit of a bare figure: a plural, and no mere guess


class Counter:
    """Finds the noun counted, by the parse where there is one, else by the words that follow."""

    def __init__(self, tokens: Tokens, parse: Parse) -> None:
        self._tokens, self._parse = tokens, parse

    def noun(self, figure: Figure) -> tuple[str, Span] | None:
        """The unit of a bare count, singular and in lower case (its last word is the noun), and the words counted."""
        numeral = self._numeral(figure)
        if numeral is None:
            return self._surface(figure)
        head = self._head(figure, numeral)
        if head is None:
            return None
        parse = self._parse
        first = bisect_right(parse.start, self._tokens[past_degree(self._tokens, figure.last) - 1].end - 1)
        if self._tokens.between(figure.last, figure.last + 1) == "head of":  # 300 head of cattle
            first += 2
            head = self._run(first, parse.sentence[numeral]) or head
        while first < head and (
            parse.pos[first] not in (*_NOUNS, "ADJ", "VERB") or parse.word[first].lower() in stops()
        ):
            first += 1
        owned = next((i + 1 for i in range(head - 1, first, -1) if parse.tag[i] == "POS"), first)
        if owned < head and parse.tag[owned] == "CD":  # 20 of the port's 70 cranes
            first = owned + 1
        last = singular(parse.word[head], parse.lemma[head], parse.tag[head])
        time = table("unit.toml")["words"].get(last)
        before = "" if time else self._plain(first, head)
        return " ".join(f"{before}{last}".lower().split()), Span(parse.start[first], parse.end[head])

    def _plain(self, first: int, head: int) -> str:
        """The words before the noun, the adjectives as they are in a dictionary: "good lamp" for "best lamps"."""
        parse, text = self._parse, self._tokens.text
        degree = ("JJR", "JJS")
        pieces = (
            (parse.lemma[i] if parse.tag[i] in degree else parse.word[i]) + text[parse.end[i] : parse.start[i + 1]]
            for i in range(first, head)
        )
        return "".join(pieces)

    def has_plural(self, figure: Figure) -> bool:
        """Whether a plural noun follows that the figure can count."""
        numeral = self._numeral(figure)
        if numeral is None:
            return is_plural(self._tokens[figure.last].raw) or is_plural(self._tokens[figure.last + 1].raw)
        head = self._head(figure, numeral)
        return head is not None and self._parse.tag[head] in ("NNS", "NNPS")

    def _head(self, figure: Figure, numeral: int) -> int | None:
        """The noun counted: the one the numeral modifies, the one behind "of", or the end of the words behind it."""
        parse = self._parse
        further = past_degree(self._tokens, figure.last)
        behind = bisect_right(parse.start, self._tokens[further - 1].end - 1)
        head = parse.head[numeral]
        if figure.tied and behind + 1 < len(parse) and parse.pos[behind + 1] in _NOUNS:  # a six-cylinder engine
            return behind + 1
        counts = parse.dep[numeral] in _COUNTS and head >= behind and parse.pos[head] in _NOUNS
        if counts and not any(self._separates(token) for token in range(behind, min(head, behind + _NEAR))):
            return self._last_noun(head)
        if behind < len(parse) and parse.word[behind].lower() == "of":
            things = (child for child in parse.children(numeral) if child > behind and parse.dep[child] == "nmod")
            if (thing := next((thing for thing in things if parse.pos[thing] in _NOUNS), None)) is not None:
                return thing
            behind += 1 + (behind + 1 < len(parse) and parse.word[behind + 1].lower() in stops())
        return self._run(behind, parse.sentence[numeral])

    def _run(self, token: int, sentence: int) -> int | None:
        """The last noun of the words from this token on that can name what is counted."""
        parse, last = self._parse, None
        while token < len(parse) and self._names(token) and parse.sentence[token] == sentence:
            last = token if parse.pos[token] in _NOUNS else last
            token += 1
        return last

    def _separates(self, token: int) -> bool:
        word = self._parse.word[token].lower()
        spelt = self._parse.tag[token] == "CD" and word.isalpha()  # "against 980 five years ago"
        return (self._parse.pos[token] == "ADP" and word != "of") or word in _OPENING or spelt

    def _last_noun(self, head: int) -> int:
        """The noun that names the whole: "watch" for "gold" in "gold watch", also where the parse stops short."""
        parse = self._parse
        for _ in range(_FARTHEST):
            above, plural = parse.head[head], parse.tag[head] == "NNS"
            if parse.dep[head] in ("compound", "amod", "nmod:poss") and above > head and parse.pos[above] in _NOUNS:
                head = above
            elif head + 1 < len(parse) and parse.tag[head + 1] == "NNS" and parse.head[head] != head + 1 and not plural:
                if parse.sentence[head + 1] != parse.sentence[head] or parse.pos[head] not in _NOUNS:
                    break
                head += 1
            else:
                break
        return head

    def _names(self, token: int) -> bool:
        """Whether the token can stand in the words behind a number that name what it counts."""
        parse = self._parse
        named = parse.pos[token] in (*_NOUNS, "ADJ") or parse.tag[token] == "VBN"
        return named and parse.word[token].lower() not in stops() and parse.word[token][0].isalnum()

    def _surface(self, figure: Figure) -> tuple[str, Span] | None:
        """The run of words behind the figure up to a small word: its last word, or its first plural, is the noun."""
        tokens = self._tokens
        index = past_degree(tokens, figure.last)
        index += tokens[index].raw == "-" and tokens[index].glued
        if tokens.between(index, index + 1) == "head of":
            index += 1
        if tokens[index].word == "of":
            index += (
                2 if tokens[index + 1].word in ("the", "its", "their", "his", "her", "our", "these", "those") else 1
            )
        first = index
        while tokens[index].kind == "word" and tokens[index].word not in stops() and index < first + _FARTHEST:
            index += 1
            if is_plural(tokens[index - 1].word):
                break
        if index == first:
            return None
        words = [tokens[i].word for i in range(first, index)]
        unit = " ".join([*words[:-1], singular(words[-1], words[-1], "NNS" if is_plural(words[-1]) else "NN")])
        return unit, Span(tokens[first].start, tokens[index - 1].end)

    def paid_for(self, figure: Figure) -> Thing | None:
        """What an amount is of: "of its revenue", "18-hour shifts", "sold the boat for", or its clause's subject."""
        parse = self._parse
        numeral = self._numeral(figure)
        if numeral is None:
            return None
        if compares(self._tokens, figure.last):
            return self.compared(figure.last)
        behind = bisect_right(parse.start, figure.end - 1)
        if figure.low != figure.high and parse.dep[numeral] == "conj":
            numeral = parse.head[numeral]  # "between 90 and 150 dinars"
        top = parse.head[numeral] if parse.dep[numeral] in _COUNTS else numeral
        head = self._last_noun(top if top >= behind else parse.head[top] if parse.dep[top] in _COUNTS else top)
        apart = any(self._separates(token) for token in range(behind, min(head, behind + _NEAR)))
        if parse.word[head].lower() == "worth" and (goods := parse.child(head, "nmod")) is not None:
            return self._phrase(goods, behind)  # "$900 worth of lamps"
        if head >= behind and parse.pos[head] in _NOUNS and not apart:
            return self._phrase(head, behind)
        above, lasts = parse.head[top], figure.unit in table("calendar.toml")["units"]
        for child in (*parse.children(top), *parse.children(above)):
            case = self._case(child) if parse.pos[child] == "NOUN" and child >= behind else ""
            if case in _PAID.get(parse.dep[child], ()) and (case == "of" or not lasts):
                return self._phrase(child, behind)
        if lasts:
            return None
        if parse.dep[top] == "nmod" and self._case(top) in ("of", "between") and parse.pos[above] == "NOUN":
            return self._phrase(above, 0)  # "a fine of $300"
        traded = parse.dep[top] == "obl" and self._case(top) in ("for", "at", "by")  # "cut its bid by a quarter"
        bought = parse.child(above, "obj") if traded else None
        if bought is not None and bought < top and parse.pos[bought] in _NOUNS:
            return self._phrase(bought, 0)
        return self._subject(top)

    def compared(self, index: int) -> Thing | None:
        """What "as many" at this token of the surface compares: "half as many people"."""
        first = self._parse.at(self._tokens[index + 2].start)
        head = None if first is None else self._run(first, self._parse.sentence[first])
        return None if head is None or first is None else self._phrase(head, first)

    def sharer(self, figure: Figure) -> str | None:
        """Whose share "three sacks each" is: the noun of the clause's subject, "person" for any that names people."""
        numeral = self._numeral(figure)
        if numeral is None:
            return None
        counted = self._parse.dep[numeral] in _COUNTS
        top = self._parse.head[numeral] if counted else numeral
        subject = self.paid_for(figure) if figure.money else self._subject(top)
        paid = subject is not None and subject.words.lower().split()[-1] in table("unit.toml")["per"]["wages"]
        things = subject and subject.countable and not paid and not is_person(subject.noun)
        return subject.noun if subject and things else "person"

    def is_speaker(self, figure: Figure) -> bool:
        """Whether "one diver" or "one of the divers" only brings in who is about to speak."""
        numeral = self._numeral(figure)
        if numeral is None or figure.low != 1 or figure.high != 1:
            return False
        parse = self._parse
        subject = numeral if parse.dep[numeral] in _SUBJECTS else parse.head[numeral]
        head = self._head(figure, numeral)
        named = head is not None and is_person(singular(parse.word[head], parse.lemma[head], parse.tag[head]))
        return named and parse.dep[subject] == "nsubj" and is_cue(parse, parse.head[subject], "say")

    def elsewhere(self, figure: Figure) -> Thing | None:
        """What a bare figure counts where the noun stands earlier: "Some 900 left; over 50 will return"."""
        numeral = self._numeral(figure)
        if numeral is None or figure.tied:
            return None
        parse = self._parse
        them = self._tokens.between(figure.last, figure.last + 1) in ("of which", "of whom", "of them")
        if self._tokens[figure.last].word == "of" and not them:
            return None
        verb = parse.head[numeral] if parse.dep[numeral] == "obl" else numeral  # "deaths rose to 55"
        sure = parse.child(verb, *_SUBJECTS) is not None
        if sure and parse.dep[numeral] not in _SUBJECTS and not them and (subject := self._subject(numeral)):
            return subject
        if not (them or parse.dep[numeral] in (*_SUBJECTS, "obj", "conj")) or not figure.low.is_integer():
            return None
        first = parse.sentence[numeral] - _BACK
        for index in range(numeral - 1, max(-1, numeral - _FAR), -1):
            if parse.sentence[index] < first:
                return None
            named = parse.tag[index] in ("NNS", "NNPS") and (them or parse.dep[index] in (*_SUBJECTS, "obj"))
            named = named and parse.lemma[index].lower() not in table("unit.toml")["words"]
            says = parse.dep[index] == "nsubj" and is_cue(parse, parse.head[index], "say")
            if named and not says:  # "officials said 40 had left"
                counted = them or parse.child(index, "nummod") is not None  # "90 riggers; over 200 will be needed"
                sure = counted or is_person(parse.word[index].lower())
                return self._phrase(index, 0)._replace(countable=counted) if sure else None
        return None

    def subject_at(self, offset: int) -> Thing | None:
        """The subject of the verb at this character: what was halved."""
        verb = self._parse.at(offset)
        if verb is None:
            return None
        subject = self._parse.child(verb, *_SUBJECTS)
        if subject is not None and self._parse.pos[subject] in _NOUNS:
            return self._phrase(subject, 0)
        return self._subject(verb)

    def _subject(self, token: int) -> Thing | None:
        """The subject of the nearest clause above this token, real or understood ("workers earning $90")."""
        parse = self._parse
        for above in islice(parse.ancestors(token), _NEAR):
            if parse.pos[above] not in ("VERB", "AUX") and parse.child(above, "cop") is None:
                continue
            subject = parse.child(above, *_SUBJECTS)
            if parse.dep[above] in ("acl", "acl:relcl") and (subject is None or parse.pos[subject] == "PRON"):
                subject = parse.head[above]
            elif subject is None and parse.dep[above] in ("advcl", "xcomp"):
                near = range(above - 1, max(-1, above - _NEAR), -1)
                subjects = (i for i in near if parse.dep[i] in _SUBJECTS and parse.sentence[i] == parse.sentence[above])
                subject = next(subjects, None)
            if subject is not None and subject != token and parse.pos[subject] in _NOUNS:
                return self._phrase(subject, 0)
        return None

    def _phrase(self, head: int, behind: int) -> Thing:
        """The noun phrase of this head without its number and what hangs on it further right, from ``behind`` on."""
        parse = self._parse
        before = [child for child in parse.children(head) if child < head and parse.dep[child] in _MODIFIERS]
        numbers = [child for child in before if parse.dep[child] == "nummod"]
        if numbers:
            behind = max(behind, numbers[-1] + 1)
        first = min([head, *(parse.subtree(child).start for child in before if child >= behind)])
        last = head
        for child in parse.children(head):
            if child == last + 1 and parse.dep[child] in ("flat", "compound", "fixed"):
                last = child
        words = self._slice(max(first, behind) if behind <= head else head, last)
        noun = singular(parse.word[head], parse.lemma[head], parse.tag[head])
        return Thing(words, noun, parse.tag[head] in ("NNS", "NNPS"))

    def _case(self, token: int) -> str:
        case = self._parse.child(token, "case")
        return self._parse.word[case].lower() if case is not None else ""

    def _numeral(self, figure: Figure) -> int | None:
        """The token of the parse that carries the figure: its number, or the unit's symbol it hangs on."""
        if not len(self._parse):
            return None
        number = figure.number
        last = number.last - 1 if number is not None else figure.last - 1
        return self._parse.at(self._tokens[last].start)

    def _slice(self, first: int, last: int) -> str:
        return self._tokens.text[self._parse.start[first] : self._parse.end[last]]
