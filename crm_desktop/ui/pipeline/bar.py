"""The head of the Pipeline tab: which pipeline, the filter, what wants attention, board or table."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from crm_desktop.services.boards import OpenDeals
from crm_desktop.services.deals_filter import DealView
from crm_desktop.services.pipelines import PipelineRow
from crm_desktop.ui.kit.buttons import DropButton, IconButton, Segments
from crm_desktop.ui.kit.chip import ChipButton
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.plain import menu_text
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
NARROWEST, WIDEST = 130, 280


class PipelineBar(FilterBar):
    """Filter, chips and buttons.

    Besides the signals of every filter bar: `pipeline_chosen(id)`, `how_chosen("board" or "table")`, `chips_changed()`
    when one of the two chips was pressed, `stages_pressed()`.
    """

    pipeline_chosen = Signal(int)
    how_chosen = Signal(str)
    chips_changed = Signal()
    stages_pressed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Filter deals"), [(key, _(words)) for key, words in VIEWS], _("New deal"), "Ctrl+N")
        self.pipeline_button = DropButton("")
        self.pipeline_menu = QMenu(self.pipeline_button)
        self.pipeline_button.setMenu(self.pipeline_menu)
        self.attention = ChipButton("")
        self.closing = ChipButton("")
        self.shown = Segments([(BOARD, _("Board")), (TABLE, _("Table"))], _("How deals are shown"))
        self.stages_button = IconButton("settings", _("Stages and lost reasons"))
        self._lay_out()
        self.shown.chosen.connect(self._on_how)
        self.attention.toggled.connect(partial(self._on_chip, self.closing))
        self.closing.toggled.connect(partial(self._on_chip, self.attention))
        self.stages_button.on_click(self.stages_pressed.emit)

    def _lay_out(self) -> None:
        self.field.setMinimumWidth(NARROWEST)
        self.field.setMaximumWidth(WIDEST)
        row = self.row
        row.insertWidget(0, self.pipeline_button)
        row.insertWidget(2, self.attention)
        row.insertWidget(3, self.closing)
        row.insertStretch(4, 1)
        for widget in (self.shown, self.stages_button):
            row.insertWidget(row.count() - 1, widget)

    @property
    def deal_view(self) -> DealView:
        """What the chips ask for; ALL while none is pressed."""
        if self.attention.isChecked():
            return DealView.ATTENTION
        return DealView.CLOSING if self.closing.isChecked() else DealView.ALL

    @property
    def table_view(self) -> DealView:
        """What the table shows: what the chips ask for, else the chosen view."""
        return DealView(self.view) if self.deal_view is DealView.ALL else self.deal_view

    @property
    def view_words(self) -> str:
        if self.deal_view is DealView.ATTENTION:
            return _("Needs attention")
        if self.deal_view is DealView.CLOSING:
            return _("Closing this month")
        chosen = self.view if self.shown.current == TABLE else DealView.ALL
        return "" if chosen == DealView.ALL else _(dict(VIEWS)[DealView(chosen)])

    def clear(self) -> None:
        if self.text():
            self.field.clear()
        elif self.deal_view is not DealView.ALL:
            self.let_go_of_chips()
        else:
            self.choose_view(DealView.ALL)

    def let_go_of_chips(self) -> None:
        """Takes both chips back."""
        self.attention.setChecked(False)
        self.closing.setChecked(False)

    def show_how(self, how: str) -> None:
        """Shows the way deals are shown; the view menu belongs to the table."""
        self.shown.choose(how)
        if self.view_button is not None:
            self.view_button.setVisible(how == TABLE)

    def name_pipelines(self, known: tuple[PipelineRow, ...], shown: int) -> None:
        """Lists the pipelines; there is nothing to choose while there is only one."""
        self.pipeline_menu.clear()
        group = QActionGroup(self.pipeline_menu)
        for each in known:
            entry = QAction(menu_text(each.name), self.pipeline_menu)
            entry.setCheckable(True)
            entry.setChecked(each.id == shown)
            entry.triggered.connect(partial(self._on_pipeline, each.id))
            group.addAction(entry)
            self.pipeline_menu.addAction(entry)
            if each.id == shown:
                self.pipeline_button.setText(each.name)
        self.pipeline_button.setVisible(len(known) > 1)

    def tell(self, found: OpenDeals) -> None:
        """Tells how many deals want attention or close this month."""
        words = current()
        self.attention.setText(_("Needs attention {count}", count=words.integer(found.attention)))
        self.closing.setText(_("Closing this month {count}", count=words.integer(found.closing)))
        # None is good news.
        self.attention.set_tone(Tone.RED if found.attention else Tone.GREY)
        self.closing.set_tone(Tone.AMBER if found.closing else Tone.GREY)

    def set_editable(self, editable: bool) -> None:
        """Rests the buttons that change something."""
        self.stages_button.setEnabled(editable)
        if self.new_button is not None:
            self.new_button.setEnabled(editable)

    def _on_how(self, how: str) -> None:
        self.how_chosen.emit(how)

    def _on_pipeline(self, pipeline_id: int, _checked: bool = False) -> None:
        self.pipeline_chosen.emit(pipeline_id)

    def _on_chip(self, other: ChipButton, pressed: bool) -> None:
        """Of the two chips the one pressed last holds."""
        if pressed and other.isChecked():
            # Its own signal tells of both.
            other.setChecked(False)
        else:
            self.chips_changed.emit()
