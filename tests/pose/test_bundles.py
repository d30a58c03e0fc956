"""Finding a pose model and refusing one that is not what the manifest says."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from formcheck.errors import ModelError
from formcheck.pose import bundles
from formcheck.pose.accuracy import camera_instrument
from formcheck.pose.bundles import find_bundle, known_models, models_directory
from formcheck.samples import Dof

CONTENT = b"a very small pose model"
ENTRY = f"""
[models.tiny]
file = "tiny.task"
sha256 = "{hashlib.sha256(CONTENT).hexdigest()}"
bytes = {len(CONTENT)}
licence = "Apache-2.0"
origin = "npm example 1.0: tiny.tflite"
skeleton = "blazepose-33"
[models.tiny.error_deg.knee_flexion]
bent = {{ between = 3, within = 1.5 }}
straight = {{ between = 4, within = 1.5 }}
[models.tiny.gain]
knee_flexion = {{ mean = 0.9, spread = 0.1 }}
"""


@pytest.fixture(autouse=True)
def no_choice_of_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's own choice of models out of the tests."""
    monkeypatch.delenv("FORMCHECK_MODELS", raising=False)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return a directory of models that lists and holds one tiny model."""
    return make_models(tmp_path / "models")


def make_models(directory: Path, manifest: str = ENTRY) -> Path:
    directory.mkdir(parents=True)
    (directory / "manifest.toml").write_text(manifest, encoding="utf-8")
    (directory / "tiny.task").write_bytes(CONTENT)
    return directory


def test_a_whole_model_is_found_with_all_the_manifest_says(tiny: Path) -> None:
    bundle = find_bundle("tiny", tiny)
    assert bundle.name == "tiny"
    assert bundle.path == tiny / "tiny.task"
    assert bundle.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert bundle.size_bytes == len(CONTENT)
    assert bundle.licence == "Apache-2.0"
    assert bundle.origin == "npm example 1.0: tiny.tflite"
    assert bundle.skeleton == "blazepose-33"
    parts = {"bent": {"between": 3, "within": 1.5}, "straight": {"between": 4, "within": 1.5}}
    assert bundle.error_deg == {"knee_flexion": parts}


def test_a_missing_file_is_named(tiny: Path) -> None:
    (tiny / "tiny.task").unlink()
    with pytest.raises(ModelError, match="'tiny' is missing") as caught:
        find_bundle("tiny", tiny)
    assert caught.value.where == str(tiny / "tiny.task")
    assert "rebuild.py" in caught.value.next_step


def test_a_file_cut_short_is_told_apart_with_both_sizes(tiny: Path) -> None:
    (tiny / "tiny.task").write_bytes(CONTENT[:-4])
    with pytest.raises(ModelError, match=f"cut short: found {len(CONTENT) - 4} bytes, expected {len(CONTENT)}"):
        find_bundle("tiny", tiny)


@pytest.mark.parametrize("content", [CONTENT[:-1] + b"?", CONTENT + b"?"], ids=["same size", "longer"])
def test_an_altered_file_is_told_apart_with_both_hashes(tiny: Path, content: bytes) -> None:
    (tiny / "tiny.task").write_bytes(content)
    found, expected = (hashlib.sha256(data).hexdigest() for data in (content, CONTENT))
    with pytest.raises(ModelError, match=f"altered: found sha256 {found}, expected {expected}"):
        find_bundle("tiny", tiny)


def test_a_directory_in_place_of_the_file_cannot_be_read(tiny: Path) -> None:
    (tiny / "tiny.task").unlink()
    (tiny / "tiny.task").mkdir()
    with pytest.raises(ModelError, match="'tiny' cannot be read"):
        find_bundle("tiny", tiny)


def test_an_unknown_name_lists_the_known_ones(tiny: Path) -> None:
    with pytest.raises(ModelError, match=r"no pose model named 'lite'\. Choose one of: tiny\."):
        find_bundle("lite", tiny)


def test_a_directory_without_manifest_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"list of pose models is missing\.") as caught:
        known_models(tmp_path / "nowhere")
    assert caught.value.where == str(tmp_path / "nowhere" / "manifest.toml")


@pytest.mark.parametrize("manifest", [b"[models", b"\xff\xfe"], ids=["not TOML", "not UTF-8"])
def test_a_manifest_that_is_no_toml_text_cannot_be_read(tiny: Path, manifest: bytes) -> None:
    (tiny / "manifest.toml").write_bytes(manifest)
    with pytest.raises(ModelError, match="cannot be read"):
        find_bundle("tiny", tiny)


@pytest.mark.parametrize("manifest", ["", "models = 3", "[models]"])
def test_a_manifest_without_models_says_what_was_expected(tmp_path: Path, manifest: str) -> None:
    directory = make_models(tmp_path / "models", manifest)
    with pytest.raises(ModelError, match=r"names none: expected tables \[models\.NAME\]"):
        known_models(directory)


@pytest.mark.parametrize(
    ("found", "changed", "fault"),
    [
        ('file = "tiny.task"\n', "", "file should be text, found 'nothing'"),
        ('licence = "Apache-2.0"', "licence = 2", "licence should be text, found 2"),
        (f"bytes = {len(CONTENT)}", "bytes = true", "bytes should be a whole number, found True"),
        ("between = 3", "between = 0", "error_deg.knee_flexion.bent.between should be .* above 0, found 0"),
        ("between = 3", "between = nan", "error_deg.knee_flexion.bent.between should be a number .*, found nan"),
        ("between = 4", 'between = "4"', "error_deg.knee_flexion.straight.between should be a number .*, found '4'"),
        ("between = 3, ", "", "error_deg.knee_flexion.bent.between should be a number .*, found 'nothing'"),
        (
            "bent = { between = 3, within = 1.5 }",
            "bent = 3",
            "error_deg.knee_flexion.bent.between should be .* 'nothing'",
        ),
        ("mean = 0.9", "mean = 0", "gain.knee_flexion.mean should be .* above 0, found 0"),
        (ENTRY, "[models]\ntiny = 1", "expected a table, found 1"),
    ],
)
def test_a_bad_entry_is_named_with_what_was_found(tmp_path: Path, found: str, changed: str, fault: str) -> None:
    directory = make_models(tmp_path / "models", ENTRY.replace(found, changed))
    with pytest.raises(ModelError, match=rf"bad entry \[models\.tiny\]: {fault}"):
        find_bundle("tiny", directory)


def test_all_faults_of_an_entry_are_told_at_once(tmp_path: Path) -> None:
    directory = make_models(tmp_path / "models", "[models.tiny]")
    with pytest.raises(ModelError) as caught:
        find_bundle("tiny", directory)
    assert caught.value.what.count("should be") == 8


def test_the_directory_given_comes_before_the_environment(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORMCHECK_MODELS", str(tmp_path / "other"))
    assert models_directory(tiny) == tiny
    assert models_directory() == tmp_path / "other"


def test_the_environment_comes_before_the_package(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORMCHECK_MODELS", str(tiny))
    assert known_models() == ("tiny",)


def test_an_empty_environment_variable_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    default = models_directory()
    monkeypatch.setenv("FORMCHECK_MODELS", "")
    assert models_directory() == default


def test_installed_models_come_before_those_of_a_source_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "__file__", str(tmp_path / "formcheck" / "pose" / "bundles.py"))
    beside = make_models(tmp_path / "models")
    assert models_directory() == beside
    inside = make_models(tmp_path / "formcheck" / "models")
    assert models_directory() == inside


def test_without_any_models_the_error_names_the_installed_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "__file__", str(tmp_path / "formcheck" / "pose" / "bundles.py"))
    with pytest.raises(ModelError) as caught:
        find_bundle("heavy")
    assert caught.value.where == str(tmp_path / "formcheck" / "models" / "manifest.toml")


def test_heavy_is_the_preferred_model_and_reads_angles_best() -> None:
    assert known_models() == ("heavy", "full")
    heavy, full = find_bundle("heavy"), find_bundle("full")
    assert heavy.error_deg.keys() == full.error_deg.keys() == {dof.value for dof in Dof}
    ours, theirs = (camera_instrument(bundle).accuracy for bundle in (heavy, full))
    assert all(ours.typical_deg(dof) < theirs.typical_deg(dof) for dof in Dof)
