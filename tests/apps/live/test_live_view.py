"""What the page is shown: plain values at every step of a visit, words in every language, and never an angle."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from formcheck.apps.live.view import ANYWAY_S, FADES_S, LINES, PageView, cue_words, make_view
from formcheck.events import Verdict
from formcheck.samples import Frame, Pose, Side
from formcheck.session.coaching.coach import Cue, Tone
from formcheck.session.coaching.framing import Check
from formcheck.session.coaching.reasons import Hint, Reason
from formcheck.session.coaching.safety import Halt, Lasting, RedFlag
from formcheck.session.visit.acting import act
from formcheck.session.visit.actions import Begin, Stop
from formcheck.session.visit.course import Course, VisitStage
from formcheck.session.visit.entries import Ended, Entry, Finished, RangeFrom, Stopped
from formcheck.session.visit.visit import History
from formcheck.words.language import LANGUAGES
from tests.support.cases import few
from tests.support.live import SEEN_HZ, KeptLandmarks, Patient, answers, grey, make_controller, make_live_pose, words
from tests.support.sessions import view_of
from tests.support.visits import RANGE_KNOWN, began, dosed, fold, judged, opened

CLIPS = {"faults-tibial-slider": Side.RIGHT, "leaving-picture": Side.LEFT}
KEYS = {
    "stage", "note", "picture", "checks", "cue", "gauge", "phase", "count", "progress", "set", "seconds", "pace",
    "is_lost", "outcome", "can_go_on_anyway", "leg",
}  # fmt: skip
DEGREES = re.compile(r"°|\d+\s*(?:deg|grad)|\bdegrees?\b|\bgrados?\b", re.IGNORECASE)

pytestmark = pytest.mark.xdist_group("live view")  # the visit that all look at is made once
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_clip = pytest.mark.parametrize("clip", few(CLIPS))


@cache
def visit_to(clip: str) -> tuple[Course, ...]:
    """Return where a visit stood step by step, with all that can be done in it, before somebody filmed in a clip."""
    with TemporaryDirectory() as folder:
        live_pose = make_live_pose(KeptLandmarks(clip))
        controller = make_controller(Path(folder), exercise=dosed(repetitions=8, sets=2), live_pose=live_pose)
        patient = Patient(controller)
        patient.courses.append(controller.course)
        patient.do(answers(side=CLIPS[clip], range_from=RangeFrom.MEASURE)).until(VisitStage.NEUTRAL, 15.0).watch(1.0)
        patient.do("skip").watch(11.0).do("skip").until(VisitStage.SET, 15.0).watch(25.0)
        patient.stop(2).do("go_on").watch(6.0).stop(5).do("finish").finish()
        controller.close()
    return tuple(patient.courses)


@cache
def shown(clip: str, language: str) -> tuple[PageView, ...]:
    """Return what the page is shown in such a visit."""
    return tuple(make_view(course, words(language), "kept") for course in visit_to(clip))


def strings(value: object) -> Iterator[str]:
    """Yield every text in a view, but for keys and the words that only programs read."""
    match value:
        case str():
            yield value
        case dict():
            for key, one in value.items():
                if key not in {"stage", "tone", "leg", "key", "state", "points"}:
                    yield from strings(one)
        case list() | tuple():
            for one in value:
                yield from strings(one)


def at(course: Course, language: str = "en") -> PageView:
    return make_view(course, words(language), "kept")


# Every step of a visit


@every_clip
def test_every_stage_is_reached(clip: str) -> None:
    stages = {course.stage for course in visit_to(clip)}
    assert stages >= {
        VisitStage.WELCOME,
        VisitStage.CAMERA,
        VisitStage.COUNTDOWN,
        VisitStage.SET,
        VisitStage.PAUSED,
        VisitStage.STOPPED,
    }
    assert stages >= {VisitStage.AFTER, VisitStage.SUMMARY}


@every_clip
@every_language
def test_every_view_is_json_without_nan(clip: str, language: str) -> None:
    for view in shown(clip, language):
        assert json.loads(json.dumps(view, allow_nan=False)) is not None


@every_clip
def test_every_view_has_every_part(clip: str) -> None:
    for view in shown(clip, "en"):
        assert view.keys() == KEYS


@every_clip
@every_language
def test_nothing_that_is_shown_is_empty(clip: str, language: str) -> None:
    for view in shown(clip, language):
        texts = list(strings({key: view[key] for key in ("note", "outcome")}))
        if view["cue"] is not None:
            texts.append(view["cue"]["text"])  # type: ignore[index]
        if view["gauge"] is not None:
            texts.append(str(view["phase"]))
        if view["stage"] == "practice":
            texts.append(view["progress"]["text"])  # type: ignore[index]
        assert all(text.strip() for text in texts)


@every_clip
@every_language
def test_nobody_is_shown_an_angle(clip: str, language: str) -> None:
    texts = {text for view in shown(clip, language) for text in strings(view)}
    assert len(texts) > 10
    assert [text for text in texts if DEGREES.search(text)] == []


@every_clip
def test_languages_differ_in_words_only(clip: str) -> None:
    def bare(view: PageView) -> object:
        return {
            key: value for key, value in view.items() if key not in {"note", "cue", "phase", "progress", "outcome"}
        } | {"number": (view["cue"] or {}).get("number")}  # type: ignore[attr-defined]

    assert [bare(view) for view in shown(clip, "en")] == [bare(view) for view in shown(clip, "es")]
    english, spanish = ({text for view in shown(clip, one) for text in strings(view)} for one in LANGUAGES)
    assert len(english & spanish) <= 2


@every_clip
def test_a_new_cue_has_the_next_number(clip: str) -> None:
    numbers = [view["cue"]["number"] for view in shown(clip, "en") if view["cue"]]  # type: ignore[index]
    assert list(dict.fromkeys(numbers)) == list(range(1, max(numbers) + 1))


@every_clip
def test_each_part_is_shown_in_its_stages(clip: str) -> None:
    stages = {
        "picture": {"camera", "neutral", "practice", "countdown", "set", "rest"},
        "checks": {"camera"},
        "gauge": {"practice", "set"},
        "phase": {"practice", "set"},
        "pace": {"practice", "set"},
        "progress": {"neutral", "practice"},
        "seconds": {"countdown", "rest"},
        "count": {"countdown", "set", "rest", "paused"},
        "set": {"countdown", "set", "rest", "paused"},
        "outcome": {"summary"},
    }
    for part, expected in stages.items():
        found = {view["stage"] for view in shown(clip, "en") if view[part] not in (None, "", [])}
        assert found <= expected, part
        assert found, part


@every_clip
def test_the_hands_stay_on_the_gauge(clip: str) -> None:
    gauges = [view["gauge"] for view in shown(clip, "en") if view["gauge"]]
    hands = [gauge[hand] for gauge in gauges for hand in ("driver", "foot")]  # type: ignore[index]
    assert all(hand is None or 0.0 <= hand <= 1.15 for hand in hands)
    assert all(gauge["has_foot"] and gauge["zone"] == 0.8 for gauge in gauges)  # type: ignore[index]


@every_clip
def test_the_picture_has_points_of_the_body_in_shares(clip: str) -> None:
    names = {name for line in LINES for name in line}
    pictures = [view["picture"] for view in shown(clip, "en") if view["picture"]]
    assert len(pictures) > 300
    for picture in pictures:
        assert isinstance(picture, dict)
        assert picture.keys() == {"points", "leg", "aspect"}
        assert picture["points"].keys() <= names
        assert all(0.0 <= x <= 1.0 and 0.0 <= y <= 1.0 for x, y in picture["points"].values())
        assert picture["aspect"] == pytest.approx(4 / 3, abs=1e-3)


def test_the_picture_is_not_mirrored() -> None:
    course = next(
        course for course in visit_to("faults-tibial-slider") if course.stage is VisitStage.SET and course.step
    )
    assert course.step is not None
    knee = view_of(course.step).pose.landmarks["right_knee"]
    picture = at(course)["picture"]
    assert isinstance(picture, dict)
    assert picture["points"]["right_knee"] == [round(knee.x_px / 640, 4), round(knee.y_px / 480, 4)]


def test_the_lines_are_those_of_both_legs_trunk_and_neck() -> None:
    assert all(len(line) == 2 for line in LINES)
    for side in Side:
        assert (f"{side}_knee", f"{side}_ankle") in LINES
        assert (f"{side}_shoulder", f"{side}_ear") in LINES


@every_clip
def test_the_checks_are_in_the_order_in_which_they_are_mended(clip: str) -> None:
    for view in shown(clip, "en"):
        if view["checks"]:
            assert [check["key"] for check in view["checks"]] == [check.value for check in Check]  # type: ignore[attr-defined]
            assert {check["state"] for check in view["checks"]} <= {"ok", "missing", "unknown"}  # type: ignore[attr-defined]


def test_seconds_count_down() -> None:
    seconds = [view["seconds"] for view in shown("faults-tibial-slider", "en") if view["stage"] == "countdown"]
    first = seconds[: seconds.index(1) + 1]
    assert list(dict.fromkeys(first)) == [5, 4, 3, 2, 1]


@pytest.mark.slow
def test_whoever_is_out_of_view_is_shown_as_lost_and_the_pace_waits() -> None:
    lost = [view for view in shown("leaving-picture", "en") if view["is_lost"]]
    assert lost
    for view in lost:
        assert view["phase"] == "Hidden"
        assert view["pace"]["is_running"] is False  # type: ignore[index]


def test_hands_that_are_not_seen_are_null() -> None:
    gauges = [view["gauge"] for view in shown("leaving-picture", "en") if view["is_lost"]]
    assert any(gauge["driver"] is None for gauge in gauges)  # type: ignore[index]


def test_going_on_anyway_is_offered_after_a_while(tmp_path: Path) -> None:
    patient = Patient(make_controller(tmp_path), picture=grey(level=5)).do(answers())
    offered = []
    for _ in range(round(12.0 * SEEN_HZ)):
        patient.watch(1.0 / SEEN_HZ)
        offered.append(patient.view["can_go_on_anyway"])
    assert offered.index(True) == round(ANYWAY_S * SEEN_HZ)


def test_nobody_can_go_on_without_being_seen(tmp_path: Path) -> None:
    patient = Patient(make_controller(tmp_path, live_pose=make_live_pose(EmptyRoom()))).do(answers()).watch(12.0)
    assert patient.view["can_go_on_anyway"] is False
    patient.do("anyway")
    assert patient.stage is VisitStage.CAMERA


class EmptyRoom(KeptLandmarks):
    """Finds nobody."""

    def estimate(self, frame: Frame) -> Pose:
        """Return a pose without a body."""
        return replace(super().estimate(frame), landmarks={})


# Cues


CUES = [
    *(Cue("not-counted", Tone.FORM, reason) for reason in Reason if not reason.is_unseen),
    *(Cue(reason.value, Tone.LOST) for reason in Reason if reason.is_unseen),
    *(Cue(hint.value, Tone.FORM) for hint in Hint),
    *(Cue(halt.value, Tone.SAFETY) for halt in (Halt.PAIN, Halt.PAIN_RISE, Halt.NUMB)),
    *(Cue("see-part-hidden", Tone.FORM, part=part) for part in ("head", "hip", "knee", "foot")),
    *(Cue(key, Tone.FORM, part="foot") for key in ("see-out-aside", "see-foot-out-below", "see-wrong-side")),
    Cue("see-all-good", Tone.PRAISE),
    Cue("good", Tone.PRAISE),
    Cue("lost-person", Tone.LOST),
    Cue("begin", Tone.INFO),
]


@every_language
@pytest.mark.parametrize("cue", CUES, ids=lambda cue: f"{cue.key}-{cue.reason or cue.part}".rstrip("-"))
def test_every_cue_is_shown_and_said_for_either_leg(language: str, cue: Cue) -> None:
    for side in Side:
        text, speech = cue_words(cue, side, words(language))
        assert text.strip()
        assert speech.strip()
        assert not DEGREES.search(text + speech)


def test_a_cue_that_is_only_shown_is_not_said() -> None:
    assert cue_words(Cue("good", Tone.PRAISE, is_spoken=False), Side.LEFT, words("en")) == ("Good.", "")


def test_why_it_was_not_counted_is_shown_in_one_sentence() -> None:
    text, speech = cue_words(Cue("not-counted", Tone.FORM, Reason.FOOT_SHORT_UP), Side.LEFT, words("en"))
    assert (text, speech) == ("Not counted: foot stayed down.", "Foot stayed down.")


def test_a_cue_names_the_leg_that_was_chosen() -> None:
    cue = Cue("see-wrong-side", Tone.FORM)
    assert "left leg" in cue_words(cue, Side.LEFT, words("en"))[0]
    assert "right leg" in cue_words(cue, Side.RIGHT, words("en"))[0]


# Referral, stop, pause


def begun(begin: Begin, history: History | None = None) -> Course:
    """Return the course after the answers before the exercise."""
    history = history or History()
    visit = fold(opened(lasting_before=history.lasting))
    return act(Course(visit, history), begin)[0]


REFERRALS = {
    "red flag": (answers(red_flags=(RedFlag.FEVER,)), {"refer-red-flag", "refer-soon"}),
    "emergency": (answers(red_flags=(RedFlag.BLADDER_BOWEL,)), {"refer-emergency"}),
    "emergency and more": (
        answers(pain=6, red_flags=(RedFlag.FEVER, RedFlag.BLADDER_BOWEL)),
        {"refer-emergency", "refer-pain-before"},
    ),
    "pain": (answers(pain=6), {"refer-pain-before"}),
    "a day": (answers(after_last=Lasting.DAY), {"refer-flares"}),
    "pain and a red flag": (answers(pain=6, red_flags=(RedFlag.FEVER,)), {"refer-pain-before", "refer-soon"}),
}


@every_language
@pytest.mark.parametrize(("begin", "keys"), REFERRALS.values(), ids=REFERRALS)
def test_whoever_must_not_begin_is_told_whom_to_see(language: str, begin: Begin, keys: set[str]) -> None:
    view = at(begun(begin), language)
    assert view["stage"] == "referral"
    note = view["note"]
    assert isinstance(note, list)
    assert set(note[:-1]) == {words(language)(key) for key in keys}
    assert note[-1] == words(language)("not-a-diagnosis")
    assert len(note) == len(keys) + 1


@every_language
@pytest.mark.parametrize("flag", RedFlag)
def test_every_red_flag_leads_to_a_referral(language: str, flag: RedFlag) -> None:
    view = at(begun(answers(red_flags=(flag,))), language)
    assert view["stage"] == "referral"
    assert len(view["note"]) >= 2  # type: ignore[arg-type]


STOPS = {
    "pain": (Stop(4, is_numb=False), Halt.PAIN),
    "a rise": (Stop(3, is_numb=False), Halt.PAIN_RISE),
    "numb": (Stop(None, is_numb=True), Halt.NUMB),
}


@every_language
@pytest.mark.parametrize(("answer", "halt"), STOPS.values(), ids=STOPS)
def test_the_stop_rule_is_told_with_what_to_do_next(language: str, answer: Stop, halt: Halt) -> None:
    paused = replace(begun(answers(pain=1)), stage=VisitStage.PAUSED)
    view = at(act(paused, answer)[0], language)
    assert view["stage"] == "stopped"
    assert view["note"] == [words(language)(halt.value), words(language)("stop-next")]
    assert view["cue"]["tone"] == "safety"  # type: ignore[index]
    assert view["cue"]["speech"]  # type: ignore[index]


@every_language
def test_a_pain_within_limits_is_answered(language: str) -> None:
    paused = replace(begun(answers(pain=1)), stage=VisitStage.PAUSED)
    assert at(act(paused, Stop(2, is_numb=False))[0], language)["note"] == [words(language)("within-limits")]


@every_language
def test_a_halved_session_is_announced(language: str) -> None:
    view = at(begun(answers(after_last=Lasting.LONG)), language)
    assert (view["stage"], view["note"]) == ("camera", [words(language)("halved")])


# The end


def ended(*entries: Entry, history: History | None = None) -> Course:
    """Return the course at its summary."""
    visit = fold(opened(), began(), RANGE_KNOWN, *entries)
    return Course(visit, history or History(), VisitStage.SUMMARY)


def lines(course: Course, language: str = "en") -> list[str]:
    outcome = at(course, language)["outcome"]
    assert isinstance(outcome, dict)
    return list(outcome["lines"])


WELL = (Ended(), Finished(1, is_numb=False))


@every_language
def test_three_lines_say_how_many_what_would_help_and_when_next(language: str) -> None:
    three = lines(ended(judged(), judged(), judged(Verdict.RUSHED, reason=Reason.TOO_FAST), *WELL), language)
    say = words(language)
    assert three == [say("summary-good", good=2, of=3), say("advice-too-fast"), say("next-later-today")]


@every_language
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_ends_in_an_advice(language: str, reason: Reason) -> None:
    verdict = Verdict.NOT_MEASURABLE if reason.is_unseen else Verdict.INCOMPLETE_RANGE
    assert all(lines(ended(judged(), judged(verdict, reason=reason), *WELL), language))


@every_language
@pytest.mark.parametrize("hint", Hint)
def test_every_hint_ends_in_an_advice(language: str, hint: Hint) -> None:
    three = lines(ended(judged(hint=hint), judged(hint=hint), *WELL), language)
    assert three[1] not in {"", words(language)("advice-steady")}


@pytest.mark.parametrize(
    "harm",
    [
        (Stopped(Halt.PAIN, 5, is_numb=False), Finished(5, is_numb=False)),
        (Ended(), Finished(4, is_numb=False)),
        (Ended(), Finished(3, is_numb=False)),
        (Ended(), Finished(0, is_numb=True)),
    ],
)
def test_after_harm_there_is_no_advice_but_whom_to_ask(harm: tuple[Entry, ...]) -> None:
    three = lines(ended(judged(), judged(Verdict.RUSHED, reason=Reason.TOO_FAST), *harm))
    assert words("en")("advice-too-fast") not in three
    assert three[-1] == words("en")("next-ask")


@every_language
def test_without_a_repetition_there_is_no_advice(language: str) -> None:
    assert lines(ended(*WELL), language) == [words(language)("summary-none"), words(language)("next-later-today")]


def test_when_the_day_is_done_the_next_time_is_tomorrow() -> None:
    done = ended(judged(), *WELL, history=History(visits_today=9))
    assert lines(done)[-1] == words("en")("next-tomorrow")


@pytest.mark.parametrize(("days", "text"), [(0, "First day"), (2, "3 days in a row")])
def test_the_streak_counts_today(days: int, text: str) -> None:
    outcome = at(ended(judged(), *WELL, history=History(days=days)))["outcome"]
    assert isinstance(outcome, dict)
    assert outcome["streak"] == text


@every_language
@pytest.mark.parametrize("verdict", Verdict)
def test_every_repetition_has_its_word(language: str, verdict: Verdict) -> None:
    outcome = at(ended(judged(verdict), *WELL), language)["outcome"]
    assert isinstance(outcome, dict)
    (repetition,) = outcome["repetitions"]
    assert repetition["word"]
    assert repetition["is_good"] == (verdict is Verdict.GOOD)
    assert (repetition["range"] is None) == (verdict is Verdict.NOT_MEASURABLE)
    assert 0.0 < outcome["cycle_min_s"] < outcome["cycle_aim_s"] < inf


@pytest.mark.slow
def test_a_cue_that_was_read_makes_room_for_silence(tmp_path: Path) -> None:
    with closing(make_controller(tmp_path, exercise=dosed(repetitions=6, sets=1))) as controller:
        patient = Patient(controller).do(answers()).until_judged(1)
        assert patient.view["cue"] is not None
        patient.until(lambda: patient.view["cue"] is None, patience_s=FADES_S + 0.5)
        patient.until_judged(2)
        assert patient.view["cue"] is not None
