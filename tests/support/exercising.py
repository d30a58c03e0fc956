"""How each exercise of the library is done: the middle of its windows, by somebody in its position."""

from __future__ import annotations

from formcheck.exercise.definition import Exercise, Neck, Phase, Prescription, Window
from formcheck.exercise.plan import make_plan
from formcheck.samples import Dof, Side
from tests.support.people import FOOT_BACK, KNEE_UP, REST, Angles, Person, Rep, Script

_NECK_DEG = {Neck.FLEXED: 25.0, Neck.EXTENDED: -15.0, Neck.NEUTRAL: 0.0, Neck.ANY: 5.0}


def middle(window: Window) -> float:
    """Return the middle of a window."""
    return (window.min + window.max) / 2


def posture_of(exercise: Exercise, phase: Phase) -> Angles:
    """Return the angles of somebody who is exactly where a phase asks them to be."""
    asked = {dof: middle(window) for dof in Dof if (window := phase.window(dof)) is not None}
    place = {
        Dof.THIGH_ELEVATION: middle(exercise.posture.thigh_elevation),
        Dof.TRUNK_LEAN: middle(exercise.posture.trunk_lean),
    }
    return REST | place | {Dof.NECK_FLEXION: _NECK_DEG[phase.neck]} | asked


def person_for(exercise: Exercise, side: Side = Side.RIGHT) -> Person:
    """Return a person in the exercise's position, that side to the camera."""
    trunk = exercise.posture.trunk_lean
    if trunk.max < 0.0:
        return Person.lying(side, facing=side)
    is_stretched_out = exercise.rest.knee_flexion is not None and exercise.rest.knee_flexion.max < 45.0
    other_leg = KNEE_UP if is_stretched_out else FOOT_BACK
    return Person(side, facing=side, resting=dict(other_leg))


def well_done(exercise: Exercise) -> Rep:
    """Return a repetition as prescribed."""
    pace = exercise.tempo
    return Rep(
        out_s=pace.out_s + 0.2,
        hold_s=exercise.end.hold_s + 0.3,
        back_s=pace.back_s + 0.2,
        end=posture_of(exercise, exercise.end),
    )


def short_of_the_end(exercise: Exercise, by_deg: float = 8.0) -> Rep:
    """Return a repetition whose driver stops short of what is required."""
    plan = make_plan(Prescription(exercise))
    return well_done(exercise).ending(**{plan.driver.value: plan.required[plan.driver] - plan.sign * by_deg})


def do(exercise: Exercise, *reps: Rep) -> Script:
    """Return a session of that exercise."""
    return Script(reps, rest=posture_of(exercise, exercise.rest))
