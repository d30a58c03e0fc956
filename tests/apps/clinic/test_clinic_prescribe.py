"""The form of a prescription: explained, checked at its fields, kept beside the earlier ones, handed out as a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
from starlette.testclient import TestClient

from formcheck.exercise.loader import check_file, exercise_ids, load_exercise, load_prescription
from formcheck.samples import Side
from formcheck.session.rescoring import FOUND
from formcheck.store.database import Database
from formcheck.store.people import Prescribing, known_person, prescriptions_of
from tests.support.clinic import clinic_pages
from tests.support.stored import AUTHOR, NOW

ANNA = "/person/anna-04"
FORM = f"{ANNA}/prescribe"
GIVE = f"{ANNA}/prescriptions"
SLIDER = "tibial-slider-seated"
KNEE = "phases.extend.knee_flexion"
HOSTILE = "<script>alert(1)</script>\n=1+1 {{ 7*7 }} #sys"


@pytest.fixture
def pages(store: Database) -> Iterator[TestClient]:
    """Return a browser that follows no redirects."""
    with clinic_pages(store) as client:
        yield client


def typed(pages: TestClient, address: str = f"{FORM}?side=right", **changed: str) -> dict[str, str]:
    """Return the fields as the form shows them, with some changed."""
    page = pages.get(address)
    assert page.status_code == 200, page.text
    fields = {
        found["name"]: found["value"]
        for tag in re.findall(r"<input[^>]*>", page.text)
        if (found := dict(re.findall(r'(name|value)="([^"]*)"', tag))).get("name") and 'type="radio"' not in tag
    }
    (side,) = re.findall(r'value="(\w+)" checked', page.text) or [""]
    (exercise,) = re.findall(r'<option value="([\w-]+)" selected', page.text)
    return fields | {"side": side, "exercise": exercise, "note": ""} | changed


def given(store: Database) -> list[Prescribing]:
    with store.reading() as connection:
        return prescriptions_of(connection, known_person(connection, "anna-04"))


def give(pages: TestClient, **changed: str) -> str:
    """Give a prescription and return where that leads to."""
    answer = pages.post(GIVE, data=typed(pages, **changed))
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def looked(pages: TestClient, **changed: str) -> dict[str, object]:
    """Return what the script is answered."""
    answer = pages.post(FORM, data=typed(pages, **changed) | {"do": "show"})
    assert answer.status_code == 200
    told: dict[str, object] = answer.json()
    return told


@pytest.mark.parametrize("name", exercise_ids())
def test_each_exercise_has_its_form_with_every_number_explained(pages: TestClient, name: str) -> None:
    page = pages.get(f"{FORM}?exercise={name}&side=left").text
    rows = re.findall(r'data-row="([^"]+)"', page)
    assert len(rows) > 10
    assert page.count("data-means=") == len(rows)
    assert page.count('class="grades"') == len(rows) + 1  # the sequence has one, too
    assert "demo-frames" in page
    assert page.count("<svg") == 4  # one that moves, three that stand


def test_where_the_foot_drives_its_own_end_is_asked_for_once_and_not_by_the_knees_source(pages: TestClient) -> None:
    page = pages.get(f"{FORM}?exercise=deep-peroneal-slider-longsitting&side=left").text
    assert 'data-row="driver_end_deg"' in page
    assert 'data-row="ankle_end_deg"' not in page
    assert "test of an active knee" not in page
    assert "test of an active knee" in pages.get(f"{FORM}?exercise={SLIDER}&side=left").text


def test_numbers_have_the_decimal_comma_where_people_write_one(store: Database) -> None:
    with clinic_pages(store, "es") as spanish:
        page = spanish.get(f"{FORM}?exercise=deep-peroneal-slider-longsitting&side=left").text
        assert re.search(r'name="tempo.out_s"[^>]*value="1,5"', page)
        answer = spanish.post(GIVE, data=typed(spanish, **{"tempo.back_s": "2,5"}))
        assert answer.status_code == 303
    assert given(store)[0].prescription.exercise.tempo.back_s == 2.5


def test_it_is_given_and_kept_beside_the_earlier_one(pages: TestClient, store: Database) -> None:
    first = give(pages, **{f"{KNEE}.max": "25", "note": "Small range."})
    assert first == f"{ANNA}/prescription/1"
    second = give(pages, **{"dose.repetitions": "6", "from_day": (NOW.date() + timedelta(days=2)).isoformat()})
    assert second == f"{ANNA}/prescription/2"
    one, other = given(store)
    assert one.prescription.exercise.end.knee_flexion is not None
    assert one.prescription.exercise.end.knee_flexion.max == 25.0
    assert (one.author, one.given_at, one.from_day, one.prescription.note) == (AUTHOR, NOW, NOW.date(), "Small range.")
    assert other.prescription.exercise.dose.repetitions == 6
    assert other.prescription.side is Side.RIGHT
    person = pages.get(ANNA).text
    assert f'href="{ANNA}/prescription/1"' in person
    assert f'href="{ANNA}/prescription/2"' in person
    assert "6 \N{MULTIPLICATION SIGN} 2" in pages.get(second).text


def test_pressed_twice_it_is_given_once(pages: TestClient, store: Database) -> None:
    form = typed(pages)
    assert {pages.post(GIVE, data=form).headers["location"] for _ in range(2)} == {f"{ANNA}/prescription/1"}
    assert len(given(store)) == 1


def test_who_comes_second_is_told(pages: TestClient, store: Database) -> None:
    mine = typed(pages, **{"dose.repetitions": "7"})
    give(pages, **{"dose.repetitions": "5"})
    answer = pages.post(GIVE, data=mine)
    assert answer.status_code == 409
    assert f"{AUTHOR} gave another prescription meanwhile" in answer.text
    assert 'value="7"' in answer.text
    assert len(given(store)) == 1
    assert pages.post(GIVE, data=mine | {"seen": "1"}).status_code == 303


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({f"{KNEE}.max": "400"}, {f"{KNEE}.max"}),
        ({f"{KNEE}.min": "30"}, {f"{KNEE}.min", f"{KNEE}.max"}),
        ({f"{KNEE}.max": "80"}, {f"{KNEE}.max", "phases.start.knee_flexion.min"}),
        ({"tempo.out_s": "0,5"}, {"tempo.out_s", "tempo.back_s", "phases.extend.hold_s", "tempo.warn_cycle_s"}),
        ({"tempo.out_s": "zwei"}, {"tempo.out_s"}),
        ({"tempo.out_s": "inf"}, {"tempo.out_s"}),
        ({"phases.extend.hold_s": "2,5"}, {"phases.extend.hold_s", "phases.extend.hold_warn_s"}),
        ({"personal.driver_end_deg": "90"}, {"personal.driver_end_deg", "phases.start.knee_flexion.max"}),
        ({"personal.cycle_s": "1"}, {"personal.cycle_s", "tempo.min_cycle_s"}),
        ({"dose.repetitions": "100"}, {"dose.repetitions", "dose.sets", "dose.per_day"}),
        ({"from_day": "tomorrow"}, {"from_day"}),
        ({"from_day": "1926-01-01"}, {"from_day"}),
        ({"side": ""}, {"side"}),
        ({"note": "x\n" * 9}, {"note"}),
    ],
)
def test_what_contradicts_is_told_at_its_fields_and_nothing_typed_is_lost(
    pages: TestClient, store: Database, changed: dict[str, str], fields: set[str]
) -> None:
    told = looked(pages, **changed)
    assert isinstance(told["faults"], dict)
    assert set(told["faults"]) >= fields
    assert told["isGood"] is False
    assert "frames" not in told
    answer = pages.post(GIVE, data=typed(pages, **changed))
    assert answer.status_code == 422
    for field in fields:
        assert re.search(rf'name="{re.escape(field)}"[^>]*aria-invalid="true"', answer.text)
    for key, value in changed.items():
        if key not in {"side", "note"}:
            assert f'value="{value}"' in answer.text
    assert not given(store)


def test_what_only_the_figure_shows_to_contradict_is_told_too(pages: TestClient) -> None:
    told = looked(pages, **{"personal.cycle_s": "9"})
    assert told["isGood"] is False
    assert any("too fast" in str(one) for one in told["general"])  # type: ignore[attr-defined]


def test_much_is_pointed_out_and_may_be_given(pages: TestClient) -> None:
    told = looked(pages, **{"dose.repetitions": "30"})
    assert told["isGood"] is True
    assert "120 repetitions a day" in str(told["warnings"])


def test_the_script_is_given_the_figure_by_what_is_typed(pages: TestClient) -> None:
    plain, own = looked(pages), looked(pages, **{"personal.driver_end_deg": "45"})
    assert plain["isGood"] is own["isGood"] is True
    assert plain["frames"] != own["frames"]
    assert "55" in str(own["means"]["driver_end_deg"])  # type: ignore[index]


def test_an_empty_field_is_the_exercises_own_number(pages: TestClient, store: Database) -> None:
    give(pages, **{f"{KNEE}.max": "", "tempo.out_s": ""})
    assert given(store)[0].prescription.exercise == load_exercise(SLIDER)


def test_another_exercise_loads_its_own_numbers_and_keeps_the_rest(pages: TestClient) -> None:
    form = typed(pages, note="Keep me", **{f"{KNEE}.max": "33"}) | {"exercise": "sciatic-slider-supine", "do": "load"}
    page = pages.post(FORM, data=form).text
    assert 'value="sciatic-slider-supine" selected' in page
    assert "Keep me" in page
    assert 'value="33"' not in page
    assert 'value="35"' in page


def test_the_last_one_is_duplicated_and_an_earlier_one_too(pages: TestClient) -> None:
    give(pages, **{"tempo.out_s": "4", "note": "First."})
    give(pages, **{"tempo.out_s": "5", "note": "Second.", "side": FOUND})
    last = pages.get(f"{FORM}?from=last").text
    assert "Second." in last
    assert re.search(r'name="tempo.out_s"[^>]*value="5"', last)
    assert re.search(rf'value="{FOUND}" checked', last)
    assert re.search(r'name="tempo.out_s"[^>]*value="4"', pages.get(f"{FORM}?from=1").text)
    assert re.search(r'name="tempo.out_s"[^>]*value="2"', pages.get(FORM).text)
    assert pages.get(f"{FORM}?from=7").status_code == 404
    assert pages.get(f"{FORM}?exercise=../x").status_code == 404


def test_numbers_come_from_the_page_of_other_limits_and_go_there(pages: TestClient, room: str) -> None:
    page = pages.get(f"{FORM}?from=last&exercise={SLIDER}&side=left&{KNEE}.max=27").text
    assert re.search(rf'name="{re.escape(KNEE)}.max"[^>]*value="27"', page)
    answer = pages.post(FORM, data=typed(pages, **{f"{KNEE}.max": "27"}) | {"do": "try"})
    assert answer.status_code == 303
    assert urlsplit(answer.headers["location"]).path == f"{room}/rescore"
    tried = pages.get(answer.headers["location"]).text
    assert re.search(rf'name="{re.escape(KNEE)}.max"[^>]*value="27" data-now="20"', tried)
    assert "Prescribe these" in tried
    lying = typed(pages, f"{FORM}?exercise=sciatic-slider-supine&side=left")
    assert "no session of this exercise" in pages.post(FORM, data=lying | {"do": "try"}).text


def test_a_proposal_is_taken_without_a_script(pages: TestClient) -> None:
    page = pages.post(FORM, data=typed(pages) | {"take": "personal.driver_end_deg=18"}).text
    assert re.search(r'name="personal.driver_end_deg"[^>]*value="18"', page)
    assert "complete from 28° on" in page.lower()
    assert "fewer than 3 visits" in page  # one visit proposes nothing


def test_the_file_is_the_prescription(pages: TestClient, store: Database, tmp_path: Path) -> None:
    address = give(pages, **{"personal.driver_end_deg": "14", "tempo.out_s": "3", "note": HOSTILE})
    answer = pages.get(f"{address}.toml")
    assert answer.status_code == 200
    assert "anna-04.toml" in answer.headers["content-disposition"]
    file = tmp_path / "anna-04.toml"
    file.write_bytes(answer.content)
    assert check_file(file) == ()
    assert load_prescription(file) == given(store)[0].prescription
    assert f"by {AUTHOR}" in answer.text


@pytest.mark.parametrize(("language", "told"), [("en", "When to stop"), ("es", "Cuándo parar")])
def test_the_leaflet_is_one_page_in_each_language(pages: TestClient, language: str, told: str) -> None:
    address = give(pages, note=HOSTILE)
    answer = pages.get(f"{address}/leaflet?language={language}")
    assert answer.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.content)
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    assert len(document) == 1
    assert told in text
    assert "<script>alert(1)</script> =1+1 {{ 7*7 }} #sys" in text
    assert pages.get(f"{address}/leaflet?language=xx").status_code == 404


def test_what_is_written_to_the_patient_is_escaped_everywhere(pages: TestClient) -> None:
    address = give(pages, note=HOSTILE)
    for page in (address, ANNA, f"{FORM}?from=last"):
        text = pages.get(page).text
        assert "<script>alert(1)" not in text
        assert "49" not in re.findall(r"\{\{[^}]*\}\}|=1\+1 (\d+)", text)


def test_who_and_which_is_not_there_is_told(pages: TestClient) -> None:
    for address in ("/person/nobody/prescribe", f"{ANNA}/prescription/1", f"{ANNA}/prescription/1.toml"):
        assert pages.get(address).status_code == 404
    assert pages.get(f"{ANNA}/prescription/x").status_code == 404


def test_the_figure_has_what_its_script_needs(pages: TestClient) -> None:
    page = pages.get(f"{FORM}?side=right").text
    (told,) = re.findall(r'class="demo-frames">(.*?)</script>', page)
    moved = json.loads(told)
    assert set(moved) == {"view", "parts", "out", "back", "seconds"}
    for part in moved["parts"]:
        assert page.count(f'data-part="{part}"') == 4
    assert pages.get("/static/demonstration.js").status_code == 200
    assert pages.get("/static/demonstration.css").status_code == 200
    assert "style=" not in page
