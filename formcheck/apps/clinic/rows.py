"""Movements of a session in words: what the machine says, what it says with points moved, what a clinician says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from pydantic import TypeAdapter

from formcheck.apps.store.reading import read_as
from formcheck.events import Flag, FlagKind, Repetition, Verdict
from formcheck.exercise.definition import Prescription
from formcheck.outputs.verdicts import MARKS, svg_points
from formcheck.samples import Instrument, Side, SourceInfo
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
from formcheck.session.model import Prescribed, Software
from formcheck.words.catalogue import Words
from formcheck.words.figures import clock, degrees, number, quantity
from formcheck.words.names import verdict_word
from formcheck.words.phrases import flag_numbers, flag_sentence, repetition_sentence


@dataclass(frozen=True, slots=True)
class Result:
    """What is read of a ``session.json``, of whatever version; as of `formcheck.session.model.Session`."""

    source: SourceInfo
    exercise: str = ""
    title: str = ""
    side: Side | None = None
    repetitions: tuple[Repetition, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    prescription: Prescription | None = None
    later: tuple[Prescribed, ...] = ()
    software: Software | None = None

    @property
    def by(self) -> MeasuredBy:
        """What measured it."""
        return measured_by(self.instruments, self.prescription) if self.prescription else BY_CAMERA


_RESULT: Final = TypeAdapter(Result)


def read_result(content: bytes, where: str) -> Result:
    """Read a ``session.json`` as far as the pages of a session need it.

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
class Reason:
    """What a verdict rests on.

    Parameters
    ----------
    text : str
        What it is, as a sentence; empty where the sentence on the repetition says it.
    numbers : str
        What was measured with its ±, and what was asked (``ankle 12° ± 5°, asked 20°``); empty where nothing was.
    t_s : float
        The moment of the recording that it rests on, or at which the stretch begins.
    at : str
        The same in words.
    """

    text: str
    numbers: str
    t_s: float
    at: str


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
    reasons : tuple of Reason
        What it rests on, in order of weight.
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
    reasons: tuple[Reason, ...] = ()


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
    told : str
        That it is with points moved, and by which limits.
    """

    verdict: str
    word: str
    why: str = ""
    knee: str = ""
    ankle: str = ""
    points: tuple[MovedPoint, ...] = ()
    told: str = ""


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
    first : Machine or None
        What the first result has of it, where a further one is looked at; None where nothing, or that is the one.
    first_told : str
        The same in words; empty where both say the same.
    """

    start_s: float
    end_s: float
    machine: Machine | None
    again: Again | None
    mine: Mine | None
    is_struck: bool
    correction: int | None
    peak_s: float | None = None
    first: Machine | None = None
    first_told: str = ""


def row_of(words: Words, one: SideBySide[Repetition], by: MeasuredBy = BY_CAMERA, *, is_first: bool = True) -> Row:
    """Return a movement in words.

    Parameters
    ----------
    words : Words
        The language.
    one : SideBySide
        The movement.
    by : MeasuredBy
        What measured it.
    is_first : bool
        Whether it is of the first result: by its limits movements with points moved are judged, in whatever row.
    """
    machine = None if one.machine is None else machine_words(words, one.machine, by)
    return Row(
        start_s=one.start_s,
        end_s=one.end_s,
        machine=machine,
        again=_again(words, one, by, "room-again" if is_first else "room-again-first"),
        mine=None if one.by is None else _mine(words, one.by, one.mine),
        is_struck=one.is_struck,
        correction=None if one.by is None else one.by.number,
        peak_s=None if one.machine is None else one.machine.peak_s,
    )


def _again(words: Words, one: SideBySide[Repetition], by: MeasuredBy, key: str) -> Again | None:
    if one.moved is None or not isinstance(one.moved.what, PointsMoved):
        return None
    found = again_words(words, one.anew, one.moved.what.points, by)
    return replace(found, told=words(key, word=found.word))


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
    mark, why = MARKS[one.verdict], repetition_sentence(words, one, by)
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
        why=why,
        reasons=tuple(_reasons(words, one, by, why)),
    )


def _reasons(words: Words, one: Repetition, by: MeasuredBy, said: str) -> Iterator[Reason]:
    """Yield what a verdict rests on; what nothing can measure is in the sentence said of every repetition."""
    for flag in one.flags:
        if flag.kind is FlagKind.NOT_JUDGED and flag.dof in by.unmeasured:
            continue
        sentence, t_s = flag_sentence(words, flag, by), _moment(flag, one)
        at = words("room-at", at=clock(t_s, words.point))
        yield Reason("" if sentence in said else sentence, flag_numbers(words, flag), t_s, at)


def _moment(flag: Flag, one: Repetition) -> float:
    """Return what a flag rests on: the end position, or the beginning where it is about the way there and back."""
    is_of_way = flag.kind is FlagKind.RUSHED or (flag.kind is FlagKind.WRONG_ORDER and flag.unit == "s")
    return one.start_s if is_of_way else one.peak_s


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
