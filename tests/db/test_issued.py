"""The end of the chain of issued quotes: what is missing there is named."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from crm_desktop.db.issued import newest_lost
from tests import factories as make


def test_an_issue_that_was_never_finished_is_not_missed(file: Path) -> None:
    with make.opened(file) as database:
        for kept in (True, False):
            with database.write("Issue quote") as session:
                offer = make.quote(make.person(), number="2026/0001" if kept else "2026/0002")
                session.add(offer)
                session.flush()
                session.add(make.quote_issue(offer, offer.number))
                session.flush()
                if not kept:
                    session.rollback()
        with database.read() as session:
            assert newest_lost(session) is None


def test_the_quote_that_lost_its_issue_is_named(file: Path) -> None:
    with make.opened(file) as database:
        with database.write("Issue quote") as session:
            offer = make.quote(make.person(), number="2026/0001")
            session.add(offer)
            session.flush()
            session.add(make.quote_issue(offer))
        with database.write("Meddle") as session:
            session.execute(text("DROP TRIGGER frozen_quote_issue_delete"))
            session.execute(text("DELETE FROM quote_issue"))
        with database.read() as session:
            assert newest_lost(session) == "2026/0001"
