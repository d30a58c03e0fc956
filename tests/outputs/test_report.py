"""The report: complete, escaped, silent on the network, and still a page when there is nothing to show."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from plotly.offline import get_plotlyjs

from formcheck.causes import BodyPart, Cause, CauseKind, Edge
from formcheck.events import Flag, FlagKind, Severity, Verdict
from formcheck.exercise.definition import Personal, Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.outputs.charts import MOST_POINTS, ZERO_MS, build_chart
from formcheck.outputs.keyframes import KeyFrames
from formcheck.outputs.page import advice
from formcheck.outputs.report import Report
from formcheck.samples import Dof
from formcheck.session.means import BY_CAMERA
from formcheck.session.trajectory import Trajectory
from formcheck.words.catalogue import Words
from tests.support.sessions import with_frame

if TYPE_CHECKING:
    from tests.outputs.conftest import FakeRun

Make = Callable[..., "FakeRun"]


ENGLISH = Words("en")


def write(run: FakeRun, folder: Path, words: Words = ENGLISH) -> str:
    """Return the report of `run`, without Plotly's own script."""
    run.play(Report(folder / "report.html", words))
    return (folder / "report.html").read_text(encoding="utf-8").replace(get_plotlyjs(), "")


class Links(HTMLParser):
    """Collects everything a page could fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of one tag."""
        names = {"src", "href", "srcset", "poster", "data", "action"}
        self.found += [f"{tag} {value}" for name, value in attrs if name in names and value]


def test_the_answer_comes_first(fake_run: FakeRun, tmp_path: Path) -> None:
    page = write(fake_run, tmp_path)
    assert (
        page.index("3 good of 5 judged, 1 could not be seen")
        < page.index("Angles over time")
        < page.index("Every repetition")
    )
    assert "What the camera could not see" in page
    assert "Turning the sole outwards (eversion)." in page
    assert "How far to trust these numbers" in page
    assert "not a diagnosis" in page


SPANISH_HEADINGS = (
    "3 bien de 5 valoradas, 1 no se pudo ver", "Lo que más ayudaría la próxima vez", "En toda la sesión",
    "Ángulos a lo largo del tiempo",
    "Cada repetición", "Veredicto y motivo", "Lo que la cámara no pudo ver", "Hasta dónde fiarse de estos números",
    "Con qué se juzgó", "No es un diagnóstico",
)  # fmt: skip
ENGLISH_LEFTOVERS = (
    r"of \d", "good", "repetition", "session", "angle", "knee", "ankle", "neck", "thigh", "trunk", "verdict",
    "measured", "camera", "picture", "judged", "phase", "warning", "fault", "compensation", "straighten", "extend",
    "this", "the",
)  # fmt: skip


class Texts(HTMLParser):
    """Collects what people read or hear of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is told of one tag."""
        self._is_code = tag in {"style", "script"}
        self.found += [value for name, value in attrs if name in {"alt", "aria-label", "data-label", "title"} and value]

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if not self._is_code:
            self.found.append(data)


def test_it_speaks_spanish_through_and_through(fake_run: FakeRun, tmp_path: Path, spanish: Words) -> None:
    exercise = load_exercise("tibial-slider-seated")
    exercise = replace(exercise, evidence=replace(exercise.evidence, sources=()))  # titles stay as they are
    header = replace(fake_run.header, prescription=Prescription(exercise))
    page = write(replace(fake_run, header=header), tmp_path, spanish)
    texts = Texts()
    texts.feed(page)
    told = " ".join(" ".join(texts.found).split())
    assert '<html lang="es">' in page
    assert not [heading for heading in SPANISH_HEADINGS if heading not in told]
    told = told.replace("tibial-slider-seated", "").replace("clip.mp4", "")
    assert not re.findall(rf"\b(?:{'|'.join(ENGLISH_LEFTOVERS)})\b", told, re.IGNORECASE)
    assert "1,4 s ± 0,1 s, al menos 2,0 s" in told
    assert not re.search(r"\d\.\d", told.replace("0.1.0", "").replace("0.10.33", ""))


def test_the_chart_speaks_spanish(fake_run: FakeRun, spanish: Words) -> None:
    exercise = load_exercise("tibial-slider-seated")
    trajectory = traces_of(fake_run)
    chart = build_chart(spanish, Prescription(exercise), fake_run.session.repetitions, trajectory)
    text = json.dumps([chart.data, chart.layout], ensure_ascii=False)
    for words in ("Flexión de rodilla", "estirar: 0 a 20°", "repetición", "recorrido incompleto", "Tiempo en el vídeo"):
        assert words in text
    assert not re.search(r"\b(?:knee|ankle|degrees|extend|incomplete)\b", text)


def test_there_is_a_row_per_repetition_with_its_reason_and_picture(fake_run: FakeRun, tmp_path: Path) -> None:
    page = write(fake_run, tmp_path)
    assert len(re.findall(r'<tr id="repetition-\d+"', page)) == 6
    assert page.count("data:image/jpeg;base64,") == 6
    assert "ankle \N{MINUS SIGN}14° of 0° ± 5°" in page
    assert "1.4 s ± 0.1 s, at least 2.0 s" in page
    for verdict in {rep.verdict for rep in fake_run.session.repetitions}:
        assert verdict.value.replace("_", " ") in page


def test_nothing_is_fetched(fake_run: FakeRun, tmp_path: Path) -> None:
    page = write(fake_run, tmp_path)
    links = Links()
    links.feed(page)
    assert [link for link in links.found if not link.startswith("img data:image/jpeg;base64,")] == []
    assert re.findall(r"url\(|@import|<link|<iframe|fetch\(|XMLHttpRequest", page) == []
    assert "default-src 'none'" in page  # and the browser is told to refuse whatever slipped through


def test_text_from_outside_is_escaped(make: Make, tmp_path: Path) -> None:
    run = make(name='<script>alert("x")</script> & co.mp4')
    evil = replace(run.header.prescription.exercise, title="</script><b>bold</b>", camera="<b>bold</b>")
    prescription = replace(run.header.prescription, exercise=evil, note="<b>bold</b>")
    page = write(replace(run, header=replace(run.header, prescription=prescription)), tmp_path)
    assert "<script>alert" not in page
    assert "<b>bold" not in page
    assert "&lt;script&gt;alert" in page


def test_a_session_without_repetitions_says_so(empty_run: FakeRun, tmp_path: Path) -> None:
    page = write(empty_run, tmp_path)
    assert "No repetitions found" in page
    assert "Nobody was seen in this video for long enough" in page
    assert "Nothing was measured" in page
    assert "How to film it" in page
    assert "Plotly" not in page


def test_a_replay_has_no_pictures(fake_run: FakeRun, tmp_path: Path) -> None:
    steps = tuple(with_frame(step, None) for step in fake_run.steps)
    page = write(replace(fake_run, steps=steps), tmp_path)
    assert page.count("no picture") == 6


@pytest.mark.parametrize(("model", "is_warned"), [("heavy", False), ("full", True)])
def test_the_lighter_model_is_owned_up_to(fake_run: FakeRun, tmp_path: Path, model: str, is_warned: bool) -> None:
    header = replace(fake_run.header, software=replace(fake_run.header.software, model=model))
    page = write(replace(fake_run, header=header), tmp_path)
    assert ("lighter model" in page) is is_warned


def test_the_advice_is_the_most_frequent_fault(make: Make, tmp_path: Path) -> None:
    page = write(make((Verdict.RUSHED, Verdict.INCOMPLETE_RANGE, Verdict.RUSHED), fps=5.0), tmp_path)
    advice = page[page.index("What would help most") :][:200]
    assert "Slower: out and back took 1.4 s, let it take 2 s or more." in advice


def test_where_much_was_not_seen_the_advice_is_what_would_mend_that(make: Make) -> None:
    """How to move better still can wait; a fault cannot."""
    outside = Cause(CauseKind.OUTSIDE, BodyPart.FOOT, Edge.RIGHT)
    head = Flag(FlagKind.NECK_STILL, Severity.WARNING, Dof.NECK_FLEXION, 2.0, 15.0, 13.0, 3.0, "deg")
    unknown = (None, None, None, None)
    foot = Flag(FlagKind.NOT_MEASURABLE, Severity.FAULT, Dof.ANKLE_DORSIFLEXION, *unknown, "share", cause=outside)
    good, short = (make((one,), fps=5.0).session.repetitions[0] for one in (Verdict.GOOD, Verdict.INCOMPLETE_RANGE))
    still = replace(good, flags=(head,))
    unseen = replace(good, verdict=Verdict.NOT_MEASURABLE, flags=(foot, head))
    more_room = "Leave more room on the right, so that your foot stays in the picture all the way."
    assert advice(ENGLISH, [still, unseen], BY_CAMERA) == more_room
    assert advice(ENGLISH, [still] * 4 + [unseen], BY_CAMERA) == "Let your head move along with the leg."
    assert "short" in advice(ENGLISH, [short, unseen], BY_CAMERA)


def traces_of(run: FakeRun) -> Trajectory:
    """Return the trajectory of a run."""
    trajectory = Trajectory()
    for step in run.steps:
        trajectory.add(step)
    return trajectory


def test_the_chart_shows_knee_ankle_and_neck_with_gaps(fake_run: FakeRun) -> None:
    chart = build_chart(ENGLISH, fake_run.header.prescription, fake_run.session.repetitions, traces_of(fake_run))
    assert chart.panels == (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.NECK_FLEXION)
    text = json.dumps([chart.data, chart.layout], allow_nan=False)
    assert "null" in text  # the ankle was lost once
    assert "extend: 0 to 20°" in json.dumps(chart.layout, ensure_ascii=False)


def lose_ankle(run: FakeRun, start_s: float, end_s: float) -> FakeRun:
    """Return the run with the ankle not measured for a while."""
    lost = {Dof.ANKLE_DORSIFLEXION: math.nan}
    steps = tuple(
        replace(step, angles=replace(step.angles, deg={**step.angles.deg, **lost}))
        if start_s <= step.angles.t_s < end_s
        else step
        for step in run.steps
    )
    return replace(run, steps=steps)


def ankle_lines(run: FakeRun, trajectory: Trajectory | None = None) -> list[dict[str, Any]]:
    """Return the chart's three lines of the ankle: measured, measured well, and across short gaps."""
    chart = build_chart(ENGLISH, run.header.prescription, (), trajectory or traces_of(run))
    axis = f"y{chart.panels.index(Dof.ANKLE_DORSIFLEXION) + 2}"
    return [
        line for line in chart.data if isinstance(line, dict) and line["type"] == "scatter" and line["yaxis"] == axis
    ]


def test_a_dotted_line_leads_across_a_short_gap(make: Make) -> None:
    run = lose_ankle(make((Verdict.GOOD,), fps=20.0), 1.99, 2.19)
    measured, _, across = ankle_lines(run)
    assert across["line"]["dash"] == "dot"
    assert across["hoverinfo"] == "skip"
    assert [(t_s - ZERO_MS) / 1000 for t_s in across["x"][:2]] == [1.95, 2.2]
    assert across["y"] == [*(round(run.steps[i].angles.deg[Dof.ANKLE_DORSIFLEXION], 1) for i in (39, 44)), None]
    assert measured["y"][39:42] == [across["y"][0], None, across["y"][1]]


def test_a_long_gap_stays_open(make: Make) -> None:
    run = lose_ankle(make((Verdict.GOOD,), fps=20.0), 1.99, 2.24)
    measured, _, across = ankle_lines(run)
    assert across["y"] == []
    assert measured["y"].count(None) == 1


def test_pictures_missing_from_the_video_leave_the_line_open(make: Make) -> None:
    times = [i / 20 for i in range(100) if not 40 <= i < 60]
    measured, _, across = ankle_lines(make((Verdict.GOOD,), times_s=times))
    assert measured["y"].index(None) == 40
    assert across["y"] == []


def test_thinning_out_moves_no_gap(make: Make) -> None:
    run = lose_ankle(make((), fps=20.0), 0.49, 0.69)
    trajectory = Trajectory()
    long_s = run.steps[-1].angles.t_s + 0.05
    rounds = 2 * MOST_POINTS // len(run.steps) + 1
    for i in range(rounds):
        for step in run.steps:
            trajectory.add(replace(step, angles=replace(step.angles, t_s=step.angles.t_s + i * long_s)))
    measured, _, across = ankle_lines(run, trajectory)
    assert len(across["y"]) == 3 * rounds
    assert len(measured["y"]) < MOST_POINTS + 3 * rounds
    assert {t_s for t_s in across["x"] if t_s} <= set(measured["x"])


def test_personal_targets_move_the_bands(fake_run: FakeRun) -> None:
    personal = Personal(driver_end_deg=25.0, ankle_end_deg=5.0)
    prescription = replace(fake_run.header.prescription, personal=personal)
    chart = build_chart(ENGLISH, prescription, (), traces_of(fake_run))
    layout = json.dumps(chart.layout, ensure_ascii=False)
    assert "extend: own target, 0 to 35°" in layout
    assert "extend: own target, \N{MINUS SIGN}2 to 25°" in layout


def test_long_traces_are_thinned_out(fake_run: FakeRun) -> None:
    trajectory = Trajectory()
    for _ in range(MOST_POINTS // len(fake_run.steps) + 1):
        for step in fake_run.steps:
            trajectory.add(step)
    chart = build_chart(ENGLISH, fake_run.header.prescription, (), trajectory)
    assert chart.stride == 2


def test_the_key_frame_is_the_furthest_one(fake_run: FakeRun) -> None:
    frames = KeyFrames()
    for step in fake_run.steps:
        frames.take(step)
    assert sorted(frames.jpegs) == [1, 2, 3, 4, 5, 6]
    assert all(jpeg.startswith(b"\xff\xd8") and len(jpeg) < 60_000 for jpeg in frames.jpegs.values())


def test_when_it_was_recorded_is_told_where_the_recording_says_so(fake_run: FakeRun, tmp_path: Path) -> None:
    at = datetime(2026, 11, 29, 9, 16, tzinfo=timezone(timedelta(hours=-5)))

    def page(by: Literal["container", "file"]) -> str:
        source = replace(fake_run.session.source, recorded_at=at, recorded_by=by)
        return write(replace(fake_run, session=replace(fake_run.session, source=source)), tmp_path)

    assert "recorded Nov 29, 2026, 09:16" in page("container")
    assert "recorded Nov" not in page("file")
