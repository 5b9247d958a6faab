"""The whole schema of a new file: tables from the models, the search index, and what guards an issued quote.

`VERSION` is the header's `user_version`; it moves with every migration (db/migrations), and a test holds that a
migrated file and a new one have the same schema.
"""

from __future__ import annotations

from sqlalchemy.engine import Connection

from crm_desktop.db import search_schema
from crm_desktop.db.connection import APPLICATION_ID
from crm_desktop.db.models.every import METADATA

VERSION = 1


def _frozen(name: str, event: str, table: str, condition: str) -> str:
    guard = f" WHEN {condition}" if condition else ""
    return (
        f"CREATE TRIGGER frozen_{name} BEFORE {event} ON {table}{guard} "
        f"BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END"
    )


ISSUED = "EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = {id})"
QUOTE_FACTS = (
    "date, valid_until, currency, language, price_mode, discount_kind, discount, withholding, "
    "deposit_kind, deposit, reference, intro, closing, payment_terms, number, title, net, total"
)


def guards() -> list[str]:
    """Triggers that refuse any change of what was issued, INSERT OR REPLACE included."""
    return [
        _frozen("quote_issue_update", "UPDATE", "quote_issue", ""),
        _frozen("quote_issue_delete", "DELETE", "quote_issue", ""),
        _frozen(
            "quote_issue_insert",
            "INSERT",
            "quote_issue",
            "EXISTS (SELECT 1 FROM quote_issue i WHERE i.id = NEW.id OR i.quote_id = NEW.quote_id"
            " OR i.number = NEW.number)",
        ),
        _frozen("quote_line_insert", "INSERT", "quote_line", ISSUED.format(id="NEW.quote_id")),
        _frozen("quote_line_update", "UPDATE", "quote_line", ISSUED.format(id="OLD.quote_id")),
        _frozen("quote_line_delete", "DELETE", "quote_line", ISSUED.format(id="OLD.quote_id")),
        _frozen("quote_update", f"UPDATE OF {QUOTE_FACTS}", "quote", ISSUED.format(id="OLD.id")),
        _frozen("quote_delete", "DELETE", "quote", ISSUED.format(id="OLD.id")),
        _frozen("blob_update", "UPDATE", "blob", ""),
    ]


def create(connection: Connection) -> None:
    """Makes every table, index and trigger in an empty file and stamps it as ours, in the running transaction."""
    METADATA.create_all(connection)
    for statement in [*search_schema.statements(), *guards()]:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
