"""Phones without a phone: apps that speak the protocols their documents describe, over loopback HTTP.

`PhyphoxApp` reads the experiment file first, as the app does, and obeys it alone: which sensors, which buffers, where
to send, under which names. `SensorLoggerApp` sends as its PUSHING document has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from math import cos, isfinite, sin
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import numpy as np

Vector = tuple[float, float, float]
Motion = Callable[[float], Vector]

NEWEST_FORMAT = (1, 19)
"""The file format of phyphox 1.2.0."""

SENSORS = {"accelerometer", "linear_acceleration", "gravity", "gyroscope", "magnetic_field", "attitude"}
SERVICES = {"http/get", "http/post"}


def swinging(t_s: float) -> Vector:
    """Return the specific force on a shank that swings, in m/s²."""
    angle = 0.6 * sin(2.0 * t_s)
    return 9.81 * sin(angle), 9.81 * cos(angle), 0.2 * sin(11.0 * t_s)


def turning(t_s: float) -> Vector:
    """Return the angular velocity of the same shank, in rad/s."""
    return 0.01, -0.02, 1.2 * cos(2.0 * t_s)


def post(address: str, body: bytes, *, media_type: str = "application/json; utf-8") -> int:
    """Send one request, and return the status of its answer."""
    at = urlsplit(address)
    connection = HTTPConnection(str(at.hostname), at.port, timeout=5.0)
    try:
        connection.request("POST", at.path, body, {"Content-Type": media_type, "Accept": "application/json"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def get(address: str) -> tuple[int, bytes]:
    """Ask for something, and return the status and the body of the answer."""
    at = urlsplit(address)
    connection = HTTPConnection(str(at.hostname), at.port, timeout=5.0)
    try:
        connection.request("GET", at.path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@dataclass(frozen=True)
class Experiment:
    """What the app makes of an experiment file; it refuses one that the documents do not allow."""

    sensors: Mapping[str, Mapping[str, str]]
    address: str
    interval_s: float
    sends: Sequence[Mapping[str, str]]
    shown: Sequence[str]


def read_experiment(content: bytes) -> Experiment:
    """Read an experiment file as the app would."""
    root = ET.fromstring(content)  # noqa: S314 - we made it
    assert root.tag == "phyphox"
    assert tuple(int(part) for part in root.attrib["version"].split(".")) <= NEWEST_FORMAT
    assert all((root.findtext(tag) or "").strip() for tag in ("title", "category", "description"))
    buffers = [str(one.text) for one in root.iterfind("data-containers/container")]
    assert len(buffers) == len(set(buffers))
    sensors: dict[str, dict[str, str]] = {}
    for sensor in root.iterfind("input/sensor"):
        assert sensor.attrib["type"] in SENSORS
        assert float(sensor.attrib.get("rate", "0")) == 0.0
        sensors[sensor.attrib["type"]] = {one.attrib["component"]: str(one.text) for one in sensor.iterfind("output")}
        assert set(sensors[sensor.attrib["type"]].values()) <= set(buffers)
    (connection,) = root.iterfind("network/connection")
    assert connection.attrib["service"] in SERVICES
    assert connection.attrib["conversion"] in {"none", "csv", "json"}
    sends = [{"type": "buffer", "keep": "true", **one.attrib, "of": one.text or ""} for one in connection]
    assert all(one["of"] in buffers for one in sends if one["type"] == "buffer")
    assert all(view.attrib["label"] for view in root.iterfind("views/view"))
    shown = [info.attrib["label"] for info in root.iterfind("views/view/info")]
    assert shown
    return Experiment(sensors, connection.attrib["address"], float(connection.attrib["interval"]), sends, shown)


@dataclass
class PhyphoxApp:
    """The app with one experiment, from when it is loaded; times are those of the experiment.

    `system_s` is the phone's system time at the experiment's zero.
    """

    address: str
    rate_hz: float = 100.0
    system_s: float = 1.8e9
    motions: Mapping[str, Motion] = field(
        default_factory=lambda: {"accelerometer": swinging, "gyroscope": turning},
    )

    def __post_init__(self) -> None:
        status, content = get(self.address)
        assert status == 200
        self.experiment = read_experiment(content)
        self.events: list[dict[str, object]] = []
        self.buffers: dict[str, list[float]] = {}
        self.start(0.0, self.system_s)

    def start(self, experiment_s: float, system_s: float) -> None:
        """Press play."""
        self.events.append({"event": "START", "experimentTime": experiment_s, "systemTime": system_s})

    def measure(self, begin_s: float, end_s: float) -> None:
        """Let both sensors measure, each at times of its own."""
        for number, (kind, outputs) in enumerate(self.experiment.sensors.items()):
            for t_s in np.arange(begin_s, end_s - 1e-9, 1.0 / self.rate_hz) + 0.003 * number:
                values = dict(zip("xyz", self.motions[kind](float(t_s)), strict=True)) | {"t": float(t_s)}
                for component, buffer in outputs.items():
                    self.buffers.setdefault(buffer, []).append(values[component])

    def message(self) -> bytes:
        """Make the JSON object that the service ``http/post`` sends, and empty what the experiment lets be emptied."""
        content: dict[str, object] = {}
        for send in self.experiment.sends:
            if send["type"] == "time":
                content[send["id"]] = {"now": self.system_s, "events": self.events}
                continue
            values = self.buffers.get(send["of"], [])
            content[send["id"]] = [value if isfinite(value) else None for value in values]
            if send["keep"] == "false":
                self.buffers[send["of"]] = []
        return json.dumps(content).encode()

    def messages(self, begin_s: float, end_s: float) -> Iterator[bytes]:
        """Yield what is sent in some seconds, one message each interval."""
        count = round((end_s - begin_s) / self.experiment.interval_s)
        for number in range(count):
            begin = begin_s + number * self.experiment.interval_s
            self.measure(begin, begin + self.experiment.interval_s)
            yield self.message()

    def send(self) -> int:
        """Send what was measured, and return the status of the answer."""
        return post(self.experiment.address, self.message())


@dataclass
class SensorLoggerApp:
    """The app on an iPhone or an Android phone; times are seconds since 1970."""

    address: str
    is_iphone: bool = False
    is_standardised: bool = False
    rate_hz: float = 100.0

    def __post_init__(self) -> None:
        self.message_id = 0

    def message(self, begin_s: float, end_s: float) -> bytes:
        """Make the JSON object that is sent for some seconds."""
        payload: list[dict[str, object]] = [{"name": "battery", "time": 1, "values": {"batteryLevel": 0.5}}]
        sign = -1.0 if self.is_iphone and not self.is_standardised else 1.0
        for t_s in np.arange(begin_s, end_s - 1e-9, 1.0 / self.rate_hz):
            force, rotation = swinging(float(t_s)), turning(float(t_s))
            moved = (0.1, 0.0, force[2])
            gravity = tuple(one - other for one, other in zip(force, moved, strict=True))
            parts = {"accelerometer": moved, "gravity": gravity}
            if not self.is_iphone:
                parts["totalacceleration"] = force
            for name, vector in parts.items():
                payload.append(_entry(name, float(t_s), tuple(sign * one for one in vector)))
            payload.append(_entry("gyroscope", float(t_s) + 0.002, rotation))
        content = {"messageId": self.message_id, "sessionId": "one", "deviceId": "phone", "payload": payload}
        self.message_id += 1
        return json.dumps(content).encode()

    def send(self, begin_s: float, end_s: float) -> int:
        """Send what was measured, and return the status of the answer."""
        return post(self.address, self.message(begin_s, end_s), media_type="application/json")


def _entry(name: str, t_s: float, vector: Sequence[float]) -> dict[str, object]:
    return {"name": name, "time": round(t_s * 1e9), "values": dict(zip("xyz", vector, strict=True))}
