"""Whole lines: put in, taken away, moved, doubled, made optional, copied and pasted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from crm_desktop.domain.quotes import Line, LineKind, LineRole
from crm_desktop.ui.quotes import cells
from tests.services.quotes import FITTING, SHELF, a_draft, complete, described, issue
from tests.ui.hands import ALT, CTRL, NO_KEY, SHIFT, press
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
    two.editor.lines.set_role(LineRole.OPTIONAL)
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
        "Add", "Make lines standard", "Make lines optional", "Make lines alternative", "Build the price …",
        "Give the line a discount", "Show what the lines cost you", "Move the line up", "Move the line down",
        "Duplicate lines", "Save as group …", "Copy", "Paste", "Remove lines",
    ]  # fmt: skip
    assert two.menu_parts(two.editor.lines.open_menu(QPoint(10, 10))) == {
        "Add": ["Add a line", "Add a section", "Add a text", "Add a subtotal", "Add a page break", "Insert group …"]
    }


# -------------------------------------------------------------------------------- sections and costs


def test_a_section_can_print_its_sum_alone_and_says_so(desk: QuoteDesk) -> None:
    quote_id = a_draft(desk.store, Line(kind=LineKind.SECTION, description="Wall"), SHELF, FITTING)
    desk.page.open_record(quote_id)
    desk.go(0)
    lump = next(action for action in desk.editor.lines.actions_now() if action.key == "lines.lump")
    assert lump.checked is not None
    assert (lump.is_enabled(), lump.checked()) == (True, False)
    lump.run()
    assert desk.stored().lines[0].line.hide_prices
    assert desk.editor.lines.view.lines.amount(0) == "1,143.00"
    lump.run()
    assert not desk.stored().lines[0].line.hide_prices
    assert desk.editor.lines.view.lines.amount(0) == ""
    desk.undo()
    assert desk.stored().lines[0].line.hide_prices


def test_only_a_section_can_print_one_sum(two: QuoteDesk) -> None:
    two.go(0)
    assert not [
        action for action in two.editor.lines.actions_now() if action.key == "lines.lump" and action.is_enabled()
    ]


def test_costs_are_shown_when_asked_for_and_change_the_margin(two: QuoteDesk) -> None:
    view, at = two.editor.lines.view, cells.KEYS.index(cells.COST)
    assert view.isColumnHidden(at)
    costs = next(action for action in two.editor.lines.actions_now() if action.key == "lines.cost")
    costs.run()
    assert not view.isColumnHidden(at)
    assert two.column(cells.COST) == ["", "20.00"]
    two.retype(0, cells.COST, "100")
    assert two.stored().lines[0].line.cost == Decimal(100)
    assert two.editor.foot.margin.text() == "Margin 36\u00a0% (€\u00a0413.00), not printed"
    two.retype(0, cells.COST, "-1")
    assert "below zero" in two.trouble(0) or "negative" in two.trouble(0)
    assert two.stored().lines[0].line.cost == Decimal(100)


# -------------------------------------------------------------------------------- dragged


def drag(desk: QuoteDesk, at: int, to: int, *, drop: bool = True, column: str = cells.PLACE) -> None:
    """Drags a line by its number to where the row `to` begins, and lets it go there."""
    view = desk.editor.lines.view
    ground = view.viewport()
    x = view.columnViewportPosition(cells.KEYS.index(column)) + 5
    start = QPoint(x, view.rowViewportPosition(at) + 10)
    end = QPoint(x, view.rowViewportPosition(to) + 3)
    QTest.mousePress(ground, Qt.MouseButton.LeftButton, NO_KEY, start)
    for spot in (start + (end - start) / 2, end):
        QTest.mouseMove(ground, spot)
    if drop:
        QTest.mouseRelease(ground, Qt.MouseButton.LeftButton, NO_KEY, end)


@pytest.mark.parametrize(("at", "to", "after"), [(0, 2, "bacd"), (3, 0, "dabc"), (1, 4, "acdb"), (2, 2, "abcd")])
def test_a_line_is_dragged_by_its_number_and_undo_takes_it_back(desk: QuoteDesk, at: int, to: int, after: str) -> None:
    desk.page.open_record(a_draft(desk.store, *words(*"abcd")))
    drag(desk, at, to)
    assert "".join(desk.column(cells.DESCRIPTION)) == after
    assert "".join(described(desk.store, desk.stored().id)) == after
    if after != "abcd":
        desk.undo()
        assert "".join(desk.column(cells.DESCRIPTION)) == "abcd"


def test_chosen_lines_are_dragged_together(desk: QuoteDesk) -> None:
    desk.page.open_record(a_draft(desk.store, *words(*"abcd")))
    desk.go(0)
    desk.key(Qt.Key.Key_Down, SHIFT)
    drag(desk, 0, 4)
    assert "".join(described(desk.store, desk.stored().id)) == "cdab"


def test_escape_lets_go_of_a_line(desk: QuoteDesk) -> None:
    desk.page.open_record(a_draft(desk.store, *words(*"abcd")))
    drag(desk, 0, 3, drop=False)
    assert desk.editor.lines.view.drag.active
    press(desk.editor.lines.view, Qt.Key.Key_Escape)
    assert not desk.editor.lines.view.drag.active
    assert desk.page.is_editing
    assert "".join(described(desk.store, desk.stored().id)) == "abcd"


def test_an_issued_quote_has_no_lines_to_drag(desk: QuoteDesk) -> None:
    quote_id = complete(desk.store)
    issue(desk.store, quote_id)
    desk.page.open_record(quote_id)
    drag(desk, 0, 1, drop=False)
    assert not desk.editor.lines.view.drag.active


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
