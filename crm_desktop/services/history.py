"""What changed when: the gestures of the file, and the history of one record with its values before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.deals import Deal, LostReason, Stage
from crm_desktop.db.models.history import Gesture, GestureBatch, GestureRow
from crm_desktop.db.models.interactions import Interaction
from crm_desktop.db.models.jobs import Job
from crm_desktop.db.models.quotes import Quote, Sale
from crm_desktop.db.types import Moment, intact
from crm_desktop.domain.changes import CATALOGUE, CONTACT, DEAL, INTERACTION, JOB, QUOTE, SALE, TEMPLATE
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import from_ten_thousandths, shortest
from crm_desktop.domain.quote_documents import amount_as_text
from crm_desktop.services import settings
from crm_desktop.services.history_fields import FIELDS, Reads
from crm_desktop.services.labels import (
    ACCEPTANCE_HOW_LABELS,
    CHANNEL_USE_LABELS,
    CONTACT_KIND_LABELS,
    DIRECTION_LABELS,
    INTERACTION_LABELS,
    JOB_KIND_LABELS,
    JOB_STATUS_LABELS,
    LIFECYCLE_LABELS,
    LINE_ROLE_LABELS,
    PRICE_MODE_LABELS,
    QUOTE_STATUS_LABELS,
)
from crm_desktop.words import N_, _

TABLES = {
    CONTACT: "contact",
    DEAL: "deal",
    QUOTE: "quote",
    JOB: "job",
    SALE: "sale",
    CATALOGUE: "catalogue_item",
    INTERACTION: "interaction",
    TEMPLATE: "template",
}
"""Kinds of records that have a history, and their tables."""
PICTURE = N_("(picture)")
_POINTS_TO: Mapping[Reads, Any] = {Reads.CONTACT: Contact, Reads.STAGE: Stage, Reads.REASON: LostReason}
_HAVE_CURRENCY: Mapping[str, Any] = {model.__tablename__: model for model in (Deal, Quote, Job, Sale)}
_WORDS: Mapping[str, str] = {
    str(word): label
    for labels in (
        CONTACT_KIND_LABELS,
        LIFECYCLE_LABELS,
        CHANNEL_USE_LABELS,
        JOB_KIND_LABELS,
        JOB_STATUS_LABELS,
        QUOTE_STATUS_LABELS,
        LINE_ROLE_LABELS,
        PRICE_MODE_LABELS,
    )
    for word, label in labels.items()
}
_ACCEPTANCES = {str(how): label for how, label in ACCEPTANCE_HOW_LABELS.items()}
_INTERACTIONS = {
    str(word): label for labels in (INTERACTION_LABELS, DIRECTION_LABELS) for word, label in labels.items()
}
"""Told apart from the words above: an e-mail is one thing as a way to accept and another as a contact."""
_MOMENT: Any = Moment()

Row = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that changed: `field` is a msgid; the values are ready to be shown, '' where there was none."""

    table: str
    row_id: int
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One gesture: `label` is a msgid, `subject` a name; `state` is done, undone or dropped.

    `barrier`: undo stops here. `changes` are those of one record, and empty in the list of gestures.
    """

    id: int
    at: datetime | None
    label: str
    subject: str
    state: str
    barrier: bool
    changes: tuple[FieldChange, ...] = ()


def gestures(session: Session, limit: int = 100, *, before: int | None = None) -> list[HistoryEntry]:
    """The newest gestures of the file; `before` an id goes on further back."""
    statement = select(Gesture).order_by(Gesture.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(Gesture.id < before)
    return [_entry(gesture) for gesture in session.scalars(statement)]


def record_history(session: Session, kind: str, record_id: int, limit: int = 200) -> list[HistoryEntry]:
    """What happened to one record, the newest first: what changed, and the import that brought it.

    Raises:
        Refused: ``history.kind`` for a kind without a history.
    """
    if kind not in TABLES:
        raise Refused("history.kind", text=kind, known=", ".join(TABLES))
    rows = select(GestureRow.gesture_id).where(_about(kind, record_id))
    batches = select(GestureBatch.gesture_id).where(
        GestureBatch.table_name == TABLES[kind], GestureBatch.first_id <= record_id, GestureBatch.last_id >= record_id
    )
    statement = select(Gesture).where(or_(Gesture.id.in_(rows), Gesture.id.in_(batches)))
    found = session.scalars(statement.order_by(Gesture.id.desc()).limit(limit)).all()
    changed = _rows(session, kind, record_id, [gesture.id for gesture in found])
    teller = _Teller(session)
    return [_entry(gesture, tuple(teller.tell(changed.get(gesture.id, [])))) for gesture in found]


def _entry(gesture: Gesture, changes: tuple[FieldChange, ...] = ()) -> HistoryEntry:
    return HistoryEntry(
        gesture.id,
        intact(gesture.at),
        gesture.label,
        gesture.subject,
        str(gesture.state),
        bool(gesture.barrier),
        changes,
    )


def _about(kind: str, record_id: int) -> Any:
    """The rows that tell of a record; those of a contact with the entries of its timeline."""
    own = and_(GestureRow.kind == kind, GestureRow.record_id == record_id)
    if kind != CONTACT:
        return own
    entries = select(Interaction.id).where(Interaction.contact_id == record_id)
    return or_(own, and_(GestureRow.kind == INTERACTION, GestureRow.record_id.in_(entries)))


def _rows(session: Session, kind: str, record_id: int, wanted: list[int]) -> dict[int, list[GestureRow]]:
    statement = select(GestureRow).where(_about(kind, record_id), GestureRow.gesture_id.in_(wanted))
    found: dict[int, list[GestureRow]] = {}
    for row in session.scalars(statement.order_by(GestureRow.id)):
        found.setdefault(row.gesture_id, []).append(row)
    return found


class _Teller:
    """Says rows of the history in words; looks up the records they point to once each."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names: dict[tuple[Reads, int], str] = {}
        self._currency = settings.business(session).currency

    def tell(self, rows: list[GestureRow]) -> Iterator[FieldChange]:
        """The changes of some rows that a person would name."""
        for row in rows:
            currency = self._currency_of(row)
            for column, (label, reads) in FIELDS.get(row.table_name, {}).items():
                before = self._text(reads, (row.before or {}).get(column), currency)
                after = self._text(reads, (row.after or {}).get(column), currency)
                if before != after:
                    yield FieldChange(row.table_name, row.row_id, label, before, after)

    def _currency_of(self, row: GestureRow) -> str:
        """The currency its amounts are in: the row's own, else that of the stored record, else that of the business."""
        for values in (row.after, row.before):
            if values and values.get("currency"):
                return str(values["currency"])
        model, record_id = _HAVE_CURRENCY.get(row.table_name), row.row_id
        if model is None:
            # A part of another record, like an invoice of a quote.
            model, record_id = _HAVE_CURRENCY.get(TABLES.get(row.kind, "")), row.record_id
        record = self._session.get(model, record_id) if model is not None else None
        return record.currency if record is not None else self._currency

    def _text(self, reads: Reads, value: Any, currency: str) -> str:
        if value is None or value == "":
            return ""
        if reads in _POINTS_TO:
            return self._name(reads, value)
        said = _SAYERS.get(reads)
        return said(value, currency) if said is not None else str(value)

    def _name(self, reads: Reads, record_id: int) -> str:
        key = (reads, record_id)
        if key not in self._names:
            record = self._session.get(_POINTS_TO[reads], record_id)
            self._names[key] = record.name if record is not None else f"#{record_id}"
        return self._names[key]


def _minor(value: Any, currency: str) -> str:
    return f"{amount_as_text(value, currency)} {currency}" if isinstance(value, int) else str(value)


def _parts(value: Any, _currency: str) -> str:
    return shortest(from_ten_thousandths(value)) if isinstance(value, int) else str(value)


def _word(value: Any, _currency: str) -> str:
    return _(_WORDS.get(str(value), str(value)))


def _moment(value: Any, _currency: str) -> str:
    moment = intact(_MOMENT.process_result_value(value, None))
    return moment.isoformat(sep=" ", timespec="minutes") if moment is not None else str(value)


def _picture(_value: Any, _currency: str) -> str:
    return _(PICTURE)


def _flag(value: Any, _currency: str) -> str:
    return _("Yes") if value else _("No")


def _acceptance(value: Any, _currency: str) -> str:
    return _(_ACCEPTANCES.get(str(value), str(value)))


def _interaction(value: Any, _currency: str) -> str:
    return _(_INTERACTIONS.get(str(value), str(value)))


_SAYERS: Mapping[Reads, Any] = {
    Reads.MINOR: _minor,
    Reads.TEN_THOUSANDTHS: _parts,
    Reads.WORD: _word,
    Reads.MOMENT: _moment,
    Reads.PICTURE: _picture,
    Reads.FLAG: _flag,
    Reads.ACCEPTANCE: _acceptance,
    Reads.INTERACTION: _interaction,
}
