"""The menu bar that macOS shows at the top of the screen, made of the same commands as the program's own menu."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from crm_desktop.ui.actions import MENUS
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.words import _

ROLES = {
    "help.about": QAction.MenuRole.AboutRole,
    "go.settings": QAction.MenuRole.PreferencesRole,
    "file.quit": QAction.MenuRole.QuitRole,
}
"""Commands that macOS wants in the menu of the program itself."""


class NativeMenus(QObject):
    """Keeps the menu bar of one window in step with what can be done in it; owned by the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._registry = window.registry
        self.bar = QMenuBar(window)
        window.setMenuBar(self.bar)
        self._registry.changed.connect(self.fill)

    def fill(self) -> None:
        """Makes the menus anew, in the screens' language: other commands came with another page or another file."""
        for entry in self.bar.actions():
            menu = entry.menu()
            self.bar.removeAction(entry)
            if isinstance(menu, QMenu):
                menu.deleteLater()
        known = {action.key for action in self._registry.all()}
        for key, role in ROLES.items():
            if key in known:
                # Before it stands in a menu: macOS looks at the role only then.
                self._registry.qt_action(key).setMenuRole(role)
        for key, title in MENUS:
            self._add_menu(key, _(title))

    def _add_menu(self, key: str, title: str) -> None:
        menu = QMenu(title, self.bar)
        self._registry.fill_menu(menu, key)
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.aboutToShow.connect(self._registry.update)
        menu.aboutToHide.connect(self._registry.wake)
        self.bar.addMenu(menu)
