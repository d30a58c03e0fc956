"""Movements counted of one segment by how far it tilts, before it is known how its sensor sits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import nan
from typing import Final

import numpy as np

from formcheck.inertial.vectors import between_deg
from formcheck.samples import ImuReading

_TIME_CONSTANT_S: Final = 0.15
"""What points upwards is steadied over this: a leg's own accelerations are shorter."""


@dataclass(frozen=True, slots=True)
class Tilt:
    """How far a segment is from its rest.

    Parameters
    ----------
    up, rest : tuple of float or None
        What points upwards in the sensor's frame, steadied; now and at rest. None before.
    t_s : float
        Time of the latest reading; NaN before.
    is_out : bool
        Whether it is on a movement.
    count : int
        Movements made.
    """

    up: tuple[float, float, float] | None = None
    rest: tuple[float, float, float] | None = None
    t_s: float = nan
    is_out: bool = False
    count: int = 0

    @property
    def deg(self) -> float:
        """The angle from its rest, 0 to 180 degrees; 0 before there is one."""
        if self.up is None or self.rest is None:
            return 0.0
        return between_deg(_unit(self.up), _unit(self.rest))


def follow(tilt: Tilt, reading: ImuReading) -> Tilt:
    """Take one reading of the segment's sensor.

    Parameters
    ----------
    tilt : Tilt
        So far.
    reading : ImuReading
        Later than those before.
    """
    if tilt.up is None:
        return replace(tilt, up=reading.acc_mps2, t_s=reading.t_s)
    gain = 1.0 - float(np.exp(-max(0.0, reading.t_s - tilt.t_s) / _TIME_CONSTANT_S))
    x, y, z = (one + gain * (new - one) for one, new in zip(tilt.up, reading.acc_mps2, strict=True))
    return replace(tilt, up=(x, y, z), t_s=reading.t_s)


def count(tilt: Tilt, out_deg: float, *, is_quiet: bool) -> Tilt:
    """Count a movement when the segment has come back from it to half of what makes one.

    Parameters
    ----------
    tilt : Tilt
        After the latest reading.
    out_deg : float
        How far from rest a movement is one, in degrees.
    is_quiet : bool
        Whether the leg has been quiet for a while: nearby, that is its rest.
    """
    if tilt.rest is None or (is_quiet and tilt.deg < out_deg):
        tilt = replace(tilt, rest=tilt.up)
    if not tilt.is_out and tilt.deg >= out_deg:
        return replace(tilt, is_out=True)
    if tilt.is_out and tilt.deg <= out_deg / 2:
        return replace(tilt, is_out=False, count=tilt.count + 1)
    return tilt


def _unit(vector: tuple[float, float, float]) -> tuple[float, float, float]:
    length = float(np.linalg.norm(vector)) or 1.0
    x, y, z = vector
    return x / length, y / length, z / length
