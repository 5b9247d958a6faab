"""The sample business: people, deals, quotes and jobs around today, filled in one gesture and removed in one."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.base import Base, Binned
from crm_desktop.db.models.business import Setting
from crm_desktop.db.models.catalogue import CatalogueItem
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.deals import Deal
from crm_desktop.db.models.history import Gesture, GestureRow
from crm_desktop.db.models.interactions import Interaction
from crm_desktop.db.models.jobs import Job
from crm_desktop.db.models.quotes import Quote, Sale
from crm_desktop.domain.errors import Refused
from crm_desktop.services import deals, sales, settings
from crm_desktop.services.sample_data import read_sample
from crm_desktop.services.sample_people import add_contacts
from crm_desktop.services.sample_work import SampleWork
from crm_desktop.words import N_

FILL = N_("Fill sample business")
FILL_BARRIER = "undo.barrier.sample"
"""Its issued quotes cannot be unmade; `remove` puts everything in the bin instead."""
REMOVE = N_("Remove sample business")
BUSINESS = "business."

_BINNED: tuple[type[Base], ...] = (Interaction, Quote, Sale, Job, CatalogueItem, Contact)


def fill(session: Session, *, today: dt.date, now: dt.datetime) -> None:
    """Fills the sample in, in the business' country and language, without touching settings that were made.

    A business that has records of its own gets no address, tax number and bank account of the sample: they would be
    printed on papers that go to real customers. Call it in ``store.write(FILL, barrier=FILL_BARRIER)``.

    Raises:
        Refused: ``sample.exists``; ``deal.no_pipeline`` in a file that was never set up.
    """
    if is_filled(session):
        raise Refused("sample.exists")
    business = settings.business(session)
    data = read_sample(business.country, business.language)
    made = {row.key for row in settings.all_settings(session) if row.is_set}
    wanted = data.local(data.contacts["business"]) | {
        key: data.said(texts) for key, texts in data.work["settings"].items()
    }
    for key, texts in data.work["texts"].items():
        wanted[f"{key}.{business.language}"] = data.said(texts)
    own = _has_records(session)
    for key in wanted.keys() - made:
        if own and key.startswith(BUSINESS):
            continue
        settings.put(session, key, wanted[key])
    SampleWork(session, data, add_contacts(session, data, now), today, now).add()


def _has_records(session: Session) -> bool:
    """Whether anything but settings is in the file and not in the bin."""
    kinds = (Contact, Deal, Quote, Job)
    return any(session.scalar(select(exists().where(kind.deleted_at.is_(None)))) for kind in kinds)


def is_filled(session: Session) -> bool:
    """Whether contacts of the sample are there."""
    if session.scalar(select(Gesture.id).where(Gesture.label == FILL).limit(1)) is None:
        # Asked whenever the menu opens: a business without a sample must not look through its contacts for one.
        return False
    mine = GestureRow.row_id == Contact.id
    rows = select(GestureRow.id).join(Gesture, Gesture.id == GestureRow.gesture_id)
    rows = rows.where(Gesture.label == FILL, GestureRow.table_name == "contact", GestureRow.before.is_(None), mine)
    return bool(session.scalar(select(exists().where(Contact.deleted_at.is_(None), rows.exists()))))


def remove(session: Session, *, now: dt.datetime) -> None:
    """Puts all of the sample in the bin, with what was done to it since, and takes its settings away.

    Raises:
        Refused: ``sample.missing``.
    """
    if not is_filled(session):
        raise Refused("sample.missing")
    for quote_id in _made(session, Quote):
        sales.take_back_quote(session, quote_id, now=now)
    for deal_id in _made(session, Deal):
        deals.to_bin(session, deal_id, now=now)
    for model in _BINNED:
        for record_id in _made(session, model):
            _bin(session, model, record_id, now)
    _remove_settings(session)
    session.flush()
    # Not the last of the records that went.
    set_subject(session, "")


def _made(session: Session, model: type[Base]) -> list[int]:
    """The ids of the rows of a table that the sample made."""
    rows = select(GestureRow.row_id).join(Gesture, Gesture.id == GestureRow.gesture_id)
    table = model.__tablename__
    return list(
        session.scalars(rows.where(Gesture.label == FILL, GestureRow.table_name == table, GestureRow.before.is_(None)))
    )


def _bin(session: Session, model: type[Base], row: int, now: dt.datetime) -> None:
    record = session.get(model, row)
    if isinstance(record, Binned) and record.deleted_at is None:
        record.deleted_at = now


def _remove_settings(session: Session) -> None:
    """Those that still are as the sample put them."""
    rows = select(GestureRow).join(Gesture, Gesture.id == GestureRow.gesture_id)
    made = rows.where(Gesture.label == FILL, GestureRow.table_name == "setting", GestureRow.before.is_(None))
    for row in session.scalars(made):
        setting = session.get(Setting, row.row_id)
        if setting is not None and row.after is not None and row.after.get("value") == setting.value:
            session.delete(setting)
