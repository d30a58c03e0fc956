"""Accounts in the store, and the command that makes them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from formcheck.apps.clinic.signing import Bounds
from formcheck.apps.web.passwords import Passwords, check_password
from formcheck.errors import InputError, LibraryError
from formcheck.store.accounts import (
    FREE_TRIES,
    IDLE,
    LONGEST,
    Ending,
    Role,
    add_account,
    begin_sign_in,
    check_account_name,
    count_failure,
    end_sign_in,
    find_account,
    find_sign_in,
    known_account,
    list_accounts,
    set_disabled,
    set_password,
    touch_sign_in,
    unlock,
    wait_after,
)
from formcheck.store.audit import log_since
from formcheck.store.database import Database, open_database
from tests.support.commands import COMMAND
from tests.support.practice import CHEAP
from tests.support.stored import NOW

WORDS = "a row of plain words"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """Return a store with an account."""
    opened = open_database(tmp_path / "clinic.sqlite")
    with opened.writing() as connection:
        add_account(connection, "Júlia Mas", Role.CLINICIAN, "hash", NOW)
    yield opened
    opened.close()


def test_a_name_is_one_account_however_it_is_spelt(store: Database) -> None:
    with store.writing() as connection:
        assert known_account(connection, "julia  MAS").name == "Júlia Mas"
        with pytest.raises(InputError, match="is an account already"):
            add_account(connection, "JÚLIA MAS", Role.READER, "hash", NOW)
        with pytest.raises(InputError, match="is no account here"):
            known_account(connection, "nobody")


@pytest.mark.parametrize("name", ["", " ", "-x", "x" * 81, "<b>", "a/b", "a\x00"])
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(InputError, match="cannot be the name"):
        check_account_name(name)


@pytest.mark.parametrize("name", ["jm", "Júlia Mas", "j.mas@clinic", "O'Neill", "a"])
def test_what_is_a_name(name: str) -> None:
    assert check_account_name(f" {name} ") == name


def test_a_sign_in_holds_until_it_is_idle_or_old_or_ended(store: Database) -> None:
    with store.writing() as connection:
        account = known_account(connection, "julia mas")
        begin_sign_in(connection, account, "token", "10.0.0.1", NOW)
        found, name, ending = find_sign_in(connection, "token", NOW + IDLE)
        assert (found is not None, name, ending) == (True, "Júlia Mas", None)
        assert find_sign_in(connection, "token", NOW + IDLE + timedelta(seconds=1))[2] is Ending.EXPIRED
        assert found is not None
        touch_sign_in(connection, found.number, NOW + LONGEST)
        assert find_sign_in(connection, "token", NOW + LONGEST)[0] is not None
        assert find_sign_in(connection, "token", NOW + LONGEST + timedelta(seconds=1))[2] is Ending.EXPIRED
        assert find_sign_in(connection, "another", NOW)[2] is Ending.FORGED
        end_sign_in(connection, "token", NOW)
        assert find_sign_in(connection, "token", NOW)[2] is Ending.ENDED


@pytest.mark.parametrize("how", ["password", "disabled"])
def test_another_password_or_none_ends_all_sign_ins_of_that_account_alone(store: Database, how: str) -> None:
    with store.writing() as connection:
        add_account(connection, "ana", Role.READER, "hash", NOW)
        julia, ana = list_accounts(connection)[::-1]
        begin_sign_in(connection, julia, "one", "", NOW)
        begin_sign_in(connection, julia, "two", "", NOW)
        begin_sign_in(connection, ana, "three", "", NOW)
        if how == "password":
            set_password(connection, julia, "other", NOW)
        else:
            set_disabled(connection, julia, NOW, is_disabled=True)
        assert [find_sign_in(connection, one, NOW)[2] for one in ("one", "two", "three")] == [Ending.ENDED] * 2 + [None]


def test_the_wait_grows_to_a_quarter_of_an_hour_and_no_further() -> None:
    assert not any(wait_after(number) for number in range(FREE_TRIES))
    waits = [wait_after(number) for number in range(FREE_TRIES, 200)]
    assert waits[0] == timedelta(seconds=30)
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(minutes=15)


def test_a_lock_is_kept_and_forgotten_by_hand_or_by_signing_in(store: Database) -> None:
    with store.writing() as connection:
        account = known_account(connection, "julia mas")
        for _ in range(FREE_TRIES):
            count_failure(connection, account, NOW)
        locked = known_account(connection, "julia mas")
        assert (locked.failed, locked.locked_until) == (FREE_TRIES, NOW + timedelta(seconds=30))
        unlock(connection, locked)
        assert known_account(connection, "julia mas").locked_until is None
        count_failure(connection, account, NOW)
        begin_sign_in(connection, account, "token", "", NOW)
        assert known_account(connection, "julia mas").failed == 0


# Passwords


@pytest.mark.parametrize("password", ["", "short", "eleven long", "x" * 201, "jm" * 6, "aaaaaaaaaaaa", "jm-jm-jm-jm-"])
def test_what_is_no_password(password: str) -> None:
    with pytest.raises(InputError):
        check_password(password, "jm")


@pytest.mark.parametrize("password", [WORDS, "contraseña larga", "123456789012x", "日本語の長い長い合言葉です"])
def test_what_is_a_password(password: str) -> None:
    assert check_password(password, "jm")


def test_a_password_is_right_however_its_letters_are_composed() -> None:
    passwords = Passwords(CHEAP)
    kept = passwords.hash(check_password("contrasen\u0303a larga", "jm"))
    assert kept.startswith("$argon2id$")
    assert passwords.is_right("contraseña larga", kept)
    assert not passwords.is_right("contrasena larga", kept)
    assert not passwords.is_right("contraseña larga", None)
    assert not passwords.is_right("contraseña larga", "no hash")
    assert passwords.hash(WORDS) != passwords.hash(WORDS)


def test_hashes_take_the_work_that_is_recommended() -> None:
    kept = Passwords().hash(WORDS)
    assert "m=65536,t=3" in kept
    assert Passwords().is_weak(Passwords(CHEAP).hash(WORDS))
    assert not Passwords().is_weak(kept)


@pytest.mark.parametrize(("package", "made"), [("argon2", Passwords), ("limits", Bounds)])
def test_a_package_that_is_missing_is_named(
    package: str, made: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(LibraryError, match=r"formcheck\[practice\]"):
        made()


# The command


def run(store: Path, *options: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command as a script does."""
    call = [str(COMMAND), "accounts", "--store", str(store), "--language", "en", "--author", "boss", *options]
    return subprocess.run(call, input=typed, capture_output=True, text=True, timeout=120, check=False)


def test_accounts_are_made_changed_and_listed(tmp_path: Path) -> None:
    place = tmp_path / "clinic.sqlite"
    assert "jm can sign in" in run(place, "--add", "jm", "--role", "clinician", typed=f"{WORDS}\n").stdout
    assert "has another password" in run(place, "--password", "JM", typed="quite other words\n").stdout
    assert "cannot sign in any more" in run(place, "--disable", "jm").stdout
    listed = json.loads(run(place, "--json").stdout)
    assert listed == [{"name": "jm", "role": "clinician", "is_disabled": True, "locked_until": None}]
    assert "jm" in run(place).stdout
    opened = open_database(place)
    with opened.reading() as connection:
        account = find_account(connection, "jm")
        assert account is not None
        assert Passwords().is_right("quite other words", account.password)
        logged = [(one.who, one.what, one.exactly) for one in log_since(connection)]
    opened.close()
    assert logged == [
        ("boss", "account-added", "jm"),
        ("boss", "password-changed", "jm"),
        ("boss", "account-disabled", "jm"),
    ]


@pytest.mark.parametrize(
    ("options", "typed", "code", "said"),
    [
        (("--add", "jm", "--role", "clinician"), "short\n", 3, "12 to 200 make one"),
        (("--add", "jm", "--role", "clinician"), "", 3, "0 letters"),
        (("--add", "jm"), "", 2, "belong together"),
        (("--add", "jm", "--role", "king"), "", 2, "clinician or reader"),
        (("--disable", "jm", "--enable", "jm"), "", 2, "one thing at a time"),
        (("--disable", "nobody"), "", 3, "no store"),
    ],
)
def test_what_is_refused_is_told(tmp_path: Path, options: tuple[str, ...], typed: str, code: int, said: str) -> None:
    done = run(tmp_path / "clinic.sqlite", *options, typed=typed)
    assert done.returncode == code
    assert said in " ".join(done.stderr.split())


def test_pages_for_others_are_not_served_to_nobody(tmp_path: Path) -> None:
    call = [str(COMMAND), "clinic", "--store", str(tmp_path / "clinic.sqlite"), "--host", "0.0.0.0", "--no-open"]  # noqa: S104
    done = subprocess.run(call, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 3
    assert "formcheck accounts --add NAME --role clinician" in done.stderr
