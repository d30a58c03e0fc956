"""What holds for whatever a coach says, over every sample clip and over anything that people may do."""

from __future__ import annotations

from itertools import pairwise
from math import isnan

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from formcheck.apps.validate.landmarks import SUFFIX
from formcheck.defaults import DEFAULT_ESTIMATOR
from formcheck.events import Repetition, RepetitionJudged, Verdict
from formcheck.exercise.definition import Personal, Prescription
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.exercise.plan import make_plan
from formcheck.samples import Dof
from formcheck.session.coaching.coach import CUE_PAUSE_S, PRAISE_EVERY, READING_S, Tone
from formcheck.session.coaching.gauge import MOST, ZONE, share, shown
from formcheck.session.coaching.reasons import hint_of, reason_of
from tests.golden.make import kept
from tests.support.cases import few
from tests.support.people import Rep, Script, perform
from tests.support.sessions import make_header
from tests.support.strategies import any_reps, degrees, good_reps
from tests.support.visits import FURTHER, Heard, Lesson, coach_along, golden_lesson

KNEE = Dof.KNEE_FLEXION
DERIVED = {
    "derived__brief-tibial-slider-feet-cropped",
    "derived__brief-tibial-slider-variable-rate",
}
"""One clip for each kind: of those made from another clip, these alone differ for a coach."""

STEMS = [
    stem
    for stem in sorted(path.name.removesuffix(SUFFIX) for path in kept(DEFAULT_ESTIMATOR))
    if not stem.startswith(("derived__", "brief-")) or stem in DERIVED
]
DONE_WELL = [stem for stem in STEMS if stem.startswith("good-")] + ["sitting-down", "leaving-picture", "passer-by"]
"""Clips in which nobody does anything amiss."""

WHOLE = {"helped-tibial-slider", *DERIVED}
"""Clips of which every picture is taken."""


def over(stems: list[str]) -> pytest.MarkDecorator:
    """Return a test over clips: all that is asked of one clip is asked where it was coached."""
    marked = [pytest.param(stem, marks=pytest.mark.xdist_group(stem)) for stem in stems]
    return pytest.mark.parametrize("stem", few(marked, fast=3))


every_clip = over(STEMS)


def lesson_of(stem: str) -> Lesson:
    """Return a clip, coached as live: by every second of 30 pictures a second, but where single ones are misread."""
    return golden_lesson(stem, every=1 if stem in WHOLE else 2)


def judgements(lesson: Lesson) -> list[tuple[float, Repetition]]:
    """Return when each repetition was judged, and what it was."""
    events = (event for news in lesson.steps for event in news.events)
    return [(event.t_s, event.repetition) for event in events if isinstance(event, RepetitionJudged)]


def of_movement(lesson: Lesson) -> list[Heard]:
    return [heard for heard in lesson.heard if heard.is_of_movement]


# --- the laws ---------------------------------------------------------------------------------------------------------


def check_pauses(lesson: Lesson) -> None:
    """Fail if cues on a movement follow one another too closely, or take the place of what is being read."""
    for one, other in pairwise(of_movement(lesson)):
        assert other.t_s - one.t_s >= CUE_PAUSE_S
    for one, other in pairwise(lesson.heard):
        assert not other.is_of_movement or other.t_s - one.t_s >= READING_S


def check_once_each(lesson: Lesson) -> None:
    """Fail if anything is said twice of one movement."""
    ends = [t_s for t_s, _ in judgements(lesson)]
    movements = {(sum(end_s < heard.t_s for end_s in ends), heard.key) for heard in of_movement(lesson)}
    assert len(movements) == len(of_movement(lesson))


def check_words_on_repetitions(lesson: Lesson) -> None:
    """Fail unless every repetition gets its own word: why it was not counted, what could be better, or good."""
    said = {heard.t_s: heard.cue for heard in lesson.heard}
    row = 0
    for t_s, repetition in judgements(lesson):
        reason, hint = reason_of(lesson.plan, repetition), hint_of(lesson.plan, repetition)
        assert (reason is None) is (repetition.verdict is Verdict.GOOD)
        cue = said[t_s]
        if reason is not None and reason.is_unseen:
            assert (cue.key, cue.tone) == (reason.value, Tone.LOST)
        elif reason is not None:
            assert (cue.key, cue.reason, cue.tone) == ("not-counted", reason, Tone.FORM)
            row = -1
        else:
            is_aloud = row < 0 or row + 1 == PRAISE_EVERY
            row = 0 if is_aloud else row + 1
            assert cue.key == ("good" if hint is None else hint.value)
            assert hint is not None or cue.is_spoken is is_aloud


def check_hands(lesson: Lesson) -> None:
    """Fail if a hand leaves the gauge."""
    for coached in lesson.coached:
        hands = [hand for hand in (coached.gauge.driver, coached.gauge.foot, coached.peak) if not isnan(hand)]
        assert all(0.0 <= hand <= MOST for hand in hands)


LAWS = (check_pauses, check_once_each, check_words_on_repetitions, check_hands)


# --- over the sample clips --------------------------------------------------------------------------------------------


@every_clip
def test_laws_over_the_sample_clips(stem: str) -> None:
    for law in LAWS:
        law(lesson_of(stem))


@every_clip
def test_while_a_good_repetition_goes_on_nothing_is_said(stem: str) -> None:
    lesson = lesson_of(stem)
    good = [one for _, one in judgements(lesson) if one.verdict is Verdict.GOOD]
    said = of_movement(lesson)
    assert not [heard.key for heard in said for one in good if one.start_s <= heard.t_s <= one.end_s]


@every_clip
def test_a_good_repetition_is_complete_on_the_gauge_and_a_short_one_is_not(stem: str) -> None:
    lesson = lesson_of(stem)
    peaks = {news.angles.t_s: coached.peak for news, coached in zip(lesson.steps, lesson.coached, strict=True)}
    for t_s, one in judgements(lesson):
        if one.verdict is Verdict.GOOD:
            assert peaks[t_s] >= ZONE - 0.06
        if reason_of(lesson.plan, one) == "knee-short":
            assert peaks[t_s] < ZONE


@over(DONE_WELL)
def test_who_does_everything_well_hears_nothing_on_the_form(stem: str) -> None:
    assert not [heard for heard in lesson_of(stem).heard if heard.cue.tone is Tone.FORM]


# --- over anything that people may do ---------------------------------------------------------------------------------


def examples(count: int) -> settings:
    """Return settings for so many examples; each costs a tenth of a second."""
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    return settings(max_examples=count, phases=phases, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.slow
@examples(12)
@given(reps=st.lists(any_reps, min_size=1, max_size=3), own=st.none() | degrees(0, 50))
def test_laws_however_it_is_done(reps: list[Rep], own: float | None) -> None:
    header = make_header(personal=Personal(driver_end_deg=own))
    lesson = coach_along(perform(Script(reps), rate_hz=15.0), header)
    for law in LAWS:
        law(lesson)


@pytest.mark.slow
@examples(12)
@given(rep=any_reps, own=degrees(0, 50))
def test_nobody_is_asked_to_go_beyond_the_own_range(rep: Rep, own: float) -> None:
    """At or beyond the own end nothing asks for more, whatever else is amiss."""
    beyond = rep.ending(knee_flexion=min(own, rep.end[KNEE]))
    lesson = coach_along(perform(Script([beyond]), rate_hz=15.0), make_header(personal=Personal(driver_end_deg=own)))
    assert not FURTHER & set(lesson.keys)


@examples(6)
@given(reps=st.lists(good_reps, min_size=1, max_size=3))
def test_what_is_done_well_is_only_ever_praised(reps: list[Rep]) -> None:
    lesson = coach_along(perform(Script(reps), rate_hz=15.0))
    assert set(lesson.keys) == {"good"}


@examples(100)
@given(
    name=st.sampled_from(exercise_ids()),
    rest=st.floats(-180.0, 180.0),
    one=st.floats(-180.0, 180.0),
    other=st.floats(-180.0, 180.0),
)
def test_the_gauge_is_monotone_from_any_rest(name: str, rest: float, one: float, other: float) -> None:
    plan = make_plan(Prescription(load_exercise(name)))
    for dof in shown(plan):
        sign = plan.directions[dof]
        near, far = sorted((one, other), key=lambda deg: sign * deg)
        hands = share(plan, dof, rest, near), share(plan, dof, rest, far)
        assert 0.0 <= hands[0] <= hands[1] <= MOST
        assert share(plan, dof, rest, plan.required[dof]) == pytest.approx(ZONE)
