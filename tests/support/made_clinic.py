"""A clinic that was made up, small enough to be added up by hand.

Everybody but Kim did the same three repetitions: good, incomplete range, rushed. Kim did five of another exercise:
good, not measurable, incomplete range, held, good.

====== ========================================================== ===== ===== ======== ====== =======
person what clinicians say                                        right wrong withheld missed made up
====== ========================================================== ===== ===== ======== ====== =======
amy    looked through whole; so are ben, cai, dee, eli                3     0        0      0       0
fay    looked through; an overrule was made, and undone               3     0        0      0       0
gus    looked through; the second is good (another says: held)        2     1        0      0       0
hal    looked through; the third is no repetition                     2     0        0      0       1
ida    looked through; one more, good, was missed                     3     0        0      1       0
jon    looked through; the first is not measurable, and of the        2     1        0      0       0
       second the machine's own verdict is said
kim    looked through; the second was rushed                          4     0        1      0       0
====== ========================================================== ===== ===== ======== ====== =======

So of 6 · 3 + 3 + 2 + 4 + 3 + 5 = 35 repetitions 6 · 3 + 2 + 2 + 3 + 2 + 4 = 31 are right, 2 wrong, 1 withheld and 1
missed; of 6 · 3 + 3 + 3 + 3 + 3 + 5 = 35 that the machine found, 1 is made up.

Of Lea the first is said to be rushed, and the second what the machine says: two single opinions. Of Pia there is a
comment, which is no verdict. Sam was made up to try the pages with, and looked through: Sam counts nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from formcheck.events import Repetition, Verdict
from formcheck.session.corrections import (
    Added,
    Blame,
    Commented,
    Correction,
    LookedThrough,
    Movement,
    Overruled,
    Struck,
    Undone,
)
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import keep_correction
from formcheck.store.corrections import Said
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.people import known_person, sample_person, set_name
from tests.support.stored import AUTHOR, BRIEF, NOW, recording, session_of

OTHER = "ab"
FIVE = "faults-peroneal-slider"
FREE_TEXT = "her knee from the accident in Vigo"

FIRST, SECOND, THIRD = session_of(BRIEF).repetitions
LOOKED = LookedThrough(3)


def at(one: Repetition) -> Movement:
    """Return when a repetition was."""
    return Movement(one.start_s, one.end_s)


def overruled(one: Repetition, mine: Verdict, blame: Blame = Blame.RULE) -> Overruled:
    """Return that a repetition is judged otherwise, or as the machine does."""
    return Overruled(at(one), one.verdict, mine, blame, FREE_TEXT)


LATER = Movement(THIRD.end_s + 0.2, THIRD.end_s + 3.2)
SAID: dict[str, tuple[Correction, ...]] = {
    **dict.fromkeys(("amy", "ben", "cai", "dee", "eli"), (LOOKED,)),
    "fay": (LOOKED, overruled(FIRST, Verdict.HELD), Undone(2)),
    "gus": (overruled(SECOND, Verdict.HELD), overruled(SECOND, Verdict.GOOD), LOOKED),
    "hal": (Struck(at(THIRD), THIRD.verdict, Blame.POINT), LOOKED),
    "ida": (Added(LATER, Verdict.GOOD, Blame.CAMERA), LOOKED),
    "jon": (
        LOOKED,
        overruled(FIRST, Verdict.NOT_MEASURABLE, Blame.CAMERA),
        overruled(SECOND, SECOND.verdict, Blame.OTHER),
    ),
    "kim": (overruled(session_of(FIVE).repetitions[1], Verdict.RUSHED, Blame.CAMERA), LookedThrough(5)),
    "lea": (overruled(FIRST, Verdict.RUSHED), overruled(SECOND, SECOND.verdict)),
    "pia": (Commented(FREE_TEXT),),
    "sam": (LOOKED,),
}
NAMES = {name: f"{name.title()} Fernández" for name in SAID}


def make_clinic(database: Database) -> None:
    """Fill an empty store."""
    archive = DatabaseArchive(database)
    archive.keep_person("sam", sample_person("sam", NOW, ()), NOW)
    for name, said in SAID.items():
        archive.keep(name, recording(FIVE if name == "kim" else BRIEF), NOW, AUTHOR)
        with database.writing() as connection:
            set_name(connection, known_person(connection, name), NAMES[name])
        say(database, only_visit(database, name), said, first_author=OTHER if name == "gus" else AUTHOR)


def only_visit(database: Database, name: str) -> VisitKey:
    """Return the one visit of a person."""
    (visit,) = DatabaseArchive(database).visits(name)
    return visit


def say(
    database: Database, visit: VisitKey, said: Sequence[Correction], first_author: str = AUTHOR, part: str = ""
) -> None:
    """Keep what is said of a visit, a minute after one another; the first may be another clinician's."""
    known = len(DatabaseArchive(database).read(visit).documents.get("corrections.jsonl", b"").splitlines())
    for number, what in enumerate(said):
        author = first_author if number == 0 else AUTHOR
        token = f"{visit.person}-{visit.key[:13]}-{known + number:08}"
        keep_correction(database, visit, Said(part, what, token, author), NOW + timedelta(minutes=known + number))
