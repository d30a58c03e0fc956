"""A session judged by other limits, for another leg or as another exercise; and what is different then.

Only the ordinary numbers of a prescription can be tried, and the outcome is checked as a file is: a contradiction is
told with all its keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar, Final, Literal

from annotated_types import MaxLen

from formcheck.errors import ExerciseError, Fault
from formcheck.events import Repetition
from formcheck.exercise.definition import Exercise, Prescription
from formcheck.exercise.documents import examine_prescription, faultless, prescription_document
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.samples import Side
from formcheck.session.matching import match
from formcheck.session.model import Session
from formcheck.session.output import Output
from formcheck.session.record import Record
from formcheck.session.run import run_session, without_pictures

_JOINTS: Final = ("knee_flexion", "ankle_dorsiflexion", "thigh_elevation")
_HOLDS: Final = ("hold_warn_s", "max_hold_s")
_TEMPO: Final = ("min_cycle_s", "warn_cycle_s", "min_stroke_s", "max_speed_degps")
_PERSONAL: Final = ("driver_end_deg", "ankle_end_deg", "cycle_s")

FOUND: Final = "found"
"""The leg is to be found, whatever was prescribed."""


Limit = float | Annotated[str, MaxLen(40)] | None
"""A number; text that is none, as somebody typed it; None for one that is not said."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What is to be tried.

    Parameters
    ----------
    exercise : str
        Id of an exercise of the library; empty for the one that was prescribed.
    side : str
        ``left``, ``right``, or ``found``; empty for what was prescribed.
    limits : mapping of str to float, str or None
        Numbers by their keys, as `limits_of` has them; None for one that is not known of the person. Others stay. What
        was written and is no number is told as a fault.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    exercise: Annotated[str, MaxLen(80)] = ""
    side: Literal["", "found", "left", "right"] = ""
    limits: Annotated[Mapping[Annotated[str, MaxLen(120)], Limit], MaxLen(100)] = field(default_factory=dict)


def limits_of(prescription: Prescription) -> dict[str, float | None]:
    """Return the numbers that can be tried, by their keys as in a file; None for one that is not known of the person.

    Parameters
    ----------
    prescription : Prescription
        Any prescription.
    """
    exercise = prescription.exercise
    found: dict[str, float | None] = {}
    for name, phase in list(exercise.phases.items())[:2]:
        for joint in _JOINTS:
            window = getattr(phase, joint)
            if window is not None:
                found |= {f"phases.{name}.{joint}.min": window.min, f"phases.{name}.{joint}.max": window.max}
    _, end, _ = exercise.phase_names
    found |= {f"phases.{end}.{one}": getattr(exercise.end, one) for one in _HOLDS}
    found |= {f"tempo.{one}": getattr(exercise.tempo, one) for one in _TEMPO}
    return found | {f"personal.{one}": getattr(prescription.personal, one) for one in _PERSONAL}


def try_limits(prescription: Prescription, trial: Trial) -> Prescription:
    """Return a prescription with what is to be tried laid over it.

    Parameters
    ----------
    prescription : Prescription
        What was prescribed. For another exercise its leg stays, and nothing that was known of the person's range.
    trial : Trial
        What is tried.

    Raises
    ------
    ExerciseError
        There is no such exercise or number, or they contradict each other: all faults in one.
    """
    base = _base(prescription, trial.exercise)
    known = limits_of(base)
    strange = tuple(
        Fault(key, "a number that cannot be tried", ", ".join(known)) for key in trial.limits if key not in known
    )
    if strange:
        raise ExerciseError("what is tried", strange)
    document = _document(base, trial)
    tried = faultless(examine_prescription(document, base.exercise), "what is tried")
    # What the ankle reads at its zero is no limit: it belongs to how the person was measured.
    neutral = prescription.personal.ankle_neutral_deg
    return replace(tried, personal=replace(tried.personal, ankle_neutral_deg=neutral))


def _base(prescription: Prescription, exercise: str) -> Prescription:
    if exercise in {"", prescription.exercise.id}:
        return prescription
    if exercise not in exercise_ids():
        raise ExerciseError("what is tried", (Fault("exercise", exercise, "the id of an exercise of the library"),))
    return Prescription(load_exercise(exercise), prescription.side)


def _document(base: Prescription, trial: Trial) -> dict[str, object]:
    """Return what is tried as a file would say it; the way back ends where the way out begins."""
    side = base.side if trial.side == "" else None if trial.side == FOUND else Side(trial.side)
    personal = prescription_document(base)["personal"]
    assert isinstance(personal, dict)
    document: dict[str, object] = {
        "schema_version": 1,
        "exercise": base.exercise.id,
        "personal": {key: value for key, value in personal.items() if value is not None},
    }
    if side is not None:
        document["side"] = side.value
    lay_limits(document, base.exercise, trial.limits)
    return document


def lay_limits(document: dict[str, object], exercise: Exercise, limits: Mapping[str, Limit]) -> None:
    """Lay numbers over a document of a prescription; where the way back asks the same as rest, it goes on doing so.

    Parameters
    ----------
    document : dict
        As a file would hold it; changed in place.
    exercise : Exercise
        What it prescribes.
    limits : mapping of str to float, str or None
        Numbers by their keys; with None the document does not say it.
    """
    for key, value in _spread(exercise, limits):
        _put(document, key.split("."), value)


def _spread(exercise: Exercise, limits: Mapping[str, Limit]) -> Iterable[tuple[str, Limit]]:
    rest, _, back = exercise.phase_names
    for key, value in limits.items():
        yield key, value
        table, _, rest_key = key.partition(f"phases.{rest}.")
        joint = rest_key.partition(".")[0]
        if not table and joint in _JOINTS and _is_same(exercise, rest, back, joint):
            yield f"phases.{back}.{rest_key}", value


def _is_same(exercise: Exercise, one: str, other: str, joint: str) -> bool:
    """Tell whether two phases ask the same of a joint."""
    return bool(getattr(exercise.phases[one], joint) == getattr(exercise.phases[other], joint))


def _put(table: dict[str, object], key: Sequence[str], value: Limit) -> None:
    for name in key[:-1]:
        inner = table.setdefault(name, {})
        assert isinstance(inner, dict)
        table = inner
    if value is None:
        table.pop(key[-1], None)
    else:
        table[key[-1]] = value


def rescore(record: Record, prescription: Prescription, outputs: Sequence[Output] = ()) -> Session:
    """Return the result of a session by another prescription; the record stays as it is.

    Parameters
    ----------
    record : Record
        The session as it was recorded.
    prescription : Prescription
        What to judge by.
    outputs : sequence of Output, optional
        As for `formcheck.session.run.run_session`: what wants to know how far it is.
    """
    header = replace(record.header, prescription=prescription, later=())
    return run_session(header, without_pictures(record.inputs), outputs, is_broken_off=not record.is_whole)


@dataclass(frozen=True, slots=True)
class Pair:
    """A movement by the limits now, and by those that are tried.

    Parameters
    ----------
    now, tried : Repetition or None
        What is found of it; None where it is found by the other limits only.
    """

    now: Repetition | None
    tried: Repetition | None

    @property
    def is_changed(self) -> bool:
        """Whether the verdict is another one, or one of the two is missing."""
        return self.now is None or self.tried is None or self.now.verdict is not self.tried.verdict

    @property
    def start_s(self) -> float:
        """When it begins, in seconds of the source's clock."""
        one = self.now or self.tried
        assert one is not None
        return one.start_s


def pair_results(now: Sequence[Repetition], tried: Sequence[Repetition]) -> tuple[Pair, ...]:
    """Return two results of one recording side by side, paired by time and in its order.

    Parameters
    ----------
    now, tried : sequence of Repetition
        What is found by the limits now, and by those that are tried.
    """
    return tuple(Pair(one, other) for one, other in match(now, tried).rows)
