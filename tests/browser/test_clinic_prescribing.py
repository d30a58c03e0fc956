"""A prescription's way: given in the clinic, taken by the patient's page, its visit judged by it in the clinic."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from formcheck.exercise.loader import load_prescription
from formcheck.samples import Side
from formcheck.store.database import open_database
from formcheck.store.people import add_person
from tests.browser.conftest import Start
from tests.support.accessibility import find_faults
from tests.support.browser import launched
from tests.support.clinic import served_clinic
from tests.support.commands import COMMAND
from tests.support.fake_camera import make_fake_camera
from tests.support.live_sessions import Person
from tests.support.stored import NOW
from tests.support.truth import SAMPLES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.slow, pytest.mark.browser]

ANNA = "anna-04"
KNEE = "phases.extend.knee_flexion.max"
FOOT = "phases.extend.ankle_dorsiflexion.min"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """Return a browser whose camera shows somebody who does the exercise well."""
    camera = make_fake_camera(SAMPLES / "good-tibial-slider.mp4", tmp_path / "camera.y4m")
    with launched(camera) as started:
        yield started


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Return a store with one person, and the address of the clinic over it."""
    store = tmp_path / "clinic.sqlite"
    database = open_database(store)
    with database.writing() as connection:
        add_person(connection, ANNA, NOW)
    database.close()
    with served_clinic(store) as address:
        yield store, address


def field(page: Page, key: str) -> str:
    """Return what stands in a field of the form."""
    return page.locator(f"[name='{key}']").input_value()


def test_prescribed_practised_and_judged_by_it(
    browser: Browser, clinic: tuple[Path, str], start: Start, tmp_path: Path
) -> None:
    store, address = clinic
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(address)
    page.locator("a.open").first.click()
    page.get_by_role("link", name="Prescribe").click()
    file = prescribe(page, tmp_path)
    checked = subprocess.run([COMMAND, "exercises", "check", file], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    prescription = load_prescription(file)
    assert (prescription.side, prescription.exercise.dose.repetitions) == (Side.RIGHT, 2)
    assert prescription.exercise.tempo.out_s == 2.5

    program = start("--prescription", file, "--person", ANNA, "--store", store, "--model", "heavy")
    person = Person(browser.new_context(viewport={"width": 1280, "height": 720}).new_page(), program.address)
    person.begin()
    person.wait_for("after", seconds=120)
    person.answer_after()
    assert person.page.locator("#summary-lines li").first.inner_text() == "2 of 2 good."
    person.page.wait_for_timeout(1500)
    assert program.stop() == 0

    page.goto(address.partition("/?")[0] + f"/person/{ANNA}")
    page.locator(".visits a.open").first.click()
    page.wait_for_url("**/visit/**")
    page.goto(page.url.partition("#")[0] + "/rescore")
    assert page.locator(f"[name='{KNEE}']").get_attribute("data-now") == "25"  # by what was prescribed
    page.locator(f"[name='{FOOT}']").fill("24")
    page.get_by_role("button", name="Try on this session").click()
    page.wait_for_selector("#outcome .rescore-changed", timeout=60_000)
    assert "2 good of 2 seen\t0 good of" in page.locator("#outcome tfoot").inner_text()
    page.get_by_role("link", name="Prescribe these").click()
    page.wait_for_url("**/prescribe?*")
    assert [field(page, key) for key in (KNEE, FOOT, "tempo.out_s")] == ["25", "24", "2.5"]
    assert troubles == []


def prescribe(page: Page, folder: Path) -> Path:
    """Fill in the form, give it, and return the file for the patient's computer."""
    page.wait_for_url("**/prescribe")
    page.locator("input[name=side][value=right]").check()
    page.wait_for_load_state()
    assert not find_faults(page, "prescribe")
    before = page.locator(".demo-moving [data-part=ghost]").get_attribute("d")
    page.locator(f"[name='{KNEE}']").fill("80")
    page.wait_for_selector("#outcome.is-refused")
    assert "movement begins there" in page.locator(f"[data-fault~='{KNEE}']").inner_text()
    page.locator(f"[name='{KNEE}']").fill("25")
    page.locator("[name='tempo.out_s']").fill("2,5")
    page.locator("[name='dose.repetitions']").fill("2")
    page.locator("[name='dose.sets']").fill("1")
    page.locator("textarea").fill("Small range this week.")
    page.wait_for_function(
        "before => document.querySelector('.demo-moving [data-part=ghost]').getAttribute('d') !== before", arg=before
    )
    page.wait_for_selector("#outcome:not(.is-refused)")
    page.get_by_role("button", name="Give").click()
    page.wait_for_url("**/prescription/1")
    assert not find_faults(page, "prescription")
    with page.expect_download() as download:
        page.get_by_role("link", name="File for the patient").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == f"{ANNA}.toml"
    return file


def test_the_figure_moves_pauses_and_stands_still_where_motion_is_not_wanted(
    browser: Browser, clinic: tuple[Path, str]
) -> None:
    _, address = clinic
    page = browser.new_context().new_page()
    page.goto(address)
    page.goto(f"{address.partition('/?')[0]}/person/{ANNA}/prescribe?side=left")

    def foot() -> str | None:
        return page.locator(".demo-moving [data-part=foot]").get_attribute("d")

    def moves() -> bool:
        seen = set()
        for _ in range(12):
            seen.add(foot())
            page.wait_for_timeout(150)
        return len(seen) > 1

    assert moves()
    page.keyboard.press(" ")
    page.wait_for_timeout(100)
    assert not moves()
    assert page.locator(".demo-pause").inner_text() == "Move"
    page.keyboard.press(" ")
    assert moves()
    page.locator("textarea").focus()
    page.keyboard.press(" ")
    assert moves()  # a space while typing is a space
    page.emulate_media(reduced_motion="reduce")
    assert page.locator(".demo-stills svg").count() == 3
    page.locator(".demo-stills svg").first.wait_for()  # the page hears of it with its next picture
    assert not page.locator(".demo-moving").is_visible()


def test_all_is_there_without_a_script(browser: Browser, clinic: tuple[Path, str]) -> None:
    _, address = clinic
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    page.goto(f"{address.partition('/?')[0]}/person/{ANNA}/prescribe")
    assert page.locator(".demo-stills svg").count() == 3
    page.locator("#exercise").select_option("sciatic-slider-supine")
    page.locator("#load").click()
    assert field(page, KNEE) == "35"
    page.locator("input[name=side][value=left]").check()
    page.locator(f"[name='{KNEE}']").fill("90")
    page.get_by_role("button", name="Give").click()
    assert field(page, KNEE) == "90"
    assert "movement begins there" in page.locator(f"[data-fault~='{KNEE}']").inner_text()
    page.locator(f"[name='{KNEE}']").fill("40")
    page.get_by_role("button", name="Give").click()
    page.wait_for_url("**/prescription/1")
    assert page.locator(".demo-stills svg").count() == 3
