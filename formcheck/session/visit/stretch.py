"""A stretch of frames judged by one prescription: the pipeline, its result so far, and the coach who watches it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import nan
from typing import Final

from formcheck.events import Repetition, RepetitionJudged
from formcheck.exercise.definition import Prescription
from formcheck.samples import Frame
from formcheck.session import pipeline, summary
from formcheck.session.coaching import coach
from formcheck.session.coaching.coach import Coached, CoachState
from formcheck.session.coaching.reasons import hint_of, reason_of
from formcheck.session.identity import part_id
from formcheck.session.model import Header, RawInput, Session, Step
from formcheck.session.pipeline import Pipeline, PipelineState
from formcheck.session.segments import find_segments
from formcheck.session.summary import Tally
from formcheck.session.visit.entries import Judged

LATELY: Final = 10
"""Which exercise somebody is doing is told by the last so many repetitions."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The stretch so far.

    Parameters
    ----------
    pipeline : Pipeline
        What does not change in it.
    state : PipelineState
        Memory of the pipeline.
    tally : Tally
        The result so far.
    coach : CoachState
        Memory of the coach.
    part : str
        Name of the part it is recorded as; empty for one that only watches.
    t_s : float
        Time of the last frame; NaN before.
    last : Step or None
        What became of the last frame. It is handed on with the next one, or once the end has added to it.
    """

    pipeline: Pipeline
    state: PipelineState
    tally: Tally
    coach: CoachState = field(default_factory=CoachState)
    part: str = ""
    t_s: float = nan
    last: Step | None = None

    @property
    def is_lost(self) -> bool:
        """Whether joints that matter are out of sight."""
        return self.state.counting.is_lost

    @property
    def session(self) -> Session:
        """The result so far."""
        return summary.summarise(self.pipeline.header, self.tally)


def start_stretch(header: Header, prescription: Prescription, part: str = "") -> Stretch:
    """Return a stretch that has yet to begin.

    Parameters
    ----------
    header : Header
        The identity of the session; its prescription is replaced by `prescription`.
    prescription : Prescription
        What to judge by.
    part : str
        Name of the part it is recorded as.
    """
    own_id = part_id(header.id, part) if part else header.id
    header = replace(header, id=own_id, prescription=prescription)
    made = pipeline.make_pipeline(header)
    return Stretch(made, pipeline.start(made), summary.start(header), part=part)


def step_stretch(stretch: Stretch, raw: RawInput, frame: Frame | None) -> tuple[Stretch, Step, Coached]:
    """Take one pose, with its picture where the outputs are to have it, or what sensors measured.

    Parameters
    ----------
    stretch : Stretch
        The stretch so far.
    raw : RawInput
        The next pose or readings; later than those before.
    frame : Frame or None
        Its picture, where the outputs are to have it.
    """
    state, news = pipeline.step(stretch.pipeline, stretch.state, raw, frame)
    coaching, coached = coach.step(stretch.pipeline.plan, stretch.coach, news, stretch.pipeline.header.accuracy)
    tally = summary.step(stretch.tally, news) if stretch.part else stretch.tally
    return replace(stretch, state=state, tally=tally, coach=coaching, t_s=raw.t_s, last=news), news, coached


def finish_stretch(stretch: Stretch) -> tuple[Stretch, tuple[Repetition, ...]]:
    """End a stretch: a movement that had all but come home is judged.

    Parameters
    ----------
    stretch : Stretch
        The stretch so far.

    Returns
    -------
    Stretch, tuple of Repetition
        The stretch with its last step as it is now, and what was judged at its end.
    """
    if stretch.last is None:
        return stretch, ()
    state, last = pipeline.finish(stretch.pipeline, stretch.state, stretch.last)
    news = last.events[len(stretch.last.events) :]
    tally = stretch.tally
    for event in news:
        tally = summary.take_event(tally, event)
    judged = tuple(event.repetition for event in news if isinstance(event, RepetitionJudged))
    return replace(stretch, state=state, tally=tally, last=last), judged


def entry_of(stretch: Stretch, set_number: int, repetition: Repetition, peak: float) -> Judged:
    """Return a judged repetition as the visit's log has it.

    Parameters
    ----------
    stretch : Stretch
        The stretch it was made in.
    set_number : int
        The set; 0 for practice.
    repetition : Repetition
        The repetition.
    peak : float
        How far it came, on the gauge.
    """
    plan = stretch.pipeline.plan
    return Judged(
        part=stretch.part,
        set_number=set_number,
        verdict=repetition.verdict,
        reason=reason_of(plan, repetition),
        hint=hint_of(plan, repetition, stretch.pipeline.header.accuracy),
        peak=round(peak, 3),
        cycle_s=round(repetition.end_s - repetition.start_s, 2),
        looks_like=_looks_like(stretch, repetition),
    )


def _looks_like(stretch: Stretch, repetition: Repetition) -> str:
    """Return the exercise that a repetition looks like, together with those before it; empty for what is prescribed."""
    segments = find_segments(stretch.tally.seen[-LATELY:])
    return next((one.looks_like for one in segments if repetition.index in one.repetitions), "")
