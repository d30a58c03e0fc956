"""Clips as sensors would have measured them: scored like videos, with what sensors cannot show apart."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from formcheck.apps.cli import app
from formcheck.apps.validate import command
from formcheck.apps.validate.sensors import validate_simulated
from formcheck.apps.validate.simulating import record
from formcheck.errors import InputError
from formcheck.events import FlagKind, Verdict
from formcheck.inertial.tasks import Task
from formcheck.samples import Dof, Segment
from formcheck.validation.model import ClipData, FlagId, ScoredRepetition
from formcheck.validation.pages.page import render_sensors
from formcheck.validation.pages.sensors import set_up_word
from formcheck.validation.pairing.order import paired_in_order
from formcheck.validation.sensors import SHOWN, SetUpResult, is_shown, marked, wrong_in
from formcheck.validation.simulated.setups import SETUPS
from formcheck.validation.truth.clip import load_truth
from formcheck.words.catalogue import Words
from tests.support.truth import ROOT

SAMPLES = ROOT / "sample_videos"
CLIP = "order-tibial-slider"

pytestmark = pytest.mark.xdist_group("simulated")


def repetition(verdict: Verdict, *flags: FlagId, start_s: float = 0.0) -> ScoredRepetition:
    return ScoredRepetition(start_s, start_s + 1.0, start_s + 2.0, verdict, flags)


@pytest.mark.parametrize(
    ("set_up", "true", "expected"),
    [
        ("three", repetition(Verdict.GOOD), True),
        ("three", repetition(Verdict.GOOD, (FlagKind.TRUNK_LEAN, Dof.TRUNK_LEAN)), True),
        ("three", repetition(Verdict.WRONG_ORDER, (FlagKind.WRONG_ORDER, Dof.NECK_FLEXION)), False),
        ("shank_foot", repetition(Verdict.WRONG_ORDER, (FlagKind.WRONG_ORDER, Dof.ANKLE_DORSIFLEXION)), True),
        ("shank", repetition(Verdict.WRONG_ORDER, (FlagKind.WRONG_ORDER, Dof.ANKLE_DORSIFLEXION)), False),
        ("shank", repetition(Verdict.RUSHED, (FlagKind.RUSHED, None)), True),
    ],
)
def test_what_sensors_can_show(set_up: str, true: ScoredRepetition, expected: bool) -> None:
    assert is_shown(true, SETUPS[set_up].shows) is expected


def test_repetitions_tell_it_as_a_condition() -> None:
    truth = marked(load_truth(SAMPLES / f"{CLIP}.truth.json"), SETUPS["three"].shows)
    assert [one.conditions[SHOWN] for one in truth.repetitions].count("no") == 1


@pytest.mark.parametrize("found", [0, 2, 3, 5])
def test_without_times_repetitions_are_paired_by_their_order(found: int) -> None:
    true = [repetition(Verdict.GOOD), repetition(Verdict.RUSHED), repetition(Verdict.HELD)]
    seen = [repetition(Verdict.GOOD, start_s=10.0 * number) for number in range(1, found + 1)]
    paired = paired_in_order(true, seen)
    assert [one.verdict for one in paired] == [one.verdict for one in true]
    assert [one.start_s for one in paired[:found]] == [one.start_s for one in seen[:3]]
    assert all(one.start_s > max((other.end_s for other in seen), default=0.0) for one in paired[found:])


@pytest.mark.parametrize(
    ("found", "beyond"),
    [
        (ScoredRepetition(10.0, 10.5, 11.2, Verdict.NOT_MEASURABLE, ()), 0),  # what was seen until the sensor failed
        (ScoredRepetition(10.0, 10.5, 11.2, Verdict.RUSHED, ()), 1),
        (ScoredRepetition(20.0, 20.5, 21.2, Verdict.NOT_MEASURABLE, ()), 1),  # where nothing happened
    ],
)
def test_a_repetition_cut_short_and_withheld_is_neither_wrong_nor_made_up(found: ScoredRepetition, beyond: int) -> None:
    true = ScoredRepetition(10.0, 12.0, 15.0, Verdict.GOOD, ())
    clip = ClipData("clip", {}, (true,), (found,), (), {})
    assert len(wrong_in([clip])) == beyond


@pytest.mark.slow
def test_every_set_up_has_a_name_and_what_it_is_held_against() -> None:
    for one in SETUPS.values():
        assert set_up_word(Words("en"), one.name) != set_up_word(Words("es"), one.name)
        assert not one.without or SETUPS[one.without].segments == one.segments
        assert bool(one.trouble) == bool(one.without)


@pytest.mark.slow
def test_a_recording_is_on_the_clock_of_its_clip_and_the_same_again() -> None:
    truth = load_truth(SAMPLES / f"{CLIP}.truth.json")
    one, again = (record(CLIP, truth, SETUPS["lost_5"]) for _ in range(2))
    assert one.starts_s == 0.0
    assert max(end_s for _, end_s in one.labels.values()) < 0.0
    assert set(one.labels) == {Task.STAND, Task.SIT, Task.EXTEND, Task.TOES, Task.LIFT}
    for place, track in one.tracks.items():
        assert (track.gyr_radps == again.tracks[place].gyr_radps).all()


@pytest.mark.slow
def test_a_fault_leaves_the_other_sensors_as_they_were() -> None:
    truth = load_truth(SAMPLES / f"{CLIP}.truth.json")
    sound, faulty = (record(CLIP, truth, SETUPS[name]) for name in ("three", "slips_shank"))
    same = {
        place.segment
        for place, track in sound.tracks.items()
        if (track.acc_mps2 == faulty.tracks[place].acc_mps2).all()
    }
    assert same == {Segment.THIGH, Segment.FOOT}


@pytest.fixture(scope="module")
def results() -> tuple[SetUpResult, ...]:
    """Return what three sensors, with and without a fault, make of a clip with a fault that they cannot show."""
    return validate_simulated(SAMPLES, set_ups=("three", "dies_foot"), only=(CLIP,), jobs=1)


@pytest.mark.slow
def test_three_sensors_judge_right_what_they_can_show(results: tuple[SetUpResult, ...]) -> None:
    three = results[0]
    assert three.outcomes.exact.count == three.outcomes.exact.of == 1
    assert three.shown.right.share == 1.0
    assert (three.outcomes.wrong.count, three.shown.wrong.count) == (1, 0)
    assert three.beyond == ()
    assert all(target.is_met for target in three.targets)


@pytest.mark.slow
def test_a_sensor_that_dies_is_told_and_blames_nobody(results: tuple[SetUpResult, ...]) -> None:
    dies = results[1]
    assert (dies.said.count, dies.said.of) == (1, 1)
    assert dies.beyond == ()
    assert dies.outcomes.withheld.count > 0


@pytest.mark.slow
def test_the_page_and_the_missed_figure(results: tuple[SetUpResult, ...]) -> None:
    missed = replace(results[1], targets=(replace(results[1].targets[0], all=2.0),))
    page = render_sensors([(results[0], missed)], [])
    assert "## Simulated sensors: sample clips" in page
    assert "| thigh, shank, foot |" in page
    assert "**missed**" in page


@pytest.mark.slow
def test_the_command_writes_json_and_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, results: tuple[SetUpResult, ...]
) -> None:
    monkeypatch.setattr(command, "validate_simulated", lambda *_given, **_more: results)
    given = ["validate", str(SAMPLES), "--simulate", "sensors", "--check"]
    done = CliRunner().invoke(app, [*given, "--out", str(tmp_path), "--document", str(tmp_path / "page.md")])
    assert done.exit_code == 0, done.output
    assert "foot dies in the middle" in done.output
    told = json.loads((tmp_path / "validation.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in told["set_ups"]] == ["three", "dies_foot"]
    assert (tmp_path / "page.md").is_file()


@pytest.mark.parametrize("more", [["--simulate", "cameras"], ["--simulate", "sensors", "--rate", "15"]])
def test_the_command_refuses_what_makes_no_sense(more: list[str]) -> None:
    assert CliRunner().invoke(app, ["validate", str(SAMPLES), *more]).exit_code == 2


def test_other_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.record.jsonl.gz").touch()
    with pytest.raises(InputError, match="frame by frame"):
        validate_simulated(tmp_path)
