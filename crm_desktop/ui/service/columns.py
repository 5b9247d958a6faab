"""The columns of the service list."""

from __future__ import annotations

from crm_desktop.domain.jobs import JobStatus, format_minutes
from crm_desktop.services.jobs_list import JobRow
from crm_desktop.services.labels import JOB_KIND_LABELS, JOB_STATUS_LABELS
from crm_desktop.ui.kit.query_table_model import Column
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import N_, _, current

STATUS_TONES = {
    JobStatus.PLANNED: Tone.BLUE,
    JobStatus.IN_PROGRESS: Tone.AMBER,
    JobStatus.DONE: Tone.GREEN,
    JobStatus.CANCELLED: Tone.GREY,
}


def title_words(row: JobRow) -> str:
    """What a job is called: its title, else the problem, else its number."""
    return row.title or row.problem or _("Job {number}", number=f"J-{row.id}")


def status_words(row: JobRow) -> str:
    """The status of a job, that its day has passed, or that its cell is damaged."""
    if row.damaged:
        return _("Damaged")
    return _("Overdue") if _late(row) else _(JOB_STATUS_LABELS[row.status])


def status_tone(row: JobRow) -> Tone:
    """The tone of its chip; what is late is red."""
    return Tone.RED if row.damaged or _late(row) else STATUS_TONES[row.status]


def _late(row: JobRow) -> bool:
    return row.overdue and row.status is JobStatus.PLANNED


def _kind(row: JobRow) -> str:
    return _(JOB_KIND_LABELS[row.kind]) if row.kind in JOB_KIND_LABELS else str(row.kind)


def _next_tone(row: JobRow) -> Tone | None:
    return Tone.AMBER if row.next_date is not None else None


COLUMNS: tuple[Column[JobRow], ...] = (
    Column("date", N_("Date"), lambda row: current().date(row.date), width=94),
    Column("title", N_("Job"), title_words, stretch=True, strong=True),
    Column("contact", N_("Customer"), lambda row: row.contact, width=144),
    Column("kind", N_("Type"), _kind, width=104, muted=True),
    Column("status", N_("Status"), status_words, width=126, chip=status_tone),
    Column(
        "minutes", N_("Time"), lambda row: format_minutes(row.minutes) if row.minutes else "", width=66, numeric=True
    ),
    Column("total", N_("Cost"), lambda row: current().money(row.total, row.currency), width=104, numeric=True),
    Column(
        "next_date", N_("Next date"), lambda row: current().date(row.next_date), width=104, tone=_next_tone, hidden=True
    ),
)
