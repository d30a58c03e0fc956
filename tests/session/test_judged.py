"""What counts as judged by a clinician: all of a session that was looked through, else what a verdict was said of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.events import Verdict
from formcheck.session.corrections import (
    Added,
    AngleMeasured,
    Blame,
    Commented,
    Correction,
    DatedCorrection,
    LookedThrough,
    MovedPoint,
    Movement,
    Overruled,
    PointsMoved,
    Rescored,
    Struck,
    Undone,
    standing,
)
from formcheck.session.judged import Judgement, judge_session

NOW = datetime(2026, 11, 29, 14, 5, 7, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """A repetition as the machine found it."""

    start_s: float
    end_s: float
    verdict: Verdict


FOUND = (Found(0.0, 4.0, Verdict.GOOD), Found(5.0, 9.0, Verdict.RUSHED), Found(10.0, 14.0, Verdict.NOT_MEASURABLE))
FIRST, SECOND, THIRD = (Movement(one.start_s, one.end_s) for one in FOUND)
LATER = Movement(20.0, 24.0)
LOOKED = LookedThrough(3)


def judged(*whats: Correction, by: tuple[str, ...] = ()) -> Judgement[Found]:
    """Return what is judged by what was said, in this order."""
    authors = (*by, *("jm",) * len(whats))
    said = [
        DatedCorrection(number, "", f"token-{number:04}", NOW + timedelta(seconds=number), author, what)
        for number, (what, author) in enumerate(zip(whats, authors, strict=False), start=1)
    ]
    return judge_session(FOUND, standing(said))


def pairs(found: Judgement[Found]) -> list[tuple[Verdict | None, Verdict | None]]:
    """Return the verdicts of machine and clinician."""
    return [(one.machine, one.mine) for one in found.movements]


def test_where_nobody_says_anything_nothing_is_judged() -> None:
    assert judged() == Judgement((), None)


def test_who_looked_through_it_agrees_with_what_nobody_changed() -> None:
    found = judged(LOOKED)
    assert found.is_whole
    assert pairs(found) == [(one.verdict, one.verdict) for one in FOUND]
    assert all(one.blame is None for one in found.movements)


def test_a_session_looked_through_has_what_was_changed_added_and_struck() -> None:
    found = judged(
        Overruled(SECOND, Verdict.RUSHED, Verdict.GOOD, Blame.RULE),
        Struck(FIRST, Verdict.GOOD, Blame.CAMERA),
        LOOKED,
        Added(LATER, Verdict.HELD, Blame.OTHER),
    )
    assert pairs(found) == [
        (Verdict.GOOD, None),
        (Verdict.RUSHED, Verdict.GOOD),
        (Verdict.NOT_MEASURABLE, Verdict.NOT_MEASURABLE),
        (None, Verdict.HELD),
    ]
    assert [one.blame for one in found.movements] == [Blame.CAMERA, Blame.RULE, None, Blame.OTHER]


def test_without_it_only_what_was_said_counts_and_is_not_whole() -> None:
    found = judged(Overruled(SECOND, Verdict.RUSHED, Verdict.GOOD, Blame.RULE))
    assert not found.is_whole
    assert pairs(found) == [(Verdict.RUSHED, Verdict.GOOD)]


def test_an_overrule_that_names_the_machines_own_verdict_agrees_with_it() -> None:
    found = judged(Overruled(SECOND, Verdict.RUSHED, Verdict.RUSHED, Blame.OTHER))
    assert pairs(found) == [(Verdict.RUSHED, Verdict.RUSHED)]
    assert found.movements[0].blame is None


POINT = (MovedPoint(3, "left_knee", 1.0, 2.0),)


@pytest.mark.parametrize(
    "what",
    [
        Commented("look at the heel"),
        AngleMeasured(3, 1.0, (0.0, 0.0), (1.0, 0.0), (0.0, 1.0), 90.0),
        Rescored("opinion-1"),
        PointsMoved(SECOND, POINT),
    ],
)
def test_what_is_no_verdict_judges_nothing(what: Correction) -> None:
    assert judged(what).movements == ()


def test_a_session_is_not_whole_while_moved_points_say_otherwise_and_nobody_does() -> None:
    moved = PointsMoved(SECOND, POINT, judged=None)  # with them the machine finds nothing there any more
    found = judged(LOOKED, moved)
    assert not found.is_whole
    assert [one.start_s for one in found.left_open] == [5.0]
    assert found.movements == ()
    said = judged(LOOKED, moved, Struck(SECOND, Verdict.RUSHED, Blame.POINT))
    assert said.is_whole
    assert pairs(said)[1] == (Verdict.RUSHED, None)


def test_who_saw_other_repetitions_vouches_for_nothing() -> None:
    assert judged(LookedThrough(2)) == Judgement((), None)


def test_undone_it_is_as_if_it_had_not_been_said() -> None:
    assert judged(LOOKED, Undone(1)) == judged()
    assert pairs(judged(LOOKED, Undone(1), Undone(2))) == pairs(judged(LOOKED))
    overruled = Overruled(SECOND, Verdict.RUSHED, Verdict.GOOD, Blame.RULE)
    assert pairs(judged(LOOKED, overruled, Undone(2))) == pairs(judged(LOOKED))


def test_of_two_clinicians_the_last_counts_and_that_they_differ_is_told() -> None:
    held = Overruled(SECOND, Verdict.RUSHED, Verdict.HELD, Blame.RULE)
    good = replace(held, mine=Verdict.GOOD)
    both = judged(held, good, LOOKED, by=("ab", "jm"))
    assert pairs(both)[1] == (Verdict.RUSHED, Verdict.GOOD)
    assert [one.is_disputed for one in both.movements] == [False, True, False]
    assert not any(one.is_disputed for one in judged(held, good, LOOKED).movements), "one may think again"
    assert not any(one.is_disputed for one in judged(good, good, LOOKED, by=("ab", "jm")).movements)


said = st.lists(
    st.one_of(
        st.builds(Overruled, st.sampled_from([FIRST, SECOND, THIRD]), st.just(Verdict.GOOD), st.sampled_from(Verdict),
                  st.sampled_from(Blame)),
        st.builds(Struck, st.sampled_from([FIRST, SECOND, THIRD]), st.just(Verdict.GOOD), st.sampled_from(Blame)),
        st.builds(Added, st.just(LATER), st.sampled_from(Verdict), st.sampled_from(Blame)),
    ),
    max_size=6,
)  # fmt: skip


@given(said, st.data())
def test_it_makes_no_difference_when_it_was_looked_through(whats: list[Correction], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(whats)))
    anywhere = judged(*whats[:place], LOOKED, *whats[place:])
    assert pairs(anywhere) == pairs(judged(*whats, LOOKED))
    assert len(anywhere.movements) == len(FOUND) + any(isinstance(one, Added) for one in whats)
