"""One segment of a session as the report shows it: its heading, its chart, its player, its repetitions.

The report has them one under the other. What belongs to one segment is decided in `parts_of`, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from formcheck.events import Curves, Repetition, RepetitionJudged
from formcheck.exercise.definition import Dose, Prescription
from formcheck.outputs.charts import CHARTED, Chart, Window, build_chart, whole_window
from formcheck.outputs.figures import Figures, Json
from formcheck.outputs.rows import TableRow, row_of
from formcheck.samples import Side, combine_accuracies
from formcheck.session.means import MeasuredBy
from formcheck.session.model import Session, SessionSegment
from formcheck.session.segments import SET_PAUSE_S
from formcheck.session.trajectory import Trajectory
from formcheck.words.catalogue import Words, exercise_words
from formcheck.words.names import leg_words
from formcheck.words.segments import exercise_title

REACH_S: Final = SET_PAUSE_S
"""So much before and after what moved is shown of a segment."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was gathered while a session ran.

    Parameters
    ----------
    trajectory : Trajectory
        The angles over time, and what was said.
    figures : Figures
        The body points over time.
    jpegs : mapping of int to bytes
        Key frames by number of the repetition; any may be missing.
    """

    trajectory: Trajectory
    figures: Figures
    jpegs: Mapping[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs to one segment.

    Parameters
    ----------
    segment : SessionSegment or None
        What is known of it; None where nothing was judged in the whole session.
    prescription : Prescription
        What it was judged by.
    window : Window
        The time it is about.
    repetitions : tuple of Repetition
        Its attempts.
    """

    segment: SessionSegment | None
    prescription: Prescription
    window: Window
    repetitions: tuple[Repetition, ...]

    @property
    def side(self) -> Side | None:
        """The leg; None where it is not known."""
        return None if self.segment is None else self.segment.side


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A segment as the page lays it out; all in words.

    Parameters
    ----------
    heading : str
        The leg.
    dose : str
        Which set of how many, and how many repetitions of how many.
    chart : Chart
        Its angles over time.
    has_angles : bool
        Whether there is anything to draw.
    film : dict or None
        What the player shows; None without body points.
    rows : list of TableRow
        Its repetitions.
    shows_thigh : bool
        Whether the exercise asks something of the thigh.
    """

    heading: str
    dose: str
    chart: Chart
    has_angles: bool
    film: dict[str, Json] | None
    rows: list[TableRow]
    shows_thigh: bool

    @property
    def has_pictures(self) -> bool:
        """Whether a key frame was kept of any repetition."""
        return any(row.picture for row in self.rows)


def parts_of(session: Session, trajectory: Trajectory) -> tuple[Part, ...]:
    """Return the segments of a session that were judged, in order of time; what was not judged is told in words.

    Each reaches up to half-way to those beside it, and no further than `REACH_S` beyond what moved in it: ten minutes
    of talk would leave no room for a movement.

    Parameters
    ----------
    session : Session
        The result.
    trajectory : Trajectory
        What was measured.
    """
    whole = whole_window(trajectory)
    judged = [one for one in session.segments if one.repetitions]
    if not judged:
        return (Part(None, session.prescription, whole, session.repetitions),)
    parted_s = [(one.end_s + after.begin_s) / 2.0 for one, after in pairwise(judged)]
    bounds_s = [whole.start_s, *parted_s, whole.end_s]
    return tuple(
        Part(
            segment,
            session.prescription_at(segment.begin_s),
            _window(session, trajectory, segment, (begin_s, end_s)),
            tuple(one for one in session.repetitions if one.index in segment.repetitions),
        )
        for segment, (begin_s, end_s) in zip(judged, pairwise(bounds_s), strict=True)
    )


def _window(session: Session, trajectory: Trajectory, segment: SessionSegment, within_s: tuple[float, float]) -> Window:
    """Return the time that a segment is shown in: its repetitions, and what moved about them and was not counted."""
    begin_s, end_s = within_s
    moved_s = [(one.end_s if one.start_s is None else one.start_s, one.end_s) for one in session.uncounted]
    about = [(start, end) for start, end in moved_s if begin_s <= start and end <= end_s]
    first_s = min([segment.begin_s, *(start for start, _ in about)]) - REACH_S
    last_s = max([segment.end_s, *(end for _, end in about)]) + REACH_S
    return Window(trajectory, max(begin_s, first_s), min(end_s, last_s))


def view_segment(words: Words, session: Session, part: Part, gathered: Gathered, by: MeasuredBy) -> SegmentView:
    """Return one segment in words.

    Parameters
    ----------
    words : Words
        The language.
    session : Session
        The result.
    part : Part
        What belongs to it.
    gathered : Gathered
        What was gathered of the whole session.
    by : MeasuredBy
        What measured it.
    """
    trajectory = gathered.trajectory
    accuracy = combine_accuracies([one.accuracy for one in session.instruments])
    return SegmentView(
        heading=_heading(words, session, part),
        dose=_dose(words, session, part),
        chart=build_chart(words, part.prescription, part.repetitions, part.window, curves_of(trajectory), by),
        has_angles=any(map(trajectory.has, CHARTED)),
        film=gathered.figures.film(part.window, part.side or session.side, accuracy),
        rows=[
            row_of(words, one, gathered.jpegs.get(one.index), by, trajectory.origins) for one in part.repetitions
        ],
        shows_thigh=any(one.thigh_at_peak_deg is not None for one in part.repetitions),
    )  # fmt: skip


def _heading(words: Words, session: Session, part: Part) -> str:
    side = part.side or session.side
    leg = leg_words(words, side) if side else words("report-leg-unknown")
    heading = leg[0].upper() + leg[1:]
    if session.has_several_exercises:
        return f"{exercise_words(words, part.prescription.exercise).title}, {leg}"
    return heading


def _dose(words: Words, session: Session, part: Part) -> str:
    """Return how much of the dose a segment is, or what it looks like instead."""
    if part.segment is not None and part.segment.looks_like:
        return words("report-looks-like", exercise=exercise_title(words, session, part.segment.looks_like))
    if part.segment is not None and part.segment.is_practice:
        return words("report-practice", done=len(part.repetitions))
    number = 1 if part.segment is None else part.segment.set_number
    return dose_text(words, part.prescription.exercise.dose, number, len(part.repetitions))


def dose_text(words: Words, dose: Dose, set_number: int, repetitions: int) -> str:
    """Return which set of how many this is, and how many repetitions of how many were made.

    Parameters
    ----------
    words : Words
        The language.
    dose : Dose
        What is prescribed.
    set_number : int
        Which set it is, from 1.
    repetitions : int
        Attempts in it.
    """
    key = "report-set" if set_number <= dose.sets else "report-set-beyond"
    return words(key, number=set_number, sets=dose.sets, done=repetitions, prescribed=dose.repetitions)


def curves_of(trajectory: Trajectory) -> dict[float, Curves]:
    """Return the trajectories of the repetitions, by when they start.

    Parameters
    ----------
    trajectory : Trajectory
        What was measured, and what was said.
    """
    judged: Sequence[RepetitionJudged] = [one for one in trajectory.events if isinstance(one, RepetitionJudged)]
    return {one.repetition.start_s: one.curves for one in judged if one.curves is not None}
