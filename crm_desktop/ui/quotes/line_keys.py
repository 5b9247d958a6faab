"""The keyboard of the lines: what each key does while no cell is open, and which ones also work in an open one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from crm_desktop.ui.quotes import cells

if TYPE_CHECKING:
    from crm_desktop.ui.quotes.lines_view import LinesView

_CTRL, _ALT, _SHIFT, _NONE, _PAD = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
_KEY = Qt.Key


class LineKeys:
    """The keys of one view."""

    def __init__(self, view: LinesView) -> None:
        self._view = view
        # Also while a cell is open: they are about the line, and save the cell first.
        self._of_lines: dict[tuple[Qt.KeyboardModifier, int], Callable[[], object]] = {
            (_CTRL, _KEY.Key_Return): view.add_line,
            (_CTRL, _KEY.Key_Enter): view.add_line,
            (_CTRL, _KEY.Key_D): view.duplicate_lines,
            (_CTRL, _KEY.Key_Delete): view.remove_lines,
            (_CTRL, _KEY.Key_G): view.group_wanted.emit,
            (_ALT, _KEY.Key_Up): self._up,
            (_ALT, _KEY.Key_Down): self._down,
        }
        self._of_cells: dict[tuple[Qt.KeyboardModifier, int], Callable[[], object]] = {
            (_NONE, _KEY.Key_Delete): view.remove_lines,
            (_NONE, _KEY.Key_F2): self._edit,
            (_NONE, _KEY.Key_Return): self._next,
            (_NONE, _KEY.Key_Enter): self._next,
            (_SHIFT, _KEY.Key_Return): self._before,
            (_SHIFT, _KEY.Key_Enter): self._before,
            (_CTRL, _KEY.Key_C): self._copy,
            (_CTRL, _KEY.Key_X): self._cut,
            (_CTRL, _KEY.Key_V): view.paste_lines,
        }

    def owns(self, event: QKeyEvent) -> bool:
        """Whether a key is the table's even where a command of the window has the same."""
        return self._combination(event) in self._of_lines or self._combination(event) in self._of_cells

    def press(self, event: QKeyEvent) -> bool:
        """Does what a key means while no cell is open; False when it is the view's own."""
        combination = self._combination(event)
        verb = self._of_lines.get(combination) or self._of_cells.get(combination)
        if verb is not None:
            verb()
            return True
        text = event.text()
        if text and text.isprintable() and not event.modifiers() & (_CTRL | _ALT):
            return self._type(text)
        return False

    def press_while_typing(self, event: QKeyEvent) -> bool:
        """Does what a key means to the line of an open cell; False when it is the cell's own."""
        verb = self._of_lines.get(self._combination(event))
        if verb is None or (event.key() == _KEY.Key_Delete):
            return False
        verb()
        return True

    def _combination(self, event: QKeyEvent) -> tuple[Qt.KeyboardModifier, int]:
        return event.modifiers() & ~_PAD, event.key()

    def _type(self, text: str) -> bool:
        at, key = self._view.place
        if not cells.can_be_typed(self._view.lines.line(at), key) or self._view.lines.is_room(at):
            key = cells.DESCRIPTION if self._view.lines.is_room(at) else key
        return self._view.edit_cell(at, key, text)

    def _edit(self) -> None:
        self._view.edit_cell(*self._view.place)

    def _next(self) -> None:
        self._go(1)

    def _before(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        following = self._view.next_cell(*self._view.place, step)
        if following is not None:
            self._view.go(*following)

    def _up(self) -> None:
        self._view.move_line(-1)

    def _down(self) -> None:
        self._view.move_line(1)

    def _copy(self) -> None:
        self._view.verbs.copy(self._view.places())

    def _cut(self) -> None:
        if self._view.book.editable:
            self._copy()
            self._view.remove_lines()
