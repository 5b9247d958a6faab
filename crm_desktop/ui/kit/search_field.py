"""A field that chooses a record by typing part of its name: a contact, a catalogue item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QCompleter, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import excerpt, fold
from crm_desktop.ui.kit.row_painting import elided
from crm_desktop.ui.kit.text_fields import LineField
from crm_desktop.ui.theme import theme
from crm_desktop.words import _

ROW = 44
LOW_ROW = 30
MOST_ROWS = 8
_ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Choice:
    """A record that can be chosen: its id, its name, and a second line that tells it from its namesakes."""

    id: int
    title: str
    detail: str = ""


class Suggestions(QAbstractListModel):
    """What is offered: choices, and perhaps a last row that makes a new one."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: tuple[Choice, ...] = ()
        self.new_text = ""

    def offer(self, choices: Sequence[Choice], new_text: str = "") -> None:
        """Offers other choices; `new_text` adds “Create …”."""
        self.beginResetModel()
        self.choices, self.new_text = tuple(choices), new_text
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len(self.choices) + bool(self.new_text)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        choice = self.choice_at(index.row())
        if role == _ROW_ROLE:
            return choice
        if role == int(Qt.ItemDataRole.DisplayRole):
            return choice.title if choice is not None else self.new_text
        if role == int(Qt.ItemDataRole.EditRole):
            # Qt marks the row that begins like the typed words: never the one that would make another of them.
            return choice.title if choice is not None else ""
        return None

    def choice_at(self, row: int) -> Choice | None:
        """The choice in a row; None for the row that makes a new one."""
        return self.choices[row] if 0 <= row < len(self.choices) else None


class SuggestionPainter(QStyledItemDelegate):
    """Paints a suggestion in one or two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        choice = index.data(_ROW_ROLE)
        return QSize(200, ROW if choice is not None and choice.detail else LOW_ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colors, fonts = theme().colors, theme().fonts
        rect = option.rect.adjusted(10, 0, -10, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colors.accent_soft)
        choice = index.data(_ROW_ROLE)
        if choice is None:
            painter.setFont(fonts.base)
            painter.setPen(colors.accent)
            painter.drawText(rect, _MIDDLE, elided(painter, _("Create “{text}”", text=index.data()), rect.width()))
            return
        upper = QRect(rect.left(), rect.top() + 4, rect.width(), 19) if choice.detail else rect
        painter.setFont(fonts.base)
        painter.setPen(colors.text)
        painter.drawText(upper, _MIDDLE, elided(painter, choice.title, rect.width()))
        if choice.detail:
            lower = QRect(rect.left(), rect.top() + 22, rect.width(), 18)
            painter.setFont(fonts.small)
            painter.setPen(colors.muted)
            painter.drawText(lower, _MIDDLE, elided(painter, choice.detail, rect.width()))


class Suggester(QCompleter):
    """Shows what `model` offers as it is, without filtering it again, under the line it is set on.

    Args:
        model: what is offered.
        name: what the list holds, for screen readers.
        on_picked: called with the index that was clicked or entered.
    """

    def __init__(self, model: Suggestions, name: str, on_picked: Callable[[QModelIndex], None]) -> None:
        super().__init__(model)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(MOST_ROWS)
        self.list = QListView()
        self.list.setAccessibleName(name)
        self.list.setMouseTracking(True)
        self.list.setProperty("look", "popup")
        self.setPopup(self.list)
        # After `setPopup`, which gives the list a delegate of the completer's own.
        self.list.setItemDelegate(SuggestionPainter(self.list))
        self.activated[QModelIndex].connect(on_picked)  # type: ignore[index]  # the stub knows no overloads


class SearchChoiceField(LineField[Choice | None]):
    """Chooses a record by typing; an empty field is None.

    Enter takes the first suggestion, or the one of exactly the name typed. Where it is not clear who is meant, of
    namesakes and of a name that nobody has yet, it marks the first row, and a second Enter takes that. Text that is
    nobody's name is refused when the field is left.

    Args:
        query: finds choices for what was typed (``""``: the usual ones); called at every letter, so it must be quick.
        create: makes a record of a new name and returns it; offered as the last suggestion.
        placeholder: what can be typed.
    """

    def __init__(
        self,
        name: str,
        label: str,
        query: Callable[[str], Sequence[Choice]],
        *,
        create: Callable[[str], Choice | None] | None = None,
        placeholder: str = "",
        required: bool = False,
    ) -> None:
        super().__init__(name, label, required=required)
        self._query = query
        self._create = create
        self._picked: Choice | None = None
        self.suggestions = Suggestions()
        self._make_line(placeholder)
        self._suggester = Suggester(self.suggestions, label, self._on_picked)
        self._suggester.setParent(self)
        self.editor.setCompleter(self._suggester)
        self.editor.textEdited.connect(self._suggest)
        # While the list is open its keys come to the line past every filter, and this is what is heard of Enter.
        self.editor.returnPressed.connect(self._on_enter_over_list)

    @property
    def popup_is_open(self) -> bool:
        """True while suggestions are shown."""
        return self._suggester.list.isVisible()

    def _empty(self) -> Choice | None:
        return None

    def words_of(self, value: Choice | None) -> str:
        return value.title if value is not None else ""

    def _show(self, value: Choice | None) -> None:
        self._picked = value
        self.editor.setText(self.words_of(value))
        self.editor.setCursorPosition(0)
        self.editor.setToolTip("")

    def _suggest(self, text: str) -> None:
        """At every letter."""
        self._picked = None
        typed = text.strip()
        choices = self._query(typed)
        known = any(fold(choice.title) == fold(typed) for choice in choices)
        self.suggestions.offer(choices, typed if typed and self._create is not None and not known else "")

    def _on_picked(self, index: QModelIndex) -> None:
        choice = index.data(_ROW_ROLE)
        typed = str(index.data())
        if choice is None and self._create is not None:
            choice = self._made(self._create, typed)
        if choice is not None:
            self._take(choice)

    def _made(self, create: Callable[[str], Choice | None], typed: str) -> Choice | None:
        """A new record of this name; None where there can be none, which is said below what was typed."""
        try:
            return create(typed)
        except Refused as error:
            # Later, because the line is still to be given the words of the row, and those are none.
            QTimer.singleShot(0, self, lambda refused=error: self._keep_typed(typed, refused))
            return None

    def _keep_typed(self, typed: str, error: Refused) -> None:
        self.editor.setText(typed)
        self._on_edited()
        self.refuse(error)

    def _take(self, choice: Choice) -> None:
        self._picked = choice
        self.editor.setText(choice.title)
        self._on_edited()
        self.commit()

    def _on_key(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.dirty and self._picked is None and self._take_first():
            return True
        return super()._on_key(event)

    def _on_enter_over_list(self) -> None:
        if self.popup_is_open and not self._suggester.list.currentIndex().isValid():
            self._take_first()

    def _take_first(self) -> bool:
        """What Enter means after some letters; False where nothing is offered for them."""
        typed = fold(self.editor.text())
        if not typed or not self.suggestions.rowCount():
            return False
        choices = self.suggestions.choices
        named = [choice for choice in choices if fold(choice.title) == typed]
        wanted = named[0] if named else next(iter(choices), None)
        if wanted is None or sum(fold(choice.title) == fold(wanted.title) for choice in choices) > 1:
            # Later, because the list is closing over this Enter.
            QTimer.singleShot(0, self, self._mark_first)
        else:
            self._suggester.list.hide()
            self._take(wanted)
        return True

    def _mark_first(self) -> None:
        """Opens the list at its first row: the next Enter takes it."""
        self._suggester.complete()
        self._suggester.list.setCurrentIndex(self.suggestions.index(0))

    def _read(self) -> Choice | None:
        typed = self.editor.text().strip()
        if not typed:
            return None
        if self._picked is not None and self._picked.title == self.editor.text():
            return self._picked
        matches = [choice for choice in self._query(typed) if fold(choice.title) == fold(typed)]
        if len(matches) == 1:
            return matches[0]
        raise Refused("field.choice", field=self.name, text=excerpt(typed))
