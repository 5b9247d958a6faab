"""What stands in the place of a list: its rows, what to begin with, or that nothing matches and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.ui.kit.buttons import SecondaryButton
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.words import _

LONGEST = 40
"""Letters of the filter that are repeated; who typed more still knows them."""


class NothingFound(QWidget):
    """Says what nothing matches, and takes the filter back. It fits into the narrowest list."""

    def __init__(self, bar: FilterBar) -> None:
        super().__init__()
        self._bar = bar
        self.title = PlainLabel("", look=Look.HEADING, wrap=True)
        self.hint = PlainLabel("", muted=True, wrap=True)
        self.clear_button = SecondaryButton(_("Clear the filter"))
        self.clear_button.on_click(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 48, 24, 24)
        column.setSpacing(8)
        for label in (self.title, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            # A typed word that is longer than the list is wide must not widen it.
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            column.addWidget(label)
        column.addSpacing(4)
        column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def tell(self) -> None:
        """Says it in the words that are typed and chosen now."""
        text, view = self._bar.text().strip(), self._bar.view_words
        shown = text if len(text) <= LONGEST else text[:LONGEST] + "…"
        if text and view:
            title = _("Nothing in “{view}” matches “{text}”.", view=view, text=shown)
        elif text:
            title = _("Nothing matches “{text}”.", text=shown)
        else:
            title = _("Nothing in “{view}”.", view=view)
        self.title.setText(title)
        self.hint.setText(_("Accents, capitals and the order of words do not matter."))
        self.hint.setVisible(bool(text))
        self.clear_button.setText(_("Clear the filter") if text else _("Show all"))

    def _clear(self) -> None:
        self._bar.clear()
        self._bar.focus_filter()


class ListPlaces(QStackedWidget):
    """A list and what stands in its place.

    Args:
        view: shows the records.
        empty: stands there while nothing is filtered and there is nothing.
        bar: what is typed and chosen.
    """

    def __init__(self, view: QWidget, empty: QWidget, bar: FilterBar) -> None:
        super().__init__()
        self._view, self._empty, self._bar = view, empty, bar
        self.nothing = NothingFound(bar)
        for place in (view, empty, self.nothing):
            self.addWidget(place)

    def add_view(self, view: QWidget) -> None:
        """Another way to show the records, chosen by `settle`."""
        self.addWidget(view)

    def settle(self, count: int, *, untouched: bool | None = None, view: QWidget | None = None) -> None:
        """Shows what suits the number of records that were found.

        Args:
            count: how many.
            untouched: whether everything was asked for, where the bar alone cannot tell.
            view: shows them from now on, where there are several ways to.
        """
        self._view = self._view if view is None else view
        if count:
            self.setCurrentWidget(self._view)
        elif self._bar.untouched if untouched is None else untouched:
            self.setCurrentWidget(self._empty)
        else:
            self.nothing.tell()
            self.setCurrentWidget(self.nothing)
        if self._bar.new_button is not None:
            # An empty list offers the first step in its middle, and one primary button is enough.
            self._bar.new_button.setVisible(self.currentWidget() is not self._empty)

    def focus_list(self) -> None:
        """Puts the keyboard on the records, or on what can be done while there are none."""
        if self.currentWidget() is self.nothing:
            self.nothing.clear_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.currentWidget() is self._view:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
