"""Answers kept while the file does not change: a list asks how many, which, and whether there are more, one by one."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from crm_desktop.db.history import recorder_of

T = TypeVar("T")
KEPT = "kept answers"


def kept(session: Session, name: str, key: Hashable, ask: Callable[[], T]) -> T:
    """What `ask()` answers, remembered on the connection until somebody commits to the file.

    Only the last key of each name is remembered. A writing session always asks.

    Args:
        session: any session.
        name: what is asked.
        key: everything the answer depends on but the file.
        ask: asks the file.
    """
    if recorder_of(session) is not None:
        return ask()
    connection = session.connection()
    # Other connections' commits move the number, and a reading one commits nothing itself.
    driver: Any = connection.connection.dbapi_connection
    version = driver.execute("PRAGMA data_version").fetchone()[0]
    answers: dict[str, tuple[Hashable, T]] = connection.info.setdefault(KEPT, {})
    found = answers.get(name)
    if found is None or found[0] != (version, key):
        found = answers[name] = ((version, key), ask())
    return found[1]
