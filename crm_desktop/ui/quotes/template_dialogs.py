"""Choosing a template, naming a new one, and keeping the list of them in order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quotes import TemplateKind
from crm_desktop.services import templates
from crm_desktop.services.templates import TemplateQuery, TemplateRow
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import SecondaryButton
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.kit.query_table_model import ListItem, QueryListModel
from crm_desktop.ui.kit.store_source import StoreSource
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.ui.kit.two_line_list import TwoLineList
from crm_desktop.ui.undo_toast import tell_done
from crm_desktop.words import N_, _, current

WIDTH, LIST_HEIGHT = 520, 280
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class NameDialog(Dialog):
    """Asks for the name of a template; `on_named(name)` may refuse it, and the sentence stands beside the field."""

    def __init__(self, title: str, action: str, name: str, on_named: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent, title, action)
        self._on_named = on_named
        self.form = Form()
        self.form.add(TextField("name", _("Name"), required=True, limit=200))
        self.form.set_values({"name": name})
        self.body.addWidget(self.form)
        self.form.focus_first()
        field = self.form.field("name")
        assert isinstance(field, TextField)
        field.editor.selectAll()

    def check(self) -> bool:
        if not self.form.commit():
            return False
        try:
            self._on_named(str(self.form.values()["name"]))
        except Refused as refused:
            self.form.refuse(refused, "name")
            return False
        return True


class TemplateChooser(Dialog):
    """The templates of one kind, filtered as you type; Enter takes one, F2 renames it, Delete puts it in the bin."""

    def __init__(
        self, context: Context, kind: TemplateKind, on_chosen: Callable[[int], object], parent: QWidget
    ) -> None:
        of_lines = kind is TemplateKind.LINES
        title, action = (_("Insert a group of lines"), _("Insert")) if of_lines else (
            _("New quote from a template"), _("Begin the quote")
        )  # fmt: skip
        super().__init__(parent, title, action, width=WIDTH)
        self._context = context
        self._kind = kind
        self._on_chosen = on_chosen
        self._source = StoreSource(context.store, TemplateQuery(kind), templates.count, templates.ids, templates.rows)
        self.filter = QLineEdit()
        self.filter.setProperty("look", "field")
        self.filter.setPlaceholderText(_("Filter by name"))
        self.filter.setAccessibleName(_("Filter by name"))
        self.model: QueryListModel[TemplateRow] = QueryListModel(self._source, _item)
        self.list = TwoLineList(self.model, _("Templates"))
        self.list.setMinimumHeight(LIST_HEIGHT)
        self.hint = PlainLabel(_none_yet(of_lines), muted=True, wrap=True)
        self.rename_button = SecondaryButton(_("Rename"))
        self.bin_button = SecondaryButton(_("Delete"))
        self._lay_out()

    def _lay_out(self) -> None:
        for widget in (self.filter, self.list, self.hint):
            self.body.addWidget(widget)
        self.add_left(self.bin_button)
        self.add_left(self.rename_button)
        self.rename_button.on_click(self.rename)
        self.bin_button.on_click(self.to_bin)
        self.filter.textChanged.connect(self._ask)
        self.filter.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.opened.connect(self._take)
        self.list.delete_pressed.connect(self.to_bin)
        self._settle()
        self.filter.setFocus()

    def _ask(self, text: str) -> None:
        self.model.set_source(self._source.asking(text=text))
        self._settle()

    def _settle(self) -> None:
        """The first is marked, so that Enter takes it; an empty list says why it is."""
        count = self.model.paged.count
        self.list.setVisible(count > 0)
        self.hint.setVisible(count == 0)
        if count == 0 and self.filter.text().strip():
            self.hint.setText(_("No template has “{text}” in its name.", text=self.filter.text().strip()))
        else:
            self.hint.setText(_none_yet(self._kind is TemplateKind.LINES))
        if count and self.list.keeper.current is None:
            self.list.keeper.choose_first()
        for button in (self.rename_button, self.bin_button, self.accept_button):
            if button is not None:
                button.setEnabled(count > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.filter and event.key() in _STEPS:
                self.list.keyPressEvent(event)
                return True
            if event.key() == Qt.Key.Key_F2:
                self.rename()
                return True
        return super().eventFilter(watched, event)

    def _take(self, _template_id: int) -> None:
        self.try_accept()

    def check(self) -> bool:
        chosen = self.list.keeper.current
        if chosen is None:
            return False
        try:
            self._on_chosen(chosen)
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return False
        return True

    def rename(self) -> None:
        """Asks for another name of the marked template."""
        chosen, row = self.list.keeper.current, self._marked()
        if chosen is not None and row is not None:
            NameDialog(
                _("Rename “{name}”", name=row.name), _("Rename"), row.name, partial(self._rename, chosen), self
            ).open()

    def _rename(self, template_id: int, name: str) -> None:
        with self._context.store.write(N_("Rename template")) as session:
            templates.rename(session, template_id, name)
        self.model.refresh()

    def to_bin(self) -> None:
        """Puts the marked template in the bin; the message brings it back."""
        chosen, row = self.list.keeper.current, self._marked()
        if chosen is None or row is None:
            return
        with self._context.store.write(N_("Delete template")) as session:
            templates.to_bin(session, chosen, now=self._context.now())
        tell_done(self._context, _("“{name}” was put in the bin.", name=row.name))
        self.model.refresh()
        self._settle()

    def _marked(self) -> TemplateRow | None:
        rows = self.list.keeper.selected_rows()
        return self.model.paged.row_at(rows[0]) if rows else None


def _item(row: TemplateRow) -> ListItem:
    said = current().plural("{count} item", "{count} items", row.lines)
    return ListItem(row.name, " · ".join(part for part in (said, row.currency) if part))


def _none_yet(of_lines: bool) -> str:
    if of_lines:
        return _("There are no groups yet. Choose some lines of a quote and keep them with “Save as group”.")
    return _("There are no templates yet. Keep a quote with “Save as template”, and begin the next one from it.")
