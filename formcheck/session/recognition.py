"""Which exercises a recording holds, where nobody says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path

from formcheck.defaults import AUTO, DEFAULT_EXERCISE
from formcheck.events import MovedElsewhere
from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_exercise, load_library
from formcheck.samples import Side
from formcheck.session import elsewhere, pipeline
from formcheck.session.model import Header, Prescribed, RawInput, SessionSegment
from formcheck.session.run import prescribe
from formcheck.session.segments import Seen, recognise


def prescribe_first(exercise: str | Path, prescription: str | Path | None, side: Side | str | None) -> Prescription:
    """Return what to judge by as `prescribe` does; ``auto`` stands for the default exercise until it is recognised.

    Parameters
    ----------
    exercise : str or Path
        Id of an exercise of the library, path of an exercise file, or ``auto``.
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
    return prescribe(DEFAULT_EXERCISE if is_recognised(exercise, prescription) else exercise, prescription, side)


def is_recognised(exercise: str | Path | None, prescription: str | Path | None) -> bool:
    """Tell whether the exercise is to be recognised.

    Parameters
    ----------
    exercise : str or Path or None
        As for `prescribe_first`.
    prescription : str or Path or None
        As for `prescribe_first`.
    """
    return exercise == AUTO and prescription is None


def recognise_exercises(header: Header, inputs: Iterable[RawInput]) -> Header:
    """Return the header with the exercises that a recording holds, each from when on it is judged by.

    Parameters
    ----------
    header : Header
        The session's identity. Where nothing is recognised its own exercise stays; its leg and the person's own ranges
        go for the first exercise alone where that is its own.
    inputs : iterable of RawInput
        The whole recording.
    """
    segments = find_all(header, inputs)
    if not segments:
        return header
    runs = [list(run) for _, run in groupby(segments, lambda one: one.looks_like)]
    first, *later = [_prescribed(header.prescription, run[0].looks_like) for run in runs]
    begins_s = [(before[-1].end_s + after[0].begin_s) / 2.0 for before, after in pairwise(runs)]
    return replace(header, prescription=first, later=tuple(map(Prescribed, begins_s, later)))


def find_all(header: Header, inputs: Iterable[RawInput]) -> Sequence[SessionSegment]:
    """Return the segments of a recording by what they look like, whatever is prescribed.

    Parameters
    ----------
    header : Header
        The session's identity.
    inputs : iterable of RawInput
        The whole recording.
    """
    params = elsewhere.make_params(header, load_library(), without=None)
    countings, t_s = elsewhere.start(params), 0.0
    moved: list[MovedElsewhere] = []
    made = pipeline.make_pipeline(header)
    state = pipeline.start(made)
    for raw in inputs:
        state, step = pipeline.step(made, state, raw)
        countings, news = elsewhere.step(params, countings, step.sighting)
        moved += news
        t_s = raw.t_s
    moved += elsewhere.finish(params, countings, t_s)
    found = recognise([Seen(one.repetition, None, one.exercise) for one in moved])
    return [replace(one, looks_like=one.looks_like or one.exercise) for one in found]


def _prescribed(given: Prescription, exercise: str) -> Prescription:
    return given if given.exercise.id == exercise else Prescription(load_exercise(exercise), given.side)
