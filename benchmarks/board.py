"""The board with 8,800 deals: its figures and first cards, beside the one grouped query they cannot do without."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path

from benchmarks.data import NOW, TODAY, business
from benchmarks.desk import Desk, paint
from benchmarks.table import Measurement, in_turn
from crm_desktop.db.connection import connect
from crm_desktop.db.database import Database
from crm_desktop.db.files import open_file
from crm_desktop.services import boards, deals
from crm_desktop.services.deals_order import Place
from crm_desktop.services.pipelines import pipelines
from crm_desktop.ui.pipeline.page import PipelinePage

DEALS = 8_800
VISIBLE = 8
"""So many cards of a stage are seen at once."""
SIZES = (1_000, 100_000)
GROUPED = (
    "SELECT d.stage_id, d.currency, count(*), sum(d.value), "
    "sum((d.value * coalesce(d.probability, s.probability) * 2 + 100) / 200) "
    "FROM deal d JOIN stage s ON s.id = d.stage_id WHERE d.deleted_at IS NULL GROUP BY d.stage_id, d.currency"
)


def measure(sizes: tuple[int, ...] = SIZES) -> list[Measurement]:
    """The board with few and many contacts beside the same deals."""
    with tempfile.TemporaryDirectory() as folder:
        return [each for size in sizes for each in _measured(Path(folder) / f"{size}.crm", size)]


def _measured(path: Path, contacts: int) -> list[Measurement]:
    business(path, contacts, DEALS)
    store = open_file(path)
    note = f"{DEALS:,} deals, {contacts:,} contacts"
    try:
        with closing(connect(path)) as raw:
            opened = in_turn(lambda: raw.execute(GROUPED).fetchall(), lambda: _open(store))
            filtered = in_turn(lambda: raw.execute(GROUPED).fetchall(), lambda: _open(store, "deal 12"))
            dropped = in_turn(lambda: _raw_save(raw), lambda: _drop(store))
    finally:
        store.close()
    seen, landed = _on_screen(path)
    floor = "one grouped query by raw sqlite3"
    return [
        Measurement("Board: figures and first cards", floor, *opened, 3, note),
        Measurement("Board: filtered by two words", floor, *filtered, 6, note),
        Measurement("Board opened to painted", "that query, and paint of the same board", *seen, 3, note),
        Measurement("Board: a card dropped to saved", "one raw sqlite3 commit, same pragmas", *dropped, 6, note),
        Measurement("Board: a card dropped to saved and painted", "the 60 ms allowed", 0.060, landed, 1, note),
    ]


def _on_screen(path: Path) -> tuple[tuple[float, float], float]:
    """The tab itself: opened to painted beside its floor, and a card that is let go in the next stage."""
    with Desk(path) as desk, closing(connect(path)) as raw:
        page = PipelinePage(desk.context)
        desk.show(page)

        def floor() -> None:
            raw.execute(GROUPED).fetchall()
            for column in page.board.columns.values():
                column.cards.viewport().update()
            paint(page)

        def opened() -> None:
            page.refresh()
            page.update()
            paint(page)

        turns = count()

        def drop() -> None:
            """Forth and back, as a hand does it."""
            stages = page.board.stage_ids()
            there = next(turns) % 2
            with desk.store.read() as session:
                (card,) = boards.card_ids(session, stages[there], 0, 1)
            page.board.moved.emit(card, stages[1 - there], Place())
            paint(page)

        seen = in_turn(floor, opened)
        _floor, landed = in_turn(floor, drop, 11)
    return seen, landed


def _open(store: Database, text: str = "") -> None:
    with store.read() as session:
        (pipeline,) = pipelines(session)
        board = boards.board(session, pipeline.id, text)
        boards.first_cards(session, board, VISIBLE, today=TODAY)


def _raw_save(raw: sqlite3.Connection) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE deal SET position = position + 1 WHERE id = 1")
    raw.execute("COMMIT")


def _drop(store: Database) -> None:
    """A card goes to the next stage, or back."""
    with store.write("Move deal") as session:
        stages = [stage.id for stage in pipelines(session)[0].stages]
        (card,) = boards.card_ids(session, stages[0], 40, 1)
        deals.move(session, card, stages[1], Place(), today=TODAY, now=NOW)
