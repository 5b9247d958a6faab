"""Where nothing is found a list says what nothing matches, and one press shows everything again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.empty import EmptyState
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.list_places import ListPlaces
from tests.ui.hands import press, seen, type_text


class Shelf:
    """A list of `count` records under a filter that asks at every letter."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(300, 500)
        self.bar = FilterBar("Filter", [("all", "All"), ("done", "Done")], "New record")
        self.list = QListWidget()
        self.places = ListPlaces(self.list, EmptyState("box", "Nothing yet", "Begin."), self.bar)
        column = QVBoxLayout(self.window)
        column.addWidget(self.bar)
        column.addWidget(self.places)
        self.count = 0
        for asked in (self.bar.filter_changed, self.bar.view_changed):
            asked.connect(self._settle)
        self.bar.left_down.connect(self.places.focus_list)
        self._settle()
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def _settle(self, _asked: str = "") -> None:
        self.places.settle(self.count if self.bar.untouched else 0)


@pytest.fixture
def shelf(qtbot: QtBot) -> Shelf:
    return Shelf(qtbot)


def test_what_nothing_matches_is_said_and_the_filter_can_be_cleared(shelf: Shelf) -> None:
    shelf.count = 3
    type_text(shelf.bar.field, "oven")
    assert "Nothing matches “oven”." in seen(shelf.places)
    assert "Begin." not in seen(shelf.places)
    press(shelf.bar.field, Qt.Key.Key_Down)
    assert shelf.places.nothing.clear_button.hasFocus()
    press(shelf.places.nothing.clear_button, Qt.Key.Key_Return)
    assert shelf.bar.text() == ""
    assert shelf.list.isVisible()
    assert shelf.bar.field.hasFocus()


def test_the_chosen_view_is_named_and_taken_back_after_the_filter(shelf: Shelf) -> None:
    shelf.count = 3
    shelf.bar.choose_view("done")
    assert "Nothing in “Done”." in seen(shelf.places)
    type_text(shelf.bar.field, "oven")
    assert "Nothing in “Done” matches “oven”." in seen(shelf.places)
    shelf.places.nothing.clear_button.click()
    assert (shelf.bar.text(), shelf.bar.view) == ("", "done")
    assert shelf.places.nothing.clear_button.words() == "Show all"
    shelf.places.nothing.clear_button.click()
    assert shelf.bar.view == "all"
    assert shelf.list.isVisible()


def test_nothing_at_all_is_not_called_a_filter_without_a_match(shelf: Shelf) -> None:
    assert "Nothing yet" in seen(shelf.places)
    type_text(shelf.bar.field, "   ")
    assert "Nothing yet" in seen(shelf.places)
    press(shelf.bar.field, Qt.Key.Key_Down)
    assert shelf.bar.field.hasFocus()


def test_a_long_word_neither_widens_the_list_nor_is_it_repeated_to_its_end(shelf: Shelf) -> None:
    shelf.count = 3
    type_text(shelf.bar.field, "x" * 200)
    assert shelf.places.nothing.minimumSizeHint().width() <= 300
    assert len(shelf.places.nothing.title.text()) < 80


def test_markup_in_the_filter_is_shown_as_it_was_typed(shelf: Shelf) -> None:
    shelf.count = 3
    type_text(shelf.bar.field, "<b>&amp;")
    assert "Nothing matches “<b>&amp;”." in seen(shelf.places)


def test_where_the_empty_state_offers_the_first_step_the_bar_does_not_offer_it_again(shelf: Shelf) -> None:
    button = shelf.bar.new_button
    assert button is not None
    assert not button.isVisible()
    type_text(shelf.bar.field, "oven")
    assert button.isVisible()
    shelf.count = 1
    shelf.bar.clear()
    assert button.isVisible()
