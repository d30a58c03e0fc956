"""People who were made up, to try the pages with: what each of them does, and the documents that come of it.

Their movement is drawn from fixed seeds and judged by the engine like anybody's; nothing of it was measured on anyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Final
from uuid import UUID, uuid5

from pydantic import TypeAdapter

from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.pose.skeleton import BLAZEPOSE_33
from formcheck.samples import Dof, Pose, Side, SourceInfo
from formcheck.session.coaching.safety import Halt, Lasting
from formcheck.session.identity import part_id
from formcheck.session.model import Header, Session, Software
from formcheck.session.output import Output
from formcheck.session.record import end_line, header_line, input_line
from formcheck.session.run import run_session, without_pictures
from formcheck.session.visit.entries import Began, Ended, Entry, Finished, Opened, PartOpened, RangeFrom, Stopped
from formcheck.session.visit.log import entry_line
from formcheck.store.model import VisitDocuments
from formcheck.store.names import LOG_DOCUMENT, RECORD_DOCUMENT, SESSION_DOCUMENT, named
from formcheck.store.people import Prescribing, sample_person
from formcheck.validation.simulated.person import CAMERA, HEIGHT_PX, MADE_UP, WIDTH_PX, Sitter, Stroke, duration_s
from formcheck.words.catalogue import Words

RATE_HZ: Final = 15.0
PART: Final = "set-1-part-1"

_EXERCISE: Final = "tibial-slider-seated"
_REPETITIONS: Final = 5
_VISITS: Final = UUID("3f1d4c0e-52f5-4d0b-9d5a-0a6f4b6f7c21")
_SESSION: Final = TypeAdapter(Session)
_MINUTE: Final = timedelta(minutes=1)
_REST: Final = {
    Dof.KNEE_FLEXION: 90.0,
    Dof.ANKLE_DORSIFLEXION: -30.0,
    Dof.THIGH_ELEVATION: 0.0,
    Dof.TRUNK_LEAN: 5.0,
    Dof.NECK_FLEXION: 25.0,
}
_OTHER_LEG: Final = _REST | {Dof.KNEE_FLEXION: 105.0, Dof.ANKLE_DORSIFLEXION: 15.0}
_WAVER_DEG: Final = (0.0, 1.5, -1.0, 2.0, -1.5)
"""How the repetitions of a set differ."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A visit of somebody made up.

    Parameters
    ----------
    days_ago : int
        When.
    knee_deg, ankle_deg : float
        The end position, in degrees.
    pain : tuple of int
        Before and after; while practising in place of after, where it was stopped.
    lasting : Lasting or None
        How long symptoms lasted after the visit before.
    stroke_s : float
        How long a stroke takes.
    is_stopped : bool
        Whether it was stopped for pain, after two repetitions.
    forward_px : float
        How far in front of the middle of the picture the person sits.
    """

    days_ago: int
    knee_deg: float
    ankle_deg: float
    pain: tuple[int, int]
    lasting: Lasting | None = None
    stroke_s: float = 2.2
    is_stopped: bool = False
    forward_px: float = 0.0

    def strokes(self) -> tuple[Stroke, ...]:
        """Return the repetitions."""
        return tuple(
            Stroke(
                _REST
                | {
                    Dof.KNEE_FLEXION: self.knee_deg + waver,
                    Dof.ANKLE_DORSIFLEXION: self.ankle_deg - waver / 2.0,
                    Dof.NECK_FLEXION: -10.0,
                },
                out_s=self.stroke_s,
                back_s=self.stroke_s,
            )
            for waver in _WAVER_DEG[: 2 if self.is_stopped else _REPETITIONS]
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """Somebody made up.

    Parameters
    ----------
    pseudonym : str
        It says so.
    side : Side
        The leg.
    given_days_ago : int
        Since when something is prescribed.
    sittings : tuple of Sitting
        The visits, in order.
    """

    pseudonym: str
    side: Side
    given_days_ago: int
    sittings: tuple[Sitting, ...]


_OFF: Final = 170.0  # the foot leaves the picture as the leg straightens

SAMPLES: Final = (
    Sample(  # gets better
        "sample-anna",
        Side.RIGHT,
        36,
        (
            Sitting(35, 30.0, 2.0, (4, 5)),
            Sitting(31, 31.0, 1.0, (4, 4), Lasting.BRIEF),
            Sitting(27, 28.0, 3.0, (4, 3), Lasting.BRIEF),
            Sitting(22, 25.0, 4.0, (3, 3), Lasting.NONE),
            Sitting(17, 18.0, 5.0, (3, 2), Lasting.NONE, stroke_s=0.6),
            Sitting(11, 16.0, 7.0, (2, 2), Lasting.NONE),
            Sitting(8, 14.0, 8.0, (2, 1), Lasting.NONE),
            Sitting(4, 12.0, 9.0, (2, 1), Lasting.NONE),
            Sitting(1, 10.0, 10.0, (1, 1), Lasting.NONE),
        ),
    ),
    Sample(  # stops for pain
        "sample-ben",
        Side.LEFT,
        13,
        (
            Sitting(12, 22.0, 4.0, (2, 2)),
            Sitting(9, 20.0, 5.0, (2, 3), Lasting.BRIEF),
            Sitting(5, 17.0, 6.0, (3, 3), Lasting.BRIEF),
            Sitting(2, 19.0, 3.0, (3, 6), Lasting.LONG, is_stopped=True),
        ),
    ),
    Sample(  # sits where the camera does not see the foot
        "sample-cara",
        Side.RIGHT,
        8,
        (
            Sitting(7, 15.0, 6.0, (1, 1), forward_px=_OFF),
            Sitting(4, 14.0, 6.0, (1, 0), Lasting.NONE, forward_px=_OFF),
            Sitting(2, 13.0, 7.0, (1, 1), Lasting.NONE, forward_px=_OFF),
        ),
    ),
)


def inputs_of(samples: Sequence[Sample]) -> int:
    """Return how many pictures all sets have.

    Parameters
    ----------
    samples : sequence of Sample
        The people.
    """
    return sum(round(duration_s(one.strokes()) * RATE_HZ) for sample in samples for one in sample.sittings)


def person_of(sample: Sample, words: Words, now: datetime, author: str) -> bytes:
    """Return the document of somebody made up.

    Parameters
    ----------
    sample : Sample
        The person.
    words : Words
        In which language the prescription says that it is made up.
    now : datetime
        The time of day, with its zone.
    author : str
        Who made it.
    """
    given_at = _evening(now, sample.given_days_ago, 0)
    given = Prescribing(given_at.date(), given_at, author, _prescription(sample, words))
    return sample_person(sample.pseudonym, given_at, [given])


def _prescription(sample: Sample, words: Words) -> Prescription:
    exercise = load_exercise(_EXERCISE)
    dose = replace(exercise.dose, repetitions=_REPETITIONS, sets=1, per_day=1)
    return Prescription(replace(exercise, dose=dose), sample.side, note=words("samples-note"))


def _evening(now: datetime, days_ago: int, number: int) -> datetime:
    day = now - timedelta(days=days_ago)
    return day.replace(hour=18, minute=4 + number * 7 % 40, second=number * 11 % 60, microsecond=0)


@dataclass(frozen=True, slots=True)
class Made:
    """A visit that was made up: its documents, and the session that was judged for it."""

    documents: VisitDocuments
    session: Session


def visits_of(
    sample: Sample, words: Words, now: datetime, outputs: Sequence[Output] = (), seed: int = 0
) -> Iterator[Made]:
    """Yield the visits of somebody made up, each judged by the engine when it is asked for.

    Parameters
    ----------
    sample : Sample
        The person.
    words : Words
        The language.
    now : datetime
        The time of day, with its zone; the visits were in the weeks before.
    outputs : sequence of Output
        Are given every step.
    seed : int
        Of what is drawn: the same gives the same movement.
    """
    prescription = _prescription(sample, words)
    for number, sitting in enumerate(sample.sittings):
        at = _evening(now, sitting.days_ago, number)
        header = _header(sample, prescription, at + _MINUTE)
        sitter = Sitter(sample.side, _OTHER_LEG, sitting.forward_px)
        poses = tuple(sitter.poses(_REST, sitting.strokes(), RATE_HZ, seed + number))
        session = run_session(header, without_pictures(poses), outputs)
        told = {
            LOG_DOCUMENT: _log(sitting, sample.side, prescription, words.language, at),
            named(PART, SESSION_DOCUMENT): _SESSION.dump_json(session, indent=2) + b"\n",
            named(PART, RECORD_DOCUMENT): _record(header, poses),
        }
        yield Made(VisitDocuments(told), session)


def _header(sample: Sample, prescription: Prescription, at: datetime) -> Header:
    program = version("formcheck")
    return Header(
        id=part_id(str(uuid5(_VISITS, f"{sample.pseudonym} {at.isoformat()}")), PART),
        software=Software("formcheck", program, estimator=MADE_UP, estimator_version=program, model=MADE_UP),
        source=SourceInfo(MADE_UP, WIDTH_PX, HEIGHT_PX, recorded_at=at, recorded_by="clock"),
        instruments=(CAMERA,),
        prescription=prescription,
    )


def _record(header: Header, poses: Sequence[Pose]) -> bytes:
    lines = [header_line(header, BLAZEPOSE_33), *(input_line(one, BLAZEPOSE_33) for one in poses)]
    return "".join(f"{line}\n" for line in [*lines, end_line(len(poses))]).encode()


def _log(sitting: Sitting, side: Side, prescription: Prescription, language: str, at: datetime) -> bytes:
    before, later = sitting.pain
    entries: list[Entry] = [
        Opened(prescription, version("formcheck"), language),
        Began(before, (), side, sitting.lasting, RangeFrom.PRESCRIBED, is_video_kept=False),
        PartOpened(PART, 1),
    ]
    if sitting.is_stopped:
        entries.append(Stopped(Halt.PAIN, later, is_numb=False))
    else:
        entries += [Ended(), Finished(later, is_numb=False)]
    lines = [entry_line(at + number * _MINUTE / 2, entry) for number, entry in enumerate(entries)]
    return "".join(f"{line}\n" for line in lines).encode()
