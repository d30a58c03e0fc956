"""Live readings of all sensors, brought into one order: fifty groups a second, each a little after its time.

A group is handed on as soon as every sensor that is connected has told all up to its time, and at the latest after the
wait for late readings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from heapq import heappop, heappush
from itertools import count
from math import floor
from threading import Event, Lock
from time import monotonic
from typing import Final

from formcheck.samples import ImuReading, ImuReadings, Place, SourceInfo
from formcheck.sources.imu.live.feeds.sink import Feed
from formcheck.sources.imu.live.sensor import LiveSensor, SensorState
from formcheck.sources.imu.tracks import TICK_S

WAIT_S: Final = 0.1
"""How long a group waits at most for readings that are late, where each is sent when it is made."""

PHONE_WAIT_S: Final = 0.25
"""The same where a phone collects a tenth of a second of them first: the oldest of these is that late already."""

MAX_WAITING: Final = 50_000
"""Readings held at most: six sensors at 500 Hz for more than `BEHIND_S`."""

BEHIND_S: Final = 10.0
"""Whoever takes the groups may fall behind by so much before some are skipped."""


class LiveReadings:
    """The readings of sensors while they are made; a source and a taker of readings.

    Parameters
    ----------
    name : str
        What to call the source.
    wait_s : float
        How long a group waits at most for late readings, in seconds.
    clock : callable
        Gives the time in seconds, ever increasing.
    zero_s : float, optional
        What `clock` read at the session's zero, as where a camera runs beside; now unless given.
    pause : callable, optional
        Waits for so many seconds, until readings come or the source is closed; real waiting unless given.
    record : callable, optional
        Is given each group before it is handed on, such as to write it down.
    recorded_at : datetime, optional
        The time of day, with its zone, of the session's zero.
    """

    def __init__(
        self,
        name: str = "sensors",
        *,
        wait_s: float = WAIT_S,
        clock: Callable[[], float] = monotonic,
        zero_s: float | None = None,
        pause: Callable[[float], object] | None = None,
        record: Callable[[ImuReadings], None] | None = None,
        recorded_at: datetime | None = None,
    ) -> None:
        self._info = SourceInfo(name, recorded_at=recorded_at, recorded_by=None if recorded_at is None else "clock")
        self._wait_s, self._clock, self._record = wait_s, clock, record
        self._zero_s = clock() if zero_s is None else zero_s
        self._closed, self._news = Event(), Event()
        self._pause = pause or self._wait_for_news
        self._lock = Lock()
        self._sensors: dict[Place, LiveSensor] = {}
        self._batteries: dict[Place, float] = {}  # told beside the readings, and before the first
        self._waiting: list[tuple[float, int, ImuReading]] = []
        self._number = count()
        self._tick: int | None = None  # of the group handed on last
        self._given: dict[Place, float] = {}
        self._feeds: list[Feed] = []

    @property
    def info(self) -> SourceInfo:
        """What is known before the first reading."""
        return self._info

    def now_s(self) -> float:
        """Return the time on the session's clock, in seconds."""
        return self._clock() - self._zero_s

    def feed(self, feed: Feed) -> None:
        """Start a feed; it is closed with the source.

        Parameters
        ----------
        feed : Feed
            A way in whose sink is this source.
        """
        self._feeds.append(feed)
        feed.start()

    def take(self, readings: Sequence[ImuReading], sender: str, arrived_s: float | None = None) -> None:
        """Take the readings of one message; from any thread.

        Parameters
        ----------
        readings : sequence of ImuReading
            In any order; their times are still those of the sender's own clock.
        sender : str
            Who sent them.
        arrived_s : float, optional
            When the message came, as `now_s` told; now unless given.
        """
        with self._lock:
            arrived = self.now_s() if arrived_s is None else arrived_s
            for place in dict.fromkeys(reading.place for reading in readings):
                sensor = self._sensors.setdefault(place, LiveSensor(place, sender))
                own = [reading for reading in readings if reading.place == place]
                for reading in sensor.hear(own, sender, arrived):
                    self._put(reading, sensor)
        self._news.set()

    def take_battery(self, place: Place, share: float) -> None:
        """Take how full the battery of a sensor is; from any thread.

        Parameters
        ----------
        place : Place
            Where it is strapped to.
        share : float
            From 0 to 1.
        """
        with self._lock:
            self._batteries[place] = share

    def _put(self, reading: ImuReading, sensor: LiveSensor) -> None:
        if self._tick is None:  # nobody takes readings yet
            return
        if reading.t_s <= self._tick * TICK_S or len(self._waiting) >= MAX_WAITING:
            sensor.late += 1
            return
        heappush(self._waiting, (reading.t_s, next(self._number), reading))

    def sensors(self) -> tuple[SensorState, ...]:
        """Return what is known of each sensor heard so far, in the order in which they were first heard."""
        with self._lock:
            now_s = self.now_s()
            states = ((place, sensor.state(now_s)) for place, sensor in self._sensors.items())
            return tuple(replace(state, battery=self._batteries.get(place)) for place, state in states)

    def readings(self) -> Iterator[ImuReadings]:
        """Yield what the sensors measured, fifty times a second, until the source is closed.

        A group is empty where no sensor had anything to tell: time goes on without them.
        """
        while not self._closed.is_set():
            group = self._next()
            if group is None:
                self._pause(self._missing_s())
                continue
            if self._record is not None:
                self._record(group)
            yield group

    def _next(self) -> ImuReadings | None:
        """Return the next group; None while it still waits for late readings."""
        with self._lock:
            now_s = self.now_s()
            due = floor((now_s - self._wait_s) / TICK_S)
            if self._tick is None:
                self._tick = max(due, 0)
            if due <= self._tick and not self._is_told((self._tick + 1) * TICK_S, now_s):
                return None
            is_behind = (due - self._tick) * TICK_S > BEHIND_S
            if is_behind:
                self._skip(due - 1)
            self._tick += 1
            t_s = self._tick * TICK_S
            for sensor in self._sensors.values():
                sensor.pass_over(t_s)
            return ImuReadings(t_s, tuple(self._take_until(t_s)))

    def _is_told(self, t_s: float, now_s: float) -> bool:
        """Tell whether all that is measured up to a time has come; where nobody is heard, nothing tells."""
        if t_s > now_s or not self._waiting:
            return False
        return not any(sensor.is_waited_for(t_s, now_s) for sensor in self._sensors.values())

    def _wait_for_news(self, seconds: float) -> None:
        self._news.wait(seconds)
        self._news.clear()

    def _skip(self, tick: int) -> None:
        """Pass over groups that nobody took in time."""
        for reading in self._take_until(tick * TICK_S):
            self._sensors[reading.place].late += 1
        self._tick = tick

    def _take_until(self, t_s: float) -> Iterator[ImuReading]:
        while self._waiting and self._waiting[0][0] <= t_s:
            reading = heappop(self._waiting)[2]
            if reading.t_s <= self._given.get(reading.place, -1.0):
                self._sensors[reading.place].repeated += 1
                continue
            self._given[reading.place] = reading.t_s
            yield reading

    def _missing_s(self) -> float:
        with self._lock:
            tick = 0 if self._tick is None else self._tick
            return max(0.0, (tick + 1) * TICK_S + self._wait_s - self.now_s())

    def close(self) -> None:
        """End the source and its feeds; calling it twice does no harm."""
        self._closed.set()
        self._news.set()
        while self._feeds:
            self._feeds.pop().close()
