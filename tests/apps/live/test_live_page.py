"""The page itself: in the person's language, without anything that its own policy would forbid, and complete."""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Callable
from dataclasses import asdict
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from formcheck.apps.live.controller import VisitController
from formcheck.apps.live.page import page_variables
from formcheck.exercise.definition import Personal
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.samples import Side
from formcheck.session.coaching.safety import RedFlag
from formcheck.session.visit.course import VisitStage
from formcheck.session.visit.entries import Ended, Entry, Finished, RangeFrom, RangeKnown
from formcheck.words.catalogue import exercise_words
from formcheck.words.language import LANGUAGES
from tests.support.live import ORIGIN, Clock, Patient, Serve, Window, answers, make_controller
from tests.support.visits import began, judged, opened

every_language = pytest.mark.parametrize("language", LANGUAGES)
MEASURED = RangeKnown(RangeFrom.MEASURE, Personal(driver_end_deg=12.0), "heavy")


class Page(HTMLParser):
    """What stands in a page: tags with their attributes, and the text of each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Take a text; it is put down to the tag that was opened last."""
        if data.strip() and self.tags:
            self.texts.append((self.tags[-1][0], data.strip()))

    @property
    def text(self) -> str:
        """All that is read."""
        return " ".join(text for tag, text in self.texts if tag != "script")

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]

    def values(self, name: str) -> list[str | None]:
        """Return the values that can be chosen for a field."""
        return [one.get("value") for one in self.all("input") if one.get("name") == name]


def page_of(window: Window) -> Page:
    answer = window.client.get("/")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return Page(answer.text)


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Clock]:
    """Return a function that writes an earlier visit into the folder of visits."""

    def write(*entries: Entry) -> Clock:
        clock = Clock()
        log = make_controller(tmp_path, clock=clock).setting.store.new(opened())
        for entry in (opened(), began(), *entries):
            log.append(entry)
        clock.forward(hours=2)
        return clock

    return write


# What its policy forbids


def test_nothing_in_it_needs_what_the_policy_forbids(window: Window) -> None:
    page = page_of(window)
    assert not page.all("style")
    for script in page.all("script"):
        assert script.get("type") == "application/json" or str(script.get("src")).startswith("/static/")
    for _, attributes in page.tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert not str(attributes.get("href", "")).startswith("javascript:")


def test_nothing_is_fetched_from_elsewhere(window: Window) -> None:
    page = page_of(window)
    addresses = [str(one[name]) for _, one in page.tags for name in ("src", "href", "action") if one.get(name)]
    assert [one for one in addresses if not one.startswith(("/static/", "#", "data:,"))] == []


def test_every_file_it_needs_is_there_and_may_be_fetched(window: Window) -> None:
    page = page_of(window)
    found = {str(one["src"]) for one in page.all("script") if one.get("src")}
    found |= {str(one["href"]) for one in page.all("link") if str(one.get("href")).startswith("/")}
    seen: set[str] = set()
    while todo := found - seen:
        path = todo.pop()
        seen.add(path)
        answer = window.client.get(path)
        assert answer.status_code == 200, path
        kind = "text/css" if path.endswith(".css") else "text/javascript"
        assert answer.headers["content-type"].startswith(kind)
        imported = re.findall(r"""(?:^|\s)(?:import|export)\b[^;'"]*from\s+['"]([^'"]+)['"]""", answer.text)
        found |= {urlsplit(urljoin(f"{ORIGIN}{path}", one)).path for one in imported}
        assert not re.findall(
            r"https?://(?!www\.w3\.org)", re.sub(r"^\s*(\*|//).*$", "", answer.text, flags=re.MULTILINE)
        )
    assert len(seen) > 10


def test_windows_may_hold_scripts_for_plain_text(serve: Serve) -> None:
    mimetypes.add_type("text/plain", ".js")
    window = serve()
    assert window.client.get("/static/main.js").headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["/static/../page.py", "/static/%2e%2e/page.py", "/static//etc/passwd", "/static/"])
def test_no_other_file_can_be_fetched(window: Window, path: str) -> None:
    assert window.client.get(path).status_code in {404, 405}


@pytest.mark.parametrize("path", ["/docs", "/link", "/visits", "/openapi.json"])
def test_there_is_nothing_else(window: Window, path: str) -> None:
    assert window.client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_to_it(window: Window, method: str) -> None:
    assert window.client.request(method, "/").status_code == 405


# What it says


@every_language
def test_it_speaks_the_language(serve: Serve, controller: VisitController, language: str) -> None:
    controller.setting = make_controller(controller.setting.store.folder, language=language).setting  # type: ignore[misc]
    page = page_of(serve())
    words = controller.setting.words
    assert page.all("html")[0]["lang"] == language
    assert words("welcome-begin") in page.text
    assert exercise_words(words, controller.setting.prescription.exercise).title in page.text


@every_language
@pytest.mark.parametrize("exercise", exercise_ids())
def test_every_exercise_has_its_page(tmp_path: Path, language: str, exercise: str) -> None:
    controller = make_controller(tmp_path, exercise=load_exercise(exercise), language=language)
    variables = page_variables(controller)
    assert variables["exercise"] == asdict(exercise_words(controller.setting.words, load_exercise(exercise)))
    assert json.dumps(variables["page_words"])


def test_its_scripts_find_their_words(window: Window, controller: VisitController) -> None:
    (text,) = [text for tag, text in page_of(window).texts if tag == "script"]
    assert json.loads(text) == controller.setting.words.starting_with("js-")


def test_every_red_flag_is_asked_for(window: Window, controller: VisitController) -> None:
    page = page_of(window)
    assert page.values("red_flags") == [flag.value for flag in RedFlag]
    for flag in RedFlag:
        assert controller.setting.words(f"red-flag-{flag}") in page.text


def test_pain_is_asked_for_on_the_whole_scale(window: Window) -> None:
    assert page_of(window).values("pain") == [str(pain) for pain in range(11)] * 2  # before and after


def test_nothing_is_ticked_for_the_person(window: Window) -> None:
    ticked = [one["name"] for one in page_of(window).all("input") if "checked" in one]
    assert set(ticked) <= {"range"}


def test_both_legs_can_be_chosen_where_none_is_prescribed(window: Window) -> None:
    assert page_of(window).values("side") == ["left", "right"]


def test_the_prescribed_leg_is_the_only_one(tmp_path: Path) -> None:
    assert page_variables(make_controller(tmp_path, side=Side.LEFT))["sides"] == ["left"]


def test_the_first_time_there_is_no_last_visit(window: Window) -> None:
    page = page_of(window)
    assert page.values("after_last") == []
    assert "last" not in page.values("range")


def test_the_last_visit_is_asked_for_and_its_range_offered(tmp_path: Path, written: Callable[..., Clock]) -> None:
    clock = written(MEASURED, judged(), Ended(), Finished(1, is_numb=False))
    assert page_variables(make_controller(tmp_path, clock=clock))["last_range"] == ""  # the other leg has none
    variables = page_variables(make_controller(tmp_path, clock=clock, side=Side.RIGHT))
    assert variables["has_last_visit"] is True
    assert sorted(str(variables["last_range"]).split()) == ["21", "November"]
    assert variables["interrupted"] == ""


def test_a_visit_that_was_broken_off_is_offered_with_its_count(tmp_path: Path, written: Callable[..., Clock]) -> None:
    clock = written(MEASURED, judged(), judged())
    controller = make_controller(tmp_path, clock=clock)
    assert "Set 1, 2 good" in str(page_variables(controller)["interrupted"])
    Patient(controller).do(answers())
    assert page_variables(controller)["interrupted"] == ""


@every_language
def test_a_page_with_everything_on_it_can_be_made(
    serve: Serve, controller: VisitController, written: Callable[..., Clock], language: str
) -> None:
    clock = written(MEASURED, judged())
    other = make_controller(controller.setting.store.folder, clock=clock, language=language, side=Side.RIGHT)
    controller.setting, controller.interrupted, controller.course = other.setting, other.interrupted, other.course  # type: ignore[misc]
    page = page_of(serve())
    assert page.values("after_last") == ["none", "brief", "long", "day"]
    assert page.values("range")[:2] == ["measure", "last"]
    assert [one for one in page.all("button") if one.get("id") == "resume"]


def test_the_page_does_not_open_a_camera_that_the_program_has(tmp_path: Path) -> None:
    assert page_variables(make_controller(tmp_path, is_program_camera=True))["camera"] == "program"
    assert page_variables(make_controller(tmp_path))["camera"] == "browser"


def test_looking_at_the_page_changes_nothing(window: Window, controller: VisitController, tmp_path: Path) -> None:
    for _ in range(3):
        page_of(window)
    assert controller.course.stage is VisitStage.WELCOME
    assert list(tmp_path.iterdir()) == []
