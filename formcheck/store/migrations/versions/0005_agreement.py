"""How often machine and clinicians say the same of sessions and people: an index, filled from what was corrected."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables. They stay empty of what was said before: `formcheck rebuild` fills them."""
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("machine", sa.String(length=20), nullable=False),
        sa.Column("mine", sa.String(length=20), nullable=False),
        sa.Column("blame", sa.String(length=8), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("disputed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_agreement_session_id_session"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
    )
    op.create_index("ix_agreement_session_id", "agreement", ["session_id"], unique=False)
    op.create_index("ix_agreement_cell", "agreement", ["is_whole", "machine", "mine"], unique=False)
    op.create_table(
        "person_agreement",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_agreement_person_id_person"),
        sa.PrimaryKeyConstraint("person_id", name="pk_person_agreement"),
    )
