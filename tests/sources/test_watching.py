"""What is measured of every picture, and what of one now and then."""

from __future__ import annotations

from dataclasses import fields
from math import isnan

import numpy as np
import pytest

from formcheck.samples import Frame, Picture, Pose
from formcheck.sources.watching import PictureWatch
from tests.sources.test_picture_motion import room
from tests.support.people import REST, Person

MEASURED = {"brightness", "person_dark", "glare", "blur"}


def looked(count: int, every_s: float = 1.0, *, is_anybody: bool = True, rate_hz: float = 10.0) -> list[Picture]:
    watch, found = PictureWatch(every_s), []
    for index in range(count):
        t_s = index / rate_hz
        pose = Person().pose(t_s, index, REST) if is_anybody else Pose(t_s, index, 640, 480)
        seen = watch.look(Frame(t_s, index, room(seed=index)), pose)
        assert seen.picture is not None
        assert (seen.landmarks, seen.t_s) == (pose.landmarks, t_s)
        found.append(seen.picture)
    return found


def test_the_first_picture_changes_nothing_and_every_other_one_does() -> None:
    first, *others = looked(12)
    assert isnan(first.change)
    assert all(one.change > 20.0 for one in others)


def test_it_is_looked_closely_now_and_then() -> None:
    closely = [index for index, one in enumerate(looked(31)) if not isnan(one.brightness)]
    assert closely == [0, 10, 20, 30]
    assert all(not isnan(getattr(looked(11)[10], name)) for name in MEASURED | {"shake"})


def test_without_anybody_the_light_on_the_person_is_not_measured() -> None:
    first, *_ = looked(1, is_anybody=False)
    assert isnan(first.person_dark)
    assert isnan(first.blur)
    assert first.brightness > 0.0


def test_numbers_are_those_that_a_record_keeps() -> None:
    for one in looked(11):
        values = [getattr(one, field.name) for field in fields(one)]
        assert all(isnan(value) or value == round(value, 3) for value in values)


@pytest.mark.parametrize("shape", [(240, 320, 3), (480, 640, 3)])
def test_a_camera_that_changes_its_size_begins_anew(shape: tuple[int, int, int]) -> None:
    watch, pose = PictureWatch(), Pose(0.0, 0, 640, 480)
    watch.look(Frame(0.0, 0, np.zeros((360, 640, 3), np.uint8)), pose)
    seen = watch.look(Frame(0.1, 1, np.zeros(shape, np.uint8)), pose)
    assert seen.picture is not None
    assert isnan(seen.picture.change)


def test_a_clock_that_is_put_back_does_not_stop_the_looking() -> None:
    watch, pose = PictureWatch(), Pose(0.0, 0, 640, 480)
    for t_s in (100.0, 0.0):
        seen = watch.look(Frame(t_s, 0, room()), pose)
        assert seen.picture is not None
        assert not isnan(seen.picture.brightness)
