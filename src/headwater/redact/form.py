"""A form of a name: its words as they are compared, without case and without the marks between them."""

import re

Form = tuple[str, ...]

_TOKEN = re.compile(r"[^\W_]+")
_HISSED = ("s", "x", "z", "ch", "sh")


def tokens(words: str) -> Form:
    """The words of a name, without case and without the marks between them.

    >>> tokens("Ana-María de Souza")
    ('ana', 'maría', 'de', 'souza')
    """
    return tuple(word.casefold() for word in _TOKEN.findall(words))


def family(word: str) -> str:
    """What a family is called after one of its names.

    >>> family("vask"), family("marsh"), family("daly")
    ('vasks', 'marshes', 'dalys')
    """
    return f"{word}es" if word.endswith(_HISSED) else f"{word}s"
