"""A session is looked through in the review room, and the page that holds the machine against it says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from formcheck.session.corrections import LookedThrough, Undone
from formcheck.store.correcting import see_session
from formcheck.store.database import open_database
from formcheck.words.language import LANGUAGES
from tests.support.accessibility import find_faults
from tests.support.browser import NoCamera, launched
from tests.support.clinic import ClinicProgram
from tests.support.made_clinic import make_clinic, only_visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser."""
    with launched(NoCamera.ABSENT) as running:
        yield running


def test_by_key_and_by_button_and_back(browser: Browser, tmp_path: Path) -> None:
    store = open_database(tmp_path / "clinic.sqlite")
    make_clinic(store)
    visit = only_visit(store, "lea")
    program = ClinicProgram(tmp_path, tmp_path / "clinic.sqlite")
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(program.address)
        page.get_by_role("link", name="The machine against you").click()
        assert "31 of 35" in page.locator(".headline").inner_text()
        page.goto(f"{program.origin}/person/lea/visit/{visit.key}/whole")
        page.wait_for_selector("body[data-correcting='ready']", timeout=PATIENCE_MS)
        page.keyboard.press("l")
        assert page.locator("#panel-looked").is_visible()
        page.keyboard.press("Escape")
        assert page.locator("#panel-looked").is_hidden()
        assert len(see_session(store, visit, "").corrections) == 2
        page.locator("#tool-looked").click()
        page.locator("#panel-looked .keep").click()
        page.wait_for_selector("#looked-told:not([hidden])")
        assert page.locator("#looked-told").inner_text().startswith("Looked through whole by jm")
        assert see_session(store, visit, "").corrections[-1].what == LookedThrough(3)
        # Lea's first was said to be rushed: of three more repetitions two are right, and no single opinion is left.
        other = context.new_page()
        other.goto(f"{program.origin}/agreement")
        assert "33 of 38" in other.locator(".headline").inner_text()
        assert "There are none." in other.locator(".single").inner_text()
        page.keyboard.press("Control+z")
        page.wait_for_selector("#looked-told[hidden]", state="attached")
        assert see_session(store, visit, "").corrections[-1].what == Undone(3)
        other.reload()
        assert "31 of 35" in other.locator(".headline").inner_text()
        with other.expect_download() as asked:
            other.get_by_role("button", name="Download as a zip file").click()
        assert asked.value.suggested_filename.endswith(".zip")
    finally:
        context.close()
        program.kill()
        store.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_can_read_it(browser: Browser, tmp_path: Path, language: str) -> None:
    store = open_database(tmp_path / "clinic.sqlite")
    make_clinic(store)
    store.close()
    program = ClinicProgram(tmp_path, tmp_path / "clinic.sqlite", language)
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(program.address)
        for width, scheme in ((1280, "light"), (1920, "dark"), (390, "light")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(f"{program.origin}/agreement?machine=good&mine=good")
            assert find_faults(page, f"{language}, {width}, {scheme}") == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    finally:
        context.close()
        program.kill()
