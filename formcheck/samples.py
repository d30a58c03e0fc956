"""What flows through formcheck: frames, poses, sensor readings and angle samples.

All are frozen. Units are in the names. A missing measurement is NaN with quality 0: never zero, never a dropped row.
Directions and signs are those of ``docs/conventions.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from math import hypot, nan
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.causes import Causes

GRAVITY_MPS2 = 9.80665
"""Standard gravity: the specific force on a sensor at rest, upwards, and what an acceleration in g is counted in."""

TIME_TOLERANCE_S = 1e-6
"""Spans of time are compared with this to spare, so that a session judged at another start time, whose times round
otherwise in the last digits, meets the same decisions."""


def has_passed(elapsed_s: float, needed_s: float) -> bool:
    """Tell whether a time is up.

    It is compared with a microsecond's tolerance, so that a session judged at another start time meets the same
    decisions.

    Parameters
    ----------
    elapsed_s, needed_s : float
        How long it has been, and how long it must be, in seconds; NaN has never been.
    """
    return elapsed_s >= needed_s - TIME_TOLERANCE_S


QuarterTurn = Literal[0, 90, 180, 270]
"""By how much a picture is turned, in degrees."""


class Side(StrEnum):
    """A side of the patient's own body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Dof(StrEnum):
    """A degree of freedom: an angle in the sagittal plane, projected on the picture, in degrees.

    ``KNEE_FLEXION`` 0 straight, flexion +. ``ANKLE_DORSIFLEXION`` 0 with the sole square to the shank, dorsiflexion +.
    ``THIGH_ELEVATION`` 0 horizontal, knee above hip +. ``TRUNK_LEAN`` 0 upright, forward +. ``NECK_FLEXION`` chin to
    chest +; its zero differs between people, so only its change means anything.
    """

    KNEE_FLEXION = "knee_flexion"
    ANKLE_DORSIFLEXION = "ankle_dorsiflexion"
    THIGH_ELEVATION = "thigh_elevation"
    TRUNK_LEAN = "trunk_lean"
    NECK_FLEXION = "neck_flexion"


class Segment(StrEnum):
    """A part of the leg that a sensor can be strapped to."""

    THIGH = "thigh"
    SHANK = "shank"
    FOOT = "foot"


class Origin(StrEnum):
    """What an angle was measured by."""

    CAMERA = "camera"
    SENSOR = "sensor"


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a source says of itself before the first frame.

    Parameters
    ----------
    name : str
        File name, without its folder.
    width_px, height_px : int or None
        Size of the upright picture; None where there is no picture.
    rotation_deg : int
        Rotation the file asked for, and that was applied.
    duration_s, fps : float or None
        As the container states them; None where it does not. Shown only, never used to measure.
    frames : int or None
        How many frames to expect; None where that is not known.
    sha256 : str
        Hash of the file, as hexadecimal digits; empty where there is none.
    recorded_at : datetime or None
        The time of day, with its zone, at which the source's own clock read zero; None where not known.
    recorded_by : {"container", "file", "clock"} or None
        What says so: the recording itself, the file's date of change (the best guess where the recording is silent), or
        the clock of this computer while it was made.
    speed : float
        How many times faster than the file shows it everything was in life; times of the session are those of life.
        More than 1 for slow motion.
    read_s : float or None
        Until when the pictures go of a file that is cut short, in seconds of life; None of one that is whole.
    turned_deg : int
        By how much it was turned clockwise beyond what the file asks for: 0, 90, 180 or 270.
    is_turn_found : bool
        Whether that was told by the person in it; otherwise somebody asked for it.
    is_mirrored : bool
        Whether left and right were exchanged then, as somebody asked for.
    cut_px : tuple of int or None
        How much was cut off as black bars, of the upright picture: left, top, right and bottom; None where there are
        none.
    """

    name: str
    width_px: int | None = None
    height_px: int | None = None
    rotation_deg: int = 0
    duration_s: float | None = None
    fps: float | None = None
    frames: int | None = None
    sha256: str = ""
    recorded_at: datetime | None = None
    recorded_by: Literal["container", "file", "clock"] | None = None
    speed: float = 1.0
    read_s: float | None = None
    turned_deg: int = 0
    is_turn_found: bool = False
    is_mirrored: bool = False
    cut_px: tuple[int, int, int, int] | None = None


KNEE_STRAIGHT_DEG = 45.0
"""A knee bent less than this counts as straight where an error depends on the posture: half-way between rest and end of
the seated exercises."""


@dataclass(frozen=True, slots=True)
class AngleError:
    """What an instrument gets wrong about an angle, beyond scatter, as standard deviations in degrees at quality 1.

    Parameters
    ----------
    between_deg : float
        What differs from one person, place and recording to the next, and stays for a whole session. A reading that is
        held against another one of the same session, or of the same eye, does not suffer from it.
    within_deg : float
        What differs from one repetition to the next.
    gain, gain_spread : float
        How much of a change is read (1 is all of it), and the standard deviation of that between people, as a share.
    """

    between_deg: float
    within_deg: float
    gain: float = 1.0
    gain_spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Which angles a source can measure, and how well: by the posture of the knee, on which the error hangs most.

    Of thigh, trunk and neck only changes are judged: theirs are the errors of a change.

    Parameters
    ----------
    bent, straight : mapping of Dof to AngleError
        The error of each angle while the knee is bent, and while it is straight. An angle that is missing cannot be
        measured at all.
    """

    bent: Mapping[Dof, AngleError]
    straight: Mapping[Dof, AngleError]

    def measures(self, dof: Dof) -> bool:
        """Tell whether an angle can be measured at all.

        Parameters
        ----------
        dof : Dof
            The angle.
        """
        return dof in self.bent and dof in self.straight

    def error(self, dof: Dof, knee_deg: float) -> AngleError:
        """Return the error of an angle in a posture.

        Parameters
        ----------
        dof : Dof
            An angle that can be measured.
        knee_deg : float
            Flexion of the knee; NaN where not known, which counts as straight.
        """
        return self.bent[dof] if knee_deg >= KNEE_STRAIGHT_DEG else self.straight[dof]

    def typical_deg(self, dof: Dof) -> float:
        """Return the standard error of one reading before anything is known of the person, in degrees.

        Parameters
        ----------
        dof : Dof
            An angle that can be measured.
        """
        errors = (self.bent[dof], self.straight[dof])
        return max(hypot(one.between_deg, one.within_deg) for one in errors)


def combine_accuracies(known: Sequence[Accuracy]) -> Accuracy:
    """Return the accuracy of several instruments together: of each angle that of the one that measures it best.

    Parameters
    ----------
    known : sequence of Accuracy
        One for each instrument.
    """
    best = {
        dof: min((one for one in known if one.measures(dof)), key=lambda one: one.typical_deg(dof))
        for dof in Dof
        if any(one.measures(dof) for one in known)
    }
    return select_accuracies(best)


def select_accuracies(by_dof: Mapping[Dof, Accuracy]) -> Accuracy:
    """Return the accuracy of instruments each of which measures some of the angles.

    Parameters
    ----------
    by_dof : mapping of Dof to Accuracy
        For each angle, that of an instrument that measures it.
    """
    return Accuracy(
        bent={dof: one.bent[dof] for dof, one in by_dof.items()},
        straight={dof: one.straight[dof] for dof, one in by_dof.items()},
    )


@dataclass(frozen=True, slots=True)
class Instrument:
    """What measures a session.

    Parameters
    ----------
    kind : Origin
        The kind of source; the `AngleSample.origin` of what it measures.
    name : str
        Its name for people, such as that of a camera or a pose model.
    accuracy : Accuracy
        Which angles it can measure, and how well.
    """

    kind: Origin
    name: str
    accuracy: Accuracy


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture with the time it was taken.

    Parameters
    ----------
    t_s : float
        Presentation time on the source's own clock, in seconds.
    index : int
        Number of the frame, from 0.
    image : ndarray of uint8, shape (height, width, 3)
        The picture as RGB, upright.
    """

    t_s: float
    index: int
    image: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Landmark:
    """One body point in the picture.

    Parameters
    ----------
    x_px, y_px : float
        Position from the top left corner, in pixels; may lie outside the picture.
    visibility : float
        The model's own belief that the point can be seen, 0 to 1. It stays high for points outside the picture.
    """

    x_px: float
    y_px: float
    visibility: float


@dataclass(frozen=True, slots=True)
class Picture:
    """What was measured of a picture as a picture, whoever is in it. NaN: not measured; but `change`, that is usual.

    Parameters
    ----------
    change : float
        How much it differs from the picture before, in levels (0 to 255): the mean difference of the small block that
        differs most. NaN of the first picture.
    brightness, person_dark : float
        Mean luma of the picture, and the luma below which the darkest quarter of the person lies, 0 to 255.
    glare : float
        Share of the picture that is nothing but white, 0 to 1.
    roll_deg : float
        How far the camera is tilted sideways, in degrees, as `sources.scene.measure_roll` has it.
    blur : float
        How blurred the person is, 0 (sharp) to 1, as `sources.scene.measure_blur` has it.
    shake : float
        How fast the whole picture moves on from the one before, in heights of the picture a second.
    """

    change: float = nan
    brightness: float = nan
    person_dark: float = nan
    glare: float = nan
    roll_deg: float = nan
    blur: float = nan
    shake: float = nan


@dataclass(frozen=True, slots=True)
class Pose:
    """The body points of one frame.

    Parameters
    ----------
    t_s : float
        Time of the frame, in seconds.
    index : int
        Number of the frame.
    width_px, height_px : int
        Size of the picture.
    landmarks : mapping of str to Landmark
        By name, such as ``left_knee``. Empty where nobody was found.
    picture : Picture or None
        What was measured of the picture itself; None where only body points were kept.
    """

    t_s: float
    index: int
    width_px: int
    height_px: int
    landmarks: Mapping[str, Landmark] = field(default_factory=dict)
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sensor is strapped to.

    Parameters
    ----------
    side : Side
        The leg.
    segment : Segment
        The part of it.
    """

    side: Side
    segment: Segment

    def __str__(self) -> str:
        return f"{self.side}_{self.segment}"


def place_named(name: str) -> Place:
    """Return the place whose text this is.

    Parameters
    ----------
    name : str
        Such as ``right_shank``.

    Raises
    ------
    ValueError
        It is none.
    """
    side, _, segment = name.partition("_")
    return Place(Side(side), Segment(segment))


@dataclass(frozen=True, slots=True)
class ImuReading:
    """What one sensor measured at one time, in its own frame.

    Parameters
    ----------
    t_s : float
        Time on the session's clock, in seconds.
    place : Place
        Where it is strapped to.
    acc_mps2 : tuple of float
        Specific force along x, y and z: at rest 9.81 m/s² upwards.
    gyr_radps : tuple of float
        Angular velocity about x, y and z, right-handed.
    """

    t_s: float
    place: Place
    acc_mps2: tuple[float, float, float]
    gyr_radps: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ImuReadings:
    """What all sensors measured since the last time.

    Parameters
    ----------
    t_s : float
        Time of the whole, in seconds; no reading in it is later.
    readings : tuple of ImuReading
        In order of time for each sensor; empty where none had anything to tell.
    """

    t_s: float
    readings: tuple[ImuReading, ...] = ()

    def shifted(self, by_s: float) -> ImuReadings:
        """Return the same on another clock.

        Parameters
        ----------
        by_s : float
            What is added to every time, in seconds.
        """
        readings = tuple(replace(one, t_s=one.t_s + by_s) for one in self.readings)
        return ImuReadings(self.t_s + by_s, readings)


def by_place(readings: Iterable[ImuReading]) -> dict[Place, list[ImuReading]]:
    """Return the readings of each sensor.

    Parameters
    ----------
    readings : iterable of ImuReading
        Of any sensors; their order stays.
    """
    told: dict[Place, list[ImuReading]] = {}
    for reading in readings:
        told.setdefault(reading.place, []).append(reading)
    return told


@dataclass(frozen=True, slots=True)
class PoseWithReadings:
    """The body points of one frame, and what the sensors measured since the frame before.

    Parameters
    ----------
    pose : Pose
        The body points.
    readings : ImuReadings
        On the camera's clock; its time is the frame's.
    """

    pose: Pose
    readings: ImuReadings

    @property
    def t_s(self) -> float:
        """Time of the frame, in seconds."""
        return self.pose.t_s


@dataclass(frozen=True, slots=True)
class AngleReading:
    """What one instrument read of one angle.

    Parameters
    ----------
    origin : Origin
        The instrument.
    deg : float
        The angle in degrees.
    quality : float
        0 to 1.
    """

    origin: Origin
    deg: float
    quality: float


@dataclass(frozen=True, slots=True)
class AngleSample:
    """The joint angles of one leg at one time.

    Parameters
    ----------
    t_s : float
        Time, in seconds.
    side : Side
        The leg that was measured.
    deg : mapping of Dof to float
        Angles in degrees; NaN where not measured.
    quality : mapping of Dof to float
        0 (not measured) to 1 (as good as the source gets). The error of an angle grows as one over its root.
    origin : mapping of Dof to Origin
        What each angle was measured by; without those that nobody can measure.
    readings : mapping of Dof to tuple of AngleReading
        What each of several instruments read of an angle, the one that is believed first; without angles that only
        one can measure. Where there is a reading and the angle is NaN, it is withheld: the instruments disagree.
    is_repeated : bool
        Whether the picture it was read in is the one before once more, which tells nothing new.
    why : mapping of Dof to tuple of Cause
        What kept an angle from being measured, or makes it doubtful where it was measured; without those that are well.
    """

    t_s: float
    side: Side
    deg: Mapping[Dof, float]
    quality: Mapping[Dof, float]
    origin: Mapping[Dof, Origin] = field(default_factory=dict)
    readings: Mapping[Dof, tuple[AngleReading, ...]] = field(default_factory=dict)
    is_repeated: bool = False
    why: Mapping[Dof, Causes] = field(default_factory=dict)
