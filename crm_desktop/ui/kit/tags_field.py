"""Tags: chips that can be taken away, and a line that adds another (Enter or a comma)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy

from crm_desktop.domain.text import clean_line, fold
from crm_desktop.ui.kit.chip import Chip
from crm_desktop.ui.kit.field import Field, dress
from crm_desktop.ui.kit.flow import FlowLayout
from crm_desktop.ui.kit.search_field import Choice, Suggester, Suggestions
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _

TAG_LIMIT = 60


class TagsField(Field[tuple[str, ...]]):
    """A set of short words in the order they were added; every change is saved at once.

    Args:
        known: gives tags already in use that begin with what was typed.
    """

    editor: QLineEdit

    def __init__(self, name: str, label: str, known: Callable[[str], Sequence[str]]) -> None:
        super().__init__(name, label)
        self._known = known
        self._chips: list[Chip] = []
        self._frame = QFrame()
        self._frame.setProperty("look", "field")
        self._flow = FlowLayout(self._frame)
        self._flow.setContentsMargins(0, 6, 0, 6)
        line = QLineEdit()
        line.setProperty("look", "inner")
        line.setPlaceholderText(_("Add a tag"))
        line.setMinimumWidth(90)
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.textEdited.connect(self._on_typed)
        self._flow.addWidget(line)
        self._set_editor(line, holder=self._frame)
        self._offers = Suggestions()
        self._suggester = Suggester(self._offers, label, self._on_picked)
        self._suggester.setParent(self)
        line.setCompleter(self._suggester)

    def _empty(self) -> tuple[str, ...]:
        return ()

    def words_of(self, value: tuple[str, ...]) -> str:
        return ", ".join(value)

    def _show(self, value: tuple[str, ...]) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for at, tag in enumerate(value):
            chip = Chip(tag, Tone.GREY, removable=self._editable)
            chip.removed.connect(self._remove)
            self._flow.insert_widget(at, chip)
            chip.show()
            self._chips.append(chip)
        self.editor.clear()
        self._frame.updateGeometry()

    def _read(self) -> tuple[str, ...]:
        tag = clean_line(self.editor.text(), field=self.name, limit=TAG_LIMIT).strip(" ,;")
        known = {fold(other) for other in self._value}
        return (*self._value, tag) if tag and fold(tag) not in known else self._value

    def _lock(self, editable: bool) -> None:
        self.editor.setVisible(editable)
        self._show(self._value)

    def set_bare(self, bare: bool) -> None:
        dress(self._frame, "bare", bare)
        self._flow.setContentsMargins(0, 2 if bare else 6, 0, 2 if bare else 6)

    def _on_typed(self, text: str) -> None:
        self._on_edited()
        if text.rstrip(" ").endswith((",", ";")):
            self.commit()
            return
        typed = text.strip()
        present = {fold(tag) for tag in self._value}
        known = [tag for tag in self._known(typed) if fold(tag) not in present] if typed else []
        self._offers.offer([Choice(at, tag) for at, tag in enumerate(known)])

    def _on_picked(self, index: QModelIndex) -> None:
        self.editor.setText(str(index.data()))
        self._on_edited()
        self.commit()

    def _remove(self, tag: str) -> None:
        self.commit()
        old, new = self._value, tuple(other for other in self._value if other != tag)
        self.set_value(new)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if new != old:
            self.committed.emit(self.name, old, new)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            backspace = event.key() == Qt.Key.Key_Backspace and not self.editor.text()
            if backspace and self._value and self._editable:
                self._remove(self._value[-1])
                return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            dress(self._frame, "focused", event.type() is QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)
