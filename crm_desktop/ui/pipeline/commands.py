"""The commands of the Pipeline tab."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crm_desktop.domain.deals import StageKind
from crm_desktop.ui.actions import PAGE, Action
from crm_desktop.ui.pipeline.bar import BOARD, TABLE
from crm_desktop.words import N_

if TYPE_CHECKING:
    from crm_desktop.ui.pipeline.page import PipelinePage


def deal_actions(page: PipelinePage) -> tuple[Action, ...]:
    """Everything that can be done on the page."""
    return (
        Action("pipeline.new", N_("New deal"), page.new_record, "Ctrl+N", "plus", f"{PAGE}/new", writes=True),
        Action("pipeline.win", N_("Deal won"), page.win_chosen, "Ctrl+Shift+W", "check", f"{PAGE}/end", writes=True),
        Action(
            "pipeline.lose", N_("Deal lost …"), page.lose_chosen, "Ctrl+Shift+L", "close", f"{PAGE}/end", writes=True,
        ),
        Action("pipeline.reopen", N_("Reopen deal"), page.reopen_chosen, "", "undo", f"{PAGE}/end", writes=True),
        Action(
            "pipeline.quote", N_("New quote for this deal"), page.quote_chosen, "Ctrl+Shift+Q", "quote",
            f"{PAGE}/more", writes=True,
        ),
        Action(
            "pipeline.delete", N_("Delete or restore deal"), page.delete_chosen, "Ctrl+Delete", "trash",
            f"{PAGE}/more", writes=True,
        ),
        Action("pipeline.board", N_("Board"), partial(page.show_how, BOARD), "Ctrl+B", "board", f"{PAGE}/how"),
        Action("pipeline.table", N_("Table"), partial(page.show_how, TABLE), "Ctrl+T", "table", f"{PAGE}/how"),
        Action(
            "pipeline.won", N_("Show won deals"), partial(page.show_ended, StageKind.WON), "", "list", f"{PAGE}/how",
        ),
        Action(
            "pipeline.lost", N_("Show lost deals"), partial(page.show_ended, StageKind.LOST), "", "list",
            f"{PAGE}/how",
        ),
        Action(
            "pipeline.stages", N_("Stages and lost reasons"), page.edit_stages, "", "settings", f"{PAGE}/how",
            writes=True,
        ),
        Action("pipeline.filter", N_("Filter deals"), page.focus_filter, "Ctrl+F", "filter", f"{PAGE}/find"),
    )  # fmt: skip
