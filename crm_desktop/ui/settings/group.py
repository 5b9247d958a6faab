"""One group of settings: its fields, each with what to know about it, and what is no field (logo, tax rates)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.services.settings import SettingRow
from crm_desktop.services.settings_declared import DOUBTS, Kind
from crm_desktop.ui.kit.field import Save
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.number_fields import PriceField
from crm_desktop.ui.settings.doubt import Doubt
from crm_desktop.ui.settings.fields import BY_LANGUAGE, field_of, shown
from crm_desktop.words import _, current

CURRENCY = "currency"
OWN_EDITORS = (Kind.IMAGE, Kind.PDF, Kind.RATES)


class GroupPage(QWidget):
    """The settings of one group.

    Args:
        rows: the settings in order.
        save: stores one of them and may refuse.
        others: editors of settings that are no fields, put below.
        intro: what to know before anything is set, as msgid; '' for nothing.
        currency: the one of prices.
    """

    def __init__(
        self,
        rows: Sequence[SettingRow],
        save: Save,
        others: Sequence[QWidget] = (),
        parent: QWidget | None = None,
        *,
        intro: str = "",
        currency: str = "",
    ) -> None:
        super().__init__(parent)
        self.forms: list[Form] = []
        self._prices: list[PriceField] = []
        self._doubts: dict[str, Doubt] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        if intro:
            column.addWidget(PlainLabel(_(intro), look=Look.SMALL, muted=True, wrap=True))
        plain = sorted((row for row in rows if row.kind not in OWN_EDITORS), key=_is_foreign)
        for heading, section in groupby(plain, _heading):
            form = Form(save)
            if heading:
                column.addWidget(PlainLabel(_(heading), look=Look.HEADING))
            for row in section:
                field = field_of(row)
                form.add(field)
                if isinstance(field, PriceField):
                    self._prices.append(field)
                if row.kind in DOUBTS:
                    self._doubts[row.key] = Doubt(row.kind, field)
            self.forms.append(form)
            column.addWidget(form)
        self._price_in(currency)
        self._show_concerned(rows)
        for editor in others:
            column.addWidget(editor)
        self._tell_doubts(rows)

    def take_stored(self, rows: Sequence[SettingRow]) -> None:
        """Shows what is stored now; a field being typed in keeps its words."""
        values = {row.key: shown(row) for row in rows if row.kind not in OWN_EDITORS}
        for form in self.forms:
            form.take_stored(values)
        self._price_in(next((row.value for row in rows if row.key == CURRENCY), ""))
        self._show_concerned(rows)
        self._tell_doubts(rows)

    def _price_in(self, currency: str) -> None:
        """Shows prices in the currency of the business; '' leaves them in the one they are in."""
        for price in self._prices:
            if currency:
                price.set_currency(currency)

    def _show_concerned(self, rows: Sequence[SettingRow]) -> None:
        """Shows what the country has, and hides what only others have."""
        for row in rows:
            for form in self.forms:
                if row.kind not in OWN_EDITORS and row.key in form.values():
                    form.show_field(row.key, row.concerns)

    def _tell_doubts(self, rows: Sequence[SettingRow]) -> None:
        for row in rows:
            if row.key in self._doubts:
                self._doubts[row.key].tell(row)

    def commit(self) -> bool:
        """Saves what is being typed; False when something was refused."""
        saved = [form.commit() for form in self.forms]
        return all(saved)

    def set_editable(self, editable: bool) -> None:
        """Locks or frees every field."""
        for form in self.forms:
            form.set_editable(editable)


def _is_foreign(row: SettingRow) -> bool:
    """Texts in the language of the screen stand before those in others; the rest keeps its order."""
    return row.group in BY_LANGUAGE and not row.key.endswith(f".{current().language}")


def _heading(row: SettingRow) -> str:
    """Standard texts stand under the language they are written in; other groups are undivided."""
    return row.help if row.group in BY_LANGUAGE else ""
