"""When nothing is begun and when everything stops: each rule of the clinical reference, 3.2, at its limits."""

from __future__ import annotations

import pytest

from formcheck.session.coaching.safety import (
    EMERGENCIES,
    Halt,
    Lasting,
    RedFlag,
    must_be_halved,
    why_not_begin,
    why_stop,
)

NONE, BRIEF, LONG, DAY = Lasting


# --- before -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pain", "begins"), [(0, True), (5, True), (6, False), (10, False)])
def test_nothing_is_begun_with_pain_of_6_or_more(pain: int, *, begins: bool) -> None:
    assert why_not_begin(pain, (), ()) == (() if begins else (Halt.PAIN_BEFORE,))


@pytest.mark.parametrize("flag", RedFlag)
def test_every_red_flag_refers(flag: RedFlag) -> None:
    assert Halt.RED_FLAG in why_not_begin(0, (flag,), ())


@pytest.mark.parametrize("flag", RedFlag)
def test_an_emergency_comes_first_and_nothing_else_is_one(flag: RedFlag) -> None:
    is_urgent = flag in {RedFlag.BLADDER_BOWEL, RedFlag.HOT_SWOLLEN_CALF, RedFlag.WORSENING_WEAKNESS}
    first, *_ = why_not_begin(10, (flag,), (DAY,))
    assert (first is Halt.EMERGENCY) is is_urgent is (flag in EMERGENCIES)


def test_an_emergency_comes_first_whatever_it_was_ticked_after() -> None:
    ticked = (RedFlag.FEVER, RedFlag.BLADDER_BOWEL)
    assert why_not_begin(9, ticked, (LONG, LONG)) == (
        Halt.EMERGENCY,
        Halt.RED_FLAG,
        Halt.PAIN_BEFORE,
        Halt.FLARES,
    )


@pytest.mark.parametrize(
    ("flares", "refers"),
    [
        ((), False),
        ((NONE,), False),
        ((BRIEF, BRIEF, BRIEF), False),
        ((LONG,), False),
        ((DAY,), True),
        ((LONG, LONG), True),
        ((NONE, LONG, LONG), True),
        ((DAY, LONG), True),
        ((LONG, NONE), False),
        ((LONG, NONE, LONG), False),
        ((LONG, BRIEF, LONG), False),
        ((DAY, NONE), False),
        ((LONG, LONG, NONE), False),
    ],
)
def test_symptoms_for_a_day_or_two_flares_in_a_row_refer(flares: tuple[Lasting, ...], *, refers: bool) -> None:
    assert why_not_begin(0, (), flares) == ((Halt.FLARES,) if refers else ())


@pytest.mark.parametrize(
    ("flares", "halves"),
    [((), False), ((NONE,), False), ((BRIEF,), False), ((LONG,), True), ((NONE, LONG), True), ((LONG, BRIEF), False)],
)
def test_symptoms_for_more_than_30_minutes_halve_the_next_session(flares: tuple[Lasting, ...], *, halves: bool) -> None:
    assert must_be_halved(flares) is halves


@pytest.mark.parametrize("flares", [(DAY,), (LONG, LONG), (LONG,)])
def test_whoever_had_long_symptoms_is_halved_or_referred(flares: tuple[Lasting, ...]) -> None:
    assert must_be_halved(flares) or why_not_begin(0, (), flares)


# --- during -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [0, 1, 2, 3, 4, 5])
def test_an_exercise_stops_at_pain_of_4_or_a_rise_of_2(before: int) -> None:
    for pain in range(11):
        halt = why_stop(before, pain, is_numb=False)
        assert (halt is not None) is (pain >= 4 or pain - before >= 2)
        if halt is not None:
            assert halt is (Halt.PAIN if pain >= 4 else Halt.PAIN_RISE)


@pytest.mark.parametrize("pain", [None, 0, 3, 10])
def test_new_numbness_or_weakness_stops_whatever_the_pain(pain: int | None) -> None:
    assert why_stop(0, pain, is_numb=True) is Halt.NUMB


def test_pain_that_was_not_named_stops_nothing() -> None:
    assert why_stop(3, None, is_numb=False) is None


def test_pain_that_eases_stops_nothing() -> None:
    assert why_stop(5, 2, is_numb=False) is None
