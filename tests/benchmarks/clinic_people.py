"""Fill a store with people who practise.

    python -m tests.benchmarks.clinic_people FILE_OR_URL --people 1000 --visits 200

Made up, yet such as there might be: people who get better and people who do not, who stop, stay away, pause, change the
leg or the model. Documents are whole, so that the index can be made anew from them; results of sets are shared by many
visits. A name of a folder stands for the file ``clinic.sqlite`` in it. Twice the same numbers give the same people.
"""

from __future__ import annotations

import argparse
import json
import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection, Table, func, insert, select, text

from formcheck.events import Verdict
from formcheck.exercise.definition import Prescription
from formcheck.exercise.documents import prescription_document
from formcheck.exercise.loader import load_exercise
from formcheck.samples import Side
from formcheck.session.coaching.safety import Halt, Lasting
from formcheck.session.corrections import (
    Blame,
    Correction,
    DatedCorrection,
    LookedThrough,
    Movement,
    Overruled,
    Struck,
    correction_text,
)
from formcheck.session.visit.entries import Began, Ended, Entry, Finished, Opened, PartOpened, RangeFrom, Stopped
from formcheck.session.visit.log import entry_line
from formcheck.store.agreement import agreement_rows
from formcheck.store.database import Database, open_database
from formcheck.store.digest import _said, key_of_log, totals_of
from formcheck.store.index import _counts, _number, _repetition_row, _totals, index_person
from formcheck.store.merging import hash_of
from formcheck.store.model import VisitState
from formcheck.store.names import LOG_DOCUMENT, SESSION_DOCUMENT, named
from formcheck.store.people import folded
from formcheck.store.tables import (
    agreement,
    answer,
    correction,
    document,
    person,
    person_name,
    prescription,
    repetition,
    session,
    visit,
)
from tests.support.made_sets import MadeSet, make_set
from tests.support.stored import NOW

AUTHOR = "jm"
PEOPLE_AT_ONCE = 10
FIRST_NAMES = (
    "Anna",
    "Ben",
    "Cara",
    "Daniel",
    "Eva",
    "Félix",
    "Gloria",
    "Hugo",
    "Inés",
    "Jon",
    "Marta",
    "Ole",
    "Sofía",
)
LAST_NAMES = ("García", "Müller", "Smith", "López", "Okafor", "Jensen", "Novak", "Rossi", "Silva", "Tanaka", "Weber")
EXERCISES = ("tibial-slider-seated", "tibial-slider-seated", "peroneal-slider-seated", "sciatic-slider-seated")
PARTS = ("set-1-part-1", "set-2-part-1")


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody made up.

    Parameters
    ----------
    fate : str
        What became of the person lately.
    exercise : str
        Id of the exercise.
    sides : tuple of Side
        The legs, in turns.
    begin_knee_deg, gain_deg : float
        Of the knee at the end position: at the first visit, and how much less it is at the last one.
    begin_pain : int
        Pain at the first visit.
    adherence : float
        Share of the prescribed visits that are made.
    changes_model, changes_dose : bool
        Whether another model measures, and another prescription holds, from some time on.
    """

    fate: str
    exercise: str
    sides: tuple[Side, ...]
    begin_knee_deg: float
    gain_deg: float
    begin_pain: int
    adherence: float
    changes_model: bool
    changes_dose: bool


FATES = {
    "practises": 62, "absent": 12, "paused": 13, "stopped": 2, "lasting": 2, "unseen": 2, "new": 4, "never": 2,
    "silent": 1,
}  # fmt: skip


def make_profile(dice: random.Random) -> Profile:
    """Return somebody."""
    both = (Side.RIGHT, Side.LEFT)
    return Profile(
        fate=dice.choices(list(FATES), list(FATES.values()))[0],
        exercise=dice.choice(EXERCISES),
        sides=both if dice.random() < 0.2 else (dice.choice(both),),
        begin_knee_deg=dice.uniform(16.0, 34.0),
        gain_deg=dice.choice((0.0, 0.0, 6.0, 12.0, 16.0, -6.0)),
        begin_pain=dice.randint(0, 5),
        adherence=dice.uniform(0.45, 1.0),
        changes_model=dice.random() < 0.2,
        changes_dose=dice.random() < 0.5,
    )


def visit_times(profile: Profile, count: int, now: datetime, dice: random.Random) -> list[datetime]:
    """Return when somebody practised, the first time first."""
    gap = {"absent": dice.randint(5, 25), "paused": dice.randint(3, 90), "never": 0}.get(profile.fate, 0)
    count = {"never": 0, "new": min(count, 2)}.get(profile.fate, count)
    day, found = now.date() - timedelta(days=gap), list[datetime]()
    while len(found) < count:
        for hour in (18, 9):
            at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=hour, minutes=dice.randint(0, 90))
            is_made = dice.random() < profile.adherence and at < now
            if (is_made or (not found and at < now)) and len(found) < count:
                found.append(at)
        day -= timedelta(days=1)
    return found[::-1]


@dataclass(frozen=True, slots=True)
class MadeVisit:
    """A visit that was made up, with all that its rows need."""

    log: bytes
    state: VisitState
    began_at: datetime
    ended_at: datetime
    side: Side
    exercise: str
    sets: tuple[MadeSet, ...]
    said: tuple[tuple[str, str, datetime], ...]
    halt: str


class Diary:
    """Makes the visits of one person.

    Parameters
    ----------
    profile : Profile
        The person.
    given : sequence of (date, Prescription)
        From which day on what holds.
    dice : Random
        Chance.
    """

    def __init__(self, profile: Profile, given: Sequence[tuple[date, Prescription]], dice: random.Random) -> None:
        self._profile, self._given, self._dice = profile, given, dice
        self._openings = [self._opening(one) for _, one in given]

    def _opening(self, given: Prescription) -> str:
        line = entry_line(datetime(2000, 1, 1, tzinfo=UTC), Opened(given, "0.2.0", "en"))
        return line.partition(",")[2]

    def visits(self, times: Sequence[datetime]) -> Iterator[MadeVisit]:
        """Yield the visits at these times."""
        for number, at in enumerate(times):
            share = number / max(1, len(times) - 1)
            yield self._visit(at, share, number, is_last=number == len(times) - 1, is_late=number >= len(times) - 3)

    def _visit(self, at: datetime, share: float, number: int, *, is_last: bool, is_late: bool) -> MadeVisit:
        profile, dice = self._profile, self._dice
        side = profile.sides[number % len(profile.sides)]
        pain = max(0, min(10, round(profile.begin_pain * (1.0 - 0.7 * share) + dice.gauss(0.0, 0.7))))
        is_stopped = is_last and profile.fate == "stopped"
        lasting = (
            Lasting.DAY if is_late and profile.fate == "lasting" else dice.choice((None, Lasting.NONE, Lasting.BRIEF))
        )
        sets = self._sets(share, side, count=1 if is_stopped else 2, is_unseen=is_late and profile.fate == "unseen")
        entries: list[Entry] = [Began(pain, (), side, lasting, RangeFrom.PRESCRIBED, is_video_kept=False)]
        entries += [PartOpened(part, set_number) for set_number, part in enumerate(PARTS[: len(sets)], start=1)]
        if is_stopped:
            entries.append(Stopped(Halt.PAIN, max(4, pain), is_numb=False))
        else:
            entries.append(Ended())
            if dice.random() < (
                0.0 if profile.fate == "silent" else 0.93
            ):  # some close the page before the last question
                entries.append(Finished(max(0, pain + dice.choice((-1, -1, 0, 0, 1))), is_numb=False))
        return self._written(at, side, sets, entries)

    def _sets(self, share: float, side: Side, count: int, *, is_unseen: bool) -> tuple[MadeSet, ...]:
        profile, dice = self._profile, self._dice
        model = "full" if profile.changes_model and share < 0.4 else "heavy"
        made = list[MadeSet]()
        for _ in range(count):
            knee = max(2.0, profile.begin_knee_deg - profile.gain_deg * share + dice.gauss(0.0, 2.5))
            ankle = 2.0 + 0.3 * profile.gain_deg * share + dice.gauss(0.0, 2.5)
            good = min(10, max(0, round(10 * (0.45 + 0.45 * share) + dice.gauss(0.0, 1.3))))
            unseen = 7 if is_unseen else min(10 - good, dice.choice((0, 0, 0, 0, 1, 2)))
            good, cycle_s = min(good, 10 - unseen), 5.0 if dice.random() > share else 4.5
            # Whole numbers in steps, so that many visits share a set.
            angles = 2 * round(knee / 2), 3 * round(ankle / 3)
            made.append(make_set(profile.exercise, side, model, *angles, cycle_s, good, unseen))
        return tuple(made)

    def _written(self, at: datetime, side: Side, sets: tuple[MadeSet, ...], entries: Sequence[Entry]) -> MadeVisit:
        at = at.replace(microsecond=0, second=self._dice.randint(0, 59))
        opening = self._openings[max((n for n, (day, _) in enumerate(self._given) if day <= at.date()), default=0)]
        moments = [at + timedelta(seconds=40 * number) for number in range(len(entries) + 1)]
        lines = [f'{{"at": "{at.isoformat(timespec="seconds")}",{opening}']
        lines += [entry_line(moment, entry) for moment, entry in zip(moments[1:], entries, strict=True)]
        last = entries[-1]
        state = {Stopped: VisitState.STOPPED, Finished: VisitState.FINISHED}.get(type(last), VisitState.ENDED)
        return MadeVisit(
            log="".join(f"{line}\n" for line in lines).encode(),
            state=state,
            began_at=moments[0],
            ended_at=moments[-1],
            side=side,
            exercise=self._profile.exercise,
            sets=sets,
            said=tuple((*one, at) for at, entry in zip(moments[1:], entries, strict=True) for one in _said(entry)),
            halt=str(last.halt) if isinstance(last, Stopped) else "",
        )


class Filler:
    """Writes people into a database, some at once.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    looked : float
        Share of the sessions that a clinician has looked through whole.
    """

    def __init__(self, connection: Connection, looked: float = 0.0) -> None:
        self._connection, self._looked = connection, looked
        self._next = {
            table.name: (connection.scalar(select(func.max(table.c.id))) or 0) + 1
            for table in (person, prescription, visit, document, session)
        }
        self._dice = random.Random(self._next[session.name])  # noqa: S311 - nothing secret
        self._rows: dict[Table, list[dict[str, object]]] = {
            table: []
            for table in (
                person,
                person_name,
                prescription,
                visit,
                document,
                session,
                repetition,
                answer,
                correction,
                agreement,
            )
        }

    def _id(self, table: Table) -> int:
        self._next[table.name] += 1
        return self._next[table.name] - 1

    def add_person(self, pseudonym: str, name: str, made_at: datetime, *, is_paused: bool) -> int:
        """Add a person, and return the id."""
        of = self._id(person)
        told = {
            "id": of,
            "pseudonym": pseudonym,
            "folded": folded(pseudonym),
            "made_at": made_at,
            "is_paused": is_paused,
        }
        self._rows[person].append(told)
        if name:
            self._rows[person_name].append({"person_id": of, "name": name, "folded": folded(name)})
        return of

    def add_prescription(self, of: int, number: int, from_day: date, given: Prescription) -> None:
        """Add a prescription."""
        self._rows[prescription].append({
            "id": self._id(prescription), "person_id": of, "number": number, "from_day": from_day, "author": AUTHOR,
            "given_at": datetime.combine(from_day, datetime.min.time(), UTC) + timedelta(hours=8),
            "document": json.dumps(prescription_document(given), ensure_ascii=False),
        })  # fmt: skip

    def add_visit(self, of: int, made: MadeVisit) -> None:
        """Add a visit with its documents and what the index has of it."""
        key, here = self._id(visit), made.sets
        totals = totals_of([one for each in here for one in each.repetitions])
        counts = (totals.attempts, totals.good, totals.unseen)
        answers = {kind: value for kind, value, _ in made.said}
        self._rows[visit].append({
            "id": key, "person_id": of, "key": key_of_log(made.log),
            "began_at": made.began_at, "ended_at": made.ended_at,
            "day": made.began_at.date(), "state": str(made.state), "exercise": made.exercise, "side": str(made.side),
            "instrument": here[0].instrument, "pain_before": _number(answers.get("pain_before")),
            "pain_after": _number(answers.get("pain_after")), "lasting": answers.get("lasting"),
            "halt": made.halt or None,
            **_totals(totals), **_counts("own_", counts),
        })  # fmt: skip
        self._add_document(key, LOG_DOCUMENT, made, hash_of(made.log), len(made.log), zlib.compress(made.log, 1))
        for number, (part, one) in enumerate(zip(PARTS, here, strict=False), start=1):
            self._add_document(key, named(part, SESSION_DOCUMENT), made, one.sha256, one.size, one.packed)
            self._add_session(key, number, part, one)
        self._rows[answer] += [
            {"visit_id": key, "number": number, "kind": kind, "value": value, "at": at}
            for number, (kind, value, at) in enumerate(made.said, start=1)
        ]

    def _add_document(self, of: int, name: str, made: MadeVisit, sha256: str, size: int, body: bytes) -> None:
        self._rows[document].append({
            "id": self._id(document), "visit_id": of, "name": name, "at": made.ended_at, "author": AUTHOR,
            "sha256": sha256, "size": size, "body": body,
        })  # fmt: skip

    def _add_session(self, of: int, number: int, part: str, made: MadeSet) -> None:
        key = self._id(session)
        totals = made.totals
        counts = (totals.attempts, totals.good, totals.unseen)
        self._rows[session].append({
            "id": key, "visit_id": of, "number": number, "key": made.key, "part": part, "set_number": number,
            "recorded_at": made.recorded_at, "exercise": made.exercise, "side": str(made.side), "facing": made.facing,
            "instrument": made.instrument, "view_angle_deg": made.view_angle_deg, **_totals(totals),
            **_counts("own_", counts),
        })  # fmt: skip
        self._rows[repetition] += [_repetition_row(key, one) for one in made.repetitions]
        if self._dice.random() < self._looked:
            self._look_through(of, key, part, made)

    def _look_through(self, of: int, key: int, part: str, made: MadeSet) -> None:
        """Let a clinician look through a session, and judge some of it otherwise; the counts stay the machine's."""
        said: list[Correction] = [LookedThrough(len(made.repetitions))]
        for one in made.repetitions:
            chance, where = self._dice.random(), Movement(one.start_s, one.end_s)
            if chance < 0.06:
                others = [other for other in Verdict if other is not one.verdict]
                blame = self._dice.choice(list(Blame))
                said.append(Overruled(where, one.verdict, self._dice.choice(others), blame))
            elif chance < 0.07:
                said.append(Struck(where, one.verdict, Blame.POINT))
        begun = sum(row["visit_id"] == of for row in self._rows[correction][-40:])
        held = [
            DatedCorrection(begun + number, part, f"{key:08}-{number:04}", NOW, AUTHOR, what)
            for number, what in enumerate(said, start=1)
        ]
        self._rows[agreement] += agreement_rows(key, made.repetitions, held)
        self._rows[correction] += [
            {
                "visit_id": of, "number": one.number, "part": part, "token": one.token, "at": one.at, "author": AUTHOR,
                "document": correction_text(one.what),
            }
            for one in held
        ]  # fmt: skip

    def write(self) -> None:
        """Write all that was added."""
        people = [row["id"] for row in self._rows[person]]
        for table, rows in self._rows.items():
            if rows:
                self._connection.execute(insert(table), rows)
            rows.clear()
        for of in people:
            assert isinstance(of, int)
            index_person(self._connection, of)


def fill(
    database: Database,
    people: int,
    visits: int,
    now: datetime,
    moved: Callable[[int], None] = lambda _: None,
    looked: float = 0.0,
) -> None:
    """Make people up, and write them.

    Parameters
    ----------
    database : Database
        Where to.
    people, visits : int
        How many, and how many visits of each.
    now : datetime
        The time of day, with its zone.
    moved : callable
        Told meanwhile how many people are there.
    looked : float
        Share of the sessions that a clinician has looked through whole.
    """
    for first in range(0, people, PEOPLE_AT_ONCE):
        with database.writing() as connection:
            filler = Filler(connection, looked)
            for number in range(first, min(people, first + PEOPLE_AT_ONCE)):
                _fill_person(filler, number, visits, now)
            filler.write()
            _tell_server(connection)
        moved(min(people, first + PEOPLE_AT_ONCE))


def _fill_person(filler: Filler, number: int, visits: int, now: datetime) -> None:
    dice = random.Random(number)  # noqa: S311 - nothing secret
    profile = make_profile(dice)
    times = visit_times(profile, visits, now, dice)
    first = times[0] if times else now
    given = _prescriptions(profile, first.date(), times[len(times) // 2].date() if times else now.date())
    first_name = dice.choice(FIRST_NAMES)
    name = f"{first_name} {dice.choice(LAST_NAMES)}" if number % 2 else ""
    pseudonym = f"{folded(first_name)}-{number:04}"
    of = filler.add_person(pseudonym, name, first - timedelta(days=2), is_paused=profile.fate == "paused")
    for place, (from_day, one) in enumerate(given, start=1):
        filler.add_prescription(of, place, from_day, one)
    for made in Diary(profile, given, dice).visits(times):
        filler.add_visit(of, made)


def _prescriptions(profile: Profile, first: date, middle: date) -> list[tuple[date, Prescription]]:
    exercise = load_exercise(profile.exercise)
    side = profile.sides[0] if len(profile.sides) == 1 else None
    dosed = replace(exercise, dose=replace(exercise.dose, per_day=2))
    given = [(first, Prescription(dosed, side))]
    if profile.changes_dose and middle > first:
        given.append((middle, Prescription(replace(exercise, dose=replace(exercise.dose, sets=1, per_day=1)), side)))
    return given


def _tell_server(connection: Connection) -> None:
    """Let the server go on counting after the ids that were given here."""
    if connection.dialect.name == "postgresql":
        for table in (person, prescription, visit, document, session):
            told = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"  # noqa: S608
            connection.execute(text(told))


def place_of(named_place: str) -> str:
    """Return the store that is meant: in a folder, the file in it."""
    return str(Path(named_place) / "clinic.sqlite") if Path(named_place).is_dir() else named_place


def main() -> None:
    """Fill the store that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--visits", type=int, default=200)
    parser.add_argument("--looked", type=float, default=0.25, help="share of sessions that were looked through whole")
    options = parser.parse_args()
    database = open_database(place_of(options.place))
    begun = perf_counter()

    def tell(count: int) -> None:
        print(f"\r{count} of {options.people} people, {perf_counter() - begun:.0f} s", end="", flush=True)  # noqa: T201

    fill(database, options.people, options.visits, datetime.now().astimezone(), tell, options.looked)
    database.close()
    print()  # noqa: T201


if __name__ == "__main__":
    main()
