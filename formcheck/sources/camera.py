"""A camera of this computer, opened by OpenCV.

The time of a frame is read as soon as the camera has handed it over, before it is unpacked: what follows takes longer
for some pictures than for others.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import Final, Protocol

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from formcheck.errors import CameraError
from formcheck.samples import Frame, SourceInfo

WIDTH_PX: Final = 640
HEIGHT_PX: Final = 480
FPS: Final = 30.0

PATIENCE_S: Final = 5.0
"""How long a camera may give nothing: some take seconds to wake."""

_WAYS: Final = {
    "linux": (cv2.CAP_V4L2, cv2.CAP_ANY),
    "darwin": (cv2.CAP_AVFOUNDATION,),
    "win32": (cv2.CAP_DSHOW, cv2.CAP_MSMF),  # Media Foundation takes minutes to open some (opencv/opencv#17687)
}
"""OpenCV's ways to a camera on each system, in the order in which they are tried."""

_PRIVACY: Final = {
    "linux": "the privacy settings",
    "darwin": "that your terminal is allowed it under System Settings, Privacy & Security, Camera",
    "win32": "that desktop apps are allowed it under Settings, Privacy & security, Camera",
}
"""What else to check where a camera gives nothing."""

_DEVICES: Final = Path("/dev")
_PAUSE_S: Final = 0.05
_REOPEN_S: Final = 1.0  # one that was unplugged and plugged in again gives nothing until it is opened anew
_SILENT: Final = 0
_RATES_FPS: Final = (1.0, 240.0)  # drivers that do not know their rate state 0, or nonsense


class Capture(Protocol):
    """What is used of ``cv2.VideoCapture``."""

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        """Tell whether the camera could be opened."""
        ...

    def grab(self) -> bool:
        """Wait for the next picture, and tell whether it came."""
        ...

    def retrieve(self) -> tuple[bool, MatLike]:
        """Unpack the picture that came, as BGR."""
        ...

    def get(self, propId: int, /) -> float:  # noqa: N803 - OpenCV's name
        """Return a property of the camera.

        Parameters
        ----------
        propId : int
            Which: one of ``cv2.CAP_PROP_*``.

        Returns
        -------
        float
            Its value; 0, or nonsense, where the driver does not know it.
        """
        ...

    def release(self) -> None:
        """Let go of the camera."""
        ...


def open_capture(number: int) -> Capture:
    """Open a camera by OpenCV and ask it for small pictures at its usual rate; whether it did shows in ``isOpened``.

    Parameters
    ----------
    number : int
        Number of the camera, from 0; on Linux that of ``/dev/video``.
    """
    first, *others = _WAYS.get(sys.platform, (cv2.CAP_ANY,))
    with _hushed():
        capture = cv2.VideoCapture(number, first)
        for way in others:
            if not capture.isOpened() and _may_exist(number):
                capture = cv2.VideoCapture(number, way)
        for key, value in (
            (cv2.CAP_PROP_FRAME_WIDTH, WIDTH_PX),
            (cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT_PX),
            (cv2.CAP_PROP_FPS, FPS),
        ):
            capture.set(key, value)
    return capture


class Camera:
    """A camera of this computer as a source of frames, which end only when it is closed.

    While it gives nothing it is opened anew, once a second: so it may be unplugged and plugged in again.

    Parameters
    ----------
    number : int
        Number of the camera, from 0.
    open_capture : callable
        Opens it; tests put a recording in its place.
    patience_s : float
        How long it may give nothing, in seconds.

    Raises
    ------
    CameraError
        There is no such camera, or it gives no picture.
    """

    def __init__(
        self,
        number: int,
        *,
        open_capture: Callable[[int], Capture] = open_capture,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._name = f"camera {number}"
        self._number, self._open_capture = number, open_capture
        self._patience_s = patience_s
        self._index, self._last_s = 0, -np.inf
        self._is_closed = False
        self._in_use = Lock()  # a capture must not be let go of while another thread waits for its picture
        self._capture = open_capture(number)
        if not self._capture.isOpened():
            self.close()
            raise _unopened(number)
        first = self._read()
        if first is None:
            self.close()
            raise CameraError(
                "opens, but gives no picture: another program may be using it, or it may be denied.",
                where=self._name,
                next_step="Close other programs that show its picture (video calls, browser tabs), check its switch or "
                f"cover and {_privacy()}, then try again.",
            )
        height_px, width_px = first[1].shape[:2]
        rate = self._capture.get(cv2.CAP_PROP_FPS)
        fps = rate if _RATES_FPS[0] <= rate <= _RATES_FPS[1] else None
        self.info = SourceInfo(self._name, width_px, height_px, fps=fps)

    def frames(self) -> Iterator[Frame]:
        """Yield each picture as RGB, with the time it came on the monotonic clock of this computer, in seconds.

        Pictures that come while one is worked on wait in the driver, a few at most; see `sources.buffering.newest`.
        After an error it may be asked for more: times and numbers go on where they were.

        Raises
        ------
        CameraError
            The camera has given nothing for as long as it may.
        """
        while not self._is_closed:
            found = self._read()
            if found is not None and found[0] > self._last_s:
                self._last_s = found[0]
                yield Frame(self._last_s, self._index, found[1])
                self._index += 1
            elif found is None and not self._is_closed:
                raise CameraError(
                    f"has given no picture for {self._patience_s:.0f} s.",
                    where=self._name,
                    next_step="Check that it is still plugged in and that no other program has taken it.",
                )

    def close(self) -> None:
        """Let go of the camera, as soon as the picture that is waited for has come."""
        self._is_closed = True
        with self._in_use:
            self._capture.release()

    def _read(self) -> tuple[float, NDArray[np.uint8]] | None:
        """Return the next picture and when it came; None where there is none for too long, or the camera is closed."""
        silent_s = monotonic()
        end_s = silent_s + self._patience_s
        while True:
            with self._in_use:
                if self._is_closed:
                    return None
                has_come, now_s = self._capture.grab(), monotonic()
                is_whole, picture = self._capture.retrieve() if has_come else (False, None)
            if is_whole and picture is not None:
                return now_s, np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), dtype=np.uint8)
            if now_s >= end_s:
                return None
            if now_s - silent_s >= _REOPEN_S:
                self._open_anew()
                silent_s = monotonic()
            sleep(_PAUSE_S)

    def _open_anew(self) -> None:
        """Let go of the camera, so that it can come back under its number, and open it again if it is there."""
        with self._in_use:
            if not self._is_closed:
                self._capture.release()
                self._capture = self._open_capture(self._number)


def _unopened(number: int) -> CameraError:
    """Return why a camera could not be opened, as far as that can be told."""
    where, device = f"camera {number}", _device(number)
    if sys.platform != "linux":
        return CameraError(
            "cannot be opened: there is none of this number, another program uses it, or it is denied.",
            where=where,
            next_step=f"Close other programs that show its picture, check {_privacy()}, or name another number.",
        )
    if not _may_exist(number):
        return CameraError(f"no such camera; {_found()}.", where=where, next_step="Plug it in, or name another number.")
    if not os.access(device, os.R_OK | os.W_OK):
        return CameraError(
            f"may not be used by you ({device}).",
            where=where,
            next_step="Ask the administrator to add you to the group 'video', then log in again.",
        )
    return CameraError(
        f"cannot be opened ({device}): it is in use by another program, or gives no pictures; {_found()}.",
        where=where,
        next_step="Close other programs that show its picture, or name another number.",
    )


def _privacy() -> str:
    return _PRIVACY.get(sys.platform, _PRIVACY["linux"])


def _may_exist(number: int) -> bool:
    """Tell whether there may be such a camera; only Linux lists them."""
    return sys.platform != "linux" or _device(number).exists()


def _device(number: int) -> Path:
    return _DEVICES / f"video{number}"


def _found() -> str:
    """Return which cameras this computer lists."""
    names = (re.fullmatch(r"video(\d+)", path.name) for path in _DEVICES.glob("video*"))
    numbers = sorted(int(name[1]) for name in names if name)
    return f"found: {', '.join(map(str, numbers))}" if numbers else "this computer lists none"


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep OpenCV from telling on standard error what is told as an error here."""
    # OpenCV 4, the last for macOS 12, has it elsewhere.
    set_level: Callable[[int], int] = getattr(cv2, "setLogLevel", None) or cv2.utils.logging.setLogLevel
    level = set_level(_SILENT)
    try:
        yield
    finally:
        set_level(level)
