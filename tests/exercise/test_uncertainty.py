"""The ± of a repetition's numbers: one for every number, larger where less was seen, and the range has its own."""

from __future__ import annotations

from dataclasses import fields, replace
from math import hypot, isfinite

import pytest

from formcheck.events import Curves, Repetition, RepetitionJudged, Uncertainty
from formcheck.exercise.measure import measure_attempt
from formcheck.exercise.uncertainty import grown_curves, measure_range
from formcheck.samples import AngleSample, Dof
from tests.support.attempts import well_seen
from tests.support.people import END, REST, Rep, Script, perform
from tests.support.sessions import CAMERA, ERRORS, Run, angle_samples, find_attempts, lose, watch

KNEE, ANKLE, THIGH = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION
SEATED = well_seen(REST, END, KNEE)


def session_of(rep: Rep) -> Run:
    return watch(perform(Script([rep])))


def repetition_of(rep: Rep) -> Repetition:
    (repetition,) = session_of(rep).repetitions
    return repetition


def uncertainty_of(rep: Rep) -> Uncertainty:
    uncertainty = repetition_of(rep).uncertainty
    assert uncertainty is not None
    return uncertainty


def test_every_number_that_is_known_has_its_standard_error_and_no_other_has_one() -> None:
    repetition = repetition_of(Rep())
    assert repetition.uncertainty is not None
    for name in (field.name for field in fields(Uncertainty)):
        is_known = getattr(repetition, name) is not None
        assert (getattr(repetition.uncertainty, name) is not None) is is_known, name
    assert repetition.knee_range_deg is not None
    assert repetition.thigh_range_deg is None  # the exercise asks nothing of the thigh


def test_an_angle_has_the_scatter_and_both_parts_of_the_instruments_error() -> None:
    instrument = hypot(ERRORS[KNEE].between_deg, ERRORS[KNEE].within_deg)
    assert instrument <= (uncertainty_of(Rep()).knee_at_peak_deg or 0.0) < instrument + 1.0


def test_the_range_is_what_lies_between_rest_and_end_and_less_sure_than_either() -> None:
    repetition = repetition_of(Rep())
    spread = repetition.uncertainty
    assert repetition.knee_range_deg == pytest.approx(REST[KNEE] - END[KNEE], abs=1.5)
    assert repetition.ankle_range_deg == pytest.approx(END[ANKLE] - REST[ANKLE], abs=1.5)
    assert spread is not None
    for rest, peak, way in (
        (spread.knee_at_rest_deg, spread.knee_at_peak_deg, spread.knee_range_deg),
        (spread.ankle_at_rest_deg, spread.ankle_at_peak_deg, spread.ankle_range_deg),
    ):
        assert (way or 0.0) > max(rest or 0.0, peak or 0.0)


def test_of_a_thigh_only_changes_are_told_so_its_range_is_no_less_sure_than_that() -> None:
    known = measure_range(SEATED, CAMERA.accuracy, THIGH)
    error = ERRORS[THIGH]
    scatter = SEATED.change(THIGH).sd
    assert known.sd == pytest.approx(hypot(error.between_deg, error.within_deg, error.within_deg, scatter))


def test_what_an_instrument_cannot_measure_has_no_range() -> None:
    blind = replace(CAMERA.accuracy, bent={KNEE: ERRORS[KNEE]}, straight={KNEE: ERRORS[KNEE]})
    assert not measure_range(SEATED, blind, ANKLE).is_known
    assert measure_range(SEATED, blind, KNEE).is_known


def test_a_slow_start_is_less_sure_than_a_hasty_one() -> None:
    calm, hasty = uncertainty_of(Rep()), uncertainty_of(Rep(0.6, 0.2, 0.6))
    assert (calm.start_s or 0.0) > (hasty.start_s or 0.0) > 0.05


# --- the curves -------------------------------------------------------------------------------------------------------


def curves_of(samples: list[AngleSample]) -> Curves | None:
    """Return the curves of the only attempt."""
    found = find_attempts(samples)
    (closed,) = found.closed
    return grown_curves(measure_attempt(found.plan, closed), CAMERA.accuracy)


def test_the_curve_goes_through_what_was_performed_within_its_error() -> None:
    script = Script([Rep()])
    curves = curves_of(angle_samples(script))
    assert curves is not None
    assert set(curves.deg) == set(ERRORS)
    for t_s, deg, error_deg in zip(curves.t_s, curves.deg[KNEE], curves.error_deg[KNEE], strict=True):
        assert abs(deg - script.angles(t_s)[KNEE]) < error_deg
        assert isfinite(error_deg)


def test_the_curve_is_less_sure_where_nothing_was_seen() -> None:
    seen = curves_of(angle_samples(Script([Rep()])))
    gap = curves_of(lose(angle_samples(Script([Rep()])), 2.2, 3.0, KNEE))
    assert seen is not None
    assert gap is not None
    within = [place for place, t_s in enumerate(gap.t_s) if 2.3 < t_s < 2.9]
    assert all(gap.error_deg[KNEE][place] > 1.2 * seen.error_deg[KNEE][place] for place in within)


def test_a_long_attempt_has_no_more_moments_than_are_drawn() -> None:
    curves = curves_of(angle_samples(Script([Rep(out_s=15.0, hold_s=10.0, back_s=15.0)])))
    assert curves is not None
    assert len(curves.t_s) <= 120
    assert all(len(values) == len(curves.t_s) for values in (*curves.deg.values(), *curves.error_deg.values()))


def test_curves_come_with_the_repetition_and_make_no_other_event_of_it() -> None:
    run = session_of(Rep())
    (judged,) = run.only(RepetitionJudged)
    assert judged.curves is not None
    assert judged == replace(judged, curves=None)
