"""A long time before the camera: what the program keeps in memory does not grow with it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from formcheck.apps.live.controller import VisitController
from formcheck.apps.speed import LEAST_FPS
from formcheck.samples import Frame
from formcheck.session.visit.course import VisitStage
from tests.support.live import RATE_HZ, answers, grey, make_controller
from tests.support.processes import resident_bytes
from tests.support.visits import dosed

MINUTES = 9
MOST_GROWTH_MB = 1.5

pytestmark = pytest.mark.slow


def watch(controller: VisitController, start_min: float, end_min: float) -> None:
    """Be seen for some minutes, at the least rate there may be: the good clip over and over."""
    picture = grey()
    for number in range(round(60 * start_min * LEAST_FPS), round(60 * end_min * LEAST_FPS)):
        controller.see(Frame(number / LEAST_FPS, round(number * RATE_HZ / LEAST_FPS), picture))
        if number % 10 == 0:
            controller.view()


def test_minutes_of_frames_leave_only_what_was_judged(tmp_path: Path) -> None:
    """One set without end."""
    with closing(make_controller(tmp_path, exercise=dosed(repetitions=1000, sets=1))) as controller:
        controller.act(answers())
        watch(controller, 0.0, MINUTES / 3)
        before = resident_bytes()
        watch(controller, MINUTES / 3, MINUTES)
        grown = resident_bytes() - before
        assert controller.course.stage is VisitStage.SET
        assert len(controller.course.visit.judged) > 75
    assert grown < MOST_GROWTH_MB * 1e6
