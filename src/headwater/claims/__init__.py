"""Claims: from a text and its parse to quantities, times, attributions, credits, names and claims."""

from dataclasses import replace

from headwater.model import Parse, Reading, Text

VERSION = "3"

__all__ = ["VERSION", "read"]


def read(text: Text, parse: Parse) -> Reading:
    """Read everything one report states."""
    from headwater.claims.attribution import attributions
    from headwater.claims.claim import claims
    from headwater.claims.credit import credits
    from headwater.claims.name import named_beside, names
    from headwater.claims.quantity import quantities
    from headwater.claims.time import times
    from headwater.claims.tongue import notes, parted

    # 0. What is not English is not read as English, whatever the parser made of it.
    zones = parted(text)[1]
    parse = parse.outside([(zone.start, zone.end) for zone in zones])
    # 1. Figures and moments: what is measured, and when.
    figures, moments = quantities(text, parse), times(text, parse)
    # 2. Who is named, who is said to have said what, and which outlets are credited.
    called = names(text, parse)
    told, credited = attributions(text, parse, called), credits(text, parse, called)
    # 3. One claim a statement, with all of this in its place.
    stated = claims(text, parse, figures, moments, told, called)
    # 4. Who is named only beside the text is kept, and what of other languages was not read is said.
    people = tuple(sorted({*text.people, *named_beside(text)}))
    text = replace(text, notes=(*text.notes, *notes(text, zones)), people=people)
    return Reading(text, figures, moments, told, credited, called, stated)
