"""A day: typed in many ways, shown with a four-digit year, or picked from a calendar (Alt+Down or F4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.icons import icon
from crm_desktop.ui.kit.text_fields import LineField
from crm_desktop.ui.kit.typed_dates import read_day
from crm_desktop.ui.theme import theme
from crm_desktop.words import _, current

SHORT_DAY = 4
"""Letters of a short name of a day: “Mon”, “seg.”."""


class CalendarPopup(QFrame):
    """A month to pick a day from; sends `picked(date)` and closes. Escape closes it."""

    picked = Signal(object)

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "popup")
        self.calendar = QCalendarWidget()
        # English as the program writes it: days before months, weeks from Monday.
        self.calendar.setLocale(QLocale({"en": "en_GB"}.get(current().language, current().language)))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(_day_names(self.calendar.locale()))
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.setAccessibleName(_("Calendar"))
        self._calm_weekends()
        for name, picture, words in (
            ("qt_calendar_prevmonth", "chevron-left", _("Month before")),
            ("qt_calendar_nextmonth", "chevron-right", _("Next month")),
        ):
            button = self.calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icon(picture))
                button.setAccessibleName(words)
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.calendar)

    def _calm_weekends(self) -> None:
        """Qt paints weekends red, which here means overdue."""
        quiet = QTextCharFormat()
        quiet.setForeground(theme().colors.muted)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, quiet)

    def _pick(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


def _day_names(locale: QLocale) -> QCalendarWidget.HorizontalHeaderFormat:
    """Short names of days, or their letters where a language writes the short ones out (“segunda”)."""
    names = (locale.dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8))
    formats = QCalendarWidget.HorizontalHeaderFormat
    return formats.ShortDayNames if max(map(len, names)) <= SHORT_DAY else formats.SingleLetterDayNames


class DateField(LineField[date | None]):
    """A day; an empty field is None.

    Args:
        today: the day it is now, for ``+7`` and for the calendar.
    """

    def __init__(
        self,
        name: str,
        label: str,
        today: Callable[[], date],
        *,
        required: bool = False,
    ) -> None:
        super().__init__(name, label, required=required)
        self._today = today
        self._make_line()
        self._open = QAction(icon("calendar", "muted"), _("Open the calendar"), self.editor)
        self._open.triggered.connect(self.open_calendar)
        self.editor.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.editor.findChildren(QToolButton):
            button.setAccessibleName(_("Open the calendar"))
            button.setCursor(Qt.CursorShape.PointingHandCursor)

    def _empty(self) -> date | None:
        return None

    def words_of(self, value: date | None) -> str:
        return current().date(value)

    def _show(self, value: date | None) -> None:
        self.editor.setText(self.words_of(value))

    def _read(self) -> date | None:
        words = current()
        example = words.date(self._today())
        month_first = words.format.month_first
        return read_day(self.editor.text(), self._today(), month_first=month_first, example=example, field=self.name)

    def _lock(self, editable: bool) -> None:
        super()._lock(editable)
        self._open.setEnabled(editable)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _opens(event):
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)

    def open_calendar(self) -> CalendarPopup | None:
        """Opens the calendar under the field, at the day typed or stored; None while the field is locked."""
        if not self._editable:
            return None
        popup = CalendarPopup(self._day_now() or self._today(), self.editor)
        popup.picked.connect(self._on_picked)
        popup.adjustSize()
        below = self.editor.mapToGlobal(QPoint(0, self.editor.height() + 4))
        room = self.editor.screen().availableGeometry()
        popup.move(min(below.x(), room.right() - popup.width()), min(below.y(), room.bottom() - popup.height()))
        popup.show()
        popup.calendar.setFocus()
        return popup

    def _day_now(self) -> date | None:
        try:
            return self._read()
        except Refused:
            return self.value

    def _on_picked(self, day: date) -> None:
        self.editor.setText(self.words_of(day))
        self._on_edited()
        self.commit()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def _opens(event: QKeyEvent) -> bool:
    down = event.key() == Qt.Key.Key_Down and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return down or event.key() == Qt.Key.Key_F4
