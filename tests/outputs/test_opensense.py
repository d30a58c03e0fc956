"""``orientations.sto``: what the sensors' orientations are written as, and that they are read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from formcheck.events import SensorNoticed
from formcheck.inertial.mounting import Mounting
from formcheck.outputs.opensense import OpenSenseOrientations
from formcheck.samples import Dof, Segment
from formcheck.sources.imu.detect import read_sensors
from formcheck.sources.imu.tracks import Floats
from tests.support.cases import few, few_rows
from tests.support.sessions import Run
from tests.support.strapped import measured
from tests.support.worn import DYING, LATE, ONE, SLIPPING, THREE, Worn, play, wear

EARLIER_S = 0.005
"""A filter takes a rate for that of the whole time since the one before, and so is half of it ahead: at the 50 rows a
second of the file by 10 ms, at the 100 readings a second it was made of by 5."""

if TYPE_CHECKING:
    from tests.outputs.conftest import FakeRun

pytestmark = pytest.mark.xdist_group("worn")  # a session is simulated once


def written(run: Run, folder: Path) -> Path:
    path = folder / "orientations.sto"
    play(run, OpenSenseOrientations(path))
    return path


def read(path: Path) -> tuple[list[str], list[str], Floats, dict[str, Rotation]]:
    """Return the head, the columns, the times and the orientations by column."""
    head, _, table = path.read_text(encoding="ascii").partition("endheader\n")
    names, *rows = table.splitlines()
    cells = [row.split("\t") for row in rows]
    turned = {
        name: Rotation.from_quat([[float(part) for part in row[number].split(",")] for row in cells], scalar_first=True)
        for number, name in enumerate(names.split("\t")[1:], start=1)
    }
    return head.splitlines(), names.split("\t"), np.array([float(row[0]) for row in cells]), turned


def body_of(turned: Rotation, mounting: Mounting) -> Rotation:
    """Return how the segment below a sensor is turned: its own up, back and left in the world."""
    return turned * Rotation.from_matrix(mounting.body.T)


@pytest.mark.parametrize(
    ("worn", "columns"),
    few_rows([(ONE, ["time", "tibia_l_imu"]), (THREE, ["time", "femur_l_imu", "tibia_l_imu", "calcn_l_imu"])]),
)
def test_it_is_a_table_of_quaternions_with_a_column_for_each_sensor(
    worn: Worn, columns: list[str], tmp_path: Path
) -> None:
    head, names, t_s, turned = read(written(wear(worn), tmp_path))
    assert head == ["DataRate=50.000000", "DataType=Quaternion", "version=3", "OpenSimVersion=4.5"]
    assert names == columns
    assert np.diff(t_s) == pytest.approx(0.02, abs=2e-5)
    assert all(len(one) == t_s.size for one in turned.values())


@pytest.mark.slow
def test_up_is_z_and_the_person_faces_x(tmp_path: Path) -> None:
    run = wear(THREE)
    _, _, _, turned = read(written(run, tmp_path))
    for mounting, one in zip(sorted(run.header.mountings, key=_segment), turned.values(), strict=True):
        left = one.apply(np.array(mounting.axis)).mean(axis=0)
        assert left == pytest.approx([0.0, np.linalg.norm(left), 0.0], abs=0.15)
    shank = next(one for one in run.header.mountings if one.place.segment is Segment.SHANK)
    up, _, _ = body_of(turned["tibia_l_imu"], shank)[0].as_matrix().T
    assert up[2] > 0.9  # whose shank hangs


@pytest.mark.slow
@pytest.mark.parametrize("worn", few([THREE, LATE]), ids=["on time", "late"])
def test_the_angle_between_two_of_them_is_that_of_the_joint(worn: Worn, tmp_path: Path) -> None:
    run = wear(worn)
    _, _, t_s, turned = read(written(run, tmp_path))
    thigh, shank, _ = sorted(run.header.mountings, key=_segment)
    between = body_of(turned["femur_l_imu"], thigh).inv() * body_of(turned["tibia_l_imu"], shank)
    flexion, *others = np.degrees(between.as_rotvec())[:, [2, 0, 1]].T
    expected = np.interp(t_s, *_knee(run))
    assert np.sqrt(np.mean((flexion - expected) ** 2)) < 0.1
    assert max(np.sqrt(np.mean(other**2)) for other in others) < 3.0


@pytest.mark.slow
def test_read_back_they_give_the_same_angles(tmp_path: Path) -> None:
    run = wear(THREE)
    tracks = read_sensors(written(run, tmp_path))
    by_segment = {one.segment: one for one in tracks}
    # What an ideal sensor would have measured has no bias, and is not late.
    mountings = [replace(one, bias_radps=(0.0, 0.0, 0.0), late_s=0.0) for one in run.header.mountings]
    sightings, noticed = measured({one.place: by_segment[one.place.segment] for one in mountings}, mountings)
    assert not noticed
    begins_s = read(tmp_path / "orientations.sto")[2][0]
    side = mountings[0].place.side
    for dof in (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION):
        found = np.array([(one.t_s + begins_s, one.samples[side].deg[dof]) for one in sightings])
        expected = np.interp(found[:, 0] + EARLIER_S, *_angle(run, dof))
        apart = np.abs(found[:, 1] - expected)[found[:, 0] > begins_s + 3.0]
        assert np.nanpercentile(apart, 99) < 0.5


@pytest.mark.slow
def test_only_whole_rows_of_sensors_that_can_be_trusted_are_written(tmp_path: Path) -> None:
    run = wear(DYING)
    _, _, t_s, _ = read(written(run, tmp_path))
    assert t_s[-1] < run.steps[-1].t_s - 10.0
    run = wear(SLIPPING)
    _, _, t_s, _ = read(written(run, tmp_path))
    slipped_s = next(one.t_s for step in run.steps for one in step.events if isinstance(one, SensorNoticed))
    assert slipped_s - 0.1 < t_s[-1] < slipped_s


@pytest.mark.slow
def test_where_readings_are_missing_there_are_no_rows(tmp_path: Path) -> None:
    run = wear(ONE)
    middle_s = run.steps[len(run.steps) // 2].t_s
    gap = tuple(step for step in run.steps if not middle_s <= step.t_s < middle_s + 1.0)
    _, _, t_s, _ = read(written(replace(run, steps=gap), tmp_path))
    assert not ((t_s > middle_s) & (t_s < middle_s + 1.0)).any()
    assert t_s[-1] > middle_s + 5.0


def test_without_sensors_there_is_no_file(fake_run: FakeRun, tmp_path: Path) -> None:
    path = tmp_path / "orientations.sto"
    path.write_text("of an earlier session", encoding="ascii")
    fake_run.play(OpenSenseOrientations(path))
    assert not path.exists()


def _segment(mounting: Mounting) -> int:
    return list(Segment).index(mounting.place.segment)


def _angle(run: Run, dof: Dof) -> tuple[Floats, Floats]:
    rows = np.array([(step.t_s, step.angles.deg[dof]) for step in run.steps])
    rows = rows[np.isfinite(rows[:, 1])]
    return rows[:, 0], rows[:, 1]


def _knee(run: Run) -> tuple[Floats, Floats]:
    return _angle(run, Dof.KNEE_FLEXION)
