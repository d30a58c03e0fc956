"""What sensors would have told of the person of the clips, in files, with their calibration."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from formcheck.apps.sensors.calibrating import Asked, calibrate_recording
from formcheck.inertial.tasks import Task
from formcheck.samples import Dof, Side
from formcheck.session.sensors import save_calibration
from formcheck.sources.imu.line import format_readings
from formcheck.sources.imu.recording import SensorRecording
from formcheck.sources.imu.tracks import together
from formcheck.validation.simulated.recording import SimulatedRecording, simulate
from formcheck.validation.truth.clip import Truth
from tests.support.estimators import TWO_REPS
from tests.support.people import even_times
from tests.support.sensor_files import write_mt_manager


@dataclass(frozen=True, slots=True)
class Files:
    """A recording of sensors in files, and how they sit."""

    recording: SimulatedRecording
    sensors: tuple[Path, ...]
    calibration: Path

    @property
    def options(self) -> list[str | Path]:
        """What the command is given of them."""
        named = [option for file in self.sensors for option in ("--sensors", file)]
        return [*named, "--calibration", self.calibration]


def write_recording(folder: Path) -> Files:
    """Write two repetitions after a calibration, a file for each sensor, and ``anna.json``."""
    recording = simulate_two_reps()
    sensors = write_tracks(recording, folder)
    return Files(recording, sensors, calibrate_files(recording, sensors, folder / "anna.json"))


def simulate_two_reps() -> SimulatedRecording:
    """Return what sensors tell of a good repetition and one that falls short, after a calibration."""
    times_s = even_times(TWO_REPS.duration_s, 30.0)
    angles = [TWO_REPS.angles(t_s) for t_s in times_s]
    deg = {dof: np.array([one[dof] for one in angles]) for dof in Dof}
    return simulate(Truth(Side.RIGHT, None, np.array(times_s), deg, ()))


def write_tracks(recording: SimulatedRecording, folder: Path) -> tuple[Path, ...]:
    """Write what the sensors told, each in a file of its own."""
    return tuple(write_mt_manager(folder / f"{place}.txt", track) for place, track in recording.tracks.items())


def write_lines(recording: SimulatedRecording, path: Path) -> Path:
    """Write what the sensors told, all in one file of our own lines."""
    readings = (one for group in together(list(recording.tracks.items())) for one in group.readings)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(format_readings(readings)) + "\n", encoding="utf-8")
    return path


def calibrate_files(recording: SimulatedRecording, sensors: tuple[Path, ...], path: Path) -> Path:
    """Calibrate the sensors of a recording in files, and write that."""
    spans_s = {Task(name): span for name, span in recording.labels.items()}
    done = calibrate_recording(SensorRecording(sensors), Asked(spans_s))
    assert not done.faults
    save_calibration(done.calibration, path)
    return path
