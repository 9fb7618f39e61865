"""A workbench for tests: the invented case of three reports (tests/conftest.py), with and without a network."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from headwater import pipeline
from headwater.web import Settings, create
from headwater.web.server import prepared

Open = Callable[..., TestClient]
EXAMPLE = Path(__file__).parents[2] / "examples" / "lake-ombra" / "reports"
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


@contextmanager
def listening(case: Path, settings: Settings) -> Iterator[int]:
    """A real server on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = prepared(case, settings)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()
