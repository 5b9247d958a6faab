"""The Pipeline tab: a board to move deals on, the same deals as a table, and the chosen one beside them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.changes import CONTACT, DEAL, PIPELINE, Changes
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.services import boards, deals_list, pipelines
from crm_desktop.services.deals_filter import DealQuery, DealView
from crm_desktop.services.deals_list import DealRow
from crm_desktop.ui.actions import Action
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.empty import EmptyState
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.list_places import ListPlaces
from crm_desktop.ui.kit.page import Page
from crm_desktop.ui.kit.query_table_model import QueryTableModel
from crm_desktop.ui.kit.splitter import Splitter
from crm_desktop.ui.kit.store_source import StoreSource
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.ui.kit.table import TableView
from crm_desktop.ui.pipeline import words
from crm_desktop.ui.pipeline.bar import BOARD, TABLE, PipelineBar
from crm_desktop.ui.pipeline.board import Asked, BoardView
from crm_desktop.ui.pipeline.columns import COLUMNS
from crm_desktop.ui.pipeline.coming_back import ComingBack
from crm_desktop.ui.pipeline.commands import deal_actions
from crm_desktop.ui.pipeline.editor import DealEditor
from crm_desktop.ui.pipeline.stages import StagesDialog
from crm_desktop.ui.pipeline.verbs import BIN, DealVerbs
from crm_desktop.words import _, current

SHOWN, HOW = "pipeline/shown", "pipeline/how"


class PipelinePage(Page):
    """Deals of one pipeline."""

    kinds = (DEAL, PIPELINE, CONTACT)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.pipeline_id = self._remembered()
        self.verbs = DealVerbs(context, self)
        self.bar = PipelineBar()
        self.board = BoardView(context.store, context.today)
        self._coming_back = ComingBack(context.store, context.today)
        self._source = self._make_source()
        self.model: QueryTableModel[DealRow] = QueryTableModel(self._source, COLUMNS)
        self.table = TableView(self.model, _("Deals"), context.state, "deals")
        self.editor = DealEditor(context)
        self.foot = PlainLabel("", look=Look.SMALL, muted=True)
        self.side = Surface("side")
        self._lay_out()
        self._connect()
        self.bar.show_how(TABLE if context.state.text(HOW) == TABLE else BOARD)

    def _remembered(self) -> int:
        """The pipeline that was chosen last, else the first with deals (an import brings its own), else the first."""
        with self.context.store.read() as session:
            return pipelines.to_show(session, self.context.state.text(SHOWN))

    def _make_source(self) -> StoreSource[DealQuery, DealRow]:
        context = self.context
        query = DealQuery(
            view=DealView.OPEN, pipeline_id=self.pipeline_id, today=context.today(), sort="expected_close"
        )
        return StoreSource(
            context.store, query, deals_list.count, deals_list.ids,
            lambda session, wanted: deals_list.rows(session, wanted, context.today()),
        )  # fmt: skip

    def _lay_out(self) -> None:
        empty = EmptyState(
            "pipeline",
            _("No deals yet"),
            _("A deal is a possible sale: move it from stage to stage, and always know the next step."),
            (_("New deal"), self.new_record),
        )
        self.places = ListPlaces(self.board, empty, self.bar)
        self.places.add_view(self.table)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.places, 1)
        status = Surface("status")
        foot = QHBoxLayout(status)
        foot.setContentsMargins(16, 6, 16, 6)
        foot.addWidget(self.foot)
        column.addWidget(status)
        side = QVBoxLayout(self.side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.editor)
        self.side.hide()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Splitter((left, self.side), (860, 420), self.context.state, "pipeline", stretch=0))

    def _connect(self) -> None:
        bar, board, editor = self.bar, self.board, self.editor
        bar.filter_changed.connect(self._on_filter)
        bar.view_changed.connect(self._on_view)
        bar.chips_changed.connect(self._on_chips)
        bar.new_pressed.connect(self.new_record)
        bar.left_down.connect(self._focus_deals)
        bar.how_chosen.connect(self.show_how)
        bar.pipeline_chosen.connect(self.show_pipeline)
        bar.stages_pressed.connect(self.edit_stages)
        board.moved.connect(self._on_moved)
        board.ended.connect(self._on_ended)
        board.listed.connect(self.show_ended)
        for view in (board, self.table):
            view.opened.connect(self._open)
            view.chosen.connect(self._on_chosen)
            view.delete_pressed.connect(self.delete_chosen)
        editor.close_pressed.connect(self.close_editor)
        editor.won_pressed.connect(self.win_chosen)
        editor.lost_pressed.connect(self.lose_chosen)
        editor.reopen_pressed.connect(self.reopen_chosen)
        editor.delete_pressed.connect(self.delete_chosen)
        editor.quote_pressed.connect(self.quote_chosen)

    # Showing.

    @property
    def how(self) -> str:
        """Whether deals are shown as a board or as a table."""
        return self.bar.shown.current

    def refresh(self) -> None:
        with self.context.store.read() as session:
            known = pipelines.pipelines(session)
        wanted = self._remembered()
        if self.pipeline_id != wanted:
            # It was removed, an import brought another or was undone.
            self.pipeline_id = wanted
            self._change_question(pipeline_id=self.pipeline_id)
            self.model.set_source(self._source)
        self.bar.name_pipelines(known, self.pipeline_id)
        if self.how == TABLE:
            self.model.refresh()
        self._show_deals()

    def _show_deals(self) -> None:
        """The board or the table, or what stands in their place while there are no deals."""
        board = self.board.show_board(
            Asked(self.pipeline_id, self.bar.text(), self.bar.deal_view), with_cards=self.how == BOARD
        )
        self.board.set_editable(self.editable)
        known = sum(column.count for column in (*board.columns, board.won, board.lost))
        filtered = bool(self.bar.text().strip()) or self.bar.deal_view is not DealView.ALL
        if self.how == BOARD:
            self.places.settle(known, untouched=not filtered, view=self.board)
        else:
            untouched = not known and not filtered and self.bar.view != DealView.BIN
            self.places.settle(self.model.paged.count, untouched=untouched, view=self.table)
        self._tell_sums()

    def showEvent(self, event: QShowEvent) -> None:
        stale = self._stale
        super().showEvent(event)
        if stale:
            # A quote that was accepted meanwhile won the deal that is open beside the board.
            self._reload_editor()

    def take_changes(self, changes: Changes, initiator: object) -> None:
        self.refresh()
        back = self._coming_back.follow(changes.ids.get(DEAL, ()))
        if back is not None and self.how == BOARD:
            self._choose_again(back)
        if initiator is not self.editor:
            self._reload_editor()

    def _choose_again(self, deal_id: int) -> None:
        """Its neighbour was chosen when it went; somebody who writes beside the board is left alone."""
        writing = self.side.isAncestorOf(self.focusWidget())
        if not writing or deal_id == self.editor.record_id:
            self.board.find_card(deal_id, with_focus=not writing)

    def _reload_editor(self) -> None:
        try:
            self.editor.reload()
        except Refused:
            # Its making was undone: there is nothing left to show.
            self._hide_editor()

    def _tell_sums(self) -> None:
        with self.context.store.read() as session:
            found = boards.open_deals(session, self.context.today(), self.pipeline_id)
        said = current()
        parts = [said.plural("{count} open deal", "{count} open deals", found.count)]
        if found.sums:
            parts.append(_("{sum} total", sum=words.sums(found.sums)))
            parts.append(_("{sum} weighted", sum=words.weighted(found.sums)))
        rate = self.board.board.win_rate if self.board.board is not None else None
        if rate is not None:
            parts.append(_("{share} won", share=said.percent((rate * 100).quantize(Decimal(1), ROUND_HALF_UP))))
        self.foot.setText("      ".join(parts))
        self.bar.tell(found)

    def show_how(self, how: str) -> None:
        """Shows deals as ``board`` or as ``table``."""
        self.context.state.set_text(HOW, how)
        self.bar.show_how(how)
        self._ask(view=self.bar.table_view)

    def show_ended(self, kind: StageKind) -> None:
        """Lists the deals that were won, or lost."""
        self.show_how(TABLE)
        self.bar.choose_view(DealView.WON if kind is StageKind.WON else DealView.LOST)
        self._focus_deals()

    def _ask(self, **changes: object) -> None:
        self._change_question(today=self.context.today(), **changes)
        if self.how == TABLE:
            self.model.set_source(self._source)
        self._show_deals()

    def _change_question(self, **changes: object) -> None:
        """Keeps the order of the table: a click on a heading asks its model and not the page."""
        shown = self.model.paged.source
        query = shown.query if isinstance(shown, StoreSource) else self._source.query
        self._source = self._source.asking(sort=query.sort, descending=query.descending, **changes)

    def _on_filter(self, text: str) -> None:
        self._ask(text=text)

    def _on_view(self, _key: str) -> None:
        self.bar.let_go_of_chips()
        self._ask(view=self.bar.table_view)

    def _on_chips(self) -> None:
        self._ask(view=self.bar.table_view)

    def show_pipeline(self, pipeline_id: int) -> None:
        """Shows another pipeline."""
        if not self.close_editor():
            return
        self.pipeline_id = pipeline_id
        self.context.state.set_text(SHOWN, str(pipeline_id))
        self._ask(pipeline_id=pipeline_id)
        self.refresh()

    def _focus_deals(self) -> None:
        if self.how == BOARD and self.places.currentWidget() is self.board:
            self.board.focus_board()
        else:
            self.places.focus_list()

    # One deal.

    def chosen(self) -> int | None:
        """The deal that commands are about."""
        if self.editor.record_id is not None:
            return self.editor.record_id
        return self.board.current() if self.how == BOARD else self.table.keeper.current

    def _on_chosen(self, deal_id: int | None) -> None:
        """While a deal is open beside the others, the chosen one is shown there."""
        if self.editor.record_id is None or deal_id in (None, self.editor.record_id):
            return
        if self.editor.commit():
            self.editor.show_record(deal_id)
        else:
            # What was refused stays on the screen, and the deals go on pointing at it.
            self._point_at(self.editor.record_id)

    def _open(self, deal_id: int) -> None:
        if self.editor.record_id == deal_id or self.editor.commit():
            self.editor.show_record(deal_id)
            self.side.show()
            self.editor.focus_first()

    def close_editor(self) -> bool:
        """Closes the deal beside the board; False when something typed there was refused."""
        if not self.editor.commit():
            return False
        if self.editor.record_id is not None:
            self._hide_editor()
            self._focus_deals()
        return True

    def _hide_editor(self) -> None:
        self.side.hide()
        self.editor.record_id = None

    def _point_at(self, deal_id: int) -> None:
        if self.how == TABLE:
            self.table.keeper.choose(deal_id)
        else:
            self.board.find_card(deal_id)

    def open_record(self, record_id: int) -> None:
        if not self.editor.commit():
            return
        with self.context.store.read() as session:
            detail = deals_list.deal(session, record_id, self.context.today())
        if detail.pipeline_id != self.pipeline_id:
            self.show_pipeline(detail.pipeline_id)
        self._point_at(record_id)
        self._open(record_id)

    def new_record(self) -> None:
        self.add_deal(None)

    def add_deal(self, contact_id: int | None) -> None:
        """Makes a deal in the first stage, for a contact if there is one, and opens it."""
        if not self.editor.commit():
            return
        self.bar.field.clear()
        with self.context.store.read() as session:
            stages = pipelines.pipeline(session, self.pipeline_id).of_kind(StageKind.OPEN)
        self.open_record(self.verbs.create(contact_id, stages[0].id if stages else None))
        self.editor.select("title")

    def _on_moved(self, deal_id: int, stage_id: int, place: object) -> None:
        if not self.editable:
            return
        self.verbs.move(deal_id, stage_id, place)  # type: ignore[arg-type]  # a signal hands over objects
        self.board.choose(deal_id, stage_id)

    def _on_ended(self, deal_id: int, kind: StageKind) -> None:
        if not self.editable:
            return
        if kind is StageKind.WON:
            self.verbs.win(deal_id)
        else:
            self.verbs.lose(deal_id)

    def win_chosen(self) -> None:
        """Wins the chosen deal."""
        self._with_chosen(self.verbs.win)

    def lose_chosen(self) -> None:
        """Asks why the chosen deal is lost."""
        self._with_chosen(self.verbs.lose)

    def reopen_chosen(self) -> None:
        """Takes the chosen deal back to the stage it was in."""
        self._with_chosen(self.verbs.reopen)

    def quote_chosen(self) -> None:
        """Begins a quote for the chosen deal and its contact."""
        self._with_chosen(self.verbs.begin_quote)

    def _with_chosen(self, run: Callable[[int], object]) -> None:
        deal_id = self.chosen()
        if deal_id is not None and self.editable and self.editor.commit():
            run(deal_id)

    def delete_chosen(self) -> None:
        """Puts the chosen deals into the bin, or takes them out of it."""
        several = self.table.keeper.selected if self.how == TABLE else ()
        alone = self.chosen()
        ids = several if len(several) > 1 or alone is None else (alone,)
        if not self.editable:
            return
        restoring = self.editor.binned if self.editor.record_id is not None else self._shows_bin()
        self._hide_editor()
        BIN.move(self.context, ids, restoring=restoring, initiator=self)

    def _shows_bin(self) -> bool:
        return self.how == TABLE and self.bar.table_view is DealView.BIN

    def edit_stages(self) -> None:
        """Opens the stages of this pipeline and the reasons deals are lost for."""
        StagesDialog(self.context, self.pipeline_id, self).open()

    # The program's side.

    def page_actions(self) -> tuple[Action, ...]:
        return deal_actions(self)

    def focus_filter(self) -> None:
        self.bar.focus_filter()

    def leave(self) -> bool:
        return self.editor.commit()

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        for part in (self.bar, self.board, self.editor):
            part.set_editable(editable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.editor.record_id is not None:
            self.close_editor()
        else:
            super().keyPressEvent(event)
