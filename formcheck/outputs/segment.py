"""One segment of a session as the report shows it: its heading, its chart, its player, its repetitions.

The report has them one under the other. What belongs to one segment is decided in `parts_of`, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from formcheck.events import Curves, Repetition, RepetitionJudged
from formcheck.exercise.definition import Dose
from formcheck.outputs.charts import CHARTED, Chart, Window, build_chart, whole_window
from formcheck.outputs.figures import Figures, Json
from formcheck.outputs.rows import TableRow, row_of
from formcheck.samples import Side
from formcheck.session.means import MeasuredBy
from formcheck.session.model import Header, Session
from formcheck.session.trajectory import Trajectory
from formcheck.words.catalogue import Words
from formcheck.words.names import leg_words


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
    set_number : int
        Which set of its leg it is, from 1.
    side : Side or None
        The leg; None where it is not known.
    window : Window
        The time it is about.
    repetitions : tuple of Repetition
        Its attempts.
    """

    set_number: int
    side: Side | None
    window: Window
    repetitions: tuple[Repetition, ...]


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
    """Return the segments of a session, in order of time: the whole of it is one.

    Parameters
    ----------
    session : Session
        The result.
    trajectory : Trajectory
        What was measured.
    """
    return (Part(1, session.side, whole_window(trajectory), session.repetitions),)


def view_segment(words: Words, header: Header, part: Part, gathered: Gathered, by: MeasuredBy) -> SegmentView:
    """Return one segment in words.

    Parameters
    ----------
    words : Words
        The language.
    header : Header
        What it was judged by.
    part : Part
        What belongs to it.
    gathered : Gathered
        What was gathered of the whole session.
    by : MeasuredBy
        What measured it.
    """
    trajectory = gathered.trajectory
    return SegmentView(
        heading=_heading(words, part.side),
        dose=dose_text(words, header.prescription.exercise.dose, part.set_number, len(part.repetitions)),
        chart=build_chart(words, header.prescription, part.repetitions, part.window, curves_of(trajectory), by),
        has_angles=any(map(trajectory.has, CHARTED)),
        film=gathered.figures.film(part.window, part.side, header.accuracy),
        rows=[
            row_of(words, one, gathered.jpegs.get(one.index), by, trajectory.origins) for one in part.repetitions
        ],
        shows_thigh=any(one.thigh_at_peak_deg is not None for one in part.repetitions),
    )  # fmt: skip


def _heading(words: Words, side: Side | None) -> str:
    leg = leg_words(words, side) if side else words("report-leg-unknown")
    return leg[0].upper() + leg[1:]


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
