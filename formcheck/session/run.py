"""One run of a session: its identity made, its poses folded, its steps handed to the outputs.

Review, streaming, replay, validation and the live page all run a session through these functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_prescription
from formcheck.ports import PoseEstimator
from formcheck.pose.bundles import ModelBundle
from formcheck.samples import Dof, Frame, Pose, Side, SourceInfo
from formcheck.session import pipeline, summary
from formcheck.session.model import Header, Session, Software, Step
from formcheck.session.output import Output


def prescribe(exercise: str | Path, prescription: str | Path | None, side: Side | None) -> Prescription:
    """Return what to judge by: a prescription, or an exercise as the library has it; `side` overrides.

    Raises
    ------
    ExerciseError
        A file is missing or has faults.
    """
    prescribed = load_prescription(exercise if prescription is None else prescription)
    return prescribed if side is None else replace(prescribed, side=side)


def make_header(
    info: SourceInfo,
    prescription: Prescription,
    bundle: ModelBundle,
    estimator: PoseEstimator,
    neutral_s: tuple[float, float] | None,
) -> Header:
    """Return the identity of a session."""
    software = Software(
        name="formcheck",
        version=version("formcheck"),
        estimator=estimator.name,
        estimator_version=estimator.version,
        model=bundle.name,
        model_sha256=bundle.sha256,
    )
    return Header(software, info, prescription, typical_errors(bundle), neutral_s, is_smoothed=estimator.smooths)


def typical_errors(bundle: ModelBundle) -> dict[Dof, float]:
    """Return the typical error of each angle as a pose model gives it, in degrees."""
    return {dof: bundle.error_deg[dof.value] for dof in Dof}


def fold(header: Header, poses: Iterable[tuple[Pose, Frame | None]]) -> Iterator[Step]:
    """Yield the steps of a session: the one fold that review, streaming and replay share."""
    engine = pipeline.make_pipeline(header)
    state = pipeline.start(engine)
    for pose, frame in poses:
        state, step = pipeline.step(engine, state, pose, frame)
        yield step


def run_session(header: Header, poses: Iterable[tuple[Pose, Frame | None]], outputs: Sequence[Output]) -> Session:
    """Run a session through its outputs, and return the result."""
    tally = summary.start(header)
    with ExitStack() as stack:
        for output in outputs:
            stack.enter_context(output)
            output.begin(header)
        for step in fold(header, poses):
            tally = summary.step(tally, step)
            for output in outputs:
                output.write(step)
        session = summary.summarise(header, tally)
        for output in outputs:
            output.finish(session)
    return session


def without_pictures(poses: Iterable[Pose]) -> Iterator[tuple[Pose, Frame | None]]:
    """Yield poses that were kept without the pictures they came from."""
    for pose in poses:
        yield pose, None
