"""A session as it is looked at: all that is kept of it, read once, by its first result or by a further one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from formcheck.apps.clinic.places import Place, no_opinion
from formcheck.apps.clinic.rows import Result, read_result
from formcheck.session.corrections import DatedCorrection, Rescored, standing, taken_back
from formcheck.store.correcting import Seen, see_session
from formcheck.store.database import Database
from formcheck.store.names import SESSION_DOCUMENT


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a result came to be there.

    Parameters
    ----------
    at : datetime
        When.
    author : str
        Who kept it, or else who brought it in.
    why : str
        Why it was kept; empty where nobody said it.
    is_kept : bool
        Whether somebody here said to keep it.
    is_held : bool
        Whether that was not taken back.
    """

    at: datetime
    author: str
    why: str = ""
    is_kept: bool = False
    is_held: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """A session, and which of its results is looked at.

    Parameters
    ----------
    place : Place
        Which session, and which result.
    seen : Seen
        What the store has of it.
    first : Result
        What the machine found first.
    opinions : mapping of str to Result
        The further results, by their names; in order.
    """

    place: Place
    seen: Seen
    first: Result
    opinions: Mapping[str, Result]

    @property
    def shown(self) -> Result:
        """The result that is looked at."""
        return self.opinions[self.place.opinion] if self.place.opinion else self.first

    @property
    def own(self) -> tuple[DatedCorrection, ...]:
        """The corrections of this session, without those of other parts of the visit."""
        return tuple(one for one in self.seen.corrections if one.part == self.place.part)

    @property
    def held(self) -> tuple[DatedCorrection, ...]:
        """Those of them that hold."""
        return standing(self.own)

    def arrival_of(self, result: str) -> Arrival:
        """Return how a result came to be there: who said to keep it, or else who brought it in.

        Parameters
        ----------
        result : str
            Its name; empty for the first one.
        """
        for one in reversed(self.own):
            if isinstance(one.what, Rescored) and one.what.opinion == result:
                is_held = one.number not in taken_back(self.own)
                return Arrival(one.at, one.author, one.what.reason, is_kept=True, is_held=is_held)
        brought = self.seen.brought[result]
        return Arrival(brought.at, brought.author)


def look_at(database: Database, place: Place) -> Look:
    """Return a session as it is looked at.

    Parameters
    ----------
    database : Database
        The store.
    place : Place
        Which session, and which result.

    Raises
    ------
    InputError
        There is no such person, visit, part or further result.
    RecordError
        A result is damaged.
    """
    seen = see_session(database, place.of, place.part)
    if place.opinion and place.opinion not in seen.opinions:
        raise no_opinion(place.opinion)
    opinions = {name: read_result(content, name) for name, content in seen.opinions.items()}
    return Look(place, seen, read_result(seen.result, place.part or SESSION_DOCUMENT), opinions)
