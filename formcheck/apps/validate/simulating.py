"""One clip as sensors would have measured it: simulated from its truth, calibrated, reviewed."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

import numpy as np

from formcheck.apps.recordings import review_sensors
from formcheck.apps.sensors.calibrating import Asked, Calibrated, calibrate_recording
from formcheck.apps.validate.heard import Heard, make_run
from formcheck.apps.validate.run import Advance, failure_of
from formcheck.errors import FormcheckError
from formcheck.inertial.tasks import Task
from formcheck.samples import SourceInfo
from formcheck.session.model import Session, Software
from formcheck.sources.imu.recording import SensorRecording
from formcheck.validation.runs import Failure, Run
from formcheck.validation.simulated.recording import SimulatedRecording, simulate
from formcheck.validation.simulated.setups import SETUPS, SetUp
from formcheck.validation.truth.clip import Truth

BEFORE_S: Final = 0.5
"""A repetition may be found to start this much before it does."""

_FAULT_SEED: Final = 99
"""What goes wrong is drawn apart, so that the sensors are the same with and without it."""


@dataclass(frozen=True, slots=True)
class SimulatedJob:
    """A clip in a set-up.

    Parameters
    ----------
    file : str
        Name of the job: set-up and clip.
    clip : str
        Name of the clip.
    exercise : str
        What it is judged as.
    truth : Truth
        What it is simulated from.
    set_up : str
        Name of the set-up.
    frames : int
        How many frames it has, to tell how long it will take.
    """

    file: str
    clip: str
    exercise: str
    truth: Truth
    set_up: str
    frames: int


def run_simulated(job: SimulatedJob, report: Advance) -> Run | Failure:
    """Run one clip; an error in it becomes its failure.

    Parameters
    ----------
    job : SimulatedJob
        The clip, and its set-up.
    report : callable
        Takes how many more frames have been seen.
    """
    try:
        return _run(job)
    except FormcheckError as error:
        return failure_of(job.clip, error)
    finally:
        report(job.frames)


def record(file: str, truth: Truth, set_up: SetUp) -> SimulatedRecording:
    """Return what the sensors of a set-up would have told of a clip, on the clip's own clock.

    Parameters
    ----------
    file : str
        Name of the clip: what is drawn at random depends on it, so the same name gives the same recording.
    truth : Truth
        Its angles.
    set_up : SetUp
        The sensors, and what goes wrong.

    Returns
    -------
    SimulatedRecording
        It begins before 0, with the calibration.
    """
    seed = zlib.crc32(file.encode())
    made = simulate(truth, set_up.segments, set_up.quality, seed, body=set_up.body)
    if set_up.change is not None:
        made = set_up.change(made, np.random.default_rng((seed, _FAULT_SEED)))
    back_s = made.starts_s
    return replace(
        made,
        tracks={place: replace(track, t_s=track.t_s - back_s) for place, track in made.tracks.items()},
        labels={task: (from_s - back_s, to_s - back_s) for task, (from_s, to_s) in made.labels.items()},
        angles=replace(made.angles, t_s=made.angles.t_s - back_s),
        starts_s=0.0,
        ends_s=made.ends_s - back_s,
    )


def _run(job: SimulatedJob) -> Run:
    made = record(job.clip, job.truth, SETUPS[job.set_up])
    info = SourceInfo(job.clip, duration_s=made.ends_s, sha256=sha256(job.file.encode()).hexdigest())
    recording = SensorRecording.of_tracks(made.tracks, info)
    spans_s = {Task(name): span for name, span in made.labels.items()}
    calibrated = calibrate_recording(recording, Asked(spans_s))
    heard = Heard()
    session = review_sensors(recording, calibrated.calibration, job.exercise, outputs=(heard,))
    # What began before the clip is the simulator's way into it: of such repetitions the truth knows nothing.
    known = tuple(one for one in session.repetitions if one.start_s >= -BEFORE_S)
    return sensors_run(job.clip, replace(session, repetitions=known), heard, calibrated)


def sensors_run(file: str, session: Session, heard: Heard, calibrated: Calibrated) -> Run:
    """Return what was made of a recording of sensors; what its calibration found amiss was said as well.

    Parameters
    ----------
    file : str
        Name of the clip.
    session : Session
        The result.
    heard : Heard
        What was measured and said in it.
    calibrated : Calibrated
        How its sensors sit.
    """
    heard.said |= {f"calibration:{fault.place.segment}" for fault in calibrated.faults}
    return make_run(file, Software("formcheck", ""), (session,), heard)
