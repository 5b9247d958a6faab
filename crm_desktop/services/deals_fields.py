"""The facts of a deal that can be edited, and how each is checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.db.models.deals import Deal, LostReason, Stage
from crm_desktop.domain.dates import check_date
from crm_desktop.domain.deals import StageKind, check_probability
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import check_minor, minor_digits
from crm_desktop.domain.text import clean_line, clean_text, fold
from crm_desktop.services.editing import existing, live_contact


def _title(_session: Session, deal: Deal, value: str) -> None:
    title = clean_line(value, field="title")
    if not title:
        raise Refused("deal.title_empty", field="title")
    deal.title, deal.sort_title = title, fold(title)


def _contact(session: Session, deal: Deal, value: int | None) -> None:
    if value != deal.contact_id:
        live_contact(session, value)
    deal.contact_id = value


def _value(_session: Session, deal: Deal, value: int) -> None:
    if check_minor(value, "value") < 0:
        raise Refused("deal.value_negative", field="value")
    deal.value = value


def _currency(_session: Session, deal: Deal, value: str) -> None:
    minor_digits(value)  # refuses an unknown one
    deal.currency = value


def _probability(_session: Session, deal: Deal, value: int | None) -> None:
    deal.probability = None if value is None else check_probability(value)


def _reason(session: Session, deal: Deal, value: int | None) -> None:
    """A deal that is lost keeps a reason; one that is not has none."""
    lost = existing(session, Stage, deal.stage_id).kind is StageKind.LOST
    if lost is not (value is not None):
        raise Refused("deal.reason_needed" if lost else "deal.not_lost", field="lost_reason_id", title=deal.title)
    if value is not None:
        existing(session, LostReason, value, field="lost_reason_id")
    deal.lost_reason_id = value


def _line(field: str) -> Callable[[Session, Deal, Any], None]:
    return lambda _session, deal, value: setattr(deal, field, clean_line(value, field=field))


def _text(field: str) -> Callable[[Session, Deal, Any], None]:
    return lambda _session, deal, value: setattr(deal, field, clean_text(value, field=field))


def _day(field: str) -> Callable[[Session, Deal, Any], None]:
    def put(_session: Session, deal: Deal, value: dt.date | None) -> None:
        setattr(deal, field, None if value is None else check_date(value, field=field))

    return put


EDITABLE: Mapping[str, Callable[[Session, Deal, Any], None]] = {
    "title": _title,
    "contact_id": _contact,
    "value": _value,
    "currency": _currency,
    "probability": _probability,
    "expected_close": _day("expected_close"),
    "next_step": _line("next_step"),
    "next_step_date": _day("next_step_date"),
    "opened_on": _day("opened_on"),
    "lost_reason_id": _reason,
    "lost_note": _text("lost_note"),
    "product": _line("product"),
    "source": _line("source"),
    "owner": _line("owner"),
    "notes": _text("notes"),
}
"""What `edit` changes, and how each is checked."""


def set_fields(session: Session, deal: Deal, values: Mapping[str, Any]) -> None:
    """Sets editable fields of a deal that is not yet flushed.

    Raises:
        Refused: ``deal.*``, ``amount.too_large``, ``currency.unknown``, ``date.not_a_date``, ``record.missing``,
            ``text.too_long``, with the field.
    """
    for field, value in values.items():
        EDITABLE[field](session, deal, value)
