"""The page and the document: whole by themselves, in words, the same for the same results."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from math import nan

import pytest

from formcheck.apps.validate.validate import validate
from formcheck.events import Verdict
from formcheck.samples import Dof
from formcheck.validation.calibration import CalibrationBin
from formcheck.validation.intervals import share_of_repetitions
from formcheck.validation.pages.angle_charts import MOST_POINTS, angle_figures
from formcheck.validation.pages.calibration_chart import calibration_figures
from formcheck.validation.pages.page import render_document, render_page
from formcheck.validation.pages.published import ANGLES, COUNTING
from formcheck.validation.pages.verdict_charts import confusion_figures
from formcheck.validation.pages.wording import limit, state
from formcheck.validation.results import ClipResult, NegativeResult, Outcome, RepetitionRow, Validation
from formcheck.validation.runs import Failure
from formcheck.validation.targets import Target, TargetKind, TargetState
from formcheck.validation.truth.manifest import Change
from formcheck.words.catalogue import Words
from formcheck.words.language import LANGUAGES

ENGLISH = Words("en")

pytestmark = pytest.mark.xdist_group("validation")  # one that all look at


@pytest.fixture(scope="module")
def page(whole: Validation) -> str:
    """Return the page without Plotly's own script."""
    return without_plotly(render_page(ENGLISH, whole))


def without_plotly(text: str) -> str:
    return re.sub(r"<script>/\*\*.*?</script>", "", text, flags=re.DOTALL)


def test_it_fetches_nothing(page: str) -> None:
    assert len(page) < 500_000
    assert re.findall(r"""(?:src|href)=["'](?!https://|#)""", page) == []
    assert re.findall(r"<(?:link|img|iframe|script [^>]*src)", page) == []
    assert "default-src 'none'" in page


def test_what_it_says(page: str) -> None:
    for words in ("14 of 14 required figures reached", "The clip two", "held back", "aim met", "not measured",
                  "two thresholds", "The people are rendered", "Orthelligent", "mirrored"):  # fmt: skip
        assert words in page


def test_every_figure_has_its_place_and_its_words(whole: Validation, page: str) -> None:
    figures = [*angle_figures(ENGLISH, whole, Dof.KNEE_FLEXION), *confusion_figures(ENGLISH, whole)]
    for figure in figures:
        assert f'<div id="{figure.name}"' in page
        json.dumps([figure.data, figure.layout], allow_nan=False)
        assert figure.text
    points = sum(len(trace["x"]) for trace in figures[0].data if isinstance(trace, dict))
    assert 100 < points <= MOST_POINTS + 2


def test_what_is_wrong_is_marked_and_escaped(whole: Validation) -> None:
    wrong = (RepetitionRow(0.0, Verdict.GOOD, None), RepetitionRow(1.0, None, Verdict.HELD))
    clip: ClipResult = replace(whole.clips[0], title="<b>bold</b>", repetitions=wrong, is_anybody_found=False)
    failure = Failure("lost.mp4", "lost.mp4: is missing.", 3)
    other = replace(whole, clips=(clip, *whole.clips[1:]), failures=(failure,))
    page = without_plotly(render_page(ENGLISH, other))
    assert "&lt;b&gt;bold" in page
    for words in ("nobody found", "(phantom)", "missed", "lost.mp4: is missing."):
        assert words in page
    assert "could not be used" in render_document(other)


def test_the_document_is_the_same_for_the_same_results(whole: Validation) -> None:
    text = render_document(whole)
    assert text == render_document(whole)
    assert text.startswith("# Validation\n")
    assert text.endswith(".\n")
    assert "\n\n\n" not in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(line.endswith("|") for line in rows)
    for one in (*ANGLES, *COUNTING):
        assert one.link in text


def test_the_document_begins_with_ten_lines(whole: Validation) -> None:
    missed = replace(
        whole.targets[0], kind=TargetKind.KNEE, unit="deg", is_at_least=False, must=3.0, aim=2.0, all=5.0, held_back=5.0
    )
    negative = NegativeResult("others/walk.mp4", 100, True, {"tibial-slider-seated": 2, "slr-tibial-slider": 1}, 3)
    text = render_document(replace(whole, targets=(missed,), negatives=(negative,)))
    head, *_ = text.partition("\n## ")
    assert re.findall(r"^(\d+)\. ", head, re.MULTILINE) == [str(number) for number in range(1, 11)]
    assert "3 repetitions counted in 1 real videos" in head
    assert "knee (5.0°, must be ≤ 3.0°)." in head
    assert "not looked at in this run" in render_document(replace(whole, negatives=()))
    assert "nothing that was measured here" in render_document(whole)


def test_negatives_and_no_clips_at_all(whole: Validation, tmp_path_factory: pytest.TempPathFactory) -> None:
    negative = NegativeResult("others/walk.mp4", 100, True, {"tibial-slider-seated": 2}, 3)
    assert "| others/walk.mp4 | 100 | found | 2 | 3 |" in render_document(replace(whole, negatives=(negative,)))
    folder = tmp_path_factory.mktemp("empty")
    (folder / "manifest.toml").write_text("clip = []\n", encoding="utf-8")
    empty = validate(folder, jobs=1)
    assert "0 of" in render_page(ENGLISH, empty)
    assert "| Knee |" in render_document(empty)


@pytest.mark.parametrize(
    ("measured", "words"),
    [((0.99, nan), "aim met"), ((0.95, 0.91), "met"), ((0.95, 0.8), "missed"), ((nan, nan), "not measured")],
)
def test_states(measured: tuple[float, float], words: str) -> None:
    target = Target(TargetKind.VERDICTS_AGREE, "share", 0.9, 0.97, True, *measured)
    assert state(ENGLISH, target) == words
    assert limit(ENGLISH, target, target.must) == "≥ 0.90"
    assert limit(Words("es"), target, target.must) == "≥ 0,90"


def test_the_page_in_spanish(whole: Validation) -> None:
    negative = NegativeResult("others/walk.mp4", 100, True, {"tibial-slider-seated": 2}, 3)
    failure = Failure("lost.mp4", "lost.mp4: is missing.", 3)
    wrong = (RepetitionRow(0.0, Verdict.GOOD, None), RepetitionRow(1.0, None, Verdict.HELD))
    clip: ClipResult = replace(whole.clips[0], repetitions=wrong)
    other = replace(whole, clips=(clip, *whole.clips[1:]), negatives=(negative,), failures=(failure,))
    page = without_plotly(render_page(Words("es"), other))
    assert '<html lang="es">' in page
    for words in ("14 de 14 cifras exigidas, alcanzadas", "reservados", "meta alcanzada", "dos umbrales", "(inventada)",
                  "Las personas son sintéticas", "una cámara (n = 10)", "reflejado", '"separators": ", "'):  # fmt: skip
        assert words in page
    told = re.sub(r"<style>.*?</style>|(?:id|class|aria-labelledby)=\"[^\"]*\"", "", page, flags=re.DOTALL)
    english = ("held back", "deserved", "rendered", "repetition", "measured", "mean absolute", "frames")
    assert not [words for words in english if words in told]


def test_the_document_is_english_whatever_the_page_speaks(whole: Validation) -> None:
    before = render_document(whole)
    render_page(Words("es"), whole)
    assert render_document(whole) == before
    assert "two thresholds" in before


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_named_has_its_words(language: str) -> None:
    words = Words(language)
    for prefixes, kinds in (
        (("target", "compared"), TargetKind),
        (("state",), TargetState),
        (("outcome",), Outcome),
        (("derived",), Change),
    ):
        keys = {f"{prefix}-{kind.replace('_', '-')}" for prefix in prefixes for kind in kinds}
        assert {key for key in keys if not words.has(key)} == set()
    for one in (*ANGLES, *COUNTING):
        assert all(words.has(f"published-{one.key}-{part}") for part in ("work", "task", "figure"))


def test_the_plot_of_the_calibration(whole: Validation) -> None:
    true = share_of_repetitions([9, 9], [10, 10])
    bins = (CalibrationBin(0.9, 0.95, 0.93, true), CalibrationBin(0.99, 1.0, 0.995, true))
    calibration = replace(whole.account.calibration, fault_bins=bins, good_bins=())
    account = replace(whole.account, calibration=calibration)
    page = without_plotly(render_page(ENGLISH, replace(whole, accounts={**whole.accounts, "all": account})))
    (figure,) = calibration_figures(ENGLISH, calibration)
    json.dumps([figure.data, figure.layout], allow_nan=False)
    assert len(figure.data) == 1
    for words in ('<div id="calibration"', "0.90 to 0.95 (mean 0.930)", "18 of 20: 90 %"):
        assert words in page
    assert calibration_figures(ENGLISH, replace(calibration, fault_bins=())) == ()
