"""Real people with sensors, who did physical therapy exercises well and badly. They are no part of the project."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Final

import pytest

from formcheck.apps.validate.validate import validate
from formcheck.errors import InputError
from formcheck.events import Verdict
from formcheck.validation.outcomes import outcomes_of
from formcheck.validation.results import Validation
from formcheck.validation.truth.folder import FolderKind, recognise
from formcheck.validation.truth.therapy.trials import TEMPLATE, TEST, TIMES, correct_until_s, trials_of, truth
from tests.support.machine import skip_or_fail
from tests.support.truth import ROOT

SETS: Final = ("shank_thigh", "shank")
THERAPY: Final = ROOT.parent / "shared" / "data" / "imu" / "physical-therapy"

pytestmark = pytest.mark.xdist_group("therapy")


def make(folder: Path, *people: str) -> Path:
    """Return a folder that looks like these recordings, with nothing in its files."""
    for person in people:
        for exercise in ("e1", "e2", "e3"):
            for unit in ("u2", "u3"):
                place = folder / person / exercise / unit
                place.mkdir(parents=True)
                (place / TEST).touch()
                (place / TEMPLATE).touch()
    return folder


def test_it_is_recognised_by_its_layout_with_any_number_of_people(tmp_path: Path) -> None:
    folder = make(tmp_path, "s1", "s7")
    assert recognise(folder) is FolderKind.SENSORS
    trials = trials_of(folder)
    assert {one.test.parent.name for one in trials} == {"s1", "s7"}
    assert [one.is_negative for one in trials].count(True) == len(trials) / 2
    assert len({one.file for one in trials}) == len(trials) == 16


def test_exercises_that_are_not_there_are_left_out(tmp_path: Path) -> None:
    folder = make(tmp_path, "s1")
    for unit in ("u2", "u3"):
        for name in (TEST, TEMPLATE):
            (folder / "s1" / "e3" / unit / name).unlink()
        (folder / "s1" / "e3" / unit).rmdir()
    (folder / "s1" / "e3").rmdir()
    assert {one.test.name for one in trials_of(folder)} == {"e1", "e2"}


def test_ten_of_each_in_this_order() -> None:
    verdicts = [one.verdict for one in truth().repetitions]
    assert verdicts == [Verdict.GOOD] * 10 + [Verdict.RUSHED] * 10 + [Verdict.INCOMPLETE_RANGE] * 10


def test_the_table_of_times(tmp_path: Path) -> None:
    (tmp_path / TIMES).write_text("execution type;start;end\n1;313.5;528.5\n2;1011;1116\n3;1688.5;1891\n")
    assert correct_until_s(tmp_path) == pytest.approx(40.4)
    (tmp_path / TIMES).write_text("nothing\n")
    with pytest.raises(InputError, match="table of the times"):
        correct_until_s(tmp_path)


@pytest.fixture(scope="module")
def people() -> Validation:
    """Return the validation of the recordings: of everybody, each with one set of sensors or the other in turn."""
    if not THERAPY.is_dir():
        skip_or_fail(f"the recordings of people with sensors are not in {THERAPY}")
    trials = trials_of(THERAPY)
    whose = dict(zip(dict.fromkeys(one.test.parent for one in trials), cycle(SETS), strict=False))
    return validate(THERAPY, jobs=1, only=[one.file for one in trials if one.sensors == whose[one.test.parent]])


@pytest.mark.slow
@pytest.mark.parametrize(("sensors", "least"), [(SETS[0], 0.95), (SETS[1], 0.98)])
def test_seated_extensions_are_counted_and_judged_as_labelled(people: Validation, sensors: str, least: float) -> None:
    clips = [clip for name, clip in people.data.items() if name.endswith(f"extension-{sensors}")]
    outcomes = outcomes_of(clips)
    assert outcomes.exact.count == outcomes.exact.of == len(clips) > 0
    assert outcomes.right.share >= least
    assert outcomes.made_up.count == 0


@pytest.mark.slow
def test_nothing_is_made_up_of_other_exercises(people: Validation) -> None:
    assert {one.file: count for one in people.negatives for count in one.repetitions.values() if count} == {}
    assert len(people.negatives) >= 4


@pytest.mark.slow
def test_every_session_can_be_calibrated(people: Validation) -> None:
    assert not people.failures
