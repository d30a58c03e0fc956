"""Whether a sensor still sits as it did: up of the last seconds against up of the seconds before.

The gyroscope alone tells how the sensor turned. In the frame that stands still by it, what the accelerometer feels is
gravity, the same all the time, and the accelerations of the leg, which come and go: averaged over some seconds hardly
anything is left of them, the less the more softly the average begins and ends. Where up by the one average differs from
up by the next, the sensor was turned without its gyroscope: it slipped on its strap. A leg that moves is no hindrance.

What turns a sensor about the vertical changes no direction that it feels, and cannot be found so; nor does it change
the pitch of its segment, whose axis of flexion is level. A slip that the gyroscope feels is none to
it: see `formcheck.inertial.strokes`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import cos, degrees, floor, hypot, isnan, nan, pi, sqrt

from formcheck.inertial.vectors import Triple, between_deg, turned, unit
from formcheck.samples import GRAVITY_MPS2, ImuReading

WINDOW_S = 4.0
"""Up is averaged over this long: a calm repetition, so that what its way out adds, its way back takes away."""

BLOCK_S = 0.2
"""Readings are added up over this long first: no more need be remembered of them."""

LEAST_DEG = 3.0
"""A sensor that sits otherwise by less does no harm: that much a calibration gets wrong ..."""

SCATTER_SHARE = 0.2
"""... to which comes this share of the scatter of the force about its mean, as an angle: what moves a leg is not quite
gone from the average. Sensors that sat as they did reach 0.95 of the sum, real ones and simulated ones alike (work half
of the population)."""

USUAL = 4.0
"""A sensor of which both differ all the time has slipped where they differ by so many times what is usual of it: real
ones that contradict themselves reach 3.4."""

LOST_S = 0.2
"""Across a longer gap the gyroscope does not tell how the sensor turned."""

CREEP_RADPS = 0.02
BIAS_TAU_S = 10.0
"""What the gyroscope reads while it turns by less than `CREEP_RADPS` is its bias, averaged over this long."""

STILL_RADPS = 0.35
STILL_MPS2 = 0.5
"""Nothing moves where the rotation is slower and the force nearer to gravity than these."""

_BLOCKS = round(WINDOW_S / BLOCK_S)
_AXES: tuple[Triple, Triple, Triple] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Block:
    """What was felt in a fifth of a second, in the frame that stands still by the gyroscope.

    Parameters
    ----------
    number : int
        Which fifth.
    count : int
        How many readings.
    force : tuple of float
        Their sum.
    square : float
        Sum of the squares of their lengths.
    """

    number: int
    count: int
    force: Triple
    square: float


@dataclass(frozen=True, slots=True)
class StrapState:
    """What is remembered of one sensor.

    Parameters
    ----------
    last : ImuReading or None
        The latest reading.
    bias_radps : tuple of float
        What its gyroscope reads while nothing turns.
    axes : tuple of Triple
        The axes of the frame that stands still, in the sensor's.
    turned : tuple of float
        What was turned since the first reading, added up about each axis of the sensor, in radians.
    blocks : tuple of Block
        The latest twice `WINDOW_S`; the last one is not full yet.
    """

    last: ImuReading | None = None
    bias_radps: Triple = (0.0, 0.0, 0.0)
    axes: tuple[Triple, Triple, Triple] = _AXES
    turned: Triple = (0.0, 0.0, 0.0)
    blocks: tuple[Block, ...] = ()


def is_still(reading: ImuReading) -> bool:
    """Tell whether nothing moves in a reading: it turns slowly, and the force on it is gravity's.

    Parameters
    ----------
    reading : ImuReading
        Any reading.
    """
    return hypot(*reading.gyr_radps) <= STILL_RADPS and abs(hypot(*reading.acc_mps2) - GRAVITY_MPS2) <= STILL_MPS2


def step(state: StrapState, reading: ImuReading, bias_radps: Triple) -> tuple[StrapState, float]:
    """Take one reading.

    Parameters
    ----------
    state : StrapState
        Memory.
    reading : ImuReading
        The next reading.
    bias_radps : tuple of float
        What the gyroscope read while nothing turned, when the sensor was calibrated.

    Returns
    -------
    StrapState, float
        New memory, and by how much up of the last `WINDOW_S` is apart from up before, as a multiple of what a sensor
        that sits as it did may show; NaN where that is not known, or was told with the reading before.
    """
    last = state.last
    if last is None or reading.t_s - last.t_s > LOST_S:
        bias = bias_radps if last is None else state.bias_radps
        return StrapState(reading, bias, turned=state.turned, blocks=_added((), reading, _AXES)), nan
    bias, axes, done = _turned_on(state, last, reading)
    blocks = _added(state.blocks, reading, axes)
    is_new = blocks[-1].number != state.blocks[-1].number
    apart = _apart(state.blocks) if is_new and len(state.blocks) == 2 * _BLOCKS else nan
    return StrapState(reading, bias, axes, done, blocks[-2 * _BLOCKS :]), apart


def usual_apart(readings: Iterable[ImuReading], bias_radps: Triple) -> tuple[float, ...]:
    """Return by how much up was apart in each moment of a recording in which the sensor sat as it did; see `step`.

    Parameters
    ----------
    readings : iterable of ImuReading
        Of one sensor, in order of time.
    bias_radps : tuple of float
        What its gyroscope reads while nothing turns.
    """
    state, found = StrapState(), []
    for reading in readings:
        state, apart = step(state, reading, bias_radps)
        found.append(apart)
    return tuple(apart for apart in found if not isnan(apart))


def has_slipped(apart: float, usual: float) -> bool:
    """Tell whether a sensor sits otherwise than before.

    Parameters
    ----------
    apart : float
        What `step` told; NaN where it told nothing.
    usual : float
        The root mean square of that while the sensor was calibrated.
    """
    return apart > max(1.0, USUAL * usual)


def _turned_on(
    state: StrapState, last: ImuReading, reading: ImuReading
) -> tuple[Triple, tuple[Triple, Triple, Triple], Triple]:
    """Return bias, axes and what was turned: followed, turned on by what the gyroscope says, and added up."""
    elapsed_s = reading.t_s - last.t_s
    rate, before = (_less(one.gyr_radps, state.bias_radps) for one in (reading, last))
    x, y, z = (0.5 * elapsed_s * (one + other) for one, other in zip(before, rate, strict=True))
    east, north, up = state.axes
    axes = (turned(east, (x, y, z)), turned(north, (x, y, z)), turned(up, (x, y, z)))
    share = elapsed_s / BIAS_TAU_S if hypot(*rate) <= CREEP_RADPS else 0.0
    bias = _less(state.bias_radps, (-share * rate[0], -share * rate[1], -share * rate[2]))
    done = (state.turned[0] + x, state.turned[1] + y, state.turned[2] + z)
    return bias, axes, done


def _less(one: Triple, other: Triple) -> Triple:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _added(blocks: tuple[Block, ...], reading: ImuReading, axes: tuple[Triple, Triple, Triple]) -> tuple[Block, ...]:
    """Return the blocks with one more reading."""
    x, y, z = reading.acc_mps2
    east, north, up = (x * axis[0] + y * axis[1] + z * axis[2] for axis in axes)
    number, square = floor(reading.t_s / BLOCK_S), x * x + y * y + z * z
    if not blocks or blocks[-1].number != number:
        return (*blocks, Block(number, 1, (east, north, up), square))
    last = blocks[-1]
    force = (last.force[0] + east, last.force[1] + north, last.force[2] + up)
    return (*blocks[:-1], Block(number, last.count + 1, force, last.square + square))


def _apart(blocks: tuple[Block, ...]) -> float:
    """Return by how much up by the later half of the blocks is apart from up by the earlier half."""
    (mean, scatter), (mean_after, scatter_after) = (_averaged(half) for half in (blocks[:_BLOCKS], blocks[_BLOCKS:]))
    if 0.0 in {hypot(*mean), hypot(*mean_after)}:
        return nan  # who falls freely feels no up
    scatter_deg = degrees(sqrt((scatter + scatter_after) / 2.0) / GRAVITY_MPS2)
    return between_deg(unit(mean), unit(mean_after)) / (LEAST_DEG + SCATTER_SHARE * scatter_deg)


def _averaged(blocks: tuple[Block, ...]) -> tuple[Triple, float]:
    """Return the mean force in blocks, and the variance about it."""
    weighted = list(zip(_weights(), blocks, strict=True))
    whole = sum(weight * block.count for weight, block in weighted)
    x, y, z = (sum(weight * block.force[axis] for weight, block in weighted) / whole for axis in range(3))
    square = sum(weight * block.square for weight, block in weighted) / whole
    return (x, y, z), max(0.0, square - x * x - y * y - z * z)


@cache
def _weights() -> tuple[float, ...]:
    """Return Hann's window: it begins and ends softly."""
    return tuple(0.5 - 0.5 * cos(2.0 * pi * (number + 1) / (_BLOCKS + 1)) for number in range(_BLOCKS))
