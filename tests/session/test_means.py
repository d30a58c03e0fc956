"""By what a session was measured, and what that leaves out."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from formcheck.exercise.loader import load_prescription
from formcheck.samples import Accuracy, AngleError, Dof, Instrument, Origin
from formcheck.session.means import BY_CAMERA, Means, measured_by
from tests.support.sessions import CAMERA

KNEE, FOOT, THIGH, BACK, HEAD = Dof


def sensors(dofs: Iterable[Dof]) -> Instrument:
    errors = {dof: AngleError(3.0, 1.0) for dof in dofs}
    return Instrument(Origin.SENSOR, "sensors", Accuracy(errors, errors))


@pytest.mark.parametrize(
    ("exercise", "measured", "unmeasured"),
    [
        ("tibial-slider-seated", (KNEE, FOOT, THIGH), (HEAD, BACK)),
        ("tibial-slider-seated", (KNEE,), (FOOT, HEAD, THIGH, BACK)),
        ("tibial-ankle-slider-supine", (KNEE, FOOT, THIGH), (BACK,)),
        ("tibial-slider-seated", tuple(Dof), ()),
    ],
)
def test_what_is_judged_and_not_measured(exercise: str, measured: tuple[Dof, ...], unmeasured: tuple[Dof, ...]) -> None:
    by = measured_by([sensors(measured)], load_prescription(exercise))
    assert by.means is Means.SENSORS
    assert by.unmeasured == unmeasured
    assert [dof for dof in Dof if by.measures(dof)] == list(measured)


def test_a_camera_measures_everything() -> None:
    for by in (BY_CAMERA, measured_by([CAMERA], load_prescription("tibial-slider-seated"))):
        assert by.means is by.of(HEAD) is Means.CAMERA
        assert (by.has_camera, by.has_sensors, by.unmeasured) == (True, False, ())
        assert all(map(by.measures, Dof))


def test_with_both_each_angle_has_its_own_means() -> None:
    by = measured_by([CAMERA, sensors([KNEE])], load_prescription("tibial-slider-seated"))
    assert (by.means, by.of(KNEE), by.of(HEAD), by.of(None)) == (Means.BOTH, Means.BOTH, Means.CAMERA, Means.BOTH)
    assert by.has_camera
    assert by.has_sensors
    assert by.unmeasured == ()
