"""Choices are saved at once and never lose a value they do not know."""

from __future__ import annotations

from PySide6.QtCore import Qt

from crm_desktop.ui.kit.choice_fields import CheckField, ChoiceField, check_box
from crm_desktop.ui.kit.search_field import Choice
from tests.ui.hands import click, press
from tests.ui.kit.desk import Desk

ANA, ANNA = Choice(1, "Ana Sousa", "Porto"), Choice(2, "Ánna Reis")


def test_a_choice_is_saved_at_once_and_the_wheel_changes_nothing(desk: Desk) -> None:
    field = desk.put(ChoiceField("lang", "Language", [("en", "English"), ("pt", "Português")]), "pt")
    field.editor.setCurrentIndex(0)
    field.editor.activated.emit(0)
    assert desk.saved == [("lang", "pt", "en")]
    assert field.words_of("pt") == "Português"


def test_a_value_that_is_no_longer_offered_is_shown_and_kept(desk: Desk) -> None:
    field = desk.put(ChoiceField("lang", "Language", [("en", "English")]))
    field.set_value("tlh")
    desk.leave()
    assert (field.editor.currentText(), field.value, desk.saved) == ("tlh", "tlh", [])
    field.set_choices([("en", "English"), ("tlh", "Klingon")])
    assert field.editor.currentText() == "Klingon"


def test_a_check_box_saves_at_once_by_mouse_and_space(desk: Desk) -> None:
    field = desk.put(CheckField("news", "Send A & B"))
    click(field.editor)
    press(field.editor, Qt.Key.Key_Space)
    assert desk.saved == [("news", False, True), ("news", True, False)]
    assert field.editor.text() == "Send A && B"
    assert check_box("Loose", desk.window).text() == "Loose"
