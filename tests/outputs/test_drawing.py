"""What is drawn: hollow where unsure, told apart by shape, clear of the leg, and never an error."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from formcheck.events import Verdict
from formcheck.outputs.caption import Card, draw_card, free_corner
from formcheck.outputs.drawing import Placement, draw_angles, draw_label, draw_skeleton
from formcheck.outputs.keyframes import person_box
from formcheck.outputs.text import text_mask, text_width, wrap
from formcheck.outputs.verdicts import MARKS
from formcheck.samples import Dof, Landmark, Pose, Side
from formcheck.words.figures import clock, number, quantity
from tests.support.sessions import view_of

if TYPE_CHECKING:
    from tests.outputs.conftest import FakeRun


NAMES = dict.fromkeys(Dof, "joint")


def test_every_verdict_has_its_own_shape() -> None:
    assert set(MARKS) == set(Verdict)
    assert len({(mark.outline, mark.hollow) for mark in MARKS.values()}) == len(Verdict)


@pytest.mark.parametrize("text", ["°", "\N{EN DASH}", "\N{MINUS SIGN}", "é", "ñ", "á", "ó", "¿", "±"])
def test_the_font_has_the_letters_we_need(text: str) -> None:
    missing = text_mask("\uffff", 20)  # the box a font draws for a letter it lacks
    assert text_mask(text, 20).max() > 0
    assert not np.array_equal(text_mask(text, 20), missing)


def test_landmarks_without_a_place_are_passed_over(fake_run: FakeRun) -> None:
    step = fake_run.steps[0]
    marks = dict(view_of(step).pose.landmarks) | {
        "right_heel": Landmark(math.nan, math.nan, 0.0),
        "right_foot_index": Landmark(1e9, -1e9, 0.99),
    }
    image = np.zeros((240, 320, 3), np.uint8)
    pose = replace(view_of(step).pose, landmarks=marks)
    draw_skeleton(image, pose, Side.RIGHT, Placement())
    draw_angles(image, pose, step.angles, Placement(), NAMES)
    assert image.any()


def test_a_point_outside_the_picture_is_not_drawn_strongly(fake_run: FakeRun) -> None:
    pose = view_of(fake_run.steps[0]).pose
    marks = {name: replace(mark, x_px=mark.x_px + 1000) for name, mark in pose.landmarks.items()}
    image = np.zeros((240, 2000, 3), np.uint8)
    draw_skeleton(image, replace(pose, landmarks=marks), Side.RIGHT, Placement())
    red, blue = image[..., 0].astype(int), image[..., 2].astype(int)
    assert (red - blue).max() < 60


def test_labels_stay_inside_the_picture() -> None:
    image = np.full((60, 200, 3), 255, np.uint8)
    draw_label(image, "knee 87°", (-500.0, 900.0), 16, (255, 255, 255))
    assert image[-10:, :40].min() < 100


def test_missing_angles_are_a_dash_and_nobody_is_nothing(fake_run: FakeRun) -> None:
    step = fake_run.steps[0]
    image = np.zeros((240, 320, 3), np.uint8)
    draw_angles(
        image,
        view_of(step).pose,
        replace(step.angles, deg={Dof.KNEE_FLEXION: math.nan}, quality={}),
        Placement(),
        NAMES,
    )
    assert image.any()
    blank = np.zeros((240, 320, 3), np.uint8)
    draw_angles(blank, replace(view_of(step).pose, landmarks={}), step.angles, Placement(), NAMES)
    assert not blank.any()


def lying(shoulder_x: float) -> Pose:
    """Return the trunk of a person lying with the shoulder at `shoulder_x` and the hip at 300."""
    marks = {"right_shoulder": Landmark(shoulder_x, 400.0, 0.9), "right_hip": Landmark(300.0, 410.0, 0.9)}
    return Pose(0.0, 0, 640, 480, marks)


def test_the_card_goes_where_the_leg_does_not(fake_run: FakeRun) -> None:
    sitting = view_of(fake_run.steps[0]).pose
    assert free_corner(sitting, Side.RIGHT, Side.RIGHT) is Side.RIGHT
    assert free_corner(sitting, Side.RIGHT, Side.LEFT) is Side.LEFT
    assert free_corner(lying(120.0), Side.RIGHT, Side.RIGHT) is Side.LEFT
    assert free_corner(lying(520.0), Side.RIGHT, Side.RIGHT) is Side.RIGHT
    assert free_corner(Pose(0.0, 0, 640, 480), Side.RIGHT, None) is Side.RIGHT


@pytest.mark.parametrize("corner", list(Side))
def test_the_longest_sentence_fits_a_narrow_picture(corner: Side) -> None:
    card = Card(Verdict.INCOMPLETE_RANGE, "2  incomplete range", "Straighten " * 30 + "W" * 80)
    image = np.full((1138, 640, 3), 255, np.uint8)
    draw_card(image, card, corner, 24)
    assert (image[:, :5] == 255).all()
    assert (image[:, -5:] == 255).all()


def test_text_is_wrapped_to_the_width_given() -> None:
    lines = wrap("Bring the toes further up as the knee straightens.", 20, 200)
    assert len(lines) > 1
    assert all(text_width(line, 20) <= 200 for line in lines)
    assert " ".join(lines) == "Bring the toes further up as the knee straightens."


def test_the_key_frame_shows_the_person_and_nothing_outside_the_picture(fake_run: FakeRun) -> None:
    pose = view_of(fake_run.steps[0]).pose
    box = person_box(pose)
    assert 0 <= box.left < box.right <= pose.width_px
    assert 0 <= box.top < box.bottom <= pose.height_px
    knee = pose.landmarks["right_knee"]
    assert box.left < knee.x_px < box.right
    whole = person_box(replace(pose, landmarks={}))
    assert (whole.right, whole.bottom) == (pose.width_px, pose.height_px)


def test_numbers_are_written_as_people_write_them() -> None:
    assert number(-0.2) == "0"
    assert number(None) == number(math.nan) == "\N{EN DASH}"
    assert number(-1.25, 2, ",") == "\N{MINUS SIGN}1,25"
    assert quantity(-14.0, "deg") == "\N{MINUS SIGN}14°"
    assert quantity(0.355, "share") == "36 %"
    assert clock(75.25) == "1:15.2"
    assert clock(59.96) == "0:59.9"
    assert clock(75.25, ",") == "1:15,2"
