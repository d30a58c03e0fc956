"""The ways in of live readings that a command asks for, opened: phones, datagrams, standard input, Bluetooth, LSL."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import Final

from formcheck.samples import Place
from formcheck.sources.imu.line import parse_line
from formcheck.sources.imu.live.address import phone_address
from formcheck.sources.imu.live.bluetooth.feed import BluetoothFeed, LinkNews
from formcheck.sources.imu.live.bluetooth.radio import Radio
from formcheck.sources.imu.live.feeds.lines import LineParser, StreamFeed, placed
from formcheck.sources.imu.live.feeds.lsl import LslFeed
from formcheck.sources.imu.live.feeds.udp import UdpFeed
from formcheck.sources.imu.live.listener import Listener
from formcheck.sources.imu.live.stream import PHONE_WAIT_S, WAIT_S, LiveReadings
from formcheck.sources.imu.naming import guess_place
from formcheck.words.catalogue import Words
from formcheck.words.sensors import experiment_texts

NAME_EACH: Final = "say which sensor is where: {option}, by its name or address; `formcheck sensors nearby` lists them"
"""What is asked for where sensors over Bluetooth are not named."""


@dataclass(frozen=True, slots=True)
class WaysIn:
    """What is to be listened to.

    Parameters
    ----------
    places : tuple of Place
        The sensors that may be; a phone gets a code for each.
    names : mapping of str to Place
        Where sensors are strapped to whose names do not tell it.
    has_phones : bool
        Whether phones may send, over the network.
    host : str or None
        The address of this computer to listen on for phones; None for that of the network.
    udp_port : int or None
        The port on which datagrams of this computer are listened to.
    has_stdin : bool
        Whether lines are read from standard input.
    has_bluetooth : bool
        Whether the sensors in `names` are connected over Bluetooth.
    has_lsl : bool
        Whether streams of the lab streaming layer are read.
    """

    places: tuple[Place, ...]
    names: Mapping[str, Place] = field(default_factory=dict)
    has_phones: bool = False
    host: str | None = None
    udp_port: int | None = None
    has_stdin: bool = False
    has_bluetooth: bool = False
    has_lsl: bool = False

    @property
    def wait_s(self) -> float:
        """How long readings are waited for that are late."""
        is_by_radio = self.has_phones or self.has_bluetooth or self.has_lsl
        return PHONE_WAIT_S if is_by_radio else WAIT_S

    @property
    def parse(self) -> LineParser:
        """What reads a line: sensors that are strapped elsewhere are passed over."""
        return placed(parse_line, self.place_of)

    def place_of(self, name: str) -> Place | None:
        """Return where a sensor is strapped to; None where it is none of ours.

        Parameters
        ----------
        name : str
            What it is called.
        """
        if name in self.names:
            return self.names[name]
        segment, side = guess_place(name)
        place = None if segment is None or side is None else Place(side, segment)
        return place if place in self.places else None


@dataclass(frozen=True, slots=True)
class Opened:
    """What is listened to.

    Parameters
    ----------
    live : LiveReadings
        The readings, in order; closing it ends all ways in.
    listener : Listener or None
        What phones send to.
    has_ended : Event or None
        Set when standard input has come to its end; None where it is not read.
    """

    live: LiveReadings
    listener: Listener | None = None
    has_ended: Event | None = None


STDIN: Final = "stdin"


def open_ways(
    ways: WaysIn,
    words: Words,
    time_of_day: Callable[[], datetime],
    *,
    wait_s: float | None = None,
    told: Callable[[LinkNews], None] | None = None,
    radio: Radio | None = None,
) -> Opened:
    """Begin to listen.

    Parameters
    ----------
    ways : WaysIn
        To what.
    words : Words
        The language of what a phone shows.
    time_of_day : callable
        Gives the time of day, with its zone.
    wait_s : float, optional
        How long to wait for late readings, where that is not to be as short as can be.
    told : callable, optional
        Takes how each connection over Bluetooth stands, from another thread.
    radio : Radio, optional
        Bluetooth; that of this computer unless given.

    Raises
    ------
    InputError
        A port is taken, this computer is in no network, or a sensor or stream is not there.
    SetupError
        A package is missing, or Bluetooth cannot be used.
    """
    live = LiveReadings(wait_s=ways.wait_s if wait_s is None else wait_s, recorded_at=time_of_day())
    listener = stream = None
    try:
        if ways.has_phones:
            host = ways.host or phone_address()
            listener = Listener(live, ways.places, lambda place: experiment_texts(words, place), ways.parse, host=host)
            live.feed(listener)
        if ways.udp_port is not None:
            live.feed(UdpFeed(ways.udp_port, ways.parse, live))
        if ways.has_stdin:
            stream = StreamFeed(sys.stdin.fileno(), ways.parse, live, STDIN)
            live.feed(stream)
        if ways.has_bluetooth:
            live.feed(BluetoothFeed(ways.names, live, told, radio))
        if ways.has_lsl:
            live.feed(LslFeed(ways.place_of, live))
    except BaseException:
        live.close()
        raise
    return Opened(live, listener, None if stream is None else stream.has_ended)
