"""XDF: what LabRecorder and others write of streams of the lab streaming layer, their clocks brought together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np

from formcheck.errors import SensorError, SetupError
from formcheck.sources.imu.building import AGAIN, make_label, measured_track
from formcheck.sources.imu.channels import Described, as_samples, find_sensors
from formcheck.sources.imu.files import SensorFile
from formcheck.sources.imu.format import Files
from formcheck.sources.imu.tracks import SensorTrack

_MAGIC = "XDF:"


@dataclass(frozen=True, slots=True)
class Xdf:
    """XDF files: streams with labels and units for their channels; those of anything but sensors are passed over.

    Parameters
    ----------
    name, shares_clock
        As in `SensorFormat`; the file tells how far the clocks of its streams are apart.
    """

    name: str = "XDF"
    shares_clock: bool = True

    def recognises(self, files: Files) -> bool:
        """Tell whether a file begins as they do."""
        return bool(_own(files))

    def read(self, files: Files) -> tuple[SensorTrack, ...]:
        """Return a track of each sensor of each stream."""
        return tuple(track for file in _own(files) for track in _tracks(file))


def _own(files: Files) -> list[SensorFile]:
    return [file for file in files if file.head.startswith(_MAGIC)]


def _tracks(file: SensorFile) -> list[SensorTrack]:
    streams = _load(file)
    tracks = [track for stream in streams for track in _of_stream(stream, file)]
    if not tracks:
        named = ", ".join(f"{_first(one, 'name')} ({_first(one, 'type') or 'no type'})" for one in map(_info, streams))
        fault = f"holds no stream of inertial sensors; found {named or 'no stream at all'}."
        raise SensorError(fault, where=file.where, next_step="Record the streams of the sensors, too.")
    return tracks


def _load(file: SensorFile) -> list[Mapping[str, object]]:
    try:
        import pyxdf  # noqa: PLC0415 - an extra
    except ImportError as error:
        fault = "files of the lab streaming layer need the package pyxdf, which is not installed."
        next_step = "Install it: pip install 'formcheck[lsl]'"
        raise SetupError(fault, where=file.where, next_step=next_step) from error
    data = BytesIO(file.data())
    try:
        streams: list[Mapping[str, object]] = pyxdf.load_xdf(data, synchronize_clocks=True)[0]
    except Exception as error:  # what a damaged file does in there cannot be foreseen
        fault = f"cannot be read as XDF ({error or type(error).__name__})."
        raise SensorError(fault, where=file.where, next_step=AGAIN) from error
    return streams


def _of_stream(stream: Mapping[str, object], file: SensorFile) -> Iterator[SensorTrack]:
    info = _info(stream)
    channels = _channels(info)
    labels, units = (tuple(_first(one, key) for one in channels) for key in ("label", "unit"))
    described = Described(_first(info, "name"), _first(info, "type"), labels, units, file.where)
    sensors = find_sensors(described)
    if not sensors:
        return
    where = f"{file.where}, stream {described.name!r}"
    t_s = np.asarray(stream.get("time_stamps"), dtype=np.float64)
    if not t_s.size:  # it was there, and sent nothing
        return
    samples = as_samples(stream.get("time_series"), where)
    if samples.shape != (t_s.size, len(labels)):
        found = " x ".join(map(str, samples.shape))
        fault = f"says {len(labels)} channels and {t_s.size} times, and holds {found} numbers."
        raise SensorError(fault, where=where, next_step=AGAIN)
    for sensor in sensors:
        acc, gyr = sensor.measured(samples)
        hints = (described.name, file.stem) if len(sensors) == 1 else ()
        label = make_label(sensor.name, *hints, where=where, device=f"XDF ({described.name})")
        yield measured_track(label, t_s, acc, gyr)


def _info(stream: Mapping[str, object]) -> Mapping[str, object]:
    info = stream.get("info")
    return info if isinstance(info, dict) else {}


def _channels(info: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    """Return what a stream says of its channels, each entry of the XML a list of what bears its name."""
    found: object = info
    for key in ("desc", "channels"):
        found = found.get(key) if isinstance(found, dict) else None
        found = found[0] if isinstance(found, list) and found else None
    channels = found.get("channel") if isinstance(found, dict) else None
    return [one for one in channels if isinstance(one, dict)] if isinstance(channels, list) else []


def _first(entry: Mapping[str, object], key: str) -> str:
    value = entry.get(key)
    return str(value[0]) if isinstance(value, list) and value and value[0] is not None else ""
