"""How long it takes from the arrival of a reading to what is made of it, with simulated phones and programs.

python -m tests.support.delays
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Thread
from time import sleep

import numpy as np

from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.inertial.mounting import Mounting, ZeroSource
from formcheck.samples import ImuReading, Place, SourceInfo
from formcheck.session.sensors import make_sensor_header
from formcheck.session.visit.stretch import start_stretch, step_stretch
from formcheck.sources.imu.line import SensorLine, format_line, parse_line
from formcheck.sources.imu.live.door import Way
from formcheck.sources.imu.live.experiment import ExperimentTexts
from formcheck.sources.imu.live.feeds.lines import placed
from formcheck.sources.imu.live.feeds.udp import UdpFeed
from formcheck.sources.imu.live.listener import Listener
from formcheck.sources.imu.live.stream import PHONE_WAIT_S, WAIT_S, LiveReadings
from tests.support.phone import PhyphoxApp, swinging, turning
from tests.support.wearing import FOOT, SHANK, THIGH

SITTING = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"
PLACES = {str(place): place for place in (SHANK, FOOT, THIGH)}


@dataclass(slots=True)
class Delays:
    """What was measured, in seconds: of each reading, from its arrival to the end of the step it was judged in."""

    arrived: dict[Place, list[float]] = field(default_factory=dict)
    judged: dict[Place, list[float]] = field(default_factory=dict)
    dropped: int = 0

    def p(self, percent: float) -> float:
        """Return a percentile."""
        waited = [
            end - begin
            for place, begins in self.arrived.items()
            for begin, end in zip(begins[-len(self.judged[place]) :], self.judged[place], strict=False)
        ]
        return float(np.percentile(waited, percent))


class _Noted(LiveReadings):
    """Live readings that note when each arrived."""

    def __init__(self, wait_s: float, delays: Delays) -> None:
        super().__init__(wait_s=wait_s)
        self._delays = delays

    def take(self, readings: Sequence[ImuReading], sender: str, arrived_s: float | None = None) -> None:
        """Take the readings of one message, and note it."""
        at_s = self.now_s() if arrived_s is None else arrived_s
        for one in readings:
            self._delays.arrived.setdefault(one.place, []).append(at_s)
        super().take(readings, sender, arrived_s)


def measure_delays(
    places: Sequence[Place], send: Callable[[_Noted, Sequence[Place], float], None], wait_s: float, seconds: float
) -> Delays:
    """Return the delays while senders send to a session that is judged."""
    delays = Delays()
    live = _Noted(wait_s, delays)
    mountings = tuple(Mounting(place, 100.0, (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), ZeroSource.STANDING) for place in places)
    prescription = Prescription(load_exercise("tibial-slider-seated"), SHANK.side)
    header = make_sensor_header(SourceInfo("phones"), prescription, mountings, "phones", SITTING)
    done = Event()

    def judge() -> None:
        stretch = start_stretch(header, header.prescription, "set-1-part-1")
        for group in live.readings():
            stretch, _, _ = step_stretch(stretch, group, None)
            now_s = live.now_s()
            for one in group.readings:
                delays.judged.setdefault(one.place, []).append(now_s)
            if done.is_set():
                return

    judging = Thread(target=judge)
    judging.start()
    sleep(0.3)
    send(live, places, seconds)
    sleep(wait_s + 0.2)
    done.set()
    judging.join()
    delays.dropped = sum(state.late for state in live.sensors())
    live.close()
    return delays


def phones(mean_s: float = 0.02) -> Callable[[_Noted, Sequence[Place], float], None]:
    """Return what sends as phones with phyphox do, whose messages take a random time more."""

    def send(live: _Noted, places: Sequence[Place], seconds: float) -> None:
        listener = Listener(live, places, lambda _: ExperimentTexts("t", "s", ["s."], "t"))
        live.feed(listener)

        def one_phone(number: int, place: Place) -> None:
            phone = PhyphoxApp(listener.address(Way.PHONE, place), system_s=1.7e9 + number)
            random = np.random.default_rng(number)
            begun_s = live.now_s() + 0.037 * number  # no two send at the same moment
            for message in range(round(seconds * 10)):
                due_s = begun_s + (message + 1) * 0.1 + 0.003 + random.exponential(mean_s)
                phone.measure(message * 0.1, message * 0.1 + 0.1)
                sleep(max(0.0, due_s - live.now_s()))
                assert phone.send() == 200

        senders = [Thread(target=one_phone, args=one) for one in enumerate(places)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()

    return send


def datagrams(live: _Noted, places: Sequence[Place], seconds: float) -> None:
    """Send a line for each sensor a hundred times a second."""
    feed = UdpFeed(0, placed(parse_line, PLACES.get), live)
    live.feed(feed)
    begun_s = live.now_s()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for number in range(round(seconds * 100)):
            t_s = number * 0.01
            sleep(max(0.0, begun_s + t_s - live.now_s()))
            for place in places:
                line = format_line(SensorLine(t_s, str(place), swinging(t_s), turning(t_s)))
                sender.sendto(line.encode(), ("127.0.0.1", feed.port))


def main() -> None:
    """Measure for twelve seconds each, and show it."""
    ways = {
        "three sensors, datagrams": ((THIGH, SHANK, FOOT), datagrams, WAIT_S),
        "one phone": ((SHANK,), phones(), PHONE_WAIT_S),
        "two phones": ((SHANK, FOOT), phones(), PHONE_WAIT_S),
    }
    for name, (places, send, wait_s) in ways.items():
        delays = measure_delays(places, send, wait_s, 12.0)
        median_ms, most_ms = (1000.0 * delays.p(share) for share in (50, 95))
        sys.stdout.write(f"{name}: median {median_ms:.0f} ms, 95 % {most_ms:.0f} ms, too late {delays.dropped}\n")


if __name__ == "__main__":
    main()
