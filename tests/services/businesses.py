"""A business that is set up, and short ways to act in it, for the tests of the services."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select, text

from crm_desktop.db.database import Database
from crm_desktop.db.models.every import METADATA
from crm_desktop.db.models.quotes import Sale
from crm_desktop.services import deals, deals_list, lost_reasons, pipelines
from crm_desktop.services.boards import Board, board
from crm_desktop.services.deals import NewDeal
from crm_desktop.services.deals_list import DealDetail
from crm_desktop.services.pipelines import PipelineRow
from crm_desktop.services.start import NewBusiness, set_up
from tests.factories import NOW, TODAY, person

LATER = NOW + dt.timedelta(days=3)


def start(store: Database, country: str = "PT", language: str = "en") -> PipelineRow:
    """Sets the business up; answers its pipeline."""
    with store.write("Set up") as session:
        set_up(session, NewBusiness("Oficina do Forno", country, language))
        return pipelines.pipelines(session)[0]


def stage(row: PipelineRow, name: str) -> int:
    """The id of a stage."""
    return next(one.id for one in row.stages if one.name == name)


def add_person(store: Database, name: str = "Ana Sousa", **values: Any) -> int:
    """A person; answers the id."""
    with store.write("New contact") as session:
        contact = person(name, **values)
        session.add(contact)
        session.flush()
        return contact.id


def add_deal(store: Database, title: str = "Kitchen", **values: Any) -> int:
    """An open deal of 2,400.00 EUR; answers the id."""
    with store.write("New deal") as session:
        return deals.create(session, NewDeal(title, **{"value": 240000, **values}), today=TODAY, now=NOW)


def sold(store: Database, contact_id: int) -> tuple[Sale, ...]:
    """The sales of a contact that count, the newest first."""
    live = select(Sale).where(Sale.contact_id == contact_id, Sale.deleted_at.is_(None))
    with store.read() as session:
        return tuple(session.scalars(live.order_by(Sale.date.desc(), Sale.id.desc())))


def detail(store: Database, deal_id: int, today: dt.date = TODAY) -> DealDetail:
    """One deal as the window shows it."""
    with store.read() as session:
        return deals_list.deal(session, deal_id, today)


def board_of(store: Database, row: PipelineRow, text: str = "", **values: Any) -> Board:
    """The board as the window shows it."""
    with store.read() as session:
        return board(session, row.id, text, **values)


def first_reason(store: Database) -> int:
    """The id of the first reason to lose a deal."""
    with store.read() as session:
        return lost_reasons.lost_reasons(session)[0].id


def snapshot(store: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every recorded table: what undo must bring back."""
    tables = [table for table in METADATA.sorted_tables if table.info.get("recorded")]
    with store.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{table.name}" ORDER BY id'))]
            for table in tables
        }
