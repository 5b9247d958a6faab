"""A full-text index of their own for contacts, another for all the rest; and the timeline is found too.

Whoever brings the file up to date fills an index that was not there before (`runner`).
"""

from __future__ import annotations

from alembic import op

from crm_desktop.db.migrations.frozen import statements

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the second index, takes out of the first what is not a contact, and watches the timeline."""
    connection = op.get_bind()
    for statement in statements("0004_two_indexes.sql"):
        connection.exec_driver_sql(statement)
