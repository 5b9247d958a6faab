"""A value that was changed elsewhere while another was typed: both versions, and a choice."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.ui.kit.announce import announce
from crm_desktop.ui.kit.buttons import SecondaryButton
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.quotes.cells import COLUMNS
from crm_desktop.ui.quotes.changes import Conflict
from crm_desktop.words import _


class ConflictBar(Surface):
    """Hidden until there is a conflict."""

    def __init__(self, book: QuoteBook, parent: QWidget | None = None) -> None:
        super().__init__("warning", parent)
        self._book = book
        self._conflict: Conflict | None = None
        self.where = PlainLabel("", look=Look.SMALL_STRONG)
        self.words = PlainLabel("", look=Look.SMALL, wrap=True)
        self.theirs = SecondaryButton(_("Take the other"))
        self.mine = SecondaryButton(_("Keep mine"))
        self.theirs.on_click(self._take_theirs)
        self.mine.on_click(self._keep_mine)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.where)
        words.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.theirs)
        row.addWidget(self.mine)
        self.hide()
        book.conflicted.connect(self.show_conflict)
        book.opened.connect(self.hide)

    def show_conflict(self, conflict: Conflict) -> None:
        """Shows both versions of one value."""
        self._conflict = conflict
        place = self._book.rows.place_of(conflict.line_id)
        column = next((_(each.title) for each in COLUMNS if each.key == conflict.key), "")
        self.where.setText(self._place_words(place or 0, column))
        stale = conflict.stale
        theirs, yours = (self._shown(stale.field or conflict.key, value) for value in (stale.theirs, stale.yours))
        said = sentence(Refused("record.stale", theirs=theirs, yours=yours))
        self.words.setText(said)
        self.show()
        self.theirs.setFocus()
        announce(self, f"{self.where.text()}: {said}")

    def _place_words(self, at: int, column: str) -> str:
        """The line by the number it shows; what has none is known by its words, which the sentence quotes."""
        numbers = self._book.rows.numbers()
        if at < len(numbers) and numbers[at]:
            return _("Line {place}, {column}", place=numbers[at], column=column)
        return column

    def _shown(self, key: str, value: Any) -> str:
        return cells.words_of_value(key, value, self._book.currency)

    def _take_theirs(self) -> None:
        self._end(mine=False)

    def _keep_mine(self) -> None:
        self._end(mine=True)

    def _end(self, *, mine: bool) -> None:
        conflict, self._conflict = self._conflict, None
        self.hide()
        if conflict is not None:
            self._book.settle(conflict, mine=mine)
