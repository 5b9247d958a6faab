"""The Pipeline tab in a window, and what a person does there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.domain.deals import StageKind
from crm_desktop.services import deals, deals_list, pipelines
from crm_desktop.services.deals import NewDeal
from crm_desktop.services.deals_list import DealDetail
from crm_desktop.services.pipelines import StageRow
from crm_desktop.ui.pipeline.cards import CARD, GAP, MIME, CardList
from crm_desktop.ui.pipeline.page import PipelinePage
from crm_desktop.words import NO_BREAK
from tests.factories import NOW, TODAY
from tests.ui.office import Office


class DealsDesk:
    """A pipeline page over a business with a few deals."""

    def __init__(self, office: Office) -> None:
        self.office = office
        found = office.ask(pipelines.pipelines)[0]
        self.pipeline_id = found.id
        self.stages: dict[str, StageRow] = {stage.name: stage for stage in found.stages}

    def add(self, title: str, stage: str = "Contacted", **values: Any) -> int:
        """A deal at the top of a stage."""
        made = NewDeal(title, stage_id=self.stages[stage].id, **{"value": 100_000, **values})
        return self.office.write(lambda session: deals.create(session, made, today=TODAY, now=NOW))

    def open(self) -> PipelinePage:
        """The page, on the screen."""
        self.page = self.office.show(PipelinePage(self.office.context))
        return self.page

    def detail(self, deal_id: int) -> DealDetail:
        """A deal as it is stored."""
        return self.office.ask(lambda session: deals_list.deal(session, deal_id, TODAY))

    def stage_of(self, deal_id: int) -> str:
        """The name of the stage a deal is in."""
        return self.detail(deal_id).row.stage

    def titles(self, stage: str) -> list[str]:
        """The cards of a column from top to bottom."""
        paged = self.page.board.columns[self.stages[stage].id].cards.cards.paged
        rows = (paged.row_at(row) for row in range(paged.count))
        return [row.title for row in rows if row is not None]

    def head(self, stage: str) -> tuple[str, str, str]:
        """What a column says of itself: name, count, worth."""
        column = self.page.board.columns[self.stages[stage].id]
        return column.name.text(), column.count.text(), column.sum.text().replace(NO_BREAK, " ")

    def chosen_cards(self) -> list[int]:
        """The chosen cards of all columns; there should never be two."""
        chosen = (column.cards.keeper.current for column in self.page.board.columns.values())
        return [each for each in chosen if each is not None]

    def cards(self, stage: str) -> CardList:
        """The list of a column."""
        return self.page.board.columns[self.stages[stage].id].cards

    def choose(self, deal_id: int) -> None:
        """Puts the keyboard on a card."""
        assert self.page.board.find_card(deal_id)

    def drop(self, deal_id: int, stage: str, row: int) -> None:
        """Drags a card over a column and lets it go above the card in a row."""
        viewport = self.page.board.columns[self.stages[stage].id].cards.viewport()
        drop(viewport, deal_id, QPoint(40, row * (CARD + GAP) + 4))

    def drop_on(self, deal_id: int, kind: StageKind) -> None:
        """Lets a card go on Won or Lost."""
        target = self.page.board.won if kind is StageKind.WON else self.page.board.lost
        drop(target, deal_id, target.rect().center())


def dragged_card(deal_id: int) -> QMimeData:
    """What the board puts on the way when a card is dragged."""
    data = QMimeData()
    data.setData(MIME, QByteArray(str(deal_id).encode()))
    return data


def drop(target: QWidget, deal_id: int, at: QPoint) -> None:
    """Enter, move and drop, as the window system sends them."""
    data = dragged_card(deal_id)
    kinds = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, QDragEnterEvent(at, *kinds))
    QApplication.sendEvent(target, QDragMoveEvent(at, *kinds))
    QApplication.sendEvent(target, QDropEvent(QPointF(at), *kinds))
