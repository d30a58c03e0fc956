"""Whatever the coach, the camera check and the summary can say has its words in every language."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from types import ModuleType

import pytest

from formcheck.apps.live.view import cue_words
from formcheck.events import SensorTrouble, Verdict
from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.exercise.plan import make_plan
from formcheck.samples import Origin, Place, Segment, Side
from formcheck.session.coaching import coach, framing
from formcheck.session.coaching.coach import Cue, Tone
from formcheck.session.coaching.framing import Advice
from formcheck.session.coaching.reasons import Hint, Reason
from formcheck.session.coaching.safety import Halt, RedFlag
from formcheck.session.visit import acting, frames, stages, strapped
from formcheck.session.visit.advice import advise, next_time
from formcheck.session.visit.entries import Finished
from formcheck.session.visit.visit import History
from formcheck.words.catalogue import Words
from formcheck.words.language import LANGUAGES
from formcheck.words.sensors import place_words
from tests.support.visits import FURTHER, MOVEMENT_CUES, began, fold, judged

every_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def spoken(language: str) -> Words:
    return Words(language)


def literals(module: ModuleType, call: str) -> set[str]:
    """Return the words that a module gives as the first argument of a call, either of two where it chooses."""
    calls = (node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Call))
    named = [node.args[0] for node in calls if isinstance(node.func, ast.Name) and node.func.id == call and node.args]
    chosen = [one for node in named if isinstance(node, ast.IfExp) for one in (node.body, node.orelse)]
    return {node.value for node in named + chosen if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@every_language
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_shown_and_said(language: str, reason: Reason) -> None:
    """What the camera missed is a sentence of its own; anything else stands within one."""
    words = spoken(language)
    keys = (f"cue-{reason}", f"say-{reason}") if reason.is_unseen else (f"reason-{reason}", f"say-reason-{reason}")
    assert all(words.has(key) for key in keys)
    assert not words.has(f"reason-{reason}" if reason.is_unseen else f"cue-{reason}")


@every_language
@pytest.mark.parametrize("hint", Hint)
def test_every_hint_is_shown_and_said(language: str, hint: Hint) -> None:
    assert spoken(language).has(f"cue-{hint}")
    assert spoken(language).has(f"say-{hint}")


@every_language
@pytest.mark.parametrize("key", sorted(MOVEMENT_CUES))
def test_every_cue_on_a_movement_is_shown_and_said(language: str, key: str) -> None:
    assert spoken(language).has(f"cue-{key}")
    assert spoken(language).has(f"say-{key}")


def test_those_are_all_the_cues_on_a_movement() -> None:
    """Whatever can be asked for further is among them, for every exercise there is."""
    further = {coach.further_key(make_plan(Prescription(load_exercise(name)))) for name in exercise_ids()}
    assert further <= MOVEMENT_CUES
    assert FURTHER <= MOVEMENT_CUES
    assert further - FURTHER == {"toes-up", "point-foot"}, "these ask a foot to come along, too"


def test_the_words_at_the_end_of_a_set_are_among_those_looked_for() -> None:
    assert {"set-done", "all-done"} <= literals(frames, "Cue")


@every_language
@pytest.mark.parametrize(
    "module", [coach, acting, stages, frames], ids=lambda module: module.__name__.rpartition(".")[2]
)
def test_every_cue_that_is_named_in_the_program_is_shown_and_said(language: str, module: ModuleType) -> None:
    keys = literals(module, "Cue") - {"not-counted"}
    assert len(keys) > 2
    shown = {key if key.startswith("see-") else f"cue-{key}" for key in keys}
    said = {f"say-{key}" for key in keys}
    assert not {key for key in shown | said if not spoken(language).has(key)}


@every_language
@pytest.mark.parametrize("key", ["lost-person", "lost-knee", "lost-foot", "lost-leg"])
def test_what_is_lost_from_view_is_named(language: str, key: str) -> None:
    assert spoken(language).has(f"cue-{key}")
    assert spoken(language).has(f"say-{key}")


@every_language
def test_every_advice_on_the_picture_is_shown_and_said(language: str) -> None:
    keys = literals(framing, Advice.__name__) | set(framing._OUT.values()) | {"out-aside"}
    assert len(keys) > 10
    assert not {key for key in keys if not spoken(language).has(f"see-{key}")}
    assert not {key for key in keys if not spoken(language).has(f"say-see-{key}")}


@every_language
@pytest.mark.parametrize("part", [part for part, _ in framing._PARTS])
def test_every_part_that_can_be_hidden_is_named_apart(language: str, part: str) -> None:
    said = spoken(language)("see-part-hidden", part=part)
    others = {spoken(language)("see-part-hidden", part=other) for other, _ in framing._PARTS if other != part}
    assert said not in others


@every_language
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_leads_to_an_advice(language: str, reason: Reason) -> None:
    verdict = Verdict.NOT_MEASURABLE if reason.is_unseen else Verdict.INCOMPLETE_RANGE
    assert spoken(language).has(advise(fold(began(), judged(verdict, reason=reason))))


@every_language
@pytest.mark.parametrize("hint", Hint)
def test_every_hint_leads_to_an_advice(language: str, hint: Hint) -> None:
    key = advise(fold(began(), *[judged(hint=hint)] * 3))
    assert key != "advice-steady"
    assert spoken(language).has(key)


@every_language
def test_the_other_ends_of_a_visit_have_words_too(language: str) -> None:
    visits = [fold(began()), fold(began(), judged())]
    assert all(spoken(language).has(advise(visit)) for visit in visits)
    ends = [
        next_time(fold(began(), Finished(pain, is_numb=False)), History(visits_today=today))
        for pain, today in ((0, 0), (0, 1), (9, 0))
    ]
    assert len(set(ends)) == 3
    assert all(spoken(language).has(key) for key in ends)


@every_language
@pytest.mark.parametrize("halt", Halt)
def test_every_halt_has_its_words(language: str, halt: Halt) -> None:
    assert spoken(language).has(halt.value)
    assert spoken(language).has(f"say-{halt}") is halt.value.startswith("stop-")


@every_language
@pytest.mark.parametrize("flag", RedFlag)
def test_every_red_flag_is_asked_for(language: str, flag: RedFlag) -> None:
    assert spoken(language).has(f"red-flag-{flag}")


@every_language
@pytest.mark.parametrize("trouble", sorted(strapped.MENDED_BY_PERSON))
def test_what_the_person_can_mend_of_a_sensor_is_told_shortly_with_its_place(
    trouble: SensorTrouble, language: str
) -> None:
    for place in (Place(side, segment) for side in Side for segment in Segment):
        cue = Cue(strapped.trouble_key(trouble), Tone.LOST, part=str(place))
        text, speech = cue_words(cue, place.side, spoken(language), Origin.SENSOR)
        assert len(text) <= 65
        assert text.endswith(".")
        assert len(speech.split()) <= 5
        assert (place_words(spoken(language), place) in text) is (trouble is not SensorTrouble.NOT_SEATED)
