"""A save: from the field that is left to the changed value on the disk, with its history and its search index."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path

from benchmarks.data import business
from benchmarks.table import Measurement, in_turn
from crm_desktop.db.connection import connect
from crm_desktop.db.files import open_file
from crm_desktop.db.models.contacts import Contact

SIZES = (1_000, 100_000)
TIMES = 41
GOAL = 2.0


def measure(sizes: tuple[int, ...] = SIZES) -> list[Measurement]:
    """One field of one contact, in a small and in a big file."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:  # on a disk: in memory a commit costs nothing
        return [_measured(business(Path(folder) / f"{size}.crm", size), size) for size in sizes]


def _measured(path: Path, size: int) -> Measurement:
    # In a twin of the file: beside it, the raw commit would empty the cache of the other and leave it index work to do.
    twin = path.with_stem("twin")
    shutil.copy(path, twin)
    numbers = count()
    database = open_file(path)

    def save() -> None:
        number = next(numbers)
        with database.write("Edit contact") as session:
            session.get_one(Contact, number * 7919 % size + 1).notes = f"Saved {number}"

    try:
        with closing(connect(twin)) as raw:

            def floor() -> None:
                number = next(numbers)
                raw.execute("BEGIN IMMEDIATE")
                raw.execute("UPDATE contact SET notes = ? WHERE id = ?", (f"Saved {number}", number * 7919 % size + 1))
                raw.execute("COMMIT")

            floor_seconds, seconds = in_turn(floor, save, TIMES)
    finally:
        database.close()
    return Measurement(
        "Save of one field", "one raw sqlite3 commit, same pragmas", floor_seconds, seconds, GOAL, f"{size:,} contacts"
    )
