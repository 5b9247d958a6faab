"""The Service tab: every job, filtered as you type, one of them beside the list."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.changes import CONTACT, JOB, Changes
from crm_desktop.services import jobs, jobs_list
from crm_desktop.services.jobs import NewJob
from crm_desktop.services.jobs_list import JobQuery, JobRow, JobView
from crm_desktop.ui.actions import PAGE, Action
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.empty import EmptyState
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.page import Page
from crm_desktop.ui.kit.query_table_model import QueryTableModel
from crm_desktop.ui.kit.splitter import Splitter
from crm_desktop.ui.kit.store_source import StoreSource
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.ui.kit.table import TableView
from crm_desktop.ui.service.columns import COLUMNS
from crm_desktop.ui.service.editor import JobEditor
from crm_desktop.words import N_, _, current

VIEWS = (
    (JobView.ALL, N_("All jobs")),
    (JobView.PLANNED, N_("Planned")),
    (JobView.IN_PROGRESS, N_("In progress")),
    (JobView.DONE, N_("Done")),
    (JobView.OVERDUE, N_("Overdue")),
    (JobView.NEXT_DUE, N_("Next visit due")),
    (JobView.BIN, N_("Bin")),
)
LIST, EMPTY = 0, 1


class ServicePage(Page):
    """Jobs over all customers."""

    kinds = (JOB, CONTACT)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._source = self._make_source()
        self.model: QueryTableModel[JobRow] = QueryTableModel(self._source, COLUMNS)
        self.table = TableView(self.model, _("Jobs"), context.state, "jobs")
        self.bar = FilterBar(_("Filter jobs"), [(key, _(words)) for key, words in VIEWS], _("New job"), "Ctrl+N")
        self.editor = JobEditor(context)
        self.sums = PlainLabel("", look=Look.SMALL, muted=True)
        self.places = QStackedWidget()
        self.empty = EmptyState(
            "service",
            _("No jobs yet"),
            _("Every visit and repair, with the time, the parts and the next date, so that you know what was done."),
            (_("New job"), self.new_record),
        )
        self._lay_out()
        self.bar.filter_changed.connect(self._on_filter)
        self.bar.view_changed.connect(self._on_view)
        self.bar.new_pressed.connect(self.new_record)
        self.bar.left_down.connect(self.table.setFocus)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.table.delete_pressed.connect(self.delete_chosen)
        self.editor.delete_pressed.connect(self.delete_chosen)

    def _make_source(self) -> StoreSource[JobQuery, JobRow]:
        today = self.context.today()
        return StoreSource(
            self.context.store, JobQuery(today=today), jobs_list.count, jobs_list.ids,
            lambda session, ids: jobs_list.rows(session, ids, today),
        )  # fmt: skip

    def _lay_out(self) -> None:
        side = Surface("side")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.places, 1)
        self.places.addWidget(self.table)
        self.places.addWidget(self.empty)
        self.sums.setContentsMargins(16, 8, 16, 8)
        column.addWidget(self.sums)
        self.detail = QStackedWidget()
        self.detail.addWidget(QWidget())
        self.detail.addWidget(self.editor)
        splitter = Splitter((side, self.detail), (850, 430), self.context.state, "service", stretch=0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)

    def refresh(self) -> None:
        self.model.refresh()
        self._show_state()
        if self.table.keeper.current is None:
            self.table.keeper.choose_first()

    def take_changes(self, changes: Changes, initiator: object) -> None:
        self.model.refresh()
        self._show_state()
        if initiator is not self.editor and self.editor.job_id is not None:
            self.editor.reload()

    def _show_state(self) -> None:
        nothing = self.model.paged.count == 0
        unfiltered = not self.bar.text() and self.bar.view == JobView.ALL
        self.places.setCurrentIndex(EMPTY if nothing and unfiltered else LIST)
        with self.context.store.read() as session:
            sums = jobs_list.totals(session, self._source.query)
        words = current()
        count = words.plural("{count} job", "{count} jobs", self.model.paged.count)
        amounts = [words.money(total, currency) for currency, _minutes, total in sums]
        self.sums.setText(" · ".join([count, *amounts]))

    def _ask(self, **changes: object) -> None:
        self._source = self._source.asking(**changes)
        self.model.set_source(self._source)
        self._show_state()

    def _on_filter(self, text: str) -> None:
        self._ask(text=text)

    def _on_view(self, key: str) -> None:
        self._ask(view=JobView(key))

    def _on_chosen(self, job_id: int | None) -> None:
        if not self.editor.commit():
            return
        self.detail.setCurrentIndex(0 if job_id is None else 1)
        if job_id is not None:
            self.editor.show_job(job_id)

    def _on_opened(self, _job_id: int) -> None:
        self.editor.form.focus_first()

    def open_record(self, record_id: int) -> None:
        if not self.table.keeper.choose(record_id):
            self.bar.field.clear()
            self.bar.choose_view(JobView.ALL)
            self.table.keeper.choose(record_id)

    def new_record(self) -> None:
        """Makes a job of today and puts the cursor into its first field."""
        self.add_job(None)

    def add_job(self, contact_id: int | None) -> None:
        """Makes a job of today, for a customer if there is one."""
        with self.context.store.write(N_("New job"), initiator=self) as session:
            job_id = jobs.create(session, NewJob(self.context.today(), contact_id=contact_id), now=self.context.now())
        self.open_record(job_id)
        self.editor.form.focus_first()

    def delete_chosen(self) -> None:
        """Puts the chosen jobs into the bin; the message offers to take them back."""
        chosen = self.table.keeper.selected
        if not chosen or not self.editable:
            return
        restoring = self.bar.view == JobView.BIN
        with self.context.store.write(N_("Restore job") if restoring else N_("Delete job")) as session:
            for job_id in chosen:
                if restoring:
                    jobs.restore(session, job_id)
                else:
                    jobs.to_bin(session, job_id, now=self.context.now())
        told = current().plural("{count} job was put in the bin.", "{count} jobs were put in the bin.", len(chosen))
        self.context.toasts.tell(_("Restored.") if restoring else told, undo=partial(self._take_back))

    def _take_back(self) -> None:
        self.context.store.undo()

    def page_actions(self) -> tuple[Action, ...]:
        return (
            Action("service.new", N_("New job"), self.new_record, "Ctrl+N", "plus", f"{PAGE}/new", writes=True),
            Action(
                "service.delete", N_("Delete or restore job"), self.delete_chosen, "Ctrl+Delete", "trash",
                f"{PAGE}/delete", writes=True,
            ),
            Action("service.filter", N_("Filter jobs"), self.focus_filter, "Ctrl+F", "filter", f"{PAGE}/find"),
        )  # fmt: skip

    def focus_filter(self) -> None:
        self.bar.focus_filter()

    def leave(self) -> bool:
        return self.editor.commit()

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        self.editor.set_editable(editable)
        if self.bar.new_button is not None:
            self.bar.new_button.setEnabled(editable)
