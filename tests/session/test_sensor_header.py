"""The identity of a session with sensors alone: refused where they do not measure what the exercise is driven by."""

from __future__ import annotations

import pytest

from formcheck.errors import SensorError
from formcheck.exercise.loader import load_prescription
from formcheck.inertial.mounting import Mounting, ZeroSource
from formcheck.samples import Place, Segment, Side, SourceInfo
from formcheck.session.sensors import make_sensor_header

INFO = SourceInfo("day.csv")


def sitting(*segments: Segment, zero: ZeroSource = ZeroSource.STANDING) -> list[Mounting]:
    places = [Place(Side.RIGHT, segment) for segment in segments]
    return [Mounting(place, 100.0, (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), zero) for place in places]


@pytest.mark.parametrize(
    ("exercise", "mountings", "needed"),
    [
        ("tibial-slider-seated", sitting(Segment.FOOT), "needs a sensor on the shank of the working leg"),
        ("tibial-slider-seated", sitting(Segment.SHANK, zero=ZeroSource.LYING), "one on the thigh where"),
        ("peroneal-tensioner-slr", sitting(Segment.SHANK), "needs a sensor on the thigh of the working leg, or one on"),
        ("sural-distal-slider-slr", sitting(Segment.SHANK), "needs a sensor on the shank and one on the foot"),
    ],
    ids=["no shank", "lying without a thigh", "a thigh that nothing tells", "no foot"],
)
def test_sensors_that_do_not_measure_the_driver_are_told_which_would(
    exercise: str, mountings: list[Mounting], needed: str
) -> None:
    with pytest.raises(SensorError, match="do not measure") as caught:
        make_sensor_header(INFO, load_prescription(exercise), mountings, "two")
    assert caught.value.where == "day.csv"
    assert needed in caught.value.next_step
