"""Fields that choose: from a short list, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from crm_desktop.ui.icons import paint_icon
from crm_desktop.ui.kit.early_painting import stroke_round
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import FIELD_HEIGHT

V = TypeVar("V")

BOX = 18


class _Combo(QComboBox):
    """A closed list with the kit's chevron; the wheel scrolls the page, not the choice."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "field")
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            colors = theme().colors
            place = QRect(self.width() - 26, 0, 16, self.height())
            paint_icon(painter, place, "chevron-down", colors.muted if self.isEnabled() else colors.faint)


class ChoiceField(Field[V]):
    """One of a few values.

    Args:
        choices: (value, words) in order; the first is the value of an untouched field.
    """

    editor: _Combo

    def __init__(self, name: str, label: str, choices: Sequence[tuple[V, str]]) -> None:
        self._choices_known = list(choices)
        self._offered: list[V] = []
        super().__init__(name, label)
        combo = _Combo()
        combo.activated.connect(self._on_activated)
        self._set_editor(combo)
        self._fill()

    def set_choices(self, choices: Sequence[tuple[V, str]]) -> None:
        """Offers other values; the field keeps its own."""
        self._choices_known = list(choices)
        self._fill()
        self._show(self._value)

    def _fill(self) -> None:
        self.editor.clear()
        for _value, words in self._choices_known:
            self.editor.addItem(words)
        self._offered = [value for value, _words in self._choices_known]

    def _empty(self) -> V:
        return self._choices_known[0][0]

    def words_of(self, value: V) -> str:
        return next((words for known, words in self._choices_known if known == value), super().words_of(value))

    def _show(self, value: V) -> None:
        if len(self._offered) > len(self._choices_known):
            self.editor.removeItem(len(self._choices_known))
            self._offered.pop()
        if value not in self._offered and value is not None:
            # A value of an older file or another program: shown and kept, not replaced, until another is chosen.
            self._offered.append(value)
            self.editor.addItem(self.words_of(value))
        self.editor.setCurrentIndex(self._offered.index(value) if value in self._offered else -1)

    def _read(self) -> V:
        at = self.editor.currentIndex()
        return self._offered[at] if at >= 0 else self._value

    def _lock(self, editable: bool) -> None:
        self.editor.setEnabled(editable)

    def _on_activated(self, _index: int) -> None:
        self._on_edited()
        self.commit()

    def _enter_saves(self, event: QKeyEvent) -> bool:
        return False


class _Box(QCheckBox):
    """A check box in the kit's dress."""

    def __init__(self, words: str) -> None:
        super().__init__(words.replace("&", "&&"))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 8, max(24, super().sizeHint().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colors = theme().colors
            box = QRect(1, (self.height() - BOX) // 2, BOX, BOX)
            on = self.isChecked()
            color = colors.faint if not self.isEnabled() else colors.accent if on else colors.muted
            painter.setPen(QPen(color, 1.4))
            painter.setBrush(color if on else colors.field)
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            if on:
                paint_icon(painter, box.adjusted(2, 2, -2, -2), "check", colors.on_accent)
            if self.hasFocus():
                # Around a filled box the line of the accent would not be seen, as around a primary button.
                stroke_round(painter, QRectF(box), 5, colors.text if on else colors.accent, 2)
            painter.setPen(colors.text if self.isEnabled() else colors.muted)
            words = self.rect().adjusted(BOX + 10, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic, self.text())

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]


class CheckField(Field[bool]):
    """Yes or no; saved at once. Its words stand beside the box, so a form gives it no label of its own."""

    editor: _Box

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label)
        box = _Box(label)
        box.clicked.connect(self._on_clicked)
        self._set_editor(box)

    def _empty(self) -> bool:
        return False

    def _show(self, value: bool) -> None:
        self.editor.setChecked(value)

    def _read(self) -> bool:
        return self.editor.isChecked()

    def _lock(self, editable: bool) -> None:
        self.editor.setEnabled(editable)

    def _on_clicked(self) -> None:
        self._on_edited()
        self.commit()

    def _enter_saves(self, event: QKeyEvent) -> bool:
        return False


def combo_box(name: str, choices: Sequence[tuple[str, object]], chosen: object = None) -> QComboBox:
    """A closed list outside a form, in the kit's dress; `currentData()` is what was chosen.

    Args:
        name: what is chosen here, for screen readers.
        choices: (words, value) in order.
        chosen: the value it begins with; the first when it is not among them.
    """
    combo = _Combo()
    combo.setFixedHeight(FIELD_HEIGHT)
    combo.setAccessibleName(name)
    for words, value in choices:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo


def check_box(words: str, parent: QWidget | None = None) -> QCheckBox:
    """A check box outside a form, in the kit's dress."""
    box = _Box(words)
    box.setParent(parent)
    return box
