"""Somebody who walks is told from somebody who sits by the shank alone."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from formcheck.inertial import walking
from formcheck.inertial.walking import WalkState

Floats = NDArray[np.float64]
T_S = np.arange(0.0, 12.0, 0.02)


def gait(stride_s: float = 1.1, behind_deg: float = 65.0, before_deg: float = -28.0) -> Floats:
    """Return the pitch of the shank of somebody who walks."""
    middle, half = (behind_deg + before_deg) / 2.0, (behind_deg - before_deg) / 2.0
    return np.asarray(middle + half * np.sin(2.0 * np.pi * T_S / stride_s))


def walked(pitch_deg: Floats) -> list[bool]:
    state, found = WalkState(), []
    for t_s, deg in zip(T_S, pitch_deg, strict=True):
        state = walking.step(state, float(t_s), float(deg))
        found.append(state.is_walking)
    return found


@pytest.mark.parametrize(
    "pitch_deg", [gait(), gait(1.8, 45.0, -12.0), gait(0.8, 75.0, -35.0)], ids=["brisk", "slow", "fast"]
)
def test_a_walk_is_told_after_some_strides_and_lasts(pitch_deg: Floats) -> None:
    found = walked(pitch_deg)
    begins = found.index(True)
    assert T_S[begins] < 6.0
    assert all(found[begins:])


def test_a_walk_is_over_soon_after_the_last_stride() -> None:
    pitch_deg = np.where(T_S < 6.0, gait(), 0.0)
    found = walked(pitch_deg)
    assert found[int(6.5 / 0.02)]
    assert not found[int(9.5 / 0.02)]


@pytest.mark.parametrize(
    "pitch_deg",
    [
        gait(2.0, 30.0, -80.0),
        gait(1.0, 40.0, -75.0),
        gait(1.4, 25.0, -25.0),
        gait(5.0),
        np.zeros_like(T_S),
        np.full_like(T_S, np.nan),
        np.where(T_S < 2.0, gait(), 0.0),
    ],
    ids=["strokes", "hasty strokes from far under the chair", "dangling", "slow", "still", "unknown", "one step"],
)
def test_nothing_else_is_a_walk(pitch_deg: Floats) -> None:
    assert not any(walked(pitch_deg))
