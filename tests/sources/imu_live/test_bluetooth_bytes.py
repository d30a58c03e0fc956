"""What sensors send over Bluetooth, byte by byte: no radio here."""

from __future__ import annotations

import struct
from itertools import pairwise
from math import pi

import numpy as np
import pytest

from formcheck.errors import SensorError
from formcheck.samples import Place, Segment, Side
from formcheck.sources.imu.live.bluetooth import dot, witmotion
from formcheck.sources.imu.live.bluetooth.devices import guess_maker
from formcheck.sources.imu.live.bluetooth.even import EvenTimes
from formcheck.sources.imu.live.bluetooth.witmotion import FRAME_BYTES, FrameCutter, WitReader

SHANK = Place(Side.RIGHT, Segment.SHANK)


def rates(clock_us: int = 0, acc: tuple[float, ...] = (0.0, 0.0, 9.81), padding: int = 0) -> bytes:
    return struct.pack("<I6f", clock_us, *acc, 90.0, -180.0, 0.0) + bytes(padding)


def frame(number: int = 0, kind: int = 0x61) -> bytes:
    return struct.pack("<2B9h", 0x55, kind, 2048, -2048, number, 16384, -16384, 0, 0, 0, 0)


# Movella DOT


def test_rate_quantities_of_a_dot_are_read_in_our_units() -> None:
    (reading,) = dot.DotReader(SHANK).read(rates(1_500_000))
    assert (reading.t_s, reading.place) == (1.5, SHANK)
    assert reading.acc_mps2 == pytest.approx((0.0, 0.0, 9.81))
    assert reading.gyr_radps == pytest.approx((pi / 2, -pi, 0.0))


def test_the_characteristic_may_be_filled_up_with_zeros() -> None:
    assert dot.DotReader(SHANK).read(rates(padding=12))[0].acc_mps2[2] == pytest.approx(9.81)


def test_the_clock_of_a_dot_goes_on_where_it_begins_again() -> None:
    reader = dot.DotReader(SHANK)
    counts = [2**32 - 16667, 0, 16667, 2**32 - 1, 5]  # and once more
    times = [reader.read(rates(count))[0].t_s for count in counts]
    assert all(one < other for one, other in pairwise(times))
    assert times[1] - times[0] == pytest.approx(0.016667)
    assert times[4] == pytest.approx(2 * 2**32 * 1e-6 + 5e-6)


def test_a_reading_that_was_overtaken_at_the_turn_of_the_clock_is_no_new_round() -> None:
    reader = dot.DotReader(SHANK)
    times = [reader.read(rates(count))[0].t_s for count in (100_000, 50_000, 150_000)]
    assert times == pytest.approx([0.1, 0.05, 0.15])


@pytest.mark.parametrize(
    "payload",
    [b"", rates()[:-1], struct.pack("<I9f", 0, *[1.0] * 9), struct.pack("<I6f3h", 0, 0, 0, 9.81, 0, 0, 0, 5, 6, 7)],
)
def test_what_another_mode_of_a_dot_sends_is_refused(payload: bytes) -> None:
    with pytest.raises(SensorError, match=r"another mode; expected rate quantities") as info:
        dot.DotReader(SHANK).read(payload)
    assert "right_shank" in str(info.value)


def test_free_acceleration_is_refused_within_a_second_whatever_the_mode_says() -> None:
    reader = dot.DotReader(SHANK)
    for number in range(59):
        reader.read(rates(number * 16667, acc=(0.1, 0.0, 0.2)))
    with pytest.raises(SensorError, match="gravity was removed"):
        reader.read(rates(10**6, acc=(0.1, 0.0, 0.2)))


def test_the_mode_that_a_dot_tells_is_checked() -> None:
    dot.check_mode(dot.START, SHANK)
    dot.check_mode(b"", SHANK)  # it tells nothing
    with pytest.raises(SensorError, match="mode 22; expected 21"):
        dot.check_mode(bytes((1, 1, 22)), SHANK)


def test_the_battery_of_a_dot() -> None:
    assert dot.battery_share(bytes((43, 1))) == 0.43
    assert dot.battery_share(b"") is None
    assert dot.battery_share(bytes((255, 0))) is None


# WitMotion


def test_a_frame_of_witmotion_is_read_in_our_units() -> None:
    (reading,) = WitReader(SHANK).read(frame(1), 3.0)
    assert reading.acc_mps2 == pytest.approx((9.80665, -9.80665, 16 * 9.80665 / 32768))
    assert reading.gyr_radps == pytest.approx((np.radians(1000.0), -np.radians(1000.0), 0.0))
    assert reading.t_s == pytest.approx(3.0)


@pytest.mark.parametrize("length", [1, 3, 7, 19, 20, 21, 33, 200])
def test_frames_may_be_cut_and_joined_anywhere(length: int) -> None:
    data = b"".join(map(frame, range(50)))
    cutter = FrameCutter()
    frames = [one for at in range(0, len(data), length) for one in cutter.cut(data[at : at + length])]
    assert frames == [frame(number) for number in range(50)]


def test_after_bytes_that_are_no_frame_it_is_in_step_again() -> None:
    cutter = FrameCutter()
    rubbish = b"\x00\x55\x61\x55\x61\x07"  # looks like the beginning of two frames
    assert cutter.cut(rubbish + frame(1) + frame(2)) == [frame(1), frame(2)]
    assert cutter.cut(frame(3)[:13] + frame(4) + frame(5)) == [frame(5)] or cutter.cut(frame(6)) == [frame(6)]
    assert cutter.cut(frame(7)) == [frame(7)]


def test_random_bytes_never_do_any_harm() -> None:
    random = np.random.default_rng(3)
    reader = WitReader(SHANK)
    for number in range(300):
        reader.read(random.bytes(int(random.integers(0, 60))), number * 0.02)
    reader.read(frame(1) * 3, 10.0)
    assert len(reader.read(frame(2) * 5, 10.1)) == 5


def test_the_battery_of_witmotion_comes_among_the_readings() -> None:
    reader = WitReader(SHANK)
    answer = b"\x55\x71\x64\x00" + (385).to_bytes(2, "little") + bytes(14)
    assert len(answer) == FRAME_BYTES
    assert len(reader.read(frame() + answer + frame(), 1.0)) == 2
    assert reader.battery == 0.6
    assert [witmotion.battery_share(volts) for volts in (4.2, 3.97, 3.8, 3.5, 3.0)] == [1.0, 1.0, 0.5, 0.1, 0.0]


# Times for readings without


@pytest.mark.parametrize("rate_hz", [20.0, 50.0, 98.0, 200.0])
def test_readings_without_times_are_counted_at_the_interval_at_which_they_come(rate_hz: float) -> None:
    random = np.random.default_rng(5)
    even, times, made, arrived_s, number = EvenTimes(), [], [], 0.0, 0
    while number < 20 * rate_hz:
        count = int(random.integers(1, 4))
        number += count
        arrived_s = max(arrived_s, 7.0 + number / rate_hz + float(random.exponential(0.008)))
        times += even.times(arrived_s, count)
        made += [7.0 + (number - count + one + 1) / rate_hz for one in range(count)]
    assert all(one < other for one, other in pairwise(times))
    late = np.array(times) - made
    settled = late[int(2 * rate_hz) :]
    assert np.ptp(settled) < 0.006  # in the middle of a fast swing, two thirds of a degree
    assert np.ptp(settled[int(4 * rate_hz) :]) < 0.002


def test_after_a_silence_counting_begins_anew() -> None:
    even = EvenTimes()
    for number in range(300):
        last_s = even.times(number * 0.01, 1)[-1]
    (again_s,) = even.times(30.0, 1)
    assert last_s < 3.1
    assert again_s == pytest.approx(30.0)
    assert even.times(30.5, 0) == []


@pytest.mark.parametrize(("silent_s", "lost"), [(0.8, 0), (0.8, 80), (0.1, 10)])
def test_after_the_radio_was_busy_times_are_right_again(silent_s: float, lost: int) -> None:
    even, late = EvenTimes(), []
    for number in range(2000):
        is_after = number >= 500
        if is_after and number < 500 + lost:
            continue
        arrived_s = max(5.0 + silent_s, number * 0.01) if is_after else number * 0.01
        late.append(even.times(arrived_s, 1)[0] - number * 0.01)
    assert np.abs(late[200:500]).max() < 0.001
    assert np.abs(late[-1000:]).max() < 0.001 + 0.01 * lost * (
        lost <= 25
    )  # what is lost in between is not seen at once
    assert np.abs(late[-1:]).max() < 0.11


def test_makers_are_guessed_by_what_is_advertised() -> None:
    assert guess_maker("Xsens DOT", []) == guess_maker("Movella DOT", []) == "Movella DOT"
    assert guess_maker("WT901BLE67", []) == guess_maker("BWT901BLE5.0", []) == "WitMotion"
    assert guess_maker("", [witmotion.SERVICE]) == "WitMotion"
    assert not guess_maker("Headphones", [])
