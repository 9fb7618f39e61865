"""Whether the clause around a time expression looks back or ahead, which decides what "on Friday" means."""

import re
from functools import cache
from itertools import islice
from typing import Literal

from headwater.claims.lexicon import table
from headwater.model import Parse

Tense = Literal["past", "future", "present", "unknown"]
_HIGHEST = 20  # heads above the expression that are asked
_LED = 20  # characters of the words that point ahead right before it
_WINDOW = 90  # characters to either side where there is no parse
_WHEN = ("obl", "obl:tmod", "obl:npmod", "obl:unmarked", "nmod:tmod", "nmod", "advmod")  # it says when the verb is done
_IS = ("is", "are", "am", "'s", "’s", "'re", "’re")
_HELD = ("was", "were", "had", "did", "has", "have")


def tense_at(text: str, parse: Parse, start: int, end: int) -> Tense:
    """The tense of the clause these characters stand in; "until Friday" looks ahead in any."""
    if _led().search(text, max(0, start - _LED), start):
        return "future"
    token = parse.at(start)
    if token is None:
        left, right = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW // 2]
        left = re.split(r"[.!?;\n]", left)[-1]
        right = re.split(r"[.!?;\n]", right)[0]
        if _cues("ahead").search(left[-50:]):
            return "future"
        return "past" if _cues("back").search(left) or _cues("back").search(right) else "unknown"
    if parse.dep[token] == "nmod:poss":  # "Friday's vote": the clause is about something else
        return "unknown"
    lists = table("tense.toml")
    below = token
    for above in (token, *islice(parse.ancestors(token), _HIGHEST)):
        link, below = parse.dep[below], above
        if parse.pos[above] not in ("VERB", "AUX") and parse.child(above, "cop") is None:
            continue
        helpers = [
            parse.word[child].lower()
            for child in parse.children(above)
            if parse.dep[child] in ("aux", "aux:pass", "cop", "mark")
        ]
        plans = parse.lemma[above] in lists["plans"]["words"] and parse.tag[above] in ("VBN", "JJ", "VBZ", "VBP")
        if plans or "to" in helpers or any(word in lists["helpers"]["words"] for word in helpers):
            return "future"
        held = any(word in _HELD for word in helpers)
        if not held and parse.tag[above] == "VBN" and any(word in _IS for word in helpers):
            return "unknown"  # "is shut on Friday", "is charged with stealing it on Friday"
        if held or parse.tag[above] in ("VBD", "VBN"):
            return "past"
        if parse.tag[above] in ("VBZ", "VBP") and parse.pos[above] == "VERB" and not helpers:
            return "present" if link in _WHEN else "unknown"
    return "unknown"


@cache
def _led() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('tense.toml')['until']['words'])})\s$", re.IGNORECASE)


@cache
def _cues(side: str) -> re.Pattern[str]:
    forms = "|".join(word.replace(" ", r"\s") for word in table("tense.toml")[side]["words"])
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)
