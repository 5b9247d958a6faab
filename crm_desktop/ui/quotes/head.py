"""The head of the editor: the way back, title, state, whether all is saved, and what can be done next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.actions import Action
from crm_desktop.ui.command_menu import fill_menu
from crm_desktop.ui.kit.buttons import IconButton, PrimaryButton, SecondaryButton
from crm_desktop.ui.kit.chip import Chip
from crm_desktop.ui.kit.labels import ElidedLabel, Look, PlainLabel
from crm_desktop.ui.kit.plain import tool_tip, with_shortcut
from crm_desktop.ui.kit.text_fields import BARE_LEFT, TextField
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.quotes.frozen_facts import FrozenFacts
from crm_desktop.ui.quotes.short_note import ShortNote
from crm_desktop.ui.quotes.words import frozen_words, status_tone, status_word
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _

PRIMARY = {
    "draft": "quotes.issue",
    "issued": "quotes.send",
    "sent": "quotes.accepted",
    "expired": "quotes.accepted",
}
"""What usually comes next, by state; what is missing here has no next step."""
BINNED = "quotes.delete"
UNDER_TITLE = 46
LINK_EDGE = 3
"""Beside the words of a link, so that they stand in line with other words."""


class QuoteHead(QWidget):
    """One line of head; under it what an issued quote is about and why it cannot be changed.

    `saved` and `unsaved` say whether all that was typed is stored; the editor gives them their place.

    An issued quote is headed by its number and its title, a draft by its title to type over.
    """

    def __init__(self, book: QuoteBook, actions: tuple[Action, ...], back: Callable[[], object]) -> None:
        super().__init__()
        self._book = book
        self._actions = {action.key: action for action in actions}
        self.back = IconButton("arrow-left", _("Back to all quotes"), shortcut="Escape")
        self.back.on_click(back)
        self.title = TextField("title", _("Title"), placeholder=_("Untitled quote"), limit=1_000)
        self.title.set_bare(True)
        self.title.editor.setFont(theme().fonts.title)
        self.title.committed.connect(self._save)
        self.title.editor.textChanged.connect(self._fit_title)
        self._fit_title()
        self.heading = ElidedLabel("", look=Look.TITLE)
        self.heading.setContentsMargins(BARE_LEFT, 0, 0, 0)
        self.state = Chip("")
        self.state.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.saved = PlainLabel(_("saved"), look=Look.SMALL, muted=True)
        self.unsaved = PlainLabel(_("not all saved"), look=Look.SMALL, tone=Tone.RED)
        self.print = self._button(_("Print"), "quotes.print")
        self.pdf = self._button(_("PDF"), "quotes.pdf")
        self.more = IconButton("more", _("More about this quote"))
        self.more.on_click(self.open_menu)
        self.primary = PrimaryButton("")
        self.primary.on_click(self._run_primary)
        self.facts = FrozenFacts(book.context)
        self.note = ShortNote()
        self._primary_key = ""
        self._lay_out()
        book.opened.connect(self._fill)
        book.reloaded.connect(self._refill)
        book.saved.connect(self.show_saved)
        book.row_changed.connect(self.show_saved)

    def _button(self, words: str, key: str) -> SecondaryButton:
        button = SecondaryButton(words)
        button.setToolTip(tool_tip(with_shortcut(self._actions[key].title(), self._actions[key].shortcuts[0])))
        button.on_click(self._actions[key].run)
        return button

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.back)
        # Before the empty stretch: the title is cut only where there is no room at all.
        line.addWidget(self.title, 1000)
        line.addWidget(self.heading, 1000)
        line.addWidget(self.state)
        line.addStretch(1)
        for button in (self.print, self.pdf, self.more, self.primary):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 24, 2)
        column.setSpacing(2)
        column.addLayout(line)
        # Below the head, where sentences have room and cut neither title nor state.
        self.facts.setContentsMargins(UNDER_TITLE - LINK_EDGE, 0, 0, 0)
        self.note.setContentsMargins(UNDER_TITLE, 0, 0, 0)
        column.addWidget(self.facts)
        column.addWidget(self.note)

    def _fill(self) -> None:
        detail = self._book.detail
        if detail is not None:
            self.title.set_value(detail.title)
            self._show_state()

    def _refill(self) -> None:
        detail = self._book.detail
        if detail is not None:
            self.title.take_stored(detail.title)
            self._show_state()

    def _show_state(self) -> None:
        detail = self._book.detail
        assert detail is not None
        self.state.set_word(status_word(detail.status), status_tone(detail.status))
        self.title.set_editable(self._book.editable)
        self.title.setVisible(not detail.number)
        self.heading.setVisible(bool(detail.number))
        self.heading.setText(" · ".join(filter(None, (detail.number, detail.title))))
        self.heading.setMaximumWidth(self.heading.sizeHint().width())
        self.facts.setVisible(self._book.frozen)
        if self._book.frozen:
            self.facts.show_detail(detail)
        self.note.setText(frozen_words(detail))
        self.note.setVisible(bool(self.note.text()))
        self._primary_key = BINNED if detail.binned else PRIMARY.get(detail.status, "")
        self.primary.setVisible(bool(self._primary_key))
        if self._primary_key:
            action = self._actions[self._primary_key]
            self.primary.setText(action.title())
            self.primary.setToolTip(tool_tip(with_shortcut(action.title(), action.shortcut)))
        self.show_saved()

    def _fit_title(self) -> None:
        """As wide as its words, so that the state follows them."""
        editor = self.title.editor
        words = editor.text() or editor.placeholderText()
        self.title.setMaximumWidth(max(120, editor.fontMetrics().horizontalAdvance(words) + 28))

    def show_saved(self, *_ignored: object) -> None:
        """Says whether all that was typed is stored."""
        troubled = self._book.rows.troubled() is not None
        self.saved.setVisible(self._book.editable and not troubled)
        self.unsaved.setVisible(self._book.editable and troubled)

    def set_writable(self, writable: bool) -> None:
        """Lets the next step rest while nothing can be written."""
        self.primary.setEnabled(writable)

    def _run_primary(self) -> None:
        if self._primary_key:
            self._actions[self._primary_key].run()

    def open_menu(self) -> QMenu:
        """Everything else that can be done with this quote now."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, tuple(self._actions.values()))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        return menu

    def _save(self, name: str, old: Any, new: Any) -> None:
        self._book.save_field(self.title, name, old, new)
