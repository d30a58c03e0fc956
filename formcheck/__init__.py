"""formcheck: checks the form of nerve-flossing exercises.

>>> import formcheck
>>> session = formcheck.review("floss.mp4", exercise="tibial-slider-seated")  # doctest: +SKIP
>>> session.summary.good, session.summary.attempts  # doctest: +SKIP
(6, 6)
>>> for step in formcheck.stream("floss.mp4"):  # doctest: +SKIP
...     for event in step.events:
...         print(event)

The names below are the whole public interface. Each is imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from formcheck.apps.batch.run import batch
    from formcheck.apps.recordings import replay, review, stream
    from formcheck.errors import FormcheckError
    from formcheck.events import Flag, Repetition, Verdict
    from formcheck.exercise.definition import Exercise, Prescription
    from formcheck.exercise.loader import exercise_ids, load_exercise, load_prescription
    from formcheck.samples import Dof, Side
    from formcheck.session.model import Session, Step

__all__ = [
    "Dof",
    "Exercise",
    "Flag",
    "FormcheckError",
    "Prescription",
    "Repetition",
    "Session",
    "Side",
    "Step",
    "Verdict",
    "batch",
    "exercise_ids",
    "load_exercise",
    "load_prescription",
    "replay",
    "review",
    "stream",
]

_HOMES = {
    "formcheck.apps.batch.run": ("batch",),
    "formcheck.apps.recordings": ("replay", "review", "stream"),
    "formcheck.errors": ("FormcheckError",),
    "formcheck.events": ("Flag", "Repetition", "Verdict"),
    "formcheck.exercise.definition": ("Exercise", "Prescription"),
    "formcheck.exercise.loader": ("exercise_ids", "load_exercise", "load_prescription"),
    "formcheck.samples": ("Dof", "Side"),
    "formcheck.session.model": ("Session", "Step"),
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'formcheck' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
