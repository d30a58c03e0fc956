"""Folders as review, batch, live and export leave them, and a store of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.stored_folders import Store


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where the store is."""
    return tmp_path / "store" / "clinic.sqlite"


@pytest.fixture
def on_store(formcheck: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return a function that runs a command on the store of the test."""
    monkeypatch.setenv("FORMCHECK_STORE", str(place))
    monkeypatch.setenv("FORMCHECK_LANGUAGE", "en")
    return formcheck
