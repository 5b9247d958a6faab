"""A small button that is seen while its row is worked in."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.row_icon import RowIcon
from tests.ui.hands import click


def test_it_is_seen_with_the_focus_in_its_row_and_always_has_its_name(qtbot: QtBot) -> None:
    window, row = QWidget(), QWidget()
    qtbot.addWidget(window)
    line, elsewhere = QLineEdit(), QLineEdit()
    done: list[str] = []
    button = RowIcon("copy", "Copy", row)
    button.on_click(lambda: done.append("copied"))
    inner = QHBoxLayout(row)
    inner.addWidget(line)
    inner.addWidget(button)
    button.follow(line)
    outer = QHBoxLayout(window)
    outer.addWidget(row)
    outer.addWidget(elsewhere)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    elsewhere.setFocus()
    assert not button.is_seen()
    assert button.accessibleName() == "Copy"
    line.setFocus()
    assert button.is_seen()
    button.setFocus()
    assert button.is_seen()
    click(button)
    assert done == ["copied"]
