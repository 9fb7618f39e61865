"""Screenshots of every page at both widths, of the example case: ``python tests/web/screens.py FOLDER [--dark]``.

They are looked at by people; what can be measured is in test_access.py and test_workbench.py.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.web.stage import EXAMPLE, WIDTHS, launched, staged

from headwater import pipeline
from headwater.web.navigation import NAVIGATION

ENDS = "workers.low=10&workers.high=20&gross.low=5&gross.high=9&received.low=1&received.high=2"


def main() -> None:
    """Make them all."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--dark", action="store_true", help="in the dark scheme")
    options.add_argument("--case", type=Path, help="another case than the example")
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        case = given.case or Path(folder) / "lake-ombra.hw"
        if given.case is None:
            pipeline.build([str(EXAMPLE)], case)
        with staged(case) as address, _closing(launched(playwright)) as browser:
            for width in WIDTHS:
                page = browser.new_page(
                    viewport={"width": width, "height": 900}, color_scheme="dark" if given.dark else "light"
                )
                page.goto(address)
                job = worked(page)
                for name, url in (*addresses(page), ("job", job)):
                    page.goto(url)
                    file = given.folder / f"{name}-{width}{'-dark' if given.dark else ''}.png"
                    page.screenshot(path=file, full_page=True)
                    print(file)


def worked(page: Page) -> str:
    """Decide one thing and add one report, so that there is something to see; the address of the build."""
    home = page.url
    page.goto(f"{home}review?subject=drift")
    matter = page.locator(".matter").first
    matter.get_by_label("Reason").fill("The survey was made a month later.")
    matter.get_by_label("Who decides").fill("Mara")
    matter.get_by_role("button", name="Accept").click()
    page.goto(f"{home}add")
    files: list[FilePayload] = [
        {"name": name, "mimeType": "text/plain", "buffer": b"Talin, 2 April 2025. The lake was calm."}
        for name in ("note.txt", "map.dwg")
    ]
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Add these files").click()
    page.get_by_role("heading", name=re.compile("Reports were added|Nothing new was read")).wait_for()
    job = page.url
    page.goto(home)
    return job


def addresses(page: Page) -> list[tuple[str, str]]:
    """A name and an address for every kind of page; the first of its kind where there are many."""
    base = page.url.rstrip("/")
    found = [(to.strip("/") or "overview", f"{base}{to}") for to, _ in NAVIGATION]
    for name, on, link in (
        ("reader", "/reports", "main tbody a[href^='/reports/']"),
        ("derivation", "/lineage?as=lines", "main a[href^='/lineage/report'][href*='/report-']"),
        ("collation", "/findings?disputed=yes", "main .lines a[href^='/findings/']"),
        ("estimate", "/estimates", "main a[href^='/estimates/']"),
        ("matter", "/review", "a.edit"),
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
        ("beside", f"{reader}?beside=3"),
        ("origins", f"{base}/lineage?as=origins"),
        ("lines", f"{base}/lineage?as=lines"),
        ("filtered", f"{base}/findings?kind=figure&from=2024&to=2025"),
        ("month", f"{base}/timeline?from=2025-03&to=2025-03"),
        ("measured", f"{base}/estimates/labour-revenue?{ENDS}"),
        ("problem", f"{base}/none"),
    ]
    return found


@contextmanager
def _closing(browser: Browser) -> Iterator[Browser]:
    yield browser
    browser.close()


if __name__ == "__main__":
    main()
