"""The whole schema of a new file: tables from the models, the search index, and what guards an issued quote.

`VERSION` is the header's `user_version`; it moves with every migration (db/migrations), and a test holds that a
migrated file and a new one have the same schema.
"""

from __future__ import annotations

from sqlalchemy.engine import Connection

from crm_desktop.db import search_schema
from crm_desktop.db.connection import APPLICATION_ID

VERSION = 4
TABLES = frozenset({
    "blob", "catalogue_item", "channel", "contact", "contact_tag", "deal", "deal_stage_change", "employment",
    "gesture", "gesture_batch", "gesture_row", "interaction", "job", "job_part", "lost_reason", "pipeline",
    "price_break", "quote", "quote_acceptance", "quote_invoice", "quote_issue", "quote_line", "quote_payment",
    "quote_receipt", "sale", "setting", "stage", "template",
})  # fmt: skip
"""The names of the models' tables, so that opening a file need not load the models."""


def _frozen(name: str, event: str, table: str, condition: str) -> str:
    guard = f" WHEN {condition}" if condition else ""
    return (
        f"CREATE TRIGGER frozen_{name} BEFORE {event} ON {table}{guard} "
        f"BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END"
    )


QUOTE_ISSUED = "EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = {id})"
ROW_ISSUED = "EXISTS (SELECT 1 FROM {table} l JOIN quote_issue i ON i.quote_id = l.quote_id WHERE l.id = {id})"
ISSUE_THERE = (
    "EXISTS (SELECT 1 FROM quote_issue i WHERE i.id = NEW.id OR i.quote_id = NEW.quote_id OR i.number = NEW.number)"
)
OTHER_BYTES = "EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = NEW.sha256 AND b.content IS NOT NEW.content)"
QUOTE_FACTS = (
    "id, date, valid_until, currency, language, price_mode, discount_kind, discount, withholding, "
    "deposit_kind, deposit, reference, intro, closing, payment_terms, number, title, net, total, "
    "revision_of_id, revision, design, cash_rounding"
)


def _frozen_rows(table: str) -> list[str]:
    """The guards of a table whose rows belong to a quote."""
    new = f"{QUOTE_ISSUED.format(id='NEW.quote_id')} OR {ROW_ISSUED.format(table=table, id='NEW.id')}"
    old = QUOTE_ISSUED.format(id="OLD.quote_id")
    return [
        _frozen(f"{table}_insert", "INSERT", table, new),
        _frozen(f"{table}_update", "UPDATE", table, f"{old} OR {new}"),
        _frozen(f"{table}_delete", "DELETE", table, old),
    ]


def guards() -> list[str]:
    """Triggers that refuse any change of what was issued.

    `INSERT OR REPLACE` and `UPDATE OR REPLACE` destroy the row in their way without any delete trigger: so the ids
    that would be overwritten are looked at too.
    """
    return [
        _frozen("quote_issue_update", "UPDATE", "quote_issue", ""),
        _frozen("quote_issue_delete", "DELETE", "quote_issue", ""),
        _frozen("quote_issue_insert", "INSERT", "quote_issue", ISSUE_THERE),
        *_frozen_rows("quote_line"),
        *_frozen_rows("quote_payment"),
        _frozen("quote_insert", "INSERT", "quote", QUOTE_ISSUED.format(id="NEW.id")),
        _frozen(
            "quote_update",
            f"UPDATE OF {QUOTE_FACTS}",
            "quote",
            f"{QUOTE_ISSUED.format(id='OLD.id')} OR {QUOTE_ISSUED.format(id='NEW.id')}",
        ),
        _frozen("quote_delete", "DELETE", "quote", QUOTE_ISSUED.format(id="OLD.id")),
        _frozen("blob_update", "UPDATE", "blob", ""),
        _frozen("blob_insert", "INSERT", "blob", OTHER_BYTES),
    ]


def create(connection: Connection) -> None:
    """Makes every table, index and trigger in an empty file and stamps it as ours, in the running transaction."""
    from crm_desktop.db.models.every import METADATA  # only a new file is made of them

    METADATA.create_all(connection)
    for statement in [*search_schema.statements(), *guards()]:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
