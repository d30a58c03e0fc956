"""``video.mp4``: the pictures of a live session as they came, for those who want them kept."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

from formcheck.kept import open_own
from formcheck.outputs.base import FileOutput
from formcheck.outputs.h264 import H264File, Picture, fit
from formcheck.session.model import Header, Step


class Film(FileOutput):
    """Stores the pictures of the steps with their times, from zero on; used only where the person turned it on.

    What is written can be played up to about the last second, even when the program is killed. Steps without a picture
    are passed over; without any picture no file is written.

    Parameters
    ----------
    path : Path
        The file to write.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._fps: float | None = None
        self._file: H264File | None = None
        self._size = (0, 0)
        self._origin_s = 0.0

    def begin(self, header: Header) -> None:
        """Take the camera's nominal rate."""
        self._fps = header.source.fps

    def write(self, step: Step) -> None:
        """Encode one picture."""
        frame = step.view.frame if step.view else None
        if frame is None:
            return
        if self._file is None:
            self._file = self._open(frame.image, frame.t_s)
        self._file.write(fit(frame.image, self._size), frame.t_s - self._origin_s)

    def _open(self, image: Picture, t_s: float) -> H264File:
        """Open the file, now that the size of the pictures is known: H.264 takes even ones, so one line may be cut."""
        self.make_folder()
        os.close(open_own(self.path, os.O_WRONLY | os.O_TRUNC))  # the encoder would follow a link
        self._size = (image.shape[1] // 2 * 2, image.shape[0] // 2 * 2)
        self._origin_s = t_s
        return H264File(self.path, *self._size, self._fps, is_live=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
