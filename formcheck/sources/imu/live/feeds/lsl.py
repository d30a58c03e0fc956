"""Streams of the lab streaming layer (LSL) from programs in this network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from threading import Event, Thread
from types import ModuleType
from typing import Final, Protocol

from formcheck.errors import InputError, SensorError, SetupError
from formcheck.given import reason
from formcheck.samples import ImuReading, Place
from formcheck.sources.imu.channels import Described, ImuChannels, as_samples, find_sensors
from formcheck.sources.imu.live.feeds.sink import Sink

WHERE: Final = "LSL"
SEARCH_S: Final = 3.0
"""Streams answer within this, or are not there."""

_LOOK_EVERY_S: Final = 0.01
_ANSWER_S: Final = 5.0
_LEAST_CHANNELS: Final = 6
_AT_ONCE: Final = 1024


class _Info(Protocol):
    """What is used of what a stream says of itself."""

    def name(self) -> str: ...

    def type(self) -> str: ...

    def get_channel_labels(self) -> Sequence[str | None] | None: ...

    def get_channel_units(self) -> Sequence[str | None] | None: ...


class _Inlet(Protocol):
    """What is used of an inlet of pylsl."""

    def info(self, timeout: float) -> _Info: ...

    def open_stream(self, timeout: float) -> None: ...

    def time_correction(self, timeout: float) -> float: ...

    def pull_chunk(self, timeout: float, max_samples: int) -> tuple[Sequence[Sequence[float]], Sequence[float]]: ...

    def close_stream(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Stream:
    """One stream that is listened to, and where its sensors are strapped to."""

    name: str
    inlet: _Inlet
    sensors: tuple[tuple[Place, ImuChannels], ...]


class LslFeed:
    """Reads the streams of sensors whose place is known.

    Parameters
    ----------
    place_of : callable
        Tells where a sensor is strapped to by its name, that of its stream or of its channels; None where it is none
        of ours.
    sink : Sink
        Takes the readings.
    search_s : float
        How long to search for streams, in seconds.
    """

    def __init__(self, place_of: Callable[[str], Place | None], sink: Sink, *, search_s: float = SEARCH_S) -> None:
        self._place_of, self._sink, self._search_s = place_of, sink, search_s
        self._streams: list[_Stream] = []
        self._closed = Event()
        self._thread = Thread(target=self._run, name="lsl", daemon=True)

    def start(self) -> None:
        """Search for streams, and begin to read those of our sensors.

        Raises
        ------
        SetupError
            The package pylsl is not installed, or lacks its library.
        InputError
            No stream is of a sensor whose place is known, or one does not say which channel is what.
        """
        check_package()
        self._streams = self._find()
        self._thread.start()

    def _find(self) -> list[_Stream]:
        pylsl = _library()
        streams: list[_Stream] = []
        seen: list[str] = []
        refused: list[SensorError] = []
        for info in pylsl.resolve_streams(self._search_s):
            if info.channel_count() < _LEAST_CHANNELS or info.channel_format() == pylsl.cf_string:
                continue
            # Times are those of this computer's clock: the library measures how far the sender's is apart.
            inlet = pylsl.StreamInlet(info, processing_flags=pylsl.proc_clocksync)
            try:
                described, sensors = _look(inlet, pylsl)
            except SensorError as error:  # of somebody else, perhaps
                refused.append(error)
                continue
            seen += [one.name for one in sensors]
            placed = tuple((place, one) for one in sensors if (place := self._place_of(one.name)) is not None)
            if placed:
                streams.append(_Stream(described.name, inlet, placed))
        if not streams:
            raise refused[0] if refused else _none_found(seen)
        return streams

    def _run(self) -> None:
        while not self._closed.wait(_LOOK_EVERY_S):
            for stream in self._streams:
                samples, times_s = stream.inlet.pull_chunk(timeout=0.0, max_samples=_AT_ONCE)
                if times_s:
                    self._take(stream, samples, times_s)

    def _take(self, stream: _Stream, samples: Sequence[Sequence[float]], times_s: Sequence[float]) -> None:
        arrived_s = self._sink.now_s()
        values = as_samples(samples, WHERE)
        for place, channels in stream.sensors:
            acc, gyr = (one.tolist() for one in channels.measured(values))
            readings = [
                ImuReading(t_s, place, (ax, ay, az), (gx, gy, gz))
                for t_s, (ax, ay, az), (gx, gy, gz) in zip(times_s, acc, gyr, strict=True)
            ]
            self._sink.take(readings, f"lsl {stream.name}", arrived_s)

    def close(self) -> None:
        """Read no more; calling it twice does no harm."""
        self._closed.set()
        if self._thread.is_alive():
            self._thread.join()
        while self._streams:
            self._streams.pop().inlet.close_stream()


def check_package() -> None:
    """Check that the package that speaks LSL is installed.

    Raises
    ------
    SetupError
        It is not.
    """
    if find_spec("pylsl") is None:
        raise SetupError(
            "needs the package pylsl, which is not installed.",
            where=WHERE,
            next_step="Install it: pip install 'formcheck[lsl]'",
        )


def _library() -> ModuleType:
    try:
        import pylsl  # noqa: PLC0415 - an extra
    except (ImportError, RuntimeError) as error:  # the latter where its native library is missing
        raise SetupError(
            f"the package pylsl cannot be used: {reason(error)}.",
            where=WHERE,
            next_step="Install it: pip install 'formcheck[lsl]'; on older Linux, liblsl must be installed beside.",
        ) from error
    library: ModuleType = pylsl
    return library


def _look(inlet: _Inlet, pylsl: ModuleType) -> tuple[Described, tuple[ImuChannels, ...]]:
    """Return what a stream says of itself, and its sensors; from then on it is received."""
    try:
        info = inlet.info(_ANSWER_S)
        labels = tuple(one or "" for one in info.get_channel_labels() or ())
        units = tuple(one or "" for one in info.get_channel_units() or ())
        described = Described(info.name(), info.type(), labels, units or ("",) * len(labels), WHERE)
        sensors = find_sensors(described)
        if sensors:
            inlet.open_stream(_ANSWER_S)
            inlet.time_correction(_ANSWER_S)
    except (pylsl.util.TimeoutError, pylsl.util.LostError) as error:
        fault = "a stream did not answer."
        raise SensorError(fault, where=WHERE, next_step="Start the program that makes it again.") from error
    return described, sensors


def _none_found(seen: Sequence[str]) -> InputError:
    named = f"found sensors called {', '.join(map(repr, seen))}" if seen else "found no stream of a sensor"
    return InputError(
        f"no stream is of a sensor whose place is known; {named}.",
        where=WHERE,
        next_step="Start the program that makes the stream, in the same network, and say with NAME=right_shank where "
        "its sensor is strapped to.",
    )
