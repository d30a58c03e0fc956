"""Movements of a session in words: what the machine says, what it says with points moved, what a clinician says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter

from formcheck.apps.clinic.reading import read_as
from formcheck.events import Repetition, Verdict
from formcheck.exercise.definition import Prescription
from formcheck.outputs.verdicts import MARKS, svg_points
from formcheck.samples import Instrument
from formcheck.session.corrections import (
    Added,
    DatedCorrection,
    MovedPoint,
    Overruled,
    PointsMoved,
    SideBySide,
    Struck,
)
from formcheck.session.means import BY_CAMERA, MeasuredBy, measured_by
from formcheck.words.catalogue import Words
from formcheck.words.figures import degrees, number, quantity
from formcheck.words.names import verdict_word
from formcheck.words.phrases import repetition_sentence


@dataclass(frozen=True, slots=True)
class Result:
    """What is read of a ``session.json``, of whatever version; as of `formcheck.session.model.Session`."""

    exercise: str = ""
    title: str = ""
    repetitions: tuple[Repetition, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    prescription: Prescription | None = None

    @property
    def by(self) -> MeasuredBy:
        """What measured it."""
        return measured_by(self.instruments, self.prescription) if self.prescription else BY_CAMERA


_RESULT: Final = TypeAdapter(Result)


def read_result(content: bytes, where: str) -> Result:
    """Read a ``session.json`` as far as the review room needs it.

    Parameters
    ----------
    content : bytes
        The document.
    where : str
        What to call it in an error.

    Raises
    ------
    RecordError
        It is damaged, or of a version that is not read.
    """
    return read_as(_RESULT, content, where)


@dataclass(frozen=True, slots=True)
class Machine:
    """A repetition as the machine judged it, in words.

    Parameters
    ----------
    number : int
        Its number.
    verdict, word : str
        The verdict, for scripts and in words.
    shape : str
        The corners of its shape, as an SVG ``points`` attribute in a square of 18.
    is_hollow : bool
        Whether only the outline of the shape is drawn.
    certainty : str
        How likely the verdict is right, such as ``0.71``; empty where that is not told.
    knee, ankle, tempo : str
        At the end position, and how long it took; a dash where it was not measured.
    why : str
        The sentence on it.
    """

    number: int
    verdict: str
    word: str
    shape: str
    is_hollow: bool
    certainty: str
    knee: str
    ankle: str
    tempo: str
    why: str


@dataclass(frozen=True, slots=True)
class Again:
    """What the machine says with body points moved.

    Parameters
    ----------
    verdict, word : str
        The verdict, for scripts and in words; the first is empty where it finds no repetition any more.
    why, knee, ankle : str
        As of `Machine`; empty where there is no repetition.
    points : tuple of MovedPoint
        What was put where.
    """

    verdict: str
    word: str
    why: str = ""
    knee: str = ""
    ankle: str = ""
    points: tuple[MovedPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Mine:
    """What a clinician says of a movement.

    Parameters
    ----------
    verdict, word : str
        The verdict, for scripts and in words; the first is empty where it is no repetition.
    by, at : str
        Who said it, and when.
    blame, reason : str
        From what the difference comes, in words; and what was written of it.
    shape : str
        As of `Machine`; empty where there is no verdict.
    is_hollow : bool
        As of `Machine`.
    """

    verdict: str
    word: str
    by: str
    at: str
    blame: str
    reason: str
    shape: str = ""
    is_hollow: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A movement in the list.

    Parameters
    ----------
    start_s, end_s : float
        From when to when, in seconds of the source's clock.
    machine : Machine or None
        What the machine found; None where nothing.
    again : Again or None
        The same with body points moved; None where none was.
    mine : Mine or None
        What a clinician says; None where nothing.
    is_struck : bool
        Whether the clinician says that it is no repetition.
    correction : int or None
        Number of the correction that says so; None where nobody did.
    peak_s : float or None
        When it was furthest, as the machine found it.
    """

    start_s: float
    end_s: float
    machine: Machine | None
    again: Again | None
    mine: Mine | None
    is_struck: bool
    correction: int | None
    peak_s: float | None = None


def row_of(words: Words, one: SideBySide[Repetition], by: MeasuredBy = BY_CAMERA) -> Row:
    """Return a movement in words.

    Parameters
    ----------
    words : Words
        The language.
    one : SideBySide
        The movement.
    by : MeasuredBy
        What measured it.
    """
    machine = None if one.machine is None else machine_words(words, one.machine, by)
    return Row(
        start_s=one.start_s,
        end_s=one.end_s,
        machine=machine,
        again=_again(words, one, by),
        mine=None if one.by is None else _mine(words, one.by, one.mine),
        is_struck=one.is_struck,
        correction=None if one.by is None else one.by.number,
        peak_s=None if one.machine is None else one.machine.peak_s,
    )


def _again(words: Words, one: SideBySide[Repetition], by: MeasuredBy) -> Again | None:
    if one.moved is None or not isinstance(one.moved.what, PointsMoved):
        return None
    return again_words(words, one.anew, one.moved.what.points, by)


def machine_words(words: Words, one: Repetition, by: MeasuredBy = BY_CAMERA) -> Machine:
    """Return a repetition in words.

    Parameters
    ----------
    words : Words
        The language.
    one : Repetition
        As the machine judged it.
    by : MeasuredBy
        What measured it.
    """
    mark = MARKS[one.verdict]
    return Machine(
        number=one.index,
        verdict=one.verdict.value,
        word=verdict_word(words, one.verdict),
        shape=svg_points(mark),
        is_hollow=mark.hollow,
        certainty="" if one.certainty is None else number(one.certainty, 2, words.point),
        knee=degrees(one.knee_at_peak_deg),
        ankle=degrees(one.ankle_at_peak_deg),
        tempo=quantity(one.end_s - one.start_s, "s", words.point),
        why=repetition_sentence(words, one, by),
    )


def again_words(
    words: Words, anew: Repetition | None, points: tuple[MovedPoint, ...] = (), by: MeasuredBy = BY_CAMERA
) -> Again:
    """Return in words what the machine finds with body points moved.

    Parameters
    ----------
    words : Words
        The language.
    anew : Repetition or None
        What it finds; None where it finds no repetition.
    points : tuple of MovedPoint
        What was put where.
    by : MeasuredBy
        What measured it.
    """
    if anew is None:
        return Again("", words("said-none"), points=points)
    told = machine_words(words, anew, by)
    return Again(told.verdict, told.word, told.why, told.knee, told.ankle, points)


def _mine(words: Words, one: DatedCorrection, verdict: Verdict | None) -> Mine:
    assert isinstance(one.what, Overruled | Added | Struck)
    mark = None if verdict is None else MARKS[verdict]
    return Mine(
        verdict="" if verdict is None else verdict.value,
        word=words("said-none") if verdict is None else verdict_word(words, verdict),
        by=one.author,
        at=words.moment(one.at.astimezone()),
        blame=words(f"blame-{one.what.blame}"),
        reason=one.what.reason,
        shape="" if mark is None else svg_points(mark),
        is_hollow=mark is not None and mark.hollow,
    )
