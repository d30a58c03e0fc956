"""A prescription shown: at its pace, where its windows are, and good by the judge that will judge the person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.events import Verdict
from formcheck.exercise.definition import Personal, Prescription, Tempo, Window
from formcheck.exercise.demonstration import REST_S, Ground, demonstrate
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.kinematics import angles as measured
from formcheck.samples import Dof, Side
from formcheck.validation.simulated.demonstrated import judge_demonstration

every_exercise = pytest.mark.parametrize("name", exercise_ids())
JOINTS = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION)


@every_exercise
@pytest.mark.parametrize("side", Side)
def test_each_figure_is_good_by_its_own_exercise(name: str, side: Side) -> None:
    assert judge_demonstration(Prescription(load_exercise(name), side), 3) == (Verdict.GOOD,) * 3


@pytest.mark.parametrize(
    ("personal", "is_good"),
    [
        (Personal(driver_end_deg=45.0, ankle_end_deg=-8.0), True),
        (Personal(ankle_neutral_deg=12.0), True),
        (Personal(cycle_s=4.0), True),
        (Personal(cycle_s=9.0), False),  # the pace that is shown is hurried for somebody who takes so long
    ],
)
def test_an_own_end_is_shown_and_judged(personal: Personal, is_good: bool) -> None:
    prescription = Prescription(load_exercise("tibial-slider-seated"), Side.LEFT, personal)
    assert (judge_demonstration(prescription) == (Verdict.GOOD,) * 2) is is_good
    if personal.driver_end_deg is not None:
        assert demonstrate(prescription).end[Dof.KNEE_FLEXION] == personal.driver_end_deg
        assert demonstrate(prescription).end[Dof.ANKLE_DORSIFLEXION] == personal.ankle_end_deg


@every_exercise
def test_it_is_where_the_windows_are_and_inside_the_posture(name: str) -> None:
    exercise = load_exercise(name)
    shown = demonstrate(Prescription(exercise))
    for phase, deg in zip(exercise.phases.values(), (shown.rest, shown.end, shown.back), strict=True):
        for dof in JOINTS:
            window = phase.window(dof)
            assert window is None or window.min <= deg[dof] <= window.max
        assert exercise.posture.trunk_lean.min < deg[Dof.TRUNK_LEAN] < exercise.posture.trunk_lean.max
        assert exercise.posture.thigh_elevation.min < deg[Dof.THIGH_ELEVATION] < exercise.posture.thigh_elevation.max


@every_exercise
def test_nothing_goes_through_the_floor_and_the_other_foot_stands_on_it(name: str) -> None:
    shown = demonstrate(Prescription(load_exercise(name), Side.RIGHT))
    for share in range(41):
        points = shown.points(shown.angles_at(share / 40.0 * shown.cycle_s))
        assert min(y for _, y in points.values()) >= -shown.floor - 1e-3
        assert points["left_heel"][1] == pytest.approx(-shown.floor)
        assert points["left_foot_index"][1] == pytest.approx(-shown.floor)
        apart = abs(points["left_foot_index"][0] - points["right_foot_index"][0])
        assert apart > 0.1 or points["right_foot_index"][1] > -shown.floor + 0.1


@every_exercise
def test_drawn_and_measured_it_has_the_angles_it_shows(name: str) -> None:
    shown = demonstrate(Prescription(load_exercise(name), Side.LEFT))
    for share in range(21):
        deg = shown.angles_at(share / 20.0 * shown.cycle_s)
        at = {key: (x, -y) for key, (x, y) in shown.points(deg).items()}  # pixels go down
        hip, knee, ankle, heel, toe = (at[f"left_{part}"] for part in ("hip", "knee", "ankle", "heel", "foot_index"))
        assert measured.measure_knee_flexion(hip, knee, ankle) == pytest.approx(deg[Dof.KNEE_FLEXION], abs=0.1)
        ankle_deg = measured.measure_ankle_dorsiflexion(knee, ankle, heel, toe)
        assert ankle_deg == pytest.approx(deg[Dof.ANKLE_DORSIFLEXION], abs=0.1)


def test_it_keeps_the_pace_that_is_prescribed() -> None:
    exercise = load_exercise("tibial-tensioner-seated")
    slow = replace(exercise, tempo=Tempo(out_s=3.0, back_s=4.0))
    shown = demonstrate(Prescription(slow))
    hold_s = exercise.end.hold_s
    assert shown.cycle_s == REST_S + 3.0 + hold_s + 4.0
    knee = [shown.angles_at(t_s)[Dof.KNEE_FLEXION] for t_s in (0.0, REST_S, REST_S + 1.5, REST_S + 3.0)]
    assert knee[0] == knee[1] == shown.rest[Dof.KNEE_FLEXION]
    assert knee[2] == pytest.approx((knee[1] + knee[3]) / 2.0)
    assert shown.angles_at(REST_S + 3.0 + hold_s)[Dof.KNEE_FLEXION] == shown.end[Dof.KNEE_FLEXION]
    assert shown.angles_at(shown.cycle_s - 1e-9)[Dof.KNEE_FLEXION] == pytest.approx(shown.back[Dof.KNEE_FLEXION])


def test_a_narrow_posture_is_kept() -> None:
    exercise = load_exercise("tibial-slider-seated")
    posture = replace(exercise.posture, trunk_lean=Window(30.0, 34.0))
    assert demonstrate(Prescription(replace(exercise, posture=posture))).rest[Dof.TRUNK_LEAN] == 32.0


def test_it_sits_or_lies_as_the_exercise_does() -> None:
    found = {name: demonstrate(Prescription(load_exercise(name))).ground for name in exercise_ids()}
    assert found["tibial-slider-seated"] is Ground.CHAIR
    assert found["sciatic-slider-supine"] is Ground.MAT
    assert found["deep-peroneal-slider-longsitting"] is Ground.FLOOR
