"""Run by Alembic for every upgrade, on the connection that `formcheck.store.database` gives."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from formcheck.store.tables import VERSION_TABLE, metadata


def upgrade(connection: Connection) -> None:
    """Run all upgrades that are missing; whoever opened the connection begins and ends the transaction.

    Parameters
    ----------
    connection : Connection
        To the database.
    """
    context.configure(
        connection=connection, target_metadata=metadata, version_table=VERSION_TABLE, render_as_batch=True
    )
    context.run_migrations()


upgrade(context.config.attributes["connection"])
