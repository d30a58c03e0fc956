"""The result of a session, gathered step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import isnan, nan
from typing import Final

from formcheck.causes import Cause
from formcheck.events import (
    AttemptDropped,
    Calibrated,
    Event,
    ExerciseChanged,
    MovedElsewhere,
    NeutralRejected,
    RepetitionJudged,
    SensorNoticed,
    SensorTrouble,
    SideChosen,
)
from formcheck.exercise.plan import Plan, make_plan
from formcheck.kinematics.frozen import is_repeated
from formcheck.kinematics.quality import SIDE_ON_DEG
from formcheck.samples import Dof, Origin, Place, Side
from formcheck.session import cadence, causes, tempo, uncounted
from formcheck.session.cadence import Cadence
from formcheck.session.causes import REMARKED, CausesSeen
from formcheck.session.model import (
    SCHEMA_VERSION,
    Calibration,
    Coverage,
    Header,
    Remark,
    RemarkKind,
    Session,
    Step,
    Summary,
)
from formcheck.session.pictures import tally as pictures
from formcheck.session.pictures.tally import PicturesTally
from formcheck.session.segments import Seen, find_segments, summarise_repetitions
from formcheck.session.tempo import Tempo
from formcheck.session.uncounted import MovedState

MIN_IN_VIEW_S = 2.0
"""Somebody must be in view for this long on end (or half the video, where that is less) to count as found."""

WELL_MEASURED = 0.9
"""A joint measured in a smaller share of the frames is worth a remark."""

_CUT: Final[Mapping[str, RemarkKind]] = {
    "cut_by_start": RemarkKind.CUT_AT_START,
    "cut_by_end": RemarkKind.CUT_AT_END,
}
_TROUBLES: Final[Mapping[SensorTrouble, RemarkKind]] = {
    SensorTrouble.LOST: RemarkKind.SENSOR_LOST,
    SensorTrouble.SLIPPED: RemarkKind.SENSOR_SLIPPED,
    SensorTrouble.LATE: RemarkKind.SENSOR_LATE,
    SensorTrouble.UPRIGHT_AXIS: RemarkKind.SENSOR_UPRIGHT_AXIS,
    SensorTrouble.NOT_SEATED: RemarkKind.SENSOR_NOT_SEATED,
}
"""What is to be said of what was noticed; that a sensor is there again only ends what was said of it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What is gathered while a session runs; see `Session` and `Coverage` for the meaning.

    Parameters
    ----------
    plans : mapping of str to Plan
        What the session is judged by, in turn, by the id of the exercise.
    first_s, last_s : float
        Times of the first and the latest step; NaN before.
    view_from_s : float
        Since when somebody has been in view without a break; NaN where nobody is.
    longest_view_s : float
        The longest such time.
    pictures, pictures_with_person : int
        How many of the steps were those of a camera.
    view_deg_sum : float
        Sum of the view angles, for their mean.
    frames_in_position : int
        Frames in which a repetition could have started or was under way.
    cut : tuple of RemarkKind
        Where the recording cut off a repetition.
    troubles : tuple of SensorNoticed
        What was noticed of the sensors, in order.
    side, facing : Side or None
        The leg that was chosen first, or prescribed, and how the person faced then; until then how they face.
    chosen : SideChosen or None
        What was chosen last.
    exercise : str
        Id of the exercise that is judged by.
    set_number : int or None
        The set that is under way, 0 for practice; None where nobody said.
    seen, elsewhere : tuple of Seen
        The repetitions, and movements of other families of exercises.
    cadence : Cadence
        When the pictures of a camera came.
    tempo : Tempo
        How fast the movements were.
    shown : PicturesTally
        What was gathered of the pictures as pictures.
    told : int
        How many of the steps told something new: all but those of a picture that was the one before once more.
    why : CausesSeen
        What stood in the way of measuring and counting.
    moved : MovedState
        What moved and was not counted.
    """

    plans: Mapping[str, Plan]
    shown: PicturesTally
    tempo: Tempo
    told: int = 0
    frames: int = 0
    frames_with_person: int = 0
    measured: Mapping[Dof, int] = field(default_factory=lambda: dict.fromkeys(Dof, 0))
    pictures: int = 0
    pictures_with_person: int = 0
    view_deg_sum: float = 0.0
    frames_in_position: int = 0
    first_s: float = nan
    last_s: float = nan
    view_from_s: float = nan
    longest_view_s: float = 0.0
    cut: tuple[RemarkKind, ...] = ()
    troubles: tuple[SensorNoticed, ...] = ()
    cadence: Cadence = field(default_factory=Cadence)
    side: Side | None = None
    facing: Side | None = None
    chosen: SideChosen | None = None
    calibration: Calibration = field(default_factory=Calibration)
    rejected_neutral_deg: float | None = None
    exercise: str = ""
    set_number: int | None = None
    seen: tuple[Seen, ...] = ()
    elsewhere: tuple[Seen, ...] = ()
    why: CausesSeen = field(default_factory=CausesSeen)
    moved: MovedState = field(default_factory=MovedState)

    @property
    def plan(self) -> Plan:
        """What the session is judged by now."""
        return self.plans[self.exercise]

    @property
    def counted(self) -> Summary:
        """The counts so far."""
        return summarise_repetitions(one.repetition for one in self.seen)

    @property
    def is_anybody_found(self) -> bool:
        """Whether somebody was in view long enough to be a person and not a freak of the model."""
        return (
            self.longest_view_s >= min(MIN_IN_VIEW_S, (self.last_s - self.first_s) / 2) and self.frames_with_person > 1
        )


def start(header: Header) -> Tally:
    """Return an empty tally.

    Parameters
    ----------
    header : Header
        The session's identity.
    """
    personal = header.prescription.personal
    known = personal.ankle_neutral_deg is not None
    calibration = Calibration(
        ankle_neutral_deg=personal.ankle_neutral_deg or 0.0,
        ankle_neutral_source="prescription" if known else "none",
        driver_end_deg=personal.driver_end_deg,
        ankle_end_deg=personal.ankle_end_deg,
        cycle_s=personal.cycle_s,
    )
    prescription = header.prescription
    plans = {one.exercise.id: make_plan(one) for one in (prescription, *(one.prescription for one in header.later))}
    return Tally(
        plans=plans,
        shown=pictures.start(prescription),
        tempo=tempo.start(make_plan(prescription)),
        calibration=calibration,
        side=prescription.side,
        exercise=prescription.exercise.id,
    )


def begin_part(tally: Tally, set_number: int | None) -> Tally:
    """Begin a part that is judged on its own, after a pause of which nothing is known.

    Parameters
    ----------
    tally : Tally
        What was gathered so far.
    set_number : int or None
        The set that its repetitions belong to, from 1; 0 for practice; None where nobody said.
    """
    return replace(
        tally,
        set_number=set_number,
        view_from_s=nan,
        cadence=cadence.begin_part(tally.cadence),
        moved=uncounted.begin_part(tally.moved),
    )


def step(tally: Tally, news: Step) -> Tally:
    """Take one step into the tally.

    Parameters
    ----------
    tally : Tally
        What was gathered so far.
    news : Step
        The next step.
    """
    t_s = news.t_s
    view_from_s = (t_s if isnan(tally.view_from_s) else tally.view_from_s) if news.is_present else nan
    in_view_s = 0.0 if isnan(view_from_s) else t_s - view_from_s
    seen = news.angles.deg
    is_told = news.view is None or not is_repeated(news.view.pose.picture)
    tally = replace(
        tally,
        shown=pictures.step(tally.shown, news.sighting),
        told=tally.told + is_told,
        frames=tally.frames + 1,
        frames_with_person=tally.frames_with_person + news.is_present,
        measured={dof: count + (is_told and not isnan(seen[dof])) for dof, count in tally.measured.items()},
        pictures=tally.pictures + (news.view is not None),
        pictures_with_person=tally.pictures_with_person + (news.view is not None and news.view.has_person),
        view_deg_sum=tally.view_deg_sum + _view_deg(news),
        frames_in_position=tally.frames_in_position + (news.phase != ""),
        first_s=t_s if isnan(tally.first_s) else tally.first_s,
        last_s=t_s,
        view_from_s=view_from_s,
        longest_view_s=max(tally.longest_view_s, in_view_s),
        facing=news.view.facing if news.view and news.view.has_person and tally.chosen is None else tally.facing,
        cadence=tally.cadence if news.view is None else cadence.step(tally.cadence, t_s),
        tempo=tempo.step(tally.tempo, news),
        why=causes.step(tally.plan, tally.why, news),
        moved=uncounted.step(tally.plan, tally.moved, news),
    )
    for event in news.events:
        tally = take_event(tally, event)
    return tally


def take_event(tally: Tally, event: Event) -> Tally:
    """Take one event into the tally.

    Parameters
    ----------
    tally : Tally
        What was gathered so far.
    event : Event
        Any event.
    """
    match event:
        case RepetitionJudged():
            facing = None if tally.chosen is None else tally.chosen.facing
            tally = replace(tally, seen=(*tally.seen, Seen(event.repetition, facing, tally.exercise, tally.set_number)))
        case MovedElsewhere() | ExerciseChanged() | SideChosen():
            tally = _take_beginning(tally, event)
        case AttemptDropped() if event.reason in _CUT:
            tally = replace(tally, cut=(*tally.cut, _CUT[event.reason]))
        case Calibrated():
            tally = replace(tally, calibration=_calibrate(tally.calibration, event))
        case NeutralRejected():
            tally = replace(tally, rejected_neutral_deg=event.ankle_deg)
        case SensorNoticed():
            tally = replace(tally, troubles=(*tally.troubles, event))
        case _:
            pass
    return tally


def _take_beginning(tally: Tally, event: MovedElsewhere | ExerciseChanged | SideChosen) -> Tally:
    """Take into the tally what may begin another segment."""
    match event:
        case MovedElsewhere():
            moved = Seen(event.repetition, tally.facing, event.exercise)
            return replace(tally, elsewhere=(*tally.elsewhere, moved))
        case ExerciseChanged():
            return replace(tally, exercise=event.exercise)
        case SideChosen() if tally.chosen is None:
            return replace(tally, side=event.side, facing=event.facing, chosen=event)
        case SideChosen():
            return replace(tally, chosen=event)


def summarise(header: Header, tally: Tally) -> Session:
    """Return the result of a session.

    Parameters
    ----------
    header : Header
        The session's identity.
    tally : Tally
        What was gathered; may be of a session that still goes on.
    """
    repetitions = tuple(one.repetition for one in tally.seen)
    segments = find_segments(tally.seen, tally.elsewhere)
    return Session(
        schema_version=SCHEMA_VERSION,
        id=header.id,
        software=header.software,
        instruments=header.instruments,
        exercise=header.prescription.exercise.id,
        title=header.prescription.exercise.title,
        prescription=header.prescription,
        targets=tally.plans[header.prescription.exercise.id].targets,
        side=tally.side,
        facing=tally.facing,
        source=header.source,
        calibration=tally.calibration,
        summary=summarise_repetitions(repetitions),
        coverage=_coverage(header, tally),
        repetitions=repetitions,
        mountings=header.mountings,
        segments=segments,
        later=header.later,
        uncounted=uncounted.without_segments(tally.moved.found, segments),
    )


def _view_deg(news: Step) -> float:
    return news.view.angle_deg if news.view is not None and news.view.has_person else 0.0


def _calibrate(calibration: Calibration, event: Calibrated) -> Calibration:
    return replace(calibration, ankle_neutral_deg=round(event.ankle_neutral_deg, 2), ankle_neutral_source=event.source)


def _coverage(header: Header, tally: Tally) -> Coverage:
    is_filmed = any(instrument.kind is Origin.CAMERA for instrument in header.instruments)
    people = tally.pictures_with_person
    return Coverage(
        is_anybody_found=tally.is_anybody_found,
        frames=tally.pictures if is_filmed else tally.frames,
        frames_with_person=people if is_filmed else tally.frames_with_person,
        measured={dof: round(count / max(1, tally.told), 3) for dof, count in tally.measured.items()},
        view_angle_deg=round(tally.view_deg_sum / people, 1) if people else None,
        remarks=tuple(_remarks(header, tally)),
    )


def _remarks(header: Header, tally: Tally) -> Iterator[Remark]:
    """Yield what is to be said of a session: the gravest first."""
    if not tally.is_anybody_found:
        yield Remark(RemarkKind.NO_PERSON)
        yield from cadence.remarks(header.source, tally.cadence)
        yield from pictures.remarks(tally.shown, header.source)
        yield from _of_sensors(tally)
        return
    yield from map(Remark, dict.fromkeys(tally.cut))  # once, however many parts there were
    told: tuple[Remark, ...] = ()
    if not tally.seen and not tally.cut:
        told = tuple(pictures.why_nothing(tally.shown, header.source))
    is_turned = bool(told) and told[0].kind is not RemarkKind.PERHAPS_TURNED
    nothing = None if is_turned else _why_nothing(tally)
    if nothing is not None:
        yield nothing
    yield from told
    yield from cadence.remarks(header.source, tally.cadence)
    yield from pictures.remarks(tally.shown, header.source)
    yield from _of_sensors(tally)
    yield from _of_coverage(header, tally, None if nothing is None else nothing.cause)
    if tally.rejected_neutral_deg is not None:
        yield Remark(RemarkKind.NEUTRAL_NOT_USED, Dof.ANKLE_DORSIFLEXION, round(tally.rejected_neutral_deg, 2))
    if header.software.model == "full":
        yield Remark(RemarkKind.LIGHTER_MODEL)
    yield from tempo.remarks(header, tally.tempo)
    if header.source.speed != 1.0:
        yield Remark(RemarkKind.OTHER_SPEED, number=round(header.source.speed, 3))


def _why_nothing(tally: Tally) -> Remark | None:
    """Return why nothing was counted, where nothing was and the recording did not cut it off."""
    if tally.seen or tally.cut:
        return None
    return causes.why_nothing(tally.plan, tally.why, tally.moved, tally.frames, tally.frames_in_position)


def _of_coverage(header: Header, tally: Tally, told: Cause | None) -> Iterator[Remark]:
    """Yield which joints were seldom measured, of those that could be, and how the camera stood.

    Parameters
    ----------
    header : Header
        The session's identity.
    tally : Tally
        What was gathered.
    told : Cause or None
        Why nothing was counted: it is not said of every joint once more.
    """
    for dof in REMARKED:
        share, cause = tally.measured[dof] / max(1, tally.told), causes.why_seldom(tally.why, dof, tally.first_s)
        is_told = told is not None and cause is not None and told.kind is cause.kind
        if header.accuracy.measures(dof) and share < WELL_MEASURED and not is_told:
            yield Remark(RemarkKind.SELDOM_MEASURED, dof, round(share, 3), cause=cause)
    view_deg = tally.view_deg_sum / max(1, tally.pictures_with_person)
    if view_deg > SIDE_ON_DEG:
        yield Remark(RemarkKind.NOT_SIDE_ON, number=round(view_deg, 1), cause=causes.turned(tally.why, view_deg))


def _of_sensors(tally: Tally) -> Iterator[Remark]:
    """Yield what was the matter with the sensors: each thing once for each of them."""
    for place, trouble in dict.fromkeys((one.place, one.trouble) for one in tally.troubles):
        if trouble in _TROUBLES:
            found = [one.t_s for one in tally.troubles if (one.place, one.trouble) == (place, trouble)]
            number = _lost_s(tally, place) if trouble is SensorTrouble.LOST else found[0]
            yield Remark(_TROUBLES[trouble], number=round(number, 1), place=place)


def _lost_s(tally: Tally, place: Place) -> float:
    """Return for how long a sensor was lost, all in all."""
    lost_s, since_s = 0.0, nan
    for one in (one for one in tally.troubles if one.place == place):
        if one.trouble is SensorTrouble.LOST:
            since_s = one.t_s
        elif one.trouble is SensorTrouble.FOUND and not isnan(since_s):
            lost_s, since_s = lost_s + one.t_s - since_s, nan
    return lost_s if isnan(since_s) else lost_s + tally.last_s - since_s
