"""The turn of a video is found by looking at the person before it is reviewed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.apps.turned import LOOKS, with_turn
from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.exercise.loader import load_exercise
from formcheck.samples import Frame, Pose, QuarterTurn
from formcheck.sources.viewing import Viewing
from tests.support.people import REST, Person
from tests.support.videos import WHITE, Picture, corners_of, even_times, painted_corners, write_video

POSTURE = load_exercise(DEFAULT_EXERCISE).posture
AUTO = Viewing(is_turn_sought=True)


class SeesTheUpright:
    """Finds somebody who sits, in a picture whose corners are where they belong; elsewhere nobody."""

    name, version, smooths = "upright", "1", True

    def __init__(self) -> None:
        self.looks = 0

    def estimate(self, frame: Frame) -> Pose:
        """Return the body points."""
        self.looks += 1
        if corners_of(frame.image)[0] != "red":
            return Pose(frame.t_s, frame.index, 640, 480)
        return Person().pose(frame.t_s, frame.index, REST)

    def close(self) -> None:
        """Do nothing."""


def video(path: Path, turned_deg: int, count: int = 60, paint: Picture | None = None) -> Path:
    lying = np.ascontiguousarray(np.rot90(painted_corners(64, 64) if paint is None else paint, turned_deg // 90))
    return write_video(path, even_times(count), lambda _: lying)


@pytest.mark.parametrize("turned_deg", [0, 90, 180, 270])
def test_it_is_turned_until_somebody_sits(tmp_path: Path, turned_deg: QuarterTurn) -> None:
    found = with_turn(video(tmp_path / "a.mp4", turned_deg), AUTO, POSTURE, SeesTheUpright)
    assert found == Viewing(turned_deg, is_turn_found=True)


def test_what_else_was_asked_for_stays(tmp_path: Path) -> None:
    asked = replace(AUTO, is_mirrored=True, speed=2.0, begin_s=0.4)
    found = with_turn(video(tmp_path / "a.mp4", 90), asked, POSTURE, SeesTheUpright)
    assert found == Viewing(90, is_mirrored=True, speed=2.0, begin_s=0.4, is_turn_found=True)


def test_where_nobody_sits_either_way_it_stays_as_it_is(tmp_path: Path) -> None:
    white = np.full((64, 64, 3), WHITE, np.uint8)
    assert with_turn(video(tmp_path / "a.mp4", 0, paint=white), AUTO, POSTURE, SeesTheUpright).clockwise_deg == 0


def test_where_no_turn_is_sought_nothing_is_looked_at() -> None:
    assert with_turn(Path("absent.mp4"), Viewing(90), POSTURE, SeesTheUpright) == Viewing(90)


def test_a_few_pictures_are_enough(tmp_path: Path) -> None:
    finders: list[SeesTheUpright] = []

    def make() -> SeesTheUpright:
        finders.append(SeesTheUpright())
        return finders[-1]

    with_turn(video(tmp_path / "a.mp4", 270, count=300), AUTO, POSTURE, make)
    assert [one.looks for one in finders] == [finders[0].looks] * 4
    assert LOOKS <= finders[0].looks <= LOOKS + 1
