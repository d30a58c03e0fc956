"""The moving figure as a drawing: well formed, the same shape in every picture, small."""

from __future__ import annotations

import json
import re
from importlib import resources
from xml.etree import ElementTree as ET

import pytest

from formcheck.exercise.definition import Prescription
from formcheck.exercise.demonstration import demonstrate
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.outputs.demonstration import frames, picture
from formcheck.samples import Side

NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
MOST_BYTES = 8 * 1024


@pytest.mark.parametrize("name", exercise_ids())
def test_every_picture_has_the_same_shape_so_that_numbers_can_be_moved(name: str) -> None:
    shown = demonstrate(Prescription(load_exercise(name), Side.RIGHT))
    moved = json.loads(json.dumps(frames(shown)))
    first = [NUMBERS.sub("0", path) for path in moved["out"][0]]
    for paths in (*moved["out"], *moved["back"]):
        assert [NUMBERS.sub("0", path) for path in paths] == first
    assert moved["out"][-1] == moved["back"][0]
    assert len(moved["parts"]) == len(first)


@pytest.mark.parametrize("name", exercise_ids())
@pytest.mark.parametrize("side", Side)
def test_all_of_the_figure_is_in_the_picture(name: str, side: Side) -> None:
    shown = demonstrate(Prescription(load_exercise(name), side))
    for angles in (shown.rest, shown.end, shown.back):
        drawn = ET.fromstring(picture(shown, angles, '<what> & "why"'))  # noqa: S314 - our own
        left, top, width, height = (float(one) for one in str(drawn.get("viewBox")).split())
        sign = -1.0 if side is Side.RIGHT else 1.0
        for x, y in shown.points(angles).values():
            assert left <= 100.0 * sign * x <= left + width
            assert top <= -100.0 * y <= top + height
        assert drawn.get("aria-label") == '<what> & "why"'


def test_a_right_leg_faces_left_as_in_a_mirror() -> None:
    exercise = load_exercise("tibial-slider-seated")
    foot = {}
    for side in Side:
        moved = json.loads(json.dumps(frames(demonstrate(Prescription(exercise, side)))))
        thigh = moved["out"][0][moved["parts"].index("thigh")]
        foot[side] = float(NUMBERS.findall(thigh)[2])
    assert foot[Side.RIGHT] < 0.0 < foot[Side.LEFT]


def test_the_script_is_small() -> None:
    script = resources.files("formcheck.apps.web") / "static" / "demonstration.js"
    assert len(script.read_bytes()) < MOST_BYTES
