"""What is said of sensors, in every language."""

from __future__ import annotations

from functools import cache

import pytest

from formcheck.events import SensorTrouble
from formcheck.samples import Place, Segment, Side
from formcheck.sources.imu.live.who_sees import exposure
from formcheck.words.catalogue import Words
from formcheck.words.language import LANGUAGES
from formcheck.words.sensors import (
    experiment_texts,
    place_words,
    trouble_label,
    who_sees_sentence,
)

PLACES = [Place(side, segment) for side in Side for segment in Segment]

every_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def spoken(language: str) -> Words:
    return Words(language)


@every_language
def test_every_place_has_a_name_of_its_own_that_the_phone_shows(language: str) -> None:
    names = {place_words(spoken(language), place) for place in PLACES}
    assert len(names) == len(PLACES)
    for place in PLACES:
        texts = experiment_texts(spoken(language), place)
        assert place_words(spoken(language), place) in texts.title
        assert place_words(spoken(language), place) in texts.steps[0]
        assert all(step.endswith(".") for step in texts.steps)


@every_language
def test_who_sees_what_is_one_sentence_with_the_facts(language: str) -> None:
    inside = who_sees_sentence(spoken(language), exposure("127.0.0.1", 8123, 2))
    one, two = (who_sees_sentence(spoken(language), exposure("192.168.7.2", 8123, sensors)) for sensors in (1, 2))
    assert len({inside, one, two}) == 3
    for sentence in (inside, one, two):
        assert sentence.endswith(".")
        assert ". " not in sentence
        assert "8123" in sentence
    assert "192.168.7.2" in one
    assert "2 sensor" in two


@every_language
@pytest.mark.parametrize("trouble", sorted(set(SensorTrouble) - {SensorTrouble.FOUND}))
def test_every_trouble_stands_in_a_chart_with_its_place(trouble: SensorTrouble, language: str) -> None:
    for place in PLACES:
        assert place_words(spoken(language), place) in trouble_label(spoken(language), place, trouble)
