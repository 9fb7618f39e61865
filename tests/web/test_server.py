"""A real server on a real socket: slow clients, the command, and its end."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from tests.web.stage import listening

from headwater.errors import UsageError
from headwater.web import Settings
from headwater.web.server import address, run

SLOW = Settings(patience=0.4)


def answer(connection: socket.socket) -> bytes:
    """What comes until the server closes the connection."""
    connection.settimeout(5)
    found = b""
    while piece := connection.recv(65_536):
        found += piece
    return found


def posting(port: int, browser: httpx.Client, path: str = "/names", *, length: int) -> socket.socket:
    """The head of a form that a browser which was let in sends, without its body."""
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\nContent-Length: {length}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode()
    )
    return connection


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HTTP/1.1\r\nHost: 127", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 9_000]
)
def test_a_client_that_does_not_finish_is_not_waited_for(case_file: Path, sent: bytes) -> None:
    with listening(case_file, SLOW) as port, socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(sent)
        began = time.monotonic()
        assert answer(slow) == b"" and time.monotonic() - began < 3


def test_nor_one_that_sends_its_head_drop_by_drop(case_file: Path) -> None:
    with listening(case_file, SLOW) as port, socket.create_connection(("127.0.0.1", port)) as slow:
        began = time.monotonic()
        with pytest.raises(OSError):
            for character in "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + "X: y\r\n" * 40:
                slow.sendall(character.encode())
                time.sleep(0.02)
        assert time.monotonic() - began < 3


def test_a_body_that_does_not_come_is_refused_and_others_are_answered(case_file: Path) -> None:
    with listening(case_file, SLOW) as port:
        base = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=base, follow_redirects=True) as browser:
            browser.get("/", params={"token": SLOW.token})
            slow = posting(port, browser, length=900)
            slow.sendall(b"csrf=")
            assert browser.get("/").status_code == 200, "while the slow one is waited for"
            assert answer(slow).startswith(b"HTTP/1.1 408")
            slow.close()
            assert browser.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/names", "/add"])
def test_a_body_that_is_said_to_be_too_large_is_refused_before_it_is_sent(case_file: Path, path: str) -> None:
    settings = Settings(body=1_000, upload=1_000, patience=3)
    with listening(case_file, settings) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}") as browser:
        browser.get("/", params={"token": settings.token})
        with posting(port, browser, path, length=2_001) as unsent:
            assert answer(unsent).startswith(b"HTTP/1.1 413"), "and not 408, as one that is waited for"


def test_many_slow_clients_keep_nobody_out(case_file: Path) -> None:
    with listening(case_file, Settings(patience=2)) as port:
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(100)]
        for each in slow:
            each.sendall(b"GET / HT")
        began = time.monotonic()
        assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 401
        assert time.monotonic() - began < 1.5
        for each in slow:
            each.close()


def test_a_port_that_is_taken_is_said(case_file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UsageError, match="nothing can listen"):
        run(case_file, Settings(port=taken.getsockname()[1]), show=False, tell=print)


def test_the_address_lets_in_only_where_no_password_does() -> None:
    settings = Settings(port=8000)
    assert address(settings) == f"http://127.0.0.1:8000/?token={settings.token}"
    assert address(Settings(host="::1", port=8000, password="scrypt$")) == "http://[::1]:8000/"
    assert len(settings.token) > 40 and Settings().token != Settings().token


def test_the_command_serves_until_it_is_interrupted(case_file: Path, tmp_path: Path) -> None:
    plan = tmp_path / "takings.toml"
    plan.write_text(
        'name="takings"\ntitle="Takings"\nformula="a"\nunit="crown"\n[input.a]\nunit="crown"\nlow=1\nhigh=2\nnote="asked"\n'
    )
    command = [
        sys.executable, "-m", "headwater", "serve", str(case_file), "--port", "0", "--no-open", "--estimate", str(plan)
    ]  # fmt: skip
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr
        where = process.stderr.readline().split("open ")[1].strip()
        for _ in range(100):
            try:
                page = httpx.get(where, follow_redirects=False)
                break
            except httpx.ConnectError:
                time.sleep(0.05)
        assert page.status_code == 303 and "server" not in page.headers
        token = {"Authorization": f"Bearer {where.partition('token=')[2]}"}
        offered = httpx.get(f"{where.split('?')[0]}api/estimates", headers=token).json()["items"]
        assert (offered[0]["name"], offered[0]["low"], offered[0]["high"]) == ("takings", 1, 2)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        assert process.wait(timeout=10) == 0 and "Traceback" not in said
    assert [each.name for each in case_file.parent.iterdir() if "ferry" in each.name] == ["ferry.hw"]
