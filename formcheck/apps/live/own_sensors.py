"""Sensors on the leg in place of a camera: phones, datagrams, Bluetooth, LSL, or a recording played in its own time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from threading import Condition, Event, Thread
from time import monotonic
from typing import Final

import typer

from formcheck.apps.sensors.ways_in import NAME_EACH, WaysIn, open_ways
from formcheck.errors import SensorError, SetupError
from formcheck.exercise.definition import Prescription
from formcheck.inertial.mounting import Mounting, ZeroSource
from formcheck.ports import ReadingSource
from formcheck.samples import ImuReadings, Place, Segment, Side, SourceInfo, place_named
from formcheck.session.sensors import make_sensor_header
from formcheck.sources.imu.live.bluetooth.feed import LinkNews, LinkState
from formcheck.sources.imu.live.door import Way
from formcheck.sources.imu.live.stream import LiveReadings
from formcheck.sources.imu.recording import SensorRecording
from formcheck.words.catalogue import Words
from formcheck.words.sensors import link_sentence, who_sees_sentence

_log: Final = logging.getLogger(__name__)

PHONE: Final = "phone"
UDP: Final = "udp:"
BLUETOOTH: Final = "bluetooth"
LSL: Final = "lsl"
_LIVE: Final = (PHONE, BLUETOOTH, LSL)

_PACKAGES: Final[Mapping[str, tuple[str, str]]] = {
    PHONE: ("segno", "sensors"),
    BLUETOOTH: ("bleak", "bluetooth"),
    LSL: ("pylsl", "lsl"),
}
"""What each way needs beside, and the extra that brings it."""

BEHIND_S: Final = 0.5
"""A recording that is played begins anew where it is, when it could not be played for so long."""


_LOOK_EVERY_S: Final = 0.2


@dataclass(frozen=True, slots=True)
class OwnSensors:
    """What stands in place of the camera.

    Parameters
    ----------
    source : ReadingSource
        Gives the readings.
    places : tuple of Place
        Where the sensors are strapped to.
    devices : str
        Their name for people.
    codes : mapping of Place to str
        What a phone scans for each place; empty where no phone is waited for.
    who_sees : str
        In one sentence who on the network could see what; empty where nobody could.
    watched : Event
        Set while somebody is looked at: a recording stands still meanwhile.
    closed : Event
        Set when nobody wants readings any more.
    """

    source: ReadingSource
    places: tuple[Place, ...]
    devices: str
    codes: Mapping[Place, str] = field(default_factory=dict)
    who_sees: str = ""
    watched: Event = field(default_factory=Event)
    closed: Event = field(default_factory=Event)

    def batches(self) -> Generator[Sequence[ImuReadings], None, None]:
        """Yield what has come since the last time, as soon as there is anything; from another thread.

        Raises
        ------
        SensorError
            The readings have come to their end.
        """
        readings = self.source.readings()
        if not isinstance(self.source, LiveReadings):
            readings = in_own_time(readings, self.watched)
        waiting = _Waiting(readings, self.closed)
        waiting.start()
        while groups := waiting.take():
            yield groups
        raise waiting.error or SensorError("has come to its end.", where=self.source.info.name)

    def batteries(self) -> dict[Place, float]:
        """Return how full the batteries are, from 0 to 1, of those sensors that tell."""
        states = self.source.sensors() if isinstance(self.source, LiveReadings) else ()
        return {one.place: one.battery for one in states if one.battery is not None}

    def close(self) -> None:
        """End the readings; calling it twice does no harm."""
        self.closed.set()
        self.source.close()


class _Waiting(Thread):
    """The thread that takes readings, and those that wait to be judged."""

    def __init__(self, readings: Iterator[ImuReadings], closed: Event) -> None:
        super().__init__(name="readings", daemon=True)
        self.error: Exception | None = None
        self._readings, self._closed = readings, closed
        self._groups: list[ImuReadings] = []
        self._news = Condition()
        self._has_ended = False

    def run(self) -> None:
        """Take readings until they end."""
        try:
            for group in self._readings:
                with self._news:
                    self._groups.append(group)
                    self._news.notify()
        except Exception as error:  # noqa: BLE001 - raised again by whoever takes them
            self.error = error
        with self._news:
            self._has_ended = True
            self._news.notify()

    def take(self) -> list[ImuReadings]:
        """Return what waits, as soon as something does; nothing after the end."""
        with self._news:
            while not self._closed.is_set() and not self._has_ended and not self._groups:
                self._news.wait(_LOOK_EVERY_S)
            groups, self._groups = self._groups, []
            return groups


def in_own_time(
    readings: Iterator[ImuReadings], watched: Event, clock: Callable[[], float] = monotonic
) -> Iterator[ImuReadings]:
    """Yield readings when their time has come, for as long as they are watched; in between time stands still.

    Parameters
    ----------
    readings : iterator of ImuReadings
        A recording.
    watched : Event
        Set while it is to go on.
    clock : callable
        Gives the time in seconds.
    """
    pause = Event()  # never set: to wait on
    ahead_s: float | None = None
    for group in readings:
        if not watched.is_set():
            watched.wait()
            ahead_s = None
        if ahead_s is None or clock() + ahead_s - group.t_s > BEHIND_S:
            ahead_s = group.t_s - clock()
        pause.wait(max(0.0, group.t_s - ahead_s - clock()))
        yield group


@dataclass(frozen=True, slots=True)
class Tell:
    """What those who are told need.

    Parameters
    ----------
    words : Words
        The language.
    time_of_day : callable
        Gives the time of day, with its zone.
    """

    words: Words
    time_of_day: Callable[[], datetime]


# --- what the command asks for --------------------------------------------------------------------------------------


def check_packages(asked: str) -> None:
    """Check that what sensors need is installed, before anybody has strapped one on.

    Parameters
    ----------
    asked : str
        As for `open_sensors`.

    Raises
    ------
    SetupError
        A package is missing.
    """
    for name, extra in (("vqf", "sensors"), *((_PACKAGES[asked],) if asked in _PACKAGES else ())):
        if find_spec(name) is None:
            raise SetupError(
                f"sensors need the package {name}, which is not installed.",
                where="--sensors",
                next_step=f"Install it: pip install 'formcheck[{extra}]'",
            )


def to_places(text: str | None, side: Side | None) -> tuple[Place, ...]:
    """Return where the sensors are strapped to.

    Parameters
    ----------
    text : str or None
        Such as ``right_shank,right_foot``, each with or without ``NAME=`` before it; None for shin and foot of the
        leg.
    side : Side or None
        The leg, where that is known.

    Raises
    ------
    typer.BadParameter
        A place is none, or the leg is not known.
    """
    if text is None:
        if side is None:
            raise typer.BadParameter("say which leg bears the sensors: --side right, or --sensor-places right_shank")
        return (Place(side, Segment.SHANK), Place(side, Segment.FOOT))
    try:
        return tuple(dict.fromkeys(place for _, place in _named(text)))
    except ValueError as error:
        hint = "right_shank,right_foot, with left_ or right_, and thigh, shank or foot"
        raise typer.BadParameter(f"{text!r} is not like {hint}", param_hint="--sensor-places") from error


def to_names(text: str | None) -> dict[str, Place]:
    """Return where sensors with a name are strapped to.

    Parameters
    ----------
    text : str or None
        As for `to_places`, which has found no fault in it.
    """
    return {name: place for name, place in _named(text or "") if name}


def _named(text: str) -> list[tuple[str, Place]]:
    parts = (one.rpartition("=") for one in text.split(",") if one.strip())
    return [(name.strip(), place_named(place.strip())) for name, _, place in parts]


def leg_of(prescription: Prescription, places: Sequence[Place]) -> Prescription:
    """Return the prescription for the leg that bears the sensors.

    Parameters
    ----------
    prescription : Prescription
        What is prescribed, for one leg or either.
    places : sequence of Place
        Where the sensors are.

    Raises
    ------
    SensorError
        They do not measure what the exercise is driven by.
    """
    sides = {place.side for place in places}
    if prescription.side is None and len(sides) == 1:
        prescription = replace(prescription, side=next(iter(sides)))
    # How they will sit is not known yet; where they sit tells already what they can measure.
    some = [Mounting(place, 100.0, (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), ZeroSource.STANDING) for place in places]
    make_sensor_header(SourceInfo("--sensors"), prescription, some, "")
    return prescription


def open_sensors(
    asked: str, places: tuple[Place, ...], host: str | None, tell: Tell, names: Mapping[str, Place] | None = None
) -> OwnSensors:
    """Return the live sensors that are asked for; they are listened to from now on.

    Parameters
    ----------
    asked : str
        ``phone``, ``udp:PORT``, ``bluetooth`` or ``lsl``.
    places : tuple of Place
        Where they are strapped to.
    host : str or None
        The address of this computer for phones; None for that of its network.
    tell : Tell
        Words and the time of day.
    names : mapping of str to Place, optional
        Where sensors are strapped to whose names do not tell it.

    Raises
    ------
    InputError
        A port is taken, this computer is in no network, or a sensor is not there.
    SetupError
        Bluetooth cannot be used.
    typer.BadParameter
        It is none of these, the port is none, or a sensor over Bluetooth is not named.
    """
    if asked in {BLUETOOTH, LSL}:
        return _open_by_radio(asked, places, dict(names or {}), tell)
    if asked == PHONE:
        return _open_phones(WaysIn(places, has_phones=True, host=host), tell)
    if asked.startswith(UDP):
        port = asked.removeprefix(UDP)
        if not port.isdecimal() or int(port) > 65535:
            raise typer.BadParameter(f"{asked!r} is not like udp:5555", param_hint="--sensors")
        opened = open_ways(WaysIn(places, udp_port=int(port)), tell.words, tell.time_of_day)
        return OwnSensors(opened.live, places, f"{len(places)} sensors ({UDP}{port})")
    raise typer.BadParameter(f"{asked!r} is none of {', '.join(_LIVE)} and {UDP}PORT", param_hint="--sensors")


def is_live(asked: str) -> bool:
    """Tell whether sensors measure now, rather than in a recording that is played.

    Parameters
    ----------
    asked : str
        As for `open_sensors`, or the path of a recording.
    """
    return asked in _LIVE or asked.startswith(UDP)


def play_recording(path: Path, text: str | None, side: Side | None) -> OwnSensors:
    """Return a recording in place of sensors.

    Parameters
    ----------
    path : Path
        The recording.
    text : str or None
        Which sensors of it, as for `to_places`; None for all of the leg.
    side : Side or None
        The leg, where that is known.

    Raises
    ------
    SensorError
        It cannot be used, or holds no such sensor.
    typer.BadParameter
        A place is none.
    """
    asked = to_places(text, side) if text else None
    recording = SensorRecording([path], to_names(text), side)
    places = asked or tuple(one for one in recording.tracks if side in {None, one.side})
    missing = [str(place) for place in places if place not in recording.tracks]
    if missing or not places:
        found = ", ".join(map(str, recording.tracks))
        raise SensorError(
            f"holds no sensor on {', '.join(missing) or f'the {side} leg'} (found {found}).",
            where=str(path),
            next_step="Say with --sensor-places where its sensors are.",
        )
    return OwnSensors(recording, places, recording.devices)


def _open_by_radio(asked: str, places: tuple[Place, ...], names: dict[str, Place], tell: Tell) -> OwnSensors:
    """Return sensors that are connected over Bluetooth, or whose streams are received."""
    has_bluetooth = asked == BLUETOOTH
    if has_bluetooth and set(names.values()) != set(places):
        option = "--sensor-places NAME=right_shank,NAME=right_foot"
        raise typer.BadParameter(NAME_EACH.format(option=option), param_hint="--sensor-places")

    def told(news: LinkNews) -> None:
        level = logging.INFO if news.state in {LinkState.CONNECTING, LinkState.CONNECTED} else logging.WARNING
        _log.log(level, "%s", link_sentence(tell.words, news))

    if has_bluetooth:
        typer.echo(tell.words("bluetooth-searching"))
    ways = WaysIn(places, names, has_bluetooth=has_bluetooth, has_lsl=not has_bluetooth)
    opened = open_ways(ways, tell.words, tell.time_of_day, told=told)
    keys = ("bluetooth-who-sees", "bluetooth-untried") if has_bluetooth else ("lsl-who-sees", "lsl-untried")
    who_sees = " ".join(map(tell.words, keys))
    return OwnSensors(opened.live, places, f"{len(places)} sensors ({asked})", who_sees=who_sees)


def _open_phones(ways: WaysIn, tell: Tell) -> OwnSensors:
    opened = open_ways(ways, tell.words, tell.time_of_day)
    listener = opened.listener
    if listener is None:
        raise ValueError("phones are listened to")
    codes = {place: listener.address(Way.PHONE, place) for place in ways.places}
    count = len(ways.places)
    devices = f"{count} {'phone' if count == 1 else 'phones'}"
    return OwnSensors(opened.live, ways.places, devices, codes, who_sees_sentence(tell.words, listener.exposure))
