"""What cannot be saved stays as it was typed; what was changed elsewhere is never overwritten."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from crm_desktop.db.database import Database
from crm_desktop.domain.quotes import Line, LineKind
from crm_desktop.services import quote_drafts, quote_lines
from crm_desktop.ui.quotes import cells
from tests.factories import NOW
from tests.services.quotes import SHELF, a_draft, described, shown
from tests.ui.hands import CTRL
from tests.ui.quotes.desk import QuoteDesk

ENTER = Qt.Key.Key_Return


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


# -------------------------------------------------------------------------------- two editors


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


def test_a_conflict_names_its_line_by_the_number_it_shows(desk: QuoteDesk, other: Database) -> None:
    section = Line(kind=LineKind.SECTION, description="Living room")
    desk.page.open_record(a_draft(desk.store, section, SHELF))
    desk.go(1, cells.PRICE)
    desk.write("160")
    change(other, desk.stored().id, 1, unit_price=Decimal(150))
    desk.key(ENTER)
    assert desk.editor.conflict.where.text() == "Line 1, Price"
    desk.editor.conflict.mine.click()
    desk.retype(1, cells.PRICE, "1o5")
    desk.page.issue_chosen()
    assert "Line 1 has words that could not be saved" in desk.told()[-1]


def test_a_conflict_about_a_section_names_it(desk: QuoteDesk, other: Database) -> None:
    desk.page.open_record(a_draft(desk.store, Line(kind=LineKind.SECTION, description="Living room")))
    desk.go(0)
    desk.write("Kitchen")
    change(other, desk.stored().id, 0, description="Bedroom")
    desk.key(ENTER)
    assert desk.editor.conflict.where.text() == "Description"


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
    assert not two.editor.lines.view.open_cell.is_open
    assert two.column(cells.DESCRIPTION) == ["Fitting"]


def test_a_quote_issued_elsewhere_can_no_longer_be_written_here(two: QuoteDesk, other: Database) -> None:
    two.retype(0, cells.PRICE, "150")
    with other.write("Elsewhere") as session:
        quote_drafts.to_bin(session, two.stored().id, now=NOW)
    two.context.store.publish_everything()
    assert "In the bin" in two.editor.head.note.text()
    two.go(0)
    two.write("x")
    assert not two.editor.lines.view.open_cell.is_open
