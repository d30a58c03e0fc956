"""What sensors on the leg cost: three of them, and the close of a long attempt (see README.md beside this file)."""

from __future__ import annotations

import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from time import process_time

import numpy as np
from pytest_benchmark.fixture import BenchmarkFixture

from formcheck.events import RepetitionJudged
from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.inertial.calibrate import calibrate
from formcheck.inertial.tasks import Task
from formcheck.kinematics.chain import minimum_jerk
from formcheck.samples import ImuReadings, SourceInfo
from formcheck.session import pipeline
from formcheck.session.model import Header
from formcheck.session.run import fold, without_pictures
from formcheck.session.sensors import make_sensor_header, stretches_of
from formcheck.validation.simulated.angles import joined, leg_angles
from formcheck.validation.simulated.calibration import perform_calibration
from tests.support.wearing import FOOT, SEATED, SHANK, THIGH, readings_of, resting

WAY = np.array((-82.0, 30.0, 0.0))
LONG_S = 70.0


@dataclass(frozen=True, slots=True)
class Worn:
    """A session with three sensors: its readings after the calibration, and how they sit."""

    header: Header
    readings: Sequence[ImuReadings]

    @property
    def lasts_s(self) -> float:
        """From the first reading to the last."""
        return self.readings[-1].t_s - self.readings[0].t_s


@cache
def worn(strokes_s: tuple[float, ...]) -> Worn:
    """Return somebody who calibrates, and then makes strokes there and back that last so long each."""
    calibration = perform_calibration(np.random.default_rng(3), is_lifting=False)
    angles = calibration.angles
    for lasts_s in strokes_s:
        t_s = np.arange(round(lasts_s * 50.0) + 1) / 50.0
        there = minimum_jerk(t_s / (lasts_s / 3)) - minimum_jerk((t_s - lasts_s * 2 / 3) / (lasts_s / 3))
        angles, _ = joined(angles, leg_angles(t_s, SEATED + there[:, None] * WAY))
        angles, _ = joined(angles, resting(SEATED, 3.0))
    readings = readings_of(angles, (THIGH, SHANK, FOOT))
    spans = {Task(name): span for name, span in calibration.labels.items()}
    mountings = calibrate(stretches_of(readings, spans)).mountings
    over_s = max(end_s for _, end_s in spans.values())
    prescription = Prescription(load_exercise("tibial-slider-seated"))
    header = make_sensor_header(SourceInfo("simulated"), prescription, mountings, "3 sensors")
    return Worn(header, tuple(one for one in readings if one.t_s > over_s))


def test_three_sensors(benchmark: BenchmarkFixture) -> None:
    """Processor time as a share of the time the sensors measured in: it hardly depends on what else runs."""
    session = worn((4.5,) * 12)
    shares: list[float] = []

    def judge_all() -> int:
        begun_s = process_time()
        judged = judged_of(session)
        shares.append((process_time() - begun_s) / session.lasts_s)
        return judged

    assert benchmark.pedantic(judge_all, rounds=5, warmup_rounds=1) == 12  # type: ignore[no-untyped-call]
    benchmark.extra_info["share_of_a_core"] = round(median(shares), 4)


def test_the_close_of_a_long_attempt(benchmark: BenchmarkFixture) -> None:
    """The step that closes it, beside the memory that step takes at most."""
    session = worn((LONG_S,))
    made = pipeline.make_pipeline(session.header)
    state = pipeline.start(made)
    for raw in session.readings:
        before = state
        state, step = pipeline.step(made, before, raw)
        if any(isinstance(one, RepetitionJudged) for one in step.events):
            break
    tracemalloc.start()
    pipeline.step(made, before, raw)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    _, last = benchmark(pipeline.step, made, before, raw)
    [repetition] = [one.repetition for one in last.events if isinstance(one, RepetitionJudged)]
    assert benchmark.stats is not None
    benchmark.extra_info["attempt_s"] = round(repetition.end_s - repetition.start_s, 1)
    benchmark.extra_info["ms"] = round(1000 * benchmark.stats.stats.median, 1)
    benchmark.extra_info["mb"] = round(most / 1e6, 1)


def judged_of(session: Worn) -> int:
    """Judge a whole session, and return how many repetitions were judged."""
    steps = fold(session.header, without_pictures(session.readings))
    return sum(isinstance(one, RepetitionJudged) for step in steps for one in step.events)
