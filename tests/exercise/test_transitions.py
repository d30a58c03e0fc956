"""The table of the state machine: what it says is what happens, and all of it can happen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import formcheck
from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.events import AttemptDropped, AttemptStarted, Event, PhaseEntered
from formcheck.exercise import machine
from formcheck.exercise.chart import draw_diagram, draw_table
from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.exercise.machine import TRANSITIONS, MachineState, MachineStep, Stage, Transition, find_transition
from formcheck.exercise.memory import remember
from formcheck.exercise.plan import make_plan
from formcheck.exercise.situation import Situation
from formcheck.samples import AngleSample, Dof, Side
from tests.support.people import REST
from tests.support.strategies import degrees

PLAN = make_plan(Prescription(load_exercise(DEFAULT_EXERCISE)))
DOCUMENT = Path(str(formcheck.__file__)).parents[1] / "docs" / "state-machine.md"
RATE_HZ = 10.0
KNEE = Dof.KNEE_FLEXION
STANDING_THIGH_DEG = -80.0


@dataclass(frozen=True, slots=True)
class Move:
    """The knee goes to an angle in a time, evenly; meanwhile it may be out of sight, or the person stand."""

    knee_deg: float
    duration_s: float
    is_seen: bool = True
    is_standing: bool = False

    def samples(self, from_deg: float, start_s: float) -> Iterator[AngleSample]:
        """Yield its samples."""
        count = max(1, round(self.duration_s * RATE_HZ))
        for i in range(1, count + 1):
            deg = dict(REST) | {KNEE: from_deg + (self.knee_deg - from_deg) * i / count}
            if self.is_standing:
                deg[Dof.THIGH_ELEVATION] = STANDING_THIGH_DEG
            if not self.is_seen:
                deg[KNEE] = float("nan")
            yield AngleSample(start_s + i / RATE_HZ, Side.RIGHT, deg, dict.fromkeys(Dof, 1.0))


@dataclass(frozen=True, slots=True)
class Taken:
    """One step: memory before and after, the line of the table that applied, and what came of it."""

    before: MachineState
    transition: Transition | None
    after: MachineState
    result: MachineStep


def take(moves: Sequence[Move]) -> list[Taken]:
    """Fold movements through the machine; the first one starts at its own angle."""
    state, taken = MachineState(), []
    t_s, knee_deg = 0.0, moves[0].knee_deg
    for move in moves:
        for sample in move.samples(knee_deg, t_s):
            transition = find_transition(Situation(PLAN, remember(PLAN, state, sample)))
            after, result = machine.step(PLAN, state, sample)
            taken.append(Taken(state, transition, after, result))
            state, t_s = after, sample.t_s
        knee_deg = move.knee_deg
    return taken


def drawn_arrows() -> set[tuple[str, str]]:
    """Return from where to where the arrows of the document go."""
    return set(re.findall(r"^    (\w+) --> (\w+) :", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_document_is_drawn_from_the_table() -> None:
    """Where this fails, put into the document what `draw_diagram` and `draw_table` return."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert f"```mermaid\n{draw_diagram()}\n```" in text
    assert f"\n{draw_table()}\n" in text


def test_every_stage_has_its_lines() -> None:
    assert set(TRANSITIONS) == set(Stage)
    for lines in TRANSITIONS.values():
        conditions = [line.when for line in lines]
        assert len(set(conditions)) == len(conditions)


def test_a_line_tells_the_phase_where_it_enters_one() -> None:
    for stage, lines in TRANSITIONS.items():
        for line in lines:
            names = [getattr(tell, "__name__", "") for tell in line.tells]
            assert ("phase" in names) == (line.to not in {stage, Stage.SEEKING})


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_can_be_reached_and_left(stage: Stage) -> None:
    assert stage in reachable(Stage.SEEKING)
    assert Stage.SEEKING in reachable(stage)
    assert any(line.to is not stage for line in TRANSITIONS[stage])


def reachable(start: Stage) -> set[Stage]:
    """Return the stages that lines lead to from one, directly or not."""
    found: set[Stage] = set()
    waiting = [start]
    while waiting:
        new = {line.to for line in TRANSITIONS[waiting.pop()]} - found
        found |= new
        waiting += new
    return found


# --- every line can be taken ------------------------------------------------------------------------------------------

SIT = Move(90.0, 2.0)
LIFT, HOLD, PUT_DOWN = Move(5.0, 1.5), Move(5.0, 1.0), Move(90.0, 1.5)
SIT_FORWARD = Move(62.0, 2.0)
HALF_WAY_BACK = Move(39.0, 1.0)

WAYS: dict[tuple[Stage, str], Sequence[Move]] = {
    (Stage.SEEKING, "is_unseen"): [replace(SIT, is_seen=False)],
    (Stage.SEEKING, "begins_at_rest"): [SIT],
    (Stage.SEEKING, "rests_in_position"): [LIFT, PUT_DOWN, SIT],
    (Stage.REST, "is_lost_at_rest"): [SIT, replace(SIT, duration_s=2.5, is_seen=False)],
    (Stage.REST, "is_unseen"): [SIT, replace(SIT, duration_s=0.5, is_seen=False)],
    (Stage.REST, "is_out_of_position"): [SIT, replace(SIT, is_standing=True)],
    (Stage.REST, "has_left_rest"): [SIT, LIFT],
    (Stage.REST, "has_settled_away"): [SIT_FORWARD, Move(53.0, 3.0), Move(53.0, 2.0)],
    (Stage.REST, "has_settled"): [SIT],
    (Stage.OUT, "is_lost_in_an_attempt"): [SIT, LIFT, replace(HOLD, duration_s=4.0, is_seen=False)],
    (Stage.OUT, "is_lost"): [SIT, Move(72.0, 0.5), Move(72.0, 4.0, is_seen=False)],
    (Stage.OUT, "is_unseen"): [SIT, LIFT, replace(HOLD, is_seen=False)],
    (Stage.OUT, "is_out_of_position"): [SIT, LIFT, replace(HOLD, is_standing=True)],
    (Stage.OUT, "takes_too_long"): [SIT, LIFT, replace(HOLD, duration_s=61.0)],
    (Stage.OUT, "fidgets_to_rest"): [SIT, Move(75.0, 0.5), SIT],
    (Stage.OUT, "fidgets_away"): [SIT_FORWARD, Move(45.0, 0.5), Move(45.0, 2.0)],
    (Stage.OUT, "has_turned"): [SIT, LIFT, PUT_DOWN],
    (Stage.OUT, "becomes_an_attempt"): [SIT, LIFT],
    (Stage.BACK, "is_lost"): [SIT, LIFT, HALF_WAY_BACK, replace(HALF_WAY_BACK, duration_s=4.0, is_seen=False)],
    (Stage.BACK, "is_unseen"): [SIT, LIFT, HALF_WAY_BACK, replace(HALF_WAY_BACK, is_seen=False)],
    (Stage.BACK, "is_out_of_position"): [SIT, LIFT, HALF_WAY_BACK, replace(HALF_WAY_BACK, is_standing=True)],
    (Stage.BACK, "takes_too_long"): [SIT, LIFT, HALF_WAY_BACK, replace(HALF_WAY_BACK, duration_s=61.0)],
    (Stage.BACK, "bounces"): [SIT, LIFT, Move(30.0, 0.5), LIFT],
    (Stage.BACK, "rises_from_rest"): [SIT, LIFT, Move(85.0, 1.0), LIFT],
    (Stage.BACK, "rises_again"): [SIT_FORWARD, LIFT, Move(45.0, 1.0), LIFT],
    (Stage.BACK, "has_returned_to_rest"): [SIT, LIFT, PUT_DOWN, SIT],
    (Stage.BACK, "has_returned"): [SIT_FORWARD, LIFT, Move(45.0, 1.0), Move(45.0, 3.0)],
    (Stage.BACK, "rests_differently"): [SIT, Move(40.0, 1.0), Move(58.0, 1.0), Move(58.0, 3.0)],
}
"""For each line of the table, by the stage and the name of its condition, movements that end up taking it."""


def test_every_line_has_its_way() -> None:
    assert list(WAYS) == [(stage, line.when.__name__) for stage, lines in TRANSITIONS.items() for line in lines]


@pytest.mark.parametrize(("stage", "condition"), WAYS)
def test_every_line_can_be_taken(stage: Stage, condition: str) -> None:
    taken = take(WAYS[stage, condition])
    assert (stage, condition) in {
        (one.before.stage, one.transition.when.__name__) for one in taken if one.transition is not None
    }


# --- nothing else happens ---------------------------------------------------------------------------------------------

moves = st.lists(
    st.builds(
        Move,
        knee_deg=st.sampled_from([90.0, 90.0, 5.0, 5.0, 62.0, 40.0]) | degrees(0, 130),
        duration_s=st.sampled_from([0.1, 0.3, 0.5, 1.0, 1.5, 2.5, 4.0]),
        is_seen=st.sampled_from([True] * 6 + [False]),
        is_standing=st.sampled_from([False] * 9 + [True]),
    ),
    min_size=1,
    max_size=25,
)


@given(moves)
def test_whatever_happens_is_an_arrow_of_the_diagram(some: Sequence[Move]) -> None:
    arrows = drawn_arrows()
    for one in take(some):
        expected = one.before.stage if one.transition is None else one.transition.to
        assert one.after.stage is expected
        assert one.transition is None or (one.before.stage, one.after.stage) in arrows
        phases = [event for event in one.result.events if isinstance(event, PhaseEntered)]
        assert len(phases) == (one.after.stage not in {one.before.stage, Stage.SEEKING})


def is_dropped(event: Event) -> bool:
    """Tell whether an attempt was told to be none; one that the recording began in had never started."""
    return isinstance(event, AttemptDropped) and event.reason != "cut_by_start"


@pytest.mark.slow
@settings(max_examples=150)
@given(moves)
def test_a_recording_begins_at_most_once_in_an_attempt(some: Sequence[Move]) -> None:
    events = [event for one in take(some) for event in one.result.events]
    cut = [i for i, one in enumerate(events) if isinstance(one, AttemptDropped) and one.reason == "cut_by_start"]
    begun = [i for i, one in enumerate(events) if isinstance(one, AttemptStarted)]
    assert len(cut) <= 1
    assert all(i < j for i in cut for j in begun)


@pytest.mark.slow
@settings(max_examples=150)
@given(moves)
def test_an_attempt_that_has_started_ends_once(some: Sequence[Move]) -> None:
    for one in take(some):
        before, after = one.before.is_attempt, one.after.is_attempt
        started = sum(isinstance(event, AttemptStarted) for event in one.result.events)
        ended = sum(is_dropped(event) for event in one.result.events) + (one.result.closed is not None)
        assert started - ended == after - before
        assert ended <= before
        assert not after or one.after.stage in {Stage.OUT, Stage.BACK}
