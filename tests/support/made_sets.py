"""Results of sets that nobody did: made from a real one, whole, and the same for the same numbers."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from uuid import UUID, uuid5

from formcheck.events import Repetition, Verdict
from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.samples import Side
from formcheck.store.digest import RepetitionDigest, digest_visit
from formcheck.store.merging import hash_of
from formcheck.store.model import Totals
from formcheck.store.names import SESSION_DOCUMENT
from tests.support.stored import result_document, session_of

REPETITIONS = 10
_SETS = UUID("5c5f1f7e-0c0f-4b52-8a53-5f3f0d3b9a11")
_FAULTS = (Verdict.INCOMPLETE_RANGE, Verdict.RUSHED)


@dataclass(frozen=True, slots=True)
class MadeSet:
    """A set: its document, packed, and what the index has of it."""

    packed: bytes
    sha256: str
    size: int
    key: str
    recorded_at: datetime | None
    exercise: str
    side: Side
    facing: str
    instrument: str
    view_angle_deg: float | None
    totals: Totals
    repetitions: tuple[RepetitionDigest, ...]

    @property
    def content(self) -> bytes:
        """The document."""
        return zlib.decompress(self.packed)


@cache
def make_set(
    exercise: str, side: Side, model: str, knee_deg: int, ankle_deg: int, cycle_s: float, good: int, unseen: int
) -> MadeSet:
    """Return a set of ten repetitions, of which so many were good and so many could not be seen."""
    told = (exercise, side, model, knee_deg, ankle_deg, cycle_s, good, unseen)
    real = session_of()
    verdicts = [Verdict.GOOD] * good + [Verdict.NOT_MEASURABLE] * unseen
    verdicts += [_FAULTS[number % 2] for number in range(REPETITIONS - len(verdicts))]
    made = replace(
        real,
        id=str(uuid5(_SETS, repr(told))),
        exercise=exercise,
        side=side,
        prescription=_prescription(exercise, side),
        software=replace(real.software, model=model),
        repetitions=tuple(
            _repetition(real.repetitions[0], number, verdict, side, knee_deg, ankle_deg, cycle_s)
            for number, verdict in enumerate(verdicts, start=1)
        ),
    )
    content = result_document(made)
    (digest,) = digest_visit({SESSION_DOCUMENT: content}, "made").sessions
    return MadeSet(
        packed=zlib.compress(content),
        sha256=hash_of(content),
        size=len(content),
        key=digest.sums.key,
        recorded_at=digest.sums.recorded_at,
        exercise=exercise,
        side=side,
        facing=digest.sums.facing,
        instrument=digest.sums.instrument,
        view_angle_deg=digest.sums.view_angle_deg,
        totals=digest.sums.totals,
        repetitions=digest.repetitions,
    )


@cache
def _prescription(exercise: str, side: Side) -> Prescription:
    return Prescription(load_exercise(exercise), side)


def _repetition(
    real: Repetition, number: int, verdict: Verdict, side: Side, knee_deg: int, ankle_deg: int, cycle_s: float
) -> Repetition:
    start_s, wave = 2.0 + (cycle_s + 0.5) * number, (number * 7 % 5) - 2
    return replace(
        real,
        index=number,
        start_s=start_s,
        peak_s=start_s + cycle_s / 2.0,
        end_s=start_s + cycle_s + 0.1 * wave,
        verdict=verdict,
        knee_at_peak_deg=float(knee_deg + wave),
        ankle_at_peak_deg=float(ankle_deg + wave),
        side=side,
        certainty=0.9 + 0.02 * wave,
        likeness={},
    )
