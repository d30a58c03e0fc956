"""What changes over time: range, tempo and pain of each leg, with what is noise; how many were good."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from formcheck.apps.clinic import charts
from formcheck.apps.clinic.charts import Band, Dot, Panel, Point, Range
from formcheck.apps.clinic.timeline import Axis, Bin, Grouping
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.samples import Dof
from formcheck.session.progress import (
    FIRST_VISITS,
    LEAST_DEG,
    Course,
    Kind,
    Outcome,
    Reading,
    courses,
    direction,
    newest,
)
from formcheck.store.model import Middle, Totals, VisitRow
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING, degrees, quantity

_DEG_STEPS: Final = (5.0, 10.0, 20.0, 40.0)
_SECOND_STEPS: Final = (1.0, 2.0, 5.0, 10.0, 20.0)
_COUNT_STEPS: Final = (5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)
_PAIN: Final = Range(0.0, 10.0)
_LEAST_SHOWN_DEG: Final = 24.0
_LEAST_SHOWN_S: Final = 4.0
_BAR_SHARE: Final = 0.8  # of the days that a bar stands for
_VISIT_DAYS: Final = 0.4  # so wide is the bar of a single visit

Read = Callable[[Totals], Middle | None]
"""Reads one number of a visit."""

ANGLES: Final[Mapping[Dof, Read]] = {
    Dof.KNEE_FLEXION: lambda totals: totals.knee,
    Dof.ANKLE_DORSIFLEXION: lambda totals: totals.ankle,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What all pictures of a person have in common.

    Parameters
    ----------
    words : Words
        The language.
    axis : Axis
        The time axis.
    grouping : Grouping
        How visits are put together.
    breaks : tuple of float
        Where another prescription begins, in percent.
    """

    words: Words
    axis: Axis
    grouping: Grouping
    breaks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """The visits of one leg.

    Parameters
    ----------
    side : str
        The leg, as a word; empty where not known.
    visits : tuple of VisitRow
        In order; all of which the time is known.
    shown : tuple of VisitRow
        Those of the period that is shown.
    """

    side: str
    visits: tuple[VisitRow, ...]
    shown: tuple[VisitRow, ...]

    @property
    def done(self) -> tuple[VisitRow, ...]:
        """Those in which the person practised, whenever that was: a start is a start, whatever is shown."""
        return tuple(visit for visit in self.visits if visit.is_done)

    @property
    def shown_done(self) -> tuple[VisitRow, ...]:
        """Those of the period in which the person practised."""
        return tuple(visit for visit in self.shown if visit.is_done)

    def courses(self, read: Read) -> tuple[Course, ...]:
        """Return one number over time, by what can be compared.

        Parameters
        ----------
        read : callable
            Reads the number.
        """
        return courses(
            Reading(visit.began_at, middle.value, kind_of(visit))
            for visit in self.done
            if visit.began_at is not None and (middle := read(visit.totals)) is not None
        )


@dataclass(frozen=True, slots=True)
class Trend:
    """One number over time: a picture for each leg, on the same scale.

    Parameters
    ----------
    title, about : str
        What it is, and how it is to be read.
    panels : tuple of Panel
        Of each leg.
    apart : str
        How far the legs are apart, where they can be compared; else why not, or nothing where there is one leg.
    """

    title: str
    about: str
    panels: tuple[Panel, ...]
    apart: str = ""


def legs_of(visits: Sequence[VisitRow], axis: Axis) -> tuple[Leg, ...]:
    """Return the visits of each leg, the left one first.

    Parameters
    ----------
    visits : sequence of VisitRow
        In order.
    axis : Axis
        The days that are shown.
    """
    known = [visit for visit in visits if visit.began_at is not None and visit.day is not None]
    sides = sorted({visit.side for visit in known}, key=lambda side: (side == "", side))
    theirs = {side: tuple(visit for visit in known if visit.side == side) for side in sides}
    return tuple(Leg(side, all_, tuple(one for one in all_ if axis.holds(one.day))) for side, all_ in theirs.items())


def kind_of(visit: VisitRow) -> Kind:
    """Return with what the numbers of a visit can be compared.

    Parameters
    ----------
    visit : VisitRow
        The visit.
    """
    return Kind(visit.exercise, visit.side, visit.instrument)


@cache
def way_of(exercise: str, dof: Dof) -> int:
    """Return which way of an angle leads further in an exercise; 0 where that is not known.

    Parameters
    ----------
    exercise : str
        Its id.
    dof : Dof
        The angle.
    """
    return direction(load_exercise(exercise), dof) if exercise in exercise_ids() else 0


def change_in_words(words: Words, course: Course | None, dof: Dof) -> str:
    """Return how far the newest number is from the person's own start, and whether that is more than noise.

    Parameters
    ----------
    words : Words
        The language.
    course : Course or None
        The numbers; None where there are none.
    dof : Dof
        The angle.
    """
    if course is None:
        return words("person-never-measured")
    outcome = course.outcome(LEAST_DEG[dof], way_of(course.kind.exercise, dof))
    start, latest = degrees(course.start), degrees(course.latest.value)
    left = max(0, FIRST_VISITS - len(course.readings))
    told: dict[str, str | float] = {"start": start, "latest": latest, "least": degrees(LEAST_DEG[dof]), "left": left}
    return words("person-change", outcome=str(outcome), **told)


def has_moved(course: Course | None, dof: Dof) -> bool:
    """Tell whether the newest number is further from the start than noise reaches.

    Parameters
    ----------
    course : Course or None
        The numbers.
    dof : Dof
        The angle.
    """
    if course is None:
        return False
    outcome = course.outcome(LEAST_DEG[dof], way_of(course.kind.exercise, dof))
    return outcome in {Outcome.FURTHER, Outcome.LESS, Outcome.OTHER}


def trends_of(setting: Setting, legs: Sequence[Leg]) -> tuple[Trend, ...]:
    """Return all pictures of a person.

    Parameters
    ----------
    setting : Setting
        What they have in common.
    legs : sequence of Leg
        The legs.
    """
    return (
        _counts(setting, legs),
        *(_angle(setting, legs, dof) for dof in ANGLES),
        _tempo(setting, legs),
        _pain(setting, legs),
    )


# --- angles and tempo -------------------------------------------------------------------------------------------------


def _angle(setting: Setting, legs: Sequence[Leg], dof: Dof) -> Trend:
    words, read, least = setting.words, ANGLES[dof], LEAST_DEG[dof]
    found = [leg.courses(read) for leg in legs]
    starts = [one.start for each in found for one in each if one.start is not None and _is_shown(setting.axis, one)]
    edges = [start + sign * least for start in starts for sign in (-1.0, 1.0)]
    values = list(_values(setting, legs, read))
    scale = Shown(charts.range_of([*values, *edges], _LEAST_SHOWN_DEG), _DEG_STEPS, "deg", least)
    panels = tuple(
        _measure(setting, leg, read, scale, _change_lately(setting, newest(each), dof), each)
        for leg, each in zip(legs, found, strict=True)
    )
    way = next((way_of(each[-1].kind.exercise, dof) for each in found if each), 0)
    about = words("person-way", way=("less", "none", "more")[way + 1])
    return Trend(words("person-angle", joint=str(dof)), about, panels, _apart(words, [newest(each) for each in found]))


def _change_lately(setting: Setting, course: Course | None, dof: Dof) -> str:
    """Return how far the newest number is from the start; where it is none of the period, only that."""
    if course is not None and not _is_shown(setting.axis, course):
        return setting.words("person-not-in-period")
    return change_in_words(setting.words, course, dof)


def _is_shown(axis: Axis, course: Course) -> bool:
    """Tell whether any number of a kind is of the period."""
    return axis.day_of(course.latest.at) >= 0.0


def _apart(words: Words, latest: Sequence[Course | None]) -> str:
    """Return how far two legs are apart, if the same instrument read both in the same exercise."""
    known = [one for one in latest if one is not None and one.kind.side]
    if len(known) != 2:
        return ""
    one, other = known
    if (one.kind.exercise, one.kind.instrument) != (other.kind.exercise, other.kind.instrument):
        return words("person-not-comparable")
    return words("person-apart", apart=degrees(abs(one.latest.value - other.latest.value)))


def _tempo(setting: Setting, legs: Sequence[Leg]) -> Trend:
    words = setting.words
    found = [leg.courses(_cycle) for leg in legs]
    values = [0.0, *_values(setting, legs, _cycle)] if any(found) else [0.0, _LEAST_SHOWN_S]
    scale = Shown(charts.range_of(values, _LEAST_SHOWN_S), _SECOND_STEPS, "s", None)
    panels = tuple(
        _measure(setting, leg, _cycle, scale, _latest_in_words(setting, each), each)
        for leg, each in zip(legs, found, strict=True)
    )
    return Trend(words("person-tempo"), words("person-tempo-about"), panels)


def _cycle(totals: Totals) -> Middle | None:
    return totals.cycle


def _latest_in_words(setting: Setting, found: Sequence[Course]) -> str:
    course, words = newest(found), setting.words
    if course is None:
        return MISSING
    if not _is_shown(setting.axis, course):
        return words("person-not-in-period")
    return words("person-latest", latest=quantity(course.latest.value, "s", words.point))


def _values(setting: Setting, legs: Sequence[Leg], read: Read) -> Iterator[float]:
    """Yield all that is to be seen: values, and how far they may be off where each stands for itself."""
    for visit in (visit for leg in legs for visit in leg.shown_done):
        middle = read(visit.totals)
        if middle is not None:
            doubt = 0.0 if setting.grouping.days else middle.error or 0.0
            yield from (middle.value - doubt, middle.value + doubt)


@dataclass(frozen=True, slots=True)
class Shown:
    """How a number is shown.

    Parameters
    ----------
    range : Range
        Which values.
    steps : tuple of float
        Distances of its ticks to choose from.
    unit : str
        As of `formcheck.words.figures.quantity`.
    least : float or None
        The minimal detectable change; None where none is known.
    """

    range: Range
    steps: tuple[float, ...]
    unit: str
    least: float | None

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Return values at the axis: place in pixels, and text."""
        return tuple(
            (self.range.top(one), degrees(one) if self.unit == "deg" else f"{one:g} s")
            for one in self.range.ticks(self.steps)
        )


def _measure(setting: Setting, leg: Leg, read: Read, shown: Shown, told: str, found: Sequence[Course]) -> Panel:
    axis = setting.axis
    points = _points(setting.grouping, setting.grouping.bins(axis, leg.shown_done), read)
    return Panel(
        told=told,
        width=charts.width_of(axis),
        ticks=shown.ticks(),
        bands=tuple(_bands(axis, shown, found)),
        lines=charts.lines_of(axis, shown.range, points, setting.grouping.longest_gap),
        whiskers=charts.whiskers_of(axis, shown.range, points),
        dots=(*charts.dots_of(axis, shown.range, points), *_newest(axis, shown.range, found)),
        breaks=setting.breaks,
    )


def _newest(axis: Axis, shown: Range, found: Sequence[Course]) -> Iterator[Dot]:
    """Yield the newest number: that of a visit, also where the others are put together."""
    course = newest(found)
    if course is not None and _is_shown(axis, course):
        at, value = axis.day_of(course.latest.at), course.latest.value
        yield charts.dots_of(axis, shown, [Point(at, 0, (value,))], "dot newest")[0]


def _bands(axis: Axis, shown: Shown, found: Sequence[Course]) -> Iterator[Band]:
    """Yield the band about the start of each kind, where there is one."""
    for one in found:
        if one.start is not None and shown.least is not None:
            begin, end = axis.day_of(one.readings[0].at), _end(axis, found, one)
            if end <= 0.0:  # it ended before what is shown begins
                continue
            yield charts.band_of(axis, shown.range, begin, end, one.start, shown.least)


def _end(axis: Axis, found: Sequence[Course], course: Course) -> float:
    """Return how far the band of a kind reaches: on, where it is the newest, else until its own last number."""
    return float(axis.days) if course is found[-1] else axis.day_of(course.latest.at)


def _points(grouping: Grouping, bins: Sequence[Bin], read: Read) -> list[Point]:
    """Return a point of each kind that was measured in each bin."""
    points: list[Point] = []
    for one in bins:
        values: dict[Kind, list[Middle]] = {}
        for visit in one.visits:
            middle = read(visit.totals)
            if middle is not None:
                values.setdefault(kind_of(visit), []).append(middle)
        points += [_point(grouping, one, kind, theirs) for kind, theirs in values.items()]
    return points


def _point(grouping: Grouping, of: Bin, kind: Kind, found: Sequence[Middle]) -> Point:
    doubt = None if grouping.days else found[0].error  # beside the spread of weeks it would be read as one
    return Point(of.at, of.number, tuple(one.value for one in found), kind, doubt)


# --- pain and counts --------------------------------------------------------------------------------------------------


def _pain(setting: Setting, legs: Sequence[Leg]) -> Trend:
    words = setting.words
    return Trend(words("person-pain"), words("person-pain-about"), tuple(_pain_panel(setting, leg) for leg in legs))


def _pain_panel(setting: Setting, leg: Leg) -> Panel:
    axis, bins = setting.axis, setting.grouping.bins(setting.axis, leg.shown)
    before = _pain_points(bins, lambda visit: visit.pain_before)
    after = _pain_points(bins, lambda visit: visit.pain_after)
    dots = (*charts.dots_of(axis, _PAIN, before, "hollow"), *charts.dots_of(axis, _PAIN, after))
    return Panel(
        told=pain_in_words(setting.words, leg.shown),
        width=charts.width_of(axis),
        ticks=tuple((_PAIN.top(one), f"{one:g}") for one in (0.0, 5.0, 10.0)),
        lines=charts.lines_of(axis, _PAIN, after, setting.grouping.longest_gap),
        whiskers=charts.whiskers_of(axis, _PAIN, after),
        dots=dots,
        breaks=setting.breaks,
    )


def _pain_points(bins: Sequence[Bin], read: Callable[[VisitRow], int | None]) -> list[Point]:
    found = [(one, [float(pain) for visit in one.visits if (pain := read(visit)) is not None]) for one in bins]
    return [Point(one.at, one.number, tuple(values)) for one, values in found if values]


def pain_in_words(words: Words, visits: Sequence[VisitRow]) -> str:
    """Return pain before and after the last visit in which it was asked.

    Parameters
    ----------
    words : Words
        The language.
    visits : sequence of VisitRow
        In order.
    """
    asked = [visit for visit in visits if visit.pain_before is not None or visit.pain_after is not None]
    if not asked:
        return words("clinic-not-asked")
    before, after = asked[-1].pain_before, asked[-1].pain_after
    if before is not None and after is not None:
        return words("person-pain-last", before=before, after=after)
    if before is not None:
        return words("person-pain-half", known="before", pain=before)
    return words("person-pain-half", known="after", pain=after or 0)


def _counts(setting: Setting, legs: Sequence[Leg]) -> Trend:
    words = setting.words
    bins = [setting.grouping.bins(setting.axis, leg.shown_done) for leg in legs]
    most = max((sum(visit.own.attempts for visit in one.visits) for each in bins for one in each), default=10)
    shown = Range(0.0, float(max(10, most)))
    panels = tuple(_count_panel(setting, each, shown) for each in bins)
    return Trend(words("person-good"), words("person-good-about", weeks=setting.grouping.days // 7), panels)


def _count_panel(setting: Setting, bins: Sequence[Bin], shown: Range) -> Panel:
    axis = setting.axis
    width = _BAR_SHARE * setting.grouping.days or min(_VISIT_DAYS, axis.days / 60.0)
    stacks = [charts.stack_of(axis, shown, one.at, width, _stack(summed(one.visits))) for one in bins]
    total = summed([visit for one in bins for visit in one.visits])
    return Panel(
        told=setting.words("person-good-all", good=total.good, judged=total.judged, unseen=total.unseen),
        width=charts.width_of(axis),
        ticks=tuple((shown.top(one), f"{one:g}") for one in shown.ticks(_COUNT_STEPS, most=3)),
        bars=tuple(bar for stack in stacks for bar in stack),
        breaks=setting.breaks,
    )


def _stack(totals: Totals) -> tuple[tuple[int, str], ...]:
    return (totals.good, "good"), (totals.judged - totals.good, "other"), (totals.unseen, "unseen-part")


def summed(visits: Sequence[VisitRow]) -> Totals:
    """Return the counts of several visits, with what clinicians said.

    Parameters
    ----------
    visits : sequence of VisitRow
        The visits.
    """
    return Totals(
        sum(visit.own.attempts for visit in visits),
        sum(visit.own.good for visit in visits),
        sum(visit.own.unseen for visit in visits),
    )
