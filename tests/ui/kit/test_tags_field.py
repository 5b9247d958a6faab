"""Tags come and go by keyboard and mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt

from crm_desktop.ui.kit.chip import Chip
from crm_desktop.ui.kit.search_field import Choice
from crm_desktop.ui.kit.tags_field import TagsField
from tests.ui.hands import press, type_text
from tests.ui.kit.desk import Desk

ANA, ANNA = Choice(1, "Ana Sousa", "Porto"), Choice(2, "Ánna Reis")


def _tags(desk: Desk, *tags: str) -> TagsField:
    return desk.put(
        TagsField("tags", "Tags", lambda text: [tag for tag in ("wood", "workshop") if tag.startswith(text)]), tags
    )


def _chips(field: TagsField) -> list[str]:
    return [chip.word for chip in field.findChildren(Chip) if not chip.isHidden()]


def test_tags_are_added_with_enter_or_a_comma_and_never_twice(desk: Desk) -> None:
    field = _tags(desk, "wood")
    type_text(field.editor, "Porto")
    press(field.editor, Qt.Key.Key_Return)
    type_text(field.editor, "é & b,")
    type_text(field.editor, "WOOD")
    press(field.editor, Qt.Key.Key_Return)
    assert field.value == ("wood", "Porto", "é & b")
    assert _chips(field) == ["wood", "Porto", "é & b"]
    assert len(desk.saved) == 2


def test_backspace_in_an_empty_line_and_the_cross_take_a_tag_away(desk: Desk) -> None:
    field = _tags(desk, "wood", "Porto", "oak")
    press(field.editor, Qt.Key.Key_Backspace)
    assert list(field.value) == ["wood", "Porto"]
    chip = field.findChildren(Chip)[0]
    chip.removed.emit("wood")
    assert list(field.value) == ["Porto"]
    assert _chips(field) == ["Porto"]


def test_locked_tags_have_no_cross_and_no_line(desk: Desk) -> None:
    field = _tags(desk, "wood")
    field.set_editable(False)
    assert not field.editor.isVisible()
    press(field.findChildren(Chip)[-1], Qt.Key.Key_Delete)
    assert field.value == ("wood",)


def test_a_word_too_long_for_a_tag_is_refused(desk: Desk) -> None:
    field = _tags(desk)
    type_text(field.editor, "x" * 61)
    desk.leave()
    assert "61 characters" in field.trouble
    assert field.value == ()
