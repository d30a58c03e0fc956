"""What was measured and said while a clip was judged, kept for the scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import nan
from typing import Final

import numpy as np

from formcheck.events import AttemptDropped, SensorNoticed
from formcheck.samples import AngleSample, Dof, Side
from formcheck.session.model import Session, Software, Step
from formcheck.session.output import BlankOutput
from formcheck.validation.model import ANGLES
from formcheck.validation.runs import Run

MIN_SCORED_QUALITY: Final = 0.4
"""Angles of a lower quality, such as those of a foot on top of the other one, are not scored frame by frame: the
program itself gives them an error of more than twice the usual."""


class Heard(BlankOutput):
    """Keeps the angles of every frame, and what was said of attempts and sensors."""

    def __init__(self) -> None:
        self.samples: list[AngleSample] = []
        self.said: set[str] = set()

    def write(self, step: Step) -> None:
        """Keep those of one frame."""
        self.samples.append(step.angles)
        for event in step.events:
            match event:
                case AttemptDropped():
                    self.said.add(event.reason)
                case SensorNoticed():
                    self.said |= {event.trouble.value, f"{event.trouble}:{event.place.segment}"}


def make_run(file: str, software: Software, sessions: Sequence[Session], heard: Heard) -> Run:
    """Return what the engine made of a clip.

    Parameters
    ----------
    file : str
        Name of the clip.
    software : Software
        The programs that measured it.
    sessions : sequence of Session
        The results, one for each exercise.
    heard : Heard
        What was measured and said in the first of them.
    """
    samples = heard.samples
    return Run(
        file,
        software,
        tuple(sessions),
        np.array([sample.t_s for sample in samples]),
        np.array([float(sample.side is Side.RIGHT) for sample in samples]),
        {dof: np.array([_scored_deg(sample, dof) for sample in samples]) for dof in ANGLES},
        frozenset((*heard.said, *_remarks(sessions[0]))),
    )


def _scored_deg(sample: AngleSample, dof: Dof) -> float:
    """Return an angle as it is scored frame by frame; NaN where the program itself hardly believes it."""
    return sample.deg[dof] if sample.quality[dof] >= MIN_SCORED_QUALITY else nan


def _remarks(session: Session) -> Iterator[str]:
    """Yield the kinds of all remarks and flags of a session, each alone, with its joint and with its cause."""
    about = [(remark.kind.value, remark.dof, remark.cause) for remark in session.coverage.remarks]
    about += [(flag.kind.value, flag.dof, flag.cause) for one in session.repetitions for flag in one.flags]
    for kind, dof, cause in about:
        yield kind
        if dof is not None:
            yield f"{kind}:{dof.value}"
        if cause is not None:
            yield f"{kind}:{cause.kind}"
