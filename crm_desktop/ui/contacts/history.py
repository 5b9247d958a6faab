"""What happened to a contact: every gesture with its time and what it changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.changes import CONTACT
from crm_desktop.services import history
from crm_desktop.services.history import FieldChange, HistoryEntry
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.words import _, current

MOST = 60
MOST_CHANGES = 8
MOST_LETTERS = 120
WHEN = 118


class HistoryView(QScrollArea):
    """The newest gestures first; read when it is looked at."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._contact_id: int | None = None
        self._stale = True
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("History of the contact"))

    def show_contact(self, contact_id: int) -> None:
        """Tells of a contact, at once when it is in sight."""
        self._contact_id, self._stale = contact_id, True
        if self.isVisible():
            self._fill()

    def showEvent(self, event: object) -> None:
        if self._stale:
            self._fill()

    def _fill(self) -> None:
        if self._contact_id is None:
            return
        self._stale = False
        with self._context.store.read() as session:
            entries = history.record_history(session, CONTACT, self._contact_id, MOST)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 12, 8, 16)
        column.setSpacing(12)
        for entry in entries:
            column.addWidget(_entry(entry))
        if not entries:
            column.addWidget(PlainLabel(_("Nothing was changed since the contact is here."), muted=True, wrap=True))
        column.addStretch(1)
        self.setWidget(inner)


def _entry(entry: HistoryEntry) -> QWidget:
    """One gesture: when, what, and the values before and after."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    when = current().time(entry.at.astimezone()) if entry.at is not None else ""
    time = PlainLabel(when, look=Look.SMALL, muted=True)
    time.setFixedWidth(WHEN)
    row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
    lines = QVBoxLayout()
    lines.setSpacing(2)
    words = _(entry.label)
    lines.addWidget(PlainLabel(words if entry.state == "done" else _("{gesture} (undone)", gesture=words),
                               look=Look.STRONG, wrap=True))  # fmt: skip
    for change in entry.changes[:MOST_CHANGES]:
        lines.addWidget(PlainLabel(change_words(change), look=Look.SMALL, muted=True, wrap=True))
    row.addLayout(lines, 1)
    return holder


def change_words(change: FieldChange) -> str:
    """One value that changed: ``Role: Owner → Director``."""
    field, before, after = _(change.field), change.before[:MOST_LETTERS], change.after[:MOST_LETTERS]
    if not before:
        return _("{field}: {after}", field=field, after=after)
    if not after:
        return _("{field}: {before} removed", field=field, before=before)
    return _("{field}: {before} → {after}", field=field, before=before, after=after)
