"""What camera and sensors usually differ by in a posture, and whether that has changed."""

from __future__ import annotations

from collections.abc import Callable
from math import nan

import pytest

from formcheck.kinematics import usual
from formcheck.kinematics.usual import CHANGED_S, UsualState

RATE_HZ = 30.0
DOUBT_DEG = 3.0
SLIP_DEG = 8.0


def changes(
    seconds: float, apart: Callable[[float], float], knee: Callable[[float], float] = lambda _: 85.0
) -> list[float]:
    """Return when the difference was found to have changed, or to be as before."""
    state, told = UsualState(), list[float]()
    for number in range(round(seconds * RATE_HZ)):
        t_s = number / RATE_HZ
        before, deg = state, knee(t_s)
        state = usual.step(state, t_s, apart(t_s), (deg, deg), DOUBT_DEG)
        told += [t_s] if state.has_changed is not before.has_changed else []
    return told


def test_a_difference_that_stays_is_usual_however_large() -> None:
    assert changes(20.0, lambda _: 15.0) == []


def test_one_that_hangs_on_the_posture_is_usual_too() -> None:
    def bent(t_s: float) -> bool:
        return t_s % 4.0 < 2.0

    assert changes(40.0, lambda t_s: 6.0 if bent(t_s) else -6.0, lambda t_s: 85.0 if bent(t_s) else 10.0) == []


def test_a_slip_is_found_after_a_second() -> None:
    (found_s,) = changes(20.0, lambda t_s: 2.0 + (SLIP_DEG if t_s >= 5.0 else 0.0))
    assert found_s == pytest.approx(5.0 + CHANGED_S, abs=0.05)


def test_what_comes_back_is_as_before() -> None:
    found = changes(20.0, lambda t_s: 2.0 + (SLIP_DEG if 5.0 <= t_s < 9.0 else 0.0))
    assert found == pytest.approx([5.0 + CHANGED_S, 9.0 + CHANGED_S], abs=0.05)


@pytest.mark.parametrize("lasts_s", [0.3, 0.9])
def test_a_burst_changes_nothing(lasts_s: float) -> None:
    assert changes(20.0, lambda t_s: 2.0 + (SLIP_DEG if 5.0 <= t_s < 5.0 + lasts_s else 0.0)) == []


def test_slow_change_is_followed() -> None:
    assert changes(600.0, lambda t_s: 10.0 * t_s / 600.0) == []


def test_a_posture_that_was_never_seen_tells_nothing() -> None:
    assert (
        changes(10.0, lambda t_s: 2.0 + (SLIP_DEG if t_s >= 5.0 else 0.0), lambda t_s: 85.0 - 75.0 * (t_s >= 5)) == []
    )


def test_what_is_not_measured_tells_nothing() -> None:
    assert changes(10.0, lambda t_s: nan if t_s >= 5.0 else 2.0) == []
