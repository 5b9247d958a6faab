"""The chain of a quote under its head: every revision with its state, day and total; a click opens it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.services.quote_list import RevisionRow
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.kit.chip import Chip
from crm_desktop.ui.kit.flow import FlowLayout
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.quotes.words import status_tone, status_word
from crm_desktop.words import _, current

LEFT = 62


class RevisionStrip(QWidget):
    """Hidden for a quote that was never revised. Sends `opened(id)` and `compare_pressed()`."""

    opened = Signal(int)
    compare_pressed = Signal()

    def __init__(self, book: QuoteBook) -> None:
        super().__init__()
        self._book = book
        self._shown: tuple[object, ...] = ()
        self.setAccessibleName(_("Revisions"))
        self._flow = FlowLayout(self, spacing=12)
        self._flow.setContentsMargins(LEFT, 2, 24, 2)
        self.hide()
        book.opened.connect(self._show)
        book.reloaded.connect(self._show)

    def _show(self) -> None:
        detail = self._book.detail
        revisions = detail.revisions if detail is not None else ()
        key = (detail.id if detail is not None else 0, revisions)
        if key == self._shown:
            return
        self._shown = key
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(revisions))
        for row in revisions:
            self._flow.addWidget(self._entry(row, is_open=detail is not None and row.id == detail.id))
        if detail is not None and detail.revision_of_id is not None:
            changes = LinkButton(_("Show changes …"))
            changes.on_click(self.compare_pressed.emit)
            self._flow.addWidget(changes)

    def _entry(self, row: RevisionRow, *, is_open: bool) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        name = row.number or _("Revision {number}", number=current().integer(row.revision))
        if is_open:
            line.addWidget(PlainLabel(name, look=Look.SMALL_STRONG))
        else:
            link = LinkButton(name)
            link.on_click(partial(self.opened.emit, row.id))
            link.setAccessibleDescription(status_word(row.status))
            line.addWidget(link)
        line.addWidget(Chip(status_word(row.status), status_tone(row.status)))
        say = current()
        facts = " · ".join(part for part in (say.date(row.date), say.money(row.total, row.currency)) if part)
        line.addWidget(PlainLabel(facts, look=Look.SMALL, muted=True))
        return holder
