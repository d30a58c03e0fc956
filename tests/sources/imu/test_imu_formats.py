"""The same movement in every format is the same readings; what cannot be read is refused by name."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from formcheck.errors import SensorError
from formcheck.samples import Segment, Side
from formcheck.sources.imu.detect import FORMATS, read_sensors
from formcheck.sources.imu.files import find_files
from formcheck.sources.imu.line import HEADER, SensorLine, format_line
from tests.support.sensor_files import (
    EPOCH_S,
    WIT_CHINESE,
    WIT_ENGLISH,
    write_dot,
    write_metabase,
    write_mt_manager,
    write_mt_matrices,
    write_mtx,
    write_ngimu,
    write_phyphox,
    write_sensor_logger,
    write_shimmer,
    write_sto,
    write_table,
    write_witmotion,
    write_ximu3,
    zipped,
)
from tests.support.swings import check_place, check_same, swing, turning

T_S = swing().t_s
RIGHT_SHANK = (Segment.SHANK, Side.RIGHT)

Writer = Callable[[Path], Path]

WRITERS: dict[str, Writer] = {
    "mt-manager": lambda folder: write_mt_manager(folder / "shank_r.txt", swing()),
    "mt-manager-old": lambda folder: write_mt_manager(folder / "shank_r.txt", swing(), old=True),
    "dot": lambda folder: write_dot(folder / "RTibia_20261129.csv", T_S),
    "ximu3": lambda folder: write_ximu3(folder / "right shank", T_S),
    "ximu3-file": lambda folder: write_ximu3(folder / "right shank", T_S) / "Inertial.csv",
    "ngimu": lambda folder: write_ngimu(folder / "right shank", T_S),
    "metabase": lambda folder: write_metabase(folder, T_S)[0].parent,
    "metabase-accelerometer": lambda folder: write_metabase(folder, T_S)[0],
    "metabase-gyroscope": lambda folder: write_metabase(folder, T_S)[1],
    "phyphox": lambda folder: write_phyphox(folder / "right shank", T_S),
    "phyphox-file": lambda folder: write_phyphox(folder / "right shank", T_S) / "Gyroscope.csv",
    "phyphox-commas": lambda folder: write_phyphox(folder / "right shank", T_S, delimiter=";"),
    "phyphox-tabs": lambda folder: write_phyphox(folder / "right shank", T_S, delimiter="\t"),
    "phyphox-german": lambda folder: write_phyphox(folder / "right shank", T_S, acc="Beschleunigung", gyr="Gyroskop"),
    "phyphox-zip": lambda folder: zipped(write_phyphox(folder / "new", T_S), folder / "right shank.zip"),
    "android": lambda folder: write_sensor_logger(folder / "right shank", T_S, "android"),
    "iphone": lambda folder: write_sensor_logger(folder / "right shank", T_S, "ios"),
    "iphone-standard": lambda folder: write_sensor_logger(folder / "right shank", T_S, "ios", standardised=True),
    "iphone-zip": lambda folder: zipped(write_sensor_logger(folder / "x", T_S, "ios"), folder / "right shank.zip"),
    "iphone-file": lambda folder: write_sensor_logger(folder / "right shank", T_S, "ios") / "Gyroscope.csv",
    "witmotion": lambda folder: write_witmotion(folder / "log.txt", T_S, ["right_shank(01)"]),
    "witmotion-latin": lambda folder: write_witmotion(folder / "a.txt", T_S, ["right_shank"], encoding="latin-1"),
    "witmotion-chinese": lambda folder: write_witmotion(folder / "log.txt", T_S, ["right_shank"], WIT_CHINESE),
    "witmotion-gbk": lambda f: write_witmotion(f / "a.txt", T_S, ["right_shank"], WIT_CHINESE, encoding="gbk"),
    "shimmer": lambda folder: write_shimmer(folder / "one.csv", T_S),
    "lines": lambda folder: write_lines(folder / "lines.csv", HEADER),
    "lines-bare": lambda folder: write_lines(folder / "lines.csv", "# no header"),
}

ORIENTATIONS: dict[str, Writer] = {
    "mt-manager": lambda folder: write_mt_matrices(folder / "shank_r.txt", T_S),
    "dot": lambda folder: write_dot(folder / "RTibia_20261129.csv", T_S, ("Quat", "FreeAcc")),
    "opensense": lambda folder: write_sto(folder / "all.sto", T_S, ["tibia_r_imu"]),
    "ximu3": lambda folder: write_ximu3(folder / "right shank", T_S, only_quaternions=True),
}


def write_lines(path: Path, first: str) -> Path:
    track = swing()
    rows = zip(track.t_s.tolist(), track.acc_mps2.tolist(), track.gyr_radps.tolist(), strict=True)
    lines = [format_line(SensorLine(t, "right_shank", tuple(acc), tuple(gyr))) for t, acc, gyr in rows]
    path.write_text("\n".join([first, *lines, ""]))
    return path


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_the_same_movement_is_the_same_readings(writer: Writer, tmp_path: Path) -> None:
    (track,) = read_sensors(writer(tmp_path))
    check_same(track)
    check_place([track], RIGHT_SHANK)
    assert not track.is_orientation
    assert track.t_s[0] == 0.0
    assert track.rate_hz == pytest.approx(100.0, rel=0.01)


@pytest.mark.parametrize("writer", [*WRITERS.values(), *ORIENTATIONS.values()])
def test_no_file_is_of_two_formats(writer: Writer, tmp_path: Path) -> None:
    files = find_files(writer(tmp_path))
    assert sum(one.recognises(files) for one in FORMATS) == 1


@pytest.mark.parametrize("writer", ORIENTATIONS.values(), ids=ORIENTATIONS)
def test_orientations_are_made_into_what_an_ideal_sensor_measures(writer: Writer, tmp_path: Path) -> None:
    (track,) = read_sensors(writer(tmp_path))
    check_same(track)
    check_place([track], RIGHT_SHANK)
    assert track.is_orientation


@pytest.mark.parametrize("kind", ["plain", "gz"])
def test_mtx_units_are_told_by_their_folders(kind: str, tmp_path: Path) -> None:
    for unit in ("u2", "u3", "u5"):
        path = write_mtx(tmp_path / "e1" / unit / "test.txt", swing(25.0))
        if kind == "gz":
            path.with_suffix(".txt.gz").write_bytes(gzip.compress(path.read_bytes()))
            path.unlink()
    tracks = read_sensors(tmp_path / "e1")
    check_place(tracks, RIGHT_SHANK, (Segment.THIGH, Side.RIGHT), (None, None))
    for track in tracks:
        check_same(track)
        assert track.rate_hz == pytest.approx(25.0)


def test_several_recordings_of_mtx_units_at_once_are_refused(tmp_path: Path) -> None:
    for name in ("test.txt", "template.txt"):
        write_mtx(tmp_path / "u2" / name, swing(25.0))
    with pytest.raises(SensorError, match="several recordings: template, test"):
        read_sensors(tmp_path)


def test_missing_counters_are_a_gap_in_time(tmp_path: Path) -> None:
    keep = [row for row in range(T_S.size) if not 300 <= row < 360]
    (track,) = read_sensors(write_mt_manager(tmp_path / "a.txt", swing(), keep=keep))
    check_same(track)
    assert np.diff(track.t_s).max() == pytest.approx(0.61)
    assert track.t_s.size == len(keep)


def test_sensors_that_began_after_the_counter_wrapped_are_on_the_same_clock(tmp_path: Path) -> None:
    write_mt_manager(tmp_path / "thigh_r.txt", swing(), begin=65530)
    write_mt_manager(tmp_path / "shank_r.txt", turning(T_S + 0.1), begin=4)
    shank, thigh = read_sensors(tmp_path)
    assert (thigh.t_s[0], shank.t_s[0]) == (0.0, pytest.approx(0.1))
    check_same(shank)


def test_a_dot_that_began_after_its_clock_wrapped(tmp_path: Path) -> None:
    write_dot(tmp_path / "LFemur.csv", T_S, begin_us=2**32 - 50_000)
    write_dot(tmp_path / "LTibia.csv", T_S, begin_us=50_000)
    thigh, shank = read_sensors(tmp_path)
    assert shank.t_s[0] - thigh.t_s[0] == pytest.approx(0.1)


def test_a_dot_says_when_it_began_and_may_be_named_in_the_app(tmp_path: Path) -> None:
    (track,) = read_sensors(write_dot(tmp_path / "one.csv", T_S, tag="left foot"))
    assert track.recorded_at == datetime(2026, 11, 29, 8, 16, 27, 250_000, tzinfo=UTC)
    check_place([track], (Segment.FOOT, Side.LEFT))


@pytest.mark.parametrize("quantities", [("FreeAcc",), ("FreeAcc", "Gyr")])
def test_free_acceleration_is_refused_by_name(quantities: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(SensorError, match=r"FreeAcc.*gravity was removed"):
        read_sensors(write_dot(tmp_path / "one.csv", T_S, quantities))


def test_an_accelerometer_without_a_gyroscope_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SensorError, match="Gyr_X"):
        read_sensors(write_dot(tmp_path / "one.csv", T_S, ("Acc",)))


def test_all_sensors_of_one_storage_file(tmp_path: Path) -> None:
    names = ["pelvis_imu", "femur_l_imu", "tibia_l_imu", "calcn_l_imu"]
    tracks = read_sensors(write_sto(tmp_path / "all.sto", T_S, names))
    left = [(segment, Side.LEFT) for segment in (Segment.THIGH, Segment.SHANK, Segment.FOOT)]
    check_place(tracks, (None, None), *left)
    assert [one.name for one in tracks] == names


def test_several_sensors_take_turns_in_a_file_of_witmotion(tmp_path: Path) -> None:
    tracks = read_sensors(write_witmotion(tmp_path / "a.txt", T_S, ["thigh_l", "shank_l"], WIT_ENGLISH))
    check_place(tracks, (Segment.THIGH, Side.LEFT), (Segment.SHANK, Side.LEFT))
    for track in tracks:
        check_same(track)


def test_files_that_say_when_they_were_made_are_moved_to_one_clock(tmp_path: Path) -> None:
    write_metabase(tmp_path, T_S, "thigh_r")
    write_metabase(tmp_path, T_S, "shank_r", late_s=0.5)
    shank, thigh = read_sensors(tmp_path)
    assert (thigh.t_s[0], shank.t_s[0]) == (0.0, pytest.approx(0.5))
    check_same(shank)
    assert thigh.recorded_at == shank.recorded_at == datetime.fromtimestamp(EPOCH_S, UTC)


def test_two_phones_of_different_apps_are_moved_to_one_clock(tmp_path: Path) -> None:
    write_phyphox(tmp_path / "thigh_r", T_S)
    zipped(write_sensor_logger(tmp_path / "elsewhere" / "x", T_S, "ios"), tmp_path / "elsewhere" / "shank_r.zip")
    thigh, shank = read_sensors(tmp_path / "thigh_r", tmp_path / "elsewhere" / "shank_r.zip")
    check_place([thigh, shank], (Segment.THIGH, Side.RIGHT), RIGHT_SHANK)
    assert abs(thigh.t_s[0] - shank.t_s[0]) < 1e-3
    assert thigh.recorded_at is not None
    assert abs(thigh.recorded_at - datetime.fromtimestamp(EPOCH_S, UTC)) < timedelta(milliseconds=1)


def test_sensors_that_did_not_record_at_once_are_refused(tmp_path: Path) -> None:
    write_metabase(tmp_path, T_S, "thigh_r")
    write_metabase(tmp_path, T_S, "shank_r", late_s=500.0)
    with pytest.raises(SensorError, match=r"shank_r.* begins .* s after thigh_r.* has ended"):
        read_sensors(tmp_path)


def test_metabase_without_its_other_file_is_refused(tmp_path: Path) -> None:
    acc, gyr = write_metabase(tmp_path, T_S)
    gyr.unlink()
    with pytest.raises(SensorError, match="no gyroscope file"):
        read_sensors(acc)


def test_linear_acceleration_of_phyphox_is_refused_by_name(tmp_path: Path) -> None:
    folder = write_phyphox(tmp_path / "a", T_S, acc="Linear Acceleration")
    with pytest.raises(SensorError, match="linear acceleration, from which gravity was removed"):
        read_sensors(folder)


def test_an_accelerometer_beside_linear_acceleration_is_taken(tmp_path: Path) -> None:
    folder = write_phyphox(tmp_path / "right_shank", T_S)
    linear = (folder / "Accelerometer.csv").read_text().replace("Acceleration", "Linear Acceleration")
    (folder / "Linear Accelerometer.csv").write_text(linear.replace(",9.", ",0."))
    (track,) = read_sensors(folder)
    check_same(track)


@pytest.mark.parametrize("missing", ["Accelerometer", "Gyroscope"])
def test_a_phone_without_one_of_its_two_sensors_is_refused(missing: str, tmp_path: Path) -> None:
    folder = write_phyphox(tmp_path / "a", T_S)
    (folder / f"{missing}.csv").unlink()
    with pytest.raises(SensorError, match=f"has no {missing.lower()}"):
        read_sensors(folder)


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_an_accelerometer_of_sensor_logger_without_gravity_is_refused(platform: str, tmp_path: Path) -> None:
    folder = write_sensor_logger(tmp_path / "a", T_S, platform, gravity=False)
    with pytest.raises(SensorError, match=r"Accelerometer\.csv alone, from which gravity was removed"):
        read_sensors(folder)


def test_two_parts_without_the_kind_of_phone_are_refused(tmp_path: Path) -> None:
    folder = write_sensor_logger(tmp_path / "a", T_S, "ios")
    (folder / "Metadata.csv").unlink()
    with pytest.raises(SensorError, match="what kind of phone"):
        read_sensors(folder)


def test_sensor_logger_without_a_gyroscope_is_refused(tmp_path: Path) -> None:
    folder = write_sensor_logger(tmp_path / "a", T_S, "ios")
    (folder / "Gyroscope.csv").unlink()
    with pytest.raises(SensorError, match=r"no Gyroscope\.csv"):
        read_sensors(folder)


def test_an_export_without_its_rate_is_refused(tmp_path: Path) -> None:
    path = write_mt_manager(tmp_path / "a.txt", swing())
    path.write_text(path.read_text().replace("Update Rate", "Something"))
    with pytest.raises(SensorError, match="how often it measured"):
        read_sensors(path)


def test_times_that_run_backwards_are_refused(tmp_path: Path) -> None:
    rows = [[f"{t:.2f}", "shank_r", 0, 9.81, 0, 0, 0, 0] for t in (1.0, 1.1, 0.5)]
    path = write_table(tmp_path / "a.csv", [HEADER.split(","), *rows])
    with pytest.raises(SensorError, match=r"backwards in row 3, from 1\.100 to 0\.500 s"):
        read_sensors(path)


def test_rows_without_a_number_are_dropped_and_none_at_all_is_refused(tmp_path: Path) -> None:
    path = write_mt_manager(tmp_path / "shank_r.txt", swing())
    text = path.read_text()
    lines = text.splitlines()
    path.write_text("\n".join([*lines[:50], lines[50].split("\t")[0] + "\t" * 6, "", "x", *lines[51:]]))
    (track,) = read_sensors(path)
    assert track.t_s.size == T_S.size - 1
    path.write_text("\n".join(lines[:3]))
    with pytest.raises(SensorError, match="none of its 0 rows"):
        read_sensors(path)


@pytest.mark.parametrize("content", [b"", b"hello\n", b"\x00\x01\x02" * 5000, b"a,b\n1,2\n", b"PK\x03\x04 broken"])
def test_what_is_no_recording_is_refused_with_what_is_known(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(SensorError, match="no recording of inertial sensors") as info:
        read_sensors(path)
    assert all(one.name in info.value.next_step for one in FORMATS)


def test_a_folder_without_a_recording_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SensorError, match="no recording"):
        read_sensors(tmp_path)
    with pytest.raises(SensorError, match="is missing"):
        read_sensors(tmp_path / "nothing.csv")


def test_a_mark_of_byte_order_and_utf_16_are_read(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.csv", HEADER)
    text = path.read_text()
    for encoding in ("utf-8-sig", "utf-16"):
        path.write_text(text, encoding=encoding)
        check_same(read_sensors(path)[0])


def test_no_file_is_read_beyond_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.sources.imu.files.LIMIT_BYTES", 2**14)
    with pytest.raises(SensorError, match="is larger than"):
        read_sensors(write_lines(tmp_path / "a.csv", HEADER))


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    path = write_mtx(tmp_path / "u2" / "test.txt", swing(25.0))
    packed = path.with_suffix(".txt.gz")
    packed.write_bytes(gzip.compress(path.read_bytes())[:-500])
    path.unlink()
    with pytest.raises(SensorError, match="cannot be read"):
        read_sensors(packed)
