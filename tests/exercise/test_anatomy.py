"""What no joint does is a fault of the file, with what it would be in the convention it may come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from formcheck.exercise.loader import check_file, exercise_ids, load_prescription

REACH = "what the knee does, -20 to 155 (0 is straight, bending counts up)"
OTHER_SIDE = "below 75, on the other side of rest (75 to 110 in start)"
BASE = 'schema_version = 1\nexercise = "{}"\n'


def faults_of(folder: Path, numbers: str, exercise: str = "tibial-slider-seated") -> list[str]:
    path = folder / "anna.toml"
    path.write_text(BASE.format(exercise) + numbers, encoding="utf-8")
    return [str(fault) for fault in check_file(path)]


@pytest.mark.parametrize("name", exercise_ids())
def test_the_library_asks_nothing_that_no_joint_does(name: str) -> None:
    assert load_prescription(name).exercise.id == name


def test_an_own_end_as_if_straight_were_180(tmp_path: Path) -> None:
    key = "personal.driver_end_deg: found 165"
    assert faults_of(tmp_path, "[personal]\ndriver_end_deg = 165\n") == [
        f"{key}; allowed: {REACH}; another convention? Where straight is 180, this is 15 here",
        f"{key}; allowed: {OTHER_SIDE}",
    ]


def test_a_window_as_if_straight_were_180(tmp_path: Path) -> None:
    key = "phases.extend.knee_flexion: found 160 to 180"
    assert faults_of(tmp_path, "[phases.extend]\nknee_flexion = { min = 160, max = 180 }\n") == [
        f"{key}; allowed: {REACH}; another convention? Where straight is 180, this is 0 to 20 here",
        f"{key}; allowed: {OTHER_SIDE}",
    ]


def test_an_ankle_as_if_square_were_90(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "[phases.extend]\nankle_dorsiflexion = { min = 90, max = 115 }\n")
    assert "Where square is 90, this is 0 to 25 here" in fault
    (fault,) = faults_of(tmp_path, "[personal]\nankle_end_deg = 102\n")
    assert "Where square is 90, this is 12 here" in fault


def test_what_no_convention_explains_is_only_too_much(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "[personal]\nankle_end_deg = -170\n")
    assert fault.endswith("what the ankle does, -75 to 45 (0 is square to the shank, toes up counts up)")


@pytest.mark.parametrize(
    "numbers",
    [
        "[personal]\ndriver_end_deg = 12\nankle_end_deg = 9\nankle_neutral_deg = -6\n",
        "[personal]\ndriver_end_deg = -5\n",
        "[phases.extend]\nknee_flexion = { min = 0, max = 40 }\n",
        "[phases.start]\nknee_flexion = { min = 75, max = 180 }\n",
    ],
)
def test_what_a_joint_does_is_no_fault(tmp_path: Path, numbers: str) -> None:
    assert not faults_of(tmp_path, numbers)


@pytest.mark.parametrize("end_deg", [80, 100])
def test_an_own_end_where_the_movement_starts_is_told_once(tmp_path: Path, end_deg: int) -> None:
    (fault,) = faults_of(tmp_path, f"[personal]\ndriver_end_deg = {end_deg}\n")
    assert "outside 75 to 110, where knee_flexion rests in start" in fault


def test_an_own_end_on_the_wrong_side_is_told_of_any_driver(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "[personal]\ndriver_end_deg = -62\n", "tibial-distal-slider-slr")
    assert "on the other side of rest" in fault
