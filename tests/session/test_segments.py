"""A session in segments: one leg, one facing, one exercise, one set each; everything that moved appears."""

from __future__ import annotations

from itertools import chain

import pytest

from formcheck.events import Verdict
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.samples import Dof, Pose, Side
from formcheck.session.recognition import recognise_exercises
from formcheck.session.segments import LEAST_ELSEWHERE, SET_PAUSE_S
from tests.support.cases import few, few_rows
from tests.support.edits import mirror, transform
from tests.support.exercising import do, person_for, well_done
from tests.support.joining import join
from tests.support.people import Person, Rep, Script, perform
from tests.support.sessions import Run, make_header, watch

TIBIAL, PERONEAL = "tibial-slider-seated", "peroneal-slider-seated"
THREE = Script([Rep(), Rep(hold_s=5.5), Rep()])
VERDICTS = [Verdict.GOOD, Verdict.HELD, Verdict.GOOD]
UNSEEN_TWINS = {"tibial-distal-slider-slr": "sural-distal-slider-slr"}
"""Told apart only by how the foot is turned, which a camera at the side does not see."""


def filmed(script: Script = THREE, person: Person | None = None) -> list[Pose]:
    return perform(script, person, jitter_px=0.4)


def performed(name: str, count: int = 3, side: Side = Side.RIGHT) -> list[Pose]:
    exercise = load_exercise(name)
    return perform(do(exercise, *[well_done(exercise)] * count), person_for(exercise, side), jitter_px=0.4)


def parts(run: Run) -> list[tuple[Side | None, Side | None, int, str, int]]:
    """Return leg, facing, set, what it looks like, and how many, of each segment."""
    return [
        (one.side, one.facing, one.set_number, one.looks_like, one.summary.attempts) for one in run.session.segments
    ]


def test_one_set_of_one_leg_is_one_segment() -> None:
    run = watch(filmed())
    assert parts(run) == [(Side.RIGHT, Side.RIGHT, 1, "", 3)]
    (segment,) = run.session.segments
    assert (segment.begin_s, segment.end_s) == (run.repetitions[0].start_s, run.repetitions[-1].end_s)
    assert segment.summary == run.session.summary


@pytest.mark.slow
@pytest.mark.parametrize("rest_s", few([0.0, 0.5, 5.0, 30.0]))
def test_who_turns_round_is_judged_on_both_legs(rest_s: float) -> None:
    run = watch(join(filmed(), [mirror(pose) for pose in filmed()], rest_s=rest_s))
    assert run.verdicts == [*VERDICTS, *VERDICTS]
    assert parts(run) == [(Side.RIGHT, Side.RIGHT, 1, "", 3), (Side.LEFT, Side.LEFT, 1, "", 3)]
    assert [one.side for one in run.repetitions] == [Side.RIGHT] * 3 + [Side.LEFT] * 3


@pytest.mark.slow
def test_who_changes_the_leg_and_stays_seated_is_judged_on_both() -> None:
    other = Person(side=Side.LEFT, facing=Side.RIGHT)
    run = watch(join(filmed(), filmed(person=other), filmed(), rest_s=2.0))
    assert [side for side, *_ in parts(run)] == [Side.RIGHT, Side.LEFT, Side.RIGHT]
    assert run.verdicts == VERDICTS * 3


@pytest.mark.slow
def test_a_long_pause_parts_two_sets() -> None:
    run = watch(join(filmed(), filmed(), rest_s=SET_PAUSE_S + 5.0))
    assert [number for _, _, number, _, _ in parts(run)] == [1, 2]


@pytest.mark.slow
def test_a_short_pause_does_not() -> None:
    run = watch(join(filmed(), filmed(), rest_s=SET_PAUSE_S / 3.0))
    assert parts(run) == [(Side.RIGHT, Side.RIGHT, 1, "", 6)]


@pytest.mark.slow
def test_every_repetition_is_in_one_segment() -> None:
    run = watch(join(filmed(), [mirror(pose) for pose in filmed()], performed(PERONEAL), rest_s=3.0))
    assert list(chain(*(one.repetitions for one in run.session.segments))) == [one.index for one in run.repetitions]


@pytest.mark.slow
@pytest.mark.parametrize("rest_s", few([0.0, 0.7, 10.0]))
def test_somebody_else_who_tries_it_too_is_judged_like_alone(rest_s: float) -> None:
    larger = Person(side=Side.LEFT, facing=Side.LEFT, shank_px=120.0)
    other = [transform(dx_px=-60.0)(pose) for pose in filmed(person=larger)]
    run = watch(join(filmed(), other, rest_s=rest_s))
    assert run.verdicts == [*VERDICTS, *VERDICTS]
    assert [side for side, *_ in parts(run)] == [Side.RIGHT, Side.LEFT]


# --- which exercise ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_another_exercise_is_told_and_not_silently_faulted() -> None:
    run = watch(join(performed(PERONEAL, 4), performed(TIBIAL), rest_s=1.0))
    assert [(looks_like, count) for *_, looks_like, count in parts(run)] == [(PERONEAL, 4), ("", 3)]


def test_one_repetition_with_the_wrong_foot_is_a_fault_and_no_other_exercise() -> None:
    pointed = Rep().ending(ankle_dorsiflexion=-60.0)
    run = watch(filmed(Script([Rep(), pointed, Rep()])))
    assert [looks_like for *_, looks_like, _ in parts(run)] == [""]
    assert run.verdicts == [Verdict.GOOD, Verdict.WRONG_ORDER, Verdict.GOOD]


@pytest.mark.slow
@pytest.mark.parametrize("name", few([one for one in exercise_ids() if one != TIBIAL], fast=2))
def test_every_exercise_of_the_library_is_recognised_where_another_is_prescribed(name: str) -> None:
    run = watch(performed(name), make_header(TIBIAL))
    assert [looks_like for *_, looks_like, _ in parts(run)] == [UNSEEN_TWINS.get(name, name)]


@pytest.mark.slow
def test_movements_of_a_posture_that_was_not_prescribed_are_told_and_not_counted() -> None:
    run = watch(performed("tibial-distal-slider-slr"), make_header(TIBIAL))
    assert not run.repetitions
    (segment,) = run.session.segments
    assert (segment.exercise, segment.repetitions, segment.summary.attempts) == ("", (), 3)


def test_a_few_movements_out_of_position_are_fidgeting() -> None:
    assert not watch(performed("tibial-distal-slider-slr", LEAST_ELSEWHERE - 1), make_header(TIBIAL)).session.segments


@pytest.mark.parametrize("name", few(exercise_ids()))
def test_the_exercise_of_a_recording_is_found_without_being_named(name: str) -> None:
    poses = performed(name)
    header = recognise_exercises(make_header(), poses)
    assert header.prescription.exercise.id == UNSEEN_TWINS.get(name, name)
    assert not header.later
    assert watch(poses, header).verdicts == [Verdict.GOOD] * 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("names", "rest_s"),
    few_rows(
        [
            ((TIBIAL, PERONEAL), 4.0),
            ((PERONEAL, TIBIAL), 0.0),
            ((PERONEAL, TIBIAL), 30.0),
            (("tibial-tensioner-seated", TIBIAL), 0.0),
            (("tibial-tensioner-seated", TIBIAL), 30.0),
        ]
    ),
)
def test_two_exercises_are_each_judged_by_their_own(names: tuple[str, str], rest_s: float) -> None:
    poses = join(*map(performed, names), rest_s=rest_s)
    header = recognise_exercises(make_header(), poses)
    run = watch(poses, header)
    assert run.verdicts == [Verdict.GOOD] * 6
    assert [one.exercise for one in run.session.segments] == list(names)


def test_where_nothing_is_recognised_the_header_stays() -> None:
    still = perform(Script([], lead_s=3.0, tail_s=0.0))
    assert recognise_exercises(make_header(), still) == make_header()


def test_the_other_leg_never_makes_one_of_its_own_while_it_copies() -> None:
    tracked = watch(filmed(person=Person(resting={**Person().resting, Dof.KNEE_FLEXION: 92.0})))
    assert parts(tracked) == [(Side.RIGHT, Side.RIGHT, 1, "", 3)]
