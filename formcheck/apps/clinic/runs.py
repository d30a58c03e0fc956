"""What takes its time, in the background: how far each is can be asked, and one that nobody waits for is left."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Final, Generic, Self, TypeVar
from uuid import uuid4

from formcheck.errors import FormcheckError
from formcheck.session.model import Header, Session, Step

AT_HAND: Final = 40
"""Results that are kept at hand: whoever has seen one may want to keep it."""


_T = TypeVar("_T")


class LeftError(FormcheckError):
    """Nobody waits for it any more."""


@dataclass(slots=True)
class Run(Generic[_T]):
    """Something that is being made, such as a session judged anew.

    Parameters
    ----------
    done, of : int
        How many steps are done, and how many there are; 0 while that is not known.
    result : object or None
        What came of it; None before it is over.
    error : FormcheckError or None
        Why nothing came of it.
    is_left : bool
        Whether nobody waits for it any more.
    over : Event
        Set when it is over, however it ended.
    """

    done: int = 0
    of: int = 0
    result: _T | None = None
    error: FormcheckError | None = None
    is_left: bool = False
    over: Event = field(default_factory=Event)

    def tell(self, done: int, of: int) -> None:
        """Say how far it is; where nobody waits for it any more, end it.

        Parameters
        ----------
        done, of : int
            As of the run.

        Raises
        ------
        LeftError
            It was left.
        """
        if self.is_left:
            raise LeftError("was left.")
        self.done, self.of = done, of


@dataclass(slots=True)
class Watch:
    """An output that only tells how far a run is, and ends it where it was left.

    Parameters
    ----------
    run : Run
        The run.
    """

    run: Run[Session]

    def __enter__(self) -> Self:
        """Do nothing."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Do nothing."""

    def begin(self, header: Header) -> None:
        """Do nothing."""

    def write(self, step: Step) -> None:  # noqa: ARG002 - it is enough that there was one
        """Count one more input."""
        self.run.tell(self.run.done + 1, self.run.of)

    def finish(self, session: Session) -> None:
        """Do nothing."""


@dataclass(slots=True)
class Runs(Generic[_T]):
    """Runs, one after the other, by names that are hard to guess."""

    _runs: OrderedDict[str, Run[_T]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _one_by_one: Lock = field(default_factory=Lock)

    def start(self, work: Callable[[Run[_T]], _T]) -> str:
        """Begin a run, and return its name.

        Parameters
        ----------
        work : callable
            Does it, given the run: that is to be told how far it is.
        """
        name, run = str(uuid4()), Run[_T]()
        with self._lock:
            self._runs[name] = run
            while len(self._runs) > AT_HAND:
                self._runs.popitem(last=False)[1].is_left = True
        Thread(target=self._work, args=(run, work), daemon=True, name="formcheck-run").start()
        return name

    def get(self, name: str) -> Run[_T] | None:
        """Return a run; None where there is none of that name, or not any more.

        Parameters
        ----------
        name : str
            As `start` gave it.
        """
        with self._lock:
            return self._runs.get(name)

    def leave(self, name: str) -> None:
        """Let nobody wait for a run any more.

        Parameters
        ----------
        name : str
            As `start` gave it.
        """
        with self._lock:
            run = self._runs.pop(name, None)
        if run is not None:
            run.is_left = True

    def _work(self, run: Run[_T], work: Callable[[Run[_T]], _T]) -> None:
        try:
            with self._one_by_one:
                run.tell(0, run.of)
                run.result = work(run)
        except FormcheckError as error:
            run.error = error
        finally:
            run.over.set()
