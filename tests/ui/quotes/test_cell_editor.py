"""What is typed over a cell of the lines."""

from __future__ import annotations

from unittest.mock import Mock

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.text_fields import LINE_LIMIT
from crm_desktop.ui.quotes.cell_editor import CellLine
from tests.ui.hands import CTRL, press


def test_a_long_text_is_pasted_whole_so_that_it_can_be_refused_and_not_cut(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    owner = Mock()
    owner.handle_line_key.return_value = False
    cell = CellLine(owner, "Title", window, numeric=False)
    window.show()
    cell.setFocus()
    QApplication.clipboard().setText("x" * (LINE_LIMIT + 100))
    press(cell, Qt.Key.Key_V, CTRL)
    assert len(cell.words()) == LINE_LIMIT + 100
    assert owner.typed.call_args.args == ("x" * (LINE_LIMIT + 100),)
