"""Folders of clips with a known answer: recognised by what they hold, read strictly, every fault told."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from formcheck.errors import InputError
from formcheck.events import FlagKind, Verdict
from formcheck.samples import Dof, Side
from formcheck.validation.truth.clip_set import load_clip_set
from formcheck.validation.truth.conditions import conditions_of
from formcheck.validation.truth.drawn import drawn_clips
from formcheck.validation.truth.folder import FolderKind, recognise
from formcheck.validation.truth.manifest import Camera, ClipScene, Described
from formcheck.validation.truth.real import load_entries, read_entries, real_clips, real_truth

REPETITION = {"label": "incomplete_range", "accept_also": ["good"], "start_s": 0.5, "peak_s": 1.0, "end_s": 1.5}
FRAME = {"knee": 90.0, "ankle": -20.0, "thigh": 0.0, "trunk": 5.0, "neck": 10.0}
CLIP = {
    "file": "one_clip.mp4",
    "frames": "one_clip.json",
    "exercise": "tibial-slider-seated",
    "exercise_done": "tibial-tensioner-seated",
    "side": "left",
    "camera_yaw_deg": -20,
    "repetitions": [REPETITION],
}


def write_clip_set(folder: Path, *clips: object, frames: object = None) -> Path:
    (folder / "truth.json").write_text(json.dumps({"about": "what it means", "clips": clips}), encoding="utf-8")
    shown = [{"t": t_s, **FRAME} for t_s in (0.0, 1.0, 2.0)] if frames is None else frames
    (folder / "one_clip.json").write_text(json.dumps({"frames": shown}), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("manifest.toml", FolderKind.SAMPLES),
        ("truth.json", FolderKind.CLIP_SET),
        ("007.landmarks.xz", FolderKind.POPULATION),
        ("walk.record.jsonl.gz", FolderKind.REAL),
    ],
)
def test_a_folder_is_known_by_what_it_holds(name: str, kind: FolderKind, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    (tmp_path / "README.md").touch()
    assert recognise(tmp_path) is kind


def test_other_folders_are_told_what_they_could_hold(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        recognise(tmp_path)
    message = str(raised.value)
    assert str(tmp_path) in message
    for words in ("holds no clips with a known answer", "manifest.toml", "truth.json", "*.record.jsonl.gz"):
        assert words in message
    with pytest.raises(InputError, match="is missing, or is no folder"):
        recognise(tmp_path / "nowhere")


def test_a_set_of_clips(tmp_path: Path) -> None:
    clips = load_clip_set(write_clip_set(tmp_path, CLIP))
    (clip,) = clips.clips
    assert (clip.file, clip.side, clip.held_back) == ("one_clip.mp4", Side.LEFT, False)
    conditions = {"exercise": "tibial-slider-seated", "yaw": "15-25°", "done": "tibial-tensioner-seated"}
    assert conditions_of(clip) == conditions
    truth = clips.truth_of(clip)
    (one,) = truth.repetitions
    assert (one.verdict, one.accept_also) == (Verdict.INCOMPLETE_RANGE, (Verdict.GOOD,))
    assert one.flags == ((FlagKind.INCOMPLETE_RANGE, None),)  # at which joint is not said
    assert truth.at(Dof.ANKLE_DORSIFLEXION, np.array([0.5]))[0] == -20.0
    assert not truth.names_all_faults


def test_a_set_of_clips_without_angles(tmp_path: Path) -> None:
    clips = load_clip_set(write_clip_set(tmp_path, CLIP | {"frames": None}))
    truth = clips.truth_of(clips.clips[0])
    assert np.isnan(truth.at(Dof.KNEE_FLEXION, np.array([0.5]))).all()


def test_every_fault_of_a_set_in_one_message(tmp_path: Path) -> None:
    wrong = CLIP | {"file": "/a.mp4", "side": "middle", "repetitions": [REPETITION | {"label": "perfect"}]}
    with pytest.raises(InputError) as raised:
        load_clip_set(write_clip_set(tmp_path, CLIP, wrong))
    message = str(raised.value)
    for key in ("3 faults", "clips[2].file", 'clips[2].side: found "middle"', "clips[2].repetitions[1].label"):
        assert key in message
    with pytest.raises(InputError, match="2 clips of 1 files; allowed: each file once"):
        load_clip_set(write_clip_set(tmp_path, CLIP, CLIP))


@pytest.mark.parametrize(
    ("frames", "words"),
    [([{"t": 0.0}, {"t": 0.0}], "times that do not increase"), ([{"knee": 1.0}], r"frames\[1\].t: found nothing")],
)
def test_faults_of_frames(frames: object, words: str, tmp_path: Path) -> None:
    clips = load_clip_set(write_clip_set(tmp_path, CLIP, frames=frames))
    with pytest.raises(InputError, match=words):
        clips.truth_of(clips.clips[0])


def test_what_is_known_of_real_people() -> None:
    entries = load_entries()
    assert {"seated-extension-one", "couch-strap-slide", "chair-frontal"} <= set(entries)
    (one,) = entries["seated-extension-one"].truth().repetitions
    assert one.start_s < one.peak_s < one.end_s
    assert {figure.name for figure in one.by_hand} >= {"start_s", "end_s", "knee_at_peak_deg", "ankle_at_peak_deg"}
    assert all(figure.within > 0.0 for figure in one.by_hand)
    assert entries["couch-strap-slide"].truth().repetitions == ()


def test_records_that_nothing_is_known_of(tmp_path: Path) -> None:
    for name in ("chair-frontal", "somebody"):
        (tmp_path / f"{name}.record.jsonl.gz").touch()
    clips, unknown = real_clips(tmp_path)
    assert [clip.file for clip in clips] == ["chair-frontal.record.jsonl.gz"]
    assert unknown == ("somebody.record.jsonl.gz",)
    assert real_truth(clips[0]).said == ("not_side_on", "not_measured:from_front")


def test_faults_of_what_is_known() -> None:
    text = (
        '[a]\nexercise = "e"\nreps = 3\n[[a.repetition]]\nverdict = "fine"\nstart_s = [1.0, 0.1]\nend_s = [2.0, 0.0]\n'
    )
    with pytest.raises(InputError) as raised:
        read_entries(text)
    for key in ("a.reps", 'a.repetition[1].verdict: found "fine"', "a.repetition[1].end_s[2]"):
        assert key in str(raised.value)


def drawn(**more: object) -> dict[str, object]:
    conditions = {"skin": "dark", "fidgets": True, "yaw_deg": 22.0, "crf": 30, "timing": "both", "tail_s": 0.2}
    frames: dict[str, object] = {f"{dof}_deg": [90.0, 90.0] for dof in Dof}
    repetition = {
        "start_s": 1.0,
        "peak_s": 2.0,
        "end_s": 3.0,
        "verdict": "good",
        "accept_also": ["held"],
        "timing": "real",
    }
    return {
        "exercise": "tibial-slider-seated",
        "side": "right",
        "facing": "right",
        "held_back": True,
        "scene": {"hands": "working thigh", "camera": {"yaw_deg": -22.0, "roll_deg": 1.0}, "clothes": {"shoes": True}},
        "conditions": conditions,
        "frames": frames | {"t_s": [0.0, 4.0]},
        "repetitions": [repetition],
        "cut_repetitions": [{"start_s": 3.5, "end_s": 4.0, "cut": "end"}],
    } | more


def test_a_population(tmp_path: Path) -> None:
    (tmp_path / "002.landmarks.xz").touch()
    (tmp_path / "002.truth.json").write_text(json.dumps(drawn()), encoding="utf-8")
    population = drawn_clips(tmp_path)
    (clip,) = population.clips
    assert clip.held_back
    assert conditions_of(clip) == {
        "exercise": "tibial-slider-seated", "yaw": "15-25°", "shoes": "shoes", "hands": "working thigh",
        "skin": "dark", "fidgets": "yes", "compression": "≥ 29", "tail": "< 0.3 s",
    }  # fmt: skip
    truth = population.truth_of(clip)
    (one,) = truth.repetitions
    assert (one.accept_also, one.conditions) == ((Verdict.HELD,), {"timing": "real"})
    assert [(cut.start_s, cut.end_s) for cut in truth.cut] == [(3.5, 4.0)]


def test_a_population_without_a_truth(tmp_path: Path) -> None:
    (tmp_path / "002.landmarks.xz").touch()
    with pytest.raises(InputError, match="the truth of the clip is missing"):
        drawn_clips(tmp_path)
    (tmp_path / "002.truth.json").write_text(json.dumps(drawn(held_back=None)), encoding="utf-8")
    with pytest.raises(InputError, match="held_back"):
        drawn_clips(tmp_path)


def test_conditions_of_a_scene() -> None:
    scene = ClipScene(hands="lap", camera=Camera(yaw_deg=0.0, distance_m=3.0))
    clip = Described(file="a.mp4", title="a", exercise="e", scene=scene, conditions={"hands": "thigh"})
    assert conditions_of(clip) == {"exercise": "e", "yaw": "< 5°", "distance": "≥ 3 m", "hands": "thigh"}
