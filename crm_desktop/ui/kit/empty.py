"""The empty state of a page: what it is for, and the first step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.icons import paint_icon
from crm_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.theme import theme

PICTURE = 64
TEXT_WIDTH = 400


class _Picture(QWidget):
    """The icon on a soft disc."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._icon = icon_name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(PICTURE, PICTURE)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colors.accent_soft)
            painter.drawEllipse(self.rect())
            paint_icon(painter, self.rect().adjusted(18, 18, -18, -18), self._icon, theme().colors.accent)


class EmptyState(QWidget):
    """A calm middle: picture, title, a sentence, and up to two steps as (words, run).

    Args:
        icon_name: an icon of resources/icons.
        title: a few words.
        text: one or two sentences on what the page is for.
        primary: the first step.
        secondary: another way in (import, sample).
    """

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        primary: tuple[str, Callable[[], object]] | None = None,
        secondary: tuple[str, Callable[[], object]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(_Picture(icon_name), 0, middle)
        column.addSpacing(8)
        self.title = PlainLabel(title, look=Look.TITLE, wrap=True)
        self.text = PlainLabel(text, muted=True, wrap=True)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            # Centred in a column a wrapped label is given one line: its width and height are said here.
            label.setFixedWidth(TEXT_WIDTH)
            label.setMinimumHeight(label.heightForWidth(TEXT_WIDTH))
            column.addWidget(label, 0, middle)
        column.addSpacing(8)
        steps = ((PrimaryButton, primary), (SecondaryButton, secondary))
        for kind, step in steps:
            if step is not None:
                button = kind(step[0])
                button.on_click(step[1])
                column.addWidget(button, 0, middle)
        column.addStretch(3)
