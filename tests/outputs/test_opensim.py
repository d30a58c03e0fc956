"""``angles.mot``, read as OpenSim reads it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from formcheck.outputs.opensim import OpenSimMotion
from formcheck.samples import Dof, Side
from tests.support.cases import few_rows
from tests.support.sessions import Run
from tests.support.worn import DYING, ONE, THREE, Worn, play, wear

if TYPE_CHECKING:
    from tests.outputs.conftest import FakeRun

pytestmark = pytest.mark.xdist_group("worn")  # a session is simulated once


def read(path: Path) -> tuple[dict[str, str], list[str], list[list[float]]]:
    """Return what the header says, the names of the columns, and the rows."""
    head, _, table = path.read_text(encoding="ascii").partition("endheader\n")
    names, *rows = table.splitlines()
    facts = dict(line.split("=", 1) for line in head.splitlines()[1:])
    return facts, names.split("\t"), [[float(cell) for cell in row.split("\t")] for row in rows]


def motion_of(run: Run, folder: Path) -> tuple[dict[str, str], list[str], list[list[float]]]:
    play(run, OpenSimMotion(folder / "angles.mot"))
    return read(folder / "angles.mot")


@pytest.mark.parametrize(
    ("worn", "columns"),
    few_rows([(ONE, ["time", "knee_angle_l"]), (THREE, ["time", "knee_angle_l", "ankle_angle_l"])]),
)
def test_it_has_a_column_for_each_angle_that_was_measured(worn: Worn, columns: list[str], tmp_path: Path) -> None:
    facts, names, rows = motion_of(wear(worn), tmp_path)
    assert names == columns
    assert (int(facts["nColumns"]), int(facts["nRows"])) == (len(names), len(rows))
    assert facts["inDegrees"] == "yes"
    assert facts["knee_angle"] == "positive_in_flexion"
    assert rows == sorted(rows)


@pytest.mark.slow
def test_the_angles_are_those_of_the_session(tmp_path: Path) -> None:
    run = wear(THREE)
    _, _, rows = motion_of(run, tmp_path)
    by_time = {round(step.t_s, 5): step.angles.deg for step in run.steps}
    for t_s, knee, ankle in rows[::100]:
        assert knee == pytest.approx(by_time[t_s][Dof.KNEE_FLEXION], abs=1e-3)
        assert ankle == pytest.approx(by_time[t_s][Dof.ANKLE_DORSIFLEXION], abs=1e-3)


@pytest.mark.slow
def test_only_whole_rows_are_written(tmp_path: Path) -> None:
    run = wear(DYING)
    _, names, rows = motion_of(run, tmp_path)
    assert names == ["time", "knee_angle_l", "ankle_angle_l"]
    assert rows[-1][0] < run.steps[-1].t_s - 10.0


@pytest.mark.slow
def test_an_angle_that_was_hardly_measured_costs_the_others_nothing(tmp_path: Path) -> None:
    run = wear(DYING)
    late = tuple(step for step in run.steps if step.t_s > run.steps[-1].t_s - 20.0)
    _, names, rows = motion_of(Run(run.header, late, run.session), tmp_path)
    assert names == ["time", "knee_angle_l"]
    assert len(rows) == len(late)


@pytest.mark.slow
def test_what_was_measured_of_the_other_leg_is_left_out(tmp_path: Path) -> None:
    run = wear(ONE)
    _, _, rows = motion_of(Run(run.header, run.steps, replace(run.session, side=Side.RIGHT)), tmp_path)
    assert rows == []


def test_a_session_without_anything_has_no_rows(tmp_path: Path) -> None:
    run = wear(ONE)
    facts, names, rows = motion_of(Run(run.header, (), run.session), tmp_path)
    assert (facts["nRows"], names, rows) == ("0", ["time"], [])


def test_a_session_before_a_camera_has_one_too(fake_run: FakeRun, tmp_path: Path) -> None:
    fake_run.play(OpenSimMotion(tmp_path / "angles.mot"))
    _, names, rows = read(tmp_path / "angles.mot")
    assert names == ["time", "knee_angle_r", "ankle_angle_r"]
    assert 0 < len(rows) < len(fake_run.steps)  # the ankle was lost for a while
