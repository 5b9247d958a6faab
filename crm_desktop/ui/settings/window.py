"""The Settings window: groups at the left, the settings of one at the right, each saved when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.changes import SETTINGS, Changes
from crm_desktop.domain.country_profile import TaxPreset
from crm_desktop.services import settings
from crm_desktop.services.settings import SettingRow
from crm_desktop.services.settings_table import GROUP_TITLES, Group, Kind, write_rates
from crm_desktop.services.settings_values import read_rates
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.word_list import WordList
from crm_desktop.ui.settings.computer import ComputerSettings
from crm_desktop.ui.settings.fields import field_of, shown, stored
from crm_desktop.ui.settings.logo import LogoField
from crm_desktop.ui.settings.rates import RatesEditor
from crm_desktop.words import N_, _

if TYPE_CHECKING:
    from crm_desktop.ui.program import Program

LABEL = N_("Change setting")
SIDE = 210


class SettingsWindow(QDialog):
    """Every setting. Commands that change the file while it is open are seen at once."""

    def __init__(self, program: Program, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Settings"))
        self.resize(880, 620)
        self._context = context
        self.forms: dict[Group, Form] = {}
        self.rates = RatesEditor(self._save_rates)
        self.logo = LogoField(self._save_logo)
        self.groups = WordList(_("Groups of settings"), navigation=True)
        self.groups.setFixedWidth(SIDE)
        self.pages = QStackedWidget()
        rows = self._read()
        for group in Group:
            mine = [row for row in rows if row.group is group]
            if mine:
                self._add_page(_(GROUP_TITLES[group]), self._make_group(group, mine))
        self._add_page(_("This computer"), ComputerSettings(program, context))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.groups)
        row.addWidget(self.pages, 1)
        self.groups.currentRowChanged.connect(self._on_group)
        self.groups.setCurrentRow(0)
        self._fill_special(rows)
        self.set_editable(not context.store.read_only)
        context.bus.changed.connect(self._on_changed)

    def _read(self) -> tuple[SettingRow, ...]:
        with self._context.store.read() as session:
            return settings.all_settings(session)

    def _add_page(self, title: str, inner: QWidget) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(28, 20, 28, 28)
        column.setSpacing(14)
        column.addWidget(PlainLabel(title, look=Look.TITLE))
        column.addWidget(inner)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        self.pages.addWidget(scroll)
        self.groups.add(title)

    def _make_group(self, group: Group, rows: list[SettingRow]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        form = Form(self._save)
        plain = [row for row in rows if row.kind not in (Kind.IMAGE, Kind.RATES)]
        for row in plain:
            field = field_of(row)
            field.label = f"{_(row.label)} ({_(row.help)})" if group is Group.TEXTS else _(row.label)
            form.add(field)
            if row.help and group is not Group.TEXTS:
                field.setToolTip(_(row.help))
                field.editor.setAccessibleDescription(_(row.help))
        self.forms[group] = form
        column.addWidget(form)
        if any(row.kind is Kind.IMAGE for row in rows):
            column.addWidget(self.logo)
        if any(row.kind is Kind.RATES for row in rows):
            column.addWidget(self.rates)
        return holder

    def _fill_special(self, rows: tuple[SettingRow, ...]) -> None:
        by_key = {row.key: row for row in rows}
        self.rates.show_rates(read_rates(by_key["tax.rates"].value))
        with self._context.store.read() as session:
            self.logo.show_logo(settings.logo(session))

    def _save(self, key: str, old: Any, new: Any) -> None:
        with self._context.store.write(LABEL, initiator=self) as session:
            settings.put(session, key, stored(new), seen=stored(old))
        self._take_stored()

    def _save_rates(self, rates: tuple[TaxPreset, ...]) -> None:
        with self._context.store.write(LABEL, initiator=self) as session:
            settings.put(session, "tax.rates", write_rates(rates))

    def _save_logo(self, content: bytes | None) -> None:
        with self._context.store.write(LABEL, initiator=self) as session:
            settings.set_logo(session, content)

    def _take_stored(self) -> None:
        """A setting can bring others their defaults (the country its currency and taxes)."""
        rows = self._read()
        for row in rows:
            form = self.forms.get(row.group)
            if form is not None:
                form.take_stored({row.key: shown(row.kind, row.value)})

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if changes.touches(SETTINGS) and initiator is not self:
            self._take_stored()
            self._fill_special(self._read())

    def _on_group(self, at: int) -> None:
        self.pages.setCurrentIndex(at)

    def show_group(self, group: Group) -> None:
        """Shows one group."""
        self.groups.setCurrentRow(list(self.forms).index(group))

    def set_editable(self, editable: bool) -> None:
        """Locks or frees every setting of the business."""
        for form in self.forms.values():
            form.set_editable(editable)
        self.rates.set_editable(editable)
        self.logo.setEnabled(editable)

    def commit(self) -> bool:
        """Saves what is being typed."""
        saved = [form.commit() for form in self.forms.values()]
        return all(saved)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.commit():
            super().closeEvent(event)
        else:
            event.ignore()

    def reject(self) -> None:
        self.close()


def open_settings(program: Program, context: Context) -> SettingsWindow:
    """Opens the window over the main window."""
    window = SettingsWindow(program, context, program.window)
    window.open()
    return window
