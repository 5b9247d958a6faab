"""The base of every editor of one record: a head, forms that save themselves field by field, and the way to the bin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.kit.buttons import IconButton
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import ElidedLabel, Look
from crm_desktop.ui.kit.search_field import Choice
from crm_desktop.ui.kit.text_fields import TextField

if TYPE_CHECKING:
    # Only types: a kit is loaded before the business file.
    from crm_desktop.ui.context import Context

D = TypeVar("D")


class RecordEditor(QScrollArea, Generic[D]):
    """Shows and saves one record, read as a frozen detail `D`.

    A subclass adds forms with `add_form` and what else it shows to `column`, and says how its record is read, shown
    and stored. `record_id` is None while it shows none, `binned` whether the shown one is in the bin. The button in the
    head, which sends `delete_pressed()`, stands for deleting and restoring alike.

    Args:
        context: the open file.
        delete_words: what that button does: “Delete this job”.
        restore_words: what it does for a record in the bin.
    """

    delete_pressed = Signal()

    def __init__(self, context: Context, delete_words: str, restore_words: str) -> None:
        super().__init__()
        self._context = context
        self._bin_words = (delete_words, restore_words)
        self.record_id: int | None = None
        self.binned = False
        self.forms: list[Form] = []
        self.title = ElidedLabel("", look=Look.TITLE)
        self.delete_button = IconButton("trash", delete_words, shortcut="Ctrl+Delete")
        self.delete_button.on_click(self.delete_pressed.emit)
        self.head = QHBoxLayout()
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.delete_button)
        self._inner = QWidget()
        self.column = QVBoxLayout(self._inner)
        self.column.setContentsMargins(24, 16, 24, 24)
        self.column.setSpacing(12)
        self.column.addLayout(self.head)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inner)

    def add_form(self) -> Form:
        """A form whose fields are saved one by one; put it into `column`."""
        form = Form(self._save)
        self.forms.append(form)
        return form

    # What a subclass says.

    def read(self, session: Any, record_id: int) -> D:
        """The record as it is stored.

        Raises:
            Refused: ``record.missing``.
        """
        raise NotImplementedError

    def begin(self, detail: D) -> None:
        """Prepares for another record: its currency, say. Its values follow."""

    def show_detail(self, detail: D) -> None:
        """Shows what is no field: title, customer, sums. Called for another record and whenever this one changed."""
        raise NotImplementedError

    def values_of(self, detail: D) -> Mapping[str, Any]:
        """The values of the fields by name."""
        raise NotImplementedError

    def label_of(self, name: str) -> str:
        """The msgid of the gesture that saves a field: “Edit job”."""
        raise NotImplementedError

    def store(self, session: Any, record_id: int, name: str, value: Any, seen: Any) -> None:
        """Stores one field; `seen` is the value the user saw.

        Raises:
            Refused: with the field it is about; it stands beside that.
        """
        raise NotImplementedError

    def stored(self, name: str, value: Any) -> Any:
        """A field's value as the service keeps it."""
        return value.id if isinstance(value, Choice) else value

    # What lists and pages use.

    def show_record(self, record_id: int) -> None:
        """Shows another record; everything typed is forgotten.

        Raises:
            Refused: ``record.missing``.
        """
        detail = self._read(record_id)
        self.record_id = record_id
        self.begin(detail)
        self.show_detail(detail)
        for form in self.forms:
            form.set_values(self.values_of(detail))

    def reload(self) -> None:
        """Shows the same record as it is stored now; a field being typed in keeps its words.

        Raises:
            Refused: ``record.missing``.
        """
        if self.record_id is not None:
            detail = self._read(self.record_id)
            self.show_detail(detail)
            for form in self.forms:
                form.take_stored(self.values_of(detail))

    def commit(self) -> bool:
        """Saves what was typed; False when something was refused."""
        if self.record_id is None:
            return True
        # Every form, not only up to the first fault.
        saved = [form.commit() for form in self.forms]
        return all(saved)

    def focus_first(self) -> None:
        """Puts the cursor into the first field."""
        self.forms[0].focus_first()

    def select(self, name: str) -> None:
        """Puts the cursor on the text of a field, so that typing replaces it."""
        field = next(form.field(name) for form in self.forms if name in form.values())
        assert isinstance(field, TextField)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        field.editor.selectAll()

    def set_editable(self, editable: bool) -> None:
        """Locks or frees everything."""
        for form in self.forms:
            form.set_editable(editable)
        self.delete_button.setEnabled(editable)

    def minimumSizeHint(self) -> QSize:
        # Nothing in it may be cut at its right: it scrolls downwards only.
        wide = self._inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(wide, super().minimumSizeHint().height())

    # For subclasses.

    def show_head(self, title: str, *, binned: bool) -> None:
        """Shows the title, and whether the record is in the bin."""
        self.binned = binned
        self.title.setText(title)
        self.delete_button.set_name(self._bin_words[binned], "Ctrl+Delete")

    def _read(self, record_id: int) -> D:
        with self._context.store.read() as session:
            return self.read(session, record_id)

    def _save(self, name: str, old: Any, new: Any) -> None:
        assert self.record_id is not None
        with self._context.store.write(self.label_of(name), initiator=self) as session:
            self.store(session, self.record_id, name, self.stored(name, new), self.stored(name, old))
        self.reload()
