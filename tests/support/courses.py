"""Records of people made up, with numbers that can be counted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from formcheck.events import Repetition, Uncertainty, Verdict
from formcheck.exercise.definition import Dose
from formcheck.exercise.loader import load_exercise
from formcheck.outputs.record.course import (
    Adherence,
    CorrectionEntry,
    Count,
    CourseReport,
    Maker,
    Measured,
    MovementEntry,
    PrescribedEntry,
    Said,
    SessionEntry,
    VisitEntry,
    exercise_hash,
)
from formcheck.samples import Dof, Side
from formcheck.session.corrections import Blame
from formcheck.session.model import Coverage, Software

MADE_AT = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
FIRST = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
EXERCISE = "tibial-slider-seated"
HOSTILE = (
    '=HYPERLINK("http://x.example","Click")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "<script>alert(1)</script>",
    '#image("/etc/passwd")',
    '#eval("1") $x$ *bold* _it_ `raw` @ref <label> \\ // /* */',
    "\u202eevil \u05d0\u05d1\u05d2",
    "long " * 600,
)
"""What a comment could hold that wants to be more than a text."""


def repetition(index: int, verdict: Verdict, knee: float | None, ankle: float | None = 5.0) -> Repetition:
    """Return a repetition of four seconds, with a knee right within 6° and an ankle within 9°."""
    start_s = 5.0 * index
    return Repetition(
        index=index,
        start_s=start_s,
        peak_s=start_s + 2.0,
        end_s=start_s + 4.0,
        verdict=verdict,
        flags=(),
        knee_at_peak_deg=knee,
        ankle_at_peak_deg=ankle,
        neck_change_deg=-30.0,
        out_s=2.0,
        hold_s=0.2,
        back_s=1.8,
        peak_speed_degps=80.0,
        sparc=-2.0,
        knee_at_rest_deg=90.0,
        ankle_at_rest_deg=-30.0,
        certainty=0.9,
        side=Side.RIGHT,
        uncertainty=Uncertainty(knee_at_peak_deg=6.0, ankle_at_peak_deg=9.0),
    )


def said(verdict: Verdict | None, reason: str = "", author: str = "jm") -> Said:
    """Return what a clinician says of a movement."""
    return Said(verdict, Blame.CAMERA, reason, author, MADE_AT)


def movement(found: Repetition, by: Said | None = None) -> MovementEntry:
    """Return a movement; what the clinician says of it counts."""
    holds = found.verdict if by is None else by.verdict
    return MovementEntry(found.start_s, found.end_s, found, None, by, holds)


def session(movements: Sequence[MovementEntry], corrections: Sequence[CorrectionEntry] = ()) -> SessionEntry:
    """Return a recording of the right leg, filmed 5° off the side."""
    exercise = load_exercise(EXERCISE)
    return SessionEntry(
        id="11111111-2222-4333-8444-555555555555",
        part="set-1-part-1",
        set_number=1,
        recorded_at=FIRST,
        duration_s=60.0,
        exercise=EXERCISE,
        title=exercise.title,
        exercise_sha256=exercise_hash(exercise),
        side=Side.RIGHT,
        software=Software("formcheck", "0.2.0", "litert", "2.3.0", "heavy", "ab" * 32),
        instruments=(),
        prescription=None,
        coverage=Coverage(True, 100, 100, {Dof.ANKLE_DORSIFLEXION: 0.9}, 5.0, ()),
        calibration=None,
        targets={},
        movements=tuple(movements),
        corrections=tuple(corrections),
    )


def visit(number: int = 0, of: Sequence[SessionEntry] = (), knee: float = 20.0) -> VisitEntry:
    """Return a visit of 7 good of 9 seen, one not seen; with pain 3 before and 1 after."""
    count = Count(10, 7, 1)
    began_at = FIRST + timedelta(days=number)
    return VisitEntry(
        key=f"00000000-0000-4000-8000-{number:012d}",
        began_at=began_at,
        day=began_at.date(),
        state="finished",
        exercise=EXERCISE,
        side="right",
        instrument="heavy",
        machine=count,
        holding=count,
        knee=Measured(knee, 6.0),
        ankle=Measured(5.0, 9.0),
        cycle=Measured(4.0, None),
        pain_before=3,
        pain_during=None,
        pain_after=1,
        lasting="",
        halt="",
        sessions=tuple(of),
    )


def course(visits: Sequence[VisitEntry], *, one: bool = False, person: str = "anna-04") -> CourseReport:
    """Return the record of some visits, twice a day prescribed from the first day on."""
    given = PrescribedEntry(
        date(2026, 11, 3), FIRST, "mara", EXERCISE, "Tibial slider, seated", "right", Dose(), "Slowly."
    )
    days = [each.day for each in visits if each.day is not None]
    return CourseReport(
        person=person,
        is_sample=False,
        begin=min(days, default=None),
        end=max(days, default=None),
        visits=tuple(visits),
        prescriptions=(given,),
        adherence=None if one else Adherence(2 * len(visits), len(visits), len(visits), len(visits)),
        maker=Maker("formcheck", "0.2.0", MADE_AT, "jm"),
        is_of_one_visit=one,
    )


def corrected_visit(reason: str = "the foot was hidden") -> VisitEntry:
    """Return a visit of four: good, rushed but said to be good, not seen, and one that is said to be none."""
    found = [
        movement(repetition(1, Verdict.GOOD, 10.0)),
        movement(repetition(2, Verdict.RUSHED, 14.0), said(Verdict.GOOD, reason)),
        movement(repetition(3, Verdict.NOT_MEASURABLE, None, None)),
        movement(repetition(4, Verdict.INCOMPLETE_RANGE, 30.0), said(None, reason)),
    ]
    corrections = [
        CorrectionEntry(1, MADE_AT, "jm", "overruled", reason, 10.0, 14.0, Verdict.RUSHED, Verdict.GOOD),
        CorrectionEntry(2, MADE_AT, "jm", "struck", reason, 20.0, 24.0, Verdict.INCOMPLETE_RANGE),
        CorrectionEntry(3, MADE_AT, "jm", "commented", reason),
        CorrectionEntry(4, MADE_AT, "jm", "commented", "taken back", is_taken_back=True),
    ]
    made = visit(0, [session(found, corrections)])
    return replace(made, machine=Count(4, 1, 1), holding=Count(3, 2, 1))
