"""A calibration of sensors from a recording in which somebody did as asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from formcheck.apps.sensors.filmed import Film, zero_by_film
from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.exercise.definition import Personal, Prescription
from formcheck.exercise.plan import make_plan
from formcheck.inertial.amiss import CalibrationFault
from formcheck.inertial.calibrate import calibrate
from formcheck.inertial.mounting import Mounting
from formcheck.inertial.tasks import Task
from formcheck.samples import ImuReadings, Side
from formcheck.session.coaching.ranging import measure_range, without_range
from formcheck.session.run import prescribe, run_session, without_pictures
from formcheck.session.sensors import SensorCalibration, make_sensor_header, stretches_of
from formcheck.sources.imu.recording import SensorRecording

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was done when, and what else is known.

    Parameters
    ----------
    spans_s : mapping of Task to tuple of float
        From when to when each thing was done, in seconds of the recording.
    knee_seated_deg : float or None
        How far the knee was bent while seated, by a goniometer.
    is_straight_own : bool
        Whether the furthest extension is to be called straight.
    film : Film or None
        A video of the same, by which it is told how bent the knee is.
    practice_s : tuple of float or None
        From when to when the exercise itself was done calmly and well, three times at least.
    exercise, prescription : str, Path
        Which exercise that was.
    side : Side or None
        The working leg.
    """

    spans_s: Mapping[Task, Span]
    knee_seated_deg: float | None = None
    is_straight_own: bool = False
    film: Film | None = None
    practice_s: Span | None = None
    exercise: str | Path = DEFAULT_EXERCISE
    prescription: Path | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What came of it.

    Parameters
    ----------
    calibration : SensorCalibration
        How each sensor sits that could be told, and the person's own range and tempo.
    faults : tuple of CalibrationFault
        What is to be done again.
    """

    calibration: SensorCalibration
    faults: tuple[CalibrationFault, ...]


def calibrate_recording(recording: SensorRecording, asked: Asked) -> Calibrated:
    """Tell how each sensor of a recording sits.

    Parameters
    ----------
    recording : SensorRecording
        What the sensors recorded.
    asked : Asked
        What was done when.

    Raises
    ------
    SensorError
        The sensors do not measure what the practised exercise is driven by, or the video does not go with them.
    VideoError, SetupError
        The video cannot be read, or the pose model not run.
    ExerciseError
        The exercise or the prescription has faults.
    """
    readings = list(recording.readings())
    outcome = calibrate(
        stretches_of(readings, asked.spans_s),
        knee_seated_deg=asked.knee_seated_deg,
        is_straight_own=asked.is_straight_own,
    )
    mountings = outcome.mountings
    if asked.film is not None and mountings:
        mountings = zero_by_film(asked.film, recording, mountings, asked.spans_s)
    personal = _practised(recording, readings, mountings, asked)
    ends_s = max((end_s for _, end_s in asked.spans_s.values()), default=0.0)
    made = SensorCalibration(recording.info.name, recording.info.sha256, ends_s, mountings, personal)
    return Calibrated(made, outcome.faults)


def _practised(
    recording: SensorRecording, readings: Iterable[ImuReadings], mountings: Sequence[Mounting], asked: Asked
) -> Personal:
    """Return the person's own range and tempo; an empty one where no practice shows them."""
    if asked.practice_s is None or not mountings:
        return Personal()
    start_s, end_s = asked.practice_s
    prescription: Prescription = without_range(prescribe(asked.exercise, asked.prescription, asked.side))
    header = make_sensor_header(recording.info, prescription, mountings, recording.devices)
    practised = (one for one in readings if start_s <= one.t_s <= end_s)
    session = run_session(header, without_pictures(practised), ())
    found = measure_range(make_plan(header.prescription), session.repetitions)
    return Personal() if found is None else replace(found, ankle_neutral_deg=None)
