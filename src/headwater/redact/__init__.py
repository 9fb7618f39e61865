"""Redaction: private persons under pseudonyms, in every value that a document for readers is made from; and no place
for a claim about people in flight or hiding, in anything that a case gives out.

One step for all: a document is written from values that have been through it, never from the case itself, and its
words are scanned before anybody gets them.
"""

from headwater.errors import Leak
from headwater.redact.person import Person, private
from headwater.redact.pseudonyms import Pseudonyms
from headwater.redact.rewriting import Rewriting
from headwater.redact.shelter import Sheltered

__all__ = ["Person", "Pseudonyms", "Rewriting", "Sheltered", "private", "scan"]


def scan(document: str, pseudonyms: Pseudonyms, own: str = "") -> str:
    """Give the document back if it names no private person.

    Args:
        document: what would be written.
        pseudonyms: who is private.
        own: what the document would say of an empty case; a name of one word that stands there is a word of ours.

    Raises:
        Leak: it names one; the message says how often, not whom.
    """
    ours = {(each.start, each.end) for each in pseudonyms.find(own)}
    words = {own[start:end].casefold() for start, end in ours}
    found = [each for each in pseudonyms.find(document) if document[each.start : each.end].casefold() not in words]
    if found:
        who = ", ".join(sorted({each.pseudonym for each in found})[:5])
        raise Leak(f"the document names private persons {len(found)} times", who, "Please report this fault")
    return document
