"""Revisions of quotes, payment schedules, acceptances, templates, the timeline; and what was issued in a hash chain."""

from __future__ import annotations

import hashlib

from alembic import op

from crm_desktop.db.migrations.frozen import statements

revision = "0002"
down_revision = "0001"

ISSUES = "SELECT id FROM quote_issue ORDER BY id"
FACTS = "SELECT number, issued_at, snapshot, sha256 FROM quote_issue WHERE id = ?"


def upgrade() -> None:
    """Makes the tables and columns, and chains the quotes that were issued before there was a chain."""
    connection = op.get_bind()
    for statement in statements("0002_quotes_that_hold_up.sql"):
        connection.exec_driver_sql(statement)
    chain = ""
    for (issue_id,) in connection.exec_driver_sql(ISSUES).fetchall():
        # One at a time: a snapshot with a picture may have megabytes.
        number, issued_at, snapshot, sha256 = connection.exec_driver_sql(FACTS, (issue_id,)).one()
        # As services/quote_chain.py, which may change one day: what this revision wrote may not.
        facts = "\n".join((chain, number, issued_at, hashlib.sha256(snapshot.encode()).hexdigest(), sha256))
        chain = hashlib.sha256(facts.encode()).hexdigest()
        connection.exec_driver_sql("UPDATE quote_issue SET chain = ? WHERE id = ?", (chain, issue_id))
