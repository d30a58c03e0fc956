"""The picture that the program decoded as frame i, and no other; a few around the last one are kept at hand."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formcheck.errors import InputError
from formcheck.outputs.traces import FrameTimes
from formcheck.samples import SourceInfo
from formcheck.sources.stills import StillFile

MOST_FILMS: Final = 3
"""So many films are open at a time."""

BEHIND: Final = 10
"""Who steps back has so many pictures made at once: each by itself would be decoded from the same beginning."""

MOST_KEPT: Final = 64
"""So many pictures of a film are kept as they were sent."""

_QUALITY: Final = 90


class OpenFilm:
    """One film, open, with the pictures that were asked for last.

    Parameters
    ----------
    path : Path
        The file.
    info : SourceInfo
        What it said of itself when it was measured.
    times : FrameTimes
        When each frame was.

    Raises
    ------
    VideoError
        It cannot be opened, or is another one.
    """

    def __init__(self, path: Path, info: SourceInfo, times: FrameTimes) -> None:
        # A session before a camera has no file of its own; its film begins with its first picture.
        first_s = 0.0 if info.sha256 or not len(times.t_s) else float(times.t_s[0])
        self._stills = StillFile(path, info, first_s)
        self._times = [float(t_s) for t_s in times.t_s]
        self._place = {int(number): place for place, number in enumerate(times.number)}
        self._kept: OrderedDict[int, bytes] = OrderedDict()
        self._last = 0
        self._lock = Lock()

    def jpeg(self, number: int) -> bytes:
        """Return the picture of a frame.

        Parameters
        ----------
        number : int
            Of the frame, as its record has it.

        Raises
        ------
        InputError
            There is no such frame, or no picture at its time.
        VideoError
            The file can no longer be read.
        """
        with self._lock:
            place = self._place.get(number)
            if place is not None and place not in self._kept:
                self._read(place)
            if place is None or place not in self._kept:
                raise InputError("has no picture that can be found.", where=f"frame {number}")
            self._last = place
            self._kept.move_to_end(place)
            return self._kept[place]

    def close(self) -> None:
        """Close the file, once nobody reads in it."""
        with self._lock:
            self._stills.close()

    def _read(self, place: int) -> None:
        """Read a frame, and where somebody steps back those before it."""
        is_back = 0 < self._last - place <= 2 * BEHIND
        first = max(0, place - BEHIND) if is_back else place
        for t_s, image in self._stills.read(self._times[first : place + 1]):
            self._kept[bisect_left(self._times, t_s)] = _jpeg(image)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)


class OpenFilms:
    """The films that were looked at last."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, OpenFilm] = OrderedDict()
        self._lock = Lock()

    def get(self, name: str, make: Callable[[], OpenFilm]) -> OpenFilm:
        """Return a film that is open, or is opened now.

        Parameters
        ----------
        name : str
            What tells it from all others.
        make : callable
            Opens it.
        """
        with self._lock:
            if name not in self._open:
                self._open[name] = make()
            self._open.move_to_end(name)
            old = [self._open.popitem(last=False)[1] for _ in range(len(self._open) - MOST_FILMS)]
            found = self._open[name]
        for one in old:
            one.close()
        return found


def _jpeg(image: NDArray[np.uint8]) -> bytes:
    _, data = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return data.tobytes()
