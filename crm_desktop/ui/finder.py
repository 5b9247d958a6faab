"""Ctrl+K: one field that finds records and commands as you type, and shows who calls when a number is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.text import fold
from crm_desktop.ui.actions import Action
from crm_desktop.ui.icons import paint_icon
from crm_desktop.ui.kit.labels import ElidedLabel
from crm_desktop.ui.kit.plain import shortcut_text
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import EDGE
from crm_desktop.words import _

WIDTH = 640
ROW = 44
MOST_ROWS = 11
TOP = 56
MARGIN = 8
MOST_COMMANDS = 8
_ENTRY = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what it is called, what it is, its icon, and what choosing it does. `section` heads its group."""

    title: str
    detail: str
    icon: str
    section: str
    run: Callable[[], object]
    keys: str = ""


Search = Callable[[str], Sequence[Entry]]


class _Entries(QAbstractListModel):
    """The entries found."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (entry.title, entry.detail, entry.section) if part)
        return None


class _EntryPainter(QStyledItemDelegate):
    """Paints a line: icon, title, muted detail, and at the right its section or keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDTH - 16, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(_ENTRY)
        box = QRect(option.rect)
        self._ground(painter, box, bool(option.state & QStyle.StateFlag.State_Selected))
        colors, fonts = theme().colors, theme().fonts
        paint_icon(painter, QRect(box.left() + 14, box.top() + (ROW - 18) // 2, 18, 18), entry.icon, colors.muted)
        right = self._note(painter, box, entry.keys or entry.section)
        words = box.adjusted(46, 0, -(box.right() - right) - 12, 0)
        painter.setFont(fonts.strong)
        painter.setPen(colors.text)
        title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, title)
        used = painter.fontMetrics().horizontalAdvance(title) + 10
        rest = words.adjusted(used, 0, 0, 0)
        painter.setFont(fonts.small)
        painter.setPen(colors.muted)
        detail = painter.fontMetrics().elidedText(entry.detail, Qt.TextElideMode.ElideRight, max(0, rest.width()))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, detail)

    def _ground(self, painter: QPainter, box: QRect, selected: bool) -> None:
        if selected:
            colors = theme().colors
            painter.fillRect(box, colors.selection)
            painter.fillRect(QRect(box.left(), box.top(), EDGE, box.height()), colors.accent)

    def _note(self, painter: QPainter, box: QRect, words: str) -> int:
        """The small word at the right; answers where it begins."""
        painter.setFont(theme().fonts.small)
        painter.setPen(theme().colors.muted)
        width = painter.fontMetrics().horizontalAdvance(words)
        place = QRect(box.right() - width - 12, box.top(), width, box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        return place.left()


class Finder(QDialog):
    """The palette. `search` answers the records for a text, `commands` are what can be done now."""

    def __init__(
        self, search: Search, commands: Sequence[Action], run: Callable[[Action], None], host: QWidget
    ) -> None:
        super().__init__(host, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Find"))
        self._search = search
        self._commands = [(fold(action.title()), action) for action in commands]
        self._run = run
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("A name, a number, words of a quote or job, or a command"))
        self.field.setAccessibleName(_("Find anything or a number"))
        self.field.setProperty("look", "field")
        self.field.setFixedHeight(40)
        self.field.setMaxLength(200)
        self.list = QListView(self)
        self._model = _Entries(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_EntryPainter(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Found"))
        self.nothing = ElidedLabel("", muted=True)
        self.nothing.hide()
        self._lay_out(host)
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._on_clicked)
        self._on_typed("")
        # A popup hands its keys to whom it has given the focus, and Qt gives it to nobody by itself.
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _lay_out(self, host: QWidget) -> None:
        self.setProperty("look", "popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.nothing)
        width = min(WIDTH, host.width() - 32)
        self.field.setFixedWidth(width - 2 * MARGIN)
        self.list.setFixedWidth(width - 2 * MARGIN)
        self.nothing.setFixedWidth(width - 2 * MARGIN)
        self.nothing.setContentsMargins(MARGIN, 4, MARGIN, 8)
        self._rows = min(MOST_ROWS, max(3, (host.height() - TOP - 80) // ROW))
        corner = host.mapToGlobal(host.rect().topLeft())
        self.move(corner.x() + (host.width() - width) // 2, corner.y() + TOP)

    def entries(self) -> tuple[Entry, ...]:
        """What is listed now."""
        return self._model.entries

    def _on_typed(self, typed: str) -> None:
        found = [*self._search(typed), *self._matching(typed)] if typed.strip() else self._matching("")
        self._model.show_entries(found)
        # As high as what was found, so that the words of a short answer do not stand over an empty field.
        self.list.setFixedHeight(ROW * min(len(found), self._rows))
        self.list.setVisible(bool(found))
        self.nothing.setText("" if found else _("Nothing matches “{text}”.", text=typed.strip()))
        self.nothing.setVisible(not found)
        if found:
            self.list.setCurrentIndex(self._model.index(0))

    def _matching(self, typed: str) -> list[Entry]:
        """Commands in which every typed word begins a word; all of them while nothing is typed."""
        wanted = fold(typed).split()
        found = [action for name, action in self._commands if all(_begins(name, word) for word in wanted)]
        shown = found if not wanted else found[:MOST_COMMANDS]
        return [
            Entry(
                action.title(), "", action.icon or "chevron-right", _("Command"), _Run(self._run, action),
                shortcut_text(action.shown_keys),
            )
            for action in shown
        ]  # fmt: skip

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: MOST_ROWS,
            Qt.Key.Key_PageUp: -MOST_ROWS,
        }
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self.list.currentIndex().row())
            return True
        if Qt.Key(event.key()) in steps:
            self._step(steps[Qt.Key(event.key())])
            return True
        return False

    def _step(self, step: int) -> None:
        count = self._model.rowCount()
        if count:
            row = min(max(self.list.currentIndex().row() + step, 0), count - 1)
            self.list.setCurrentIndex(self._model.index(row))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.choose(index.row())

    def choose(self, row: int) -> None:
        """Closes and does what the line stands for."""
        if 0 <= row < len(self._model.entries):
            run = self._model.entries[row].run
            self.close()
            run()


class _Run:
    """Gives one command."""

    def __init__(self, run: Callable[[Action], None], action: Action) -> None:
        self._run = run
        self._action = action

    def __call__(self) -> None:
        self._run(self._action)


def _begins(name: str, word: str) -> bool:
    return name.startswith(word) or f" {word}" in name
