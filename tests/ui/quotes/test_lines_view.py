"""The table of lines: where the keyboard goes, what follows every letter, what screen readers hear."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.domain.quotes import LineKind
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.cells import KEYS
from tests.services.quotes import described
from tests.ui.hands import NO_KEY, SHIFT
from tests.ui.quotes.desk import QuoteDesk

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


# -------------------------------------------------------------------------------- moving


def test_tab_and_enter_go_through_the_cells_and_on_to_the_next_line(two: QuoteDesk) -> None:
    two.go(0)
    seen = []
    for key in (TAB, ENTER, TAB, ENTER, TAB):
        two.key(key)
        seen.append(two.place())
    assert seen == [(0, cells.QUANTITY), (0, cells.UNIT), (0, cells.PRICE), (0, cells.TAX), (1, cells.DESCRIPTION)]
    two.key(Qt.Key.Key_Backtab)
    assert two.place() == (0, cells.TAX)
    two.key(ENTER, SHIFT)
    assert two.place() == (0, cells.PRICE)


def test_tab_leaves_the_table_from_the_room_for_a_new_line(two: QuoteDesk) -> None:
    two.go(2)
    two.key(TAB)
    assert not two.editor.lines.view.hasFocus()


def test_up_and_down_save_and_stay_in_the_column(two: QuoteDesk) -> None:
    two.go(0, cells.PRICE)
    two.write("150")
    two.key(Qt.Key.Key_Down)
    assert two.place() == (1, cells.PRICE)
    assert two.cell(0, cells.PRICE) == "150.00"
    two.write("43")
    two.key(Qt.Key.Key_Up)
    assert (two.place(), two.cell(1, cells.PRICE)) == ((0, cells.PRICE), "43.00")


def test_escape_takes_back_what_was_typed(two: QuoteDesk) -> None:
    two.go(0, cells.PRICE)
    two.write("999")
    assert two.sums()["Net"] == "6,267.00"
    two.key(Qt.Key.Key_Escape)
    assert (two.cell(0, cells.PRICE), two.sums()["Net"]) == ("145.00", "1,143.00")
    assert two.page.is_editing
    two.key(Qt.Key.Key_Escape)
    assert not two.page.is_editing


def test_f2_goes_on_with_what_stands_there(two: QuoteDesk) -> None:
    two.go(0)
    two.key(Qt.Key.Key_F2)
    two.key(Qt.Key.Key_End)
    two.enter(", oiled")
    assert two.cell(0, cells.DESCRIPTION) == "Oak shelf, oiled"


def test_a_click_opens_a_cell_and_leaving_saves_it(two: QuoteDesk) -> None:
    view = two.editor.lines.view
    at = view.cell_rect(0, cells.QUANTITY).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NO_KEY, at)
    assert two.editor.lines.view.open_cell.is_open
    two.write("8")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NO_KEY, view.cell_rect(1, cells.NET).center())
    assert two.cell(0, cells.QUANTITY) == "8"
    assert view.places() == [1]


# -------------------------------------------------------------------------------- typing


def test_totals_and_page_follow_every_letter_before_anything_is_saved(two: QuoteDesk) -> None:
    two.go(0, cells.PRICE)
    said = []
    for letter in "200":
        two.write(letter)
        said.append((two.cell(0, cells.NET), two.sums()["Net"]))
    assert said == [("12.00", "285.00"), ("120.00", "393.00"), ("1,200.00", "1,473.00")]
    assert two.stored().lines[0].line.unit_price == Decimal(145)
    two.wait(lambda: '"unit_price":"200"' in two.editor.preview.sheets._paper)


def test_what_is_half_typed_leaves_the_last_totals(two: QuoteDesk) -> None:
    two.go(0, cells.QUANTITY)
    for letter in "-x":
        two.write(letter)
        assert two.sums()["Total"] == "€ 1,405.89"


def test_typing_in_the_last_row_adds_a_line(two: QuoteDesk) -> None:
    two.go(2)
    two.write("L")
    assert two.cell(2, cells.QUANTITY) == "1"
    two.enter("ED strip", "6", "pcs", "28")
    assert described(two.store, two.stored().id) == ["Oak shelf", "Fitting", "LED strip"]
    assert two.editor.lines.view.lines.rowCount() == 4


def test_a_line_can_begin_with_its_price(two: QuoteDesk) -> None:
    two.go(2, cells.PRICE)
    two.write("x")
    assert two.place() == (2, cells.DESCRIPTION)


def test_a_quantity_brings_its_unit(two: QuoteDesk) -> None:
    two.retype(0, cells.QUANTITY, "2,5 m²")
    line = two.stored().lines[0].line
    assert (line.quantity, line.unit) == (Decimal("2.5"), "m²")


def test_a_description_has_several_lines(two: QuoteDesk) -> None:
    two.go(0)
    two.write("Oak")
    two.key(ENTER, SHIFT)
    two.enter("oiled twice")
    assert two.stored().lines[0].line.description == "Oak\noiled twice"
    assert two.editor.lines.view.rowHeight(0) > two.editor.lines.view.rowHeight(1)


def test_a_long_description_has_room_below_the_last_row_and_gives_it_back(two: QuoteDesk) -> None:
    view = two.editor.lines.view
    before = view.maximumHeight()
    two.go(2)
    two.write("Oak")
    assert view.maximumHeight() == before
    for _line in range(3):
        two.key(ENTER, SHIFT)
    assert view.maximumHeight() > before
    two.key(Qt.Key.Key_Escape)
    assert view.maximumHeight() == before


def test_a_discount_is_shown_once_one_is_given(two: QuoteDesk) -> None:
    view = two.editor.lines.view
    at = KEYS.index(cells.DISCOUNT)
    assert view.isColumnHidden(at)
    two.go(0)
    two.editor.lines.discount_line()
    assert not view.isColumnHidden(at)
    two.enter("10 %")
    assert two.cell(0, cells.NET) == "783.00"
    two.retype(0, cells.DISCOUNT, "70")
    assert (two.cell(0, cells.DISCOUNT), two.cell(0, cells.NET)) == ("70.00", "800.00")


def test_sections_and_words_are_typed_across(two: QuoteDesk) -> None:
    two.go(0)
    two.editor.lines.view.add_line(LineKind.SECTION)
    two.enter("Fitting")
    two.editor.lines.view.add_line(LineKind.SUBTOTAL)
    two.key(Qt.Key.Key_Escape)
    kinds = [line.line.kind for line in two.stored().lines]
    assert kinds == [LineKind.ITEM, LineKind.SECTION, LineKind.ITEM]
    two.editor.lines.view.add_line(LineKind.PAGE_BREAK)
    assert [line.line.kind for line in two.stored().lines][-1] is LineKind.PAGE_BREAK


# -------------------------------------------------------------------------------- eyes


def test_screen_readers_hear_the_cells_by_their_columns(two: QuoteDesk) -> None:
    view = two.editor.lines.view
    heads = [view.lines.headerData(at, Qt.Orientation.Horizontal) for at in range(len(KEYS))]
    assert heads == ["No.", "Description", "Quantity", "Unit", "Your cost", "Price", "Discount", "Tax", "Net"]
    assert view.accessibleName() == "Lines of the quote"
    two.go(0, cells.PRICE)
    two.key(Qt.Key.Key_F2)
    editor = two.editor.lines.view.open_cell.editor
    assert editor is not None
    assert editor.accessibleName() == "Price, line 1"


def test_a_cell_can_be_written_through_the_model(two: QuoteDesk) -> None:
    model = two.editor.lines.view.lines
    index = model.index(0, KEYS.index(cells.UNIT))
    assert model.setData(index, "box")
    assert two.stored().lines[0].line.unit == "box"
    assert not model.setData(model.index(0, KEYS.index(cells.NET)), "1")
