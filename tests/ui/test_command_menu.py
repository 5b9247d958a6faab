"""The menu of what is chosen: what cannot be given is not in it, and what is left alone needs no menu within."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.ui.actions import Action
from crm_desktop.ui.command_menu import fill_menu


def _entries(menu: QMenu) -> list[str]:
    return [entry.text() or "—" for entry in menu.actions()]


def _menu(qtbot: QtBot, *actions: Action) -> QMenu:
    menu = QMenu()
    qtbot.addWidget(menu)
    fill_menu(menu, actions)
    return menu


def test_parts_are_menus_within(qtbot: QtBot) -> None:
    done: list[str] = []
    menu = _menu(
        qtbot,
        Action("send", "Send …", lambda: done.append("send"), group="page/state"),
        Action("note", "Note", lambda: done.append("note"), "Ctrl+J", group="page/state", part="Follow up"),
        Action("later", "Later", lambda: done.append("later"), group="page/state", part="Follow up"),
        Action("delete", "Delete", lambda: done.append("delete"), group="page/more"),
    )
    assert _entries(menu) == ["Send …", "Follow up", "—", "Delete"]
    inner = menu.actions()[1].menu()
    assert isinstance(inner, QMenu)
    assert _entries(inner) == ["Note\tCtrl+J", "Later"]
    inner.actions()[1].trigger()
    assert done == ["later"]


def test_a_part_with_one_command_left_is_that_command(qtbot: QtBot) -> None:
    menu = _menu(
        qtbot,
        Action("send", "Send …", print, group="page/state"),
        Action("note", "Note", print, group="page/state", part="Follow up"),
        Action("later", "Later", print, group="page/state", part="Follow up", enabled=lambda: False),
    )
    assert _entries(menu) == ["Send …", "Note"]
