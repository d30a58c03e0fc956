"""What a shell completes: every word that an option takes, and quickly."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from formcheck.apps import completing
from formcheck.apps.estimators import ESTIMATORS
from formcheck.apps.schema.command import SCHEMAS
from formcheck.exercise.loader import exercise_ids
from formcheck.pose.bundles import known_models
from formcheck.samples import Side
from formcheck.words.language import LANGUAGES
from tests.support.cases import few_rows
from tests.support.commands import COMMAND


def complete(*words: str) -> list[str]:
    """Return what bash is told for the last of some words."""
    asked = {"_FORMCHECK_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(("formcheck", *words))}
    asked["COMP_CWORD"] = str(len(words))
    done = subprocess.run(
        [COMMAND], env={**os.environ, **asked}, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_the_words_are_those_that_the_commands_take() -> None:
    assert set(completing.exercises("")) == set(exercise_ids())
    assert completing.exercises_or_auto("")[0] == "auto"
    assert completing.models("") == list(known_models())
    assert tuple(completing.estimators("")) == ESTIMATORS
    assert tuple(completing.languages("")) == LANGUAGES
    assert completing.sides("") == ["auto", *(side.value for side in Side)]
    assert tuple(completing.schemas("")) == tuple(SCHEMAS)


@pytest.mark.parametrize(
    ("words", "offered"),
    few_rows(
        [
            (("review", "--exercise", "tibial-d"), ["tibial-distal-slider-slr"]),
            (("replay", "-e", "au"), ["auto"]),
            (("live", "--side", "l"), ["left"]),
            (("exercises", "show", "sural"), ["sural-distal-slider-slr"]),
            (("sensors", "calibrate", "--model", "h"), ["heavy"]),
            (("validate", "--estimator", "m"), ["mediapipe"]),
            (("batch", "--language", ""), ["en", "es"]),
            (("schema", "re"), ["record"]),
        ],
        fast=2,
    ),
)
def test_a_shell_is_told_them(words: tuple[str, ...], offered: list[str]) -> None:
    assert complete(*words) == offered


def test_nothing_slow_is_imported_for_it() -> None:
    heavy = {"cv2", "av", "plotly", "scipy", "numpy", "pydantic", "rich", "psutil"}
    program = (
        "import sys, formcheck.apps.cli; from formcheck.apps import completing as c; "
        "[f('') for f in (c.exercises, c.models, c.languages, c.estimators)]; "
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_list_of_models_that_is_damaged_offers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "manifest.toml").write_text("[[[", encoding="utf-8")
    monkeypatch.setenv("FORMCHECK_MODELS", str(tmp_path))
    assert completing.models("") == []
