"""Attempts with chosen measurements, for whatever judges them or speaks of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from formcheck.exercise.measure import Attempt
from formcheck.kinematics.estimate import Measured
from formcheck.samples import Dof
from tests.support.people import Angles

ANGLE_SD_DEG = 0.5
"""Error of a well seen angle, from scatter alone."""

_SD = {
    "out": 0.1,
    "hold": 0.05,
    "back": 0.1,
    "cycle": 0.15,
    "stroke": 0.04,
    "stay": 0.05,
    "lag": 0.08,
    "speed": 8.0,
    "regained": 1.0,
    "leaned_back": 1.0,
    "lifted": 1.0,
}

Changes = Mapping[str, Any]


def well_seen(rest: Angles, end: Angles, driver: Dof) -> Attempt:
    """Return a calm attempt of which everything was seen well."""
    return Attempt(
        start_s=1.0,
        peak_s=3.4,
        end_s=5.8,
        out=_measured("out", 2.0),
        hold=_measured("hold", 0.8),
        back=_measured("back", 2.0),
        cycle=_measured("cycle", 4.8),
        stroke=_measured("stroke", 1.1),
        stay=_measured("stay", 0.2),
        rest={dof: Measured(rest[dof], ANGLE_SD_DEG) for dof in Dof},
        end={dof: Measured(end[dof], ANGLE_SD_DEG) for dof in Dof},
        regained=_measured("regained", rest[driver]),
        leaned_back=_measured("leaned_back", 0.0),
        lifted=_measured("lifted", 0.0),
        quality=dict.fromkeys(Dof, 1.0),
        fitting=1.0,
        lag=_measured("lag", 0.0),
        speed=_measured("speed", 80.0),
        bounces=0,
        sparc=-1.5,
    )


def changed(attempt: Attempt, *changes: Changes, **more: object) -> Attempt:
    """Return an attempt measured otherwise.

    Numbers keep the error of what is usually measured so; None was not seen. Angles are given joint by joint.
    """
    for name, value in [pair for change in (*changes, more) for pair in change.items()]:
        attempt = replace(attempt, **{name: _whole(attempt, name, value)})
    return attempt


def _whole(attempt: Attempt, name: str, value: Any) -> Any:  # noqa: ANN401 - any field of an attempt
    if name in {"rest", "end"}:
        return {**getattr(attempt, name), **{dof: _measured(name, read) for dof, read in value.items()}}
    if isinstance(value, Mapping):
        return {**getattr(attempt, name), **value}
    return _measured(name, value) if name in _SD else value


def _measured(name: str, value: Measured | float | None) -> Measured:
    if isinstance(value, Measured):
        return value
    return Measured() if value is None else Measured(value, _SD.get(name, ANGLE_SD_DEG))
