"""Tracks made of what files hold: rows in order, two files brought to one time, orientations made into readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from formcheck.errors import SensorError
from formcheck.samples import GRAVITY_MPS2, Segment, Side
from formcheck.sources.imu.naming import guess_place
from formcheck.sources.imu.tracks import Floats, SensorTrack

GAP_S = 0.2
"""What is missing for longer is a gap: nothing is made up in it."""

AGAIN = "Export the recording again, or record again."


@dataclass(frozen=True, slots=True)
class Label:
    """What is known of a sensor beside its measurements.

    Parameters
    ----------
    name, device, recorded_at
        As in `SensorTrack`.
    where : str
        Where it comes from, for errors.
    segment, side
        As in `SensorTrack`.
    """

    name: str
    where: str
    device: str
    segment: Segment | None = None
    side: Side | None = None
    recorded_at: datetime | None = None


def make_label(name: str, *hints: str, where: str, device: str, recorded_at: datetime | None = None) -> Label:
    """Return what is known of a sensor, its place guessed from its names.

    Parameters
    ----------
    name : str
        What it is called.
    *hints : str
        Further names that may tell where it was.
    where, device, recorded_at : str, str, datetime or None
        As in `Label`.
    """
    segment, side = guess_place(name, *hints)
    return Label(name, where, device, segment, side, recorded_at)


def measured_track(label: Label, t_s: Floats, acc_mps2: Floats, gyr_radps: Floats) -> SensorTrack:
    """Return the track of a sensor that measured both: rows that lack a number and repeated times are dropped.

    Parameters
    ----------
    label : Label
        The sensor.
    t_s, acc_mps2, gyr_radps : ndarray
        As in `SensorTrack`, but with what the file repeats or lacks.

    Raises
    ------
    SensorError
        No row is whole, or times run backwards.
    """
    rows = ordered_rows(label.where, t_s, acc_mps2, gyr_radps)
    return _track(label, t_s[rows], acc_mps2[rows], gyr_radps[rows], is_orientation=False)


def oriented_track(label: Label, t_s: Floats, orientations: Floats) -> SensorTrack:
    """Return what an ideal sensor would have measured that was turned like this and hardly moved about.

    Parameters
    ----------
    label : Label
        The sensor.
    t_s : ndarray
        Times, as in `measured_track`.
    orientations : ndarray, shape (n, 4)
        Quaternions from the sensor's frame to one whose z points up, w first.

    Raises
    ------
    SensorError
        No row is whole, or times run backwards.
    """
    length = np.linalg.norm(orientations, axis=1, keepdims=True)
    unit = orientations / np.where(length > 0.1, length, np.nan)
    rows = ordered_rows(label.where, t_s, unit)
    t_s, turned = t_s[rows], Rotation.from_quat(unit[rows][:, [1, 2, 3, 0]])
    up = turned.inv().apply(np.array([0.0, 0.0, GRAVITY_MPS2]))
    return _track(label, t_s, np.atleast_2d(up), _rotation_rate(t_s, turned), is_orientation=True)


def ordered_rows(where: str, t_s: Floats, *values: Floats) -> NDArray[np.int64]:
    """Return the numbers of the rows that are whole and later than the one before.

    Parameters
    ----------
    where : str
        For errors.
    t_s : ndarray, shape (n,)
        Times.
    *values : ndarray, shape (n, ...)
        What was measured at them.

    Raises
    ------
    SensorError
        No row is whole, or times run backwards.
    """
    whole = np.isfinite(t_s)
    for one in values:
        whole &= np.isfinite(one).all(axis=1)
    rows = np.flatnonzero(whole)
    if rows.size == 0:
        fault = f"none of its {t_s.size} rows holds a number in every column that is needed."
        raise SensorError(fault, where=where, next_step=AGAIN)
    step_s = np.diff(t_s[rows])
    if (step_s < 0).any():
        at = int(np.argmax(step_s < 0))
        before_s, after_s = float(t_s[rows[at]]), float(t_s[rows[at + 1]])
        fault = f"times run backwards in row {rows[at + 1] + 1}, from {before_s:.3f} to {after_s:.3f} s."
        raise SensorError(fault, where=where, next_step="Give one recording at a time, each in a file of its own.")
    kept: NDArray[np.int64] = rows[np.concatenate([[True], step_s > 0])].astype(np.int64)
    return kept


def join(where: str, acc: tuple[Floats, Floats], gyr: tuple[Floats, Floats]) -> tuple[Floats, Floats, Floats]:
    """Return times, accelerations and rotations of two files with times of their own, at those of the gyroscope.

    Parameters
    ----------
    where : str
        For errors.
    acc, gyr : tuple of ndarray
        Times, and values at them, of the accelerometer and the gyroscope.

    Raises
    ------
    SensorError
        One is empty or runs backwards, or they have no time in common.
    """
    acc_rows, gyr_rows = ordered_rows(where, *acc), ordered_rows(where, *gyr)
    acc_s, acc_values, gyr_s, gyr_values = acc[0][acc_rows], acc[1][acc_rows], gyr[0][gyr_rows], gyr[1][gyr_rows]
    after = np.searchsorted(acc_s, gyr_s, side="left")
    is_inside = (gyr_s >= acc_s[0]) & (gyr_s <= acc_s[-1])
    after = np.clip(after, 1, max(1, acc_s.size - 1)) if acc_s.size > 1 else np.zeros_like(after)
    is_known = is_inside & (acc_s[after] - acc_s[np.maximum(after - 1, 0)] <= GAP_S)
    if not is_known.any():
        fault = (
            f"accelerometer ({acc_s[0]:.1f} to {acc_s[-1]:.1f} s) and gyroscope ({gyr_s[0]:.1f} to {gyr_s[-1]:.1f} s) "
            "have no time in common."
        )
        raise SensorError(fault, where=where, next_step="Give the two files of one recording.")
    t_s = gyr_s[is_known]
    return t_s, np.column_stack([np.interp(t_s, acc_s, axis) for axis in acc_values.T]), gyr_values[is_known]


def unwrapped(counts: Floats, wrap: float) -> Floats:
    """Return a counter that begins again at 0 as one that goes on; NaN stays.

    Parameters
    ----------
    counts : ndarray
        As it was counted.
    wrap : float
        Where it begins again.
    """
    rounds = np.zeros_like(counts)
    known = np.flatnonzero(np.isfinite(counts))
    fell = np.diff(counts[known]) < -wrap / 2
    rounds[known] = np.concatenate([[0.0], np.cumsum(fell)])[: known.size]
    return counts + wrap * rounds


def on_one_round(counters: Sequence[Floats], wrap: float) -> list[Floats]:
    """Return counters of several sensors, those that began after the counter had begun again moved behind the others.

    Parameters
    ----------
    counters : sequence of ndarray
        Counters that go on, one for each sensor, recorded at once.
    wrap : float
        Where they begin again.
    """
    first = [float(np.nanmin(one)) if np.isfinite(one).any() else 0.0 for one in counters]
    latest = max(first, default=0.0)
    return [one + wrap * (begin < latest - wrap / 2) for one, begin in zip(counters, first, strict=True)]


def spread_repeats(t_s: Floats) -> Floats:
    """Return times in which readings that arrived together are spread evenly until the next arrival.

    Parameters
    ----------
    t_s : ndarray
        Times of arrival, never backwards.
    """
    arrivals, first, counts = np.unique(t_s, return_index=True, return_counts=True)
    if arrivals.size < 2:
        return t_s
    until = np.append(arrivals[1:], arrivals[-1] + np.median(np.diff(arrivals)))
    step_s = np.minimum((until - arrivals) / counts, GAP_S)
    number = np.arange(t_s.size) - np.repeat(first, counts)
    spread: Floats = np.repeat(arrivals, counts) + number * np.repeat(step_s, counts)
    return spread


def _rotation_rate(t_s: Floats, turned: Rotation) -> Floats:
    """Return the angular velocity in the sensor's frame: of each moment, from the one before to the one after."""
    if t_s.size < 2:
        return np.zeros((t_s.size, 3))
    rows = np.arange(t_s.size)
    before, after = np.maximum(rows - 1, 0), np.minimum(rows + 1, t_s.size - 1)
    change: Floats = (turned[before].inv() * turned[after]).as_rotvec()
    rate: Floats = change / (t_s[after] - t_s[before])[:, None]
    return rate


def _track(label: Label, t_s: Floats, acc: Floats, gyr: Floats, *, is_orientation: bool) -> SensorTrack:
    return SensorTrack(
        name=label.name,
        t_s=t_s,
        acc_mps2=acc,
        gyr_radps=gyr,
        segment=label.segment,
        side=label.side,
        device=label.device,
        recorded_at=label.recorded_at,
        is_orientation=is_orientation,
    )
