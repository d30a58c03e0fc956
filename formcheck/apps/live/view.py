"""What the page shows, as plain values: made anew from the course of the visit after every frame and every action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isnan
from typing import Final

from formcheck.apps.live.figure import ASPECT, asked_figure, stick_figure
from formcheck.events import Verdict
from formcheck.exercise.plan import Plan
from formcheck.inertial.tasks import Task
from formcheck.kinematics.view import is_seen
from formcheck.pose.skeleton import leg_edges
from formcheck.samples import Dof, Origin, Side, place_named
from formcheck.session.coaching import gauge
from formcheck.session.coaching.calibrating import Calibrating
from formcheck.session.coaching.coach import Cue, Tone
from formcheck.session.coaching.ranging import MEASURED, PRACTISED, STILL_S, is_usable
from formcheck.session.coaching.safety import Halt
from formcheck.session.model import Step
from formcheck.session.visit.advice import advise, has_flared, next_time, other_exercise
from formcheck.session.visit.course import WATCHED, Course, Said, VisitStage
from formcheck.session.visit.frames import seconds_left
from formcheck.session.visit.visit import Visit
from formcheck.words.catalogue import Words
from formcheck.words.segments import library_title
from formcheck.words.sensors import fault_sentence, place_words

PageView = dict[str, object]
"""A message to the page, ready to become JSON."""

REST_BETWEEN_S: Final = 1.0
"""How long the pace-maker waits at rest between two repetitions."""

ANYWAY_S: Final = 10.0
"""Minor things about the picture may be passed over after so long: most are mended sooner."""

FADES_S: Final = 4.0
"""How long a cue is shown while somebody moves; what is lost from view stays until it is found."""

LINES: Final = tuple(
    line
    for side in Side
    for line in (*leg_edges(side), (f"{side}_hip", f"{side}_shoulder"), (f"{side}_shoulder", f"{side}_ear"))
)
"""The lines of the body that the page draws: both legs, trunk and neck."""


def make_view(course: Course, words: Words, folder: str) -> PageView:
    """Return what the page shows.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    words : Words
        The language.
    folder : str
        Where the visit is kept, for the summary to name.
    """
    return {
        "stage": course.stage.value,
        "note": _note(course, words),
        "cue": _cue(course, words),
        "count": _count(course),
        "set": _set(course),
        "seconds": seconds_left(course),
        "pace": _pace(course),
        "progress": _progress(course, words),
        "outcome": _outcome(course, words) | {"folder": folder} if course.stage is VisitStage.SUMMARY else None,
        **_picture(course, words),
    }


def _cue(course: Course, words: Words) -> PageView | None:
    if course.said is None or _has_faded(course):
        return None
    return show_cue(course.said, course.visit, words, course.origin)


def _picture(course: Course, words: Words) -> PageView:
    """Return what is shown of the last frame."""
    nothing: PageView = {
        "picture": None,
        "gauge": None,
        "phase": "",
        "is_lost": False,
        "checks": [],
        "can_go_on_anyway": False,
        "leg": None,
    }
    side = course.visit.side
    if side is None:
        return nothing
    waited_s = course.t_s - course.since_s
    shown: PageView = nothing | {
        "leg": side.value,
        "checks": _checks(course),
        "can_go_on_anyway": course.is_usable and waited_s >= ANYWAY_S,
    }
    if course.stage in {VisitStage.SENSORS, VisitStage.CALIBRATE}:
        return shown | {"picture": _asked(course, side)}
    if course.step is None or course.stage not in WATCHED:
        return shown
    shown |= {"picture": _body(course.step, side) if course.origin is Origin.CAMERA else _leg(course, side)}
    if course.stretch is not None and course.stage in {VisitStage.PRACTICE, VisitStage.SET}:
        shown |= {
            "gauge": _gauge(course, course.stretch.pipeline.plan),
            "phase": _phase(course.stretch.pipeline.plan, course.step, words, is_lost=course.stretch.is_lost),
            "is_lost": course.stretch.is_lost,
        }
    return shown


def _checks(course: Course) -> list[PageView]:
    """Return the rows of what is looked at before the exercise, each with how it stands."""
    match course.stage:
        case VisitStage.CAMERA:
            return [{"key": key.value, "state": state.value} for key, state in course.framing.checks.items()]
        case VisitStage.SENSORS:
            found = course.strapping.checks
            return [{"key": f"{place}-{check}", "state": state.value} for (place, check), state in found.items()]
        case VisitStage.CALIBRATE:
            now, done = course.calibrating.task, course.calibrating.done
            return [
                {"key": f"step-{task}", "state": "now" if task is now else "ok" if task in done else "later"}
                for task in course.calibrating.steps
            ]
        case _:
            return []


def _asked(course: Course, side: Side) -> PageView:
    """Return the figure of somebody who does what is asked for."""
    task = course.calibrating.task if course.stage is VisitStage.CALIBRATE else Task.SIT
    return {"points": asked_figure(task, side, course.t_s), "leg": side.value, "aspect": round(ASPECT, 4)}


def _leg(course: Course, side: Side) -> PageView | None:
    """Return the figure of the leg as sensors measure it; nothing of it where none is heard."""
    news = course.step
    sample = None if news is None else news.sighting.samples.get(side)
    if sample is None or news is None or not news.is_present:
        return {"points": {}, "leg": side.value, "aspect": round(ASPECT, 4)}
    posture = course.visit.opened.prescription.exercise.posture
    points = stick_figure(sample.deg, side, is_lying=posture.trunk_lean.max < 0.0)
    return {"points": points, "leg": side.value, "aspect": round(ASPECT, 4)}


def _body(step: Step, side: Side) -> PageView | None:
    if step.view is None:
        return None
    pose = step.view.pose
    points = {
        name: [round(point.x_px / pose.width_px, 4), round(point.y_px / pose.height_px, 4)]
        for name, point in pose.landmarks.items()
        if step.is_present and name in _DRAWN and is_seen(pose, name)
    }
    return {"points": points, "leg": side.value, "aspect": round(pose.width_px / pose.height_px, 4)}


_DRAWN: Final = frozenset(name for line in LINES for name in line)


def _gauge(course: Course, plan: Plan) -> PageView:
    hands = course.coached.gauge if course.coached else gauge.Gauge()
    return {
        "driver": _number(hands.driver),
        "foot": _number(hands.foot),
        "zone": gauge.ZONE,
        "has_foot": plan.driver is not Dof.ANKLE_DORSIFLEXION and Dof.ANKLE_DORSIFLEXION in plan.required,
    }


def _number(value: float) -> float | None:
    return None if isnan(value) else round(value, 3)


def _phase(plan: Plan, step: Step, words: Words, *, is_lost: bool) -> str:
    """Return the phase as one word, which says what to do."""
    if is_lost:
        return words("phase-lost")
    rest, end, _ = plan.exercise.phase_names
    if step.phase in {"", rest}:
        return words("phase-ready")
    out, back = _STROKES[plan.driver][plan.sign > 0.0]
    return words(out if step.phase == end else back)


_STROKES: Final[Mapping[Dof, Mapping[bool, tuple[str, str]]]] = {
    Dof.KNEE_FLEXION: {False: ("phase-straighten", "phase-bend"), True: ("phase-bend", "phase-straighten")},
    Dof.ANKLE_DORSIFLEXION: {False: ("phase-down", "phase-up"), True: ("phase-up", "phase-down")},
    Dof.THIGH_ELEVATION: {False: ("phase-lower", "phase-lift"), True: ("phase-lift", "phase-lower")},
}
"""For each driver: the words for out and back, where its angle falls and where it grows."""


# --- words ----------------------------------------------------------------------------------------------------------


def _has_faded(course: Course) -> bool:
    """Tell whether a cue has been read by now: while a good movement goes on, nothing is said of the last one."""
    said = course.said
    if (
        said is None
        or said.cue.tone in {Tone.SAFETY, Tone.LOST}
        or course.stage not in {VisitStage.PRACTICE, VisitStage.SET}
    ):
        return False
    return course.t_s - said.t_s > FADES_S


def show_cue(said: Said, visit: Visit, words: Words, origin: Origin = Origin.CAMERA) -> PageView:
    """Return what the page shows and says of a cue.

    Parameters
    ----------
    said : Said
        The cue and its number, by which the page knows a new one.
    visit : Visit
        For the leg that the cue may name.
    words : Words
        The language.
    origin : Origin
        What looks on: a camera does not see what sensors do not tell.
    """
    text, speech = cue_words(said.cue, visit.side or Side.LEFT, words, origin)
    shown: PageView = {"number": said.number, "text": text, "speech": speech, "tone": said.cue.tone.value}
    # What is asked for is said however late: it is not about a movement that is over.
    return shown | {"keeps": True} if said.cue.key.startswith(_ASKS) else shown


_ASKS: Final = ("calibrate-", "sensor-slipped")


def cue_words(cue: Cue, side: Side, words: Words, origin: Origin = Origin.CAMERA) -> tuple[str, str]:
    """Return what a cue shows and what it says aloud; nothing aloud where it is only shown.

    Parameters
    ----------
    cue : Cue
        What is said.
    side : Side
        The leg, where the cue names it.
    words : Words
        The language.
    origin : Origin
        What looks on.
    """
    arguments = {"side": side.value, "part": cue.part}
    if cue.key == "looks-like":
        arguments["exercise"] = library_title(words, cue.part)
    elif "_" in cue.part:
        arguments["place"] = place_words(words, place_named(cue.part))
    if cue.reason is not None:
        text, speech = words("cue-not-counted", reason=words(f"reason-{cue.reason}")), f"say-reason-{cue.reason}"
    elif cue.tone is Tone.SAFETY:
        text, speech = words(cue.key), f"say-{cue.key}"
    elif cue.key.startswith("see-"):
        text, speech = words(cue.key, **_wanted(words, cue.key, arguments)), f"say-{cue.key}"
    else:
        own = f"{cue.key}-sensors"
        key = own if origin is Origin.SENSOR and words.has(f"cue-{own}") else cue.key
        text, speech = words(f"cue-{key}", **_wanted(words, f"cue-{key}", arguments)), f"say-{key}"
    return text, words(speech) if cue.is_spoken else ""


def _wanted(words: Words, key: str, arguments: Mapping[str, str]) -> dict[str, str]:
    return {name: arguments[name] for name in words.variables(key)}


def _note(course: Course, words: Words) -> list[str]:
    visit = course.visit
    match course.stage:
        case VisitStage.REFERRAL:
            keys: list[str] = [halt.value for halt in visit.halts if halt is not Halt.RED_FLAG or len(visit.halts) == 1]
            is_soon = Halt.RED_FLAG in visit.halts and Halt.EMERGENCY not in visit.halts
            return [words(key) for key in [*keys, *(["refer-soon"] if is_soon else []), "not-a-diagnosis"]]
        case VisitStage.STOPPED:
            return [words(halt.value) for halt in visit.halts] + [words("stop-next")]
        case VisitStage.PAUSED if course.note:
            return [words(course.note)]
        case VisitStage.CAMERA | VisitStage.SENSORS if visit.is_halved:
            return [words("halved")]
        case VisitStage.CALIBRATE:
            return _note_on_sensors(course.calibrating, words)
        case _:
            return []


def _note_on_sensors(calibrating: Calibrating, words: Words) -> list[str]:
    if calibrating.fault is not None:
        return [fault_sentence(words, calibrating.fault)]
    return [words("sensors-put-in-place")] if calibrating.worn else []


# --- counts ---------------------------------------------------------------------------------------------------------

_COUNTED: Final = frozenset({VisitStage.COUNTDOWN, VisitStage.SET, VisitStage.REST, VisitStage.PAUSED})


def _count(course: Course) -> PageView | None:
    visit = course.visit
    if course.stage not in _COUNTED or visit.range is None:
        return None
    return {"good": visit.good_in_set(_shown_set(course)), "target": visit.dose.repetitions}


def _shown_set(course: Course) -> int:
    """Return the set to show: at rest the one that is done, otherwise the one that comes."""
    number = course.visit.set_number
    return number - 1 if course.stage is VisitStage.REST else min(number, course.visit.dose.sets)


def _set(course: Course) -> PageView | None:
    if course.stage not in _COUNTED or course.visit.range is None:
        return None
    return {"number": _shown_set(course), "of": course.visit.dose.sets}


def _pace(course: Course) -> PageView | None:
    if course.stage not in {VisitStage.PRACTICE, VisitStage.SET} or course.stretch is None:
        return None
    exercise = course.stretch.pipeline.plan.exercise
    return {
        "out_s": exercise.tempo.out_s,
        "hold_s": exercise.end.hold_s,
        "back_s": exercise.tempo.back_s,
        "rest_s": REST_BETWEEN_S,
        "is_running": not course.stretch.is_lost,
    }


def _progress(course: Course, words: Words) -> PageView | None:
    if course.stage is VisitStage.NEUTRAL:
        return {"done": round(min(1.0, course.stillness.held_s / STILL_S), 2), "of": 1, "text": ""}
    if course.stage is VisitStage.CALIBRATE:
        return {"done": round(course.calibrating.share, 2), "of": 1, "text": ""}
    if course.stage is not VisitStage.PRACTICE:
        return None
    made = len(course.practised)
    if made < PRACTISED:
        return {"done": made, "of": PRACTISED, "text": words("practice-practice")}
    plan = course.stretch.pipeline.plan if course.stretch else None
    usable = sum(plan is not None and is_usable(plan, one) for one in course.practised[PRACTISED:])
    return {"done": usable, "of": MEASURED, "text": words("practice-measured")}


# --- the end --------------------------------------------------------------------------------------------------------


def _outcome(course: Course, words: Words) -> PageView:
    visit = course.visit
    tempo = visit.prescription.exercise.tempo
    good = sum(one.verdict is Verdict.GOOD for one in visit.judged)
    days = course.history.days + 1
    return {
        "good": good,
        "of": len(visit.judged) - _unseen(visit),
        "lines": list(_lines(course, good, words)),
        "streak": words("streak", days=days),
        "repetitions": [
            {
                "is_good": one.verdict is Verdict.GOOD,
                "word": words(f"verdict-{one.verdict.replace('_', '-')}"),
                "range": None if one.verdict is Verdict.NOT_MEASURABLE else one.peak,
                "cycle_s": None if one.verdict is Verdict.NOT_MEASURABLE else one.cycle_s,
            }
            for one in visit.judged
        ],
        "zone": gauge.ZONE,
        "cycle_min_s": tempo.warn_cycle_s,
        "cycle_aim_s": tempo.out_s + visit.prescription.exercise.end.hold_s + tempo.back_s,
    }


def _unseen(visit: Visit) -> int:
    """Return how many repetitions could not be judged: they are counted against nobody."""
    return sum(one.verdict is Verdict.NOT_MEASURABLE for one in visit.judged)


def _counts(visit: Visit, good: int, words: Words) -> str:
    unseen = _unseen(visit)
    judged = len(visit.judged) - unseen
    told = [words("summary-good", good=good, of=judged)] if judged else []
    told += [words("summary-unseen", unseen=unseen)] if unseen else []
    return " ".join(told) or words("summary-none")


def _lines(course: Course, good: int, words: Words) -> Iterator[str]:
    """Yield the three lines: how many; what would help most; when next. After harm, whom to ask instead of advice."""
    visit = course.visit
    yield _counts(visit, good, words)
    if has_flared(visit):
        yield words("stop-next") if visit.stopped is None else words("summary-stopped")
    elif other := other_exercise(visit):
        yield words("summary-looks-like", exercise=library_title(words, other))
    elif visit.judged:
        yield words(advise(visit))
    yield words(next_time(visit, course.history))
