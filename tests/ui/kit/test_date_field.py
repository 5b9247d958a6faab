"""A day is typed or picked, and always shown with its year."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.date_field import CalendarPopup, DateField
from crm_desktop.ui.kit.search_field import Choice
from crm_desktop.words import set_language
from tests.ui.hands import ALT, press, wait_until_freed
from tests.ui.kit.desk import Desk, retype

ANA, ANNA = Choice(1, "Ana Sousa", "Porto"), Choice(2, "Ánna Reis")


def _date_field() -> DateField:
    return DateField("due", "Due", lambda: date(2026, 11, 21))


def test_a_day_is_shown_with_a_year_of_four_figures(desk: Desk) -> None:
    field = desk.put(_date_field(), date(2026, 11, 21))
    assert field.editor.text() == "21/11/2026"
    retype(field, "1.2.27")
    desk.leave()
    assert (field.editor.text(), desk.saved) == ("01/02/2027", [("due", date(2026, 11, 21), date(2027, 2, 1))])


def test_an_impossible_day_is_refused_with_an_example(desk: Desk) -> None:
    field = desk.put(_date_field())
    retype(field, "31/02/2026")
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


@pytest.mark.parametrize(("language", "short"), [("en", True), ("pt_PT", False), ("pt_BR", True)])
def test_the_calendar_names_its_days_in_no_more_than_a_few_letters(desk: Desk, language: str, short: bool) -> None:
    set_language(language)
    try:
        popup = desk.put(_date_field()).open_calendar()
        assert popup is not None
        formats = QCalendarWidget.HorizontalHeaderFormat
        expected = formats.ShortDayNames if short else formats.SingleLetterDayNames
        assert popup.calendar.horizontalHeaderFormat() is expected
        popup.close()
    finally:
        set_language("en")
