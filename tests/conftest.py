"""What tests of every part share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from formcheck.apps.validate.validate import validate
from formcheck.validation.results import Validation
from tests.support.clips import AGAIN, DERIVED, MIRRORED, SLOW, STILL, TWO, write_clips, write_records

# Machines are shared: how long a test takes says nothing.
settings.register_profile("formcheck", deadline=None, max_examples=30)
settings.register_profile("thorough", deadline=None)  # pytest --hypothesis-profile=thorough, as CI does
settings.load_profile("formcheck")


@pytest.fixture(autouse=True)
def no_own_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's own choice of models out of the tests."""
    monkeypatch.delenv("FORMCHECK_MODELS", raising=False)


@pytest.fixture(autouse=True)
def no_own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the computer speak English, whatever the developer's does."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of clips whose truth is known by construction, with kept landmarks, without a single video."""
    folder = write_clips(tmp_path_factory.mktemp("clips"), (TWO, AGAIN, STILL), DERIVED)
    write_records(folder / "records", (TWO, AGAIN, STILL, MIRRORED, SLOW))
    return folder


@pytest.fixture(scope="session")
def whole(folder: Path) -> Validation:
    """Return the validation of that folder."""
    return validate(folder, records=folder / "records", records_only=True, jobs=1)
