"""When something goes wrong: no camera, a crash, two tabs, a slow machine, pain. The session lives."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from tests.browser.conftest import Start, Visit
from tests.support.accessibility import find_faults
from tests.support.browser import NoCamera
from tests.support.fake_camera import make_fake_camera
from tests.support.live_sessions import Person
from tests.support.truth import SAMPLES

pytestmark = [pytest.mark.slow, pytest.mark.browser]

GOOD = SAMPLES / "good-tibial-slider.mp4"
SLOWDOWN = 6
MOST_LATE_MS = 50.0


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a recording of somebody who does it well."""
    return make_fake_camera(GOOD, tmp_path_factory.mktemp("camera") / "camera.y4m")


@pytest.mark.parametrize(
    ("why", "title"),
    [(NoCamera.DENIED, "The camera is not allowed"), (NoCamera.ABSENT, "No camera found")],
)
def test_a_camera_that_cannot_be_used_is_explained(why: NoCamera, title: str, start: Start, visit: Visit) -> None:
    person = visit(start("--model", "full"), why)
    person.begin()
    trouble = person.page.locator("#trouble")
    trouble.wait_for(state="visible")
    assert trouble.locator("h2").inner_text() == title
    assert "try again" in trouble.inner_text().lower()
    assert trouble.locator("button").is_visible()
    assert find_faults(person.page, "trouble") == []


def test_a_red_flag_ends_with_whom_to_see(start: Start, visit: Visit) -> None:
    person = visit(start("--model", "full"), NoCamera.ABSENT)
    person.begin(red_flags=["bladder-bowel"])
    person.wait_for("referral")
    assert "emergency" in person.page.locator("main").inner_text()
    assert find_faults(person.page, "referral") == []


def test_a_session_outlives_a_crash_of_the_program(start: Start, visit: Visit, camera: Path) -> None:
    """Killed in the middle of a set: the next start offers the session, and its count goes on."""
    program = start("--model", "full", dose=(2, 1))
    person = visit(program, camera)
    person.begin()
    person.wait_for("set")
    person.wait_until("view.count.good === 1")
    program.kill()
    person.wait_for("gone")
    assert "formcheck live" in person.page.locator("main").inner_text()
    before = program.verdicts()
    again = start("--model", "full", dose=(2, 1))
    person = Person(person.page, again.address)
    assert "1 good so far" in person.page.locator("#welcome").inner_text()
    person.page.locator("#resume").click()
    person.wait_for("set")
    assert person.view["count"] == {"good": 1, "target": 2}
    person.wait_for("after")
    person.answer_after()
    assert again.verdicts() == [*before, "good"]
    outcomes = again.replayed()
    assert [outcome.is_whole for outcome in outcomes.values()] == [False, True]
    assert all(outcome.is_same for outcome in outcomes.values())


def test_one_tab_at_a_time(start: Start, visit: Visit, camera: Path) -> None:
    program = start("--model", "full")
    first = visit(program, camera)
    first.begin()
    first.wait_for("camera")
    second = Person(first.page.context.new_page(), first.page.url)
    assert second.stage == "elsewhere"
    assert find_faults(second.page, "elsewhere") == []
    second.page.locator("#take-over").click()
    second.wait_for("camera", "paused", "countdown")
    first.wait_for("elsewhere")


def test_a_slow_machine_drops_pictures_and_stays_in_time(start: Start, visit: Visit, camera: Path) -> None:
    """The page on a processor slowed down: fewer pictures, none of them late, and the person is told."""
    person = visit(start("--model", "full"), camera)
    session = person.page.context.new_cdp_session(person.page)
    person.begin()
    person.wait_until("view.debug?.frames > 10")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    sent = "() => document.body.dataset.stage"
    assert person.page.evaluate(sent) in {"camera", "countdown", "set"}
    person.page.wait_for_timeout(15_000)
    latencies = person.page.evaluate("() => window.formcheck.latencies()")
    early, late = latencies[len(latencies) // 4 : len(latencies) // 2], latencies[-len(latencies) // 4 :]
    assert len(latencies) > 40
    assert median(late) < 1.5 * median(early) + MOST_LATE_MS
    assert person.troubles == []


def test_pain_stops_the_exercise(start: Start, visit: Visit) -> None:
    """The program opens the camera itself, here a recording; the same page; space, pain, whom to ask."""
    program = start("--camera", GOOD, "--model", "full")
    person = visit(program, NoCamera.ABSENT)
    person.begin(pain=1)
    person.wait_for("set")
    person.wait_until("view.count.good === 1")
    person.press("Space")
    person.wait_for("paused")
    person.page.locator("#hurts").click()
    person.page.locator("#paused-pain button[value='2']").click()
    person.page.wait_for_function("() => document.querySelector('#paused').innerText.includes('comfortable')")
    person.page.locator("#hurts").click()
    person.page.locator("#paused-pain button[value='3']").click()
    person.wait_for("stopped")
    assert "risen by 2 or more" in person.page.locator("main").inner_text()
    assert find_faults(person.page, "stopped") == []
    person.page.locator("#stopped-finish").click()
    person.wait_for("after")
    person.answer_after(pain=1)
    assert "talk to your physiotherapist" in person.page.locator("#summary-lines").inner_text()
    assert program.entries("stopped")[0]["halt"] == "stop-pain-rise"
    assert person.troubles == []
