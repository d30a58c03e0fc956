"""A demonstration before the judge: what is shown to somebody must be good by the numbers that will judge them."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from typing import Final

from formcheck.events import Verdict
from formcheck.exercise.definition import Prescription
from formcheck.exercise.demonstration import Demonstration, Ground, demonstrate
from formcheck.samples import Pose, SourceInfo
from formcheck.session.identity import recording_id
from formcheck.session.model import Header, Software
from formcheck.session.run import run_session, without_pictures
from formcheck.validation.simulated.person import CAMERA, HEIGHT_PX, MADE_UP, WIDTH_PX, filmed

_RATE_HZ: Final = 15.0
_TAIL_S: Final = 1.2
_SITTING, _LYING = 0.45, 0.8  # where the hip is in the picture: a leg that is stretched up has its place


def judge_demonstration(prescription: Prescription, repetitions: int = 2) -> tuple[Verdict, ...]:
    """Return how the engine judges a prescription's own figure, by that prescription.

    Anything but good, as often as it was done, says that numbers contradict each other in a way that no single check
    knows; `Verdict.NOT_MEASURABLE`, that even a perfect repetition could not be praised.

    Parameters
    ----------
    prescription : Prescription
        Free of contradictions, as `formcheck.exercise.loader` gives it.
    repetitions : int
        How often the figure does it.
    """
    # The figure's foot reads as it is: what this person's reads at its zero would be taken off for nothing.
    own = replace(prescription, personal=replace(prescription.personal, ankle_neutral_deg=None))
    shown = demonstrate(own)
    poses = demonstrated_poses(shown, repetitions)
    program = version("formcheck")
    header = Header(
        id=recording_id(MADE_UP),
        software=Software("formcheck", program, estimator=MADE_UP, estimator_version=program, model=MADE_UP),
        source=SourceInfo(MADE_UP, WIDTH_PX, HEIGHT_PX),
        instruments=(CAMERA,),
        prescription=replace(own, side=shown.side),
    )
    return tuple(one.verdict for one in run_session(header, without_pictures(poses), ()).repetitions)


def demonstrated_poses(shown: Demonstration, repetitions: int) -> tuple[Pose, ...]:
    """Return the body points of the figure, picture by picture, as a camera from the side would have them.

    Parameters
    ----------
    shown : Demonstration
        The movement.
    repetitions : int
        How often it is done.
    """
    hip_share = _LYING if shown.ground is Ground.MAT else _SITTING
    count = round(_RATE_HZ * (repetitions * shown.cycle_s + _TAIL_S))
    last_s = repetitions * shown.cycle_s
    poses = []
    for index in range(count):
        t_s = index / _RATE_HZ
        angles = shown.rest if t_s >= last_s else shown.angles_at(t_s)
        poses.append(filmed(shown.points(angles), shown.side, index, t_s, hip_share=hip_share))
    return tuple(poses)
