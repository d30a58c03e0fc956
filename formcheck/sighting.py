"""The wall: what every source is brought to, and all that is known behind kinematics.

A camera, a recorded video or sensors on the leg become `Sighting`s. Counting, judging and coaching know nothing else;
only what is drawn or said of the picture itself looks at a `View`, and does without where there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import isnan

from formcheck.events import Calibrated, Event, NeutralRejected
from formcheck.samples import AngleSample, Frame, Pose, Side


class Change(StrEnum):
    """From here on another leg may be the one that moves, and what was remembered of its posture holds no longer."""

    PERSON = "person"  # somebody else is seen, or the film was cut
    BACK = "back"  # the person from before that is there again
    FACING = "facing"  # the person has turned round


@dataclass(frozen=True, slots=True)
class View:
    """What only a camera has.

    Parameters
    ----------
    facing : Side
        The side of the picture the person faces, as far as known.
    angle_deg : float
        Angle between the camera and an exact side view, 0 to 90 degrees; NaN while nobody is present.
    pose : Pose
        The body points, steady; left and right are as the model labels them.
    frame : Frame or None
        The picture; None where only its body points were kept.
    """

    facing: Side
    angle_deg: float
    pose: Pose
    frame: Frame | None = None

    @property
    def has_person(self) -> bool:
        """Whether the camera sees the person; sensors may measure while it does not."""
        return not isnan(self.angle_deg)


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a source knows of the person at one moment.

    Parameters
    ----------
    t_s : float
        Time on the source's own clock, in seconds.
    samples : mapping of Side to AngleSample
        The angles of each leg that is looked at.
    near : Side or None
        The leg nearer the camera; None where no leg is nearer, as with sensors.
    is_present : bool
        Whether the person is there to be measured.
    events : tuple of Event
        What the measurement itself has to say, such as legs exchanged.
    calibration : mapping of Side to event
        For each leg, a neutral captured or rejected at this moment.
    view : View or None
        What only a camera has; None without one.
    change : Change or None
        What has changed at this moment; None at nearly all of them.
    """

    t_s: float
    samples: Mapping[Side, AngleSample]
    near: Side | None = None
    is_present: bool = True
    events: tuple[Event, ...] = ()
    calibration: Mapping[Side, Calibrated | NeutralRejected] = field(default_factory=dict)
    view: View | None = None
    change: Change | None = None
