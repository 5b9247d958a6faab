"""The commands of quote lines as data: their menu, the palette and the shortcut sheet are made from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from crm_desktop.domain.quotes import LineKind, LineRole
from crm_desktop.ui.actions import PAGE, Action
from crm_desktop.words import N_

if TYPE_CHECKING:
    from crm_desktop.ui.quotes.lines_panel import LinesPanel
    from crm_desktop.ui.quotes.page import QuotesPage

GROUP = "lines"
LINES = N_("Lines")
ADD = N_("Add")
ROLES = {
    LineRole.STANDARD: N_("Make lines standard"),
    LineRole.OPTIONAL: N_("Make lines optional"),
    LineRole.ALTERNATIVE: N_("Make lines alternative"),
}
KINDS = (
    ("item", N_("Add a line"), LineKind.ITEM, "Ctrl+Return"),
    ("section", N_("Add a section"), LineKind.SECTION, ""),
    ("text", N_("Add a text"), LineKind.TEXT, ""),
    ("subtotal", N_("Add a subtotal"), LineKind.SUBTOTAL, ""),
    ("break", N_("Add a page break"), LineKind.PAGE_BREAK, ""),
)
HIDDEN_WHEN_LISTED = frozenset({"lines.copy", "lines.paste"})
"""What everybody knows the keys of, and what would do nothing from a palette that lies over the lines."""


def line_commands(panel: LinesPanel) -> tuple[Action, ...]:
    """What can be done to the chosen lines, and what can be put in below them."""
    view, editable, chosen = panel.view, panel.is_editable, panel.has_lines
    return (
        *(
            _action(f"lines.{key}", words, partial(view.add_line, kind), "add", editable, keys=keys, part=ADD)
            for key, words, kind, keys in KINDS
        ),
        _action("lines.insert", N_("Insert group …"), panel.insert_group, "add", editable, keys="Ctrl+G", part=ADD),
        *(
            _action(f"lines.{role.value}", words, partial(panel.set_role, role), "role", chosen)
            for role, words in ROLES.items()
        ),
        _action("lines.build", N_("Build the price …"), panel.build_price, "price", panel.is_item),
        _action("lines.discount", N_("Give the line a discount"), panel.discount_line, "price", panel.is_item),
        replace(
            _action("lines.lump", N_("Print only the sum of the section"), panel.toggle_lump, "price",
                    panel.is_section),
            checked=panel.is_lump,
        ),
        replace(
            _action("lines.cost", N_("Show what the lines cost you"), panel.toggle_costs, "price", panel.is_editable),
            checked=panel.costs_shown,
        ),
        _action("lines.up", N_("Move the line up"), partial(view.move_line, -1), "move", chosen, keys="Alt+Up"),
        _action("lines.down", N_("Move the line down"), partial(view.move_line, 1), "move", chosen, keys="Alt+Down"),
        _action("lines.double", N_("Duplicate lines"), view.duplicate_lines, "move", chosen, keys="Ctrl+D"),
        _action("lines.group", N_("Save as group …"), panel.save_group, "copy", chosen),
        _action("lines.copy", N_("Copy"), panel.copy, "copy", panel.has_any, keys="Ctrl+C"),
        _action("lines.paste", N_("Paste"), view.paste_lines, "copy", editable, keys="Ctrl+V"),
        _action("lines.remove", N_("Remove lines"), view.remove_lines, "remove", chosen, keys="Delete"),
    )  # fmt: skip


def page_line_commands(page: QuotesPage) -> tuple[Action, ...]:
    """The same for the window: they turn to the lines of the open draft first."""
    return tuple(
        replace(
            action,
            group=f"{PAGE}/{action.group}",
            part=LINES,
            enabled=partial(_can, page, action),
            run=partial(_run, page, action),
        )
        for action in page.editor.lines.actions_now()
        if action.key not in HIDDEN_WHEN_LISTED
    )


def _action(
    key: str,
    words: str,
    run: Callable[[], object],
    section: str,
    enabled: Callable[[], bool],
    *,
    keys: str = "",
    part: str = "",
) -> Action:
    return Action(key, words, run, group=f"{GROUP}/{section}", enabled=enabled, part=part, own_keys=keys)


def _can(page: QuotesPage, action: Action) -> bool:
    return page.is_editing and page.editor.book.editable and action.is_enabled()


def _run(page: QuotesPage, action: Action) -> None:
    if page.editor.show_lines():
        action.run()
