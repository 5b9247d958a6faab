"""A key press in the editor of a quote, to the repainted line and totals."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer

from benchmarks.data import NOW, TODAY, business
from benchmarks.desk import Desk, paint, press, settle
from benchmarks.table import Measurement, in_turn
from crm_desktop.domain.quotes import Line
from crm_desktop.services import quote_drafts, quote_lines
from crm_desktop.services.quote_drafts import NewQuote
from crm_desktop.services.quote_terms import DraftLine
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.cell_editor import Editor
from crm_desktop.ui.quotes.page import QuotesPage
from crm_desktop.ui.render_client import OnError, OnPage, OnPdf, RenderClient

LINES = (10, 100)
PREVIEWED = (10, 100, 500)
LONG = 5_000
KEYS = "123456"
SIZE = 1_000


class NoPages:
    """Draws nothing: the process that does is not what is measured here."""

    def render(
        self, kind: str, paper: str, on_pdf: OnPdf, on_error: OnError | None = None, *, topic: object = None
    ) -> None:
        """No PDF."""

    def page(
        self, pdf: bytes, index: int, scale: float, on_page: OnPage, on_error: OnError, *, topic: object = None
    ) -> None:
        """No page."""

    def preview(
        self, paper: str, index: int, scale: float, on_page: OnPage, on_error: OnError, *, topic: object = None
    ) -> None:
        """No page."""

    def forget(self, topic: object) -> None:
        """Nothing was asked."""

    def warm_up(self) -> None:
        """Ready."""

    def close(self) -> None:
        """Ended."""


def measure(
    sizes: tuple[int, ...] = LINES, long: int = LONG, previewed: tuple[int, ...] = PREVIEWED
) -> list[Measurement]:
    """In quotes of a few and of many lines; in one that nobody writes a key may take no more than a frame."""
    with tempfile.TemporaryDirectory() as folder:
        path = business(Path(folder) / "quotes.crm", SIZE)
        measured = [each for lines in sizes for each in _measured(path, lines)]
        key = _measured(path, long)[0]
        drawn = [_previewed(path, lines) for lines in previewed]
        return [*measured, *drawn, replace(key, floor_name="the 16 ms of a frame", floor_seconds=0.016, goal=1)]


def _measured(path: Path, lines: int) -> list[Measurement]:
    with Desk(path) as desk:
        page = QuotesPage(desk.context, renderer=NoPages())
        desk.show(page)
        page.open_record(_quote(desk, lines))
        settle()
        view, totals = page.editor.lines.view, page.editor.foot.totals
        view.edit_cell(min(3, lines - 1), cells.PRICE)
        settle()
        cell = view.open_cell.editor
        assert cell is not None

        def repaint() -> None:
            view.viewport().update(view.cell_rect(min(3, lines - 1), cells.DESCRIPTION))
            for widget in (cell, totals):
                widget.update()
            paint(page)

        def floor() -> None:
            for _key in KEYS:
                repaint()

        keys = in_turn(floor, partial(_type, cell, page), 11)
        turns = count()

        def save() -> None:
            """Return: the value is saved, the next cell is reached, and everything is painted."""
            view.edit_cell(min(3, lines - 1), cells.PRICE, str(next(turns) + 100))
            assert view.open_cell.editor is not None
            press(view.open_cell.editor, "", Qt.Key.Key_Return)
            paint(page)

        _floor, saved = in_turn(repaint, save, 11)
    floor_name = "repaint of the line and the totals"
    note = f"{lines:,} lines"
    return [
        Measurement(
            "Key press in a quote to repainted totals", floor_name, keys[0] / len(KEYS), keys[1] / len(KEYS), 2, note
        ),
        Measurement("A price of a quote saved and painted", "the 60 ms allowed", 0.060, saved, 1, note),
    ]


def _previewed(path: Path, lines: int) -> Measurement:
    """From the end of the pause in typing to the page drawn anew, in the process that draws, and painted.

    By the clock always: most of it is spent in another process, or waiting for it.
    """
    with Desk(path) as desk:
        page = QuotesPage(desk.context, renderer=RenderClient())
        desk.show(page)
        page.open_record(_quote(desk, lines))
        preview, paused = page.editor.preview, list[float]()
        page.editor.book.paper_changed.connect(lambda _anew: paused.append(time.perf_counter()))
        _until(lambda: preview.picture(0) is not None)
        page.editor.lines.view.edit_cell(min(3, lines - 1), cells.PRICE)
        settle()
        cell = page.editor.lines.view.open_cell.editor
        assert cell is not None
        spent = []
        for letter in KEYS * 2:
            before = preview.picture(0)
            paused.clear()
            cell.selectAll()
            press(cell, letter)
            _until(lambda before=before: bool(paused) and preview.picture(0) is not before)  # type: ignore[misc]
            paint(page)
            spent.append(time.perf_counter() - paused[-1])
        page.renderer.close()
    return Measurement(
        "Pause in typing to the page redrawn",
        "the 150 ms allowed",
        0.15,
        statistics.median(spent),
        1,
        f"{lines:,} lines",
    )


def _until(reached: Callable[[], bool]) -> None:
    """Lets the window work as it does at rest until something is so; gives up after ten seconds."""
    end = time.perf_counter() + 10
    loop, look = QEventLoop(), QTimer(interval=1)
    look.timeout.connect(lambda: loop.quit() if reached() or time.perf_counter() > end else None)
    look.start()
    loop.exec()
    look.stop()
    if not reached():
        raise TimeoutError("the page was not drawn")


def _type(cell: Editor, page: QuotesPage) -> None:
    cell.selectAll()
    for letter in KEYS:
        press(cell, letter)
        paint(page)


def _quote(desk: Desk, lines: int) -> int:
    with desk.store.write("New quote") as session:
        quote_id = quote_drafts.create(session, NewQuote(contact_id=1), today=TODAY, now=NOW)
        drafts = [
            DraftLine(Line(description=f"Prateleiras em carvalho {n}", quantity=Decimal(n % 9 + 1),
                           unit_price=Decimal(n * 37 % 9_000 + 100) / 100, tax_rate=Decimal(23)))
            for n in range(lines)
        ]  # fmt: skip
        quote_lines.add_lines(session, quote_id, drafts)
    return quote_id
