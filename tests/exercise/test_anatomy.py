"""What no joint does is a fault of the file, with what it would be in the convention it may come from."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from formcheck.exercise.loader import check_file, exercise_ids, load_prescription

REACH = "what the knee does, -20 to 145 (here 0 is a straight knee, bending counts up)"
OTHER_SIDE = "below 75, on the other side of rest (75 to 110 in start)"
LIBRARY = Path(str(resources.files("formcheck.exercise"))) / "library"
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
        f"{key}; allowed: {REACH}; did you mean 15 (where straight is 180)?",
        f"{key}; allowed: {OTHER_SIDE}",
    ]


def test_a_window_as_if_straight_were_180(tmp_path: Path) -> None:
    key = "phases.extend.knee_flexion: found 160 to 180"
    assert faults_of(tmp_path, "[phases.extend]\nknee_flexion = { min = 160, max = 180 }\n") == [
        f"{key}; allowed: {REACH}; did you mean 0 to 20 (where straight is 180)?",
        f"{key}; allowed: {OTHER_SIDE}",
    ]


def test_an_ankle_as_if_square_were_90(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "[phases.extend]\nankle_dorsiflexion = { min = 90, max = 115 }\n")
    assert "did you mean 0 to 25 (where square is 90)?" in fault
    (fault,) = faults_of(tmp_path, "[personal]\nankle_end_deg = 102\n")
    assert "did you mean 12 (where square is 90)?" in fault


def test_what_no_convention_explains_is_only_too_much(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "[personal]\nankle_end_deg = -170\n")
    assert fault.endswith("what the ankle does, -75 to 45 (here 0 is square to the shank, toes up counts up)")


@pytest.mark.parametrize(
    "numbers",
    [
        "[personal]\ndriver_end_deg = 12\nankle_end_deg = 9\nankle_neutral_deg = -6\n",
        "[personal]\ndriver_end_deg = -5\n",
        "[phases.extend]\nknee_flexion = { min = 0, max = 40 }\n",
        "[phases.start]\nknee_flexion = { min = 75, max = 180 }\n",
        "[personal]\nankle_end_deg = -12\ndriver_end_deg = 0.7\n",
        "[phases.extend]\nankle_dorsiflexion = { min = -15 }\n",
        "[phases.extend]\nankle_dorsiflexion = { min = -90, max = 90 }\n",
        "[posture]\nthigh_elevation = { min = -60, max = 60 }\n",
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


SLR = "tibial-distal-slider-slr"


@pytest.mark.parametrize(
    ("numbers", "exercise", "said"),
    [
        # Other conventions.
        ("[phases.start]\nknee_flexion = { min = -110, max = -75 }", "", "75 to 110 (where bending counts down)?"),
        ("[phases.extend]\nknee_flexion = { min = 150, max = 180 }", "", "0 to 30 (where straight is 180)?"),
        ("[personal]\nankle_end_deg = 60", "", "-30 (where square is 90) or -60 (where toes down counts up)?"),
        ("[phases.start]\nknee_flexion = { min = 1.31, max = 1.92 }", "", "did you mean 75 to 110 (in radians)?"),
        ("[phases.extend]\nknee_flexion = { max = 0.35 }", "", "did you mean 0 to 20 (in radians)?"),
        ("[posture]\nthigh_elevation = { min = 150, max = 179 }", "", "did you mean 60 to 89 (where hanging is 0)"),
        ("[posture]\ntrunk_lean = { min = 160, max = 180 }", "", "did you mean 0 to 20 (where upright is 180)?"),
        # The other side of rest, or of a square foot.
        ("[phases.extend]\nankle_dorsiflexion = { min = -25, max = -5 }", "", "did you mean 5 to 25?"),
        ("[phases.extend]\nankle_dorsiflexion = { min = -60, max = -45 }", "", "did you mean 45 to 60?"),
        ("[phases.pull_up]\nankle_dorsiflexion = { min = -12, max = -2 }", SLR, "pulled up as in 0 to 25"),
        ("[phases.extend]\nankle_dorsiflexion = { min = 5, max = 25 }", "peroneal-slider-seated", "the foot pointed"),
        ("[phases.start]\nankle_dorsiflexion = { min = 10, max = 20 }", "", "did you mean -20 to -10?"),
        ("[personal]\nankle_end_deg = -25", "", "above -20: it is to reach 0 to 25 in extend"),
        # What cannot go together.
        ("[personal]\ncycle_s = 1.5", "", "at least tempo.min_cycle_s, which is 2"),
        ("[tempo]\nout_s = 0\nback_s = 9", "", "at least min_stroke_s, which is 0.5"),
        ("[tempo]\nmax_speed_degps = 20", "", "more than 27.5"),
        ("[phases.extend]\nhold_warn_s = 0\nmax_hold_s = 0", "", "more than 0, or every stay would be too long"),
        ("[phases.extend]\nknee_flexion = { min = 60, max = 74 }\n[phases.start]\nknee_flexion = { max = 76 }", "", ""),
        ("[posture]\ntrunk_lean = { min = -100, max = -80 }", "", "shares angles with -35 to 65"),
    ],
)
def test_what_makes_no_sense_is_told_once_with_what_may_be_meant(
    tmp_path: Path, numbers: str, exercise: str, said: str
) -> None:
    faults = faults_of(tmp_path, numbers, exercise or "tibial-slider-seated")
    assert [said in fault for fault in faults].count(True) == 1
    keys = [fault.split(": found")[0] for fault in faults]
    assert len(keys) <= 2


def test_a_movement_too_small_to_be_counted(tmp_path: Path) -> None:
    numbers = "[phases.extend]\nknee_flexion = { min = 68, max = 74 }\n[phases.start]\nknee_flexion = { max = 77 }\n"
    (fault,) = faults_of(tmp_path, numbers)
    assert "9 degrees or more from 75 to 77 of start, or nothing would be counted" in fault


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e308", "true", '"12"', "[1]", "1" * 400])
@pytest.mark.parametrize(
    ("table", "key"), [("personal", "driver_end_deg"), ("phases.extend", "hold_s"), ("tempo", "max_speed_degps")]
)
def test_what_is_no_number_is_told_once(tmp_path: Path, table: str, key: str, value: str) -> None:
    (fault,) = faults_of(tmp_path, f"[{table}]\n{key} = {value}\n")
    assert fault.startswith(f"{table}.{key}: found ")
    assert "allowed: a number" in fault
    assert len(fault) < 200


def test_wrong_types_and_wrong_sides_come_together(tmp_path: Path) -> None:
    """A word for a side does not hide that the own end is one of another convention."""
    numbers = (
        'side = "lft"\nnote = 7\n[personal]\ndriver_end_deg = 175\ncycle_s = "4"\n[tempo]\nout_s = "2"\n'
        "min_cycle_s = 9\n[phases.extnd]\nhold_s = true\n"
        "[phases.extend]\nankle_dorsiflexion = { min = -30, max = -5 }\n"
    )
    keys = [fault.split(": found")[0] for fault in faults_of(tmp_path, numbers)]
    assert list(dict.fromkeys(keys)) == [
        "side", "note", "personal.driver_end_deg", "personal.cycle_s", "tempo.out_s", "tempo.min_cycle_s",
        "phases.extnd", "phases.extnd.hold_s", "phases.extend.ankle_dorsiflexion",
    ]  # fmt: skip


def test_numbers_are_looked_at_where_the_exercise_is_not_known(tmp_path: Path) -> None:
    numbers = "[personal]\ncycle_s = -1\n[phases.any]\nhold_s = nan\nknee_flexion = { min = 170, max = 160 }\n"
    keys = [fault.split(": found")[0] for fault in faults_of(tmp_path, numbers, "tibial")]
    assert keys == [
        "exercise", "personal.cycle_s", "phases.any.hold_s", "phases.any.knee_flexion", "phases.any.knee_flexion.min"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[phases.extend]", "[phases.plantarflexion]", "below 0, as the phase is called plantarflexion"),
        ("[phases.start]", "[phases.dorsiflexion]", "above 0, as the phase is called dorsiflexion"),
        ("[phases.extend]", "[phases.bend_knee]", "above 110, as the phase is called bend_knee"),
    ],
)
def test_a_phase_does_what_its_name_says(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (LIBRARY / "tibial-slider-seated.toml").read_text(encoding="utf-8").replace(old, new)
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    (fault,) = map(str, check_file(path))
    assert said in fault
