"""What the clinic has prescribed to the person before this computer, where it is known here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from formcheck.apps.live.store import Store
from formcheck.apps.store.opening import opened
from formcheck.apps.store.place import default_store, now
from formcheck.errors import FormcheckError
from formcheck.exercise.definition import Prescription
from formcheck.store.database import is_url
from formcheck.store.people import find_person, prescription_on


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Parameters
    ----------
    prescription : Prescription or None
        None where nothing is prescribed, or it is not known.
    told : str
        Whose it is, or why it may not be the one that holds.
    is_doubtful : bool
        Whether another one may hold by now.
    """

    prescription: Prescription | None
    told: str
    is_doubtful: bool = False


def prescribed_for(person: str, store: str | None, visits: Path) -> Found:
    """Return what holds for a person today: from the store, or, where it is out of reach, as at the last visit.

    Parameters
    ----------
    person : str
        The pseudonym.
    store : str or None
        The store; None for where it usually is.
    visits : Path
        Where the person's visits are kept.
    """
    told = store or default_store()
    if not is_url(told) and not Path(told).exists():
        return Found(None, "")
    try:
        with opened(store) as database, database.reading() as connection:
            of = find_person(connection, person)
            given = None if of is None else prescription_on(connection, of, now().date())
    except FormcheckError as error:
        return _as_at_the_last_visit(visits, error)
    if given is None:
        return Found(None, "")
    day = f"{given.given_at.astimezone():%Y-%m-%d}"
    return Found(given.prescription, f"Prescribed by {given.author} on {day}: {given.prescription.exercise.title}.")


def _as_at_the_last_visit(visits: Path, error: FormcheckError) -> Found:
    kept = Store(visits, now).visits()
    if not kept:
        return Found(None, f"{error} What is prescribed there is not known.", is_doubtful=True)
    return Found(
        kept[-1].visit.opened.prescription, f"{error} It is prescribed as at the last visit.", is_doubtful=True
    )
