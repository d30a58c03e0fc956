"""The index: columns read from documents, so that pages need not open them; it can be made anew at any time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from formcheck.events import Verdict
from formcheck.session.coaching.safety import Lasting
from formcheck.session.corrections import DatedCorrection, side_by_side, standing
from formcheck.store.agreement import index_agreement, sum_agreement
from formcheck.store.digest import RepetitionDigest, SessionDigest, VisitDigest
from formcheck.store.model import Need, Totals, VisitState
from formcheck.store.tables import agreement, answer, person, repetition, seen, session, visit

DAYS_KEPT: Final = 28
"""Of so many days the list of people knows on which somebody practised."""

_LATEST: Final = 3
"""So many of the latest visits say how somebody is doing."""

_LONG: Final = {str(Lasting.LONG), str(Lasting.DAY)}
_LEAST_SEEN: Final = 0.5


def index_visit(connection: Connection, of: int, digest: VisitDigest, corrections: Sequence[DatedCorrection]) -> None:
    """Write what the index has of a visit, in place of what it had.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : int
        Id of the visit.
    digest : VisitDigest
        What its documents tell.
    corrections : sequence of DatedCorrection
        All corrections of the visit.
    """
    held = standing(corrections)
    own = [own_counts(one, held) for one in digest.sessions]
    counted = [counts for one, counts in zip(digest.sessions, own, strict=True) if one.sums.set_number != 0]
    connection.execute(
        update(visit)
        .where(visit.c.id == of)
        .values(
            began_at=digest.began_at,
            ended_at=digest.ended_at,
            day=digest.day,
            state=str(digest.state),
            exercise=digest.exercise,
            side=digest.side,
            instrument=digest.instrument,
            pain_before=_number(digest.answer("pain_before")),
            pain_after=_number(digest.answer("pain_after")),
            lasting=digest.answer("lasting"),
            halt=digest.halt or None,
            **_totals(digest.totals),
            **_counts("own_", _sum(counted)),
        )
    )
    clear_visit(connection, of)
    for number, (one, counts) in enumerate(zip(digest.sessions, own, strict=True), start=1):
        made = _insert_session(connection, of, number, one, counts)
        index_agreement(connection, made, one.repetitions, [each for each in held if each.part == one.sums.part])
    rows = [
        {"visit_id": of, "number": number, "kind": one.kind, "value": one.value, "at": one.at}
        for number, one in enumerate(digest.answers, start=1)
    ]
    if rows:
        connection.execute(insert(answer), rows)


def clear_visit(connection: Connection, of: int) -> None:
    """Remove what the index has of a visit but for its own row.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : int
        Id of the visit.
    """
    sessions = select(session.c.id).where(session.c.visit_id == of)
    for table in (repetition, agreement):
        connection.execute(delete(table).where(table.c.session_id.in_(sessions)))
    connection.execute(delete(session).where(session.c.visit_id == of))
    connection.execute(delete(answer).where(answer.c.visit_id == of))


def _insert_session(
    connection: Connection, of: int, number: int, digest: SessionDigest, own: tuple[int, int, int]
) -> int:
    sums = digest.sums
    made = connection.scalars(
        insert(session)
        .values(
            visit_id=of,
            number=number,
            key=sums.key,
            part=sums.part,
            set_number=sums.set_number,
            recorded_at=sums.recorded_at,
            exercise=sums.exercise,
            side=sums.side,
            facing=sums.facing,
            instrument=sums.instrument,
            view_angle_deg=sums.view_angle_deg,
            **_totals(sums.totals),
            **_counts("own_", own),
        )
        .returning(session.c.id)
    ).one()
    rows = [_repetition_row(made, one) for one in digest.repetitions]
    if rows:
        connection.execute(insert(repetition), rows)
    return int(made)


def _repetition_row(of: int, one: RepetitionDigest) -> dict[str, object]:
    return {
        "session_id": of,
        "number": one.index,
        "start_s": one.start_s,
        "peak_s": one.peak_s,
        "end_s": one.end_s,
        "verdict": str(one.verdict),
        "certainty": one.certainty,
        "side": one.side or "",
        "knee_deg": one.knee_at_peak_deg,
        "ankle_deg": one.ankle_at_peak_deg,
    }


def own_counts(digest: SessionDigest, held: Sequence[DatedCorrection]) -> tuple[int, int, int]:
    """Return how many repetitions there are, how many good and how many unseen ones, with what clinicians said.

    Parameters
    ----------
    digest : SessionDigest
        The session.
    held : sequence of DatedCorrection
        The corrections of its visit that hold.
    """
    rows = side_by_side(digest.repetitions, [one for one in held if one.part == digest.sums.part])
    verdicts = [row.verdict for row in rows if row.verdict is not None]
    counts = Counter(verdicts)
    return len(verdicts), counts[Verdict.GOOD], counts[Verdict.NOT_MEASURABLE]


def _sum(counts: Sequence[tuple[int, int, int]]) -> tuple[int, int, int]:
    attempts, good, unseen = (sum(one[column] for one in counts) for column in range(3))
    return attempts, good, unseen


def _counts(prefix: str, counts: tuple[int, int, int]) -> dict[str, int]:
    return {f"{prefix}{name}": count for name, count in zip(("attempts", "good", "unseen"), counts, strict=True)}


def _totals(totals: Totals) -> dict[str, object]:
    middles = {"knee_deg": totals.knee, "ankle_deg": totals.ankle, "cycle_s": totals.cycle}
    values: dict[str, object] = {name: None if one is None else one.value for name, one in middles.items()}
    errors = {f"{name}_error": None if one is None else one.error for name, one in middles.items()}
    return values | errors | _counts("", (totals.attempts, totals.good, totals.unseen))


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def index_person(connection: Connection, of: int) -> None:
    """Write how a person is doing, by the latest visits, and how often clinicians say what the machine says.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : int
        Id of the person.
    """
    sum_agreement(connection, of)
    rows = connection.execute(
        select(visit)
        .where(visit.c.person_id == of, visit.c.day.is_not(None))
        .order_by(visit.c.began_at.desc(), visit.c.id.desc())
        .limit(DAYS_KEPT * 4)
    ).all()
    done = [row for row in rows if row.attempts or row.state == VisitState.FINISHED]
    latest = rows[0] if rows else None
    days = Counter(row.day for row in done)
    counted = done[0] if done else None
    connection.execute(
        update(person)
        .where(person.c.id == of)
        .values(
            need=str(_need(rows[:_LATEST])),
            seen_need=None if latest is None else seen_need(connection, latest.id),
            last_visit_at=None if latest is None else latest.began_at,
            last_day=None if latest is None else latest.day,
            days=json.dumps({day.isoformat(): count for day, count in list(days.items())[:DAYS_KEPT]}),
            attempts=0 if counted is None else counted.own_attempts,
            good=0 if counted is None else counted.own_good,
            unseen=0 if counted is None else counted.own_unseen,
            pain=None if counted is None else counted.pain_after,
        )
    )


def seen_need(connection: Connection, of: int) -> str | None:
    """Return the reason that was seen of a visit; None where none was, or that was taken back.

    Parameters
    ----------
    connection : Connection
        To the database.
    of : int
        Id of the visit.
    """
    last = connection.execute(select(seen).where(seen.c.visit_id == of).order_by(seen.c.id.desc()).limit(1)).first()
    return None if last is None or last.is_taken_back else str(last.need)


def _need(latest: Sequence[Row[*tuple[object, ...]]]) -> Need:
    """Return why somebody should look at a person, by the latest visits, the last one first."""
    if not latest:
        return Need.NOTHING
    if latest[0].state in {VisitState.STOPPED, VisitState.REFUSED}:
        return Need.STOPPED
    said = [row.lasting for row in latest if row.lasting is not None]
    if len(said) > 1 and set(said[:2]) <= _LONG:
        return Need.LASTING
    attempts, unseen = (sum(getattr(row, name) for row in latest) for name in ("own_attempts", "own_unseen"))
    return Need.UNSEEN if attempts and attempts - unseen < _LEAST_SEEN * attempts else Need.NOTHING
