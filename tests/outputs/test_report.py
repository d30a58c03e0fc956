"""The report: complete, escaped, silent on the network, and still a page when there is nothing to show."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from formcheck.causes import BodyPart, Cause, CauseKind, Edge
from formcheck.events import Flag, FlagKind, Severity, Verdict
from formcheck.exercise.definition import Personal, Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.outputs.charts import MOST_POINTS, Chart, Panel, build_chart, whole_window
from formcheck.outputs.keyframes import KeyFrames
from formcheck.outputs.page import advice
from formcheck.outputs.report import Report
from formcheck.outputs.segment import curves_of
from formcheck.samples import Dof
from formcheck.session.means import BY_CAMERA
from formcheck.session.trajectory import Trajectory
from formcheck.words.catalogue import Words
from tests.support.people import Rep, Script, perform
from tests.support.sessions import watch, with_frame

if TYPE_CHECKING:
    from tests.outputs.conftest import FakeRun

Make = Callable[..., "FakeRun"]


ENGLISH = Words("en")


def write(run: FakeRun, folder: Path, words: Words = ENGLISH) -> str:
    """Return the report of `run`."""
    run.play(Report(folder / "report.html", words))
    return (folder / "report.html").read_text(encoding="utf-8")


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


def test_there_is_a_row_per_repetition_with_its_reason_and_picture(fake_run: FakeRun, tmp_path: Path) -> None:
    page = write(fake_run, tmp_path)
    assert len(re.findall(r'<tr id="repetition-\d+"', page)) == 6
    assert page.count("data:image/jpeg;base64,") == 6
    assert "ankle \N{MINUS SIGN}14° ± 5°, asked 0°" in page
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
    assert 'class="player"' not in page
    assert "new Player" not in page


def test_a_replay_has_no_pictures(fake_run: FakeRun, tmp_path: Path) -> None:
    steps = tuple(with_frame(step, None) for step in fake_run.steps)
    page = write(replace(fake_run, steps=steps), tmp_path)
    assert "data:image" not in page
    assert 'class="picture"' not in page
    assert 'class="film"' in page  # the figure plays all the same


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


def chart_of(run: FakeRun, trajectory: Trajectory | None = None, words: Words = ENGLISH) -> Chart:
    """Return the chart of a run."""
    window = whole_window(trajectory or traces_of(run))
    return build_chart(words, run.header.prescription, run.session.repetitions, window, {})


def test_the_chart_shows_knee_ankle_and_neck(fake_run: FakeRun) -> None:
    chart = chart_of(fake_run)
    assert [panel.dof for panel in chart.panels] == [Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.NECK_FLEXION]
    assert [target.label for target in chart.panels[0].targets] == ["rest: 75 to 110°", "extend: 0 to 20°"]
    assert [bar.index for bar in chart.bars] == [1, 2, 3, 4, 5, 6]
    assert all(0.0 <= bar.extent.left < bar.peak < bar.extent.left + bar.extent.width <= 100.0 for bar in chart.bars)


def test_the_chart_speaks_spanish(fake_run: FakeRun, spanish: Words) -> None:
    exercise = load_exercise("tibial-slider-seated")
    run = replace(fake_run, header=replace(fake_run.header, prescription=Prescription(exercise)))
    text = repr(chart_of(run, words=spanish))
    for words in ("Flexión de rodilla", "estirar: 0 a 20°", "recorrido incompleto"):
        assert words in text
    assert not re.search(r"\b(?:knee|ankle|degrees|extend|incomplete) ", text)


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


def ankle_panel(run: FakeRun, trajectory: Trajectory | None = None) -> Panel:
    """Return the chart's panel of the ankle."""
    return next(panel for panel in chart_of(run, trajectory).panels if panel.dof is Dof.ANKLE_DORSIFLEXION)


def spots(path: str) -> list[list[tuple[int, int]]]:
    """Return the spots of the lines of a path, in the drawing's own units."""
    lines = []
    for told in path.removesuffix("z").split("M")[1:]:
        numbers = [int(one) for one in re.findall(r"-?\d+", told)]
        across, down = accumulate(numbers[::2]), accumulate(numbers[1::2])
        lines.append(list(zip(across, down, strict=False)))
    return lines


def test_a_dotted_line_leads_across_a_short_gap(make: Make) -> None:
    panel = ankle_panel(lose_ankle(make((Verdict.GOOD,), fps=20.0), 1.99, 2.19))
    (across,) = spots(panel.across)
    before, after = spots(panel.sure)
    assert [x for x, _ in across] == [195, 220]  # hundredths of a second
    assert (before[-1], after[0]) == tuple(across)


def test_a_long_gap_stays_open(make: Make) -> None:
    panel = ankle_panel(lose_ankle(make((Verdict.GOOD,), fps=20.0), 1.99, 2.24))
    assert panel.across == ""
    assert len(spots(panel.sure)) == 2


def test_pictures_missing_from_the_video_leave_the_line_open(make: Make) -> None:
    times = [i / 20 for i in range(100) if not 40 <= i < 60]
    panel = ankle_panel(make((Verdict.GOOD,), times_s=times))
    assert [line[-1][0] for line in spots(panel.sure)] == [195, 495]
    assert panel.across == ""


def test_what_was_measured_less_well_is_a_line_of_its_own(make: Make) -> None:
    run = make((Verdict.GOOD,), fps=20.0)
    poor = {Dof.ANKLE_DORSIFLEXION: 0.3}
    steps = tuple(
        replace(step, angles=replace(step.angles, quality={**step.angles.quality, **poor}))
        if 2.0 <= step.t_s < 2.5
        else step
        for step in run.steps
    )
    panel = ankle_panel(replace(run, steps=steps))
    (unsure,) = spots(panel.unsure)
    assert (unsure[0][0], unsure[-1][0]) == (195, 250)  # with the way from and to what was measured well
    assert len(spots(panel.sure)) == 2


@pytest.mark.slow
def test_thinning_out_moves_no_gap(make: Make) -> None:
    run = lose_ankle(make((), fps=20.0), 0.49, 0.69)
    trajectory = Trajectory()
    long_s = run.steps[-1].angles.t_s + 0.05
    rounds = 2 * MOST_POINTS // len(run.steps) + 1
    for i in range(rounds):
        for step in run.steps:
            trajectory.add(replace(step, angles=replace(step.angles, t_s=step.angles.t_s + i * long_s)))
    panel = ankle_panel(run, trajectory)
    drawn = [spot for line in spots(panel.sure) for spot in line]
    across = [spot for line in spots(panel.across) for spot in line]
    assert len(across) == 2 * rounds
    assert len(drawn) < MOST_POINTS + 3 * rounds
    assert {x for x, _ in across} <= {x for x, _ in drawn}


def test_personal_targets_move_the_bands(fake_run: FakeRun) -> None:
    personal = Personal(driver_end_deg=25.0, ankle_end_deg=5.0)
    prescription = replace(fake_run.header.prescription, personal=personal)
    run = replace(fake_run, header=replace(fake_run.header, prescription=prescription))
    labels = [target.label for panel in chart_of(run).panels for target in panel.targets]
    assert "extend: own target, 0 to 35°" in labels
    assert "extend: own target, \N{MINUS SIGN}2 to 25°" in labels


def test_long_traces_are_thinned_out(fake_run: FakeRun) -> None:
    trajectory = Trajectory()
    for _ in range(MOST_POINTS // len(fake_run.steps) + 1):
        for step in fake_run.steps:
            trajectory.add(step)
    assert chart_of(fake_run, trajectory).stride == 2


def test_a_few_wild_readings_do_not_press_the_others_flat(make: Make) -> None:
    calm = make((Verdict.GOOD,), fps=30.0)
    wild = {Dof.KNEE_FLEXION: -160.0}
    step = calm.steps[40]
    leap = replace(step, angles=replace(step.angles, deg={**step.angles.deg, **wild}))
    leaping = replace(calm, steps=(*calm.steps[:40], leap, *calm.steps[41:]))
    assert chart_of(leaping).panels[0].ticks == chart_of(calm).panels[0].ticks


def test_the_key_frame_is_the_furthest_one(fake_run: FakeRun) -> None:
    frames = KeyFrames()
    for step in fake_run.steps:
        frames.take(step)
    assert sorted(frames.jpegs) == [1, 2, 3, 4, 5, 6]
    assert all(jpeg.startswith(b"\xff\xd8") and len(jpeg) < 60_000 for jpeg in frames.jpegs.values())


def test_when_it_was_recorded_is_told_and_the_date_of_a_file_as_what_it_is(fake_run: FakeRun, tmp_path: Path) -> None:
    at = datetime(2026, 11, 29, 9, 16, tzinfo=timezone(timedelta(hours=-5)))

    def page(by: Literal["container", "file"]) -> str:
        source = replace(fake_run.session.source, recorded_at=at, recorded_by=by)
        return write(replace(fake_run, session=replace(fake_run.session, source=source)), tmp_path)

    assert "recorded Nov 29, 2026, 09:16" in page("container")
    assert "file dated Nov 29, 2026, 09:16; when it was recorded is not known" in page("file")


def test_the_head_has_the_name_that_was_given(fake_run: FakeRun, tmp_path: Path) -> None:
    fake_run.play(Report(tmp_path / "report.html", ENGLISH, "Anna & Co"))
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert '<span class="person">Anna &amp; Co</span>' in page
    assert 'class="person"' not in write(fake_run, tmp_path / "without")


# --- the ± ------------------------------------------------------------------------------------------------------------


class Cells(HTMLParser):
    """Collects the cells of the table of repetitions, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._is_in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row, or a cell in it."""
        if tag == "tr" and (dict(attrs).get("id") or "").startswith("repetition-"):
            self.rows.append([])
            self._is_in = True
        elif tag in {"td", "th"} and self._is_in:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """End a row."""
        self._is_in = self._is_in and tag != "tr"

    def handle_data(self, data: str) -> None:
        """Add to a cell."""
        if self._is_in and self.rows[-1]:
            self.rows[-1][-1] += f" {data.strip()}"


def cells_of(page: str) -> list[list[str]]:
    """Return what stands in the table of repetitions."""
    cells = Cells()
    cells.feed(page)
    return [[" ".join(cell.split()) for cell in row] for row in cells.rows]


def test_every_number_of_a_repetition_has_its_plus_minus(fake_run: FakeRun, tmp_path: Path) -> None:
    first = cells_of(write(fake_run, tmp_path))[0]
    assert first[3:] == [
        "0:01.0\N{EN DASH}0:04.4 ± 0.2 s peak 0:02.8 ± 0.1 s",
        "6° ± 6° range 84° ± 9°",
        "11° ± 9° range 41° ± 12°",
        "\N{MINUS SIGN}18° ± 4°",
        "1.5 ± 0.2 s 0.3 ± 0.1 s 1.6 ± 0.2 s",
        "112 ± 9°/s",
    ]


def test_what_the_plus_minus_means_is_said_once(fake_run: FakeRun, tmp_path: Path) -> None:
    assert write(fake_run, tmp_path).count("± is one standard error") == 1


def test_numbers_of_older_versions_stand_without_one(fake_run: FakeRun, tmp_path: Path) -> None:
    old = tuple(replace(rep, uncertainty=None) for rep in fake_run.session.repetitions)
    first = cells_of(write(replace(fake_run, session=replace(fake_run.session, repetitions=old)), tmp_path))[0]
    assert first[4] == "6° range 84°"


def test_the_traces_have_the_band_of_what_was_measured() -> None:
    run = watch(perform(Script([Rep(), Rep()])))
    trajectory = Trajectory()
    for step in run.steps:
        trajectory.add(step)
    window = whole_window(trajectory)
    chart = build_chart(ENGLISH, run.header.prescription, run.repetitions, window, curves_of(trajectory))
    for panel in chart.panels:
        bands = spots(panel.doubt)
        assert len(bands) == 2
        for band, repetition in zip(bands, run.repetitions, strict=True):
            assert min(x for x, _ in band) == pytest.approx(100 * repetition.start_s, abs=15)
            assert max(x for x, _ in band) == pytest.approx(100 * repetition.end_s, abs=15)
