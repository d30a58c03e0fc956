"""Our own lines: read one by one, faults told with their number, written and read back as they were."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.errors import SensorError
from formcheck.samples import ImuReading, Place, Segment, Side
from formcheck.sources.imu.detect import read_sensors
from formcheck.sources.imu.line import HEADER, SensorLine, format_line, format_readings, parse_line

READING = SensorLine(12.34, "right_shank", (0.1, 9.8, -0.4), (0.01, 0.0, 1.2))

FINITE = st.floats(allow_nan=False, allow_infinity=False)
THREE = st.tuples(FINITE, FINITE, FINITE)
ODD = ",;\"'{}#"
NAMES = st.text(st.characters(exclude_characters=ODD, exclude_categories=["C", "Z"]), min_size=1)


@pytest.mark.parametrize(
    "text",
    [
        "12.34,right_shank,0.1,9.8,-0.4,0.01,0.0,1.2",
        " 12.34 , right_shank , 0.1 , 9.8 , -0.4 , 1e-2 , 0 , 1.2 \r\n",
        "12.34,right_shank,0.1,9.8,-0.4,0.01,0.0,1.2,1,0,0,0",
        '{"t": 12.34, "sensor": "right_shank", "acc": [0.1, 9.8, -0.4], "gyr": [0.01, 0, 1.2]}',
        '{"t":12.34,"sensor":"right_shank","ax":0.1,"ay":9.8,"az":-0.4,"gx":0.01,"gy":0,"gz":1.2,"battery":80}',
        '{"t":"12.34","sensor":"right_shank","acc":[0.1,9.8,-0.4],"gx":0.01,"gy":0,"gz":1.2}',
    ],
)
def test_a_reading_is_a_line_of_csv_or_json(text: str) -> None:
    assert parse_line(text) == READING


@pytest.mark.parametrize("text", ["", "  \n", "# a note", HEADER, "t, sensor, ax, ay, az, gx, gy, gz, qw, qx, qy, qz"])
def test_what_is_no_reading_is_passed_over(text: str) -> None:
    assert parse_line(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,shank,1,2,3", "found 5 values in '1,shank,1,2,3'; expected t,sensor,ax"),
        ("x,shank,1,2,3,4,5,6", "found 'x' as t, expected a number"),
        ("1,shank,1,2,nan,4,5,6", "found 'nan' as az, expected a number"),
        ("1,shank,1,2,inf,4,5,6", "found 'inf' as az"),
        ("1,shank,1,2,,4,5,6", "found '' as az"),
        ("1,,1,2,3,4,5,6", "found the sensor '', expected a name such as right_shank"),
        ("t,sensor,gx,gy,gz,ax,ay,az", "found the header t,sensor,gx"),
        (
            '{"t": 1, "sensor": "shank", "acc": [1, 2], "gyr": [1, 2, 3]}',
            r"found acc '\[1, 2\]', expected three numbers",
        ),
        ('{"t": 1, "sensor": "shank", "acc": [1, 2, true], "gyr": [1, 2, 3]}', "found True as az"),
        ('{"t": 1, "sensor": "shank", "acc": [1, 2, NaN], "gyr": [1, 2, 3]}', "found nan as az"),
        ('{"t": 1, "sensor": "shank", "acc": [1, 2, 3]}', "found nothing as gx"),
        ('{"t": 1, "sensor": 7, "acc": [1, 2, 3], "gyr": [1, 2, 3]}', "found the sensor 7"),
        ('{"t": 1, "sensor": "a,b", "acc": [1, 2, 3], "gyr": [1, 2, 3]}', "found the sensor 'a,b'"),
        ('{"t": 1, "sensor": "shank"', "line 7: column 27: found an end too early, expected JSON"),
        ("{" * 5000, "line 7: "),
    ],
)
def test_a_faulty_line_is_told_with_its_number_what_was_found_and_expected(text: str, found: str) -> None:
    with pytest.raises(SensorError, match=found) as info:
        parse_line(text, 7, "udp")
    assert str(info.value).startswith("udp: line 7: ")
    assert "expected" in str(info.value)
    assert "right_shank" in info.value.next_step


@given(st.builds(SensorLine, FINITE, NAMES, THREE, THREE))
def test_what_is_written_is_read_back(reading: SensorLine) -> None:
    assert parse_line(format_line(reading)) == reading


@given(FINITE, NAMES, THREE, THREE)
def test_json_and_csv_say_the_same(t_s: float, name: str, acc: tuple[float, ...], gyr: tuple[float, ...]) -> None:
    line = json.dumps({"t": t_s, "sensor": name, "acc": acc, "gyr": gyr})
    found = parse_line(line)
    assert found is not None
    assert parse_line(format_line(found)) == found == SensorLine(t_s, name, found.acc_mps2, found.gyr_radps)
    assert (found.acc_mps2, found.gyr_radps) == (acc, gyr)


@given(st.text())
def test_no_text_is_anything_but_a_reading_nothing_or_a_fault(text: str) -> None:
    with suppress(SensorError):
        assert isinstance(parse_line(text), SensorLine | None)


@given(st.text())
def test_a_name_that_a_line_cannot_hold_is_written_with_a_mark(name: str) -> None:
    found = parse_line(format_line(SensorLine(1.0, name, (1.0, 2.0, 3.0), (4.0, 5.0, 6.0))))
    assert found is not None
    assert found.gyr_radps == (4.0, 5.0, 6.0)


def test_a_recording_is_read_back_sensor_by_sensor(tmp_path: Path) -> None:
    places = (Place(Side.RIGHT, Segment.THIGH), Place(Side.RIGHT, Segment.SHANK))
    readings = [
        ImuReading(3.0 + row / 50, place, (0.1 * row, 9.8, 0.3), (0.01 * row, 0.0, 0.1))
        for row in range(100)
        for place in places
    ]
    path = tmp_path / "recording.csv"
    path.write_text("\n".join(format_readings(readings)) + "\n")
    tracks = read_sensors(path)
    assert [(one.name, one.segment, one.side) for one in tracks] == [
        (str(place), place.segment, place.side) for place in places
    ]
    assert [tuple(row) for row in tracks[1].acc_mps2] == [one.acc_mps2 for one in readings[1::2]]
    assert tracks[0].t_s[0] == 0.0


def test_a_file_tells_the_line_of_its_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER}\n{format_line(READING)}\n\n1,2\n{format_line(READING)}\n")
    with pytest.raises(SensorError, match=r"a\.csv: line 4: found 2 values"):
        read_sensors(path)


def test_a_last_line_that_was_cut_off_is_left_out_and_repeated_times_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"# by hand\n{format_line(READING)}\n{format_line(READING)}\n12.5,right_sh")
    (track,) = read_sensors(path)
    assert track.t_s.size == 1


def test_a_file_without_a_reading_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER}\n")
    with pytest.raises(SensorError, match="holds no reading"):
        read_sensors(path)
