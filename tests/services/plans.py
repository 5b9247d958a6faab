"""How SQLite goes about the statements of a piece of work: what must not grow with the file shows without a clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from crm_desktop.db.database import Database


def plans(store: Database, work: Callable[[Session], Any]) -> list[str]:
    """Every step of every statement that `work` sends, as EXPLAIN QUERY PLAN tells it."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        sent.append((statement, parameters))

    with store.read() as session:
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        try:
            work(session)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        raw: Any = session.connection().connection.dbapi_connection
        return [step[3] for sql, values in sent for step in raw.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


def walks(steps: list[str]) -> list[str]:
    """The steps that read a whole table of records or sort what an index should have in order."""
    harmless = ("SCAN json_each", "VIRTUAL TABLE", "SCAN CONSTANT ROW", "SCAN b", "SCAN first")
    return [
        step
        for step in steps
        if (step.startswith("SCAN") and not any(word in step for word in harmless)) or "TEMP B-TREE" in step
    ]
