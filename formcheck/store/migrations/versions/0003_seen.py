"""That a clinician has seen why somebody should look; people who were made up, to try the pages with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and the columns of people."""
    op.create_table(
        "seen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("need", sa.String(length=16), nullable=False),
        sa.Column("is_taken_back", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_seen_visit_id_visit"),
        sa.PrimaryKeyConstraint("id", name="pk_seen"),
    )
    op.create_index("ix_seen_visit_id", "seen", ["visit_id"], unique=False)
    op.add_column("person", sa.Column("seen_need", sa.String(length=16), nullable=True))
    op.add_column("person", sa.Column("is_sample", sa.Boolean(), nullable=True))
