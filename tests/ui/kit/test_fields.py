"""Fields save when they are left, say what is wrong beside themselves, and let their user take back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.chip import Chip
from crm_desktop.ui.kit.choice_fields import CheckField, ChoiceField, check_box
from crm_desktop.ui.kit.date_field import CalendarPopup, DateField
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.number_fields import DecimalField, IntegerField, MoneyField
from crm_desktop.ui.kit.search_field import Choice, SearchChoiceField
from crm_desktop.ui.kit.tags_field import TagsField
from crm_desktop.ui.kit.text_fields import LINE_LIMIT, MultilineField, TextField
from crm_desktop.words import set_language
from tests.ui.hands import ALT, CTRL, click, press, type_text, wait_until_freed

F = TypeVar("F", bound=Field[Any])
Saved = list[tuple[str, Any, Any]]
ANA, ANNA = Choice(1, "Ana Sousa", "Porto"), Choice(2, "Ánna Reis")


class Desk:
    """A window with one field and somewhere else to go, noting what was saved."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        self.column = QVBoxLayout(self.window)
        self.elsewhere = QLineEdit()
        self.column.addWidget(self.elsewhere)
        self.saved: Saved = []
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitExposed(self.window)

    def put(self, field: F, value: Any = None) -> F:
        """Shows a field with a value, the cursor in it."""
        self.column.addWidget(field)
        if value is not None:
            field.set_value(value)
        field.committed.connect(lambda name, old, new: self.saved.append((name, old, new)))
        self.enter(field)
        return field

    def enter(self, field: Field[Any]) -> None:
        field.editor.setFocus()
        self.qtbot.waitUntil(field.editor.hasFocus)

    def leave(self) -> None:
        self.elsewhere.setFocus()
        self.qtbot.waitUntil(self.elsewhere.hasFocus)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def _retype(field: Field[Any], text: str) -> None:
    field.editor.selectAll()  # type: ignore[attr-defined]
    press(field.editor, Qt.Key.Key_Delete)
    type_text(field.editor, text)


def test_what_was_typed_is_saved_when_the_field_is_left(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"), "Ana")
    _retype(field, "  Zé & Filhos <Lda> ")
    assert desk.saved == []
    desk.leave()
    assert desk.saved == [("name", "Ana", "Zé & Filhos <Lda>")]
    assert (field.value, field.editor.text(), field.dirty) == ("Zé & Filhos <Lda>", "Zé & Filhos <Lda>", False)


def test_enter_saves_and_leaving_then_saves_no_second_time(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"), "Ana")
    _retype(field, "Bruno")
    press(field.editor, Qt.Key.Key_Return)
    desk.leave()
    assert desk.saved == [("name", "Ana", "Bruno")]


def test_leaving_a_field_unchanged_saves_nothing(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"), "Ana")
    _retype(field, "Ana ")
    desk.leave()
    assert desk.saved == []


def test_escape_takes_back_what_was_typed(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"), "Ana")
    _retype(field, "Bruno")
    press(field.editor, Qt.Key.Key_Escape)
    desk.leave()
    assert (field.editor.text(), desk.saved) == ("Ana", [])


def test_opening_the_fields_own_menu_does_not_save(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"), "Ana")
    _retype(field, "B")
    QApplication.sendEvent(field.editor, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert desk.saved == []
    QApplication.sendEvent(field.editor, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert desk.saved == [("name", "Ana", "B")]


def test_a_required_field_says_so_and_keeps_the_stored_value(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name", required=True), "Ana")
    _retype(field, "  ")
    desk.leave()
    assert field.trouble == "This cannot stay empty. Nothing was saved: fill it in."
    assert (field.value, field.dirty, desk.saved) == ("Ana", True, [])
    assert field.editor.accessibleDescription() == field.trouble
    field.restore()
    assert (field.trouble, field.editor.text()) == ("", "Ana")


def test_text_longer_than_the_editor_holds_is_refused_and_not_cut(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"))
    QApplication.clipboard().setText("x" * (LINE_LIMIT + 100))
    press(field.editor, Qt.Key.Key_V, CTRL)
    desk.leave()
    assert "32867 characters" in field.trouble
    assert len(field.editor.text()) == LINE_LIMIT + 100
    assert desk.saved == []


def test_a_word_of_ten_thousand_letters_is_kept_whole(desk: Desk) -> None:
    field = desk.put(TextField("name", "Name"))
    QApplication.clipboard().setText("ã" * 10_000)
    press(field.editor, Qt.Key.Key_V, CTRL)
    desk.leave()
    assert desk.saved == [("name", "", "ã" * 10_000)]


# Undo.


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
    _retype(field, "Bruno")
    press(field.editor, Qt.Key.Key_Return)
    press(field.editor, Qt.Key.Key_Z, CTRL)
    assert (undone, field.editor.text()) == ([1], "Bruno")


# Several lines.


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


# Figures.


def test_money_is_read_and_written_as_the_screens_language_does(desk: Desk) -> None:
    set_language("pt_PT")
    field = desk.put(MoneyField("value", "Value", "EUR"), 248000)
    assert field.editor.text() == "2\u00a0480,00"
    for typed, minor in (("1.234,56", 123456), ("1234,5", 123450), ("€ 12", 1200), ("7 EUR", 700), ("", None)):
        _retype(field, typed)
        assert field.commit()
        assert field.value == minor
    assert [new for _name, _old, new in desk.saved] == [123456, 123450, 1200, 700, None]


@pytest.mark.parametrize(
    ("typed", "says"),
    [("abc", "not a number"), ("-5", "less than 0"), ("1.234", "more than 2 decimals"), ("9" * 30, "too large")],
)
def test_an_amount_that_cannot_be_meant_is_refused_and_stays_to_be_corrected(desk: Desk, typed: str, says: str) -> None:
    field = desk.put(MoneyField("value", "Value", "EUR"), 100)
    _retype(field, typed)
    desk.leave()
    assert says in field.trouble
    assert (field.editor.text(), field.value, desk.saved) == (typed, 100, [])


def test_a_currency_without_cents_takes_none(desk: Desk) -> None:
    field = desk.put(MoneyField("value", "Value", "EUR"), 1200)
    field.set_currency("JPY")
    assert field.editor.text() == "1,200"
    _retype(field, "1.5")
    assert not field.commit()


def test_decimals_show_what_they_need_and_take_four_places(desk: Desk) -> None:
    field = desk.put(DecimalField("price", "Price", least_places=2, minimum=Decimal(0)), Decimal("5.7900"))
    assert field.editor.text() == "5.79"
    for typed, shown in (("4.1234", "4.1234"), ("3", "3.00"), ("1,200.5", "1,200.50")):
        _retype(field, typed)
        assert field.commit()
        assert field.editor.text() == shown
    _retype(field, "1.23456")
    assert not field.commit()
    assert "more than 4 decimals" in field.trouble


def test_a_percentage_may_be_typed_with_its_sign(desk: Desk) -> None:
    field = desk.put(DecimalField("discount", "Discount", suffix="%", maximum=Decimal(100)))
    _retype(field, "7.5 %")
    assert field.commit()
    assert field.value == Decimal("7.5")
    _retype(field, "101")
    assert not field.commit()


def test_whole_numbers_take_no_fraction(desk: Desk) -> None:
    field = desk.put(IntegerField("days", "Days", maximum=365), 30)
    _retype(field, "2.5")
    assert not field.commit()
    _retype(field, "90")
    assert field.commit()
    assert desk.saved == [("days", 30, 90)]


# Days.


def _date_field() -> DateField:
    return DateField("due", "Due", lambda: date(2026, 11, 21))


def test_a_day_is_shown_with_a_year_of_four_figures(desk: Desk) -> None:
    field = desk.put(_date_field(), date(2026, 11, 21))
    assert field.editor.text() == "21/11/2026"
    _retype(field, "1.2.27")
    desk.leave()
    assert (field.editor.text(), desk.saved) == ("01/02/2027", [("due", date(2026, 11, 21), date(2027, 2, 1))])


def test_an_impossible_day_is_refused_with_an_example(desk: Desk) -> None:
    field = desk.put(_date_field())
    _retype(field, "31/02/2026")
    desk.leave()
    assert field.trouble == "“31/02/2026” is not a day. Nothing was saved: write it like 21/11/2026."


@pytest.mark.parametrize("key", [(Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Down, ALT)])
def test_the_calendar_opens_by_keyboard_and_picks_a_day(
    desk: Desk, qtbot: QtBot, key: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    field = desk.put(_date_field(), date(2026, 11, 10))
    press(field.editor, *key)
    popup = field.editor.findChild(CalendarPopup)
    assert popup is not None
    view = popup.calendar.findChild(QWidget, "qt_calendar_calendarview")
    assert view is not None
    press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_Return)
    wait_until_freed(qtbot, popup)
    assert desk.saved == [("due", date(2026, 11, 10), date(2026, 11, 11))]


def test_a_locked_day_opens_no_calendar(desk: Desk) -> None:
    field = desk.put(_date_field(), date(2026, 11, 10))
    field.set_editable(False)
    assert field.open_calendar() is None
    assert field.editor.isReadOnly()


# Choices.


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


# Choosing a record.


def _query(text: str) -> Sequence[Choice]:
    return [choice for choice in (ANA, ANNA) if text.casefold()[:2] in ("an", "á", "")]


def test_typing_suggests_and_enter_chooses(desk: Desk) -> None:
    field = desk.put(SearchChoiceField("customer", "Customer", _query))
    QTest.keyClicks(field.editor, "an")
    assert field.popup_is_open
    assert [choice.title for choice in field.suggestions.choices] == ["Ana Sousa", "Ánna Reis"]
    press(field._suggester.list, Qt.Key.Key_Down)
    press(field._suggester.list, Qt.Key.Key_Return)
    assert desk.saved == [("customer", None, ANA)]
    assert field.editor.text() == "Ana Sousa"


def test_a_name_typed_in_full_is_chosen_whatever_its_accents(desk: Desk) -> None:
    field = desk.put(SearchChoiceField("customer", "Customer", _query))
    _retype(field, "anna reis")
    field.commit()
    assert field.value == ANNA
    _retype(field, "")
    field.commit()
    assert field.value is None


def test_a_name_nobody_has_is_refused(desk: Desk) -> None:
    field = desk.put(SearchChoiceField("customer", "Customer", _query), ANA)
    _retype(field, "Zé Ninguém")
    assert not field.commit()
    assert "“Zé Ninguém” is not in the list" in field.trouble
    assert field.value == ANA


def test_a_new_name_is_offered_to_be_made(desk: Desk) -> None:
    made: list[str] = []

    def create(text: str) -> Choice:
        made.append(text)
        return Choice(9, text)

    field = desk.put(SearchChoiceField("customer", "Customer", _query, create=create))
    QTest.keyClicks(field.editor, "Zed")
    assert field.suggestions.new_text == "Zed"
    press(field._suggester.list, Qt.Key.Key_Up)
    press(field._suggester.list, Qt.Key.Key_Return)
    assert made == ["Zed"]
    assert desk.saved == [("customer", None, Choice(9, "Zed"))]


def test_an_existing_name_is_not_offered_to_be_made_again(desk: Desk) -> None:
    field = desk.put(SearchChoiceField("customer", "Customer", _query, create=lambda text: None))
    QTest.keyClicks(field.editor, "ana sousa")
    assert field.suggestions.new_text == ""


# Tags.


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
    assert field.value == ("wood", "Porto")
    chip = field.findChildren(Chip)[0]
    chip.removed.emit("wood")
    assert field.value == ("Porto",)
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


# All.


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
