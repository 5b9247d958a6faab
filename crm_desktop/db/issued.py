"""Whether the newest issued quotes are all there, which the hash chain cannot tell: no link follows the last one."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

# SQLite keeps the highest id that a table ever gave out; the number is that of the quote that lost its issue, or else
# of the last one that is left.
NEWEST_LOST = (
    "SELECT coalesce("
    "(SELECT q.number FROM quote q WHERE q.number <> '' "
    "AND NOT EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = q.id) ORDER BY q.id LIMIT 1), "
    "(SELECT i.number FROM quote_issue i ORDER BY i.id DESC LIMIT 1), '') "
    "FROM sqlite_sequence s WHERE s.name = 'quote_issue' "
    "AND s.seq > (SELECT coalesce(max(id), 0) FROM quote_issue)"
)


def newest_lost(session: Session) -> str | None:
    """The number at which the end of the chain is missing; None when nothing was taken away there."""
    found: str | None = session.scalar(text(NEWEST_LOST))
    return found
