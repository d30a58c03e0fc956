"""What everything after the pose costs a frame: the promise is under 1 ms (see README.md beside this file)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from formcheck.session import summary
from formcheck.session.model import Session
from formcheck.session.record import Record, read_record
from formcheck.session.run import fold
from tests.golden.make import unpack
from tests.support.truth import STEMS


@pytest.fixture(scope="module", params=STEMS[:2])
def record(request: pytest.FixtureRequest) -> Iterator[Record]:
    """Return the landmarks of each sample clip in turn."""
    with TemporaryDirectory() as folder:
        yield read_record(unpack(request.param, Path(folder)))


def judge_all(record: Record) -> Session:
    """Measure, count and judge every frame, as a review does between pose and outputs."""
    tally = summary.start(record.header)
    for step in fold(record.header, ((pose, None) for pose in record.inputs)):
        tally = summary.step(tally, step)
    return summary.summarise(record.header, tally)


def test_measuring_counting_and_judging(benchmark: BenchmarkFixture, record: Record) -> None:
    session = benchmark.pedantic(judge_all, args=(record,), rounds=7, warmup_rounds=1)  # type: ignore[no-untyped-call]
    assert session.summary.attempts
    assert benchmark.stats is not None
    benchmark.extra_info["frames"] = len(record.inputs)
    benchmark.extra_info["ms_per_frame"] = round(1000 * benchmark.stats.stats.median / len(record.inputs), 3)
