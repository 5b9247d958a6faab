"""The cards of one stage: painted a page at a time, dragged with the mouse, moved with Ctrl and the arrows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from crm_desktop.services import boards, deals_list
from crm_desktop.services.deals_list import DealRow
from crm_desktop.services.deals_order import Place
from crm_desktop.services.store import Store
from crm_desktop.ui.kit.clipboard import mime_made_by_qt
from crm_desktop.ui.kit.query_table_model import ListItem, QueryListModel
from crm_desktop.ui.kit.record_view import RecordView
from crm_desktop.ui.kit.row_painting import elided
from crm_desktop.ui.pipeline import words
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import RADIUS_CARD
from crm_desktop.words import current

CARD, GAP = 88, 8
LEAST_STEP = 60
"""So much of a next step has to be seen that it can be told."""
MIME = "application/x-crm-desktop-deal"
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


FETCHED = 16
"""Cards of a stage that are read at once: more than are seen, and there are many stages."""


class StageCards:
    """The cards of a stage as a source: count from the board's one grouped query, cards a page at a time.

    Args:
        store: the open file.
        stage_id: the stage.
    """

    def __init__(self, store: Store, stage_id: int) -> None:
        self._store = store
        self._stage_id = stage_id
        self._count = 0
        self._today = dt.date.min
        self._matches: Sequence[int] | None = None
        self._rows: dict[int, DealRow] = {}

    def take(self, count: int, first: Sequence[DealRow], today: dt.date, matches: Sequence[int] | None = None) -> None:
        """Takes what the board was told for all stages at once.

        Args:
            count: how many cards the stage has.
            first: the topmost of them.
            today: what is late is judged by it.
            matches: the ids a filter found, from top to bottom; None without a filter.
        """
        self._count = count
        self._rows = {row.id: row for row in first}
        self._today = today
        self._matches = matches

    def count(self) -> int:
        """How many cards there are."""
        return self._count

    def ids(self, first: int, limit: int) -> Sequence[int]:
        """The ids from a place on; the first page is usually there already."""
        if self._matches is not None:
            return self._matches[first : first + limit]
        if first == 0 and self._rows and (len(self._rows) >= limit or len(self._rows) == self._count):
            return list(self._rows)[:limit]
        with self._store.read() as session:
            rows = boards.cards(session, self._stage_id, first, limit, today=self._today)
        self._rows.update((row.id, row) for row in rows)
        return [row.id for row in rows]

    def rows(self, ids: Sequence[int]) -> Mapping[int, DealRow]:
        """The cards of some ids."""
        missing = [each for each in ids if each not in self._rows]
        if missing:
            with self._store.read() as session:
                self._rows.update(deals_list.rows(session, missing, self._today))
        return {each: self._rows[each] for each in ids if each in self._rows}

    def position(self, record_id: int) -> int | None:
        """The place of a card in its stage; the cards themselves are not read for it."""
        ids = self._matches
        if ids is None:
            with self._store.read() as session:
                ids = boards.card_ids(session, self._stage_id, 0, self._count)
        return ids.index(record_id) if record_id in ids else None

    def sorted_by(self, column_key: str, descending: bool) -> StageCards:
        """A board has one order: the user's own."""
        return self


def _item(row: DealRow) -> ListItem:
    """What screen readers and the clipboard say of a card."""
    return ListItem(row.title, row.contact, amount=words.money(row))


class CardList(RecordView):
    """The cards of a stage.

    Signals: `dropped(deal_id, row)` when a card is let go here, above the card in that row; `pushed(deal_id, columns,
    rows)` on Ctrl+arrow, `turned(columns)` on a plain Left or Right, `reached()` when a card is dragged in,
    `drag_ended()` when one that was dragged from here was let go; until then it is `dragging`.
    """

    dropped = Signal(int, int)
    reached = Signal()
    pushed = Signal(int, int, int)
    turned = Signal(int)
    drag_ended = Signal()

    def __init__(
        self, source: StageCards, name: str, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        self._today = today
        self._drop_place = -1
        self._pressed: QPoint | None = None
        self.dragging = False
        self.cards: QueryListModel[DealRow] = QueryListModel(source, _item, FETCHED)
        super().__init__(self.cards, name, CARD + GAP, parent)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(RecordView.SelectionMode.SingleSelection)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.viewport().setAutoFillBackground(False)

    def show_anew(self, *, same: bool) -> None:
        """Shows what its source was told since; `same` keeps the place, another question begins at the top."""
        if same:
            self.cards.refresh()
        else:
            self.cards.set_source(self.cards.paged.source)

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), theme().colors.background)
        super().paintEvent(event)
        if self._drop_place >= 0:
            self._paint_drop_line()

    def _paint_drop_line(self) -> None:
        with QPainter(self.viewport()) as painter:
            at = self._drop_place * (CARD + GAP) - self.verticalScrollBar().value()
            painter.fillRect(QRect(2, max(0, at - GAP // 2 - 1), self.viewport().width() - 4, 2), theme().colors.accent)

    def _paint_row(self, painter: QPainter, row: int) -> None:
        top = self.rowViewportPosition(row)
        rect = QRect(1, top, self.viewport().width() - 2, CARD)
        colors = theme().colors
        chosen = self.currentIndex().row() == row
        ink = colors.accent if chosen else colors.edge if self._hovered == row else colors.line
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 2 if chosen and self.hasFocus() else 1))
        painter.setBrush(colors.surface)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.paint_words(painter, rect, row)

    def paint_words(self, painter: QPainter, rect: QRect, row: int) -> None:
        deal = self.cards.paged.row_at(row)
        if deal is not None:
            paint_card(painter, rect.adjusted(12, 8, -12, -8), deal, self._today())

    # Hands.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left and self.keeper.current is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            moved = (event.position().toPoint() - self._pressed).manhattanLength()
            if moved >= QApplication.startDragDistance():
                self._drag()
            return
        super().mouseMoveEvent(event)

    def _drag(self) -> None:
        deal_id = self.keeper.current
        self._pressed = None
        if deal_id is None or not self.dragEnabled():
            return
        drag = QDrag(self)
        data = mime_made_by_qt()
        data.setData(MIME, QByteArray(str(deal_id).encode()))
        drag.setMimeData(data)
        drag.setPixmap(self._picture())
        drag.setHotSpot(QPoint(24, 24))
        self.dragging = True
        drag.exec(Qt.DropAction.MoveAction)
        self.dragging = False
        self.drag_ended.emit()

    def place_of(self, row: int, deal_id: int) -> Place | None:
        """Beside which cards a deal goes that is put above the card in `row`; None when it stands there already."""
        ids = self.cards.paged.id_at
        if row > 0 and ids(row - 1) == deal_id:
            return None
        if row < self.cards.paged.count and ids(row) == deal_id:
            return None
        below = ids(row) if row < self.cards.paged.count else None
        return Place(before_id=below, after_id=ids(row - 1) if row > 0 else None)

    def _picture(self) -> QPixmap:
        """The card under the pointer while it is dragged."""
        row = self.currentIndex().row()
        rect = QRect(QPoint(0, self.rowViewportPosition(row)), QSize(self.viewport().width(), CARD))
        return self.viewport().grab(rect)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            self.reached.emit()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            self._show_drop(self._place_at(int(event.position().y())))
            # At the upper and lower end the cards move by, so that every place can be reached.
            self.startAutoScroll()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop(-1)
        self.stopAutoScroll()

    def dropEvent(self, event: QDropEvent) -> None:
        place = self._place_at(int(event.position().y()))
        self._show_drop(-1)
        self.stopAutoScroll()
        event.acceptProposedAction()
        self.dropped.emit(dragged(event.mimeData()), place)

    def _place_at(self, y: int) -> int:
        at = (y + self.verticalScrollBar().value() + (CARD + GAP) // 2) // (CARD + GAP)
        return max(0, min(at, self.cards.paged.count))

    def _show_drop(self, place: int) -> None:
        if place != self._drop_place:
            self._drop_place = place
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()))
        pushed = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if step is not None and pushed and self.keeper.current is not None:
            self.pushed.emit(self.keeper.current, *step)
        elif step is not None and step[0] and not pushed:
            self.turned.emit(step[0])
        else:
            super().keyPressEvent(event)


def dragged(data: QMimeData) -> int:
    """The id of the deal that is dragged."""
    return int(bytes(data.data(MIME).data()))


def paint_card(painter: QPainter, rect: QRect, deal: DealRow, today: dt.date) -> None:
    """Three lines: what and how much; for whom; what next and how long it has been here."""
    colors, fonts = theme().colors, theme().fonts
    lines = [QRect(rect.left(), rect.top() + at * 24, rect.width(), 24) for at in range(3)]
    amount = current().short_money(deal.value, deal.currency) if deal.value else ""
    _paint_pair(painter, lines[0], deal.title, amount)
    painter.setFont(fonts.base)
    painter.setPen(colors.muted)
    painter.drawText(lines[1], _LEFT, elided(painter, deal.contact, lines[1].width()))
    painter.setFont(fonts.small)
    step, when, tone = words.next_step(deal, today)
    line, days = step_line(painter, step, when, words.days(deal), lines[2].width())
    painter.drawText(lines[2], _RIGHT, days)
    if tone is not None:
        painter.setPen(colors.tones[tone][0])
    painter.drawText(lines[2], _LEFT, line)


def step_line(painter: QPainter, step: str, when: str, days: str, width: int) -> tuple[str, str]:
    """What and when, and how long it has been here, in one line of `width`.

    The words give way first; where next to nothing would be left of them, the days do. When it is to be done stays.
    """
    wide = painter.fontMetrics().horizontalAdvance
    room = width - wide(days) - 8
    rest = f" {when}" if step and when else when
    if wide(step + rest) > room and room - wide(rest) < LEAST_STEP:
        room, days = width, ""
    return elided(painter, step, room - wide(rest)) + rest, days


def _paint_pair(painter: QPainter, line: QRect, left: str, right: str) -> None:
    colors, fonts = theme().colors, theme().fonts
    painter.setFont(fonts.strong)
    painter.setPen(colors.text)
    width = painter.fontMetrics().horizontalAdvance(right)
    painter.drawText(line, _RIGHT, right)
    painter.drawText(line, _LEFT, elided(painter, left, line.width() - width - (8 if right else 0)))
