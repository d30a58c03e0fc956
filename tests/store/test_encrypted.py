"""A store that is encrypted on the disk: nothing of it can be read there, and everything of it can be done with it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest

from formcheck.errors import InputError, LibraryError
from formcheck.store.cipher import Key, connect, derive, driver, opens, salt_of, seems_encrypted
from formcheck.store.copies import back_up, check_backup, restore
from formcheck.store.database import Database, is_foreign, open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.people import known_person, set_name
from formcheck.store.sealing import reseal
from tests.support.locked import NEW_KEY, PASSPHRASE, KnownKeys, open_any
from tests.support.made_clinic import FREE_TEXT, make_clinic
from tests.support.stored import AUTHOR, NOW, recording

OTHER_KEY = Key(b"\x07" * 32, b"another salt 123")

TOLD = [
    b"looked_through",
    "Fernández".encode(),
    FREE_TEXT.encode(),
    b"repetitions",
    b"tibial-slider",
    b"SQLite format",
    b"CREATE",
]


class OtherKeys:
    """Knows the other key, as it is."""

    def key_of(self, path: Path) -> Key:
        """Return it."""
        assert salt_of(path) == OTHER_KEY.salt
        return OTHER_KEY


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Return a store with people in it, which is not encrypted."""
    return made(tmp_path / "clinic.sqlite")


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return the same, encrypted."""
    return made(tmp_path / "locked.sqlite")


def made(place: Path) -> Path:
    """Make a store with people in it."""
    store = open_any(place)
    make_clinic(store)
    store.close()
    return place


def in_files(folder: Path) -> dict[str, set[bytes]]:
    """Return what can be read in each file of a folder."""
    return {path.name: {one for one in TOLD if one in path.read_bytes()} for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def in_use(locked: Path) -> Iterator[Database]:
    """Return the encrypted store, open, with changes in its log that are not in the file yet."""
    store = open_any(locked)
    with store.writing() as connection:
        set_name(connection, known_person(connection, "amy"), "Amy Fernández García")
    yield store
    store.close()


@pytest.mark.usefixtures("in_use")
def test_nothing_of_it_can_be_read_on_the_disk(locked: Path) -> None:
    found = in_files(locked.parent)
    assert found == {"locked.sqlite": set(), "locked.sqlite-wal": set(), "locked.sqlite-shm": set()}
    assert (locked.parent / "locked.sqlite-wal").stat().st_size > 0


def test_of_a_plain_one_all_of_it_can(plain: Path) -> None:
    """Else the test above would prove nothing."""
    found = in_files(plain.parent)["clinic.sqlite"]
    assert found >= {b"looked_through", "Fernández".encode(), FREE_TEXT.encode(), b"SQLite format"}


def test_it_is_kept_as_safely_as_a_plain_one(in_use: Database) -> None:
    asked = {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "application_id": 0x666F726D,
    }
    with in_use.reading() as connection:
        assert {one: connection.exec_driver_sql(f"PRAGMA {one}").scalar() for one in asked} == asked


def test_other_programs_that_know_sqlcipher_open_it_by_the_passphrase(locked: Path) -> None:
    library = import_module("sqlcipher3.dbapi2")
    with closing(library.connect(str(locked))) as other:
        other.execute(f"PRAGMA key = '{PASSPHRASE}'")
        assert other.execute("SELECT count(*) FROM person").fetchone() == (14,)


def test_without_a_key_or_with_a_wrong_one_it_is_not_opened_and_stays(locked: Path) -> None:
    before = locked.read_bytes()
    with pytest.raises(InputError, match="is encrypted"):
        open_database(locked)
    assert not opens(locked, derive("another passphrase", salt_of(locked)))
    assert is_foreign(locked, derive("another passphrase", salt_of(locked)))
    assert not is_foreign(locked, NEW_KEY)
    assert locked.read_bytes() == before


def test_what_is_no_store_is_told_without_a_key(tmp_path: Path) -> None:
    for name, content in (("letter", b"Dear Anna, " * 4096), ("zeros", bytes(8192)), ("page", os.urandom(4095))):
        (tmp_path / name).write_bytes(content)
        assert not seems_encrypted(tmp_path / name)
        with pytest.raises(InputError, match="is no store of formcheck"):
            open_database(tmp_path / name, KnownKeys())


def test_a_damaged_page_is_told(locked: Path) -> None:
    with locked.open("r+b") as file:
        file.seek(4096 * 3 + 100)
        file.write(os.urandom(500))
    with pytest.raises(InputError, match=r"damaged|cannot be used|disk"):
        documents(locked, KnownKeys())


def test_a_back_up_is_encrypted_with_the_same_key_and_comes_back(in_use: Database, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    copy = tmp_path / "copies" / "copy.sqlite"
    back_up(in_use, copy)
    back_up(in_use, copy)  # in place of the earlier one
    assert in_files(copy.parent) == {"copy.sqlite": set()}
    assert salt_of(copy) == NEW_KEY.salt
    key = check_backup(copy, KnownKeys())
    assert key == NEW_KEY
    target = open_database(tmp_path / "new.sqlite", KnownKeys(), key)
    restore(copy, target, KnownKeys())
    assert len(list(DatabaseArchive(target).visits())) == 14
    target.close()
    assert seems_encrypted(tmp_path / "new.sqlite")
    with pytest.raises(InputError, match="is encrypted"):
        check_backup(copy)


def test_the_back_up_of_another_store_is_not_written_over(in_use: Database, tmp_path: Path) -> None:
    other = open_database(tmp_path / "other.sqlite", OtherKeys(), OTHER_KEY)
    other.close()
    with pytest.raises(InputError, match="no back-up of this store"):
        back_up(in_use, tmp_path / "other.sqlite")


def test_no_back_up_is_put_in_the_place_of_a_plain_store_s_of_another_program(in_use: Database, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as other:
        other.execute("CREATE TABLE x (y)")
    with pytest.raises(InputError, match="no back-up"):
        back_up(in_use, tmp_path / "x.sqlite")


def documents(place: Path, keys: KnownKeys | OtherKeys | None = None) -> dict[object, object]:
    """Return all that is in a store."""
    store = open_database(place, keys)
    try:
        archive = DatabaseArchive(store)
        return {visit: archive.read(visit) for visit in archive.visits()}
    finally:
        store.close()


def test_made_encrypted_and_plain_again_nothing_is_lost(plain: Path) -> None:
    before = documents(plain)
    reseal(plain, None, NEW_KEY)
    assert in_files(plain.parent) == {"clinic.sqlite": set()}
    assert plain.stat().st_mode & 0o077 == 0
    assert documents(plain, KnownKeys()) == before
    reseal(plain, NEW_KEY, OTHER_KEY)
    assert not opens(plain, NEW_KEY)
    assert documents(plain, OtherKeys()) == before
    reseal(plain, OTHER_KEY, None)
    assert documents(plain) == before
    store = open_database(plain)
    DatabaseArchive(store).keep("zoe", recording(), NOW, AUTHOR)  # ids go on where they were
    store.close()


def test_the_old_file_is_written_over(plain: Path, tmp_path: Path) -> None:
    other_name = tmp_path / "elsewhere"
    os.link(plain, other_name)
    reseal(plain, None, NEW_KEY)
    assert set(other_name.read_bytes()) == {0}


USING = """
import sys
from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive
store = open_database(sys.argv[1])
print(len(list(DatabaseArchive(store).visits())), flush=True)
sys.stdin.readline()
"""


def test_a_store_in_use_is_left_as_it_is(plain: Path) -> None:
    before = documents(plain)
    # Another program: in one program the locks of two libraries do not keep each other out.
    with subprocess.Popen(
        [sys.executable, "-c", USING, plain], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "14\n"
        with pytest.raises(InputError, match="is in use"):
            reseal(plain, None, NEW_KEY)
        other.communicate("\n")
    assert not seems_encrypted(plain)
    assert documents(plain) == before
    reseal(plain, None, NEW_KEY)
    assert documents(plain, KnownKeys()) == before


def test_a_copy_that_is_not_whole_takes_no_place(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = documents(plain)
    monkeypatch.setattr("formcheck.store.sealing._rows", lambda connection: {str(id(connection)): 1})
    with pytest.raises(InputError, match="cannot be copied whole"):
        reseal(plain, None, NEW_KEY)
    assert documents(plain) == before
    assert [path.name for path in plain.parent.iterdir()] == ["clinic.sqlite"]


KILLED = """
import os, signal, sys
from pathlib import Path
from formcheck.store import sealing
from tests.support.locked import NEW_KEY
here = getattr(sealing, sys.argv[2])
def then_die(*given):
    if sys.argv[3] == "after":
        here(*given)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(sealing, sys.argv[2], then_die)
sealing.reseal(Path(sys.argv[1]), None, NEW_KEY)
"""


@pytest.mark.parametrize(
    ("step", "moment", "is_done"),
    [
        ("_copy", "after", False),
        ("_take_place", "before", False),
        ("_settle", "after", False),
        ("_write_over", "before", True),
    ],
)
def test_killed_it_is_the_one_or_the_other(plain: Path, step: str, moment: str, is_done: bool) -> None:
    before = documents(plain)
    done = subprocess.run([sys.executable, "-c", KILLED, plain, step, moment], check=False)
    assert done.returncode == -9  # killed
    assert seems_encrypted(plain) == is_done
    assert documents(plain, KnownKeys()) == before
    if is_done:  # what was left of the old file goes when the new one is opened, and not only with the next thing made
        assert [path.name for path in plain.parent.iterdir()] == ["clinic.sqlite"]


def test_where_the_library_is_missing_that_is_told(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    monkeypatch.delitem(sys.modules, "sqlcipher3.dbapi2", raising=False)
    for ask in (
        lambda: open_any(locked),
        lambda: connect(locked, NEW_KEY),
        lambda: driver(is_encrypted=True),
        lambda: reseal(locked, NEW_KEY, None),
    ):
        with pytest.raises(LibraryError, match="needs the package sqlcipher3") as told:
            ask()
        assert "formcheck[encrypted]" in told.value.next_step
    open_database(locked.with_name("plain.sqlite")).close()  # nobody else needs it


def test_a_key_is_not_shown() -> None:
    assert NEW_KEY.secret.hex() not in repr(NEW_KEY)
    assert "secret" not in repr(NEW_KEY)
