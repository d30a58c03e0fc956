"""Which charts a record has: of one visit repetition by repetition, of a course visit by visit or week by week."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from formcheck.events import Repetition, Verdict
from formcheck.outputs.record.course import Count, CourseReport, Measured, MovementEntry, VisitEntry
from formcheck.outputs.record.drawn import Frame, Spot, Stack, chart_of_spots, chart_of_stacks, range_of
from formcheck.samples import Dof
from formcheck.words.catalogue import Words
from formcheck.words.figures import degrees, plus_minus, quantity

MOST_VISITS: Final = 40
"""More visits than these are put together by weeks."""

MOST_REPETITIONS: Final = 60
_LEAST_DEG: Final = 20.0
_LEAST_S: Final = 4.0
_GAP_DAYS: Final = 21
"""Numbers further apart in time than this are not joined."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with the same in words.

    Parameters
    ----------
    name : str
        What it is called among the others.
    title, told : str
        What it shows, and what is to be seen in it: for those who do not see it, too.
    svg : str
        The picture.
    """

    name: str
    title: str
    told: str
    svg: str


def figures_of(course: CourseReport, words: Words) -> tuple[Figure, ...]:
    """Return the charts of a record; those of which nothing is known are left out.

    Parameters
    ----------
    course : CourseReport
        The record.
    words : Words
        The language.
    """
    made = _of_visit(course.visits[0], words) if course.is_of_one_visit else _of_course(course, words)
    return tuple(one for one in made if one is not None)


# --- one visit --------------------------------------------------------------------------------------------------------


def repetitions_of(visit: VisitEntry) -> list[MovementEntry]:
    """Return the movements of a visit without practice, in order.

    Parameters
    ----------
    visit : VisitEntry
        The visit.
    """
    return [one for session in visit.sessions if not session.is_practice for one in session.movements]


def _of_visit(visit: VisitEntry, words: Words) -> Iterator[Figure | None]:
    found = repetitions_of(visit)[:MOST_REPETITIONS]
    yield _joint(visit, found, words, Dof.KNEE_FLEXION)
    yield _joint(visit, found, words, Dof.ANKLE_DORSIFLEXION)


def _joint(visit: VisitEntry, found: Sequence[MovementEntry], words: Words, dof: Dof) -> Figure | None:
    name = "knee" if dof is Dof.KNEE_FLEXION else "ankle"
    spots = [
        Spot(at, deg, _error(one.machine, name), is_hollow=one.holds is not Verdict.GOOD)
        for at, one in zip(_even(len(found)), found, strict=True)
        if one.machine is not None and (deg := one.machine.at_peak_deg(dof)) is not None
    ]
    if not spots:
        return None
    band = _target(visit, dof)
    low, high = range_of([*_reach(spots), *(band or ())], _LEAST_DEG)
    ticks = tuple(
        (at, str(number)) for number, at in enumerate(_even(len(found)), start=1) if _is_told(number, len(found))
    )
    told = words(
        "record-figure-repetitions", median=degrees(statistics.median(one.value for one in spots)), count=len(spots)
    )
    svg = chart_of_spots(Frame(low, high, "°", ticks, band), ([one] for one in spots))
    return Figure(name, words("record-figure-at-end", joint=str(dof)), told, svg)


def _error(one: Repetition | None, joint: str) -> float | None:
    known = None if one is None else one.uncertainty
    return None if known is None else getattr(known, f"{joint}_at_peak_deg")


def _target(visit: VisitEntry, dof: Dof) -> tuple[float, float] | None:
    """Return what was asked for at the end position."""
    window = next((one.targets[dof] for one in visit.sessions if dof in one.targets), None)
    return None if window is None else (window.min, window.max)


def _even(count: int) -> list[float]:
    return [0.5] if count == 1 else [number / (count - 1) for number in range(count)]


def _is_told(number: int, count: int) -> bool:
    return number in {1, count} or (number % (1 if count <= 12 else 5) == 0 and count - number > 1)


def _reach(spots: Sequence[Spot]) -> list[float]:
    return [value for one in spots for value in (one.value - (one.error or 0.0), one.value + (one.error or 0.0))]


# --- a course ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Axis:
    """The days of a course, and the visits put together at each place."""

    begin: date
    end: date
    groups: tuple[tuple[date, tuple[VisitEntry, ...]], ...]
    is_by_weeks: bool

    def at(self, day: date) -> float:
        span = (self.end - self.begin).days
        return 0.5 if span <= 0 else min(1.0, max(0.0, (day - self.begin).days / span))


def _axis(course: CourseReport) -> _Axis | None:
    dated = [one for one in course.visits if one.day is not None]
    if not dated:
        return None
    begin, end = min(_day(one) for one in dated), max(_day(one) for one in dated)
    if len(dated) <= MOST_VISITS:
        return _Axis(begin, end, tuple((_day(one), (one,)) for one in dated), is_by_weeks=False)
    weeks: dict[date, list[VisitEntry]] = {}
    for one in dated:
        weeks.setdefault(_day(one) - timedelta(days=_day(one).weekday()), []).append(one)
    groups = tuple((monday + timedelta(days=3), tuple(theirs)) for monday, theirs in sorted(weeks.items()))
    return _Axis(begin, end, groups, is_by_weeks=True)


def _day(one: VisitEntry) -> date:
    assert one.day is not None
    return one.day


def _of_course(course: CourseReport, words: Words) -> Iterator[Figure | None]:
    axis = _axis(course)
    if axis is None:
        return
    ticks = ((0.5, words.short_date(axis.begin)),) if axis.begin == axis.end else (
        (0.0, words.short_date(axis.begin)), (1.0, words.short_date(axis.end)))  # fmt: skip
    yield _counts(course, axis, words, ticks)
    yield _angles(axis, words, ticks, Dof.KNEE_FLEXION, lambda visit: visit.knee)
    yield _angles(axis, words, ticks, Dof.ANKLE_DORSIFLEXION, lambda visit: visit.ankle)
    yield _tempo(axis, words, ticks)
    yield _pain(axis, words, ticks)


_Ticks = tuple[tuple[float, str], ...]


def _counts(course: CourseReport, axis: _Axis, words: Words, ticks: _Ticks) -> Figure:
    totals: dict[date, Count] = {}
    for day, visits in axis.groups:  # several of one day are one bar, or they would hide one another
        totals[day] = sum((one.holding for one in visits), totals.get(day, Count(0, 0, 0)))
    stacks = [Stack(axis.at(day), one.good, one.judged - one.good, one.unseen) for day, one in totals.items()]
    _, high = range_of([0.0, *(float(one.good + one.other + one.unseen) for one in stacks)], 5.0)
    held = course.holding
    told = words("record-figure-counts", good=held.good, other=held.judged - held.good, unseen=held.unseen)
    title = words("record-figure-counts-title", by="week" if axis.is_by_weeks else "day")
    return Figure("counts", title, told, chart_of_stacks(Frame(0.0, high, "", ticks), stacks))


_Read = Callable[[VisitEntry], Measured | None]


def _lines(axis: _Axis, read: _Read) -> list[list[Spot]]:
    """Return the numbers, joined where they can be compared: same leg, exercise and instrument, and no long gap."""
    lines: dict[tuple[str, str, str], list[list[tuple[date, Spot]]]] = {}
    for day, visits in axis.groups:
        kinds: dict[tuple[str, str, str], list[Measured]] = {}
        for one in visits:
            found = read(one)
            values = kinds.setdefault((one.side, one.exercise, one.instrument), [])
            values += [] if found is None else [found]
        for kind, values in kinds.items():
            if not values:  # not measured: the line has a gap
                lines.setdefault(kind, [[]]).append([])
                continue
            spot = _spot(axis.at(day), values, is_square=kind[0] == "left", is_by_weeks=axis.is_by_weeks)
            theirs = lines.setdefault(kind, [[]])
            if theirs[-1] and (day - theirs[-1][-1][0]).days > _GAP_DAYS:
                theirs.append([])
            theirs[-1].append((day, spot))
    return [[spot for _, spot in line] for theirs in lines.values() for line in theirs if line]


def _spot(at: float, values: Sequence[Measured], *, is_square: bool, is_by_weeks: bool) -> Spot:
    value = statistics.median(one.value for one in values)
    error = None if is_by_weeks else values[0].error  # beside the median of a week it would be read as its spread
    return Spot(at, value, error, is_square)


def _angles(axis: _Axis, words: Words, ticks: _Ticks, dof: Dof, read: _Read) -> Figure | None:
    lines = _lines(axis, read)
    if not lines:
        return None
    low, high = range_of([value for line in lines for value in _reach(line)], _LEAST_DEG)
    told = _first_and_last(axis, words, read, "deg")
    svg = chart_of_spots(Frame(low, high, "°", ticks), lines)
    return Figure(
        "knee" if dof is Dof.KNEE_FLEXION else "ankle", words("record-figure-at-end", joint=str(dof)), told, svg
    )


def _tempo(axis: _Axis, words: Words, ticks: _Ticks) -> Figure | None:
    def read(visit: VisitEntry) -> Measured | None:
        return visit.cycle

    lines = _lines(axis, read)
    if not lines:
        return None
    _, high = range_of([0.0, *(value for line in lines for value in _reach(line))], _LEAST_S)
    told = _first_and_last(axis, words, read, "s")
    svg = chart_of_spots(Frame(0.0, high, " s", ticks), lines)
    return Figure("tempo", words("record-figure-tempo"), told, svg)


def _first_and_last(axis: _Axis, words: Words, read: _Read, unit: str) -> str:
    """Return the first and the last number of each leg, with their doubts."""
    told = []
    visits = [one for _, theirs in axis.groups for one in theirs]
    sides = dict.fromkeys(one.side for one in visits)
    for side in sides:
        known = [found for one in visits if one.side == side and (found := read(one)) is not None]
        if known:
            shown = [plus_minus(one.value, one.error, unit, words.point) for one in (known[0], known[-1])]
            line = shown[0] if len(known) == 1 else f"{shown[0]} → {shown[1]}"
            told.append(f"{words('person-side', side=side)}: {line}" if side and len(sides) > 1 else line)
    return "; ".join(told)


def _pain(axis: _Axis, words: Words, ticks: _Ticks) -> Figure | None:
    before = _pains(axis, lambda visit: visit.pain_before, is_hollow=True)
    after = _pains(axis, lambda visit: visit.pain_after, is_hollow=False)
    told = [
        words("record-figure-pain", when=when, first=f"{spots[0].value:g}", last=f"{spots[-1].value:g}")
        for when, lines in (("before", before), ("after", after))
        if (spots := [spot for line in lines for spot in line])
    ]
    if not told:
        return None
    single = [[spot] for line in before for spot in line]
    svg = chart_of_spots(Frame(0.0, 10.0, "", ticks), [*single, *after])
    return Figure("pain", words("record-figure-pain-title"), "; ".join(told), svg)


def _pains(axis: _Axis, read: Callable[[VisitEntry], int | None], *, is_hollow: bool) -> list[list[Spot]]:
    """Return what was said of pain; a visit in which it was not asked is a gap."""
    lines: list[list[Spot]] = [[]]
    for day, visits in axis.groups:
        known = [pain for one in visits if (pain := read(one)) is not None]
        if known:
            lines[-1].append(Spot(axis.at(day), float(statistics.median(known)), is_hollow=is_hollow))
        else:
            lines.append([])
    return [line for line in lines if line]


def tempo_words(words: Words, one: Measured | None) -> str:
    """Return how long a repetition took, with its doubt.

    Parameters
    ----------
    words : Words
        The language.
    one : Measured or None
        The number; None for a dash.
    """
    return quantity(None, "s") if one is None else plus_minus(one.value, one.error, "s", words.point)
