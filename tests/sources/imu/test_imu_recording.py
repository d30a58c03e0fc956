"""Which recording it is, and how it is handed on."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from formcheck.samples import Place, Segment, Side
from formcheck.sources.files import sha256_of
from formcheck.sources.imu.recording import SensorRecording
from formcheck.sources.imu.tracks import SensorTrack, together
from tests.support.sensor_files import write_mt_manager
from tests.support.swings import swing

SHANK, FOOT = Place(Side.RIGHT, Segment.SHANK), Place(Side.RIGHT, Segment.FOOT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "day").mkdir()
    write_mt_manager(tmp_path / "day" / "foot_r.txt", swing())
    write_mt_manager(tmp_path / "day" / "shank_r.txt", swing())
    return tmp_path / "day"


def test_one_file_is_known_by_its_own_hash(tmp_path: Path) -> None:
    path = write_mt_manager(tmp_path / "shank_r.txt", swing())
    assert SensorRecording([path]).info.sha256 == sha256_of(path)


@pytest.mark.slow
def test_several_files_are_one_recording_in_whatever_order_and_whatever_lies_beside_them(folder: Path) -> None:
    """Else what it was calibrated from would be taken for exercise, without a word."""
    files = sorted(folder.iterdir())
    before = SensorRecording([folder]).info.sha256
    (folder / "anna.json").write_text(json.dumps({"kept": "a calibration"}), encoding="utf-8")
    (folder / "notes.txt").write_text("by the window\n", encoding="utf-8")
    assert SensorRecording([folder]).info.sha256 == before
    assert SensorRecording(files).info.sha256 == SensorRecording(files[::-1]).info.sha256 == before


def test_another_recording_is_another(folder: Path) -> None:
    before = SensorRecording([folder]).info.sha256
    still = swing()
    write_mt_manager(folder / "foot_r.txt", SensorTrack(still.name, still.t_s, still.acc_mps2, -still.gyr_radps))
    assert SensorRecording([folder]).info.sha256 != before


@pytest.mark.parametrize(("rate_hz", "each"), [(25.0, 1), (50.0, 1), (100.0, 2)])
@pytest.mark.parametrize("begin_s", [0.0, 0.1, 17.23])
def test_readings_come_in_groups_as_even_as_they_were_measured(rate_hz: float, each: int, begin_s: float) -> None:
    t_s = np.round(begin_s + np.arange(200) / rate_hz, 4)
    track = SensorTrack("shank_r", t_s, np.full((200, 3), 9.81), np.zeros((200, 3)))
    groups = list(together([(SHANK, track), (FOOT, track)]))
    assert {len(group.readings) for group in groups} == {2 * each}
