"""The exercise files that formcheck ships."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest

from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.exercise.definition import Exercise, Kind, Neck, Window
from formcheck.exercise.loader import check_file, exercise_ids, load_exercise
from formcheck.exercise.schema import exercise_schema, prescription_schema
from formcheck.samples import Dof

LIBRARY = Path(str(resources.files("formcheck.exercise"))) / "library"
LYING = -90.0

every_exercise = pytest.mark.parametrize("name", exercise_ids())


def test_thirteen_exercises_with_the_default_first() -> None:
    assert len(exercise_ids()) == 13
    assert exercise_ids()[0] == DEFAULT_EXERCISE == "tibial-slider-seated"


@every_exercise
def test_file_has_no_faults(name: str) -> None:
    assert check_file(LIBRARY / f"{name}.toml") == ()
    assert load_exercise(name).id == name


@every_exercise
def test_file_names_its_schema_and_says_what_is_a_proposal(name: str) -> None:
    text = (LIBRARY / f"{name}.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ./exercise.schema.json\n")
    assert "grade P" in text


@every_exercise
def test_person_is_told_how_to_film_and_what_stays_unseen(name: str) -> None:
    exercise = load_exercise(name)
    assert "2.5 m" in exercise.camera
    assert "pain, tingling and other symptoms" in exercise.unseen
    assert all(" — http" in source for source in exercise.evidence.sources)


@every_exercise
def test_holds_follow_the_kind(name: str) -> None:
    exercise = load_exercise(name)
    limits = (2.0, 3.0) if exercise.kind is Kind.SLIDER else (3.0, 4.0)
    assert (exercise.end.hold_warn_s, exercise.end.max_hold_s) == limits
    assert exercise.rest.max_hold_s > exercise.end.max_hold_s


@every_exercise
def test_lying_and_sitting_cannot_be_taken_for_each_other(name: str) -> None:
    trunk = load_exercise(name).posture.trunk_lean
    assert (trunk.min <= LYING <= trunk.max) != (trunk.min <= 0 <= trunk.max)


def windows(exercise: Exercise, dof: Dof) -> list[Window | None]:
    return [phase.window(dof) for phase in exercise.phases.values()]


def test_default_exercise_has_the_windows_of_the_reference_table() -> None:
    exercise = load_exercise("tibial-slider-seated")
    assert exercise.phase_names == ("start", "extend", "return")
    assert windows(exercise, Dof.KNEE_FLEXION) == [Window(75, 110), Window(0, 20), Window(75, 110)]
    assert windows(exercise, Dof.ANKLE_DORSIFLEXION) == [Window(-40, -10), Window(0, 25), Window(-40, -10)]
    assert [phase.neck for phase in exercise.phases.values()] == [Neck.FLEXED, Neck.EXTENDED, Neck.FLEXED]


def test_distal_slider_is_driven_by_the_ankle() -> None:
    exercise = load_exercise("tibial-distal-slider-slr")
    assert exercise.driver is Dof.ANKLE_DORSIFLEXION
    assert exercise.phase_names == ("start", "pull_up", "point")
    assert windows(exercise, Dof.ANKLE_DORSIFLEXION) == [Window(-40, -15), Window(0, 25), Window(-40, -15)]


def test_leg_raising_is_driven_by_the_thigh() -> None:
    exercise = load_exercise("peroneal-tensioner-slr")
    assert exercise.driver is Dof.THIGH_ELEVATION
    assert windows(exercise, Dof.THIGH_ELEVATION) == [Window(15, 45), Window(50, 100), Window(15, 45)]


def test_ankle_is_free_in_the_seated_sciatic_slider() -> None:
    assert windows(load_exercise("sciatic-slider-seated"), Dof.ANKLE_DORSIFLEXION) == [None, None, None]


def test_seated_slider_and_tensioner_differ_in_the_neck_alone() -> None:
    slider, tensioner = load_exercise("tibial-slider-seated"), load_exercise("tibial-tensioner-seated")
    assert slider.end.neck is Neck.EXTENDED
    assert tensioner.end.neck is Neck.FLEXED
    assert slider.end.ankle_dorsiflexion == tensioner.end.ankle_dorsiflexion


@pytest.mark.parametrize(("name", "made"), [("exercise", exercise_schema()), ("prescription", prescription_schema())])
def test_schema_file_is_up_to_date(name: str, made: dict[str, object]) -> None:
    written = json.loads((LIBRARY / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert written == made, f"formcheck schema {name} > formcheck/exercise/library/{name}.schema.json"


def test_prescription_schema_demands_no_numbers() -> None:
    schema = prescription_schema()
    assert schema["required"] == ["schema_version", "exercise"]
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    assert not any("required" in definition for definition in definitions.values())
