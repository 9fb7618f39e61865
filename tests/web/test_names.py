"""With names hidden, no page and no answer of the API names a private person."""

import re
from pathlib import Path

from fastapi.testclient import TestClient
from tests.web.conftest import Open, form_token

from headwater.case import Case
from headwater.redact import Pseudonyms

BEYOND = re.compile(r'name="(csrf|to)" value="[^"]*"|name="q"[^>]*|<title>.*?</title>')  # our tokens; what was asked


def reachable(browser: TestClient, most: int) -> dict[str, str]:
    """What stands behind every link, from the overview on, and a few answers of the API."""
    api = ("claims", "findings", "derivations", "origins", "reports", "search?q=boat", "search?q=boat&in=texts")
    waiting = ["/", "/search?q=boat", "/search?q=sella&in=texts", "/reports", *(f"/api/{each}" for each in api)]
    seen: dict[str, str] = {}
    while waiting and len(seen) < most:
        path = waiting.pop(0).split("#")[0]
        if path and path not in seen and not path.startswith("/static"):
            answer = browser.get(path)
            seen[path] = answer.text if answer.status_code == 200 else ""
            waiting += [each.replace("&amp;", "&") for each in re.findall(r'href="(/[^"]*)"', seen[path])]
    return seen


def test_hidden_names_are_on_no_page(serve: Open, example: Path) -> None:
    with Case.open(example) as case:
        known = Pseudonyms.of(case.readings())
    browser = serve(case=example)
    shown = reachable(browser, 60)
    assert any(known.find(BEYOND.sub("", page)) for page in shown.values()), "there is something to hide"
    browser.post("/names", data={"csrf": form_token(browser), "hide": "true"})
    for path, page in reachable(browser, 120).items():
        words = BEYOND.sub("", page)
        assert not [words[each.start : each.end] for each in known.find(words)], path
