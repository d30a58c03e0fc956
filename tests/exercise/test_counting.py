"""Counting behind the wall: sightings of one leg or two, with a camera or without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pytest

from formcheck.events import (
    AttemptDropped,
    Event,
    RepetitionJudged,
    SideChosen,
    TrackingFound,
    TrackingLost,
    Verdict,
)
from formcheck.exercise import counting
from formcheck.exercise.counting import CountingParams
from formcheck.exercise.loader import load_prescription
from formcheck.exercise.plan import make_plan
from formcheck.samples import AngleSample, Dof, Side
from formcheck.sighting import Change, Sighting
from tests.support.people import Rep, Script
from tests.support.sessions import CAMERA, angle_samples, lose

TWO = Script([Rep(), Rep()])
STILL = Script((), lead_s=TWO.duration_s, tail_s=0.0)


def seen(legs: Mapping[Side, Sequence[AngleSample]], near: Side | None) -> Iterator[Sighting]:
    """Yield the sightings of a source that measures these legs."""
    for samples in zip(*legs.values(), strict=True):
        yield Sighting(
            samples[0].t_s,
            {side: replace(one, side=side) for side, one in zip(legs, samples, strict=True)},
            near=near,
        )


def count(sightings: Iterator[Sighting], side: Side | None = None) -> tuple[Event, ...]:
    """Return all that is said of sightings, to the end of the recording."""
    prescription = replace(load_prescription("tibial-slider-seated"), side=side)
    params = CountingParams(make_plan(prescription), CAMERA.accuracy)
    state = counting.start(params)
    events: list[Event] = []
    t_s = 0.0
    for sighting in sightings:
        state, counted = counting.step(params, state, sighting)
        events += counted.events
        t_s = sighting.t_s
    return (*events, *counting.finish(params, state, t_s)[1])


def chosen(events: tuple[Event, ...]) -> list[Side]:
    return [event.side for event in events if isinstance(event, SideChosen)]


def judged(events: tuple[Event, ...]) -> int:
    return sum(isinstance(event, RepetitionJudged) for event in events)


@pytest.mark.parametrize("side", Side)
def test_without_a_camera_the_leg_that_moves_is_the_working_one(side: Side) -> None:
    legs = {one: angle_samples(TWO if one is side else STILL) for one in Side}
    events = count(seen(legs, near=None))
    assert (chosen(events), judged(events)) == ([side], 2)


@pytest.mark.parametrize("near", Side)
def test_before_a_camera_the_near_leg_counts_where_the_other_only_copies_it(near: Side) -> None:
    copied = {one: angle_samples(TWO) for one in Side}
    assert chosen(count(seen(copied, near))) == [near]


def test_a_far_leg_that_clearly_leads_is_chosen() -> None:
    legs = {Side.LEFT: angle_samples(TWO), Side.RIGHT: angle_samples(STILL)}
    assert chosen(count(seen(legs, near=Side.RIGHT))) == [Side.LEFT]


@pytest.mark.parametrize("prescribed", [Side.LEFT, None])
def test_one_leg_alone_is_enough(prescribed: Side | None) -> None:
    events = count(seen({Side.LEFT: angle_samples(TWO)}, near=None), side=prescribed)
    assert (chosen(events), judged(events)) == ([Side.LEFT], 2)


def test_joints_out_of_sight_are_told_and_told_again_when_they_are_back() -> None:
    hidden = lose(angle_samples(STILL), 2.0, 4.0, Dof.ANKLE_DORSIFLEXION)
    events = count(seen({Side.RIGHT: hidden}, near=None), side=Side.RIGHT)
    (lost,) = [event for event in events if isinstance(event, TrackingLost)]
    (found,) = [event for event in events if isinstance(event, TrackingFound)]
    assert lost.dofs == (Dof.ANKLE_DORSIFLEXION,)
    assert (lost.t_s, found.t_s) == pytest.approx((2.5, 4.0), abs=0.05)


# --- the end ----------------------------------------------------------------------------------------------------------


def until(end_s: float) -> tuple[Event, ...]:
    """Return what is said of two repetitions, of which the first is back at rest at 6.3 s, recorded so long."""
    samples = [one for one in angle_samples(TWO) if one.t_s < end_s]
    return count(seen({Side.RIGHT: samples}, near=None), side=Side.RIGHT)


def reasons(events: tuple[Event, ...]) -> list[str]:
    return [event.reason for event in events if isinstance(event, AttemptDropped)]


@pytest.mark.parametrize(("end_s", "count_of", "told"), [(6.4, 1, []), (5.8, 1, []), (5.3, 0, ["cut_by_end"])])
def test_what_had_all_but_come_home_at_the_end_counts(end_s: float, count_of: int, told: list[str]) -> None:
    events = until(end_s)
    assert (judged(events), reasons(events)) == (count_of, told)


def test_of_what_the_end_cut_off_nothing_is_said_about_coming_back() -> None:
    """Fourteen degrees from rest and on the way there: it was the recording that stopped."""
    (repetition,) = [event.repetition for event in until(5.78) if isinstance(event, RepetitionJudged)]
    assert repetition.verdict is Verdict.GOOD


def test_a_leg_that_seemed_to_move_for_a_moment_was_none() -> None:
    """Readings of the other leg for half a second, which the causal filter takes for an attempt, and hindsight not."""
    still = angle_samples(STILL)
    burst = [
        replace(one, deg=dict(one.deg) | {Dof.KNEE_FLEXION: 60.0}) if 3.0 <= one.t_s < 3.24 else one for one in still
    ]
    events = count(seen({Side.RIGHT: burst}, near=None), side=Side.RIGHT)
    assert judged(events) == 0


# --- another leg later on ---------------------------------------------------------------------------------------------


def in_turn(*sides: Side) -> Iterator[Sighting]:
    """Yield the sightings of somebody who does two repetitions with each leg in turn."""
    for place, side in enumerate(sides):
        legs = {one: angle_samples(TWO if one is side else STILL) for one in Side}
        for sighting in seen(legs, near=Side.RIGHT):
            t_s = sighting.t_s + place * (TWO.duration_s + 0.1)
            samples = {one: replace(sample, t_s=t_s) for one, sample in sighting.samples.items()}
            yield replace(sighting, t_s=t_s, samples=samples)


def test_each_leg_counts_where_nobody_said_which() -> None:
    events = count(in_turn(Side.RIGHT, Side.LEFT, Side.RIGHT))
    assert chosen(events) == [Side.RIGHT, Side.LEFT, Side.RIGHT]
    legs = [event.repetition.side for event in events if isinstance(event, RepetitionJudged)]
    assert legs == [Side.RIGHT] * 2 + [Side.LEFT] * 2 + [Side.RIGHT] * 2


def test_only_the_prescribed_leg_counts() -> None:
    events = count(in_turn(Side.RIGHT, Side.LEFT), side=Side.RIGHT)
    assert (chosen(events), judged(events)) == ([Side.RIGHT], 2)


def test_after_a_cut_an_attempt_under_way_is_told_when_somebody_else_makes_one() -> None:
    whole = list(seen({Side.RIGHT: angle_samples(TWO)}, near=None))
    middle = next(i for i, one in enumerate(whole) if one.t_s > TWO.lead_s + 2.3)
    cut_s = whole[middle].t_s
    later = [
        replace(one, t_s=one.t_s + cut_s, samples={s: replace(x, t_s=x.t_s + cut_s) for s, x in one.samples.items()})
        for one in whole
    ]
    later[0] = replace(later[0], change=Change.PERSON)
    events = count(iter([*whole[:middle], *later]))
    assert [event.reason for event in events if isinstance(event, AttemptDropped)] == ["cut_by_end"]
    assert judged(events) == 2


def test_who_is_back_goes_on_where_they_were() -> None:
    whole = list(seen({Side.RIGHT: angle_samples(TWO)}, near=None))
    middle = next(i for i, one in enumerate(whole) if one.t_s > TWO.lead_s + 1.0)
    whole[middle] = replace(whole[middle], change=Change.PERSON)
    whole[middle + 6] = replace(whole[middle + 6], change=Change.BACK)
    assert judged(count(iter(whole))) == 2
