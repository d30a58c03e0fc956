"""The clock of a sender: found by the messages that came quickest, whatever the network does to the others."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from formcheck.sources.imu.live.clock import PATIENCE_S, SenderClock
from tests.support.cases import few

RATE_HZ = 100.0
BATCH = 10
AHEAD_S = 1234.5


def errors_ms(
    seconds: float,
    *,
    skew: float = 0.0,
    jitter_s: float = 0.03,
    swap: bool = False,
    seed: int = 1,
    skip_s: float = 1.0,
) -> list[float]:
    """Return by how much the times of a sender come out late, in ms, the quickest way of a message apart."""
    random = np.random.default_rng(seed)
    made_s = np.arange(0.0, seconds, 1.0 / RATE_HZ)
    batches = [made_s[begin : begin + BATCH] for begin in range(0, made_s.size, BATCH)]
    arrivals = [(float(one[-1] + 0.004 + random.exponential(jitter_s)), one) for one in batches]
    if not swap:  # one connection: later messages wait for earlier ones
        arrivals = [(max(arrived for arrived, _ in arrivals[: n + 1]), one) for n, (_, one) in enumerate(arrivals)]
    clock, found = SenderClock(), []
    for arrived_s, batch in sorted(arrivals, key=lambda one: one[0]):
        sent = [float(t * (1.0 + skew) + AHEAD_S) for t in batch]
        times = clock.times(arrived_s, sent)
        found += [(time - made) * 1e3 for time, made in zip(times, batch, strict=True) if made >= skip_s]
    assert clock.restarts == 0
    return found


def test_jitter_is_not_taken_for_time() -> None:
    late = np.array(errors_ms(30.0))
    assert late.min() > -1.0
    assert late.max() < 25.0
    assert np.abs(late[-1000:] - late[-1000:].mean()).max() < 2.0


def test_messages_that_overtake_each_other() -> None:
    late = np.array(errors_ms(30.0, swap=True, jitter_s=0.08))
    assert np.abs(late[100:]).max() < 30.0
    assert np.abs(late[-1000:]).max() < 12.0


@pytest.mark.parametrize("skew", few([-2e-4, -5e-5, 5e-5, 2e-4]))
def test_a_clock_that_runs_faster_or_slower_is_followed(skew: float) -> None:
    late = np.array(errors_ms(300.0, skew=skew, jitter_s=0.02, skip_s=30.0))
    assert np.abs(late).max() < 12.0


def test_times_stay_in_order_while_they_are_corrected() -> None:
    random = np.random.default_rng(2)
    clock = SenderClock()
    found: list[float] = []
    for number in range(600):
        sent = [number * 0.1 + row * 0.002 for row in range(50)]
        found += clock.times(number * 0.1 + 0.2 + random.exponential(0.05), sent)
    settled = found[round(2.0 / 0.002) :]
    assert all(one < other for one, other in pairwise(settled))


def test_one_late_message_changes_nothing() -> None:
    clock = SenderClock()
    clock.times(10.0, [0.0])
    clock.times(10.1, [0.1])
    assert clock.times(12.5, [0.2]) == pytest.approx((10.2,))
    assert clock.times(12.5, [0.3, 0.4]) == pytest.approx((10.3, 10.4))
    assert clock.restarts == 0


def test_a_clock_that_begins_anew_is_taken_up_after_a_moment() -> None:
    clock = SenderClock()
    for number in range(50):
        clock.times(number * 0.1, [number * 0.1 + 700.0])
    found = [clock.times(5.0 + number * 0.1, [number * 0.1])[0] for number in range(30)]
    assert clock.restarts == 1
    assert found[0] < 0.0  # in the past: whoever takes readings drops it
    begun = round(PATIENCE_S / 0.1) + 1
    assert found[begun:] == pytest.approx([5.0 + number * 0.1 for number in range(begun, 30)])


def test_a_clock_set_forward_is_followed_at_once() -> None:
    clock = SenderClock()
    clock.times(1.0, [0.0])
    assert clock.times(1.1, [3600.1]) == pytest.approx((1.1,))
    assert clock.restarts == 1


def test_a_pause_of_the_sender_is_no_new_clock() -> None:
    clock = SenderClock()
    clock.times(1.0, [0.0])
    assert clock.times(91.0, [90.0]) == pytest.approx((91.0,))
    assert clock.times(91.1, [90.1]) == pytest.approx((91.1,))
    assert clock.restarts == 0


def test_a_message_without_readings_tells_nothing() -> None:
    assert SenderClock().times(1.0, []) == ()
