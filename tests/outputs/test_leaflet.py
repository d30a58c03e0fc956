"""The leaflet: one page in each language, read back by another library; what people wrote is never mark-up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from formcheck.exercise.definition import Dose, Prescription
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.outputs.leaflet import Leaflet, make_leaflet
from formcheck.samples import Side
from formcheck.words.catalogue import Words

NOW = datetime(2026, 11, 29, 14, 5, 7, 123, tzinfo=UTC)
SLIDER = load_exercise("tibial-slider-seated")
HOSTILE = '#sys.inputs *bold* $x$ <b> = 1\n@ref `raw` \\ #{ "'


def leaflet(prescription: Prescription) -> Leaflet:
    return Leaflet("anna-04", 2, prescription, "Mara", NOW, date(2026, 11, 30))


def read(content: bytes) -> tuple[int, str]:
    """Return how many pages there are, and the text of the first."""
    document = pypdfium2.PdfDocument(content)
    text = document[0].get_textpage().get_text_bounded()
    return len(document), " ".join(text.split())


def test_it_says_what_how_often_how_fast_and_when_to_stop() -> None:
    prescription = Prescription(replace(SLIDER, dose=Dose(6, 3, 2)), Side.RIGHT, note="Small range this week.")
    pages, text = read(make_leaflet(Words("en"), leaflet(prescription), NOW))
    assert pages == 1
    for told in (
        "Tibial slider, seated", "right leg", "6 times", "3 such sets", "twice a day", "2 seconds there",
        "Small range this week.", "pain of 4 or more", "112 in Europe", "Given by Mara", "anna-04",
        "formcheck", "tibial-slider-seated", "Straighten the knee",
    ):  # fmt: skip
        assert told in text


def test_it_speaks_spanish() -> None:
    _, text = read(make_leaflet(Words("es"), leaflet(Prescription(SLIDER, Side.LEFT)), NOW))
    for told in ("Deslizamiento", "pierna izquierda", "dos veces al día", "Cuándo parar", "Estire la rodilla"):
        assert told in text


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", exercise_ids())
def test_it_is_one_page_whatever_is_prescribed(name: str, language: str) -> None:
    note = "\n".join(["Una palabra larga. " * 8, *["x"] * 5, "y " * 200])
    pages, text = read(make_leaflet(Words(language), leaflet(Prescription(load_exercise(name), note=note)), NOW))
    assert pages == 1
    assert "112" in text


@pytest.mark.parametrize("wrote", ["\U0001f44d", "\u5f88\u597d", "\x00\x07\x1b", "\ufeff\ufffe", "\ud800"], ids=ascii)
def test_a_letter_that_the_font_has_not_is_marked_and_the_rest_is_there(wrote: str) -> None:
    pages, text = read(make_leaflet(Words("en"), leaflet(Prescription(SLIDER, note=f"Well {wrote} done")), NOW))
    assert pages == 1
    marked = "\N{REPLACEMENT CHARACTER}" * len(wrote)
    assert f"Well {marked} done" in text


def test_a_letter_that_the_font_has_is_shown() -> None:
    _, text = read(make_leaflet(Words("en"), leaflet(Prescription(SLIDER, note="Ana Pérez ≥ Ωμέγα Привет")), NOW))
    assert "Ana Pérez ≥ Ωμέγα Привет" in text


def test_what_a_clinician_writes_is_no_markup() -> None:
    _, text = read(make_leaflet(Words("en"), leaflet(Prescription(SLIDER, note=HOSTILE)), NOW))
    assert " ".join(HOSTILE.split()) in text


def test_the_same_makes_the_same() -> None:
    one, other = (make_leaflet(Words("en"), leaflet(Prescription(SLIDER)), NOW) for _ in range(2))
    assert one == other
    assert one.startswith(b"%PDF-")
