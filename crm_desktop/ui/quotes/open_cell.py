"""The one cell that is open for typing: it saves when it is left, and stays with its line when the table changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from crm_desktop.domain.country_profile import TaxPreset
from crm_desktop.domain.quotes import LineKind
from crm_desktop.services.catalogue import ItemRow
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.cell_editor import CellLine, CellText, Editor, Move
from crm_desktop.ui.quotes.cells import COLUMNS, KEYS
from crm_desktop.ui.quotes.completion import Completion, item_by_code, offer_items, offer_rates
from crm_desktop.ui.quotes.rows import Row
from crm_desktop.words import _

if TYPE_CHECKING:
    from crm_desktop.ui.quotes.lines_view import LinesView

STEPS = {Move.NEXT: 1, Move.BACK: -1}


class OpenCell:
    """The editor over a cell of one view."""

    def __init__(self, view: LinesView) -> None:
        self._view = view
        self._editor: Editor | None = None
        self._at = 0
        self._key = cells.DESCRIPTION
        self._row: Row | None = None
        self._before = ""

    @property
    def is_open(self) -> bool:
        """Whether something is being typed."""
        return self._editor is not None

    def is_open_at(self, at: int) -> bool:
        """Whether something is being typed into an item of this row: its figures stay in sight beside it."""
        return self._editor is not None and self._at == at and self._view.lines.line(at).kind is LineKind.ITEM

    @property
    def editor(self) -> Editor | None:
        """The widget that is typed in."""
        return self._editor

    def open(self, at: int, key: str, text: str | None = None) -> None:
        """Opens a cell with its words selected, or with `text` instead of them."""
        self.finish_here()
        view = self._view
        self._at, self._key = min(at, view.lines.rowCount() - 1), key
        self._row = view.book.rows.row(self._at)
        self._before = view.lines.text(self._at, key)
        name = _("{column}, line {place}", column=_(COLUMNS[KEYS.index(key)].title), place=self._at + 1)
        editor = self._make(name)
        editor.begin(self._before if text is None else "", selected=text is None)
        self._editor = editor
        self._complete(editor)
        self.place()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            self._type(editor, text)

    def _make(self, name: str) -> Editor:
        if self._key == cells.DESCRIPTION:
            return CellText(self, name, self._view.viewport())
        numeric = COLUMNS[KEYS.index(self._key)].numeric
        return CellLine(self, name, self._view.viewport(), numeric=numeric)

    def _type(self, editor: Editor, text: str) -> None:
        """What opened the cell is typed into it, so that it can be undone like the rest."""
        if isinstance(editor, CellText):
            editor.insertPlainText(text)
        else:
            editor.insert(text)
            self.typed(editor.text())

    def _complete(self, editor: Editor) -> None:
        book = self._view.book
        if self._key == cells.DESCRIPTION and self._view.lines.line(self._at).kind is LineKind.ITEM:
            offer = offer_items(book.context)
            editor.completion = Completion(editor, _("Products and services"), offer, self._fill)
        elif self._key == cells.TAX:
            editor.completion = Completion(editor, _("Tax rates"), offer_rates(book.known.rates), self._take_rate)

    def place(self) -> None:
        """Lies over its cell."""
        if self._editor is not None:
            self._editor.place(self._view.cell_rect(self._at, self._key))

    # While typing.

    def typed(self, text: str) -> None:
        """At every letter: totals follow, suggestions are offered."""
        self._view.book.type_cell(self._at, self._key, text)
        editor = self._editor
        if editor is not None and editor.completion is not None:
            editor.completion.suggest(text)
        self._view.fit_table()

    def handle_line_key(self, event: QKeyEvent) -> bool:
        """A key that is about the whole line saves the cell first."""
        return self._view.line_key_while_typing(event)

    def finish(self, move: Move) -> None:
        """Saves and goes on; a refused cell stays where it is, with its sentence."""
        if self._editor is None:
            return
        at, key = self._at, self._key
        was_room = at >= len(self._view.book.rows)
        saved = self._save()
        if move is Move.STAY:
            return
        if not saved:
            self._view.go(at, key)
        elif was_room and at >= len(self._view.book.rows):
            self._leave_room(at, key, move)
        else:
            self._go_on(at, key, move)

    def _leave_room(self, at: int, key: str, move: Move) -> None:
        """Nothing was typed into the room for a new line."""
        self._view.go(at, key)
        if move in {Move.BACK, Move.UP}:
            self._go_on(at, key, move)

    def _go_on(self, at: int, key: str, move: Move) -> None:
        view = self._view
        if move in STEPS:
            following = view.next_cell(at, key, STEPS[move])
            view.go(*(following or (at, key)))
        else:
            view.go(max(0, at + (1 if move is Move.DOWN else -1)), key)

    def finish_here(self) -> bool:
        """Saves without going anywhere; False when it was refused."""
        if self._editor is None:
            return True
        at, key = self._at, self._key
        saved = self._save()
        self._view.go(at, key)
        return saved

    def cancel(self) -> None:
        """Takes back what was typed; a line nobody wrote into goes with it."""
        if self._editor is not None:
            at, key = self._at, self._key
            self._close()
            self._view.book.take_back(at, key)
            self._view.verbs.drop_fresh(at)
            self._view.go(at, key)

    def _save(self) -> bool:
        editor, at, key = self._editor, self._at, self._key
        if editor is None:
            return True
        text = editor.words()
        self._close()
        if text == self._before and key not in self._troubles(at):
            self._view.book.stop_typing()
            self._view.verbs.drop_fresh(at)
            return True
        if key == cells.DESCRIPTION and "\n" not in text and self._takes_code(at, text):
            return True
        return self._view.book.commit_cell(at, key, text)

    def _troubles(self, at: int) -> Any:
        row = self._view.book.rows.row(at)
        return row.troubles if row is not None else ()

    def _takes_code(self, at: int, text: str) -> bool:
        """Who types the code of an item and goes on gets the item."""
        if self._view.lines.line(at).kind is not LineKind.ITEM:
            return False
        item = item_by_code(self._view.book.context, text)
        if item is not None:
            self._view.verbs.fill(at, item)
        return item is not None

    def _close(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            if editor.completion is not None:
                editor.completion.close()
            editor.hide()
            editor.deleteLater()
            self._view.fit_table()
            self._view.viewport().update()

    # Suggestions.

    def _fill(self, item: ItemRow) -> None:
        at = self._at
        self._close()
        self._view.verbs.fill(at, item)
        self._view.go(at, cells.QUANTITY)

    def _take_rate(self, preset: TaxPreset) -> None:
        at, key = self._at, self._key
        self._close()
        self._view.verbs.change(at, key, cells.tax_values(preset))
        self._go_on(at, key, Move.NEXT)

    # When the table changes under it.

    def restore(self) -> None:
        """After it: over the same line, wherever it stands now; gone with it when it was removed elsewhere."""
        if self._editor is None:
            return
        at = self._view.book.rows.place_again(self._row)
        if at is None or not self._view.book.editable:
            self._view.book.stop_typing()
            self._close()
            return
        self._at = at
        self._row = self._view.book.rows.row(at)
        self.place()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
