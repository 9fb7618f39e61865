"""Adding reports: what is taken, what is refused, and where nothing can be read from."""

import time
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import HERE, Open, form_token

from headwater.web import Settings
from headwater.web.pages.add import plain_name

_SENT = {"origin": HERE}
File = tuple[str, tuple[str, bytes, str]]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, bytes], Path | None]]:
    """What builds were given: paths, and the files in their folder. None is run."""
    seen: list[tuple[list[str], dict[str, bytes], Path | None]] = []

    def run(_: object, id: str, order: Any) -> None:
        box = order.folder
        files = {str(each.relative_to(box)): each.read_bytes() for each in sorted(box.rglob("*.*"))} if box else {}
        seen.append((list(order.paths), files, box))

    monkeypatch.setattr("headwater.web.job.Jobs._run", run)
    return seen


def file(name: str, content: bytes = b"words") -> File:
    return "files", (name, content, "text/plain")


def upload(browser: TestClient, *files: File, **data: str) -> Any:
    return browser.post("/add", data={"csrf": form_token(browser), **data}, files=list(files), headers=_SENT)


def wait(seen: list[Any]) -> None:
    for _ in range(200):
        if seen:
            return
        time.sleep(0.01)


def test_files_are_taken_under_plain_names_and_others_refused(browser: TestClient, given: list[Any]) -> None:
    answer = upload(
        browser, file("../../a.txt", b"one"), file("b\\a.txt", b"two"), file("c.exe"), file("d.HTML"), file(".rc.txt")
    )
    assert answer.status_code == 303 and answer.headers["location"].startswith("/jobs/")
    wait(given)
    ((paths, files, box),) = given
    assert sorted(paths) == sorted(files) == ["1/a.txt", "a.txt", "d.HTML", "rc.txt"]
    assert (files["a.txt"], files["1/a.txt"]) == (b"one", b"two")
    page = browser.get(answer.headers["location"])
    assert "c.exe" in page.text and "no reader takes this kind of file" in page.text
    for _ in range(100):
        if not box.exists():
            break
        time.sleep(0.01)
    assert not box.exists()


@pytest.mark.parametrize(
    ("name", "plain"),
    [("/etc/passwd", "passwd"), ("..", "unnamed"), ("", "unnamed"), ("a\x00b\n.txt", "a_b_.txt"),
     ("C:\\x\\y.md", "y.md"), ("\u202egnp.txt", "_gnp.txt"), ("x" * 500 + ".txt", "x" * 116 + ".txt")],
)  # fmt: skip
def test_names_lead_nowhere_else(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_too_many_too_large_or_of_no_kind(serve: Open, given: list[Any]) -> None:
    browser = serve(Settings(files=2, upload=1_000, body=5_000))
    many = upload(browser, *(file(f"{n}.txt") for n in range(3)))
    assert many.status_code == 400 and "too many files" in many.text
    assert upload(browser, file("a.txt", b"x" * 9_000)).status_code == 413
    none = upload(browser, file("a.exe"))
    assert none.status_code == 400 and "a.exe" in none.text and ".txt" in none.text
    assert upload(browser).status_code == 400
    assert given == [] and browser.get("/api/jobs").json()["total"] == 0


def test_a_folder_of_this_machine(browser: TestClient, tmp_path: Path, given: list[Any]) -> None:
    (tmp_path / "pile").mkdir()
    answer = browser.post("/add", data={"csrf": form_token(browser), "folder": f" {tmp_path}/pile "}, headers=_SENT)
    assert answer.status_code == 303
    wait(given)
    assert given == [([f"{tmp_path}/pile"], {}, None)]
    token = {"x-csrf-token": form_token(browser), **_SENT}
    assert browser.post("/api/jobs", json={"folder": str(tmp_path)}, headers=token).json()["kind"] == "add"


@pytest.mark.parametrize("folder", ["", "relative/path", "/no/such/folder", "/", "//.", "a\x00b", "/" + "x" * 3_000])
def test_what_is_no_folder_is_refused(browser: TestClient, folder: str, given: list[Any]) -> None:
    answer = browser.post("/add", data={"csrf": form_token(browser), "folder": folder}, headers=_SENT)
    assert answer.status_code == 400 and given == []


def test_folders_are_not_read_for_people_elsewhere(serve: Open, tmp_path: Path, given: list[Any]) -> None:
    browser = serve(Settings(host="0.0.0.0"))
    answer = browser.post("/add", data={"csrf": form_token(browser), "folder": str(tmp_path)}, headers=_SENT)
    assert answer.status_code == 400 and "at this machine" in answer.text
    assert 'name="folder"' not in browser.get("/add").text and given == []


def test_a_job_is_told_and_cancelled(browser: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.web.job.Jobs._work", lambda jobs: None)
    job = upload(browser, file("a.txt")).headers["location"]
    page = browser.get(job).text
    assert "<progress" in page and 'aria-live="polite"' in page and f'data-job="/api{job}"' in page
    told = browser.get(f"/api{job}").json()
    assert (told["state"], told["over"], told["words"]) == ("waiting", False, "Waiting for the build before it")
    answer = browser.post(f"{job}/cancel", data={"csrf": form_token(browser)}, headers=_SENT)
    assert answer.headers["location"] == job
    assert browser.get(f"/api{job}").json()["state"] == "cancelled" and "the case is as it was" in browser.get(job).text
    assert job in browser.get("/add").text and browser.get("/jobs/none").status_code == 404
