"""The shortcut sheet (Ctrl+/): every command that has a key, made from the registry."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.actions import MENUS, Action
from crm_desktop.ui.kit.labels import KeyCap, Look, PlainLabel
from crm_desktop.words import N_, _

EVERYWHERE = (
    (N_("Save the field and go to the next"), "Tab"),
    (N_("Give up what was typed in a field"), "Escape"),
    (N_("Open the menu"), "F10"),
    (N_("Reach the newest message"), "F6"),
    (N_("Next tab"), "Ctrl+Tab"),
)
Group = tuple[str, list[tuple[str, str]]]


class ShortcutSheet(QDialog):
    """Lists the commands with their keys, a group for each menu."""

    def __init__(self, actions: Sequence[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.resize(820, 560)
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(24, 16, 24, 24)
        columns.setSpacing(48)
        for groups in _balanced(_groups(actions)):
            column = QVBoxLayout()
            column.setSpacing(16)
            for title, rows in groups:
                column.addLayout(_group(title, rows))
            column.addStretch(1)
            columns.addLayout(column, 1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)


def _balanced(groups: list[Group]) -> tuple[list[Group], list[Group]]:
    """The groups in order in two columns of about the same height."""
    sizes = [len(rows) + 2 for _title, rows in groups]
    cuts = range(1, len(groups) + 1)
    cut = min(cuts, key=lambda at: abs(sum(sizes[:at]) - sum(sizes[at:])))
    return groups[:cut], groups[cut:]


def _groups(actions: Sequence[Action]) -> list[Group]:
    groups = [(_("Everywhere"), [(_(words), keys) for words, keys in EVERYWHERE])]
    for key, title in (*MENUS, ("", N_("More"))):
        rows = [(action.name(), action.shown_keys) for action in actions if action.shown_keys and action.menu == key]
        if rows:
            groups.append((_(title).replace("&", ""), rows))
    return groups


def _group(title: str, rows: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(8)
    grid.addWidget(PlainLabel(title, look=Look.HEADING), 0, 0, 1, 2)
    for at, (words, keys) in enumerate(rows, 1):
        grid.addWidget(PlainLabel(words), at, 0)
        grid.addWidget(KeyCap(keys), at, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return grid
