"""What a session is made of: its identity, its steps and its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from formcheck.causes import Cause
from formcheck.events import Event, Repetition, Verdict
from formcheck.exercise.definition import Prescription, Window
from formcheck.inertial.mounting import Mounting
from formcheck.samples import (
    Accuracy,
    AngleSample,
    Dof,
    ImuReadings,
    Instrument,
    Origin,
    Place,
    Pose,
    PoseWithReadings,
    Side,
    SourceInfo,
    combine_accuracies,
)
from formcheck.sighting import Sighting, View

SCHEMA_VERSION = 4


@dataclass(frozen=True, slots=True)
class Software:
    """The programs that made a session.

    Parameters
    ----------
    name, version : str
        ``formcheck`` and its version.
    estimator, estimator_version : str
        The pose estimator and its version; empty without a camera, as are the next two.
    model, model_sha256 : str
        The pose model and the hash of its file.
    """

    name: str
    version: str
    estimator: str = ""
    estimator_version: str = ""
    model: str = ""
    model_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A recording of sensors that goes with that of a camera.

    Parameters
    ----------
    source : SourceInfo
        The recording of the sensors.
    offset_s : float
        What is taken from the times of the sensors to have those of the camera, in seconds.
    correlation : float or None
        How well the speeds of the knee fit with it, up to 1; None where somebody gave the offset.
    """

    source: SourceInfo
    offset_s: float
    correlation: float | None = None


@dataclass(frozen=True, slots=True)
class Prescribed:
    """What is judged by from some time on.

    Parameters
    ----------
    from_s : float
        From when on, in seconds of the source's clock.
    prescription : Prescription
        The exercise with all its numbers.
    """

    from_s: float
    prescription: Prescription


@dataclass(frozen=True, slots=True)
class Header:
    """All that identifies a session: what was recorded when, measured by what, and judged by which numbers.

    Parameters
    ----------
    id : str
        A UUID. The same recording keeps it, however often it is judged.
    software : Software
        The programs.
    source : SourceInfo
        The recording: its name, hash and time.
    instruments : tuple of Instrument
        What measured it; at least one. Where several measure the same angle, the most exact one counts.
    prescription : Prescription
        The exercise with all its numbers, the side and the personal ranges.
    neutral_s : tuple of float or None
        The interval in which the person was told to hold the neutral posture, in seconds of the source's clock.
    is_smoothed : bool
        Whether the pose estimator smooths its points over time itself; formcheck does it where not.
    mountings : tuple of Mounting
        How each sensor sits on the leg; empty without sensors.
    beside : Beside or None
        The recording of the sensors that goes with that of the camera; None where there is only one of them.
    later : tuple of Prescribed
        What is judged by later on, where several exercises were recognised in the recording; in order of time.
    """

    id: str
    software: Software
    source: SourceInfo
    instruments: tuple[Instrument, ...]
    prescription: Prescription
    neutral_s: tuple[float, float] | None = None
    is_smoothed: bool = True
    mountings: tuple[Mounting, ...] = ()
    beside: Beside | None = None
    later: tuple[Prescribed, ...] = ()

    @property
    def accuracy(self) -> Accuracy:
        """Which angles were measured in this session, and how well."""
        return combine_accuracies([instrument.accuracy for instrument in self.instruments])

    @property
    def by_origin(self) -> Mapping[Origin, Accuracy]:
        """The accuracy of each kind of instrument; empty where there is only one."""
        return {one.kind: one.accuracy for one in self.instruments} if len(self.instruments) > 1 else {}


RawInput = Pose | ImuReadings | PoseWithReadings
"""What a source gives and a record keeps, before anything is made of it."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one input.

    Parameters
    ----------
    raw : RawInput
        The input as it came: of a camera, the body points as the pose estimator gave them; of sensors, their readings.
    sighting : Sighting
        What it was brought to.
    angles : AngleSample
        The angles of the working leg, or, until it is known, of the leg nearer the camera.
    phase : str
        Phase of the exercise; empty while no repetition is under way and the person is not at rest in position.
    excursion_deg : float
        How far the driving joint is from rest, towards the end; NaN where not known.
    attempts, good : int
        Attempts so far, and how many were good.
    events : tuple of Event
        What happened at this moment.
    unseen : int
        How many of the attempts could not be seen well enough to be judged.
    """

    raw: RawInput
    sighting: Sighting
    angles: AngleSample
    phase: str
    excursion_deg: float
    attempts: int
    good: int
    events: tuple[Event, ...]
    unseen: int = 0

    @property
    def judged(self) -> int:
        """How many of the attempts were judged."""
        return self.attempts - self.unseen

    @property
    def t_s(self) -> float:
        """Time on the source's own clock, in seconds."""
        return self.sighting.t_s

    @property
    def view(self) -> View | None:
        """What only a camera has; None without one."""
        return self.sighting.view

    @property
    def is_present(self) -> bool:
        """Whether the person was there to be measured."""
        return self.sighting.is_present


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the angles and targets of a session are relative to.

    Parameters
    ----------
    ankle_neutral_deg : float
        Subtracted from every ankle reading; 0 without a neutral capture.
    ankle_neutral_source : {"none", "still_start", "interval", "prescription"}
        Where it came from.
    driver_end_deg, ankle_end_deg : float or None
        The person's own end ranges, from the prescription.
    """

    ankle_neutral_deg: float = 0.0
    ankle_neutral_source: Literal["none", "still_start", "interval", "prescription"] = "none"
    driver_end_deg: float | None = None
    ankle_end_deg: float | None = None
    cycle_s: float | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a session or a segment; ``by_verdict`` names every verdict, also those with 0."""

    attempts: int
    good: int
    by_verdict: Mapping[Verdict, int]

    @property
    def unseen(self) -> int:
        """How many attempts could not be seen well enough to be judged; they are counted against nobody."""
        return self.by_verdict.get(Verdict.NOT_MEASURABLE, 0)

    @property
    def judged(self) -> int:
        """How many attempts were judged: of so many some were good."""
        return self.attempts - self.unseen


@dataclass(frozen=True, slots=True)
class SessionSegment:
    """A part of a session with one leg, one facing and one exercise: one set, or what looks like another exercise.

    Parameters
    ----------
    index : int
        Its number in the session, from 1.
    side : Side or None
        The leg; None where it could not be told.
    facing : Side or None
        The side of the picture the person faces.
    exercise : str
        Id of the exercise it was judged by; empty where it was judged by none, for the movements are of another family
        of exercises than what is prescribed: they are told of, and not counted.
    looks_like : str
        Id of the exercise it clearly looks like, where that is another one; empty where it is not.
    likeness : mapping of str to float
        How probable each exercise is (0 to 1), if all are expected alike; only those above a hundredth.
    set_number : int
        Which set of this leg it is, from 1; 0 for practice, or where it looks like another exercise.
    begin_s, end_s : float
        Start of its first repetition and end of its last one, on the source's clock, in seconds.
    repetitions : tuple of int
        Numbers of its repetitions; empty where they were not judged.
    summary : Summary
        Their counts; where they were not judged, only how many there were.
    is_practice : bool
        Whether it was practice, before the sets.
    """

    index: int
    side: Side | None
    facing: Side | None
    exercise: str
    looks_like: str
    likeness: Mapping[str, float]
    set_number: int
    begin_s: float
    end_s: float
    repetitions: tuple[int, ...]
    summary: Summary
    is_practice: bool = False


class RemarkKind(StrEnum):
    """What a remark on a session is about."""

    NO_PERSON = "no_person"
    CUT_AT_START = "cut_at_start"  # the recording began in the middle of a repetition, which was not counted
    CUT_AT_END = "cut_at_end"
    NOT_MEASURED = "not_measured"  # nothing was counted: the driver was hardly measured
    OUT_OF_POSITION = "out_of_position"  # nothing was counted: the body was not where the exercise happens
    NO_MOVEMENT = "no_movement"  # nothing was counted: in position, and nothing large enough to be an attempt
    SELDOM_MEASURED = "seldom_measured"
    NOT_SIDE_ON = "not_side_on"
    NEUTRAL_NOT_USED = "neutral_not_used"
    LIGHTER_MODEL = "lighter_model"
    OTHER_SPEED = "other_speed"  # slow motion, or a film that was sped up
    SENSOR_LOST = "sensor_lost"  # told nothing for a while, or at all from some time on
    SENSOR_SLIPPED = "sensor_slipped"
    SENSOR_LATE = "sensor_late"
    SENSOR_UPRIGHT_AXIS = "sensor_upright_axis"
    SENSOR_NOT_SEATED = "sensor_not_seated"
    FILE_CUT_SHORT = "file_cut_short"  # a recording or copy that was broken off
    PICTURES_MISSING = "pictures_missing"  # for a while there were none
    PICTURE_ON_ITS_SIDE = "picture_on_its_side"  # turned by a quarter, the posture is that of the exercise
    PICTURE_UPSIDE_DOWN = "picture_upside_down"
    PERHAPS_TURNED = "perhaps_turned"  # the same, but as it stands it is a posture that people take, too
    WAS_TURNED = "was_turned"  # because of the person in it
    PERHAPS_MIRRORED = "perhaps_mirrored"  # the leg that is prescribed is the one away from the camera
    PERHAPS_STRETCHED = "perhaps_stretched"  # made wider than it was
    PERHAPS_SQUEEZED = "perhaps_squeezed"
    BARS_CUT = "bars_cut"
    STOOD_STILL = "stood_still"  # while the leg moved
    LOW_RATE = "low_rate"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    LIGHT_BEHIND = "light_behind"
    BLURRED = "blurred"
    TILTED = "tilted"
    SHAKEN = "shaken"
    LOOKS_SPED_UP = "looks_sped_up"  # nobody moves so fast: a question
    LOOKS_SLOWED = "looks_slowed"


@dataclass(frozen=True, slots=True)
class Remark:
    """What the camera saw, or the sensors told, means something for the numbers.

    Parameters
    ----------
    kind : RemarkKind
        What it is about.
    dof : Dof or None
        The angle concerned; None where it is about no single one.
    number : float or None
        The share of the frames in which the angle was measured, or something was in the way (0 to 1), the angle to the
        side view or that of the foot in degrees, how many times faster than shown everything was, for how many seconds
        a sensor was lost, or when, in seconds of the source's clock, it was first noticed that something else is the
        matter with it; how many seconds of a file could be read, or for how many there were no pictures; by how many
        degrees clockwise to turn the picture of the file, or how many it was turned or is tilted by, for how many
        seconds it stood still, how many pictures a second there were, the width over the height that the picture had,
        or how many times faster than the file shows it everything may have been, where its speed is in doubt; None
        where there is nothing to count.
    place : Place or None
        The sensor concerned; None where it is about none.
    expected : float or None
        What `number` should have been; None where that is not known, or nothing was expected.
    at_s : float or None
        When it was first so, in seconds of the source's clock; None where that is not told.
    side : Side or None
        The leg concerned; None where it is about none.
    cause : Cause or None
        Of what was not measured or not counted: what has most to answer for; None where nothing is known to.
    """

    kind: RemarkKind
    dof: Dof | None = None
    number: float | None = None
    place: Place | None = None
    expected: float | None = None
    at_s: float | None = None
    side: Side | None = None
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Something that moved and was not counted.

    Parameters
    ----------
    start_s : float or None
        When it began, on the source's clock; None where the recording began in it.
    end_s : float
        When it was over, or known not to count.
    reason : str
        Why it was not counted; as of `formcheck.events.AttemptDropped`.
    cause : Cause or None
        What was in the way, out of place, or how small it was; None where the reason says it all.
    movements : int
        How many there were, one soon after the other and all for the same reason.
    """

    start_s: float | None
    end_s: float
    reason: Literal["too_small", "out_of_position", "never_returned", "lost_from_view", "cut_by_start", "cut_by_end"]
    cause: Cause | None = None
    movements: int = 1


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the camera saw, or the sensors told.

    Parameters
    ----------
    is_anybody_found : bool
        Whether a person was in view for long enough to be one; without a camera, whether any sensor told anything.
    frames, frames_with_person : int
        How many frames there were, and in how many a trunk was in the picture; without a camera, how many times the
        sensors were read, and at how many any of them could be trusted.
    measured : mapping of Dof to float
        Share of the frames (0 to 1) in which each angle of the working leg was measured.
    view_angle_deg : float or None
        Typical angle between the camera and an exact side view; None where nobody was found, or there is no camera.
    remarks : tuple of Remark
        What this means for the numbers.
    """

    is_anybody_found: bool
    frames: int
    frames_with_person: int
    measured: Mapping[Dof, float]
    view_angle_deg: float | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """The result of a session, as written to ``session.json``.

    Parameters
    ----------
    schema_version : int
        Version of this structure.
    id : str
        Identity of the session, a UUID: the same recording keeps it.
    software, source : Software, SourceInfo
        The programs, and the recording with its hash and its time.
    instruments : tuple of Instrument
        What measured it, which angles, and how well.
    exercise : str
        Id of the exercise.
    title : str
        Its name for people.
    prescription : Prescription
        What it was judged by: the exercise with all its numbers, side and personal ranges.
    targets : mapping of Dof to Window
        For each joint that decides the verdict: the angles that are complete at the end, in degrees.
    side, facing : Side or None
        The working leg, and the side of the picture the person faces: those of the first segment; None where they could
        not be told.
    calibration : Calibration
        What the angles are relative to.
    summary : Summary
        The counts.
    coverage : Coverage
        What the camera saw, or the sensors told.
    repetitions : tuple of Repetition
        Every attempt, in order.
    mountings : tuple of Mounting
        How each sensor sits on the leg, and what says where its zero is; empty without sensors.
    segments : tuple of SessionSegment
        The repetitions by leg, facing, exercise and set; every repetition is in one of them.
    later : tuple of Prescribed
        What was judged by later on; see `Header`.
    uncounted : tuple of Uncounted
        What moved and was not counted, in order: with the repetitions, everything that moved.
    """

    schema_version: int
    id: str
    software: Software
    instruments: tuple[Instrument, ...]
    exercise: str
    title: str
    prescription: Prescription
    targets: Mapping[Dof, Window]
    side: Side | None
    facing: Side | None
    source: SourceInfo
    calibration: Calibration
    summary: Summary
    coverage: Coverage
    repetitions: tuple[Repetition, ...]
    mountings: tuple[Mounting, ...] = ()
    segments: tuple[SessionSegment, ...] = ()
    later: tuple[Prescribed, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()

    def prescription_at(self, t_s: float) -> Prescription:
        """Return what was judged by at some time.

        Parameters
        ----------
        t_s : float
            In seconds of the source's clock.
        """
        known = [one.prescription for one in self.later if one.from_s <= t_s]
        return known[-1] if known else self.prescription

    @property
    def has_several_exercises(self) -> bool:
        """Whether it was judged by more than one exercise."""
        return any(one.prescription.exercise.id != self.exercise for one in self.later)
