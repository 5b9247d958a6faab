"""The base of every input: it saves when it is left, says beside itself what is wrong, and lets Escape take back.

What was typed is read once, when the field is left or Enter is pressed; then `committed(name, old, new)` is sent if the
value is another. Ctrl+Z undoes typing as long as there is some; in a clean field it belongs to the whole program.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.sentences import sentence
from crm_desktop.ui.kit.announce import announce
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.program_keys import leaves_to_program
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _

T = TypeVar("T")

SENT_BY_ENTER = "sentByEnter"
"""The property of a widget that goes off at Enter in any of its fields."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
"""Reasons to lose the focus without leaving the field: its own menu or its own list is open."""


class Field(QWidget, Generic[T]):
    """One labelled input of type `T`.

    Subclasses make the editor and say how a value is shown (`_show`) and read (`_read`).

    Args:
        name: the key under which the value is saved, ``"unit_price"``.
        label: what it is called on the screen, already translated.
        required: an empty value is refused.
    """

    committed = Signal(str, object, object)
    edited = Signal()

    def __init__(self, name: str, label: str, *, required: bool = False) -> None:
        super().__init__()
        self.name = name
        self.label = label
        self.required = required
        self.help = ""
        """What to know before typing; a form shows it below the field."""
        self._value: T = self._empty()
        self._dirty = False
        self._editable = True
        self._trouble_now: Refused | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        # Made when first needed: most fields never have trouble.
        self._trouble: PlainLabel | None = None
        self._choices: QWidget | None = None

    # What a subclass says.

    def _empty(self) -> T:
        """The value of an untouched field."""
        raise NotImplementedError

    def _show(self, value: T) -> None:
        """Shows a value in the editor, forgetting what was typed and what could be undone."""
        raise NotImplementedError

    def _read(self) -> T:
        """What the editor says.

        Raises:
            Refused: it cannot be read.
        """
        raise NotImplementedError

    def _lock(self, editable: bool) -> None:
        """Makes the editor read-only or not."""
        raise NotImplementedError

    def words_of(self, value: T) -> str:
        """A value as the field shows it, for sentences."""
        return str(value) if value is not None else ""

    def _set_editor(self, editor: QWidget, *, holder: QWidget | None = None) -> None:
        """Puts the editor (inside `holder`, if it has one) over the trouble label and watches it."""
        self.editor = editor
        editor.setAccessibleName(self.label)
        editor.installEventFilter(self)
        self.setFocusProxy(editor)
        self._column.insertWidget(0, holder if holder is not None else editor)

    # What pages use.

    @property
    def value(self) -> T:
        """The last value that was shown or saved; not what is being typed."""
        return self._value

    @property
    def dirty(self) -> bool:
        """True while something typed is not saved."""
        return self._dirty

    @property
    def trouble(self) -> str:
        """The sentence that stands beside the field; '' for none."""
        return self._trouble.text() if self._trouble is not None else ""

    def set_value(self, value: T) -> None:
        """Shows a stored value. What was typed is forgotten, and nothing is sent."""
        self._value = value
        self._dirty = False
        self._clear_trouble()
        self._show(value)

    def take_stored(self, value: T) -> None:
        """Shows a stored value unless the user is typing: then they keep their words, and saving compares."""
        if not self._dirty:
            self.set_value(value)

    def restore(self) -> None:
        """Takes back what was typed."""
        self.set_value(self._value)

    def commit(self) -> bool:
        """Saves what was typed; False when it could not be read or was refused, and the sentence says why."""
        if not self._dirty:
            return True
        old = self._value
        try:
            new = self._read()
            if self.required and new == self._empty():
                raise Refused("field.required", field=self.name)
        except Refused as error:
            self.refuse(error)
            return False
        self.set_value(new)
        if new != old:
            self.committed.emit(self.name, old, new)
        return not self._dirty and not self.trouble

    def refuse(self, error: Refused) -> None:
        """Shows why something was not saved; a `Stale` offers both versions."""
        self._trouble_now = error
        self._set_trouble(self._sentence(error))
        if isinstance(error, Stale):
            self._offer_versions(error)

    def take_back(self, stored: T, error: Refused | None = None) -> None:
        """Counts what was just committed as typed but not saved.

        Args:
            stored: the value that is still stored.
            error: why it was not saved.
        """
        self._value = stored
        self._dirty = True
        if error is not None:
            self.refuse(error)

    def empty(self) -> T:
        """The value of an untouched field."""
        return self._empty()

    def set_editable(self, editable: bool) -> None:
        """Locks or frees the field; its words can still be selected and copied."""
        if self._editable != editable:
            self._editable = editable
            self._lock(editable)

    def set_bare(self, bare: bool) -> None:
        """Shows the frame only under the pointer and while typing, for details that are read more than written."""
        dress(self.editor, "bare", bare)

    # Trouble.

    def _sentence(self, error: Refused) -> str:
        if isinstance(error, Stale):
            theirs, yours = self.words_of(error.theirs), self.words_of(error.yours)  # type: ignore[arg-type]
            return sentence(Refused("record.stale", theirs=theirs, yours=yours))
        return sentence(error)

    def _set_trouble(self, text: str) -> None:
        if self._trouble is None:
            self._trouble = PlainLabel("", look=Look.SMALL, tone=Tone.RED, wrap=True)
            self._column.insertWidget(1, self._trouble)
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))
        self.editor.setAccessibleDescription(text or self.help)
        dress(self.editor, "wrong", bool(text))
        if text:
            announce(self.editor, text)

    def _clear_trouble(self) -> None:
        self._trouble_now = None
        if self._choices is not None:
            self._choices.hide()
            self._choices.deleteLater()
            self._choices = None
        if self.trouble:
            self._set_trouble("")

    def _offer_versions(self, error: Stale) -> None:
        """Two links under the sentence: take what is stored, or save one's own over it."""
        self._choices = QWidget()
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 0, 0, 0)
        for words, run in ((_("Take the other"), self._take_theirs), (_("Keep mine"), self._keep_mine)):
            link = LinkButton(words)
            link.on_click(run)
            row.addWidget(link)
        row.addStretch(1)
        self._column.addWidget(self._choices)
        self._choices.show()
        self._stale = error

    def _take_theirs(self) -> None:
        self.set_value(self._stale.theirs)  # type: ignore[arg-type]

    def _keep_mine(self) -> None:
        self._value = self._stale.theirs  # type: ignore[assignment]
        self._dirty = True
        self._clear_trouble()
        self.commit()

    # Keyboard and focus.

    def _on_edited(self, *_ignored: object) -> None:
        """Something was typed."""
        self._dirty = True
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in _STAYING:
                self._on_left()
        elif kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._leaves_undo_alone(event) or leaves_to_program(event)
        elif kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._leaves_undo_alone(event) or self._on_key(event)
        return False

    def _on_left(self) -> None:
        self.commit()

    def _on_key(self, event: QKeyEvent) -> bool:
        """Enter saves, Escape takes back; True when the key has done its work."""
        if event.key() == Qt.Key.Key_Escape and (self._dirty or self.trouble):
            self.restore()
            return True
        if event.key() in _ENTER and self._enter_saves(event):
            was_dirty = self._dirty
            # Where Enter sends the whole, it goes on once this field has nothing against it.
            return not self.commit() or (was_dirty and not _is_sent_by_enter(self))
        return False

    def _enter_saves(self, event: QKeyEvent) -> bool:
        return True

    def _leaves_undo_alone(self, event: QKeyEvent) -> bool:
        """True, with the event ignored, when Ctrl+Z or Ctrl+Y is not the field's: nothing typed to undo or redo."""
        undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
        if (undo and not self._can_undo()) or (redo and not self._can_redo()):
            event.ignore()
            return True
        return False

    def _can_undo(self) -> bool:
        return _history(self.editor)[0]

    def _can_redo(self) -> bool:
        return _history(self.editor)[1]


def _is_sent_by_enter(field: QWidget) -> bool:
    """Whether the field stands in a dialog or a sheet that Enter sends."""
    above = field.parentWidget()
    while above is not None and not above.property(SENT_BY_ENTER):
        above = None if above.isWindow() else above.parentWidget()
    return above is not None


def _history(editor: QWidget) -> tuple[bool, bool]:
    """Whether typing in the editor can be undone and redone."""
    if isinstance(editor, QLineEdit):
        return editor.isUndoAvailable(), editor.isRedoAvailable()
    if isinstance(editor, QPlainTextEdit):
        return editor.document().isUndoAvailable(), editor.document().isRedoAvailable()
    return False, False


def dress(widget: QWidget, name: str, value: bool) -> None:
    """Sets a property the style sheet looks at."""
    if bool(widget.property(name)) != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


Save = Callable[[str, Any, Any], object]
"""Saves one field: name, the value the user saw, the new value. Raises `Refused` to say why not."""
