"""Two fields of a contact that are stored in a code and read in words: the country and the birthday."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from crm_desktop.domain.countries import PROFILES
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import excerpt, fold
from crm_desktop.ui.kit.text_fields import LineField, TextField
from crm_desktop.ui.kit.typed_dates import read_day
from crm_desktop.words import _, current

_CODE = re.compile(r"[A-Z]{2}")
_YEARLY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})[/.\-]?")
_STORED_YEARLY = re.compile(r"--(\d{2})-(\d{2})")
LEAP_YEAR = 2000


def country_names() -> dict[str, str]:
    """The countries known by name, by code, in the screens' language."""
    return {code: _(profile.name) for code, profile in PROFILES.items() if _CODE.fullmatch(code) and code != "EU"}


class CountryField(TextField):
    """A country by its name or its two-letter code; the code is stored."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label, placeholder="–")
        names = QCompleter(sorted(country_names().values()), self)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names.setFilterMode(Qt.MatchFlag.MatchContains)
        names.activated.connect(self._on_picked)
        self.editor.setCompleter(names)

    def words_of(self, value: str) -> str:
        return country_names().get(value, value)

    def _show(self, value: str) -> None:
        super()._show(self.words_of(value))

    def _read(self) -> str:
        typed = super()._read()
        by_name = {fold(words): code for code, words in country_names().items()}
        return by_name.get(fold(typed), typed.upper() if len(typed) == 2 else typed)

    def _on_picked(self) -> None:
        self._on_edited()


class BirthdayField(LineField[str]):
    """A day, ``22/03/1980``, or one without its year, ``22/03``; stored as ``1980-03-22`` or ``--03-22``."""

    def __init__(self, name: str, label: str, today: Callable[[], date]) -> None:
        super().__init__(name, label)
        self._today = today
        self._make_line("–")

    def _empty(self) -> str:
        return ""

    def words_of(self, value: str) -> str:
        yearly = _STORED_YEARLY.fullmatch(value)
        if yearly:
            month, day = yearly[1], yearly[2]
            return f"{month}/{day}" if current().format.month_first else f"{day}/{month}"
        try:
            return current().date(date.fromisoformat(value))
        except ValueError:
            return value

    def _show(self, value: str) -> None:
        self.editor.setText(self.words_of(value))
        self.editor.setCursorPosition(0)

    def _read(self) -> str:
        typed = self.editor.text().strip()
        if typed == self.words_of(self.value):
            return self.value
        month_first = current().format.month_first
        if yearly := _YEARLY.fullmatch(typed):
            first, second = int(yearly[1]), int(yearly[2])
            return self._yearly(typed, *((first, second) if month_first else (second, first)))
        example = current().date(self._today())
        day = read_day(typed, self._today(), month_first=month_first, example=example, field=self.name)
        return day.isoformat() if day is not None else ""

    def _yearly(self, typed: str, month: int, day: int) -> str:
        try:
            date(LEAP_YEAR, month, day)
        except ValueError:
            example = current().date(self._today())
            raise Refused("field.date", field=self.name, text=excerpt(typed), example=example) from None
        return f"--{month:02}-{day:02}"
