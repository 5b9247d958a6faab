"""Answers kept while the file does not change."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db.database import Database
from crm_desktop.db.kept import kept
from tests.factories import new_file, opened, person


def _asked(session: Session, key: str, asked: list[str]) -> int:
    def ask() -> int:
        asked.append(key)
        return int(session.scalar(text("SELECT count(*) FROM contact")) or 0)

    return kept(session, "contacts", key, ask)


def _reading(store: Database, key: str, asked: list[str]) -> int:
    with store.read() as session:
        return _asked(session, key, asked)


def test_an_answer_is_asked_for_once_until_the_file_changes(tmp_path: Path) -> None:
    asked: list[str] = []
    with opened(new_file(tmp_path)) as store:
        assert [_reading(store, "a", asked), _reading(store, "a", asked)] == [0, 0]
        assert asked == ["a"]

        with store.write("New contact") as session:
            session.add(person())
        assert [_reading(store, "a", asked), _reading(store, "a", asked)] == [1, 1]
        assert asked == ["a", "a"]

        store.undo()
        assert _reading(store, "a", asked) == 0


def test_a_change_by_another_program_is_seen(tmp_path: Path) -> None:
    asked: list[str] = []
    path = new_file(tmp_path)
    with opened(path) as store, opened(path) as other:
        assert _reading(store, "a", asked) == 0
        with other.write("New contact") as session:
            session.add(person())
        assert _reading(store, "a", asked) == 1


def test_only_the_last_question_is_remembered(tmp_path: Path) -> None:
    asked: list[str] = []
    with opened(new_file(tmp_path)) as store:
        for key in ("a", "b", "b", "a"):
            _reading(store, key, asked)

    assert asked == ["a", "b", "a"]


def test_a_writing_session_always_asks(tmp_path: Path) -> None:
    asked: list[str] = []
    with opened(new_file(tmp_path)) as store, store.write("New contact") as session:
        assert _asked(session, "a", asked) == 0
        session.add(person())
        session.flush()
        assert _asked(session, "a", asked) == 1
