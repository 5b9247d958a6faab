"""One job: its facts, the parts used and what it comes to; every field saves itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.jobs import JobKind, JobStatus
from crm_desktop.services import jobs, jobs_list
from crm_desktop.services.jobs import PartLine
from crm_desktop.services.jobs_list import JobDetail
from crm_desktop.services.labels import JOB_KIND_LABELS, JOB_STATUS_LABELS
from crm_desktop.ui.choices import choice_of, contact_choices, make_contact
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import IconButton, LinkButton
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.date_field import DateField
from crm_desktop.ui.kit.duration_field import DurationField
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import ElidedLabel, Look, PlainLabel
from crm_desktop.ui.kit.number_fields import MoneyField
from crm_desktop.ui.kit.search_field import SearchChoiceField
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.ui.pages import CONTACTS
from crm_desktop.ui.service.parts import PartsEditor
from crm_desktop.words import N_, _, current

EDIT_LABEL = N_("Edit job")
PARTS_LABEL = N_("Edit parts")


class JobEditor(QScrollArea):
    """Shows and saves one job. Sends `delete_pressed()`; `record_id` is None while it shows none."""

    delete_pressed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.record_id: int | None = None
        self.binned = False
        self._contact_id: int | None = None
        self.setWidgetResizable(True)
        self.title = ElidedLabel("", look=Look.TITLE)
        self.customer = LinkButton("")
        self.customer.on_click(self._show_customer)
        self.delete_button = IconButton("trash", _("Delete this job"), shortcut="Ctrl+Delete")
        self.delete_button.on_click(self.delete_pressed.emit)
        self.form = self._make_form()
        self.parts = PartsEditor(self._save_parts)
        self.parts.edited.connect(self.reload)
        self.costs = self._make_costs()
        self.total = PlainLabel("", look=Look.HEADING)
        self._lay_out()

    def _make_form(self) -> Form:
        context = self._context
        form = Form(self._save)
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
        return form

    def _make_costs(self) -> Form:
        form = Form(self._save)
        form.add_row(DurationField("minutes", _("Time")), MoneyField("labour", _("Labour"), "EUR"))
        form.add(MultilineField("notes", _("Notes, not printed"), lines=(1, 8)))
        return form

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.delete_button)
        column.addLayout(head)
        column.addWidget(self.customer)
        column.addWidget(self.form)
        column.addWidget(PlainLabel(_("Parts"), look=Look.HEADING))
        column.addWidget(self.parts)
        column.addWidget(PlainLabel(_("Time and cost"), look=Look.HEADING))
        column.addWidget(self.costs)
        column.addWidget(self.total)
        column.addStretch(1)
        self.setWidget(inner)

    def show_record(self, record_id: int) -> None:
        """Shows another job.

        Raises:
            Refused: ``record.missing``.
        """
        detail = self._read(record_id)
        self.record_id = record_id
        self._fill(detail)

    def reload(self) -> None:
        """Shows the same job as it is stored now; a field being typed in keeps its words.

        Raises:
            Refused: ``record.missing``.
        """
        if self.record_id is None:
            return
        detail = self._read(self.record_id)
        self._show_head(detail)
        self.form.take_stored(self._values(detail))
        self.costs.take_stored(self._values(detail))
        self.parts.show_parts(detail.parts)

    def _read(self, job_id: int) -> JobDetail:
        with self._context.store.read() as session:
            return jobs_list.job(session, job_id, self._context.today())

    def _fill(self, detail: JobDetail) -> None:
        self._show_head(detail)
        labour = self.costs.field("labour")
        assert isinstance(labour, MoneyField)
        labour.set_currency(detail.row.currency)
        values = self._values(detail)
        self.form.set_values(values)
        self.costs.set_values(values)
        self.parts.show_others(detail.parts, detail.row.currency)

    def focus_first(self) -> None:
        """Puts the cursor into the first field."""
        self.form.focus_first()

    def _show_head(self, detail: JobDetail) -> None:
        self.binned = detail.binned
        words = _("Restore this job") if detail.binned else _("Delete this job")
        self.delete_button.set_name(words, "Ctrl+Delete")
        self.title.setText(detail.row.title or _("Job {number}", number=f"J-{detail.row.id}"))
        self.customer.setText(detail.row.contact)
        self.customer.setVisible(bool(detail.row.contact))
        self._contact_id = detail.row.contact_id
        self.total.setText(_("Total {amount}", amount=current().money(detail.row.total, detail.row.currency)))

    def _values(self, detail: JobDetail) -> dict[str, Any]:
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

    def _save(self, name: str, old: Any, new: Any) -> None:
        assert self.record_id is not None
        with self._context.store.write(EDIT_LABEL, initiator=self) as session:
            jobs.edit(session, self.record_id, {name: _stored(name, new)}, seen={name: _stored(name, old)})
        self.reload()

    def _save_parts(self, seen: tuple[PartLine, ...], wanted: tuple[PartLine, ...]) -> None:
        assert self.record_id is not None
        with self._context.store.write(PARTS_LABEL, initiator=self) as session:
            jobs.put_parts(session, self.record_id, wanted, seen=seen)

    def _show_customer(self) -> None:
        if self._contact_id is not None:
            self._context.go(CONTACTS, self._contact_id)

    def commit(self) -> bool:
        """Saves what was typed; False when something was refused."""
        return self.record_id is None or all([self.form.commit(), self.costs.commit(), self.parts.commit()])

    def set_editable(self, editable: bool) -> None:
        """Locks or frees everything."""
        self.form.set_editable(editable)
        self.costs.set_editable(editable)
        self.parts.set_editable(editable)
        self.delete_button.setEnabled(editable)


def _stored(name: str, value: Any) -> Any:
    """A field's value as the service keeps it."""
    if name == "contact_id":
        return value.id if value is not None else None
    if name == "labour" and value is None:
        return 0
    return value
