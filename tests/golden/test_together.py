"""The sample clips with three simulated sensors: together they judge as well as the better of the two, at least."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import pytest

from formcheck.events import Agreed, Disagreed, MeasuredBy, SensorNoticed, SensorTrouble
from formcheck.samples import Dof, Origin, Segment
from formcheck.session.run import run_session, without_pictures
from formcheck.validation.simulated import faults
from tests.support.cases import few_rows
from tests.support.together import Filmed, film
from tests.support.truth import BRIEF, MANIFEST

LEAST_RIGHT: Final = 0.99
LEAST_RIGHT_WITH_A_FAULT: Final = 69 / 72
"""As many as the camera alone has right."""

FEW: Final = (f"{BRIEF}.mp4", "order-tibial-slider.mp4", "oblique-tibial-slider.mp4")
"""One that both judge rightly, one in which sensors miss a head, one in which the camera withholds."""

MADE_UP: Final = {"leaving-picture.mp4"}
"""Somebody stands up whose simulated thigh stays seated; with the knee left to the camera, that looks like a stroke of
a seated leg, and is called not measurable."""

FAULTS: Final[Mapping[str, Callable[[Filmed], Filmed]]] = {
    "none": lambda one: one,
    "one dies": lambda one: one.with_fault(Segment.SHANK, lambda track: faults.die(track, one.recording.at(0.4))),
    "one slips": lambda one: one.with_fault(
        Segment.FOOT, lambda track: faults.slip(track, one.recording.at(0.4), np.random.default_rng(7))
    ),
    "one is late": lambda one: one.with_fault(Segment.SHANK, lambda track: faults.delay(track, 0.15)),
}

CASES: Final = [*((file, "none") for file in FEW), *((FEW[0], fault) for fault in FAULTS if fault != "none")]

pytestmark = pytest.mark.xdist_group("together")


def fates_by_one(filmed: Filmed, origin: Origin) -> list[str]:
    """Return what becomes of the repetitions where camera or sensors are alone."""
    header = filmed.header
    kept = tuple(one for one in header.instruments if one.kind is origin)
    if origin is Origin.CAMERA:
        alone = replace(header, instruments=kept, mountings=(), beside=None)
        return filmed.fates(run_session(alone, without_pictures(filmed.landmarks.poses), ()))
    readings = (both.readings for both in filmed.inputs())
    return filmed.fates(run_session(replace(header, instruments=kept, beside=None), without_pictures(readings), ()))


@pytest.mark.slow
@pytest.mark.parametrize(("file", "fault"), few_rows(CASES))
def test_together_they_are_never_worse_than_the_better_of_the_two(file: str, fault: str) -> None:
    filmed = FAULTS[fault](film(file))
    fates = filmed.fates(filmed.watch()[0])
    alone = [fates_by_one(filmed, origin).count("right") for origin in Origin]
    assert "wrong" not in fates
    assert "made up" not in fates
    assert fates.count("right") >= max(alone)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_all_clips_are_judged_rightly(fault: str) -> None:
    """The camera alone has 69 of 72 right and withholds 3; sensors alone have 70 right and 2 wrong."""
    clips = MANIFEST.clip if fault == "none" else MANIFEST.clip[::2]  # with a fault it is much the same in all of them
    films = {clip.file: FAULTS[fault](film(clip.file)) for clip in clips}
    found = {file: one.fates(one.watch()[0]) for file, one in films.items()}
    assert {file for file, fates in found.items() if "made up" in fates} <= (MADE_UP if fault != "none" else set())
    fates = [fate for fates in found.values() for fate in fates if fate != "made up"]
    assert len(fates) == sum(len(one.truth.repetitions) for one in films.values())
    assert "wrong" not in fates
    least = LEAST_RIGHT if fault == "none" else LEAST_RIGHT_WITH_A_FAULT
    assert fates.count("right") / len(fates) >= least


@pytest.mark.slow
def test_a_sensor_that_dies_leaves_its_joints_to_the_camera() -> None:
    filmed = FAULTS["one dies"](film(FEW[0]))
    _, events = filmed.watch()
    (lost,) = [event for event in events if isinstance(event, SensorNoticed)]
    assert (lost.place, lost.trouble) == (filmed.place(Segment.SHANK), SensorTrouble.LOST)
    told = {event.dof: event.origin for event in events if isinstance(event, MeasuredBy)}
    assert told[Dof.KNEE_FLEXION] is told[Dof.ANKLE_DORSIFLEXION] is Origin.CAMERA
    assert told[Dof.THIGH_ELEVATION] is Origin.SENSOR


@pytest.mark.slow
def test_who_stands_while_the_sensors_say_seated_is_not_judged_meanwhile() -> None:
    """Nobody knows what the leg did there, so the simulated one rests: to the camera it stands."""
    filmed = film("sitting-down.mp4")
    session, events = filmed.watch()
    assert filmed.fates(session) == ["right"] * 3
    disputed = {event.dof for event in events if isinstance(event, Disagreed)}
    assert disputed == {event.dof for event in events if isinstance(event, Agreed)}
    assert Dof.THIGH_ELEVATION in disputed
