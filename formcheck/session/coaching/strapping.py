"""Is every sensor on the leg as it must be: the checks before it is calibrated, and the one thing to mend next.

All of it is read from what the sensors measure, so that it is the same for a phone, a strap and a recording.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import isnan, nan
from typing import Final

from formcheck.inertial.strap import is_still
from formcheck.samples import TIME_TOLERANCE_S, ImuReadings, Place
from formcheck.session.coaching.framing import READY_S, Advice, Standing

SILENT_S: Final = 1.0
"""A sensor that was silent for so long is not there."""

RATE_S: Final = 2.0
"""Readings are counted over so long."""

LEAST_RATE_HZ: Final = 30.0
"""At 30 readings a second no verdict of the simulated people is lost; fewer were not tried."""

STILL_S: Final = 1.0
"""A leg that has not moved for so long is still."""


class StrapCheck(StrEnum):
    """What is checked of each sensor, in the order in which it is mended."""

    HEARD = "sensor_heard"
    RATE = "sensor_rate"
    STILL = "sensor_still"


MINOR: Final = frozenset({StrapCheck.RATE, StrapCheck.STILL})
"""Checks that may be passed over: the calibration and the verdicts then say what cannot be told."""


@dataclass(frozen=True, slots=True)
class SensorMemory:
    """What is remembered of one sensor.

    Parameters
    ----------
    counts : tuple of (float, int)
        The latest groups with readings of it: when, and how many.
    first_s, moved_s : float
        When it was first heard without a silence since, and when it moved last; NaN before.
    """

    counts: tuple[tuple[float, int], ...] = ()
    first_s: float = nan
    moved_s: float = nan


@dataclass(frozen=True, slots=True)
class StrappingState:
    """What is remembered.

    Parameters
    ----------
    sensors : mapping of Place to SensorMemory
        Of each sensor.
    well_s : float
        Since when everything has been well; NaN where it is not.
    """

    sensors: Mapping[Place, SensorMemory] = field(default_factory=dict)
    well_s: float = nan


@dataclass(frozen=True, slots=True)
class Strapping:
    """How the sensors stand.

    Parameters
    ----------
    checks : mapping of (Place, StrapCheck) to Standing
        Every check of every sensor, in order.
    advice : Advice or None
        What to mend next; None where everything is well. Its part is the place of the sensor concerned.
    is_ready : bool
        Whether everything has been well for long enough.
    """

    checks: Mapping[tuple[Place, StrapCheck], Standing] = field(default_factory=dict)
    advice: Advice | None = None
    is_ready: bool = False

    @property
    def missing(self) -> tuple[StrapCheck, ...]:
        """The checks that hold things up, each once."""
        return tuple(dict.fromkeys(check for (_, check), state in self.checks.items() if state is not Standing.OK))

    @property
    def is_usable(self) -> bool:
        """Whether only minor things are missing."""
        return bool(self.checks) and MINOR.issuperset(self.missing)

    @property
    def unheard(self) -> tuple[Place, ...]:
        """The sensors that are not there."""
        return tuple(place for (place, check), state in self.checks.items() if _is_unheard(check, state))


def _is_unheard(check: StrapCheck, state: Standing) -> bool:
    return check is StrapCheck.HEARD and state is not Standing.OK


def step(state: StrappingState, places: Sequence[Place], raw: ImuReadings) -> tuple[StrappingState, Strapping]:
    """Check what the sensors measured since the last time.

    Parameters
    ----------
    state : StrappingState
        Memory.
    places : sequence of Place
        The sensors that must be there.
    raw : ImuReadings
        What they measured.

    Returns
    -------
    StrappingState, Strapping
        New memory, and how the sensors stand.
    """
    t_s = raw.t_s
    sensors = {place: _remember(state.sensors.get(place, SensorMemory()), place, raw) for place in places}
    checks = {(place, check): standing for place in places for check, standing in _check(sensors[place], t_s)}
    found = Strapping(checks, _advice(checks))
    is_well = bool(checks) and not found.missing
    well_s = (t_s if isnan(state.well_s) else state.well_s) if is_well else nan
    is_ready = is_well and t_s - well_s >= READY_S - TIME_TOLERANCE_S
    return StrappingState(sensors, well_s), replace(found, is_ready=is_ready)


def _remember(memory: SensorMemory, place: Place, raw: ImuReadings) -> SensorMemory:
    readings = [reading for reading in raw.readings if reading.place == place]
    counts = tuple(one for one in memory.counts if raw.t_s - one[0] < RATE_S)
    if not readings:
        is_silent = not counts or raw.t_s - counts[-1][0] >= SILENT_S
        return SensorMemory() if is_silent else replace(memory, counts=counts)
    has_moved = isnan(memory.moved_s) or not all(map(is_still, readings))
    return SensorMemory(
        (*counts, (raw.t_s, len(readings))),
        raw.t_s if isnan(memory.first_s) else memory.first_s,
        raw.t_s if has_moved else memory.moved_s,
    )


def _check(memory: SensorMemory, t_s: float) -> Iterator[tuple[StrapCheck, Standing]]:
    if isnan(memory.first_s):
        yield StrapCheck.HEARD, Standing.MISSING
        yield StrapCheck.RATE, Standing.UNKNOWN
        yield StrapCheck.STILL, Standing.UNKNOWN
        return
    yield StrapCheck.HEARD, Standing.OK
    counted_s = min(RATE_S, t_s - memory.first_s)
    if counted_s < RATE_S / 2:
        yield StrapCheck.RATE, Standing.UNKNOWN
    else:
        rate_hz = sum(count for _, count in memory.counts) / counted_s
        yield StrapCheck.RATE, Standing.OK if rate_hz >= LEAST_RATE_HZ else Standing.MISSING
    is_quiet = t_s - memory.moved_s >= STILL_S - TIME_TOLERANCE_S
    yield StrapCheck.STILL, Standing.OK if is_quiet else Standing.MISSING


_ADVICE: Final[Mapping[StrapCheck, str]] = {
    StrapCheck.HEARD: "sensor-unheard",
    StrapCheck.RATE: "sensor-slow",
    StrapCheck.STILL: "sensor-moving",
}


def _advice(checks: Mapping[tuple[Place, StrapCheck], Standing]) -> Advice | None:
    """Return what to mend next: all sensors are to be heard before anything else of one matters."""
    for check in StrapCheck:
        for (place, other), standing in checks.items():
            if other is check and standing is Standing.MISSING:
                return Advice(_ADVICE[check], str(place))
    if Standing.UNKNOWN in checks.values():
        return Advice("sensor-wait")
    return None
