"""A prescription put together from numbers that somebody typed, and checked as its file would be."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from formcheck.errors import Allowed, Fault, Rule
from formcheck.exercise.definition import Dose, Exercise, Prescription
from formcheck.exercise.documents import Examined, examine_prescription
from formcheck.exercise.overlay import Overlay
from formcheck.samples import Side
from formcheck.session.rescoring import Limit, lay_limits, limits_of

MOST_A_DAY: Final = 180
"""More repetitions a day are taken for a slip of the pen: three times the most that any home protocol that we found
asks for (3 sets of 20 a day, NCT05652452; clinical reference, 1.3). The number is ours."""

USUAL_A_DAY: Final = 60
"""The most that any of them asks for; what is more is pointed out."""

_PACE: Final = ("out_s", "back_s")
_DOSE: Final = ("repetitions", "sets", "per_day")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be prescribed.

    Parameters
    ----------
    side : Side or None
        The leg; None lets formcheck find it.
    note : str
        A word to the person.
    numbers : mapping of str to float, str or None
        Numbers by their keys, as `numbers_of` has them; None for one that stays as the exercise has it, or is not known
        of the person. What was typed and is no number is told as a fault.
    """

    side: Side | None = None
    note: str = ""
    numbers: Mapping[str, Limit] = field(default_factory=dict)


def numbers_of(prescription: Prescription) -> dict[str, float | None]:
    """Return the numbers that can be prescribed, by their keys as in a file; None for one that is not known.

    Parameters
    ----------
    prescription : Prescription
        Any prescription.
    """
    exercise = prescription.exercise
    _, end, _ = exercise.phase_names
    found: dict[str, float | None] = {f"dose.{one}": float(getattr(exercise.dose, one)) for one in _DOSE}
    found |= {f"tempo.{one}": getattr(exercise.tempo, one) for one in _PACE}
    found[f"phases.{end}.hold_s"] = exercise.end.hold_s
    return found | limits_of(prescription)


def compose(base: Exercise, said: Overlay, wish: Wish) -> Examined[Prescription]:
    """Return what a wish prescribes, and all that contradicts in it, by its keys.

    Parameters
    ----------
    base : Exercise
        The exercise as the library has it.
    said : dict
        What was changed of it before, as of `formcheck.exercise.overlay.overlay_of`; the wish is laid over.
    wish : Wish
        What is to be prescribed.
    """
    document = deepcopy(said) | {"schema_version": 1, "exercise": base.id, "note": wish.note}
    document.pop("side", None)
    if wish.side is not None:
        document["side"] = wish.side.value
    lay_limits(document, base, {key: _whole(key, value) for key, value in wish.numbers.items()})
    examined = examine_prescription(document, base)
    dose = None if examined.value is None else examined.value.exercise.dose
    return Examined(examined.value, examined.faults + (() if dose is None else _dose_faults(dose)))


def a_day(dose: Dose) -> int:
    """Return how many repetitions a day a dose comes to.

    Parameters
    ----------
    dose : Dose
        The dose.
    """
    return dose.repetitions * dose.sets * dose.per_day


def _dose_faults(dose: Dose) -> tuple[Fault, ...]:
    if a_day(dose) <= MOST_A_DAY:
        return ()
    allowed = f"at most {MOST_A_DAY} repetitions a day in all"
    return (Fault("dose", f"{a_day(dose)} repetitions a day", allowed, Allowed(Rule.AT_MOST, (MOST_A_DAY,))),)


def _whole(key: str, value: Limit) -> Limit:
    """Return a count as a whole number, which it must be in a file."""
    is_count = key.startswith("dose.") and isinstance(value, float) and value.is_integer()
    return int(value) if is_count and value is not None else value
