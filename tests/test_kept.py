"""Results appear whole or not at all, and what was there is lost to nothing: not to a kill, not to a second run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from stat import S_IMODE

import pytest

from formcheck import kept
from formcheck.errors import InputError
from formcheck.kept import make_folder, part_in, put, put_where_free, sweep, whole_file, whole_folder, write_whole

OWN = {"report.html", "record.jsonl"}
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")


@pytest.fixture
def as_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rename onto nothing that is there, not even an empty folder."""
    rename = Path.rename

    def rename_to_a_free_name(self: Path, target: Path) -> Path:
        if target.exists():
            raise FileExistsError(17, "Cannot create a file when that file already exists", str(self), 183, str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", rename_to_a_free_name)


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_PAUSE_S", 0.0)


def fill(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "report.html").write_text(text, encoding="utf-8")


def write_result(final: Path, text: str) -> None:
    with whole_folder(final, OWN) as new:
        fill(new, text)


def report_in(folder: Path) -> str:
    return (folder / "report.html").read_text(encoding="utf-8")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refuse_renames(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Refuse to rename a new result a number of times, as while a virus scanner looks at a file in it."""
    rename, left = Path.rename, iter(range(times))

    def refuse_at_first(self: Path, target: Path) -> Path:
        if self.name == "new" and next(left, None) is not None:
            raise PermissionError(13, "The process cannot access the file", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_at_first)


@pytest.mark.parametrize("system", ["posix", "windows"])
def test_a_result_takes_the_place_of_an_older_one(tmp_path: Path, system: str, request: pytest.FixtureRequest) -> None:
    if system == "windows":
        request.getfixturevalue("as_on_windows")
    for name in ("anna", "new", "older", "lock"):
        write_result(tmp_path / name, "first")
        write_result(tmp_path / name, "second")
        assert report_in(tmp_path / name) == "second"
    assert names_in(tmp_path) == ["anna", "lock", "new", "older"]


def write_half(folder: Path) -> None:
    with whole_folder(folder, OWN) as new:
        fill(new, "half of it")
        raise ValueError("nobody")


def test_one_that_fails_leaves_the_older_one(tmp_path: Path) -> None:
    write_result(tmp_path / "anna", "first")
    with pytest.raises(ValueError, match="nobody"):
        write_half(tmp_path / "anna")
    assert report_in(tmp_path / "anna") == "first"
    assert names_in(tmp_path) == ["anna"]


def test_what_people_put_beside_a_result_stays(tmp_path: Path) -> None:
    anna = tmp_path / "anna"
    write_result(anna, "first")
    (anna / "record.jsonl").write_text("of the first", encoding="utf-8")
    (anna / "notes.txt").write_text("my own", encoding="utf-8")
    (anna / "letters").mkdir()
    (anna / "letters" / "one.txt").write_text("mine, too", encoding="utf-8")
    write_result(anna, "second")
    assert names_in(anna) == ["letters", "notes.txt", "report.html"]  # the older record would contradict the report
    assert (anna / "letters" / "one.txt").read_text(encoding="utf-8") == "mine, too"


def test_a_file_that_is_looked_at_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_result(tmp_path / "anna", "first")
    refuse_renames(monkeypatch, 3)
    write_result(tmp_path / "anna", "second")
    assert report_in(tmp_path / "anna") == "second"


def test_a_result_that_cannot_get_there_leaves_the_older_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_result(tmp_path / "anna", "first")
    refuse_renames(monkeypatch, 100)
    with pytest.raises(PermissionError):
        write_result(tmp_path / "anna", "second")
    assert report_in(tmp_path / "anna") == "first"
    assert names_in(tmp_path) == ["anna"]


def test_two_at_once_leave_one_whole(tmp_path: Path) -> None:
    with part_in(tmp_path) as one, part_in(tmp_path) as other:
        fill(one, "one")
        fill(other, "other")
        put(one, tmp_path / "anna", OWN)
        put(other, tmp_path / "anna", OWN)
    assert report_in(tmp_path / "anna") == "other"
    assert names_in(tmp_path) == ["anna"]


def test_a_place_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    with part_in(tmp_path) as new:
        fill(new, "mine")
        (tmp_path / "anna").mkdir()
        assert not put_where_free(new, tmp_path / "anna")
        assert put_where_free(new, tmp_path / "anna-2")
    assert report_in(tmp_path / "anna-2") == "mine"


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_only_this_account_looks_into_it(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_result(tmp_path / "out" / "today" / "anna", "mine")
        write_whole(tmp_path / "out" / "all.csv", "mine")
    finally:
        os.umask(before)
    for path in (tmp_path / "out").rglob("*"):
        assert S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    assert S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


def test_a_folder_that_is_there_keeps_its_permissions(tmp_path: Path) -> None:
    before = tmp_path.stat().st_mode
    make_folder(tmp_path)
    assert tmp_path.stat().st_mode == before


@posix
def test_links_are_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "letter.txt").write_text("private", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "anna").symlink_to(tmp_path / "private")
    (tmp_path / "out" / "all.csv").symlink_to(tmp_path / "private" / "letter.txt")
    write_result(tmp_path / "out" / "anna", "mine")
    write_whole(tmp_path / "out" / "all.csv", "mine")
    assert names_in(tmp_path / "private") == ["letter.txt"]
    assert (tmp_path / "private" / "letter.txt").read_text(encoding="utf-8") == "private"
    assert report_in(tmp_path / "out" / "anna") == "mine"


def write_half_a_file(path: Path) -> None:
    with whole_file(path) as new:
        new.write_text("half", encoding="utf-8")
        raise ValueError("enough")


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    write_whole(tmp_path / "all.csv", "first")
    with pytest.raises(ValueError, match="enough"):
        write_half_a_file(tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_text(encoding="utf-8") == "first"
    assert names_in(tmp_path) == ["all.csv"]


KILLED = """
import os, signal, sys
from pathlib import Path
from formcheck.kept import part_in
with part_in(Path(sys.argv[1])) as new:
    new.mkdir()
    (new / "report.html").write_text("half of it", encoding="utf-8")
    if sys.argv[2] == "putting":
        final = Path(sys.argv[1], "anna")
        (new.parent / "older").mkdir()
        final.rename(new.parent / "older" / "anna")
    os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
"""


def be_killed(folder: Path, at: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, folder, at], check=False)
    assert done.returncode != 0
    assert any(name.startswith(".formcheck-part-") for name in names_in(folder))


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    write_result(tmp_path / "anna", "first")
    be_killed(tmp_path, "work")
    assert report_in(tmp_path / "anna") == "first"
    write_result(tmp_path / "ben", "second")
    assert names_in(tmp_path) == ["anna", "ben"]


def test_killed_between_two_renames_the_older_result_comes_back(tmp_path: Path) -> None:
    write_result(tmp_path / "anna", "first")
    be_killed(tmp_path, "putting")
    assert not (tmp_path / "anna").exists()
    sweep(tmp_path)
    assert report_in(tmp_path / "anna") == "first"
    assert names_in(tmp_path) == ["anna"]


def test_the_work_of_a_run_that_is_alive_is_left_alone(tmp_path: Path) -> None:
    with part_in(tmp_path) as new:
        fill(new, "mine")
        sweep(tmp_path)
        assert report_in(new) == "mine"


@pytest.mark.parametrize("name", [".", ".."])
def test_the_folder_one_is_in_is_not_moved_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(InputError, match="Name a folder for the results alone"):
        write_result(Path(name).resolve(), "mine")


def test_a_full_disk_names_the_folder_that_people_know(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space") as caught, whole_folder(tmp_path / "anna", OWN) as new:
        raise OSError(28, "No space left on device", str(new / "overlay.mp4"))
    assert caught.value.filename == str(tmp_path)
