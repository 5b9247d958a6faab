"""The head of a list asks at every letter and hands the keyboard on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.filter_bar import FilterBar
from tests.ui.hands import click, press, seen, type_text


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    bar = FilterBar("Filter 1,284 contacts", [("all", "All"), ("b&b", "B & B")], "New", "Ctrl+N")
    qtbot.addWidget(bar)
    bar.show()
    bar.activateWindow()
    return bar


def test_every_letter_filters_at_once(bar: FilterBar) -> None:
    asked: list[str] = []
    bar.filter_changed.connect(asked.append)
    type_text(bar.field, "são")
    assert asked == ["s", "sã", "são"]


def test_escape_empties_the_filter_and_down_goes_to_the_list(bar: FilterBar) -> None:
    heard: list[str] = []
    bar.filter_changed.connect(heard.append)
    bar.left_down.connect(lambda: heard.append("down"))
    type_text(bar.field, "a")
    press(bar.field, Qt.Key.Key_Escape)
    press(bar.field, Qt.Key.Key_Down)
    press(bar.field, Qt.Key.Key_Return)
    assert heard == ["a", "", "down", "down"]


def test_a_view_is_chosen_and_named_on_its_button(bar: FilterBar) -> None:
    views: list[str] = []
    bar.view_changed.connect(views.append)
    assert "View: All" in seen(bar)
    bar.choose_view("b&b")
    assert (bar.view, views) == ("b&b", ["b&b"])
    assert bar.view_button is not None
    assert bar.view_button.accessibleName() == "View: B & B"


def test_the_view_menu_opens_by_keyboard(bar: FilterBar) -> None:
    button = bar.view_button
    assert button is not None
    press(button, Qt.Key.Key_Down)
    menu = button.menu()
    assert menu is not None
    assert menu.isVisible()
    assert [entry.text() for entry in menu.actions()] == ["All", "B && B"]
    menu.close()
    assert not button.isDown()


def test_new_is_the_primary_button_and_tells_its_shortcut(bar: FilterBar) -> None:
    heard: list[int] = []
    bar.new_pressed.connect(lambda: heard.append(1))
    assert bar.new_button is not None
    click(bar.new_button)
    assert heard == [1]
    assert bar.new_button.toolTip() == "New (Ctrl+N)"


def test_the_filter_has_a_name_that_follows_its_count(bar: FilterBar) -> None:
    bar.set_placeholder("Filter 1,285 contacts")
    assert bar.field.accessibleName() == "Filter 1,285 contacts"


def test_a_bar_without_views_and_button_is_just_a_filter(qtbot: QtBot) -> None:
    bar = FilterBar("Filter deals")
    qtbot.addWidget(bar)
    bar.choose_view("x")
    assert (bar.view, bar.view_button, bar.new_button) == ("", None, None)
