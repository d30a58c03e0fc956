"""Whole sessions with sensors in place of a camera: phones that scan what is on the screen, and a recording."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import numpy as np
import pytest
from PIL import Image
from zxingcpp import read_barcodes

from formcheck.samples import Place
from formcheck.session.coaching.calibrating import STEPS
from formcheck.sources.imu.line import format_readings
from formcheck.sources.imu.tracks import SensorTrack
from tests.browser.conftest import Start, Visit
from tests.support.accessibility import find_faults
from tests.support.browser import NoCamera
from tests.support.live import words
from tests.support.live_sessions import Person
from tests.support.phone import PhyphoxApp
from tests.support.wearing import FOOT, SHANK, leg, tracks_of, whole_visit

pytestmark = [pytest.mark.slow, pytest.mark.browser]

INTERVAL_S = 0.1


def scan(person: Person, place: Place) -> str:
    """Return what a phone reads from the code on the screen, as soon as it is that of a place."""
    code = person.page.locator(f"[data-code={place}] .code-picture")
    code.wait_for(state="visible", timeout=20_000)
    [read] = read_barcodes(Image.open(BytesIO(code.screenshot())))
    return str(read.text)


def motions(track: SensorTrack) -> dict[str, Callable[[float], tuple[float, float, float]]]:
    """Return what a phone's own sensors measure while it is strapped to a leg."""

    def at(values: np.ndarray) -> Callable[[float], tuple[float, float, float]]:
        def measure(t_s: float) -> tuple[float, float, float]:
            x, y, z = (float(np.interp(t_s, track.t_s, values[:, axis])) for axis in range(3))
            return x, y, z

        return measure

    return {"accelerometer": at(track.acc_mps2), "gyroscope": at(track.gyr_radps)}


@contextmanager
def sending(phones: dict[Place, PhyphoxApp], begun_s: float) -> Iterator[None]:
    """Let phones send in their own time, from the moment they are scanned in."""
    over = Event()

    def one_phone(phone: PhyphoxApp, first: int) -> None:
        for number in range(first, 10_000):
            end_s = (number + 1) * INTERVAL_S
            if over.wait(max(0.0, begun_s + end_s - monotonic())):
                return
            phone.measure(end_s - INTERVAL_S, end_s)
            phone.send()

    first = round((monotonic() - begun_s) / INTERVAL_S)
    threads = [Thread(target=one_phone, args=(phone, first)) for phone in phones.values()]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def test_two_phones_are_scanned_in_calibrated_and_counted(start: Start, visit: Visit) -> None:
    angles, _ = leg(waits_s=15.0)
    tracks = tracks_of(angles, (SHANK, FOOT))
    program = start("--sensors", "phone", "--sensors-host", "127.0.0.1", dose=(3, 1))
    person = visit(program, NoCamera.ABSENT)
    faults = find_faults(person.page, "welcome")
    person.begin()
    person.wait_for("sensors")
    faults += find_faults(person.page, "sensors")
    begun_s = monotonic()
    shank = PhyphoxApp(scan(person, SHANK), system_s=1.7e9, motions=motions(tracks[SHANK]))
    with sending({SHANK: shank}, begun_s):
        foot = PhyphoxApp(scan(person, FOOT), system_s=5.0e4, motions=motions(tracks[FOOT]))
        with sending({FOOT: foot}, begun_s):
            person.wait_for("calibrate")
            person.wait_for("countdown", seconds=90)
            person.wait_for("after", seconds=90)
    person.answer_after()
    assert program.verdicts() == ["good"] * 3
    assert all(again.is_same and again.is_whole for again in program.replayed().values())
    steps = [words("en")(f"say-calibrate-{task}") for task in STEPS]
    assert [one for one in person.spoken if one in steps] == steps
    assert faults == []
    assert person.troubles == []
    assert program.stop() == 0


def test_a_recording_in_place_of_sensors(start: Start, visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "day.csv"
    path.write_text("\n".join(format_readings(one for raw in whole_visit() for one in raw.readings)) + "\n")
    program = start("--sensors", path, "--language", "es", dose=(2, 1))
    person = visit(program, NoCamera.ABSENT)
    person.begin(range_from="measure")
    person.wait_for("calibrate")
    faults = find_faults(person.page, "calibrate")
    person.wait_until("(view.checks || []).some((one) => one.key === 'step-sit' && one.state === 'now')")
    person.press("Escape")
    person.wait_for("paused")
    person.page.wait_for_timeout(700)
    person.press(" ")
    person.wait_for("calibrate")
    person.wait_for("practice", seconds=90)
    faults += find_faults(person.page, "practice")
    person.wait_for("after", seconds=120)
    person.answer_after()
    assert program.verdicts() == ["good"] * 2
    known = program.entries("range_known")[-1]
    assert (known["range_from"], known["model"]) == ("measure", "sensors")
    assert known["personal"]["cycle_s"] == pytest.approx(4.8, abs=0.5)
    assert all(again.is_same for again in program.replayed().values())
    assert faults == []
    assert person.troubles == []
    assert program.stop() == 0
