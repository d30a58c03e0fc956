"""What is taken where nobody chooses. Imports nothing, so that the command line can name it at once."""

from __future__ import annotations

from typing import Final

DEFAULT_EXERCISE: Final = "tibial-slider-seated"
DEFAULT_MODEL: Final = "heavy"
DEFAULT_ESTIMATOR: Final = "litert"
DEFAULT_LANGUAGE: Final = "en"
