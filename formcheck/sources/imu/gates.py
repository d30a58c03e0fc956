"""What a track must be before angles are made of it: refused in plain words, or passed with what is worth knowing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from formcheck.errors import SensorError
from formcheck.samples import GRAVITY_MPS2
from formcheck.sources.imu.building import GAP_S
from formcheck.sources.imu.rest import still_rows
from formcheck.sources.imu.tracks import Floats, SensorTrack
from formcheck.sources.imu.turning import TurnScale, turn_scale

LOWEST_RATE_HZ = 20.0
BRISK_RATE_HZ = 40.0
"""Below it brisk movements are followed poorly: told, not refused."""

SHORTEST_S = 1.0
GRAVITY_BAND_MPS2 = (8.8, 10.8)
"""What the length of the acceleration is at rest: sensors that were never calibrated stray by half a m/s² or more."""

_KNOWN_HALF = 0.5
_SATURATED_SHARE = 0.01
_FLAT_ROWS = 3
_NEARLY_FULL = {"accelerometer": 15.0, "gyroscope": 4.2}
"""No range of a sensor is smaller: 2 g, 250 °/s, with some to spare."""
_HARDLY_TILTED_DEG = 3.0
FASTEST_RADPS = 40.0
"""No range of a sensor that people wear is wider: 2000 °/s are 34.9 rad/s."""

_IMPOSSIBLE_SHARE = 0.005

_WEAR = "Check the sensor, and record again."
_UNITS = "Export it again in m/s² and rad/s, or correct the units in the header."


class NoticeKind(StrEnum):
    """What is worth knowing of a track that can be used, with its numbers.

    ``GAPS`` count, total_s, longest_s. ``LOW_RATE`` rate_hz. ``SATURATED`` share. ``HARDLY_MOVED`` tilt_deg.
    ``ROTATION_DISAGREES`` error_deg, turns: what the gyroscope tells of the turns from one rest to the next and what
    the accelerometer tells of them differ, in every unit.
    """

    GAPS = "gaps"
    LOW_RATE = "low_rate"
    SATURATED = "saturated"
    HARDLY_MOVED = "hardly_moved"
    ROTATION_DISAGREES = "rotation_disagrees"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth knowing of a track.

    Parameters
    ----------
    kind : NoticeKind
        What.
    sensor : str
        The track's name.
    numbers : mapping of str to float
        As `NoticeKind` says.
    """

    kind: NoticeKind
    sensor: str
    numbers: Mapping[str, float]


def check_track(track: SensorTrack) -> tuple[Notice, ...]:
    """Return what is worth knowing of a track that can be used.

    Parameters
    ----------
    track : SensorTrack
        The track.

    Raises
    ------
    SensorError
        It cannot be used: not numbers, backwards, too short or slow, nothing but gaps, dead, saturated, without gravity
        or in other units than it should be.
    """
    for check in (_check_numbers, _check_times, _check_alive, _check_speed, _check_range, _check_gravity):
        check(track)
    turn = turn_scale(track)
    _check_turning(track, turn)
    found = (*(tell(track) for tell in _TELL), _disagrees(track, turn))
    return tuple(notice for notice in found if notice is not None)


def _refuse(track: SensorTrack, what: str, next_step: str) -> SensorError:
    return SensorError(what, where=f"sensor {track.name}", next_step=next_step)


def _check_numbers(track: SensorTrack) -> None:
    for name, values in (("time", track.t_s), ("acceleration", track.acc_mps2), ("rotation", track.gyr_radps)):
        wrong = int((~np.isfinite(values)).sum())
        if wrong:
            raise _refuse(track, f"{wrong} values of its {name} are no numbers (NaN or infinite).", _WEAR)


def _check_times(track: SensorTrack) -> None:
    span_s = float(track.t_s[-1] - track.t_s[0]) if track.t_s.size else 0.0
    if track.t_s.size < 2 or span_s < SHORTEST_S:
        fault = f"holds {track.t_s.size} readings in {span_s:.1f} s, expected {SHORTEST_S:.0f} s or more."
        raise _refuse(track, fault, "Record the whole exercise.")
    step_s = np.diff(track.t_s)
    if (step_s <= 0).any():
        at = int(np.argmax(step_s <= 0))
        fault = f"times do not go on after {track.t_s[at]:.3f} s: the next is {track.t_s[at + 1]:.3f} s."
        raise _refuse(track, fault, "Give one recording at a time.")
    known = float(step_s[step_s <= GAP_S].sum()) / span_s
    if track.rate_hz < LOWEST_RATE_HZ:
        fault = f"measured {track.rate_hz:.1f} times a second, expected {LOWEST_RATE_HZ:.0f} or more."
        raise _refuse(track, fault, "Set the sensor to 50 Hz or more, and record again.")
    if known < _KNOWN_HALF:
        fault = f"is nothing but gaps: {1 - known:.0%} of its time lie in gaps of more than {GAP_S} s."
        raise _refuse(track, fault, "Bring the sensor nearer to its receiver, and record again.")


def _check_alive(track: SensorTrack) -> None:
    for name, values in _both(track):
        is_stuck = np.ptp(values, axis=0) == 0.0
        if is_stuck.all():
            said = ", ".join(f"{value:g}" for value in values[0] + 0.0)  # no "-0"
            fault = f"its {name} is dead: it says {said} all the time."
            raise _refuse(track, fault, _WEAR)
        if is_stuck.any() and not track.is_orientation and _trembles(track, values[:, ~is_stuck]):
            axis, value = "xyz"[int(np.argmax(is_stuck))], float(values[0, int(np.argmax(is_stuck))])
            raise _refuse(track, f"axis {axis} of its {name} is dead: it says {value:g} all the time.", _WEAR)


def _trembles(track: SensorTrack, values: Floats) -> bool:
    """Tell whether values scatter even at rest, as those of a real sensor do: then an axis that never does is dead."""
    rows = still_rows(track.t_s, track.acc_mps2)
    steps = np.diff(values, axis=0)[rows[1:] & rows[:-1]]
    return bool(steps.size and (steps != 0.0).mean(axis=0).min() > _KNOWN_HALF)


def _check_speed(track: SensorTrack) -> None:
    share = float((np.abs(track.gyr_radps).max(axis=1) > FASTEST_RADPS).mean())
    if share > _IMPOSSIBLE_SHARE:
        most = float(np.abs(track.gyr_radps).max())
        fault = f"its rotation is in °/s, expected rad/s: it reaches {most:.0f}, faster than any sensor can follow."
        raise _refuse(track, fault, _UNITS)


def _check_range(track: SensorTrack) -> None:
    for name, values in _both(track):
        share = _saturated_share(values, _NEARLY_FULL[name])
        if share > _SATURATED_SHARE:
            most = float(np.abs(values).max())
            fault = f"its {name} is saturated: {share:.1%} of its readings lie at the end of its range, {most:.1f}."
            raise _refuse(track, fault, "Set the sensor to a wider range, and record again.")


def _check_gravity(track: SensorTrack) -> None:
    """Check the length of the acceleration at rest, or of all of it where the sensor never rested."""
    length = np.linalg.norm(track.acc_mps2, axis=1)
    rest = still_rows(track.t_s, track.acc_mps2)
    at_rest = length[rest] if rest.sum() > track.rate_hz * GAP_S else length
    median = float(np.median(at_rest))
    if GRAVITY_BAND_MPS2[0] <= median <= GRAVITY_BAND_MPS2[1]:
        return
    expected = f"expected {GRAVITY_MPS2:.1f} m/s² at rest"
    steady = float(np.percentile(length, 10)) > _KNOWN_HALF * median
    if 0.85 <= median <= 1.15 and steady:
        raise _refuse(track, f"its acceleration is in g: found {median:.2f}, {expected}.", _UNITS)
    if median < GRAVITY_BAND_MPS2[0] * _KNOWN_HALF:
        fault = f"gravity was removed from its acceleration: found {median:.2f}, {expected}."
        raise _refuse(track, fault, "Record the accelerometer itself, not 'linear', 'free' or 'user' acceleration.")
    raise _refuse(track, f"its acceleration is {median:.1f} m/s² at rest, {expected}.", _UNITS)


def _check_turning(track: SensorTrack, turn: TurnScale | None) -> None:
    if turn is None or turn.scale == 1.0 or not turn.is_sure:
        return
    found = "in °/s" if turn.scale < 1.0 else "57 times too small, as rad/s taken for °/s are"
    fault = (
        f"its rotation is {found}, expected rad/s: of {turn.turns} turns from rest to rest it is "
        f"{turn.as_given_deg:.0f}° off what the accelerometer says, and {turn.error_deg:.0f}° when multiplied by "
        f"{turn.scale:.4g}."
    )
    raise _refuse(track, fault, _UNITS)


def _gaps(track: SensorTrack) -> Notice | None:
    step_s = np.diff(track.t_s)
    gaps = step_s[step_s > GAP_S]
    numbers = {"count": float(gaps.size), "total_s": float(gaps.sum()), "longest_s": float(gaps.max(initial=0.0))}
    return Notice(NoticeKind.GAPS, track.name, numbers) if gaps.size else None


def _low_rate(track: SensorTrack) -> Notice | None:
    rate_hz = track.rate_hz
    return Notice(NoticeKind.LOW_RATE, track.name, {"rate_hz": rate_hz}) if rate_hz < BRISK_RATE_HZ else None


def _saturated(track: SensorTrack) -> Notice | None:
    share = max(_saturated_share(values, _NEARLY_FULL[name]) for name, values in _both(track))
    return Notice(NoticeKind.SATURATED, track.name, {"share": share}) if share else None


def _hardly_moved(track: SensorTrack) -> Notice | None:
    up = track.acc_mps2 / np.maximum(np.linalg.norm(track.acc_mps2, axis=1, keepdims=True), 1e-9)
    middle = np.median(up, axis=0)
    cosine = np.clip(up @ (middle / max(float(np.linalg.norm(middle)), 1e-9)), -1.0, 1.0)
    tilt_deg = float(np.degrees(np.percentile(np.arccos(cosine), 99)))
    is_still = tilt_deg < _HARDLY_TILTED_DEG
    return Notice(NoticeKind.HARDLY_MOVED, track.name, {"tilt_deg": tilt_deg}) if is_still else None


def _disagrees(track: SensorTrack, turn: TurnScale | None) -> Notice | None:
    if turn is None or not turn.disagrees:
        return None
    numbers = {"error_deg": turn.as_given_deg, "turns": float(turn.turns)}
    return Notice(NoticeKind.ROTATION_DISAGREES, track.name, numbers)


_TELL: tuple[Callable[[SensorTrack], Notice | None], ...] = (_gaps, _low_rate, _saturated, _hardly_moved)


def _both(track: SensorTrack) -> tuple[tuple[str, Floats], ...]:
    return (("accelerometer", track.acc_mps2), ("gyroscope", track.gyr_radps))


def _saturated_share(values: Floats, nearly_full: float) -> float:
    """Return the share of the readings in runs that stay exactly at the largest value of an axis."""
    is_full = np.zeros(len(values), dtype=np.bool_)
    for axis in values.T:
        most = float(np.abs(axis).max())
        if most >= nearly_full:
            is_full |= _in_runs(np.abs(axis) == most, _FLAT_ROWS)
    return float(is_full.mean())


def _in_runs(
    is_true: np.ndarray[tuple[int], np.dtype[np.bool_]], least: int
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], is_true.astype(np.int8), [0]])))
    kept = np.zeros(is_true.size, dtype=np.bool_)
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        kept[begin:end] = end - begin >= least
    return kept
