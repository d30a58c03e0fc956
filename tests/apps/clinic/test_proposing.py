"""Proposals from a person's own visits: the median of what was seen, never further than they went, or a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from formcheck.apps.clinic.proposing import Proposed, WhyNot, propose
from formcheck.exercise.loader import load_exercise
from formcheck.samples import Side
from formcheck.session.coaching.safety import Halt, Lasting
from formcheck.store.model import Middle, Totals, VisitRow, VisitState
from tests.support.stored import NOW

SLIDER = load_exercise("tibial-slider-seated")
OWN, ANKLE, CYCLE = "personal.driver_end_deg", "personal.ankle_end_deg", "personal.cycle_s"


def visit(number: int, knee_deg: float = 14.4, **other: object) -> VisitRow:
    """Return a visit made by hand."""
    totals = Totals(10, 8, 1, Middle(knee_deg, 2.0), Middle(4.6, 2.0), Middle(4.68, 0.1))
    at = NOW - timedelta(days=30 - number)
    row = VisitRow(
        key=f"visit-{number}", began_at=at, day=at.date(), state=VisitState.FINISHED, exercise=SLIDER.id, side="right",
        instrument="heavy", totals=totals, own=totals, pain_before=1, pain_during=None, pain_after=1, lasting="none",
        halt="", parts=("set-1-part-1",), is_corrected=False,
    )  # fmt: skip
    return replace(row, **other)  # type: ignore[arg-type]


def proposed(visits: Sequence[VisitRow], side: Side | None = Side.RIGHT) -> Proposed:
    return propose(SLIDER, side, visits)


def numbers(found: Proposed) -> dict[str, float]:
    return {one.key: one.value for one in found.proposals}


def test_it_is_the_median_of_the_visits_rounded_to_the_easier_side() -> None:
    found = proposed([visit(1, 20.0), visit(2, 13.2), visit(3, 14.4)])
    # A knee at 15 is less straight than at 14.4, a foot at 4 less pulled up than at 4.6.
    assert numbers(found) == {OWN: 15.0, ANKLE: 4.0, CYCLE: 4.6}
    assert (found.visits, found.repetitions, found.instrument) == (3, 27, "heavy")
    assert found.why_not is None
    assert {one.key: one.spread for one in found.proposals}[OWN] == pytest.approx(3.625, abs=0.01)


def test_nobody_is_pushed_beyond_what_the_exercise_asks_for() -> None:
    assert numbers(proposed([visit(number, -6.0) for number in range(3)]))[OWN] == 0.0


def test_only_the_last_ten_count() -> None:
    found = proposed(
        [*(visit(number, 40.0) for number in range(8)), *(visit(8 + number, 12.0) for number in range(10))]
    )
    assert numbers(found)[OWN] == 12.0
    assert found.visits == 10


@pytest.mark.parametrize(
    ("visits", "why"),
    [
        ([], WhyNot.FEW),
        ([visit(1), visit(2)], WhyNot.FEW),
        ([visit(1), visit(2), visit(3, side="left")], WhyNot.FEW),
        ([visit(1), visit(2), visit(3, exercise="sciatic-slider-seated")], WhyNot.FEW),
        ([visit(1), visit(2), visit(3, totals=Totals(10, 0, 10))], WhyNot.FEW),
        ([visit(1), visit(2), visit(3), visit(4, instrument="full")], WhyNot.MODEL),
        ([visit(1), visit(2), visit(3, halt=Halt.PAIN.value)], WhyNot.STOPPED),
        ([visit(1), visit(2), visit(3, lasting=Lasting.DAY.value)], WhyNot.LASTING),
        ([visit(1), visit(2), visit(3, lasting=Lasting.LONG.value)], WhyNot.LASTING),
    ],
)
def test_where_it_cannot_be_known_it_says_why(visits: Sequence[VisitRow], why: WhyNot) -> None:
    found = proposed(visits)
    assert found.why_not is why
    assert not found.proposals


def test_no_leg_no_proposal() -> None:
    assert proposed([visit(1), visit(2), visit(3)], None).why_not is WhyNot.SIDE


def test_a_range_that_is_hardly_any_is_not_proposed() -> None:
    assert OWN not in numbers(proposed([visit(number, 80.0) for number in range(3)]))


def test_of_a_thigh_no_end_is_kept() -> None:
    raised = load_exercise("peroneal-tensioner-slr")
    visits = [visit(number, exercise=raised.id) for number in range(3)]
    assert set(numbers(propose(raised, Side.RIGHT, visits))) <= {CYCLE}
