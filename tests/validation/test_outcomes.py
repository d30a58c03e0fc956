"""What became of every repetition: the five fates, shares with intervals, conditions, calibration, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.events import FlagKind, Verdict
from formcheck.samples import Dof
from formcheck.validation.account import account_of
from formcheck.validation.by_hand import hand_rows
from formcheck.validation.calibration import calibration_of
from formcheck.validation.conditions import by_condition
from formcheck.validation.intervals import Share, design_effect, share_of_clips, share_of_repetitions, wilson
from formcheck.validation.model import Called, ClipData, FlagId, HandFigure, ScoredRepetition
from formcheck.validation.outcomes import Fate, judged_in, outcomes_of

GOOD, HELD, SHORT, UNSEEN = Verdict.GOOD, Verdict.HELD, Verdict.INCOMPLETE_RANGE, Verdict.NOT_MEASURABLE
KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
KNEE_SHORT: FlagId = (FlagKind.INCOMPLETE_RANGE, KNEE)


def true(number: int, verdict: Verdict = GOOD, *also: Verdict, flags: tuple[FlagId, ...] = ()) -> ScoredRepetition:
    return ScoredRepetition(number * 5.0, number * 5.0 + 2, number * 5.0 + 4, verdict, flags, accept_also=also)


def found(number: int, verdict: Verdict = GOOD, *called: Called, certainty: float | None = None) -> ScoredRepetition:
    start_s = number * 5.0 + 0.1
    return ScoredRepetition(start_s, start_s + 2, start_s + 4, verdict, called=called, certainty=certainty)


def clip(here: list[ScoredRepetition], there: list[ScoredRepetition], file: str = "a", **conditions: str) -> ClipData:
    return ClipData(file, conditions, tuple(here), tuple(there), (), {})


def test_the_five_fates() -> None:
    here = [true(0), true(1, SHORT), true(2, HELD), true(3)]
    there = [found(0), found(1), found(2, UNSEEN), found(9)]
    fates = [one.fate for one in judged_in(clip(here, there))]
    assert fates == [Fate.RIGHT, Fate.WRONG, Fate.WITHHELD, Fate.MISSED, Fate.MADE_UP]
    outcomes = outcomes_of([clip(here, there)])
    assert [(one.count, one.of) for one in outcomes.five.values()] == [(1, 4), (1, 4), (1, 4), (1, 4), (1, 4)]
    assert (outcomes.exact.count, outcomes.exact.of) == (1, 1)  # as many as happened, though not the same ones


@pytest.mark.parametrize(
    ("deserved", "also", "given", "fate"),
    [
        (GOOD, (SHORT,), SHORT, Fate.RIGHT),
        (GOOD, (SHORT,), HELD, Fate.WRONG),
        (GOOD, (UNSEEN,), UNSEEN, Fate.RIGHT),
        (GOOD, (SHORT,), UNSEEN, Fate.WITHHELD),
        (UNSEEN, (), UNSEEN, Fate.RIGHT),
        (UNSEEN, (), GOOD, Fate.WRONG),
    ],
)
def test_other_fair_verdicts_are_right_too(
    deserved: Verdict, also: tuple[Verdict, ...], given: Verdict, fate: Fate
) -> None:
    (one,) = judged_in(clip([true(0, deserved, *also)], [found(0, given)]))
    assert one.fate is fate


def test_good_ones_blamed_and_faulty_ones_praised_are_apart() -> None:
    here = [true(0), true(1), true(2), true(3, SHORT), true(4, SHORT), true(5, SHORT, GOOD)]
    there = [found(0, SHORT), found(1, UNSEEN), found(2), found(3), found(4, HELD), found(5)]
    outcomes = outcomes_of([clip(here, there)])
    assert (outcomes.good_blamed.count, outcomes.good_blamed.of) == (1, 3)
    assert (outcomes.faulty_praised.count, outcomes.faulty_praised.of) == (1, 3)
    assert outcomes.wrong.count == 3  # to be blamed for the wrong thing is neither


def test_no_clips() -> None:
    account = account_of([])
    assert all(one.of == 0 and isnan(one.share) for one in account.outcomes.five.values())
    assert (account.conditions, account.calibration.fault_bins) == ((), ())


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # Newcombe 1998, table I, method 3: the Wilson score interval.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_against_known_values(count: int, of: int, low: float, high: float) -> None:
    assert wilson(count, of) == pytest.approx((low, high), abs=5e-5)


def test_clips_that_are_right_or_wrong_as_a_whole_tell_as_much_as_so_many_repetitions() -> None:
    alone = share_of_repetitions([1, 0] * 4, [1] * 8)
    together = share_of_repetitions([4, 0] * 4, [4] * 8)
    assert together.share == alone.share
    assert (together.low, together.high) == pytest.approx((alone.low, alone.high), abs=0.02)
    assert share_of_repetitions([2] * 8, [4] * 8).low > together.low


def test_what_never_happened_may_still_happen() -> None:
    none = share_of_repetitions([0] * 10, [4] * 10)
    assert (none.low, none.high) == (0.0, wilson(0, 40)[1])
    assert share_of_repetitions([], []).of == 0


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=8))
def test_a_share_lies_in_its_interval(pairs: list[tuple[int, int]]) -> None:
    counts, sizes = [one for one, _ in pairs], [one + other for one, other in pairs]
    share = share_of_repetitions(counts, sizes)
    assert design_effect(counts, sizes) >= 1.0
    if share.of:
        assert 0.0 <= share.low <= share.share <= share.high <= 1.0
        independent = share_of_clips(share.count, share.of)
        assert share.high - share.low >= independent.high - independent.low - 1e-9


def test_conditions_the_most_telling_first() -> None:
    dark = [
        clip([true(0), true(1)], [found(0, SHORT), found(1, SHORT)], f"dark{i}", skin="dark", shoes="yes")
        for i in range(3)
    ]
    light = [clip([true(0), true(1)], [found(0), found(1)], f"light{i}", skin="light", shoes="yes") for i in range(3)]
    mixed = [clip([true(0, SHORT)], [found(0)], "mixed", skin="light", shoes="no")]
    conditions = by_condition([*light, *dark, *mixed])
    assert {one.name for one in conditions} == {"skin", "shoes", "deserved"}
    skin = conditions[0]
    assert skin.name == "skin"
    assert [(one.value, one.clips, one.outcomes.right.count) for one in skin.values] == [
        ("dark", 3, 0),
        ("light", 4, 6),
    ]
    assert skin.telling > 1.0


def test_a_condition_with_one_value_is_left_out_and_own_ones_come_before_those_of_the_clip() -> None:
    first, second = (
        ScoredRepetition(start_s, start_s + 2, start_s + 4, GOOD, conditions={"timing": timing})
        for start_s, timing in ((0.0, "real"), (5.0, "formula"))
    )
    conditions = by_condition([clip([first, second], [found(0), found(7)], timing="both", skin="dark")])
    (timing,) = conditions
    assert [(one.value, one.outcomes.right.count) for one in timing.values] == [("formula", 0), ("real", 1)]
    assert all(one.outcomes.made_up.count == 0 for one in timing.values)


def test_bins_of_calibration() -> None:
    called = [Called(KNEE_SHORT, probability) for probability in (0.9, 0.93, 0.95, 0.99, 1.0)]
    here = [true(i, SHORT, flags=(KNEE_SHORT,) if i else ()) for i in range(5)]
    there = [found(i, SHORT, call) for i, call in enumerate(called)]
    calibration = calibration_of([clip(here, there)])
    bins = [(one.low, one.high, one.true.count, one.true.of) for one in calibration.fault_bins]
    assert bins == [(0.9, 0.95, 1, 2), (0.95, 0.99, 1, 1), (0.99, 1.0, 2, 2)]
    assert calibration.fault_bins[0].stated == pytest.approx(0.915)
    assert (calibration.faults.count, calibration.faults.of) == (4, 5)


def test_faults_at_another_joint_and_of_repetitions_that_never_happened_are_not_there() -> None:
    ankle_short = Called((FlagKind.INCOMPLETE_RANGE, ANKLE))
    here = [true(0, SHORT, flags=(KNEE_SHORT,)), true(1, GOOD, SHORT)]
    there = [found(0, SHORT, ankle_short), found(1, SHORT, ankle_short), found(9, SHORT, ankle_short)]
    calibration = calibration_of([clip(here, there)])
    assert (calibration.faults.count, calibration.faults.of) == (1, 3)  # the one that would be fair
    assert calibration.fault_bins == ()  # no probability was stated


def test_where_the_truth_names_only_what_decides_only_that_is_looked_at() -> None:
    rushed = Called((FlagKind.RUSHED, KNEE))
    here, there = (
        true(0, SHORT, flags=((FlagKind.INCOMPLETE_RANGE, None),)),
        found(0, SHORT, Called(KNEE_SHORT), rushed),
    )
    assert calibration_of([clip([here], [there])]).faults.of == 2
    decided = ClipData("a", {}, (here,), (there,), (), {}, names_all_faults=False)
    assert calibration_of([decided]).faults == share_of_repetitions([1], [1])


def test_called_good_and_good() -> None:
    here = [true(0), true(1, SHORT, GOOD), true(2, SHORT)]
    there = [found(i, certainty=0.97) for i in range(3)] + [found(9, certainty=0.5)]
    calibration = calibration_of([clip(here, there)])
    assert (calibration.good.count, calibration.good.of) == (2, 4)
    assert [(one.low, one.true.count, one.true.of) for one in calibration.good_bins] == [(0.0, 0, 1), (0.95, 2, 3)]


@pytest.mark.parametrize(("read_deg", "is_met"), [(12.0, True), (14.1, False), (nan, False)])
def test_what_people_measured(read_deg: float, is_met: bool) -> None:
    by_hand = (HandFigure("end_s", 4.0, 0.2), HandFigure("ankle_at_peak_deg", 10.0, 4.0))
    here = ScoredRepetition(0.0, 2.0, 4.0, GOOD, by_hand=by_hand)
    there = ScoredRepetition(0.1, 2.1, 4.1, GOOD, end_deg={ANKLE: read_deg})
    said: Mapping[str, bool] = {"not_side_on": True, "not no_movement": False}
    rows = hand_rows([ClipData("a", {}, (here,), (there,), (), {}, said)])
    assert [(row.name, row.is_met) for row in rows] == [
        ("end_s", True), ("ankle_at_peak_deg", is_met), ("said", True), ("said", False),
    ]  # fmt: skip


def test_a_share_of_nothing() -> None:
    assert isnan(Share(0, 0, nan, nan).share)
    assert share_of_clips(3, 4).share == 0.75
