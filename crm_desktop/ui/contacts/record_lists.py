"""The deals, quotes and jobs of a contact as lists: a click opens the record in its tab."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.jobs import JobStatus
from crm_desktop.services import deals_list, jobs_list, quote_list
from crm_desktop.services.deals_filter import DealQuery
from crm_desktop.services.deals_list import DealRow
from crm_desktop.services.jobs_list import JobQuery, JobRow
from crm_desktop.services.labels import JOB_KIND_LABELS, JOB_STATUS_LABELS, QUOTE_STATUS_LABELS
from crm_desktop.services.quote_list import QuoteQuery, QuoteRow
from crm_desktop.services.store import Store
from crm_desktop.ui.contacts.said import day_words
from crm_desktop.ui.kit.buttons import QuietButton
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.kit.query_table_model import ListItem, QueryListModel
from crm_desktop.ui.kit.store_source import StoreSource
from crm_desktop.ui.kit.two_line_list import TwoLineList
from crm_desktop.ui.tokens import LIST_ROW, Tone
from crm_desktop.words import _, current

DEAL_TONES = {StageKind.OPEN: Tone.BLUE, StageKind.WON: Tone.GREEN, StageKind.LOST: Tone.GREY}
JOB_TONES = {
    JobStatus.PLANNED: Tone.BLUE,
    JobStatus.IN_PROGRESS: Tone.AMBER,
    JobStatus.DONE: Tone.GREEN,
    JobStatus.CANCELLED: Tone.GREY,
}
QUOTE_TONES = {"issued": Tone.BLUE, "sent": Tone.BLUE, "accepted": Tone.GREEN, "declined": Tone.RED,
               "expired": Tone.AMBER}  # fmt: skip
MOST_HIGH = 200
NONE_HIGH = 120
NOBODY = 0
"""The id no contact has: what a list asks for before there is a contact."""

Source = StoreSource[Any, Any]
Item = Callable[[Any], ListItem]


class RecordList(QWidget):
    """One kind of record of one contact.

    Signals: `opened(id)` for a click or Enter, `new_pressed()`.

    Args:
        source: asks for the records of a contact.
        item: turns a row into what is painted.
        name: what the list holds, for screen readers.
        new_words: the words of the button that makes one.
        none: said when there is none.
    """

    opened = Signal(int)
    new_pressed = Signal()

    def __init__(self, source: Source, item: Item, name: str, new_words: str, none: str) -> None:
        super().__init__()
        self._source = source
        self.model: QueryListModel[Any] = QueryListModel(source, item)
        self.list = TwoLineList(self.model, name)
        self.list.setCursor(Qt.CursorShape.PointingHandCursor)
        self.list.clicked.connect(self._on_clicked)
        self.list.keeper.opened.connect(self._on_entered)
        self.new_button = QuietButton(new_words, icon_name="plus")
        self.new_button.on_click(self.new_pressed.emit)
        self.none = PlainLabel(none, muted=True, wrap=True)
        self.none.setContentsMargins(0, 12, 0, 0)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._places = QStackedWidget()
        self._places.addWidget(self.list)
        self._places.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._places, 100)
        column.addStretch(1)

    def _on_clicked(self, index: QModelIndex) -> None:
        record_id = self.model.paged.id_at(index.row())
        if record_id is not None:
            self.opened.emit(record_id)

    def _on_entered(self, record_id: int) -> None:
        # A double click has opened the record with its first press.
        if self.list.isVisible():
            self.opened.emit(record_id)

    def show_contact(self, contact_id: int) -> int:
        """Lists the records of a contact; answers how many there are."""
        return self.show_records(contact_id=contact_id)

    def show_records(self, **asked: int | None) -> int:
        """Lists what a query with these values finds; answers how many there are."""
        if all(getattr(self._source.query, name) == value for name, value in asked.items()):
            self.model.refresh()
        else:
            self._source = self._source.asking(**asked)
            self.model.set_source(self._source)
        count = self.model.paged.count
        self._places.setCurrentIndex(0 if count else 1)
        # No higher than its rows: below them is the ground of the detail.
        self._places.setMaximumHeight(max(1, min(count, MOST_HIGH)) * LIST_ROW if count else NONE_HIGH)
        return count


def deals_of(store: Store, today: dt.date) -> RecordList:
    """The deals of a contact, the newest stage first."""
    source: StoreSource[DealQuery, DealRow] = StoreSource(
        store, DealQuery(contact_id=NOBODY, today=today, sort="stage_since", descending=True),
        deals_list.count, deals_list.ids, lambda session, ids: deals_list.rows(session, ids, today),
    )  # fmt: skip
    none = _("No deals yet. A deal is a possible sale, moved from stage to stage until it is won or lost.")
    return RecordList(source, _DealItem(today), _("Deals of this contact"), _("New deal"), none)


def quotes_of(store: Store, today: dt.date) -> RecordList:
    """The quotes of a contact, the newest first."""
    source: StoreSource[QuoteQuery, QuoteRow] = StoreSource(
        store, QuoteQuery(contact_id=NOBODY, today=today),
        quote_list.count, quote_list.ids, lambda session, ids: quote_list.rows(session, ids, today),
    )  # fmt: skip
    none = _("No quotes yet. A new one takes over name, address and language from here.")
    return RecordList(source, _quote_item, _("Quotes of this contact"), _("New quote"), none)


def jobs_of(store: Store, today: dt.date) -> RecordList:
    """The service history of a contact, the newest first."""
    source: StoreSource[JobQuery, JobRow] = StoreSource(
        store, JobQuery(contact_id=NOBODY, today=today),
        jobs_list.count, jobs_list.ids, lambda session, ids: jobs_list.rows(session, ids, today),
    )  # fmt: skip
    none = _("No jobs yet. Visits and repairs stand here, with time, parts and the next date.")
    return RecordList(source, _job_item, _("Service history of this contact"), _("New job"), none)


class _DealItem:
    """A deal in two lines."""

    def __init__(self, today: dt.date) -> None:
        self._today = today

    def __call__(self, row: DealRow) -> ListItem:
        parts = [row.next_step] if row.next_step else []
        if row.kind is StageKind.OPEN and row.next_step_date is not None:
            parts.append(day_words(row.next_step_date, self._today))
        elif row.kind is not StageKind.OPEN:
            parts = [part for part in (row.lost_reason, current().date(row.closed_on)) if part]
        elif not parts:
            parts = [_("No next step")]
        return ListItem(
            title=row.title,
            detail=" · ".join(parts),
            chip=_("Damaged") if row.damaged else row.stage,
            tone=Tone.RED if row.damaged else DEAL_TONES[row.kind],
            amount=current().round_money(row.value, row.currency) if row.value else "",
            detail_tone=Tone.AMBER if row.attention else None,
        )


def _quote_item(row: QuoteRow) -> ListItem:
    status = QUOTE_STATUS_LABELS.get(row.status)
    words = [current().date(row.date), row.title if row.number else ""]
    return ListItem(
        title=row.number or row.title or _("Draft"),
        detail=" · ".join(word for word in words if word),
        chip=_(status) if status is not None and not row.damaged else _("Damaged"),
        tone=QUOTE_TONES.get(row.status, Tone.GREY),
        amount=current().money(row.total, row.currency),
    )


def _job_item(row: JobRow) -> ListItem:
    kind = _(JOB_KIND_LABELS[row.kind]) if row.kind in JOB_KIND_LABELS else ""
    known = row.status in JOB_TONES and not row.damaged
    return ListItem(
        title=row.title or row.problem or _("Untitled"),
        detail=" · ".join(part for part in (current().date(row.date), kind) if part),
        chip=_(JOB_STATUS_LABELS[row.status]) if known else _("Damaged"),
        tone=Tone.RED if row.overdue or not known else JOB_TONES[row.status],
        amount=current().money(row.total, row.currency) if row.total else "",
    )
