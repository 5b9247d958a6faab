"""The list side of a tab: filter, views, what stands there while there is nothing, the line below."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.record_list import RecordList
from crm_desktop.ui.kit.table import TableView
from tests.ui.hands import click, press, seen, type_text
from tests.ui.kit.books import Book, Shelf, book_list


@pytest.fixture
def shelf() -> Shelf:
    return Shelf("Dune", "Emma", "Ulysses")


@pytest.fixture
def books(shelf: Shelf, qtbot: QtBot) -> RecordList:
    window = QWidget()
    window.resize(600, 400)
    qtbot.addWidget(window)
    made = book_list(shelf)
    QVBoxLayout(window).addWidget(made)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return made


def _titles(books: RecordList) -> list[str]:
    model = books.view.query
    return [str(model.data(model.index(row, 0))) for row in range(books.count)]


def test_the_list_is_asked_at_every_letter_and_says_that_it_was(books: RecordList) -> None:
    counts: list[int] = []
    books.asked.connect(lambda: counts.append(books.count))
    type_text(books.bar.field, "mm")
    assert _titles(books) == ["Emma"]
    assert counts == [1, 1]


def test_a_view_asks_for_its_own_and_the_way_back_shows_everything(shelf: Shelf, books: RecordList) -> None:
    shelf.books[2] = Book("Emma", read=True)
    books.bar.choose_view("read")
    assert _titles(books) == ["Emma"]
    type_text(books.bar.field, "dune")
    assert _titles(books) == []
    books.show_all()
    assert _titles(books) == ["Dune", "Emma", "Ulysses"]


def test_the_empty_state_stands_only_where_there_is_nothing_at_all(shelf: Shelf, books: RecordList) -> None:
    type_text(books.bar.field, "x")
    assert "Nothing matches “x”." in seen(books)
    assert "No books yet" not in seen(books)
    books.show_all()
    shelf.books.clear()
    books.refresh()
    assert "No books yet" in seen(books)
    shelf.books[1] = Book("Dune")
    books.refresh()
    assert _titles(books) == ["Dune"]
    assert "No books yet" not in seen(books)


def test_down_and_enter_lead_from_the_filter_into_the_list(books: RecordList) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        books.bar.focus_filter()
        press(books.bar.field, key)
        assert books.view.hasFocus()


def test_the_chosen_record_stays_when_the_list_is_asked_again(shelf: Shelf, books: RecordList) -> None:
    books.view.keeper.choose(3)
    shelf.books[4] = Book("Aesop")
    books.refresh()
    assert _titles(books)[0] == "Aesop"
    assert books.view.keeper.current == 3


def test_the_order_of_a_heading_outlives_the_filter(books: RecordList) -> None:
    assert isinstance(books.view, TableView)
    books.view.sort_by("title", descending=True)
    type_text(books.bar.field, "u")
    assert _titles(books) == ["Ulysses", "Dune"]


def test_the_line_below_is_there_only_when_it_says_something(books: RecordList) -> None:
    books.tell("3 books")
    assert books.foot.isVisible()
    books.tell("")
    assert not books.foot.isVisible()


def test_the_new_button_rests_while_nothing_can_be_written(books: RecordList) -> None:
    pressed: list[str] = []
    books.bar.new_pressed.connect(lambda: pressed.append("new"))
    button = books.bar.new_button
    assert button is not None
    books.set_editable(False)
    click(button)
    assert pressed == []
    books.set_editable(True)
    click(button)
    assert pressed == ["new"]
