"""Choices are saved at once and never lose a value they do not know."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from crm_desktop.ui.kit.choice_fields import CheckField, ChoiceField, check_box
from crm_desktop.ui.kit.search_field import Choice
from crm_desktop.ui.theme import theme
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


@pytest.mark.parametrize("on", [False, True])
def test_the_keyboard_is_seen_on_a_check_box_that_is_ticked_too(desk: Desk, on: bool) -> None:
    field = desk.put(CheckField("news", "Newsletter"), on)
    field.editor.setFocus()
    drawn = field.editor.grab().toImage()
    assert drawn.pixelColor(1, drawn.height() // 2) == (theme().colors.text if on else theme().colors.accent)


def test_a_field_without_a_value_offers_no_none_when_its_choices_are_others(desk: Desk) -> None:
    field: ChoiceField[int | None] = ChoiceField("stage_id", "Stage", [(None, "")])
    field.set_choices([(1, "Contacted"), (2, "Qualified")])
    assert field.value is None
    assert _offered(field) == ["Contacted", "Qualified"]
    assert field.editor.currentText() == ""
    field.set_value(2)
    assert _offered(field) == ["Contacted", "Qualified"]
    assert field.editor.currentText() == "Qualified"


def test_a_value_of_an_older_file_is_offered_only_while_it_is_the_value(desk: Desk) -> None:
    field = desk.put(ChoiceField("kind", "Type", [("visit", "Visit"), ("repair", "Repair")]), "expedition")
    assert _offered(field) == ["Visit", "Repair", "expedition"]
    field.set_choices([("visit", "Visita"), ("repair", "Reparação")])
    assert field.editor.currentText() == "expedition"
    field.set_value("repair")
    assert _offered(field) == ["Visita", "Reparação"]


def _offered(field: ChoiceField[Any]) -> list[str]:
    return [field.editor.itemText(at) for at in range(field.editor.count())]
