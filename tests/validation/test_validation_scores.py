"""The scores, by hand and by the laws they obey."""

from __future__ import annotations

from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.events import FlagKind, Verdict
from formcheck.samples import Dof
from formcheck.session.matching import Matching, match, overlap
from formcheck.validation.angles.frames import gain_of, lag_of, score_angle
from formcheck.validation.angles.repetitions import change_error, score_changes, score_ends, score_times
from formcheck.validation.angles.spread import spread_of
from formcheck.validation.model import FlagId, ScoredRepetition, Series, Trace
from formcheck.validation.pairing.counting import score_counting
from formcheck.validation.pairing.naive import count_naively
from formcheck.validation.verdicts.agreement import kappa, score_judging
from formcheck.validation.verdicts.flags import FlagCount, compare, score_flags
from tests.support.people import Rep, Script, even_times

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
GOOD, HELD, SHORT = Verdict.GOOD, Verdict.HELD, Verdict.INCOMPLETE_RANGE
UNSEEN = Verdict.NOT_MEASURABLE


def rep(start_s: float, end_s: float, verdict: Verdict = GOOD, flags: tuple[FlagId, ...] = ()) -> ScoredRepetition:
    return ScoredRepetition(start_s, (start_s + end_s) / 2, end_s, verdict, flags)


def spans() -> st.SearchStrategy[list[ScoredRepetition]]:
    pair = st.tuples(st.integers(0, 60), st.integers(1, 10))
    return st.lists(pair, max_size=8).map(lambda pairs: [rep(start, start + length) for start, length in pairs])


def test_the_largest_overlaps_win() -> None:
    true = [rep(0, 4), rep(5, 9)]
    found = [rep(4.8, 9.2), rep(0.3, 4.1), rep(20, 24)]
    matching = match(true, found)
    assert matching.pairs == ((true[0], found[1]), (true[1], found[0]))
    assert (matching.missed, matching.phantoms) == ((), (found[2],))


def test_a_small_overlap_is_none() -> None:
    assert overlap(rep(0, 10), rep(0, 2.9)) == pytest.approx(0.29)
    assert match([rep(0, 10)], [rep(0, 2.9)]).pairs == ()
    assert len(match([rep(0, 10)], [rep(0, 3.1)]).pairs) == 1


def test_rows_are_in_order_of_time() -> None:
    true, found = [rep(10, 14), rep(0, 4)], [rep(5, 9), rep(10, 14)]
    assert [(a.start_s if a else None, b.start_s if b else None) for a, b in match(true, found).rows] == [
        (0, None), (None, 5), (10, 10),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [0, 3])
def test_nothing_against_something(count: int) -> None:
    some = [rep(i * 5, i * 5 + 4) for i in range(count)]
    assert match([], some) == Matching(phantoms=tuple(some))
    assert match(some, []) == Matching(missed=tuple(some))


@given(spans(), spans())
def test_everybody_is_somewhere_once_and_sides_can_be_exchanged(
    one: list[ScoredRepetition], other: list[ScoredRepetition]
) -> None:
    here, there = match(one, other), match(other, one)
    assert len(here.pairs) + len(here.missed) == len(one)
    assert len(here.pairs) + len(here.phantoms) == len(other)
    assert sum(overlap(*pair) for pair in here.pairs) == pytest.approx(sum(overlap(*pair) for pair in there.pairs))


@given(spans())
def test_each_is_its_own_best_match(some: list[ScoredRepetition]) -> None:
    assert all(overlap(*pair) == 1.0 for pair in match(some, some).pairs)


def test_counting_by_hand() -> None:
    four = [rep(i * 5, i * 5 + 4) for i in range(4)]
    clips = [match(four, four), match(four, four[:2]), match(four[:2], four[:3]), match([], four[:1])]
    counting = score_counting(clips)
    assert (counting.true, counting.found, counting.missed, counting.phantoms) == (10, 10, 2, 2)
    assert (counting.exact, counting.within_one) == (0.25, 0.75)
    assert counting.mae == 1.0  # 0, 2, 1, 1
    assert counting.mae_relative == pytest.approx((0 + 0.5 + 0.5) / 3)  # the clip without any is not in it
    assert counting.phantoms_without_any == 1


def test_counting_no_clips() -> None:
    counting = score_counting([])
    assert isnan(counting.exact)
    assert isnan(counting.mae_relative)
    assert counting.phantoms_without_any == 0


def test_judging_by_hand() -> None:
    true = [rep(0, 4), rep(5, 9, HELD), rep(10, 14, SHORT), rep(15, 19)]
    found = [rep(0, 4), rep(5, 9), rep(10, 14, SHORT), rep(30, 34)]
    judging = score_judging([match(true, found)])
    assert (judging.agreeing, judging.asked, judging.agreement) == (2, 5, 0.4)
    assert judging.confusion["held"]["good"] == 1
    assert judging.confusion["good"]["none"] == judging.confusion["none"]["good"] == 1
    assert sum(sum(row.values()) for row in judging.confusion.values()) == 5
    # Three pairs, two agree; by chance (1*2 + 1*0 + 1*1) / 9.
    assert judging.kappa == pytest.approx((2 / 3 - 3 / 9) / (1 - 3 / 9))


def test_wrong_and_withheld_are_told_apart() -> None:
    true = [rep(0, 4), rep(5, 9), rep(10, 14, HELD), rep(15, 19, UNSEEN), rep(20, 24)]
    found = [rep(0, 4), rep(5, 9, UNSEEN), rep(10, 14), rep(15, 19, UNSEEN), rep(30, 34, UNSEEN)]
    judging = score_judging([match(true, found)])
    assert (judging.agreeing, judging.withheld, judging.wrong, judging.asked) == (2, 1, 1, 6)


def test_kappa_of_cohen() -> None:
    # The example of Cohen's paper as textbooks give it: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_where_it_is_not_defined() -> None:
    assert isnan(kappa([]))
    assert isnan(kappa([("good", "good")] * 5))


def test_always_good_agrees_by_chance_alone() -> None:
    assert kappa([("good", "good"), ("held", "good"), ("good", "good")]) == 0.0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"))))
def test_kappa_is_symmetric_and_at_most_one(pairs: list[tuple[str, str]]) -> None:
    one, other = kappa(pairs), kappa([(b, a) for a, b in pairs])
    assert (isnan(one) and isnan(other)) or (one == pytest.approx(other) and one <= 1.0)


@given(spans())
def test_a_perfect_judge_agrees_with_everything(some: list[ScoredRepetition]) -> None:
    judging = score_judging([match(some, some)])
    assert judging.agreeing == judging.asked == len(some)


def test_flags_by_hand() -> None:
    order_ankle, order_neck = (FlagKind.WRONG_ORDER, ANKLE), (FlagKind.WRONG_ORDER, Dof.NECK_FLEXION)
    rushed = (FlagKind.RUSHED, None)
    true = [rep(0, 4, HELD, (order_ankle, rushed)), rep(5, 9, HELD, ((FlagKind.HELD, None),))]
    found = [rep(0, 4, HELD, (order_neck, rushed)), rep(20, 24, HELD, (rushed,))]
    naming = score_flags([match(true, found)])
    assert naming.together == FlagCount(right=1, wrong=2, missed=2)
    assert naming.by_kind == {
        FlagKind.WRONG_ORDER: FlagCount(0, 1, 1),
        FlagKind.RUSHED: FlagCount(1, 1, 0),
        FlagKind.HELD: FlagCount(0, 0, 1),
    }
    assert naming.together.precision == naming.together.recall == pytest.approx(1 / 3)


def test_a_true_flag_without_a_joint_leaves_the_fitting_one_to_the_choosy() -> None:
    any_joint, knee = (FlagKind.INCOMPLETE_RANGE, None), (FlagKind.INCOMPLETE_RANGE, KNEE)
    ankle = (FlagKind.INCOMPLETE_RANGE, ANKLE)
    assert compare([any_joint, knee], [knee, ankle]) == ([knee, ankle], [], [])


def test_without_flags_there_is_no_share() -> None:
    assert isnan(FlagCount().precision)
    assert isnan(FlagCount(wrong=1).recall)


def test_errors_by_hand() -> None:
    spread = spread_of([1.0, -3.0, nan, 2.0])
    assert spread.n == 3
    assert (spread.bias, spread.mae, spread.worst) == (0.0, 2.0, 3.0)
    assert spread.sd == pytest.approx(7**0.5)
    assert spread.rmse == pytest.approx((14 / 3) ** 0.5)
    assert spread.limits == pytest.approx((-1.96 * 7**0.5, 1.96 * 7**0.5))


def test_errors_of_nothing_and_of_one() -> None:
    assert spread_of([]).n == spread_of([nan]).n == 0
    assert isnan(spread_of([]).mae)
    assert isnan(spread_of([1.0]).sd)


@given(st.lists(st.floats(-50, 50), min_size=2), st.floats(-20, 20))
def test_a_shift_moves_the_bias_alone(errors: list[float], shift: float) -> None:
    before, after = spread_of(errors), spread_of([error + shift for error in errors])
    assert after.bias == pytest.approx(before.bias + shift, abs=1e-9)
    assert after.sd == pytest.approx(before.sd, abs=1e-6)
    assert before.mae <= before.rmse + 1e-9 <= before.worst + 2e-9


TIMES = np.arange(0.0, 12.0, 1 / 30)
TRUE = 45.0 + 40.0 * np.cos(TIMES)


def trace(measured: Series) -> Trace:
    return Trace(TIMES, measured, TRUE)


def test_gain_and_offset() -> None:
    score = score_angle([trace(0.8 * TRUE + 3.0)])
    assert score.gain == pytest.approx(0.8)
    assert score.error.bias == pytest.approx(float(np.mean(3.0 - 0.2 * TRUE)))
    assert score.not_measured == 0.0
    assert score.lag_s == 0.0


def test_a_zero_of_its_own_does_not_count() -> None:
    score = score_angle([trace(TRUE + 12.0), trace(TRUE - 7.0)], is_relative=True)
    assert score.error.mae == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("late_s", [-0.1, 0.05, 0.2])
def test_how_late_it_is(late_s: float) -> None:
    late = 45.0 + 40.0 * np.cos(TIMES - late_s) + 5.0
    assert lag_of(trace(late)) == pytest.approx(late_s, abs=0.011)


def test_a_joint_that_does_not_move_has_neither() -> None:
    still = Trace(TIMES, TRUE, np.full(len(TIMES), 7.0))
    assert isnan(gain_of(still.true, still.measured))
    assert isnan(lag_of(still))
    assert isnan(score_angle([still]).lag_s)


def test_missing_frames() -> None:
    measured, true = TRUE.copy(), TRUE.copy()
    measured[:90] = nan
    true[:45] = nan
    score = score_angle([Trace(TIMES, measured, true)])
    assert score.error.n == len(TIMES) - 90
    assert score.not_measured == pytest.approx(45 / (len(TIMES) - 45))


def test_angles_of_no_clips() -> None:
    score = score_angle([])
    assert (score.error.n, isnan(score.gain), isnan(score.not_measured)) == (0, True, True)


def pair(true: tuple[float, float], found: tuple[float, float]) -> tuple[ScoredRepetition, ScoredRepetition]:
    one, other = (
        ScoredRepetition(0, 2, 4, GOOD, (), {KNEE: rest, ANKLE: rest}, {KNEE: end, ANKLE: end})
        for rest, end in (true, found)
    )
    return one, other


def test_a_change_read_too_small_is_negative_whichever_way_it_goes() -> None:
    assert change_error(pair((90.0, 5.0), (88.0, 8.0)), KNEE) == pytest.approx(-5.0)
    assert change_error(pair((-30.0, 12.0), (-24.0, 8.0)), ANKLE) == pytest.approx(-10.0)


def test_ends_and_changes() -> None:
    clip = Matching(pairs=(pair((90.0, 5.0), (88.0, 8.0)), pair((90.0, 5.0), (nan, 4.0))))
    assert score_changes([clip])[KNEE].n == 1
    assert score_ends([clip])[KNEE].mae == 2.0
    assert score_times([clip])["peak"].worst == 0.0


def test_times_of_pairs() -> None:
    clip = Matching(pairs=((rep(0, 4), rep(0.1, 3.9)), (rep(5, 9), rep(4.7, 9.1))))
    times = score_times([clip])
    assert times["start"].bias == pytest.approx(-0.1)
    assert times["start"].mae == pytest.approx(0.2)
    assert times["end"].worst == pytest.approx(0.1)


def counted_in(*reps: Rep) -> tuple[ScoredRepetition, ...]:
    script = Script(reps)
    times = np.array(even_times(script.duration_s, 30.0))
    return count_naively(times, np.array([script.angles(t_s)[KNEE] for t_s in times]))


def test_it_counts_what_gets_straight_and_calls_it_good() -> None:
    counted = counted_in(Rep(), Rep().ending(knee_flexion=45.0), Rep(hold_s=5.0))
    assert [one.verdict for one in counted] == [GOOD, GOOD]
    assert 1.5 < counted[0].start_s < counted[0].peak_s < counted[0].end_s < 6.3


def test_one_that_never_comes_back_counts_too() -> None:
    counted = count_naively(np.array([0.0, 1.0, 2.0]), np.array([90.0, nan, 10.0]))
    assert [(one.start_s, one.end_s) for one in counted] == [(0.0, 2.0)]


def test_between_the_thresholds_nothing_happens() -> None:
    assert count_naively(np.array([0.0, 1.0, 2.0]), np.array([60.0, 40.0, 60.0])) == ()
    assert count_naively(np.array([0.0, 1.0]), np.array([nan, nan])) == ()
