"""Which way up a video is, told by the person in it before it is reviewed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.exercise.definition import Posture
from formcheck.kinematics.turning import QUARTER_TURNS
from formcheck.kinematics.view import is_person_in_view
from formcheck.ports import PoseEstimator
from formcheck.samples import Frame, QuarterTurn
from formcheck.session.pictures.upright import UprightTally, find_turn, is_in_posture
from formcheck.sources.viewing import Viewing

LOOKS: Final = 8
"""So many pictures are looked at, each of the four ways up: a few seconds' work."""

_Image = NDArray[np.uint8]


def with_turn(path: Path, viewing: Viewing, posture: Posture, make_finder: Callable[[], PoseEstimator]) -> Viewing:
    """Return how to look at a video, with the turn found where it is sought.

    Parameters
    ----------
    path : Path
        The video.
    viewing : Viewing
        How somebody asks to look at it; where no turn is sought it is returned as it is.
    posture : Posture
        That of the exercise: a body alone does not tell where up is.
    make_finder : callable
        Makes what finds the body points; what it makes is closed here.

    Raises
    ------
    VideoError
        The video cannot be read.
    """
    if not viewing.is_turn_sought:
        return viewing
    images = _look(path, replace(viewing, is_mirrored=False, is_turn_sought=False))
    counts = tuple(_count(images, one, posture, make_finder) for one in QUARTER_TURNS)
    found = find_turn(UprightTally(0.0, len(images), counts))
    return replace(viewing, clockwise_deg=found, is_turn_sought=False, is_turn_found=True)


def _look(path: Path, viewing: Viewing) -> Sequence[_Image]:
    """Return pictures spread over a video: those that are coded by themselves, or, where these are few, any."""
    from formcheck.sources.video import VideoFile  # noqa: PLC0415 - the video library is slow to import

    with closing(VideoFile(path, viewing)) as source:
        images = list(source.spread(LOOKS))
        if len(images) >= LOOKS:
            return images
        every = max(1, (source.info.frames or LOOKS) // LOOKS)
        return [frame.image for frame in islice(source.frames(), every // 2, None, every)]


def _count(
    images: Sequence[_Image], clockwise_deg: QuarterTurn, posture: Posture, make_finder: Callable[[], PoseEstimator]
) -> int:
    """Return in how many of the pictures, turned, somebody is seen where the exercise happens."""
    with closing(make_finder()) as finder:
        poses = [finder.estimate(frame) for frame in _turned(images, clockwise_deg)]
    return sum(bool(one.landmarks) and is_person_in_view(one) and is_in_posture(one, posture) for one in poses)


def _turned(images: Sequence[_Image], clockwise_deg: QuarterTurn) -> Iterator[Frame]:
    display = Viewing(clockwise_deg).display
    for index, image in enumerate(images):
        yield Frame(float(index), index, display.show(image))
