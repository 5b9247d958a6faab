"""The chain of a quote under its head: every revision with its state, day and total, in one line; a click opens it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from crm_desktop.services.quote_list import RevisionRow
from crm_desktop.ui.kit.buttons import DropButton, LinkButton
from crm_desktop.ui.kit.chip import Chip
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.plain import menu_text, tool_tip
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.quotes.words import status_tone, status_word
from crm_desktop.ui.theme import theme
from crm_desktop.words import _, current

LEFT, RIGHT = 62, 24
"""Under the title of the quote, and in line with the right edge of its lines."""
SPACING = 12
MENU_EDGE, LINK_EDGE = 9, 3
"""Beside the words of a button: the row stands in line with what is above it."""


class RevisionStrip(QWidget):
    """Hidden for a quote that was never revised. Sends `opened(id)` and `compare_pressed()`.

    One line, however long the chain: what has no room, the oldest first, stands in a menu with all the others.
    """

    opened = Signal(int)
    compare_pressed = Signal()

    def __init__(self, book: QuoteBook) -> None:
        super().__init__()
        self._book = book
        self._shown: tuple[object, ...] = ()
        self.setAccessibleName(_("Revisions"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.all = DropButton("", quiet=True)
        self.all.setFont(theme().fonts.small)
        self.all.setProperty("small", True)
        self._menu = QMenu(self.all)
        self.all.setMenu(self._menu)
        self.changes = LinkButton(_("Show changes …"))
        self.changes.setFont(theme().fonts.small)
        self.changes.on_click(self.compare_pressed.emit)
        self._entries: list[PlainLabel | _Entry] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(LEFT, 2, RIGHT, 0)
        self._line.setSpacing(SPACING)
        self._line.addWidget(self.all)
        self._line.addWidget(self.changes)
        self._line.addStretch(1)
        self.hide()
        book.opened.connect(self._show)
        book.reloaded.connect(self._show)

    def minimumSizeHint(self) -> QSize:
        # What has no room goes into the menu: the strip never makes its surroundings wider.
        return QSize(0, super().minimumSizeHint().height())

    def _show(self) -> None:
        detail = self._book.detail
        revisions = detail.revisions if detail is not None else ()
        key = (detail.id if detail is not None else 0, revisions)
        if key == self._shown:
            return
        self._shown = key
        for gone in self._entries:
            self._line.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._entries.clear()
        self._menu.clear()
        for at, row in enumerate(revisions, 1):
            is_open = detail is not None and row.id == detail.id
            entry: PlainLabel | _Entry = _open_entry(row) if is_open else _Entry(row, self.opened.emit)
            self._entries.append(entry)
            self._line.insertWidget(at, entry)
            self._add_to_menu(row, is_open=is_open)
        self.all.setText(current().plural("{count} revision", "{count} revisions", len(revisions)))
        self.changes.setVisible(detail is not None and detail.revision_of_id is not None)
        self.setVisible(bool(revisions))
        self._fit()

    def _add_to_menu(self, row: RevisionRow, *, is_open: bool) -> None:
        words = " · ".join((_name(row), status_word(row.status), _facts(row)))
        entry = self._menu.addAction(menu_text(words))
        entry.setCheckable(True)
        entry.setChecked(is_open)
        entry.triggered.connect(partial(self._chosen, row.id, is_open))

    def _chosen(self, quote_id: int, is_open: bool, _checked: bool = False) -> None:
        if not is_open:
            self.opened.emit(quote_id)

    def _fit(self) -> None:
        """Shows as many as there is room for, the newest first; the open one always."""
        room = self.width() - LEFT - RIGHT
        others = [entry for entry in reversed(self._entries) if isinstance(entry, _Entry)]
        fixed = [entry for entry in (*self._entries, self.changes) if not isinstance(entry, _Entry)]
        room -= sum(entry.sizeHint().width() + SPACING for entry in fixed if not entry.isHidden())
        cut = sum(entry.whole + SPACING for entry in others) > room + SPACING
        self.all.setVisible(cut)
        if cut:
            room -= self.all.sizeHint().width() + SPACING
        for entry in others:
            taken = entry.fit(room)
            # The first that has no room ends the row: the chain has no holes.
            room = room - taken - SPACING if taken else 0
        self._align(cut=cut)

    def _align(self, *, cut: bool) -> None:
        """Puts the words of the first in line with what is above."""
        first = next((entry for entry in self._entries if not entry.isHidden()), None)
        edge = MENU_EDGE if cut else LINK_EDGE if isinstance(first, _Entry) else 0
        self._line.setContentsMargins(LEFT - edge, 2, RIGHT, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Entry(QWidget):
    """Another revision: a link with its state, its day and its total."""

    def __init__(self, row: RevisionRow, show: Callable[[int], object]) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        link = LinkButton(_name(row))
        link.setFont(theme().fonts.small)
        link.on_click(partial(show, row.id))
        link.setAccessibleDescription(status_word(row.status))
        line.addWidget(link)
        line.addWidget(Chip(status_word(row.status), status_tone(row.status)))
        self.facts = PlainLabel(_facts(row), look=Look.SMALL, muted=True)
        line.addWidget(self.facts)
        self.whole = self.sizeHint().width()
        self._short = self.whole - self.facts.sizeHint().width() - line.spacing()
        self.setToolTip(tool_tip(_facts(row)))

    def fit(self, room: int) -> int:
        """Shows itself as far as there is room; answers how much of it it takes, 0 when it has none."""
        self.facts.setVisible(self.whole <= room)
        self.setVisible(self._short <= room)
        return self.whole if self.whole <= room else self._short if self._short <= room else 0


def _open_entry(row: RevisionRow) -> PlainLabel:
    """The one that is open: the head says its state, the foot its total."""
    return PlainLabel(_name(row), look=Look.SMALL_STRONG)


def _name(row: RevisionRow) -> str:
    return row.number or _("Revision {number}", number=current().integer(row.revision))


def _facts(row: RevisionRow) -> str:
    say = current()
    return " · ".join(part for part in (say.date(row.date), say.money(row.total, row.currency)) if part)
