"""A session cut into segments: one leg, one facing, one exercise, one set each.

Leg and facing were told with each repetition. Which exercise it looks like is a matter of probability: the most probable
course of exercises through the session, where a change costs something and what is prescribed is expected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import exp

from formcheck.events import Repetition, Verdict
from formcheck.samples import Side
from formcheck.session.model import SessionSegment, Summary

SET_PAUSE_S = 15.0
"""Who rests for longer than this between two repetitions has ended a set. The prescribed rest between sets is 45 s in
the live course; between repetitions people rest for seconds."""

CLEARLY = 6.0
"""Another exercise than before, or than prescribed, must be so much more likely, as a natural logarithm (400 to 1)."""

LEAST_REPETITIONS = 2
"""One repetition that looks like another exercise is a fault of this one."""

_SHOWN = 0.01


@dataclass(frozen=True, slots=True)
class Seen:
    """A repetition, and how the person faced.

    Parameters
    ----------
    repetition : Repetition
        The judged attempt.
    facing : Side or None
        The side of the picture the person faced.
    """

    repetition: Repetition
    facing: Side | None


def find_segments(seen: Sequence[Seen], prescribed: str | None) -> tuple[SessionSegment, ...]:
    """Return the segments of a session.

    Parameters
    ----------
    seen : sequence of Seen
        Its repetitions, in order.
    prescribed : str or None
        Id of the exercise that is expected; None where any is.
    """
    exercises = _exercises(seen, prescribed)
    groups: list[list[int]] = []
    for place, one in enumerate(seen):
        is_new = not groups or exercises[place] != exercises[place - 1] or _is_parted(seen[place - 1], one)
        groups.append([place]) if is_new else groups[-1].append(place)
    return tuple(_numbered([_segment([seen[at] for at in group], exercises[group[0]], prescribed) for group in groups]))


def summarise_repetitions(repetitions: Iterable[Repetition]) -> Summary:
    """Return the counts of some repetitions.

    Parameters
    ----------
    repetitions : iterable of Repetition
        Judged attempts.
    """
    counts = Counter(repetition.verdict for repetition in repetitions)
    return Summary(counts.total(), counts[Verdict.GOOD], {verdict: counts[verdict] for verdict in reversed(Verdict)})


def _is_parted(before: Seen, after: Seen) -> bool:
    one, two = before.repetition, after.repetition
    return (one.side, before.facing) != (two.side, after.facing) or two.start_s - one.end_s > SET_PAUSE_S


def _segment(seen: Sequence[Seen], exercise: str, prescribed: str | None) -> SessionSegment:
    repetitions = [one.repetition for one in seen]
    expected = exercise if prescribed is None else prescribed
    return SessionSegment(
        index=0,
        side=repetitions[0].side,
        facing=seen[0].facing,
        exercise=expected,
        looks_like=exercise if exercise != expected else "",
        likeness=_probabilities(repetitions),
        set_number=0,
        begin_s=repetitions[0].start_s,
        end_s=repetitions[-1].end_s,
        repetitions=tuple(one.index for one in repetitions),
        summary=summarise_repetitions(repetitions),
    )


def _numbered(segments: Iterable[SessionSegment]) -> Iterator[SessionSegment]:
    """Yield the segments with their numbers, and those of the sets of each leg and exercise."""
    sets: Counter[tuple[Side | None, str]] = Counter()
    for index, segment in enumerate(segments, 1):
        if segment.looks_like:
            yield replace(segment, index=index)
        else:
            sets[segment.side, segment.exercise] += 1
            yield replace(segment, index=index, set_number=sets[segment.side, segment.exercise])


# --- which exercise ---------------------------------------------------------------------------------------------------


def _exercises(seen: Sequence[Seen], prescribed: str | None) -> list[str]:
    """Return the exercise that each repetition belongs to: the most probable course (Viterbi 1967)."""
    known = sorted({one for each in seen for one in each.repetition.likeness})
    if not known:
        return [prescribed or ""] * len(seen)
    starts = {one: 0.0 if prescribed in {None, one} else -CLEARLY for one in known}
    total = {one: starts[one] + _score(seen[0], one) for one in known}
    came_from: list[Mapping[str, str]] = []
    for one in seen[1:]:
        best = {after: _likeliest(total, after) for after in known}
        total = {after: total[best[after]] - _cost(best[after], after) + _score(one, after) for after in known}
        came_from.append(best)
    course = [max(known, key=lambda one: (total[one], one == prescribed))]
    for before in reversed(came_from):
        course.append(before[course[-1]])
    return _without_single(course[::-1], prescribed)


def _likeliest(total: Mapping[str, float], after: str) -> str:
    """Return the exercise from which one most probably came to another, or stayed."""
    return max(total, key=lambda before: total[before] - _cost(before, after))


def _score(seen: Seen, exercise: str) -> float:
    likeness = seen.repetition.likeness
    return likeness.get(exercise, min(likeness.values(), default=0.0))


def _cost(before: str, after: str) -> float:
    return 0.0 if before == after else CLEARLY


def _without_single(course: Sequence[str], prescribed: str | None) -> list[str]:
    """Return the course without stretches too short to be another exercise than the prescribed one."""
    if prescribed is None:
        return list(course)
    bounds = [0, *(at for at, (one, two) in enumerate(pairwise(course), 1) if one != two), len(course)]
    kept: list[str] = []
    for begin, end in pairwise(bounds):
        kept += [course[begin] if end - begin >= LEAST_REPETITIONS else prescribed] * (end - begin)
    return kept


def _probabilities(repetitions: Sequence[Repetition]) -> dict[str, float]:
    known = sorted({one for each in repetitions for one in each.likeness})
    totals = {one: sum(each.likeness.get(one, 0.0) for each in repetitions) for one in known}
    shares = {one: exp(total - max(totals.values())) for one, total in totals.items()}
    whole = sum(shares.values())
    ranked = sorted(shares, key=lambda one: -shares[one])
    return {one: round(shares[one] / whole, 3) for one in ranked if shares[one] / whole >= _SHOWN}
