"""The menu bar of macOS has every command, and the three that belong into the program's own menu."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from crm_desktop.ui.actions import ActionRegistry
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.native_menus import ROLES
from crm_desktop.ui.program import Program
from tests.ui.running import Running


@pytest.fixture
def native(running: Running) -> Running:
    """The program as it is where the system shows the menus."""
    running.program.close()
    running.program = Program(running.window, running.places, running.file, native_menus=True)
    running.open()
    return running


def bar(window: MainWindow) -> QMenuBar:
    found = window.menuWidget()
    assert isinstance(found, QMenuBar)
    return found


def menus(window: MainWindow) -> dict[str, QMenu]:
    found = {entry.text().replace("&", ""): entry.menu() for entry in bar(window).actions()}
    return {words: menu for words, menu in found.items() if isinstance(menu, QMenu)}


def words(menu: QMenu) -> list[str]:
    return [entry.text() for entry in menu.actions() if entry.text()]


def test_the_bar_has_the_menus_of_the_program(native: Running) -> None:
    assert list(menus(native.window)) == ["File", "Edit", "Record", "View", "Go", "Help"]
    assert "Open …" in words(menus(native.window)["File"])


def test_what_belongs_to_the_program_has_its_role_and_nothing_else_has(native: Running) -> None:
    registry: ActionRegistry = native.window.registry
    for action in registry.all():
        wanted = ROLES.get(action.key, QAction.MenuRole.NoRole)
        assert registry.qt_action(action.key).menuRole() is wanted


def test_another_page_brings_its_own_commands(native: Running) -> None:
    native.window.go("quotes")
    assert "New quote" in words(menus(native.window)["Record"])
    native.window.go("contacts")
    assert "New person" in words(menus(native.window)["Record"])


def test_a_menu_says_what_undo_would_do_and_runs_commands(native: Running) -> None:
    native.window.go("quotes")
    for entry in menus(native.window)["Record"].actions():
        if entry.text() == "New quote":
            entry.trigger()
            break
    edit = menus(native.window)["Edit"]
    edit.aboutToShow.emit()
    assert any(text.startswith("Undo “New quote") for text in words(edit))
    edit.aboutToHide.emit()


@pytest.mark.skipif(sys.platform == "darwin", reason="there the menus belong to the system")
def test_elsewhere_the_window_has_no_bar(running: Running) -> None:
    running.open()
    assert running.window.menuWidget() is None
