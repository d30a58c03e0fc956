"""How often machine and clinicians say the same: an index of sessions, its sums by person, and what pages ask of it.

A row of a session says how often the machine said one verdict and the clinicians another. One more row, which has
`SESSION` for both, stands for the session itself, so that one in which nothing was found counts, too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select

from formcheck.events import Verdict
from formcheck.session.corrections import Blame, DatedCorrection, JudgedT
from formcheck.session.judged import ClinicJudged, Counts, JudgedKind, JudgedMovement, JudgedSessions, judge_session
from formcheck.store.archive import VisitKey
from formcheck.store.tables import agreement, person, person_agreement, session, visit

NONE: Final = "none"
"""The verdict where there is no repetition."""

SESSION: Final = "session"
"""Stands for both verdicts in the row of a session itself."""

_WHOLE: Final = "whole"
_SINGLE: Final = "single"


def index_agreement(
    connection: Connection, of: int, repetitions: Sequence[JudgedT], held: Sequence[DatedCorrection]
) -> None:
    """Write what of a session was judged by clinicians; nothing where nothing was.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : int
        Id of the session; it has no such rows yet.
    repetitions : sequence of repetition
        What the machine found first.
    held : sequence of DatedCorrection
        The corrections of the session that hold, in order.
    """
    rows = agreement_rows(of, repetitions, held)
    if rows:
        connection.execute(insert(agreement), rows)


def agreement_rows(of: int, repetitions: Sequence[JudgedT], held: Sequence[DatedCorrection]) -> list[dict[str, object]]:
    """Return the rows of a session; as of `index_agreement`.

    Parameters
    ----------
    of : int
        Id of the session.
    repetitions, held : sequence of repetition and of DatedCorrection
        What the machine found first, and the corrections that hold.
    """
    judged = judge_session(repetitions, held)
    if not judged.movements and not judged.is_whole:
        return []
    counts: Counter[tuple[str, str, str]] = Counter({(SESSION, SESSION, ""): 1})
    disputed: Counter[tuple[str, str, str]] = Counter()
    for one in judged.movements:
        counts[_words_of(one)] += 1
        disputed[_words_of(one)] += one.is_disputed
    return [
        {
            "session_id": of,
            "is_whole": judged.is_whole,
            "machine": machine,
            "mine": mine,
            "blame": blame,
            "times": count,
            "disputed": disputed[machine, mine, blame],
        }
        for (machine, mine, blame), count in counts.items()
    ]


def _words_of(one: JudgedMovement) -> tuple[str, str, str]:
    return str(one.machine or NONE), str(one.mine or NONE), str(one.blame or "")


def sum_agreement(connection: Connection, of: int) -> None:
    """Add up what was judged of a person, in place of what was added up before.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : int
        Id of the person.
    """
    kind = (
        session.c.exercise,
        session.c.instrument,
        agreement.c.is_whole,
        agreement.c.machine,
        agreement.c.mine,
        agreement.c.blame,
    )
    asked = (
        select(*kind, func.sum(agreement.c.times), func.sum(agreement.c.disputed))
        .join_from(agreement, session)
        .join(visit)
        .where(visit.c.person_id == of)
        .group_by(*kind)
        .order_by(*kind)
    )
    connection.execute(delete(person_agreement).where(person_agreement.c.person_id == of))
    sums: dict[str, tuple[list[str], list[int], list[int]]] = {}
    for exercise, instrument, is_whole, machine, mine, blame, times, disputed in connection.execute(asked):
        said, counts, differing = sums.setdefault(json.dumps([exercise, instrument]), ([], [], []))
        said.append(" ".join((_WHOLE if is_whole else _SINGLE, machine, mine, blame)))
        counts.append(int(times))
        differing.append(int(disputed))
    if sums:
        document = json.dumps(sums, separators=(",", ":"))
        connection.execute(insert(person_agreement).values(person_id=of, document=document))


def read_agreement(connection: Connection) -> ClinicJudged:
    """Return all that clinicians judged here, but of people who were made up.

    Parameters
    ----------
    connection : Connection
        To the database.
    """
    asked = (
        select(person_agreement.c.document)
        .join_from(person_agreement, person)
        .where(person.c.is_sample.is_not(True))
        .order_by(person_agreement.c.person_id)
    )
    documents = connection.scalars(asked).all()
    kinds: dict[tuple[str, str], int] = {}
    rows, columns, times, disputed = list[int](), list[int](), list[int](), list[int]()
    for number, document in enumerate(documents):
        for session_kind, (said, count, differing) in json.loads(document).items():
            rows += [number] * len(said)
            columns += [kinds.setdefault((session_kind, one), len(kinds)) for one in said]
            times += count
            disputed += differing
    by_person = np.zeros((len(documents), len(kinds)), dtype=np.int64)
    by_person[rows, columns] = times
    differing_of = np.zeros(len(kinds), dtype=np.int64)
    np.add.at(differing_of, columns, disputed)
    return _judged([*kinds], by_person, differing_of)


def _judged(named: Sequence[tuple[str, str]], times: Counts, disputed: Counts) -> ClinicJudged:
    """Return sums with their words read, the rows of sessions apart from those of movements."""
    verdicts: dict[str, Verdict | None] = {NONE: None, **{str(one): one for one in Verdict}}
    blames: dict[str, Blame | None] = {"": None, **{str(one): one for one in Blame}}
    kinds: list[JudgedKind] = []
    sessions: list[JudgedSessions] = []
    for session_kind, said in named:
        exercise, instrument = json.loads(session_kind)
        whole, machine, mine, blame = said.split(" ")
        if machine == SESSION:
            sessions.append(JudgedSessions(exercise, instrument, whole == _WHOLE))
        else:
            known = (verdicts[machine], verdicts[mine], blames[blame])
            kinds.append(JudgedKind(exercise, instrument, whole == _WHOLE, *known))
    is_session = np.array([said.split(" ")[1] == SESSION for _, said in named], dtype=bool)
    return ClinicJudged(
        tuple(kinds), times[:, ~is_session], disputed[~is_session], tuple(sessions), times[:, is_session]
    )


@dataclass(frozen=True, slots=True)
class JudgedSession:
    """A session in which machine and clinicians said this and that.

    Parameters
    ----------
    of : VisitKey
        The visit.
    part : str
        The part of the visit; empty where it has no parts.
    exercise : str
        Id of the exercise.
    at : datetime or None
        When it was recorded, or its visit began.
    count : int
        How often.
    """

    of: VisitKey
    part: str
    exercise: str
    at: datetime | None
    count: int


def sessions_behind(
    connection: Connection, machine: Verdict | None, mine: Verdict | None, most: int
) -> list[JudgedSession]:
    """Return the sessions looked through whole in which machine and clinicians said this and that, the last said first.

    Parameters
    ----------
    connection : Connection
        To the database.
    machine, mine : Verdict or None
        What they say; None where there is no repetition.
    most : int
        So many at most.
    """
    asked = (
        select(
            person.c.pseudonym,
            visit.c.key,
            visit.c.began_at,
            session.c.part,
            session.c.exercise,
            session.c.recorded_at,
            agreement.c.times,
        )
        .join_from(agreement, session)
        .join(visit)
        .join(person)
        .where(agreement.c.is_whole, agreement.c.machine == str(machine or NONE), agreement.c.mine == str(mine or NONE))
        .where(person.c.is_sample.is_not(True))
        .order_by(agreement.c.id.desc())
        .limit(most)
    )
    found: dict[tuple[VisitKey, str], JudgedSession] = {}
    for row in connection.execute(asked):  # one for each cause
        of, before = VisitKey(row.pseudonym, row.key), found.get((VisitKey(row.pseudonym, row.key), row.part))
        count = row.times + (before.count if before else 0)
        found[of, row.part] = JudgedSession(of, row.part, row.exercise, row.recorded_at or row.began_at, count)
    return list(found.values())


def sessions_whole(connection: Connection) -> list[JudgedSession]:
    """Return all sessions that were looked through whole, but of people who were made up.

    Parameters
    ----------
    connection : Connection
        To the database.
    """
    asked = (
        select(
            person.c.pseudonym, visit.c.key, visit.c.began_at, session.c.part, session.c.exercise, session.c.recorded_at
        )
        .join_from(agreement, session)
        .join(visit)
        .join(person)
        .where(agreement.c.is_whole, agreement.c.machine == SESSION, person.c.is_sample.is_not(True))
        .order_by(person.c.id, visit.c.id, session.c.number)
    )
    return [
        JudgedSession(VisitKey(row.pseudonym, row.key), row.part, row.exercise, row.recorded_at or row.began_at, 1)
        for row in connection.execute(asked)
    ]
