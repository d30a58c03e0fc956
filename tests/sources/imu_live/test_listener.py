"""The port that listens: samples come in with the key; nothing else does, and nothing goes out."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from threading import Event, Thread
from time import monotonic, sleep

import numpy as np
import pytest

from formcheck.errors import InputError
from formcheck.samples import ImuReadings, Place, Segment, Side
from formcheck.sources.connections import Allowance
from formcheck.sources.imu.live.desk import Limits
from formcheck.sources.imu.live.door import Door, Way, make_key, make_path
from formcheck.sources.imu.live.experiment import ExperimentTexts
from formcheck.sources.imu.live.listener import LOOPBACK, Listener
from formcheck.sources.imu.live.stream import PHONE_WAIT_S, LiveReadings
from formcheck.sources.imu.live.who_sees import Reach
from tests.support.lines import Collected, parse, row
from tests.support.phone import PhyphoxApp, SensorLoggerApp, get, post, read_experiment

SHANK, FOOT = Place(Side.RIGHT, Segment.SHANK), Place(Side.RIGHT, Segment.FOOT)
THIGH = Place(Side.RIGHT, Segment.THIGH)
HASTY = Limits(body_bytes=20_000, head_s=0.3, body_s=0.3)


def texts(place: Place) -> ExperimentTexts:
    return ExperimentTexts(f"formcheck: {place}", "Sends.", ("Press play.",), "formcheck")


def listening(sink: Collected | LiveReadings, limits: Limits | None = None) -> Listener:
    """Return a listener that answers."""
    listener = Listener(sink, (SHANK, FOOT), texts, parse, limits=limits)
    listener.start()
    return listener


@pytest.fixture
def sink() -> Collected:
    """Return what takes the readings."""
    return Collected()


@pytest.fixture
def listener(sink: Collected) -> Iterator[Listener]:
    """Yield a listener that answers."""
    with ExitStack() as stack:
        one = listening(sink, HASTY)
        stack.callback(one.close)
        yield one


def raw(listener: Listener, request: bytes, *, patience_s: float = 2.0) -> bytes:
    """Send bytes, and return all that comes back until the connection ends."""
    with socket.create_connection((LOOPBACK, listener.port), timeout=patience_s) as connection:
        connection.sendall(request)
        answer = b""
        try:
            while part := connection.recv(65_536):
                answer += part
        except ConnectionError:
            pass
        return answer


# What comes in


def test_lines_and_json_come_in(listener: Listener, sink: Collected) -> None:
    address = listener.address(Way.READINGS)
    assert post(address, row(1.0) + row(1.01)) == 200
    assert (
        post(address, json.dumps({"t": 2, "sensor": "right_foot", "acc": [0, 0, 9], "gyr": [0, 0, 0]}).encode()) == 200
    )
    assert [one.t_s for one in sink.readings] == [1.0, 1.01, 2.0]
    assert sink.senders == {f"readings {LOOPBACK}"}


def test_two_phones_load_their_experiments_and_send(listener: Listener, sink: Collected) -> None:
    phones = [PhyphoxApp(listener.address(Way.PHONE, place)) for place in (SHANK, FOOT)]
    for begin in np.arange(0.0, 1.0, 0.1):
        for phone in phones:
            phone.measure(float(begin), float(begin) + 0.1)
            assert phone.send() == 200
    for place in (SHANK, FOOT):
        assert len([one for one in sink.readings if one.place == place]) >= 97


def test_sensor_logger_sends(listener: Listener, sink: Collected) -> None:
    for place, is_iphone in ((SHANK, True), (FOOT, False)):
        app = SensorLoggerApp(listener.address(Way.SENSOR_LOGGER, place), is_iphone=is_iphone)
        assert [app.send(1.7e9 + n, 1.7e9 + n + 1.0) for n in range(2)] == [413, 413]  # more than this listener takes
        assert [app.send(1.7e9 + n * 0.1, 1.7e9 + n * 0.1 + 0.1) for n in range(5)] == [200] * 5
        assert len([one for one in sink.readings if one.place == place]) >= 45


def test_the_experiment_says_where_to_send(listener: Listener) -> None:
    status, content = get(listener.address(Way.PHONE, FOOT))
    assert status == 200
    assert read_experiment(content).address == listener.address(Way.PHYPHOX, FOOT)
    assert listener.experiment(FOOT) == content


# What does not


def wrong_addresses(listener: Listener) -> list[str]:
    good = listener.address(Way.PHYPHOX, SHANK)
    base = f"http://{LOOPBACK}:{listener.port}"
    key = good.split("/")[4]
    other = make_key()
    return [
        base + "/",
        base + "/docs",
        base + make_path(Way.PHYPHOX, other, SHANK),
        base + make_path(Way.READINGS, other),
        base + make_path(Way.PHYPHOX, key[:-1], SHANK),
        base + make_path(Way.PHYPHOX, key + "A", SHANK),
        base + make_path(Way.PHYPHOX, key, THIGH),
        f"{base}/phyphox/{key}/wrist",
        f"{base}/phyphox/{key}/",
        f"{base}/phyphox/{key}/right_shank/",
        f"{base}/phyphox/{key}/right_shank.phyphox",
        f"{base}/phyphox//right_shank",
        f"{base}/readings/{key}/right_shank",
        f"{base}/phone/{key}/right_shank.phyphox",  # not to be posted to
        f"{base}/{'x' * 3000}",
    ]


def test_whatever_is_refused_is_answered_alike_and_without_a_word(sink: Collected) -> None:
    listener = listening(sink, replace(HASTY, refusals_per_s=100.0))
    try:
        assert {post(address, row(1.0)) for address in wrong_addresses(listener)} == {404}
        answers = {get(address) for address in (*wrong_addresses(listener)[:-2], listener.address(Way.READINGS))}
        assert answers == {(404, b"")}
        target = f"/phyphox/{listener.address(Way.PHYPHOX, SHANK).split('/')[4]}/right_shank"
        for method in ("GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"):
            answer = raw(listener, f"{method} {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert answer.startswith(b"HTTP/1.1 404"), method
            assert answer.endswith(b"\r\n\r\n")
            assert b"server" not in answer.lower()
    finally:
        listener.close()
    assert not sink.readings


def test_many_refusals_are_bounded_while_phones_go_on_sending(sink: Collected) -> None:
    listener = listening(sink, replace(HASTY, refusals_per_s=3.0))
    try:
        wrong = wrong_addresses(listener)[2]
        answers = [post(wrong, b"") for _ in range(20)]
        assert set(answers) == {404, 429}
        assert answers.count(404) <= 6
        assert post(listener.address(Way.READINGS), row(1.0)) == 200
    finally:
        listener.close()


def test_an_allowance_fills_again() -> None:
    now = [0.0]
    allowance = Allowance(2.0, lambda: now[0])
    assert [allowance.take() for _ in range(3)] == [True, True, False]
    now[0] = 0.5
    assert [allowance.take() for _ in range(2)] == [True, False]
    now[0] = 100.0
    assert [allowance.take() for _ in range(3)] == [True, True, False]


def test_a_long_body_is_refused_before_it_is_read(listener: Listener, sink: Collected) -> None:
    assert post(listener.address(Way.READINGS), row(1.0) * 2000) == 413
    head = f"POST {make_target(listener)} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    chunk = b"1000\r\n" + b"x" * 4096 + b"\r\n"
    assert raw(listener, head + chunk * 10).startswith(b"HTTP/1.1 413")
    assert not sink.readings


def make_target(listener: Listener) -> str:
    return listener.address(Way.READINGS).removeprefix(f"http://{LOOPBACK}:{listener.port}")


@pytest.mark.parametrize("body", [b"garbage", b'{"t": 1}', b"[1, 2]", b"[" * 5000, b"\x00\xff" * 50])
def test_garbage_with_the_key_is_refused_and_the_next_message_is_taken(
    listener: Listener, sink: Collected, body: bytes
) -> None:
    for way, place in ((Way.READINGS, None), (Way.PHYPHOX, SHANK), (Way.SENSOR_LOGGER, SHANK)):
        assert post(listener.address(way, place), body) == 400
    assert not sink.readings
    assert post(listener.address(Way.READINGS), row(1.0)) == 200


def test_slow_clients_are_let_go(listener: Listener) -> None:
    began_s = monotonic()
    target = make_target(listener)
    for request in (
        b"",
        b"POST /readings HTTP/1.1\r\nHost:",
        f"POST {target} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n1".encode(),
    ):
        answer = raw(listener, request)
        assert answer == b"" or answer.startswith(b"HTTP/1.1 408")
    assert monotonic() - began_s < 3 * 0.3 + 1.0


def test_a_second_request_on_a_connection_must_come_in_time_too(listener: Listener) -> None:
    body = row(1.0)
    whole = f"POST {make_target(listener)} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    began_s = monotonic()
    answer = raw(listener, whole + b"POST /read")
    assert answer.startswith(b"HTTP/1.1 200")
    assert monotonic() - began_s < 1.5


@pytest.mark.parametrize("request_bytes", [b"\x16\x03\x01\x02\x00\x01", b"hello\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"])
def test_what_is_no_http_is_not_answered(listener: Listener, request_bytes: bytes) -> None:
    assert raw(listener, request_bytes) == b""


def test_a_head_that_is_too_long_is_not_answered(listener: Listener) -> None:
    assert raw(listener, b"GET / HTTP/1.1\r\nX: " + b"a" * 40_000) == b""


def test_nothing_that_is_sent_is_logged(listener: Listener, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    key = listener.address(Way.READINGS).rpartition("/")[2]
    post(listener.address(Way.READINGS), row(123.456))
    post(listener.address(Way.READINGS), b"secret")
    post(wrong_addresses(listener)[1], b"secret")
    raw(listener, b"secret\r\n\r\n")
    assert not [text for text in caplog.messages if key in text or "secret" in text or "123.456" in text]


# Keys and addresses


def test_every_session_has_a_key_of_its_own_that_is_long_enough() -> None:
    keys = {make_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(len(key) >= 22 and key.replace("-", "").replace("_", "").isalnum() for key in keys)  # 6 bits each


def test_only_the_ways_that_were_asked_for_are_open() -> None:
    door = Door("key", frozenset({Way.PHYPHOX}), frozenset({SHANK}))
    assert door.admit("POST", "/phyphox/key/right_shank") is not None
    assert door.admit("POST", "/readings/key") is None
    assert door.admit("GET", "/phone/key/right_shank.phyphox") is None
    assert door.admit("POST", "/phyphox/ké/right_shank") is None


def test_without_a_reader_of_lines_there_are_none(sink: Collected) -> None:
    listener = Listener(sink, (SHANK,), texts)
    listener.start()
    try:
        assert post(listener.address(Way.READINGS), row(1.0)) == 404
    finally:
        listener.close()


def test_who_sees_it_is_told(sink: Collected) -> None:
    listener = Listener(sink, (SHANK, FOOT), texts)
    assert (listener.exposure.reach, listener.exposure.sensors) == (Reach.COMPUTER, 2)
    listener.close()
    everywhere = Listener(sink, (SHANK,), texts, host="0.0.0.0")  # noqa: S104 - never answers
    assert everywhere.exposure.reach is Reach.NETWORK
    everywhere.close()


# Beginning and end


def test_a_port_in_use_says_what_to_do(listener: Listener, sink: Collected) -> None:
    with pytest.raises(InputError) as caught:
        Listener(sink, (SHANK,), texts, port=listener.port)
    assert str(listener.port) in str(caught.value)
    assert "leave the port out" in caught.value.next_step


def test_an_address_of_another_computer_says_what_to_do(sink: Collected) -> None:
    with pytest.raises(InputError) as caught:
        Listener(sink, (SHANK,), texts, host="192.0.2.77")
    assert caught.value.next_step


def test_nothing_listens_before_the_start_or_after_the_end(sink: Collected) -> None:
    listener = Listener(sink, (SHANK,), texts)
    port = listener.port
    listener.start()
    listener.close()
    listener.close()
    with pytest.raises(ConnectionError), socket.create_connection((LOOPBACK, port), timeout=1.0):
        pass
    again = Listener(sink, (SHANK,), texts, port=port)  # the port is free at once
    again.close()


def test_it_ends_though_a_client_hangs_on(sink: Collected) -> None:
    listener = listening(sink)
    with socket.create_connection((LOOPBACK, listener.port)) as connection:
        connection.sendall(b"POST /readings/")
        began_s = monotonic()
        listener.close()
        assert monotonic() - began_s < 3.0


# From a phone to whoever takes the readings


@pytest.mark.slow
def test_from_two_phones_to_the_groups() -> None:
    live = LiveReadings(wait_s=PHONE_WAIT_S)
    listener = Listener(live, (SHANK, FOOT), texts)
    live.feed(listener)
    groups: list[tuple[float, ImuReadings]] = []
    done = Event()

    def take() -> None:
        for group in live.readings():
            groups.append((live.now_s(), group))
            if done.is_set():
                return

    def send(place: Place, ahead_s: float) -> None:
        phone = PhyphoxApp(listener.address(Way.PHONE, place), system_s=ahead_s)
        began_s = live.now_s()
        random = np.random.default_rng(int(ahead_s))
        for number in range(9):
            sleep(max(0.0, began_s + (number + 1) * 0.1 + random.uniform(0.0, 0.03) - live.now_s()))
            phone.measure(number * 0.1, number * 0.1 + 0.1)
            assert phone.send() == 200

    threads = [Thread(target=take)]
    threads += [Thread(target=send, args=one) for one in ((SHANK, 1.7e9), (FOOT, 5e4))]
    for thread in threads:
        thread.start()
    for thread in threads[1:]:
        thread.join()
    sleep(PHONE_WAIT_S + 0.05)
    done.set()
    threads[0].join()
    states = live.sensors()
    live.close()
    assert {state.place for state in states} == {SHANK, FOOT}
    assert all(state.late <= 10 and state.repeated == 0 for state in states)
    assert [state.rate_hz for state in states] == pytest.approx([100.0, 100.0], rel=0.05)
    handed = np.array([at - one.t_s for at, group in groups for one in group.readings])
    assert handed.size > 150
    assert np.percentile(handed, 95) < PHONE_WAIT_S + 0.1
