"""What tests of every part share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def no_own_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's own choice of models out of the tests."""
    monkeypatch.delenv("FORMCHECK_MODELS", raising=False)
