"""What a report on a person holds, as data: one visit or weeks of them. Every form that leaves is made from this alone.

It knows a pseudonym and no name, no picture and no path of a film. What the machine found and what clinicians say of
it stand side by side; what was not seen is kept apart from what was not good.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from formcheck.events import Repetition, Verdict
from formcheck.exercise.definition import Dose, Exercise, Prescription, Window
from formcheck.exercise.schema import exercise_adapter
from formcheck.samples import Dof, Instrument, Side
from formcheck.session.corrections import (
    Added,
    AngleMeasured,
    Blame,
    Commented,
    DatedCorrection,
    Movement,
    Overruled,
    PointsMoved,
    Rescored,
    SideBySide,
    Struck,
)
from formcheck.session.means import BY_CAMERA, MeasuredBy, measured_by
from formcheck.session.model import Calibration, Coverage, Software

FORMAT_VERSION: Final = 1
"""Of the JSON form: a number higher means that something is called otherwise or is gone."""

_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Said:
    """What a clinician says of a movement.

    Parameters
    ----------
    verdict : Verdict or None
        The clinician's verdict; None where it is said to be no repetition.
    blame : Blame
        What the difference comes from.
    reason : str
        The same in the clinician's words; may be empty.
    author : str
        Who said it.
    at : datetime
        When.
    """

    verdict: Verdict | None
    blame: Blame
    reason: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """What the machine finds with body points that a clinician put right.

    Parameters
    ----------
    verdict : Verdict or None
        The verdict; None where it finds no repetition any more.
    author : str
        Who put them there.
    at : datetime
        When.
    """

    verdict: Verdict | None
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MovementEntry:
    """A movement as the machine judged it, and as a clinician did.

    Parameters
    ----------
    start_s, end_s : float
        From when to when, in seconds of the recording's clock.
    machine : Repetition or None
        What the machine found; None where a clinician saw a repetition that it had missed.
    moved : Moved or None
        What it finds with points put right; None where none was moved.
    said : Said or None
        What a clinician says; None where nothing.
    holds : Verdict or None
        The verdict that counts: the clinician's, else that by moved points, else the machine's; None where it is said
        to be no repetition.
    """

    start_s: float
    end_s: float
    machine: Repetition | None
    moved: Moved | None
    said: Said | None
    holds: Verdict | None


def movement_of(one: SideBySide[Repetition]) -> MovementEntry:
    """Return a movement for the record.

    Parameters
    ----------
    one : SideBySide
        As `formcheck.session.corrections.side_by_side` gives it.
    """
    moved = None if one.moved is None else Moved(_verdict_anew(one), one.moved.author, one.moved.at)
    said = None if one.by is None else _said(one.by, one.mine)
    return MovementEntry(one.start_s, one.end_s, one.machine, moved, said, one.verdict)


def _verdict_anew(one: SideBySide[Repetition]) -> Verdict | None:
    return None if one.anew is None else one.anew.verdict


def _said(one: DatedCorrection, verdict: Verdict | None) -> Said:
    what = one.what
    assert isinstance(what, Overruled | Added | Struck)
    return Said(verdict, what.blame, what.reason, one.author, one.at)


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """Anything that a clinician said of a session, as it was kept; none is ever written over.

    Parameters
    ----------
    number : int
        Its number in the visit, from 1.
    at : datetime
        When.
    author : str
        Who.
    kind : str
        ``overruled``, ``added``, ``struck``, ``points_moved``, ``angle_measured``, ``commented``, ``looked_through``,
        ``rescored`` or ``undone``.
    text : str
        The reason or comment; may be empty.
    start_s, end_s : float or None
        The stretch or the moment of the recording that it is about; None where it is about the whole session.
    machine, mine : Verdict or None
        What was found, and what is said instead.
    dof : Dof or None
        Of an angle read with the goniometer: the joint.
    deg, machine_deg : float or None
        What was read by hand, and by the machine.
    is_taken_back : bool
        Whether it does not hold any more.
    """

    number: int
    at: datetime
    author: str
    kind: str
    text: str = ""
    start_s: float | None = None
    end_s: float | None = None
    machine: Verdict | None = None
    mine: Verdict | None = None
    dof: Dof | None = None
    deg: float | None = None
    machine_deg: float | None = None
    is_taken_back: bool = False


def correction_of(one: DatedCorrection, *, is_taken_back: bool) -> CorrectionEntry:
    """Return a correction for the record.

    Parameters
    ----------
    one : DatedCorrection
        As it was kept.
    is_taken_back : bool
        Whether it was undone since.
    """
    entry = CorrectionEntry(one.number, one.at, one.author, one.what.correction, is_taken_back=is_taken_back)
    match one.what:
        case Overruled() | Added() | Struck() as judged:
            machine = None if isinstance(judged, Added) else judged.machine
            mine = None if isinstance(judged, Struck) else judged.mine
            entry = _at(replace(entry, text=judged.reason, machine=machine, mine=mine), judged.movement)
        case PointsMoved(movement, _, anew, reason):
            machine = None if anew is None else anew.verdict
            entry = _at(replace(entry, text=reason, machine=machine), movement)
        case AngleMeasured(t_s=t_s, deg=deg, dof=dof, machine_deg=machine_deg, note=note):
            entry = replace(entry, text=note, start_s=t_s, dof=dof, deg=deg, machine_deg=machine_deg)
        case Commented(text, t_s):
            entry = replace(entry, text=text, start_s=t_s)
        case Rescored(_, reason):
            entry = replace(entry, text=reason)
        case _:
            pass
    return entry


def _at(entry: CorrectionEntry, movement: Movement) -> CorrectionEntry:
    return replace(entry, start_s=movement.start_s, end_s=movement.end_s)


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """One recording of a visit, with everything that its numbers rest on.

    Parameters
    ----------
    id : str
        Its identity, a UUID; empty in results of old versions.
    part : str
        Name of its part of the visit; empty where the visit has no parts.
    set_number : int or None
        The set, from 1; 0 for practice; None where the visit has no parts.
    recorded_at : datetime or None
        When its clock read zero; None where that is not known.
    duration_s : float or None
        How long the recording is, as it says.
    exercise, title : str
        Id of the exercise, and its name for people.
    exercise_sha256 : str
        What tells the version of the exercise, as `exercise_hash` gives it; empty where it is not known.
    side : Side or None
        The working leg.
    software : Software or None
        The programs and the pose model, with their versions; None in results of old versions.
    instruments : tuple of Instrument
        What measured, and how well.
    prescription : Prescription or None
        What it was judged by.
    coverage : Coverage or None
        What the camera saw.
    calibration : Calibration or None
        What the angles are relative to.
    targets : mapping of Dof to Window
        For each joint that decides the verdict: the angles that are complete at the end, in degrees.
    movements : tuple of MovementEntry
        Every movement that was counted or said to count, in order.
    corrections : tuple of CorrectionEntry
        Everything that clinicians said, in order; also what was taken back.
    """

    id: str
    part: str
    set_number: int | None
    recorded_at: datetime | None
    duration_s: float | None
    exercise: str
    title: str
    exercise_sha256: str
    side: Side | None
    software: Software | None
    instruments: tuple[Instrument, ...]
    prescription: Prescription | None
    coverage: Coverage | None
    calibration: Calibration | None
    targets: Mapping[Dof, Window]
    movements: tuple[MovementEntry, ...]
    corrections: tuple[CorrectionEntry, ...]

    @property
    def by(self) -> MeasuredBy:
        """What measured it."""
        return BY_CAMERA if self.prescription is None else measured_by(self.instruments, self.prescription)

    @property
    def is_practice(self) -> bool:
        """Whether it was practice, which is counted nowhere."""
        return self.set_number == 0


@dataclass(frozen=True, slots=True)
class Count:
    """How many repetitions there were.

    Parameters
    ----------
    attempts, good, unseen : int
        All, those that were good, and those that could not be seen: these count against nobody.
    """

    attempts: int
    good: int
    unseen: int

    @property
    def judged(self) -> int:
        """How many could be judged: of so many some were good."""
        return self.attempts - self.unseen

    def __add__(self, other: Count) -> Count:
        """Return both together."""
        return Count(self.attempts + other.attempts, self.good + other.good, self.unseen + other.unseen)


@dataclass(frozen=True, slots=True)
class Measured:
    """The median of a number over the repetitions of a visit that were judged.

    Parameters
    ----------
    value : float
        In degrees or seconds.
    error : float or None
        The usual standard error of one repetition's number.
    """

    value: float
    error: float | None


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """A visit.

    Parameters
    ----------
    key : str
        What it is known by, a UUID.
    began_at : datetime or None
        When it began; None where that is not known.
    day : date or None
        The day, where the person was.
    state : str
        How it ended: ``recorded``, ``open``, ``refused``, ``stopped``, ``ended``, ``finished`` or ``given_up``.
    exercise, side, instrument : str
        Of its first session; empty where not known.
    machine, holding : Count
        The machine's counts, and those with what clinicians said. Practice is in neither.
    knee, ankle, cycle : Measured or None
        Knee flexion and ankle dorsiflexion at the end position in degrees, and the duration of a repetition in
        seconds, as the machine read them; None where none was judged and measured.
    pain_before, pain_during, pain_after : int or None
        0 to 10; None where it was not asked.
    lasting : str
        How long symptoms had lasted after the visit before; empty where it was not asked.
    halt : str
        Why it was stopped or not begun; empty where it was not.
    sessions : tuple of SessionEntry
        Its recordings, in order.
    """

    key: str
    began_at: datetime | None
    day: date | None
    state: str
    exercise: str
    side: str
    instrument: str
    machine: Count
    holding: Count
    knee: Measured | None
    ankle: Measured | None
    cycle: Measured | None
    pain_before: int | None
    pain_during: int | None
    pain_after: int | None
    lasting: str
    halt: str
    sessions: tuple[SessionEntry, ...]


@dataclass(frozen=True, slots=True)
class PrescribedEntry:
    """A prescription that held in the time of the record.

    Parameters
    ----------
    from_day : date
        The first day.
    given_at : datetime
        When it was given.
    author : str
        By whom.
    exercise, title : str
        Id and name of the exercise.
    side : str
        The leg; empty where it is left open.
    dose : Dose
        How much.
    note : str
        A word from the clinician.
    """

    from_day: date
    given_at: datetime
    author: str
    exercise: str
    title: str
    side: str
    dose: Dose
    note: str


@dataclass(frozen=True, slots=True)
class Adherence:
    """What was asked for and what was done.

    Parameters
    ----------
    asked, kept : int
        Visits prescribed, and visits made of those.
    days_asked, days_done : int
        Days on which something was prescribed, and those of them on which anything was done.
    """

    asked: int
    kept: int
    days_asked: int
    days_done: int


@dataclass(frozen=True, slots=True)
class Maker:
    """The program that made a record, when, and in whose hands.

    Parameters
    ----------
    name, version : str
        ``formcheck`` and its version.
    made_at : datetime
        When.
    author : str
        Who asked for it.
    """

    name: str
    version: str
    made_at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class CourseReport:
    """A person's visits in some time.

    Parameters
    ----------
    person : str
        The pseudonym.
    is_sample : bool
        Whether the person was made up, to try the program with.
    begin, end : date or None
        The first and the last day; None where nothing has a day.
    visits : tuple of VisitEntry
        In order of time.
    prescriptions : tuple of PrescribedEntry
        Those that held then, in the order in which they were given.
    adherence : Adherence or None
        None where nothing was prescribed, or one visit alone is told of.
    maker : Maker
        What made the record.
    is_of_one_visit : bool
        Whether somebody asked for one visit alone.
    notes : tuple of str
        Sentences on how far the machine can be trusted here, such as how it agreed with this clinic.
    version : int
        Of the JSON form.
    """

    person: str
    is_sample: bool
    begin: date | None
    end: date | None
    visits: tuple[VisitEntry, ...]
    prescriptions: tuple[PrescribedEntry, ...]
    adherence: Adherence | None
    maker: Maker
    is_of_one_visit: bool = False
    notes: tuple[str, ...] = ()
    version: int = FORMAT_VERSION

    @property
    def sessions(self) -> Iterator[tuple[VisitEntry, SessionEntry]]:
        """All recordings, each with its visit, in order."""
        return ((visit, one) for visit in self.visits for one in visit.sessions)

    @property
    def machine(self) -> Count:
        """The machine's counts."""
        return sum((visit.machine for visit in self.visits), Count(0, 0, 0))

    @property
    def holding(self) -> Count:
        """The counts with what clinicians said."""
        return sum((visit.holding for visit in self.visits), Count(0, 0, 0))


def exercise_hash(exercise: Exercise) -> str:
    """Return what tells one version of an exercise from another: of all its numbers and words, in their order.

    Parameters
    ----------
    exercise : Exercise
        With the numbers of the prescription laid over it.
    """
    document = exercise_adapter().dump_python(exercise, mode="json")
    return sha256(json.dumps(document, ensure_ascii=False).encode()).hexdigest()[:_DIGITS]
