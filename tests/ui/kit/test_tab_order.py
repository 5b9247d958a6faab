"""Tab passes through widgets that were made late in the order in which they are seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.tab_order import tab_through
from crm_desktop.ui.kit.text_fields import TextField
from tests.ui.hands import NO_KEY, SHIFT, press


def _way(first: QWidget, steps: int, modifier: Qt.KeyboardModifier = NO_KEY) -> list[str]:
    """The names of the next widgets that Tab reaches."""
    first.setFocus()
    names = []
    for _step in range(steps):
        here = QApplication.focusWidget()
        assert here is not None
        press(here, Qt.Key.Key_Tab if modifier is NO_KEY else Qt.Key.Key_Backtab, modifier)
        there = QApplication.focusWidget()
        assert there is not None
        names.append(there.accessibleName())
    return names


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    return line


def test_late_widgets_stand_right_before_their_neighbour_in_both_directions(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    top, button, end = _line("top"), _line("button"), _line("end")
    for line in (top, button, end):
        column.addWidget(line)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    late = [TextField("name", "name"), TextField("price", "price")]
    for at, field in enumerate(late, 1):
        column.insertWidget(at, field)
        field.show()
    assert _way(top, 2) == ["button", "end"]
    tab_through(late, before=button)
    assert _way(top, 4) == ["name", "price", "button", "end"]
    assert _way(end, 4, SHIFT) == ["button", "price", "name", "top"]


def test_no_widgets_leave_the_way_as_it_was(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    top, button = _line("top"), _line("button")
    column.addWidget(top)
    column.addWidget(button)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    tab_through([], before=button)
    assert _way(top, 2) == ["button", "top"]


def test_rows_that_are_given_up_and_wait_to_be_freed_are_not_in_the_way(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    top, button, end = _line("top"), _line("button"), _line("end")
    rows = QWidget()
    inside = QVBoxLayout(rows)
    inside.addWidget(_line("old"))
    for line in (top, rows, button, end):
        column.addWidget(line)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    rows.hide()
    late = [TextField("name", "name"), TextField("price", "price")]
    for at, field in enumerate(late, 1):
        column.insertWidget(at, field)
        field.show()
    tab_through(late, before=button)
    assert _way(top, 4) == ["name", "price", "button", "end"]
