"""Signing in to a practice: the cookie, the way back, the end of it, and what a script is told."""

from __future__ import annotations

import pytest

from formcheck.apps.clinic.gate import STRICT_TRANSPORT
from formcheck.apps.clinic.practice import check_name
from formcheck.apps.clinic.signing import own_path
from formcheck.errors import InputError
from formcheck.store.accounts import find_account, set_disabled
from tests.support.practice import COOKIE, HOST, ORIGIN, PASSWORD, ServedPractice, sign_in
from tests.support.stored import NOW

NEW = "quite another row of words"
JSON = {"accept": "application/json"}


def test_a_stranger_is_sent_to_sign_in_and_comes_back_to_where_they_were(practice: ServedPractice, room: str) -> None:
    browser = practice.browser()
    asked = browser.get(f"{room}?opinion=opinion-1")
    assert asked.status_code == 303
    to = asked.headers["location"]
    assert to.startswith("/sign-in?to=/person/anna-04/visit/")
    page = browser.get(to).text
    assert f'value="{room}?opinion=opinion-1"' in page
    assert sign_in(browser, to=f"{room}?opinion=opinion-1").headers["location"] == f"{room}?opinion=opinion-1"


def test_nothing_of_anybody_is_shown_before(practice: ServedPractice, room: str) -> None:
    browser = practice.browser()
    for path in ("/", "/person/anna-04", room, f"{room}/state", f"{room}/traces", f"{room}/film", "/log", "/account"):
        assert "anna-04" not in browser.get(path).text
        assert browser.get(path, headers=JSON).status_code == 401
    assert browser.get("/static/clinic.css").status_code == 200


def test_the_cookie_is_for_this_host_over_tls_and_not_for_scripts(practice: ServedPractice) -> None:
    cookie = sign_in(practice.browser()).headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
    assert "samesite=strict" in cookie.lower()
    assert "domain" not in cookie.lower()
    assert "max-age" not in cookie.lower()


def test_what_the_browser_holds_stands_nowhere_in_the_store(practice: ServedPractice) -> None:
    browser = practice.signed_in()
    token = browser.cookies[COOKIE]
    with practice.database.reading() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM sign_in").all())
        accounts = str(connection.exec_driver_sql("SELECT * FROM account").all())
    assert token not in rows
    assert PASSWORD not in accounts
    assert "$argon2id$" in accounts


def test_signing_in_makes_another_cookie_and_ends_the_one_before(practice: ServedPractice) -> None:
    browser = practice.signed_in()
    before = browser.cookies[COOKIE]
    sign_in(browser)
    assert browser.cookies[COOKIE] != before
    old = practice.browser()
    old.cookies.set(COOKIE, before, domain=HOST)
    assert old.get("/").status_code == 303


@pytest.mark.parametrize(("idle", "is_in"), [({"minutes": 29}, True), ({"minutes": 31}, False)])
def test_a_sign_in_that_is_not_used_ends(practice: ServedPractice, idle: dict[str, float], is_in: bool) -> None:
    browser = practice.signed_in()
    practice.clock.on(**idle)
    assert (browser.get("/").status_code == 200) is is_in


def test_a_sign_in_that_is_used_lasts_twelve_hours(practice: ServedPractice) -> None:
    browser = practice.signed_in()
    for _ in range(12 * 3 - 1):
        practice.clock.on(minutes=20)
        assert browser.get("/").status_code == 200
        practice.log()  # that it is in use is written
    practice.clock.on(minutes=21)
    assert browser.get("/").status_code == 303


def test_whoever_signs_out_is_out(practice: ServedPractice) -> None:
    browser = practice.signed_in()
    token = browser.cookies[COOKIE]
    assert browser.post("/sign-out").headers["location"] == "/sign-in"
    assert COOKIE not in browser.cookies
    browser.cookies.set(COOKIE, token, domain=HOST)
    assert browser.get("/").status_code == 303


def test_a_wrong_name_and_a_wrong_password_are_told_alike(practice: ServedPractice) -> None:
    told = [sign_in(practice.browser(), name, "not the right words") for name in ("jm", "nobody")]
    assert [one.status_code for one in told] == [401, 401]
    assert "Name or password is not right." in told[0].text
    assert told[0].text.replace("jm", "nobody") == told[1].text


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example/", "/\\evil.example", "evil", "", "/a\n", "\\/evil", "javascript:x"]
)
def test_the_way_back_never_leads_elsewhere(practice: ServedPractice, to: str) -> None:
    assert own_path(to) == "/"
    assert sign_in(practice.browser(), to=to).headers["location"] == "/"
    assert "evil" not in practice.browser().get("/sign-in", params={"to": to}).text


def test_a_disabled_account_is_out_at_once_and_cannot_come_in(practice: ServedPractice) -> None:
    browser = practice.signed_in("ana")
    with practice.database.writing() as connection:
        account = find_account(connection, "ana")
        assert account is not None
        set_disabled(connection, account, NOW, is_disabled=True)
    assert browser.get("/").status_code == 303
    assert sign_in(practice.browser(), "ana").status_code == 401


def test_one_changes_ones_own_password_and_is_signed_out_elsewhere(practice: ServedPractice) -> None:
    here, there = practice.signed_in("ana"), practice.signed_in("ana", "192.168.1.31")
    form = {"old": PASSWORD, "new": NEW, "again": NEW}
    assert here.post("/account", data=form | {"old": "wrong words here"}).status_code == 401
    assert here.post("/account", data=form | {"again": "something else"}).status_code == 422
    assert here.post("/account", data=form | {"new": "short", "again": "short"}).status_code == 422
    assert here.post("/account", data=form).headers["location"] == "/account?done=yes"
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303
    assert sign_in(practice.browser(), "ana").status_code == 401
    assert sign_in(practice.browser(), "ana", NEW).status_code == 303


def test_a_script_is_told_and_signs_in_in_place(practice: ServedPractice, room: str) -> None:
    browser = practice.signed_in()
    practice.clock.on(hours=13)
    sent = {"token": "token-of-this-row", "seen": 0, "what": {"correction": "commented", "text": "typed", "t_s": None}}
    refused = browser.post(f"{room}/corrections", json=sent, headers=JSON)
    assert refused.status_code == 401
    assert "is still here" in refused.json()["told"]
    wrong = browser.post("/sign-in", data={"name": "jm", "password": "not the right one"}, headers=JSON)
    assert (wrong.status_code, wrong.json()["told"]) == (401, "Name or password is not right.")
    right = browser.post("/sign-in", data={"name": "jm", "password": PASSWORD}, headers=JSON)
    assert (right.status_code, right.json()["told"]) == (200, "")
    for _ in range(2):  # however often it is sent
        kept = browser.post(f"{room}/corrections", json=sent, headers=JSON)
        assert kept.status_code == 200
    assert [(one["by"], one["text"]) for one in kept.json()["state"]["log"]] == [("jm", "typed")]


def test_a_form_that_came_too_late_is_told_to_be_lost(practice: ServedPractice) -> None:
    browser = practice.signed_in()
    practice.clock.on(hours=13)
    form = {"name": "Anna Example"}
    late = browser.post("/person/anna-04/name", data=form, headers={"referer": f"{ORIGIN}/person/anna-04"})
    assert late.headers["location"] == "/sign-in?to=/person/anna-04&lost=yes"
    assert "was not kept" in browser.get(late.headers["location"]).text


def test_a_link_that_stands_elsewhere_leads_to_sign_in_and_from_there_on(practice: ServedPractice) -> None:
    browser = practice.signed_in()
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    del browser.headers["origin"]
    there = browser.get("/person/anna-04", headers=followed)
    assert there.headers["location"] == "/sign-in?to=/person/anna-04"
    assert 'href="/person/anna-04"' in browser.get(there.headers["location"], headers=followed).text


@pytest.mark.parametrize("name", ["clinic.local", "CLINIC", "praxis-1.example.org."])
def test_a_name_of_the_serving_computer(name: str) -> None:
    assert check_name(name) == name.lower().rstrip(".")


@pytest.mark.parametrize("name", ["", "a b", "-a", "a/b", "clinic.local:8443", "a..b", "x" * 300, "*.local"])
def test_what_is_no_name_of_a_computer(name: str) -> None:
    with pytest.raises(InputError, match="is no name of a computer"):
        check_name(name)


def test_every_answer_says_what_the_browser_must_mind(practice: ServedPractice) -> None:
    practice.practice.gate.headers = STRICT_TRANSPORT
    browser = practice.signed_in()
    for answer in (browser.get("/"), browser.get("/sign-in"), browser.get("/", headers={"host": "evil.example"})):
        assert answer.headers["strict-transport-security"].startswith("max-age=")
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
