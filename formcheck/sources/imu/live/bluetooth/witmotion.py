"""What WitMotion's WT901BLE and BWT901BLE5 send over Bluetooth, read. Not tried on a real one.

As the maker's "Bluetooth 5.0 communication protocol" and many public programs have it: frames of 20 bytes that begin
with 0x55 0x61 hold acceleration, angular velocity and angles, as nine numbers of 16 bits, little-endian; those with
0x55 0x71 answer a question. There is no checksum and no time in them, and they may be cut or joined on their way.
"""

from __future__ import annotations

from math import pi
from struct import Struct
from typing import Final

from formcheck.samples import GRAVITY_MPS2, ImuReading, Place
from formcheck.sources.imu.live.bluetooth.even import EvenTimes

MAKER: Final = "WitMotion"
NAMES: Final = ("wt9", "bwt9")
"""How their names begin, in small letters."""

SERVICE: Final = "0000ffe5-0000-1000-8000-00805f9a34fb"
NOTIFY: Final = "0000ffe4-0000-1000-8000-00805f9a34fb"
WRITE: Final = "0000ffe9-0000-1000-8000-00805f9a34fb"

UNLOCK: Final = bytes.fromhex("ffaa6988b5")
RATE_100_HZ: Final = bytes.fromhex("ffaa030900")
"""They come set to 10 Hz, too seldom for a movement. It is not saved: switched off and on, they are as they were."""
ASK_BATTERY: Final = bytes.fromhex("ffaa276400")

FRAME_BYTES: Final = 20

_HEAD: Final = 0x55
_MEASURED, _ANSWER = 0x61, 0x71
_BATTERY_REGISTER: Final = 0x64
_NUMBERS: Final = Struct("<6h")
_MPS2: Final = 16.0 * GRAVITY_MPS2 / 32768.0
_RADPS: Final = 2000.0 * pi / 180.0 / 32768.0

_SHARES: Final = (
    (3.97, 1.0), (3.93, 0.9), (3.87, 0.75), (3.82, 0.6), (3.79, 0.5), (3.77, 0.4), (3.73, 0.3), (3.70, 0.2),
    (3.68, 0.15), (3.50, 0.1), (3.40, 0.05),
)  # fmt: skip
"""From so many volts the battery holds so much, by the maker's table."""


class FrameCutter:
    """Cuts frames out of what comes, whatever was lost or joined on the way."""

    def __init__(self) -> None:
        self._rest = b""
        self._is_in_step = False

    def cut(self, came: bytes) -> list[bytes]:
        """Return the frames that are whole now; bytes that belong to none are passed over.

        Parameters
        ----------
        came : bytes
            What came, in order.
        """
        data, at = self._rest + came, 0
        frames: list[bytes] = []
        while len(data) - at >= FRAME_BYTES:
            if self._is_frame(data, at):
                frames.append(data[at : at + FRAME_BYTES])
                at, self._is_in_step = at + FRAME_BYTES, True
            else:
                at, self._is_in_step = at + 1, False
        self._rest = data[at:]
        return frames

    def _is_frame(self, data: bytes, at: int) -> bool:
        """Tell whether a frame begins here: once out of step, another one, or the end, must stand behind it.

        Numbers may look like a beginning, and there is no checksum.
        """
        end = at + FRAME_BYTES
        return _is_begin(data, at) and (self._is_in_step or end == len(data) or _is_begin(data, end))


def _is_begin(data: bytes, at: int) -> bool:
    return data[at] == _HEAD and (at + 1 == len(data) or data[at + 1] in {_MEASURED, _ANSWER})


class WitReader:
    """Reads the notifications of one sensor, from when it was connected.

    Parameters
    ----------
    place : Place
        Where it is strapped to.

    Attributes
    ----------
    battery : float or None
        How full the battery is, from 0 to 1, as it was last answered; None before.
    """

    def __init__(self, place: Place) -> None:
        self.battery: float | None = None
        self._place = place
        self._frames, self._times = FrameCutter(), EvenTimes()

    def read(self, data: bytes, arrived_s: float) -> list[ImuReading]:
        """Return the readings that a notification completes, their times by when they came, spread evenly.

        Parameters
        ----------
        data : bytes
            The notification.
        arrived_s : float
            When it came, in seconds.
        """
        measured = []
        for frame in self._frames.cut(data):
            if frame[1] == _MEASURED:
                measured.append(_NUMBERS.unpack_from(frame, 2))
            elif frame[2] == _BATTERY_REGISTER:
                self.battery = battery_share(int.from_bytes(frame[4:6], "little") / 100.0)
        times = self._times.times(arrived_s, len(measured))
        return [
            ImuReading(t_s, self._place, (x * _MPS2, y * _MPS2, z * _MPS2), (u * _RADPS, v * _RADPS, w * _RADPS))
            for t_s, (x, y, z, u, v, w) in zip(times, measured, strict=True)
        ]


def battery_share(volts: float) -> float:
    """Return how full the battery is, from 0 to 1.

    Parameters
    ----------
    volts : float
        Its voltage.
    """
    return next((share for least, share in _SHARES if volts >= least), 0.0)
