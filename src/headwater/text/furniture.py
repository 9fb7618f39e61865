"""Which paragraphs of a page are furniture: by what each shows alone, and by what stands around it.

When unsure, a paragraph is kept.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from headwater.text.cue import cues, fold
from headwater.text.language import function_words
from headwater.text.unit import Role, Unit

_APPEAL_SEED, _APPEAL_REACH = 2, 4  # words that make a paragraph an appeal; units over which appeals are one block
_APPEAL_ASKS = 2  # words in a block that ask for money
_CAPTION_WORDS = 25  # words: a longer paragraph after the announcement of a picture is body
_LINK_WORDS = 4
_ROW = re.compile(r"[:\t]\s*[\d.,]+\s*$")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_AGENCY = re.compile(r"[.\w] ?\((?:AP|AFP|Reuters|EPA|UPI|Xinhua|Getty|Telegram|X|Twitter|Facebook|YouTube)\)$")
_SPEECH = re.compile(r"[“”\"]|\b(?:said|says|told|asked|added)\b")
_OURS = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|[Yy]ou|[Yy]ours?)\b")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_LABELS = 2  # labelled lines alone between paragraphs; with more of them the report has a form of its own
_ENDED = 4  # paragraphs that all end as sentences do, for a loose line after them to be none of the report
_LOOSE_WORDS = 15  # words: a longer line at the end may be a paragraph that lost its full stop
_PROMOTION_WORDS = 20
_NAME_LETTERS = 4  # of a word of an outlet's name that the page may call itself by
_BYLINE = re.compile(r"(?:(?:[Bb]y|BY) )?(?:[^\W\d_a-zà-ÿ][\w.'’-]* ){1,3}([^\W\d_a-zà-ÿ][\w'’-]+)(?:,.*)?")
_NAMED = re.compile(r"[^\W\d_a-zà-ÿ][\w'’-]+")
_LIFE = re.compile(r"[^.,]{2,60}? (?:is|was|writes|lives|works|teaches|covers) ")
_LABEL = re.compile(r"[^\W\d_][^:：]{1,40}[:：]\s*\S+\s+\S")


def furniture(units: Sequence[Unit]) -> list[Role]:
    """The role of every unit, seen together."""
    roles = [unit.role for unit in units]
    _mottos(units, roles)
    _appeals(units, roles)
    _captions(units, roles)
    _scripts(units, roles)
    _running_heads(units, roles)
    _lines(units, roles)
    body = [n for n, role in enumerate(roles) if role is Role.BODY]
    if not body:
        return _without_body(units, roles)
    _labels(units, roles)
    _between(units, roles, body)
    _after(units, roles, body[-1])
    _loose_ends(units, roles, body)
    _biography(units, roles, body)
    return roles


def promotions(units: Sequence[Unit], roles: list[Role], outlet: str | None) -> None:
    """Take out, behind the title, lines without a full stop in which a paper speaks of itself to its readers.

    Such a line names the paper by the last word of its name, in a label ("Gazette Walks: six tours of the locks") or
    together with its readers ("Members read the Gazette first").
    """
    name = next((word for word in reversed(_NAMED.findall(outlet or "")) if len(word) >= _NAME_LETTERS), None)
    first = next((n for n, role in enumerate(roles) if role is Role.BODY), len(units))
    if name is None:
        return
    own = re.compile(rf"\b(?:{re.escape(name.capitalize())}|{re.escape(name.upper())})\b")
    for n in range(first + 1, len(units)):
        line = units[n].line
        loose = roles[n] in (Role.STUB, Role.LINE) and not units[n].sentence and len(units[n].words) <= _PROMOTION_WORDS
        if not loose or not (found := own.search(line)) or _SPEECH.search(line):
            continue
        label = _LABEL.match(line) and found.end() <= line.index(":") if ":" in line else False
        if label or any(True for _ in cues()["reader"].within(units[n].words)):
            roles[n] = Role.FURNITURE


def _mottos(units: Sequence[Unit], roles: list[Role]) -> None:
    """Take out the slogans between the first line and another that can be the title."""
    body = next((n for n, role in enumerate(roles) if role is Role.BODY), 0)
    titles = [n for n in range(body) if not roles[n].removed and len(units[n].words) >= _LINK_WORDS]
    for n in range(1, max(titles, default=0)):
        if roles[n] in (Role.STUB, Role.LINE) and cues()["slogan"].at(units[n].words):
            roles[n] = Role.FURNITURE


def _loose_ends(units: Sequence[Unit], roles: list[Role], body: Sequence[int]) -> None:
    """Take out short lines without a full stop after the last of several paragraphs that all end with one."""
    if len(body) < _ENDED or not all(units[n].sentence for n in body):
        return
    for n in range(body[-1] + 1, len(units)):
        short = len(units[n].words) <= _LOOSE_WORDS and not _SPEECH.search(units[n].line)
        if roles[n] is Role.LINE and short and not units[n].sentence and not units[n].line[0].islower():
            roles[n] = Role.FURNITURE


def _biography(units: Sequence[Unit], roles: list[Role], body: Sequence[int]) -> None:
    """Take out a last paragraph that tells who the author in the byline over the report is."""
    bylines = (_BYLINE.fullmatch(units[n].line) for n in range(body[0]) if not roles[n].removed)
    authors = {found[1] for found in bylines if found}
    last = body[-1]
    told = _LIFE.match(units[last].line)
    if len(body) >= _ENDED and told and len(units[last].words) <= _CAPTION_WORDS and authors & {*told[0].split()}:
        roles[last] = Role.FURNITURE


def _lines(units: Sequence[Unit], roles: list[Role]) -> None:
    """Take lines without full stops as body where the page has more of them than of sentences."""
    size = {
        role: sum(len(u.words) for u, r in zip(units, roles, strict=True) if r is role)
        for role in (Role.BODY, Role.LINE)
    }
    if size[Role.BODY] < size[Role.LINE]:
        roles[:] = [Role.BODY if role is Role.LINE else role for role in roles]


def _stub(role: Role) -> bool:
    return role in (Role.STUB, Role.KEEP)


def _without_body(units: Sequence[Unit], roles: list[Role]) -> list[Role]:
    """A page without a sentence: only what is furniture by itself goes, and nothing if nothing else is there."""
    if not any(map(_stub, roles)):
        return [Role.STUB] * len(units)
    return [unit.role if len(unit.words) <= _CAPTION_WORDS else Role.STUB for unit in units]


def _appeals(units: Sequence[Unit], roles: list[Role]) -> None:
    """Take out blocks of full sentences that ask for money or trust, bounded by buttons or by each other."""
    asks, terms = [0] * len(units), [0] * len(units)
    for n, unit in enumerate(units):
        if _OURS.search(unit.line) and _OURS.search(own := _QUOTED.sub(" ", unit.line)):
            words = fold(own)
            asks[n] = sum(1 for _ in cues()["ask"].within(words))
            terms[n] = asks[n] + sum(1 for _ in cues()["cause"].within(words))
    seeds = [n for n, count in enumerate(terms) if count >= _APPEAL_SEED]
    for block in _near(seeds, _APPEAL_REACH):
        first, last = block[0], block[-1]
        while first and (roles[first - 1].removed or terms[first - 1]):
            first -= 1
        while last + 1 < len(units) and (roles[last + 1].removed or terms[last + 1]):
            last += 1
        if sum(asks[first : last + 1]) < _APPEAL_ASKS or sum(terms[first : last + 1]) < 2 * _APPEAL_SEED:
            continue
        for n in range(first, last + 1):
            if not roles[n].removed and (terms[n] or (first < n < last and _OURS.search(units[n].line))):
                roles[n] = Role.FURNITURE


def _near(positions: Sequence[int], reach: int) -> list[list[int]]:
    blocks: list[list[int]] = []
    for n in positions:
        if blocks and n - blocks[-1][-1] <= reach:
            blocks[-1].append(n)
        else:
            blocks.append([n])
    return blocks


def _captions(units: Sequence[Unit], roles: list[Role]) -> None:
    """Take out the short paragraph after the announcement of a picture."""
    for n in range(1, len(units)):
        short = len(units[n].words) <= _CAPTION_WORDS and not _SPEECH.search(units[n].line)
        if n + 1 == len(units) or not short or roles[n] not in (Role.BODY, Role.LINE, Role.STUB):
            continue
        if roles[n - 1] is Role.MEDIA or (_AGENCY.search(units[n].line) and 1 < n < len(units) - 2):
            roles[n] = Role.FURNITURE


def _scripts(units: Sequence[Unit], roles: list[Role]) -> None:
    """Take out short lines in another script than the body's."""
    body = " ".join(unit.line for unit, role in zip(units, roles, strict=True) if role is Role.BODY)[:4000]
    if len(_LATIN.findall(body)) < 10 * len(_OTHER_SCRIPT.findall(body)) + 40:
        return
    for n, unit in enumerate(units):
        if _stub(roles[n]) and len(_OTHER_SCRIPT.findall(unit.line)) > len(_LATIN.findall(unit.line)):
            roles[n] = Role.FURNITURE


def _running_heads(units: Sequence[Unit], roles: list[Role]) -> None:
    """Take out short lines that stand again between the pages of a document; the first stays."""
    count = Counter(unit.line for unit, role in zip(units, roles, strict=True) if role is Role.STUB)
    seen = set()
    for n, unit in enumerate(units):
        if roles[n] is Role.STUB and count[unit.line] > 2 and len(unit.words) > 1:
            if unit.line in seen:
                roles[n] = Role.FURNITURE
            seen.add(unit.line)


def _between(units: Sequence[Unit], roles: list[Role], body: Sequence[int]) -> None:
    """Take out, between body paragraphs, the short lines that an announced list holds, or that furniture encloses."""
    for before, after in pairwise(body):
        run = range(before + 1, after)
        removed = [n for n in run if roles[n].removed]
        if not removed:
            continue
        listed = next((n for n in run if roles[n] is Role.LIST), after)
        for n in run:
            if roles[n] in (Role.STUB, Role.LINE) and (n > listed or removed[0] < n < removed[-1]):
                roles[n] = Role.FURNITURE


def _after(units: Sequence[Unit], roles: list[Role], last: int) -> None:
    """Take out, after the last body paragraph, what is listed, what follows furniture, and what may be a link."""
    run = range(last + 1, len(units))
    removed = [n for n in run if roles[n].removed]
    listed = next((n for n in run if roles[n] is Role.LIST), len(units))
    for n in run:
        if (roles[n] is Role.STUB and removed) or (
            roles[n] is Role.LINE and (n > listed or (removed and n < removed[-1]))
        ):
            roles[n] = Role.FURNITURE
    for n in run:
        if roles[n] is Role.STUB and _is_link(units[n]):
            roles[n] = Role.FURNITURE


def _labels(units: Sequence[Unit], roles: list[Role]) -> None:
    """Take out a short line with a label, "Quiz: how well do you know it", that stands alone between two paragraphs."""
    alone = [
        n
        for n in range(1, len(units) - 1)
        if roles[n] in (Role.STUB, Role.LINE)
        and not units[n].sentence
        and _LABEL.match(units[n].line)
        and all(roles[beside] is Role.BODY and units[beside].sentence for beside in (n - 1, n + 1))
    ]
    if len(alone) <= _LABELS:
        for n in alone:
            roles[n] = Role.FURNITURE


def _is_link(unit: Unit) -> bool:
    """Whether a short line can be a headline: not a row of a table, not a name."""
    return len(unit.words) >= _LINK_WORDS and not _ROW.search(unit.line)


def content(words: Sequence[str]) -> set[str]:
    """The words that carry meaning, cut to their first six letters so that forms of one word meet."""
    return {word[:6] for word in words if len(word) > 3 and word not in function_words()}
