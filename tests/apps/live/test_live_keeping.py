"""``live --person``: visits are taken into the store as parts of them end, and a store out of reach costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from formcheck.apps.live.controller import VisitController
from formcheck.apps.live.server import LiveServer, make_app
from formcheck.apps.store.keeping import VisitKeeper, own_folder
from formcheck.apps.store.place import now
from formcheck.errors import InputError
from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.folder_archive import FolderArchive
from formcheck.store.model import Taken, VisitDocuments
from tests.support.live import Tab, make_controller, make_live_pose, open_window
from tests.support.processes import wait_until
from tests.support.stored import finished, sitting
from tests.support.stored_folders import write_visit


class Noting:
    """Notes what is to be kept; fails as long as it is told to."""

    place = "here"

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.kept: list[Path] = []
        self.left = 0

    def keep(self, visit: Path) -> None:
        """Note a visit."""
        if self.error is not None:
            raise self.error
        self.kept.append(visit)

    def keep_left(self) -> None:
        """Note that what was left is to be kept."""
        self.left += 1


@pytest.fixture
def controller(tmp_path: Path) -> VisitController:
    """Return a visit of two repetitions in one set."""
    controller = make_controller(tmp_path)
    controller._live_pose = None
    return controller


def exercise(controller: VisitController, keeper: Noting, then: Callable[[Tab], None]) -> None:
    """Do a whole visit, and something at its end."""
    server = LiveServer(controller, lambda _: make_live_pose(), keeper=keeper)
    with open_window(make_app(server)) as window, window.tab() as tab:
        tab.hear_ready()
        tab.begin()
        tab.watch(60.0, until={"after"})
        then(tab)


@pytest.fixture(autouse=True)
def no_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write no reports."""
    monkeypatch.setattr("formcheck.apps.live.recorder.replay", lambda *_, **__: None)


def test_a_visit_is_taken_in_when_a_part_and_when_all_of_it_is_over(controller: VisitController) -> None:
    keeper = Noting()

    def end(tab: Tab) -> None:
        wait_until(lambda: bool(keeper.kept))
        parts = len(keeper.kept)
        tab.tell(do="after", pain=1, is_numb=False)
        wait_until(lambda: len(keeper.kept) > parts)

    exercise(controller, keeper, end)
    assert keeper.left == 1
    assert set(keeper.kept) == {controller._log.folder}


def test_a_store_out_of_reach_costs_nothing_and_is_told_at_the_end(controller: VisitController) -> None:
    keeper = Noting()
    trouble: list[object] = []

    def end(tab: Tab) -> None:
        keeper.error = InputError("cannot be used: nobody answers there.", where="postgresql://practice/clinic")
        tab.tell(do="after", pain=1, is_numb=False)
        wait_until(lambda: controller.view()["trouble"] is not None)
        trouble.append(controller.view()["trouble"])

    exercise(controller, keeper, end)
    (told,) = trouble
    assert isinstance(told, dict)
    assert told["title"] == "Your visit is not in the store yet"
    assert "nobody answers there" in told["detail"]
    assert controller.course.visit.is_ended


# What takes them in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a person's visits."""
    return own_folder(tmp_path / "visits", "anna-04")


def held(place: Path) -> list[VisitDocuments]:
    """Return what is in a store."""
    database = open_database(place)
    archive = DatabaseArchive(database)
    found = [archive.read(one) for one in archive.visits("anna-04")]
    database.close()
    return found


def test_everybody_has_a_folder_that_says_whose_it_is(tmp_path: Path, folder: Path) -> None:
    write_visit(folder / "today", sitting())
    assert own_folder(tmp_path / "visits", "ANNA-04") == folder
    assert own_folder(tmp_path / "visits", "ben-11") != folder
    assert [one.person for one in FolderArchive(tmp_path / "visits").visits()] == ["anna-04"]


@pytest.mark.parametrize("name", ["../up", "", "con"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        own_folder(tmp_path / "visits", name)
    assert not (tmp_path / "visits").exists()


def test_what_a_killed_run_left_is_taken_in_at_the_next_start(tmp_path: Path, folder: Path) -> None:
    write_visit(folder / "one", sitting(finished()[:3], parts=()))
    keeper = VisitKeeper(folder, "anna-04", str(tmp_path / "clinic.sqlite"))
    keeper.keep_left()
    write_visit(folder / "one", sitting())
    write_visit(folder / "two", sitting(finished(pain_before=3), now()))
    keeper.keep_left()
    assert [len(one.documents) for one in held(tmp_path / "clinic.sqlite")] == [3, 3]


def test_what_is_kept_is_not_read_again(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_visit(folder / "one", sitting())
    keeper = VisitKeeper(folder, "anna-04", str(tmp_path / "clinic.sqlite"))
    keeper.keep(folder / "one")

    def keep(*_: object) -> Taken:
        raise AssertionError("it is there already")

    monkeypatch.setattr(DatabaseArchive, "keep", keep)
    keeper.keep_left()


def test_a_visit_that_cannot_be_read_costs_the_others_nothing(tmp_path: Path, folder: Path) -> None:
    write_visit(folder / "one", VisitDocuments({"visit.jsonl": b"nothing\n"}))
    write_visit(folder / "two", sitting())
    VisitKeeper(folder, "anna-04", str(tmp_path / "clinic.sqlite")).keep_left()
    assert held(tmp_path / "clinic.sqlite") == [sitting()]
