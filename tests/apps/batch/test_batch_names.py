"""Names that are no UTF-8, as old cameras and other systems leave them on a disk, cost nobody anything."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from formcheck.apps.batch.entries import Standard
from formcheck.apps.batch.lists import load_list
from formcheck.apps.batch.run import batch
from formcheck.errors import FaultyFileError
from tests.support.commands import Run
from tests.support.estimators import FakeEstimator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name of a file is Unicode")

OUT = Path("results")
STANDARD = Standard("tibial-slider-seated", None, None)
NAME = os.fsdecode(b"caf\xe9.mp4")
TOLD = "caf\\udce9.mp4"


@pytest.fixture
def named(archive: Path, brief: Path, reviews: list[FakeEstimator]) -> Path:  # noqa: ARG001 - as they are made
    """Return an archive with a video more, whose name is Latin-1."""
    shutil.copy(brief, archive / NAME)
    return archive


@pytest.mark.slow
def test_such_a_video_is_done_with_the_others_and_not_again(named: Path, formcheck: Run) -> None:
    first = formcheck("batch", named, "--out", OUT, "--json")
    told = json.loads(first.out)
    assert [Path(one["video"]).name for one in told["done"]] == ["anna.mp4", TOLD, "cleo.mp4"]
    again = json.loads(formcheck("batch", named, "--out", OUT, "--json").out)
    assert (len(again["done"]), len(again["skipped"])) == (0, 3)


@pytest.mark.slow
def test_its_results_stand_in_a_folder_that_every_system_holds(named: Path) -> None:
    assert "caf_udce9" in batch(named, out=OUT).done
    session = json.loads((OUT / "caf_udce9" / "session.json").read_text(encoding="utf-8"))
    assert session["source"]["name"] == TOLD


def test_a_list_may_name_it(named: Path) -> None:
    path = named / "list.txt"
    path.write_bytes(b"anna.mp4\ncaf\xe9.mp4\n")
    assert [entry.video for entry in load_list(path, STANDARD)] == [named / "anna.mp4", named / NAME]


def test_a_list_in_another_code_is_told_how_to_be_saved(archive: Path) -> None:
    path = archive / "list.txt"
    path.write_bytes(b"anna.mp4\nJos\xe9.mp4\n")
    with pytest.raises(FaultyFileError, match="save the list as UTF-8") as caught:
        load_list(path, STANDARD)
    assert [fault.key for fault in caught.value.faults] == ["line 2, video"]


@pytest.mark.slow
def test_a_review_of_it_shows_its_name(named: Path, formcheck: Run) -> None:
    done = formcheck("review", named / NAME, "--no-overlay", "--out", "alone")
    assert done.code == 0
    assert "caf" in done.out
    assert (Path("alone") / "caf_udce9" / "report.html").exists()
