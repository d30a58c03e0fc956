"""A camera that the program opens itself, for kiosks, or a recording in its place."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from formcheck.samples import Frame
from formcheck.sources.camera import Camera
from formcheck.sources.pace import at_true_speed, over_and_over
from formcheck.sources.video import VideoFile
from formcheck.sources.viewing import AS_IT_IS, Viewing


def open_camera(camera: str, viewing: Viewing = AS_IT_IS) -> Generator[Frame, None, None]:
    """Return the pictures of a camera of this computer, or those of a video at their true speed, over and over.

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
        return (replace(frame, image=display.show(frame.image)) for frame in source.frames())
    return at_true_speed(over_and_over(VideoFile(Path(camera), viewing).frames))
