"""How far the numbers of a record can be trusted, in sentences."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from formcheck.outputs.record.course import CourseReport, Measured, SessionEntry
from formcheck.samples import Dof
from formcheck.session.progress import LEAST_DEG
from formcheck.words.catalogue import Words
from formcheck.words.figures import degrees, quantity


def trust_lines(course: CourseReport, words: Words) -> Iterator[str]:
    """Yield how far to trust a record, a sentence each; the notes of the course come last.

    Parameters
    ----------
    course : CourseReport
        The record.
    words : Words
        The language.
    """
    sessions = [one for _, one in course.sessions]
    if sessions:
        yield from _errors(course, words)
        yield from _unseen(course, words)
        yield from _view(sessions, words)
        yield _calibrated(sessions, words)
        yield from _models(sessions, words)
        yield words(
            "record-trust-change",
            knee=degrees(LEAST_DEG[Dof.KNEE_FLEXION]),
            ankle=degrees(LEAST_DEG[Dof.ANKLE_DORSIFLEXION]),
        )
        yield words("record-trust-hidden")
    yield from course.notes


def _errors(course: CourseReport, words: Words) -> Iterator[str]:
    knee = _usual([visit.knee for visit in course.visits])
    ankle = _usual([visit.ankle for visit in course.visits])
    if knee is not None and ankle is not None:
        yield words("record-trust-errors", knee=degrees(max(1.0, knee)), ankle=degrees(max(1.0, ankle)))
    elif knee is not None or ankle is not None:
        known = knee if knee is not None else ankle
        joint = "knee" if knee is not None else "ankle"
        yield words("record-trust-error", joint=joint, error=degrees(max(1.0, known or 0.0)))


def _usual(found: Sequence[Measured | None]) -> float | None:
    errors = [one.error for one in found if one is not None and one.error is not None]
    return statistics.median(errors) if errors else None


def _unseen(course: CourseReport, words: Words) -> Iterator[str]:
    count = course.machine
    if count.attempts:
        share = quantity(count.unseen / count.attempts, "share", words.point)
        yield words("record-trust-unseen", unseen=count.unseen, attempts=count.attempts, share=share)


def _view(sessions: Sequence[SessionEntry], words: Words) -> Iterator[str]:
    seen = [one.coverage for one in sessions if one.coverage is not None]
    angles = [one.view_angle_deg for one in seen if one.view_angle_deg is not None]
    if angles:
        low, high = degrees(min(angles)), degrees(max(angles))
        yield words("record-trust-view", low=low, high=high) if low != high else words("record-trust-view-one", deg=low)
    shares = [share for one in seen if (share := one.measured.get(Dof.ANKLE_DORSIFLEXION)) is not None]
    if shares:
        yield words("record-trust-ankle", share=quantity(statistics.median(shares), "share", words.point))


def _calibrated(sessions: Sequence[SessionEntry], words: Words) -> str:
    own = sum(one.calibration is not None and one.calibration.driver_end_deg is not None for one in sessions)
    if own == len(sessions):
        return words("record-trust-own")
    return words("record-trust-some-own", own=own, of=len(sessions)) if own else words("record-trust-not-own")


def _models(sessions: Sequence[SessionEntry], words: Words) -> Iterator[str]:
    models = {one.software.model for one in sessions if one.software is not None and one.software.model}
    if len(models) > 1:
        yield words("record-trust-models", models=", ".join(sorted(models)))
