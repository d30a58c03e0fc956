"""Real people with sensors on their legs, who do exercises well and badly: calibrated, reviewed, scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from formcheck.apps.recordings import review_sensors
from formcheck.apps.sensors.calibrating import Asked, Calibrated, calibrate_recording
from formcheck.apps.validate.assemble import About, assemble
from formcheck.apps.validate.folders import Plan
from formcheck.apps.validate.heard import Heard
from formcheck.apps.validate.pool import SilentWatcher, Watcher, run_all
from formcheck.apps.validate.run import Advance, failure_of
from formcheck.apps.validate.selection import choose
from formcheck.apps.validate.simulating import sensors_run
from formcheck.computer import usable_cores
from formcheck.errors import FormcheckError
from formcheck.samples import Place, SourceInfo
from formcheck.session.model import Software
from formcheck.sources.imu.detect import read_sensors
from formcheck.sources.imu.recording import SensorRecording
from formcheck.validation.results import Validation
from formcheck.validation.runs import Failure, Run
from formcheck.validation.truth.folder import FolderKind
from formcheck.validation.truth.therapy.trials import (
    SEATED,
    SIDE,
    TEMPLATE,
    TEST,
    Trial,
    correct_until_s,
    trials_of,
    truth,
)

POSTURE_S: Final = (0.0, 1.0)
"""Everybody keeps still for a second before the first execution."""

MOVES_FROM_S: Final = 0.5
BEFORE_TOO_FAST_S: Final = 1.0

_TYPICAL_ROWS: Final = 6000


@dataclass(frozen=True, slots=True)
class TherapyJob:
    """A trial to be run.

    Parameters
    ----------
    trial : Trial
        Which one.
    frames : int
        About how many readings it has.
    """

    trial: Trial
    frames: int = _TYPICAL_ROWS

    @property
    def file(self) -> str:
        """Name of the trial."""
        return self.trial.file


def validate_therapy(folder: Path, only: Sequence[str], processes: int | None, watcher: Watcher | None) -> Validation:
    """Score all trials of a folder of physical therapy exercises, without targets.

    Parameters
    ----------
    folder : Path
        Holds a folder for each person.
    only : sequence of str
        Trials to do; empty for all.
    processes : int or None
        How many at a time; None for as many as there are processors.
    watcher : Watcher or None
        Is told how far it is.

    Raises
    ------
    InputError
        A name is no trial's.
    """
    trials = trials_of(folder)
    chosen = choose([one.described for one in trials], (), (), only)
    names = {clip.file for clip in chosen.clips}
    wanted = [one for one in trials if one.file in names]
    positive = tuple(clip for clip in chosen.clips if not _by_name(wanted, clip.file).is_negative)
    selection = replace(
        chosen,
        clips=positive,
        negatives=tuple((one.file, one.test) for one in wanted if one.is_negative),
        exercises=(SEATED,),
    )
    done = run_all(
        [TherapyJob(one) for one in wanted], run_trial, processes or usable_cores(), watcher or SilentWatcher()
    )
    about = About(FolderKind.SENSORS, folder.resolve().name, "", Software("formcheck", ""))
    return assemble(about, Plan(selection, {clip.file: truth() for clip in positive}), done)


def _by_name(trials: Sequence[Trial], name: str) -> Trial:
    return next(one for one in trials if one.file == name)


def run_trial(job: TherapyJob, report: Advance) -> Run | Failure:
    """Run one trial; an error in it becomes its failure.

    Parameters
    ----------
    job : TherapyJob
        The trial.
    report : callable
        Takes how many more readings have been seen.
    """
    try:
        return _run(job.trial)
    except FormcheckError as error:
        return failure_of(job.file, error)
    finally:
        report(job.frames)


def _run(trial: Trial) -> Run:
    calibrated = calibrate_trial(trial)
    heard = Heard()
    session = review_sensors(
        _recording(trial, TEST),
        calibrated.calibration,
        prescription=trial.judging.path,
        side=SIDE,
        outputs=(heard,),
    )
    return sensors_run(trial.file, session, heard, calibrated)


def calibrate_trial(trial: Trial) -> Calibrated:
    """Return how the sensors of a trial sit, and the person's own range and tempo, from the template session alone.

    Parameters
    ----------
    trial : Trial
        Any trial.

    Raises
    ------
    SensorError
        The sensors cannot be read or used.
    """
    until_s = correct_until_s(trial.template)
    recording, judging = _recording(trial, TEMPLATE), trial.judging
    asked = Asked(
        spans_s={judging.posture: POSTURE_S, judging.movement: (MOVES_FROM_S, until_s - BEFORE_TOO_FAST_S)},
        practice_s=(0.0, until_s),
        prescription=judging.path,
        side=SIDE,
    )
    return calibrate_recording(recording, asked)


def _recording(trial: Trial, name: str) -> SensorRecording:
    """Return a session as its sensors recorded it; a template of the same name is another recording than a test."""
    folder = trial.test if name == TEST else trial.template
    units = trial.units(folder, name)
    tracks = {place: track for place, path in units.items() for track in read_sensors(path)}
    return SensorRecording.of_tracks(tracks, _info(trial, units, name))


def _info(trial: Trial, units: dict[Place, Path], name: str) -> SourceInfo:
    hashes = "".join(sha256(path.read_bytes()).hexdigest() for path in units.values())
    return SourceInfo(f"{trial.file} {name}", sha256=sha256(hashes.encode()).hexdigest())
