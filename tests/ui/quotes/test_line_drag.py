"""Lines show where they can be taken, where they can be."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.cells import KEYS
from crm_desktop.ui.quotes.line_painting import GRIP
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import TABLE_ROW
from tests.services.quotes import complete, issue
from tests.ui.quotes.desk import QuoteDesk


def dots(desk: QuoteDesk, at: int) -> bool:
    """Whether a line shows its grip."""
    view = desk.editor.lines.view
    picture = view.viewport().grab().toImage()
    top, color = view.rowViewportPosition(at), QColor(theme().colors.muted)
    spots = (QPoint(x, y) for x in range(GRIP) for y in range(top, top + TABLE_ROW))
    return any(picture.pixelColor(spot) == color for spot in spots)


def hover(desk: QuoteDesk, at: int, key: str) -> None:
    view = desk.editor.lines.view
    view.drag.hover(QPoint(view.columnViewportPosition(KEYS.index(key)) + 5, view.rowViewportPosition(at) + 10))


def test_the_line_under_the_pointer_and_the_chosen_one_show_where_they_can_be_taken(two: QuoteDesk) -> None:
    two.go(0)
    assert [dots(two, 0), dots(two, 1)] == [True, False]
    hover(two, 1, cells.DESCRIPTION)
    assert dots(two, 1)
    two.editor.lines.view.drag.hover(None)
    assert not dots(two, 1)


def test_over_the_number_the_pointer_is_a_hand(two: QuoteDesk) -> None:
    viewport = two.editor.lines.view.viewport()
    hover(two, 0, cells.PLACE)
    assert viewport.cursor().shape() is Qt.CursorShape.OpenHandCursor
    hover(two, 0, cells.DESCRIPTION)
    assert viewport.cursor().shape() is not Qt.CursorShape.OpenHandCursor


def test_neither_the_room_to_type_nor_an_issued_quote_can_be_taken(desk: QuoteDesk) -> None:
    quote_id = complete(desk.store)
    desk.page.open_record(quote_id)
    desk.wait(lambda: desk.editor.lines.view.viewport().height() > 3 * TABLE_ROW)
    desk.go(2)
    hover(desk, 2, cells.PLACE)
    assert not dots(desk, 2)
    issue(desk.store, quote_id)
    desk.page.open_record(quote_id)
    desk.go(0)
    hover(desk, 0, cells.PLACE)
    assert not dots(desk, 0)
