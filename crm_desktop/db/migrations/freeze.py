"""``python -m crm_desktop.db.migrations.freeze`` writes the first schema anew from the models.

Only until the first release: from then on a change of the models is a new revision.
"""

from __future__ import annotations

from contextlib import closing

from crm_desktop.db.check import fresh_file
from crm_desktop.db.migrations.frozen import FROZEN, SEPARATOR

HEAD = (
    "-- The schema of the first release. Written by: python -m crm_desktop.db.migrations.freeze\n"
    "-- Do not edit: after the first release a change of the models is a new revision.\n\n"
)
# The full-text index makes these itself.
SHADOWS = tuple(f"search_{part}" for part in ("data", "idx", "content", "docsize", "config"))


def frozen_text() -> str:
    """The schema of a new file of today, in an order in which it can be made and that is the same every time."""
    with closing(fresh_file()) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL "
            "ORDER BY instr('table index view trigger', type), name"
        )
        made = [_tidy(sql) for name, sql in rows if name not in SHADOWS and not name.startswith("sqlite_")]
    return HEAD + SEPARATOR.join(made) + ";\n"


def _tidy(sql: str) -> str:
    return "\n".join(line.rstrip().replace("\t", "    ") for line in sql.strip().splitlines())


if __name__ == "__main__":
    FROZEN.write_text(frozen_text(), encoding="utf-8")
