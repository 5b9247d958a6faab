"""The menu of pipelines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from crm_desktop.services import pipelines
from crm_desktop.services.store import Store
from crm_desktop.ui.kit.buttons import DropButton
from crm_desktop.ui.kit.plain import menu_text


def fill_pipelines(button: DropButton, store: Store, shown: int, choose: Callable[[int], None]) -> None:
    """Names the button after the pipeline that is shown and lists the others; hidden while there is only one."""
    with store.read() as session:
        known = pipelines.pipelines(session)
    old = button.menu()
    menu = QMenu(button)
    for each in known:
        entry = QAction(menu_text(each.name), menu)
        entry.setCheckable(True)
        entry.setChecked(each.id == shown)
        entry.triggered.connect(_Choose(choose, each.id))
        menu.addAction(entry)
        if each.id == shown:
            button.setText(each.name)
    button.setMenu(menu)
    button.setVisible(len(known) > 1)
    if old is not None:
        old.deleteLater()


class _Choose:
    """Chooses one pipeline."""

    def __init__(self, choose: Callable[[int], None], pipeline_id: int) -> None:
        self._choose = choose
        self._pipeline_id = pipeline_id

    def __call__(self, _checked: bool = False) -> None:
        self._choose(self._pipeline_id)
