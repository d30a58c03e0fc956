"""The report and the tables of sessions that sensors measured: nobody looked, and nothing says so."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.events import FlagKind, Verdict
from formcheck.inertial.mounting import ZeroSource
from formcheck.outputs.charts import build_chart, whole_window
from formcheck.outputs.page import advice
from formcheck.outputs.report import Report
from formcheck.outputs.session_json import SessionFile
from formcheck.outputs.table import AngleTable, RepetitionTable
from formcheck.outputs.worn import thigh_sentence, zero_sentences
from formcheck.samples import Dof
from formcheck.session.means import measured_by
from formcheck.session.trajectory import Trajectory
from formcheck.words.catalogue import Words
from formcheck.words.language import LANGUAGES
from tests.outputs.test_report import Texts
from tests.support.cases import few
from tests.support.sessions import Run
from tests.support.worn import (
    DYING,
    ONE,
    SHANK_AND_FOOT,
    SLIPPING,
    THREE,
    Worn,
    beside_a_camera,
    header_of,
    play,
    run_of,
    wear,
)

LOOKING = {
    "en": r"cameras?|pictures?|videos?|films?|filmed|filming|seen?|sight|views?|frames?|visible|invisible|model",
    "es": r"cámaras?|im[aá]gen(?:es)?|vídeos?|graben?|vio|ver|vist[ao]s?|ven?|modelo",
}
WORN = {"one": ONE, "three": THREE, "no thigh": SHANK_AND_FOOT, "dying": DYING, "slipping": SLIPPING}

pytestmark = pytest.mark.xdist_group("worn")  # a session is simulated once
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_session = pytest.mark.parametrize("worn", few(WORN.values()), ids=WORN)


def page_of(run: Run, folder: Path, language: str = "en") -> str:
    """Return the page of a session."""
    play(run, Report(folder / "report.html", Words(language)))
    return (folder / "report.html").read_text(encoding="utf-8")


def texts_of(page: str) -> str:
    """Return what people read or hear of a page."""
    texts = Texts()
    texts.feed(page)
    return " ".join(" ".join(texts.found).split())


def silent(run: Run) -> Run:
    """Return a session in which no sensor told anything."""
    return run_of(run.header, [])


@every_language
@every_session
def test_nothing_speaks_of_looking(worn: Worn, language: str, tmp_path: Path) -> None:
    told = texts_of(page_of(wear(worn), tmp_path, language))
    for key in ("report-chart-lines", "report-chart-use"):  # whoever reads may see
        told = told.replace(Words(language)(key), "")
    assert not re.findall(rf"\b(?:{LOOKING[language]})\b.{{40}}", told, re.IGNORECASE)


@every_language
def test_nothing_speaks_of_looking_where_nothing_was_told(language: str, tmp_path: Path) -> None:
    told = texts_of(page_of(silent(wear(ONE)), tmp_path, language))
    assert not re.findall(rf"\b(?:{LOOKING[language]})\b", told, re.IGNORECASE)
    if language == "en":
        assert "No sensor told anything for long enough to measure." in told


def test_there_are_no_pictures_and_no_columns_of_what_no_sensor_measures(tmp_path: Path) -> None:
    page = page_of(wear(ONE), tmp_path)
    assert "no picture" not in page
    assert 'class="picture"' not in page
    assert "0 \N{MULTIPLICATION SIGN} 0" not in page
    assert not re.findall(r'data-label="(?:Ankle|Neck change)" class="n"', page)
    assert page.count('data-label="Knee" class="n"') == len(wear(ONE).repetitions)


@pytest.mark.slow
def test_what_no_sensor_measures_is_said_of_every_repetition_and_as_a_list(tmp_path: Path) -> None:
    three, one = (texts_of(page_of(wear(worn), tmp_path)) for worn in (THREE, ONE))
    assert three.count("Not judged (no sensor there): head, back.") == 5
    assert one.count("Not judged (no sensor there): foot, head, thigh, back.") == 5
    assert "What the sensors could not measure" in one
    assert "whether the thigh lifts to help the knee" in one
    assert "whether the thigh lifts to help the knee" not in three


def test_only_what_can_be_measured_has_a_typical_error_and_a_panel(tmp_path: Path) -> None:
    page = texts_of(page_of(wear(ONE), tmp_path))
    errors = page[page.index("typical error") : page.index("How far to trust")]
    assert "knee" in errors
    assert not re.search("ankle|thigh|trunk|neck", errors)
    trajectory = Trajectory()
    for step in wear(ONE).steps:
        trajectory.add(step)
    session = wear(ONE).session
    by = measured_by(session.instruments, session.prescription)
    chart = build_chart(Words("en"), session.prescription, session.repetitions, whole_window(trajectory), {}, by)
    assert [panel.dof for panel in chart.panels] == [Dof.KNEE_FLEXION]


@pytest.mark.slow
def test_a_sensor_that_dies_is_told_and_marked(tmp_path: Path) -> None:
    page = page_of(wear(DYING), tmp_path)
    told = texts_of(page)
    assert re.search(r"The sensor on the left foot told nothing for \d+\.\d s", told)
    assert told.count("Left foot: no readings") == 1  # of the ankle, and not of the knee
    assert "a yellow band with a dashed edge" in told.lower()
    assert "yellow band" not in texts_of(page_of(wear(THREE), tmp_path)).lower()


@pytest.mark.slow
def test_a_sensor_that_slips_is_told_and_marked_on_both_joints_beside_it(tmp_path: Path) -> None:
    told = texts_of(page_of(wear(SLIPPING), tmp_path))
    assert "The sensor on the left shin slipped: at 1:1" in told
    assert told.count("Left shin: slipped") == 2


@pytest.mark.slow
def test_what_is_left_of_an_attempt_that_could_not_be_measured_advises_nothing() -> None:
    session = wear(DYING).session
    by = measured_by(session.instruments, session.prescription)
    unmeasured = [one for one in session.repetitions if one.verdict is Verdict.NOT_MEASURABLE]
    assert any(flag.kind is FlagKind.RUSHED for one in unmeasured for flag in one.flags)
    assert advice(Words("en"), unmeasured, by) == Words("en")("mend-no-readings")
    assert "29°" in advice(Words("en"), session.repetitions, by)


@pytest.mark.slow
def test_the_page_says_where_zero_is_from_and_lists_the_sensors(tmp_path: Path) -> None:
    told = texts_of(page_of(wear(SHANK_AND_FOOT), tmp_path))
    assert "Left shin, left foot: zero is how the person stood for the calibration." in told
    assert "The thigh bears no sensor and is taken for level" in told
    assert "have not been tested against a reference on people who floss a nerve" in told
    assert "left shin 100 standing 100 %" in told


@every_language
@pytest.mark.parametrize("zero", few(ZeroSource))
def test_every_source_of_a_zero_has_a_sentence(zero: ZeroSource, language: str) -> None:
    words = Words(language)
    mountings = [replace(one, zero=zero) for one in wear(ONE).session.mountings]
    (sentence,) = zero_sentences(words, mountings)
    assert sentence[0].isupper()
    assert thigh_sentence(words, mountings)
    assert (thigh_sentence(words, mountings) == words("report-thigh-in-line")) is (zero is ZeroSource.LYING)


@pytest.mark.slow
def test_a_thigh_with_a_sensor_is_taken_for_nothing() -> None:
    assert thigh_sentence(Words("en"), wear(THREE).session.mountings) == ""
    assert thigh_sentence(Words("en"), ()) == ""


def test_the_kind_of_a_sensor_is_shown_where_it_is_known(tmp_path: Path) -> None:
    run = wear(ONE)
    known = tuple(replace(one, device="Movella DOT") for one in run.session.mountings)
    page = texts_of(page_of(Run(run.header, run.steps, replace(run.session, mountings=known)), tmp_path))
    assert "left shin Movella DOT 100" in page


# Camera and sensors together


@pytest.mark.slow
@every_language
def test_with_a_camera_as_well_every_angle_says_what_it_is_from(language: str, tmp_path: Path) -> None:
    run = beside_a_camera(wear(THREE), {Dof.ANKLE_DORSIFLEXION})
    told = texts_of(page_of(run, tmp_path, language))
    camera, sensors = {"en": ("camera", "sensors"), "es": ("cámara", "sensores")}[language]
    assert re.search(rf"9° ± \d+° \w+ \d+° ± \d+° {sensors} \w+ 14° ± \d+° \w+ \d+° ± \d+° {camera}", told)
    assert told.count(Words(language)("report-sensor-two")) == 1
    assert Words(language)("report-measured-by") in told
    assert Words(language)("report-unseen-both") in told


@pytest.mark.slow
def test_the_page_of_a_camera_says_nothing_of_sensors(tmp_path: Path) -> None:
    run = beside_a_camera(wear(THREE), set(Dof))
    session = replace(run.session, instruments=run.session.instruments[:1], mountings=())
    assert "sensor" not in texts_of(page_of(Run(run.header, run.steps, session), tmp_path)).lower()


# Tables and session.json


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_the_tables_say_what_each_angle_was_measured_by(tmp_path: Path) -> None:
    run = beside_a_camera(wear(THREE), {Dof.ANKLE_DORSIFLEXION})
    play(run, AngleTable(tmp_path / "angles.csv"))
    play(run, RepetitionTable(tmp_path / "repetitions.csv", Words("en")))
    last, first = rows_of(tmp_path / "angles.csv")[-1], rows_of(tmp_path / "repetitions.csv")[0]
    assert (last["knee_origin"], last["ankle_origin"], last["neck_origin"]) == ("sensor", "camera", "")
    assert (first["knee_origin"], first["ankle_origin"], first["neck_origin"]) == ("sensor", "camera", "")


@pytest.mark.slow
def test_what_was_not_measured_has_no_origin(tmp_path: Path) -> None:
    play(wear(DYING), AngleTable(tmp_path / "angles.csv"))
    for row in rows_of(tmp_path / "angles.csv"):
        assert bool(row["ankle_origin"]) is bool(row["ankle_dorsiflexion_deg"])


@pytest.mark.slow
@every_language
def test_the_sentences_of_the_table_speak_of_no_camera(language: str, tmp_path: Path) -> None:
    for worn in WORN.values():
        play(wear(worn), RepetitionTable(tmp_path / "repetitions.csv", Words(language)))
        for row in rows_of(tmp_path / "repetitions.csv"):
            assert not re.search(rf"\b(?:{LOOKING[language]})\b", row["message"] + row["flags"], re.IGNORECASE)


@pytest.mark.slow
def test_session_json_holds_how_the_sensors_sit(tmp_path: Path) -> None:
    play(wear(THREE), SessionFile(tmp_path / "session.json"))
    session = json.loads((tmp_path / "session.json").read_text(encoding="utf-8"))
    assert [one["place"]["segment"] for one in session["mountings"]] == ["foot", "shank", "thigh"]
    assert {one["zero"] for one in session["mountings"]} == {"standing"}
    assert session["coverage"]["view_angle_deg"] is None


def test_a_header_of_sensors_has_no_size() -> None:
    assert header_of(wear(ONE).session.mountings).source.width_px is None
