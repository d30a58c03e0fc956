"""A session cut into segments: one leg, one facing, one exercise, one set each.

Leg and facing were told with each repetition. Which exercise it looks like is a matter of probability: the most
probable course of exercises through the session, where a change costs something and what is prescribed is expected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import exp

from formcheck.events import Repetition, Verdict
from formcheck.samples import Side
from formcheck.session.model import Session, SessionSegment, Summary

SET_PAUSE_S = 15.0
"""Who rests for longer than this between two repetitions has ended a set. The prescribed rest between sets is 45 s in
the live course; between repetitions people rest for seconds."""

CLEARLY = 6.0
"""Another exercise than before, or than prescribed, must be so much more likely, as a natural logarithm (400 to 1)."""

LIKELY = 2.0
"""After a pause, a turn or with the other leg, where people do change, so much is enough if nothing is prescribed."""

LEAST_REPETITIONS = 2
"""One repetition that looks like another exercise is a fault of this one."""

LEAST_ELSEWHERE = 3
"""So many movements of another family of exercises, out of position for this one, are told of; fewer are fidgeting."""

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
    exercise : str
        Id of the exercise it was judged by.
    set_number : int or None
        The set that it was made in, 0 for practice; None where nobody said.
    """

    repetition: Repetition
    facing: Side | None
    exercise: str
    set_number: int | None = None


def find_segments(counted: Sequence[Seen], elsewhere: Sequence[Seen] = ()) -> tuple[SessionSegment, ...]:
    """Return the segments of a session.

    Parameters
    ----------
    counted : sequence of Seen
        Its repetitions, in order.
    elsewhere : sequence of Seen
        Movements of other families of exercises, which are not counted; in order for each family.
    """
    found = [one for _, part in groupby(counted, lambda seen: seen.exercise) for one in _segments(list(part))]
    found += [_uncounted(one) for one in recognise(elsewhere) if one.summary.attempts >= LEAST_ELSEWHERE]
    return tuple(_numbered(sorted(found, key=lambda one: one.begin_s)))


def recognise(seen: Sequence[Seen]) -> list[SessionSegment]:
    """Return the segments of movements of which nobody said what they should be, in order.

    Parameters
    ----------
    seen : sequence of Seen
        The movements; where two families found the same one, that of the longer movement counts.
    """
    apart = sorted(_without_overlap(seen), key=lambda one: one.repetition.start_s)
    by_family = groupby(apart, lambda one: one.exercise)
    return [one for _, part in by_family for one in _segments(list(part), is_expected=False)]


def _uncounted(segment: SessionSegment) -> SessionSegment:
    """Return a segment of movements that nobody prescribed, and that were judged by no exercise of their own."""
    summary = Summary(segment.summary.attempts, 0, {})
    looks_like = segment.looks_like or segment.exercise
    return replace(segment, exercise="", looks_like=looks_like, repetitions=(), summary=summary)


def _without_overlap(seen: Iterable[Seen]) -> list[Seen]:
    kept: list[Seen] = []
    for one in sorted(seen, key=lambda one: one.repetition.start_s - one.repetition.end_s):
        if not any(_overlap(one.repetition, other.repetition) for other in kept):
            kept.append(one)
    return kept


def _overlap(one: Repetition, other: Repetition) -> bool:
    return one.start_s < other.end_s and other.start_s < one.end_s


def _segments(seen: Sequence[Seen], *, is_expected: bool = True) -> list[SessionSegment]:
    """Return the segments of movements that were judged by one exercise, which they are expected to be or not."""
    expected = seen[0].exercise if is_expected else None
    exercises = _exercises(seen, expected)
    groups: list[list[int]] = []
    for place, one in enumerate(seen):
        is_new = not groups or exercises[place] != exercises[place - 1] or _is_parted(seen[place - 1], one)
        groups.append([place]) if is_new else groups[-1].append(place)
    return [_segment([seen[at] for at in group], exercises[group[0]]) for group in groups]


def meant(session: Session) -> tuple[Repetition, ...]:
    """Return the repetitions that are, as far as can be told, of the exercise they were judged by, without practice.

    Where all were practice, or look like another exercise, they are all there is to tell of.

    Parameters
    ----------
    session : Session
        The result.
    """
    other = {index for one in session.segments if one.looks_like or one.is_practice for index in one.repetitions}
    return tuple(one for one in session.repetitions if one.index not in other) or session.repetitions


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
    if before.set_number is not None:
        return (one.side, before.set_number) != (two.side, after.set_number)
    return (one.side, before.facing) != (two.side, after.facing) or two.start_s - one.end_s > SET_PAUSE_S


def _segment(seen: Sequence[Seen], exercise: str) -> SessionSegment:
    repetitions, expected = [one.repetition for one in seen], seen[0].exercise
    return SessionSegment(
        index=0,
        side=repetitions[0].side,
        facing=seen[0].facing,
        exercise=expected,
        looks_like=exercise if exercise != expected else "",
        likeness=_probabilities(repetitions),
        set_number=seen[0].set_number or 0,
        is_practice=seen[0].set_number == 0,
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
            yield replace(segment, index=index, set_number=0)
        elif segment.set_number or segment.is_practice:
            yield replace(segment, index=index)
        else:
            sets[segment.side, segment.exercise] += 1
            yield replace(segment, index=index, set_number=sets[segment.side, segment.exercise])


# --- which exercise ---------------------------------------------------------------------------------------------------


def _exercises(seen: Sequence[Seen], prescribed: str | None) -> list[str]:
    """Return the exercise that each repetition belongs to: the most probable course (Viterbi 1967).

    None is prescribed where any is expected alike.
    """
    known = sorted({one for each in seen for one in each.repetition.likeness})
    if not known:  # as in records of before 2026-12
        return [one.exercise for one in seen]
    total = {one: _score(seen[0], one) - (0.0 if prescribed in {None, one} else CLEARLY) for one in known}
    came_from: list[Mapping[str, str]] = []
    for before, one in pairwise(seen):
        change = _Change(_is_parted(before, one), prescribed)
        best = {after: change.likeliest(total, after) for after in known}
        total = {after: total[best[after]] - change.cost(best[after], after) + _score(one, after) for after in known}
        came_from.append(best)
    course = [max(known, key=lambda one: (total[one], one == prescribed))]
    for earlier in reversed(came_from):
        course.append(earlier[course[-1]])
    return _without_single(course[::-1], prescribed)


def _score(seen: Seen, exercise: str) -> float:
    likeness = seen.repetition.likeness
    return likeness.get(exercise, min(likeness.values(), default=0.0))


@dataclass(frozen=True, slots=True)
class _Change:
    """What it costs to go on with another exercise, between two repetitions."""

    is_parted: bool
    prescribed: str | None

    def cost(self, before: str, after: str) -> float:
        if before == after:
            return 0.0
        is_expected = self.prescribed in {None, after}
        return LIKELY if self.is_parted and is_expected else CLEARLY

    def likeliest(self, total: Mapping[str, float], after: str) -> str:
        """Return the exercise from which one most probably came to another, or stayed."""
        return max(total, key=lambda before: total[before] - self.cost(before, after))


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
