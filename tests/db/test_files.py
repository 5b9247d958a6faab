"""Tests of making and opening a business file."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.db import files
from crm_desktop.db.connection import APPLICATION_ID, PRAGMAS
from crm_desktop.db.durable import side_files
from crm_desktop.db.files import create_file, open_file
from crm_desktop.db.header import has_hot_journal
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.schema import VERSION
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from tests.db.processes import ROOT, as_nobody, cut_off, holding, names, open_folder
from tests.factories import new_file, opened, person

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork or POSIX rights")


def _state(path: Path) -> tuple[str, int, list[str]]:
    content = path.read_bytes() if path.is_file() else b""
    return hashlib.sha256(content).hexdigest(), path.stat().st_mtime_ns, names(path.parent)


def _refused(path: Path, key: str) -> None:
    """Opening is refused with that sentence, and neither the file nor its folder has changed."""
    before = _state(path)
    with pytest.raises(Refused) as caught:
        open_file(path)
    assert caught.value.key == key
    assert str(path) in sentence(caught.value)
    assert _state(path) == before


def test_a_new_file_is_ours_complete_and_alone_in_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "business.crm"
    create_file(path)
    assert names(path.parent) == ["business.crm"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with opened(path) as database, database.read() as session:
        assert session.scalars(select(Contact)).all() == []


@pytest.mark.parametrize("content", [b"", b"a letter", b"SQLite format 3\0"])
def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path, content: bytes) -> None:
    (path := tmp_path / "there.crm").write_bytes(content)
    with pytest.raises(Refused, match=r"file\.exists"):
        create_file(path)
    assert path.read_bytes() == content
    assert names(tmp_path) == ["there.crm"]


def test_a_name_that_is_taken_at_the_last_moment_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "taken.crm"
    monkeypatch.setattr(files, "set_aside", lambda _path: path.write_text("quicker"))
    with pytest.raises(Refused, match=r"file\.exists"):
        create_file(path)
    assert (path.read_text(), names(tmp_path)) == ("quicker", ["taken.crm"])


def test_a_dangling_link_is_something_too(tmp_path: Path) -> None:
    path = tmp_path / "link.crm"
    try:
        path.symlink_to(tmp_path / "gone.crm")
    except OSError:
        pytest.skip("links need a right of their own here")
    with pytest.raises(Refused, match=r"file\.exists"):
        create_file(path)


def test_the_journal_of_a_file_that_is_gone_is_not_rolled_back_into_a_new_one(tmp_path: Path) -> None:
    path = cut_off(new_file(tmp_path))
    path.unlink()
    create_file(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM contact").fetchone() == (0,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@POSIX
def test_a_folder_that_cannot_be_written_gets_a_sentence_and_no_file() -> None:
    with open_folder() as folder:
        folder.chmod(0o555)
        with as_nobody(), pytest.raises(Refused, match=r"file\.no_permission"):
            create_file(folder / "new.crm")
        assert names(folder) == []


def test_opening_a_missing_file_makes_none(tmp_path: Path) -> None:
    path = tmp_path / "missing.crm"
    with pytest.raises(Refused, match=r"file\.missing"):
        open_file(path)
    assert names(tmp_path) == []


def test_a_file_of_zero_bytes_is_refused_untouched(tmp_path: Path) -> None:
    (path := tmp_path / "empty.crm").touch()
    _refused(path, "file.empty")


def test_a_foreign_file_is_refused_untouched(tmp_path: Path) -> None:
    (path := tmp_path / "letter.crm").write_bytes(b"Dear Ana, " * 50)
    _refused(path, "file.foreign")


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (id)")
    _refused(path, "file.foreign")


def test_another_programs_cut_off_write_is_not_rolled_back_by_us(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (id)")
    path.with_name("other.db-journal").write_bytes(b"whatever" * 100)
    _refused(path, "file.foreign")
    assert path.with_name("other.db-journal").read_bytes() == b"whatever" * 100


def test_a_file_of_a_newer_program_is_refused_untouched(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version={VERSION + 1}")
    _refused(file, "file.newer")


def test_a_file_cut_short_is_refused_untouched(file: Path) -> None:
    os.truncate(file, 20_000)
    _refused(file, "file.damaged")


def test_a_file_with_a_broken_schema_is_refused_untouched(file: Path) -> None:
    with file.open("r+b") as content:
        content.seek(100)
        content.write(os.urandom(2000))
    _refused(file, "file.damaged")


def test_a_file_that_lost_a_table_is_refused(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE setting")
    _refused(file, "file.damaged")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"file\.cannot_open"):
        open_file(tmp_path)


def test_a_locked_file_is_refused_after_the_wait(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_desktop.db.connection.BUSY_MILLISECONDS", 50)
    monkeypatch.setitem(PRAGMAS, "busy_timeout", 50)
    with holding(file):
        _refused(file, "file.locked")
    with opened(file):
        pass


def test_a_transaction_that_only_may_write_does_not_keep_others_from_opening(file: Path) -> None:
    with holding(file, "BEGIN IMMEDIATE"), opened(file) as database, database.read() as session:
        assert session.scalars(select(Contact)).all() == []


@POSIX
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)])
def test_a_write_protected_file_opens_for_reading(file_mode: int, folder_mode: int) -> None:
    with open_folder() as folder:
        path = new_file(folder)
        with opened(path) as database, database.write("Add") as session:
            session.add(person("Ana"))
        path.chmod(file_mode)
        folder.chmod(folder_mode)
        before = _state(path)
        with as_nobody(), opened(path) as database:
            assert database.read_only
            with database.read() as session:
                assert session.scalars(select(Contact.name)).all() == ["Ana"]
            with pytest.raises(Refused, match=r"file\.read_only"), database.write("Edit"):
                pass
            with pytest.raises(Refused, match=r"file\.read_only"):
                database.undo()
        assert _state(path) == before


@POSIX
def test_a_cut_off_write_is_taken_back_and_what_was_saved_is_there(file: Path) -> None:
    with opened(file) as database, database.write("Add") as session:
        session.add(person("Ana"))
    cut_off(file)
    with opened(file) as database:
        assert not database.read_only
        with database.read() as session:
            assert session.scalars(select(Contact.name)).all() == ["Ana"]
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM setting").fetchone() == (0,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert names(file.parent) == [file.name]


@POSIX
def test_behind_a_link_a_cut_off_write_is_taken_back_too(file: Path, tmp_path: Path) -> None:
    cut_off(file)
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "link.crm"
    link.symlink_to(file)
    assert has_hot_journal(link)
    with opened(link) as database, database.read() as session:
        assert session.scalars(select(Contact.name)).all() == []
    assert names(file.parent) == [file.name, "desk"]
    assert names(link.parent) == [link.name]


@POSIX
def test_behind_a_link_the_folder_of_the_file_itself_must_be_writable() -> None:
    with open_folder() as folder:
        closed = folder / "closed"
        closed.mkdir()
        path = new_file(closed)
        path.chmod(0o666)
        link = folder / "link.crm"
        link.symlink_to(path)
        closed.chmod(0o555)
        with as_nobody(), closing(open_file(link)) as database:
            assert database.read_only
        closed.chmod(0o755)


@POSIX
def test_a_cut_off_write_in_a_write_protected_file_is_refused_clearly() -> None:
    with open_folder() as folder:
        path = cut_off(new_file(folder))
        journal = path.with_name(path.name + "-journal")
        before = (path.read_bytes(), journal.read_bytes())
        path.chmod(0o444)
        journal.chmod(0o444)
        folder.chmod(0o555)
        with as_nobody(), pytest.raises(Refused, match=r"file\.unfinished") as caught:
            open_file(path)
        assert f"{path}-journal" in sentence(caught.value)
        assert (path.read_bytes(), journal.read_bytes()) == before


def test_after_closing_the_file_is_alone_and_holds_everything(file: Path) -> None:
    with opened(file) as database, database.write("Add") as session:
        session.add(person("Ana"))
        session.flush()
    assert not any(side.exists() for side in side_files(file))
    copy = file.with_name("copy.crm")
    copy.write_bytes(file.read_bytes())
    with opened(copy) as database, database.read() as session:
        assert session.scalars(select(Contact.name)).all() == ["Ana"]


def test_two_windows_may_have_it_open_and_either_may_close_first(file: Path) -> None:
    with opened(file) as first:
        with opened(file) as second, second.write("Add") as session:
            session.add(person("Ana"))
        with first.write("Add") as session:
            session.add(person("Bento"))
        with first.read() as session:
            assert session.scalars(select(Contact.name).order_by(Contact.id)).all() == ["Ana", "Bento"]


def test_a_file_left_in_wal_by_another_program_is_one_file_again(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("INSERT INTO setting (key, value) VALUES ('a', 'b')")
        connection.commit()
    with opened(file):
        pass
    assert file.read_bytes()[18:20] == b"\x01\x01"
    assert names(file.parent) == [file.name]


def test_opening_a_current_file_loads_no_alembic(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from crm_desktop.db.files import open_file; "
        "open_file(Path(sys.argv[1])).close(); "
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('alembic', 'mako')))"
    )
    done = subprocess.run([sys.executable, "-c", code, file], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_an_older_file_that_cannot_be_written_is_refused_clearly(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_desktop.db.header.VERSION", VERSION + 1)
    monkeypatch.setattr(files, "is_writable", lambda _path: False)
    _refused(file, "file.older_read_only")
