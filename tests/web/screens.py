"""Screenshots of every page: at both widths, light and dark, and on paper. ``python tests/web/screens.py FOLDER``.

``python tests/web/screens.py docs/pictures --readme`` makes the two of the README instead. All are of the example
case, or of a copy of another. They are looked at by people; what can be measured is in test_access.py and
test_workbench.py.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal
from unittest.mock import patch

from playwright.sync_api import FilePayload, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.web.stage import EXAMPLE, WIDTHS, launched, listening, staged

from headwater import pipeline
from headwater.web import Settings, password
from headwater.web.navigation import NAVIGATION

ENDS = "workers.low=10&workers.high=20&gross.low=5&gross.high=9&received.low=1&received.high=2"
PASSWORD = "the lake was calm"
_LONG = 120_000  # milliseconds: a build on a busy machine
_PAPER = 794  # CSS pixels across a sheet of A4
_LOOKS: tuple[tuple[str, int, Literal["light", "dark"], Literal["screen", "print"]], ...] = (
    *((f"{width}-{scheme}", width, scheme, "screen") for width in WIDTHS for scheme in ("light", "dark")),
    ("paper", _PAPER, "light", "print"),
)


def main() -> None:
    """Make them all."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--case", type=Path, help="another case than the example; it is copied")
    options.add_argument("--readme", action="store_true", help="the two pictures of the README and no others")
    options.add_argument("--only", help="the pages whose name has this in it")
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        case = Path(folder) / (given.case or Path("lake-ombra.hw")).name
        if given.case is None:
            pipeline.build([str(EXAMPLE)], case)
        else:
            shutil.copy(given.case, case)
        browser = launched(playwright)
        if given.readme:
            page = browser.new_page(viewport={"width": 1300, "height": 820})
            for name in shown(page, case):
                page.screenshot(path=given.folder / f"{name}.png")
            return
        for walk in (pages, builds, doors):
            page = browser.new_page(viewport={"width": WIDTHS[0], "height": 900})
            for name in walk(page, case):
                if not given.only or given.only in name:
                    _shoot(page, given.folder, name)
            page.close()
        browser.close()


def _shoot(page: Page, folder: Path, name: str) -> None:
    for look, width, scheme, media in _LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, media=media)
        page.screenshot(path=folder / f"{name}-{look}.png", full_page=True)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.emulate_media(media="screen")
    print(folder / name)


def shown(page: Page, case: Path) -> Iterator[str]:
    """What the README shows: the overview, and the finding that origins dispute."""
    with staged(case) as address:
        page.goto(address)
        yield "overview"
        page.goto(f"{page.url}findings?disputed=yes")
        page.locator("main .lines a").first.click()
        yield "collation"


def pages(page: Page, case: Path) -> Iterator[str]:
    """Every page with something on it, and what is said where there is none; the name of what is shown now."""
    with staged(case) as address:
        page.goto(address)
        decide(page)
        for name, url in addresses(page):
            page.goto(url)
            yield name


def builds(page: Page, case: Path) -> Iterator[str]:
    """What is refused before it is built, and builds that run, are cancelled, fail and end."""
    with staged(case) as address:
        base = address.split("?")[0]
        page.goto(address)
        page.goto(f"{base}add")
        page.get_by_label("The whole path").fill("/no/such/folder")
        page.get_by_role("button", name="Add what is there").click()
        yield "add-no-folder"
        add(page, ("map.dwg", b"AC1032"))
        yield "add-no-reader"
        told = [f"Talin, {n} April 2025. They saw {n} boats, he said. " * 150 for n in range(1, 31)]
        add(page, *((f"r{n}.txt", each.encode()) for n, each in enumerate(told)))
        page.locator("progress[value]").wait_for(timeout=_LONG)
        yield "build-runs"
        page.get_by_role("button", name="Cancel").click()
        yield "build-cancelled"
        with patch("headwater.web.job.sys.executable", "/bin/false"):
            add(page, ("note.txt", b"Nothing."))
            page.get_by_role("heading", name="No reports were added").wait_for(timeout=_LONG)
        yield "build-failed"
        add(page, ("note.txt", b"Talin, 2 April 2025. The lake was calm."), ("empty.txt", b""), ("map.dwg", b"AC1032"))
        page.get_by_role("heading", name="Reports were added").wait_for(timeout=_LONG)
        yield "build-done"
        add(page, ("note.txt", b"Talin, 2 April 2025. The lake was calm."))
        page.get_by_role("heading", name="Nothing new was read").wait_for(timeout=_LONG)
        yield "build-nothing-new"
        page.goto(f"{base}add")
        yield "add-after"


def doors(page: Page, case: Path) -> Iterator[str]:
    """The way in and the way out, and how one stays outside."""
    with listening(case, Settings(password=password.hashed(PASSWORD), idle=0.5)) as port:
        page.goto(f"http://127.0.0.1:{port}/")
        yield "login"
        enter = _entering(page)
        enter("a guess")
        yield "login-wrong"
        enter(PASSWORD)
        page.wait_for_timeout(600)
        page.reload()
        yield "session-ended"
        for _ in range(6):
            enter("a guess")
        yield "login-too-often"
    with staged(case) as address:
        page.goto(address.split("?")[0])
        yield "no-token"
        page.goto(address)
        page.get_by_role("button", name="Leave").click()
        yield "left"


def _entering(page: Page) -> Callable[[str], None]:
    login = page.url

    def enter(word: str) -> None:
        page.goto(login)
        page.get_by_label("Password").fill(word)
        page.get_by_role("button", name="Log in").click()

    return enter


def add(page: Page, *given: tuple[str, bytes]) -> None:
    """Upload files."""
    page.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/', 3)[2]}/add")
    files: list[FilePayload] = [{"name": name, "mimeType": "text/plain", "buffer": words} for name, words in given]
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Add these files").click()


def decide(page: Page) -> None:
    """Decide the first thing that is asked, and come back."""
    home = page.url
    page.goto(f"{home}review")
    matter = page.locator(".matter").first
    matter.get_by_label("Reason").fill("The words are the same, down to the figures.")
    matter.get_by_label("Who decides").fill("Mara")
    matter.get_by_role("button", name="Accept").click()
    page.get_by_role("heading", name="The last decision").wait_for(timeout=_LONG)
    page.goto(home)


def addresses(page: Page) -> list[tuple[str, str]]:
    """A name and an address for every kind of page; the first of its kind where there are many."""
    base = page.url.rstrip("/")
    found = [(to.strip("/") or "overview", f"{base}{to}") for to, _ in NAVIGATION]
    for name, on, link in (
        ("reader", "/reports", "main tbody a[href^='/reports/']"),
        ("derivation", "/lineage?as=lines", "main a[href^='/lineage/report'][href*='/report-']"),
        ("collation", "/findings", "main .lines a[href^='/findings/']"),
        ("estimate", "/estimates", "main a[href^='/estimates/']"),
        ("matter", "/review?subject=grouping", "a.edit"),
        ("matter-of-lineage", "/review?subject=derivation", "a.edit"),
        ("origin", "/lineage?as=origins", "main a[href^='/lineage/']"),
        ("code", "/indicators", "main a[href^='/indicators?code=']"),
    ):
        page.goto(f"{base}{on}")
        links = page.locator(link)
        if links.count():
            found.append((name, f"{base}{links.first.get_attribute('href')}"))
    reader = next((url for name, url in found if name == "reader"), "")
    finding = next((url for name, url in found if name == "collation"), "")
    found += [
        ("judging", finding.replace("/findings/", "/review/finding/")),
        ("history", f"{base}/review/history"),
        ("results", f"{base}/search?q=lake"),
        ("results-in-texts", f"{base}/search?q=lake&in=texts"),
        ("results-none", f"{base}/search?q=zeppelin"),
        ("beside", f"{reader}?beside=3"),
        ("origins", f"{base}/lineage?as=origins"),
        ("lines", f"{base}/lineage?as=lines"),
        ("filtered", f"{base}/findings?kind=figure&from=2024&to=2025"),
        ("filtered-none", f"{base}/findings?place=nowhere"),
        ("month", f"{base}/timeline?from=2025-03&to=2025-03"),
        ("measured", f"{base}/estimates/labour-revenue?{ENDS}"),
        ("problem", f"{base}/none"),
        ("problem-finding", f"{base}/findings/none"),
        ("problem-value", f"{base}/findings?from=yesterday"),
    ]
    return found


if __name__ == "__main__":
    main()
