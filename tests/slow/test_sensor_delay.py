"""From the arrival of a reading to what is made of it: 80 ms at most beyond the interval in which a phone sends."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from formcheck.samples import Place
from formcheck.sources.imu.live.experiment import INTERVAL_S
from formcheck.sources.imu.live.stream import PHONE_WAIT_S, WAIT_S
from tests.support.delays import datagrams, measure_delays, phones
from tests.support.wearing import FOOT, SHANK, THIGH

pytestmark = pytest.mark.slow

MOST_S = 0.08


@pytest.mark.parametrize("places", [(SHANK,), (SHANK, FOOT)])
def test_phones_are_judged_soon_after_their_messages(places: Sequence[Place]) -> None:
    delays = measure_delays(places, phones(), PHONE_WAIT_S, 6.0)
    assert delays.p(95) < INTERVAL_S + MOST_S


def test_sensors_that_send_each_reading_are_judged_at_once() -> None:
    delays = measure_delays((SHANK, FOOT, THIGH), datagrams, WAIT_S, 4.0)
    assert delays.p(95) < MOST_S
