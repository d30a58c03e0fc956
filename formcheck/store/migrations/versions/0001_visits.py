"""People, prescriptions, visits and their documents, with the index over them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pseudonym", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("need", sa.String(length=16), nullable=False),
        sa.Column("last_visit_at", sa.DateTime(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("unseen", sa.Integer(), nullable=False),
        sa.Column("pain", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("folded", name="uq_person_folded"),
    )
    op.create_table(
        "person_name",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_name_person_id_person"),
        sa.PrimaryKeyConstraint("person_id", name="pk_person_name"),
    )
    op.create_table(
        "prescription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_prescription_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_prescription"),
        sa.UniqueConstraint("person_id", "number", name="uq_prescription_person_id"),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("exercise", sa.String(length=80), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("instrument", sa.String(length=80), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("unseen", sa.Integer(), nullable=False),
        sa.Column("own_attempts", sa.Integer(), nullable=False),
        sa.Column("own_good", sa.Integer(), nullable=False),
        sa.Column("own_unseen", sa.Integer(), nullable=False),
        sa.Column("knee_deg", sa.Float(), nullable=True),
        sa.Column("knee_deg_error", sa.Float(), nullable=True),
        sa.Column("ankle_deg", sa.Float(), nullable=True),
        sa.Column("ankle_deg_error", sa.Float(), nullable=True),
        sa.Column("cycle_s", sa.Float(), nullable=True),
        sa.Column("cycle_s_error", sa.Float(), nullable=True),
        sa.Column("pain_before", sa.Integer(), nullable=True),
        sa.Column("pain_after", sa.Integer(), nullable=True),
        sa.Column("lasting", sa.String(length=16), nullable=True),
        sa.Column("halt", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_visit_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
        sa.UniqueConstraint("person_id", "key", name="uq_visit_person_id"),
    )
    op.create_index("ix_visit_person_day", "visit", ["person_id", "began_at"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_document_visit_id_visit"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("visit_id", "name", name="uq_document_visit_id"),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("set_number", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=True),
        sa.Column("exercise", sa.String(length=80), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("facing", sa.String(length=8), nullable=False),
        sa.Column("instrument", sa.String(length=80), nullable=False),
        sa.Column("view_angle_deg", sa.Float(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("unseen", sa.Integer(), nullable=False),
        sa.Column("own_attempts", sa.Integer(), nullable=False),
        sa.Column("own_good", sa.Integer(), nullable=False),
        sa.Column("own_unseen", sa.Integer(), nullable=False),
        sa.Column("knee_deg", sa.Float(), nullable=True),
        sa.Column("knee_deg_error", sa.Float(), nullable=True),
        sa.Column("ankle_deg", sa.Float(), nullable=True),
        sa.Column("ankle_deg_error", sa.Float(), nullable=True),
        sa.Column("cycle_s", sa.Float(), nullable=True),
        sa.Column("cycle_s_error", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_session_visit_id_visit"),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("visit_id", "number", name="uq_session_visit_id"),
    )
    op.create_table(
        "repetition",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start_s", sa.Float(), nullable=False),
        sa.Column("peak_s", sa.Float(), nullable=False),
        sa.Column("end_s", sa.Float(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("certainty", sa.Float(), nullable=True),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("knee_deg", sa.Float(), nullable=True),
        sa.Column("ankle_deg", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_repetition_session_id_session"),
        sa.PrimaryKeyConstraint("session_id", "number", name="pk_repetition"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answer",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_answer_visit_id_visit"),
        sa.PrimaryKeyConstraint("visit_id", "number", name="pk_answer"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "deletion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deletion"),
    )
