"""A camera that the program opens itself, for kiosks, or a recording in its place."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from formcheck.samples import Frame
from formcheck.sources.camera import Camera
from formcheck.sources.pace import at_true_speed, over_and_over
from formcheck.sources.video import VideoFile


def open_camera(camera: str) -> Generator[Frame, None, None]:
    """Return the pictures of a camera of this computer, or those of a video at their true speed, over and over.

    Parameters
    ----------
    camera : str
        Number of the camera, or path of the video.

    Raises
    ------
    CameraError
        There is no such camera, or it gives no picture.
    VideoError
        The video cannot be read.
    """
    if camera.isdecimal():
        source = Camera(int(camera))
        return (frame for frame in source.frames())
    return at_true_speed(over_and_over(VideoFile(Path(camera)).frames))
