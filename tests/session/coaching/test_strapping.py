"""What is checked of sensors before they are calibrated."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from formcheck.samples import ImuReading, ImuReadings, Place, Segment, Side
from formcheck.session.coaching import strapping
from formcheck.session.coaching.framing import READY_S, Standing
from formcheck.session.coaching.strapping import SILENT_S, STILL_S, StrapCheck, Strapping, StrappingState

SHANK, FOOT = Place(Side.RIGHT, Segment.SHANK), Place(Side.RIGHT, Segment.FOOT)
QUIET, MOVING = (0.0, 0.0, 0.0), (1.0, 0.0, 0.0)

Gyr = tuple[float, float, float]


def told(
    seconds: float,
    rates_hz: dict[Place, float],
    turning: Callable[[float], Gyr] = lambda _: QUIET,
    begin_s: float = 0.0,
) -> list[ImuReadings]:
    """Return what sensors tell, fifty groups a second."""
    groups = []
    for tick in range(round(seconds * 50)):
        begin, end = begin_s + tick / 50, begin_s + (tick + 1) / 50
        readings = [
            ImuReading(number / rate, place, (0.0, 0.0, 9.81), turning(number / rate))
            for place, rate in rates_hz.items()
            for number in range(int(begin * rate) + 1, int(end * rate) + 1)
        ]
        groups.append(ImuReadings(end, tuple(readings)))
    return groups


def check(groups: Sequence[ImuReadings], places: Sequence[Place] = (SHANK, FOOT)) -> list[Strapping]:
    state, found = StrappingState(), []
    for group in groups:
        state, one = strapping.step(state, places, group)
        found.append(one)
    return found


def advised(found: Strapping) -> tuple[str, str] | None:
    return None if found.advice is None else (found.advice.key, found.advice.part)


def test_two_sensors_that_are_still_are_ready_after_a_moment() -> None:
    found = check(told(4.0, {SHANK: 100.0, FOOT: 60.0}))
    first = next(number for number, one in enumerate(found) if one.is_ready)
    assert first / 50 == pytest.approx(max(STILL_S, strapping.RATE_S / 2) + READY_S, abs=0.1)
    assert set(found[-1].checks.values()) == {Standing.OK}
    assert (found[-1].advice, found[-1].missing, found[-1].unheard) == (None, (), ())


def test_a_sensor_that_was_never_heard_comes_before_all_else() -> None:
    last = check(told(4.0, {SHANK: 10.0}, lambda _: MOVING))[-1]
    assert advised(last) == ("sensor-unheard", "right_foot")
    assert last.unheard == (FOOT,)
    assert last.checks[FOOT, StrapCheck.RATE] is Standing.UNKNOWN
    assert not last.is_usable


def test_too_few_readings_may_be_passed_over() -> None:
    last = check(told(4.0, {SHANK: 100.0, FOOT: 20.0}))[-1]
    assert advised(last) == ("sensor-slow", "right_foot")
    assert last.missing == (StrapCheck.RATE,)
    assert last.is_usable
    assert not last.is_ready


def test_a_leg_that_moves_is_waited_for() -> None:
    found = check(told(6.0, {SHANK: 100.0, FOOT: 100.0}, lambda t_s: MOVING if t_s < 3.0 else QUIET))
    assert advised(found[140]) == ("sensor-moving", "right_shank")
    first = next(number for number, one in enumerate(found) if one.is_ready)
    assert first / 50 == pytest.approx(3.0 + STILL_S + READY_S, abs=0.1)


def test_a_sensor_that_falls_silent_is_not_there_any_more() -> None:
    both = told(3.0, {SHANK: 100.0, FOOT: 100.0})
    found = check([*both, *told(2.0, {SHANK: 100.0}, begin_s=3.0)])
    assert not found[149].unheard
    assert not found[round(50 * (3.0 + SILENT_S)) - 4].unheard
    assert found[-1].unheard == (FOOT,)
