"""One validation of the kept landmarks, shared by all tests here."""

from __future__ import annotations

import pytest

from formcheck.apps.validate.validate import validate
from formcheck.validation.results import Validation
from tests.golden.make import GOLDEN, REFERENCE
from tests.support.truth import SAMPLES


@pytest.fixture(scope="session")
def golden() -> Validation:
    """Return what today's formcheck makes of the landmarks of all clips; neither video nor model is touched."""
    return validate(SAMPLES, records=GOLDEN, records_only=True, jobs=1)


@pytest.fixture(scope="session")
def reference() -> Validation:
    """Return what it makes of MediaPipe's landmarks of the same clips."""
    return validate(SAMPLES, estimator="mediapipe", records=REFERENCE, records_only=True, jobs=1)
