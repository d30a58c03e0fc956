"""What commands know of whoever keeps their results in the store: light, as most of them are started without one."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Protocol

from formcheck.store.model import Film


class KeepsResults(Protocol):
    """Keeps results of one person."""

    @property
    def person(self) -> str:
        """The pseudonym."""
        ...

    @property
    def place(self) -> str:
        """Where the store is, for people."""
        ...

    def keep(self, folder: Path, film: Film | None = None) -> None:
        """Keep what stands in a folder.

        Parameters
        ----------
        folder : Path
            The results of a recording, or a visit.
        film : Film, optional
            What was recorded, where it is not in the folder itself.

        Raises
        ------
        FormcheckError
            It could not be kept.
        """
        ...


class KeepsVisits(Protocol):
    """Takes the visits of one person into the store, as ``live`` makes them."""

    @property
    def place(self) -> str:
        """Where the store is, for people."""
        ...

    def keep(self, visit: Path) -> None:
        """Take in a visit as far as it has come.

        Parameters
        ----------
        visit : Path
            Its folder.

        Raises
        ------
        FormcheckError
            The store cannot be reached or written.
        """
        ...

    def keep_left(self) -> None:
        """Take in what was left by runs that were killed, or while the store was out of reach.

        Raises
        ------
        FormcheckError
            The store cannot be reached or written.
        """
        ...


def keeping_for(person: str | None, store: str | None) -> AbstractContextManager[KeepsResults | None]:
    """Give what keeps results in the store, where a person was named; None where nobody was.

    Parameters
    ----------
    person : str or None
        The pseudonym.
    store : str or None
        As given.

    Raises
    ------
    FormcheckError
        The store cannot be used: that is known before anything is reviewed.
    """
    if person is None:
        return nullcontext()
    from formcheck.apps.store.keeping import keeping  # noqa: PLC0415 - slow to import, and seldom needed

    return keeping(person, store)
