"""The tables. Documents, people, prescriptions, corrections and what was seen hold all truth; the rest is an index.

Accounts, who is signed in and the log are of this practice: they are no part of what is known of a person.

No row refers to another with ON DELETE CASCADE: a table that is rebuilt in an upgrade would lose its children.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

NAMES: Final = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Without names of their own, constraints could not be changed by an upgrade."""

metadata: Final = MetaData(naming_convention=NAMES)

VERSION_TABLE: Final = "formcheck_version"
"""Where Alembic notes how far the tables have come; another program's Alembic has a table of another name."""


class Moment(TypeDecorator[datetime]):
    """A moment: kept in UTC without a zone, given back with it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return what is kept of a moment, which has a zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment that was kept."""
        return None if value is None else value.replace(tzinfo=UTC)


def _reference(column: str, *, is_key: bool = False) -> Column[int]:
    return Column(f"{column}_id", Integer, ForeignKey(f"{column}.id"), nullable=False, primary_key=is_key)


def _counts(prefix: str = "") -> list[Column[int]]:
    """Return the columns of a summary's counts."""
    return [Column(f"{prefix}{name}", Integer, nullable=False, default=0) for name in ("attempts", "good", "unseen")]


def _middles() -> list[Column[float | None]]:
    """Return the columns of the medians, each with its usual standard error."""
    names = ("knee_deg", "ankle_deg", "cycle_s")
    return [Column(name, Float) for one in names for name in (one, f"{one}_error")]


person: Final = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pseudonym", String(80), nullable=False),
    Column("folded", String(200), nullable=False, unique=True),  # as it is told apart and searched for
    Column("made_at", Moment, nullable=False),
    Column("is_paused", Boolean, nullable=False, default=False),
    # How the person is doing: written whenever a visit or a correction is, not worked out for the list.
    Column("need", String(16), nullable=False, default="nothing"),
    Column("seen_need", String(16)),  # what a clinician has seen of that, of the last visit; empty: nothing
    Column("last_visit_at", Moment),
    Column("last_day", Date),
    Column("days", Text, nullable=False, default="{}"),
    *_counts(),
    Column("pain", Integer),
    Column("is_sample", Boolean),  # made up, to try the pages with; empty: not
)

person_name: Final = Table(
    "person_name",
    metadata,
    _reference("person", is_key=True),
    Column("name", String(200), nullable=False),
    Column("folded", String(400), nullable=False),
)

prescription: Final = Table(
    "prescription",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("person"),
    Column("number", Integer, nullable=False),
    Column("from_day", Date, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("author", String(80), nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("person_id", "number"),
)

visit: Final = Table(
    "visit",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("person"),
    Column("key", String(36), nullable=False),
    # All that follows is read from the documents.
    Column("began_at", Moment),
    Column("ended_at", Moment),
    Column("day", Date),
    Column("state", String(16), nullable=False),
    Column("exercise", String(80), nullable=False),
    Column("side", String(8), nullable=False),
    Column("instrument", String(80), nullable=False),
    *_counts(),
    *_counts("own_"),
    *_middles(),
    Column("pain_before", Integer),
    Column("pain_after", Integer),
    Column("lasting", String(16)),
    Column("halt", String(32)),
    UniqueConstraint("person_id", "key"),
    Index("ix_visit_person_day", "person_id", "began_at"),
)

document: Final = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("visit"),
    Column("name", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("author", String(80), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),  # packed by zlib
    UniqueConstraint("visit_id", "name"),
)

session: Final = Table(
    "session",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("visit"),
    Column("number", Integer, nullable=False),
    Column("key", String(36), nullable=False),
    Column("part", String(80), nullable=False),
    Column("set_number", Integer),
    Column("recorded_at", Moment),
    Column("exercise", String(80), nullable=False),
    Column("side", String(8), nullable=False),
    Column("facing", String(8), nullable=False),
    Column("instrument", String(80), nullable=False),
    Column("view_angle_deg", Float),
    *_counts(),
    *_counts("own_"),
    *_middles(),
    UniqueConstraint("visit_id", "number"),
)

repetition: Final = Table(
    "repetition",
    metadata,
    _reference("session", is_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("start_s", Float, nullable=False),
    Column("peak_s", Float, nullable=False),
    Column("end_s", Float, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("certainty", Float),
    Column("side", String(8), nullable=False),
    Column("knee_deg", Float),
    Column("ankle_deg", Float),
    sqlite_with_rowid=False,
)

answer: Final = Table(
    "answer",
    metadata,
    _reference("visit", is_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("value", String(40), nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

correction: Final = Table(
    "correction",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("visit"),
    Column("number", Integer, nullable=False),  # in the visit: two people at once cannot both have the next one
    Column("part", String(80), nullable=False),
    Column("token", String(36), nullable=False),  # the same request, sent twice, is kept once
    Column("at", Moment, nullable=False),
    Column("author", String(80), nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("visit_id", "number"),
    UniqueConstraint("token"),
)


agreement: Final = Table(  # how often machine and clinicians said this and that; see formcheck.store.agreement
    "agreement",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("session"),
    Column("is_whole", Boolean, nullable=False),  # of a session that was looked through whole
    Column("machine", String(20), nullable=False),
    Column("mine", String(20), nullable=False),
    Column("blame", String(8), nullable=False),
    Column("times", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    Index("ix_agreement_session_id", "session_id"),
    Index("ix_agreement_cell", "is_whole", "machine", "mine"),
)

person_agreement: Final = Table(  # the sums of a person: a page that adds up a clinic need not look at every session
    "person_agreement",
    metadata,
    _reference("person", is_key=True),
    Column("document", Text, nullable=False),
)

seen: Final = Table(
    "seen",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("visit"),
    Column("need", String(16), nullable=False),  # why somebody should have looked
    Column("is_taken_back", Boolean, nullable=False),  # the last row of a visit holds
    Column("at", Moment, nullable=False),
    Column("author", String(80), nullable=False),
    Index("ix_seen_visit_id", "visit_id"),
)

deletion: Final = Table(
    "deletion",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("author", String(80), nullable=False),
)

account: Final = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("folded", String(200), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("password", String(200), nullable=False),  # its hash, with salt and parameters
    Column("made_at", Moment, nullable=False),
    Column("is_disabled", Boolean, nullable=False, default=False),
    Column("failed", Integer, nullable=False, default=0),  # wrong passwords since the last right one
    Column("locked_until", Moment),
)

sign_in: Final = Table(
    "sign_in",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("account"),
    Column("secret", String(64), nullable=False, unique=True),  # hash of what the browser holds
    Column("address", String(64), nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("last_used_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

audit: Final = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", String(80), nullable=False),
    Column("address", String(64), nullable=False),
    Column("what", String(40), nullable=False),
    Column("whose", String(80), nullable=False),  # a pseudonym of somebody who is there; see formcheck.store.audit
    Column("exactly", String(200), nullable=False),
    Column("is_allowed", Boolean, nullable=False),
    Column("more", Integer, nullable=False, default=0),  # so many rows of the same kind were left out
    Index("ix_audit_whose", "whose", "id"),
    Index("ix_audit_who", "who", "id"),
)
