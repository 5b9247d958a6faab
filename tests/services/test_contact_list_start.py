"""The list of contacts in a process that has just begun: it waits for no model; whoever writes finds all of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from crm_desktop.services import settings
from tests.factories import new_file, opened
from tests.sources import ROOT

FIRST_ROWS = """
import sys
from pathlib import Path
from crm_desktop.db.files import open_file
from crm_desktop.services import contact_list
store = open_file(Path(sys.argv[1]))
with store.read() as session:
    rows = contact_list.rows(session, contact_list.ids(session, contact_list.ContactQuery(), 0, 50))
models = [name for name in sys.modules if name.startswith("crm_desktop.db.models.") and not name.endswith(".base")]
print(len(rows), models)
"""
WRITTEN = """
from crm_desktop.db.models.contacts import Contact
from crm_desktop.domain.contacts import ContactKind
from datetime import UTC, datetime
with store.write("New contact") as session:
    session.add(Contact(kind=ContactKind.PERSON, name="Ana", created_at=datetime.now(UTC)))
print(store.undo())
store.close()
"""


def _said(file: Path, code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60
    )
    return done.stdout.splitlines()


def test_the_first_rows_wait_for_no_model(tmp_path: Path) -> None:
    file = new_file(tmp_path)
    with opened(file) as store, store.write("Settings") as session:
        settings.put(session, "currency", "EUR")
    assert _said(file, FIRST_ROWS) == ["0 []"]


def test_the_first_gesture_of_a_process_knows_every_table(tmp_path: Path) -> None:
    assert _said(new_file(tmp_path), FIRST_ROWS + WRITTEN)[-1] == "('New contact', '')"
