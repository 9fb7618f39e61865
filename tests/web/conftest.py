"""A workbench for tests: the invented case of three reports (tests/conftest.py), with and without a network."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, sync_playwright
from tests.web.stage import EXAMPLE, launched, staged

from headwater import pipeline
from headwater.web import Settings, create

Open = Callable[..., TestClient]
Opened = Callable[..., Page]
HERE = "http://127.0.0.1:8137"


@pytest.fixture
def serve(case_file: Path) -> Iterator[Open]:
    """Serve a case, by default the invented one; ``entered=False`` gives a browser that was not let in."""
    with ExitStack() as stack:

        def serving(settings: Settings | None = None, *, case: Path = case_file, entered: bool = True) -> TestClient:
            settings = settings or Settings()
            client = TestClient(create(case, settings), base_url=HERE, follow_redirects=False)
            stack.enter_context(client)
            if entered:
                client.get("/", params={"token": settings.token})
            return client

        yield serving


@pytest.fixture
def browser(serve: Open) -> TestClient:
    """A browser that has been let in."""
    return serve()


@pytest.fixture
def csrf(browser: TestClient) -> str:
    """What a form of this browser's session carries."""
    return form_token(browser)


def form_token(browser: TestClient) -> str:
    """What a form of this browser's session carries."""
    found = re.search(r'name="csrf" value="([^"]+)"', browser.get("/").text)
    assert found
    return found.group(1)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the invented example, built once: a test that changes it takes a copy."""
    case = tmp_path_factory.mktemp("example") / "lake-ombra.hw"
    pipeline.build([str(EXAMPLE)], case, workers=1)
    return case


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    with sync_playwright() as playwright:
        started = launched(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def served(example: Path) -> Iterator[str]:
    """The address of a server of the example case, with the token that lets in."""
    with staged(example) as address:
        yield address


@pytest.fixture
def at(chromium: Browser, served: str) -> Iterator[Opened]:
    """Open a page of the example, let in."""
    contexts = []

    def opened(path: str = "/", *, width: int = 1440, script: bool = True, scheme: str = "light") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(served)
        page.goto(served.split("/?")[0] + path)
        return page

    yield opened
    for each in contexts:
        each.close()
