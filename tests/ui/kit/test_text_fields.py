"""Words are kept whole, in one line or several."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm_desktop.ui.kit.search_field import Choice
from crm_desktop.ui.kit.text_fields import LINE_LIMIT, MultilineField, TextField
from tests.ui.hands import CTRL, press, type_text
from tests.ui.kit.desk import Desk

ANA, ANNA = Choice(1, "Ana Sousa", "Porto"), Choice(2, "Ánna Reis")


def test_text_longer_than_the_editor_holds_is_refused_and_not_cut(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"))
    QApplication.clipboard().setText("x" * (LINE_LIMIT + 100))
    press(field.editor, Qt.Key.Key_V, CTRL)
    desk.leave()
    assert "32,867 characters" in field.trouble
    assert len(field.editor.text()) == LINE_LIMIT + 100
    assert desk.saved == []


def test_a_word_of_ten_thousand_letters_is_kept_whole(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"))
    QApplication.clipboard().setText("ã" * 10_000)
    press(field.editor, Qt.Key.Key_V, CTRL)
    desk.leave()
    assert desk.saved == [("name", "", "ã" * 10_000)]


def test_enter_makes_a_new_line_and_control_enter_saves(desk: Desk) -> None:
    field = desk.put(MultilineField("note", "Notes"), "One")
    press(field.editor, Qt.Key.Key_End, CTRL)
    press(field.editor, Qt.Key.Key_Return)
    type_text(field.editor, "Two")
    assert desk.saved == []
    press(field.editor, Qt.Key.Key_Return, CTRL)
    assert desk.saved == [("note", "One", "One\nTwo")]


def test_tab_leaves_a_field_of_several_lines(desk: Desk) -> None:
    field = desk.put(MultilineField("note", "Notes"))
    type_text(field.editor, "Text")
    press(field.editor, Qt.Key.Key_Tab)
    assert desk.saved == [("note", "", "Text")]


def test_a_field_of_several_lines_grows_with_its_text_up_to_its_bound(desk: Desk) -> None:
    field = desk.put(MultilineField("note", "Notes", lines=(2, 5)))
    heights = []
    for lines in (1, 4, 5, 50):
        field.set_value("\n".join("x" * lines))
        heights.append(field.editor.sizeHint().height())
    assert heights[0] < heights[1] < heights[2] == heights[3]
