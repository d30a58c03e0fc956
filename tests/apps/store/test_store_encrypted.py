"""Encrypting the store from the command line, and every command on it: by a keyring, a file, or whoever is asked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
import typer
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringError

from formcheck.apps.store.keeping import VisitKeeper
from formcheck.apps.store.unlocking import PASSPHRASE_FILE, SHORTEST, SystemKeys, made_up_passphrase
from formcheck.errors import InputError
from formcheck.store.cipher import derive, opens, salt_of, seems_encrypted
from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive
from tests.support.commands import Run
from tests.support.locked import NEW_KEY, PASSPHRASE, KnownKeys, open_any
from tests.support.stored import AUTHOR, NOW, recording

OTHER = "another passphrase"


class Ring(KeyringBackend):
    """A keyring in memory."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is held."""
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Hold it."""
        self.held[service, username] = password


class LockedRing(Ring):
    """A keyring that cannot be opened."""

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002 - as of any keyring
        """Refuse."""
        raise KeyringError("locked")


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    """Put a keyring in the place of this computer's; nobody sits at the terminal."""
    monkeypatch.delenv(PASSPHRASE_FILE, raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    before = keyring.get_keyring()
    made = Ring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store with one person."""
    return filled(tmp_path / "clinic.sqlite")


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return the same, encrypted."""
    return filled(tmp_path / "locked.sqlite")


def filled(place: Path) -> Path:
    """Make a store with one person."""
    opened = open_any(place)
    DatabaseArchive(opened).keep("anna-04", recording(), NOW, AUTHOR)
    opened.close()
    return place


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Let somebody sit at the terminal and type; return what was asked, as it is asked."""
    asked: list[str] = []
    left = list(answers)

    def prompt(text: str, **_: object) -> str:
        asked.append(text)
        return left.pop(0)

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(typer, "prompt", prompt)
    return asked


def in_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str = PASSPHRASE, mode: int = 0o600) -> Path:
    """Name a file with a passphrase, as a service does."""
    path = tmp_path / "passphrase"
    path.write_text(f"{passphrase}\nnot this line\n", encoding="utf-8")
    path.chmod(mode)
    monkeypatch.setenv(PASSPHRASE_FILE, str(path))
    return path


def test_one_that_is_made_up_is_shown_once_and_remembered(store: Path, ring: Ring, formcheck: Run) -> None:
    done = formcheck("encrypt", "--make-up", "--remember", "--store", store)
    assert done.code == 0, done.err
    (passphrase,) = ring.held.values()
    assert passphrase in done.out
    assert ring.held == {("formcheck", salt_of(store).hex()): passphrase}
    assert seems_encrypted(store)
    assert opens(store, derive(passphrase, salt_of(store)))
    assert "Back-ups and exports made before are not" in done.words
    people = formcheck("people", "--store", store)
    assert (people.code, "anna-04" in people.out) == (0, True)
    store.rename(store.with_name("moved.sqlite"))  # wherever it is, the keyring knows it
    assert formcheck("people", "--store", store.with_name("moved.sqlite")).code == 0


def test_one_that_somebody_types(store: Path, ring: Ring, formcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = typed(monkeypatch, PASSPHRASE)
    assert formcheck("encrypt", "--store", store).code == 0
    assert asked == ["New passphrase"]
    assert ring.held == {}
    asked = typed(monkeypatch, "wrong one here", PASSPHRASE)
    assert formcheck("people", "--store", store).code == 0
    assert [one.split(".")[0] for one in asked] == [f"Passphrase of {store}".split(".")[0], "That does not open it"]


def test_a_wrong_one_is_told_and_ends_with_three(
    locked: Path, formcheck: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typed(monkeypatch, "a", "b", "c")
    done = formcheck("people", "--store", locked)
    assert (done.code, "is opened by none of the passphrases given" in done.words) == (3, True)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    done = formcheck("people", "--store", locked)
    assert (done.code, "is encrypted" in done.words, PASSPHRASE_FILE in done.words) == (3, True, True)
    in_file(tmp_path, monkeypatch, OTHER)
    done = formcheck("people", "--store", locked)
    assert (done.code, "is opened by none" in done.words) == (3, True)
    assert OTHER not in done.words


def test_a_service_names_a_file_that_only_it_can_read(
    locked: Path, formcheck: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = in_file(tmp_path, monkeypatch)
    for command in (["people"], ["rebuild"], ["export", "anna-04", "--out", tmp_path / "out"]):
        done = formcheck(*command, "--store", locked)
        assert done.code == 0, done.err
    path.chmod(0o640)
    done = formcheck("people", "--store", locked)
    assert (done.code, "may be read by others" in done.words) == (3, True)
    path.chmod(0o600)
    path.write_text("\n", encoding="utf-8")
    assert "holds no passphrase" in formcheck("people", "--store", locked).words
    path.unlink()
    assert "cannot be read" in formcheck("people", "--store", locked).words


def test_too_short_a_one_is_refused(store: Path, formcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "x" * (SHORTEST - 1))
    done = formcheck("encrypt", "--store", store)
    assert (done.code, f"fewer than {SHORTEST} letters" in done.words) == (3, True)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    assert "cannot be asked for" in formcheck("encrypt", "--store", store).words
    assert not seems_encrypted(store)


@pytest.mark.parametrize("kind", [NoKeyring, LockedRing])
def test_without_a_keyring_nothing_is_begun(store: Path, formcheck: Run, kind: type[KeyringBackend]) -> None:
    keyring.set_keyring(kind())
    done = formcheck("encrypt", "--make-up", "--remember", "--store", store)
    assert (done.code, "no keyring" in done.words) == (3, True)
    assert not seems_encrypted(store)
    assert formcheck("encrypt", "--make-up", "--store", store).code == 0  # it is needed for nothing else
    assert formcheck("people", "--store", store).code == 3


def test_the_passphrase_changes_and_the_store_is_made_plain_again(
    locked: Path, ring: Ring, formcheck: Run, tmp_path: Path
) -> None:
    ring.held["formcheck", NEW_KEY.salt.hex()] = PASSPHRASE
    assert formcheck("backup", tmp_path / "copy.sqlite", "--store", locked).code == 0
    done = formcheck("encrypt", "--make-up", "--remember", "--store", locked)
    assert (done.code, "by the new passphrase" in done.words) == (0, True)
    assert not opens(locked, NEW_KEY)
    assert len(ring.held) == 2
    assert formcheck("restore", tmp_path / "copy.sqlite", "--store", tmp_path / "back.sqlite").code == 0
    assert opens(tmp_path / "back.sqlite", NEW_KEY)  # as the back-up is
    assert formcheck("decrypt", "--yes", "--store", locked).code == 0
    assert not seems_encrypted(locked)
    again = formcheck("decrypt", "--yes", "--store", locked)
    assert (again.code, "is not encrypted" in again.words) == (3, True)


def test_a_back_up_that_is_encrypted_does_not_come_back_plain(
    locked: Path, ring: Ring, formcheck: Run, tmp_path: Path
) -> None:
    ring.held["formcheck", NEW_KEY.salt.hex()] = PASSPHRASE
    formcheck("backup", tmp_path / "copy.sqlite", "--store", locked)
    open_database(tmp_path / "plain.sqlite").close()
    done = formcheck("restore", tmp_path / "copy.sqlite", "--store", tmp_path / "plain.sqlite")
    assert (done.code, "is not encrypted, and the back-up is" in done.words) == (3, True)


def test_a_server_is_told_to_encrypt_its_disk(formcheck: Run) -> None:
    done = formcheck("encrypt", "--make-up", "--store", "postgresql://anna:secret@host/clinic")
    assert (done.code, "Encrypt the disk of the server" in done.words, "secret" in done.words) == (3, True, False)


def test_without_the_library_it_is_said_how_it_comes(
    store: Path, formcheck: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    monkeypatch.delitem(sys.modules, "sqlcipher3.dbapi2", raising=False)
    done = formcheck("encrypt", "--make-up", "--store", store)
    assert (done.code, 'pip install "formcheck[encrypted]"' in done.words) == (5, True)


def test_live_asks_at_its_start_and_never_in_a_visit(
    locked: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    asked = typed(monkeypatch, PASSPHRASE)
    keeper = VisitKeeper(tmp_path / "visits", "anna-04", str(locked))
    keeper.unlock()
    keeper.keep_left()
    assert len(asked) == 1
    asked = typed(monkeypatch, "a", "b", "c")
    other = VisitKeeper(tmp_path / "visits", "anna-04", str(locked))
    other.unlock()
    assert "visits are not taken into the store" in caplog.text
    with pytest.raises(InputError, match="is encrypted"):
        other.keep_left()
    assert len(asked) == 3


def test_a_key_is_derived_once(locked: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_file(tmp_path, monkeypatch)
    keys = SystemKeys()
    assert keys.key_of(locked) is keys.key_of(locked)
    assert keys.key_of(locked) == KnownKeys().key_of(locked)


def test_what_is_made_up_is_never_twice_the_same() -> None:
    made = {made_up_passphrase() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one.replace("-", "")) == 30 for one in made)
