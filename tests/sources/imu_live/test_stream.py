"""Live readings in one order: sorted, a little late, whatever the senders do; with a clock that needs no waiting."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from math import inf, nan
from threading import Thread

import numpy as np
import pytest

from formcheck.ports import ReadingSource
from formcheck.samples import ImuReading, ImuReadings, Place, Segment, Side
from formcheck.sources.imu.live.stream import BEHIND_S, LiveReadings

SHANK, FOOT = Place(Side.RIGHT, Segment.SHANK), Place(Side.RIGHT, Segment.FOOT)
UP = (0.0, 0.0, 9.81)
STILL = (0.0, 0.0, 0.0)


class Hours:
    """A clock that goes on only where it is waited for."""

    def __init__(self) -> None:
        self.t_s = 500.0

    def __call__(self) -> float:
        """Return the time."""
        return self.t_s

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.t_s += seconds + 1e-9


def reading(t_s: float, place: Place = SHANK) -> ImuReading:
    return ImuReading(t_s, place, UP, STILL)


def watched(hours: Hours, wait_s: float = 0.1) -> LiveReadings:
    """Return a source of which somebody takes groups already."""
    live = LiveReadings(clock=hours, pause=hours.wait, wait_s=wait_s)
    assert live._next() is None
    return live


def drain(live: LiveReadings) -> list[ImuReadings]:
    """Return the groups that are due."""
    return [group for group in iter(live._next, None) if group is not None]


def test_it_is_a_source_like_any_other() -> None:
    source: ReadingSource = LiveReadings("phone", recorded_at=datetime(2026, 1, 2, tzinfo=UTC))
    assert (source.info.name, source.info.recorded_by, source.info.width_px) == ("phone", "clock", None)
    source.close()
    assert not list(source.readings())


def test_fifty_groups_a_second_whether_anybody_sends_or_not() -> None:
    hours = Hours()
    live = LiveReadings(clock=hours, pause=hours.wait)
    groups = live.readings()
    got = [next(groups) for _ in range(100)]
    assert np.diff([group.t_s for group in got]) == pytest.approx(0.02)
    assert hours.t_s - 500.0 == pytest.approx(100 * 0.02 + 0.1, abs=1e-3)
    assert not any(group.readings for group in got)


def test_readings_come_sorted_and_none_is_later_than_its_group() -> None:
    hours = Hours()
    live = watched(hours)
    random = np.random.default_rng(1)
    sent = [(float(arrived), t, place) for t in np.arange(0.0, 3.0, 0.01) for place in (SHANK, FOOT)
            for arrived in [t + 0.005 + random.uniform(0.0, 0.08)]]  # fmt: skip
    got: list[ImuReadings] = []
    for arrived, t, place in sorted(sent, key=lambda one: one[0]):
        hours.t_s = 500.0 + arrived
        got += drain(live)
        live.take([reading(t + 7e5 * (place == FOOT), place)], f"{place}")
    hours.t_s += 1.0
    got += drain(live)
    assert all(one.t_s < other.t_s for one, other in pairwise(got))
    assert all(0.0 <= group.t_s - one.t_s <= 0.0201 for group in got for one in group.readings)
    for place in (SHANK, FOOT):
        times = [one.t_s for group in got for one in group.readings if one.place == place]
        assert len(times) > 280
        assert all(one < other for one, other in pairwise(times))
    assert [state.rate_hz for state in live.sensors()] == pytest.approx([100.0, 100.0], rel=0.05)


def test_what_comes_within_the_wait_is_sorted_and_what_comes_later_is_dropped_and_counted() -> None:
    hours = Hours()
    live = watched(hours)
    live.take([reading(0.0)], "a")
    hours.t_s += 0.09
    live.take([reading(0.09)], "a")
    live.take([reading(0.03)], "a")  # overtaken by 60 ms
    hours.t_s += 0.2
    kept = [one.t_s for group in drain(live) for one in group.readings]
    assert kept == pytest.approx([0.03, 0.09])  # the first one's time was over when somebody began to take
    live.take([reading(0.1)], "a")
    assert live.sensors()[0].late == 2
    hours.t_s += 0.5
    assert not any(group.readings for group in drain(live))


def test_a_reading_sent_twice_is_handed_on_once() -> None:
    hours = Hours()
    live = watched(hours)
    hours.t_s += 1.0
    live.take([reading(0.0), reading(0.01), reading(0.01)], "a")
    live.take([reading(0.01)], "a")
    hours.t_s += 1.0
    assert sum(len(group.readings) for group in drain(live)) == 2
    assert live.sensors()[0].repeated == 2


def test_impossible_numbers_never_come_through() -> None:
    hours = Hours()
    live = watched(hours)
    hours.t_s += 1.0
    broken = [
        ImuReading(nan, SHANK, UP, STILL),
        ImuReading(inf, SHANK, UP, STILL),
        ImuReading(0.0, SHANK, (0.0, nan, 0.0), STILL),
        ImuReading(0.0, SHANK, UP, (inf, 0.0, 0.0)),
        ImuReading(1e300, SHANK, UP, STILL),
    ]
    live.take(broken, "a")
    assert live.sensors()[0].refused == 5
    assert not live.sensors()[0].is_connected
    live.take([reading(0.0)], "a")
    hours.t_s += 1.0
    assert sum(len(group.readings) for group in drain(live)) == 1


def test_two_senders_for_one_place_do_not_mix() -> None:
    hours = Hours()
    live = watched(hours)
    for number in range(20):
        hours.t_s += 0.1
        live.take([reading(number * 0.1)], "a")
        live.take([reading(number * 0.1 + 50.0)], "b")
    state = live.sensors()[0]
    assert (state.sender, state.contested, state.restarts) == ("a", 20, 0)
    hours.t_s += 1.5
    live.take([reading(90.0)], "b")
    assert live.sensors()[0].sender == "b"


def test_whoever_asks_learns_who_is_connected() -> None:
    hours = Hours()
    live = LiveReadings(clock=hours, pause=hours.wait)  # nobody takes groups: as on the page that sets up
    assert live.sensors() == ()
    for number in range(100):
        hours.t_s += 0.01
        live.take([reading(number * 0.01)], "phone")
    state = live.sensors()[0]
    assert (state.place, state.sender, state.is_connected, state.received) == (SHANK, "phone", True, 100)
    assert state.rate_hz == pytest.approx(100.0)
    hours.t_s += 2.0
    assert live.sensors()[0].silent_s == pytest.approx(2.0)
    assert not live.sensors()[0].is_connected


def test_who_falls_behind_catches_up_without_a_gap_or_skips_after_long() -> None:
    hours = Hours()
    live = watched(hours)
    hours.t_s += BEHIND_S / 2
    caught_up = drain(live)
    assert np.diff([group.t_s for group in caught_up]) == pytest.approx(0.02)
    live.take([reading(0.0)], "a")
    hours.t_s += 3 * BEHIND_S
    assert len(drain(live)) == 1
    assert live.sensors()[0].late == 1


def test_what_is_handed_on_is_recorded_first() -> None:
    hours = Hours()
    kept: list[ImuReadings] = []
    live = LiveReadings(clock=hours, pause=hours.wait, record=kept.append)
    groups = live.readings()
    got = [next(groups) for _ in range(10)]
    assert kept == got


def test_it_ends_when_it_is_closed_from_another_thread() -> None:
    live = LiveReadings()
    taker = Thread(target=lambda: list(live.readings()))
    taker.start()
    live.close()
    live.close()
    taker.join(timeout=1.0)
    assert not taker.is_alive()


def test_many_threads_may_bring_readings() -> None:
    live = LiveReadings(wait_s=0.0)
    assert live._next() is None or live._tick is not None

    def send(place: Place) -> None:
        for number in range(500):
            live.take([reading(number / 1e3, place)], f"{place}")

    senders = [Thread(target=send, args=(place,)) for place in (SHANK, FOOT)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert [state.received for state in live.sensors()] == [500, 500]
