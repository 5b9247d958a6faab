"""Every field saves when it is left, says what is wrong beside itself, and lets its user take back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.choice_fields import CheckField, ChoiceField
from crm_desktop.ui.kit.date_field import DateField
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.number_fields import DecimalField, IntegerField, MoneyField
from crm_desktop.ui.kit.search_field import Choice, SearchChoiceField
from crm_desktop.ui.kit.tags_field import TagsField
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from tests.ui.hands import CTRL, press, type_text
from tests.ui.kit.desk import Desk, retype

ANA, ANNA = Choice(1, "Ana Sousa", "Porto"), Choice(2, "Ánna Reis")


def _date_field() -> DateField:
    return DateField("due", "Due", lambda: date(2026, 11, 21))


def _query(text: str) -> Sequence[Choice]:
    return [choice for choice in (ANA, ANNA) if text.casefold()[:2] in ("an", "á", "")]


def test_what_was_typed_is_saved_when_the_field_is_left(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"), "Ana")
    retype(field, "  Zé & Filhos <Lda> ")
    assert desk.saved == []
    desk.leave()
    assert desk.saved == [("name", "Ana", "Zé & Filhos <Lda>")]
    assert (field.value, field.editor.text(), field.dirty) == ("Zé & Filhos <Lda>", "Zé & Filhos <Lda>", False)


def test_enter_saves_and_leaving_then_saves_no_second_time(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"), "Ana")
    retype(field, "Bruno")
    press(field.editor, Qt.Key.Key_Return)
    desk.leave()
    assert desk.saved == [("name", "Ana", "Bruno")]


def test_leaving_a_field_unchanged_saves_nothing(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"), "Ana")
    retype(field, "Ana ")
    desk.leave()
    assert desk.saved == []


def test_escape_takes_back_what_was_typed(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"), "Ana")
    retype(field, "Bruno")
    press(field.editor, Qt.Key.Key_Escape)
    desk.leave()
    assert (field.editor.text(), desk.saved) == ("Ana", [])


def test_opening_the_fields_own_menu_does_not_save(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"), "Ana")
    retype(field, "B")
    QApplication.sendEvent(field.editor, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert desk.saved == []
    QApplication.sendEvent(field.editor, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert desk.saved == [("name", "Ana", "B")]


def test_a_required_field_says_so_and_keeps_the_stored_value(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name", required=True), "Ana")
    retype(field, "  ")
    desk.leave()
    assert field.trouble == "This cannot stay empty. Nothing was saved: fill it in."
    assert (field.value, field.dirty, desk.saved) == ("Ana", True, [])
    assert field.editor.accessibleDescription() == field.trouble
    field.restore()
    assert (field.trouble, field.editor.text()) == ("", "Ana")


@pytest.fixture
def undone(desk: Desk) -> list[int]:
    """How often the program's own Ctrl+Z was reached."""
    heard: list[int] = []
    shortcut = QShortcut(QKeySequence("Ctrl+Z"), desk.window)
    shortcut.activated.connect(lambda: heard.append(1))
    return heard


@pytest.mark.parametrize("make", [TextField, MultilineField])
def test_undo_takes_typing_first_and_is_the_programs_in_a_clean_field(
    desk: Desk, undone: list[int], make: type[TextField] | type[MultilineField]
) -> None:
    field: Field[str] = desk.put(make("name", "Name"), "Ana")
    press(field.editor, Qt.Key.Key_Z, CTRL)
    assert undone == [1]
    type_text(field.editor, "x")
    press(field.editor, Qt.Key.Key_Z, CTRL)
    assert undone == [1]
    field.commit()
    assert field.value == "Ana"
    press(field.editor, Qt.Key.Key_Z, CTRL)
    assert undone == [1, 1]


def test_undo_in_a_saved_field_is_the_programs(desk: Desk, undone: list[int]) -> None:
    field = desk.put(TextField("name", "Name"), "Ana")
    retype(field, "Bruno")
    press(field.editor, Qt.Key.Key_Return)
    press(field.editor, Qt.Key.Key_Z, CTRL)
    assert (undone, field.editor.text()) == ([1], "Bruno")


@pytest.mark.parametrize(
    "make",
    [
        lambda: TextField("n", "The label"),
        lambda: MultilineField("n", "The label"),
        lambda: MoneyField("n", "The label", "EUR"),
        lambda: DecimalField("n", "The label"),
        lambda: IntegerField("n", "The label"),
        _date_field,
        lambda: ChoiceField("n", "The label", [(1, "One")]),
        lambda: CheckField("n", "The label"),
        lambda: SearchChoiceField("n", "The label", _query),
        lambda: TagsField("n", "The label", lambda text: []),
    ],
)
def test_every_field_has_a_name_takes_the_focus_and_can_be_locked(desk: Desk, make: Any) -> None:
    field: Field[Any] = desk.put(make())
    assert field.editor.accessibleName() == field.label
    assert field.focusProxy() is field.editor
    field.set_bare(True)
    field.set_editable(False)
    field.refuse(Refused("record.missing"))
    assert field.trouble.startswith("This record no longer exists")
    field.set_editable(True)
    field.set_value(field.empty())
    assert (field.trouble, desk.saved) == ("", [])
