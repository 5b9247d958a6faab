"""Exporting some contacts into one file: vCards for phones and mail programs, or a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.files import write_atomically
from crm_desktop.services.contact_records import export_table, export_vcards
from crm_desktop.services.export_files import safe_name
from crm_desktop.ui.context import Context
from crm_desktop.ui.files.choosing import ask_save_as
from crm_desktop.ui.kit.shown_files import show_in_folder
from crm_desktop.ui.tasks import Task
from crm_desktop.words import N_, _

CARDS, TABLE = ".vcf", ".csv"
KINDS = ((N_("vCards"), CARDS), (N_("Tables for spreadsheets"), TABLE))


def export_contacts(context: Context, owner: QWidget, ids: Sequence[int], name: str = "") -> None:
    """Asks where to and as what, and writes these contacts there in their order; `name` suggests that of the file."""
    suggestion = Path.home() / f"{safe_name(name) or _('Contacts')}{CARDS}"
    target = ask_save_as(owner, _("Export contacts"), suggestion, [(_(words), suffix) for words, suffix in KINDS])
    if target is not None:
        write_file(context, ids, target)


def write_file(context: Context, ids: Sequence[int], target: Path) -> None:
    """Writes contacts beside the work: a table where the name ends so, else vCards with photos and all."""

    def work(task: Task) -> Path:
        with context.store.read() as session:
            if target.suffix.lower() == TABLE:
                data = export_table(session, ids, task.progress)
            else:
                data = export_vcards(session, ids, progress=task.progress)
        write_atomically(target, data)
        return target

    context.tasks.run(work, partial(_tell, context), partial(_refuse, context), title=_("Exporting"))


def _tell(context: Context, target: Path) -> None:
    show = (_("Show"), partial(show_in_folder, target))
    context.toasts.tell(_("Exported to {name}.", name=target.name), action=show)


def _refuse(context: Context, error: Exception) -> None:
    if not isinstance(error, Refused):
        raise error
    context.toasts.refuse(error)
