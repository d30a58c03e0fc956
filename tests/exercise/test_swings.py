"""How fast the driving joint swings: its width and flanks, at any rate; leaps of the points are none."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.exercise import swings
from formcheck.exercise.definition import Personal, Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.exercise.plan import make_plan
from formcheck.exercise.swings import FLANK_SHARE, Course, Swing, SwingState, course_of
from formcheck.samples import AngleSample, Dof, Side
from tests.support.people import Rep, minimum_jerk

COURSE = Course(Dof.KNEE_FLEXION, 90.0, 10.0)
ALL = dict.fromkeys(Dof, 1.0)


def samples(times_s: Sequence[float], shares: Sequence[float]) -> list[AngleSample]:
    """Return the samples of a knee that has done these shares of its way."""
    angles = [COURSE.rest_deg + share * (COURSE.end_deg - COURSE.rest_deg) for share in shares]
    return [
        AngleSample(t_s, Side.RIGHT, dict.fromkeys(Dof, 0.0) | {Dof.KNEE_FLEXION: deg}, ALL)
        for t_s, deg in zip(times_s, angles, strict=True)
    ]


def swung(given_samples: Sequence[AngleSample]) -> list[Swing]:
    state, found = SwingState(), []
    for sample in given_samples:
        state, swing = swings.step(COURSE, state, sample)
        found += [] if swing is None else [swing]
    return found


def moved(rep: Rep, rate_hz: float, top: float = 1.0) -> list[AngleSample]:
    """Return the samples of one repetition, with a second of rest before and after."""
    times_s = [number / rate_hz for number in range(round((rep.duration_s + 2.0) * rate_hz))]
    return samples(times_s, [top * (rep.share(t_s - 1.0) if t_s >= 1.0 else 0.0) for t_s in times_s])


def test_the_flank_of_a_smooth_stroke_is_the_share_that_is_said() -> None:
    shares = [minimum_jerk(number / 10_000) for number in range(10_001)]
    low, high = (next(i for i, share in enumerate(shares) if share >= level) for level in (swings.LOW, swings.HIGH))
    assert (high - low) / 10_000 == pytest.approx(FLANK_SHARE, abs=0.005)


@pytest.mark.slow
@given(
    st.floats(0.25, 12.0), st.floats(0.0, 8.0), st.floats(0.25, 12.0), st.sampled_from([25.0, 30.0, 60.0]),
)  # fmt: skip
def test_a_swing_is_as_wide_and_steep_as_it_was(out_s: float, hold_s: float, back_s: float, rate_hz: float) -> None:
    (swing,) = swung(moved(Rep(out_s, hold_s, back_s), rate_hz))
    assert swing.width_s == pytest.approx(out_s / 2 + hold_s + back_s / 2, abs=1 / rate_hz)
    assert swing.rise_s == pytest.approx(FLANK_SHARE * out_s, abs=1 / rate_hz)
    assert swing.fall_s == pytest.approx(FLANK_SHARE * back_s, abs=1 / rate_hz)


@pytest.mark.parametrize("top", [0.1, 0.45, 0.65])
def test_a_movement_that_stops_well_short_is_no_swing(top: float) -> None:
    assert not swung(moved(Rep(), 30.0, top))


@pytest.mark.parametrize("wrong", [1, 3, 8])
def test_a_leap_of_the_points_is_no_swing(wrong: int) -> None:
    times_s = [number / 30 for number in range(60)]
    assert not swung(samples(times_s, [0.95 if 20 <= number < 20 + wrong else 0.05 for number in range(60)]))


def test_what_was_not_measured_is_passed_over() -> None:
    known = moved(Rep(), 30.0)
    lost = [sample if not 40 <= number < 60 else AngleSample(sample.t_s, sample.side, dict.fromkeys(Dof, nan), ALL)
            for number, sample in enumerate(known)]  # fmt: skip
    (swing,) = swung(lost)
    assert swing.width_s == pytest.approx(swung(known)[0].width_s, abs=0.1)


def test_a_recording_that_begins_out_there_has_seen_no_swing() -> None:
    assert not swung(moved(Rep(), 30.0)[80:])


@pytest.mark.parametrize(("own_deg", "end_deg"), [(None, 10.0), (25.0, 25.0), (89.0, 10.0), (120.0, 10.0)])
def test_the_way_goes_to_the_own_end_where_that_is_one(own_deg: float | None, end_deg: float) -> None:
    exercise = load_exercise("tibial-slider-seated")
    course = course_of(make_plan(Prescription(exercise, personal=Personal(driver_end_deg=own_deg))))
    assert course == Course(Dof.KNEE_FLEXION, 92.5, end_deg)
