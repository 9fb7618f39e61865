"""What a site lets robots fetch (RFC 9309)."""

import re
from collections.abc import Iterator

AGENT = "headwater"

_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#\r\n]*)")


def allows(robots: str, path: str, agent: str = AGENT) -> bool:
    """Whether this robots.txt lets ``agent`` fetch ``path`` (with its query). The longest rule that fits decides.

    >>> allows("User-agent: *\\nDisallow: /drafts\\nAllow: /drafts/open", "/drafts/open/1")
    True
    """
    if path == "/robots.txt":
        return True
    groups = list(_groups(robots))
    mine = [rules for names, rules in groups if agent in names] or [rules for names, rules in groups if "*" in names]
    fitting = [(len(rule), allowed) for rules in mine for allowed, rule in rules if rule and _fits(rule, path)]
    return max(fitting, default=(0, True))[1]


def _groups(robots: str) -> Iterator[tuple[set[str], list[tuple[bool, str]]]]:
    """The groups of rules, each with the agents that it is for."""
    names: set[str] = set()
    rules: list[tuple[bool, str]] = []
    begun = False  # whether the group has a rule, so that another agent begins the next
    for key, value in ((m.group(1).lower(), m.group(2).strip()) for m in map(_LINE.match, robots.splitlines()) if m):
        if key == "user-agent":
            if begun:
                yield names, rules
                names, rules, begun = set(), [], False
            names.add(value.lower())
        elif key in ("allow", "disallow"):
            rules.append((key == "allow", value))
            begun = True
    yield names, rules


def _fits(rule: str, path: str) -> bool:
    """Whether a path begins as a rule says: ``*`` stands for anything, ``$`` at the end for the end of the path."""
    whole = rule.endswith("$")
    first, *others = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(others, 1):
        last = whole and number == len(others)
        found = path.rfind(part, at) if last else path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return at == len(path) if whole else True
