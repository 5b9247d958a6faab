"""A field for each kind of setting; all of them speak the text the file keeps."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from crm_desktop.domain.money import shortest
from crm_desktop.services.settings import SettingRow
from crm_desktop.services.settings_declared import Group, Kind
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.number_fields import DecimalField, IntegerField, PriceField
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.words import _

Make = Callable[[SettingRow], Field[Any]]
NARROW = 180
"""The width of figures, so that they do not stand far away from their label."""
MOST = 1_000_000_000
BY_LANGUAGE = (Group.TEXTS, Group.MAIL_TEXTS)
"""Groups whose settings stand under the language they are written in."""
YEARS = ("numbering.quote.start_year", "mail.port")
"""Figures that are no amounts: shown without a separator."""


def _text(row: SettingRow) -> Field[Any]:
    return TextField(row.key, _(row.label))


def _paragraphs(row: SettingRow) -> Field[Any]:
    return MultilineField(row.key, _(row.label), lines=(2, 8))


def _choice(row: SettingRow) -> Field[Any]:
    return ChoiceField(row.key, _(row.label), [(str(value), _(words)) for value, words in row.choices])


def _whole(row: SettingRow) -> Field[Any]:
    return _narrow(TextField(row.key, _(row.label)) if row.key in YEARS else _number(row))


def _number(row: SettingRow) -> Field[Any]:
    return IntegerField(row.key, _(row.label), maximum=MOST)


def _percent(row: SettingRow) -> Field[Any]:
    return _narrow(DecimalField(row.key, _(row.label), suffix="%"))


def _price(row: SettingRow) -> Field[Any]:
    return _narrow(PriceField(row.key, _(row.label)))


def _narrow(field: Field[Any]) -> Field[Any]:
    field.editor.setMaximumWidth(NARROW)
    return field


MAKERS: dict[Kind, Make] = {
    Kind.TEXT: _paragraphs,
    Kind.CHOICE: _choice,
    Kind.WHOLE: _whole,
    Kind.PERCENT: _percent,
    Kind.PRICE: _price,
}


def field_of(row: SettingRow) -> Field[Any]:
    """The field that edits a setting, with what to know about it."""
    field = MAKERS.get(row.kind, _text)(row)
    if row.help and row.group not in BY_LANGUAGE:
        field.help = _(row.help)
    field.set_value(shown(row))
    return field


def shown(row: SettingRow) -> Any:
    """The stored text as the value of its field."""
    if row.kind is Kind.WHOLE and row.key not in YEARS:
        return int(row.value) if row.value else None
    if row.kind in (Kind.PERCENT, Kind.PRICE):
        return Decimal(row.value) if row.value else None
    return row.value


def stored(value: Any) -> str:
    """The value of a field as the text that is stored."""
    if value is None:
        return ""
    return shortest(value) if isinstance(value, Decimal) else str(value)
