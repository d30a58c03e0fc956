"""One run of a session: its identity made, its inputs folded, its steps handed to the outputs.

Review, streaming, replay, validation and the live page all run a session through these functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from formcheck.errors import InputError
from formcheck.exercise.definition import Prescription
from formcheck.exercise.faults import did_you_mean, one_of, shown
from formcheck.exercise.loader import load_prescription
from formcheck.ports import PoseEstimator
from formcheck.pose.accuracy import camera_instrument
from formcheck.pose.bundles import ModelBundle
from formcheck.samples import Frame, Side, SourceInfo
from formcheck.session import pipeline, summary
from formcheck.session.identity import recording_id
from formcheck.session.model import Header, RawInput, Session, Software, Step, Summary
from formcheck.session.output import Output


def prescribe(exercise: str | Path, prescription: str | Path | None, side: Side | str | None) -> Prescription:
    """Return what to judge by: a prescription, or an exercise as the library has it; `side` overrides.

    Parameters
    ----------
    exercise : str or Path
        Id of an exercise of the library, or path of an exercise file.
    prescription : str or Path or None
        Path of a prescription, which names the exercise itself.
    side : Side, str or None
        The working leg, ``left`` or ``right``; None for that of the prescription.

    Raises
    ------
    ExerciseError
        A file is missing or has faults.
    InputError
        There is no such side.
    """
    leg = side_named(side)
    prescribed = load_prescription(exercise if prescription is None else prescription)
    return prescribed if leg is None else replace(prescribed, side=leg)


def side_named(side: Side | str | None) -> Side | None:
    """Return the leg that a word names.

    Parameters
    ----------
    side : Side, str or None
        ``left`` or ``right``; None where nobody says.

    Raises
    ------
    InputError
        It is another word.
    """
    if side is None or isinstance(side, Side):
        return side
    known = [one.value for one in Side]
    if side in known:
        return Side(side)
    hint = did_you_mean(side, known) if isinstance(side, str) else ""
    raise InputError(
        f"found {shown(side)}, expected {one_of(known)}{hint or '.'}",
        where="side",
        next_step="Leave it out to let the moving leg be found.",
    )


def make_header(
    info: SourceInfo,
    prescription: Prescription,
    bundle: ModelBundle,
    estimator: PoseEstimator,
    neutral_s: tuple[float, float] | None = None,
    session_id: str = "",
) -> Header:
    """Return the identity of a session before a camera.

    Parameters
    ----------
    info : SourceInfo
        What the source says of itself.
    prescription : Prescription
        What it is to be judged by.
    bundle : ModelBundle
        The pose model.
    estimator : PoseEstimator
        What runs it.
    neutral_s : tuple of float, optional
        Interval in which the neutral posture is held, in seconds of the source's clock.
    session_id : str
        A UUID; without it, that of the recording with this source's hash.
    """
    software = Software(
        name="formcheck",
        version=version("formcheck"),
        estimator=estimator.name,
        estimator_version=estimator.version,
        model=bundle.name,
        model_sha256=bundle.sha256,
    )
    return Header(
        id=session_id or recording_id(info.sha256),
        software=software,
        source=info,
        instruments=(camera_instrument(bundle),),
        prescription=prescription,
        neutral_s=neutral_s,
        is_smoothed=estimator.smooths,
    )


def fold(
    header: Header,
    inputs: Iterable[tuple[RawInput, Frame | None]],
    *,
    is_broken_off: bool = False,
    before: Summary | None = None,
) -> Iterator[Step]:
    """Yield the steps of a session: the one fold that review, streaming and replay share.

    Each step is yielded once the next input is there, so that the last one can hold what the end brings about.

    Parameters
    ----------
    header : Header
        The session's identity.
    inputs : iterable of (RawInput, Frame or None)
        Body points or readings of sensors in order of time, each with its picture where there is one.
    is_broken_off : bool
        Whether they are those of a run that was broken off: nothing is known of its end.
    before : Summary, optional
        What was counted before; the count goes on from there.
    """
    made = pipeline.make_pipeline(header)
    state = pipeline.start(made, before)
    last: Step | None = None
    for raw, frame in inputs:
        if last is not None:
            yield last
        state, last = pipeline.step(made, state, raw, frame)
    if last is not None:
        yield last if is_broken_off else pipeline.finish(made, state, last)[1]


def run_session(
    header: Header,
    inputs: Iterable[tuple[RawInput, Frame | None]],
    outputs: Sequence[Output],
    *,
    is_broken_off: bool = False,
) -> Session:
    """Run a session through its outputs, and return the result.

    Parameters
    ----------
    header : Header
        The session's identity.
    inputs : iterable of (RawInput, Frame or None)
        Body points or readings of sensors in order of time, each with its picture where there is one.
    outputs : sequence of Output
        Each is opened, given every step and the result, and closed, also when the run is broken off.
    is_broken_off : bool
        Whether the inputs are those of a run that was broken off.
    """
    return run_parts(header, [Part(header, inputs, is_broken_off=is_broken_off)], outputs)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a session that is judged on its own.

    Parameters
    ----------
    header : Header
        What it is judged by.
    inputs : iterable of (RawInput, Frame or None)
        As for `fold`; later than those of the part before.
    set_number : int or None
        The set that its repetitions belong to, from 1; 0 for practice; None where nobody said: then it is found.
    is_broken_off : bool
        As for `fold`.
    """

    header: Header
    inputs: Iterable[tuple[RawInput, Frame | None]]
    set_number: int | None = None
    is_broken_off: bool = False


def run_parts(header: Header, parts: Iterable[Part], outputs: Sequence[Output]) -> Session:
    """Run the parts of a session through its outputs, one after the other, and return the result.

    Parameters
    ----------
    header : Header
        The identity of the whole.
    parts : iterable of Part
        In order of time.
    outputs : sequence of Output
        Each is opened, given every step and the result, and closed, also when the run is broken off.
    """
    tally = summary.start(header)
    with ExitStack() as stack:
        for output in outputs:
            stack.enter_context(output)
            output.begin(header)
        for part in parts:
            tally = summary.begin_part(tally, part.set_number)
            for step in fold(part.header, part.inputs, is_broken_off=part.is_broken_off, before=tally.counted):
                tally = summary.step(tally, step)
                for output in outputs:
                    output.write(step)
        session = summary.summarise(header, tally)
        for output in outputs:
            output.finish(session)
    return session


def without_pictures(inputs: Iterable[RawInput]) -> Iterator[tuple[RawInput, Frame | None]]:
    """Yield inputs that were kept without the pictures they came from.

    Parameters
    ----------
    inputs : iterable of RawInput
        Body points or readings of sensors, in order of time.
    """
    for raw in inputs:
        yield raw, None
