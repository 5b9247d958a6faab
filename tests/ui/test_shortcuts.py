"""The shortcut sheet tells every key there is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.ui.actions import Action
from crm_desktop.ui.shortcuts import ShortcutSheet
from tests.ui.hands import press, seen, wait_until_freed


def test_every_command_with_a_key_is_listed_under_its_menu(qtbot: QtBot) -> None:
    sheet = ShortcutSheet(
        [
            Action("file.open", "Open", lambda: None, "Ctrl+O", group="file/open"),
            Action("file.copy", "Without a key", lambda: None, group="file"),
            Action("edit.redo", "Redo A & B", lambda: None, "Ctrl+Shift+Z; Ctrl+Y", group="edit"),
            Action("edit.undo", "Undo", lambda: None, "Ctrl+Z", group="edit", words=lambda: "Undo “Win deal”"),
            Action("loose", "Loose", lambda: None, "F9"),
        ]
    )
    qtbot.addWidget(sheet)
    sheet.show()
    words = seen(sheet)
    assert "Without a key" not in words
    assert "Undo “Win deal”" not in words
    expected = {"Everywhere", "File", "Open", "Ctrl O", "Edit", "Undo", "Redo A & B", "Ctrl Shift Z", "More", "Loose"}
    assert expected | {"F9"} <= set(words)


def test_a_sheet_with_nothing_of_its_own_still_tells_what_works_everywhere(qtbot: QtBot) -> None:
    sheet = ShortcutSheet([])
    qtbot.addWidget(sheet)
    sheet.show()
    assert seen(sheet)[0] == "Everywhere"


def test_escape_frees_it(qtbot: QtBot) -> None:
    sheet = ShortcutSheet([])
    sheet.show()
    press(sheet, Qt.Key.Key_Escape)
    wait_until_freed(qtbot, sheet)
