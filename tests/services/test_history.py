"""What changed when."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from crm_desktop.db.database import Database
from crm_desktop.db.models.business import Setting
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.deals import Deal, LostReason
from crm_desktop.db.models.every import METADATA
from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.contacts import ChannelKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.quotes import AcceptanceHow, LineKind
from crm_desktop.services import contacts, employments, interactions, photos, tags
from crm_desktop.services.channels import ChannelDraft, add_channel
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.history import HistoryEntry, gestures, record_history
from crm_desktop.services.history_fields import FIELDS
from crm_desktop.services.interactions import NewInteraction
from tests.factories import (
    NOW,
    bulk_insert,
    deal,
    lost_reason,
    pipeline,
    quote,
    quote_acceptance,
    quote_invoice,
    quote_line,
    quote_payment,
    quote_receipt,
    stage,
)
from tests.services.rows import did
from tests.services.test_photos import picture

UNTOLD = {"lost_reason", "deal_stage_change", "pipeline", "stage"}
"""What belongs to no record with a history of its own, or says nothing beyond it."""


def history(store: Database, kind: str, record_id: int) -> list[HistoryEntry]:
    with store.read() as session:
        return record_history(session, kind, record_id)


def changes(store: Database, kind: str, record_id: int) -> list[tuple[str, str, str]]:
    """The newest gesture's changes."""
    return [(change.field, change.before, change.after) for change in history(store, kind, record_id)[0].changes]


def test_a_contact_shows_every_change_with_its_values(store: Database) -> None:
    draft = ContactDraft(name="Ana Sousa", phones=("+351 912 345 678",), company="Padaria", role="Owner", tags=("VIP",))
    with store.write("New contact") as session:
        ana = contacts.create(session, draft, NOW)
    with store.write("Edit contact") as session:
        contacts.edit(session, ana, {"lifecycle": "customer", "name": "Ana Lima"})

    newest, oldest = history(store, "contact", ana)

    assert (newest.label, newest.subject, newest.state, newest.barrier) == ("Edit contact", "Ana Lima", "done", False)
    assert [(change.field, change.before, change.after) for change in newest.changes] == [
        ("Name", "Ana Sousa", "Ana Lima"),
        ("Lifecycle", "Suspect", "Customer"),
    ]
    assert [(change.field, change.before, change.after) for change in oldest.changes] == [
        ("Kind", "", "Person"),
        ("Name", "", "Ana Sousa"),
        ("Lifecycle", "", "Suspect"),
        ("Number or address", "", "+351 912 345 678"),
        ("Use", "", "Mobile"),
        ("Tag", "", "VIP"),
        ("Company", "", "Padaria"),
        ("Role", "", "Owner"),
    ]
    assert oldest.at is not None
    assert newest.id > oldest.id


def _photo(session: Session, ana: int) -> None:
    photos.set_photo(session, ana, picture())


def _bin(session: Session, ana: int) -> None:
    contacts.to_bin(session, ana, NOW)


def _untag(session: Session, ana: int) -> None:
    tags.set_tags(session, ana, [])


def _address(session: Session, ana: int) -> None:
    add_channel(session, ana, ChannelDraft(kind=ChannelKind.ADDRESS, street="Rua A", city="Porto"))


def _leave(session: Session, ana: int) -> None:
    employments.remove_employment(session, 1)


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (_photo, [("Photo", "", "(picture)")]),
        (_bin, [("In the bin since", "", "2026-11-21 09:12+00:00")]),
        (_untag, [("Tag", "VIP", "")]),
        (_address, [("Use", "", "Other"), ("Street", "", "Rua A"), ("City", "", "Porto")]),
        (_leave, [("Company", "Padaria", "")]),
    ],
)
def test_what_belongs_to_a_contact_is_part_of_its_history(
    store: Database, work: Any, expected: list[tuple[str, str, str]]
) -> None:
    draft = ContactDraft(name="Ana", company="Padaria", tags=("VIP",))
    ana = did(store, lambda session: contacts.create(session, draft, NOW))

    did(store, lambda session: work(session, ana))

    assert changes(store, "contact", ana) == expected


def test_the_timeline_of_a_contact_is_part_of_its_history(store: Database) -> None:
    ana = did(store, lambda session: contacts.create(session, ContactDraft(name="Ana"), NOW))
    did(store, lambda session: contacts.create(session, ContactDraft(name="Rui"), NOW))
    new = NewInteraction(kind=InteractionKind.CALL, at=NOW, contact_id=ana, title="Asked for a price")
    entry = did(store, lambda session: interactions.record(session, new, now=NOW))
    assert ("Title", "", "Asked for a price") in changes(store, "contact", ana)
    did(store, lambda session: interactions.edit(session, entry, {"title": "Asked for a date"}, now=NOW))
    assert changes(store, "contact", ana) == [("Title", "Asked for a price", "Asked for a date")]
    did(store, lambda session: interactions.to_bin(session, entry, now=NOW))
    assert [change[0] for change in changes(store, "contact", ana)] == ["In the bin since"]
    assert len(history(store, "contact", ana)) == 4
    assert len(history(store, "contact", ana + 1)) == 1
    assert len(history(store, "interaction", entry)) == 3


def _board(session: Session) -> tuple[int, int, int]:
    """A deal in dollars; the ids of it, of another stage and of a reason to lose it."""
    board = pipeline()
    reason = lost_reason("Too dear")
    session.add_all([board, reason])
    session.flush()
    first, second = stage(board, "New"), stage(board, "Lost")
    session.add_all([first, second])
    session.flush()
    made = deal(first, currency="USD")
    session.add(made)
    session.flush()
    return made.id, second.id, reason.id


def test_amounts_days_and_names_read_as_a_person_writes_them(store: Database) -> None:
    deal_id, stage_id, reason_id = did(store, _board)

    with store.write("Edit deal") as session:
        found = session.get_one(Deal, deal_id)
        found.value, found.stage_id, found.lost_reason_id = 1_234_56, stage_id, reason_id
        found.probability, found.expected_close = 30, date(2026, 12, 24)

    assert changes(store, "deal", deal_id) == [
        ("Stage", "New", "Lost"),
        ("Value", "1500.00 USD", "1234.56 USD"),
        ("Probability", "", "30"),
        ("Expected close", "", "2026-12-24"),
        ("Lost reason", "", "Too dear"),
    ]


def test_a_line_of_a_quote_belongs_to_its_quote(store: Database) -> None:
    def draft(session: Session) -> int:
        made = quote()
        made.lines.append(quote_line("Oven"))
        session.add(made)
        session.flush()
        return made.id

    quote_id = did(store, draft)
    with store.write("Edit quote") as session:
        found = session.get_one(Quote, quote_id)
        found.lines[0].quantity = 25_000
        found.total = 123

    assert sorted(changes(store, "quote", quote_id)) == [("Quantity", "1", "2.5"), ("Total", "0.00 EUR", "1.23 EUR")]


def test_an_import_is_part_of_the_history_of_what_it_brought(store: Database) -> None:
    made = {"kind": "person", "created_at": NOW.isoformat()}
    rows = [{**made, "name": name, "sort_name": name} for name in ("a", "b")]
    with store.write("Import contacts", subject="people.csv") as session:
        ids = bulk_insert(session, Contact, rows)

    (brought,) = history(store, "contact", ids[1])
    assert (brought.label, brought.subject, brought.changes) == ("Import contacts", "people.csv", ())
    assert history(store, "contact", ids[1] + 1) == []


def test_the_gestures_of_the_file_stand_newest_first_and_go_on_further_back(store: Database) -> None:
    for name in ("Ana", "Rui", "Zé"):
        did(store, partial(contacts.create, draft=ContactDraft(name=name), now=NOW))
    store.undo()
    with store.write("Accept quote", barrier="undo.restored") as session:
        session.add(Setting(key="x", value="y"))

    with store.read() as session:
        found = gestures(session)
        assert [(one.label, one.subject, one.state, one.barrier) for one in found] == [
            ("Accept quote", "", "done", True),
            ("Gesture", "Zé", "dropped", False),
            ("Gesture", "Rui", "done", False),
            ("Gesture", "Ana", "done", False),
        ]
        assert gestures(session, 2, before=found[1].id) == found[2:4]


def test_a_record_that_something_points_to_is_named_even_when_it_is_gone(store: Database) -> None:
    deal_id, _stage, reason_id = did(store, _board)
    did(store, lambda session: setattr(session.get_one(Deal, deal_id), "lost_reason_id", reason_id))
    did(store, lambda session: setattr(session.get_one(Deal, deal_id), "lost_reason_id", None))
    did(store, lambda session: session.delete(session.get_one(LostReason, reason_id)))

    assert changes(store, "deal", deal_id) == [("Lost reason", f"#{reason_id}", "")]


def test_a_kind_without_a_history_is_refused(store: Database) -> None:
    with pytest.raises(Refused) as refused, store.read() as session:
        record_history(session, "pipeline", 1)

    assert refused.value.key == "history.kind"


def test_what_was_agreed_and_paid_is_told_in_the_currency_of_the_quote(store: Database) -> None:
    with store.write("New quote") as session:
        paper = quote(None, currency="BRL", number="7", cash_rounding=5)
        paper.payments.append(quote_payment("On order"))
        session.add(paper)
        session.flush()
        session.add(quote_receipt(paper, amount=10050, note="Pix"))
        session.add(quote_invoice(paper, number="NF 1", amount=20000))
        session.add(quote_acceptance(paper, total=30000, how=AcceptanceHow.EMAIL))
        quote_id = paper.id
    told = {field: after for field, _before, after in changes(store, "quote", quote_id)}
    assert told["Received amount"] == "100.50 BRL"
    assert told["Invoiced amount"] == "200.00 BRL"
    assert told["Accepted amount"] == "300.00 BRL"
    assert told["Rounding for cash"] == "0.05 BRL"
    assert told["How it was accepted"] == "By e-mail"
    assert told["Planned payment"] == "On order"


def test_a_line_tells_its_category_and_that_its_prices_are_hidden(store: Database) -> None:
    with store.write("New quote") as session:
        paper = quote(None)
        paper.lines.append(quote_line("Kitchen", kind=LineKind.SECTION, hide_prices=True, tax_category="AE"))
        session.add(paper)
        session.flush()
        quote_id = paper.id
    told = changes(store, "quote", quote_id)
    assert ("Prices hidden", "", "Yes") in told
    assert ("Tax category", "", "AE") in told


def test_every_column_that_is_told_is_one_of_its_table() -> None:
    columns = {table.name: set(table.c.keys()) for table in METADATA.sorted_tables}
    for name, fields in FIELDS.items():
        assert set(fields) <= columns[name], name


def test_every_recorded_table_is_told_of() -> None:
    recorded = {table.name for table in METADATA.sorted_tables if table.info.get("recorded")}
    assert recorded - set(FIELDS) == UNTOLD
