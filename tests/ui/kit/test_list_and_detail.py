"""A list and one record beside it: they follow each other, and nothing typed is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.list_and_detail import ListAndDetail
from tests.ui.hands import press, type_text
from tests.ui.kit.books import Book, BookEditor, Shelf, book_list, state_in
from tests.ui.typing_in import type_over


class Desk:
    """Three books, sorted by title."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.shelf = Shelf("Dune", "Emma", "Ulysses")
        self.editor = BookEditor(self.shelf)
        self.records = book_list(self.shelf)
        self.pair = ListAndDetail(self.records, self.editor, (400, 400), state_in(folder), "books")
        self.pair.resize(800, 500)
        qtbot.addWidget(self.pair)
        self.pair.show()
        self.pair.activateWindow()
        qtbot.waitUntil(self.pair.isActiveWindow)
        self.pair.refresh()

    @property
    def chosen(self) -> int | None:
        return self.records.view.keeper.current

    def choose(self, record_id: int) -> None:
        self.records.view.keeper.choose(record_id)

    def retitle(self, text: str) -> None:
        type_over(self.editor.form.field("title").editor, text)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    return Desk(qtbot, tmp_path)


def test_the_first_record_is_shown_and_another_chosen_one_follows(desk: Desk) -> None:
    assert desk.editor.title.text() == "Dune"
    desk.choose(3)
    assert desk.editor.title.text() == "Ulysses"
    assert desk.pair.selected == (3,)


def test_what_is_typed_is_saved_before_another_one_is_shown(desk: Desk) -> None:
    desk.retitle("Dune Messiah")
    desk.choose(2)
    assert desk.shelf.books[1] == Book("Dune Messiah")
    assert desk.editor.title.text() == "Emma"


def test_what_is_refused_stays_on_the_screen_and_the_list_points_at_it(desk: Desk) -> None:
    desk.retitle("Forbidden")
    desk.choose(2)
    assert (desk.chosen, desk.editor.record_id) == (1, 1)
    assert desk.editor.form.field("title").trouble
    assert desk.shelf.books[1] == Book("Dune")


def test_enter_goes_into_the_record(desk: Desk) -> None:
    desk.records.view.setFocus()
    press(desk.records.view, Qt.Key.Key_Return)
    assert desk.editor.form.field("title").editor.hasFocus()


def test_a_change_by_somebody_else_is_shown_but_not_over_what_is_being_typed(desk: Desk) -> None:
    desk.retitle("Half a ti")
    desk.shelf.books[1] = Book("Changed elsewhere")
    desk.pair.take_changes("somebody else")
    assert desk.editor.title.text() == "Changed elsewhere"
    assert desk.editor.form.field("title").editor.property("text") == "Half a ti"


def test_a_record_that_is_gone_is_no_longer_shown(desk: Desk) -> None:
    desk.choose(3)
    del desk.shelf.books[3]
    desk.pair.take_changes("somebody else")
    assert desk.chosen == 2
    assert desk.editor.title.text() == "Emma"
    desk.shelf.books.clear()
    desk.pair.take_changes("somebody else")
    assert desk.editor.record_id is None
    assert not desk.editor.isVisible()


def test_a_record_that_filter_and_view_hide_is_found_by_taking_them_back(desk: Desk) -> None:
    desk.records.bar.choose_view("read")
    type_text(desk.records.bar.field, "emma")
    desk.pair.open_record(3)
    assert desk.records.bar.untouched
    assert (desk.chosen, desk.editor.title.text()) == (3, "Ulysses")


def test_nothing_is_shown_where_the_filter_finds_nothing(desk: Desk) -> None:
    type_text(desk.records.bar.field, "nothing like it")
    assert not desk.editor.isVisible()
    desk.records.show_all()
    desk.pair.refresh()
    assert desk.editor.isVisible()


def test_both_sides_rest_while_nothing_can_be_written(desk: Desk) -> None:
    desk.pair.set_editable(False)
    assert desk.editor.form.field("title").editor.property("readOnly")
    assert not desk.editor.delete_button.isEnabled()
    assert desk.records.bar.new_button is not None
    assert not desk.records.bar.new_button.isEnabled()
