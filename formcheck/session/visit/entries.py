"""What a visit's log holds: a closed set of entries, one for everything that must survive the program."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from annotated_types import Ge, Le, MaxLen, Predicate

from formcheck.events import Verdict
from formcheck.exercise.definition import Angle, Personal, Prescription
from formcheck.inertial.mounting import Mounting
from formcheck.samples import Side
from formcheck.session.coaching.framing import Check
from formcheck.session.coaching.reasons import Hint, Reason
from formcheck.session.coaching.safety import MAX_PAIN, Halt, Lasting, RedFlag
from formcheck.session.coaching.strapping import StrapCheck

Pain = Annotated[int, Ge(0), Le(MAX_PAIN)]
"""Pain on the numeric rating scale, 0 to 10."""

PartName = Annotated[str, MaxLen(80), Predicate(lambda name: name.replace("-", "").isalnum())]
"""Name of a part, such as ``set-1-part-2``: that of a folder within the visit's, and of no other."""

SetNumber = Annotated[int, Ge(0), Le(1000)]
"""Number of a set, from 1; 0 for practice."""

Share = Annotated[float, Ge(0.0), Le(10.0)]
"""How far a repetition went, on the gauge."""

Duration = Annotated[float, Ge(0.0), Le(86_400.0)]
"""How long something took, in seconds."""


class RangeFrom(StrEnum):
    """Where the person's own range comes from."""

    MEASURE = "measure"  # measured before the first set
    LAST = "last"  # as measured in an earlier visit
    PRESCRIBED = "prescribed"  # the prescription's targets


@dataclass(frozen=True, slots=True)
class Opened:
    """The visit was opened.

    Parameters
    ----------
    prescription : Prescription
        What is prescribed.
    version : str
        Version of formcheck.
    language : str
        Language of the page.
    lasting_before : tuple of Lasting
        How long symptoms lasted after earlier visits, the latest last.
    """

    prescription: Prescription
    version: str
    language: str
    lasting_before: tuple[Lasting, ...] = ()
    entry: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True)
class Began:
    """The person answered the questions before the exercise.

    Parameters
    ----------
    pain : int
        Pain now, 0 to 10.
    red_flags : tuple of RedFlag
        Those said yes to.
    side : Side
        The leg to exercise.
    after_last : Lasting or None
        How long symptoms lasted after the last visit; None where it was not asked.
    range_from : RangeFrom
        Where the person's own range is to come from.
    is_video_kept : bool
        Whether the person wants the video stored.
    """

    pain: Pain
    red_flags: tuple[RedFlag, ...]
    side: Side
    after_last: Lasting | None
    range_from: RangeFrom
    is_video_kept: bool
    entry: Literal["began"] = "began"


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was begun, and why."""

    halts: tuple[Halt, ...]
    entry: Literal["refused"] = "refused"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """The person went on although something about the picture, or the sensors, was not as it should be."""

    checks: tuple[Check | StrapCheck, ...]
    entry: Literal["passed_over"] = "passed_over"


@dataclass(frozen=True, slots=True)
class NeutralMeasured:
    """The neutral posture was captured: what the ankle reads in it, in degrees, by which pose model."""

    ankle_neutral_deg: Angle
    model: str = ""
    entry: Literal["neutral_measured"] = "neutral_measured"


@dataclass(frozen=True, slots=True)
class SensorsMounted:
    """The sensors were calibrated: how each sits on the leg."""

    mountings: tuple[Mounting, ...]
    entry: Literal["sensors_mounted"] = "sensors_mounted"


@dataclass(frozen=True, slots=True)
class RangeKnown:
    """The person's own range.

    Parameters
    ----------
    range_from : RangeFrom
        Measured now, taken from an earlier visit, or not known (the prescription's targets).
    personal : Personal
        The range.
    model : str
        What measured it, the pose model or sensors: each reads a straight knee and a raised foot in its own way, so the
        range as one reads it is not held against the readings of another.
    """

    range_from: RangeFrom
    personal: Personal
    model: str = ""
    entry: Literal["range_known"] = "range_known"


@dataclass(frozen=True, slots=True)
class PartOpened:
    """A part was begun: a stretch of practice or of a set, with a record of its own.

    Parameters
    ----------
    name : str
        Name of its folder.
    set_number : int
        The set, from 1; 0 for practice.
    """

    name: PartName
    set_number: SetNumber
    entry: Literal["part_opened"] = "part_opened"


@dataclass(frozen=True, slots=True)
class Judged:
    """A repetition was judged.

    Parameters
    ----------
    part : str
        The part it was made in; the part's record holds all of it.
    set_number : int
        The set, from 1; 0 for practice.
    verdict : Verdict
        The judgement.
    reason : Reason or None
        Why it was not counted.
    hint : Hint or None
        What could be better still about a good one.
    peak : float
        How far it went on the gauge: 0 rest, 1 the person's end.
    cycle_s : float
        How long it took, rest to rest.
    looks_like : str
        Id of the exercise that it clearly looks like, with those before it, where that is another one; empty where it
        is not.
    """

    part: PartName
    set_number: SetNumber
    verdict: Verdict
    reason: Reason | None
    hint: Hint | None
    peak: Share
    cycle_s: Duration
    looks_like: str = ""
    entry: Literal["judged"] = "judged"


@dataclass(frozen=True, slots=True)
class Paused:
    """The exercise was paused; with the pain, where the person was asked and may go on."""

    pain: Pain | None = None
    entry: Literal["paused"] = "paused"


@dataclass(frozen=True, slots=True)
class Stopped:
    """The exercise was ended by the stop rule."""

    halt: Halt
    pain: Pain | None
    is_numb: bool
    entry: Literal["stopped"] = "stopped"


@dataclass(frozen=True, slots=True)
class Ended:
    """The exercise is over: all sets done, or ended by the person."""

    entry: Literal["ended"] = "ended"


@dataclass(frozen=True, slots=True)
class Finished:
    """The person answered the questions after the exercise; the visit is complete."""

    pain: Pain
    is_numb: bool
    entry: Literal["finished"] = "finished"


@dataclass(frozen=True, slots=True)
class GivenUp:
    """The visit was broken off and another one begun instead of going on with it."""

    entry: Literal["given_up"] = "given_up"


Entry = (
    Opened
    | Began
    | Refused
    | PassedOver
    | NeutralMeasured
    | SensorsMounted
    | RangeKnown
    | PartOpened
    | Judged
    | Paused
    | Stopped
    | Ended
    | Finished
    | GivenUp
)
