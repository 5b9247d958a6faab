"""The base of the editors: each field is a gesture, another record forgets, the same one keeps what is typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import Refused
from tests.ui.hands import press, type_text
from tests.ui.kit.books import Book, BookEditor, Shelf
from tests.ui.typing_in import fill_in, type_over


@pytest.fixture
def shelf() -> Shelf:
    return Shelf("Dune", "Emma")


@pytest.fixture
def editor(shelf: Shelf, qtbot: QtBot) -> BookEditor:
    made = BookEditor(shelf)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_field_is_saved_as_one_gesture_and_shown_as_it_was_stored(shelf: Shelf, editor: BookEditor) -> None:
    editor.show_record(1)
    fill_in(editor.form.field("title"), "  Dune Messiah ")
    assert shelf.books[1] == Book("Dune Messiah")
    assert shelf.gestures == ["Edit title"]
    assert editor.title.text() == "Dune Messiah"


def test_a_refusal_stands_beside_its_field_and_nothing_is_stored(shelf: Shelf, editor: BookEditor) -> None:
    editor.show_record(1)
    fill_in(editor.form.field("title"), "Forbidden")
    assert editor.form.field("title").trouble
    assert shelf.gestures == []
    assert not editor.commit()
    press(editor.form.field("title").editor, Qt.Key.Key_Escape)
    assert editor.commit()


def test_another_record_is_begun_anew_the_same_one_only_read_again(shelf: Shelf, editor: BookEditor) -> None:
    editor.show_record(1)
    type_over(editor.form.field("title").editor, "Half a ti")
    editor.reload()
    assert editor.form.dirty
    editor.show_record(2)
    assert not editor.form.dirty
    assert editor.begun == ["Dune", "Emma"]


def test_a_record_that_is_missing_is_refused_and_the_shown_one_stays(editor: BookEditor) -> None:
    editor.show_record(1)
    with pytest.raises(Refused, match=r"record\.missing"):
        editor.show_record(99)
    assert (editor.record_id, editor.title.text()) == (1, "Dune")


def test_without_a_record_there_is_nothing_to_save_or_read(editor: BookEditor) -> None:
    assert editor.commit()
    editor.reload()
    assert editor.begun == []


def test_the_button_in_the_head_says_which_way_the_record_would_go(shelf: Shelf, editor: BookEditor) -> None:
    pressed: list[int] = []
    editor.delete_pressed.connect(lambda: pressed.append(1))
    editor.show_record(1)
    assert editor.delete_button.accessibleName() == "Delete this book"
    shelf.books[1] = Book("Dune", read=True)
    editor.reload()
    assert editor.binned
    assert editor.delete_button.accessibleName() == "Restore this book"
    editor.delete_button.click()
    assert pressed == [1]


def test_a_text_that_is_selected_is_replaced_by_typing(editor: BookEditor) -> None:
    editor.show_record(1)
    editor.select("title")
    type_text(editor.form.field("title").editor, "New")
    assert editor.form.field("title").editor.property("text") == "New"
