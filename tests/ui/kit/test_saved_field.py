"""A field that saves itself outside a form."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.saved_field import save_with
from crm_desktop.ui.kit.text_fields import TextField
from tests.ui.hands import press, type_text


def _field(qtbot: QtBot) -> TextField:
    field = TextField("name", "Name")
    qtbot.addWidget(field)
    field.show()
    return field


def test_what_is_typed_is_saved_with_what_was_seen(qtbot: QtBot) -> None:
    saved: list[tuple[str, Any, Any]] = []
    field = _field(qtbot)
    save_with(field, lambda *all_of_it: saved.append(all_of_it))
    type_text(field.editor, "Ana")
    press(field.editor, Qt.Key.Key_Return)
    assert saved == [("name", "", "Ana")]


def test_a_refusal_stands_beside_the_field_and_the_words_stay(qtbot: QtBot) -> None:
    def refuse(*_all: Any) -> None:
        raise Refused("name.empty", field="name")

    field = _field(qtbot)
    save_with(field, refuse)
    type_text(field.editor, "Ana")
    assert not field.commit()
    assert field.trouble
    assert field.editor.text() == "Ana"
    assert field.value == ""


def test_a_fault_of_the_program_loses_no_words(qtbot: QtBot) -> None:
    def break_down(*_all: Any) -> None:
        raise ZeroDivisionError

    field = _field(qtbot)
    save_with(field, break_down)
    type_text(field.editor, "Ana")
    with qtbot.captureExceptions() as faults:
        field.commit()
    assert [fault[0] for fault in faults] == [ZeroDivisionError]
    assert field.dirty
    assert field.editor.text() == "Ana"
    field.restore()
