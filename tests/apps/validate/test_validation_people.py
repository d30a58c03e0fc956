"""Whole validations of other people's clips, of a population and of records of real people; the page about them."""

from __future__ import annotations

import json
from dataclasses import replace
from math import isnan
from pathlib import Path

import pytest

from formcheck.apps.validate import people
from formcheck.apps.validate.validate import validate
from formcheck.errors import InputError
from formcheck.validation.pages.accounts import condition_rows, expected_rows, outcome_rows
from formcheck.validation.pages.page import render_document, render_page, render_people
from formcheck.validation.results import Validation
from formcheck.validation.targets import TargetKind, TargetState, reach_of
from formcheck.validation.truth.folder import FolderKind
from formcheck.validation.truth.population import POINTS, RATES, LandmarkRun, pack
from formcheck.words.catalogue import Words
from formcheck.words.language import LANGUAGES
from tests.support.cases import few, few_rows
from tests.support.clips import STILL, TWO, Made, truth_of, write_records
from tests.support.commands import Run
from tests.support.people import perform

CUT = replace(TWO, name="cut")


@pytest.fixture(scope="module")
def clip_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return two clips by others with kept landmarks: one as rendered, one of which the truth is at a limit."""
    folder = tmp_path_factory.mktemp("others")
    entries = []
    for made, also in ((TWO, []), (replace(TWO, name="limit"), ["incomplete_range"])):
        truth = truth_of(made)
        frames = truth["frames"]
        assert isinstance(frames, dict)
        columns = {"t": frames["t_s"], "knee": frames["knee_flexion_deg"], "ankle": frames["ankle_dorsiflexion_deg"]}
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        (folder / f"{made.name}.json").write_text(json.dumps({"frames": rows}), encoding="utf-8")
        entries.append(entry_of(made, also))
    (folder / "truth.json").write_text(json.dumps({"about": "", "clips": entries}), encoding="utf-8")
    write_records(folder / "records", (TWO, replace(TWO, name="limit")))
    return folder


def entry_of(made: Made, also: list[str]) -> dict[str, object]:
    """Return a clip as the file of a set has it; with other fair verdicts every repetition is labelled good."""
    repetitions = truth_of(made)["repetitions"]
    assert isinstance(repetitions, list)
    return {
        "file": f"{made.name}.mp4",
        "frames": f"{made.name}.json",
        "exercise": "tibial-slider-seated",
        "side": "right",
        "camera_yaw_deg": 20 if also else 0,
        "repetitions": [
            {key: one[key] for key in ("start_s", "peak_s", "end_s")}
            | {"label": "good" if also else one["verdict"], "accept_also": also}
            for one in repetitions
        ],
    }


@pytest.fixture(scope="module")
def others(clip_set: Path) -> Validation:
    """Return the validation of that set."""
    return validate(clip_set, records=clip_set / "records", records_only=True, jobs=1)


@pytest.fixture(scope="module")
def population(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a population of three: one held back, one to work with, one that begins in its first repetition."""
    folder = tmp_path_factory.mktemp("population")
    for number, (made, skin) in enumerate(((TWO, "dark"), (TWO, "light"), (CUT, "light")), 1):
        poses = perform(made.script, made.person, rate_hz=30.0)
        truth = truth_of(made)
        more: dict[str, object] = {"exercise": "tibial-slider-seated", "held_back": number == 2}
        more["conditions"] = {"skin": skin, "timing": "both"}
        if made is CUT:
            repetitions = truth["repetitions"]
            assert isinstance(repetitions, list)
            more |= {"repetitions": repetitions[1:], "cut_repetitions": repetitions[:1]}
            poses = [pose for pose in poses if pose.t_s >= repetitions[0]["peak_s"]]
        (folder / f"{number:03d}.truth.json").write_text(json.dumps(truth | more), encoding="utf-8")
        runs = []
        for model in ("heavy", "full"):
            for rate, step in zip(RATES, (1, 2, 3), strict=True):
                kept = [
                    replace(pose, landmarks={name: pose.landmarks[name] for name in POINTS}) for pose in poses[::step]
                ]
                runs.append(LandmarkRun(model, rate, tuple(range(0, len(poses), step)), tuple(kept)))
        times = [pose.t_s for pose in poses]
        (folder / f"{number:03d}.landmarks.xz").write_bytes(pack(times, runs, {}))
    return folder


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of records: one in which nothing happens, as is known, and one that nothing is known of."""
    folder = tmp_path_factory.mktemp("real")
    write_records(folder, [replace(STILL, name="floor-heel-slide"), replace(STILL, name="somebody")])
    return folder


def test_a_set_of_others(others: Validation) -> None:
    assert (others.kind, others.failures) == (FolderKind.CLIP_SET, ())
    outcomes = others.account.outcomes
    assert (outcomes.right.count, outcomes.right.of) == (4, 4)
    assert outcomes.exact.share == 1.0
    assert {one.state for one in others.targets} <= {TargetState.AIM_MET, TargetState.NOT_MEASURED}
    assert others.missed == ()


@pytest.mark.slow
def test_a_wrong_verdict_shows_in_its_condition(clip_set: Path, tmp_path: Path) -> None:
    document = json.loads((clip_set / "truth.json").read_text(encoding="utf-8"))
    document["clips"][0]["repetitions"][0]["label"] = "held"
    (tmp_path / "truth.json").write_text(json.dumps(document), encoding="utf-8")
    for name in ("two.json", "limit.json"):
        (tmp_path / name).write_bytes((clip_set / name).read_bytes())
    result = validate(tmp_path, records=clip_set / "records", records_only=True, jobs=1)
    outcomes = result.account.outcomes
    assert (outcomes.wrong.count, outcomes.faulty_praised.count) == (1, 1)
    assert TargetKind.REPETITIONS_WRONG in {one.kind for one in result.missed}
    (yaw,) = (one for one in result.account.conditions if one.name == "yaw")
    assert [(one.value, one.outcomes.wrong.count) for one in yaw.values] == [("< 5°", 1), ("15-25°", 0)]


@pytest.mark.slow
@pytest.mark.parametrize(("model", "rate"), few_rows([("heavy", "30"), ("full", "15"), ("heavy", "uneven")]))
def test_a_population_counts_its_half_held_back(population: Path, model: str, rate: str) -> None:
    result = validate(population, model=model, rate=rate, jobs=1)
    assert (result.failures, result.rate, result.software.model) == ((), rate, model)
    assert list(result.accounts) == ["all", "tuning", "held_back"]
    assert result.account is result.accounts["held_back"]
    assert (result.account.outcomes.right.count, result.account.outcomes.right.of) == (2, 2)
    assert all(isnan(one.all) for one in result.targets)  # only the half counts


@pytest.mark.slow
def test_what_is_withheld_of_a_cut_repetition_is_not_made_up(population: Path) -> None:
    result = validate(population, only=["003"], jobs=1)
    outcomes = result.account.outcomes
    assert (outcomes.right.of, outcomes.made_up.count, outcomes.exact.count) == (1, 0, 1)


@pytest.mark.slow
def test_real_people(real: Path, formcheck: Run) -> None:
    result = validate(real, jobs=1)
    assert [clip.file for clip in result.clips] == ["floor-heel-slide.record.jsonl.gz"]
    assert result.unknown == ("somebody.record.jsonl.gz",)
    assert result.account.outcomes.exact.share == 1.0
    done = formcheck("validate", real, "--jobs", "1")
    assert done.code == 0
    assert "Nothing is known of these records, so they were passed over: somebody.record.jsonl.gz" in done.err
    assert "floor-heel-slide" in done.out


def test_records_of_another_model_cannot_be_used(real: Path) -> None:
    (failure,) = validate(real, model="full", jobs=1).failures
    assert "is of model" in failure.reason
    assert "expected full" in failure.reason


def test_rates_that_are_none(population: Path, real: Path) -> None:
    with pytest.raises(InputError, match=r"'20' is no rate\. Choose of: 30, 15, uneven"):
        validate(population, rate="20")
    with pytest.raises(InputError, match="only a population was kept at several rates"):
        validate(real, rate="30")


def test_less_is_promised_of_the_lighter_model_and_of_uneven_pictures() -> None:
    full, uneven, even = (
        reach_of(FolderKind.POPULATION, model, rate)
        for model, rate in (("full", "30"), ("heavy", "uneven"), ("heavy", "15"))
    )
    assert (full.right, full.blamed) == (None, (0.02, 0.0))
    assert uneven.right is not None
    assert even.right is not None
    assert uneven.right[0] == 0.88 < even.right[0] == 0.92


@pytest.mark.parametrize("language", few(LANGUAGES))
def test_page_in_every_language(others: Validation, real: Path, language: str) -> None:
    words = Words(language)
    page = render_page(words, others)
    for key in ("table-outcomes", "table-conditions", "table-calibration"):
        assert words(key) in page
    assert words("validation-published") not in page
    assert words("validation-real") in render_page(words, validate(real, jobs=1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_in_words(others: Validation, language: str) -> None:
    words = Words(language)
    assert [row.values for row in outcome_rows(words, others.accounts)][1][0].startswith("4 ")
    rows = list(condition_rows(words, others.account.conditions))
    assert words("condition-yaw") in {row.name for row in rows}
    assert expected_rows(words, others.by_hand) == []


def test_the_document_of_a_folder(others: Validation) -> None:
    text = render_document(others)
    assert text.startswith("# Validation on other people\n")
    assert "| [Clips made by others](#clips-made-by-others-heavy) | heavy | as filmed | 2 of 2 | 100 %" in text
    assert "## Clips made by others, heavy\n" in text
    assert text == render_people([others])
    assert "\n\n\n" not in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]


@pytest.mark.slow
def test_one_page_of_all_folders(population: Path, real: Path, tmp_path: Path) -> None:
    page = tmp_path / "docs" / "people.md"
    assert people.main([str(page), str(population), str(real), "--jobs", "1"]) == 0
    text = page.read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert len(headings) == 7
    assert headings[2] == "## A rendered population, heavy, uneven pictures a second"
    assert headings[-1] == "## Real people, heavy"
    assert people.main([str(page), str(tmp_path / "nowhere")]) == 3


def test_clips_are_shown_by_both_models_and_real_people_by_the_one_that_saw_them() -> None:
    assert people.ways_of(FolderKind.CLIP_SET) == (("heavy", None), ("full", None))
    assert people.ways_of(FolderKind.REAL) == (("heavy", None),)
    assert len(people.ways_of(FolderKind.POPULATION)) == 2 * len(RATES)
