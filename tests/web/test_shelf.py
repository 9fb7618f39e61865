"""A shelf sees one state of the case; builds and readers never wait for one another."""

import sqlite3
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import Open

from headwater.case import Case, Changes, write
from headwater.errors import CaseError, NotFound
from headwater.model import Finding, Report, Unread
from headwater.redact import Rewriting
from headwater.review import judge
from headwater.web.shelf import Memory, Page, Shelf, Shelves, paged

COUNT = "SELECT count(*) FROM unread"


def change(path: Path, name: str = "late.txt") -> None:
    write(path, Changes(base="lineage-1", unread=(Unread(name, "empty"),)), when="2031-06-01T00:00:00+00:00")


def test_a_shelf_sees_one_state_while_the_case_changes(serve: Open, case_file: Path) -> None:
    serve()
    shelves = Shelves(case_file)
    with shelves.open() as shelf:
        before = shelf.count(COUNT), shelf.fingerprint
        began = time.perf_counter()
        change(case_file)
        assert time.perf_counter() - began < 8, "the writer does not wait for the reader"
        assert (shelf.count(COUNT), shelf.fingerprint) == before
    with shelves.open() as shelf:
        assert shelf.count(COUNT) == before[0] + 1 and shelf.fingerprint != before[1]
    shelves.close()


def test_what_people_decide_makes_nothing_anew_until_it_is_built(case_file: Path) -> None:
    shelves, made = Shelves(case_file), []

    def view(shelf: Shelf) -> int:
        made.append(shelf.fingerprint)
        return len(made)

    def look() -> tuple[int, int, Rewriting]:
        with shelves.open(hides_names=True) as shelf:
            return shelf.remembered(view), shelf.decisions, shelf.rewriting

    first = look()
    with Case.open(case_file) as case:
        said = [reading.claims[0].passage for reading in case.readings()[:2]]
    judge(case_file, "grouping", "accept", said, who="a", when="2031-01-01", why="b")
    second = look()
    change(case_file)
    third = look()
    assert (first[:2], second[:2], third[:2]) == ((1, 0), (1, 1), (2, 1))
    assert first[2] is second[2] is third[2], "pseudonyms stay while the same is read"
    shelves.close()


def test_pages_answer_while_a_build_is_writing(browser: TestClient, case_file: Path) -> None:
    writer = sqlite3.connect(case_file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM finding")
    began = time.perf_counter()
    assert ">1</a>" in browser.get("/").text and browser.get("/api/findings").json()["total"] == 1
    assert time.perf_counter() - began < 8
    writer.execute("ROLLBACK")
    writer.close()


def test_a_page_shows_what_a_build_changed(browser: TestClient, case_file: Path) -> None:
    assert "Every input could be read" in browser.get("/").text
    change(case_file, "broken.bin")
    assert "broken.bin" in browser.get("/").text


def test_a_case_is_one_file_after_the_server_stops(serve: Open, case_file: Path) -> None:
    from headwater.web import Settings, create

    settings = Settings()
    with TestClient(create(case_file, settings), base_url="http://127.0.0.1") as client:
        client.get("/", params={"token": settings.token})
        change(case_file)
        client.get("/")
        assert case_file.with_name("ferry.hw-wal").exists()
    assert [each.name for each in case_file.parent.iterdir() if each.name.startswith("ferry.hw")] == ["ferry.hw"]
    with Case.open(case_file) as case:
        assert case.unread() == (Unread("late.txt", "empty"),)


def test_nothing_can_be_written_through_a_shelf(serve: Open, case_file: Path) -> None:
    serve()
    with Shelves(case_file).open() as shelf, pytest.raises(CaseError, match="readonly database"):
        shelf.rows("DELETE FROM judgement")


def test_what_is_remembered_is_made_once_for_each_state(serve: Open, case_file: Path) -> None:
    serve()
    shelves = Shelves(case_file)
    made = []

    def make(shelf: Shelf) -> int:
        made.append(shelf.fingerprint)
        return len(made)

    for _ in range(3):
        with shelves.open() as shelf:
            assert shelf.remembered(make) == 1
    change(case_file)
    with shelves.open() as shelf:
        assert shelf.remembered(make) == 2
    shelves.close()


def test_many_who_ask_at_once_wait_for_one_making() -> None:
    memory, made = Memory(), []

    def make() -> int:
        time.sleep(0.02)
        made.append(1)
        return len(made)

    threads = [threading.Thread(target=memory.get, args=(("a", "b"), make)) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert made == [1]


def test_a_making_that_fails_is_tried_again() -> None:
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.get(("a", "b"), lambda: 1 / 0)
    assert memory.get(("a", "b"), lambda: 7) == 7


def test_memory_is_bounded() -> None:
    memory = Memory(kept=2)
    for n in range(5):
        memory.get((str(n), ""), lambda n=n: n)  # type: ignore[misc]
    assert memory.get(("4", ""), lambda: "again") == 4 and memory.get(("0", ""), lambda: "again") == "again"


def test_what_is_not_there_is_not_found(serve: Open, case_file: Path) -> None:
    serve()
    with Shelves(case_file).open() as shelf, pytest.raises(NotFound, match="no such finding"):
        shelf.one("SELECT body FROM finding WHERE id = ?", Finding, "none")


def test_names_are_hidden_only_where_that_was_asked(serve: Open, case_file: Path) -> None:
    serve()
    shelves = Shelves(case_file)
    with shelves.open(hides_names=True) as hidden, shelves.open() as open:
        assert "Ada Brook" not in hidden.shown("Ada Brook said so")
        assert open.shown("Ada Brook said so") == "Ada Brook said so"


def test_who_is_hidden_is_not_looked_up_for_every_value(serve: Open, case_file: Path) -> None:
    serve()
    with Shelves(case_file).open(hides_names=True) as shelf:
        shelf.shown("Ada Brook said so")
        asked: list[str] = []
        shelf._connection.set_trace_callback(asked.append)
        assert "Ada Brook" not in "".join(shelf.shown(f"Ada Brook said so {n} times") for n in range(50))
        assert asked == []


def test_pages_of_a_list() -> None:
    page = paged("abcde", 2, 2)
    assert (page.items, page.pages, page.first, page.total) == (("c", "d"), 3, 3, 5)
    assert paged("", 1, 2).pages == 1 and Page((), 9, 2, 5).first == 17


def test_a_damaged_case_is_said_to_be_one(serve: Open, pile: Changes, tmp_path: Path) -> None:
    path = tmp_path / "damaged.hw"
    write(path, replace(pile, reports=tuple[Report, ...](pile.reports)), when="2031-05-06T00:00:00+00:00")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE reading SET body = json_replace(body, '$.text.title', 7)")
    connection.commit()
    connection.close()
    answer = serve(case=path, entered=True).get("/reports")
    assert answer.status_code == 503 and "cannot be read" in answer.text
