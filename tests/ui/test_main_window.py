"""The main window: painted before there is a file, pages made when first seen, never closed over unsaved words."""

from __future__ import annotations

import threading
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from crm_desktop.domain.changes import CONTACT, DEAL
from crm_desktop.domain.errors import Refused
from crm_desktop.ui.actions import Action
from crm_desktop.ui.banner import Banner
from crm_desktop.ui.kit.plain import menu_text
from crm_desktop.ui.tasks import Task
from crm_desktop.ui.top_bar import PageTab
from tests.ui.hands import ALT, CTRL, NO_KEY, SHIFT, child, click, press, seen, wait_until_freed
from tests.ui.stage import Stage


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    stage = Stage(tmp_path)
    qtbot.addWidget(stage.window)
    stage.window.show()
    stage.window.activateWindow()
    return stage


def _shown_tab(stage: Stage) -> str:
    return next(tab.words for tab in stage.window.findChildren(PageTab) if tab.isChecked())


def test_the_window_is_painted_whole_before_a_file_is_open(stage: Stage) -> None:
    assert not stage.window.grab().isNull()
    assert stage.window.page is None
    assert [tab.words for tab in stage.window.findChildren(PageTab)] == ["Contacts", "Pipeline"]
    click(child(stage.window, PageTab, "Pipeline"))
    assert stage.window.page is None
    assert _shown_tab(stage) == "Contacts"


def test_a_page_is_made_when_it_is_first_shown_and_kept(stage: Stage) -> None:
    stage.attach()
    contacts = stage.page()
    assert contacts.noted == ["refresh"]
    assert len(stage.window._pages) == 1
    click(child(stage.window, PageTab, "Pipeline"))
    assert stage.page().title == "Pipeline"
    press(stage.window, Qt.Key.Key_1, CTRL)
    assert stage.page() is contacts
    assert contacts.noted == ["refresh"]


def test_control_tab_walks_round_the_pages(stage: Stage) -> None:
    stage.attach()
    press(stage.window, Qt.Key.Key_Tab, CTRL)
    assert _shown_tab(stage) == "Pipeline"
    press(stage.window, Qt.Key.Key_Tab, CTRL)
    assert _shown_tab(stage) == "Contacts"
    press(stage.window, Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert _shown_tab(stage) == "Pipeline"


def test_a_change_refreshes_the_page_that_shows_it_and_the_hidden_one_when_seen(stage: Stage) -> None:
    stage.attach()
    contacts = stage.page()
    stage.publish(DEAL)
    assert contacts.noted == ["refresh"]
    stage.publish(CONTACT)
    assert contacts.noted == ["refresh", "refresh"]
    stage.window.show_page("pipeline")
    stage.publish(CONTACT)
    stage.publish(CONTACT)
    assert len(contacts.noted) == 2
    stage.window.show_page("contacts")
    assert len(contacts.noted) == 3


def test_a_record_is_opened_on_its_page(stage: Stage) -> None:
    stage.attach()
    stage.window.go("pipeline", 42)
    assert stage.page().noted == ["refresh", 42]


def test_a_page_with_an_open_fault_is_not_left(stage: Stage) -> None:
    stage.attach()
    stage.page().may_leave = False
    click(child(stage.window, PageTab, "Pipeline"))
    stage.window.go("pipeline", 42)
    assert (stage.page().title, _shown_tab(stage)) == ("Contacts", "Contacts")
    event = QCloseEvent()
    stage.window.closeEvent(event)
    assert not event.isAccepted()
    stage.page().may_leave = True


def test_the_commands_of_a_page_come_and_go_with_it(stage: Stage) -> None:
    stage.attach()
    press(stage.window, Qt.Key.Key_N, CTRL)
    stage.window.show_page("pipeline")
    press(stage.window, Qt.Key.Key_N, CTRL)
    assert stage.page().noted == ["refresh", "new"]
    assert [action.key for action in stage.window.registry.all()] == ["go.contacts", "go.pipeline", "pipeline.new"]


def test_the_menu_holds_every_command_under_its_title(stage: Stage, qtbot: QtBot) -> None:
    stage.attach(Action("file.quit", "Quit A & B", lambda: None, "Ctrl+Q", group="file"))
    menu = stage.window.make_menu()
    parts = [part for part in menu.actions() if part.isVisible()]
    assert [part.text() for part in parts] == ["&File", "&Record", "&Go"]
    file = parts[0].menu()
    assert isinstance(file, QMenu)
    assert [entry.text() for entry in file.actions()] == [menu_text("Quit A & B")]
    menu.close()
    menu.deleteLater()
    wait_until_freed(qtbot, menu)


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_M, ALT), (Qt.Key.Key_F10, NO_KEY)])
def test_the_menu_opens_by_keyboard(stage: Stage, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    stage.attach()
    press(stage.window, key, modifier)
    menus = [menu for menu in stage.window.findChildren(QWidget) if menu.isWindow() and menu.isVisible()]
    assert len(menus) == 1
    menus[0].close()
    wait_until_freed(qtbot, menus[0])


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTreeView])
def test_shift_f10_opens_the_menu_of_what_the_keyboard_is_in(stage: Stage, kind: type[QWidget]) -> None:
    stage.attach()
    field = kind(stage.window.page)
    field.show()
    asked: list[QPoint] = []
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    field.customContextMenuRequested.connect(asked.append)
    field.setFocus()
    press(field, Qt.Key.Key_F10, SHIFT)
    assert len(asked) == 1
    assert field.rect().contains(asked[0])


def test_a_read_only_file_opens_for_reading_with_a_banner(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(tmp_path, read_only=True)
    qtbot.addWidget(stage.window)
    stage.window.show()
    stage.attach()
    qtbot.waitUntil(lambda: "This file is open for reading only; nothing can be changed." in seen(stage.window))
    assert not stage.page().editable
    press(stage.window, Qt.Key.Key_N, CTRL)
    assert stage.page().noted == ["refresh"]


def test_while_a_long_writer_runs_the_window_can_be_read_not_edited(stage: Stage, qtbot: QtBot) -> None:
    stage.attach()
    gate = threading.Event()

    def work(task: Task) -> None:
        gate.wait(5)

    stage.window.tasks.run(work, title="Import", exclusive=True)
    assert not stage.page().editable
    press(stage.window, Qt.Key.Key_N, CTRL)
    stage.window.show_page("pipeline")
    assert not stage.page().editable
    gate.set()
    qtbot.waitUntil(lambda: stage.page().editable)
    assert stage.page().noted == ["refresh"]


def test_what_another_program_wrote_is_asked_for(stage: Stage) -> None:
    stage.attach()
    stage.store.written_elsewhere = True
    stage.window._watch.timeout.emit()
    stage.window._watch.timeout.emit()
    assert stage.store.published == 1


def test_a_file_that_another_program_holds_is_looked_at_again_later(stage: Stage) -> None:
    stage.attach()
    with patch.object(stage.store, "changed_elsewhere", side_effect=Refused("file.locked", path="business.crm")):
        stage.window._look_elsewhere()
    assert stage.store.published == 0
    stage.store.written_elsewhere = True
    stage.window._look_elsewhere()
    assert stage.store.published == 1


def test_a_window_kept_from_a_larger_screen_fits_this_one(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    stage.attach()
    stage.window.resize(5000, 4000)
    stage.window.close()
    again = Stage(tmp_path)
    qtbot.addWidget(again.window)
    room = again.window.screen().availableSize()
    assert again.window.width() <= room.width()
    assert again.window.height() <= room.height()


def test_window_size_and_page_are_remembered(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    stage.attach()
    stage.window.show_page("pipeline")
    stage.window.resize(792, 666)
    size = stage.window.size()
    stage.window.close()
    again = Stage(tmp_path)
    qtbot.addWidget(again.window)
    again.window.show()
    again.attach()
    assert again.window.size() == size
    assert again.page().title == "Pipeline"


def test_closing_waits_for_running_work(stage: Stage) -> None:
    stage.attach()
    ended: list[int] = []

    def work(task: Task) -> None:
        while not task.cancelled:
            pass
        ended.append(1)

    stage.window.tasks.run(work, title="Backup")
    stage.window.close()
    assert ended == [1]
    assert not stage.window.isVisible()


def test_another_file_takes_the_place_of_the_first(stage: Stage, qtbot: QtBot) -> None:
    stage.attach(Action("x", "X", lambda: None, "Ctrl+O"))
    stage.window.show_banner("A sentence", ("Do", lambda: None))
    old = stage.page()
    stage.window.detach()
    wait_until_freed(qtbot, old)
    qtbot.waitUntil(lambda: not stage.window.findChildren(Banner))
    assert stage.window.registry.all() == ()
    stage.attach(Action("x", "X", lambda: None, "Ctrl+O"))
    assert stage.page().noted == ["refresh"]


def test_a_welcome_stands_in_the_place_of_the_pages_until_a_file_is_open(stage: Stage, qtbot: QtBot) -> None:
    welcome = QLabel("Welcome")
    stage.window.show_instead(welcome)
    assert "Welcome" in seen(stage.window)
    stage.attach()
    assert "Welcome" not in seen(stage.window)
    assert isValid(stage.page())


def test_a_banner_says_its_sentence_runs_its_button_and_goes(stage: Stage, qtbot: QtBot) -> None:
    ran: list[int] = []
    banner = stage.window.show_banner("<b>Dropbox</b> & Co hold this folder", ("More", lambda: ran.append(1)))
    qtbot.waitUntil(lambda: "<b>Dropbox</b> & Co hold this folder" in seen(stage.window))
    click(child(banner, QPushButton, "More"))
    click(child(banner, QPushButton, "Close this message"))
    wait_until_freed(qtbot, banner)
    assert ran == [1]


@pytest.mark.parametrize("size", [(960, 600), (1280, 720), (1920, 1080)])
def test_bar_and_pages_are_complete_at_every_size(stage: Stage, size: tuple[int, int]) -> None:
    stage.attach()
    stage.window.resize(*size)
    bar = stage.window.top_bar
    parts = [*bar.findChildren(PageTab), bar.find_field, bar.menu_button]
    places = sorted((part.geometry() for part in parts), key=lambda place: place.left())
    assert all(bar.rect().contains(place) for place in places)
    assert all(left.right() < right.left() for left, right in pairwise(places))


def test_every_control_of_the_shell_has_a_name(stage: Stage) -> None:
    stage.attach()
    bar = stage.window.top_bar
    names = [part.accessibleName() for part in (*bar.findChildren(PageTab), bar.find_field, bar.menu_button)]
    assert names == ["Contacts", "Pipeline", "Find anything or a number", "Menu"]
    assert bar.tabs["contacts"].toolTip() == "Contacts (Ctrl+1)"


def test_the_keyboard_reaches_the_newest_message(stage: Stage, qtbot: QtBot) -> None:
    stage.attach()
    toast = stage.window.toasts.tell("Deleted", undo=lambda: None)
    press(stage.window, Qt.Key.Key_F6)
    assert toast.action_button is not None
    qtbot.waitUntil(toast.action_button.hasFocus)
