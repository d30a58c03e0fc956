"""Streams of the lab streaming layer: an outlet in this process, found as in a network.

Finding it needs multicast, or at least the loopback; a machine that lets neither through cannot say anything here.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from threading import Thread
from types import ModuleType

import pytest

from formcheck.errors import InputError, SensorError, SetupError
from formcheck.samples import ImuReading, Place, Segment, Side
from formcheck.sources.imu.live.feeds import lsl
from formcheck.sources.imu.live.feeds.lsl import LslFeed
from formcheck.sources.imu.live.stream import LiveReadings
from tests.support.lsl import RATE_HZ, reach, sending
from tests.support.processes import wait_until
from tests.support.worn_live import check_swing

SHANK = Place(Side.RIGHT, Segment.SHANK)


def only(name: str) -> Callable[[str], Place | None]:
    return lambda found: SHANK if found == name else None


@pytest.fixture(scope="module")
def pylsl() -> ModuleType:
    return reach()


@pytest.mark.slow
@pytest.mark.xdist_group("lsl")
def test_the_same_movement_is_the_same_angles(pylsl: ModuleType) -> None:
    live = LiveReadings()
    heard: list[ImuReading] = []

    def take() -> None:
        for group in live.readings():
            heard.extend(group.readings)

    taker = Thread(target=take, daemon=True)
    with sending(pylsl, "my stream"), closing(live):
        taker.start()
        live.feed(LslFeed(only("my stream"), live, search_s=1.0))
        wait_until(lambda: len(heard) > 6.6 * RATE_HZ, 20.0)
        (state,) = live.sensors()
    assert (state.sender, state.place) == ("lsl my stream", SHANK)
    assert state.rate_hz == pytest.approx(RATE_HZ, rel=0.02)
    taker.join(5.0)
    check_swing(heard)


@pytest.mark.slow
@pytest.mark.xdist_group("lsl")
def test_streams_of_others_are_named_and_those_that_say_nothing_refused(pylsl: ModuleType) -> None:
    live = LiveReadings()
    with closing(live):
        with sending(pylsl, "theirs"), pytest.raises(InputError, match="'theirs'"):
            live.feed(LslFeed(only("mine"), live, search_s=1.0))
        with sending(pylsl, "mine", units=[""] * 6), pytest.raises(SensorError, match="no units for acc_x"):
            live.feed(LslFeed(only("mine"), live, search_s=1.0))


def test_a_missing_package_is_said_before_anything_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lsl, "find_spec", lambda _: None)
    live = LiveReadings()
    with closing(live), pytest.raises(SetupError, match=r"pip install 'formcheck\[lsl\]'"):
        live.feed(LslFeed(only("mine"), live))
