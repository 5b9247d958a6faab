"""The page designs as small pages to choose from, drawn with the colour, logo and letterhead of the business."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.services.settings_look import DESIGN_NAMES
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.render_client import DrawnPage, Renderer
from crm_desktop.ui.theme import theme
from crm_desktop.words import _

PAGE = QSize(152, 215)
EDGE = 6
POINTS_WIDE = 595.28


class DesignCard(QAbstractButton):
    """One design: its first page, its name beneath; the chosen one is framed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setText(name)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.image: QImage | None = None
        self.setFixedSize(PAGE.width() + 2 * EDGE, PAGE.height() + 2 * EDGE + 26)
        self.toggled.connect(self.update)

    def show_page(self, drawn: DrawnPage) -> None:
        """Shows the page as it was drawn."""
        self.image = drawn.image
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            colors = theme().colors
            page = QRectF(EDGE, EDGE, PAGE.width(), PAGE.height())
            painter.fillRect(page, Qt.GlobalColor.white)
            if self.image is not None:
                high = min(page.height(), page.width() * self.image.height() / max(1, self.image.width()))
                painter.drawImage(QRectF(page.left(), page.top(), page.width(), high), self.image)
            chosen = self.isChecked()
            painter.setPen(QPen(colors.accent if chosen or self.hasFocus() else colors.line, 2 if chosen else 1))
            painter.drawRoundedRect(page.adjusted(-3, -3, 3, 3), 4, 4)
            if self.hasFocus():
                painter.setPen(QPen(colors.accent, 1, Qt.PenStyle.DotLine))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setFont(theme().fonts.strong if chosen else theme().fonts.base)
            painter.setPen(colors.text if chosen else colors.muted)
            words = QRectF(0, page.bottom() + EDGE, self.width(), 24)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())


class DesignCards(QWidget):
    """All designs beside each other; `choose(key)` is told which one is wanted."""

    def __init__(self, renderer: Renderer, choose: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._choose = choose
        self.cards = {key: DesignCard(_(name)) for key, name in DESIGN_NAMES.items()}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for key, card in self.cards.items():
            group.addButton(card)
            card.clicked.connect(partial(self._on_clicked, key))
            row.addWidget(card)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel(_("Page design"), look=Look.SMALL, muted=True))
        column.addLayout(row)
        column.addWidget(
            PlainLabel(
                _("What new quotes look like; a quote can choose another."), look=Look.SMALL, muted=True, wrap=True
            )
        )

    def show_designs(self, papers: dict[str, str], chosen: str) -> None:
        """Draws a paper for each design (as `paper_to_json` writes it), and marks the chosen one."""
        scale = PAGE.width() * self.devicePixelRatioF() / POINTS_WIDE
        for key, card in self.cards.items():
            card.setChecked(key == chosen)
            if key in papers:
                topic = ("design", id(self), key)
                self._renderer.preview(papers[key], 0, scale, card.show_page, _nothing, topic=topic)

    def _on_clicked(self, key: str, _checked: bool = False) -> None:
        self._choose(key)


def _nothing(_refused: Refused) -> None:
    """A small page that cannot be drawn stays white; what is wrong is said where it was chosen."""
