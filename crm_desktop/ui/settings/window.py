"""The Settings window: groups at the left, the settings of one at the right, each saved when it is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.changes import SETTINGS, Changes
from crm_desktop.domain.country_profile import TaxPreset
from crm_desktop.services import settings
from crm_desktop.services.settings import SettingRow
from crm_desktop.services.settings_declared import GROUP_TITLES, Group
from crm_desktop.services.settings_table import write_rates
from crm_desktop.services.settings_values import read_rates
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.dialog_window import DialogWindow
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.toasts import Toasts
from crm_desktop.ui.kit.word_list import WordList
from crm_desktop.ui.settings.computer import ComputerSettings
from crm_desktop.ui.settings.fields import stored
from crm_desktop.ui.settings.group import CURRENCY, GroupPage
from crm_desktop.ui.settings.look import LookPage
from crm_desktop.ui.settings.mail import MailCheck
from crm_desktop.ui.settings.rates import RatesEditor
from crm_desktop.ui.steps import add_undo_keys
from crm_desktop.words import N_, _

if TYPE_CHECKING:
    from crm_desktop.ui.program import Program

LABEL = N_("Change setting")
INTROS = {
    Group.MAIL: N_(
        "Without a server, quotes open as drafts in your own mail program. With one, the program can send them itself."
    ),
    Group.MAIL_TEXTS: N_(
        "What a mail with a quote says. These are filled in: {customer} {person} {number} {title} {total} "
        "{valid_until} {business} {link}. A line whose fields are empty is left out."
    ),
}
SIDE, WIDEST = 210, 560


class SettingsWindow(DialogWindow):
    """Every setting. What else changes the file while it is open is seen at once."""

    def __init__(self, program: Program, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent, _("Settings"), QSize(880, 640))
        # Its messages stand in this window: those of the main window cannot be reached while it is open.
        self._context = context = replace(context, toasts=Toasts(self))
        self.rates = RatesEditor(self._save_rates, self._set_rates_back)
        self.mail = MailCheck(context)
        self.groups = WordList(_("Groups of settings"), navigation=True)
        self.groups.setFixedWidth(SIDE)
        self.pages = QStackedWidget()
        self.parts = self._make_parts(self._read())
        for group, part in self.parts.items():
            self._add_page(_(GROUP_TITLES[group]), part)
        self.computer = ComputerSettings(program, context, _open_at_computer)
        self._add_page(_("This computer"), self.computer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.groups)
        row.addWidget(self.pages, 1)
        self.groups.currentRowChanged.connect(self._on_group)
        self.groups.setCurrentRow(0)
        self._fill_special(self._read())
        self.set_editable(not context.store.read_only and not context.tasks.busy)
        add_undo_keys(self, context)
        context.bus.changed.connect(self._on_changed)
        context.tasks.busy_changed.connect(self._on_busy)

    def _make_parts(self, rows: tuple[SettingRow, ...]) -> dict[Group, GroupPage]:
        others: dict[Group, tuple[QWidget, ...]] = {Group.COUNTRY: (self.rates,), Group.MAIL: (self.mail,)}
        by_group = {group: [row for row in rows if row.group is group] for group in Group}
        currency = next(row.value for row in rows if row.key == CURRENCY)
        parts: dict[Group, GroupPage] = {}
        for group, mine in by_group.items():
            if group is Group.LOOK:
                parts[group] = LookPage(self._context, mine, self._save, self._store)
            elif mine:
                intro = INTROS.get(group, "")
                parts[group] = GroupPage(mine, self._save, others.get(group, ()), intro=intro, currency=currency)
        return parts

    def _read(self) -> tuple[SettingRow, ...]:
        with self._context.store.read() as session:
            return settings.all_settings(session)

    def _add_page(self, title: str, inner: QWidget) -> None:
        holder = QWidget()
        inner.setMaximumWidth(WIDEST)
        column = QVBoxLayout(holder)
        column.setContentsMargins(28, 20, 28, 28)
        column.setSpacing(14)
        column.addWidget(PlainLabel(title, look=Look.TITLE))
        column.addWidget(inner)
        column.addStretch(1)
        scroll = QScrollArea()
        # Tab goes from field to field; what has the keyboard is scrolled into sight by itself.
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        self.pages.addWidget(scroll)
        self.groups.add(title)

    def _fill_special(self, rows: tuple[SettingRow, ...]) -> None:
        by_key = {row.key: row for row in rows}
        self.rates.show_rates(read_rates(by_key["tax.rates"].value))
        self._offer_usual(rows)
        self.rates.offer_exemptions(settings.country_profile(by_key["country"].value).exemptions)

    def _save(self, key: str, old: Any, new: Any) -> None:
        with self._context.store.write(LABEL, initiator=self) as session:
            settings.put(session, key, stored(new), seen=stored(old))
        # A setting can bring others their defaults: the country its currency and taxes.
        self._take_stored()

    def _save_rates(self, rates: tuple[TaxPreset, ...]) -> None:
        with self._context.store.write(LABEL, initiator=self) as session:
            settings.put(session, "tax.rates", write_rates(rates))
        self._offer_usual(self._read())

    def _offer_usual(self, rows: tuple[SettingRow, ...]) -> None:
        row = next(row for row in rows if row.key == "tax.rates")
        self.rates.offer_set_back(read_rates(row.value) != read_rates(row.default))

    def _set_rates_back(self) -> None:
        self._store(lambda session: settings.set_back(session, "tax.rates"))

    def _store(self, run: Callable[[Any], Any]) -> Any:
        with self._context.store.write(LABEL, initiator=self) as session:
            result = run(session)
        self._take_stored()
        return result

    def _take_stored(self) -> None:
        rows = self._read()
        for part in self.parts.values():
            part.take_stored(rows)
        self._fill_special(rows)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if changes.touches(SETTINGS) and initiator is not self:
            self._take_stored()

    def _on_busy(self, busy: bool) -> None:
        self.set_editable(not busy and not self._context.store.read_only)

    def _on_group(self, at: int) -> None:
        self.pages.setCurrentIndex(at)

    def show_group(self, group: Group) -> None:
        """Shows one group."""
        self.groups.setCurrentRow(list(self.parts).index(group))

    def show_computer(self) -> None:
        """Shows what belongs to this computer."""
        self.groups.setCurrentRow(self.groups.count() - 1)

    def focus_first(self) -> None:
        """Puts the cursor into the first field of the group that is shown."""
        part = self.pages.currentIndex()
        forms = [group.forms[0] for group in self.parts.values()] + [self.computer.form]
        forms[part].focus_first()

    def set_editable(self, editable: bool) -> None:
        """Locks or frees every setting of the business."""
        for part in self.parts.values():
            part.set_editable(editable)
        self.rates.set_editable(editable)

    def commit(self) -> bool:
        """Saves what is being typed; where something was refused, its group is shown."""
        for group, part in self.parts.items():
            if not part.commit():
                self.show_group(group)
                return False
        return True

    def may_close(self) -> bool:
        return self.commit()


def open_settings(program: Program, context: Context) -> SettingsWindow:
    """Opens the window over the main window."""
    window = SettingsWindow(program, context, program.window)
    window.open()
    window.focus_first()
    return window


def _open_at_computer(program: Program) -> None:
    if program.context is not None:
        window = open_settings(program, program.context)
        window.show_computer()
        window.focus_first()
