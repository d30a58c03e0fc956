"""What the frames do to the course of a visit, stage by stage. Time is the frames' own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil, isnan, nan
from typing import Final

from formcheck.events import Repetition, RepetitionJudged
from formcheck.exercise.definition import Personal
from formcheck.kinematics.track import read_neutral
from formcheck.samples import TIME_TOLERANCE_S, Frame, Side
from formcheck.session.coaching import framing, ranging
from formcheck.session.coaching.coach import Coached, Cue, Tone, further_key
from formcheck.session.coaching.framing import Scene
from formcheck.session.coaching.ranging import MOST_TRIES, PRACTISED
from formcheck.session.model import Header, RawInput, Step
from formcheck.session.visit.course import (
    SENSORS_MODEL,
    Change,
    Course,
    Effect,
    PartBegun,
    PartStep,
    VisitStage,
    close_part,
    enter,
    log,
    say,
    set_number,
)
from formcheck.session.visit.entries import Judged, NeutralMeasured, PartOpened, RangeFrom
from formcheck.session.visit.stages import end, leave_set_up, settle
from formcheck.session.visit.stretch import Stretch, entry_of, start_stretch, step_stretch

COUNTDOWN_S: Final = 5.0
"""Time to take the starting position, once the person is in view."""

REST_S: Final = 45.0
"""Time between sets."""

WORD_S: Final = 2.0
"""The word on the last repetition of a set stays for so long."""

LONGEST_GAP_S: Final = 2.0
"""Frames further apart than this belong to two stretches: nothing can be said of a movement across the gap."""

PATIENCE_S: Final = 12.0
"""A posture asked for and not taken for so long is asked for again, in more words."""

GIVE_UP_S: Final = 40.0
"""After so long the neutral posture is done without: nobody can get up to press a key for every little thing."""

ADVICE_S: Final = 2.5
"""Advice on the picture stays for so long before other advice takes its place."""


def take_frame(course: Course, header: Header, raw: RawInput, scene: Scene, frame: Frame | None = None) -> Change:
    """Take one frame of a camera, or what calibrated sensors measured.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    header : Header
        Identity of the session: the programs, what measures and its errors.
    raw : RawInput
        The body points, or the readings; later than those before.
    scene : Scene
        What is known of the picture as a picture.
    frame : Frame, optional
        The picture, where the record's outputs are to have it.
    """
    if course.stage not in _STAGES:
        return course, ()
    course, closing = _mind_gap(course, raw.t_s)
    course, opening = _open(course, header)
    before = _stretch(course)
    stretch, news, coached = step_stretch(before, raw, frame)
    course = replace(
        course,
        stretch=stretch,
        step=news,
        coached=coached,
        since_s=raw.t_s if isnan(course.since_s) else course.since_s,
        t_s=raw.t_s,
        model=header.software.model or SENSORS_MODEL,
    )
    # A part's last step is handed on when the part is closed, with all that its end brings about.
    steps: tuple[Effect, ...] = (PartStep(before.last),) if before.part and before.last is not None else ()
    course, effects = _STAGES[course.stage](course, news, coached, scene)
    return course, (*closing, *opening, *steps, *effects)


def seconds_left(course: Course) -> int | None:
    """Return what the countdown or the rest shows; None in other stages, and after the last set.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    """
    whole_s = {VisitStage.COUNTDOWN: COUNTDOWN_S, VisitStage.REST: REST_S}.get(course.stage)
    if whole_s is None or course.visit.is_done:
        return None
    elapsed_s = 0.0 if isnan(course.since_s) else course.t_s - course.since_s
    return max(0, ceil(whole_s - elapsed_s))


def _mind_gap(course: Course, t_s: float) -> Change:
    """Begin anew where frames have stopped coming for a while: nothing was seen to last. A rest goes on."""
    stretch = course.stretch
    if stretch is None or isnan(stretch.t_s) or t_s - stretch.t_s <= LONGEST_GAP_S:
        return course, ()
    since_s = course.since_s if course.stage is VisitStage.REST else nan
    course, closing = close_part(course)
    return replace(enter(course, course.stage), since_s=since_s), closing


def _open(course: Course, header: Header) -> Change:
    """Begin a stretch where none is under way: one that is recorded in practice and sets."""
    visit = course.visit
    is_recorded = course.stage in {VisitStage.PRACTICE, VisitStage.SET}
    if course.stretch is not None and bool(course.stretch.part) == is_recorded:
        return course, ()
    is_ranging = course.stage in {VisitStage.CAMERA, VisitStage.NEUTRAL, VisitStage.PRACTICE}
    prescription = visit.practice if is_ranging else visit.prescription
    if not is_recorded:
        return replace(course, stretch=start_stretch(header, prescription)), ()
    number = 0 if course.stage is VisitStage.PRACTICE else visit.set_number
    again = 1 + sum(part.set_number == number for part in visit.parts)
    name = f"set-{number}-part-{again}" if number else f"practice-part-{again}"
    course, effects = log(course, PartOpened(name, number))
    stretch = start_stretch(header, prescription, name)
    return replace(course, stretch=stretch), (*effects, PartBegun(name, stretch.pipeline.header))


# --- stage by stage -------------------------------------------------------------------------------------------------


def _side(course: Course) -> Side:
    side = course.visit.side
    if side is None:
        raise ValueError("the leg is known once a visit has begun")
    return side


def _check_picture(course: Course, news: Step, _: Coached, scene: Scene) -> Change:
    if news.view is None:  # without a camera there is no picture to check
        return leave_set_up(course)
    memory, found = framing.step(course.framing_state, _side(course), news.view, scene, is_present=news.is_present)
    course = replace(course, framing_state=memory, framing=found)
    if found.is_ready:
        course, effects = close_part(course)
        course, more = leave_set_up(course)
        return course, effects + more
    advice = found.advice
    key = "see-all-good" if advice is None else f"see-{advice.key}"
    cue = Cue(key, Tone.PRAISE if advice is None else Tone.FORM, part="" if advice is None else advice.part)
    return advise(course, cue), ()


def advise(course: Course, cue: Cue) -> Course:
    """Say what is to be mended, once, and nothing else for a moment.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    cue : Cue
        What is to be mended, or that all is well.
    """
    since_s = course.advised_s
    if course.said is not None and course.said.cue == cue:
        return course
    if not isnan(since_s) and course.t_s - since_s < ADVICE_S and cue.tone is not Tone.PRAISE:
        return course
    return replace(say(course, cue), advised_s=course.t_s)


def _hold_still(course: Course, news: Step, _: Coached, __: Scene) -> Change:
    side = _side(course)
    if not news.is_present or news.view is None:
        return replace(course, stillness=ranging.Stillness(), since_s=course.t_s), ()
    course = replace(course, stillness=ranging.hold_still(course.stillness, read_neutral(news.view.pose, side)))
    neutral_deg = course.stillness.ankle_neutral_deg
    if neutral_deg is not None:
        course, effects = log(course, NeutralMeasured(neutral_deg, course.model))
        course, closing = close_part(course)
        return enter(say(course, Cue("captured", Tone.PRAISE)), VisitStage.PRACTICE), (*effects, *closing)
    waited_s = course.t_s - course.since_s
    if waited_s >= GIVE_UP_S:
        return enter(say(course, Cue("practice", Tone.INFO)), VisitStage.PRACTICE), ()
    is_told = course.said is not None and course.said.cue.key == "hold-still-shin"
    if waited_s >= PATIENCE_S and not is_told:
        course = say(course, Cue("hold-still-shin", Tone.FORM))
    return course, ()


def _practise(course: Course, news: Step, coached: Coached, _: Scene) -> Change:
    plan = _stretch(course).pipeline.plan
    course, effects = _keep(course, news, coached)
    made = _repetitions(news)
    if not made:
        is_welcome = coached.cue is not None and coached.cue.key != further_key(plan)
        return (_cue(course, coached) if is_welcome else course), ()
    course = replace(course, practised=course.practised + made)
    measured = ranging.measure_range(plan, course.practised[PRACTISED:])
    if measured is not None or len(course.practised) >= MOST_TRIES:
        course, more = _end_practice(course, measured)
        return course, effects + more
    if len(course.practised) == PRACTISED:
        return say(course, Cue("measured-next", Tone.INFO)), effects
    if ranging.is_usable(plan, made[-1]):
        return say(course, Cue("good", Tone.PRAISE, is_spoken=False)), effects
    return _cue(course, coached), effects


def _end_practice(course: Course, measured: Personal | None) -> Change:
    """Go on to the sets, with the range measured, or as prescribed where it could not be."""
    course, closing = close_part(course)
    if measured is None:
        course = say(course, Cue("range-not-set", Tone.INFO))
        course, effects = settle(course, RangeFrom.PRESCRIBED, course.visit.opened.prescription.personal)
    else:
        course, effects = settle(say(course, Cue("range-set", Tone.INFO)), RangeFrom.MEASURE, measured)
    return course, closing + effects


def _count_down(course: Course, news: Step, _: Coached, __: Scene) -> Change:
    if not news.is_present:
        return replace(course, since_s=course.t_s), ()
    if course.t_s - course.since_s < COUNTDOWN_S - TIME_TOLERANCE_S:
        return course, ()
    return enter(say(course, Cue("begin", Tone.INFO)), VisitStage.SET), ()


def _do_set(course: Course, news: Step, coached: Coached, _: Scene) -> Change:
    number = course.visit.set_number
    course, effects = _keep(course, news, coached)
    others = [one.looks_like for one in effects if isinstance(one, Judged) and one.looks_like]
    course = say(course, Cue("looks-like", Tone.FORM, part=others[-1])) if others else _cue(course, coached)
    if not course.visit.is_set_done(number):
        return course, effects
    course, closing = close_part(course)
    return enter(course, VisitStage.REST), effects + closing


def _rest(course: Course, _: Step, __: Coached, ___: Scene) -> Change:
    """Rest, after the word on the last repetition; after the last set only as long as it takes to say so."""
    rested_s = course.t_s - course.since_s
    is_last = course.visit.is_done
    done = Cue("all-done" if is_last else "set-done", Tone.PRAISE)
    is_told = course.said is not None and course.said.cue == done
    if not is_told and rested_s >= WORD_S - TIME_TOLERANCE_S:
        return say(course, done), ()
    if is_last and is_told and rested_s >= 2 * WORD_S - TIME_TOLERANCE_S:
        return end(course)
    if is_last or rested_s < REST_S - TIME_TOLERANCE_S:
        return course, ()
    return enter(say(course, Cue("rest-over", Tone.INFO)), VisitStage.COUNTDOWN), ()


_StageStep = Callable[[Course, Step, Coached, Scene], Change]

_STAGES: Final[dict[VisitStage, _StageStep]] = {
    VisitStage.CAMERA: _check_picture,
    VisitStage.NEUTRAL: _hold_still,
    VisitStage.PRACTICE: _practise,
    VisitStage.COUNTDOWN: _count_down,
    VisitStage.SET: _do_set,
    VisitStage.REST: _rest,
}


# --- what stages share ----------------------------------------------------------------------------------------------


def _cue(course: Course, coached: Coached) -> Course:
    return course if coached.cue is None else say(course, coached.cue)


def _stretch(course: Course) -> Stretch:
    if course.stretch is None:
        raise ValueError("a stretch is under way in every stage that is looked at")
    return course.stretch


def _repetitions(news: Step) -> tuple[Repetition, ...]:
    return tuple(event.repetition for event in news.events if isinstance(event, RepetitionJudged))


def _keep(course: Course, news: Step, coached: Coached) -> Change:
    """Log the repetitions judged at this frame."""
    stretch, number = _stretch(course), set_number(course)
    return log(course, *(entry_of(stretch, number, one, coached.peak) for one in _repetitions(news)))
