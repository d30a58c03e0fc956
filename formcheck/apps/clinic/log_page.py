"""The log on a page: who looked at what, kept what, and what was refused. Clinicians see it, readers do not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.places import WHOLE
from formcheck.apps.clinic.roles import LOG
from formcheck.store.audit import REMOVED, Entry, read_log, who_is_logged
from formcheck.store.overview import LONGEST_SEARCH
from formcheck.words.catalogue import Words

_MOST_DIGITS: Final = 15
_SHOWN: Final = 8
"""So many letters of a visit's key are enough to tell it from the person's others."""

_VISIT: Final = re.compile(r"(?P<key>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})( (?P<part>[\w-]+))?")


@dataclass(frozen=True, slots=True)
class LogLine:
    """A row of the log in words.

    Parameters
    ----------
    at, who, address, what, exactly : str
        As of `Entry`.
    whose, link, visit : str
        The person in words, the address of the page, and that of the session; empty where there is none.
    is_refused : bool
        Whether it was refused.
    more : str
        How many like this were left out; empty where none were.
    """

    at: str
    who: str
    address: str
    what: str
    exactly: str
    whose: str
    link: str
    visit: str
    is_refused: bool
    more: str


def routes(clinic: Clinic) -> list[Route]:
    """Return the address of the log.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """

    def page(request: Request) -> Response:
        asked = request.query_params
        whose, who = (" ".join(asked.get(name, "")[:LONGEST_SEARCH].split()) for name in ("person", "account"))
        before = asked.get("before", "")
        number = int(before) if before.isdecimal() and len(before) <= _MOST_DIGITS else 0
        with clinic.database.reading() as connection:
            found = read_log(connection, whose=whose, who=who, before=number)
            names = who_is_logged(connection)
        return clinic.page(
            "log.html.jinja",
            lines=[_line(clinic.words, one) for one in found.entries],
            whose=whose,
            account=who,
            accounts=names,
            older=_query(whose, who, found.before) if found.before else "",
            newest=_query(whose, who) if number else "",
        )

    return [Route(LOG, page)]


def what_words(words: Words, what: str) -> str:
    """Return what a row of the log says, in words.

    Parameters
    ----------
    words : Words
        The language.
    what : str
        As of `Entry`.
    """
    return words.starting_with("log-what-").get(f"log-what-{what}", what)


def _line(words: Words, one: Entry) -> LogLine:
    is_there = bool(one.whose) and one.whose != REMOVED
    person = f"/person/{quote(one.whose, safe='')}" if is_there else ""
    visit = _VISIT.match(one.exactly) if is_there else None
    part = "" if visit is None else visit["part"] or WHOLE
    return LogLine(
        at=f"{words.moment(one.at.astimezone())}:{one.at.astimezone():%S}",
        who=one.who,
        address=one.address,
        what=what_words(words, one.what),
        exactly=one.exactly if visit is None else f"{visit['key'][:_SHOWN]}{one.exactly[len(visit['key']) :]}",
        whose=words("log-removed") if one.whose == REMOVED else one.whose,
        link=person,
        visit="" if visit is None else f"{person}/visit/{visit['key']}/{part}",
        is_refused=not one.is_allowed,
        more=words("log-more", count=one.more) if one.more else "",
    )


def _query(whose: str, who: str, before: int = 0) -> str:
    asked = {"person": whose, "account": who, "before": str(before) if before else ""}
    told = {name: value for name, value in asked.items() if value}
    return f"{LOG}?{urlencode(told)}" if told else LOG
