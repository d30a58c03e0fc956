"""How pictures came: what is cut short or missing is told, in a review as in a replay of its record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.samples import SourceInfo
from formcheck.session import cadence
from formcheck.session.cadence import Cadence
from formcheck.session.model import Remark, RemarkKind

WHOLE = SourceInfo("anna.mp4", duration_s=15.3)


def watch(times_s: list[float]) -> Cadence:
    seen = Cadence()
    for t_s in times_s:
        seen = cadence.step(seen, t_s)
    return seen


def evenly(begin_s: float, end_s: float) -> list[float]:
    return [begin_s + 0.04 * number for number in range(round((end_s - begin_s) / 0.04))]


def test_of_a_whole_recording_nothing_is_said() -> None:
    assert not list(cadence.remarks(WHOLE, watch(evenly(0.0, 15.3))))


@pytest.mark.parametrize(("stated_s", "expected_s"), [(15.32, 15.3), (12.21, None), (None, None)])
def test_a_file_that_is_cut_short_tells_how_much_of_how_much_there_is(
    stated_s: float | None, expected_s: float | None
) -> None:
    source = replace(WHOLE, duration_s=stated_s, read_s=12.18)
    told = list(cadence.remarks(source, watch(evenly(0.0, 12.18))))
    assert told == [Remark(RemarkKind.FILE_CUT_SHORT, number=12.2, expected=expected_s)]


def test_stretches_without_pictures_are_told_together() -> None:
    seen = watch([*evenly(0.0, 2.0), *evenly(5.0, 8.0), *evenly(10.0, 15.3)])
    assert list(cadence.remarks(WHOLE, seen)) == [Remark(RemarkKind.PICTURES_MISSING, number=5.1)]


def test_a_camera_that_misses_a_few_pictures_misses_nothing() -> None:
    assert not list(cadence.remarks(WHOLE, watch([*evenly(0.0, 2.0), *evenly(2.8, 5.0)])))
