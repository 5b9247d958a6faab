"""What an accepted quote has to be paid, kept beside its total, so that lists need not compute it."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

ADD = "ALTER TABLE quote ADD COLUMN payable INTEGER"
# Also what was accepted once and is superseded now: it may come back.
ACCEPTED = (
    "SELECT q.id, coalesce(a.net, q.net), coalesce(a.total, q.total), coalesce(q.withholding, 0), q.cash_rounding "
    "FROM quote q LEFT JOIN quote_acceptance a ON a.quote_id = q.id WHERE q.status = 'accepted' OR a.id IS NOT NULL"
)
KEEP = "UPDATE quote SET payable = ? WHERE id = ?"
PERCENT_OF_ONE = 1_000_000
"""A withholding is ten-thousandths of a percent: so many make the whole."""


def upgrade() -> None:
    """Adds the column, and fills it for what was accepted before there was one."""
    connection = op.get_bind()
    connection.exec_driver_sql(ADD)
    for quote_id, net, total, withholding, step in connection.exec_driver_sql(ACCEPTED).fetchall():
        connection.exec_driver_sql(KEEP, (payable(net, total, withholding, step), quote_id))


def payable(net: int, total: int, withholding: int, step: int) -> int:
    """What is left of `total` after the withholding of `net`, rounded to `step`: minor units, halves up.

    As domain/quote_arithmetic.py, which may change one day: what this revision wrote may not.
    """
    exact = total - _divided(net * withholding, PERCENT_OF_ONE)
    return _divided(exact, step) * step if step > 0 else exact


def _divided(amount: int, by: int) -> int:
    return (2 * amount + by) // (2 * by)
