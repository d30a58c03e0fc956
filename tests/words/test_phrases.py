"""What a patient is told of a repetition is kind, short and about the movement, in every language."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import Any, get_args, get_type_hints

import pytest

from formcheck.causes import BodyPart, Cause, CauseKind, Edge
from formcheck.events import AttemptDropped, Flag, FlagKind, Repetition, Severity, Unit, Verdict
from formcheck.exercise.definition import Neck, Window
from formcheck.exercise.loader import exercise_ids, load_exercise, load_prescription
from formcheck.samples import Accuracy, AngleError, Dof, Instrument, Origin, Place, Segment, Side
from formcheck.session.means import BY_CAMERA, measured_by
from formcheck.session.model import Remark, RemarkKind
from formcheck.words.catalogue import Words, exercise_words, foot_words
from formcheck.words.language import LANGUAGES
from formcheck.words.names import (
    body_word,
    joint_word,
    kind_word,
    leg_words,
    phase_word,
    severity_word,
    verdict_word,
)
from formcheck.words.phrases import (
    flag_numbers,
    flag_sentence,
    flag_text,
    remark_sentence,
    repetition_sentence,
    unjudged_sentence,
    window_text,
)
from tests.support.sessions import CAMERA

UNKIND = {
    "en": r"wrong|fail\w*|bad\w*|error|incorrect|poor\w*|must|never|weak|lazy|too|you",
    "es": r"mal|mala|malo|incorrect\w*|fall\w*|error\w*|debe|nunca|débil\w*|demasiado|usted",
}
LONGEST = 95
KNEE, FOOT, THIGH, HEAD = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION, Dof.NECK_FLEXION
SHIN = Place(Side.LEFT, Segment.SHANK)
ERROR = {dof: AngleError(3.0, 1.0) for dof in (KNEE, FOOT)}
SENSORS = Instrument(Origin.SENSOR, "sensors", Accuracy(ERROR, ERROR))
BY_SENSORS = measured_by([SENSORS], load_prescription("tibial-slider-seated"))
BY_BOTH = measured_by([SENSORS, CAMERA], load_prescription("tibial-slider-seated"))
LOOKING = {
    "en": r"cameras?|pictures?|films?|filmed|filming|seen?|sight|foreground|frames?",
    "es": r"cámaras?|im[aá]gen(?:es)?|graben?|vio|ver|vist[ao]s?|primer plano",
}

every_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def spoken(language: str = "en") -> Words:
    return Words(language)


def make_flag(
    kind: FlagKind,
    severity: Severity = Severity.FAULT,
    dof: Dof | None = None,
    measured: float | None = None,
    required: float | None = None,
    unit: Unit = "deg",
) -> Flag:
    shortfall = None if measured is None or required is None else abs(measured - required)
    return Flag(kind, severity, dof, measured, required, shortfall, 3.0, unit)


def make_repetition(*flags: Flag) -> Repetition:
    numbers: dict[str, Any] = dict.fromkeys(
        ("knee_at_peak_deg", "ankle_at_peak_deg", "neck_change_deg", "out_s", "hold_s", "back_s", "peak_speed_degps",
         "sparc")
    )  # fmt: skip
    faults = {flag.kind.value for flag in flags if flag.severity is Severity.FAULT}
    verdict = next((one for one in Verdict if one.value in faults), Verdict.GOOD)
    return Repetition(1, 1.0, 3.0, 5.0, verdict, flags, **numbers)


EVERY_FLAG = [
    make_flag(kind, severity, dof, measured, required, unit)
    for kind, severity, dof, unit, (measured, required) in product(
        FlagKind, Severity, (*Dof, None), get_args(Unit), ((30.0, 12.0), (-12.0, 30.0), (None, None))
    )
]


@every_language
def test_every_flag_has_a_sentence_that_is_kind_and_short(language: str) -> None:
    unkind = re.compile(rf"\b(?:{UNKIND[language]})\b", re.IGNORECASE)
    sentences = {flag_sentence(spoken(language), flag) for flag in EVERY_FLAG}
    assert len(sentences) > 40
    for sentence in sentences:
        assert not unkind.search(sentence)
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert len(sentence) <= LONGEST, sentence


def test_no_flag_reads_the_same_in_two_languages() -> None:
    assert not [flag for flag in EVERY_FLAG if len({flag_sentence(spoken(one), flag) for one in LANGUAGES}) == 1]


@every_language
def test_every_flag_can_be_put_on_one_line(language: str) -> None:
    for flag in EVERY_FLAG:
        text = flag_text(spoken(language), flag)
        assert flag_sentence(spoken(language), flag) in text
        assert ("[" in text) is (flag.measured is not None)
        assert "\n" not in text


@every_language
def test_every_repetition_has_a_sentence(language: str) -> None:
    for flag in EVERY_FLAG:
        sentence = repetition_sentence(spoken(language), make_repetition(flag))
        assert flag_sentence(spoken(language), flag) in sentence


def say(dof: Dof, measured: float, required: float, language: str = "en") -> str:
    flag = make_flag(FlagKind.INCOMPLETE_RANGE, dof=dof, measured=measured, required=required)
    return flag_sentence(spoken(language), flag)


def test_a_shortfall_is_told_in_the_direction_that_helps() -> None:
    assert say(KNEE, 32.0, 20.0) == "A little straighter: the knee was 12° short."
    assert say(KNEE, 60.0, 70.0) == "Bend the knee 10° further."
    assert say(FOOT, -14.0, 0.0) == "Toes up: the foot was 14° short."
    assert say(FOOT, -10.0, -20.0) == "Point the foot further: 10° were missing."
    assert say(THIGH, 40.0, 50.0) == "Leg a little higher, by 10°."
    assert say(THIGH, 60.0, 50.0) == "Leg a little lower, by 10°."
    assert say(KNEE, 32.0, 20.0, "es") == "Un poco más recta: a la rodilla le faltaron 12°."
    assert say(FOOT, -10.0, -20.0, "es") == "Estire más la punta del pie: faltaron 10°."


def test_what_the_camera_missed_is_the_cameras_fault() -> None:
    flag = make_flag(FlagKind.NOT_MEASURABLE, dof=FOOT, unit="share")
    assert flag_sentence(spoken(), flag) == "Not counted: the camera could not see your foot well enough."
    assert flag_sentence(spoken("es"), flag) == "No se cuenta: la cámara no pudo ver bien su pie."


def test_what_was_not_judged_is_said() -> None:
    flag = make_flag(FlagKind.NOT_JUDGED, Severity.WARNING, HEAD, unit="share")
    assert flag_sentence(spoken(), flag) == "Your head could not be seen: how it moved was not judged."
    good = make_repetition(flag)
    assert good.verdict is Verdict.GOOD
    assert repetition_sentence(spoken(), good) == "Good. Your head could not be seen: how it moved was not judged."
    assert repetition_sentence(spoken("es"), good) == (
        "Bien. La cámara no pudo ver su cabeza: no se valoró cómo se movió."
    )


def test_doubt_is_told_apart_from_blindness() -> None:
    unsure = make_flag(FlagKind.NOT_MEASURABLE, dof=FOOT, measured=14.0, required=9.0)
    assert flag_sentence(spoken(), unsure) == spoken()("flag-not-sharp", part="foot")
    when = make_flag(FlagKind.NOT_MEASURABLE, dof=FOOT, measured=0.9, required=0.5, unit="s")
    assert flag_sentence(spoken(), when) == spoken()("flag-not-sharp-when", part="foot")


def test_where_the_own_range_would_help_it_is_said() -> None:
    flag = make_flag(FlagKind.UNCALIBRATED, Severity.WARNING, FOOT, unit="share")
    said = "Measure your own range first: against that, your foot could have been judged."
    assert flag_sentence(spoken(), flag) == said


@pytest.mark.parametrize(
    ("flag", "english", "spanish"),
    [
        (
            make_flag(FlagKind.RUSHED, measured=1.42, required=2.0, unit="s"),
            "Slower: out and back took 1.4 s, let it take 2 s or more.",
            "Más despacio: ir y volver duró 1,4 s; deje que dure 2 s o más.",
        ),
        (
            make_flag(FlagKind.RUSHED, dof=KNEE, measured=0.36, required=0.5, unit="s"),
            "Slower: one way was over in 0.4 s, let it take 2 s.",
            "Más despacio: un solo sentido duró 0,4 s; deje que dure 2 s.",
        ),
        (
            make_flag(FlagKind.RUSHED, dof=KNEE, measured=301.0, required=240.0, unit="degps"),
            "Slower: the leg moved at 301° a second, keep below 240°.",
            "Más despacio: la pierna se movió a 301° por segundo; quédese por debajo de 240°.",
        ),
        (
            make_flag(FlagKind.HELD, measured=4.52, required=3.0, unit="s"),
            "Glide, do not hold: the end was held for 4.5 s.",
            "Deslice sin parar: se quedó 4,5 s al final.",
        ),
        (
            make_flag(FlagKind.WRONG_ORDER, dof=FOOT, measured=0.81, required=0.5, unit="s"),
            "Knee and foot together: the foot came 0.8 s after the knee.",
            "Rodilla y pie a la vez: el pie llegó 0,8 s después que la rodilla.",
        ),
        (
            make_flag(FlagKind.WRONG_ORDER, dof=FOOT, measured=-12.0, required=0.0),
            "As the leg goes out, pull the toes up: the foot pointed instead.",
            "Al mover la pierna, suba la punta del pie: esta vez fue hacia abajo.",
        ),
        (
            make_flag(FlagKind.WRONG_ORDER, dof=HEAD, measured=20.0, required=10.0),
            "The head went down as the leg went out; this exercise keeps it up.",
            "La cabeza bajó al mover la pierna; en este ejercicio va arriba.",
        ),
    ],
)
def test_numbers_are_told_as_people_write_them(flag: Flag, english: str, spanish: str) -> None:
    assert flag_sentence(spoken(), flag) == english
    assert flag_sentence(spoken("es"), flag) == spanish


def test_the_one_sentence_to_read_is_the_reason_of_the_verdict() -> None:
    flags = (
        make_flag(FlagKind.HELD, measured=4.5, required=3.0, unit="s"),
        make_flag(FlagKind.RUSHED, measured=1.4, required=2.0, unit="s"),
    )
    assert repetition_sentence(spoken(), make_repetition(*flags)) == flag_sentence(spoken(), flags[1])


def test_praise_comes_with_the_first_hint() -> None:
    flags = (make_flag(FlagKind.HELD, Severity.WARNING), make_flag(FlagKind.BOUNCING, Severity.COMPENSATION))
    assert repetition_sentence(spoken(), make_repetition(*flags)) == "Good. Turn round a little sooner at the end."
    assert [repetition_sentence(spoken(one), make_repetition()) for one in LANGUAGES] == ["Good.", "Bien."]


def test_what_a_flag_rests_on() -> None:
    short = Flag(FlagKind.INCOMPLETE_RANGE, Severity.FAULT, FOOT, -14.0, 0.0, 14.0, 5.0, "deg")
    rushed = Flag(FlagKind.RUSHED, Severity.FAULT, None, 1.4, 2.0, 0.6, 0.1, "s")
    held = Flag(FlagKind.HELD, Severity.FAULT, None, 4.5, 3.0, 1.5, None, "s")
    minus = "\N{MINUS SIGN}"
    english = [f"ankle {minus}14° ± 5°, asked 0°", "1.4 s ± 0.1 s, at least 2.0 s", "4.5 s, at most 3.0 s"]
    spanish = [f"tobillo {minus}14° ± 5°, se pidió 0°", "1,4 s ± 0,1 s, al menos 2,0 s", "4,5 s, como mucho 3,0 s"]
    assert [flag_numbers(spoken(), flag) for flag in (short, rushed, held)] == english
    assert [flag_numbers(spoken("es"), flag) for flag in (short, rushed, held)] == spanish
    assert flag_numbers(spoken(), make_flag(FlagKind.NOT_JUDGED, Severity.WARNING, HEAD)) == ""


def test_what_was_not_sharp_is_told_by_how_wide_it_was() -> None:
    unsure = Flag(FlagKind.NOT_MEASURABLE, Severity.FAULT, FOOT, 14.0, 9.0, 5.0, None, "deg")
    assert flag_numbers(spoken(), unsure) == "ankle ± 14°, at most ± 9°"
    assert flag_numbers(spoken("es"), unsure) == "tobillo ± 14°, como mucho ± 9°"


# --- words ------------------------------------------------------------------------------------------------------------


@every_language
def test_every_kind_of_thing_has_its_own_word(language: str) -> None:
    words = spoken(language)
    for found in (
        [verdict_word(words, one) for one in Verdict],
        [kind_word(words, one) for one in FlagKind],
        [severity_word(words, one) for one in Severity],
        [joint_word(words, one) for one in Dof],
        [body_word(words, one) for one in Dof],
        [leg_words(words, one) for one in Side],
        [words(f"neck-{one}") for one in Neck],
    ):
        assert all(found)
        assert len(set(found)) == len(found)


@every_language
def test_every_reason_to_drop_a_movement_has_its_words(language: str) -> None:
    reasons = get_args(get_type_hints(AttemptDropped)["reason"])
    assert len(reasons) == 6
    assert all(spoken(language).has(f"uncounted-{reason.replace('_', '-')}") for reason in reasons)


@every_language
def test_every_phase_of_the_library_has_its_word(language: str) -> None:
    for name in exercise_ids():
        for phase in load_exercise(name).phase_names:
            assert spoken(language).has(f"posture-{phase.replace('_', '-')}"), phase
    assert phase_word(spoken("en"), "pull_up") == "pull up"
    assert phase_word(spoken("es"), "pull_up") == "punta arriba"


@every_language
def test_a_phase_of_ones_own_keeps_its_name(language: str) -> None:
    assert phase_word(spoken(language), "bien_arriba") == "bien arriba"
    assert phase_word(spoken(language), "") == ""


def test_what_the_foot_does_is_told_phase_by_phase() -> None:
    told = {phase.foot for name in exercise_ids() for phase in load_exercise(name).phases.values() if phase.foot}
    assert all(foot_words(spoken("en"), foot) == foot for foot in told)
    assert not [foot for foot in told if foot_words(spoken("es"), foot) == foot]
    assert foot_words(spoken("es"), "a fondo") == "a fondo"


def test_what_the_camera_cannot_see_of_an_exercise_is_a_list() -> None:
    for name in exercise_ids():
        exercise = load_exercise(name)
        assert exercise_words(spoken("en"), exercise).unseen == exercise.unseen
        assert len(exercise_words(spoken("es"), exercise).unseen) == len(exercise.unseen)


def test_windows() -> None:
    assert window_text(spoken("en"), Window(-40.0, -10.0)) == "\N{MINUS SIGN}40 to \N{MINUS SIGN}10°"
    assert window_text(spoken("es"), Window(0.0, 20.0)) == "0 a 20°"
    assert window_text(spoken("es"), None) == ""


# --- remarks on a session ---------------------------------------------------------------------------------------------

STANDS = Cause(CauseKind.THIGH_LOW, number=-81.6, limit=-25.0, since_s=2.4)
FROM_BEHIND = Cause(CauseKind.FROM_BEHIND, number=25.2, limit=47.0)
FRONTAL = Cause(CauseKind.FROM_FRONT, number=60.4, limit=47.0, since_s=2.4)
LEFT_PICTURE = Cause(CauseKind.OUTSIDE, BodyPart.FOOT, Edge.RIGHT, since_s=1.74)
REMARKS = {
    Remark(RemarkKind.NO_PERSON): "No person was found: the whole body, from head to toe, must be in the picture.",
    Remark(RemarkKind.SELDOM_MEASURED, KNEE, 0.5): "The knee could be measured in 50% of the frames.",
    Remark(RemarkKind.SELDOM_MEASURED, FOOT, 0.872): "The foot could be measured in 87% of the frames.",
    Remark(RemarkKind.SELDOM_MEASURED, FOOT, 0.409, cause=LEFT_PICTURE): (
        "The foot could be measured in 41% of the frames. What stood in the way most: your foot left the picture on "
        "the right at 0:01.7."
    ),
    Remark(RemarkKind.NOT_SIDE_ON, number=25.2, cause=FROM_BEHIND): (
        "The camera stood about 25° off the side view, towards your back: uncertainties are wider for it."
    ),
    Remark(RemarkKind.NOT_SIDE_ON, number=60.4, cause=FRONTAL): (
        "The camera stood about 60° off the side view, towards your front: further off than 47° nothing is measured."
    ),
    Remark(RemarkKind.CUT_AT_START): "The recording begins in the middle of a repetition: that one was not counted.",
    Remark(RemarkKind.CUT_AT_END): (
        "The recording ends in the middle of a repetition: that one was not counted. Stop filming a moment after the "
        "last one."
    ),
    Remark(RemarkKind.NEUTRAL_NOT_USED, FOOT, -30.2): (
        "The neutral interval was not used: the foot stood at \N{MINUS SIGN}30°, too far from square to the shank to "
        "be neutral."
    ),
    Remark(RemarkKind.LIGHTER_MODEL): (
        "The full model reads a straight knee as bent by 10 to 20° and flattens the ankle's range."
    ),
    Remark(RemarkKind.OTHER_SPEED, number=4.0): (
        "Everything was 4 times as fast as the recording shows it: all times here are those of life, not those of a "
        "player."
    ),
    Remark(RemarkKind.NO_MOVEMENT, KNEE, cause=Cause(CauseKind.SMALL, number=11.6, limit=22.0)): (
        "Nothing was counted: the largest movement from rest was 12°, and from 22° on one counts. If the other leg "
        "moved, film from its side."
    ),
    Remark(RemarkKind.OUT_OF_POSITION, KNEE, 0.68, cause=STANDS): (
        "Nothing was counted: in 68% of the frames you seemed to be standing or squatting (thigh at "
        "\N{MINUS SIGN}82°, at least \N{MINUS SIGN}25° here). Is it the right exercise, begun in its starting position?"
    ),
    Remark(RemarkKind.NOT_MEASURED, KNEE, 0.58, cause=FRONTAL): (
        "Nothing was counted: in 58% of the frames you were seen from the front, 60° off the side view. Turn the "
        "camera, or yourself, so that it sees you exactly from the side."
    ),
    Remark(RemarkKind.FILE_CUT_SHORT, number=12.2): (
        "The file is cut short, by a recording or a copy that was broken off: only the first 12.2 s are there to be "
        "judged. If the original is longer, copy it again."
    ),
    Remark(RemarkKind.FILE_CUT_SHORT, number=12.2, expected=15.3): (
        "The file is cut short, by a recording or a copy that was broken off: only the first 12.2 s of 15.3 s are "
        "there to be judged. If the original is longer, copy it again."
    ),
    Remark(RemarkKind.PICTURES_MISSING, number=3.25): (
        "For 3.2 s in all there are no pictures, because the file is damaged or the camera gave none: what happened "
        "then was not seen."
    ),
    Remark(RemarkKind.LOOKS_SPED_UP, number=0.42): (
        "Is this video faster than life? Nobody moves as fast as it shows. If it was sped up, or states a higher rate "
        "than the camera gave, review it again with --speed 0.42 or what you know to be right; here every time and "
        "verdict takes it as it is."
    ),
    Remark(RemarkKind.LOOKS_SLOWED, number=8.0): (
        "Is this slow motion? The movements take far longer than prescribed. If it is, review it again with --speed 8 "
        "or what you know to be right; here every time and verdict takes it as it is."
    ),
    Remark(RemarkKind.SENSOR_LOST, number=15.2, place=SHIN): (
        "The sensor on the left shin told nothing for 15.2 s: what depends on it was not judged there."
    ),
    Remark(RemarkKind.SENSOR_SLIPPED, number=71.71, place=SHIN): (
        "The sensor on the left shin slipped: at 1:11.7 it no longer sat as it was calibrated. From there on it was "
        "not used."
    ),
    Remark(RemarkKind.SENSOR_LATE, number=71.71, place=SHIN): (
        "The readings of the sensor on the left shin came later than those of the others: their times were put right."
    ),
    Remark(RemarkKind.SENSOR_UPRIGHT_AXIS, number=71.71, place=SHIN): (
        "At 1:11.7 the left shin lay on its side: gravity does not tell how it is bent then."
    ),
    Remark(RemarkKind.SENSOR_NOT_SEATED, number=71.71, place=SHIN): (
        "At 1:11.7 the sensor on the left shin told of somebody who walks: it was not used there."
    ),
    Remark(RemarkKind.PICTURE_ON_ITS_SIDE, number=270.0): (
        "Nothing could be counted: the picture lies on its side. Review the file again with --rotate 270."
    ),
    Remark(RemarkKind.PICTURE_UPSIDE_DOWN, number=180.0): (
        "Nothing could be counted: the picture is upside down. Review the file again with --rotate 180."
    ),
    Remark(RemarkKind.PERHAPS_TURNED, number=90.0): (
        "As the picture stands, the posture is not that of the exercise; turned, it would be. If the picture lies on "
        "its side, review the file again with --rotate 90."
    ),
    Remark(RemarkKind.WAS_TURNED, number=90.0): (
        "The picture was turned by 90° clockwise, because the person in it is upright then. If it was upright "
        "before, review the file again with --rotate 0."
    ),
    Remark(RemarkKind.PERHAPS_MIRRORED, side=Side.LEFT): (
        "Nothing could be counted: the left leg is prescribed, and it is the one away from the camera. Film from its "
        "side; or, if the camera mirrored the picture, review the file again with --mirror."
    ),
    Remark(RemarkKind.PERHAPS_STRETCHED, number=1.3333): (
        "The person looks too wide, as in a picture that was stretched: angles are then read otherwise than they are. "
        "If it was, review the file again with --aspect 4:3."
    ),
    Remark(RemarkKind.PERHAPS_SQUEEZED, number=0.75): (
        "The person looks too narrow, as in a picture that was squeezed: angles are then read otherwise than they are. "
        "If it was, review the file again with --aspect 3:4."
    ),
    Remark(RemarkKind.BARS_CUT): "The black bars around the picture were cut off.",
    Remark(RemarkKind.STOOD_STILL, number=0.9, at_s=62.4): (
        "The picture stood still while the leg moved, for 0.9 s in all, first at 1:02.4: nothing was measured then."
    ),
    Remark(RemarkKind.LOW_RATE, number=6.25): (
        "There were only 6.2 pictures a second: quick movements are hardly seen. Ten or more are needed."
    ),
    Remark(RemarkKind.TOO_DARK): "The picture is too dark to be measured well: more light, please.",
    Remark(RemarkKind.TOO_BRIGHT): "The picture is too bright to be measured well: less light, please.",
    Remark(RemarkKind.LIGHT_BEHIND): (
        "There is a bright light behind the person, who is hard to see in front of it: draw the curtain, or film from "
        "elsewhere."
    ),
    Remark(RemarkKind.BLURRED): ("The picture is blurred: clean the lens, and let the camera focus before you begin."),
    Remark(RemarkKind.TILTED, number=7.4): (
        "The picture is tilted by 7°: thigh and trunk are read off by as much. Set the camera level."
    ),
    Remark(RemarkKind.SHAKEN): "The camera moved all the time: put it on something that stands firmly.",
}
OF_A_CAMERA = {
    RemarkKind.NOT_SIDE_ON, RemarkKind.LIGHTER_MODEL, RemarkKind.PICTURE_ON_ITS_SIDE, RemarkKind.PICTURE_UPSIDE_DOWN,
    RemarkKind.PERHAPS_TURNED, RemarkKind.WAS_TURNED, RemarkKind.PERHAPS_MIRRORED, RemarkKind.PERHAPS_STRETCHED,
    RemarkKind.PERHAPS_SQUEEZED, RemarkKind.BARS_CUT, RemarkKind.STOOD_STILL, RemarkKind.LOW_RATE, RemarkKind.TOO_DARK,
    RemarkKind.TOO_BRIGHT, RemarkKind.LIGHT_BEHIND, RemarkKind.BLURRED, RemarkKind.TILTED, RemarkKind.SHAKEN,
}  # fmt: skip


def test_every_kind_of_remark_has_its_sentence() -> None:
    assert {remark.kind for remark in REMARKS} == set(RemarkKind)
    assert {remark: remark_sentence(spoken("en"), remark) for remark in REMARKS} == REMARKS
    spanish = {remark_sentence(spoken("es"), remark) for remark in REMARKS}
    assert len(spanish) == len(REMARKS)
    assert spanish.isdisjoint(REMARKS.values())
    foot = Remark(RemarkKind.SELDOM_MEASURED, FOOT, 0.5)
    assert remark_sentence(spoken("es"), foot) == "El pie se pudo medir en el 50 % de las imágenes."


OF_PICTURES = {
    RemarkKind.NOT_SIDE_ON,
    RemarkKind.LIGHTER_MODEL,
    RemarkKind.PICTURES_MISSING,
    RemarkKind.LOOKS_SPED_UP,
    RemarkKind.LOOKS_SLOWED,
}
"""Remarks that are made of a camera only."""


# --- what measured ----------------------------------------------------------------------------------------------------


@every_language
def test_without_a_camera_nothing_is_said_to_have_been_seen(language: str) -> None:
    words, looking = spoken(language), re.compile(rf"\b(?:{LOOKING[language]})\b", re.IGNORECASE)
    flags = [flag_text(words, flag, BY_SENSORS) for flag in EVERY_FLAG]
    remarks = [
        remark_sentence(words, remark, BY_SENSORS)
        for remark in REMARKS
        if remark.kind not in {*OF_A_CAMERA, *OF_PICTURES} and remark.cause not in {FRONTAL, FROM_BEHIND, LEFT_PICTURE}
    ]
    assert not [sentence for sentence in (*flags, *remarks) if looking.search(sentence)]


@every_language
def test_what_measured_changes_only_what_is_said_of_measuring(language: str) -> None:
    words = spoken(language)
    unseen = {FlagKind.NOT_MEASURABLE, FlagKind.NOT_JUDGED}
    for flag in EVERY_FLAG:
        is_same = flag_sentence(words, flag, BY_SENSORS) == flag_sentence(words, flag)
        assert is_same or flag.kind in unseen


def test_with_both_what_only_the_camera_measures_was_seen_or_not() -> None:
    head = make_flag(FlagKind.NOT_JUDGED, Severity.WARNING, HEAD, unit="share")
    foot = make_flag(FlagKind.NOT_MEASURABLE, dof=FOOT, unit="share")
    assert flag_sentence(spoken(), head, BY_BOTH) == "Your head could not be seen: how it moved was not judged."
    assert flag_sentence(spoken(), foot, BY_BOTH) == (
        "Not counted: neither camera nor sensors could measure your foot well enough."
    )


def test_what_no_sensor_measures_is_said_once_of_every_repetition() -> None:
    words = spoken()
    head = make_flag(FlagKind.NOT_JUDGED, Severity.WARNING, HEAD, unit="share")
    fault = make_flag(FlagKind.HELD, measured=4.8, required=3.0, unit="s")
    unjudged = "Not judged (no sensor there): head, thigh, back."
    assert unjudged_sentence(words, BY_SENSORS) == unjudged
    assert unjudged_sentence(words, BY_BOTH) == unjudged_sentence(words, BY_CAMERA) == ""
    good = make_repetition(head)
    held = make_repetition(fault, head)
    assert repetition_sentence(words, good, BY_SENSORS) == f"Good. {unjudged}"
    assert repetition_sentence(words, held, BY_SENSORS) == (
        f"Glide, do not hold: the end was held for 4.8 s. {unjudged}"
    )
