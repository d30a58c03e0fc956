"""A prescription as a file: read again it is the same one, and it holds no more than what differs."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.errors import ExerciseError, InputError
from formcheck.exercise.definition import Dose, Personal, Phase, Prescription, Tempo, Window
from formcheck.exercise.loader import check_file, exercise_ids, load_exercise, load_library, load_prescription
from formcheck.outputs.prescription_file import write_prescription
from formcheck.samples import Side
from formcheck.session.prescribing import Wish, compose, numbers_of
from formcheck.words.catalogue import Words
from tests.support.strategies import degrees, seconds

WORDS = Words("en")
SLIDER = load_exercise("tibial-slider-seated")


def read_again(text: str) -> Prescription:
    """Write a file as a browser keeps it, check it, and read it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "anna.toml"
        file.write_text(text, encoding="utf-8")
        assert check_file(file) == ()
        return load_prescription(file)


notes = st.text(st.characters(codec="utf-8"), max_size=60)


@st.composite
def wishes(draw: st.DrawFn) -> Prescription:
    """Return prescriptions whose numbers were moved a little, those that are free of contradictions."""
    base = draw(st.sampled_from(load_library()))
    moved = {
        key: value + draw(degrees(-4.0, 4.0))
        for key, value in numbers_of(Prescription(base)).items()
        if value is not None and key.startswith("phases.") and draw(st.booleans())
    }
    moved |= {"tempo.out_s": draw(seconds(1.6, 5.0)), "dose.repetitions": float(draw(st.integers(1, 30)))}
    side = draw(st.sampled_from([None, *Side]))
    examined = compose(base, {}, Wish(side, draw(notes), moved))
    if examined.value is None or examined.faults:
        return Prescription(base, side)
    neutral = draw(st.none() | degrees(-10.0, 10.0))
    return replace(examined.value, personal=Personal(ankle_neutral_deg=neutral))


@given(wishes(), st.text(max_size=30))
def test_what_is_written_is_read_again(prescription: Prescription, author: str) -> None:
    assert read_again(write_prescription(WORDS, prescription, [f"given by {author}"])) == prescription


@pytest.mark.parametrize("name", exercise_ids())
def test_an_exercise_as_it_is_needs_two_lines(name: str) -> None:
    text = write_prescription(WORDS, Prescription(load_exercise(name)))
    assert tomllib.loads(text) == {"schema_version": 1, "exercise": name}
    assert read_again(text) == Prescription(load_exercise(name))


def test_it_holds_what_differs_and_explains_itself() -> None:
    changed = replace(SLIDER, dose=Dose(6, 1, 3), tempo=replace(SLIDER.tempo, out_s=3.0))
    text = write_prescription(WORDS, Prescription(changed, Side.LEFT, Personal(driver_end_deg=25.0), "Small."))
    assert tomllib.loads(text) == {
        "schema_version": 1,
        "exercise": "tibial-slider-seated",
        "side": "left",
        "note": "Small.",
        "personal": {"driver_end_deg": 25},
        "dose": {"repetitions": 6, "sets": 1, "per_day": 3},
        "tempo": {"out_s": 3},
    }
    assert "# Tibial slider, seated" in text
    assert all(line.startswith("#") for line in text.splitlines()[:2])
    assert "Deslizamiento" in write_prescription(Words("es"), Prescription(SLIDER))


def test_words_and_windows_that_somebody_changed_stay() -> None:
    _, end, _ = SLIDER.phase_names
    phase = replace(SLIDER.end, instruction="Only as far as it is easy.", knee_flexion=Window(10.0, 40.0))
    prescription = Prescription(replace(SLIDER, phases={**SLIDER.phases, end: phase}))
    assert read_again(write_prescription(WORDS, prescription)) == prescription


def test_an_exercise_of_somebodys_own_is_refused() -> None:
    with pytest.raises(ExerciseError, match="own"):
        write_prescription(WORDS, Prescription(replace(SLIDER, id="own")))


def test_another_version_of_an_exercise_is_refused() -> None:
    other: dict[str, Phase] = {f"{name}-then": phase for name, phase in SLIDER.phases.items()}
    with pytest.raises(InputError, match="another version"):
        write_prescription(WORDS, Prescription(replace(SLIDER, phases=other)))
    titled = replace(SLIDER, title="As it was called then", tempo=Tempo(out_s=4.0))
    assert "out_s = 4" in write_prescription(WORDS, Prescription(titled))  # a title judges nobody
