"""``orientations.sto``: how the sensors were turned, as OpenSense reads it, the workflow of OpenSim for such sensors.

Each cell is the quaternion ``w,x,y,z`` that turns the sensor's frame into a world whose z points upwards. OpenSim's own
y points upwards: its tools are told so with ``sensor_to_opensim_rotations`` of -90 degrees about x (-1.5707963 0 0),
as is usual for such sensors.

No magnetometer is used, so gravity tells up, and nothing tells a heading of the room. Each sensor's is chosen so that
the axis of flexion of its segment points to the left, +y, on the average of the session: the person faces +x, as
OpenSim's models do after that rotation, and the sensors agree with one another. Headings drift within a session.

References
----------
M. Al Borno et al., OpenSense: an open-source toolbox for inertial-measurement-unit-based measurement of lower extremity
kinematics over long durations, J. NeuroEng. Rehabil. 19 (2022) 22. The form of the file: OpenSim documentation,
"OpenSense - Kinematics with IMU Data".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import atan2, hypot, pi
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation, Slerp

from formcheck.events import SensorNoticed, SensorTrouble
from formcheck.inertial import track
from formcheck.inertial.mounting import Mounting
from formcheck.inertial.orientation import LOST_S, OrientationState
from formcheck.inertial.track import InertialParams
from formcheck.outputs.base import FileOutput
from formcheck.outputs.opensim import often_enough
from formcheck.samples import ImuReadings, Place, PoseWithReadings, Segment, Side
from formcheck.session.model import Header, RawInput, Session, Step

BODIES: Final[Mapping[Segment, str]] = {Segment.THIGH: "femur", Segment.SHANK: "tibia", Segment.FOOT: "calcn"}
"""The bodies of OpenSim's models that bear a sensor, without the letter of the leg."""

MOST_HZ: Final = 50.0

_UNKNOWN: Final = (np.nan,) * 4
_LEAST_LEVEL: Final = 0.2
"""An axis of flexion that is less level than this on the average tells no heading."""

Floats = NDArray[np.float64]


class OpenSenseOrientations(FileOutput):
    """Gathers the orientations while the session runs, and writes them at its end; without sensors there is no file.

    They are those that the angles come from, of the sensors that are calibrated, until one slips. Between two moments
    at which the sensors were read they are interpolated, so that the rows come at one rate.

    Parameters
    ----------
    path : Path
        The file to write.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._mountings: tuple[Mounting, ...] = ()
        self._params = InertialParams(())
        self._state = track.start(self._params)
        self._slipped: set[Place] = set()
        self._t_s: list[float] = []
        self._quaternions: dict[Place, list[tuple[float, ...]]] = {}

    def begin(self, header: Header) -> None:
        """Take how the sensors sit."""
        self._params = InertialParams(header.mountings)
        self._state = track.start(self._params)
        self._mountings = tuple(sorted(header.mountings, key=_order))
        self._quaternions = {mounting.place: [] for mounting in self._mountings}

    def write(self, step: Step) -> None:
        """Fold the readings, and keep the orientations."""
        readings = _readings(step.raw)
        if not self._mountings or readings is None:
            return
        self._state, _ = track.step(self._params, self._state, readings)
        self._slipped |= {
            event.place
            for event in step.events
            if isinstance(event, SensorNoticed) and event.trouble is SensorTrouble.SLIPPED
        }
        self._t_s.append(readings.t_s)
        for mounting in self._mountings:
            self._quaternions[mounting.place].append(self._quaternion(mounting, readings.t_s))

    def finish(self, session: Session) -> None:  # noqa: ARG002 - the readings are all there is to it
        """Write the file; one of an earlier session that had sensors would contradict one that has none."""
        kept = self._measured()
        t_s, turned = _whole(np.array(self._t_s), [np.array(self._quaternions[one.place]) for one in kept])
        if t_s.size < 2:
            self.path.unlink(missing_ok=True)
            return
        self.make_folder()
        rate_hz, t_s, turned = _evenly(t_s, turned)
        aligned = [_headed(one, mounting) for one, mounting in zip(turned, kept, strict=True)]
        lines = _lines(rate_hz, [_column(one.place) for one in kept], t_s, aligned)
        self.path.write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")

    def _quaternion(self, mounting: Mounting, t_s: float) -> tuple[float, ...]:
        state, until_s = self._state.orientations[mounting.place], t_s - self._params.late_s
        if mounting.place in self._slipped or not state.is_known(until_s):
            return _UNKNOWN
        return _turned_on(state, until_s)  # as the leg is measured: all sensors as they were when the latest measured

    def _measured(self) -> list[Mounting]:
        """Return the sensors that were there often enough not to cost the others their rows."""
        counts = {
            mounting: int(np.isfinite(np.array(self._quaternions[mounting.place]).reshape(-1, 4)[:, 0]).sum())
            for mounting in self._mountings
        }
        return often_enough(counts)


def _readings(raw: RawInput) -> ImuReadings | None:
    match raw:
        case ImuReadings():
            return raw
        case PoseWithReadings():
            return raw.readings
        case _:
            return None


def _order(mounting: Mounting) -> tuple[bool, int]:
    return mounting.place.side is Side.LEFT, list(Segment).index(mounting.place.segment)


def _column(place: Place) -> str:
    return f"{BODIES[place.segment]}_{place.side[0]}_imu"


def _turned_on(state: OrientationState, t_s: float) -> tuple[float, ...]:
    """Return the orientation a little after the latest reading, as `OrientationState.up_at` does for up."""
    w, x, y, z = state.quaternion
    if state.last is None or t_s <= state.last.t_s:
        return state.quaternion
    elapsed_s = min(t_s - state.last.t_s, LOST_S)
    on = Rotation.from_rotvec(np.array(state.last.gyr_radps) * elapsed_s)
    x, y, z, w = (float(part) for part in (Rotation.from_quat([x, y, z, w]) * on).as_quat())
    return w, x, y, z


def _whole(t_s: Floats, quaternions: Sequence[Floats]) -> tuple[Floats, list[Rotation]]:
    """Return the times at which all orientations are known, and these."""
    if not quaternions or not t_s.size:
        return np.empty(0), []
    is_whole = np.isfinite(np.hstack(quaternions)).all(axis=1)
    if not is_whole.any():
        return np.empty(0), []
    return t_s[is_whole], [Rotation.from_quat(one[is_whole][:, [1, 2, 3, 0]]) for one in quaternions]


def _evenly(t_s: Floats, turned: Sequence[Rotation]) -> tuple[float, Floats, list[Rotation]]:
    """Return a rate, times at that rate, and the orientations then; in gaps, which OpenSim cannot read, none."""
    rate_hz = min(MOST_HZ, float(round(1.0 / float(np.median(np.diff(t_s))), 3)))
    even_s = t_s[0] + np.arange(int((t_s[-1] - t_s[0]) * rate_hz) + 1) / rate_hz
    after = np.clip(np.searchsorted(t_s, even_s, side="right"), 1, t_s.size - 1)
    even_s = even_s[t_s[after] - t_s[after - 1] <= LOST_S]
    return rate_hz, even_s, [Slerp(t_s, one)(even_s) for one in turned]


def _headed(turned: Rotation, mounting: Mounting) -> Rotation:
    """Return orientations turned about upright until the axis of flexion points to the left, on their average."""
    x, y, _ = np.atleast_2d(turned.apply(np.array(mounting.axis))).mean(axis=0)
    if hypot(x, y) < _LEAST_LEVEL:
        return turned
    return Rotation.from_rotvec([0.0, 0.0, pi / 2.0 - atan2(y, x)]) * turned


def _lines(rate_hz: float, names: Sequence[str], t_s: Floats, turned: Sequence[Rotation]) -> Iterator[str]:
    yield from (f"DataRate={rate_hz:.6f}", "DataType=Quaternion", "version=3", "OpenSimVersion=4.5", "endheader")
    yield "\t".join(("time", *names))
    cells = [one.as_quat(canonical=True) for one in turned]
    for number, time_s in enumerate(t_s):
        yield "\t".join((f"{time_s:.5f}", *(_cell(one[number]) for one in cells)))


def _cell(quaternion: Floats) -> str:
    x, y, z, w = quaternion
    return f"{w:.8f},{x:.8f},{y:.8f},{z:.8f}"
