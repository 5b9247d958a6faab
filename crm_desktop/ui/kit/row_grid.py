"""A short list typed in a dialog: one row of fields for each entry, with a heading, rows added and taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.buttons import IconButton, QuietButton
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.labels import Look, PlainLabel

V = TypeVar("V")
REMOVE_WIDTH = 32


class GridRow(Generic[V]):
    """The fields of one entry; a subclass makes them and says what they mean.

    Args:
        fields: the inputs, in the order of Tab.
        shown: what stands behind them, like an amount.
        remove_words: what the button at the end does.
    """

    def __init__(self, fields: Sequence[Field[Any]], shown: Sequence[QWidget], remove_words: str) -> None:
        self.fields = tuple(fields)
        self.remove = IconButton("trash", remove_words)
        self.widgets: tuple[QWidget, ...] = (*self.fields, *shown, self.remove)

    def value(self) -> V | None:
        """The entry; None for a row nobody wrote into. Called when every field could be read.

        Raises:
            Refused: something is missing; `field` says where.
        """
        raise NotImplementedError

    def commit(self) -> bool:
        """Reads every field; False when one cannot be read or is missing, with the sentence beside it."""
        read = [field.commit() for field in self.fields]
        if not all(read):
            return False
        try:
            self.value()
        except Refused as refused:
            next((field for field in self.fields if field.name == refused.field), self.fields[0]).refuse(refused)
            return False
        return True


R = TypeVar("R", bound=GridRow)  # type: ignore[type-arg]


class RowGrid(QWidget, Generic[R]):
    """The rows. Sends `edited()` when something was typed, added or taken away.

    Args:
        heads: the headings of the columns; those of `right` stand at the right.
        right: the numbers of the columns with figures.
        make: makes an empty row.
        add_words: the button below.
        most: the most rows.
    """

    edited = Signal()

    def __init__(
        self, heads: Sequence[str], right: Sequence[int], make: Callable[[], R], add_words: str, most: int
    ) -> None:
        super().__init__()
        self.rows: list[R] = []
        self._make = make
        self._most = most
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(len(heads), REMOVE_WIDTH)
        for at, words in enumerate(heads):
            head = PlainLabel(words, look=Look.SMALL, muted=True)
            if at in right:
                head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(head, 0, at)
        self.add_button = QuietButton(add_words, icon_name="plus")
        self.add_button.on_click(self.add)
        self.below = QHBoxLayout()
        """The line with the button; what belongs below the columns is added to it."""
        self.below.addWidget(self.add_button)
        self.below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addLayout(self.below)

    def add(self) -> R:
        """One row more, with the cursor in it."""
        row = self.put()
        row.fields[0].setFocus()
        self.edited.emit()
        return row

    def put(self) -> R:
        """One row more, for the caller to fill; the cursor stays."""
        row = self._make()
        self.rows.append(row)
        line = self._grid.rowCount()
        for at, widget in enumerate(row.widgets):
            self._grid.addWidget(widget, line, at)
        for field in row.fields:
            field.edited.connect(self.edited)
        self._order_keys()
        row.remove.on_click(partial(self.remove, row))
        self._settle()
        return row

    def _order_keys(self) -> None:
        """Tab goes through the rows and then to the button below, which was made before them."""
        stops: list[QWidget] = []
        for row in self.rows:
            stops += [*(field.editor for field in row.fields), row.remove]
        for before, after in pairwise([*stops, self.add_button]):
            QWidget.setTabOrder(before, after)

    def remove(self, row: R) -> None:
        """Takes a row away; the cursor goes to the one that stands there now."""
        at = self.rows.index(row)
        self.rows.remove(row)
        for widget in row.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._settle()
        following = self.rows[min(at, len(self.rows) - 1)].fields[0] if self.rows else self.add_button
        following.setFocus()
        self.edited.emit()

    def clear(self) -> None:
        """Takes all rows away."""
        for row in list(self.rows):
            self.remove(row)

    def commit(self) -> bool:
        """Reads every row; False when one of them has something that cannot be."""
        read = [row.commit() for row in self.rows]
        return all(read)

    def _settle(self) -> None:
        self.add_button.setEnabled(len(self.rows) < self._most)
