"""Characters that a reader would not see, or that act on what shows them: shown by their code points."""

import re

# Those that are not seen, or that change the order or look of others: C0 and C1 controls other than tab and line feed
# (which begin what a terminal obeys), soft hyphen, Arabic letter mark, zero-width space, directional marks, embeddings,
# overrides and isolates (Unicode UAX 9), line and paragraph separators, word joiner and invisible operators,
# interlinear and object marks, byte-order mark, tag characters, noncharacters, and lone surrogates, which UTF-8 cannot
# carry. The joiners U+200C and U+200D stay: Persian, Indic scripts and emoji are written with them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def visible(words: str) -> str:
    """Show every character that could hide or reorder others by its code point.

    >>> visible("safe\\u202etxt.exe")
    'safe⟦U+202E⟧txt.exe'
    """
    return _UNSEEN.sub(lambda found: f"⟦U+{ord(found.group()):04X}⟧", words)
