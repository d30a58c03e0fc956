"""Which language the page speaks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from formcheck.errors import InputError

LANGUAGES: Final = ("en", "es")
"""The languages there is a catalogue of; the first is spoken where nothing else is asked for."""

_LOCALE_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")  # as POSIX orders them: the first that is set decides


def language_for(asked: str | None, environment: Mapping[str, str]) -> str:
    """Return the language to speak.

    Parameters
    ----------
    asked : str or None
        What the person asked for, such as ``es`` or ``es-MX``; None to take it from the environment.
    environment : mapping of str to str
        Environment variables. Of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` the first that is set decides; one that
        names another language means English.

    Raises
    ------
    InputError
        If there is no catalogue of the language asked for.

    Examples
    --------
    >>> language_for(None, {"LANG": "es_ES.UTF-8"}), language_for("en", {"LANG": "es_ES.UTF-8"})
    ('es', 'en')
    """
    if asked is not None:
        if not isinstance(asked, str) or _language_of(asked) not in LANGUAGES:
            raise InputError(f"found {asked!r}; expected {' or '.join(LANGUAGES)}", where="language")
        return _language_of(asked)
    locale = next((environment[name] for name in _LOCALE_VARIABLES if environment.get(name)), "")
    return _language_of(locale) if _language_of(locale) in LANGUAGES else LANGUAGES[0]


def _language_of(locale: str) -> str:
    """Return the language of a locale's name, such as ``es`` of ``es_MX.UTF-8``."""
    return re.split("[-_.@]", locale.strip(), maxsplit=1)[0].lower()
