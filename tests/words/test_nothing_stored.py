"""No sentence is stored: what is judged holds kinds, joints and numbers; words are found for it when it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import get_args, get_type_hints

import pytest

from formcheck.events import Event
from formcheck.outputs.session_json import dump_session
from formcheck.session.model import Coverage, Summary
from tests.support.people import Rep, Script, perform
from tests.support.sessions import watch

PHASE = "PhaseEntered.phase"  # the name that the exercise's file gives it
IDS = {"MovedElsewhere.exercise", "ExerciseChanged.exercise", "Repetition.likeness"}  # of exercises


def free_texts(kind: object) -> Iterator[str]:
    """Yield the fields, in a type and in all that it holds, that could hold any text."""
    for part in get_args(kind):
        yield from free_texts(part)
    if isinstance(kind, type) and is_dataclass(kind):
        for name, hint in get_type_hints(kind).items():
            if hint is str or str in get_args(hint):
                yield f"{kind.__name__}.{name}"
            yield from free_texts(hint)


@pytest.mark.parametrize("kind", [Event, Coverage, Summary])
def test_nothing_judged_can_hold_a_sentence(kind: object) -> None:
    assert set(free_texts(kind)) <= {PHASE, *IDS}


def test_the_walk_finds_texts() -> None:
    assert PHASE in set(free_texts(Event))


def strings(document: object) -> Iterator[str]:
    """Yield every string of a document, its keys aside."""
    match document:
        case str():
            yield document
        case list():
            for part in document:
                yield from strings(part)
        case dict():
            for part in document.values():
                yield from strings(part)


def test_the_written_result_holds_no_sentence() -> None:
    poses = perform(Script([Rep(), Rep().ending(knee_flexion=40.0), Rep(hold_s=4.5)]))
    session = json.loads(dump_session(watch(poses).session))
    del session["title"], session["prescription"]  # the exercise's own
    assert len(session["repetitions"]) == 3
    assert not [text for text in strings(session) if len(text.split()) > 2]
