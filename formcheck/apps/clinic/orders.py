"""What was ordered: made in the background, one after the other, and kept at hand until it is fetched or forgotten."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from threading import Lock
from typing import Final

from formcheck.apps import exits
from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.people import address_of
from formcheck.apps.clinic.runs import Run, Runs
from formcheck.apps.exporting.asked import Asked
from formcheck.apps.exporting.forms import Form
from formcheck.apps.exporting.making import Source, make
from formcheck.apps.exporting.order import Made, Order
from formcheck.errors import InputError
from formcheck.store.people import folded
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING

MOST_AT_HAND: Final = 20
"""So many orders that are over are kept at hand."""

MOST_WAITING: Final = 5
"""So many orders of one account are made or wait at the same time; whoever wants more waits."""

PATIENCE_S: Final = 4.0
"""Whoever orders something small waits so long for it; then it is told of in the list."""

LARGE: Final = frozenset({Form.FILM, Form.ARCHIVE, Form.MOT, Form.TRC})
"""What nobody waits for."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order, and where what is made of it lies.

    Parameters
    ----------
    name : str
        What it is known by; hard to guess.
    order : Order
        What is made.
    told : str
        The same in words.
    folder : Path
        Of the file, and nothing else.
    run : Run
        How far it is, and what came of it.
    author : str
        For whom it is made.
    """

    name: str
    order: Order
    told: str
    folder: Path
    run: Run[Made]
    author: str


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order in the list, in words.

    Parameters
    ----------
    name : str
        What it is known by.
    told : str
        What is made.
    state : str
        ``making``, ``made`` or ``failed``.
    percent : int
        How far it is.
    file, href : str
        Name and address of the file, once it is made.
    notes : tuple of str
        What is not in it; or why it failed.
    """

    name: str
    told: str
    state: str
    percent: int
    file: str = ""
    href: str = ""
    notes: tuple[str, ...] = ()


class Orders:
    """All orders of a program; to be closed when it ends.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """

    def __init__(self, clinic: Clinic) -> None:
        self._clinic = clinic
        self._small, self._large = Runs[Made](), Runs[Made]()
        self._ordered: list[Ordered] = []
        self._lock = Lock()
        self._scratch: TemporaryDirectory[str] | None = None

    def start(self, order: Order, author: str) -> Ordered:
        """Have something made.

        Parameters
        ----------
        order : Order
            What.
        author : str
            For whom.

        Raises
        ------
        InputError
            Too many of theirs are not done yet.
        """
        clinic = self._clinic
        self._check_may_order(author)
        source = Source(clinic.database, clinic.words, clinic.clock(), author)
        folder = self._new_folder()

        def work(run: Run[Made]) -> Made:
            try:
                with exits.files_minded():
                    return make(order, source, folder, run.tell)
            finally:
                if run.is_left:  # what was written since it was forgotten
                    shutil.rmtree(folder, ignore_errors=True)

        runs = self._runs(order)
        name = runs.start(work)
        run = runs.get(name)
        assert run is not None
        made = Ordered(name, order, _told(clinic.words, order), folder, run, author)
        with self._lock:
            self._ordered.append(made)
            old = [one for one in self._ordered if one.run.over.is_set()][:-MOST_AT_HAND]
        for one in old:
            self.forget(one)
        return made

    def _check_may_order(self, author: str) -> None:
        with self._lock:
            waiting = [one for one in self._ordered if one.author == author and not one.run.over.is_set()]
        if len(waiting) >= MOST_WAITING:
            what = f"{len(waiting)} are not done yet; no more are taken at once."
            raise InputError(what, where="your orders", next_step="Wait for one of them, or cancel it.")

    def _new_folder(self) -> Path:
        """Return a folder of its own for one order; all go when the program ends."""
        with self._lock:
            if self._scratch is None:
                self._scratch = TemporaryDirectory(prefix="formcheck-")
            return Path(mkdtemp(dir=self._scratch.name))

    def _runs(self, order: Order) -> Runs[Made]:
        """Return with what an order waits: what is small waits for nothing that is large."""
        return self._large if order.form in LARGE else self._small

    def of(self, person: str) -> list[Ordered]:
        """Return the orders of a person, in order.

        Parameters
        ----------
        person : str
            The pseudonym.
        """
        with self._lock:
            return [one for one in self._ordered if folded(one.order.person) == folded(person)]

    def find(self, person: str, name: str) -> Ordered | None:
        """Return an order of a person; None where there is none, or not any more.

        Parameters
        ----------
        person : str
            The pseudonym.
        name : str
            What it is known by.
        """
        return next((one for one in self.of(person) if one.name == name), None)

    def forget(self, one: Ordered) -> None:
        """Let nobody wait for an order any more, and remove what was made.

        Parameters
        ----------
        one : Ordered
            The order.
        """
        with self._lock:
            self._ordered = [other for other in self._ordered if other.name != one.name]
        self._runs(one.order).leave(one.name)
        one.run.over.wait(PATIENCE_S)
        shutil.rmtree(one.folder, ignore_errors=True)

    def forget_all(self, person: str) -> None:
        """Forget all orders of a person.

        Parameters
        ----------
        person : str
            The pseudonym.
        """
        for one in self.of(person):
            self.forget(one)

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            ordered = list(self._ordered)
        for one in ordered:
            self.forget(one)
        if self._scratch is not None:
            self._scratch.cleanup()

    def lines(self, person: str) -> tuple[OrderLine, ...]:
        """Return the orders of a person in words, the latest first.

        Parameters
        ----------
        person : str
            The pseudonym.
        """
        return tuple(line for one in reversed(self.of(person)) for line in self._line(one))

    def _line(self, one: Ordered) -> Iterator[OrderLine]:
        run = one.run
        if run.result is not None:
            href = f"{address_of(one.order.person)}/export/orders/{one.name}"
            yield OrderLine(one.name, one.told, "made", 100, run.result.path.name, href, run.result.notes)
        elif run.over.is_set():
            yield OrderLine(one.name, one.told, "failed", 0, notes=(why_not(self._clinic.words, one),))
        else:
            yield OrderLine(one.name, one.told, "making", 100 * run.done // max(1, run.of))


def why_not(words: Words, one: Ordered) -> str:
    """Return why an order came to nothing.

    Parameters
    ----------
    words : Words
        The language.
    one : Ordered
        The order.
    """
    return words("exporting-unexpected") if one.run.error is None else str(one.run.error)


def _told(words: Words, order: Order) -> str:
    told = words(f"exporting-form-{order.form}")
    return told if order.form is Form.ARCHIVE else f"{told}: {_asked_words(words, order.asked)}"


def _asked_words(words: Words, asked: Asked) -> str:
    if asked.visit:
        return words("exporting-one-visit")
    if asked.is_all:
        return words("exporting-all-visits")
    days = [words.full_date(one) if one is not None else "…" for one in (asked.begin, asked.end)]
    return f" {MISSING} ".join(days)
