"""Movements that are not those prescribed: what the body does while it is not in position for the exercise.

Exercises that the same joint drives in the same posture are found alike, so one of each such family stands for all of
them. Which exercise of its family a movement looks like is told by its likeness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from formcheck.events import Event, MovedElsewhere, RepetitionJudged
from formcheck.exercise import counting
from formcheck.exercise.counting import CountingParams, CountingState
from formcheck.exercise.definition import Exercise, Posture, Prescription
from formcheck.exercise.plan import make_plan
from formcheck.samples import Dof
from formcheck.session.model import Header
from formcheck.sighting import Sighting

Countings = Mapping[str, CountingState]
"""Memory of the counting by each exercise that stands for its family."""


@dataclass(frozen=True, slots=True)
class ElsewhereParams:
    """The families of exercises that are looked for.

    Parameters
    ----------
    families : mapping of str to CountingParams
        By the id of the exercise that stands for its family: what its counting is told.
    """

    families: Mapping[str, CountingParams]


def make_params(header: Header, library: Sequence[Exercise], without: Exercise | None) -> ElsewhereParams:
    """Return what is looked for.

    Parameters
    ----------
    header : Header
        The session's identity.
    library : sequence of Exercise
        The exercises that are known.
    without : Exercise or None
        One whose family is not looked for, as it is counted already; None to look for all.
    """
    plans = {one.id: make_plan(Prescription(one, header.prescription.side)) for one in library}
    taken = set() if without is None else {_family(without)}
    families: dict[str, CountingParams] = {}
    for one in library:
        if _family(one) not in taken:
            taken.add(_family(one))
            others = tuple(plan for plan in plans.values() if plan.driver is one.driver and plan.exercise.id != one.id)
            families[one.id] = CountingParams(plans[one.id], header.accuracy, header.by_origin, others)
    return ElsewhereParams(families)


def _family(exercise: Exercise) -> tuple[Dof, Posture]:
    return exercise.driver, exercise.posture


def start(params: ElsewhereParams) -> Countings:
    """Return the memory to start with.

    Parameters
    ----------
    params : ElsewhereParams
        What is looked for.
    """
    return {name: counting.start(one) for name, one in params.families.items()}


def step(params: ElsewhereParams, state: Countings, sighting: Sighting) -> tuple[Countings, tuple[MovedElsewhere, ...]]:
    """Take one sighting.

    Parameters
    ----------
    params : ElsewhereParams
        What is looked for.
    state : mapping of str to CountingState
        Memory.
    sighting : Sighting
        The next sighting, of both legs.

    Returns
    -------
    mapping of str to CountingState, tuple of MovedElsewhere
        New memory, and the movements that ended here.
    """
    stepped = {name: counting.step(one, state[name], sighting) for name, one in params.families.items()}
    news = [(name, event) for name, (_, counted) in stepped.items() for event in counted.events]
    return {name: after for name, (after, _) in stepped.items()}, tuple(_judged(news))


def finish(params: ElsewhereParams, state: Countings, t_s: float) -> tuple[MovedElsewhere, ...]:
    """Return the movements that ended with the recording.

    Parameters
    ----------
    params : ElsewhereParams
        What is looked for.
    state : mapping of str to CountingState
        Memory.
    t_s : float
        Time of the last sighting, in seconds.
    """
    ends = {name: counting.finish(one, state[name], t_s)[1] for name, one in params.families.items()}
    return tuple(_judged((name, event) for name, events in ends.items() for event in events))


def _judged(news: Iterable[tuple[str, Event]]) -> Iterator[MovedElsewhere]:
    for name, event in news:
        if isinstance(event, RepetitionJudged):
            yield MovedElsewhere(event.t_s, name, event.repetition)
