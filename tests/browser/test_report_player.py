"""The report as it is opened by double-click: its player, its charts on screens of all sizes, its page on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.accessibility import find_faults
from tests.support.browser import NoCamera, launched
from tests.support.long_sessions import MIXED, long_record
from tests.support.reports import write_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report player")]  # one browser for all

WIDTHS = (390, 1280, 1920)
MARGIN_PX = 0.5
REPETITIONS = {5: 1, 120: 24}
"""Repetitions of a session, and how many times the clip of five is in it."""

COLLISIONS = """() => {
  const boxes = (name) => [...document.querySelectorAll(name)].filter((one) => one.offsetParent !== null)
    .map((one) => ({ text: one.textContent.trim(), ...one.getBoundingClientRect().toJSON() }))
    .filter((one) => one.width > 0);
  const cross = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5
    && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  return [".tag", ".times span", ".axis span", ".panel-head", ".peak"].flatMap((name) => {
    const all = boxes(name);
    return all.flatMap((one, i) => all.slice(i + 1).filter((other) => cross(one, other))
      .map((other) => `${name} ${one.text} ${other.text}`));
  });
}"""
"""Labels of the chart that cover one another."""

OUTSIDE = """() => [...document.querySelectorAll(".tag, .times span")].filter((one) => one.offsetParent !== null)
  .filter((one) => {
    const [box, plot] = [one.getBoundingClientRect(), one.closest(".plot").getBoundingClientRect()];
    const isInView = box.right > plot.left && box.left < plot.right;
    return isInView && (box.left < plot.left - 1 || box.right > plot.right + 1);
  }).map((one) => one.textContent.trim())"""
"""Labels that are cut off by the edge of their plot."""

CROWDED = """() => [...document.querySelectorAll("td, th, p, li, h1, h2, h3")].filter((one) => one.offsetParent !== null
  && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline" && !one.closest(".chart"))
  .map((one) => one.textContent.trim().slice(0, 60))"""
"""Texts that are wider than the place they have."""


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports that are looked at, by the number of repetitions."""

    folder: Path

    def of(self, repetitions: int, language: str = "en", *, has_pictures: bool = False) -> str:
        """Return the address of one, written when it is first asked for."""
        path = self.folder / f"{repetitions}-{language}-{has_pictures}.html"
        if not path.exists():
            record = long_record([MIXED] * (REPETITIONS.get(repetitions) or repetitions // 5))
            session = write_report(record, path, language=language, person="Anna", has_pictures=has_pictures)
            assert len(session.repetitions) == repetitions
        return path.as_uri()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    return Reports(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched(NoCamera.ABSENT) as one:
        yield one


@pytest.fixture
def page(browser: Browser, reports: Reports) -> Iterator[Page]:
    """Return the report of five repetitions, with a clock that only goes when it is told to."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.clock.install(time=0)
    opened.goto(reports.of(5, has_pictures=True))
    opened.clock.pause_at(60_000)
    yield opened
    context.close()
    assert faults == []


def time_of(page: Page) -> float:
    """Return the time that the player shows, in seconds."""
    return float(page.evaluate("active.time"))


def figure_of(page: Page) -> str:
    """Return how the figure is drawn."""
    return str(page.locator(".figure").inner_html())


def cursor_share(page: Page) -> float:
    """Return where the cursor is, as a share of the plot's width."""
    shift = page.locator(".panel .cursor").first.evaluate("one => new DOMMatrix(getComputedStyle(one).transform).e")
    return float(shift) / float(page.locator(".panel .plot").first.evaluate("one => one.clientWidth"))


# --- playing ----------------------------------------------------------------------------------------------------------


def test_it_opens_without_asking_for_anything_and_never_starts_by_itself(browser: Browser, reports: Reports) -> None:
    asked: list[str] = []
    context = browser.new_context(offline=True, reduced_motion="reduce")
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(reports.of(5, has_pictures=True))
    page.wait_for_timeout(300)
    assert page.locator(".player").is_visible()
    assert time_of(page) == 0.0
    assert [url for url in asked if not url.startswith("data:")] == [reports.of(5, has_pictures=True)]
    context.close()


def test_space_plays_figure_and_cursor_in_step_and_pauses(page: Page) -> None:
    before = figure_of(page)
    page.keyboard.press("Space")
    page.clock.run_for(3000)
    assert time_of(page) == pytest.approx(3.0, abs=0.1)
    assert figure_of(page) != before
    assert cursor_share(page) == pytest.approx(time_of(page) / page.evaluate("active.chart.end"), abs=0.01)
    page.keyboard.press("Space")
    paused_s = time_of(page)
    page.clock.run_for(1000)
    assert time_of(page) == paused_s


def test_half_speed_takes_twice_as_long(page: Page) -> None:
    page.keyboard.press("h")
    page.keyboard.press("Space")
    page.clock.run_for(3000)
    assert time_of(page) == pytest.approx(1.5, abs=0.1)
    assert page.get_by_role("button", name="Half speed").get_attribute("aria-pressed") == "true"


def test_arrows_go_one_moment_on_and_back(page: Page) -> None:
    page.keyboard.press("ArrowRight")
    first = time_of(page)
    page.keyboard.press("ArrowRight")
    assert time_of(page) - first == pytest.approx(1 / 25, abs=0.01)  # the clip has 25 pictures a second
    page.keyboard.press("ArrowLeft")
    assert time_of(page) == pytest.approx(first, abs=1e-6)


def test_arrows_go_one_moment_too_where_the_slider_has_the_focus(page: Page) -> None:
    page.locator(".scrub").focus()
    page.keyboard.press("ArrowRight")
    assert 0.0 < time_of(page) < 0.1


def test_j_and_k_go_from_repetition_to_repetition(page: Page) -> None:
    starts = page.evaluate("active.repetitions.map((one) => one.start)")
    for start in starts[:3]:
        page.keyboard.press("k")
        assert time_of(page) == start
    page.keyboard.press("j")
    assert time_of(page) == starts[1]
    assert page.locator(".which").inner_text() == "Repetition 2"


def test_a_click_on_a_repetition_goes_there_and_space_then_plays(page: Page) -> None:
    button = page.locator("#repetition-4 button")
    button.click()
    start_s, end_s = (float(button.get_attribute(name) or "nan") for name in ("data-start", "data-end"))
    assert time_of(page) == start_s
    from_s, to_s = page.evaluate("[active.chart.from, active.chart.to]")
    assert from_s < start_s
    assert end_s < to_s < end_s + 2.0
    page.keyboard.press("Space")
    page.clock.run_for(1000)
    assert time_of(page) == pytest.approx(start_s + 1.0, abs=0.1)


def test_a_click_in_the_chart_goes_to_that_time(page: Page) -> None:
    plot = page.locator(".panel .plot").first
    box = plot.bounding_box()
    assert box is not None
    plot.click(position={"x": box["width"] / 2, "y": 20})
    assert time_of(page) == pytest.approx(page.evaluate("active.chart.end") / 2, abs=0.2)


def test_the_view_turns_over_when_the_time_leaves_it(page: Page) -> None:
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.keyboard.press("Space")
    page.clock.run_for(8000)
    from_s, to_s = page.evaluate("[active.chart.from, active.chart.to]")
    assert from_s <= time_of(page) <= to_s
    assert from_s > 0.0


def test_at_the_end_it_stops_and_begins_anew(page: Page) -> None:
    page.locator(".player").focus()
    page.keyboard.press("End")
    end_s = page.evaluate("active.chart.end")
    assert time_of(page) == end_s
    page.keyboard.press("Space")
    page.clock.run_for(1000)
    assert time_of(page) == pytest.approx(1.0, abs=0.1)


def test_the_figure_has_the_numbers_of_knee_and_ankle(page: Page) -> None:
    page.evaluate("active.go(3.9)")  # the furthest point of the first repetition
    knee, ankle = page.locator(".readout [data-angle]").all_inner_texts()
    assert re.fullmatch(r"\d+° ± \d+°", knee)
    written = page.locator(".figure text").all_text_contents()
    assert sorted(written) == sorted([knee.split(" ")[0], ankle.split(" ")[0]])


def test_the_key_frame_of_the_repetition_stands_beside_the_figure(page: Page) -> None:
    assert page.locator(".still").is_hidden()
    page.keyboard.press("k")
    assert page.locator(".still").is_visible()
    assert page.locator(".still").get_attribute("src") == page.locator("#repetition-1 img").get_attribute("src")


def test_fingers_can_play_and_scrub(browser: Browser, reports: Reports) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.clock.install(time=0)
    page.goto(reports.of(5))
    page.clock.pause_at(60_000)
    page.get_by_role("button", name="Play or pause").tap()
    page.clock.run_for(2000)
    assert time_of(page) == pytest.approx(2.0, abs=0.1)
    page.get_by_role("button", name="Play or pause").tap()
    page.locator(".panel .plot").first.tap(position={"x": 150, "y": 20})
    assert time_of(page) > 5.0
    sizes = page.locator(".controls button").evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert min(sizes) >= 44
    context.close()


def test_nobody_is_shut_out(browser: Browser, reports: Reports) -> None:
    page = browser.new_page()  # the tool for it needs a clock that goes
    page.goto(reports.of(5, has_pictures=True))
    assert find_faults(page, "report") == []
    page.close()


# --- nothing covers anything ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("repetitions", REPETITIONS)
def test_labels_do_not_collide(browser: Browser, reports: Reports, repetitions: int, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(reports.of(repetitions, has_pictures=True))
    assert page.locator(".tag:not([hidden])").count() > 0
    for _ in range(3):  # the whole, and nearer twice
        assert page.evaluate(COLLISIONS) == []
        assert page.evaluate(OUTSIDE) == []
        page.keyboard.press("+")
    page.close()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_everything_has_room(browser: Browser, reports: Reports, width: int, language: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(reports.of(5, language, has_pictures=True))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CROWDED) == []
    page.close()


# --- on paper, and its size -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_ten_repetitions_are_one_printed_page(browser: Browser, reports: Reports, paper: str, language: str) -> None:
    page = browser.new_page()
    page.goto(reports.of(10, language, has_pictures=True))
    printed = page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1
    page.close()


def test_a_report_of_ten_minutes_takes_no_more_than_eight_megabytes(reports: Reports) -> None:
    reports.of(120, has_pictures=True)
    (path,) = reports.folder.glob("120-en-True.html")
    text = path.read_bytes()
    assert text.count(b"data:image/jpeg") == 120
    assert len(text) <= 8_000_000
