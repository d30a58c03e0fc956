"""Accounts of a practice, and who is signed in: server-side rows, of whose secrets only hashes are kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from formcheck.errors import InputError
from formcheck.store.people import folded
from formcheck.store.tables import account, sign_in

IDLE: Final = timedelta(minutes=30)
"""A sign-in that was not used for so long is over."""

LONGEST: Final = timedelta(hours=12)
"""Every sign-in is over after so long."""

FREE_TRIES: Final = 5
"""So many wrong passwords in a row cost no wait."""

_FIRST_WAIT: Final = timedelta(seconds=30)
_LONGEST_WAIT: Final = timedelta(minutes=15)
_KNOWN_FOR: Final = timedelta(days=30)
_TOUCHED_EVERY: Final = timedelta(minutes=1)

_LONGEST_NAME: Final = 80
_NAME: Final = re.compile(r"\w([\w .@'\-]*[\w.])?")


class Role(StrEnum):
    """What an account may do."""

    CLINICIAN = "clinician"  # everything
    READER = "reader"  # see everything, and keep nothing


class Ending(StrEnum):
    """Why a sign-in does not hold."""

    FORGED = "forged"  # there never was such a one
    ENDED = "ended"  # signed out, or the account was disabled, or its password changed
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Account:
    """An account.

    Parameters
    ----------
    number : int
        Its id.
    name : str
        Its name, which stands with what it keeps.
    role : Role
        What it may do.
    password : str
        Hash of its password.
    made_at : datetime
        When it was made, with its zone.
    is_disabled : bool
        Whether nobody may sign in with it.
    failed : int
        Wrong passwords since the last right one.
    locked_until : datetime or None
        Until when further ones are not even looked at, with its zone.
    """

    number: int
    name: str
    role: Role
    password: str
    made_at: datetime
    is_disabled: bool
    failed: int
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in that holds.

    Parameters
    ----------
    number : int
        Its id.
    name : str
        The account.
    role : Role
        What it may do.
    is_due : bool
        Whether it should be noted that it is in use.
    """

    number: int
    name: str
    role: Role
    is_due: bool


def check_account_name(name: str) -> str:
    """Return the name of an account, without spaces around it.

    Parameters
    ----------
    name : str
        As somebody typed it.

    Raises
    ------
    InputError
        It is none.
    """
    told = " ".join(unicodedata.normalize("NFC", name).split())
    if len(told) > _LONGEST_NAME or not _NAME.fullmatch(told):
        raise InputError(
            f"cannot be the name of an account; letters, digits, spaces and . @ ' - _ can, {_LONGEST_NAME} at most.",
            where=told[:_LONGEST_NAME] or "the name",
            next_step="Such as jm or Julia Mas: it stands with what the account keeps.",
        )
    return told


def wait_after(failed: int) -> timedelta:
    """Return how long nobody may try after so many wrong passwords in a row: longer each time, and never for ever.

    Parameters
    ----------
    failed : int
        How many.
    """
    if failed < FREE_TRIES:
        return timedelta(0)
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(failed - FREE_TRIES, 10)))


def find_account(connection: Connection, name: str) -> Account | None:
    """Return an account; None where there is none of that name, however it is spelt in small and capitals.

    Parameters
    ----------
    connection : Connection
        To the database.
    name : str
        Its name.
    """
    row = connection.execute(select(account).where(account.c.folded == folded(name))).first()
    return None if row is None else _account(row)


def known_account(connection: Connection, name: str) -> Account:
    """Return an account that must be there.

    Parameters
    ----------
    connection : Connection
        To the database.
    name : str
        Its name.

    Raises
    ------
    InputError
        There is none of that name.
    """
    found = find_account(connection, name)
    if found is None:
        raise InputError("is no account here.", where=name, next_step="See which there are with: formcheck accounts")
    return found


def is_as_it_was(connection: Connection, of: Account) -> bool:
    """Tell whether an account has the password that it had when it was read, and may be used.

    Parameters
    ----------
    connection : Connection
        To the database; for writing, so that it stays so.
    of : Account
        The account, as it was read.
    """
    now = find_account(connection, of.name)
    return now is not None and now.password == of.password and not now.is_disabled


def list_accounts(connection: Connection) -> list[Account]:
    """Return all accounts, in order of their names.

    Parameters
    ----------
    connection : Connection
        To the database.
    """
    return [_account(row) for row in connection.execute(select(account).order_by(account.c.folded))]


def _account(row: Row[*tuple[object, ...]]) -> Account:
    return Account(
        number=row.id,
        name=row.name,
        role=Role(row.role),
        password=row.password,
        made_at=row.made_at,
        is_disabled=row.is_disabled,
        failed=row.failed,
        locked_until=row.locked_until,
    )


def add_account(connection: Connection, name: str, role: Role, password: str, at: datetime) -> None:
    """Make an account.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    name : str
        Its name.
    role : Role
        What it may do.
    password : str
        Hash of its password.
    at : datetime
        When, with its zone.

    Raises
    ------
    InputError
        It is no name, or there is such an account.
    """
    told = check_account_name(name)
    if find_account(connection, told) is not None:
        raise InputError(
            "is an account already.", where=told, next_step="Give it another password with: --change-password NAME"
        )
    values = {"name": told, "folded": folded(told), "role": str(role), "password": password, "made_at": at}
    connection.execute(insert(account).values(**values))


def set_password(connection: Connection, of: Account, password: str, at: datetime) -> None:
    """Give an account another password; whoever is signed in with it is so no more.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : Account
        The account.
    password : str
        Hash of the password.
    at : datetime
        When, with its zone.
    """
    connection.execute(
        update(account).where(account.c.id == of.number).values(password=password, failed=0, locked_until=None)
    )
    end_all(connection, of, at)


def renew_hash(connection: Connection, of: Account, password: str) -> None:
    """Keep a better hash of the same password.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : Account
        The account, as it was read; where its password was changed meanwhile nothing is done.
    password : str
        The hash.
    """
    same = (account.c.id == of.number, account.c.password == of.password)
    connection.execute(update(account).where(*same).values(password=password))


def set_disabled(connection: Connection, of: Account, at: datetime, *, is_disabled: bool) -> None:
    """Say whether anybody may sign in with an account; whoever is signed in with a disabled one is so no more.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : Account
        The account.
    at : datetime
        When, with its zone.
    is_disabled : bool
        Whether nobody may.
    """
    connection.execute(update(account).where(account.c.id == of.number).values(is_disabled=is_disabled))
    if is_disabled:
        end_all(connection, of, at)


def unlock(connection: Connection, of: Account) -> None:
    """Forget the wrong passwords of an account.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : Account
        The account.
    """
    connection.execute(update(account).where(account.c.id == of.number).values(failed=0, locked_until=None))


def count_failure(connection: Connection, of: Account, at: datetime) -> None:
    """Count one more wrong password of an account, and lock it for a while where there were many.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : Account
        The account.
    at : datetime
        When, with its zone.
    """
    failed = 1 + int(connection.scalar(select(account.c.failed).where(account.c.id == of.number)) or 0)
    wait = wait_after(failed)
    locked = at + wait if wait else None
    connection.execute(update(account).where(account.c.id == of.number).values(failed=failed, locked_until=locked))


def secret_of(token: str) -> str:
    """Return what is kept of the token that a browser holds.

    Parameters
    ----------
    token : str
        The token.
    """
    return sha256(token.encode()).hexdigest()


def begin_sign_in(connection: Connection, of: Account, token: str, address: str, at: datetime) -> None:
    """Keep that somebody has signed in; the wrong passwords before are forgotten.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : Account
        The account.
    token : str
        What the browser is given.
    address : str
        The address in the network from which it was done.
    at : datetime
        When, with its zone.
    """
    connection.execute(delete(sign_in).where(sign_in.c.last_used_at < at - _KNOWN_FOR))
    unlock(connection, of)
    moments = {"began_at": at, "last_used_at": at}
    connection.execute(
        insert(sign_in).values(account_id=of.number, secret=secret_of(token), address=address[:64], **moments)
    )


def find_sign_in(connection: Connection, token: str, at: datetime) -> tuple[SignedIn | None, str, Ending | None]:
    """Return the sign-in of a token, whose it is, and why it does not hold where it does not.

    Parameters
    ----------
    connection : Connection
        To the database.
    token : str
        What the browser holds.
    at : datetime
        Now, with its zone.
    """
    asked = (
        select(sign_in, account.c.name, account.c.role, account.c.is_disabled)
        .join_from(sign_in, account)
        .where(sign_in.c.secret == secret_of(token))
    )
    row = connection.execute(asked).first()
    if row is None:
        return None, "", Ending.FORGED
    if row.ended_at is not None or row.is_disabled:
        return None, row.name, Ending.ENDED
    if at - row.last_used_at > IDLE or at - row.began_at > LONGEST:
        return None, row.name, Ending.EXPIRED
    return SignedIn(row.id, row.name, Role(row.role), at - row.last_used_at > _TOUCHED_EVERY), row.name, None


def touch_sign_in(connection: Connection, number: int, at: datetime) -> None:
    """Note that a sign-in is in use.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    number : int
        Its id.
    at : datetime
        When, with its zone.
    """
    connection.execute(update(sign_in).where(sign_in.c.id == number).values(last_used_at=at))


def end_sign_in(connection: Connection, token: str, at: datetime) -> None:
    """End a sign-in: whoever holds its token can do nothing more with it.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    token : str
        What the browser holds.
    at : datetime
        When, with its zone.
    """
    open_ones = (sign_in.c.secret == secret_of(token), sign_in.c.ended_at.is_(None))
    connection.execute(update(sign_in).where(*open_ones).values(ended_at=at))


def end_all(connection: Connection, of: Account, at: datetime) -> None:
    """End all sign-ins of an account.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : Account
        The account.
    at : datetime
        When, with its zone.
    """
    open_ones = (sign_in.c.account_id == of.number, sign_in.c.ended_at.is_(None))
    connection.execute(update(sign_in).where(*open_ones).values(ended_at=at))


def is_known_address(connection: Connection, of: Account, address: str) -> bool:
    """Tell whether somebody has signed in with an account from an address in the last weeks.

    Parameters
    ----------
    connection : Connection
        To the database.
    of : Account
        The account.
    address : str
        The address in the network.
    """
    asked = select(sign_in.c.id).where(sign_in.c.account_id == of.number, sign_in.c.address == address[:64]).limit(1)
    return connection.scalar(asked) is not None
