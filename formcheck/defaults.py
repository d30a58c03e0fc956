"""What is taken where nobody chooses. Imports nothing, so that the command line can name it at once."""

from __future__ import annotations

from typing import Final

DEFAULT_EXERCISE: Final = "tibial-slider-seated"
AUTO: Final = "auto"
"""In place of an exercise: those that are recognised in a recording."""

DEFAULT_MODEL: Final = "heavy"
DEFAULT_ESTIMATOR: Final = "litert"
DEFAULT_LANGUAGE: Final = "en"

ESTIMATORS: Final = (DEFAULT_ESTIMATOR, "mediapipe")
"""What runs the pose models."""
