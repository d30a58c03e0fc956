"""The whole way of a clinician through a session, by keyboard and mouse: every step is in the store, not only shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from formcheck.events import Verdict
from formcheck.samples import Dof
from formcheck.session.corrections import (
    Added,
    AngleMeasured,
    Blame,
    Commented,
    DatedCorrection,
    MovedPoint,
    Movement,
    Overruled,
    PointsMoved,
    Rescored,
    Struck,
    Undone,
    standing,
)
from formcheck.session.goniometer import read_goniometer
from formcheck.session.rescoring import Trial, try_limits
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import Seen, keep_correction, keep_opinion, known_sessions, see_session
from formcheck.store.corrections import Said
from formcheck.store.database import Database, open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.model import VisitDocuments
from tests.support.accessibility import find_faults
from tests.support.browser import NoCamera, launched
from tests.support.clinic import ClinicProgram
from tests.support.processes import wait_until
from tests.support.stored import AUTHOR, BRIEF, NOW, record_document, recording, result_document, session_of, sitting
from tests.support.visits import golden_record

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

PERSON: Final = "anna-04"
PATIENCE_MS: Final = 30_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser."""
    with launched(NoCamera.ABSENT) as running:
        yield running


def three_sessions(store: Database) -> VisitKey:
    """Bring in a recording, and two sittings; return the recording."""
    archive = DatabaseArchive(store)
    archive.keep(PERSON, recording(), NOW, AUTHOR)
    (first,) = archive.visits(PERSON)
    for days in (1, 2):
        archive.keep(PERSON, sitting(began_at=NOW + timedelta(days=days)), NOW, AUTHOR)
    assert len(known_sessions(store, PERSON)) == 3
    return first


@dataclass(slots=True)
class Desk:
    """A clinician before the page of a session, and the store behind it."""

    page: Page
    store: Database
    visit: VisitKey
    program: ClinicProgram
    troubles: list[str]

    @property
    def room(self) -> str:
        """The address of the session."""
        return f"{self.program.origin}/person/{PERSON}/visit/{self.visit.key}/whole"

    def open(self, beyond: str = "") -> None:
        """Open the page and wait until it can be worked with."""
        self.page.goto(f"{self.room}{beyond}")
        self.page.wait_for_selector("body[data-correcting='ready']", timeout=PATIENCE_MS)

    @property
    def seen(self) -> Seen:
        """What is in the store."""
        return see_session(self.store, self.visit, "")

    @property
    def kept(self) -> tuple[DatedCorrection, ...]:
        """The corrections in the store."""
        return self.seen.corrections

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def wait_for(self, count: int) -> DatedCorrection:
        """Wait until the page says that something was kept; then it must be in the store: return it."""
        self.page.wait_for_selector(f"#log-list li:nth-child({count})", state="attached", timeout=PATIENCE_MS)
        told = self.page.locator("#kept").inner_text()
        latest = self.kept[-1]
        assert latest.number == count == len(self.kept)
        assert told == f"kept {latest.at.astimezone():%H:%M:%S} by jm"
        return latest

    def row(self, number: int) -> str:
        """Return what stands in a line of the table."""
        return self.page.locator(f"#rows tr:nth-child({number})").inner_text()

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the picture is on the screen, in shares of its width and height."""
        box = self.page.locator("#overlay").bounding_box()
        assert box is not None
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def handle(self, name: str) -> tuple[float, float]:
        """Return where the handle of a point is on the screen."""
        box = self.page.locator(f".handle[data-name='{name}']").bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def desk_of(folder: Path, browser: Browser, language: str = "en", **context: object) -> Iterator[Desk]:
    """Return a desk over a store with three sessions."""
    store = open_database(folder / "clinic.sqlite")
    visit = three_sessions(store)
    program = ClinicProgram(folder, folder / "clinic.sqlite", language)
    troubles: list[str] = []
    seat = browser.new_context(**{"viewport": {"width": 1280, "height": 720}, **context})  # type: ignore[arg-type]
    try:
        page = seat.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(program.address)
        desk = Desk(page, store, visit, program, troubles)
        desk.open()
        yield desk
        assert troubles == []
    finally:
        seat.close()
        program.kill()
        store.close()


@pytest.fixture
def desk(tmp_path: Path, browser: Browser) -> Iterator[Desk]:
    """Return a desk."""
    yield from desk_of(tmp_path, browser)


def test_the_whole_way(desk: Desk) -> None:
    page = desk.page
    # read, jump
    assert "1 good of 3 seen" in page.locator("#count-machine").inner_text()
    desk.press("j", "j")
    page.wait_for_selector("#rows tr:nth-child(2)[aria-current='true']")
    # goniometer: three clicks, one arm by keys, kept beside what the machine reads
    desk.press("g")
    for place in ((0.5, 0.5), (0.3, 0.45), (0.6, 0.7)):
        page.mouse.click(*desk.at(*place))
    desk.press("Shift+ArrowRight", "Enter")
    measured = desk.wait_for(1).what
    assert isinstance(measured, AngleMeasured)
    assert measured.dof is Dof.KNEE_FLEXION
    by_hand = read_goniometer(measured.dof, measured.axis, measured.still, measured.moving)
    assert measured.deg == pytest.approx(by_hand, abs=0.06)
    assert measured.machine_deg is not None
    # overrule
    desk.press("o", "1")
    page.get_by_role("button", name="the rule").click()
    page.locator("#overrule-reason").fill("enough for her")
    page.locator("#overrule-reason").press("Enter")
    overruled = desk.wait_for(2).what
    second = session_of().repetitions[1]
    assert isinstance(overruled, Overruled)
    assert (overruled.machine, overruled.mine) == (Verdict.INCOMPLETE_RANGE, Verdict.GOOD)
    assert (overruled.blame, overruled.reason) == (Blame.RULE, "enough for her")
    assert (overruled.movement.start_s, overruled.movement.end_s) == (second.start_s, second.end_s)
    assert "incomplete range" in desk.row(2)
    assert "good" in desk.row(2)
    assert page.locator("#count-machine").inner_text() == "1 good of 3 seen"
    assert page.locator("#count-mine").inner_text() == "2 good of 3 seen"
    # add
    desk.press("End", "m", "1", "Enter")
    added = desk.wait_for(3).what
    assert isinstance(added, Added)
    assert added.mine is Verdict.GOOD
    assert added.movement.start_s >= session_of().repetitions[2].end_s
    # strike
    page.locator("#rows tr:nth-child(3) .jump").click()
    desk.press("o", "7", "Enter")
    struck = desk.wait_for(4).what
    assert isinstance(struck, Struck)
    assert struck.machine is Verdict.RUSHED
    assert "is-struck" in (page.locator("#rows tr:nth-child(3)").get_attribute("class") or "")
    # drag a point
    drag_a_point(desk)
    # re-score, and back
    rescore(desk)
    # undo, and its undo
    desk.open()
    desk.press("Control+z")
    assert desk.wait_for(7).what == Undone(6)
    desk.press("Control+z")
    assert desk.wait_for(8).what == Undone(5)
    assert "with points moved" not in desk.row(2)
    desk.press("Control+y")
    assert desk.wait_for(9).what == Undone(8)
    assert "with points moved" in desk.row(2)
    assert [one.number for one in standing(desk.kept)] == [1, 2, 3, 4, 5]
    # and it is all there when the page is opened again
    desk.open()
    assert page.locator("#count-mine").inner_text() == "3 good of 3 seen"
    assert page.locator("#log-list li").count() == 9


def drag_a_point(desk: Desk) -> None:
    """Drag the knee of the second repetition in one frame and, by keys, in another; keep it."""
    page = desk.page
    page.locator("#rows tr:nth-child(2) .jump").click()
    page.evaluate("document.activeElement.blur()")
    peak_s = session_of().repetitions[1].peak_s
    page.evaluate(
        "(t) => import('/static/room/room.js').then(({ room }) => room.seek(room.traces.nearest(t - 0.4)))", peak_s
    )
    desk.press("e")
    x, y = desk.handle("right_knee")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 12, steps=4)
    page.mouse.up()
    for _ in range(20):
        desk.press(".")
    page.wait_for_timeout(100)
    for _ in range(3):
        desk.press("Shift+ArrowUp")
    wait_until(lambda: page.locator("#points-judged").inner_text().startswith("Not kept yet"))
    assert len(desk.kept) == 4
    desk.press("Enter")
    moved = desk.wait_for(5).what
    assert isinstance(moved, PointsMoved)
    assert {one.landmark for one in moved.points} == {"right_knee"}
    assert len(moved.points) == 2
    assert moved.judged is not None
    assert moved.judged.knee_at_peak_deg != session_of().repetitions[1].knee_at_peak_deg
    assert "with points moved" in desk.row(2)


def rescore(desk: Desk) -> None:
    """Try another limit on the session and the last visits, and keep it as a second opinion."""
    page, before = desk.page, dict(DatabaseArchive(desk.store).read(desk.visit).documents)
    page.locator("a", has_text="Re-score").click()
    page.wait_for_selector("#rescore")
    limit = page.locator("[name='phases.extend.knee_flexion.max']")
    limit.fill("400")
    limit.press("Enter")
    page.wait_for_selector("[aria-invalid]")
    assert "Must be from" in page.locator(".rescore-fault:visible", has_text="180").first.inner_text()
    limit.fill("6o")  # what is no number is told, and not passed over
    limit.press("Enter")
    page.wait_for_selector(".rescore-fault:has-text('This must be a number.')")
    limit.fill("60,0")
    limit.press("Enter")
    page.wait_for_selector("#keeping:not([hidden])", timeout=PATIENCE_MS)
    assert page.locator(".rescore-pairs tr.is-changed").count() == 1
    page.locator("#reason").fill("she is just back")
    page.locator("#keep").click()
    wait_until(lambda: page.locator("#kept").inner_text().startswith("kept"))
    assert page.locator("#kept a").inner_text() == "Opinion 1"
    assert (page.locator("#kept a").get_attribute("href") or "").endswith("/whole?opinion=opinion-1")
    assert desk.kept[-1].what == Rescored("opinion-1", "she is just back")
    assert list(desk.seen.opinions) == ["opinion-1"]
    after = DatabaseArchive(desk.store).read(desk.visit).documents
    assert all(after[name] == content for name, content in before.items() if name != "corrections.jsonl")
    page.locator("#run-visits").click()
    page.wait_for_selector("#visits:not([hidden])")
    page.wait_for_selector("#busy[hidden]", state="attached", timeout=PATIENCE_MS)
    assert page.locator("#visits tr[data-verdict='good']").inner_text().split() == ["good", "3", "6"]
    page.locator("#visit-list a").first.click()
    page.wait_for_selector("body[data-correcting='ready']", timeout=PATIENCE_MS)
    assert float(page.locator("#where").inner_text().split(" · ")[1].split()[0]) == pytest.approx(7.04, abs=0.05)


def test_what_was_not_kept_is_told_and_enter_tries_again(desk: Desk) -> None:
    page = desk.page
    page.route("**/corrections", lambda route: route.abort())
    desk.press("c")
    page.keyboard.type("look at the heel")
    desk.press("Enter")
    page.wait_for_selector("#kept.is-not-kept")
    assert page.locator("#kept").inner_text().startswith("Not kept.")
    assert page.locator("#comment-text").input_value() == "look at the heel"
    assert desk.kept == ()
    page.unroute("**/corrections")
    desk.press("Enter")
    said = desk.wait_for(1).what
    assert isinstance(said, Commented)
    assert said.text == "look at the heel"
    assert page.locator("#panel-comment").is_hidden()


def test_an_answer_that_was_lost_is_no_second_row(desk: Desk) -> None:
    page = desk.page

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/corrections", lose)
    desk.press("j", "o", "4", "Enter")
    page.wait_for_selector("#kept.is-not-kept")
    assert len(desk.kept) == 1
    page.unroute("**/corrections")
    desk.press("Enter")
    assert isinstance(desk.wait_for(1).what, Overruled)


def test_points_are_kept_while_it_is_still_asked_what_they_would_change(desk: Desk) -> None:
    page = desk.page
    held: list[Route] = []
    page.route("**/points", lambda one: held.append(one))  # noqa: PLW0108 - the name of a list's method cannot be kept
    desk.press("j", "e", "Shift+ArrowUp")
    wait_until(lambda: page.evaluate("1") == 1 and bool(held))
    desk.press("Enter")
    assert isinstance(desk.wait_for(1).what, PointsMoved)
    for one in held:
        one.continue_()
    page.wait_for_timeout(2000)  # an error would be among the troubles of the desk


def test_somebody_elses_change_is_told_and_what_was_typed_stays(desk: Desk) -> None:
    page = desk.page
    keep_correction(desk.store, desk.visit, Said("", Commented("mine first"), "token-of-ab", "ab"), NOW)
    desk.press("c")
    page.keyboard.type("mine second")
    desk.press("Enter")
    page.wait_for_selector("#kept.is-not-kept")
    assert "ab changed this session" in page.locator("#kept").inner_text()
    assert page.locator("#comment-text").input_value() == "mine second"
    assert "mine first" in (page.locator("#log-list").text_content() or "")
    assert len(desk.kept) == 1
    desk.press("Enter")
    assert desk.wait_for(2).author == "jm"


def test_a_goniometer_needs_no_mouse(desk: Desk) -> None:
    page = desk.page
    desk.press("j", "g")
    page.locator("#goniometer-lay").focus()
    desk.press("Enter")
    desk.press("Tab", "ArrowUp", "Enter")
    measured = desk.wait_for(1).what
    assert isinstance(measured, AngleMeasured)
    assert measured.machine_deg == pytest.approx(measured.deg, abs=6.0)


def test_escape_leaves_a_tool_and_never_the_page(desk: Desk) -> None:
    page = desk.page
    desk.press("j")
    for key, panel in (("o", "overrule"), ("g", "goniometer"), ("e", "points")):
        desk.press(key)
        page.wait_for_selector(f"#panel-{panel}:not([hidden])")
        desk.press("Escape")
        page.wait_for_selector(f"#panel-{panel}", state="hidden")
    assert page.locator(".tool-layer").count() == 0
    assert page.url.startswith(desk.room)


def open_everything(desk: Desk) -> Iterator[str]:
    """Open each panel and page in turn; yield its name once it is shown."""
    desk.press("j", "j")
    for key, name in (("o", "overrule"), ("g", "goniometer"), ("e", "points"), ("c", "comment")):
        desk.press(key)
        desk.page.wait_for_selector(f"#panel-{name}:not([hidden])")
        if name == "goniometer":
            desk.page.locator("#goniometer-lay").click()
        yield name
        desk.press("Escape")
    keep_an_opinion(desk)
    desk.open("?opinion=opinion-1")
    yield "opinion"
    desk.page.goto(f"{desk.room}/rescore")
    desk.page.locator("[name='phases.extend.knee_flexion.max']").fill("60")
    desk.page.locator("#run").click()
    desk.page.wait_for_selector("#keeping:not([hidden])", timeout=PATIENCE_MS)
    yield "rescore"
    desk.page.goto(f"{desk.program.origin}/person/{PERSON}/compare?a={desk.visit.key}/whole")
    desk.page.wait_for_selector("body[data-compare='ready']", timeout=PATIENCE_MS)
    yield "compare"


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("en", "light", 1280), ("es", "dark", 1280), ("es", "light", 390), ("en", "dark", 390)],
)
def test_nobody_is_shut_out_and_nothing_is_cut_off(
    tmp_path: Path, browser: Browser, language: str, scheme: str, width: int
) -> None:
    size = {"width": width, "height": 720 if width == 1280 else 844}
    for desk in desk_of(tmp_path, browser, language, viewport=size, color_scheme=scheme):
        for name in open_everything(desk):
            desk.page.screenshot(path=str(tmp_path / f"{name}-{language}-{scheme}-{width}.png"), full_page=True)
            assert find_faults(desk.page, name) == []
            assert desk.page.evaluate("document.documentElement.scrollWidth") <= width


def test_two_sessions_go_in_step(desk: Desk) -> None:
    page = desk.page
    page.goto(f"{desk.program.origin}/person/{PERSON}/compare?a={desk.visit.key}/whole")
    page.wait_for_selector("body[data-compare='ready']", timeout=PATIENCE_MS)
    for by in ("time", "phase"):
        page.locator(f"[data-by='{by}']").click()
        begin = [int(page.locator(f"#stage-{side}").get_attribute("data-index") or -1) for side in "ab"]
        desk.press(*["ArrowRight"] * 5)
        end = [int(page.locator(f"#stage-{side}").get_attribute("data-index") or -1) for side in "ab"]
        assert [after - before for before, after in zip(begin, end, strict=True)] == [5, 5]
    page.evaluate("document.activeElement.blur()")
    before = float(page.locator("#compare").get_attribute("data-at") or 0)
    desk.press(" ")
    wait_until(lambda: float(page.locator("#compare").get_attribute("data-at") or 0) > before + 0.1)
    desk.press(" ")
    wait_until(lambda: page.locator("#told li").count() == 4)


def test_numbers_of_another_model_are_not_compared(desk: Desk) -> None:
    another = replace(
        session_of(), id="5f1d3c1e-0000-5000-8000-000000000001", software=replace(session_of().software, model="full")
    )
    documents = {"session.json": result_document(another), "record.jsonl": record_document(golden_record(BRIEF))}
    archive = DatabaseArchive(desk.store)
    before = set(archive.visits(PERSON))
    archive.keep(PERSON, VisitDocuments(documents), NOW, AUTHOR)
    (new,) = set(archive.visits(PERSON)) - before
    desk.page.goto(f"{desk.program.origin}/person/{PERSON}/compare?a={desk.visit.key}/whole&b={new.key}/whole")
    desk.page.wait_for_selector("#refused:not([hidden])", timeout=PATIENCE_MS)
    assert "different means" in desk.page.locator("#refusals").inner_text()
    assert desk.page.locator("#told li").count() == 2


def keep_an_opinion(desk: Desk) -> None:
    """Keep a further result, by a wider limit, in which the second repetition is good."""
    session = session_of()
    second = replace(session.repetitions[1], verdict=Verdict.GOOD, flags=())
    wide = try_limits(session.prescription, Trial(limits={"phases.extend.knee_flexion.max": 60.0}))
    repetitions = (session.repetitions[0], second, session.repetitions[2])
    content = result_document(replace(session, prescription=wide, repetitions=repetitions))
    keep_opinion(
        desk.store, desk.visit, Said("", Rescored("opinion-1", "just back"), "token-of-op", "ab"), NOW, content
    )


def test_an_opinion_is_opened_by_keys_and_what_is_said_there_is_of_the_movement(desk: Desk) -> None:
    page = desk.page
    keep_an_opinion(desk)
    desk.open()
    desk.press("j", "j")
    page.wait_for_selector("#rows tr:nth-child(2)[aria-current='true']")
    wait_until(lambda: "#frame=" in page.url)
    frame = page.url.partition("#")[2]
    page.get_by_role("link", name="Opinion 1", exact=True).focus()
    desk.press("Enter")
    page.wait_for_selector(".looked")
    page.wait_for_selector("body[data-correcting='ready']", timeout=PATIENCE_MS)
    assert page.url == f"{desk.room}?opinion=opinion-1#{frame}"
    assert f"frame {frame.partition('=')[2]} " in page.locator("#where").inner_text()
    assert "knee at most: 20° → 60°" in page.locator(".looked").inner_text()
    assert "first result: incomplete range" in desk.row(2)
    assert page.locator("#count-opinion").inner_text() == "2 good of 3 seen"
    assert find_faults(page, "opinion") == []
    # what is said is of the movement: before it stands what the first result found
    page.locator("#rows tr:nth-child(2) .jump").click()
    desk.press("o", "3", "Enter")
    overruled = desk.wait_for(2).what
    assert isinstance(overruled, Overruled)
    assert (overruled.machine, overruled.mine) == (Verdict.INCOMPLETE_RANGE, Verdict.RUSHED)
    assert page.locator("#count-opinion").inner_text() == "2 good of 3 seen"
    page.get_by_role("link", name="First result", exact=True).click()
    page.wait_for_selector("body[data-correcting='ready']", timeout=PATIENCE_MS)
    assert page.locator(".looked").count() == 0
    assert "incomplete range" in desk.row(2)
    assert "rushed" in desk.row(2)


def test_moved_points_are_drawn_without_the_tool(desk: Desk) -> None:
    page, second = desk.page, session_of().repetitions[1]
    inside = [one for one in golden_record(BRIEF).poses if second.start_s < one.t_s < second.end_s]
    places = [(pose.index, pose.landmarks["right_knee"]) for pose in (inside[10], inside[30])]
    points = tuple(MovedPoint(index, "right_knee", at.x_px, at.y_px - 20.0) for index, at in places)
    what = PointsMoved(Movement(second.start_s, second.end_s), points, second)
    keep_correction(desk.store, desk.visit, Said("", what, "token-of-mv", AUTHOR), NOW)
    for number, is_drawn in ((inside[9].index, False), (inside[20].index, True), (inside[30].index, True)):
        desk.open(f"#frame={number}")
        page.reload()
        page.wait_for_selector("body[data-correcting='ready']", timeout=PATIENCE_MS)
        assert page.locator("#panel-points").is_hidden()
        assert page.locator("#moved .my-point").count() == int(is_drawn)
        assert page.locator("#moved .their-point").count() == int(is_drawn)
        assert page.locator("#moved-told").is_visible() == is_drawn
    assert "Points moved by jm" in page.locator("#moved-told").inner_text()
    mine, theirs = page.locator("#moved .my-point"), page.locator("#moved .their-point")
    assert float(theirs.get_attribute("cy") or 0) - float(mine.get_attribute("cy") or 0) == pytest.approx(20.0, abs=0.1)
    # the tool draws its own; afterwards they are there again, until they are taken back
    desk.press("e")
    page.wait_for_selector("#panel-points:not([hidden])")
    assert not page.locator("#moved").is_visible()
    assert page.locator(".handle.is-mine").count() == 1
    desk.press("Escape", "Control+z")
    desk.wait_for(2)
    assert page.locator("#moved .my-point").count() == 0
    assert page.locator("#moved-told").is_hidden()


def test_why_leads_to_the_frame_it_rests_on(desk: Desk) -> None:
    page = desk.page
    link = page.locator("#rows tr:nth-child(2) .reasons a")
    wait_until(lambda: link.inner_text().startswith("frame "))
    link.focus()
    desk.press("Enter")
    wait_until(lambda: page.locator("#where").inner_text().startswith(f"{link.inner_text()} "))
    page.wait_for_selector("#rows tr:nth-child(2)[aria-current='true']")
