"""The segments of a session in words: which leg, which set, how much of the dose, what looks like something else."""

from __future__ import annotations

from typing import Final

from formcheck.exercise.definition import Dose, Exercise
from formcheck.exercise.loader import load_library
from formcheck.session.means import measured_by
from formcheck.session.model import Session, SessionSegment
from formcheck.words.catalogue import Words, exercise_words
from formcheck.words.counts import count_words
from formcheck.words.names import leg_words

_EN_DASH: Final = "\N{EN DASH}"


def has_parts(session: Session) -> bool:
    """Tell whether there is more to say of the segments of a session than of the session.

    Parameters
    ----------
    session : Session
        The result.
    """
    return len(session.segments) > 1 or any(one.looks_like for one in session.segments)


def segment_heading(words: Words, session: Session, segment: SessionSegment) -> str:
    """Return the heading of a segment: the leg, the set, and how many of the prescribed repetitions were good.

    Parameters
    ----------
    words : Words
        The language.
    session : Session
        The result it is of.
    segment : SessionSegment
        The segment.
    """
    leg = words("leg-unknown") if segment.side is None else leg_words(words, segment.side)
    if segment.looks_like:
        title = exercise_title(words, session, segment.looks_like)
        return words("segment-looks-like", leg=leg, count=segment.summary.attempts, exercise=title)
    if segment.is_practice:
        by = measured_by(session.instruments, session.prescription)
        return words("segment-practice", leg=leg, count=count_words(words, segment.summary, by))
    exercise = _exercise(session, segment.exercise)
    dose = Dose() if exercise is None else exercise.dose
    if session.has_several_exercises:
        leg = f"{exercise_title(words, session, segment.exercise)}, {leg}"
    return words(
        "segment-set",
        leg=leg,
        set=segment.set_number,
        sets=dose.sets,
        count=count_words(words, segment.summary, measured_by(session.instruments, session.prescription)),
        prescribed=dose.repetitions,
    )


def segment_sentences(words: Words, session: Session) -> list[str]:
    """Return what is to be said of segments that look like another exercise; one sentence for each.

    Parameters
    ----------
    words : Words
        The language.
    session : Session
        The result.
    """
    said = []
    for one in session.segments:
        if one.looks_like:
            key = "remark-looks-like" if one.repetitions else "remark-looks-like-uncounted"
            numbers = _EN_DASH.join(str(one.repetitions[at]) for at in (0, -1)) if one.repetitions else ""
            title = exercise_title(words, session, one.looks_like)
            said.append(words(key, numbers=numbers, count=one.summary.attempts, exercise=title))
    return said


def exercise_title(words: Words, session: Session, exercise_id: str) -> str:
    """Return the name of an exercise for people; its id where the library does not know it.

    Parameters
    ----------
    words : Words
        The language.
    session : Session
        The result, which knows what was prescribed.
    exercise_id : str
        Such as ``tibial-slider-seated``.
    """
    exercise = _exercise(session, exercise_id)
    return exercise_id if exercise is None else exercise_words(words, exercise).title


def library_title(words: Words, exercise_id: str) -> str:
    """Return the name of an exercise of the library for people.

    Parameters
    ----------
    words : Words
        The language.
    exercise_id : str
        Such as ``tibial-slider-seated``.
    """
    (known,) = (one for one in load_library() if one.id == exercise_id)
    return exercise_words(words, known).title


def _exercise(session: Session, exercise_id: str) -> Exercise | None:
    prescribed = [session.prescription, *(one.prescription for one in session.later)]
    known = (*(one.exercise for one in prescribed), *load_library())
    return next((one for one in known if one.id == exercise_id), None)
