"""Signing in: few tries, as much work for a name that nobody has, and a lock that grows and always ends.

Who tries at one address can lock nobody out at another one from which they signed in before: the lock of an account
holds for addresses that are new to it; known ones have a bound of their own.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from secrets import token_urlsafe
from threading import Lock
from typing import Final

from formcheck.apps.clinic.logbook import WAITED_S, Logbook, Note
from formcheck.apps.web.certificates import missing
from formcheck.apps.web.passwords import Passwords, check_password
from formcheck.store.accounts import (
    Account,
    begin_sign_in,
    end_sign_in,
    find_account,
    is_as_it_was,
    is_known_address,
    renew_hash,
    set_password,
    wait_after,
)
from formcheck.store.audit import Entry
from formcheck.store.database import Database
from formcheck.store.people import folded

_OF_ADDRESS: Final = ("10/minute", "60/hour")
"""Tries of one address, whatever names it tries."""

_OF_KNOWN: Final = "10/15minutes"
"""Tries of one account at an address from which it was signed in before."""

_MOST_UNKNOWN: Final = 1000


class Outcome(Enum):
    """What came of a try."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"  # nothing was looked at


@dataclass(frozen=True, slots=True)
class Tried:
    """A try to sign in.

    Parameters
    ----------
    outcome : Outcome
        What came of it.
    token : str
        What the browser is given where it was right.
    again_at : datetime or None
        When one may try again, with its zone.
    """

    outcome: Outcome
    token: str = ""
    again_at: datetime | None = None


class Bounds:
    """How often somebody may try.

    Raises
    ------
    LibraryError
        The package that counts is missing.
    """

    def __init__(self) -> None:
        try:
            from limits import parse  # noqa: PLC0415 - an extra
            from limits.storage import MemoryStorage  # noqa: PLC0415
            from limits.strategies import MovingWindowRateLimiter  # noqa: PLC0415
        except ImportError as error:
            raise missing("limits") from error
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._of_address = [parse(one) for one in _OF_ADDRESS]
        self._of_known = [parse(_OF_KNOWN)]

    def of_address(self, address: str) -> bool:
        """Take one try of an address, and tell whether there was one left.

        Parameters
        ----------
        address : str
            The address in the network.
        """
        return all(self._limiter.hit(one, "address", address) for one in self._of_address)

    def of_known(self, name: str, address: str) -> bool:
        """Take one try of an account at an address that is known to it, and tell whether there was one left.

        Parameters
        ----------
        name, address : str
            The account's name, and the address.
        """
        return all(self._limiter.hit(one, "known", name, address) for one in self._of_known)


class SignIns:
    """Signs people in and out.

    Parameters
    ----------
    database : Database
        The store.
    clock : callable
        Gives the time of day, with its zone.
    logbook : Logbook
        Writes the log.
    passwords : Passwords
        Hashes.
    bounds : Bounds
        How often somebody may try.
    """

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        logbook: Logbook,
        passwords: Passwords,
        bounds: Bounds,
    ) -> None:
        self.database, self.clock, self.logbook = database, clock, logbook
        self._passwords, self._bounds = passwords, bounds
        self._unknown: OrderedDict[str, tuple[int, datetime | None]] = OrderedDict()
        self._one_by_one = Lock()  # a hash takes 64 MiB, and tries at once must be counted one after the other

    def sign_in(self, name: str, password: str, address: str, before: str = "") -> Tried:
        """Sign somebody in where name and password are right.

        Parameters
        ----------
        name, password : str
            As typed.
        address : str
            The address in the network.
        before : str
            The token of an earlier sign-in of the browser; it ends. Empty for none.
        """
        tried, account = self._try(name, password, address)
        if tried.outcome is not Outcome.RIGHT or account is None:
            return tried
        token = token_urlsafe(32)
        with self.database.writing() as connection:
            if not is_as_it_was(connection, account):  # changed while it was looked at
                return Tried(Outcome.WRONG)
            begin_sign_in(connection, account, token, address, self.clock())
            if before:
                end_sign_in(connection, before, self.clock())
            if self._passwords.is_weak(account.password):
                renew_hash(connection, account, self._passwords.hash(password))
        self._say(account.name, address, "sign-in")
        return Tried(Outcome.RIGHT, token)

    def change_password(self, name: str, old: str, new: str, address: str) -> Tried:
        """Give an account another password where the old one is right; all its sign-ins end, and a new one begins.

        Parameters
        ----------
        name : str
            The account.
        old, new : str
            As typed.
        address : str
            The address in the network.

        Raises
        ------
        InputError
            The new one cannot be a password.
        """
        told = check_password(new, name)
        tried, account = self._try(name, old, address)
        if tried.outcome is not Outcome.RIGHT or account is None:
            return tried
        token, hashed = token_urlsafe(32), self._passwords.hash(told)
        with self.database.writing() as connection:
            if not is_as_it_was(connection, account):
                return Tried(Outcome.WRONG)
            set_password(connection, account, hashed, self.clock())
            begin_sign_in(connection, account, token, address, self.clock())
        self._say(account.name, address, "password-changed")
        return Tried(Outcome.RIGHT, token)

    def sign_out(self, token: str, who: str, address: str) -> None:
        """End a sign-in.

        Parameters
        ----------
        token : str
            What the browser holds.
        who, address : str
            Whose it is, and where.
        """
        with self.database.writing() as connection:
            end_sign_in(connection, token, self.clock())
        self._say(who, address, "sign-out")

    def _say(self, who: str, address: str, what: str) -> None:
        self.logbook.note(Note(Entry(self.clock(), who, address, what))).wait(WAITED_S)

    def _try(self, name: str, password: str, address: str) -> tuple[Tried, Account | None]:
        """Tell whether a password is right, as often as one may try."""
        now = self.clock()
        if not self._bounds.of_address(address):
            self.logbook.refuse(Entry(now, "", address, "too-many-tries"))
            return Tried(Outcome.LOCKED, again_at=now + timedelta(minutes=1)), None
        with self._one_by_one:
            with self.database.reading() as connection:
                account = find_account(connection, name)
                is_known = account is not None and is_known_address(connection, account, address)
            again_at = self._again_at(name, account, address, is_known=is_known)
            if again_at is not None:
                self.logbook.refuse(Entry(now, _name(account), address, "locked"))
                return Tried(Outcome.LOCKED, again_at=again_at), None
            kept = None if account is None or account.is_disabled else account.password
            if self._passwords.is_right(password, kept):
                return Tried(Outcome.RIGHT), account
            self._count(name, account, address)
        return Tried(Outcome.WRONG), None

    def _again_at(self, name: str, account: Account | None, address: str, *, is_known: bool) -> datetime | None:
        """Return when one may try again; None for now."""
        now = self.clock()
        if is_known and account is not None:
            is_left = self._bounds.of_known(account.name, address)
            return None if is_left else now + timedelta(minutes=15)
        until = self._unknown.get(folded(name), (0, None))[1] if account is None else account.locked_until
        return until if until is not None and until > now else None

    def _count(self, name: str, account: Account | None, address: str) -> None:
        """Count a wrong password; names that nobody has are locked as others are, so that none can be told by it."""
        failed = self._unknown.get(folded(name), (0, None))[0] + 1 if account is None else account.failed + 1
        wait = wait_after(failed)
        if account is None:
            self._unknown[folded(name)] = (failed, self.clock() + wait if wait else None)
            while len(self._unknown) > _MOST_UNKNOWN:
                self._unknown.popitem(last=False)
        what = "locked-out" if wait else "sign-in-failed"
        entry = Entry(self.clock(), _name(account), address, what)
        self.logbook.refuse(entry, account).wait(WAITED_S)


_LONGEST_PATH: Final = 1000


def own_path(asked: str) -> str:
    """Return where to go after signing in: a path of this program, and nothing else; the list where it is none.

    Parameters
    ----------
    asked : str
        As the address had it.
    """
    is_own = asked.startswith("/") and not asked.startswith("//") and "\\" not in asked and asked.isprintable()
    return asked if is_own and len(asked) <= _LONGEST_PATH else "/"


def _name(account: Account | None) -> str:
    return "" if account is None else account.name
