"""Reports and exports in a real browser: every form saved, the list, all sizes and themes, and the person removed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive
from tests.support.accessibility import find_faults
from tests.support.browser import NoCamera, launched
from tests.support.clinic import served_clinic
from tests.support.exported import export_everything, remove_person, saved
from tests.support.stored import AUTHOR, NOW, recording, sitting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("clinic exporting")]

ANNA = "anna-04"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store with one person, apart from whatever this computer keeps."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    place = tmp_path / "clinic.sqlite"
    database = open_database(place)
    DatabaseArchive(database).keep(ANNA, recording(), NOW, AUTHOR)
    DatabaseArchive(database).keep(ANNA, sitting(), NOW, AUTHOR)
    database.close()
    return place


@pytest.fixture
def address(store: Path) -> Iterator[str]:
    """Return the address of the program."""
    with served_clinic(store) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser."""
    with launched(NoCamera.ABSENT) as started:
        yield started


def opened(browser: Browser, address: str, faults: list[str]) -> Page:
    """Return a window that was let in."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto(address)
    return page


def test_everything_is_exported_then_the_person_is_removed(browser: Browser, address: str, tmp_path: Path) -> None:
    faults: list[str] = []
    page = opened(browser, address, faults)
    page.get_by_role("link", name=ANNA).click()
    page.get_by_role("link", name="Report and export").click()
    assert export_everything(page, tmp_path) == "anna-04_2026-11-29_everything.zip"
    remove_person(page, ANNA)
    page.context.close()
    assert [one for one in faults if "422" not in one] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(390, 844), (1280, 720), (1920, 1080)], ids=str)
def test_nobody_is_shut_out(browser: Browser, address: str, size: tuple[int, int], scheme: str, tmp_path: Path) -> None:
    page = opened(browser, address, [])
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    home = address.partition("/?")[0]
    page.goto(f"{home}/person/{ANNA}/export")
    content = saved(page, "HTML", tmp_path)
    page.get_by_role("button", name="Make the film").click()
    page.get_by_text("Not made, and nothing is left of it").wait_for()
    record = tmp_path / "record.html"
    record.write_bytes(content)
    for place in (page.url, f"{home}/person/{ANNA}/remove", record.as_uri()):
        page.goto(place)
        assert not find_faults(page, f"{place} {size} {scheme}")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.context.close()


def test_without_a_script_the_list_keeps_up_to_date_too(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.goto(f"{address.partition('/?')[0]}/person/{ANNA}/export")
    page.get_by_role("button", name="Angles (.mot)").click()
    page.get_by_role("link", name=re.compile("^Save ")).wait_for(timeout=30_000)
    context.close()
