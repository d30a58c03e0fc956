"""What is read of lines and of the apps' messages, and that nothing else is."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.errors import InputError
from formcheck.samples import ImuReading, Place, Segment, Side
from formcheck.sources.imu.live.experiment import ExperimentTexts, make_experiment
from formcheck.sources.imu.live.feeds.lines import LineReader, StreamFeed, placed
from formcheck.sources.imu.live.feeds.phyphox import PhyphoxPhone
from formcheck.sources.imu.live.feeds.posted import PostedLines
from formcheck.sources.imu.live.feeds.sensor_logger import SensorLoggerPhone
from formcheck.sources.imu.live.feeds.udp import LOOPBACK, UdpFeed
from tests.support import phone
from tests.support.lines import Collected, parse, row
from tests.support.phone import PhyphoxApp, SensorLoggerApp, read_experiment, swinging, turning

SHANK = Place(Side.RIGHT, Segment.SHANK)
TEXTS = ExperimentTexts("formcheck: right shank", "Sends to formcheck.", ("Press play.", "Strap it on."), "formcheck")
ADDRESS = "http://127.0.0.1:9/phyphox/key/right_shank"
JUNK = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> PhyphoxApp:
    """Return the app with our experiment, without a network."""
    monkeypatch.setattr(phone, "get", lambda _address: (200, make_experiment(TEXTS, ADDRESS)))
    return PhyphoxApp("anywhere")


def assert_true(readings: list[ImuReading], zero_s: float = 0.0, tolerance: float = 0.01) -> None:
    """Check that readings hold the motion of their times."""
    for one in readings:
        t_s = one.t_s - zero_s
        assert one.acc_mps2 == pytest.approx(swinging(t_s), abs=tolerance)
        assert one.gyr_radps == pytest.approx(turning(t_s), abs=1e-4)


# The experiment file


def test_the_app_can_load_our_experiment() -> None:
    experiment = read_experiment(make_experiment(TEXTS, ADDRESS))
    assert experiment.address == ADDRESS
    assert experiment.interval_s == pytest.approx(0.1)
    assert set(experiment.sensors) == {"accelerometer", "gyroscope"}
    assert all(set(outputs) == set("txyz") for outputs in experiment.sensors.values())
    assert {send["keep"] for send in experiment.sends if send["type"] == "buffer"} == {"false"}
    assert "meta" not in {send["type"] for send in experiment.sends}  # nothing that tells phones apart
    assert experiment.shown == ["Press play.", "Strap it on."]


def test_words_and_addresses_cannot_break_the_experiment() -> None:
    texts = ExperimentTexts("<a> & b", 'say "x"', ("<&>",), "'tab'")
    experiment = read_experiment(make_experiment(texts, ADDRESS + "&<"))
    assert experiment.shown == ["<&>"]
    assert experiment.address == ADDRESS + "&<"


# phyphox


def test_phyphox_messages_become_readings_of_both_sensors(app: PhyphoxApp) -> None:
    reader = PhyphoxPhone(SHANK)
    readings = [one for message in app.messages(0.0, 3.0) for one in reader.read(message)]
    assert len(readings) >= 298
    assert [one.t_s for one in readings] == sorted(one.t_s for one in readings)
    assert_true(readings, app.system_s)


def test_phyphox_messages_may_overtake_each_other(app: PhyphoxApp) -> None:
    reader = PhyphoxPhone(SHANK)
    sent = list(app.messages(0.0, 2.0))
    swapped = [message for number in range(0, len(sent), 2) for message in (sent[number + 1], sent[number])]
    readings = [one for message in swapped for one in reader.read(message)]
    assert len({one.t_s for one in readings}) >= 197
    assert_true(readings, app.system_s)


def test_a_pause_in_phyphox_shows_in_the_times(app: PhyphoxApp) -> None:
    reader = PhyphoxPhone(SHANK)
    before = [one for message in app.messages(0.0, 1.0) for one in reader.read(message)]
    app.start(1.0, app.system_s + 61.0)  # a minute later; experiment time stood still
    after = [one for message in app.messages(1.0, 2.0) for one in reader.read(message)]
    assert after[-1].t_s - before[-1].t_s == pytest.approx(61.0, abs=0.02)


def test_phyphox_without_events_keeps_its_own_time(app: PhyphoxApp) -> None:
    reader = PhyphoxPhone(SHANK)
    app.measure(0.0, 1.0)
    content = json.loads(app.message())
    del content["time"]
    assert_true(reader.read(json.dumps(content).encode()))


def test_rows_without_a_value_are_passed_over(app: PhyphoxApp) -> None:
    app.measure(0.0, 0.5)
    app.buffers["gyr_x"][10] = nan
    app.buffers["acc_y"].pop()  # a buffer that was being written
    readings = PhyphoxPhone(SHANK).read(app.message())
    assert len(readings) == 47  # of 50: one without a value, two without an acceleration after them
    assert_true(readings, app.system_s, tolerance=0.03)


def test_an_acceleration_is_not_made_up_across_a_gap(app: PhyphoxApp) -> None:
    app.measure(0.0, 1.0)
    for name in ("acc_t", "acc_x", "acc_y", "acc_z"):
        del app.buffers[name][30:60]
    readings = PhyphoxPhone(SHANK).read(app.message())
    assert not [one for one in readings if 0.3 < one.t_s - app.system_s < 0.59]


# Sensor Logger


@pytest.mark.parametrize("is_iphone", [False, True])
@pytest.mark.parametrize("is_standardised", [False, True])
def test_sensor_logger_has_one_sign_whatever_the_phone(*, is_iphone: bool, is_standardised: bool) -> None:
    app = SensorLoggerApp("", is_iphone=is_iphone, is_standardised=is_standardised)
    reader = SensorLoggerPhone(SHANK, is_standardised=is_standardised)
    readings = [one for n in range(20) for one in reader.read(app.message(1.7e9 + n * 0.1, 1.7e9 + n * 0.1 + 0.1))]
    assert len(readings) >= 195
    assert readings[0].acc_mps2[1] > 5.0
    for one in readings:  # drawn straight between two samples: off by the bend of the fastest shaking at most
        assert one.acc_mps2 == pytest.approx(swinging(one.t_s), abs=0.02)
        assert one.gyr_radps == pytest.approx(turning(one.t_s - 0.002), abs=1e-3)


def test_sensor_logger_messages_may_overtake_each_other() -> None:
    app, reader = SensorLoggerApp("", is_iphone=True), SensorLoggerPhone(SHANK)
    sent = [app.message(n * 0.2, n * 0.2 + 0.2) for n in range(10)]
    swapped = [message for number in range(0, 10, 2) for message in (sent[number + 1], sent[number])]
    assert len({one.t_s for message in swapped for one in reader.read(message)}) >= 195


# Whatever else is sent


@given(JUNK | st.dictionaries(st.sampled_from(["payload", "time", "acc_t", "gyr_t", "events"]), JUNK))
def test_nothing_but_an_input_error_comes_of_junk(content: object) -> None:
    for reader in (PhyphoxPhone(SHANK), SensorLoggerPhone(SHANK), PostedLines(parse)):
        with suppress(InputError):
            assert reader.read(json.dumps(content).encode()) == []


@given(JUNK)
def test_junk_within_a_message_of_phyphox_is_passed_over(content: object) -> None:
    names = ("acc_t", "acc_x", "acc_y", "acc_z", "gyr_t", "gyr_x", "gyr_y", "gyr_z")
    for body in ({name: [content] * 3 for name in names} | {"time": content}, dict.fromkeys(names, content)):
        with suppress(InputError):
            PhyphoxPhone(SHANK).read(json.dumps(body).encode())


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"null", b"1e999", b'{"payload": 3}'])
def test_broken_bodies_are_refused(body: bytes) -> None:
    for reader in (PhyphoxPhone(SHANK), SensorLoggerPhone(SHANK)):
        with pytest.raises(InputError):
            reader.read(body)


def test_a_message_longer_than_any_phone_makes_is_refused() -> None:
    with pytest.raises(InputError):
        SensorLoggerPhone(SHANK).read(json.dumps({"payload": [0] * 30_000}).encode())


# Lines


def test_lines_are_read_and_what_is_none_is_counted() -> None:
    lines = LineReader(parse)
    content = b"t,sensor,ax,ay,az,gx,gy,gz\n" + row(1.0) + b"\n" + row(1.01) + b"broken\n\xff\n" + b"x" * 5000
    assert [one.t_s for one in lines.read(content)] == [1.0, 1.01]
    assert lines.unread == 4


def test_names_of_sensors_are_given_their_places() -> None:
    read = placed(parse_named, {"shin": SHANK}.get)
    assert read("1.0 shin") == ImuReading(1.0, SHANK, (0.0, 0.0, 9.81), (0.0, 0.0, 0.0))
    assert read("1.0 wrist") is None
    assert read("# nothing") is None


class Named:
    """A line with a sensor's name."""

    def __init__(self, t_s: float, sensor: str) -> None:
        self.t_s, self.sensor = t_s, sensor
        self.acc_mps2, self.gyr_radps = (0.0, 0.0, 9.81), (0.0, 0.0, 0.0)


def parse_named(text: str) -> Named | None:
    first, _, name = text.partition(" ")
    return None if first == "#" else Named(float(first), name)


def test_a_json_array_is_read_like_lines() -> None:
    body = json.dumps([{"t": 1.0, "sensor": "right_shank", "acc": [0, 0, 9.81], "gyr": [0, 0, 0]}] * 2).encode()
    assert len(PostedLines(parse).read(body)) == 2
    assert len(PostedLines(parse).read(row(1.0) + row(2.0))) == 2
    with pytest.raises(InputError):
        PostedLines(parse).read(b"hello")


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """Yield what another program writes to, as the numbers of its two ends."""
    ends = os.pipe()
    yield ends
    for end in ends:
        with suppress(OSError):
            os.close(end)


def test_standard_input_is_read_to_its_end(pipe: tuple[int, int]) -> None:
    sink = Collected()
    feed = StreamFeed(pipe[0], parse, sink)
    feed.start()
    os.write(pipe[1], row(1.0) + row(1.01)[:7])
    sink.wait_for(1)
    os.write(pipe[1], row(1.01)[7:] + b"broken\n" + row(1.02).strip())
    os.close(pipe[1])
    assert feed.has_ended.wait(1.0)
    assert [one.t_s for one in sink.readings] == [1.0, 1.01, 1.02]
    assert (sink.senders, feed.lines.unread) == ({"stdin"}, 1)


WAITS = """
import sys
from formcheck.sources.imu.live.feeds.lines import StreamFeed
from tests.support.lines import Collected, parse

sink = Collected()
StreamFeed(sys.stdin.fileno(), parse, sink).start()
sink.wait_for(1)
"""


def test_a_program_ends_though_nobody_closed_its_standard_input() -> None:
    with subprocess.Popen([sys.executable, "-c", WAITS], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdin is not None
        program.stdin.write(row(1.0))
        program.stdin.flush()
        assert program.wait(timeout=20.0) == 0


def test_datagrams_are_read_from_this_computer() -> None:
    sink = Collected()
    feed = UdpFeed(0, parse, sink)
    feed.start()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(row(1.0) + row(1.01), (LOOPBACK, feed.port))
        sender.sendto(b"\x00" * 2000, (LOOPBACK, feed.port))
        sender.sendto(row(1.02), (LOOPBACK, feed.port))
        sink.wait_for(3)
    with pytest.raises(InputError) as caught:
        UdpFeed(feed.port, parse, sink)
    assert caught.value.next_step
    feed.close()
    feed.close()
    assert [one.t_s for one in sink.readings] == [1.0, 1.01, 1.02]


def test_a_feed_that_was_never_started_can_be_closed() -> None:
    UdpFeed(0, parse, Collected()).close()
    StreamFeed(0, parse, Collected()).close()
