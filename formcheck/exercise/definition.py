"""What an exercise is: phases with angle windows, tempo and dose.

An exercise is three postures in order: rest, end, and back at rest. The *driver* is the joint whose movement makes a
repetition. Files hold numbers and words only, never an expression to evaluate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from annotated_types import Ge, Gt, Le, MinLen

from formcheck.samples import Dof, Side

Angle = Annotated[float, Ge(-180.0), Le(180.0)]
Seconds = Annotated[float, Ge(0.0), Le(60.0)]
Cycle = Annotated[float, Gt(0.0), Le(60.0)]
ClearAngle = Annotated[float, Gt(0.0), Le(90.0)]
Times = Annotated[float, Gt(1.0), Le(10.0)]
Count = Annotated[int, Ge(1), Le(1000)]
Words = Annotated[str, MinLen(1)]

_NO_OTHER_KEYS = {"extra": "forbid"}


class Nerve(StrEnum):
    """The nerve an exercise is meant for."""

    TIBIAL = "tibial"
    PERONEAL = "peroneal"
    DEEP_PERONEAL = "deep_peroneal"
    SURAL = "sural"
    SCIATIC = "sciatic"


class Kind(StrEnum):
    """Whether the nerve slides (one end loads while the other unloads) or is tensioned (both ends load)."""

    SLIDER = "slider"
    TENSIONER = "tensioner"


class Neck(StrEnum):
    """Where the head should be in a phase."""

    FLEXED = "flexed"
    EXTENDED = "extended"
    NEUTRAL = "neutral"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Window:
    """An inclusive range of angles, in degrees."""

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    min: Angle
    max: Angle


@dataclass(frozen=True, slots=True)
class Phase:
    """One posture of the exercise.

    Parameters
    ----------
    instruction : str
        What the patient is told to do to get there.
    knee_flexion, ankle_dorsiflexion, thigh_elevation : Window or None
        Where the joint should be; None where it does not matter.
    neck : Neck
        Where the head should be.
    foot : str
        What the foot does that a side camera cannot see, such as "turned out"; only told, never judged.
    hold_s : float
        How long to stay.
    hold_warn_s, max_hold_s : float
        A stay (time within 5 degrees of the end) longer than these is a warning, then a fault.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    instruction: Words
    knee_flexion: Window | None = None
    ankle_dorsiflexion: Window | None = None
    thigh_elevation: Window | None = None
    neck: Neck = Neck.ANY
    foot: str = ""
    hold_s: Seconds = 0.0
    hold_warn_s: Seconds = 5.0
    max_hold_s: Seconds = 6.0

    def window(self, dof: Dof) -> Window | None:
        """Return where `dof` should be in this phase, or None where it does not matter.

        Parameters
        ----------
        dof : Dof
            Any joint; trunk and neck have no window in a phase.
        """
        match dof:
            case Dof.KNEE_FLEXION:
                return self.knee_flexion
            case Dof.ANKLE_DORSIFLEXION:
                return self.ankle_dorsiflexion
            case Dof.THIGH_ELEVATION:
                return self.thigh_elevation
            case _:
                return None


@dataclass(frozen=True, slots=True)
class Posture:
    """Where the body must be for a movement to be this exercise at all: outside, nothing is counted.

    Parameters
    ----------
    thigh_elevation, trunk_lean : Window
        All along.
    shank_at_rest : Window or None
        Elevation of the shank (knee to ankle, 0 level, -90 hanging) where a repetition starts; None where it does not
        matter.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    thigh_elevation: Window
    trunk_lean: Window
    shank_at_rest: Window | None = None


@dataclass(frozen=True, slots=True)
class Tempo:
    """How fast the movement should be. Times as defined in ``docs/conventions.md``.

    Parameters
    ----------
    out_s, back_s : float
        Pace to aim for, rest to end and end to rest.
    min_cycle_s, warn_cycle_s : float
        A whole cycle, rest to rest, shorter than these is a fault, then a warning.
    min_stroke_s : float
        A stroke whose middle (10 to 90 % of its range) is shorter than this is a fault.
    max_speed_degps : float
        A driver faster than this is a fault.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    out_s: Seconds = 2.0
    back_s: Seconds = 2.0
    min_cycle_s: Seconds = 2.0
    warn_cycle_s: Seconds = 3.0
    min_stroke_s: Seconds = 0.5
    max_speed_degps: Annotated[float, Gt(0.0), Le(2000.0)] = 240.0


@dataclass(frozen=True, slots=True)
class Clear:
    """How large a fault is that nobody would dispute: good is said only where such a one would have been noticed.

    Parameters
    ----------
    knee_deg, ankle_deg, thigh_deg, neck_deg : float
        This far beyond the limit of an angle.
    faster, longer, later : float
        This many times as fast as the pace allows, held this many times too long, this many times as late as the ankle
        may be.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    knee_deg: ClearAngle = 15.0
    ankle_deg: ClearAngle = 20.0
    thigh_deg: ClearAngle = 15.0
    neck_deg: ClearAngle = 10.0
    faster: Times = 2.0
    longer: Times = 2.0
    later: Times = 3.0

    def angle_deg(self, dof: Dof) -> float:
        """Return how far beyond its limit an angle is a clear fault.

        Parameters
        ----------
        dof : Dof
            Any joint.
        """
        match dof:
            case Dof.KNEE_FLEXION:
                return self.knee_deg
            case Dof.ANKLE_DORSIFLEXION:
                return self.ankle_deg
            case Dof.NECK_FLEXION:
                return self.neck_deg
            case _:
                return self.thigh_deg


@dataclass(frozen=True, slots=True)
class Dose:
    """How much to do."""

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    repetitions: Count = 10
    sets: Count = 2
    per_day: Count = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an exercise comes from.

    Parameters
    ----------
    grade : {"A", "B", "M", "P"}
        A: primary abstract, registry record or official page; B: clinic leaflet or secondary page; M: from memory;
        P: our own proposal, which needs a clinician's consent.
    sources : tuple of str
        Title and address of each source of the sequence.
    note : str
        What the evidence does not cover.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    grade: Literal["A", "B", "M", "P"]
    sources: Annotated[tuple[Words, ...], MinLen(1)]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise as a file of the library describes it.

    Parameters
    ----------
    schema_version : int
        Version of the file format: 1.
    id : str
        Name on the command line, such as ``tibial-slider-seated``.
    title : str
        Name for people.
    summary : str
        One sentence: how to sit or lie, and what moves.
    nerve, kind : Nerve, Kind
        What it is meant for.
    driver : Dof
        The joint whose movement makes a repetition: knee, ankle or thigh.
    camera : str
        Where to put the camera, and what must be in the picture.
    unseen : tuple of str
        Parts of the exercise that a side camera cannot see.
    evidence : Evidence
        Sources and grade.
    posture : Posture
        Where thigh and trunk must be.
    phases : mapping of str to Phase
        Exactly three, in order: rest, end, back at rest.
    tempo, clear, dose : Tempo, Clear, Dose
        Pace, what is a clear fault, and amount.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    schema_version: Literal[1]
    id: Words
    title: Words
    summary: Words
    nerve: Nerve
    kind: Kind
    driver: Literal[Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION]
    camera: Words
    evidence: Evidence
    posture: Posture
    phases: Mapping[str, Phase]
    unseen: tuple[str, ...] = ()
    tempo: Tempo = field(default_factory=Tempo)
    clear: Clear = field(default_factory=Clear)
    dose: Dose = field(default_factory=Dose)

    @property
    def phase_names(self) -> tuple[str, str, str]:
        """Names of the rest, end and return phases."""
        rest, end, back = self.phases
        return rest, end, back

    @property
    def rest(self) -> Phase:
        """The posture a repetition starts from."""
        return self.phases[self.phase_names[0]]

    @property
    def end(self) -> Phase:
        """The posture a repetition reaches for."""
        return self.phases[self.phase_names[1]]


@dataclass(frozen=True, slots=True)
class Personal:
    """What is known of the person: a calibration's outcome. None where not known.

    Parameters
    ----------
    driver_end_deg : float or None
        The person's own end range of the driving joint; complete is within 10 degrees of it.
    ankle_end_deg : float or None
        The person's own ankle angle at the end; complete is within 7 degrees of it.
    ankle_neutral_deg : float or None
        What the ankle reads with the foot square to the shank; subtracted from every reading.
    cycle_s : float or None
        The person's own calm cycle; a repetition much shorter is rushed, even if the exercise would allow it.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    driver_end_deg: Angle | None = None
    ankle_end_deg: Angle | None = None
    ankle_neutral_deg: Angle | None = None
    cycle_s: Cycle | None = None


@dataclass(frozen=True, slots=True)
class Prescription:
    """An exercise as prescribed to one person: the library's numbers with the prescription's laid over them.

    Parameters
    ----------
    exercise : Exercise
        All numbers to judge by.
    side : Side or None
        The working leg; None lets formcheck find it.
    personal : Personal
        The person's own ranges, where known.
    note : str
        A word from the clinician, shown in the report.
    """

    exercise: Exercise
    side: Side | None = None
    personal: Personal = field(default_factory=Personal)
    note: str = ""
