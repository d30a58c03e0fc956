"""What a shell completes: the words that options take. Imports only light modules, so that it answers while one types.

Each function takes what has been typed of the word so far, and returns all words there are that begin so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import resources
from os import environ
from pathlib import Path, PurePath

import typer

from formcheck.defaults import AUTO, ESTIMATORS
from formcheck.errors import FormcheckError

SIDES = ("auto", "left", "right")
TURNS = ("90", "180", "270")
RATES = ("30", "15", "uneven")
SCHEMAS = ("exercise", "prescription", "session", "record", "batch", "course")

STORE_VARIABLE = "FORMCHECK_STORE"
"""Names the store where a command does not."""

Complete = Callable[[str], list[str]]


def one_of(words: Iterable[str]) -> Complete:
    """Return the function that completes one of some words.

    Parameters
    ----------
    words : iterable of str
        All there are, in the order in which they are shown.
    """
    known = tuple(words)

    def complete(incomplete: str) -> list[str]:
        """Return those that begin so.

        Parameters
        ----------
        incomplete : str
            What has been typed of it.
        """
        return [word for word in known if word.startswith(incomplete)]

    return complete


def exercises(incomplete: str) -> list[str]:
    """Return the ids of the library's exercises: the names of its files, none of which is opened.

    Parameters
    ----------
    incomplete : str
        What has been typed of it.
    """
    files = (PurePath(file.name) for file in (resources.files("formcheck.exercise") / "library").iterdir())
    return one_of(sorted(file.stem for file in files if file.suffix == ".toml"))(incomplete)


def exercises_or_auto(incomplete: str) -> list[str]:
    """Return the ids of the library's exercises, and what stands for whichever are recognised.

    Parameters
    ----------
    incomplete : str
        What has been typed of it.
    """
    return [*one_of([AUTO])(incomplete), *exercises(incomplete)]


def models(incomplete: str) -> list[str]:
    """Return the names of the pose models; none where their list cannot be read, which the command itself tells.

    Parameters
    ----------
    incomplete : str
        What has been typed of it.
    """
    from formcheck.pose.bundles import known_models  # noqa: PLC0415 - of use only here, and no help needs it

    try:
        return one_of(known_models())(incomplete)
    except FormcheckError:
        return []


def languages(incomplete: str) -> list[str]:
    """Return the languages that are spoken.

    Parameters
    ----------
    incomplete : str
        What has been typed of it.
    """
    from formcheck.words.language import LANGUAGES  # noqa: PLC0415 - as above

    return one_of(LANGUAGES)(incomplete)


def people(context: typer.Context, incomplete: str) -> list[str]:
    """Return pseudonyms in the store; none where it is on a server, which nobody who types should wait for.

    Parameters
    ----------
    context : typer.Context
        What has been typed so far: the store may be named in it.
    incomplete : str
        What has been typed of it.
    """
    from formcheck.apps.store.place import default_store  # noqa: PLC0415 - as above
    from formcheck.store.glance import pseudonyms_beginning  # noqa: PLC0415 - as above

    place = context.params.get("store") or environ.get(STORE_VARIABLE) or default_store()
    return pseudonyms_beginning(Path(str(place)), incomplete)


sides = one_of(SIDES)
estimators = one_of(ESTIMATORS)
turns = one_of(TURNS)
turns_or_auto = one_of((AUTO, *TURNS))
rates = one_of(RATES)
schemas = one_of(SCHEMAS)
simulations = one_of(("sensors",))
