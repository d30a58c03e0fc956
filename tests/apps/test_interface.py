"""The Python interface: its names, and what ``review``, ``stream`` and ``replay`` do for a program."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import formcheck
from formcheck.apps import recordings as reviewing
from formcheck.errors import ExerciseError, ModelError, NoPersonError, VideoError
from formcheck.samples import Frame, SourceInfo
from formcheck.session.model import Header, Session, Step
from formcheck.session.output import BlankOutput, EventLog
from tests.support.estimators import HEIGHT_PX, RATE_HZ, TWO_REPS, WIDTH_PX, FakeEstimator
from tests.support.sessions import pose_of, view_of

NAMES = {
    "batch",
    "review", "stream", "replay", "load_exercise", "load_prescription", "exercise_ids", "Session", "Step", "Repetition",
    "Flag", "Verdict", "Side", "Dof", "Exercise", "Prescription", "FormcheckError",
}  # fmt: skip


class Pictures:
    """A source made by hand: blank pictures."""

    def __init__(self, count: int) -> None:
        self.info = SourceInfo("by hand", WIDTH_PX, HEIGHT_PX)
        self.count = count
        self.given = 0
        self.is_closed = False

    def frames(self) -> Iterator[Frame]:
        """Yield blank pictures."""
        for index in range(self.count):
            self.given += 1
            yield Frame(index / RATE_HZ, index, np.zeros((HEIGHT_PX, WIDTH_PX, 3), np.uint8))

    def close(self) -> None:
        """Note that it was closed."""
        self.is_closed = True


class Listener(BlankOutput):
    """An output that counts what it is given."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def begin(self, header: Header) -> None:
        """Count."""
        self.calls.append(f"begin {header.source.name}")

    def write(self, step: Step) -> None:
        """Count."""
        self.calls.append(f"write {pose_of(step).index}")

    def finish(self, session: Session) -> None:
        """Count."""
        self.calls.append(f"finish {session.summary.attempts}")


# Names


def test_the_public_names_are_exactly_these() -> None:
    assert set(formcheck.__all__) == NAMES
    assert len(formcheck.__all__) == len(NAMES)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(formcheck, name).__name__ == name
    assert getattr(formcheck, name).__doc__
    assert name in dir(formcheck)


def test_another_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'assess'"):
        _ = formcheck.assess


def test_importing_is_light() -> None:
    program = "import sys, formcheck; print(len({'mediapipe', 'cv2', 'av', 'scipy', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"


# review


def test_review_gives_the_session_and_writes_nothing(
    clip: Path, estimators: list[FakeEstimator], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    session = formcheck.review(str(clip))
    assert (session.summary.attempts, session.summary.good) == (2, 1)
    assert [repetition.verdict.value for repetition in session.repetitions] == ["good", "incomplete_range"]
    assert session.side is formcheck.Side.RIGHT
    assert list(tmp_path.iterdir()) == []
    assert [estimator.is_closed for estimator in estimators] == [True]


@pytest.mark.usefixtures("estimators")
def test_review_feeds_other_outputs_in_order(brief: Path) -> None:
    listener = Listener()
    formcheck.review(brief, outputs=[listener])
    assert listener.calls == ["begin brief.mp4", *(f"write {index}" for index in range(15)), "finish 0"]


def test_review_closes_everything_when_an_output_fails(brief: Path, estimators: list[FakeEstimator]) -> None:
    class Full(BlankOutput):
        def write(self, step: Step) -> None:  # noqa: ARG002
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="the disk is full"):
        formcheck.review(brief, outputs=[Full()])
    assert [estimator.is_closed for estimator in estimators] == [True]


@pytest.mark.usefixtures("estimators")
def test_review_raises_what_it_says(brief: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(VideoError):
        formcheck.review(tmp_path / "absent.mp4")
    with pytest.raises(ExerciseError):
        formcheck.review(brief, "no-such-exercise")
    with pytest.raises(ModelError):
        formcheck.review(brief, model="tiny")
    monkeypatch.setattr(reviewing, "make_estimator", lambda *_: FakeEstimator(None))
    with pytest.raises(NoPersonError):
        formcheck.review(brief)
    assert issubclass(NoPersonError, formcheck.FormcheckError)


@pytest.mark.usefixtures("estimators")
def test_words_stand_for_what_they_name(clip: Path) -> None:
    session = formcheck.review(clip, side="right")
    assert session.side is formcheck.Side.RIGHT
    assert session.prescription.side is formcheck.Side.RIGHT
    assert next(iter(formcheck.stream(clip, side="right"))).events is not None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"side": "lft"}, 'side: found "lft", expected left or right; did you mean left?'),
        ({"side": 3}, "side: found 3, expected left or right. Leave it out"),
        ({"side": True}, "side: found true, expected left or right. Leave it out"),
        ({"model": "tiny"}, "found no pose model named 'tiny'. Choose one of: heavy, full."),
        ({"model": None}, "found no pose model named 'None'"),
        ({"estimator": "torch"}, "found no pose estimator named 'torch'. Choose one of: litert, mediapipe."),
        ({"language": "xx"}, "language: found 'xx'; expected en or es"),
        ({"language": 5}, "language: found 5; expected en or es"),
    ],
)
def test_other_words_are_refused_in_ours(brief: Path, given: dict[str, object], said: str) -> None:
    with pytest.raises(formcheck.FormcheckError) as caught:
        formcheck.review(brief, **given)  # type: ignore[arg-type]
    assert said in str(caught.value)


# stream


@pytest.mark.usefixtures("estimators")
def test_stream_gives_a_step_for_every_frame(clip: Path) -> None:
    steps = list(formcheck.stream(clip))
    assert [pose_of(step).index for step in steps] == list(range(202))
    assert all(a.t_s < b.t_s for a, b in pairwise(steps))
    assert all((frame := view_of(step).frame) is not None and frame.index == pose_of(step).index for step in steps)
    assert (steps[-1].attempts, steps[-1].good) == (2, 1)


@pytest.mark.usefixtures("estimators")
def test_stream_says_what_review_says(clip: Path) -> None:
    log = EventLog()
    formcheck.review(clip, outputs=[log])
    assert tuple(event for step in formcheck.stream(clip) for event in step.events) == log.events


def test_stream_takes_any_source_and_closes_it(estimators: list[FakeEstimator]) -> None:
    source = Pictures(round(TWO_REPS.duration_s * RATE_HZ))
    steps = list(formcheck.stream(source))
    assert steps[-1].attempts == 2
    assert source.is_closed
    assert estimators[0].is_closed


def test_stream_reads_no_further_than_it_is_asked(estimators: list[FakeEstimator]) -> None:
    source = Pictures(1000)
    steps = formcheck.stream(source)
    for _ in range(3):
        next(steps)
    assert source.given == 4  # a step is told once the next picture is there: the last one tells what the end brings
    assert isinstance(steps, Iterator)
    steps.close()  # type: ignore[attr-defined]
    assert source.is_closed
    assert estimators[0].is_closed


# replay


@pytest.mark.slow
@pytest.mark.usefixtures("estimators")
def test_replay_gives_the_session_of_the_review(clip: Path, tmp_path: Path) -> None:
    session = formcheck.review(clip, out=tmp_path, overlay=False)
    outcome = formcheck.replay(tmp_path / "record.jsonl")
    assert outcome.session == session
    assert outcome.is_same
