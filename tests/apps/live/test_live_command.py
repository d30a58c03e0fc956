"""``formcheck live`` on the command line: help that teaches, and one clear message for whatever cannot be used."""

from __future__ import annotations

import json
import socket
import webbrowser
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from formcheck.apps.live import command as live_command
from formcheck.apps.live import own_camera, own_sensors, serving
from formcheck.apps.store.place import now
from formcheck.apps.web.port import BoundPort, bind_port
from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.samples import Side
from formcheck.sources.viewing import Viewing
from formcheck.store.database import open_database
from formcheck.store.people import Prescribing, add_person, prescribe
from tests.support.commands import Run
from tests.support.estimators import write_session
from tests.support.videos import corners_of, even_times, painted_corners, write_video

PRESCRIPTION = 'schema_version = 1\nexercise = "{exercise}"\n'


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Serve nothing, open no browser, and leave the log alone; return the addresses that would be opened."""
    addresses: list[str] = []
    places: list[BoundPort] = []

    def open_one(host: str, port: int) -> BoundPort:
        places.append(bind_port(host, port))
        return places[-1]

    monkeypatch.setattr(live_command, "bind_port", open_one)
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    monkeypatch.setattr(live_command, "show_log", lambda **_: None)
    monkeypatch.setattr(serving, "serve", lambda *_: None)
    yield addresses
    for place in places:
        place.listener.close()


@pytest.fixture
def taken() -> Iterator[int]:
    """Return a port that another program has."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield int(listener.getsockname()[1])


# What it does


def test_as_json_a_program_is_told_where_the_page_is(formcheck: Run, tmp_path: Path, opened: list[str]) -> None:
    done = formcheck("live", "--json", "--data", tmp_path)
    assert json.loads(done.out) == {"address": opened[0], "data": str(tmp_path)}


def test_what_the_clinic_prescribed_is_taken_unless_another_is_asked_for(formcheck: Run, tmp_path: Path) -> None:
    store = tmp_path / "clinic.sqlite"
    database = open_database(store)
    lying = Prescription(load_exercise("sciatic-slider-supine"), Side.LEFT)
    with database.writing() as connection:
        given = Prescribing(now().date(), now(), "jm", lying)
        prescribe(connection, add_person(connection, "anna-04", now()), given)
    database.close()
    whose = ("live", "--person", "anna-04", "--store", store, "--data", tmp_path / "visits", "--no-open")
    assert "Prescribed by jm" in formcheck(*whose).out
    assert "Sciatic slider, lying" in formcheck(*whose).out
    assert "Prescribed by" not in formcheck(*whose, "--exercise", "tibial-slider-seated").out
    assert "Prescribed by" not in formcheck(*whose[:1], "--no-open", "--data", tmp_path / "visits").out


def test_its_help_teaches(formcheck: Run) -> None:
    done = formcheck("live", "--help")
    assert done.code == 0
    for words in (
        "--exercise", "--prescription", "--side", "--language", "en|es", "--camera", "NUMBER|VIDEO", "--data",
        "--model", "heavy|full", "--threads", "--no-open", "--port", "--host", "Nothing leaves this computer",
        "no picture is kept unless you tick so", "Sit with the moving leg nearest the camera", "Exit codes: 0 done",
    ):  # fmt: skip
        assert words in done.words


def test_the_address_is_printed_and_opened(formcheck: Run, opened: list[str], tmp_path: Path) -> None:
    done = formcheck("live", "--data", tmp_path / "mine")
    assert (done.code, done.err) == (0, "")
    (address,) = opened
    assert address.startswith("http://127.0.0.1:")
    assert done.out.splitlines()[0] == f"formcheck live: {address}"
    assert f"Visits are kept in {tmp_path / 'mine'}." in done.words
    assert "Stop with Ctrl-C." in done.words


def test_no_browser_is_opened_where_none_is_wanted(formcheck: Run, opened: list[str]) -> None:
    done = formcheck("live", "--no-open")
    assert done.code == 0
    assert "?token=" in done.out
    assert opened == []


def test_nothing_is_written_before_a_visit_begins(formcheck: Run, tmp_path: Path) -> None:
    formcheck("live", "--data", tmp_path / "mine")
    assert not (tmp_path / "mine").exists()


def test_a_video_can_be_played_in_place_of_a_camera(
    formcheck: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = []
    monkeypatch.setattr(serving, "serve_live", lambda *_, frames, **__: seen.append(list(islice(frames(), 2))))
    assert formcheck("live", "--camera", write_session(tmp_path / "anna.mp4", seconds=1.0)).code == 0
    ((first, second),) = seen
    assert second.t_s > first.t_s


def test_serving_beyond_this_computer_is_warned_of(formcheck: Run) -> None:
    done = formcheck("live", "--host", "0.0.0.0", "--no-open")  # noqa: S104 - that is what is warned of
    assert done.code == 0
    assert "whoever reaches 0.0.0.0 can ask for this page, and nothing on the way is encrypted" in done.words


def test_options_reach_the_page(formcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(
        own_camera, "open_camera", lambda camera, viewing: f"the pictures of {camera}, {viewing.clockwise_deg}"
    )
    monkeypatch.setattr(serving, "serve_live", lambda *args, **named: seen.append((args, named)))
    done = formcheck(
        "live", "--exercise", "tibial-tensioner-seated", "--side", "left", "--language", "es-MX", "--model", "full",
        "--threads", "2", "--camera", "3", "--rotate", "90",
    )  # fmt: skip
    assert done.code == 0
    (((prescription, words, _, _), named),) = seen
    assert (prescription.exercise.id, prescription.side, words.language) == ("tibial-tensioner-seated", Side.LEFT, "es")
    assert (named["wanted"].model, named["wanted"].threads, named["frames"]) == ("full", 2, "the pictures of 3, 90")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--rotate", "90"), "are for the pictures of --camera"),
        (("--mirror",), "are for the pictures of --camera"),
        (("--rotate", "auto", "--camera", "0"), "name 90, 180 or 270"),
        (("--rotate", "45", "--camera", "0"), "found 45"),
    ],
)
def test_only_the_programs_own_camera_can_be_turned(formcheck: Run, options: tuple[str, ...], told: str) -> None:
    done = formcheck("live", *options)
    assert done.code == 2
    assert told in done.words or told in " ".join(done.err.split())


def test_a_camera_mounted_on_its_side_is_turned(tmp_path: Path) -> None:
    upright = painted_corners(48, 64)
    path = write_video(tmp_path / "a.mp4", even_times(10), lambda _: np.ascontiguousarray(np.rot90(upright)))
    with closing(own_camera.open_camera(str(path), Viewing(90))()) as frames:
        assert corners_of(next(frames).image) == ("red", "green", "blue", "white")


@pytest.mark.slow
def test_the_language_is_that_of_this_computer(formcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(serving, "serve_live", lambda _, words, *__, **___: seen.append(words.language))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for locale in ("es_ES.UTF-8", "de_DE.UTF-8", "C"):
        monkeypatch.setenv("LANG", locale)
        formcheck("live")
    assert seen == ["es", "en", "en"]


# What cannot be used


def test_an_unknown_language_is_told(formcheck: Run, opened: list[str]) -> None:
    done = formcheck("live", "--language", "de")
    assert (done.code, done.out) == (3, "")
    assert "found 'de'; expected en or es" in done.err
    assert opened == []


def test_an_unknown_model_is_told(formcheck: Run, opened: list[str]) -> None:
    done = formcheck("live", "--model", "tiny")
    assert (done.code, done.out) == (5, "")
    assert "found no pose model named 'tiny'" in done.err
    assert "heavy, full" in done.err
    assert opened == []


def test_an_unknown_estimator_is_told(formcheck: Run) -> None:
    done = formcheck("live", "--estimator", "guess")
    assert (done.code, done.out) == (3, "")
    assert "Choose one of: litert, mediapipe." in done.err


def test_a_missing_model_is_told_before_anything_is_opened(
    formcheck: Run, opened: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FORMCHECK_MODELS", str(tmp_path))
    done = formcheck("live")
    assert (done.code, done.out, opened) == (5, "", [])
    assert "the list of pose models is missing" in done.err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (PRESCRIPTION.format(exercise="dancing"), "dancing"),
        (PRESCRIPTION.format(exercise="tibial-slider-seated") + "[dose]\nrepetitions = -3\n", "dose.repetitions"),
        ("exercise = ", "line 1"),
    ],
)
def test_a_faulty_prescription_is_told_with_its_faults(
    formcheck: Run, opened: list[str], tmp_path: Path, content: str, told: str
) -> None:
    path = tmp_path / "anna.toml"
    path.write_text(content, encoding="utf-8")
    done = formcheck("live", "--prescription", path)
    assert (done.code, done.out, opened) == (3, "", [])
    assert str(path) in done.err
    assert told in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("option", ["--exercise", "--prescription"])
def test_an_absent_file_is_told(formcheck: Run, option: str) -> None:
    done = formcheck("live", option, "absent.toml")
    assert (done.code, done.out) == (3, "")
    assert "absent.toml" in done.err


def test_a_taken_port_is_told(formcheck: Run, opened: list[str], taken: int) -> None:
    done = formcheck("live", "--port", str(taken))
    assert (done.code, done.out, opened) == (3, "", [])
    assert f"127.0.0.1:{taken}: cannot be listened on: another program uses it" in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["--side", "both"], ["--port", "70000"], ["--threads", "0"], ["--frobnicate"]])
def test_wrong_use_exits_with_2(formcheck: Run, opened: list[str], arguments: list[str]) -> None:
    done = formcheck("live", *arguments)
    assert (done.code, done.out, opened) == (2, "", [])


CAMERAS = {
    "an absent number": ("77", "camera 77: no such camera"),
    "an absent video": ("absent.mp4", "absent.mp4"),
    "no video": (__file__, "test_live_command.py"),
}


@pytest.mark.parametrize(("camera", "told"), CAMERAS.values(), ids=CAMERAS)
def test_nothing_is_opened_without_the_camera(
    formcheck: Run, opened: list[str], taken: int, camera: str, told: str
) -> None:
    done = formcheck("live", "--camera", camera, "--port", str(taken))
    assert (done.code, done.out, opened) == (3, "", [])
    assert told in done.err
    assert len(done.err.splitlines()) == 1


# Sensors in place of the camera


def test_sensors_need_no_pose_model_and_say_who_could_see_what(
    formcheck: Run, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_command, "_check_camera", lambda _: pytest.fail("no camera is asked for"))
    done = formcheck("live", "--sensors", "phone", "--side", "right", "--sensors-host", "127.0.0.1", "-l", "en")
    assert done.code == 0
    assert "Only programs on this computer can send readings" in done.words
    assert len(opened) == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--sensors", "phone"), "--side right"),
        (("--sensors", "phone", "--side", "right", "--camera", "0"), "stands in its place"),
        (("--sensors", "missing.csv", "--side", "right"), "missing.csv"),
        (("--sensors", "udp:0", "--sensor-places", "right_foot"), "knee flexion"),
        (("--sensors", "udp:0", "--sensor-places", "right_shank", "--side", "left"), "prescribed leg"),
    ],
)
def test_sensors_that_cannot_be_used_are_told(formcheck: Run, options: tuple[str, ...], told: str) -> None:
    done = formcheck("live", *options)
    assert done.code in {2, 3}
    assert told in done.words.replace("│ ", "").replace(" │", "")


def test_a_package_that_is_missing_is_told_before_anything_is_strapped_on(
    formcheck: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_sensors, "find_spec", lambda name: None if name == "segno" else True)
    done = formcheck("live", "--sensors", "phone", "--side", "right")
    assert done.code == 5
    assert "formcheck[sensors]" in done.words
