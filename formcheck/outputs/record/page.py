"""A record in words, as one page has it; the PDF and the page for a browser only lay it out."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from formcheck.events import Verdict
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.outputs.record.course import (
    CorrectionEntry,
    Count,
    CourseReport,
    Measured,
    MovementEntry,
    PrescribedEntry,
    VisitEntry,
)
from formcheck.outputs.record.figures import Figure, figures_of, repetitions_of, tempo_words
from formcheck.outputs.record.tables import exercise_of, instrument_of
from formcheck.outputs.record.trust import trust_lines
from formcheck.printable import printable
from formcheck.samples import Dof
from formcheck.session.progress import FIRST_VISITS, LEAST_DEG, Kind, Reading, courses, direction, newest
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING, clock, degrees, number, plus_minus, quantity
from formcheck.words.names import verdict_word
from formcheck.words.segments import library_title

_MOST_ROWS: Final = 12
_MOST_REPETITIONS: Final = 20
_MOST_CORRECTIONS: Final = 5
_MOST_GIVEN: Final = 3
_MOST_TRUST: Final = 12
_LOOKED: Final = "looked_through"
_CORRECTING: Final = frozenset({"overruled", "added", "struck", "points_moved"})
_LONGEST: Final = 160
_LONGEST_NOTE: Final = 320


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the four answers at the top.

    Parameters
    ----------
    question, short : str
        The question, and the answer in a few words.
    more : tuple of str
        What else there is to it.
    """

    question: str
    short: str
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """All that stands on the page, in words.

    Parameters
    ----------
    title, person, period, made : str
        The head.
    sample : str
        That the person was made up; empty where it is not so.
    answers : tuple of Answer
        Done, how well, further, hurts.
    figures : tuple of Figure
        The charts.
    table_title : str
        What the table is of.
    columns : tuple of str
        Its head.
    rows : tuple of tuple of str
        Its cells.
    table_more : str
        What is not in it; empty where all is.
    corrections_title : str
        How many corrections there are.
    corrections : tuple of str
        The latest, a line each.
    given : tuple of str
        What was prescribed, a line each.
    trust : tuple of str
        How far to trust it.
    foot : tuple of str
        Programs, models and exercises with their versions.
    """

    title: str
    person: str
    period: str
    made: str
    sample: str
    answers: tuple[Answer, ...]
    figures: tuple[Figure, ...]
    table_title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    table_more: str
    corrections_title: str
    corrections: tuple[str, ...]
    given: tuple[str, ...]
    trust: tuple[str, ...]
    foot: tuple[str, ...]


def page_of(course: CourseReport, words: Words) -> RecordPage:
    """Return a record in words.

    Parameters
    ----------
    course : CourseReport
        The record; of one visit at least.
    words : Words
        The language.
    """
    made_at, maker = words.moment(course.maker.made_at), course.maker
    table = _repetitions(course, words) if course.is_of_one_visit else _visits(course, words)
    said = [one for one in _said(course) if one.kind != _LOOKED]
    return RecordPage(
        title=words("record-title-visit" if course.is_of_one_visit else "record-title"),
        person=course.person,
        period=_period(course, words),
        made=words("record-made", when=made_at, by=maker.author),
        sample=words("record-sample") if course.is_sample else "",
        answers=(_done(course, words), _how_well(course, words), _further(course, words), _hurts(course, words)),
        figures=figures_of(course, words),
        table_title=table[0],
        columns=table[1],
        rows=table[2],
        table_more=table[3],
        corrections_title=words("record-corrections", count=len(said)),
        corrections=(*_looked_through(course, words), *_corrections(said, words)),
        given=tuple(_given(course, words)),
        trust=tuple(cut(one, _LONGEST_NOTE) for one in trust_lines(course, words))[:_MOST_TRUST],
        foot=tuple(_foot(course)),
    )


def cut(text: str, longest: int = _LONGEST) -> str:
    """Return a text in one line, not longer than there is room for.

    Parameters
    ----------
    text : str
        Any text.
    longest : int
        Letters at most.
    """
    line = printable(" ".join(text.split()))  # nothing that turns the direction of what follows
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _period(course: CourseReport, words: Words) -> str:
    if course.is_of_one_visit:
        at = course.visits[0].began_at
        return words("record-no-day") if at is None else words.moment(at.astimezone())
    if course.begin is None or course.end is None:
        return words("record-no-day")
    if course.begin == course.end:
        return words.full_date(course.begin)
    return f"{words.full_date(course.begin)} {MISSING} {words.full_date(course.end)}"


# --- the four answers -------------------------------------------------------------------------------------------------


def _done(course: CourseReport, words: Words) -> Answer:
    question, kept = words("person-done"), course.adherence
    if course.is_of_one_visit:
        visit = course.visits[0]
        more = [] if not visit.halt else [words("person-halt", halt=visit.halt)]
        exercise = _title(words, visit.exercise, next((one.title for one in visit.sessions), ""))
        side = [words("person-side", side=visit.side)] if visit.side else []
        return Answer(
            question, words("record-state", state=visit.state.replace("_", "-")), (cut(exercise), *side, *more)
        )
    if kept is None:
        return Answer(question, words("person-visits", visits=len(course.visits)), ())
    more = [words("person-kept-days", done=kept.days_done, asked=kept.days_asked)]
    return Answer(question, words("person-kept", kept=kept.kept, asked=kept.asked), tuple(more))


def good_words(words: Words, count: Count) -> str:
    """Return how many of those that were judged were good.

    Parameters
    ----------
    words : Words
        The language.
    count : Count
        The counts; what could not be seen is left out.
    """
    if not count.attempts:
        return MISSING
    return (
        words("clinic-good-of", good=count.good, judged=count.judged) if count.judged else words("clinic-none-judged")
    )


def _how_well(course: CourseReport, words: Words) -> Answer:
    held, machine = course.holding, course.machine
    more = [words("clinic-unseen", unseen=held.unseen)] if held.unseen else []
    is_corrected = any(one.kind in _CORRECTING for one in _said(course) if not one.is_taken_back)
    whose = (
        words("record-by-both", good=machine.good, judged=machine.judged)
        if is_corrected
        else words("record-by-machine")
    )
    return Answer(words("person-well"), good_words(words, held), (*more, whose))


def _further(course: CourseReport, words: Words) -> Answer:
    question = words("person-further")
    if course.is_of_one_visit:
        visit = course.visits[0]
        told = [
            words("record-joint", joint=str(dof), deg=_plus_minus(one, "deg", words))
            for dof, one in ((Dof.KNEE_FLEXION, visit.knee), (Dof.ANKLE_DORSIFLEXION, visit.ankle))
        ]
        return Answer(question, told[0], (told[1], words("record-at-end")))
    changes = [one for side in _sides(course) for one in _changes(course, words, side)]
    if not changes:
        return Answer(question, words("person-not-measured"), ())
    (short, first), others = changes[0], [f"{what}: {told}" for what, told in changes[1:4]]
    return Answer(question, short, (first, *others))


def _sides(course: CourseReport) -> list[str]:
    return list(dict.fromkeys(one.side for one in reversed(course.visits)))


def _changes(course: CourseReport, words: Words, side: str) -> Iterator[tuple[str, str]]:
    """Yield the first and the newest number of a leg in this time, and what can be said of the change."""
    several = len(_sides(course)) > 1
    for dof in (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION):
        latest = newest(courses(_readings(course, side, dof)))
        if latest is None:
            continue
        outcome = latest.outcome(LEAST_DEG[dof], _way(latest.kind.exercise, dof))
        ends = [degrees(one) for one in (latest.start, latest.latest.value) if one is not None]
        what = words("record-joint", joint=str(dof), deg=" → ".join(ends))
        leg = words("person-side", side=side) if side else words("person-side-unknown")
        told = words("record-outcome", outcome=str(outcome), least=degrees(LEAST_DEG[dof]), visits=FIRST_VISITS)
        yield (f"{leg}: {what}" if several else what), told


def _readings(course: CourseReport, side: str, dof: Dof) -> Iterator[Reading]:
    for one in course.visits:
        found = one.knee if dof is Dof.KNEE_FLEXION else one.ankle
        if one.side == side and one.began_at is not None and found is not None:
            yield Reading(one.began_at, found.value, Kind(one.exercise, one.side, one.instrument))


@cache
def _way(exercise: str, dof: Dof) -> int:
    return direction(load_exercise(exercise), dof) if exercise in exercise_ids() else 0


def _hurts(course: CourseReport, words: Words) -> Answer:
    asked = [one for one in course.visits if one.pain_before is not None or one.pain_after is not None]
    stops = [one for one in course.visits if one.halt]
    more = []
    after = [one.pain_after for one in course.visits if one.pain_after is not None]
    if len(after) >= 2 * FIRST_VISITS:
        begin, lately = statistics.median(after[:FIRST_VISITS]), statistics.median(after[-FIRST_VISITS:])
        more.append(words("person-pain-course", begin=number(begin), lately=number(lately)))
    if stops and not course.is_of_one_visit:
        more.append(words("record-stops", count=len(stops)))
    lasted = sum(one.lasting in {"long", "day"} for one in course.visits)
    if lasted:
        more.append(words("record-lasted", count=lasted))
    return Answer(words("person-hurts"), _pain(asked[-1], words) if asked else words("clinic-not-asked"), tuple(more))


def _pain(visit: VisitEntry, words: Words) -> str:
    before, after = visit.pain_before, visit.pain_after
    if before is not None and after is not None:
        return words("person-pain-last", before=before, after=after)
    known = "before" if before is not None else "after"
    return words("person-pain-half", known=known, pain=before if before is not None else after or 0)


# --- tables -----------------------------------------------------------------------------------------------------------

_Table = tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...], str]


def _visits(course: CourseReport, words: Words) -> _Table:
    """Return the latest visits; of many, months instead."""
    head = tuple(
        words(f"record-column-{one}") for one in ("when", "good", "unseen", "knee", "ankle", "tempo", "pain", "remarks")
    )
    if len(course.visits) > _MOST_ROWS:
        return words("record-months"), head, tuple(_months(course, words)), words("record-months-note")
    rows = tuple(_visit_row(one, words) for one in reversed(course.visits))
    return words("person-all-visits", count=len(course.visits)), head, rows, ""


def _visit_row(one: VisitEntry, words: Words) -> tuple[str, ...]:
    when = words("record-no-day") if one.began_at is None else words.moment(one.began_at.astimezone())
    pains = [MISSING if pain is None else str(pain) for pain in (one.pain_before, one.pain_after)]
    return (
        when,
        good_words(words, one.holding),
        str(one.holding.unseen) if one.holding.unseen else "",
        _plus_minus(one.knee, "deg", words),
        _plus_minus(one.ankle, "deg", words),
        tempo_words(words, one.cycle),
        words("clinic-not-asked") if pains == [MISSING, MISSING] else " → ".join(pains),
        _remarks(one, words),
    )


def _plus_minus(one: Measured | None, unit: str, words: Words) -> str:
    return MISSING if one is None else plus_minus(one.value, one.error, unit, words.point)


def _remarks(one: VisitEntry, words: Words) -> str:
    told = []
    if one.halt:
        told.append(words("person-halt", halt=one.halt))
    if (one.machine.good, one.machine.judged) != (one.holding.good, one.holding.judged):
        told.append(words("person-machine", good=one.machine.good, judged=one.machine.judged))
    elif any(session.corrections for session in one.sessions):
        told.append(words("person-corrected"))
    return " · ".join(told)


def _months(course: CourseReport, words: Words) -> Iterator[tuple[str, ...]]:
    """Yield a row for each month, the latest first; the earliest are one row where there are too many."""
    months: dict[tuple[int, int], list[VisitEntry]] = {}
    for one in course.visits:
        months.setdefault((one.day.year, one.day.month) if one.day else (0, 0), []).append(one)
    keys = sorted(months, reverse=True)
    for key in keys[: _MOST_ROWS - 1]:
        day = months[key][0].day
        yield _group_row(words("record-no-day") if day is None else words.month(day), months[key], words)
    rest = [one for key in keys[_MOST_ROWS - 1 :] for one in months[key]]
    if rest:
        yield _group_row(words("record-earlier"), rest, words)


def _group_row(when: str, visits: Sequence[VisitEntry], words: Words) -> tuple[str, ...]:
    held = sum((one.holding for one in visits), Count(0, 0, 0))
    after = [one.pain_after for one in visits if one.pain_after is not None]
    stops = sum(bool(one.halt) for one in visits)
    return (
        f"{when}, {words('person-visits', visits=len(visits))}",
        good_words(words, held),
        str(held.unseen) if held.unseen else "",
        _median([one.knee for one in visits], "deg", words),
        _median([one.ankle for one in visits], "deg", words),
        _median([one.cycle for one in visits], "s", words),
        words("record-pain-after", pain=number(statistics.median(after))) if after else words("clinic-not-asked"),
        words("record-stops", count=stops) if stops else "",
    )


def _median(found: Sequence[Measured | None], unit: str, words: Words) -> str:
    values = [one.value for one in found if one is not None]
    return quantity(statistics.median(values), unit, words.point) if values else MISSING


def _repetitions(course: CourseReport, words: Words) -> _Table:
    found = repetitions_of(course.visits[0])
    head = tuple(
        words(f"record-column-{one}") for one in ("number", "machine", "clinician", "knee", "ankle", "tempo", "reason")
    )
    rows = tuple(_repetition_row(number, one, words) for number, one in enumerate(found[:_MOST_REPETITIONS], start=1))
    left = len(found) - len(rows)
    more = words("record-more-repetitions", count=left) if left else ""
    return words("record-repetitions", count=len(found)), head, rows, more


def _repetition_row(place: int, one: MovementEntry, words: Words) -> tuple[str, ...]:
    machine, said = one.machine, one.said
    error = None if machine is None else machine.uncertainty
    knee, ankle = (
        MISSING
        if machine is None
        else plus_minus(machine.at_peak_deg(dof), None if error is None else getattr(error, name), "deg", words.point)
        for dof, name in ((Dof.KNEE_FLEXION, "knee_at_peak_deg"), (Dof.ANKLE_DORSIFLEXION, "ankle_at_peak_deg"))
    )
    return (
        str(place),
        words("record-missed") if machine is None else _verdict(words, machine.verdict, machine.certainty),
        "" if said is None else words("said-none") if said.verdict is None else verdict_word(words, said.verdict),
        knee,
        ankle,
        quantity(one.end_s - one.start_s, "s", words.point),
        "" if said is None else cut(f"{said.author}: {said.reason or words(f'blame-{said.blame}')}", 90),
    )


def _verdict(words: Words, verdict: Verdict, certainty: float | None) -> str:
    word = verdict_word(words, verdict)
    return word if certainty is None else f"{word} {number(certainty, 2, words.point)}"


# --- what else stands there -------------------------------------------------------------------------------------------


def _said(course: CourseReport) -> list[CorrectionEntry]:
    return [one for _, session in course.sessions for one in session.corrections if one.kind != "undone"]


def _looked_through(course: CourseReport, words: Words) -> Iterator[str]:
    """Yield in how many sessions somebody looked at every movement: one line, however many."""
    count = sum(
        any(one.kind == _LOOKED and not one.is_taken_back for one in session.corrections)
        for _, session in course.sessions
    )
    if count:
        yield words("record-looked-through", count=count)


def _corrections(said: Sequence[CorrectionEntry], words: Words) -> Iterator[str]:
    """Yield the latest corrections that hold, a line each."""
    holding = sorted((one for one in said if not one.is_taken_back), key=lambda one: one.at, reverse=True)
    for one in holding[:_MOST_CORRECTIONS]:
        yield cut(
            " ".join(filter(None, (f"{words.moment(one.at.astimezone())}, {one.author}:", _what(one, words), one.text)))
        )
    if len(holding) > _MOST_CORRECTIONS:
        yield words("record-more-corrections", count=len(holding) - _MOST_CORRECTIONS)
    if len(said) > len(holding):
        yield words("record-taken-back", count=len(said) - len(holding))


def _what(one: CorrectionEntry, words: Words) -> str:
    at = "" if one.start_s is None else f"{clock(one.start_s, words.point)} "
    if one.kind in {"overruled", "struck", "added"}:
        machine = words("record-missed") if one.machine is None else verdict_word(words, one.machine)
        mine = words("said-none") if one.mine is None else verdict_word(words, one.mine)
        return f"{at}{machine} → {mine}."
    if one.kind == "angle_measured":
        return at + words("record-goniometer", mine=degrees(one.deg), machine=degrees(one.machine_deg))
    if one.kind == "commented":
        return at.strip()
    return at + words(f"record-kind-{one.kind.replace('_', '-')}")


def _given(course: CourseReport, words: Words) -> Iterator[str]:
    if not course.prescriptions:
        yield words("person-nothing-given")
    for one in course.prescriptions[-_MOST_GIVEN:][::-1]:
        since = words("person-since", day=words.full_date(one.from_day))
        yield f"{since}, {one.author}: {_prescription(one, words)}"
    if len(course.prescriptions) > _MOST_GIVEN:
        yield words("record-more-given", count=len(course.prescriptions) - _MOST_GIVEN)


def _prescription(one: PrescribedEntry, words: Words) -> str:
    dose = words("person-dose", repetitions=one.dose.repetitions, sets=one.dose.sets, per_day=one.dose.per_day)
    side = f"{words('leg', side=one.side)}, " if one.side else ""
    told = words("person-given", title=_title(words, one.exercise, one.title), dose=f"{side}{dose}")
    return cut(f"{told}. {one.note}" if one.note else told, _LONGEST_NOTE)


def _title(words: Words, exercise: str, written: str) -> str:
    """Return the title of an exercise: in the language, unless somebody gave it another one."""
    if exercise in exercise_ids() and written in {"", load_exercise(exercise).title}:
        return library_title(words, exercise)
    return written or exercise


def _foot(course: CourseReport) -> Iterator[str]:
    yield f"{course.maker.name} {course.maker.version}"
    sessions = [one for _, one in course.sessions]
    yield from (cut(one) for one in list(dict.fromkeys(map(instrument_of, sessions)))[:3] if one)
    yield from (cut(one) for one in list(dict.fromkeys(map(exercise_of, sessions)))[:3] if one)
