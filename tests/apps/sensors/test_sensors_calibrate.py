"""``formcheck sensors calibrate``: where the zero of the knee comes from, one source at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from formcheck.apps.sensors import filmed
from formcheck.inertial.mounting import ZeroSource
from formcheck.ports import PoseEstimator
from formcheck.samples import Dof, Segment
from formcheck.session.sensors import load_calibration
from formcheck.validation.simulated.recording import SimulatedRecording, simulate
from tests.support.commands import Run
from tests.support.estimators import FakeEstimator, write_session
from tests.support.legs import seated, truth_of
from tests.support.people import REST, Angles, Script
from tests.support.sensor_files import write_mt_manager

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
    files = [write_mt_manager(tmp_path / f"{place}.txt", track) for place, track in recording.tracks.items()]
    spans = [
        text
        for name, (start_s, end_s) in recording.labels.items()
        if name != "stand"
        for text in (f"--{name}", f"{start_s:.2f}-{end_s:.2f}")
    ]
    return [*files, *spans, "--out", tmp_path / "anna.json", "-l", "en"]


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
