"""Files that makers' software wrote, of real sensors. They are no part of the project."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import pytest

from formcheck.samples import Segment, Side
from formcheck.sources.imu.detect import read_sensors
from formcheck.sources.imu.gates import NoticeKind, check_track
from formcheck.sources.imu.tracks import SensorTrack
from formcheck.sources.imu.turning import turn_scale
from tests.support.cases import few
from tests.support.machine import skip_or_fail
from tests.support.swings import check_place
from tests.support.truth import ROOT

IMU: Final = ROOT.parent / "shared" / "data" / "imu"


@pytest.fixture
def folder() -> Path:
    """Return the folder of sample files."""
    return there(IMU / "formats")


@pytest.fixture
def people() -> Path:
    """Return the folder of the physical therapy exercises."""
    return there(IMU / "physical-therapy")


def there(path: Path) -> Path:
    if not path.is_dir():
        skip_or_fail(f"recordings of real sensors are not in {path}")
    return path


def kinds(track: SensorTrack) -> set[NoticeKind]:
    return {one.kind for one in check_track(track)}


def gravity_mps2(track: SensorTrack) -> float:
    return float(np.median(np.linalg.norm(track.acc_mps2, axis=1)))


@pytest.mark.parametrize(("name", "rate_hz"), [("x-imu3", 49.9), ("ngimu", 49.4)])
def test_inertial_data_and_quaternions_of_one_sensor_agree(folder: Path, name: str, rate_hz: float) -> None:
    (track,) = read_sensors(folder / name)
    (turned,) = read_sensors(next(path for path in (folder / name).iterdir() if path.stem.lower() == "quaternion"))
    assert (track.is_orientation, turned.is_orientation) == (False, True)
    assert track.rate_hz == pytest.approx(rate_hz, abs=0.1)
    assert gravity_mps2(track) == pytest.approx(9.81, abs=0.1)
    check_agree(track, turned)


def check_agree(track: SensorTrack, turned: SensorTrack) -> None:
    """Assert that what the quaternions were made into is what was measured: the frames are understood."""
    rows = np.arange(track.t_s.size)  # each reading has its quaternion
    moving = np.abs(track.gyr_radps).max(axis=1) > 1.0
    for one, other in zip(track.gyr_radps[moving].T, turned.gyr_radps[rows][moving].T, strict=True):
        assert np.corrcoef(one, other)[0, 1] > 0.85
    up = track.acc_mps2 / np.linalg.norm(track.acc_mps2, axis=1, keepdims=True)
    cosine = (up * turned.acc_mps2[rows]).sum(axis=1) / np.linalg.norm(turned.acc_mps2[rows], axis=1)
    assert np.degrees(np.arccos(np.clip(np.median(cosine), -1, 1))) < 5.0


def test_movella_dot(folder: Path) -> None:
    tracks = read_sensors(folder / "movella-dot")
    thigh, shank = Segment.THIGH, Segment.SHANK
    left, right = Side.LEFT, Side.RIGHT
    check_place(tracks, (thigh, left), (shank, left), (None, None), (thigh, right), (shank, right))
    assert all(track.is_orientation for track in tracks)
    lost, *others = tracks
    assert [track.t_s.size for track in others] == [381, 382, 381, 382]
    assert all(track.rate_hz == pytest.approx(60.0, abs=0.01) for track in others)
    assert lost.t_s.size == 195
    assert [kinds(track) for track in tracks] == [{NoticeKind.LOW_RATE}, set(), set(), set(), set()]


def test_mt_manager_with_gyroscope(folder: Path) -> None:
    files = folder / "xsens-mt-manager"
    shank, thigh = read_sensors(*(files / f"walking_xsens_{part}Leg.txt" for part in ("lower", "upper")))
    check_place([shank, thigh], (Segment.SHANK, None), (Segment.THIGH, None))
    for track, gravity in ((shank, 10.3), (thigh, 10.0)):
        assert track.rate_hz == pytest.approx(120.0, abs=0.01)
        assert track.t_s[-1] == pytest.approx(29.25, abs=0.01)
        assert gravity_mps2(track) == pytest.approx(gravity, abs=0.05)
        assert not kinds(track)


def test_mt_manager_with_matrices(folder: Path) -> None:
    tracks = [read_sensors(path)[0] for path in sorted((folder / "xsens-mt-manager").glob("MT_*.txt"))]
    assert len(tracks) == 2
    for track in tracks:
        assert track.is_orientation
        assert not kinds(track)


def test_the_matrices_say_what_the_accelerometer_beside_them_says(folder: Path) -> None:
    path = folder / "xsens-mt-manager" / "MT_012005D6_009-001_00B421E6.txt"
    (track,) = read_sensors(path)
    measured = np.array([line.split("\t")[14:17] for line in path.read_text().splitlines()[6:]], dtype=np.float64)
    assert np.abs(track.acc_mps2[:50] - measured[:50]).max() < 0.15


@pytest.mark.slow
@pytest.mark.parametrize("person", few(["s1", "s2", "s3"]))
def test_seated_knee_extensions(people: Path, person: str) -> None:
    (shank,) = read_sensors(people / person / "e1" / "u2" / "test.txt.gz")
    (thigh,) = read_sensors(people / person / "e1" / "u3" / "test.txt.gz")
    check_place([shank, thigh], (Segment.SHANK, Side.RIGHT), (Segment.THIGH, Side.RIGHT))
    for track in (shank, thigh):
        assert track.rate_hz == pytest.approx(25.0)
        assert gravity_mps2(track) == pytest.approx(9.81, abs=0.2)
        assert kinds(track) == {NoticeKind.LOW_RATE}
    turn = turn_scale(shank)
    assert turn is not None
    assert (turn.scale, turn.turns >= 10, turn.error_deg < 8.0) == (1.0, True, True)
