"""A session as it is looked at: all that is kept of it, read once, by its first result or by a further one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from formcheck.apps.clinic.places import Place, no_opinion
from formcheck.apps.clinic.rows import Result, read_result
from formcheck.session.corrections import DatedCorrection, Rescored, standing, taken_back
from formcheck.store.correcting import Seen, see_session
from formcheck.store.database import Database
from formcheck.store.names import SESSION_DOCUMENT


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

    def kept_as(self, opinion: str) -> tuple[DatedCorrection, bool] | None:
        """Return by which correction a further result was kept, and whether it holds; None where it was brought in.

        Parameters
        ----------
        opinion : str
            Its name.
        """
        gone = taken_back(self.own)
        for one in reversed(self.own):
            if isinstance(one.what, Rescored) and one.what.opinion == opinion:
                return one, one.number not in gone
        return None


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
