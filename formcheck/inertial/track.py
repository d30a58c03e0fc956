"""From sensor readings to the angles of each leg: everything joined, with all memory in `InertialState`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import nan

from formcheck.events import SensorNoticed, SensorTrouble
from formcheck.inertial import leg, orientation, strokes, watch
from formcheck.inertial.leg import LegState, Posed
from formcheck.inertial.mounting import Mounting, direction
from formcheck.inertial.orientation import OrientationState
from formcheck.inertial.saved import SavedPlace
from formcheck.inertial.strokes import Moment, StrokesState
from formcheck.inertial.watch import WatchState
from formcheck.samples import AngleSample, ImuReading, ImuReadings, Place, Segment, Side, by_place
from formcheck.sighting import Sighting


@dataclass(frozen=True, slots=True)
class InertialParams:
    """What the measurement is told.

    Parameters
    ----------
    mountings : tuple of Mounting
        How each sensor sits.
    """

    mountings: tuple[Mounting, ...]

    @property
    def places(self) -> frozenset[Place]:
        """All segments that bear a sensor."""
        return frozenset(mounting.place for mounting in self.mountings)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The legs that bear one."""
        return tuple(side for side in Side if any(place.side is side for place in self.places))

    @property
    def late_s(self) -> float:
        """By how much the readings of the latest sensor come late: what lies nearer is not measured yet."""
        return max((mounting.late_s for mounting in self.mountings), default=0.0)


@dataclass(frozen=True, slots=True)
class InertialState:
    """All memory of the measurement.

    Parameters
    ----------
    orientations : mapping of Place to OrientationState
        Which way is up for each sensor.
    legs : mapping of Side to LegState
        The hinges of each leg.
    watches : mapping of Place to WatchState
        What was noticed of each sensor.
    strokes : mapping of Side to StrokesState
        The repetitions of each leg, as its sensors felt them.
    waiting : mapping of Place to tuple of ImuReading
        Readings, their times put right, of moments of which another sensor has not told yet.
    """

    orientations: Mapping[SavedPlace, OrientationState] = field(default_factory=dict)
    legs: Mapping[Side, LegState] = field(default_factory=dict)
    watches: Mapping[SavedPlace, WatchState] = field(default_factory=dict)
    strokes: Mapping[Side, StrokesState] = field(default_factory=dict)
    waiting: Mapping[SavedPlace, tuple[ImuReading, ...]] = field(default_factory=dict)


def start(params: InertialParams) -> InertialState:
    """Return the memory to start with.

    Parameters
    ----------
    params : InertialParams
        What the measurement is told.
    """
    return InertialState(
        orientations={mounting.place: OrientationState() for mounting in params.mountings},
        legs={side: LegState() for side in params.sides},
        watches={mounting.place: WatchState() for mounting in params.mountings},
        strokes={side: StrokesState() for side in params.sides},
    )


def step(params: InertialParams, state: InertialState, raw: ImuReadings) -> tuple[InertialState, Sighting]:
    """Take what the sensors measured since the last time.

    Where a sensor is late, the whole leg is measured as it was when that sensor measured: a moving segment that is
    guessed forward overshoots.

    Parameters
    ----------
    params : InertialParams
        What the measurement is told.
    state : InertialState
        Memory.
    raw : ImuReadings
        The next readings; those of sensors that are not known are left out.

    Returns
    -------
    InertialState, Sighting
        New memory, and the angles of each leg at the time of the whole.
    """
    told = by_place(raw.readings)
    until_s = raw.t_s - params.late_s
    due, waiting = _due(params, state, told, until_s)
    orientations = {
        mounting.place: _oriented(mounting, state.orientations[mounting.place], due[mounting.place])
        for mounting in params.mountings
    }
    posed = {
        mounting.place: found
        for mounting in params.mountings
        if (found := leg.pose(mounting, orientations[mounting.place], until_s)) is not None
    }
    watches, events = watch.step_all(state.watches, raw.t_s, told, params.mountings, posed)
    felt, slipped = _feel(params, state.strokes, posed, watches)
    events += tuple(SensorNoticed(raw.t_s, place, SensorTrouble.SLIPPED) for place in sorted(slipped, key=str))
    watches |= {place: replace(watches[place], has_slipped=True) for place in slipped}
    trusted = {place: one for place, one in posed.items() if _is_trusted(params, place, watches[place])}
    legs, samples = _measure(params, state.legs, raw.t_s, trusted)
    is_present = any(place in trusted for place in params.places)
    return (
        InertialState(orientations, legs, watches, felt, waiting),
        Sighting(raw.t_s, samples, is_present=is_present, events=events),
    )


def _feel(
    params: InertialParams,
    states: Mapping[Side, StrokesState],
    posed: Mapping[Place, Posed],
    watches: Mapping[Place, WatchState],
) -> tuple[dict[Side, StrokesState], set[Place]]:
    """Return the memory of the repetitions, and the sensors that are found to have slipped by them."""
    after, slipped = {}, set()
    for side in params.sides:
        now = {
            place: Moment(direction(one.orientation.up), watches[place].strap.turned)
            for place, one in posed.items()
            if place.side is side and place.segment is not Segment.THIGH  # which turns about no one axis
        }
        shank = posed.get(Place(side, Segment.SHANK))
        after[side], found = strokes.step(states[side], nan if shank is None else shank.pitch_deg, now)
        slipped |= {place for place in found if not watches[place].has_slipped}
    return after, slipped


def _is_trusted(params: InertialParams, place: Place, watched: WatchState) -> bool:
    """Tell whether a sensor may be used: it did not slip, nobody walks on it, and it tells the posture where it must.

    An axis that stands upright is measured as a hinge; but of the segment that tells whether somebody sits or lies, it
    hides just that, and what cannot be told from another exercise is not judged.
    """
    tells_posture = place.segment is Segment.THIGH or (
        place.segment is Segment.SHANK and Place(place.side, Segment.THIGH) not in params.places
    )
    return not (watched.has_slipped or watched.walk.is_walking or (watched.is_upright and tells_posture))


def _due(
    params: InertialParams, state: InertialState, told: Mapping[Place, Sequence[ImuReading]], until_s: float
) -> tuple[dict[Place, Sequence[ImuReading]], dict[Place, tuple[ImuReading, ...]]]:
    """Return, by sensor, the readings up to a time, their times put right, and those that are to wait for it."""
    if params.late_s == 0.0:
        return {place: told.get(place, ()) for place in params.places}, {}
    due: dict[Place, Sequence[ImuReading]] = {}
    waiting = {}
    for mounting in params.mountings:
        place = mounting.place
        new = (replace(reading, t_s=reading.t_s - mounting.late_s) for reading in told.get(place, ()))
        known = (*state.waiting.get(place, ()), *new)
        due[place] = tuple(reading for reading in known if reading.t_s <= until_s)
        waiting[place] = tuple(reading for reading in known if reading.t_s > until_s)
    return due, waiting


def _oriented(mounting: Mounting, state: OrientationState, told: Sequence[ImuReading]) -> OrientationState:
    return orientation.step(state, told, mounting) if told else state


def _measure(
    params: InertialParams, states: Mapping[Side, LegState], t_s: float, posed: Mapping[Place, Posed]
) -> tuple[dict[Side, LegState], dict[Side, AngleSample]]:
    legs, samples = {}, {}
    for side in params.sides:
        legs[side], samples[side] = leg.step(states[side], t_s, side, posed, params.places)
    return legs, samples
