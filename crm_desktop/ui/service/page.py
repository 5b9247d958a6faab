"""The Service tab: every job, filtered as you type, one of them beside the list."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.domain.changes import CONTACT, JOB, Changes
from crm_desktop.domain.jobs import format_minutes
from crm_desktop.services import jobs, jobs_list
from crm_desktop.services.jobs import NewJob
from crm_desktop.services.jobs_list import JobQuery, JobRow, JobView
from crm_desktop.ui.actions import PAGE, Action
from crm_desktop.ui.bins import Bin
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.empty import EmptyState
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.list_and_detail import ListAndDetail
from crm_desktop.ui.kit.page import Page
from crm_desktop.ui.kit.query_table_model import QueryTableModel
from crm_desktop.ui.kit.record_list import RecordList
from crm_desktop.ui.kit.store_source import StoreSource
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
BIN = Bin(
    delete_label=N_("Delete job"),
    restore_label=N_("Restore job"),
    to_bin=lambda session, job_id, now: jobs.to_bin(session, job_id, now=now),
    restore=lambda session, job_id, _now: jobs.restore(session, job_id),
    told=lambda count: current().plural("{count} job was put in the bin.", "{count} jobs were put in the bin.", count),
)


class ServicePage(Page):
    """Jobs over all customers."""

    kinds = (JOB, CONTACT)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.editor = JobEditor(context)
        self.records = self._make_list()
        self.table = self.records.view
        self.bar = self.records.bar
        self.pair = ListAndDetail(self.records, self.editor, (850, 430), context.state, "service")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.pair)
        self.setFocusProxy(self.table)
        self.records.asked.connect(self._tell_sums)
        self.bar.new_pressed.connect(self.new_record)
        self.table.delete_pressed.connect(self.delete_chosen)
        self.editor.delete_pressed.connect(self.delete_shown)

    def _make_list(self) -> RecordList:
        context = self.context
        source: StoreSource[JobQuery, JobRow] = StoreSource(
            context.store, JobQuery(today=context.today()), jobs_list.count, jobs_list.ids,
            lambda session, ids: jobs_list.rows(session, ids, context.today()),
        )  # fmt: skip
        model: QueryTableModel[JobRow] = QueryTableModel(source, COLUMNS)
        empty = EmptyState(
            "service",
            _("No jobs yet"),
            _("Every visit and repair, with the time, the parts and the next date, so that you know what was done."),
            (_("New job"), self.new_record),
        )
        return RecordList(
            source,
            TableView(model, _("Jobs"), context.state, "jobs"),
            FilterBar(_("Filter jobs"), [(key, _(words)) for key, words in VIEWS], _("New job"), "Ctrl+N"),
            empty,
            lambda key: {"view": JobView(key), "today": context.today()},
        )

    def refresh(self) -> None:
        self.pair.refresh()

    def take_changes(self, changes: Changes, initiator: object) -> None:
        self.pair.take_changes(initiator)

    def _tell_sums(self) -> None:
        with self.context.store.read() as session:
            sums = jobs_list.totals(session, self.records.source.query)
        words = current()
        parts = [words.plural("{count} job", "{count} jobs", self.records.count)]
        minutes = sum(one[1] for one in sums)
        if minutes:
            parts.append(_("{time} h worked", time=format_minutes(minutes)))
        parts += [words.money(total, currency) for currency, _minutes, total in sums]
        self.records.tell("      ".join(parts) if self.records.count else "")

    def open_record(self, record_id: int) -> None:
        self.pair.open_record(record_id)
        # Who comes from a contact or from the palette goes on typing here.
        self.editor.focus_first()

    def new_record(self) -> None:
        self.add_job(None)

    def add_job(self, contact_id: int | None) -> None:
        """Makes a job of today, for a customer if there is one, and puts the cursor into its first field."""
        if not self.editor.commit():
            return
        with self.context.store.write(N_("New job"), initiator=self) as session:
            job_id = jobs.create(session, NewJob(self.context.today(), contact_id=contact_id), now=self.context.now())
        self.open_record(job_id)

    def delete_chosen(self) -> None:
        """Puts the chosen jobs into the bin, or takes them out of it; the message offers to take that back."""
        if self.editable:
            BIN.move(self.context, self.pair.selected, restoring=self.bar.view == JobView.BIN, initiator=self)

    def delete_shown(self) -> None:
        """The same with the one job that is shown."""
        if self.editable and self.editor.record_id is not None:
            BIN.move(self.context, (self.editor.record_id,), restoring=self.editor.binned, initiator=self)

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
        self.pair.set_editable(editable)
