"""How often machine and clinicians say the same of sessions and people: an index, filled from what was corrected."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables. They stay empty of what was said before: `formcheck rebuild` fills them."""
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        *_cell(),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_agreement_session_id_session"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
    )
    op.create_index("ix_agreement_session_id", "agreement", ["session_id"], unique=False)
    op.create_index("ix_agreement_cell", "agreement", ["is_whole", "machine", "mine"], unique=False)
    op.create_table(
        "agreement_sum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.String(length=80), nullable=False),
        sa.Column("instrument", sa.String(length=80), nullable=False),
        *_cell(),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_agreement_sum_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_sum"),
    )
    op.create_index("ix_agreement_sum_person_id", "agreement_sum", ["person_id"], unique=False)


def _cell() -> list[sa.Column[str] | sa.Column[bool] | sa.Column[int]]:
    return [
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("machine", sa.String(length=20), nullable=False),
        sa.Column("mine", sa.String(length=20), nullable=False),
        sa.Column("blame", sa.String(length=8), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("disputed", sa.Integer(), nullable=False),
    ]
