"""The preview of an import: what would come, what would not and why; then the import itself, with progress."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPlainTextEdit,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from shiboken6 import isValid

from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.services.imports import ImportReport, PreviewRow
from crm_desktop.ui.context import Context
from crm_desktop.ui.imports.report import notes, summary
from crm_desktop.ui.kit.buttons import SecondaryButton
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.surfaces import Line
from crm_desktop.ui.tasks import Task
from crm_desktop.ui.tokens import TABLE_ROW, Tone
from crm_desktop.ui.undo_toast import take_back_newest, tell_done
from crm_desktop.words import N_, _

FATES = {"new": N_("new"), "update": N_("update"), "known": N_("already here")}
HEADS = (N_("Name"), N_("Company"), N_("Phone"), N_("E-mail"), N_("What happens"))
WIDTH, HEIGHT = 860, 640
Run = Callable[[bool, Callable[[int, int], None] | None], ImportReport]
"""``run(dry_run, progress)``: imports, or only says what would come."""


class ImportDialog(Dialog):
    """Shows a dry run and imports on request.

    Args:
        context: the open file.
        parent: the window.
        title: what is imported.
        run: does it; called in a worker thread for the import itself.
        rows_wanted: whether the first rows are shown as a table.
    """

    def __init__(self, context: Context, parent: QWidget, title: str, run: Run, *, rows_wanted: bool = True) -> None:
        super().__init__(parent, title, _("Import"), _("Cancel"), width=WIDTH)
        self._context = context
        self._run = run
        self._looking: Task | None = None
        self.summary = PlainLabel("", look=Look.STRONG, wrap=True)
        self.fault = PlainLabel("", tone=Tone.RED, wrap=True)
        self.fault.hide()
        self.rows = _table()
        self.notes = QPlainTextEdit()
        self.notes.setReadOnly(True)
        self.notes.setAccessibleName(_("What was noticed"))
        if rows_wanted:
            self.notes.setMaximumHeight(150)
        self.notes.hide()
        self.notes_head = PlainLabel(_("Noticed"), look=Look.HEADING)
        self.notes_head.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Reading"))
        for widget in (self.summary, self.bar, self.fault, self.rows, Line(), self.notes_head, self.notes):
            self.body.addWidget(widget)
        self.rows.setVisible(rows_wanted)
        self._rows_wanted = rows_wanted
        self.resize(WIDTH, HEIGHT)
        self.look()

    def look(self) -> None:
        """Asks beside the window what would come, and shows it; a look that is under way is given up."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        self.fault.hide()
        self.summary.setText(_("Reading …"))
        self.bar.setRange(0, 0)
        self.bar.show()
        self._allow(False)
        look = _Look(self, self._run)
        self._looking = look.start(self._context)

    def on_looked(self, task: Task | None, report: ImportReport) -> None:
        """What would come is known."""
        if task is self._looking:
            self._looking = None
            self.bar.hide()
            self.show_report(report)
            self._allow(bool(report.created or report.updated))

    def on_not_looked(self, task: Task | None, error: Exception) -> None:
        """These files cannot be imported."""
        if task is self._looking:
            self._looking = None
            if not isinstance(error, Refused):
                raise error
            self.refuse(error)

    def _allow(self, allowed: bool) -> None:
        button = self.accept_button
        if button is None:
            return
        button.setEnabled(allowed)
        if allowed and self.focusWidget() in (None, self.close_button):
            # While it read only “Cancel” could be pressed, and Enter would still press that.
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self, result: int) -> None:
        if self._looking is not None:
            self._looking.cancel()
        super().done(result)

    def refuse(self, refused: Refused) -> None:
        """Says why these files cannot be imported."""
        self.bar.hide()
        self.fault.setText(sentence(refused))
        self.fault.show()
        self.summary.setText("")
        self.rows.setRowCount(0)
        self.notes.hide()
        self.notes_head.hide()
        self._allow(False)

    def show_report(self, report: ImportReport) -> None:
        """Shows counts, first rows and what was noticed."""
        self.summary.setText(summary(report, done=False))
        _fill(self.rows, report.first)
        self.rows.setVisible(self._rows_wanted and bool(report.first))
        text = notes([*report.rejected, *report.warnings])
        self.notes.setPlainText(text)
        self.notes.setVisible(bool(text))
        self.notes_head.setVisible(bool(text))

    def check(self) -> bool:
        def work(task: Task) -> ImportReport:
            return self._run(False, task.progress)

        context, title, parent = self._context, self.windowTitle(), self.parentWidget()
        try:
            context.tasks.run(
                work, _Done(context, title, parent), _Failed(context), title=title, exclusive=True,
                on_cancel=_Stopped(context),
            )  # fmt: skip
        except Refused as refused:
            self.fault.setText(sentence(refused))
            self.fault.show()
            return False
        return True


class _Look:
    """One dry run; it belongs to no widget, so that a dialog can be closed while it runs."""

    def __init__(self, dialog: ImportDialog, run: Run) -> None:
        self._dialog, self._run = dialog, run
        self._task: Task | None = None

    def start(self, context: Context) -> Task | None:
        """Runs beside the window."""
        self._task = context.tasks.run(self._work, self._on_done, self._on_error, title=_("Reading"))
        return self._task

    def _work(self, task: Task) -> ImportReport:
        return self._run(True, task.progress)

    def _on_done(self, report: ImportReport) -> None:
        if isValid(self._dialog):
            self._dialog.on_looked(self._task, report)

    def _on_error(self, error: Exception) -> None:
        if isValid(self._dialog):
            self._dialog.on_not_looked(self._task, error)


class _Done:
    """Tells what came, with a way to read what was noticed."""

    def __init__(self, context: Context, title: str, parent: QWidget | None) -> None:
        self._context, self._title, self._parent = context, title, parent

    def __call__(self, report: ImportReport) -> None:
        found = [*report.rejected, *report.warnings]
        text = summary(report, done=True)
        if found:
            details = _Details(self._title, report, self._parent, take_back_newest(self._context))
            self._context.toasts.tell(text, action=(_("Details"), details))
        else:
            tell_done(self._context, text)


class _Details:
    """Shows what an import noticed."""

    def __init__(self, title: str, report: ImportReport, parent: QWidget | None, take_back: Callable[[], None]) -> None:
        self._title, self._report, self._parent, self._take_back = title, report, parent, take_back

    def __call__(self) -> None:
        dialog = Dialog(self._parent, self._title, "", _("Close"), width=WIDTH)
        undo = SecondaryButton(_("Undo the import"), icon_name="undo")
        undo.on_click(dialog.accept)
        undo.on_click(self._take_back)
        if self._report.created or self._report.updated:
            dialog.add_left(undo)
        dialog.body.addWidget(PlainLabel(summary(self._report, done=True), look=Look.STRONG, wrap=True))
        text = QPlainTextEdit(notes([*self._report.rejected, *self._report.warnings]))
        text.setReadOnly(True)
        text.setMinimumHeight(360)
        text.setAccessibleName(_("What was noticed"))
        dialog.body.addWidget(text)
        dialog.open()


class _Stopped:
    """Tells that the user stopped it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __call__(self) -> None:
        self._context.toasts.tell(_("The import was stopped. Nothing was imported."))


class _Failed:
    """Tells why nothing came."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __call__(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._context.toasts.refuse(error)


def _table() -> QTableWidget:
    table = QTableWidget(0, len(HEADS))
    table.setHorizontalHeaderLabels([_(head) for head in HEADS])
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(TABLE_ROW - 8)
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    table.setTabKeyNavigation(False)
    table.setMinimumHeight(260)
    table.setAccessibleName(_("The first rows"))
    for column, width in enumerate((210, 180, 140, 180)):
        table.setColumnWidth(column, width)
    return table


def _fill(table: QTableWidget, rows: tuple[PreviewRow, ...]) -> None:
    table.setRowCount(len(rows))
    for at, row in enumerate(rows):
        cells: tuple[Any, ...] = (row.name, row.company, row.phone, row.email, _(FATES.get(row.fate, row.fate)))
        for column, text in enumerate(cells):
            table.setItem(at, column, QTableWidgetItem(text))
