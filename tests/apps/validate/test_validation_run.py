"""Whole validations: of kept landmarks, and of videos with an estimator that knows the answer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.apps.validate.landmarks import record_path
from formcheck.apps.validate.validate import validate
from formcheck.errors import InputError
from formcheck.events import Verdict
from formcheck.samples import Dof
from formcheck.validation.compare import outcome_of
from formcheck.validation.pages.document import dump
from formcheck.validation.pages.wording import disagreements
from formcheck.validation.results import Outcome, Validation
from formcheck.validation.targets import TargetKind
from formcheck.words.catalogue import Words
from tests.support.clips import DERIVED, GOOD, MIRRORED, SLOW, STILL, TWO, write_clips
from tests.support.commands import Run
from tests.support.estimators import FakeEstimator, write_session

COPIES = (MIRRORED, SLOW)

pytestmark = pytest.mark.xdist_group("validation")  # one that all look at


@pytest.mark.slow
def test_people_known_by_construction_are_counted_and_judged(whole: Validation) -> None:
    everything = whole.groups.all
    assert whole.failures == ()
    assert everything.ours.counting.exact == 1.0
    assert (everything.ours.judging.agreeing, everything.ours.judging.agreement) == (4, 1.0)
    assert everything.ours.naming.together.precision == everything.ours.naming.together.recall == 1.0
    assert everything.angles[Dof.KNEE_FLEXION].error.mae < 0.2
    assert everything.times_s["peak"].worst < 0.1
    assert everything.changes_deg[Dof.ANKLE_DORSIFLEXION].mae < 1.0


@pytest.mark.slow
def test_the_naive_counter_misses_what_never_gets_straight(whole: Validation) -> None:
    naive = whole.groups.all.naive
    assert (naive.counting.found, naive.counting.missed) == (3, 1)
    assert naive.naming.together.recall == 0.0


def test_groups(whole: Validation) -> None:
    groups = whole.groups
    assert (groups.tuning.clips, groups.held_back.clips, groups.all.clips) == (2, 1, 3)
    assert [clip.file for clip in whole.clips if clip.held_back] == ["again.mp4"]


def test_derived_clips_stand_apart_beside_their_originals(whole: Validation) -> None:
    assert [one.outcome for one in whole.derived] == [Outcome.SAME, Outcome.SAME]
    assert whole.derived[0].verdicts == (Verdict.GOOD, Verdict.INCOMPLETE_RANGE)
    assert whole.derived[0].score.angles[Dof.KNEE_FLEXION].error.mae < 0.2  # the truth of the other side


def test_targets(whole: Validation) -> None:
    assert whole.missed == ()
    assert {target.kind for target in whole.targets if not target.is_measured} == {TargetKind.DERIVED_BLAMED}


@pytest.mark.slow
def test_processes_of_their_own_give_the_same_bytes(folder: Path) -> None:
    def run(jobs: int) -> str:
        return dump(validate(folder, records=folder / "records", records_only=True, jobs=jobs, only=["two", "still"]))

    assert run(2) == run(1)


def test_the_json_holds_scores_and_no_traces(whole: Validation) -> None:
    document = json.loads(dump(whole))
    assert document["groups"]["held_back"]["clips"] == 1
    assert document["clips"][0]["repetitions"][1]["true"] == "incomplete_range"
    assert document["targets"][0]["is_met"] is True
    assert document["groups"]["all"]["ours"]["naming"]["together"]["precision"] == 1.0
    assert "data" not in document
    assert document["targets"][0]["kind"] == "clips_exact"
    assert document["clips"][0]["scene"]["camera"] == {"yaw_deg": 0.0, "distance_m": 2.5}
    assert "NaN" not in dump(whole)


def test_only_some(folder: Path) -> None:
    one = validate(folder, records=folder / "records", records_only=True, jobs=1, only=["two-fps-15"])
    assert (one.clips, [derived.outcome for derived in one.derived]) == ((), [Outcome.SAME])
    with pytest.raises(InputError, match=r"no clip is called four\. Choose of: again, still, two"):
        validate(folder, only=["four"])


def test_a_clip_without_record_or_truth_costs_only_itself(folder: Path, tmp_path: Path) -> None:
    lost, lame = replace(STILL, name="lost"), replace(STILL, name="lame")
    write_clips(tmp_path, [TWO, lost, lame])
    (tmp_path / "lame.truth.json").write_text("{}", encoding="utf-8")
    result = validate(tmp_path, records=folder / "records", records_only=True, jobs=1)
    assert [clip.file for clip in result.clips] == ["two.mp4"]
    assert [(one.file, one.code) for one in result.failures] == [("lame.mp4", 3), ("lost.mp4", 3)]


def test_an_original_that_fails_takes_its_copies_along(folder: Path, tmp_path: Path) -> None:
    write_clips(tmp_path, [TWO], DERIVED)
    (tmp_path / "two.truth.json").unlink()
    result = validate(tmp_path, records=folder / "records", records_only=True, jobs=1)
    assert [one.file for one in result.failures] == ["two.mp4", *(f"{one.name}.mp4" for one in COPIES)]


@pytest.mark.slow
def test_a_wrong_truth_shows(folder: Path, tmp_path: Path) -> None:
    write_clips(tmp_path, [replace(TWO, deserved=[GOOD, GOOD])])
    result = validate(tmp_path, records=folder / "records", records_only=True, jobs=1)
    assert result.groups.all.ours.judging.confusion["good"]["incomplete_range"] == 1
    assert {TargetKind.VERDICTS_AGREE, TargetKind.FLAGS_PRECISION} <= {target.kind for target in result.missed}
    assert disagreements(Words("en"), result.clips[0]) == "2: incomplete range for good"


@pytest.mark.slow
def test_wrong_flags_show_where_the_verdict_is_right(folder: Path, tmp_path: Path) -> None:
    other = {"verdict": "incomplete_range", "flags": [{"kind": "incomplete_range", "dof": "ankle_dorsiflexion"}]}
    write_clips(tmp_path, [replace(TWO, deserved=[GOOD, other])])
    result = validate(tmp_path, records=folder / "records", records_only=True, jobs=1)
    told = {language: disagreements(Words(language), result.clips[0]) for language in ("en", "es")}
    assert told["en"] == "2: wrongly incomplete range (knee), not incomplete range (ankle)"
    assert told["es"] == "2: sobra recorrido incompleto (rodilla), falta recorrido incompleto (tobillo)"


@pytest.mark.parametrize(
    ("original", "found", "required", "outcome"),
    [
        ("good held", "good held", None, Outcome.SAME),
        ("good held", "held good", None, Outcome.OTHER_VERDICTS),
        ("good held", "good", None, Outcome.OTHER_COUNT),
        ("good", "not_measurable not_measurable", "not_measurable", Outcome.AS_REQUIRED),
        ("good", "", "not_measurable", Outcome.NOTHING_COUNTED),
        ("good", "not_measurable incomplete_range", "not_measurable", Outcome.BLAMED),
        ("good", "good", "not_measurable", Outcome.OTHER_VERDICTS),
    ],
)
def test_outcomes(original: str, found: str, required: str | None, outcome: Outcome) -> None:
    before, after = ([Verdict(word) for word in words.split()] for words in (original, found))
    assert outcome_of(before, after, Verdict(required) if required else None) is outcome


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    """Return a folder with a video of its own."""
    made = replace(TWO, rate_hz=15.0)
    write_session(write_clips(tmp_path / "clips", [made]) / "two.mp4")
    return tmp_path / "clips"


@pytest.mark.slow
def test_a_first_run_keeps_the_landmarks_and_a_second_uses_them(
    formcheck: Run, estimators: list[FakeEstimator], clips: Path, tmp_path: Path
) -> None:
    arguments = ("validate", clips, "--jobs", "1", "--records", "kept", "--json")
    first = formcheck(*arguments)
    assert first.code == 0
    assert json.loads(first.out)["groups"]["all"]["ours"]["judging"]["agreement"] == 1.0
    assert len(estimators) == 1
    assert formcheck(*arguments).out == first.out
    assert len(estimators) == 1
    record_path(tmp_path / "kept", "two.mp4").write_bytes(b"damaged")
    assert formcheck(*arguments).out == first.out
    assert len(estimators) == 2


@pytest.mark.slow
def test_tables_page_and_document(formcheck: Run, estimators: list[FakeEstimator], clips: Path, tmp_path: Path) -> None:
    done = formcheck("validate", clips, "--jobs", "1", "--document", "docs/validation.md")
    assert (done.code, len(estimators)) == (0, 1)
    for words in ("two.mp4", "two thresholds", "aim met", "not measured"):
        assert words in done.out
    out = tmp_path / "formcheck-out" / "validation"
    assert {path.name for path in out.iterdir()} == {"validation.html", "validation.json"}
    assert (tmp_path / "docs" / "validation.md").read_text(encoding="utf-8").startswith("# Validation")


@pytest.mark.slow
def test_a_missing_video_is_told_and_the_rest_is_shown(
    formcheck: Run, estimators: list[FakeEstimator], clips: Path
) -> None:
    write_clips(clips, [replace(TWO, rate_hz=15.0), STILL])
    done = formcheck("validate", clips, "--jobs", "1")
    assert (done.code, len(estimators)) == (3, 1)
    assert "still.mp4: the clip is missing." in done.err
    assert "2 of 2" in done.out


@pytest.mark.slow
def test_a_missed_must_is_named(formcheck: Run, estimators: list[FakeEstimator], clips: Path) -> None:
    write_clips(clips, [replace(TWO, rate_hz=15.0, deserved=[GOOD, GOOD])])
    assert formcheck("validate", clips, "--jobs", "1", "--quiet").code == 0
    done = formcheck("validate", clips, "--jobs", "1", "--quiet", "--check")
    assert (done.code, done.out, len(estimators)) == (1, "", 2)
    assert "missed: Verdicts agree" in done.err
    assert "found 0.50 (all clips), must be ≥ 0.90." in done.err


@pytest.mark.slow
def test_a_missed_must_is_named_in_spanish(formcheck: Run, estimators: list[FakeEstimator], clips: Path) -> None:
    write_clips(clips, [replace(TWO, rate_hz=15.0, deserved=[GOOD, GOOD])])
    done = formcheck("validate", clips, "--jobs", "1", "--quiet", "--check", "--language", "es")
    assert (done.code, done.out, len(estimators)) == (1, "", 1)
    assert "no alcanzado: Veredictos que coinciden" in done.err
    assert "se obtuvo 0,50 (todos los vídeos), se exige ≥ 0,90." in done.err


@pytest.mark.slow
def test_spanish_on_the_screen_and_in_the_page_and_nowhere_else(
    formcheck: Run, estimators: list[FakeEstimator], clips: Path, tmp_path: Path
) -> None:
    arguments = ("validate", clips, "--jobs", "1", "--records", "kept", "--document", "validation.md")
    results = tmp_path / "formcheck-out" / "validation"
    told, written = {}, {}
    for language in ("en", "es"):
        told[language] = formcheck(*arguments, "--language", language).out
        files = (tmp_path / "validation.md", results / "validation.json", results / "validation.html")
        written[language] = [file.read_text(encoding="utf-8") for file in files]
    assert len(estimators) == 1
    assert written["en"][:2] == written["es"][:2]
    assert '<html lang="es">' in written["es"][2]
    for words in ("Vídeos", "dos umbrales", "meta alcanzada", "sin medir", "2 de 2", "Página:"):
        assert words in told["es"]
        assert words not in told["en"]


@pytest.mark.slow
def test_negatives(formcheck: Run, estimators: list[FakeEstimator], clips: Path, tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    write_session(tmp_path / "others" / "walk.mp4")
    done = formcheck("validate", clips, "--jobs", "1", "--negatives", "others", "--json")
    (negative,) = json.loads(done.out)["negatives"]
    assert negative["file"] == "others/walk.mp4"
    assert (negative["repetitions"], negative["naive"]) == ({"tibial-slider-seated": 2}, 1)
    assert len(estimators) == 2


@pytest.mark.slow
def test_folders_that_are_none(formcheck: Run, clips: Path) -> None:
    done = formcheck("validate", "nowhere")
    assert (done.code, "the folder is missing, or is no folder" in done.words) == (3, True)
    done = formcheck("validate", clips, "--negatives", "nowhere")
    assert (done.code, "holds no video" in done.words) == (3, True)
