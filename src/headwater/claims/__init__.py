"""Claims: from a text and its parse to quantities, times, attributions, credits, names and claims."""

from headwater.model import Parse, Reading, Text


def read(text: Text, parse: Parse) -> Reading:
    """Read everything one report states."""
    raise NotImplementedError
