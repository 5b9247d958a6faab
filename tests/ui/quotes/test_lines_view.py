"""The table of lines: what each key does, what is completed, refused, pasted, and what two people do to one line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from crm_desktop.db.database import Database
from crm_desktop.db.files import open_file
from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.domain.quotes import Line, LineKind, LineRole
from crm_desktop.services import catalogue, quote_drafts, quote_lines
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.cells import KEYS
from crm_desktop.ui.quotes.open_cell import OpenCell
from tests.factories import NOW
from tests.services.quotes import FITTING, SHELF, a_draft, described, shown
from tests.ui.hands import ALT, CTRL, NO_KEY, SHIFT
from tests.ui.quotes.desk import QuoteDesk

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


def words(*names: str) -> list[Line]:
    return [Line(description=name) for name in names]


@pytest.fixture
def two(desk: QuoteDesk) -> QuoteDesk:
    """A quote of two lines, open."""
    desk.page.open_record(a_draft(desk.store, SHELF, FITTING))
    return desk


def cell_of(desk: QuoteDesk) -> OpenCell:
    return desk.editor.lines.view.open_cell


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
    assert cell_of(two).is_open
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


# -------------------------------------------------------------------------------- completing


@pytest.fixture
def stocked(two: QuoteDesk) -> QuoteDesk:
    """Two things to sell in the catalogue."""
    with two.store.write("New item") as session:
        for code, name, price in (("LED1", "LED strip", "28"), ("OAK18", "Oak board, 18 mm", "61.5")):
            new = catalogue.NewItem(
                name, ItemKind.PRODUCT, code, "Warm white", "pcs", Decimal(price), Decimal(15), tax_rate=Decimal(13)
            )
            catalogue.create(session, new, now=NOW)
    two.go(2)
    return two


def test_a_name_begun_is_completed_with_all_the_catalogue_knows(stocked: QuoteDesk) -> None:
    stocked.write("led")
    stocked.key(Qt.Key.Key_Down)
    stocked.key(ENTER)
    assert stocked.place() == (2, cells.QUANTITY)
    line = stocked.stored().lines[2]
    assert line.line.description == "LED strip\nWarm white"
    assert (line.line.unit, line.line.unit_price, line.line.tax_rate) == ("pcs", Decimal(28), Decimal(13))
    assert (line.line.cost, line.item_id is not None) == (Decimal(15), True)
    stocked.undo()
    assert described(stocked.store, stocked.stored().id) == ["Oak shelf", "Fitting"]


def test_a_code_typed_out_is_enough(stocked: QuoteDesk) -> None:
    stocked.enter("oak18")
    assert stocked.cell(2, cells.DESCRIPTION).startswith("Oak board, 18 mm")
    assert stocked.place() == (2, cells.QUANTITY)


def test_free_text_is_not_completed_against_ones_will(stocked: QuoteDesk) -> None:
    stocked.enter("led strips of my own")
    assert stocked.cell(2, cells.DESCRIPTION) == "led strips of my own"


def test_prices_of_the_catalogue_get_their_tax_in_a_quote_with_tax_included(stocked: QuoteDesk) -> None:
    with stocked.store.write("Edit") as session:
        quote_drafts.edit(session, stocked.stored().id, {"price_mode": "gross"})
    stocked.enter("led1")
    assert stocked.stored().lines[2].line.unit_price == Decimal("31.64")


def test_a_tax_rate_brings_its_reason(two: QuoteDesk) -> None:
    two.retype(0, cells.TAX, "M07")
    line = two.stored().lines[0].line
    assert (line.tax_rate, line.tax_reason) == (Decimal(0), "Isento artigo 9.º do CIVA")
    two.retype(0, cells.TAX, "6")
    line = two.stored().lines[0].line
    assert (line.tax_rate, line.tax_reason) == (Decimal(6), "")


def test_a_tax_rate_is_chosen_from_the_list(two: QuoteDesk) -> None:
    two.go(0, cells.TAX)
    two.write("0")
    two.key(Qt.Key.Key_Down)
    two.key(ENTER)
    line = two.stored().lines[0].line
    assert (line.tax_rate, "57.º" in line.tax_reason) == (Decimal(0), True)
    assert two.place() == (1, cells.DESCRIPTION)


# -------------------------------------------------------------------------------- refusing


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        (cells.PRICE, "1o5", "is not a number"),
        (cells.PRICE, "-5", "below zero"),
        (cells.PRICE, "1.23456", "decimals"),
        (cells.QUANTITY, "0", "not above zero"),
        (cells.TAX, "101", "percentage"),
        (cells.UNIT, "x" * 50, "50 characters"),
    ],
)
def test_what_is_refused_stays_typed_with_its_sentence_under_the_line(
    two: QuoteDesk, key: str, typed: str, words: str
) -> None:
    two.retype(0, key, typed)
    assert two.cell(0, key) == typed
    assert words in two.trouble(0)
    assert two.place() == (0, key)
    assert two.stored().lines[0].line == SHELF
    assert two.editor.head.unsaved.isVisible()
    assert two.editor.lines.view.rowHeight(0) > 38


def test_a_refused_cell_is_mended_or_taken_back(two: QuoteDesk) -> None:
    two.retype(0, cells.PRICE, "1o5")
    two.retype(1, cells.PRICE, "4o")
    two.retype(0, cells.PRICE, "105")
    assert (two.trouble(0), two.stored().lines[0].line.unit_price) == ("", Decimal(105))
    two.go(1, cells.PRICE)
    two.key(Qt.Key.Key_F2)
    two.key(Qt.Key.Key_Escape)
    assert (two.trouble(1), two.cell(1, cells.PRICE)) == ("", "42.00")
    assert two.editor.head.saved.isVisible()


def test_a_new_line_refused_at_once_keeps_its_words_until_it_is_mended(two: QuoteDesk) -> None:
    two.go(2)
    two.write("x")
    QGuiApplication.clipboard().setText("y" * 100_000)
    two.key(Qt.Key.Key_V, CTRL)
    two.key(ENTER)
    assert "characters" in two.trouble(2)
    assert len(two.stored().lines) == 2
    two.retype(2, cells.DESCRIPTION, "Short")
    assert described(two.store, two.stored().id)[2] == "Short"


# -------------------------------------------------------------------------------- whole lines


def test_ctrl_enter_opens_a_line_below(two: QuoteDesk) -> None:
    two.go(0, cells.PRICE)
    two.key(ENTER, CTRL)
    assert cell_of(two).is_open
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
    mime = QMimeData()
    mime.setText("Product\tQty\tUnit price\nScrews\t200\t0,12\nGlue\t2\t1.234,50\nWaiting for news\n")
    QGuiApplication.clipboard().setMimeData(mime)
    two.go(1)
    two.key(Qt.Key.Key_V, CTRL)
    pasted = [line.line for line in two.stored().lines[2:]]
    assert [line.description for line in pasted] == ["Screws", "Glue", "Waiting for news"]
    assert [line.unit_price for line in pasted] == [Decimal("0.12"), Decimal("1234.5"), Decimal(0)]
    assert {line.tax_rate for line in pasted} == {Decimal(23)}
    two.undo()
    assert len(two.stored().lines) == 2


# -------------------------------------------------------------------------------- two editors


@pytest.fixture
def other(desk: QuoteDesk) -> Iterator[Database]:
    """The same file in another program."""
    store = open_file(desk.store.path)
    yield store
    store.close()


def change(store: Database, quote_id: int, at: int, **values: object) -> None:
    line_id = shown(store, quote_id).lines[at].id
    with store.write("Elsewhere") as session:
        quote_lines.edit_line(session, quote_id, line_id or 0, values)


def conflict(desk: QuoteDesk, other: Database) -> None:
    """The same price changed here and elsewhere."""
    desk.go(0, cells.PRICE)
    desk.write("160")
    change(other, desk.stored().id, 0, unit_price=Decimal(150))
    desk.key(ENTER)


def test_a_value_changed_elsewhere_is_shown_beside_ones_own(two: QuoteDesk, other: Database) -> None:
    conflict(two, other)
    bar = two.editor.conflict
    assert bar.isVisible()
    assert bar.where.text() == "Line 1, Price"
    assert "“150.00”" in bar.words.text()
    assert "“160.00”" in bar.words.text()
    assert two.stored().lines[0].line.unit_price == Decimal(150)


@pytest.mark.parametrize(("mine", "price"), [(True, 160), (False, 150)])
def test_one_of_the_two_is_chosen(two: QuoteDesk, other: Database, mine: bool, price: int) -> None:
    conflict(two, other)
    bar = two.editor.conflict
    (bar.mine if mine else bar.theirs).click()
    assert not bar.isVisible()
    assert two.stored().lines[0].line.unit_price == Decimal(price)
    assert two.cell(0, cells.PRICE) == f"{price}.00"


def test_other_values_of_the_same_line_are_both_kept(two: QuoteDesk, other: Database) -> None:
    two.go(0, cells.PRICE)
    two.write("160")
    change(other, two.stored().id, 0, description="Ash shelf")
    two.key(ENTER)
    assert not two.editor.conflict.isVisible()
    two.context.store.publish_everything()
    assert (two.cell(0, cells.DESCRIPTION), two.cell(0, cells.PRICE)) == ("Ash shelf", "160.00")


def test_news_while_typing_leave_the_typing_with_its_line(two: QuoteDesk, other: Database) -> None:
    two.go(1, cells.PRICE)
    two.write("5")
    with other.write("Elsewhere") as session:
        quote_lines.add_lines(session, two.stored().id, [], None)
        quote_lines.move_line(session, two.stored().id, shown(other, two.stored().id).lines[1].id or 0, None)
    two.context.store.publish_everything()
    two.write("0")
    two.key(ENTER)
    assert [line.line.unit_price for line in two.stored().lines] == [Decimal(50), Decimal(145)]


def test_a_line_removed_elsewhere_while_typing_closes_its_cell(two: QuoteDesk, other: Database) -> None:
    two.go(0, cells.PRICE)
    two.write("5")
    with other.write("Elsewhere") as session:
        quote_lines.remove_lines(session, two.stored().id, [shown(other, two.stored().id).lines[0].id or 0])
    two.context.store.publish_everything()
    assert not cell_of(two).is_open
    assert two.column(cells.DESCRIPTION) == ["Fitting"]


def test_a_quote_issued_elsewhere_can_no_longer_be_written_here(two: QuoteDesk, other: Database) -> None:
    two.retype(0, cells.PRICE, "150")
    with other.write("Elsewhere") as session:
        quote_drafts.to_bin(session, two.stored().id, now=NOW)
    two.context.store.publish_everything()
    assert "In the bin" in two.editor.head.note.text()
    two.go(0)
    two.write("x")
    assert not cell_of(two).is_open


# -------------------------------------------------------------------------------- eyes


def test_screen_readers_hear_the_cells_by_their_columns(two: QuoteDesk) -> None:
    view = two.editor.lines.view
    heads = [view.lines.headerData(at, Qt.Orientation.Horizontal) for at in range(len(KEYS))]
    assert heads == ["No.", "Description", "Quantity", "Unit", "Price", "Discount", "Tax", "Net"]
    assert view.accessibleName() == "Lines of the quote"
    two.go(0, cells.PRICE)
    two.key(Qt.Key.Key_F2)
    editor = cell_of(two).editor
    assert editor is not None
    assert editor.accessibleName() == "Price, line 1"


def test_a_cell_can_be_written_through_the_model(two: QuoteDesk) -> None:
    model = two.editor.lines.view.lines
    index = model.index(0, KEYS.index(cells.UNIT))
    assert model.setData(index, "box")
    assert two.stored().lines[0].line.unit == "box"
    assert not model.setData(model.index(0, KEYS.index(cells.NET)), "1")
