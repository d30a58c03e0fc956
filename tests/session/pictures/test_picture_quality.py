"""What is said of the pictures: light, level, sharpness, rate, and that they stood still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import nan

import pytest

from formcheck.samples import Picture, Pose
from formcheck.session.model import Remark, RemarkKind
from formcheck.session.pictures.quality import (
    BRIGHTEST,
    DARKEST,
    MOST_BLUR,
    MOST_ROLL_DEG,
    MOST_SHAKE,
    QualityTally,
    remarks,
    step,
)
from tests.support.people import Rep, Script, perform
from tests.support.sessions import watch

WELL = Picture(20.0, brightness=150.0, person_dark=90.0, glare=0.0, roll_deg=0.5, blur=0.45, shake=0.01)


def poses_of(pictures: Sequence[Picture | None], rate_hz: float = 25.0) -> list[Pose]:
    return [Pose(index / rate_hz, index, 640, 480, picture=one) for index, one in enumerate(pictures)]


def told(pictures: Sequence[Picture | None], rate_hz: float = 25.0) -> list[RemarkKind]:
    tally = QualityTally()
    for pose in poses_of(pictures, rate_hz):
        tally = step(tally, pose)
    return [one.kind for one in remarks(tally)]


def test_of_good_pictures_and_of_none_nothing_is_said() -> None:
    assert told([WELL] * 50) == []
    assert told([None] * 50) == []
    assert told([Picture()] * 50) == []


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (replace(WELL, brightness=DARKEST - 1.0), RemarkKind.TOO_DARK),
        (replace(WELL, brightness=BRIGHTEST + 1.0, person_dark=200.0), RemarkKind.TOO_BRIGHT),
        (replace(WELL, person_dark=50.0, glare=0.1), RemarkKind.LIGHT_BEHIND),
        (replace(WELL, blur=MOST_BLUR + 0.01), RemarkKind.BLURRED),
        (replace(WELL, roll_deg=MOST_ROLL_DEG + 1.0), RemarkKind.TILTED),
        (replace(WELL, roll_deg=-MOST_ROLL_DEG - 1.0), RemarkKind.TILTED),
        (replace(WELL, shake=MOST_SHAKE + 0.01), RemarkKind.SHAKEN),
    ],
)
def test_what_is_so_most_of_the_time_is_said(picture: Picture, kind: RemarkKind) -> None:
    assert told([picture] * 6 + [WELL] * 4) == [kind]
    assert told([picture] * 4 + [WELL] * 6) == []


def test_one_reading_of_the_level_tells_nothing() -> None:
    tilted = replace(WELL, roll_deg=9.0)
    assert told([tilted] * 2 + [replace(WELL, roll_deg=nan)] * 8) == []
    assert told([tilted] * 3 + [replace(WELL, roll_deg=nan)] * 7) == [RemarkKind.TILTED]


@pytest.mark.parametrize(
    ("rate_hz", "is_told"), [(30.0, False), (15.0, False), (10.0, False), (8.0, True), (5.0, True)]
)
def test_few_pictures_a_second_are_told(rate_hz: float, is_told: bool) -> None:
    assert (RemarkKind.LOW_RATE in told([WELL] * 40, rate_hz)) is is_told


def test_repeated_pictures_make_no_rate() -> None:
    """6 pictures a second, shown at 30."""
    shown = [WELL if index % 5 == 0 else replace(WELL, change=0.2) for index in range(150)]
    tally = QualityTally()
    for pose in poses_of(shown, 30.0):
        tally = step(tally, pose)
    assert Remark(RemarkKind.LOW_RATE, number=6.0) in list(remarks(tally))


def test_who_does_not_change_at_rest_is_filmed_as_fast_as_ever() -> None:
    resting = [replace(WELL, change=0.2)] * 80 + [WELL]
    assert told([*resting, *resting, *[WELL] * 50, *resting]) == []


def test_a_session_says_that_its_picture_stood_still_and_since_when() -> None:
    poses = [replace(one, picture=WELL) for one in perform(Script([Rep(), Rep()]), rate_hz=25.0)]
    first = next(one for one in poses if one.t_s >= 2.4)
    frozen = [
        replace(first, t_s=one.t_s, index=one.index, picture=replace(WELL, change=0.2))
        if first.t_s < one.t_s < 3.3
        else one
        for one in poses
    ]
    (remark,) = [one for one in watch(frozen).session.coverage.remarks if one.kind is RemarkKind.STOOD_STILL]
    assert (remark.number, remark.at_s) == pytest.approx((0.9, 2.4), abs=0.05)
