"""What is said after a visit: the one thing that would help most, and when next."""

from __future__ import annotations

import pytest

from formcheck.events import Verdict
from formcheck.session.coaching.reasons import Hint, Reason
from formcheck.session.coaching.safety import Halt
from formcheck.session.visit.advice import STEADY, advise, has_flared, next_time
from formcheck.session.visit.entries import Finished, Judged, Stopped
from formcheck.session.visit.visit import History
from tests.support.visits import began, fold, judged

GOOD, SHORT = Verdict.GOOD, Verdict.INCOMPLETE_RANGE


def not_counted(reason: Reason, times: int = 1) -> list[Judged]:
    verdict = Verdict.NOT_MEASURABLE if reason.is_unseen else SHORT
    return [judged(verdict, reason=reason)] * times


def good(times: int = 1, hint: Hint | None = None) -> list[Judged]:
    return [judged(hint=hint)] * times


def advice_after(*judgements: list[Judged]) -> str:
    return advise(fold(began(), *(one for made in judgements for one in made)))


# --- what to change ---------------------------------------------------------------------------------------------------


def test_nothing_is_to_be_changed_after_a_good_set() -> None:
    assert advice_after(good(6)) == STEADY


def test_without_any_repetition_there_is_nothing_to_advise() -> None:
    assert advice_after() == "summary-none"


def test_what_kept_most_repetitions_from_being_counted_comes_first() -> None:
    made = [not_counted(Reason.KNEE_SHORT), not_counted(Reason.FOOT_SHORT_UP, 2), not_counted(Reason.HELD)]
    assert advice_after(good(6, Hint.BACK_STILL), *made) == "advice-foot-short-up"


def test_a_reason_comes_before_any_hint() -> None:
    assert advice_after(good(9, Hint.NO_BOUNCE), not_counted(Reason.TOO_FAST)) == "advice-too-fast"


def test_what_the_camera_missed_is_put_down_to_it_and_only_last() -> None:
    unseen = not_counted(Reason.NOT_SEEN_FOOT, 4)
    assert advice_after(unseen) == advice_after(unseen, good(5)) == "advice-not-seen"
    assert advice_after(unseen, not_counted(Reason.LATE_FOOT)) == "advice-late-foot"
    assert advice_after(unseen, good(3, Hint.THIGH_DOWN)) == "advice-thigh-down"


@pytest.mark.parametrize(
    ("of", "hinted", "counts"), [(2, 2, True), (5, 2, True), (6, 2, True), (7, 2, False), (9, 3, True), (10, 3, False)]
)
def test_a_remark_counts_where_it_was_made_of_a_third(of: int, hinted: int, *, counts: bool) -> None:
    made = [good(hinted, Hint.LOOK_UP), good(of - hinted)]
    assert advice_after(*made) == ("advice-look-up" if counts else STEADY)


def test_a_remark_on_one_repetition_is_chance() -> None:
    assert advice_after(good(1, Hint.LOOK_UP)) == advice_after(good(1, Hint.LOOK_UP), good(1)) == STEADY


@pytest.mark.parametrize(
    ("hint", "key"), [(Hint.SLOWER, "advice-slower-warning"), (Hint.TURN_BACK, "advice-turn-back-warning")]
)
def test_what_was_only_nearly_too_fast_or_too_long_is_said_more_mildly(hint: Hint, key: str) -> None:
    assert advice_after(good(3, hint)) == key


def test_hints_on_repetitions_that_were_not_counted_say_nothing_of_the_good_ones() -> None:
    unseen = [judged(Verdict.NOT_MEASURABLE, reason=Reason.NOT_SEEN_KNEE, hint=Hint.BACK_STILL)] * 3
    assert advice_after(good(3), unseen) == "advice-not-seen"


def test_practice_is_not_held_against_anybody() -> None:
    practised = [judged(SHORT, set_number=0, reason=Reason.KNEE_SHORT)] * 3
    assert advice_after(practised, good(3)) == STEADY


# --- when next --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "is_numb", "flared"),
    [
        (0, 0, False, False),
        (1, 2, False, False),
        (1, 3, False, True),
        (3, 4, False, True),
        (5, 5, False, False),
        (5, 6, False, True),
        (5, 1, False, False),
        (0, 0, True, True),
    ],
)
def test_an_exercise_that_did_harm(before: int, after: int, *, is_numb: bool, flared: bool) -> None:
    visit = fold(began(pain=before), judged(), Finished(after, is_numb))
    assert has_flared(visit) is flared
    assert (next_time(visit, History()) == "next-ask") is flared


def test_a_visit_that_was_stopped_by_the_rule_did() -> None:
    assert has_flared(fold(began(), Stopped(Halt.PAIN, 4, is_numb=False), Finished(0, is_numb=False)))


def test_before_the_questions_afterwards_nothing_is_known_of_it() -> None:
    assert not has_flared(fold(began()))
    assert not has_flared(fold())


@pytest.mark.parametrize(("today", "key"), [(0, "next-later-today"), (1, "next-tomorrow"), (2, "next-tomorrow")])
def test_the_next_visit_is_today_until_the_dose_of_the_day_is_done(today: int, key: str) -> None:
    """The dose is two a day."""
    assert next_time(fold(began(), Finished(1, is_numb=False)), History(visits_today=today)) == key
