"""One job: its facts, the parts used and what it comes to; every field saves itself."""

from __future__ import annotations

from typing import Any

from crm_desktop.domain.jobs import JobKind, JobStatus
from crm_desktop.services import jobs, jobs_list
from crm_desktop.services.jobs import PartLine
from crm_desktop.services.jobs_list import JobDetail
from crm_desktop.services.labels import JOB_KIND_LABELS, JOB_STATUS_LABELS
from crm_desktop.ui.choices import choice_of, contact_choices, make_contact
from crm_desktop.ui.context import Context
from crm_desktop.ui.customer_link import CustomerLink
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.date_field import DateField
from crm_desktop.ui.kit.duration_field import DurationField
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.number_fields import MoneyField
from crm_desktop.ui.kit.record_editor import RecordEditor
from crm_desktop.ui.kit.search_field import SearchChoiceField
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.ui.service.columns import title_words
from crm_desktop.ui.service.parts import PartsEditor
from crm_desktop.words import N_, _, current

EDIT_LABEL = N_("Edit job")
PARTS_LABEL = N_("Edit parts")


class JobEditor(RecordEditor[JobDetail]):
    """Shows and saves one job."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Delete this job"), _("Restore this job"))
        self.customer = CustomerLink(context)
        self.form, self.costs = self.add_form(), self.add_form()
        self._fill_facts(self.form)
        self._fill_costs(self.costs)
        self.parts = PartsEditor(self._save_parts)
        self.parts.edited.connect(self.reload)
        self.total = PlainLabel("", look=Look.HEADING)
        for widget in (
            self.customer, self.form, PlainLabel(_("Parts"), look=Look.HEADING), self.parts,
            PlainLabel(_("Time and cost"), look=Look.HEADING), self.costs, self.total,
        ):  # fmt: skip
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def _fill_facts(self, form: Form) -> None:
        context = self._context
        form.add(TextField("title", _("Job"), placeholder=_("What it is about")))
        form.add(
            SearchChoiceField(
                "contact_id", _("Customer"), contact_choices(context), create=make_contact(context, self),
                placeholder=_("Type a name"),
            )
        )  # fmt: skip
        form.add_row(
            ChoiceField("kind", _("Type"), [(kind, _(JOB_KIND_LABELS[kind])) for kind in JobKind]),
            ChoiceField("status", _("Status"), [(status, _(JOB_STATUS_LABELS[status])) for status in JobStatus]),
        )
        form.add_row(
            DateField("date", _("Date"), context.today, required=True),
            DateField("next_date", _("Next date"), context.today),
        )
        form.add(MultilineField("problem", _("Problem"), lines=(2, 10)))
        form.add(MultilineField("work_done", _("Work done"), lines=(2, 12)))

    def _fill_costs(self, form: Form) -> None:
        form.add_row(DurationField("minutes", _("Time")), MoneyField("labour", _("Labour"), "EUR"))
        form.add(MultilineField("notes", _("Notes, not printed"), lines=(1, 8)))

    def read(self, session: Any, record_id: int) -> JobDetail:
        return jobs_list.job(session, record_id, self._context.today())

    def begin(self, detail: JobDetail) -> None:
        labour = self.costs.field("labour")
        assert isinstance(labour, MoneyField)
        labour.set_currency(detail.row.currency)
        self.parts.show_others(detail.parts, detail.row.currency)

    def show_detail(self, detail: JobDetail) -> None:
        row = detail.row
        self.show_head(title_words(row), binned=detail.binned)
        self.customer.show_contact(row.contact_id, row.contact)
        self.total.setText(_("Total {amount}", amount=current().money(row.total, row.currency)))
        self.parts.show_parts(detail.parts)

    def values_of(self, detail: JobDetail) -> dict[str, Any]:
        row = detail.row
        return {
            "title": row.title,
            "contact_id": choice_of(row.contact_id, row.contact),
            "kind": row.kind,
            "status": row.status,
            "date": row.date,
            "next_date": row.next_date,
            "problem": row.problem,
            "work_done": detail.work_done,
            "minutes": row.minutes,
            "labour": detail.labour,
            "notes": detail.notes,
        }

    def label_of(self, name: str) -> str:
        return EDIT_LABEL

    def store(self, session: Any, record_id: int, name: str, value: Any, seen: Any) -> None:
        jobs.edit(session, record_id, {name: value}, seen={name: seen})

    def stored(self, name: str, value: Any) -> Any:
        return 0 if name == "labour" and value is None else super().stored(name, value)

    def _save_parts(self, seen: tuple[PartLine, ...], wanted: tuple[PartLine, ...]) -> None:
        assert self.record_id is not None
        with self._context.store.write(PARTS_LABEL, initiator=self) as session:
            jobs.put_parts(session, self.record_id, wanted, seen=seen)

    def commit(self) -> bool:
        return self.record_id is None or all([super().commit(), self.parts.commit()])

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        self.parts.set_editable(editable)
