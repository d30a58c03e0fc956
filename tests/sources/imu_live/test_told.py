"""What a sensor has told whole: groups that need not be waited for are handed on at once, and nothing is lost by it."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from formcheck.samples import ImuReading, ImuReadings, Place, Segment, Side
from formcheck.sources.imu.live.stream import LiveReadings
from formcheck.sources.imu.live.told import Told

SHANK, FOOT = Place(Side.RIGHT, Segment.SHANK), Place(Side.RIGHT, Segment.FOOT)
WAIT_S = 0.25


class Hours:
    """A clock that is set."""

    def __init__(self) -> None:
        self.t_s = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.t_s


def reading(t_s: float, place: Place) -> ImuReading:
    return ImuReading(t_s, place, (0.0, 0.0, 9.81), (0.0, 0.0, 0.0))


def drain(live: LiveReadings) -> list[ImuReadings]:
    return [group for group in iter(live._next, None) if group is not None]


def test_nothing_is_whole_before_it_is_known_how_often_a_sensor_measures() -> None:
    told = Told()
    told.take([0.0, 0.01], 0.0)
    assert told.until_s == -inf
    told.pass_over(0.0, 0.01)
    assert told.until_s == 0.01


def test_a_hole_is_waited_for_until_it_is_filled_or_passed_over() -> None:
    told = Told()
    told.pass_over(0.0, 0.01)
    told.take([0.01, 0.02, 0.04, 0.05], 0.01)
    assert told.until_s == 0.02
    told.take([0.03], 0.01)
    assert told.until_s == 0.05
    told.take([0.09, 0.08], 0.01)
    assert told.until_s == 0.05
    told.pass_over(0.07, 0.01)
    assert told.until_s == 0.09


@pytest.mark.parametrize("places", [(SHANK,), (SHANK, FOOT)])
def test_groups_come_as_soon_as_every_sensor_has_told(places: tuple[Place, ...]) -> None:
    """Phones that send every tenth of a second, one 40 ms after the other."""
    hours = Hours()
    live = LiveReadings(clock=hours, wait_s=WAIT_S)
    assert live._next() is None
    late: list[float] = []
    messages = sorted(
        (0.1 * number + 0.04 * index, number, place) for number in range(1, 60) for index, place in enumerate(places)
    )
    for at_s, number, place in messages:
        hours.t_s = at_s
        live.take([reading(0.1 * number - 0.1 + 0.01 * one, place) for one in range(1, 11)], str(place))
        late += [at_s - group.t_s for group in drain(live) if at_s > 3.0]
    assert max(late) <= 0.1 + 0.04 + 0.02
    assert sum(state.late for state in live.sensors()) <= 20  # the first moments, before anybody knew the sensors


def test_a_sensor_that_falls_silent_holds_nothing_up_for_longer_than_the_wait() -> None:
    hours = Hours()
    live = LiveReadings(clock=hours, wait_s=WAIT_S)
    assert live._next() is None
    behind: dict[float, float] = {}
    for tick in np.arange(0.01, 6.0, 0.01):
        hours.t_s = float(tick)
        live.take([reading(hours.t_s, SHANK)], "a")
        if hours.t_s < 3.0:
            live.take([reading(hours.t_s, FOOT)], "b")
        for group in drain(live):
            behind[hours.t_s] = hours.t_s - group.t_s
    assert max(one for at_s, one in behind.items() if 1.0 < at_s < 3.0) <= 0.031
    assert max(one for at_s, one in behind.items() if 3.1 < at_s < 3.9) == pytest.approx(WAIT_S, abs=0.03)
    assert max(one for at_s, one in behind.items() if at_s > 4.5) <= 0.031
