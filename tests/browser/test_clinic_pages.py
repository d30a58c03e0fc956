"""The clinic's list and a person's page in a real browser: all sizes, both themes, keyboard alone, no script, paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from formcheck.store.database import open_database
from tests.benchmarks.clinic_people import fill
from tests.support.accessibility import find_faults
from tests.support.browser import NoCamera, launched
from tests.support.clinic import served_clinic

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("clinic pages")]  # one program and one browser for all

SIZES = [(390, 844), (1280, 720), (1920, 1080)]
PEOPLE, VISITS = 60, 12
MOST_MARKS = 2000


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a program over a store of people who were made up."""
    store = tmp_path_factory.mktemp("clinic") / "clinic.sqlite"
    database = open_database(store)
    fill(database, PEOPLE, VISITS, datetime.now(UTC))
    database.close()
    with served_clinic(store) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser."""
    with launched(NoCamera.ABSENT) as started:
        yield started


@pytest.fixture(scope="module")
def key(browser: Browser, address: str) -> list[dict[str, object]]:
    """Return the cookies of the window that was opened with the key; the address is good for one."""
    context = browser.new_context()
    context.new_page().goto(address)
    cookies = [dict(cookie) for cookie in context.cookies()]
    context.close()
    return cookies


class Window:
    """A window that holds the key.

    Parameters
    ----------
    browser : Browser
        The browser.
    key : list of dict
        The cookies.
    address : str
        Of the program.
    """

    def __init__(self, browser: Browser, key: list[dict[str, object]], address: str) -> None:
        self._browser, self._key = browser, key
        self.home = address.partition("?")[0]
        self._contexts: list[BrowserContext] = []
        self._faults: list[str] = []

    def open(self, path: str = "", size: tuple[int, int] = (1280, 720), **options: object) -> Page:
        """Open a page; whatever the browser says of a fault fails the test."""
        context = self._browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)  # type: ignore[arg-type]
        context.add_cookies(self._key)  # type: ignore[arg-type]
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self._faults.append(str(error)))
        page.on("console", lambda said: self._faults.append(said.text) if said.type == "error" else None)
        page.goto(self.home + path)
        return page

    def close(self) -> None:
        """Close all that was opened, and see whether the browser found any fault."""
        for context in self._contexts:
            context.close()
        assert not self._faults


@pytest.fixture
def window(browser: Browser, key: list[dict[str, object]], address: str) -> Iterator[Window]:
    """Return what opens pages."""
    opened = Window(browser, key, address)
    yield opened
    opened.close()


def first_person(page: Page) -> str:
    """Return the path of the first person's page."""
    found = page.locator("a.open").first.get_attribute("href")
    assert found is not None
    return found.removeprefix("/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nobody_is_shut_out_at_any_size(window: Window, size: tuple[int, int], scheme: str) -> None:
    page = window.open("", size, color_scheme=scheme)
    path = first_person(page)
    for name in ("", "?q=nobody-at-all", path):
        page.goto(window.home + name)
        assert not find_faults(page, f"{name} {size} {scheme}")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_nothing_is_lost_at_twice_the_size(window: Window) -> None:
    page = window.open("", (640, 360))  # 1280 x 720 at 200 %
    for name in ("", first_person(page)):
        page.goto(window.home + name)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_the_four_questions_are_answered_without_scrolling(window: Window) -> None:
    page = window.open()
    page.goto(window.home + first_person(page))
    bottoms = page.locator(".answer").evaluate_all("all => all.map((one) => one.getBoundingClientRect().bottom)")
    assert len(bottoms) == 4
    assert max(bottoms) < 720


def test_it_finds_as_one_types_and_the_address_keeps_it(window: Window) -> None:
    page = window.open()
    everybody = page.locator("a.open").count()
    page.keyboard.press("/")
    page.keyboard.type("EVA", delay=20)
    page.wait_for_url("**?q=EVA")
    assert all("eva" in name for name in page.locator("a.open").all_inner_texts())
    assert 0 < page.locator("a.open").count() < everybody
    assert "found" in page.locator("[role=status]").inner_text()
    page.keyboard.type(" zzz")
    page.wait_for_selector(".nothing")
    assert "EVA zzz" in page.locator(".nothing").inner_text()


def test_the_keyboard_alone_leads_through(window: Window) -> None:
    page = window.open()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/person/**")
    assert name in page.locator("h1").inner_text()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.go_back()
    page.keyboard.press("]")
    page.wait_for_url("**after=*")
    page.keyboard.press("[")
    page.wait_for_url(window.home)


def test_single_keys_can_be_switched_off_and_are_off_while_typing(window: Window) -> None:
    page = window.open()
    page.keyboard.press("/")
    page.keyboard.type("j?")
    assert page.locator("#q").input_value() == "j?"
    page.locator("#show-keys").click()
    page.locator("#keys-on").uncheck()
    page.locator("#keys button").click()
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.classList.contains('open')") is False


def test_a_person_is_added_and_paused_in_the_browser(window: Window) -> None:
    page = window.open()
    page.locator(".add summary").click()
    page.locator("#pseudonym").fill("zoe-99")
    page.locator("#name").fill("Zoë Smith")
    page.keyboard.press("Enter")
    page.wait_for_url("**/person/zoe-99")
    page.locator(".acts button").first.click()
    assert "paused" in page.locator("h1").inner_text()


def test_who_was_seen_leaves_the_list_and_comes_back(window: Window) -> None:
    page = window.open("", java_script_enabled=False)
    who = first_person(page)
    needing = page.locator(".needing h2").inner_text()
    page.locator(".needing .act button", has_text="Seen").first.click()
    page.wait_for_url("**seen=*")
    assert page.locator(".needing h2").inner_text() != needing
    page.locator(".told a").click()
    page.wait_for_url(f"**/{who}")
    assert "by jm" in page.locator(".look").inner_text()
    page.locator(".look button").click()
    page.wait_for_url(f"**/{who}")
    assert "by jm" not in page.locator(".look").inner_text()
    page.goto(window.home)
    assert page.locator(".needing h2").inner_text() == needing


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_period_is_chosen_by_keys_and_stays_in_the_address(window: Window, scheme: str) -> None:
    page = window.open("", color_scheme=scheme)
    page.goto(window.home + first_person(page))
    for key, word in (("[", "4-weeks"), ("]", "3-months"), ("]", "year"), ("]", "all")):
        page.keyboard.press(key)
        page.wait_for_url(f"**period={word}")
        assert page.locator(".plot *").count() < MOST_MARKS
        bottoms = page.locator(".answer").evaluate_all("all => all.map((one) => one.getBoundingClientRect().bottom)")
        assert max(bottoms) < 720
        assert not find_faults(page, f"{word} {scheme}")
    page.keyboard.press("]")  # there is no longer one
    page.reload()
    assert page.locator(".periods [aria-current]").inner_text() == "all"


def test_all_is_there_without_scripts(window: Window) -> None:
    page = window.open("", java_script_enabled=False)
    page.locator("#q").fill("ben")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=ben*")
    page.locator("a.open").first.click()
    page.wait_for_url("**/person/**")
    assert page.locator("svg.plot").count() >= 5
    page.locator(".numbers summary").click()
    assert page.locator(".numbers tbody tr").first.is_visible()


def test_the_picture_of_a_person_has_few_marks(window: Window) -> None:
    page = window.open()
    page.goto(window.home + first_person(page))
    assert page.locator(".plot *").count() < MOST_MARKS


def test_on_paper_there_is_nothing_to_press(window: Window, tmp_path: Path) -> None:
    page = window.open()
    page.goto(window.home + first_person(page))
    page.emulate_media(media="print")
    assert not page.locator("button:visible").count()
    assert page.locator(".answer").first.is_visible()
    page.pdf(path=tmp_path / "person.pdf")


@pytest.fixture
def empty(tmp_path: Path, browser: Browser) -> Iterator[Page]:
    """Return the first page of a program over an empty store."""
    with served_clinic(tmp_path / "clinic.sqlite") as found:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.goto(found)
        yield page
        context.close()


def test_samples_are_made_looked_at_and_removed(empty: Page) -> None:
    page, home = empty, empty.url.partition("?")[0]
    assert not find_faults(page, "first page")
    page.get_by_role("button", name="Try with sample sessions").click()
    page.wait_for_url("**/samples/*")
    assert page.locator("progress").is_visible()
    page.wait_for_url(home, timeout=180_000)
    assert page.locator(".samples tr.line").count() == 3
    for path in ("", *(f"person/sample-{name}" for name in ("anna", "ben", "cara"))):
        page.goto(home + path)
        assert "made up" in page.locator("main").inner_text().lower()
        assert not find_faults(page, f"sample {path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("a.open").first.click()
    page.wait_for_url("**/visit/**")
    page.wait_for_selector("canvas, svg")
    page.goto(home)
    page.get_by_role("button", name="Remove all samples").click()
    page.wait_for_selector("text=Try with sample sessions")
