"""Putting a result into its place, where the system does it as Windows does, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from formcheck.apps.batch import store
from formcheck.apps.batch.marks import MARK, Procedure, Recipe, ResultMark, Stamp
from formcheck.apps.batch.store import part_of, put

RESULT = ResultMark(
    1, Stamp("anna.mp4", 1, 1, ""), Recipe(Procedure("0", "heavy", "", "litert", False), {}), 0, "", 1, 1
)


@pytest.fixture(autouse=True)
def as_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rename onto nothing that is there, not even an empty folder; and don't wait."""
    rename = Path.rename

    def rename_to_a_free_name(self: Path, target: Path) -> Path:
        if target.exists():
            raise FileExistsError(17, "Cannot create a file when that file already exists", str(self), 183, str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", rename_to_a_free_name)
    monkeypatch.setattr(store, "_PAUSE_S", 0.0)


def put_one(final: Path, text: str) -> None:
    with part_of(final) as part:
        (part / "who").write_text(text, encoding="utf-8")
        put(part, final, RESULT)


def refuse(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Refuse to rename a new result a number of times, as while a virus scanner looks at a file in it."""
    rename, left = Path.rename, iter(range(times))

    def refuse_at_first(self: Path, target: Path) -> Path:
        if self.name.startswith(".formcheck-part-") and next(left, None) is not None:
            raise PermissionError(13, "The process cannot access the file", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_at_first)


def test_a_result_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    put_one(tmp_path / "anna", "first")
    put_one(tmp_path / "anna", "second")
    assert (tmp_path / "anna" / "who").read_text(encoding="utf-8") == "second"
    assert (tmp_path / "anna" / MARK).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["anna"]


def test_a_file_that_is_looked_at_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_one(tmp_path / "anna", "first")
    refuse(monkeypatch, 3)
    put_one(tmp_path / "anna", "second")
    assert (tmp_path / "anna" / "who").read_text(encoding="utf-8") == "second"


def test_a_result_that_cannot_get_there_leaves_the_older_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_one(tmp_path / "anna", "first")
    refuse(monkeypatch, 100)
    with pytest.raises(PermissionError):
        put_one(tmp_path / "anna", "second")
    assert (tmp_path / "anna" / "who").read_text(encoding="utf-8") == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["anna"]
