"""The script of a clip becomes angles: they reach their targets, in order, smoothly. No drawing involved."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from render.manifest import Clip, ManifestError, load_manifest
from render.motion import perform
from render.script import DOFS, Irregularity, Keyframe, Repetition, Script
from render.strokes import min_jerk
from render.truth import describe

SAMPLE_VIDEOS = Path(__file__).resolve().parents[2] / "sample_videos"
CLIPS = load_manifest(SAMPLE_VIDEOS / "manifest.toml")
STEADY = Irregularity(timing=0.0, skew=0.0, end_deg=0.0, tremor_deg=0.0, sway_deg=0.0)


@pytest.mark.parametrize("skew", [-0.4, 0.0, 0.4])
def test_min_jerk_starts_and_ends_at_rest(skew: float) -> None:
    share = np.linspace(0.0, 1.0, 10_001)
    progress = min_jerk(share, skew)
    speed = np.gradient(progress, share)
    assert progress[[0, -1]].tolist() == [0.0, 1.0]
    assert np.abs(speed[[0, -1]]).max() < 1e-3
    assert (np.diff(progress) >= 0.0).all()


def test_a_steady_repetition_hits_its_targets() -> None:
    script = Script(irregularity=STEADY, repetitions=(Repetition(knee_end_deg=5.0, ankle_end_deg=13.0),))
    motion = perform(script, fps=25.0)
    (truth,) = motion.repetitions
    assert truth.knee_at_peak_deg == pytest.approx(5.0)
    assert truth.ankle_at_peak_deg == pytest.approx(13.0)
    assert motion.deg["knee_flexion"][[0, -1]].tolist() == pytest.approx([90.0, 90.0])
    assert motion.deg["neck_flexion"].min() == pytest.approx(-10.0)
    assert np.ptp(motion.deg["thigh_elevation"]) == 0.0


def test_the_knee_rests_outside_the_stated_times() -> None:
    script = Script(irregularity=replace(STEADY, timing=0.1, skew=0.2), repetitions=(Repetition(), Repetition()))
    motion = perform(script, fps=50.0)
    moving = np.zeros(len(motion.t_s), dtype=bool)
    for truth in motion.repetitions:
        moving |= (motion.t_s > truth.start_s) & (motion.t_s < truth.end_s)
    assert np.abs(motion.deg["knee_flexion"][~moving] - 90.0).max() < 1e-9
    assert motion.deg["knee_flexion"][moving].max() < 90.0


def test_angles_do_not_depend_on_the_frame_rate() -> None:
    script = Script(repetitions=(Repetition(),), seed=5)
    slow, fast = perform(script, fps=10.0), perform(script, fps=50.0)
    for dof in DOFS:
        assert fast.deg[dof][::5][: len(slow.t_s)] == pytest.approx(slow.deg[dof])


def test_a_late_ankle_leaves_after_the_knee() -> None:
    script = Script(irregularity=STEADY, repetitions=(Repetition(ankle_delay_s=1.0),))
    motion = perform(script, fps=100.0)
    onsets = {dof: motion.t_s[np.argmax(np.abs(values - values[0]) > 0.5)] for dof, values in motion.deg.items()}
    assert onsets["ankle_dorsiflexion"] - onsets["knee_flexion"] > 0.8


def test_bounces_are_dips_at_the_far_end() -> None:
    script = Script(irregularity=STEADY, repetitions=(Repetition(hold_s=1.5, bounces=3, bounce_deg=12.0),))
    knee = perform(script, fps=50.0).deg["knee_flexion"]
    peaks = (knee[1:-1] > knee[:-2]) & (knee[1:-1] >= knee[2:]) & (knee[1:-1] > 10.0) & (knee[1:-1] < 60.0)
    assert peaks.sum() == 3


def test_keyframes_rule_only_what_they_mention() -> None:
    keys = (Keyframe(0.5, {"knee_flexion": 90.0}), Keyframe(1.0, {"knee_flexion": 70.0}))
    motion = perform(Script(irregularity=STEADY, keyframes=keys), fps=50.0)
    assert motion.deg["knee_flexion"].min() == pytest.approx(70.0)
    assert np.ptp(motion.deg["ankle_dorsiflexion"]) == 0.0
    assert motion.repetitions == ()


@pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: clip.name)
def test_the_shipped_truth_is_what_the_manifest_says(clip: Clip) -> None:
    path = SAMPLE_VIDEOS / clip.truth
    if not path.is_file():
        pytest.skip("this clip is not rendered here")
    shipped = json.loads(path.read_text(encoding="utf-8"))
    expected = describe(clip, perform(clip.script, fps=25.0))
    assert shipped["frames"].keys() == expected["frames"].keys()
    for key, values in expected["frames"].items():
        wanted = np.array(values, dtype=float)
        assert np.array(shipped["frames"][key], dtype=float) == pytest.approx(wanted, abs=1e-3, nan_ok=True)
    times = [value for rep in shipped["repetitions"] for value in (rep["start_s"], rep["peak_s"], rep["end_s"])]
    assert times == sorted(times)
    assert [rep["verdict"] for rep in shipped["repetitions"]] == [rep.verdict for rep in clip.script.repetitions]


def test_a_misspelt_key_is_named(tmp_path: Path) -> None:
    text = (SAMPLE_VIDEOS / "manifest.toml").read_text(encoding="utf-8")
    broken = tmp_path / "manifest.toml"
    broken.write_text(text.replace("trunk_lean", "trunk_leen", 1), encoding="utf-8")
    with pytest.raises(ManifestError, match="trunk_leen"):
        load_manifest(broken)
