"""Trying to get in: each attack is refused, and stands in the log."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from anyio import from_thread
from markupsafe import escape
from starlette.testclient import TestClient

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.logbook import Logbook
from formcheck.apps.clinic.server import make_app
from formcheck.apps.clinic.watching import Watched, heard_by, is_odd
from formcheck.apps.web.guard import Guard
from formcheck.apps.web.keys import Keys
from formcheck.apps.web.passwords import Passwords
from formcheck.exercise.definition import Personal, Prescription
from formcheck.exercise.loader import load_library
from formcheck.sources.files import sha256_of
from formcheck.store.accounts import FREE_TRIES, find_account, set_disabled, set_password
from formcheck.store.archive import VisitKey
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.model import Film, VisitDocuments, film_document
from formcheck.store.people import Prescribing, find_person, prescribe, set_name
from tests.apps.clinic.conftest import ANNA
from tests.support.practice import CHEAP, COOKIE, HOST, ORIGIN, PASSWORD, ServedPractice, sign_in
from tests.support.stored import NOW, result_document, session_of
from tests.support.visits import dosed

WRONG = "these are not the words"
SCRIPTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</script><script>alert(1)</script>",
    "{{ 7 * 191 }}",
    "javascript:alert(1)",
    "<img src=x onerror=alert(2)>{{7*7}}[red]x[/red]",
)


def with_cookie(practice: ServedPractice, token: str) -> TestClient:
    """Return a browser that holds a cookie that was not given to it."""
    browser = practice.browser("192.168.1.66")
    browser.cookies.set(COOKIE, token, domain=HOST)
    return browser


# Cookies


FORGED = {
    "short": "x",
    "empty": "",
    "zeros": "0" * 43,
    "long": "a" * 4000,
    "path": "../../etc",
    "sql": "' OR 1=1 --",
    "like ours": "k3Jt0cYw1Vq8m2ZbX5nR7sPdLfGhAeUiOoQyTzWvBxC",
}


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED)
def test_a_forged_cookie(practice: ServedPractice, token: str) -> None:
    browser = with_cookie(practice, token)
    assert browser.get("/person/anna-04").status_code == 303
    assert browser.post("/person/anna-04/pause", data={"paused": "yes"}).status_code == 303
    assert practice.refused().count("cookie-forged") == 2


def test_a_cookie_of_the_same_name_before_the_right_one(practice: ServedPractice) -> None:
    browser = practice.signed_in()
    token = browser.cookies[COOKIE]
    browser.cookies.clear()
    assert browser.get("/", headers={"cookie": f"{COOKIE}=forged; {COOKIE}={token}"}).status_code == 303
    assert practice.refused() == ["cookie-forged"]


def test_a_stolen_cookie_after_its_owner_signed_out(practice: ServedPractice) -> None:
    owner = practice.signed_in()
    thief = with_cookie(practice, owner.cookies[COOKIE])
    owner.post("/sign-out")
    assert thief.get("/person/anna-04").status_code == 303
    (row,) = [one for one in practice.log() if one.what == "cookie-ended"]
    assert (row.who, row.address) == ("jm", "192.168.1.66")


def test_an_old_cookie(practice: ServedPractice) -> None:
    browser = practice.signed_in()
    practice.clock.on(hours=12, minutes=1)
    assert browser.get("/person/anna-04").status_code == 303
    assert practice.refused() == ["cookie-expired"]


def test_the_cookie_of_a_disabled_account(practice: ServedPractice) -> None:
    browser = practice.signed_in("rita")
    with practice.database.writing() as connection:
        account = find_account(connection, "rita")
        assert account is not None
        set_disabled(connection, account, NOW, is_disabled=True)
    assert browser.get("/person/anna-04").status_code == 303
    assert practice.refused() == ["cookie-ended"]


def test_the_hash_that_the_store_holds_opens_nothing(practice: ServedPractice) -> None:
    practice.signed_in()
    with practice.database.reading() as connection:
        secret = connection.exec_driver_sql("SELECT secret FROM sign_in").scalar_one()
    assert with_cookie(practice, secret).get("/").status_code == 303
    assert practice.refused() == ["cookie-forged"]


# Other sites


@pytest.mark.parametrize(
    "said",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": f"http://{HOST}"},
        {"origin": f"https://{HOST}:444"},
        {"origin": f"https://{HOST}.evil.example"},
        {"referer": "https://evil.example/"},
        {"referer": f"https://evil.example/{ORIGIN}/"},
        {},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"origin": ORIGIN, "sec-fetch-site": "same-site"},
    ],
)
def test_a_form_on_another_site(practice: ServedPractice, said: dict[str, str]) -> None:
    browser = practice.signed_in()
    del browser.headers["origin"]
    answer = browser.post("/person/anna-04/pause", data={"paused": "yes"}, headers=said)
    assert answer.status_code == 403
    with practice.database.reading() as connection:
        assert not connection.exec_driver_sql("SELECT is_paused FROM person").scalar_one()
    assert practice.refused() == ["cross-site"]


def test_a_form_of_our_own_in_a_browser_that_says_the_page_only(practice: ServedPractice) -> None:
    browser = practice.signed_in()
    del browser.headers["origin"]
    said = {"referer": f"{ORIGIN}/person/anna-04"}
    assert browser.post("/person/anna-04/pause", data={"paused": "yes"}, headers=said).status_code == 303
    assert practice.refused() == []


@pytest.mark.parametrize("dest", ["iframe", "image", "script", "empty"])
def test_a_page_of_another_site_that_takes_ours_in(practice: ServedPractice, dest: str) -> None:
    browser = practice.signed_in()
    mode = "navigate" if dest == "iframe" else "no-cors"
    said = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    del browser.headers["origin"]
    assert browser.get("/person/anna-04", headers=said).status_code == 403
    assert practice.refused() == ["cross-site"]
    assert "frame-ancestors 'none'" in browser.get("/").headers["content-security-policy"]


@pytest.mark.parametrize("referer", ["https://[", "https://[::1/", "//[x"])
def test_a_page_whose_address_is_none(practice: ServedPractice, referer: str) -> None:
    browser = practice.browser()
    form = {"name": "jm", "password": PASSWORD}
    assert browser.post("/people", data=form, headers={"referer": referer}).status_code == 303
    del browser.headers["origin"]
    assert browser.post("/sign-in", data=form, headers={"referer": referer}).status_code == 403
    assert practice.refused() == ["not-signed-in", "cross-site"]


def test_a_site_that_signs_somebody_in_under_its_own_account(practice: ServedPractice) -> None:
    form = {"name": "rita", "password": PASSWORD}
    answer = practice.browser().post("/sign-in", data=form, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "host", ["evil.example", f"{HOST}:80", f"{HOST}.evil.example", "192.168.1.21", "", "127.0.0.1"]
)
def test_a_name_that_was_made_to_point_here(practice: ServedPractice, host: str) -> None:
    browser = practice.signed_in()
    assert browser.get("/", headers={"host": host}).status_code == 403
    assert practice.refused() == ["unknown-host"]


# Brute force


def test_many_passwords_from_one_address(practice: ServedPractice) -> None:
    browser = practice.browser("192.168.1.66")
    statuses = [sign_in(browser, "jm", WRONG).status_code for _ in range(40)]
    assert statuses[:FREE_TRIES] == [401] * FREE_TRIES
    assert set(statuses[FREE_TRIES:]) == {429}
    refused = practice.refused()
    assert {"sign-in-failed", "locked-out", "locked", "too-many-tries"} <= set(refused)


def test_the_right_password_does_not_help_while_the_account_is_locked(practice: ServedPractice) -> None:
    browser = practice.browser("192.168.1.66")
    for _ in range(FREE_TRIES):
        sign_in(browser, "jm", WRONG)
    assert sign_in(browser, "jm").status_code == 429
    practice.clock.on(seconds=31)
    assert sign_in(browser, "jm").status_code == 303


def test_the_wait_grows_and_always_ends(practice: ServedPractice) -> None:
    waits = []
    for number in range(FREE_TRIES + 9):
        sign_in(practice.browser(f"10.0.{number}.1"), "jm", WRONG)
        with practice.database.reading() as connection:
            account = find_account(connection, "jm")
        assert account is not None
        waits.append((account.locked_until or practice.clock.now) - practice.clock.now)
        practice.clock.now = account.locked_until or practice.clock.now
    assert waits[: FREE_TRIES - 1] == [timedelta(0)] * (FREE_TRIES - 1)
    assert waits[FREE_TRIES - 1 :][:3] == [timedelta(seconds=one) for one in (30, 60, 120)]
    assert waits == sorted(waits)
    assert max(waits) == timedelta(minutes=15)
    assert sign_in(practice.browser("10.9.9.9"), "jm").status_code == 303


def test_nobody_is_locked_out_where_they_work(practice: ServedPractice) -> None:
    practice.signed_in("jm", "192.168.1.30")
    for number in range(20):
        sign_in(practice.browser(f"10.0.{number}.1"), "jm", WRONG)
    assert sign_in(practice.browser("10.0.99.1"), "jm").status_code == 429
    assert sign_in(practice.browser("192.168.1.30"), "jm").status_code == 303


def test_a_known_address_is_bounded_as_well(practice: ServedPractice) -> None:
    practice.signed_in("jm", "192.168.1.30")
    browser = practice.browser("192.168.1.30")
    statuses = [sign_in(browser, "jm", WRONG).status_code for _ in range(30)]
    assert statuses.count(401) <= 10
    assert statuses[-1] == 429


def test_names_that_nobody_has_are_locked_alike(practice: ServedPractice) -> None:
    told = {}
    for name in ("jm", "nobody-here"):
        browser = practice.browser(f"10.0.0.{len(name)}")
        told[name] = [sign_in(browser, name, WRONG) for _ in range(8)]
    assert [one.status_code for one in told["jm"]] == [one.status_code for one in told["nobody-here"]]
    assert told["jm"][-1].text.replace("jm", "") == told["nobody-here"][-1].text.replace("nobody-here", "")


def test_one_password_tried_with_many_names(practice: ServedPractice) -> None:
    browser = practice.browser("192.168.1.66")
    statuses = [sign_in(browser, f"name-{number}", WRONG).status_code for number in range(30)]
    assert statuses.count(401) == 10
    assert "too-many-tries" in practice.refused()


@pytest.mark.parametrize("path", ["/sign-in", "/account"])
def test_the_old_password_while_another_one_is_given(
    practice: ServedPractice, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    thief = practice.signed_in("jm", "192.168.1.66")
    is_right = Passwords.is_right

    def slowly(passwords: Passwords, password: str, kept: str | None) -> bool:
        found = is_right(passwords, password, kept)
        with practice.database.writing() as connection:  # meanwhile
            account = find_account(connection, "jm")
            assert account is not None
            set_password(connection, account, CHEAP.hash("another row of words"), NOW)
        return found

    monkeypatch.setattr(Passwords, "is_right", slowly)
    of_thief = "the words of a thief"
    form = {"name": "jm", "password": PASSWORD, "old": PASSWORD, "new": of_thief, "again": of_thief}
    answer = thief.post(path, data=form)
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert thief.get("/").status_code == 303


# Paths


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/server.py",
        "/static/..%2f..%2fserver.py",
        "/static/..\\..\\server.py",
        "/static/%00",
        "/static/clinic.css%00.js",
        "/static//etc/passwd",
        "//etc/passwd",
        "/person/..%2f..%2fetc",
        "/person/anna-04%00",
        "/person/anna-04/visit/../../../etc/whole",
        "/person/%0d%0aSet-Cookie:%20x",
        "/person/anna-04/visit/x/..%5c..%5cwhole/film",
    ],
)
def test_paths_that_lead_out(practice: ServedPractice, path: str) -> None:
    browser = practice.signed_in()
    answer = asked_raw(browser, path)
    assert answer in {403, 404}
    assert "odd-path" in practice.refused()


def asked_raw(browser: TestClient, path: str) -> int:
    """Ask for a path as it stands: clients would tidy it up."""
    statuses: list[int] = []
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    scope = {
        "type": "http",
        "method": "GET",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", HOST.encode()), (b"cookie", cookie.encode()), (b"accept", b"text/html")],
        "client": ("192.168.1.30", 1),
        "scheme": "https",
        "root_path": "",
        "http_version": "1.1",
        "server": (HOST, 443),
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(int(str(message["status"])))

    async def ask() -> None:
        await browser.app(scope, receive, send)  # type: ignore[arg-type]

    with from_thread.start_blocking_portal() as portal:
        portal.call(ask)
    return statuses[0]


@pytest.mark.parametrize(
    "path", ["/person/anna-04", "/person/Ana%20Pérez", "/static/room/main.js", "/", "/person/a..b"]
)
def test_paths_of_ours_are_not_odd(path: str) -> None:
    assert not is_odd(path)


@pytest.mark.parametrize("page", ["person/anna-04/prescription/{}", "person/anna-04/prescription/{}.toml", "{}.jpg"])
def test_a_number_that_no_program_reads(practice: ServedPractice, room: str, page: str) -> None:
    asked = page.format("9" * 5000)
    path = f"/{asked}" if asked.startswith("person") else f"{room}/frame/{asked}"
    assert practice.signed_in().get(path).status_code == 404
    assert practice.refused() == ["odd-path"]


def test_an_earlier_prescription_of_a_number_that_no_program_reads(practice: ServedPractice) -> None:
    browser = practice.signed_in()
    for origin in ("9" * 5000, "-1", "²", "1.0"):
        assert browser.get("/person/anna-04/prescribe", params={"from": origin}).status_code == 404


@pytest.mark.parametrize(
    "path", [r"/\ud800", r"/\udc80.mp4", r"/\u0000.mp4", "/" + "a" * 5000], ids=["half", "byte", "nul", "long"]
)
def test_a_film_where_no_file_can_be(practice: ServedPractice, room: str, path: str) -> None:
    answer = practice.signed_in().post(f"{room}/film", content=f'{{"path": "{path}"}}')
    assert answer.status_code == 422
    assert "is no path of a file" in answer.json()["told"]


@pytest.mark.parametrize("is_hash_known", [False, True])
def test_a_visit_from_elsewhere_that_names_a_file_of_ours_as_its_film(
    practice: ServedPractice, tmp_path: Path, *, is_hash_known: bool
) -> None:
    secret = tmp_path / "id_ed25519"
    secret.write_text("-----BEGIN OPENSSH PRIVATE KEY-----\n" * 40, encoding="utf-8")
    made = session_of()
    source = replace(made.source, sha256=sha256_of(secret) if is_hash_known else "")
    told = {
        "session.json": result_document(replace(made, source=source)),
        "film.json": film_document(Film(str(secret))),
    }
    archive = DatabaseArchive(practice.database)
    archive.keep("ben-11", VisitDocuments(told), NOW, "jm")
    (of,) = archive.visits("ben-11")
    place = f"/person/ben-11/visit/{of.key}/whole"
    answer = practice.signed_in("rita").get(f"{place}/film")
    assert answer.status_code == 404
    assert "PRIVATE KEY" not in answer.text


@pytest.mark.parametrize("pseudonym", ["nobody", "x" * 5000, "%", "'; DROP TABLE person; --"])
def test_people_and_visits_that_are_not_there(practice: ServedPractice, visit: VisitKey, pseudonym: str) -> None:
    browser = practice.signed_in()
    for path in (f"/person/{quote(pseudonym, safe='')}", f"/person/{ANNA}/visit/{quote(pseudonym, safe='')}/whole"):
        assert browser.get(path).status_code in {403, 404}
    assert browser.get(f"/person/{ANNA}/visit/{visit.key}/{quote(pseudonym, safe='')}").status_code in {403, 404}
    assert browser.get(f"/person/{ANNA}").status_code == 200


# Size


def test_a_body_that_is_too_large_or_does_not_say_how_large(practice: ServedPractice, room: str) -> None:
    browser = practice.signed_in()
    for said in (
        {"content-length": "1000001"},
        {"content-length": "-1"},
        {"content-length": "9" * 5000},
        {"transfer-encoding": "chunked"},
    ):
        answer = browser.post(f"{room}/corrections", content=iter([b"{}"]), headers=said)
        assert answer.status_code == 413
    assert practice.refused() == ["too-large"] * 4


def test_a_form_that_is_longer_than_any(practice: ServedPractice) -> None:
    browser = practice.signed_in()
    assert browser.post("/person/anna-04/name", data={"name": "x" * 20_000}).status_code == 404
    many = "&".join(f"f{number}=1" for number in range(1000))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post("/person/anna-04/name", content=many, headers=form).status_code == 404
    assert sign_in(practice.browser(), "x" * 9000).status_code == 401
    assert practice.refused()[:2] == ["named", "named"]


def test_a_head_that_is_too_long(practice: ServedPractice) -> None:
    assert practice.browser().get("/", headers={"x": "x" * 20_000}).status_code == 431
    assert practice.refused() == ["too-large"]


# Names made to harm


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_hostile_name_is_a_name_on_every_page(practice: ServedPractice, room: str, name: str) -> None:
    with practice.database.writing() as connection:
        who = find_person(connection, ANNA)
        assert who is not None
        set_name(connection, who, name)
    browser = practice.signed_in()
    sent = {"token": "a-hostile-token", "seen": 0, "what": {"correction": "commented", "text": name}}
    assert browser.post(f"{room}/corrections", json=sent).status_code == 200
    browser.get(f"/person/{quote(name, safe='')}")
    asked = quote(name)
    for path in ("/", f"/?q={asked}&seen={asked}", "/person/anna-04", room, f"/log?person={asked}&account={asked}"):
        check_escaped(browser.get(path).text, name)
    check_escaped(practice.browser().get(f"/sign-in?to=/{asked}").text, name)
    check_escaped(sign_in(practice.browser(), name, name).text, name)


@pytest.mark.parametrize("title", SCRIPTS)
def test_a_hostile_exercise_is_told_as_it_is(practice: ServedPractice, title: str) -> None:
    exercise = replace(load_library()[0], id="of-our-own", title=title)
    with practice.database.writing() as connection:
        who = find_person(connection, ANNA)
        assert who is not None
        prescribe(
            connection, who, Prescribing(NOW.date(), NOW, title[:80], Prescription(dosed(exercise), None, Personal()))
        )
    page = practice.signed_in().get("/person/anna-04").text
    check_escaped(page, title)
    assert str(escape(title)) in page


def check_escaped(page: str, name: str) -> None:
    """See that a name is nowhere in a page as anything but text."""
    assert len(re.findall(r"<script(?! type=\"(?:module|application/json)\")", page)) == 0
    assert "onerror=alert(1)>" not in page.replace("&#34;", '"') or "<img" not in page
    assert "<img src=x" not in page
    assert "1337" not in page
    if "<" in name:
        assert name not in page


# On this computer alone


def test_without_the_key_it_is_refused_and_logged(clinic: Clinic) -> None:
    logbook = Logbook(clinic.database, lambda: NOW)
    watched = Watched(make_app(clinic), clinic, logbook)
    guard = Guard(watched, Keys("k"), lambda host: host == "127.0.0.1:8000", 1000, heard_by(clinic, logbook))
    browser = TestClient(guard, base_url="http://127.0.0.1:8000")
    assert browser.get("/").status_code == 403
    assert browser.get("/", headers={"host": "evil.example"}).status_code == 403
    logbook.close()
    with clinic.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT what FROM audit ORDER BY id").scalars().all()
    assert rows == ["no-key", "unknown-host"]
