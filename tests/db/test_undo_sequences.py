"""Gestures, undo and redo in any order, compared row for row, with the search index checked after every step."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.check import _cells, _index_complete, _references
from crm_desktop.db.connection import connect
from crm_desktop.db.database import Database
from crm_desktop.db.files import open_file
from crm_desktop.db.models.business import Setting
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.deals import Deal, Stage
from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import fold
from tests import factories as make
from tests.db.contents import contents
from tests.factories import bulk_insert

HISTORY = ("gesture", "gesture_row", "gesture_batch")
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
WORDS = st.sampled_from(["Ana", "Straße", "Łódź", "AT&T", "O'Brien", "padaria", "forno", "x" * 300, ""])
INDEX = st.integers(0, 5)

Contents = dict[str, list[tuple[Any, ...]]]


class Gestures(RuleBasedStateMachine):
    """Does, undoes and does again, and remembers what the file held at each moment."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY)
        self.database: Database = open_file(make.new_file(Path(self.folder.name)))
        self.done: list[tuple[Contents, Contents, range]] = []
        self.undone: list[tuple[Contents, Contents, range]] = []
        self.hidden: set[int] = set()

    def teardown(self) -> None:
        """Lets the file go."""
        self.database.close()
        self.folder.cleanup()

    @initialize()
    def begin(self) -> None:
        """A pipeline and a company to refer to."""
        with self.database.write("Begin", barrier="undo.restored") as session:
            session.add_all([make.company("Forno"), sales := make.pipeline()])
            session.flush()
            session.add_all([make.stage(sales, "Open"), make.stage(sales, "Won")])

    def _contents(self) -> Contents:
        """What the file holds, without the history and without imports that undo has put in the bin."""
        found = contents(self.database.path, without=HISTORY)
        found["contact"] = [row for row in found["contact"] if row[0] not in self.hidden]
        return found

    def _gesture(self, work: Any) -> None:
        before = self._contents()
        new = range(0)
        with self.database.write("Gesture") as session:
            new = work(session) or new
        after = self._contents()
        if before != after:
            self.done.append((before, after, new))
            self.undone.clear()

    def _contact(self, session: Session, index: int) -> Contact | None:
        found = session.scalars(select(Contact).order_by(Contact.id)).all()
        found = [contact for contact in found if contact.id not in self.hidden]
        return found[index % len(found)] if found else None

    @rule(name=WORDS, channels=st.integers(0, 2), tagged=st.booleans(), employed=st.booleans())
    def add_a_person(self, name: str, channels: int, tagged: bool, employed: bool) -> None:
        def work(session: Session) -> None:
            values = [make.phone(), make.email(name)][:channels]
            session.add(one := make.person(name, channels=values, tags=[make.tag(name)] if tagged else []))
            if employed:
                one.employments.append(make.employment(session.get_one(Contact, 1), role=name))

        self._gesture(work)

    @rule(index=INDEX, name=WORDS, notes=WORDS)
    def rename(self, index: int, name: str, notes: str) -> None:
        def work(session: Session) -> None:
            if one := self._contact(session, index):
                one.name, one.sort_name, one.notes = name, fold(name), notes

        self._gesture(work)

    @rule(index=INDEX, name=WORDS)
    def rename_in_two_flushes_and_add_parts(self, index: int, name: str) -> None:
        def work(session: Session) -> None:
            if one := self._contact(session, index):
                one.nickname = "between"
                one.channels.append(make.address(name))
                session.flush()
                one.nickname = name
                one.channels[0].city = name
                one.tags.append(make.tag(name))

        self._gesture(work)

    @rule(index=INDEX)
    def remove_parts(self, index: int) -> None:
        def work(session: Session) -> None:
            if one := self._contact(session, index):
                one.channels = one.channels[1:]
                one.tags.clear()
                one.employments.clear()

        self._gesture(work)

    @rule(index=INDEX, to_bin=st.booleans())
    def bin_or_restore(self, index: int, to_bin: bool) -> None:
        def work(session: Session) -> None:
            if one := self._contact(session, index):
                one.deleted_at = make.NOW if to_bin else None

        self._gesture(work)

    @rule(index=INDEX, title=WORDS)
    def add_a_deal(self, index: int, title: str) -> None:
        def work(session: Session) -> None:
            first = session.get_one(Stage, 1)
            one = self._contact(session, index)
            session.add(make.deal(first, title, contact_id=one.id if one else None))

        self._gesture(work)

    @rule(index=INDEX, stage=st.integers(1, 2))
    def move_a_deal(self, index: int, stage: int) -> None:
        def work(session: Session) -> None:
            deals = session.scalars(select(Deal)).all()
            if deals:
                deal = deals[index % len(deals)]
                deal.stage_changes.append(make.stage_change(session.get_one(Stage, stage), from_stage_id=deal.stage_id))
                deal.stage_id = stage

        self._gesture(work)

    @rule(lines=st.lists(WORDS, max_size=3))
    def add_a_quote(self, lines: list[str]) -> None:
        self._gesture(lambda session: session.add(make.quote(lines=[make.quote_line(line) for line in lines])))

    @rule(index=INDEX, lines=st.lists(WORDS, max_size=3))
    def rewrite_a_quote(self, index: int, lines: list[str]) -> None:
        def work(session: Session) -> None:
            quotes = session.scalars(select(Quote)).all()
            if quotes:
                quote = quotes[index % len(quotes)]
                quote.lines = [*quote.lines[1:], *(make.quote_line(line) for line in lines)]
                for position, line in enumerate(quote.lines):
                    line.position = position

        self._gesture(work)

    @rule(value=WORDS)
    def set_the_name(self, value: str) -> None:
        def work(session: Session) -> None:
            found = session.scalars(select(Setting)).one_or_none()
            if found is None:
                session.add(make.setting(value=value))
            elif value:
                found.value = value
            else:
                session.delete(found)

        self._gesture(work)

    @rule(count=st.integers(1, 5))
    def import_people(self, count: int) -> None:
        row = {"kind": "person", "name": "Import", "sort_name": "import", "created_at": "2026-01-01T00:00:00+00:00"}
        self._gesture(lambda session: bulk_insert(session, Contact, [row] * count))

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        before, after, new = self.done[-1]
        assert self._contents() == after
        self.database.undo()
        self.undone.append(self.done.pop())
        self.hidden.update(new)
        assert self._contents() == before

    @precondition(lambda self: not self.done)
    @rule()
    def undo_ends_at_the_beginning(self) -> None:
        before = contents(self.database.path)
        with pytest.raises(Refused, match=r"undo\.restored"):
            self.database.undo()
        assert contents(self.database.path) == before

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        before, after, new = self.undone[-1]
        assert self._contents() == before
        self.database.redo()
        self.done.append(self.undone.pop())
        self.hidden.difference_update(new)
        assert self._contents() == after

    @rule()
    def open_again(self) -> None:
        self.database.close()
        self.database = open_file(self.database.path)

    @invariant()
    def the_file_is_sound_and_everything_is_found(self) -> None:
        with closing(connect(self.database.path)) as connection:
            assert connection.execute("SELECT count(*) FROM search_stale").fetchone() == (0,)
            problems = [problem for look in (_references, _cells, _index_complete) for problem in look(connection)]
        assert [str(problem) for problem in problems] == []


Gestures.TestCase.settings = settings(max_examples=settings().max_examples // 8, stateful_step_count=25)
TestGestures = Gestures.TestCase
