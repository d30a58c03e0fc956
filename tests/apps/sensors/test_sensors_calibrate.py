"""``formcheck sensors calibrate``: where the zero of the knee comes from, one source at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from formcheck.apps.sensors import filmed
from formcheck.errors import SensorError
from formcheck.inertial.mounting import ZeroSource
from formcheck.ports import PoseEstimator
from formcheck.samples import Dof, Segment
from formcheck.session.sensors import load_calibration
from formcheck.validation.simulated.recording import SimulatedRecording, simulate
from tests.support.commands import Run
from tests.support.estimators import FakeEstimator, write_session
from tests.support.legs import seated, truth_of
from tests.support.people import REST, Angles, Script
from tests.support.recorded import calibrate_files, write_tracks

AHEAD_S = 3.0
"""The video begins so long after the sensors."""


@dataclass(frozen=True)
class Calibrating(Script):
    """What the camera sees: the leg that the sensors are on."""

    recording: SimulatedRecording | None = None

    def angles(self, t_s: float) -> Angles:
        """Return the angles at a time of the video."""
        assert self.recording is not None
        true = self.recording.angles
        return REST | {Dof.KNEE_FLEXION: float(np.interp(t_s + AHEAD_S, true.t_s, true.knee_deg))}


@pytest.fixture(scope="module")
def recording() -> SimulatedRecording:
    """Return what sensors told of a calibration."""
    return simulate(truth_of(seated()), seed=2)


@pytest.fixture
def options(recording: SimulatedRecording, tmp_path: Path) -> list[str | Path]:
    """Return what the command is given of the recording: nobody stood."""
    files = write_tracks(recording, tmp_path)
    spans = [
        text
        for name, (start_s, end_s) in recording.labels.items()
        if name != "stand"
        for text in (f"--{name}", f"{start_s:.2f}-{end_s:.2f}")
    ]
    return [*files, *spans, "--out", tmp_path / "anna.json", "-l", "en"]


@pytest.fixture(scope="module")
def calibration(recording: SimulatedRecording, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what a file holds that says how the sensors sit."""
    folder = tmp_path_factory.mktemp("calibrated")
    path = calibrate_files(recording, write_tracks(recording, folder), folder / "anna.json")
    return path.read_text(encoding="utf-8")


def zeros(tmp_path: Path) -> dict[Segment, ZeroSource]:
    return {one.place.segment: one.zero for one in load_calibration(tmp_path / "anna.json").mountings}


@pytest.mark.slow
def test_without_a_standing_posture_a_video_says_how_bent_the_knee_is(
    formcheck: Run,
    recording: SimulatedRecording,
    options: list[str | Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def make(*_: object) -> PoseEstimator:
        return FakeEstimator(Calibrating([], recording=recording))

    monkeypatch.setattr(filmed, "make_estimator", make)
    video = write_session(tmp_path / "anna.mp4", seconds=recording.ends_s - AHEAD_S)
    done = formcheck("sensors", "calibrate", *options, "--video", video)
    assert done.code == 0, done.words
    assert "camera" in done.words
    seated = ZeroSource.SEATED  # still that of the ankle
    assert zeros(tmp_path) == {Segment.THIGH: seated, Segment.SHANK: ZeroSource.CAMERA, Segment.FOOT: seated}


@pytest.mark.slow
def test_without_a_video_sitting_says_it(formcheck: Run, options: list[str | Path], tmp_path: Path) -> None:
    assert formcheck("sensors", "calibrate", *options).code == 0
    assert set(zeros(tmp_path).values()) == {ZeroSource.SEATED}


def test_only_one_of_them_says_how_bent_the_knee_is(formcheck: Run, options: list[str | Path], tmp_path: Path) -> None:
    done = formcheck("sensors", "calibrate", *options, "--own-straight", "--knee-seated", "85")
    assert done.code == 2
    assert "only one of them" in done.words
    assert not (tmp_path / "anna.json").exists()


@pytest.mark.slow
def test_as_json_there_is_one_document_and_nothing_else(
    formcheck: Run, options: list[str | Path], tmp_path: Path
) -> None:
    files = [one for one in options if isinstance(one, Path) and one.suffix == ".txt"]
    shown = json.loads(formcheck("sensors", "show", *files, "--json").out)
    assert {one["place"] for one in shown["sensors"]} == {"right_thigh", "right_shank", "right_foot"}
    assert all(one["rate_hz"] > 50.0 and one["length_s"] > 10.0 for one in shown["sensors"])
    done = formcheck("sensors", "calibrate", *options, "--json")
    told = json.loads(done.out)
    assert (done.code, told["file"], told["faults"]) == (0, str(tmp_path / "anna.json"), [])
    assert told["calibration"] == json.loads((tmp_path / "anna.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no calibration of sensors (column 1: found an end too early, expected JSON)"),
        (b"[" * 100_000, "more than 60 deep"),
        (b"\xff\xfe", "cannot be read: byte 1 is not UTF-8"),
        (b"{}", "source: found nothing; allowed: text in quotes"),
        (b"7", "found 7"),
    ],
    ids=["empty", "nested", "not UTF-8", "an empty table", "a number"],
)
def test_a_calibration_that_is_none_is_refused_in_our_words(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "anna.json"
    path.write_bytes(content)
    with pytest.raises(SensorError) as caught:
        load_calibration(path)
    assert said in str(caught.value)
    assert "formcheck sensors calibrate" in str(caught.value)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("rate_hz", 0.0, "rate_hz: found 0, expected a number over 0"),
        ("up", [0.0, 0.0, 0.0], "up: found 0, expected a direction of length 1"),
        ("axis", [1e308, 0.0, 0.0], "axis: found"),
        ("late_s", float("nan"), "late_s: found nan"),
        ("share", 2.0, "share: found 2, expected a number from 0 to 1"),
        ("place", "left_shank", "place: found"),
    ],
)
def test_numbers_that_no_calibration_gives_are_refused(
    calibration: str, tmp_path: Path, key: str, value: object, said: str
) -> None:
    path = tmp_path / "anna.json"
    document = json.loads(calibration)
    document["mountings"][0][key] = value
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(SensorError) as caught:
        load_calibration(path)
    assert said in str(caught.value)
    assert "Input should" not in str(caught.value)
