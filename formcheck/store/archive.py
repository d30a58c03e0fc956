"""Where documents are kept, whoever keeps them: folders as live and review make them, or a database.

Bringing in earlier results and handing a person's data out are one thing: copying from one archive into another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from formcheck.errors import FormcheckError
from formcheck.store.model import Taken, VisitDocuments
from formcheck.store.people import folded


@dataclass(frozen=True, slots=True)
class VisitKey:
    """Which visit of whom.

    Parameters
    ----------
    person : str
        The person's pseudonym.
    key : str
        What the visit is known by, a UUID; of folders whose documents were not read yet, where they stand.
    """

    person: str
    key: str


class Archive(Protocol):
    """Keeps the documents of visits whole, each by its person."""

    def people(self) -> list[str]:
        """Return the pseudonyms of all people, in their order."""
        ...

    def visits(self, of: str | None = None) -> Iterator[VisitKey]:
        """Yield all visits, in order of their persons and of time.

        Parameters
        ----------
        of : str, optional
            Only those of this person.
        """
        ...

    def read(self, of: VisitKey) -> VisitDocuments:
        """Return the documents of a visit, the latest of each.

        Parameters
        ----------
        of : VisitKey
            As `visits` gives it.

        Raises
        ------
        InputError
            There is no such visit, or its documents cannot be read.
        """
        ...

    def read_person(self, pseudonym: str) -> bytes:
        """Return what is known of a person beside the visits, as a document.

        Parameters
        ----------
        pseudonym : str
            The pseudonym.

        Raises
        ------
        InputError
            There is no such person.
        """
        ...

    def keep_person(self, pseudonym: str, content: bytes | None, at: datetime) -> bool:
        """Take in a person, with what is known beside the visits, and tell whether any of it is new.

        Parameters
        ----------
        pseudonym : str
            The pseudonym.
        content : bytes or None
            As `read_person` gives it; None where nothing is known.
        at : datetime
            When, with its zone.

        Raises
        ------
        InputError
            It is no pseudonym, or the document is damaged.
        """
        ...

    def keep(self, pseudonym: str, given: VisitDocuments, at: datetime, author: str) -> Taken:
        """Keep the documents of a visit: all of them, or none where this raises. What is there already stays.

        Parameters
        ----------
        pseudonym : str
            The person's pseudonym; one that is not known yet is taken in.
        given : VisitDocuments
            The documents.
        at : datetime
            When, with its zone.
        author : str
            Who brings them in.

        Raises
        ------
        InputError
            They are damaged, no pseudonym is given, or they cannot be written.
        """
        ...

    def remove(self, pseudonym: str, at: datetime, author: str) -> int:
        """Remove all there is of a person, and return how many visits that were.

        Parameters
        ----------
        pseudonym : str
            The person's pseudonym.
        at, author : datetime and str
            When, and by whom.

        Raises
        ------
        InputError
            There is no such person.
        """
        ...


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of one visit that was copied.

    Parameters
    ----------
    visit : VisitKey
        The visit.
    taken : Taken or None
        What became of it; None where it could not be copied.
    error : FormcheckError or None
        Why it could not.
    """

    visit: VisitKey
    taken: Taken | None
    error: FormcheckError | None = None


def copy(
    source: Archive, target: Archive, clock: Callable[[], datetime], author: str, person: str | None = None
) -> Iterator[Copied]:
    """Copy visits one by one, and yield what became of each; one that cannot be copied costs the others nothing.

    Where what is known of a person beside the visits cannot be copied, that is told with a visit that has no key.

    Parameters
    ----------
    source, target : Archive
        Where from and where to.
    clock : callable
        Gives the time of day, with its zone.
    author : str
        Who brings them in.
    person : str, optional
        Only those of this person.
    """
    people = source.people() if person is None else [one for one in source.people() if folded(one) == folded(person)]
    for one in people:
        try:
            target.keep_person(one, source.read_person(one), clock())
        except FormcheckError as error:
            yield Copied(VisitKey(one, ""), None, error)
    for visit in source.visits(person):
        try:
            yield Copied(visit, target.keep(visit.person, source.read(visit), clock(), author))
        except FormcheckError as error:
            yield Copied(visit, None, error)
