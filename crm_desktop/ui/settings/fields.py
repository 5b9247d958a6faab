"""A field for each kind of setting; all of them speak the text the file keeps."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from crm_desktop.domain.money import shortest
from crm_desktop.services.settings import SettingRow
from crm_desktop.services.settings_table import Kind
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.number_fields import DecimalField, IntegerField
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.words import _

Make = Callable[[SettingRow], Field[Any]]


def _text(row: SettingRow) -> Field[Any]:
    return TextField(row.key, _(row.label))


def _paragraphs(row: SettingRow) -> Field[Any]:
    return MultilineField(row.key, _(row.label), lines=(2, 8))


def _choice(row: SettingRow) -> Field[Any]:
    return ChoiceField(row.key, _(row.label), [(str(value), _(words)) for value, words in row.choices])


def _whole(row: SettingRow) -> Field[Any]:
    return IntegerField(row.key, _(row.label))


def _percent(row: SettingRow) -> Field[Any]:
    return DecimalField(row.key, _(row.label), suffix="%")


def _price(row: SettingRow) -> Field[Any]:
    return DecimalField(row.key, _(row.label))


MAKERS: dict[Kind, Make] = {
    Kind.TEXT: _paragraphs,
    Kind.CHOICE: _choice,
    Kind.WHOLE: _whole,
    Kind.PERCENT: _percent,
    Kind.PRICE: _price,
}


def field_of(row: SettingRow) -> Field[Any]:
    """The field that edits a setting."""
    field = MAKERS.get(row.kind, _text)(row)
    field.set_value(shown(row.kind, row.value))
    return field


def shown(kind: Kind, text: str) -> Any:
    """The stored text as the value of its field."""
    if kind is Kind.WHOLE:
        return int(text) if text else None
    if kind in (Kind.PERCENT, Kind.PRICE):
        return Decimal(text) if text else None
    return text


def stored(value: Any) -> str:
    """The value of a field as the text that is stored."""
    if value is None:
        return ""
    return shortest(value) if isinstance(value, Decimal) else str(value)
