"""Manifest, truth and records: read strictly, every fault told."""

from __future__ import annotations

import gzip
import json
from math import isnan, nan
from pathlib import Path

import numpy as np
import pytest

from formcheck.apps.validate.landmarks import load_landmarks, record_path
from formcheck.errors import InputError, RecordError
from formcheck.events import FlagKind, Verdict
from formcheck.samples import Dof, Side
from formcheck.session.record import read_record
from formcheck.validation.pages.scene import conditions
from formcheck.validation.truth.clip import load_truth, mirrored, sample_truth
from formcheck.validation.truth.manifest import Change, ClipScene, load_manifest
from formcheck.words.catalogue import Words
from formcheck.words.language import LANGUAGES
from tests.support.clips import AGAIN, DERIVED, STILL, TWO, truth_of, write_clips, write_records
from tests.support.truth import SAMPLES


def test_the_sample_videos() -> None:
    manifest = load_manifest(SAMPLES)
    assert {"good-tibial-slider.mp4", "mixed-tibial-slider.mp4"} <= {clip.file for clip in manifest.clip}


def test_what_we_need_is_read(tmp_path: Path) -> None:
    manifest = load_manifest(write_clips(tmp_path, [TWO, AGAIN], DERIVED))
    two, again = manifest.clip
    assert (two.side, two.exercise, two.held_back, again.held_back) == (
        "right",
        "tibial-slider-seated",
        False,
        True,
    )
    assert conditions(Words("en"), two.scene) == "side view, 2.5 m"
    assert conditions(Words("es"), two.scene) == "vista lateral, 2,5 m"
    assert [one.change for one in manifest.derived] == [Change.MIRRORED, Change.FPS_15]
    assert manifest.original_of(manifest.derived[0]) is two


def test_conditions_that_the_catalogue_does_not_know_stand_as_they_were_written() -> None:
    scene = ClipScene(background="garden", hands="lap")
    assert conditions(Words("en"), scene) == "hands on lap, garden background"
    assert conditions(Words("es"), scene) == "manos: lap, fondo: garden"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_videos_are_described_in_words_of_the_catalogue(language: str) -> None:
    for clip in load_manifest(SAMPLES).clip:
        scene = clip.scene
        for what, value in (
            ("background", scene.background),
            ("hands", scene.hands),
            ("light", scene.light.kind),
            ("legs", scene.clothes.legs),
        ):
            assert value in {None, "normal"} or Words(language).has(f"scene-{what}-{value}")


def test_every_fault_of_a_manifest_in_one_message(tmp_path: Path) -> None:
    (tmp_path / "manifest.toml").write_text(
        '[[clip]]\nfile = "/a.mp4"\ntruth = "a.json"\ntitle = "a"\nexercise = "e"\nside = "middle"\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError) as raised:
        load_manifest(tmp_path)
    message = str(raised.value)
    assert "3 faults" in message
    for key in ("clip[1].file", 'clip[1].side: found "middle"', "clip[1].facing: found nothing"):
        assert key in message


def test_an_original_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"derived\[1\].original: found 'two.mp4'"):
        load_manifest(write_clips(tmp_path, [AGAIN], DERIVED))


def test_the_same_file_twice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'again.mp4' 2 times"):
        load_manifest(write_clips(tmp_path, [AGAIN, AGAIN]))


def test_no_manifest_and_no_toml(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is missing"):
        load_manifest(tmp_path)
    (tmp_path / "manifest.toml").write_text("[[clip", encoding="utf-8")
    with pytest.raises(InputError, match="allowed: TOML"):
        load_manifest(tmp_path)


def read_truth(folder: Path, document: object) -> None:
    path = folder / "a.truth.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    load_truth(path)


def test_what_a_truth_says(tmp_path: Path) -> None:
    truth = load_truth(write_clips(tmp_path, [TWO]) / "two.truth.json")
    good, short = truth.repetitions
    assert (good.verdict, short.verdict) == (Verdict.GOOD, Verdict.INCOMPLETE_RANGE)
    assert short.flags == ((FlagKind.INCOMPLETE_RANGE, Dof.KNEE_FLEXION),)
    assert good.rest_deg[Dof.KNEE_FLEXION] == pytest.approx(90.0, abs=0.01)
    assert (good.end_deg[Dof.KNEE_FLEXION], short.end_deg[Dof.KNEE_FLEXION]) == (5.0, 45.0)


def test_warnings_are_no_faults(tmp_path: Path) -> None:
    flags = [{"kind": "foot_still"}, {"kind": "not_measurable"}, {"kind": "bouncing"}]
    document = truth_of(TWO) | {
        "repetitions": [{"start_s": 1, "peak_s": 2, "end_s": 3, "verdict": "good", "flags": flags}]
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert load_truth(path).repetitions[0].flags == ((FlagKind.BOUNCING, None),)


def test_a_mirror_changes_sides_alone(tmp_path: Path) -> None:
    truth = load_truth(write_clips(tmp_path, [TWO]) / "two.truth.json")
    other = mirrored(truth)
    assert (other.side, other.facing) == (Side.LEFT, Side.LEFT)
    assert other.deg is truth.deg


def test_faults_of_a_truth(tmp_path: Path) -> None:
    document = truth_of(STILL)
    with pytest.raises(InputError, match=r"frames.neck_flexion_deg: found nothing"):
        read_truth(tmp_path, document | {"frames": {"t_s": [0.0], "knee_flexion_deg": [1.0]}})
    frames = {f"{dof}_deg": [1.0] for dof in Dof}
    with pytest.raises(InputError, match=r"trunk_lean_deg: found 1 values; allowed: 2, as many as t_s"):
        read_truth(tmp_path, document | {"frames": frames | {"t_s": [0.0, 1.0]}})
    with pytest.raises(InputError, match="increasing times"):
        read_truth(tmp_path, document | {"frames": {f"{dof}_deg": [1.0, 1.0] for dof in Dof} | {"t_s": [1.0, 1.0]}})
    backwards = [{"start_s": 3, "peak_s": 2, "end_s": 1, "verdict": "good"}]
    with pytest.raises(InputError, match=r"repetitions\[1\]: found 3.0, 2.0, 1.0"):
        read_truth(tmp_path, document | {"repetitions": backwards})


def test_between_frames_and_where_none_is_asked_for() -> None:
    times, true = np.array([0.0, 1.0, 2.0, 3.0]), np.array([0.0, 10.0, nan, 30.0])
    read = sample_truth(times, true, np.array([0.25, 0.5, 1.0, 1.4, 1.6, 2.0, 2.9, 9.0]))
    assert read[:3] == pytest.approx([2.5, 5.0, 10.0])
    assert read[3] == pytest.approx(14.0)
    assert np.isnan(read[[4, 5, 7]]).all()
    assert read[6] == pytest.approx(29.0)


def test_a_truth_without_any_angle() -> None:
    assert isnan(sample_truth(np.array([0.0]), np.array([nan]), np.array([0.0]))[0])
    assert sample_truth(np.array([0.0]), np.array([5.0]), np.array([0.0]))[0] == 5.0


def test_landmarks_there_and_back(tmp_path: Path) -> None:
    write_records(tmp_path, [TWO], sha256="abc")
    path = record_path(tmp_path, "two.mp4")
    landmarks = load_landmarks(path)
    assert landmarks.header.source.sha256 == "abc"
    assert len(landmarks.inputs) == round(TWO.script.duration_s * TWO.rate_hz)
    write_records(tmp_path / "again", [TWO], sha256="abc")
    assert record_path(tmp_path / "again", "two.mp4").read_bytes() == path.read_bytes()


def test_unpacked_it_is_a_record_to_replay(tmp_path: Path) -> None:
    write_records(tmp_path, [STILL])
    packed = record_path(tmp_path, "still.mp4")
    plain = tmp_path / "record.jsonl"
    plain.write_bytes(gzip.decompress(packed.read_bytes()))
    record = read_record(plain)
    assert record.is_whole
    assert record.inputs == load_landmarks(packed).inputs


@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_a_damaged_record_is_refused(tmp_path: Path, share: float) -> None:
    write_records(tmp_path, [STILL])
    path = record_path(tmp_path, "still.mp4")
    lines = gzip.decompress(path.read_bytes())
    path.write_bytes(gzip.compress(lines[: round(len(lines) * share)]))
    with pytest.raises(RecordError, match="no record of landmarks"):
        load_landmarks(path)
