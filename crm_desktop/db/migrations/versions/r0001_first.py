"""The schema of the first release, as frozen text: later changes of the models must not change what it makes."""

from __future__ import annotations

from alembic import op

from crm_desktop.db.migrations.frozen import statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes everything in an empty file."""
    for statement in statements():
        # Not `op.execute`: it takes a colon for a parameter.
        op.get_bind().exec_driver_sql(statement)
