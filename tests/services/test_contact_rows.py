"""What a row of a contact list shows is looked up by the contacts of the page, never by walking a table."""

from __future__ import annotations

import pytest

from crm_desktop.db.connection import driver_of
from crm_desktop.db.database import Database
from crm_desktop.services import callers, contact_rows

OF_A_PAGE = ("_CONTACTS", "_CHANNELS", "_TAGS", "_STEPS", "_EMPLOYMENTS", "_SALES")
OF_A_CALLER = ("_DEALS", "_JOBS", "_SALES", "_LAST")
VALUES = {"ids": "[1]", "id": 1, "currency": "EUR", "most": 9, "today": "2026-11-21"}


@pytest.mark.parametrize(
    "statement",
    [
        *(pytest.param(getattr(contact_rows, name), id=f"page{name}") for name in OF_A_PAGE),
        *(pytest.param(getattr(callers, name).text, id=f"caller{name}") for name in OF_A_CALLER),
    ],
)
def test_no_table_is_walked_for_some_contacts(store: Database, statement: str) -> None:
    """1.5 ms of each key in the filter were a walk over 8,800 deals that are not in the bin."""
    with store.read() as session:
        plan = driver_of(session).execute(f"EXPLAIN QUERY PLAN {statement}", VALUES).fetchall()
    steps = [step for *_numbers, step in plan]
    assert not [step for step in steps if "(deleted_at=?" in step], steps
    tables = ("deal", "sale", "job", "quote", "channel", "contact", "employment", "stage")
    assert not [step for step in steps if step.startswith("SCAN") and step.split()[1] in (*tables, "d", "g", "e", "f")]
