"""What overlay and report add to a review: the promise is under 15 % (see README.md beside this file)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter, process_time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from formcheck.apps.recordings import review
from formcheck.outputs.overlay import OverlayVideo
from formcheck.outputs.report import Report
from formcheck.session.output import Output
from formcheck.words.catalogue import Words
from tests.support.truth import SAMPLES, STEMS
from tests.support.videos import keep_seconds

SECONDS = 8.0
ROUNDS = 3
ENGLISH = Words("en")

FILES: dict[str, Callable[[Path], Sequence[Output]]] = {
    "neither": lambda _: (),
    "report": lambda folder: (Report(folder / "report.html", ENGLISH),),
    "overlay": lambda folder: (OverlayVideo(folder / "overlay.mp4", ENGLISH),),
    "both": lambda folder: (Report(folder / "report.html", ENGLISH), OverlayVideo(folder / "overlay.mp4", ENGLISH)),
}


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the first seconds of a sample clip: a whole repetition."""
    return keep_seconds(SAMPLES / f"{STEMS[0]}.mp4", tmp_path_factory.mktemp("clip") / "clip.mp4", SECONDS)


def test_share_of_report_and_overlay(benchmark: BenchmarkFixture, clip: Path, tmp_path: Path) -> None:
    """Reviews with and without take turns, so that all meet the same machine; the quickest of each counts."""
    wall_s = dict.fromkeys(FILES, float("inf"))
    cores_s = dict.fromkeys(FILES, float("inf"))

    def take_turns() -> int:
        frames = 0
        for files, outputs in FILES.items():
            wall, cores = perf_counter(), process_time()
            frames = review(clip, outputs=outputs(tmp_path)).coverage.frames
            wall_s[files] = min(wall_s[files], perf_counter() - wall)
            cores_s[files] = min(cores_s[files], process_time() - cores)
        return frames

    frames = benchmark.pedantic(take_turns, rounds=ROUNDS)  # type: ignore[no-untyped-call]
    for files in FILES:
        benchmark.extra_info[files] = {
            "ms_per_frame": round(1000 * wall_s[files] / frames, 1),
            "added_to_time": round(wall_s[files] / wall_s["neither"] - 1, 3),
            "added_to_work_of_all_cores": round(cores_s[files] / cores_s["neither"] - 1, 3),
        }
