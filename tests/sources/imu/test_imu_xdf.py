"""Streams of the lab streaming layer in XDF files: named and in their units, or refused by name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from formcheck.errors import SensorError
from formcheck.samples import GRAVITY_MPS2, Segment, Side
from formcheck.sources.imu.channels import Described, find_sensors
from formcheck.sources.imu.detect import FORMATS, read_sensors
from formcheck.sources.imu.files import find_files
from formcheck.sources.imu.tracks import Floats
from tests.support.sensor_files import zipped
from tests.support.swings import check_place, check_same, swing, turning
from tests.support.xdf import Stream, write_xdf

pytest.importorskip("pyxdf", reason="XDF needs pyxdf")

T_S = swing().t_s
LABELS = [f"{kind}_{axis}" for kind in ("acc", "gyr") for axis in "xyz"]
UNITS = ["m/s^2"] * 3 + ["rad/s"] * 3
NONE = np.empty((0, 6))


def samples(t_s: Floats = T_S) -> Floats:
    track = turning(t_s)
    return np.column_stack([track.acc_mps2, track.gyr_radps])


def imu(name: str = "right_shank", labels: Sequence[str] = LABELS, units: Sequence[str] = UNITS) -> Stream:
    return Stream(name, "IMU", labels, units, T_S + 500.0, samples(), rate_hz=100.0)


def described(labels: Sequence[str], units: Sequence[str], kind: str = "IMU") -> Described:
    return Described("one", kind, tuple(labels), tuple(units), "LSL")


def test_the_same_movement_is_the_same_readings(tmp_path: Path) -> None:
    path = write_xdf(tmp_path / "day.xdf", imu())
    (track,) = read_sensors(path)
    check_same(track)
    check_place([track], (Segment.SHANK, Side.RIGHT))
    assert track.t_s[0] == 0.0
    assert track.rate_hz == pytest.approx(100.0)
    assert sum(one.recognises(find_files(path)) for one in FORMATS) == 1


def test_within_an_archive_it_is_the_same(tmp_path: Path) -> None:
    write_xdf(tmp_path / "a" / "day.xdf", imu())
    check_same(read_sensors(zipped(tmp_path / "a", tmp_path / "day.zip"))[0])


def test_units_and_other_channels_do_not_matter(tmp_path: Path) -> None:
    track = turning(T_S)
    values = np.column_stack([T_S, np.degrees(track.gyr_radps), T_S, track.acc_mps2 / GRAVITY_MPS2])
    labels = ["Time", "GyroX", "GyroY", "GyroZ", "MagX", "AccX", "AccY", "AccZ"]
    units = ["s", "deg/s", "deg/s", "deg/s", "uT", "g", "g", "g"]
    stream = Stream("right_shank", "", labels, units, T_S, values)
    check_same(read_sensors(write_xdf(tmp_path / "day.xdf", stream))[0])


def test_clocks_of_streams_are_brought_together(tmp_path: Path) -> None:
    apart = Stream("right_foot", "IMU", LABELS, UNITS, T_S * (1 - 2e-4) + 90_000.0, samples(), 100.0, -89_500.0, 2e-4)
    shank, foot = read_sensors(write_xdf(tmp_path / "day.xdf", imu(), apart))
    check_place([shank, foot], (Segment.SHANK, Side.RIGHT), (Segment.FOOT, Side.RIGHT))
    assert foot.t_s == pytest.approx(shank.t_s, abs=2e-3)
    check_same(foot)


def test_two_sensors_in_one_stream_are_told_apart(tmp_path: Path) -> None:
    names = [f"{place}_{label}" for place in ("l_thigh", "l_shank") for label in LABELS]
    stream = Stream("suit", "MoCap", names, UNITS * 2, T_S, np.column_stack([samples(), samples()]), 100.0)
    thigh, shank = read_sensors(write_xdf(tmp_path / "day.xdf", stream))
    check_place([thigh, shank], (Segment.THIGH, Side.LEFT), (Segment.SHANK, Side.LEFT))
    check_same(shank)


def test_streams_of_something_else_are_passed_over(tmp_path: Path) -> None:
    brain = Stream("EEG", "EEG", ["Cz", "Fz"], ["microvolts"] * 2, T_S, np.zeros((T_S.size, 2)), 100.0)
    empty = Stream("left_foot", "Markers", ["marker"], [""], np.empty(0), np.empty((0, 1)))
    assert len(read_sensors(write_xdf(tmp_path / "day.xdf", brain, imu(), empty))) == 1
    with pytest.raises(SensorError, match=r"no stream of inertial sensors; found EEG \(EEG\)"):
        read_sensors(write_xdf(tmp_path / "other.xdf", brain))


@pytest.mark.parametrize(
    ("stream", "says"),
    [
        (imu(units=[""] * 6), "no units for acc_x"),
        (imu(labels=[""] * 6, units=[""] * 6), "no labels and units"),
        (imu(labels=["acc_x", "acc_x", *LABELS[2:]]), "no acceleration along x, y and z, each once"),
        (imu(units=["m/s^2"] * 3 + ["uT"] * 3), "no angular velocity"),
        (imu(units=["m/s^2", "g", "g"] + ["rad/s"] * 3), "in one unit"),
        (imu(labels=[f"LinearAcc{axis}" for axis in "XYZ"] + LABELS[3:]), "gravity was removed"),
        (Stream("right_shank", "IMU", LABELS, UNITS, T_S, np.zeros((T_S.size, 7))), "says 6 channels"),
    ],
)
def test_a_sensor_that_does_not_say_what_it_measures_is_refused_by_name(
    stream: Stream, says: str, tmp_path: Path
) -> None:
    with pytest.raises(SensorError, match=says) as info:
        read_sensors(write_xdf(tmp_path / "day.xdf", stream))
    assert "stream 'right_shank'" in str(info.value)


@pytest.mark.parametrize("begin", [b"", b"\x01\x02", b"\x04\xff\xff\xff\x7f\x02\x00" + b"<info" * 20])
def test_a_damaged_file_is_refused(begin: bytes, tmp_path: Path) -> None:
    path = tmp_path / "day.xdf"
    path.write_bytes(b"XDF:" + begin)
    with pytest.raises(SensorError, match=r"day\.xdf"):
        read_sensors(path)


def test_a_file_that_was_cut_short_holds_what_came_before(tmp_path: Path) -> None:
    path = write_xdf(tmp_path / "day.xdf", imu())
    path.write_bytes(path.read_bytes()[: -len(path.read_bytes()) // 4])
    (track,) = read_sensors(path)
    assert 100 < track.t_s.size < T_S.size


@pytest.mark.parametrize("name", ["ax", "a_x", "acc_x", "AccX", "ACC X", "accelerometer-x", "Acceleration.X", "x"])
def test_many_names_of_one_channel(name: str) -> None:
    labels = [name.replace("x", axis).replace("X", axis.upper()) for axis in "xyz"]
    (found,) = find_sensors(described([*labels, "wx", "wy", "wz"], UNITS))
    assert (found.name, found.acc, found.gyr) == ("one", (0, 1, 2), (3, 4, 5))
