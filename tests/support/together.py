"""Sample clips with simulated sensors: the kept landmarks of the camera beside what sensors would have told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from formcheck.apps.validate.landmarks import load_landmarks
from formcheck.events import Event, Verdict
from formcheck.exercise.loader import load_prescription
from formcheck.inertial.accuracy import sensor_instrument
from formcheck.inertial.calibrate import calibrate
from formcheck.inertial.mounting import Mounting
from formcheck.inertial.tasks import Task
from formcheck.pose.accuracy import camera_instrument
from formcheck.pose.bundles import find_bundle
from formcheck.samples import ImuReadings, Place, PoseWithReadings, Segment
from formcheck.session.matching import match
from formcheck.session.model import Beside, Header, Session
from formcheck.session.output import EventLog
from formcheck.session.record import Record
from formcheck.session.run import run_session, without_pictures
from formcheck.session.sensors import stretches_of
from formcheck.session.together import pair
from formcheck.sources.imu.tracks import SensorTrack, together
from formcheck.validation.compare import as_scored
from formcheck.validation.simulated.recording import SimulatedRecording, simulate
from formcheck.validation.simulated.sensor import SensorQuality
from formcheck.validation.truth.clip import Truth, load_truth
from formcheck.validation.truth.manifest import Clip
from tests.golden.make import golden_path
from tests.support.truth import MANIFEST, SAMPLES

Fault = Callable[[SensorTrack], SensorTrack]

RATE_HZ: Final = 50.0
"""Readings a second: half of what sensors usually tell, and enough."""


@dataclass(frozen=True, slots=True)
class Filmed:
    """A clip, and what three sensors on the working leg told of it.

    Parameters
    ----------
    clip : Clip
        The clip.
    truth : Truth
        What happens in it.
    landmarks : Record
        What the camera saw.
    recording : SimulatedRecording
        What the sensors told.
    mountings : tuple of Mounting
        How they sit, as their own calibration says.
    """

    clip: Clip
    truth: Truth
    landmarks: Record
    recording: SimulatedRecording
    mountings: tuple[Mounting, ...]

    def place(self, segment: Segment) -> Place:
        """Return a place on the working leg."""
        assert self.truth.side is not None
        return Place(self.truth.side, segment)

    def with_fault(self, segment: Segment, fault: Fault) -> Filmed:
        """Return the same with a fault of one sensor."""
        return replace(self, recording=self.recording.changed(self.place(segment), fault))

    @property
    def header(self) -> Header:
        """The identity of the session of both."""
        camera = camera_instrument(find_bundle("heavy"))
        header = self.landmarks.header
        return replace(
            header,
            prescription=replace(load_prescription(self.clip.exercise), side=self.truth.side),
            instruments=(camera, sensor_instrument(self.mountings, "simulated")),
            mountings=self.mountings,
            beside=Beside(header.source, self.recording.starts_s),
        )

    def readings(self) -> Iterator[ImuReadings]:
        """Yield what the sensors told, on their own clock."""
        return together(list(self.recording.tracks.items()))

    def inputs(self) -> Iterator[PoseWithReadings]:
        """Yield the inputs of the session of both."""
        return pair(self.landmarks.poses, self.readings(), self.recording.starts_s)

    def watch(self) -> tuple[Session, tuple[Event, ...]]:
        """Run the session of both."""
        log = EventLog()
        return run_session(self.header, without_pictures(self.inputs()), (log,)), log.events

    def fates(self, session: Session) -> list[str]:
        """Return what became of each repetition: right, wrong, withheld, missed or made up."""
        rows = match(self.truth.repetitions, [as_scored(one) for one in session.repetitions]).rows
        fates = []
        for true, found in rows:
            if true is None or found is None:
                fates.append("made up" if true is None else "missed")
            elif true.accepts(found.verdict):
                fates.append("right")
            else:
                fates.append("withheld" if found.verdict is Verdict.NOT_MEASURABLE else "wrong")
        return fates


@cache  # a second is calibrated as the first: what goes wrong with the sensors is put in later
def film(file: str, seed: int = 0) -> Filmed:
    """Return a clip of the samples with simulated sensors."""
    (clip,) = (clip for clip in MANIFEST.clip if clip.file == file)
    truth = load_truth(SAMPLES / clip.truth)
    recording = simulate(truth, quality=SensorQuality(rate_hz=RATE_HZ), seed=seed)
    spans_s = {Task(name): span for name, span in recording.labels.items()}
    outcome = calibrate(stretches_of(list(together(list(recording.tracks.items()))), spans_s))
    assert not outcome.faults
    return Filmed(clip, truth, load_landmarks(golden_path(file)), recording, outcome.mountings)
