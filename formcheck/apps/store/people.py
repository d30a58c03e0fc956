"""``formcheck people``: whom there is in the store, and taking somebody in."""

from __future__ import annotations

import json
from dataclasses import dataclass

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from formcheck.apps import exits
from formcheck.apps.store.opening import opened
from formcheck.apps.store.place import now
from formcheck.computer import language_settings
from formcheck.store.listing import Listed, list_people
from formcheck.store.people import add_person, find_person, set_name
from formcheck.words.catalogue import Words, words_for


@dataclass(frozen=True, slots=True)
class PeopleOptions:
    """What a call of ``formcheck people`` asks for; see its options."""

    add: str | None
    name: str | None
    store: str | None
    language: str | None
    as_json: bool


def run(settings: PeopleOptions) -> int:
    """Take somebody in where that is asked for, or show whom there is; return the exit code.

    Parameters
    ----------
    settings : PeopleOptions
        The options.

    Raises
    ------
    FormcheckError
        The store cannot be used, or what was given is no pseudonym.
    """
    words = words_for(settings.language, language_settings())
    with opened(settings.store, is_made=settings.add is not None) as database:
        if settings.add is not None:
            with database.writing() as connection:
                is_new = find_person(connection, settings.add.strip()) is None
                who = add_person(connection, settings.add, now())
                if settings.name is not None:
                    set_name(connection, who, settings.name)
            if not settings.as_json:
                typer.echo(words("people-added" if is_new else "people-known", person=settings.add.strip()))
                return exits.SUCCESS
        with database.reading() as connection:
            found = list_people(connection)
    _show(words, found, is_json=settings.as_json)
    return exits.SUCCESS


def _show(words: Words, found: list[Listed], *, is_json: bool) -> None:
    if is_json:
        typer.echo(json.dumps([_document(one) for one in found], ensure_ascii=False))
    elif found:
        Console().print(_table(words, found))
    else:
        typer.echo(words("people-nobody"))


def _document(one: Listed) -> dict[str, object]:
    last = None if one.last_day is None else one.last_day.isoformat()
    return {"pseudonym": one.pseudonym, "name": one.name, "visits": one.visits, "last_day": last}


def _table(words: Words, found: list[Listed]) -> Table:
    has_names = any(one.name for one in found)
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(words("people-pseudonym"))
    if has_names:
        table.add_column(words("people-column-name"))
    table.add_column(words("people-visits"), justify="right")
    table.add_column(words("people-column-last"))
    for one in found:
        names = (escape(one.name),) if has_names else ()
        last = "" if one.last_day is None else one.last_day.isoformat()
        table.add_row(escape(one.pseudonym), *names, str(one.visits), last)
    return table
