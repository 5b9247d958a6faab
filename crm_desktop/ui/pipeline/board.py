"""The board: a column for each open stage, and beside them where deals are won and lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.services import boards, deals_list
from crm_desktop.services.boards import Board, Column
from crm_desktop.services.deals_filter import DealView
from crm_desktop.services.deals_list import DealRow
from crm_desktop.services.deals_order import Place
from crm_desktop.services.store import Store
from crm_desktop.ui.kit.labels import ElidedLabel, Look, PlainLabel
from crm_desktop.ui.pipeline import words
from crm_desktop.ui.pipeline.cards import FETCHED, CardList, StageCards
from crm_desktop.ui.pipeline.close_target import CloseTarget
from crm_desktop.words import _, current

NARROWEST = 210
CLOSE_WIDTH = 150


@dataclass(frozen=True, slots=True)
class Asked:
    """What the board shows: a pipeline, a filter, a view."""

    pipeline_id: int
    text: str = ""
    view: DealView = DealView.ALL


class StageColumn(QWidget):
    """A stage: its name, how many deals, what they are worth, and their cards."""

    def __init__(self, column: Column, source: StageCards, cards: CardList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(NARROWEST)
        self.source = source
        self.cards = cards
        self.name = ElidedLabel("", look=Look.STRONG)
        self.count = PlainLabel("", look=Look.SMALL, muted=True)
        self.sum = ElidedLabel("", look=Look.SMALL, muted=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.count)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.sum)
        layout.addSpacing(4)
        layout.addWidget(cards, 1)
        self.say(column)

    def say(self, column: Column, *, filtered: bool = False) -> None:
        """Tells another count and worth."""
        self.name.setText(column.stage.name)
        self.count.setText(current().integer(column.count))
        worth = _("{sum} · weighted {weighted}", sum=words.sums(column.sums), weighted=words.weighted(column.sums))
        none = _("nothing found") if filtered else _("nothing yet")
        self.sum.setText(worth if column.sums else none)

    def give_up(self) -> None:
        """Frees the column; one that a card is being dragged from stays until Qt has come back from the drag."""
        if self.cards.dragging:
            self.cards.drag_ended.connect(self.deleteLater)
        else:
            self.deleteLater()


class BoardView(QScrollArea):
    """Shows one pipeline.

    Signals: `chosen(id or None)`, `opened(id)`, `delete_pressed()`, `moved(deal_id, stage_id, place)` with a `Place`
    when a card was put somewhere else, `ended(deal_id, kind)` when one was let go on Won or Lost, `listed(kind)` when
    the deals that ended so are asked for.
    """

    chosen = Signal(object)
    opened = Signal(int)
    delete_pressed = Signal()
    moved = Signal(int, int, object)
    ended = Signal(int, object)
    listed = Signal(object)

    def __init__(self, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._today = today
        self.board: Board | None = None
        self.columns: dict[int, StageColumn] = {}
        self._asked: Asked | None = None
        self._settling = False
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Board"))
        inner = QWidget()
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(16, 4, 16, 12)
        self._row.setSpacing(12)
        self.won, self.lost = CloseTarget(StageKind.WON), CloseTarget(StageKind.LOST)
        self._row.addWidget(self._make_close())
        self.setWidget(inner)
        for target in (self.won, self.lost):
            target.dropped.connect(self.ended)
            target.pressed.connect(self.listed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A deal that opens beside the board takes its room: the chosen card stays in sight.
        for column in self.columns.values():
            if column.cards.keeper.current is not None:
                self.ensureWidgetVisible(column, 0, 0)

    def _make_close(self) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(CLOSE_WIDTH)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PlainLabel(_("Close"), look=Look.STRONG))
        column.addSpacing(22)
        column.addWidget(self.won)
        column.addWidget(self.lost)
        column.addStretch(1)
        return holder

    def show_board(self, asked: Asked, *, with_cards: bool = True) -> Board:
        """Asks for the board and shows it; the chosen card stays chosen, whatever column it is in by now.

        Args:
            asked: what is shown.
            with_cards: False only asks for the figures, while the board itself is not on the screen.
        """
        today = self._today()
        first: Mapping[int, Sequence[DealRow]] = {}
        with self._store.read() as session:
            board = boards.board(session, asked.pipeline_id, asked.text, view=asked.view, today=today)
            if with_cards:
                first = boards.first_cards(session, board, FETCHED, today=today)
        self.board = board
        if with_cards:
            same, self._asked = asked == self._asked, asked
            self._show_columns(board, first, same=same)
        return board

    def _show_columns(self, board: Board, first: Mapping[int, Sequence[DealRow]], *, same: bool) -> None:
        chosen, had_focus = self.current(), self._has_focus()
        self._settling = True
        try:
            if self.stage_ids() != [column.stage.id for column in board.columns]:
                self._rebuild(board)
            for column in board.columns:
                stage_id = column.stage.id
                matches = None if board.matches is None else board.matches.get(stage_id, ())
                shown = self.columns[stage_id]
                shown.say(column, filtered=board.matches is not None)
                shown.source.take(column.count, first.get(stage_id, ()), self._today(), matches)
                shown.cards.show_anew(same=same)
            self._choose_again(chosen, had_focus=had_focus)
        finally:
            self._settling = False
        self.won.say(board.won)
        self.lost.say(board.lost)

    def _has_focus(self) -> bool:
        return any(column.cards.hasFocus() for column in self.columns.values())

    def _choose_again(self, deal_id: int | None, *, had_focus: bool) -> None:
        """Chooses a card in the column it is in now; the neighbour it left there when it is no longer on the board."""
        if deal_id is None:
            return
        holding = [at for at, column in self.columns.items() if column.cards.keeper.current == deal_id]
        stage_id = holding[0] if holding else self._stage_of(deal_id)
        shown = self.columns.get(stage_id) if stage_id is not None else None
        if stage_id is None or shown is None or not (holding or shown.cards.keeper.choose(deal_id)):
            return
        self.let_go_of_others(stage_id)
        if had_focus and not shown.cards.hasFocus():
            shown.cards.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(shown)

    def _stage_of(self, deal_id: int) -> int | None:
        """The stage a deal is in; None when there is no such deal any more."""
        try:
            with self._store.read() as session:
                return deals_list.deal(session, deal_id, self._today()).row.stage_id
        except Refused:
            return None

    def _rebuild(self, board: Board) -> None:
        for old in self.columns.values():
            self._row.removeWidget(old)
            old.hide()
            old.give_up()
        self.columns = {}
        for at, column in enumerate(board.columns):
            source = StageCards(self._store, column.stage.id)
            cards = CardList(source, column.stage.name, self._today)
            hands = _Hands(self, column.stage.id, cards)
            cards.setDragEnabled(True)
            cards.dropped.connect(hands.dropped)
            cards.pushed.connect(hands.pushed)
            cards.turned.connect(hands.turned)
            cards.reached.connect(hands.reached)
            cards.chosen.connect(hands.chosen)
            cards.opened.connect(self.opened)
            cards.delete_pressed.connect(self.delete_pressed)
            made = StageColumn(column, source, cards)
            self.columns[column.stage.id] = made
            self._row.insertWidget(at, made, 1)
            # A layout shows new widgets only later: until then they cannot take the focus.
            made.show()

    def set_editable(self, editable: bool) -> None:
        """Lets cards be dragged or not."""
        for target in (self.won, self.lost):
            target.setAcceptDrops(editable)
        for column in self.columns.values():
            column.cards.setDragEnabled(editable)
            column.cards.setAcceptDrops(editable)
            column.cards.viewport().setAcceptDrops(editable)

    def stage_ids(self) -> list[int]:
        """The open stages from left to right."""
        return list(self.columns)

    def current(self) -> int | None:
        """The chosen card: that of the column with the focus, else the one chosen last."""
        focused = [column for column in self.columns.values() if column.cards.hasFocus()]
        for column in (*focused, *self.columns.values()):
            if column.cards.keeper.current is not None:
                return column.cards.keeper.current
        return None

    def choose(self, deal_id: int, stage_id: int, *, with_focus: bool = True) -> bool:
        """Chooses a card and gives its column the keyboard; False when it is not on the board."""
        column = self.columns.get(stage_id)
        if column is None or not column.cards.keeper.choose(deal_id):
            return False
        self.let_go_of_others(stage_id)
        if with_focus:
            column.cards.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(column)
        return True

    def find_card(self, deal_id: int, *, with_focus: bool = True) -> bool:
        """Chooses a card in whatever column it is; False when it is not on the board."""
        stage_id = self._stage_of(deal_id)
        return stage_id is not None and self.choose(deal_id, stage_id, with_focus=with_focus)

    @property
    def settling(self) -> bool:
        """True while the board is shown anew: what is chosen meanwhile nobody chose."""
        return self._settling

    def move_above(self, deal_id: int, stage_id: int, row: int) -> None:
        """Sends `moved` for a card that is put above the one in `row` of a stage, unless it stands there already."""
        place = self.columns[stage_id].cards.place_of(row, deal_id)
        if place is not None:
            self.moved.emit(deal_id, stage_id, place)

    def let_go_of_others(self, stage_id: int) -> None:
        """Only one card of the board is chosen."""
        for other_id, column in self.columns.items():
            if other_id != stage_id:
                column.cards.keeper.choose(None)

    def focus_board(self) -> None:
        """Puts the keyboard on the chosen card, else on the first one."""
        for column in self.columns.values():
            if column.cards.cards.paged.count:
                if column.cards.keeper.current is None:
                    column.cards.keeper.choose_first()
                column.cards.setFocus(Qt.FocusReason.OtherFocusReason)
                return


class _Hands(QObject):
    """What happens in one column; it lives as long as its cards, so that none is dropped into nothing."""

    def __init__(self, view: BoardView, stage_id: int, cards: CardList) -> None:
        super().__init__(cards)
        self._view = view
        self._stage_id = stage_id

    def dropped(self, deal_id: int, row: int) -> None:
        self._view.move_above(deal_id, self._stage_id, row)

    def reached(self) -> None:
        """A card is dragged over a column that is only half on the screen."""
        self._view.ensureWidgetVisible(self._view.columns[self._stage_id])

    def chosen(self, deal_id: int | None) -> None:
        if deal_id is not None and not self._view.settling:
            self._view.let_go_of_others(self._stage_id)
            self._view.chosen.emit(deal_id)

    def pushed(self, deal_id: int, columns: int, rows: int) -> None:
        """Ctrl+arrow: to the next stage, or up and down; past the last stage a deal is won."""
        stages = self._view.stage_ids()
        at = stages.index(self._stage_id) + columns
        if rows:
            cards = self._view.columns[self._stage_id].cards
            place = cards.currentIndex().row() + rows + (1 if rows > 0 else 0)
            if 0 <= place <= cards.cards.paged.count:
                self._view.move_above(deal_id, self._stage_id, place)
        elif at == len(stages):
            self._view.ended.emit(deal_id, StageKind.WON)
        elif at >= 0:
            self._view.moved.emit(deal_id, stages[at], Place())

    def turned(self, columns: int) -> None:
        """Left and Right: the keyboard goes to the next column that has cards."""
        stages = self._view.stage_ids()
        at = stages.index(self._stage_id) + columns
        while 0 <= at < len(stages):
            cards = self._view.columns[stages[at]].cards
            if cards.cards.paged.count:
                if cards.keeper.current is None:
                    cards.keeper.choose_first()
                cards.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            at += columns
