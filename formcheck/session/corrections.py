"""What a clinician says of what the machine found: kept beside it, never over it.

A correction hangs on a movement, a stretch of the recording's time, and not on the number of a repetition: where the
recording is judged anew, numbers change. Undoing one is another correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar, Final, Generic, Literal, Protocol, TypeVar

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import Field, TypeAdapter, ValidationError

from formcheck.errors import RecordError
from formcheck.events import Repetition, Verdict
from formcheck.samples import Dof
from formcheck.session.matching import MIN_OVERLAP, Timed, match, overlap
from formcheck.session.moments import Moment

_NO_OTHER_KEYS: Final = {"extra": "forbid"}

LONGEST_TEXT: Final = 2000
"""Letters of a reason or a comment."""

Text = Annotated[str, MaxLen(LONGEST_TEXT)]
Seconds = Annotated[float, Ge(-86_400.0), Le(864_000.0)]
Pixels = Annotated[float, Ge(-100_000.0), Le(100_000.0)]
Degrees = Annotated[float, Ge(-360.0), Le(360.0)]
Number = Annotated[int, Ge(1), Le(1_000_000)]


class Blame(StrEnum):
    """What a wrong verdict comes from, as the clinician sees it."""

    CAMERA = "camera"
    POINT = "point"  # a body point that stands wrong
    RULE = "rule"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Movement:
    """A stretch of a recording.

    Parameters
    ----------
    start_s, end_s : float
        From when to when, in seconds of the source's clock.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    start_s: Seconds
    end_s: Seconds


@dataclass(frozen=True, slots=True)
class Overruled:
    """The clinician judges a movement otherwise.

    Parameters
    ----------
    movement : Movement
        Which one.
    machine, mine : Verdict
        What was found, and what is said instead.
    blame : Blame
        Why the two differ.
    reason : str
        The same in words; may be empty.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    movement: Movement
    machine: Verdict
    mine: Verdict
    blame: Blame
    reason: Text = ""
    correction: Literal["overruled"] = "overruled"


@dataclass(frozen=True, slots=True)
class Added:
    """The clinician saw a repetition that was not found; as of `Overruled`."""

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    movement: Movement
    mine: Verdict
    blame: Blame
    reason: Text = ""
    correction: Literal["added"] = "added"


@dataclass(frozen=True, slots=True)
class Struck:
    """What was found is no repetition; as of `Overruled`."""

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    movement: Movement
    machine: Verdict
    blame: Blame
    reason: Text = ""
    correction: Literal["struck"] = "struck"


@dataclass(frozen=True, slots=True)
class MovedPoint:
    """Where a body point is in one frame.

    Parameters
    ----------
    index : int
        Number of the frame, as its record has it.
    landmark : str
        Name of the point.
    x_px, y_px : float
        Where it is, in pixels of the upright picture.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    index: Annotated[int, Ge(0), Le(10_000_000)]
    landmark: Annotated[str, MinLen(1), MaxLen(40)]
    x_px: Pixels
    y_px: Pixels


@dataclass(frozen=True, slots=True)
class PointsMoved:
    """Body points stand elsewhere in a stretch of frames: at those that are named, and between them on a straight line.

    Parameters
    ----------
    movement : Movement
        The repetition that is judged anew by it.
    points : tuple of MovedPoint
        In any order. Outside of the first and the last frame that names a point, it stays where it was found.
    judged : Repetition or None
        What the machine finds with the points there; None where it finds no repetition any more.
    reason : str
        Why; may be empty.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    movement: Movement
    points: Annotated[tuple[MovedPoint, ...], MinLen(1), MaxLen(1000)]
    judged: Repetition | None = None
    reason: Text = ""
    correction: Literal["points_moved"] = "points_moved"


@dataclass(frozen=True, slots=True)
class AngleMeasured:
    """A goniometer was laid on a frame.

    Parameters
    ----------
    index : int
        Number of the frame.
    t_s : float
        Its time.
    axis, still, moving : tuple of float
        The three points in pixels of the upright picture: the hinge, and one on each arm.
    deg : float
        The angle read, with the sign of the joint it is held against.
    dof : Dof or None
        The joint; None where it is no joint that is measured.
    machine_deg, machine_error_deg : float or None
        What the machine reads there, and its standard error; None where it reads nothing.
    note : str
        A word on it; may be empty.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    index: Annotated[int, Ge(0), Le(10_000_000)]
    t_s: Seconds
    axis: tuple[Pixels, Pixels]
    still: tuple[Pixels, Pixels]
    moving: tuple[Pixels, Pixels]
    deg: Degrees
    dof: Dof | None = None
    machine_deg: Degrees | None = None
    machine_error_deg: Annotated[float, Ge(0.0), Le(360.0)] | None = None
    note: Text = ""
    correction: Literal["angle_measured"] = "angle_measured"


@dataclass(frozen=True, slots=True)
class Commented:
    """A word on a session, or on a moment of it."""

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    text: Annotated[str, MinLen(1), MaxLen(LONGEST_TEXT)]
    t_s: Seconds | None = None
    correction: Literal["commented"] = "commented"


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """The clinician has looked at every movement of the session: what nobody changes is right as the machine has it.

    Parameters
    ----------
    repetitions : int
        How many repetitions the first result had then. Where it has others now, they were not looked at.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    repetitions: Annotated[int, Ge(0), Le(100_000)]
    correction: Literal["looked_through"] = "looked_through"


@dataclass(frozen=True, slots=True)
class Rescored:
    """The session was judged anew, by other limits, another leg or exercise; the result before stays.

    Parameters
    ----------
    opinion : str
        Name of the folder of documents that holds the new result.
    reason : str
        Why; may be empty.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    opinion: Annotated[str, MinLen(1), MaxLen(40)]
    reason: Text = ""
    correction: Literal["rescored"] = "rescored"


@dataclass(frozen=True, slots=True)
class Undone:
    """An earlier correction of the same visit does not hold any more; to undo this one brings it back."""

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    number: Number
    correction: Literal["undone"] = "undone"


Correction = Annotated[
    Overruled | Added | Struck | PointsMoved | AngleMeasured | Commented | LookedThrough | Rescored | Undone,
    Field(discriminator="correction"),
]


@dataclass(frozen=True, slots=True)
class DatedCorrection:
    """A correction, and whose it is.

    Parameters
    ----------
    number : int
        Its number in the visit, from 1.
    part : str
        The part of the visit it is of; empty where the visit has no parts.
    token : str
        What tells the request from all others: one that is sent twice is kept once.
    at : datetime
        When it was kept, with its zone.
    author : str
        Who made it.
    what : Correction
        What it says.
    """

    number: Number
    part: Annotated[str, MaxLen(80)]
    token: Annotated[str, MinLen(8), MaxLen(36)]
    at: Moment
    author: Annotated[str, MaxLen(80)]
    what: Correction


_ONE: Final[TypeAdapter[Correction]] = TypeAdapter(Correction)
_DATED: Final = TypeAdapter(DatedCorrection)


def correction_text(what: Correction) -> str:
    """Return a correction as JSON.

    Parameters
    ----------
    what : Correction
        What it says.
    """
    return _ONE.dump_json(what).decode()


def read_correction(text: str | bytes) -> Correction:
    """Read a correction from JSON.

    Parameters
    ----------
    text : str or bytes
        As `correction_text` gives it, or a page sends it.

    Raises
    ------
    RecordError
        It is none.
    """
    try:
        return _ONE.validate_json(text)
    except ValidationError as error:
        raise RecordError(f"is no correction: {_first_fault(error)}.") from error


def correction_lines(corrections: Iterable[DatedCorrection]) -> bytes:
    """Return corrections as the document that holds them: a line of JSON each.

    Parameters
    ----------
    corrections : iterable of DatedCorrection
        In order.
    """
    return b"".join(_DATED.dump_json(one) + b"\n" for one in corrections)


def read_corrections(content: bytes, where: str) -> tuple[DatedCorrection, ...]:
    """Read the document that holds corrections.

    Parameters
    ----------
    content : bytes
        As `correction_lines` gives it.
    where : str
        Where it comes from, for errors.

    Raises
    ------
    RecordError
        A line is no correction.
    """
    return tuple(_read_lines(content, where))


def _read_lines(content: bytes, where: str) -> Iterator[DatedCorrection]:
    for number, line in enumerate(content.splitlines(), start=1):
        try:
            read = _DATED.validate_json(line)
        except ValidationError as error:
            raise RecordError(f"line {number} is no correction: {_first_fault(error)}.", where=where) from error
        yield read


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    return f"{'.'.join(str(name) for name in fault['loc']) or 'all of it'} cannot be so"


def taken_back(corrections: Sequence[DatedCorrection]) -> frozenset[int]:
    """Return the numbers of the corrections that do not hold any more, those that only undid something among them.

    Parameters
    ----------
    corrections : sequence of DatedCorrection
        All of a visit, in order of their numbers.
    """
    gone: set[int] = set()
    for one in reversed(corrections):
        if isinstance(one.what, Undone) and one.number not in gone and one.what.number < one.number:
            gone.add(one.what.number)
    return frozenset(gone)


def standing(corrections: Sequence[DatedCorrection]) -> tuple[DatedCorrection, ...]:
    """Return the corrections that hold: without those that were undone, and without what undid them.

    Parameters
    ----------
    corrections : sequence of DatedCorrection
        All of a visit, in order of their numbers.
    """
    gone = taken_back(corrections)
    return tuple(one for one in corrections if one.number not in gone and not isinstance(one.what, Undone))


class Judged(Timed, Protocol):
    """A repetition as the machine judged it."""

    @property
    def verdict(self) -> Verdict:
        """The judgement."""
        ...


JudgedT = TypeVar("JudgedT", bound=Judged)


@dataclass(frozen=True, slots=True)
class SideBySide(Generic[JudgedT]):
    """A movement as the machine judged it, and as a clinician did.

    Parameters
    ----------
    start_s, end_s : float
        From when to when, in seconds of the source's clock.
    machine : repetition or None
        What the machine found; None where it found nothing.
    moved : DatedCorrection or None
        With which body points a clinician had it judged anew; None where with none.
    by : DatedCorrection or None
        What a clinician says of it; None where nothing.
    """

    start_s: float
    end_s: float
    machine: JudgedT | None
    moved: DatedCorrection | None = None
    by: DatedCorrection | None = None

    @property
    def is_struck(self) -> bool:
        """Whether the clinician says that it is no repetition."""
        return self.by is not None and isinstance(self.by.what, Struck)

    @property
    def mine(self) -> Verdict | None:
        """The clinician's verdict; None where there is none."""
        what = None if self.by is None else self.by.what
        return what.mine if isinstance(what, Overruled | Added) else None

    @property
    def anew(self) -> Repetition | None:
        """What the machine finds with the body points moved; None where it finds nothing, or none was moved."""
        what = None if self.moved is None else self.moved.what
        return what.judged if isinstance(what, PointsMoved) else None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that holds: the clinician's, else that by moved points, else the machine's; None where struck."""
        if self.is_struck:
            return None
        if self.mine is not None:
            return self.mine
        if self.moved is not None:
            return None if self.anew is None else self.anew.verdict
        return None if self.machine is None else self.machine.verdict


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A movement, and the number of what it belongs to."""

    start_s: float
    end_s: float
    number: int


def side_by_side(
    repetitions: Sequence[JudgedT], corrections: Sequence[DatedCorrection]
) -> tuple[SideBySide[JudgedT], ...]:
    """Return what the machine found beside what clinicians say of it, in order of time.

    Parameters
    ----------
    repetitions : sequence of repetition
        What the machine found in one session.
    corrections : sequence of DatedCorrection
        Those of the same session that hold, in order; of several on one movement the last one counts.
    """
    judged = [one for one in corrections if isinstance(one.what, Overruled | Added | Struck)]
    said, alone = _paired(repetitions, judged)
    redone, _ = _paired(repetitions, [one for one in corrections if isinstance(one.what, PointsMoved)])
    rows = [
        SideBySide(one.start_s, one.end_s, one, redone.get(number), said.get(number))
        for number, one in enumerate(repetitions)
    ]
    # What was struck, and is not found any more, needs no word.
    rows += [
        SideBySide(where.start_s, where.end_s, None, by=one) for one, where in alone if not isinstance(one.what, Struck)
    ]
    return tuple(sorted(rows, key=lambda row: row.start_s))


def _paired(
    repetitions: Sequence[Timed], corrections: Sequence[DatedCorrection]
) -> tuple[dict[int, DatedCorrection], list[tuple[DatedCorrection, Movement]]]:
    """Return which correction is of which repetition, and those that are of none; the last one of a movement counts."""
    latest = _latest(corrections)
    found = [_Stretch(one.start_s, one.end_s, number) for number, one in enumerate(repetitions)]
    matching = match(latest, found)
    alone = [corrections[one.number] for one in matching.missed]
    return (
        {repetition.number: corrections[one.number] for one, repetition in matching.pairs},
        [(one, _movement_of(one)) for one in alone],
    )


def _latest(corrections: Sequence[DatedCorrection]) -> list[_Stretch]:
    """Return which corrections hold of those of movements: of several on one movement, the last one."""
    latest: list[_Stretch] = []
    for number, one in enumerate(corrections):
        here = _movement_of(one)
        stretch = _Stretch(here.start_s, here.end_s, number)
        latest = [earlier for earlier in latest if overlap(earlier, stretch) < MIN_OVERLAP]
        latest.append(stretch)
    return latest


def moves_of(corrections: Sequence[DatedCorrection]) -> tuple[DatedCorrection, ...]:
    """Return with which corrections body points stand elsewhere, of several on one movement the last one.

    Parameters
    ----------
    corrections : sequence of DatedCorrection
        Those of one session that hold, in order.
    """
    moved = [one for one in corrections if isinstance(one.what, PointsMoved)]
    return tuple(moved[one.number] for one in _latest(moved))


def _movement_of(one: DatedCorrection) -> Movement:
    assert isinstance(one.what, Overruled | Added | Struck | PointsMoved)
    return one.what.movement
