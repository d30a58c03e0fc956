"""The report's chart: the angles of one segment over one time axis, with targets, phases, verdicts and their doubt.

Everything is made here as numbers and SVG paths; the page lays it out, stretches it, and moves a cursor over it.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.events import Curves, Repetition
from formcheck.exercise.definition import Neck, Prescription
from formcheck.outputs.drawing import LOW_QUALITY
from formcheck.outputs.paths import Scale, Spot, area, line
from formcheck.outputs.targets import band_label, target_bands
from formcheck.outputs.verdicts import Shape, shape_of
from formcheck.samples import Dof, Segment
from formcheck.session.means import BY_CAMERA, MeasuredBy
from formcheck.session.trajectory import Trajectory
from formcheck.words.catalogue import Words
from formcheck.words.figures import clock, degrees
from formcheck.words.names import phase_word
from formcheck.words.sensors import trouble_label

MOST_POINTS: Final = 20_000
"""Longer trajectories are thinned out to fewer points than this."""

_TITLES: Final = {
    Dof.KNEE_FLEXION: "chart-knee",
    Dof.ANKLE_DORSIFLEXION: "chart-ankle",
    Dof.THIGH_ELEVATION: "chart-thigh",
    Dof.NECK_FLEXION: "chart-neck",
}
_SENSED_BY: Final = {
    Dof.KNEE_FLEXION: {Segment.THIGH, Segment.SHANK},
    Dof.ANKLE_DORSIFLEXION: {Segment.SHANK, Segment.FOOT},
    Dof.THIGH_ELEVATION: {Segment.THIGH},
}
"""The sensors on which an angle depends."""

CHARTED: Final = tuple(_TITLES)
"""The angles the chart may show."""

_USUAL: Final = (0.01, 0.99)
"""Beyond these shares of all readings a panel does not reach for a few wild ones: they leave it at its edge."""

_BESIDE_S: Final = 0.15  # the band of a repetition goes on for so long before and after it
_ROOM: Final = 0.06  # of a panel's height above and below
_LEAST_DEG: Final = 20.0
_TICKS_DEG: Final = (5, 10, 20, 40, 80)
_MOST_TICKS: Final = 5


@dataclass(frozen=True, slots=True)
class Extent:
    """Where something lies along the time axis, as shares of its whole length in percent."""

    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Target:
    """A band of angles to be in: its place in percent of the panel's height, its name, and what kind it is."""

    top: float
    height: float
    label: str
    is_end: bool


@dataclass(frozen=True, slots=True)
class PeakMark:
    """The verdict's shape where an angle was furthest, in percent of the panel."""

    index: int
    left: float
    top: float
    shape: Shape


@dataclass(frozen=True, slots=True)
class AilingBand:
    """A time in which something was the matter with a sensor."""

    extent: Extent
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One angle over time.

    Parameters
    ----------
    dof : Dof
        The angle.
    title, direction : str
        What it is, and which way is positive.
    width : int
        Width of the drawing in its own units; its height is `paths.HEIGHT`.
    zero : float or None
        Where 0° lies, in percent of the height; None outside.
    ticks : tuple of (float, str)
        Angles at the axis: place in percent of the height, and text.
    targets : tuple of Target
        The target bands.
    doubt, sure, unsure, across : str
        SVG paths: the band of one standard error, what was measured well, what was measured less well, and what leads
        the eye across short gaps.
    marks : tuple of PeakMark
        The verdicts.
    ailing : tuple of AilingBand
        What was the matter with sensors.
    """

    dof: Dof
    title: str
    direction: str
    width: int
    zero: float | None
    ticks: tuple[tuple[float, str], ...]
    targets: tuple[Target, ...]
    doubt: str
    sure: str
    unsure: str
    across: str
    marks: tuple[PeakMark, ...]
    ailing: tuple[AilingBand, ...]


@dataclass(frozen=True, slots=True)
class RepetitionBar:
    """One repetition in the strip over the panels: from start to end, with its peak, all in percent."""

    index: int
    extent: Extent
    peak: float
    shape: Shape
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class PhaseBar:
    """A stretch of one phase; `step` is its number in the exercise, from 0."""

    extent: Extent
    step: int


@dataclass(frozen=True, slots=True)
class Chart:
    """All there is to draw of one segment.

    Parameters
    ----------
    start_s, end_s : float
        The time at the left and the right edge.
    panels : tuple of Panel
        The angles, from top to bottom.
    bars : tuple of RepetitionBar
        The repetitions.
    phases : tuple of PhaseBar
        The phases; `phase_names` are their names by step.
    times : tuple of (float, str)
        Start, middle and end in words, with their place in percent.
    stride : int
        Every how many-th sample is drawn.
    """

    start_s: float
    end_s: float
    panels: tuple[Panel, ...]
    bars: tuple[RepetitionBar, ...]
    phases: tuple[PhaseBar, ...]
    phase_names: tuple[str, ...]
    times: tuple[tuple[float, str], ...]
    stride: int


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a trajectory that is drawn.

    Parameters
    ----------
    trajectory : Trajectory
        What was measured, of the whole session.
    start_s, end_s : float
        The part.
    """

    trajectory: Trajectory
    start_s: float
    end_s: float

    @property
    def places(self) -> range:
        """Numbers of the samples in it."""
        times = self.trajectory.t_s
        return range(bisect_left(times, self.start_s), bisect_right(times, self.end_s))

    def extent(self, start_s: float, end_s: float) -> Extent:
        """Return where a stretch of time lies in it, cut off at its edges.

        Parameters
        ----------
        start_s, end_s : float
            From when to when.
        """
        left, right = self.percent(start_s), self.percent(end_s)
        return Extent(left, round(right - left, 3))

    def percent(self, t_s: float) -> float:
        """Return where a time lies in it, in percent of its length.

        Parameters
        ----------
        t_s : float
            The time.
        """
        share = (t_s - self.start_s) / max(1e-6, self.end_s - self.start_s)
        return round(100.0 * min(1.0, max(0.0, share)), 3)


def whole_window(trajectory: Trajectory) -> Window:
    """Return all of a trajectory; a second of nothing where it is empty.

    Parameters
    ----------
    trajectory : Trajectory
        What was measured.
    """
    start, end = (trajectory.t_s[0], trajectory.t_s[-1]) if trajectory.t_s else (0.0, 1.0)
    return Window(trajectory, start, max(end, start + 1.0))


def build_chart(
    words: Words,
    prescription: Prescription,
    repetitions: Sequence[Repetition],
    window: Window,
    curves: Mapping[float, Curves],
    by: MeasuredBy = BY_CAMERA,
) -> Chart:
    """Return the chart of a segment.

    Parameters
    ----------
    words : Words
        The language of its words.
    prescription : Prescription
        What it was judged by.
    repetitions : sequence of Repetition
        Its attempts.
    window : Window
        The part of what was measured that it is about.
    curves : mapping of float to Curves
        The trajectories of repetitions, by when they start; any may be missing.
    by : MeasuredBy
        By what it was measured.
    """
    stride = max(1, math.ceil(len(window.places) / MOST_POINTS))
    middle_s = (window.start_s + window.end_s) / 2.0
    return Chart(
        window.start_s,
        window.end_s,
        tuple(
            _panel(words, prescription, dof, window, stride, curves, repetitions)
            for dof in panel_dofs(prescription, window.trajectory, by)
        ),
        tuple(
            RepetitionBar(
                one.index, window.extent(one.start_s, one.end_s), window.percent(one.peak_s),
                shape_of(words, one.verdict), one.start_s, one.end_s,
            )
            for one in repetitions
        ),
        tuple(_phase_bars(prescription, window)),
        tuple(phase_word(words, name) for name in prescription.exercise.phase_names),
        tuple((window.percent(t_s), clock(t_s, words.point)) for t_s in (window.start_s, middle_s, window.end_s)),
        stride,
    )  # fmt: skip


def panel_dofs(prescription: Prescription, trajectory: Trajectory, by: MeasuredBy) -> tuple[Dof, ...]:
    """Return the angles worth a panel: knee and ankle if they can be measured, others where the exercise moves them.

    Parameters
    ----------
    prescription : Prescription
        What is judged.
    trajectory : Trajectory
        What was measured.
    by : MeasuredBy
        By what.
    """
    exercise = prescription.exercise
    panels = [Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION]
    if exercise.driver is Dof.THIGH_ELEVATION:
        panels.insert(0, Dof.THIGH_ELEVATION)
    if exercise.rest.neck is not exercise.end.neck and Neck.ANY not in {exercise.rest.neck, exercise.end.neck}:
        panels.append(Dof.NECK_FLEXION)
    always = {dof for dof in (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION) if by.measures(dof)}
    return tuple(dof for dof in panels if dof in always or trajectory.has(dof))


def _panel(
    words: Words,
    prescription: Prescription,
    dof: Dof,
    window: Window,
    stride: int,
    curves: Mapping[float, Curves],
    repetitions: Sequence[Repetition],
) -> Panel:
    """Return one angle over time."""
    scale = _scale(prescription, dof, window, repetitions)
    sure, unsure = _lines(scale, window, dof, stride)
    key = _TITLES[dof]
    return Panel(
        dof=dof,
        title=words(key),
        direction=words(f"{key}-direction"),
        width=scale.width,
        zero=_percent(scale, 0.0) if scale.low_deg < 0.0 < scale.high_deg else None,
        ticks=tuple((_percent(scale, deg), degrees(deg)) for deg in _ticks(scale)),
        targets=tuple(_targets(words, prescription, dof, scale)),
        doubt="".join(_doubt(scale, one, curves[one.start_s], dof) for one in repetitions if one.start_s in curves),
        sure=line(sure),
        unsure=line(unsure),
        across=line(_across(scale, window, dof)),
        marks=tuple(_marks(words, repetitions, dof, window, scale)),
        ailing=tuple(_ailing(words, window, dof)),
    )


# --- the scale --------------------------------------------------------------------------------------------------------


def _scale(prescription: Prescription, dof: Dof, window: Window, repetitions: Sequence[Repetition]) -> Scale:
    """Return a scale in which targets, usual readings and all peaks have room."""
    places, readings = window.places, window.trajectory.deg[dof]
    measured = sorted(value for value in readings[places.start : places.stop] if math.isfinite(value))
    usual = [measured[int(share * (len(measured) - 1))] for share in _USUAL] if measured else [0.0]
    targets = [edge for one in target_bands(prescription, dof) for edge in (one.window.min, one.window.max)]
    peaks = [value for one in repetitions if (value := one.at_peak_deg(dof)) is not None]
    low, high = min([*usual, *targets, *peaks]), max([*usual, *targets, *peaks])
    room = max(_ROOM * (high - low), (_LEAST_DEG - (high - low)) / 2.0)
    return Scale(window.start_s, window.end_s, low - room, high + room)


def _percent(scale: Scale, deg: float) -> float:
    return round(scale.y(deg) / 10.0, 1)


def _ticks(scale: Scale) -> list[int]:
    """Return round angles at the axis."""
    span = scale.high_deg - scale.low_deg
    step = next((one for one in _TICKS_DEG if span / one <= _MOST_TICKS), _TICKS_DEG[-1])
    return list(range(math.ceil(scale.low_deg / step) * step, math.floor(scale.high_deg) + 1, step))


# --- the lines --------------------------------------------------------------------------------------------------------


def _lines(scale: Scale, window: Window, dof: Dof, stride: int) -> tuple[list[list[Spot]], list[list[Spot]]]:
    """Return the lines of what was measured well, and of what was measured less well."""
    runs: tuple[list[list[Spot]], list[list[Spot]]] = ([], [])
    quality, deg, t_s = window.trajectory.quality[dof], window.trajectory.deg[dof], window.trajectory.t_s
    last: tuple[Spot, bool] | None = None
    for place in _drawn(window, dof, stride):
        if place is None:
            last = None
            continue
        spot, is_unsure = (scale.x(t_s[place]), scale.y(deg[place])), quality[place] < LOW_QUALITY
        if last is None:
            runs[is_unsure].append([spot])
        elif is_unsure == last[1]:
            runs[is_unsure][-1].append(spot)
        elif is_unsure:  # the way between the two is as unsure as the worse of them
            runs[True].append([last[0], spot])
        else:
            runs[True][-1].append(spot)
            runs[False].append([spot])
        last = spot, is_unsure
    return runs


def _drawn(window: Window, dof: Dof, stride: int) -> Iterator[int | None]:
    """Yield the numbers of the samples to draw, the ends of every gap among them, with None where the line breaks."""
    gaps = window.trajectory.gaps(dof)
    ends = {place for gap in gaps for place in (gap.before, gap.after)}
    breaks = {gap.before for gap in gaps}
    readings = window.trajectory.deg[dof]
    for place in window.places:
        if math.isfinite(readings[place]) and (place % stride == 0 or place in ends):
            yield place
            if place in breaks:
                yield None


def _across(scale: Scale, window: Window, dof: Dof) -> list[list[Spot]]:
    """Return the lines across short gaps."""
    t_s, deg, places = window.trajectory.t_s, window.trajectory.deg[dof], window.places
    return [
        [(scale.x(t_s[place]), scale.y(deg[place])) for place in (gap.before, gap.after)]
        for gap in window.trajectory.gaps(dof)
        if gap.is_short and gap.before in places and gap.after in places
    ]


def _doubt(scale: Scale, repetition: Repetition, curves: Curves, dof: Dof) -> str:
    """Return the band of one standard error around the trajectory of one repetition; empty where there is none."""
    if dof not in curves.deg:
        return ""
    first_s, last_s = repetition.start_s - _BESIDE_S, repetition.end_s + _BESIDE_S
    edges = [
        (scale.x(t_s), scale.y(deg + error), scale.y(deg - error))
        for t_s, deg, error in zip(curves.t_s, curves.deg[dof], curves.error_deg[dof], strict=True)
        if first_s <= t_s <= last_s and math.isfinite(deg + error)
    ]
    return area([(x, upper) for x, upper, _ in edges], [(x, lower) for x, _, lower in edges])


# --- what lies around them --------------------------------------------------------------------------------------------


def _targets(words: Words, prescription: Prescription, dof: Dof, scale: Scale) -> Iterator[Target]:
    for band in target_bands(prescription, dof):
        top, bottom = _percent(scale, band.window.max), _percent(scale, band.window.min)
        yield Target(top, round(bottom - top, 1), band_label(words, band), band.is_end)


def _marks(
    words: Words, repetitions: Sequence[Repetition], dof: Dof, window: Window, scale: Scale
) -> Iterator[PeakMark]:
    for one in repetitions:
        deg = one.at_peak_deg(dof)
        if deg is not None:
            yield PeakMark(
                one.index, window.percent(one.peak_s), _percent(scale, deg), shape_of(words, one.verdict)
            )  # fmt: skip


def _ailing(words: Words, window: Window, dof: Dof) -> Iterator[AilingBand]:
    """Yield the times in which something was the matter with a sensor that an angle depends on."""
    sensed_by = _SENSED_BY.get(dof, set())
    for one in window.trajectory.ailing:
        if one.place.segment in sensed_by and one.start_s <= window.end_s and one.end_s >= window.start_s:
            text = trouble_label(words, one.place, one.trouble)
            when = f"{clock(one.start_s, words.point)}\N{EN DASH}{clock(one.end_s, words.point)}"
            yield AilingBand(window.extent(one.start_s, one.end_s), f"{text[0].upper()}{text[1:]} ({when})")


def _phase_bars(prescription: Prescription, window: Window) -> Iterator[PhaseBar]:
    """Yield the phases of the exercise, by their number in it."""
    steps = {name: step for step, name in enumerate(prescription.exercise.phase_names)}
    for span in window.trajectory.phases:
        if span.name in steps and span.end_s > max(span.start_s, window.start_s) and span.start_s < window.end_s:
            yield PhaseBar(window.extent(span.start_s, span.end_s), steps[span.name])
