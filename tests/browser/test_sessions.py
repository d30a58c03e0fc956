"""Whole sessions, from welcome to summary: what was counted live is what a replay and the clip's truth say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from formcheck.validation.truth.clip import load_truth
from tests.browser.conftest import Start, Visit
from tests.support.accessibility import find_faults
from tests.support.fake_camera import make_fake_camera
from tests.support.live_sessions import LiveProgram
from tests.support.truth import SAMPLES
from tests.support.videos import Picture

pytestmark = [pytest.mark.slow, pytest.mark.browser]

LID_PX = 150
LID_S = (13.0, 21.0)
LID_MOVES_S = 1.5


def intended(clip: str) -> list[str]:
    """Return the verdicts the repetitions of a clip were rendered for."""
    return [str(one.verdict) for one in load_truth(SAMPLES / f"{clip}.truth.json").repetitions]


def goes_round(found: Sequence[str], order: Sequence[str], withheld: int = 0) -> bool:
    """Tell whether `found` is a stretch of `order` over and over: a camera's recording begins anew at its end.

    At most so many verdicts may be withheld: a quick movement falls between the pictures now and then.
    """
    rounds = [*order] * (2 + len(found) // len(order))
    return any(_agree(found, rounds[at:], withheld) for at in range(len(order)))


def _agree(found: Sequence[str], wanted: Sequence[str], withheld: int) -> bool:
    others = [one for one, other in zip(found, wanted, strict=False) if one != other]
    return len(others) <= withheld and set(others) <= {"not_measurable"}


def assert_replays_the_same(program: LiveProgram) -> None:
    outcomes = program.replayed()
    assert outcomes
    assert {part: outcome.is_same for part, outcome in outcomes.items()} == dict.fromkeys(outcomes, True)
    again = [
        str(one.verdict)
        for part, outcome in outcomes.items()
        if part.startswith("set")
        for one in outcome.session.repetitions
    ]
    assert again == program.verdicts()


def test_a_good_session(start: Start, visit: Visit, tmp_path: Path) -> None:
    """From the questions to the three lines: camera, practice, a set; nothing on the way that shuts anybody out."""
    camera = make_fake_camera(SAMPLES / "good-tibial-slider.mp4", tmp_path / "camera.y4m")
    program = start("--model", "heavy", dose=(2, 1))
    person = visit(program, camera)
    faults = find_faults(person.page, "welcome")
    person.begin(range_from="measure")
    person.wait_for("neutral")  # every check has turned green by itself
    person.press("s")  # nobody in this clip puts the foot flat
    person.wait_for("practice")
    faults += find_faults(person.page, "practice")
    person.wait_for("countdown", seconds=90)
    assert person.view["cue"]["text"] == "Your comfortable range is set."
    person.wait_for("set")
    person.wait_for("after")
    faults += find_faults(person.page, "after")
    person.answer_after()
    faults += find_faults(person.page, "summary")
    first, *_ = person.page.locator("#summary-lines li").all_inner_texts()
    assert first == "2 of 2 good."
    assert program.verdicts() == ["good", "good"]
    assert goes_round(program.verdicts(), intended("good-tibial-slider"))
    assert_replays_the_same(program)
    known = program.entries("range_known")[-1]
    assert known["range_from"] == "measure"
    assert known["personal"]["driver_end_deg"] == pytest.approx(5.0, abs=10.0)  # the clip's knee ends at 4 to 6 degrees
    assert "Your comfortable range is set." in person.spoken
    assert faults == []
    assert person.troubles == []
    assert program.stop() == 0


def test_a_session_with_faults_in_spanish_muted(start: Start, visit: Visit, tmp_path: Path) -> None:
    """Every repetition is judged as it was rendered, or withheld; each fault has its reason; nothing is said aloud."""
    camera = make_fake_camera(SAMPLES / "mixed-tibial-slider.mp4", tmp_path / "camera.y4m")
    program = start("--model", "heavy", "--language", "es", dose=(5, 1), side="left")
    person = visit(program, camera)
    assert person.page.locator("html").get_attribute("lang") == "es"
    faults = find_faults(person.page, "welcome")
    person.begin()
    person.wait_for("camera")
    person.press("m")
    before = len(person.spoken)
    person.wait_for("set")
    faults += find_faults(person.page, "set")  # it holds up the pictures for a moment, which may cost a repetition
    person.wait_while(lambda: len(program.verdicts()) < 5)
    verdicts = program.verdicts()
    assert goes_round(verdicts, intended("mixed-tibial-slider"), withheld=1)
    person.press("Escape")
    person.wait_for("paused")
    faults += find_faults(person.page, "paused")
    person.page.wait_for_timeout(700)
    person.press("Escape")
    person.wait_for("after")
    person.answer_after()
    assert person.spoken[before:] == []
    assert_replays_the_same(program)
    reasons = {one["reason"] for one in program.entries("judged")} - {None}
    assert len(reasons) >= 3  # each fault is named for what it is
    assert faults == []
    assert person.troubles == []


def lid_moved(t_s: float, image: Picture) -> Picture:
    """Return a picture as it is when the screen of the laptop tips up for a while: the feet leave it below."""
    since_s, until_s = LID_S
    down_px = round(LID_PX * max(0.0, min(1.0, (t_s - since_s) / LID_MOVES_S, (until_s - t_s) / LID_MOVES_S)))
    return np.concatenate([np.repeat(image[:1], down_px, axis=0), image[: len(image) - down_px]])


def test_a_foot_that_leaves_the_picture_is_named_and_waited_for(start: Start, visit: Visit, tmp_path: Path) -> None:
    clip = SAMPLES / "good-tibial-slider.mp4"
    camera = make_fake_camera(clip, tmp_path / "camera.y4m", edit=lid_moved)
    program = start("--model", "heavy", dose=(3, 1))
    person = visit(program, camera)
    person.begin()
    person.wait_for("set")
    person.wait_until("view.is_lost", seconds=90)
    assert person.view["cue"]["tone"] == "lost"
    assert any(part in person.view["cue"]["text"] for part in ("foot", "leg", "knee"))
    assert person.view["gauge"]["foot"] is None
    assert person.view["pace"]["is_running"] is False
    person.wait_until("!view.is_lost")
    person.wait_for("after", seconds=90)
    person.answer_after()
    assert set(program.verdicts()) <= {"good", "not_measurable"}  # what was not seen is not held against anybody
    assert program.verdicts().count("good") == 3
    assert_replays_the_same(program)
    assert person.troubles == []
