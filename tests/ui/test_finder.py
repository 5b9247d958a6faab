"""Ctrl+K: whatever is typed is looked for at once, and everything can be chosen by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.actions import Action
from crm_desktop.ui.finder import Entry, Finder
from tests.ui.hands import click, press, type_text, wait_until_freed


class Desk:
    """A window with a palette over it, noting what was asked and done."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.window.resize(1280, 720)
        qtbot.addWidget(self.window)
        self.window.show()
        self.asked: list[str] = []
        self.done: list[str] = []
        commands = [
            Action("contact.new", "New contact", lambda: None, "Ctrl+N", "person-add"),
            Action("file.import", "Import contacts", lambda: None),
            Action("edit.undo", "", lambda: None, words=lambda: "Undo “Ação & Cª”"),
        ]
        self.finder = Finder(self.search, commands, lambda action: self.done.append(action.key), self.window)
        self.finder.show()

    def search(self, text: str) -> list[Entry]:
        self.asked.append(text)
        found = [("Ana Sousa", "Porto"), ("Ana Reis", "Lisboa"), ("<b>A & B</b>", "")]
        return [
            Entry(name, place, "person", "Contact", lambda name=name: self.done.append(name))  # type: ignore[misc]
            for name, place in found
            if text.casefold() in name.casefold()
        ]

    def titles(self) -> list[str]:
        return [entry.title for entry in self.finder.entries()]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_before_anything_is_typed_it_lists_what_can_be_done(desk: Desk) -> None:
    assert desk.titles() == ["New contact", "Import contacts", "Undo “Ação & Cª”"]
    assert [entry.keys for entry in desk.finder.entries()] == ["Ctrl+N", "", ""]
    assert desk.asked == []


def test_every_letter_asks_and_records_stand_before_commands(desk: Desk) -> None:
    type_text(desk.finder.field, "an")
    assert desk.asked == ["a", "an"]
    assert desk.titles() == ["Ana Sousa", "Ana Reis"]


def test_commands_are_found_by_the_beginnings_of_their_words_without_accents(desk: Desk) -> None:
    type_text(desk.finder.field, "con")
    assert desk.titles() == ["New contact", "Import contacts"]
    desk.finder.field.setText("contact new")
    assert desk.titles() == ["New contact"]
    desk.finder.field.setText("undo")
    assert desk.titles() == ["Undo “Ação & Cª”"]
    desk.finder.field.setText("ontact")
    assert desk.titles() == []


def test_arrow_keys_and_enter_choose(desk: Desk, qtbot: QtBot) -> None:
    type_text(desk.finder.field, "an")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_Return):
        press(desk.finder.field, key)
    wait_until_freed(qtbot, desk.finder)
    assert desk.done == ["Ana Reis"]


def test_the_first_line_is_chosen_by_enter_alone(desk: Desk, qtbot: QtBot) -> None:
    press(desk.finder.field, Qt.Key.Key_Return)
    wait_until_freed(qtbot, desk.finder)
    assert desk.done == ["contact.new"]


def test_enter_on_an_empty_answer_does_nothing(desk: Desk) -> None:
    type_text(desk.finder.field, "zzz")
    press(desk.finder.field, Qt.Key.Key_Return)
    press(desk.finder.field, Qt.Key.Key_Down)
    assert desk.finder.isVisible()
    assert desk.done == []


def test_an_empty_answer_is_said(desk: Desk) -> None:
    type_text(desk.finder.field, "zzz")
    assert desk.finder.nothing.isVisible()
    assert desk.finder.nothing.text() == "Nothing matches “zzz”."
    desk.finder.field.clear()
    assert not desk.finder.nothing.isVisible()


def test_a_click_chooses(desk: Desk, qtbot: QtBot) -> None:
    type_text(desk.finder.field, "an")
    place = desk.finder.list.visualRect(desk.finder.list.model().index(1, 0)).center()
    click(desk.finder.list.viewport(), place)
    wait_until_freed(qtbot, desk.finder)
    assert desk.done == ["Ana Reis"]


def test_escape_closes_it_for_good(desk: Desk, qtbot: QtBot) -> None:
    press(desk.finder.field, Qt.Key.Key_Escape)
    wait_until_freed(qtbot, desk.finder)
    assert desk.done == []


def test_it_is_as_high_as_its_answer_and_inside_the_window(desk: Desk) -> None:
    heights = []
    for text in ("zzz", "Ana R", "an", ""):
        desk.finder.field.setText(text)
        heights.append(desk.finder.sizeHint().height())
    assert heights == sorted(heights)
    assert heights[0] < heights[1] < heights[2]
    assert desk.finder.width() < desk.window.width()


def test_screen_readers_meet_names_and_lines(desk: Desk) -> None:
    type_text(desk.finder.field, "<b")
    assert desk.finder.list.model().index(0, 0).data() == "<b>A & B</b>, Contact"
    assert desk.finder.field.accessibleName()
    assert desk.finder.list.accessibleName()
    desk.finder.grab()


def test_whoever_opens_it_types_into_its_field(desk: Desk) -> None:
    assert desk.finder.focusWidget() is desk.finder.field
