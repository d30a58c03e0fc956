"""Whole sessions of simulated sensors: one, two or three of them, sound or with something the matter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.events import SensorNoticed, SensorTrouble
from formcheck.exercise.loader import load_prescription
from formcheck.inertial.calibrate import calibrate
from formcheck.inertial.mounting import Mounting
from formcheck.inertial.tasks import Task
from formcheck.samples import Dof, ImuReadings, Origin, Place, Segment, SourceInfo
from formcheck.session import summary
from formcheck.session.model import Header, Step
from formcheck.session.output import Output
from formcheck.session.run import fold, without_pictures
from formcheck.session.sensors import make_sensor_header, stretches_of
from formcheck.sources.imu.tracks import together
from formcheck.validation.simulated import faults
from formcheck.validation.simulated.recording import SimulatedRecording, simulate
from formcheck.validation.truth.clip import load_truth
from tests.support.sessions import CAMERA, Run

CLIP = Path(__file__).parents[2] / "sample_videos" / "mixed-tibial-slider.truth.json"
EVERY = (Segment.THIGH, Segment.SHANK, Segment.FOOT)
AILS_AT_S = 14.0
"""When in the clip something happens to a sensor."""

LATE_S = 0.15


@dataclass(frozen=True, slots=True)
class Worn:
    """Which sensors were worn, and what happened to one of them.

    Parameters
    ----------
    segments : tuple of Segment
        Where they were.
    dies, slips, late : Segment or None
        The one that falls silent, the one that is told to have slipped (what notices it is tried elsewhere), and the
        one whose readings come later than those of the others by `LATE_S`, as its calibration has told.
    """

    segments: tuple[Segment, ...] = EVERY
    dies: Segment | None = None
    slips: Segment | None = None
    late: Segment | None = None


THREE = Worn()
ONE = Worn((Segment.SHANK,))
SHANK_AND_FOOT = Worn((Segment.SHANK, Segment.FOOT))
LATE = Worn(late=Segment.SHANK)
DYING = Worn(dies=Segment.FOOT)
SLIPPING = Worn(slips=Segment.SHANK)


@cache
def wear(worn: Worn = THREE) -> Run:
    """Return the session of a person with sensors, who does five repetitions, most of them with a fault."""
    recording = simulate(load_truth(CLIP), worn.segments, seed=3)
    mountings = tuple(
        replace(one, late_s=LATE_S) if one.place.segment is worn.late else one for one in _calibrate(recording)
    )
    ails_s = recording.starts_s + AILS_AT_S
    tracks = {
        place: faults.die(track, ails_s) if place.segment is worn.dies else track
        for place, track in recording.tracks.items()
    }
    tracks |= {place: faults.delay(one, LATE_S) for place, one in tracks.items() if place.segment is worn.late}
    readings = [one for one in together(list(tracks.items())) if one.t_s > recording.starts_s - 5.0]
    run = run_of(header_of(mountings), readings)
    slipped = [one.place for one in mountings if one.place.segment is worn.slips]
    return noticing(run, ails_s, slipped[0], SensorTrouble.SLIPPED) if slipped else run


def noticing(run: Run, t_s: float, place: Place, trouble: SensorTrouble) -> Run:
    """Return a session in which something is noticed of a sensor at the first step after a time."""
    number = next(number for number, step in enumerate(run.steps) if step.t_s >= t_s)
    step = run.steps[number]
    told = replace(step, events=(*step.events, SensorNoticed(step.t_s, place, trouble)))
    return _summed(run.header, (*run.steps[:number], told, *run.steps[number + 1 :]))


def header_of(mountings: Sequence[Mounting]) -> Header:
    """Return the identity of a session of sensors."""
    info = SourceInfo("worn.csv", duration_s=86.0, sha256="0" * 64)
    return make_sensor_header(info, load_prescription(DEFAULT_EXERCISE), mountings, "sensors")


def run_of(header: Header, readings: Iterable[ImuReadings]) -> Run:
    """Fold readings through the pipeline."""
    return _summed(header, tuple(fold(header, without_pictures(readings))))


def _summed(header: Header, steps: tuple[Step, ...]) -> Run:
    tally = summary.start(header)
    for step in steps:
        tally = summary.step(tally, step)
    return Run(header, steps, summary.summarise(header, tally))


def beside_a_camera(run: Run, by_camera: Collection[Dof]) -> Run:
    """Return a session as if a camera had looked as well, and had measured some of the angles."""
    instruments = (CAMERA, *run.header.instruments)
    header = replace(run.header, instruments=instruments)
    steps = tuple(_filmed(step, by_camera) for step in run.steps)
    return Run(header, steps, replace(run.session, instruments=instruments))


def play(run: Run, output: Output) -> None:
    """Give a session to an output, as a run would."""
    with output:
        output.begin(run.header)
        for step in run.steps:
            output.write(step)
        output.finish(run.session)


def _filmed(step: Step, by_camera: Collection[Dof]) -> Step:
    origin = {dof: Origin.CAMERA if dof in by_camera else kind for dof, kind in step.angles.origin.items()}
    return replace(step, angles=replace(step.angles, origin=origin))


def _calibrate(recording: SimulatedRecording) -> tuple[Mounting, ...]:
    readings = list(together(list(recording.tracks.items())))
    spans = {Task(name): (start_s + 0.3, end_s - 0.2) for name, (start_s, end_s) in recording.labels.items()}
    return calibrate(stretches_of(readings, spans)).mountings
