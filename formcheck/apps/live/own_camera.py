"""A camera that the program opens itself, for kiosks, or a recording in its place."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path

from formcheck.samples import Frame
from formcheck.sources.camera import Camera
from formcheck.sources.pace import at_true_speed, over_and_over
from formcheck.sources.video import VideoFile
from formcheck.sources.viewing import AS_IT_IS, Viewing

OwnFrames = Callable[[], Generator[Frame, None, None]]
"""Gives the pictures of a camera; after a `CameraError`, those that come once it is there again."""


def open_camera(camera: str, viewing: Viewing = AS_IT_IS) -> OwnFrames:
    """Return what gives the pictures of a camera of this computer, or of a video at its true speed, over and over.

    Parameters
    ----------
    camera : str
        Number of the camera, or path of the video.
    viewing : Viewing
        How the camera is mounted: its pictures are turned and mirrored accordingly.

    Raises
    ------
    CameraError
        There is no such camera, or it gives no picture.
    VideoError
        The video cannot be read.
    """
    if camera.isdecimal():
        source, display = Camera(int(camera)), viewing.display
        return lambda: (replace(frame, image=display.show(frame.image)) for frame in source.frames())
    video = VideoFile(Path(camera), viewing)
    return lambda: at_true_speed(over_and_over(video.frames))
