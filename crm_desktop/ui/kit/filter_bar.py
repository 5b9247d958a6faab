"""The head of a list: a filter that asks at every letter, a choice of views, the New button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from crm_desktop.ui.icons import icon
from crm_desktop.ui.kit.buttons import DropButton, PrimaryButton
from crm_desktop.ui.kit.plain import menu_text, tool_tip, with_shortcut
from crm_desktop.ui.kit.program_keys import leaves_to_program
from crm_desktop.words import _

LONGEST = 22
"""Letters of a view that stand on its button."""


class FilterField(QLineEdit):
    """One line that filters as it is typed. Escape empties it, Down and Enter go to the list (`left_down`)."""

    left_down = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "field")
        self.setAccessibleName(placeholder)
        self.setPlaceholderText(placeholder)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(False)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and leaves_to_program(event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Filter field, view menu and New button in a row.

    Signals: `filter_changed(text)` at every letter, `view_changed(key)`, `new_pressed()`, `left_down()` when the user
    goes on to the list.

    Args:
        placeholder: what can be filtered: “Filter 1,284 contacts”.
        views: (key, words) of the view menu, the first chosen at start; empty for none.
        new_text: the words of the primary button; '' for none.
        new_shortcut: told in its tool tip.
    """

    filter_changed = Signal(str)
    view_changed = Signal(str)
    new_pressed = Signal()
    left_down = Signal()

    def __init__(
        self,
        placeholder: str,
        views: Sequence[tuple[str, str]] = (),
        new_text: str = "",
        new_shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 12, 16, 12)
        self.row.setSpacing(8)
        self.field = FilterField(placeholder)
        self.field.textChanged.connect(self.filter_changed)
        self.field.left_down.connect(self.left_down)
        self.row.addWidget(self.field, 1)
        self._views = dict(views)
        self._view = next(iter(self._views), "")
        self.view_button: DropButton | None = self._make_view_button() if self._views else None
        self.new_button: PrimaryButton | None = None
        if new_text:
            self.new_button = PrimaryButton(new_text)
            self.new_button.setToolTip(tool_tip(with_shortcut(new_text, new_shortcut)))
            self.new_button.on_click(self.new_pressed.emit)
            self.row.addWidget(self.new_button)

    def _make_view_button(self) -> DropButton:
        button = DropButton("")
        self._menu = QMenu(button)
        self._group = QActionGroup(self._menu)
        self._add_views(self._menu, tuple(self._views.items()))
        self._group.triggered.connect(self._on_view)
        button.setMenu(self._menu)
        self.row.addWidget(button)
        self._show_view(button)
        return button

    def _add_views(self, menu: QMenu, views: Sequence[tuple[str, str]]) -> None:
        for key, words in views:
            self._views[key] = words
            entry = QAction(menu_text(words), menu)
            entry.setCheckable(True)
            entry.setChecked(key == self._view)
            entry.setData(key)
            self._group.addAction(entry)
            menu.addAction(entry)

    @property
    def view_menu(self) -> QMenu:
        """The menu of the views, to add to; only where there are any."""
        return self._menu

    def fill_views(self, menu: QMenu, views: Sequence[tuple[str, str]]) -> None:
        """Offers views that come and go (tags) in a menu within the view menu, in the place of those it had."""
        for entry in menu.actions():
            menu.removeAction(entry)
            entry.deleteLater()
        self._add_views(menu, views)

    @property
    def view(self) -> str:
        """The key of the chosen view; '' when there are none."""
        return self._view

    def choose_view(self, key: str) -> None:
        """Chooses a view as its menu does; an unknown key changes nothing."""
        for entry in self._group.actions() if self._views else ():
            if entry.data() == key:
                entry.trigger()

    @property
    def view_words(self) -> str:
        """What the chosen view is called; '' for the first, which shows everything."""
        return "" if self._view == next(iter(self._views), "") else self._views[self._view]

    @property
    def untouched(self) -> bool:
        """True while nothing is typed and no other view is chosen than the one that shows everything."""
        return not self.text().strip() and not self.view_words

    def clear(self) -> None:
        """Takes what is typed back, and where nothing is, the view."""
        if self.text():
            self.field.clear()
        else:
            self.choose_view(next(iter(self._views), ""))

    def text(self) -> str:
        """What is typed in the filter."""
        return self.field.text()

    def set_placeholder(self, text: str) -> None:
        """Tells another count: “Filter 1,285 contacts”."""
        self.field.setPlaceholderText(text)
        self.field.setAccessibleName(text)

    def focus_filter(self) -> None:
        """Puts the cursor into the filter, its text selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _on_view(self, entry: QAction) -> None:
        self._view = str(entry.data())
        if self.view_button is not None:
            self._show_view(self.view_button)
        self.view_changed.emit(self._view)

    def _show_view(self, button: DropButton) -> None:
        words = self._views[self._view]
        whole = _("View: {view}", view=words)
        # A tag can be as long as the list is wide.
        button.setText(_("View: {view}", view=words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"))
        button.setToolTip(tool_tip(whole) if len(words) > LONGEST else "")
        button.setAccessibleName(whole)
