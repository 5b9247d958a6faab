"""The Pipeline tab: a board to move deals on, the same deals as a table, and the chosen one beside them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.changes import CONTACT, DEAL, PIPELINE, Changes
from crm_desktop.domain.deals import StageKind
from crm_desktop.services import boards, deals, deals_list, pipelines
from crm_desktop.services.deals import NewDeal
from crm_desktop.services.deals_filter import DealQuery, DealView
from crm_desktop.services.deals_list import DealRow
from crm_desktop.services.deals_order import Place
from crm_desktop.ui.actions import PAGE, Action
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import DropButton, IconButton, Segments
from crm_desktop.ui.kit.chip import ChipButton
from crm_desktop.ui.kit.empty import EmptyState
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.page import Page
from crm_desktop.ui.kit.query_table_model import QueryTableModel
from crm_desktop.ui.kit.splitter import Splitter
from crm_desktop.ui.kit.store_source import StoreSource
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.ui.kit.table import TableView
from crm_desktop.ui.pages import QUOTES
from crm_desktop.ui.pipeline import words
from crm_desktop.ui.pipeline.board import Asked, BoardView
from crm_desktop.ui.pipeline.choosing import fill_pipelines
from crm_desktop.ui.pipeline.columns import COLUMNS
from crm_desktop.ui.pipeline.editor import DealEditor
from crm_desktop.ui.pipeline.losing import ask_why
from crm_desktop.ui.pipeline.stages import StagesDialog
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import N_, _, current

BOARD, TABLE = "board", "table"
VIEWS = (
    (DealView.OPEN, N_("Open deals")),
    (DealView.ALL, N_("All deals")),
    (DealView.WON, N_("Won")),
    (DealView.LOST, N_("Lost")),
    (DealView.BIN, N_("Bin")),
)


class PipelinePage(Page):
    """Deals of one pipeline."""

    kinds = (DEAL, PIPELINE, CONTACT)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        with context.store.read() as session:
            known = pipelines.pipelines(session)
        remembered = context.state.text("pipeline/shown")
        ids = [str(each.id) for each in known]
        self.pipeline_id = int(remembered) if remembered in ids else (known[0].id if known else 0)
        self._view = DealView.ALL
        self.board = BoardView(context.store, context.today())
        self._source = self._make_source()
        self.model: QueryTableModel[DealRow] = QueryTableModel(self._source, COLUMNS)
        self.table = TableView(self.model, _("Deals"), context.state, "deals")
        self.editor = DealEditor(context)
        self.bar = FilterBar(_("Filter deals"), [(key, _(said)) for key, said in VIEWS], _("New deal"), "Ctrl+N")
        self.shown = Segments([(BOARD, _("Board")), (TABLE, _("Table"))], _("How deals are shown"))
        self.attention = ChipButton("", Tone.RED)
        self.closing = ChipButton("", Tone.AMBER)
        self.pipeline_button = DropButton("")
        self.foot = PlainLabel("", look=Look.SMALL, muted=True)
        self.places = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_how(context.state.text("pipeline/how", BOARD))

    def _make_source(self) -> StoreSource[DealQuery, DealRow]:
        today = self.context.today()
        query = DealQuery(view=DealView.OPEN, pipeline_id=self.pipeline_id, today=today, sort="expected_close")
        return StoreSource(
            self.context.store, query, deals_list.count, deals_list.ids,
            lambda session, wanted: deals_list.rows(session, wanted, today),
        )  # fmt: skip

    def _lay_out(self) -> None:
        row = self.bar.row
        row.insertWidget(0, self.pipeline_button)
        self.bar.field.setMinimumWidth(120)
        self.bar.field.setMaximumWidth(280)
        row.insertWidget(2, self.attention)
        row.insertWidget(3, self.closing)
        row.insertStretch(4, 1)
        row.insertWidget(row.count() - 1, self.shown)
        self.stages_button = IconButton("settings", _("Stages and lost reasons"))
        row.insertWidget(row.count() - 1, self.stages_button)
        self.empty = EmptyState(
            "pipeline",
            _("No deals yet"),
            _("A deal is a possible sale: move it from stage to stage, and always know the next step."),
            (_("New deal"), self.new_record),
        )
        for widget in (self.board, self.table, self.empty):
            self.places.addWidget(widget)
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
        self.side = Surface("side")
        side = QVBoxLayout(self.side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.editor)
        self.side.hide()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Splitter((left, self.side), (860, 420), self.context.state, "pipeline", stretch=0))

    def _connect(self) -> None:
        self.bar.filter_changed.connect(self._on_filter)
        self.bar.view_changed.connect(self._on_view)
        self.bar.new_pressed.connect(self.new_record)
        self.bar.left_down.connect(self._focus_deals)
        self.shown.chosen.connect(self._show_how)
        self.attention.toggled.connect(self._on_chips)
        self.closing.toggled.connect(self._on_chips)
        self.stages_button.on_click(self._edit_stages)
        self.board.opened.connect(self._open)
        self.board.chosen.connect(self._on_chosen)
        self.board.moved.connect(self._move)
        self.board.ended.connect(self._end)
        self.board.delete_pressed.connect(self.delete_chosen)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._open)
        self.table.delete_pressed.connect(self.delete_chosen)
        self.editor.close_pressed.connect(self.close_editor)
        self.editor.won_pressed.connect(self.win_chosen)
        self.editor.lost_pressed.connect(self.lose_chosen)
        self.editor.reopen_pressed.connect(self.reopen_chosen)
        self.editor.delete_pressed.connect(self.delete_chosen)
        self.editor.quote_pressed.connect(self.quote_chosen)

    # Showing.

    def refresh(self) -> None:
        asked = Asked(self.pipeline_id, self.bar.text(), self._view)
        board = self.board.show_board(asked)
        self.board.set_editable(self.editable)
        self.model.refresh()
        fill_pipelines(self.pipeline_button, self.context.store, self.pipeline_id, self._choose_pipeline)
        empty = not any(column.count for column in (*board.columns, board.won, board.lost))
        nothing = empty and not asked.text and self._view is DealView.ALL
        bin_shown = self.shown.current == TABLE and self.bar.view == DealView.BIN
        at = 2 if nothing and not bin_shown else (0 if self.shown.current == BOARD else 1)
        self.places.setCurrentIndex(at)
        self._tell_sums()

    def take_changes(self, changes: Changes, initiator: object) -> None:
        self.refresh()
        if initiator is not self.editor and self.side.isVisible():
            self.editor.reload()

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
            parts.append(_("{share} won", share=said.percent(rate * 100)))
        self.foot.setText("      ".join(parts))
        self.attention.setText(_("Needs attention {count}", count=said.integer(found.attention)))
        self.closing.setText(_("Closing this month {count}", count=said.integer(found.closing)))

    def _show_how(self, how: str) -> None:
        how = how if how in (BOARD, TABLE) else BOARD
        self.shown.choose(how)
        self.context.state.set_text("pipeline/how", how)
        if self.bar.view_button is not None:
            self.bar.view_button.setVisible(how == TABLE)
        self.places.setCurrentIndex(0 if how == BOARD else 1)

    def _ask(self, **changes: object) -> None:
        self._source = self._source.asking(**changes)
        self.model.set_source(self._source)
        self.refresh()

    def _on_filter(self, text: str) -> None:
        self._ask(text=text)

    def _on_view(self, key: str) -> None:
        self._ask(view=DealView(key))

    def _on_chips(self) -> None:
        """The two chips filter board and table alike; the one pressed last holds."""
        pressed, other = self.sender(), None
        if pressed is self.attention and self.attention.isChecked():
            other = self.closing
        elif pressed is self.closing and self.closing.isChecked():
            other = self.attention
        if other is not None and other.isChecked():
            other.setChecked(False)
        self._view = (
            DealView.ATTENTION
            if self.attention.isChecked()
            else DealView.CLOSING
            if self.closing.isChecked()
            else DealView.ALL
        )
        self._ask(view=self._view if self._view is not DealView.ALL else DealView(self.bar.view))

    def _choose_pipeline(self, pipeline_id: int) -> None:
        self.pipeline_id = pipeline_id
        self.context.state.set_text("pipeline/shown", str(pipeline_id))
        self.close_editor()
        self._ask(pipeline_id=pipeline_id)

    def _focus_deals(self) -> None:
        if self.shown.current == BOARD:
            self.board.focus_board()
        else:
            self.table.setFocus()

    # One deal.

    def chosen(self) -> int | None:
        """The deal that commands are about."""
        if self.side.isVisible() and self.editor.deal_id is not None:
            return self.editor.deal_id
        return self.board.current() if self.shown.current == BOARD else self.table.keeper.current

    def _on_chosen(self, deal_id: int | None) -> None:
        if self.side.isVisible() and deal_id is not None and self.editor.commit():
            self.editor.show_deal(deal_id)

    def _open(self, deal_id: int) -> None:
        if self.editor.commit():
            self.editor.show_deal(deal_id)
            self.side.show()
            self.editor.form.focus_first()

    def close_editor(self) -> None:
        """Closes the deal beside the board."""
        if self.editor.commit():
            self.side.hide()
            self.editor.deal_id = None
            self._focus_deals()

    def open_record(self, record_id: int) -> None:
        with self.context.store.read() as session:
            detail = deals_list.deal(session, record_id, self.context.today())
        if detail.pipeline_id != self.pipeline_id:
            self._choose_pipeline(detail.pipeline_id)
        self.board.choose(record_id, detail.row.stage_id)
        self.table.keeper.choose(record_id)
        self._open(record_id)

    def new_record(self) -> None:
        self.add_deal(None)

    def add_deal(self, contact_id: int | None) -> None:
        """Makes a deal in the first stage, for a contact if there is one, and opens it."""
        first = next(iter(self.board.stage_ids()), None)
        new = NewDeal(_("New deal"), contact_id=contact_id, stage_id=first)
        with self.context.store.write(N_("New deal"), initiator=self) as session:
            deal_id = deals.create(session, new, today=self.context.today(), now=self.context.now())
        self.open_record(deal_id)
        title = self.editor.form.field("title").editor
        title.setFocus()
        title.selectAll()  # type: ignore[attr-defined]

    def _move(self, deal_id: int, stage_id: int, place: int) -> None:
        """Puts a card above the one that stands at `place` now."""
        with self.context.store.read() as session:
            beside = boards.card_ids(session, stage_id, place, 1)
            above = boards.card_ids(session, stage_id, place - 1, 1) if place else []
        where = Place(before_id=beside[0]) if beside else Place(after_id=above[0] if above else None)
        with self.context.store.write(N_("Move deal"), initiator=self) as session:
            deals.move(session, deal_id, stage_id, where, today=self.context.today(), now=self.context.now())
        self.board.choose(deal_id, stage_id)

    def _end(self, deal_id: int, kind: StageKind) -> None:
        if kind is StageKind.WON:
            self._win(deal_id)
        else:
            self._lose(deal_id)

    def _title(self, deal_id: int) -> str:
        with self.context.store.read() as session:
            return deals_list.deal(session, deal_id, self.context.today()).row.title

    def _win(self, deal_id: int) -> None:
        title = self._title(deal_id)
        with self.context.store.write(N_("Win deal"), initiator=self) as session:
            deals.win(session, deal_id, today=self.context.today(), now=self.context.now())
        self.context.toasts.tell(_("“{title}” is won.", title=title), undo=partial(self.context.store.undo))

    def _lose(self, deal_id: int) -> None:
        title = self._title(deal_id)
        told = partial(
            self.context.toasts.tell, _("“{title}” is lost.", title=title), undo=partial(self.context.store.undo)
        )
        ask_why(self.context, deal_id, title, self, told)

    def win_chosen(self) -> None:
        """Wins the chosen deal."""
        self._with_chosen(self._win)

    def lose_chosen(self) -> None:
        """Asks why the chosen deal is lost."""
        self._with_chosen(self._lose)

    def reopen_chosen(self) -> None:
        """Takes the chosen deal back to the stage it was in."""
        self._with_chosen(self._reopen)

    def _with_chosen(self, run: object) -> None:
        deal_id = self.chosen()
        if deal_id is not None and self.editable and self.editor.commit() and callable(run):
            run(deal_id)

    def _reopen(self, deal_id: int) -> None:
        with self.context.store.write(N_("Reopen deal"), initiator=self) as session:
            deals.reopen(session, deal_id, today=self.context.today(), now=self.context.now())
        self.editor.reload()

    def delete_chosen(self) -> None:
        """Puts the chosen deals into the bin, or takes them out of it."""
        chosen = self.table.keeper.selected if self.shown.current == TABLE else ()
        alone = self.chosen()
        ids = tuple(chosen) or ((alone,) if alone is not None else ())
        if not ids or not self.editable:
            return
        restoring = self.shown.current == TABLE and self.bar.view == DealView.BIN
        now = self.context.now()
        with self.context.store.write(
            N_("Restore deal") if restoring else N_("Delete deal"), initiator=self
        ) as session:
            for deal_id in ids:
                (deals.restore if restoring else deals.to_bin)(session, deal_id, now=now)
        self.side.hide()
        self.editor.deal_id = None
        told = current().plural("{count} deal was put in the bin.", "{count} deals were put in the bin.", len(ids))
        self.context.toasts.tell(_("Restored.") if restoring else told, undo=partial(self.context.store.undo))

    def quote_chosen(self) -> None:
        """Begins a quote for the chosen deal and its contact."""
        self._with_chosen(self._quote)

    def _quote(self, deal_id: int) -> None:
        from crm_desktop.services import quote_drafts  # only a quote begun here needs them

        with self.context.store.read() as session:
            row = deals_list.deal(session, deal_id, self.context.today()).row
        new = quote_drafts.NewQuote(contact_id=row.contact_id, deal_id=deal_id, title=row.title, currency=row.currency)
        with self.context.store.write(N_("New quote"), initiator=self) as session:
            quote_id = quote_drafts.create(session, new, today=self.context.today(), now=self.context.now())
        self.context.go(QUOTES, quote_id)

    def _edit_stages(self) -> None:
        StagesDialog(self.context, self.pipeline_id, self).open()

    # The program's side.

    def page_actions(self) -> tuple[Action, ...]:
        return (
            Action("pipeline.new", N_("New deal"), self.new_record, "Ctrl+N", "plus", f"{PAGE}/new", writes=True),
            Action("pipeline.win", N_("Deal won"), self.win_chosen, "Ctrl+Shift+W", "check", f"{PAGE}/end",
                   writes=True),
            Action("pipeline.lose", N_("Deal lost …"), self.lose_chosen, "Ctrl+Shift+L", "close", f"{PAGE}/end",
                   writes=True),
            Action("pipeline.reopen", N_("Reopen deal"), self.reopen_chosen, "", "undo", f"{PAGE}/end", writes=True),
            Action("pipeline.quote", N_("New quote for this deal"), self.quote_chosen, "Ctrl+Shift+Q", "quote",
                   f"{PAGE}/more", writes=True),
            Action("pipeline.delete", N_("Delete or restore deal"), self.delete_chosen, "Ctrl+Delete", "trash",
                   f"{PAGE}/more", writes=True),
            Action("pipeline.board", N_("Board"), partial(self._show_how, BOARD), "Ctrl+B", "board", f"{PAGE}/how"),
            Action("pipeline.table", N_("Table"), partial(self._show_how, TABLE), "Ctrl+T", "table", f"{PAGE}/how"),
            Action("pipeline.stages", N_("Stages and lost reasons"), self._edit_stages, "", "settings",
                   f"{PAGE}/how", writes=True),
            Action("pipeline.filter", N_("Filter deals"), self.focus_filter, "Ctrl+F", "filter", f"{PAGE}/find"),
        )  # fmt: skip

    def focus_filter(self) -> None:
        self.bar.focus_filter()

    def leave(self) -> bool:
        return self.editor.commit()

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        self.editor.set_editable(editable)
        self.board.set_editable(editable)
        self.stages_button.setEnabled(editable)
        if self.bar.new_button is not None:
            self.bar.new_button.setEnabled(editable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.side.isVisible():
            self.close_editor()
        else:
            super().keyPressEvent(event)
