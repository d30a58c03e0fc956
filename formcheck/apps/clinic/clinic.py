"""What every page of the clinic has at hand, and how a page is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from formcheck.apps.clinic.asking import asking_in, shown_to
from formcheck.errors import FormcheckError
from formcheck.store.database import Database
from formcheck.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class Clinic:
    """The store, the language, the clock and whoever sits before the page.

    Parameters
    ----------
    database : Database
        The store.
    words : Words
        The language of the pages.
    clock : callable
        Gives the time of day, with its zone.
    author : str
        Whose corrections are kept.
    """

    database: Database
    words: Words
    clock: Callable[[], datetime]
    author: str

    def author_of(self, request: Request) -> str:
        """Return who asks: whose name stands with what the request keeps.

        It is the account that is signed in, or whoever sits before this computer.

        Parameters
        ----------
        request : Request
            What a page sent.
        """
        asking = asking_in(request.scope)
        return self.author if asking is None else asking.who

    def page(self, template: str, status: int = 200, /, **variables: object) -> HTMLResponse:
        """Return a page.

        Parameters
        ----------
        template : str
            Name of its template.
        status : int
            The status of the answer.
        **variables : object
            What the template needs beside ``t``, the catalogue, ``language``, ``who`` is signed in (empty before this
            computer), and whether they ``may_keep`` anything.
        """
        asking = shown_to()
        known = {
            "t": self.words,
            "language": self.words.language,
            "script_words": self.words.starting_with("room-js-"),
            "who": asking.who if asking is not None and asking.is_signed_in else "",
            "may_keep": asking is None or asking.may_keep,
        }
        return HTMLResponse(_templates().get_template(template).render(known | variables), status)

    def refusal(self, error: FormcheckError, status: int = 404) -> HTMLResponse:
        """Return the page that says that something cannot be shown.

        Parameters
        ----------
        error : FormcheckError
            What is the matter.
        status : int
            The status of the answer.
        """
        return self.page("refused.html.jinja", status, told=str(error))


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("formcheck.apps.clinic"),
        autoescape=select_autoescape(("html", "jinja")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
