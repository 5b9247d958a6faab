"""Commands are data: one registry makes menus, shortcuts and the palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.actions import MENUS, Action, ActionRegistry, ShortcutConflictError
from tests.ui.hands import ALT, CTRL, press


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    return window


@pytest.fixture
def done() -> list[str]:
    return []


def _note(done: list[str], what: str, **more: object) -> Action:
    return Action(what, what.title(), lambda: done.append(what), **more)  # type: ignore[arg-type]


def test_a_shortcut_gives_its_command(window: QWidget, done: list[str]) -> None:
    ActionRegistry(window).add([_note(done, "print", shortcut="Ctrl+P")])
    press(window, Qt.Key.Key_P, CTRL)
    assert done == ["print"]


def test_the_commands_of_a_page_leave_with_it(window: QWidget, done: list[str]) -> None:
    registry = ActionRegistry(window)
    registry.show_page([_note(done, "call", shortcut="Ctrl+L")])
    registry.show_page([_note(done, "win", shortcut="Ctrl+L")])
    press(window, Qt.Key.Key_L, CTRL)
    assert done == ["win"]
    assert [action.key for action in registry.all()] == ["win"]


def test_one_shortcut_for_two_commands_is_a_slip_that_is_noticed(window: QWidget, done: list[str]) -> None:
    registry = ActionRegistry(window)
    registry.add([_note(done, "redo", shortcut="Ctrl+Shift+Z; Ctrl+Y")])
    with pytest.raises(ShortcutConflictError, match=r"Ctrl\+Y is the shortcut of redo and of copy"):
        registry.show_page([_note(done, "copy", shortcut="Ctrl+Y")])
    with pytest.raises(ShortcutConflictError, match="two commands are called redo"):
        registry.show_page([_note(done, "redo")])


def test_a_menu_has_its_commands_with_a_line_between_sections(window: QWidget, done: list[str]) -> None:
    registry = ActionRegistry(window)
    registry.add(
        [
            _note(done, "undo", group="edit/undo"),
            _note(done, "import", group="file"),
            _note(done, "find", group="edit/find"),
            _note(done, "redo", group="edit/undo"),
        ]
    )
    menu = QMenu(window)
    registry.fill_menu(menu, "edit")
    assert [entry.text() or "—" for entry in menu.actions()] == ["Undo", "Redo", "—", "Find"]


def test_a_part_of_a_section_is_a_menu_within_and_rests_while_nothing_in_it_can_be_given(
    window: QWidget, done: list[str]
) -> None:
    registry = ActionRegistry(window)
    ready: list[int] = []
    registry.add(
        [
            _note(done, "issue", group="page/state"),
            _note(done, "up", group="page/lines/move", part="Lines", enabled=lambda: bool(ready)),
            _note(done, "down", group="page/lines/move", part="Lines", enabled=lambda: bool(ready)),
            _note(done, "remove", group="page/lines/remove", part="Lines", enabled=lambda: bool(ready)),
        ]
    )
    registry.update()
    menu = QMenu(window)
    registry.fill_menu(menu, "page")
    assert [entry.text() or "—" for entry in menu.actions()] == ["Issue", "—", "Lines"]
    lines = menu.actions()[-1]
    inner = lines.menu()
    assert isinstance(inner, QMenu)
    assert [entry.text() or "—" for entry in inner.actions()] == ["Up", "Down", "—", "Remove"]
    assert not lines.isEnabled()
    ready.append(1)
    registry.update()
    registry.fill_menu(menu, "page")
    assert menu.actions()[-1].isEnabled()


def test_a_key_that_a_part_of_the_page_takes_itself_is_shown_but_not_claimed(window: QWidget, done: list[str]) -> None:
    registry = ActionRegistry(window)
    registry.add([_note(done, "down", own_keys="Alt+Down")])
    (action,) = registry.all()
    assert action.shown_keys == "Alt+Down"
    press(window, Qt.Key.Key_Down, ALT)
    assert done == []


def test_words_with_an_ampersand_are_shown_as_they_are(window: QWidget) -> None:
    registry = ActionRegistry(window)
    registry.add([Action("x", "", lambda: None, words=lambda: "Open “Smith & Sons”")])
    assert registry.qt_action("x").text() == "Open “Smith && Sons”"


def test_a_command_that_cannot_be_given_rests_and_wakes_by_itself(window: QWidget, done: list[str]) -> None:
    registry = ActionRegistry(window)
    ready: list[int] = []
    registry.add([_note(done, "undo", enabled=lambda: bool(ready))])
    registry.update()
    assert not registry.qt_action("undo").isEnabled()
    registry.run("undo")
    registry.wake()
    ready.append(1)
    registry.qt_action("undo").trigger()
    assert done == ["undo"]


def test_commands_that_write_rest_while_the_file_cannot_be_written(window: QWidget, done: list[str]) -> None:
    registry = ActionRegistry(window)
    registry.add([_note(done, "new", writes=True), _note(done, "export")])
    registry.set_writable(False)
    registry.run("new")
    registry.run("export")
    registry.set_writable(True)
    registry.run("new")
    assert done == ["export", "new"]


def test_a_command_that_is_on_or_off_shows_it(window: QWidget) -> None:
    registry, on = ActionRegistry(window), [True]
    registry.add([Action("dark", "Dark", lambda: None, checked=lambda: on[0])])
    registry.update()
    assert registry.qt_action("dark").isChecked()
    on[0] = False
    registry.update()
    assert not registry.qt_action("dark").isChecked()


def test_every_menu_has_an_access_key_of_its_own() -> None:
    keys = [title[title.index("&") + 1].lower() for _key, title in MENUS]
    assert len(set(keys)) == len(keys)
