"""What a site lets robots fetch, after the examples of RFC 9309."""

import pytest

from headwater.fetch.robots import allows

_EXAMPLE = """\
User-agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-agent: barbot
user-agent: Headwater  # several agents, one group
Disallow: /example/page.html

User-agent: quxbot
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("other", "/publications/a", True),
        ("other", "/example/a", False),
        ("other", "/a.gif", False),
        ("other", "/a.gif?x", True),
        ("foobot", "/", False),
        ("foobot", "/example/page.html", True),
        ("barbot", "/example/page.html", False),
        ("headwater", "/example/page.html", False),
        ("headwater", "/example/other", True),
        ("quxbot", "/example/page.html", True),
        ("foobot", "/robots.txt", True),
    ],
)
def test_the_longest_rule_of_the_agents_group_decides(agent: str, path: str, allowed: bool) -> None:
    assert allows(_EXAMPLE, path, agent) is allowed


@pytest.mark.parametrize(
    ("rule", "path", "allowed"),
    [
        ("Disallow:", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow: /a*c", "/abc", False),
        ("Disallow: /a*c$", "/abcd", True),
        ("Disallow: /a*c$", "/abcc", False),
        ("Disallow: /*?id=", "/x?id=1", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Crawl-delay: 5\nDisallow: /a", "/a", False),
    ],
)
def test_a_rule_fits(rule: str, path: str, allowed: bool) -> None:
    assert allows(f"User-agent: *\n{rule}\n", path) is allowed


def test_nothing_said_is_all_allowed() -> None:
    assert allows("", "/a")
    assert allows("<html>not found</html>", "/a")
