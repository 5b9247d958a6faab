"""Whole lines: put in, taken away, moved, doubled, made optional, copied and pasted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from crm_desktop.domain.quotes import Line, LineRole
from crm_desktop.ui.quotes import cells
from tests.services.quotes import FITTING, SHELF, a_draft, described
from tests.ui.hands import ALT, CTRL, NO_KEY, SHIFT
from tests.ui.quotes.desk import QuoteDesk

ENTER = Qt.Key.Key_Return


def words(*names: str) -> list[Line]:
    return [Line(description=name) for name in names]


# -------------------------------------------------------------------------------- whole lines


def test_ctrl_enter_opens_a_line_below(two: QuoteDesk) -> None:
    two.go(0, cells.PRICE)
    two.key(ENTER, CTRL)
    assert two.editor.lines.view.open_cell.is_open
    two.enter("Between")
    assert described(two.store, two.stored().id) == ["Oak shelf", "Between", "Fitting"]


def test_ctrl_enter_in_an_open_cell_saves_it_first(two: QuoteDesk) -> None:
    two.go(0, cells.PRICE)
    two.write("150")
    two.key(ENTER, CTRL)
    two.enter("Between")
    assert two.stored().lines[0].line.unit_price == Decimal(150)
    assert described(two.store, two.stored().id)[1] == "Between"


def test_a_line_opened_and_left_without_a_word_is_gone(two: QuoteDesk) -> None:
    two.go(0)
    two.key(ENTER, CTRL)
    two.key(Qt.Key.Key_Escape)
    assert two.column(cells.DESCRIPTION) == ["Oak shelf", "Fitting"]


@pytest.mark.parametrize("held", [NO_KEY, CTRL])
def test_delete_takes_a_line_away_and_the_message_brings_it_back(two: QuoteDesk, held: Qt.KeyboardModifier) -> None:
    two.go(0)
    two.key(Qt.Key.Key_Delete, held)
    assert two.column(cells.DESCRIPTION) == ["Fitting"]
    assert two.told() == ["1 line was removed."]
    button = two.context.toasts.shown()[-1].action_button
    assert button is not None
    button.click()
    assert two.column(cells.DESCRIPTION) == ["Oak shelf", "Fitting"]


def test_alt_and_an_arrow_move_a_line_and_the_cursor_with_it(desk: QuoteDesk) -> None:
    desk.page.open_record(a_draft(desk.store, *words("a", "b", "c")))
    desk.go(0, cells.PRICE)
    desk.key(Qt.Key.Key_Down, ALT)
    assert (desk.column(cells.DESCRIPTION), desk.place()) == (["b", "a", "c"], (1, cells.PRICE))
    desk.key(Qt.Key.Key_Down, ALT)
    desk.key(Qt.Key.Key_Down, ALT)
    assert described(desk.store, desk.stored().id) == ["b", "c", "a"]
    desk.key(Qt.Key.Key_Up, ALT)
    assert described(desk.store, desk.stored().id) == ["b", "a", "c"]


def test_ctrl_d_doubles_a_line(two: QuoteDesk) -> None:
    two.go(0)
    two.key(Qt.Key.Key_D, CTRL)
    assert described(two.store, two.stored().id) == ["Oak shelf", "Oak shelf", "Fitting"]
    assert two.place()[0] == 1


def test_an_option_is_priced_and_not_in_the_total(two: QuoteDesk) -> None:
    two.go(1)
    two.editor.lines._set_role(LineRole.OPTIONAL)
    assert two.sums()["Net"] == "870.00"
    assert two.cell(1, cells.NET) == "273.00"
    assert two.stored().lines[1].line.role is LineRole.OPTIONAL


def test_several_lines_are_chosen_and_removed_at_once(desk: QuoteDesk) -> None:
    desk.page.open_record(a_draft(desk.store, *words("a", "b", "c")))
    desk.go(0)
    desk.key(Qt.Key.Key_Down, SHIFT)
    desk.key(Qt.Key.Key_Delete)
    assert desk.column(cells.DESCRIPTION) == ["c"]
    assert desk.told() == ["2 lines were removed."]


def test_the_menu_of_lines_offers_what_can_be_done(two: QuoteDesk) -> None:
    two.go(0)
    menu = two.editor.lines.open_menu(QPoint(10, 10))
    assert two.menu_words(menu) == [
        "Subtotal", "Page break", "Standard", "Optional", "Alternative", "Move up", "Move down", "Duplicate", "Copy",
        "Paste", "Remove",
    ]  # fmt: skip


# -------------------------------------------------------------------------------- clipboard


def test_lines_go_from_one_quote_to_another_with_all_they_know(two: QuoteDesk) -> None:
    two.go(1)
    two.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Fitting\t6.5\th\t42.00\t\t23\u00a0%\n"
    two.page.open_record(a_draft(two.store, SHELF))
    two.go(0)
    two.key(Qt.Key.Key_V, CTRL)
    assert [line.line for line in two.stored().lines] == [SHELF, FITTING]


def test_ctrl_x_takes_a_line_along(two: QuoteDesk) -> None:
    two.go(0)
    two.key(Qt.Key.Key_X, CTRL)
    two.go(1)
    two.key(Qt.Key.Key_V, CTRL)
    assert described(two.store, two.stored().id) == ["Fitting", "Oak shelf"]


def test_rows_of_a_spreadsheet_become_lines(two: QuoteDesk) -> None:
    table = "Product\tQty\tUnit price\nScrews\t200\t0,12\nGlue\t2\t1.234,50\nWaiting for news\n"
    QGuiApplication.clipboard().setText(table)
    two.go(1)
    two.key(Qt.Key.Key_V, CTRL)
    pasted = [line.line for line in two.stored().lines[2:]]
    assert [line.description for line in pasted] == ["Screws", "Glue", "Waiting for news"]
    assert [line.unit_price for line in pasted] == [Decimal("0.12"), Decimal("1234.5"), Decimal(0)]
    assert {line.tax_rate for line in pasted} == {Decimal(23)}
    two.undo()
    assert len(two.stored().lines) == 2
