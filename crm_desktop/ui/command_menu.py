"""The menu of what is chosen: only commands that can be given now, the seldom ones in menus within."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from crm_desktop.ui.actions import Action, fill_in_sections
from crm_desktop.ui.icons import icon
from crm_desktop.ui.kit.plain import menu_text, shortcut_text


def fill_menu(menu: QMenu, actions: Sequence[Action]) -> None:
    """Fills a menu with the commands that can be given now, section by section.

    A part of which only one command is left needs no menu of its own: the command stands in its place.
    """
    possible = [action for action in actions if action.is_enabled()]
    alone = [action for action in possible if sum(other.part == action.part for other in possible) == 1]
    pairs = [(action if action not in alone else _by_itself(action), _entry(menu, action)) for action in possible]
    fill_in_sections(menu, pairs)


def _by_itself(action: Action) -> Action:
    return Action(action.key, action.text, action.run, group=action.group)


def _entry(menu: QMenu, action: Action) -> QAction:
    words = menu_text(action.title())
    keys = shortcut_text(action.shown_keys)
    entry = QAction(f"{words}\t{keys}" if keys else words, menu)
    if action.icon:
        entry.setIcon(icon(action.icon, "muted"))
    if action.checked is not None:
        entry.setCheckable(True)
        entry.setChecked(action.checked())
    entry.triggered.connect(_Run(action))
    return entry


class _Run:
    """Gives one command."""

    def __init__(self, action: Action) -> None:
        self._action = action

    def __call__(self, *_ignored: object) -> None:
        self._action.run()
