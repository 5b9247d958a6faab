"""The list beside a detail: avatar, title and second line, a chip, a right-aligned amount; 56 pixels a row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from crm_desktop.ui.icons import paint_icon
from crm_desktop.ui.kit.avatar import paint_avatar
from crm_desktop.ui.kit.chip import CHIP_HEIGHT, chip_width, paint_chip
from crm_desktop.ui.kit.query_table_model import ListItem, QueryListModel
from crm_desktop.ui.kit.record_view import RecordView
from crm_desktop.ui.kit.row_painting import elided
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import LIST_ROW

MARGIN = 16
AVATAR = 30
ICON = 18
CHIP_COLUMN = 92
AMOUNT_COLUMN = 72
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TwoLineList(RecordView):
    """A list of records in two lines.

    Args:
        model: what it shows; `model.refresh()` and `model.set_source()` change that.
        name: what the list holds, for screen readers.
    """

    def __init__(self, model: QueryListModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, LIST_ROW, parent)
        self._items = model
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def paint_words(self, painter: QPainter, rect: QRect, row: int) -> None:
        paint_item(painter, rect, self._items.item_at(row))


def paint_item(painter: QPainter, rect: QRect, item: ListItem) -> None:
    """Paints the words of one row into `rect`: figures and chip keep their columns, words take what is left."""
    colors, fonts = theme().colors, theme().fonts
    left, right = rect.left() + MARGIN, rect.right() - MARGIN
    if item.avatar is not None:
        place = QRect(left, rect.center().y() - AVATAR // 2, AVATAR, AVATAR)
        paint_avatar(painter, place, item.avatar, item.photo)
        left += AVATAR + 14
    if item.icon:
        paint_icon(painter, QRect(left, rect.center().y() - ICON // 2, ICON, ICON), item.icon, colors.muted)
        left += ICON + 14
    if item.amount:
        painter.setFont(fonts.base)
        painter.setPen(colors.text)
        width = max(AMOUNT_COLUMN, painter.fontMetrics().horizontalAdvance(item.amount))
        painter.drawText(QRect(right - width, rect.top(), width, rect.height()), _RIGHT, item.amount)
        right -= width + 8
    if item.chip:
        width = min(chip_width(item.chip), max(0, right - left))
        at = right - max(CHIP_COLUMN, width)
        paint_chip(painter, QRect(at, rect.center().y() - CHIP_HEIGHT // 2, width, CHIP_HEIGHT), item.chip, item.tone)
        right = at - 8
    _paint_lines(painter, QRect(left, rect.top(), max(0, right - left), rect.height()), item)


def _paint_lines(painter: QPainter, rect: QRect, item: ListItem) -> None:
    """The two lines; a title alone stands in the middle."""
    colors, fonts = theme().colors, theme().fonts
    upper = QRect(rect.left(), rect.top() + 8, rect.width(), 21) if item.detail else rect
    painter.setFont(fonts.strong)
    painter.setPen(colors.text)
    painter.drawText(upper, _MIDDLE, elided(painter, item.title, upper.width()))
    if item.detail:
        lower = QRect(rect.left(), rect.top() + 28, rect.width(), 20)
        painter.setFont(fonts.small)
        painter.setPen(colors.muted if item.detail_tone is None else colors.tones[item.detail_tone][0])
        painter.drawText(lower, _MIDDLE, elided(painter, item.detail, lower.width()))
