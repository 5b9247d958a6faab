"""Exporting everything: a folder is chosen, the rest runs beside the work."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.services import exports
from crm_desktop.ui.context import Context
from crm_desktop.ui.files.choosing import ask_folder
from crm_desktop.ui.kit.shown_files import open_file
from crm_desktop.ui.tasks import Task
from crm_desktop.words import _


def export_everything(context: Context, window: QWidget, folder: Path | None = None) -> None:
    """Asks for a folder and writes everything into a new folder there: tables, JSON, quotes and pictures."""
    chosen = folder or ask_folder(window, _("Export everything into"))
    if chosen is None:
        return
    target = chosen / _("Export {day}", day=context.today().isoformat())

    def work(task: Task) -> Path:
        return exports.export_everything(context.store, target, now=context.now(), progress=task.progress).folder

    stopped = partial(context.toasts.tell, _("The export was stopped. Nothing was left behind."))
    context.tasks.run(work, partial(_tell, context), partial(_refuse, context), title=_("Exporting"), on_cancel=stopped)


def _tell(context: Context, target: Path) -> None:
    context.toasts.tell(
        _("Everything was exported to {name}.", name=target.name), action=(_("Show folder"), partial(open_file, target))
    )


def _refuse(context: Context, error: Exception) -> None:
    if not isinstance(error, Refused):
        raise error
    context.toasts.refuse(error)
