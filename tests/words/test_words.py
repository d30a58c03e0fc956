"""The words: complete in every language; those for patients kind, and short enough to be said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, SelectExpression
from fluent.syntax.visitor import Visitor

from formcheck.errors import InputError
from formcheck.events import Verdict
from formcheck.exercise.definition import Exercise
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.words import catalogue as module
from formcheck.words.catalogue import Words, catalogues, exercise_words
from formcheck.words.language import LANGUAGES, language_for

ENGLISH_ELSEWHERE = "exercises.ftl"  # the English of the exercises is in their own files
FOR_TESTERS = {"validation.ftl", "bench.ftl"}
OF_THE_CLINIC = {
    "clinic.ftl", "people.ftl", "person.ftl", "room.ftl", "correcting.ftl", "rescore.ftl", "compare.ftl",
    "prescribing.ftl",
    "exporting.ftl", "record.ftl",
    "agreement.ftl",
}  # fmt: skip
FOR_PROFESSIONALS = {"report.ftl", "terminal.ftl", "library.ftl", "encrypting.ftl"} | OF_THE_CLINIC | FOR_TESTERS
PLAUSIBLE: dict[str, str | int] = {
    "side": "left",
    "part": "hip",
    "reason": "x",
    "foot": "x",
    "when": "14:05",
    "day": "3 May",
    "good": 8,
    "of": 10,
    "days": 3,
    "set": 1,
    "sets": 2,
}
UNKIND = {
    "en": r"wrong\w*|fail\w*|bad|badly|incorrect\w*|push\w*|harder|lazy|weak|poor\w*|worse than|no pain,? no gain",
    "es": r"mal|mala|malo|incorrect\w*|fall[oóa]\w*|fracas\w*|empuj\w*|fuerce|esfu[eé]rc\w*|esforz\w*|débil|peor que",
}
BLAMING = {"en": r"errors?|mistakes?|must", "es": r"error(?:es)?|equivoc\w*|culpa"}
EXERCISE_PARTS = {"title", "summary", "camera", "note", "rest", "end", "back", "foot", "unseen"}

every_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def spoken(language: str) -> Words:
    return Words(language)


@cache
def files(language: str) -> dict[str, tuple[Message, ...]]:
    """Return the messages of each catalogue of a language."""
    return {
        file.name: tuple(
            entry for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body if isinstance(entry, Message)
        )
        for file in catalogues(language)
    }


def keys(language: str, *only: str) -> list[str]:
    """Return the keys of some catalogues, or of all."""
    return [message.id.name for file in only or files(language) for message in files(language)[file]]


def text(language: str, key: str) -> str:
    """Return a message with plausible arguments."""
    words = spoken(language)
    return words(key, **{name: PLAUSIBLE.get(name, 3) for name in words.variables(key)})


def texts(language: str, *prefixes: str) -> dict[str, str]:
    return {key: text(language, key) for key in keys(language) if key.startswith(prefixes or "")}


# Both languages


def test_every_language_has_the_same_catalogues() -> None:
    english, *others = (set(files(language)) for language in LANGUAGES)
    assert {"coach.ftl", "safety.ftl", "verdicts.ftl"} | FOR_PROFESSIONALS <= english
    assert all(other - {ENGLISH_ELSEWHERE} == english for other in others)


@pytest.mark.parametrize("file", sorted(files("en")))
def test_every_language_has_the_same_keys_with_the_same_variables(file: str) -> None:
    found = [{key: spoken(language).variables(key) for key in keys(language, file)} for language in LANGUAGES]
    assert all(other == found[0] for other in found[1:])


@every_language
def test_every_message_can_be_made(language: str) -> None:
    for key in keys(language):
        made = text(language, key)
        assert made
        assert made == made.strip()
        assert not re.search(r"[{}$]|\?\?\?", made), key


@pytest.mark.parametrize("file", sorted(files("en")))
def test_spanish_is_not_english(file: str) -> None:
    same = [key for key in keys("en", file) if text("en", key) == text("es", key)]
    # "No", "Esc", "tibial" and numbers read alike
    is_strict = file in {"coach.ftl", "safety.ftl"}
    assert not [key for key in same if is_strict or len(counted(text("en", key))) > 2]


@every_language
def test_scripts_get_messages_they_can_fill_in(language: str) -> None:
    for key, raw in spoken(language).starting_with("js-").items():
        assert set(re.findall(r"{(\w+)}", raw)) == spoken(language).variables(key)
    every = (message for file in files(language).values() for message in file)
    assert not [message.id.name for message in every if message.id.name.startswith("js-") and chooses(message)]


def chooses(message: Message) -> bool:
    found: list[SelectExpression] = []

    class Choices(Visitor):
        def visit_SelectExpression(self, node: SelectExpression) -> None:  # noqa: N802
            found.append(node)

    Choices().visit(message)
    return bool(found)


# Kind and short


@every_language
def test_nothing_unkind_is_said(language: str) -> None:
    unkind = re.compile(rf"\b(?:{UNKIND[language]})\b", re.IGNORECASE)
    # What is asked of the body may be weak; "wrong order" is a clinician's word, and a file may fail. What is said to
    # testers, and of how far the machine is to be trusted, is about the program: it may name a fault wrongly.
    ours = set(keys(language)) - set(keys(language, "terminal.ftl", "agreement.ftl", *FOR_TESTERS))
    apart = ("red-flag-", "judged-", "kind-")
    assert not {key for key in ours if unkind.search(text(language, key)) and not key.startswith(apart)}


@every_language
def test_nobody_is_blamed(language: str) -> None:
    blaming = re.compile(rf"\b(?:{BLAMING[language]})\b", re.IGNORECASE)
    ours = [
        key for file in files(language) if file not in {"page.ftl", *FOR_PROFESSIONALS} for key in keys(language, file)
    ]
    assert not [key for key in ours if blaming.search(text(language, key))]


def counted(sentence: str) -> list[str]:
    """Return the words of a sentence: an apostrophe joins, a hyphen parts.

    Examples
    --------
    >>> len(counted("I can't turn side-on."))
    5
    """
    return re.findall(r"\w+(?:['\u2019]\w+)*", sentence)


@every_language
def test_what_is_spoken_has_at_most_five_words(language: str) -> None:
    said = texts(language, "say-")
    assert len(said) > 60
    assert not {key: sentence for key, sentence in said.items() if len(counted(sentence)) > 5}
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in said.values())


@every_language
def test_what_is_read_from_across_the_room_is_short(language: str) -> None:
    cues = texts(language, "cue-") | texts(language, "see-")
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in cues.values())
    assert not {key for key, sentence in texts(language, "cue-").items() if len(sentence) > 65}
    assert not {key for key, sentence in texts(language, "see-").items() if len(sentence) > 100}


@every_language
def test_a_phase_is_one_word(language: str) -> None:
    phases = texts(language, "phase-")
    assert len(phases) == 10
    assert all(len(counted(word)) == 1 and word.isalpha() for word in phases.values())


@every_language
def test_whatever_is_shown_is_also_said(language: str) -> None:
    every = keys(language)
    shown = {key.removeprefix("cue-") for key in every if key.startswith("cue-")} - {"not-counted"}
    shown |= {key for key in every if key.startswith(("reason-", "see-"))}
    shown |= {"stop-pain", "stop-pain-rise", "stop-numb"}
    assert {key.removeprefix("say-") for key in every if key.startswith("say-")} == shown


@every_language
def test_a_reason_stands_within_its_sentence_and_brings_an_advice(language: str) -> None:
    words = spoken(language)
    for key, reason in texts(language, "reason-").items():
        assert reason[0].islower()
        assert reason[-1].isalpha()
        assert len(words("cue-not-counted", reason=reason)) <= 60
        assert words.has(key.replace("reason-", "advice-"))


def test_the_reason_comes_in_the_same_breath() -> None:
    words = spoken("en")
    reason = words("reason-foot-short-up")
    assert words("cue-not-counted", reason=reason) == "Not counted: foot stayed down."
    assert words("say-reason-foot-short-up") == "Foot stayed down."
    assert words("cue-not-seen-foot") == "I couldn't see your foot."


@every_language
def test_every_verdict_has_a_word(language: str) -> None:
    wanted = {f"verdict-{verdict.value.replace('_', '-')}" for verdict in Verdict}
    assert set(texts(language, "verdict-")) == wanted


# Safety


@every_language
def test_everybody_is_told_whom_to_see(language: str) -> None:
    doctor, physiotherapist, emergency = {
        "en": ("doctor", "physiotherapist", "emergency number"),
        "es": ("médico", "fisioterapeuta", "número de emergencias"),
    }[language]
    words = spoken(language)
    assert doctor in words("refer-red-flag")
    assert emergency in words("refer-emergency")
    assert "112" in words("refer-emergency")
    for key in ("refer-pain-before", "refer-flares", "next-ask", "not-a-diagnosis"):
        assert doctor in words(key)
        assert physiotherapist in words(key)
    assert physiotherapist in words("stop-next")
    assert emergency in words("stop-next")


@every_language
def test_the_limits_are_those_of_the_rules(language: str) -> None:
    words = spoken(language)
    limits = {"refer-pain-before": 6, "stop-pain": 4, "stop-pain-rise": 2, "stop-next": 30, "halved": 30}
    for key, number in limits.items():
        assert re.search(rf"\b{number}\b", words(key)), key


@every_language
def test_eleven_red_flags_are_asked(language: str) -> None:
    assert len(texts(language, "red-flag-")) == 11


# Numbers


@pytest.mark.parametrize(
    ("language", "key", "expected"),
    [
        ("en", "summary-good", ("0 of 10 good.", "1 of 10 good.", "2 of 10 good.")),
        ("es", "summary-good", ("0 de 10 buenas.", "1 de 10 buena.", "2 de 10 buenas.")),
        ("en", "streak", ("0 days in a row", "First day", "2 days in a row")),
        ("es", "streak", ("0 días seguidos", "Primer día", "2 días seguidos")),
    ],
)
def test_plurals(language: str, key: str, expected: tuple[str, ...]) -> None:
    words = spoken(language)
    assert tuple(words(key, good=number, of=10, days=number) for number in range(3)) == expected


def test_what_was_interrupted_is_told_with_its_count() -> None:
    assert spoken("en")("interrupted", set=1, good=1, when="14:05") == "Set 1, 1 good so far, 14:05"
    spanish = [spoken("es")("interrupted", set=1, good=good, when="14:05") for good in range(3)]
    assert spanish == [f"Serie 1, {good} hasta ahora, 14:05" for good in ("0 buenas", "1 buena", "2 buenas")]


@pytest.mark.parametrize(
    ("language", "left", "right"), [("en", "left foot", "right foot"), ("es", "pie izquierdo", "pie derecho")]
)
def test_a_side_is_named(language: str, left: str, right: str) -> None:
    words = spoken(language)
    assert left in words("see-foot-out-below", side="left")
    assert right in words("see-foot-out-below", side="right")


# Exercises


def test_the_exercises_are_english_in_their_own_files_only() -> None:
    assert ENGLISH_ELSEWHERE not in files("en")
    for name in exercise_ids():
        exercise = load_exercise(name)
        english = exercise_words(spoken("en"), exercise)
        rest, end, back = exercise.phases.values()
        assert (english.title, english.summary, english.camera) == (exercise.title, exercise.summary, exercise.camera)
        assert (english.rest, english.end, english.back) == (rest.instruction, end.instruction, back.instruction)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_exercise_is_translated_and_nothing_else(language: str) -> None:
    wanted = set()
    for name in exercise_ids():
        english = asdict(exercise_words(spoken("en"), load_exercise(name)))
        assert set(english) == EXERCISE_PARTS
        wanted |= {f"exercise-{name}-{part}" for part in EXERCISE_PARTS if english[part]}
        feet = {phase.foot for phase in load_exercise(name).phases.values() if phase.foot}
        wanted |= {"told-" + foot.replace(",", "").replace(" ", "-") for foot in feet}
    assert set(keys(language, ENGLISH_ELSEWHERE)) == wanted


@pytest.mark.parametrize("name", exercise_ids())
def test_a_translation_says_as_much_as_the_file(name: str) -> None:
    english = asdict(exercise_words(spoken("en"), load_exercise(name)))
    spanish = asdict(exercise_words(spoken("es"), load_exercise(name)))
    assert not [part for part in english if english[part] and english[part] == spanish[part]]
    assert len(english["unseen"]) == len(spanish["unseen"])
    assert "2,5 m" in spanish["camera"]


def test_titles_tell_the_exercises_apart() -> None:
    titles = {exercise_words(spoken("es"), load_exercise(name)).title for name in exercise_ids()}
    assert len(titles) == len(exercise_ids())


def test_what_the_camera_cannot_see_of_the_foot_is_told() -> None:
    def foot(language: str, name: str) -> str:
        return exercise_words(spoken(language), load_exercise(name)).foot

    assert foot("en", "tibial-slider-seated") == "At the end: turned out."
    assert foot("en", "sural-distal-slider-slr") == "At the start: turned out. At the end: turned in."
    assert foot("en", "peroneal-tensioner-slr") == "Throughout: turned in."
    assert foot("en", "sciatic-slider-seated") == foot("es", "sciatic-slider-seated") == ""
    assert foot("es", "sural-distal-slider-slr") == "Al inicio, gire el pie hacia fuera; al final, hacia dentro."


def changed(exercise: Exercise, instruction: str) -> Exercise:
    """Return an exercise whose end is described otherwise."""
    end = replace(exercise.end, instruction=instruction, foot="a fondo")
    return replace(exercise, phases={**exercise.phases, exercise.phase_names[1]: end})


def test_a_clinicians_own_words_stand() -> None:
    library = load_exercise("tibial-slider-seated")
    spanish = exercise_words(spoken("es"), library)
    altered = exercise_words(spoken("es"), changed(library, "Estire hasta la mitad."))
    assert altered.end == "Estire hasta la mitad."
    assert altered.foot == "Al final: a fondo."
    assert replace(altered, end=spanish.end, foot=spanish.foot) == spanish


def test_an_exercise_of_ones_own_speaks_its_own_words() -> None:
    own = replace(load_exercise("tibial-slider-seated"), id="mine", title="Lo mío")
    words = exercise_words(spoken("es"), own)
    assert (words.title, words.summary) == ("Lo mío", own.summary)


# The catalogues as a program sees them


@every_language
def test_the_keys_are_those_of_the_files(language: str) -> None:
    assert list(spoken(language).keys()) == keys(language)
    assert all(spoken(language).has(key) for key in keys(language))


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(KeyError, match="'cue-nonsense' in 'es'"):
        spoken("es")("cue-nonsense")
    with pytest.raises(KeyError, match="'cue-nonsense' in 'en'"):
        spoken("en").variables("cue-nonsense")
    assert not spoken("en").has("cue-nonsense")


def test_a_missing_argument_is_told() -> None:
    with pytest.raises(ValueError, match=r"streak in 'en'.*days"):
        spoken("en")("streak")
    with pytest.raises(ValueError, match="cue-not-counted in 'es'"):
        spoken("es")("cue-not-counted")


def test_there_is_no_other_language() -> None:
    with pytest.raises(ValueError, match="no words in 'fr'; there are en, es"):
        Words("fr")


def test_raw_texts_are_for_scripts() -> None:
    found = spoken("en").starting_with("cue-not-")
    assert found["cue-not-counted"] == "Not counted: {reason}."
    assert found["cue-not-seen-leg"] == "I couldn't see your leg."
    assert spoken("en").starting_with("nonsense-") == {}


@pytest.mark.parametrize(
    ("catalogue", "complaint"),
    [
        ("one = 1\none = 2\n", "en/a.ftl: one is there twice"),
        ("one = 1\ntwo {\n", "en/a.ftl: this is not Fluent: two {"),
        ("one =\n    .title = 1\n", "en/a.ftl: one has no text"),
    ],
)
def test_a_broken_catalogue_is_told_at_once(
    catalogue: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.ftl"
    file.write_text(catalogue, encoding="utf-8")
    only_this: Callable[[str], list[Path]] = lambda _: [file]  # noqa: E731
    monkeypatch.setattr(module, "catalogues", only_this)
    with pytest.raises(ValueError, match=re.escape(complaint)):
        Words("en")


# Which language


@pytest.mark.parametrize(
    ("asked", "environment", "expected"),
    [
        ("es", {"LANG": "en_GB.UTF-8"}, "es"),
        ("es-MX", {}, "es"),
        ("ES_es", {}, "es"),
        ("en", {"LC_ALL": "es_ES.UTF-8"}, "en"),
        (None, {"LANG": "es_ES.UTF-8"}, "es"),
        (None, {"LANG": "en_GB.UTF-8", "LC_MESSAGES": "es_AR"}, "es"),
        (None, {"LC_ALL": "C.UTF-8", "LC_MESSAGES": "es_AR", "LANG": "es_AR"}, "en"),
        (None, {"LC_ALL": "", "LANG": "es"}, "es"),
        (None, {"LANG": "es@euro"}, "es"),
        (None, {"LANG": "et_EE.UTF-8"}, "en"),
        (None, {}, "en"),
    ],
)
def test_language(asked: str | None, environment: dict[str, str], expected: str) -> None:
    assert language_for(asked, environment) == expected


def test_a_language_asked_for_in_vain_is_told() -> None:
    with pytest.raises(InputError, match="language: found 'fr'; expected en or es"):
        language_for("fr", {"LANG": "es_ES.UTF-8"})
