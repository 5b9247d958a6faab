"""What an import of deals will do, found out before anything is written: which are new, known, or changed since.

A deal is known by its number in the file, else by what it is called, about whom, and when it was opened. One that
somebody has changed here since is left as it is: an old export must not take back what was done afterwards.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import minor_from_decimal
from crm_desktop.domain.text import excerpt, fold
from crm_desktop.exchange.pipeline import DealRecord
from crm_desktop.exchange.records import Rejected
from crm_desktop.exchange.spellings import squeezed
from crm_desktop.services.import_plan import chunks
from crm_desktop.words import N_

_ZERO = Decimal(0)
LABEL = N_("Import deals")
"""What undo calls it."""
KNOWN = text(
    "SELECT d.id, d.external_id, d.title, d.sort_title, d.value, d.currency, d.opened_on, d.closed_on,"
    " d.expected_close, d.owner, d.product, d.source, d.next_step, s.name AS stage, s.kind, c.sort_name AS contact"
    " FROM json_each(:wanted) w CROSS JOIN deal d ON d.external_id = w.value JOIN stage s ON s.id = d.stage_id"
    " LEFT JOIN contact c ON c.id = d.contact_id WHERE d.deleted_at IS NULL ORDER BY d.id"
)
TOUCHED = text(
    "SELECT DISTINCT r.row_id FROM json_each(:wanted) w CROSS JOIN gesture_row r ON r.kind = 'deal'"
    " AND r.record_id = w.value JOIN gesture g ON g.id = r.gesture_id"
    " WHERE r.table_name = 'deal' AND g.label <> :label AND g.state = 'done'"
)


class ReadyDeal(NamedTuple):
    """A deal that can be written: its `number` identifies it for ever, `value` is in minor units of `currency`."""

    record: DealRecord
    number: str
    value: int
    currency: str


class ChangedDeal(NamedTuple):
    """A known deal that the file says differently: its id, and the fields that differ."""

    id: int
    deal: ReadyDeal
    fields: frozenset[str]


@dataclass(slots=True)
class DealPlan:
    """What is to be done: deals to create, known ones to bring up to date, and how many are as the file says."""

    new: list[ReadyDeal] = field(default_factory=list)
    changed: list[ChangedDeal] = field(default_factory=list)
    skipped: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    hints: list[Rejected] = field(default_factory=list)


def make_plan(session: Session, records: Sequence[DealRecord], currency: str) -> DealPlan:
    """Looks up what is known and decides for each deal; `currency` is for those that name none."""
    plan = DealPlan()
    ready = list(_ready(records, currency, plan.rejected))
    known = _known(session, [deal.number for deal in ready])
    changed = []
    for deal in ready:
        row = _meant(known.get(deal.number, ()), deal.record)
        if row is None:
            plan.new.append(deal)
        elif fields := frozenset(_differences(row, deal)):
            changed.append(ChangedDeal(row.id, deal, fields))
        else:
            plan.skipped += 1
    _leave_touched(session, changed, plan)
    return plan


def stage_key(record: DealRecord) -> tuple[str, StageKind]:
    """The stage of a deal as the file names it, folded; '' for a closed one, which goes where closed ones go."""
    return (fold(record.stage) if record.stage_kind is StageKind.OPEN else "", record.stage_kind)


def _ready(records: Sequence[DealRecord], currency: str, rejected: list[Rejected]) -> Iterator[ReadyDeal]:
    seen: Counter[str] = Counter()
    for record in records:
        try:
            # Never below zero: the reader rejects that with its line.
            value = minor_from_decimal(record.value or _ZERO, record.currency or currency, field="value")
        except Refused as error:
            rejected.append(Rejected(record.source, record.line, error.key, error.values))
            continue
        yield ReadyDeal(record, _number(record, seen), value, record.currency or currency)


def _number(record: DealRecord, seen: Counter[str]) -> str:
    """The file's own number, else one made of what does not change on the way through the stages."""
    if record.external_id:
        return record.external_id
    parts = (record.title, record.company, record.contact, record.product, str(record.opened_on), record.owner)
    digest = hashlib.sha256("\x1f".join(map(fold, parts)).encode("utf-8", "replace")).hexdigest()[:20]
    seen[digest] += 1
    return f"import:{digest}:{seen[digest]}"


def _known(session: Session, numbers: Sequence[str]) -> dict[str, list[Row[Any]]]:
    """The deals here by their numbers, the oldest first."""
    found: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for chunk in chunks(numbers):
        for row in session.execute(KNOWN, {"wanted": json.dumps(chunk)}):
            found[row.external_id].append(row)
    return found


def _meant(rows: Sequence[Row[Any]], record: DealRecord) -> Row[Any] | None:
    """The deal of its number that a record is about; None when it is about none of them.

    Numbers like 1, 2, 3 come from more than one program: something else has to agree too, and the more the better.
    """
    best = max(rows, key=lambda row: _likeness(row, record), default=None)
    return best if best is not None and any(_likeness(best, record)) else None


def _likeness(row: Row[Any], record: DealRecord) -> tuple[bool, bool, bool]:
    # Spellings are left aside: with or without its lists of companies and products the same file writes them otherwise.
    return (
        squeezed(row.title) == squeezed(record.title),
        squeezed(row.contact or "") in {squeezed(record.company), squeezed(record.contact)} - {""},
        row.opened_on is not None and row.opened_on == iso(record.opened_on),
    )


def _spelled_otherwise(row: Row[Any], record: DealRecord) -> bool:
    """Whether all that is new is how the product is written, as a list of products that is not read now had it."""
    return (
        record.product != row.product
        and squeezed(record.product) == squeezed(row.product)
        and squeezed(record.title) == squeezed(row.title)
    )


def _differences(row: Row[Any], deal: ReadyDeal) -> Iterator[str]:
    """The fields that the file says, and says differently."""
    record = deal.record
    texts = {"owner": record.owner, "next_step": record.next_step}
    if not _spelled_otherwise(row, record):
        texts |= {"title": record.title, "product": record.product}
    yield from (name for name, said in texts.items() if said and said != getattr(row, name))
    if record.origin and record.origin != row.source:
        yield "source"
    if record.value is not None and (deal.value, deal.currency) != (row.value, row.currency):
        yield "value"
    for name in ("opened_on", "expected_close"):
        if (said := iso(getattr(record, name))) and said != getattr(row, name):
            yield name
    # A file without stages says nothing of where its open deals stand.
    says_stage = record.stage or record.stage_kind is not StageKind.OPEN
    if says_stage and (
        stage_key(record) != (fold(row.stage) if row.kind == StageKind.OPEN else "", row.kind)
        or (record.closed_on is not None and iso(record.closed_on) != row.closed_on)
    ):
        yield "stage"


def _leave_touched(session: Session, changed: list[ChangedDeal], plan: DealPlan) -> None:
    touched = {
        deal_id
        for chunk in chunks([one.id for one in changed])
        for deal_id in session.scalars(TOUCHED, {"wanted": json.dumps(chunk), "label": LABEL})
    }
    for one in changed:
        if one.id in touched:
            plan.skipped += 1
            record = one.deal.record
            values = {"title": excerpt(record.title)}
            plan.hints.append(Rejected(record.source, record.line, "import.deal_touched", values))
        else:
            plan.changed.append(one)


def iso(day: dt.date | None) -> str | None:
    """A day as its cell holds it."""
    return None if day is None else day.isoformat()
