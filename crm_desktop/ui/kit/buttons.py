"""Buttons. One primary button a screen; the others are secondary, quiet, a link or an icon with a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6 import QtCore
from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from crm_desktop.ui.icons import ICON_SIZE, icon, paint_icon
from crm_desktop.ui.kit.plain import menu_text, tool_tip, with_shortcut
from crm_desktop.ui.theme import theme


class Button(QPushButton):
    """A button whose words are plain text (`&` is shown); `look` names its dress in the style sheet."""

    look = "secondary"
    icon_token = "text"

    def __init__(self, text: str, parent: QWidget | None = None, *, icon_name: str = "", shortcut: str = "") -> None:
        super().__init__(parent)
        self._runs: list[Callable[[], object]] = []
        self.setProperty("look", self.look)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)
        if icon_name:
            self.setIcon(icon(icon_name, self.icon_token))
            self.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        if shortcut:
            self.setToolTip(tool_tip(with_shortcut(text, shortcut)))

    def setText(self, text: str) -> None:
        super().setText(menu_text(text))

    def words(self) -> str:
        """What the button says, as given."""
        return self.text().replace("&&", "&")

    def on_click(self, run: Callable[[], object]) -> None:
        """Calls `run` without arguments at each click (Qt would hand it the checked state)."""
        self._runs.append(run)
        if len(self._runs) == 1:
            self.clicked.connect(self._run_all)

    def _run_all(self) -> None:
        for run in tuple(self._runs):
            run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt presses a button with Enter only in dialogs; who comes by keyboard expects it everywhere.
        if event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class PrimaryButton(Button):
    """The one thing to do next."""

    look = "primary"
    icon_token = "on_accent"


class SecondaryButton(Button):
    """Anything else that can be done here."""


class DangerButton(Button):
    """Something that takes away and cannot be undone."""

    look = "danger"
    icon_token = "red"


class QuietButton(Button):
    """A button without a border, for bars and rows."""

    look = "quiet"
    icon_token = "muted"


class LinkButton(Button):
    """Words that lead somewhere: another record, an address."""

    look = "link"
    icon_token = "accent"

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self.setFont(theme().fonts.base)


class IconButton(Button):
    """A picture instead of words. Its name is read by screen readers and shown, with the shortcut, as tool tip."""

    look = "icon"

    def __init__(
        self, icon_name: str, name: str, parent: QWidget | None = None, *, shortcut: str = "", token: str = "muted"
    ) -> None:
        super().__init__("", parent)
        self.setIcon(icon(icon_name, token))
        self.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self.setFixedSize(32, 32)
        self.set_name(name, shortcut)

    def set_name(self, name: str, shortcut: str = "") -> None:
        """What the button does, for tool tip and screen readers."""
        self.setAccessibleName(name)
        self.setToolTip(tool_tip(with_shortcut(name, shortcut)))


class DropButton(Button):
    """A button that opens a menu (`setMenu`); a small chevron says so."""

    def __init__(self, text: str, parent: QWidget | None = None, *, quiet: bool = False, icon_name: str = "") -> None:
        self.look = "quiet" if quiet else "secondary"
        super().__init__(text, parent, icon_name=icon_name)
        self._menu: QMenu | None = None
        self.setProperty("drop", True)

    def setMenu(self, menu: QMenu) -> None:
        """Opens `menu` below the button at a click, Space, Enter or Down.

        The menu is not handed to Qt, which would add the room of an indicator that the style sheet has taken away.
        """
        self._menu = menu
        menu.aboutToHide.connect(self._on_closed)
        self.on_click(self.showMenu)

    def menu(self) -> QMenu | None:  # type: ignore[override]  # Qt's stub leaves out that there may be none
        return self._menu

    def showMenu(self) -> None:
        if self._menu is not None:
            self.setDown(True)
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft() + QPoint(0, 4)))

    def _on_closed(self) -> None:
        self.setDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == QtCore.Qt.Key.Key_Down:
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            colors = theme().colors
            place = QRect(self.width() - 25, 0, 16, self.height())
            paint_icon(painter, place, "chevron-down", colors.muted if self.isEnabled() else colors.faint)


class Segments(QWidget):
    """Buttons of which exactly one is down: ``Board | Table | Forecast``. Sends `chosen(key)` when the user changes it.

    Args:
        choices: (key, words) in order; the first is down at start.
        name: what is chosen here, for screen readers.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._keys = [key for key, _words in choices]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for at, (_key, words) in enumerate(choices):
            button = SecondaryButton(words)
            button.setCheckable(True)
            button.setChecked(at == 0)
            self._group.addButton(button, at)
            row.addWidget(button)
        self._group.idClicked.connect(self._on_clicked)

    @property
    def current(self) -> str:
        """The key of the button that is down."""
        return self._keys[self._group.checkedId()]

    def choose(self, key: str) -> None:
        """Puts the button of `key` down, without sending `chosen`."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def _on_clicked(self, at: int) -> None:
        self.chosen.emit(self._keys[at])
