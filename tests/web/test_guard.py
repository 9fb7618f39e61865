"""Nobody gets in, changes anything or reads along who was not let in."""

from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from tests.web.conftest import HERE, Open, form_token

from headwater.web import Settings, create
from headwater.web.app import ROUTERS
from headwater.web.guard import SAFE, cookie

FOREIGN = "https://evil.example"


def test_the_token_lets_in_and_leaves_the_address(serve: Open) -> None:
    settings = Settings()
    browser = serve(settings, entered=False)
    answer = browser.get("/reports", params={"token": settings.token, "order": "name"})
    assert answer.status_code == 303 and answer.headers["location"] == "/reports?order=name"
    given = answer.headers["set-cookie"]
    assert "HttpOnly" in given and "SameSite=lax" in given and settings.token not in given
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/reports", "/api/overview", "/api/openapi.json", "/search?q=ferry"])
@pytest.mark.parametrize("token", [None, "", "wrong", "é\ud800".encode("utf-8", "replace").decode()])
def test_without_it_nothing_is_shown(serve: Open, path: str, token: str | None) -> None:
    answer = serve(entered=False).get(path, params=None if token is None else {"token": token})
    assert answer.status_code == 401 and "set-cookie" not in answer.headers
    assert "Harbour" not in answer.text and "ferry" not in answer.text.lower()


def test_the_token_cannot_lead_to_another_site(serve: Open) -> None:
    settings = Settings()
    for path in ("//evil.example/x", "/\\evil.example", "///evil.example"):
        answer = serve(settings, entered=False).get(f"{HERE}{path}?token={settings.token}")
        assert answer.headers["location"].startswith("/") and not answer.headers["location"].startswith(("//", "/\\"))


def test_a_program_with_the_token_needs_no_cookie(serve: Open) -> None:
    settings = Settings()
    program = serve(settings, entered=False)
    good = program.get("/api/overview", headers={"Authorization": f"Bearer {settings.token}"})
    assert good.json()["reports"] == 3
    assert program.get("/api/overview", headers={"Authorization": "Bearer wrong"}).status_code == 401


def test_a_stolen_cookie_is_worth_nothing_after_logout(serve: Open) -> None:
    settings = Settings()
    browser = serve(settings)
    stolen = browser.cookies[cookie(settings)]
    thief = TestClient(browser.app, base_url=HERE, follow_redirects=False)
    thief.cookies.set(cookie(settings), stolen)
    assert thief.get("/").status_code == 200
    assert browser.post("/logout", data={"csrf": form_token(browser)}).status_code == 200
    assert thief.get("/").status_code == 401 and thief.get("/api/overview").status_code == 401


@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8137", "10.0.0.7"])
def test_a_foreign_host_is_refused(browser: TestClient, name: str) -> None:
    answer = browser.get("/", headers={"Host": name})
    assert answer.status_code == 421 and "Harbour" not in answer.text


@pytest.mark.parametrize("name", ["127.0.0.1:8137", "localhost", "localhost:9999", "[::1]:8137", "127.0.0.2"])
def test_every_name_of_this_machine_is_known(browser: TestClient, name: str) -> None:
    assert browser.get("/", headers={"Host": name}).status_code == 200


def test_two_hosts_are_refused(browser: TestClient) -> None:
    assert browser.get("/", headers=[("Host", "127.0.0.1"), ("Host", "evil.example")]).status_code == 421


@pytest.mark.parametrize("origin", [FOREIGN, "null", "http://127.0.0.1:9999", "http://127.0.0.1:8137.evil.example"])
def test_a_forged_origin_changes_nothing(browser: TestClient, csrf: str, origin: str) -> None:
    answer = browser.post("/names", data={"csrf": csrf, "hide": "true"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "Names are hidden" not in browser.get("/").text


def test_the_page_itself_may_change_things(browser: TestClient, csrf: str) -> None:
    sent = {"csrf": csrf, "hide": "true", "to": "/reports"}
    answer = browser.post("/names", data=sent, headers={"Origin": HERE, "Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 303 and answer.headers["location"] == "/reports"
    assert "Names are hidden" in browser.get("/").text


def test_another_site_cannot_read_parts_of_a_page(browser: TestClient) -> None:
    fetched = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert browser.get("/api/overview", headers=fetched).status_code == 403
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert browser.get("/", headers=followed).status_code == 200


def test_no_change_without_the_token_of_the_session(serve: Open) -> None:
    browser = serve()
    paths = [
        route.path
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute) and set(route.methods or ()) - SAFE and route.path != "/login"
    ]
    assert "/logout" in paths and "/names" in paths
    others = form_token(serve())
    for path in paths:
        path = path.replace("{", "").replace("}", "")
        for sent in ({}, {"csrf": "wrong"}, {"csrf": others}):
            assert browser.post(path, data=sent).status_code == 403, path
        assert browser.post(path, headers={"X-CSRF-Token": "wrong"}).status_code == 403, path
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/overview", "/nope", "/static/workbench.js", "/reports/none"])
def test_every_answer_says_what_it_may_do(browser: TestClient, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == ("no-store" if "static" not in path else "private, max-age=31536000, immutable")


def test_a_refusal_says_it_too(serve: Open) -> None:
    assert "content-security-policy" in serve(entered=False).get("/").headers


@pytest.mark.parametrize("body", [b"x" * 2_000, iter([b"x" * 600] * 4)])
def test_a_request_that_is_too_large_is_refused(serve: Open, body: bytes) -> None:
    browser = serve(Settings(body=1_000, upload=1_000))
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert browser.post("/names", content=body, headers=form).status_code == 413


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/reports/..%2f..%2fetc%2fpasswd",
     "/static//etc/passwd", "/static/%00", "/../../etc/passwd", "/reports/%2e%2e", "/static/workbench.css%00.js"],
)  # fmt: skip
def test_no_path_outside_is_reachable(browser: TestClient, path: str) -> None:
    answer = browser.get(f"{HERE}{path}")
    assert answer.status_code in (404, 307) and "root:" not in answer.text and "import" not in answer.text


def test_a_fault_of_ours_shows_nothing_of_the_case(serve: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(shelf: object) -> None:
        raise RuntimeError("Ada Brook")

    browser = serve()
    monkeypatch.setattr("headwater.web.pages.overview.overview", broken)
    answer = browser.get("/")
    assert answer.status_code == 500 and "Ada" not in answer.text and "content-security-policy" in answer.headers


def test_sessions_end(case_file: Path) -> None:
    from headwater.web.session import Sessions

    now = 0.0
    sessions = Sessions(Settings(idle=10, lasting=25), clock=lambda: now)
    one = sessions.begin()
    now = 9.0
    assert sessions.find(one.id) is one
    now = 18.0
    assert sessions.find(one.id) is one
    now = 26.0
    assert sessions.find(one.id) is None, "begun too long ago"
    other = sessions.begin()
    now = 37.0
    assert sessions.find(other.id) is None, "not used for too long"


def test_the_openapi_document_lists_the_api_and_no_page(browser: TestClient) -> None:
    paths = browser.get("/api/openapi.json").json()["paths"]
    assert "/api/findings" in paths and all(path.startswith("/api/") for path in paths)


def test_a_case_that_is_none_is_not_served(tmp_path: Path) -> None:
    from headwater.errors import NotACase

    with pytest.raises(NotACase):
        create(tmp_path / "none.hw", Settings())
