"""What tests of every part share."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the slow tests in one process: they share their reviews, which fill both cores by themselves."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.xdist_group("slow"))


@pytest.fixture(autouse=True)
def no_own_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's own choice of models out of the tests."""
    monkeypatch.delenv("FORMCHECK_MODELS", raising=False)
