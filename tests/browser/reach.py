"""How fast the live page is here, beside the browser: ``python -m tests.browser.reach [--minutes 60]``.

For each model: pictures judged a second, from picture to what is shown of it, when the page is ready, and memory. Close
other programs first.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, perf_counter

import numpy as np

from tests.support.browser import launched
from tests.support.fake_camera import make_fake_camera
from tests.support.live_sessions import LiveProgram, Person
from tests.support.processes import resident_bytes
from tests.support.truth import SAMPLES

CLIP = SAMPLES / "good-tibial-slider.mp4"
EVERY_S = 30.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read at one time.

    Parameters
    ----------
    minute : float
        Since the set began.
    fps : float
        Pictures judged a second since the last reading.
    p50_ms, p95_ms : float
        From picture to screen, of the latest pictures.
    program_mb, page_mb : float
        Memory of the program, and heap of the page.
    """

    minute: float
    fps: float
    p50_ms: float
    p95_ms: float
    program_mb: float
    page_mb: float

    def __str__(self) -> str:
        return (
            f"{self.minute:5.1f} min  {self.fps:5.1f} a second  {self.p50_ms:4.0f} ms, p95 {self.p95_ms:4.0f} ms  "
            f"program {self.program_mb:5.0f} MB, page {self.page_mb:3.0f} MB"
        )


def measure(model: str, minutes: float, folder: Path) -> None:
    """Do a set that does not end for so long, and print a reading every half minute."""
    camera = make_fake_camera(CLIP, folder / "camera.y4m")
    program = LiveProgram(folder, ["--model", model], dose=(1000, 1), side="right")
    try:
        with launched(camera) as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            begun_s = perf_counter()
            person = Person(page, program.address)
            sys.stdout.write(f"{model}: page ready in {perf_counter() - begun_s:.2f} s\n")
            person.begin()
            person.wait_for("set")
            _watch(program, person, minutes)
    finally:
        program.kill()


def _watch(program: LiveProgram, person: Person, minutes: float) -> None:
    start_s = last_s = monotonic()
    frames = _frames(person)
    while monotonic() < start_s + 60.0 * minutes:
        person.page.wait_for_timeout(1000 * min(EVERY_S, 60.0 * minutes))
        now_s, now = monotonic(), _frames(person)
        latencies = person.page.evaluate("() => window.formcheck.latencies()")
        p50_ms, p95_ms = np.percentile(latencies, [50, 95])
        page_mb = person.page.evaluate("() => performance.memory.usedJSHeapSize / 1e6")
        fps = (now - frames) / (now_s - last_s)
        reading = Reading((now_s - start_s) / 60, fps, p50_ms, p95_ms, resident_bytes(program.pid) / 1e6, page_mb)
        sys.stdout.write(f"{reading}\n")
        sys.stdout.flush()
        last_s, frames = now_s, now


def _frames(person: Person) -> int:
    return int(person.view["debug"]["frames"])


def main() -> None:
    """Measure each model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long to look at each model")
    parser.add_argument("--models", nargs="+", default=["heavy", "full"], help="the models to measure")
    given = parser.parse_args()
    for model in given.models:
        with tempfile.TemporaryDirectory() as folder:
            measure(model, given.minutes, Path(folder))


if __name__ == "__main__":
    main()
