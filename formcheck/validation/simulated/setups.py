"""The set-ups that simulated sensors are validated in: which there are, how good they are, and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import numpy as np

from formcheck.events import SensorTrouble
from formcheck.samples import Dof, Place, Segment
from formcheck.validation.simulated import faults
from formcheck.validation.simulated.motion import Body
from formcheck.validation.simulated.recording import SimulatedRecording
from formcheck.validation.simulated.sensor import BROWSER, HARD, SensorQuality

Change = Callable[[SimulatedRecording, np.random.Generator], SimulatedRecording]
"""Takes a recording, and returns what is left of it after something went wrong."""

MIDDLE: Final = 0.5
"""Share of the clip after which a sensor slips or dies."""

SLIP_DEG: Final = 10.0
SLIDE_S: Final = 0.3
"""A sensor that is turned in this time feels it by its gyroscope; one that slips between two readings does not."""

LATE_S: Final = 0.15

_SHANK: Final = (Segment.SHANK,)
_SHANK_FOOT: Final = (Segment.SHANK, Segment.FOOT)


@dataclass(frozen=True, slots=True)
class SetUp:
    """Sensors, and what goes wrong with them.

    Parameters
    ----------
    name : str
        Such as ``shank_foot``; in words ``setup-shank-foot``.
    segments : tuple of Segment
        Where they are strapped to.
    quality : SensorQuality
        How well they measure and sit.
    body : Body
        The leg.
    change : callable or None
        What goes wrong.
    without : str
        Name of the same set-up without that; empty where nothing goes wrong.
    trouble : str
        What has to be said of it, as ``trouble:segment``; empty where nothing has to.
    right : float or None
        Share of the repetitions that must be judged right, of those whose fault these sensors can show; None where
        nothing is promised.
    """

    name: str
    segments: tuple[Segment, ...] = tuple(Segment)
    quality: SensorQuality = field(default_factory=SensorQuality)
    body: Body = field(default_factory=Body)
    change: Change | None = None
    without: str = ""
    trouble: str = ""
    right: float | None = None

    @property
    def shows(self) -> frozenset[Dof]:
        """The joints that these sensors can show: not the neck nor the trunk, and the ankle with a foot only."""
        shown = {Segment.SHANK: Dof.KNEE_FLEXION, Segment.FOOT: Dof.ANKLE_DORSIFLEXION}
        shown[Segment.THIGH] = Dof.THIGH_ELEVATION
        return frozenset(shown[segment] for segment in self.segments)


def _lose(share: float, recording: SimulatedRecording, rng: np.random.Generator) -> SimulatedRecording:
    for place in recording.tracks:
        recording = recording.changed(place, partial(faults.lose, share=share, rng=rng))
    return recording


def _slip(
    segment: Segment, recording: SimulatedRecording, rng: np.random.Generator, *, takes_s: float = 0.0
) -> SimulatedRecording:
    fault = partial(faults.slip, at_s=recording.at(MIDDLE), rng=rng, by_deg=SLIP_DEG, takes_s=takes_s)
    return recording.changed(_place(recording, segment), fault)


def _die(segment: Segment, recording: SimulatedRecording, _rng: np.random.Generator) -> SimulatedRecording:
    return recording.changed(_place(recording, segment), partial(faults.die, at_s=recording.at(MIDDLE)))


def _delay(segment: Segment, recording: SimulatedRecording, _rng: np.random.Generator) -> SimulatedRecording:
    return recording.changed(_place(recording, segment), partial(faults.delay, by_s=LATE_S))


def _place(recording: SimulatedRecording, segment: Segment) -> Place:
    return next(place for place in recording.tracks if place.segment is segment)


def _faulty(word: str, trouble: SensorTrouble, change: Callable[..., SimulatedRecording], segment: Segment) -> SetUp:
    return SetUp(f"{word}_{segment}", change=partial(change, segment), without="three", trouble=f"{trouble}:{segment}")


_ALL: Final = (
    SetUp("three", right=0.97),
    SetUp("shank_foot", _SHANK_FOOT, right=0.95),
    SetUp("shank", _SHANK),
    SetUp("lost_5", change=partial(_lose, 0.05), right=0.95),
    SetUp("lost_20", change=partial(_lose, 0.20)),
    SetUp("rate_30", quality=SensorQuality(rate_hz=30.0), right=0.95),
    SetUp("browser", quality=BROWSER),
    SetUp("hard", quality=HARD, body=Body(out_of_plane_deg=10.0)),
    *(
        _faulty("slips", SensorTrouble.SLIPPED, _slip, segment)
        for segment in (Segment.SHANK, Segment.FOOT, Segment.THIGH)
    ),
    *(
        _faulty("slides", SensorTrouble.SLIPPED, partial(_slip, takes_s=SLIDE_S), segment)
        for segment in (Segment.SHANK, Segment.FOOT, Segment.THIGH)
    ),
    *(_faulty("dies", SensorTrouble.LOST, _die, segment) for segment in (Segment.FOOT, Segment.SHANK, Segment.THIGH)),
    *(_faulty("late", SensorTrouble.LATE, _delay, segment) for segment in (Segment.SHANK, Segment.FOOT)),
)

SETUPS: Final[Mapping[str, SetUp]] = {one.name: one for one in _ALL}
"""All of them by name, in the order in which they are shown."""
