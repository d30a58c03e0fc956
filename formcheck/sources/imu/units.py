"""Units as files write them, made into those of this program: m/s², rad/s, seconds."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import pi

from formcheck.samples import GRAVITY_MPS2

Factor = Callable[[str], float | None]
"""What makes a quantity ours, by its unit; None of a unit of something else."""

_ACCELERATION = {
    "m/s2": 1.0,
    "m/s/s": 1.0,
    "ms-2": 1.0,
    "m.s-2": 1.0,
    "g": GRAVITY_MPS2,
    "mg": GRAVITY_MPS2 / 1000.0,
}
_ROTATION = {
    "rad/s": 1.0,
    "rads-1": 1.0,
    "deg/s": pi / 180.0,
    "deg/sec": pi / 180.0,
    "dps": pi / 180.0,
    "°/s": pi / 180.0,
    "mdps": pi / 180_000.0,
}
_TIME = {"s": 1.0, "sec": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9}
_ALIKE = str.maketrans({"²": "2", "º": "°", "˚": "°", "μ": "µ", "⁻": "-", "−": "-"})  # noqa: RUF001


def acceleration_factor(unit: str) -> float | None:
    """Return what makes an acceleration m/s²; None of a unit of something else.

    Parameters
    ----------
    unit : str
        As it was written.

    Examples
    --------
    >>> acceleration_factor("m/(s^2)"), acceleration_factor("rad/s")
    (1.0, None)
    """
    return _ACCELERATION.get(_plain(unit))


def rotation_factor(unit: str) -> float | None:
    """Return what makes an angular velocity rad/s; None of a unit of something else.

    Parameters
    ----------
    unit : str
        As it was written.
    """
    return _ROTATION.get(_plain(unit))


def time_factor(unit: str) -> float | None:
    """Return what makes a time seconds; None of a unit of something else.

    Parameters
    ----------
    unit : str
        As it was written.
    """
    return _TIME.get(_plain(unit))


def _plain(unit: str) -> str:
    return re.sub(r"[\s^()*·]", "", unit.translate(_ALIKE)).lower()
