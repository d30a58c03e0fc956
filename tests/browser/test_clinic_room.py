"""The review room in a browser: every picture is the one that its number says, by keys and by buttons."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
import pytest

from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.model import Film, VisitDocuments, film_document
from tests.support.accessibility import find_faults
from tests.support.browser import NoCamera, launched
from tests.support.clinic import ClinicProgram
from tests.support.firefox import launched_firefox
from tests.support.numbered import READ, NumberedFilm, make_numbered_film, number_in
from tests.support.processes import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STEPS: Final = 500
PATIENCE_MS: Final = 30_000

FILMS: Final = {"phone.mp4": 0.5, "cut.mp4": 0.083, "browser.webm": 0.0, "camcorder.ts": 1.4, "old.avi": 0.0}
"""Each with when its first picture is to be shown."""

FILM_PLAYS: Final = """async () => {
  const { room } = await import('/static/room/room.js');
  const film = document.getElementById('film'), seen = [];
  room.on('frame', () => { if (!film.hidden) seen.push(room.number); });
  document.getElementById('play').click();
  await new Promise((resolve) => setTimeout(resolve, 3000));
  document.getElementById('play').click();
  return seen;
}"""

FILM_STANDS: Final = f"""async (time_s) => {{
  const {{ room }} = await import('/static/room/room.js'), film = document.getElementById('film');
  const shown = new Promise((resolve) => film.requestVideoFrameCallback((_, about) => resolve(about.mediaTime)));
  film.currentTime = time_s;
  const mediaTime = await shown;
  return [room.numberOf(room.player.frameAt(mediaTime)), ({READ})(film)];
}}"""
"""Lets the film stand at a time, and returns which frame that is by the record, and by what is seen."""

FIREFOX_SEES: Final = """new Promise((resolve, reject) => {{
  const stage = document.getElementById('stage');
  const late = setTimeout(() => reject(new Error(`late: ${{stage.dataset.number}}`)), 30000);
  const look = () => {{
    const shown = document.querySelector('#still img');
    if (stage.dataset.number !== '{number}' || stage.dataset.picture !== 'still') return setTimeout(look, 2);
    clearTimeout(late);
    return resolve(({read})(shown));
  }};
  look();
}})"""


@dataclass(frozen=True, slots=True)
class Room:
    """The page of a session in a browser."""

    page: Page
    troubles: list[str]

    def shown(self) -> int:
        """Return the number of the frame as the page has it."""
        return int(self.page.locator("#stage").get_attribute("data-number") or -1)

    def wait_for(self, number: int) -> None:
        """Wait until a frame is shown, with its picture."""
        self.page.wait_for_selector(f"#stage[data-number='{number}'][data-picture='still']", timeout=PATIENCE_MS)

    def read(self) -> int:
        """Return the number that the picture tells which stands on the page."""
        told: int = self.page.locator("#still img").evaluate(READ)
        return told

    def photograph(self) -> int:
        """Return the number that somebody before the screen sees."""
        png = np.frombuffer(self.page.locator("#stage").screenshot(), np.uint8)
        return number_in(np.asarray(cv2.imdecode(png, cv2.IMREAD_COLOR), np.uint8))


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, NumberedFilm]:
    """Return films of numbered pictures, each of another kind."""
    folder = tmp_path_factory.mktemp("films")
    return {name: make_numbered_film(folder, name, begins_s=begins_s) for name, begins_s in FILMS.items()}


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory, films: dict[str, NumberedFilm]) -> Iterator[ClinicProgram]:
    """Return the program over a store with these films; one more was moved, and of one no film was kept."""
    folder = tmp_path_factory.mktemp("clinic")
    database = open_database(folder / "clinic.sqlite")
    archive = DatabaseArchive(database)
    for name, film in films.items():
        film.keep(archive, f"who-{name}")
    film = films["phone.mp4"]
    bare = {name: one for name, one in film.documents.documents.items() if name != "film.json"}
    moved = bare | {"film.json": film_document(Film(str(folder / "gone.mp4"), film.record.header.source.sha256))}
    for person, documents in {"nothing-kept": bare, "moved": moved}.items():
        NumberedFilm(film.path, film.record, VisitDocuments(documents)).keep(archive, person)
    database.close()
    program = ClinicProgram(folder, folder / "clinic.sqlite")
    yield program
    program.kill()


@pytest.fixture(scope="module")
def browser(clinic: ClinicProgram) -> Iterator[Browser]:
    """Return a browser in which the key of the program was spent."""
    del clinic
    with launched(NoCamera.ABSENT) as browser:
        yield browser


@pytest.fixture(scope="module")
def window(browser: Browser, clinic: ClinicProgram) -> Page:
    """Return the window that the program was opened in."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.goto(clinic.address)
    return page


@contextmanager
def entered(window: Page, clinic: ClinicProgram, film: NumberedFilm, person: str) -> Iterator[Room]:
    """Give the page of a session, once all is there; afterwards nothing must have gone wrong in it."""
    page = window.context.new_page()
    room = Room(page, [])
    page.on("pageerror", lambda error: room.troubles.append(str(error)))
    page.goto(f"{clinic.origin}/person/{person}/visit/{film.record.header.id}/whole")
    page.wait_for_selector("body[data-room=ready]", timeout=PATIENCE_MS)
    yield room
    assert room.troubles == []
    page.close()


@pytest.mark.parametrize("name", ["phone.mp4", "cut.mp4"])
def test_every_step_both_ways_shows_the_very_frame(
    window: Page, clinic: ClinicProgram, films: dict[str, NumberedFilm], name: str
) -> None:
    with entered(window, clinic, films[name], f"who-{name}") as room:
        room.wait_for(0)
        seen = [room.read()]
        for number in range(1, STEPS + 1):
            room.page.keyboard.press("ArrowRight")
            room.wait_for(number)
            seen.append(room.read())
        assert seen == list(range(STEPS + 1))
        seen = []
        for number in range(STEPS - 1, -1, -1):
            room.page.keyboard.press("ArrowLeft")
            room.wait_for(number)
            seen.append(room.read())
        assert seen == list(range(STEPS - 1, -1, -1))


@pytest.mark.parametrize("name", FILMS)
def test_any_jump_shows_the_very_frame_with_its_own_time(
    window: Page, clinic: ClinicProgram, films: dict[str, NumberedFilm], name: str
) -> None:
    film = films[name]
    with entered(window, clinic, film, f"who-{name}") as room:
        for number in np.random.default_rng(2).permutation(len(film.record.poses))[:40]:
            room.page.evaluate(
                "(number) => import('/static/room/room.js').then(({ room }) => room.seek(number))", int(number)
            )
            room.wait_for(int(number))
            assert room.read() == number
            assert f"· {film.record.poses[number].t_s:.2f} s" in (room.page.locator("#where").text_content() or "")
        assert room.photograph() == room.shown()


def test_what_stands_on_the_screen_is_what_was_read(
    window: Page, clinic: ClinicProgram, films: dict[str, NumberedFilm]
) -> None:
    with entered(window, clinic, films["phone.mp4"], "who-phone.mp4") as room:
        presses = ["Shift+ArrowRight", "ArrowRight", "j", "j", "ArrowLeft", "End", "Shift+ArrowLeft", "Home", "."]
        for press in presses * 2:
            room.page.keyboard.press(press)
            room.page.wait_for_timeout(400)
            assert room.photograph() == room.read() == room.shown()


def test_every_step_both_ways_in_firefox(clinic: ClinicProgram, films: dict[str, NumberedFilm], tmp_path: Path) -> None:
    film = films["phone.mp4"]
    with second_program(clinic, tmp_path) as program, launched_firefox(tmp_path) as firefox:
        firefox.goto(program.address)
        firefox.goto(f"{program.origin}/person/who-phone.mp4/visit/{film.record.header.id}/whole")
        wait_until(lambda: firefox.evaluate("document.body.dataset.room") == "ready")
        for key, numbers in (("ArrowRight", range(1, STEPS + 1)), ("ArrowLeft", range(STEPS - 1, -1, -1))):
            seen = []
            for number in numbers:
                firefox.press(key)
                seen.append(firefox.evaluate(FIREFOX_SEES.format(number=number, read=READ)))
            assert seen == list(numbers)


@contextmanager
def second_program(clinic: ClinicProgram, folder: Path) -> Iterator[ClinicProgram]:
    """Give another program over the same store: the key of the first one is good for one window."""
    program = ClinicProgram(folder, clinic.store)
    try:
        yield program
    finally:
        program.kill()


def test_held_keys_lose_no_step(window: Page, clinic: ClinicProgram, films: dict[str, NumberedFilm]) -> None:
    with entered(window, clinic, films["phone.mp4"], "who-phone.mp4") as room:
        for _ in range(60):
            room.page.keyboard.press("ArrowRight")
        room.wait_for(60)
        for _ in range(25):
            room.page.keyboard.press("ArrowLeft")
        room.wait_for(35)
        assert room.photograph() == 35


@pytest.mark.parametrize("name", ["phone.mp4", "browser.webm"])
def test_the_film_plays_in_step_and_stops_on_the_frame_that_was_shown(
    window: Page, clinic: ClinicProgram, films: dict[str, NumberedFilm], name: str
) -> None:
    with entered(window, clinic, films[name], f"who-{name}") as room:
        seen: list[int] = room.page.evaluate(FILM_PLAYS)
        assert len(seen) > 3
        assert seen == sorted(seen)
        last = seen[-1]
        room.page.wait_for_selector("#stage[data-picture='still']")
        assert room.photograph() == room.read() == room.shown() >= last


@pytest.mark.parametrize("name", ["phone.mp4", "cut.mp4", "browser.webm"])
def test_a_time_of_the_film_is_the_frame_of_the_record_that_is_seen(
    window: Page, clinic: ClinicProgram, films: dict[str, NumberedFilm], name: str
) -> None:
    film = films[name]
    with entered(window, clinic, film, f"who-{name}") as room:
        room.page.evaluate(FILM_PLAYS)
        for index in np.random.default_rng(4).permutation(len(film.record.poses) - 1)[:40]:
            told, seen = room.page.evaluate(FILM_STANDS, film.record.poses[index].t_s + 0.005)
            assert told == seen


def test_a_film_that_no_browser_plays_is_played_picture_by_picture(
    window: Page, clinic: ClinicProgram, films: dict[str, NumberedFilm]
) -> None:
    with entered(window, clinic, films["camcorder.ts"], "who-camcorder.ts") as room:
        room.page.keyboard.press("Space")
        wait_until(lambda: room.shown() > 40)
        room.page.keyboard.press("Space")
        room.page.wait_for_timeout(500)
        assert room.photograph() == room.read() == room.shown() > 40


def test_without_a_film_the_figure_goes_through_the_record(
    window: Page, clinic: ClinicProgram, films: dict[str, NumberedFilm]
) -> None:
    with entered(window, clinic, films["phone.mp4"], "nothing-kept") as room:
        assert room.page.locator("#stage").get_attribute("data-picture") == "none"
        assert room.page.locator("#figure .bone:visible").count() > 5
        room.page.keyboard.press("Shift+ArrowRight")
        assert room.shown() == 10
        room.page.keyboard.press("Space")
        wait_until(lambda: room.shown() > 40)
        room.page.keyboard.press("Space")
        assert room.page.locator("#film-told").is_hidden()


def test_a_film_that_was_moved_is_located(window: Page, clinic: ClinicProgram, films: dict[str, NumberedFilm]) -> None:
    with entered(window, clinic, films["phone.mp4"], "moved") as room:
        page = room.page
        assert "not where it was" in (page.locator("#film-told").text_content() or "")
        page.click("#locate summary")
        page.fill("#locate-path", str(films["cut.mp4"].path))
        page.keyboard.press("Enter")
        wait_until(lambda: "another video" in (page.locator("#status").text_content() or ""))
        page.fill("#locate-path", str(films["phone.mp4"].path))
        page.keyboard.press("Enter")
        room.wait_for(0)
        assert room.photograph() == 0
        page.reload()
        room.wait_for(0)


def test_keys_rest_while_somebody_types(window: Page, clinic: ClinicProgram, films: dict[str, NumberedFilm]) -> None:
    with entered(window, clinic, films["phone.mp4"], "who-phone.mp4") as room:
        page = room.page
        page.evaluate("document.getElementById('tools').append(document.createElement('textarea'))")
        page.focus("#tools textarea")
        page.keyboard.type("j k n .")
        page.keyboard.press("ArrowRight")
        assert room.shown() == 0
        page.focus("#on")  # no button swallows an arrow or the space bar
        page.keyboard.press("ArrowRight")
        room.wait_for(1)
        page.keyboard.press("?")
        page.click("#keys-switch")
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
        assert room.shown() == 1
        page.keyboard.press("Tab")
        page.click("#keys-open")
        page.click("#keys-switch")
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowRight")
        room.wait_for(2)


def test_repetitions_are_jumped_to_and_repeated(
    window: Page, clinic: ClinicProgram, films: dict[str, NumberedFilm]
) -> None:
    with entered(window, clinic, films["phone.mp4"], "who-phone.mp4") as room:
        page = room.page
        page.click("#rows .jump >> nth=1")
        wait_until(lambda: room.shown() > 0)
        second = room.shown()
        page.keyboard.press("r")
        page.keyboard.press("-")
        page.keyboard.press("+")
        page.keyboard.press("Space")
        page.wait_for_timeout(8000)
        page.keyboard.press("Space")
        page.wait_for_selector("#stage[data-picture='still']")
        assert page.locator("#rows [aria-current]").get_attribute("data-row") == "1"
        assert second <= room.shown() <= second + 200
        page.keyboard.press("Escape")
        page.keyboard.press("k")
        wait_until(lambda: room.shown() < second)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (390, 844)])
def test_nobody_is_shut_out_and_everything_has_room(
    window: Page, clinic: ClinicProgram, films: dict[str, NumberedFilm], size: tuple[int, int], scheme: str
) -> None:
    with entered(window, clinic, films["phone.mp4"], "moved") as room:
        room.page.set_viewport_size({"width": size[0], "height": size[1]})
        room.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        room.page.click("#rows .jump >> nth=2")
        assert find_faults(room.page, f"{size} {scheme}") == []
        assert room.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        room.page.click("#keys-open")
        assert find_faults(room.page, f"keys {size} {scheme}") == []
