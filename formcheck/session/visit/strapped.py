"""What sensors on the leg do to the course of a visit: set up, calibrated, then taken as any other input."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import isnan
from typing import Final

from formcheck.events import SensorNoticed, SensorTrouble
from formcheck.samples import ImuReadings
from formcheck.session.coaching import calibrating, strapping
from formcheck.session.coaching.coach import Cue, Tone
from formcheck.session.coaching.exchanged import put_in_place
from formcheck.session.coaching.framing import Scene
from formcheck.session.model import Header
from formcheck.session.visit.course import Change, Course, VisitStage, close_part, say
from formcheck.session.visit.frames import advise, take_frame
from formcheck.session.visit.stages import ask_for_step, end_step, enter_calibration, leave_set_up

PATIENCE_S: Final = 25.0
"""A step of the calibration that is not done for so long is asked for again."""

MENDED_BY_PERSON: Final = frozenset({SensorTrouble.LOST, SensorTrouble.UPRIGHT_AXIS, SensorTrouble.NOT_SEATED})
"""What is said when it is noticed. Of readings that are late the times are put right: there is nothing to do."""


def take_readings(course: Course, header: Header | None, raw: ImuReadings) -> Change:
    """Take what the sensors measured since the last time.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    header : Header or None
        Identity of the session, with the course's own mountings; None before they are known.
    raw : ImuReadings
        The readings; later than those before. A sensor that the calibration has found on another segment than was told
        is taken for that one.
    """
    if course.stage is VisitStage.CALIBRATE:
        return _calibrate(_at(course, raw), raw)
    raw = put_in_place(raw, course.calibrating.worn)
    if course.stage is VisitStage.SENSORS:
        return _set_up(_at(course, raw), raw)
    if header is None:
        return course, ()
    course, effects = take_frame(course, header, raw, Scene())
    noticed = _noticed(course)
    if not any(one.trouble is SensorTrouble.SLIPPED for one in noticed):
        return _tell(course, noticed), effects
    course, closing = close_part(course)  # it sits otherwise than when it was calibrated: only that again helps
    return say(enter_calibration(course), Cue("sensor-slipped", Tone.LOST)), (*effects, *closing)


def trouble_key(trouble: SensorTrouble) -> str:
    """Return the cue for something that is the matter with a sensor.

    Parameters
    ----------
    trouble : SensorTrouble
        One of `MENDED_BY_PERSON`.

    Returns
    -------
    str
        A key of the message catalogues.
    """
    return f"trouble-{trouble.replace('_', '-')}"


def _at(course: Course, raw: ImuReadings) -> Course:
    return replace(course, t_s=raw.t_s, since_s=raw.t_s if isnan(course.since_s) else course.since_s)


def _set_up(course: Course, raw: ImuReadings) -> Change:
    memory, found = strapping.step(course.strapping_state, course.worn, raw)
    course = replace(course, strapping_state=memory, strapping=found)
    if found.is_ready:
        return leave_set_up(course)
    advice = found.advice
    key = "see-all-good" if advice is None else f"see-{advice.key}"
    cue = Cue(key, Tone.PRAISE if advice is None else Tone.FORM, part="" if advice is None else advice.part)
    return advise(course, cue), ()


def _calibrate(course: Course, raw: ImuReadings) -> Change:
    course, effects = end_step(course, *calibrating.step(course.calibrating, raw))
    if course.stage is VisitStage.CALIBRATE and course.t_s - course.since_s >= PATIENCE_S:
        return replace(ask_for_step(course), since_s=course.t_s), effects
    return course, effects


def _noticed(course: Course) -> tuple[SensorNoticed, ...]:
    """Return what was noticed of the sensors at this moment."""
    news = course.step
    if news is None or not course.mountings or news.t_s != course.t_s:
        return ()
    return tuple(one for one in news.events if isinstance(one, SensorNoticed))


def _tell(course: Course, noticed: Iterable[SensorNoticed]) -> Course:
    """Say what the person can mend, while movements are looked at."""
    if course.stage in {VisitStage.PRACTICE, VisitStage.SET}:
        for one in noticed:
            if one.trouble in MENDED_BY_PERSON:
                course = say(course, Cue(trouble_key(one.trouble), Tone.LOST, part=str(one.place)))
    return course
