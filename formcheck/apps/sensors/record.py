"""``formcheck sensors record``: live readings written to a file of our own lines, until Ctrl-C."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from math import inf
from pathlib import Path
from queue import SimpleQueue
from typing import Final, TextIO

import typer
from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.table import Table

from formcheck.apps import exits
from formcheck.apps.sensors.ways_in import NAME_EACH, Opened, WaysIn, open_ways
from formcheck.computer import language_settings
from formcheck.errors import FormcheckError, InputError, LibraryError
from formcheck.kept import make_folder, open_own
from formcheck.printable import printable
from formcheck.samples import ImuReading, ImuReadings, Place, Segment, Side, place_named
from formcheck.sources.imu.line import HEADER, SensorLine, format_line
from formcheck.sources.imu.live.bluetooth.feed import LinkNews
from formcheck.sources.imu.live.bluetooth.radio import Radio
from formcheck.sources.imu.live.door import Way
from formcheck.sources.imu.live.listener import Listener
from formcheck.sources.imu.live.qr import qr_text
from formcheck.sources.imu.live.sensor import SensorState
from formcheck.words.catalogue import Words, words_for
from formcheck.words.figures import number
from formcheck.words.sensors import battery_words, link_sentence, place_words, who_sees_sentence

WAIT_S: Final = 1.0
"""A recording is in no hurry: readings may come late by so much."""

SHOWN_EVERY_S: Final = 0.5

BLUETOOTH_KEYS: Final = ("bluetooth-who-sees", "bluetooth-untried", "bluetooth-searching")
LSL_KEYS: Final = ("lsl-who-sees", "lsl-untried")
"""What is said before the radio or the network is asked."""


@dataclass(frozen=True, slots=True)
class RecordOptions:
    """What a call of ``formcheck sensors record`` asks for; see its options."""

    has_phones: bool
    udp_port: int | None
    has_stdin: bool
    has_bluetooth: bool
    has_lsl: bool
    places: Sequence[str]
    side: Side | None
    host: str | None
    seconds: float | None
    language: str | None
    as_json: bool = False


def record(out: Path, settings: RecordOptions, radio: Radio | None = None) -> int:
    """Write what sensors tell to a file, until Ctrl-C or the end of standard input, and return the exit code.

    Parameters
    ----------
    out : Path
        The file; it must not be there yet.
    settings : RecordOptions
        The other options.
    radio : Radio, optional
        Bluetooth; that of this computer unless given.

    Raises
    ------
    InputError
        The file is there, a port is taken, this computer is in no network, or a sensor is not near.
    SetupError
        A package is missing, or Bluetooth cannot be used.
    """
    ways = to_ways(settings)
    words = words_for(settings.language, language_settings())
    kept = Kept()
    with exits.files_minded(), _create(out) as file:
        told = Console(highlight=False, stderr=settings.as_json)
        _say_of_radio(told, words, ways)
        news: SimpleQueue[LinkNews] = SimpleQueue()
        try:
            opened = open_ways(ways, words, _now, wait_s=WAIT_S, told=news.put, radio=radio)
        except FormcheckError:
            file.close()
            out.unlink()  # nothing is in it, and it would stand in the way of the next try
            raise
        with closing(opened.live), suppress(KeyboardInterrupt):
            _say_how(told, words, opened, ways.places, out)
            _write(opened, file, kept, words, settings.seconds, news)
    if settings.as_json:
        typer.echo(json.dumps(_document(out, kept, opened.live.sensors())))
    else:
        _say_what(told, words, out, kept, opened.live.sensors())
    return exits.SUCCESS


def to_ways(settings: RecordOptions) -> WaysIn:
    """Return what is to be listened to.

    Parameters
    ----------
    settings : RecordOptions
        The options.

    Raises
    ------
    typer.BadParameter
        Nothing is, or a place is none.
    """
    is_local = settings.has_stdin or settings.udp_port is not None
    if not (is_local or settings.has_phones or settings.has_bluetooth or settings.has_lsl):
        raise typer.BadParameter("say where readings come from: --phone, --udp PORT, --stdin, --bluetooth or --lsl")
    names, told = named_places(settings.places)
    if settings.has_bluetooth and not names:
        raise typer.BadParameter(NAME_EACH.format(option="--place NAME=right_shank"))
    everywhere = tuple(Place(side, segment) for side in Side for segment in Segment)
    if not told and settings.has_phones:
        if settings.side is None:
            raise typer.BadParameter("say where the phones are strapped to: --side right, or --place right_shank")
        told = tuple(Place(settings.side, segment) for segment in (Segment.SHANK, Segment.FOOT))
    return WaysIn(
        told or everywhere,
        names,
        has_phones=settings.has_phones,
        host=settings.host,
        udp_port=settings.udp_port,
        has_stdin=settings.has_stdin,
        has_bluetooth=settings.has_bluetooth,
        has_lsl=settings.has_lsl,
    )


def named_places(given: Sequence[str]) -> tuple[dict[str, Place], tuple[Place, ...]]:
    """Return where sensors with a name are strapped to, and all places.

    Parameters
    ----------
    given : sequence of str
        Each as ``right_shank``, or as ``NAME=right_shank``.

    Raises
    ------
    typer.BadParameter
        One is not like that.
    """
    names: dict[str, Place] = {}
    places: list[Place] = []
    for text in given:
        name, _, place = text.rpartition("=")
        try:
            places.append(place_named(place.strip()))
        except ValueError as error:
            hint = "right_shank or NAME=right_shank, with left_ or right_, and thigh, shank or foot"
            raise typer.BadParameter(f"{text!r} is not like {hint}", param_hint="--place") from error
        if name:
            names[name] = places[-1]
    return names, tuple(dict.fromkeys(places))


# --- the file -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Kept:
    """What has been written so far.

    Parameters
    ----------
    readings : int
        How many readings.
    begins_s, ends_s : float or None
        Times of the first and of the last one; None before.
    """

    readings: int = 0
    begins_s: float | None = None
    ends_s: float | None = None

    def take(self, readings: Sequence[ImuReading]) -> None:
        """Count readings that were written.

        Parameters
        ----------
        readings : sequence of ImuReading
            Later than those before.
        """
        if not readings:
            return
        self.readings += len(readings)
        self.begins_s = readings[0].t_s if self.begins_s is None else self.begins_s
        self.ends_s = readings[-1].t_s

    @property
    def lasts_s(self) -> float:
        """From the first reading to the last."""
        return 0.0 if self.begins_s is None or self.ends_s is None else self.ends_s - self.begins_s


def _create(out: Path) -> TextIO:
    make_folder(out.parent)
    try:
        file = os.fdopen(open_own(out, os.O_WRONLY | os.O_EXCL), "w", encoding="utf-8", newline="\n")
    except FileExistsError as error:
        raise InputError("is there already.", where=str(out), next_step="Name another file with --out.") from error
    file.write(f"{HEADER}\n")
    return file


def _write(
    opened: Opened, file: TextIO, kept: Kept, words: Words, seconds: float | None, news: SimpleQueue[LinkNews]
) -> None:
    console = Console(stderr=True)
    with _shown(words, console) as look:
        for group in _until_over(opened, seconds):
            while not news.empty():
                console.print(link_sentence(words, news.get()), markup=False, highlight=False, soft_wrap=True)
            file.writelines(f"{_line(one)}\n" for one in group.readings)
            file.flush()  # whatever ends the program, what was measured is there
            kept.take(group.readings)
            look(group.t_s, opened.live.sensors)


def _line(one: ImuReading) -> str:
    return format_line(SensorLine(round(one.t_s, 6), str(one.place), one.acc_mps2, one.gyr_radps))


def _until_over(opened: Opened, seconds: float | None) -> Iterator[ImuReadings]:
    """Yield groups until so many seconds are over, or all of standard input has come through."""
    until_s = inf if seconds is None else opened.live.now_s() + seconds
    for group in opened.live.readings():
        if opened.has_ended is not None and opened.has_ended.is_set():
            until_s = min(until_s, opened.live.now_s())
        yield group
        if group.t_s >= until_s:
            return


def _now() -> datetime:
    return datetime.now().astimezone()


# --- what is shown --------------------------------------------------------------------------------------------------

Look = Callable[[float, Callable[[], Sequence[SensorState]]], None]
"""Is told the time and asks what is known of each sensor, as often as somebody can read it."""


def _say_how(console: Console, words: Words, opened: Opened, places: Sequence[Place], out: Path) -> None:
    """Say who could see what, show a code for each phone, and say how to end."""
    if opened.listener is not None:
        console.print(who_sees_sentence(words, opened.listener.exposure), markup=False, soft_wrap=True)
        for place in places:
            _show_code(console, words, opened.listener, place)
        console.print(words("phone-untried"), style="dim", soft_wrap=True)
    console.print(words("record-begun", path=printable(str(out))), markup=False, soft_wrap=True)


def _say_of_radio(console: Console, words: Words, ways: WaysIn) -> None:
    """Say who could receive what by radio or on the network, before anything is asked of it."""
    for is_asked, keys in ((ways.has_bluetooth, BLUETOOTH_KEYS), (ways.has_lsl, LSL_KEYS)):
        for key in keys if is_asked else ():
            console.print(words(key), markup=False, soft_wrap=True)


def _show_code(console: Console, words: Words, listener: Listener, place: Place) -> None:
    address = listener.address(Way.PHONE, place)
    console.print()
    console.print(words("record-scan", place=place_words(words, place)), markup=False, soft_wrap=True)
    try:
        console.file.write(qr_text(address))
    except LibraryError as error:
        sys.stderr.write(f"formcheck: {error}\n")
    console.print(address, markup=False, soft_wrap=True)


@contextmanager
def _shown(words: Words, console: Console) -> Iterator[Look]:
    """Give what shows the sensors; without a terminal nobody would look at it, and nothing is shown."""
    if not console.is_terminal:
        yield lambda *_: None
        return
    shown_s = -inf
    with Live(_table(words, ()), console=console, auto_refresh=False, transient=True) as display:

        def look(t_s: float, sensors: Callable[[], Sequence[SensorState]]) -> None:
            nonlocal shown_s
            if t_s - shown_s >= SHOWN_EVERY_S:
                shown_s = t_s
                display.update(_table(words, sensors()), refresh=True)

        yield look


def _table(words: Words, sensors: Sequence[SensorState]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for one in sensors:
        state = "record-heard" if one.is_connected else "record-silent"
        told = words(state, rate=number(one.rate_hz, 0, words.point), seconds=number(one.silent_s, 0, words.point))
        battery = battery_words(words, one.battery)
        table.add_row(place_words(words, one.place), told, battery, escape(one.sender))
    if not sensors:
        table.add_row(words("record-waiting"))
    return table


def _document(out: Path, kept: Kept, sensors: Sequence[SensorState]) -> dict[str, object]:
    lost = {str(one.place): _lost(one) for one in sensors}
    return {"path": str(out), "readings": kept.readings, "seconds": kept.lasts_s, "lost": lost}


def _lost(one: SensorState) -> int:
    return one.late + one.refused + one.contested


def _say_what(console: Console, words: Words, out: Path, kept: Kept, sensors: Sequence[SensorState]) -> None:
    seconds = number(kept.lasts_s, 1, words.point)
    console.print(
        words("record-done", path=printable(str(out)), readings=kept.readings, sensors=len(sensors), seconds=seconds),
        markup=False,
        soft_wrap=True,
    )
    for one in sensors:
        if _lost(one):
            console.print(words("record-lost", place=place_words(words, one.place), count=_lost(one)), style="dim")
