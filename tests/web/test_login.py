"""Where others could reach the workbench, a password lets in, and guessing it takes too long."""

import threading
import time
from functools import partial
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import HERE, Open
from tests.web.stage import listening
from typer.testing import CliRunner

from headwater.cli import app
from headwater.errors import UsageError
from headwater.web import Settings, password
from headwater.web.server import run

WORDS = "correct horse battery"


@pytest.fixture(scope="module")
def hash() -> str:
    return password.hashed(WORDS)


def test_the_password_lets_in(serve: Open, hash: str) -> None:
    browser = serve(Settings(password=hash), entered=False)
    assert browser.get("/reports").headers["location"] == "/login"
    assert browser.post("/login", data={"password": "wrong horse battery"}).status_code == 403
    assert browser.get("/api/overview").status_code == 401
    assert browser.post("/login", data={"password": WORDS}).headers["location"] == "/"
    assert browser.get("/reports").status_code == 200


def test_the_token_is_no_way_around_it(serve: Open, hash: str) -> None:
    settings = Settings(password=hash)
    browser = serve(settings, entered=False)
    assert browser.get("/", params={"token": settings.token}).headers["location"] == "/login"
    assert browser.get("/api/overview", headers={"Authorization": f"Bearer {settings.token}"}).status_code == 401


def test_tries_run_out(serve: Open, hash: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.web.login.passwords.matches", lambda words, hash: words == WORDS)
    browser = serve(Settings(password=hash, tries=3), entered=False)
    codes = [browser.post("/login", data={"password": f"guess {n}"}).status_code for n in range(5)]
    assert codes == [403, 403, 403, 429, 429]
    assert browser.post("/login", data={"password": WORDS}).status_code == 429, "not even with the right one"


def test_another_site_cannot_log_one_in(serve: Open, hash: str) -> None:
    browser = serve(Settings(password=hash), entered=False)
    answer = browser.post("/login", data={"password": WORDS}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403 and "set-cookie" not in answer.headers


def test_only_the_hash_is_kept_and_only_for_its_owner(tmp_path: Path, hash: str) -> None:
    file = tmp_path / "password"
    password.write_file(file, hash)
    assert file.stat().st_mode & 0o777 == 0o600 and WORDS not in file.read_text()
    assert password.matches(WORDS, password.read_file(file))
    assert not password.matches(WORDS + " ", password.read_file(file))
    file.chmod(0o644)
    with pytest.raises(UsageError, match="others can read"):
        password.read_file(file)


@pytest.mark.parametrize("words", ["", "secret", "scrypt$x$y", "scrypt$AAAA$AAAA", "\x00\x01"])
def test_a_file_with_anything_else_is_no_password_file(tmp_path: Path, words: str) -> None:
    file = tmp_path / "password"
    file.write_text(words)
    file.chmod(0o600)
    with pytest.raises(UsageError, match="no password file"):
        password.read_file(file)


def test_a_short_password_is_refused() -> None:
    with pytest.raises(UsageError, match="fewer than"):
        password.hashed("short")


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that would listen fails instead: a guard that is gone must not leave a test hanging."""
    monkeypatch.setattr("headwater.web.server._listening", lambda settings: pytest.fail("it listens"))


@pytest.mark.usefixtures("never")
@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "bench.example", ""])
def test_no_server_begins_where_others_could_reach_it_without_a_password(case_file: Path, host: str) -> None:
    with pytest.raises(UsageError, match="needs a password"):
        run(case_file, Settings(host=host), show=False, tell=pytest.fail)


@pytest.mark.usefixtures("never")
@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::"])
def test_another_address_needs_a_password(case_file: Path, host: str) -> None:
    result = CliRunner().invoke(app, ["serve", str(case_file), "--host", host, "--no-open"])
    assert result.exit_code == 2 and "needs a password" in result.output


@pytest.mark.parametrize(
    ("host", "name", "known"),
    [
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "192.168.1.5", False),
        ("0.0.0.0", "192.168.1.5", True),
        ("0.0.0.0", "evil.example", False),
        ("192.168.1.5", "192.168.1.5", True),
        ("192.168.1.5", "192.168.1.6", False),
        ("bench.example", "bench.example", True),
        ("::1", "::1", True),
        ("::", "fe80::1", True),
    ],
)
def test_a_server_answers_to_its_own_names(host: str, name: str, known: bool) -> None:
    assert Settings(host=host).answers_to(name) is known


def test_someone_let_in_is_not_asked_again(serve: Open) -> None:
    browser: TestClient = serve()
    assert browser.get(f"{HERE}/login").headers["location"] == "/"


def test_guessing_keeps_nobody_from_reading(case_file: Path, hash: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()

    def slowly(words: str, hash: str) -> bool:
        return words == WORDS or not done.wait(20)

    monkeypatch.setattr("headwater.web.login.passwords.matches", slowly)
    settings = Settings(password=hash, tries=100)
    with listening(case_file, settings) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}") as reader:
        assert reader.post("/login", data={"password": WORDS}).status_code == 303
        guess = partial(httpx.post, f"http://127.0.0.1:{port}/login", data={"password": "a guess at it"}, timeout=60)
        guesses = [threading.Thread(target=guess, daemon=True) for _ in range(45)]
        for each in guesses:
            each.start()
        time.sleep(0.3)
        assert reader.get("/reports").status_code == 200, "while all of them wait"
        assert not done.is_set() and any(each.is_alive() for each in guesses)
        done.set()
        for each in guesses:  # one that outlives the server fails in a thread that no test answers for
            each.join()
