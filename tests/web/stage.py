"""A real server and a real browser for tests: Debian's chromium, nothing from the network."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from headwater.web import Settings
from headwater.web.server import prepared

EXAMPLE = Path(__file__).parents[2] / "examples/lake-ombra/reports"
WIDTHS = (380, 1440)
CHROMIUM = shutil.which("chromium")
NEEDED = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed (apt-get install chromium)"),
]


def launched(playwright: Playwright) -> Browser:
    """The browser; as root it cannot have its sandbox."""
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--disable-gpu", "--disable-quic", *sandbox])


@contextmanager
def staged(case: Path, settings: Settings | None = None) -> Iterator[str]:
    """A case being served: the address that lets in."""
    settings = settings or Settings()
    with listening(case, settings) as port:
        yield f"http://127.0.0.1:{port}/?token={settings.token}"


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
