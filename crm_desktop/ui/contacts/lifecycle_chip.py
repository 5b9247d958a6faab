"""How far a contact has come, as a chip that opens a menu of the other steps."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from crm_desktop.domain.contacts import Lifecycle
from crm_desktop.services.labels import LIFECYCLE_LABELS
from crm_desktop.ui.contacts.said import lifecycle_tone, lifecycle_words
from crm_desktop.ui.kit.chip import CHIP_HEIGHT, chip_width, paint_chip, paint_focus
from crm_desktop.ui.kit.plain import menu_text, tool_tip
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import RADIUS_CHIP
from crm_desktop.words import _

LINE = 24
"""As high as the line of tags beside it."""


class LifecycleChip(QAbstractButton):
    """Sends `chosen(old, new)` when another step is chosen from its menu."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lifecycle = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(tool_tip(_("Change how far the contact has come")))
        self.clicked.connect(self.open_menu)
        theme().changed.connect(self.update)

    def show_lifecycle(self, lifecycle: str) -> None:
        """Says another step."""
        self.lifecycle = lifecycle
        self.setText(lifecycle_words(lifecycle))
        self.setAccessibleName(_("Life cycle: {step}", step=lifecycle_words(lifecycle)))
        self.updateGeometry()
        self.update()

    def make_menu(self) -> QMenu:
        """The steps, the present one marked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for step in Lifecycle:
            entry = QAction(menu_text(_(LIFECYCLE_LABELS[step])), menu)
            entry.setCheckable(True)
            entry.setChecked(step == self.lifecycle)
            entry.triggered.connect(partial(self._choose, step))
            group.addAction(entry)
            menu.addAction(entry)
        return menu

    def open_menu(self) -> None:
        """Opens the menu under the chip."""
        self.make_menu().popup(self.mapToGlobal(QPoint(0, self.height())))

    def _choose(self, step: Lifecycle, *_checked: object) -> None:
        if step != self.lifecycle:
            self.chosen.emit(self.lifecycle, step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.text()), LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            rect = QRect(0, (self.height() - CHIP_HEIGHT) // 2, self.width(), CHIP_HEIGHT)
            paint_chip(painter, rect, self.text(), lifecycle_tone(self.lifecycle))
            if self.hasFocus():
                paint_focus(painter, QRectF(rect), RADIUS_CHIP)
