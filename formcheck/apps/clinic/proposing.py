"""What a person's own last visits propose for the next prescription: never further than they went by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil, floor
from statistics import median, stdev
from typing import Final

from formcheck.exercise.definition import Exercise, Prescription
from formcheck.exercise.plan import Plan, make_plan
from formcheck.samples import Dof, Side
from formcheck.session.coaching.safety import Lasting
from formcheck.session.prescribing import Wish, compose
from formcheck.session.progress import FIRST_VISITS
from formcheck.store.model import Middle, VisitRow

LATEST: Final = 10
"""So many of the last visits are looked at."""

FEWEST: Final = FIRST_VISITS
"""Of fewer visits nothing is proposed, as a person's own start is not told of fewer."""


class WhyNot(StrEnum):
    """Why nothing is proposed."""

    SIDE = "side"  # whose leg is not said
    FEW = "few"  # too few visits in which anything was seen
    MODEL = "model"  # too few by the model that measured last: ranges of different ones are not compared
    STOPPED = "stopped"  # the last visit was stopped, or not begun for symptoms
    LASTING = "lasting"  # symptoms lasted over half an hour: the next range is a smaller one (clinical reference, 3.2)
    JOINT = "joint"  # the store keeps no end of the joint that drives


@dataclass(frozen=True, slots=True)
class Proposal:
    """A number that is proposed.

    Parameters
    ----------
    key : str
        Its key, as in a file.
    value : float
        Median of the visits' medians, in whole degrees or tenths of a second; rounded to the easier side.
    spread : float
        Standard deviation of the visits' medians: how much it wavers from visit to visit.
    """

    key: str
    value: float
    spread: float


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed, and of what it is made.

    Parameters
    ----------
    proposals : tuple of Proposal
        Empty where nothing is.
    why_not : WhyNot or None
        Why nothing is; None where something is.
    visits, repetitions : int
        Of how many.
    first, last : date or None
        The days of the first and the last of them.
    instrument : str
        What measured.
    """

    proposals: tuple[Proposal, ...]
    why_not: WhyNot | None
    visits: int = 0
    repetitions: int = 0
    first: date | None = None
    last: date | None = None
    instrument: str = ""


def propose(exercise: Exercise, side: Side | None, visits: Sequence[VisitRow]) -> Proposed:
    """Return what a person's last visits propose for an exercise.

    Parameters
    ----------
    exercise : Exercise
        As the library has it.
    side : Side or None
        The leg.
    visits : sequence of VisitRow
        All visits of the person, in order of time.
    """
    if side is None:
        return Proposed((), WhyNot.SIDE)
    why = _caution(visits)
    if why is not None:
        return Proposed((), why)
    theirs = [one for one in visits if one.exercise == exercise.id and one.side == side and one.totals.judged]
    same = [one for one in theirs if one.instrument == theirs[-1].instrument][-LATEST:]
    if len(same) < FEWEST:
        return Proposed((), WhyNot.FEW if len(theirs) < FEWEST else WhyNot.MODEL, len(same))
    made = _proposals(exercise, side, same)
    days = [one.day for one in same if one.day is not None]
    return Proposed(
        made,
        None if made else WhyNot.JOINT,
        len(same),
        sum(one.totals.judged for one in same),
        min(days, default=None),
        max(days, default=None),
        same[-1].instrument,
    )


def _caution(visits: Sequence[VisitRow]) -> WhyNot | None:
    """Return why the last visit forbids to propose anything."""
    last = visits[-1] if visits else None
    if last is not None and last.halt:
        return WhyNot.STOPPED
    is_lasting = last is not None and last.lasting in {Lasting.LONG, Lasting.DAY}
    return WhyNot.LASTING if is_lasting else None


def _proposals(exercise: Exercise, side: Side, visits: Sequence[VisitRow]) -> tuple[Proposal, ...]:
    plan = make_plan(Prescription(exercise))
    asked: list[tuple[str, list[Middle | None], float]] = []
    ends = {
        Dof.KNEE_FLEXION: [one.totals.knee for one in visits],
        Dof.ANKLE_DORSIFLEXION: [one.totals.ankle for one in visits],
    }
    if plan.driver in ends:
        asked.append(("personal.driver_end_deg", ends[plan.driver], plan.sign))
    if plan.ankle_direction is not None:
        asked.append(("personal.ankle_end_deg", ends[Dof.ANKLE_DORSIFLEXION], plan.ankle_direction))
    made = [_of_angle(plan, key, values, sign) for key, values, sign in asked]
    made.append(_of_cycle([one.totals.cycle for one in visits]))
    return tuple(one for one in made if one is not None and _may_stand(exercise, side, one))


def _of_angle(plan: Plan, key: str, middles: Sequence[Middle | None], sign: float) -> Proposal | None:
    values = [one.value for one in middles if one is not None]
    if len(values) < FEWEST:
        return None
    dof = plan.driver if key.endswith("driver_end_deg") else Dof.ANKLE_DORSIFLEXION
    own = floor(median(values)) if sign > 0 else ceil(median(values))
    value = sign * min(sign * own, sign * plan.far_end_deg(dof))
    return Proposal(key, float(value), stdev(values))


def _of_cycle(middles: Sequence[Middle | None]) -> Proposal | None:
    values = [one.value for one in middles if one is not None]
    if len(values) < FEWEST:
        return None
    return Proposal("personal.cycle_s", floor(median(values) * 10.0) / 10.0, stdev(values))


def _may_stand(exercise: Exercise, side: Side, one: Proposal) -> bool:
    """Tell whether a number could be prescribed: where the range was hardly any, it could not."""
    return not compose(exercise, {}, Wish(side, numbers={one.key: one.value})).faults
