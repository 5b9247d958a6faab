"""One contact whole."""

from __future__ import annotations

from datetime import date
from functools import partial

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Contact
from crm_desktop.domain.contacts import ChannelKind
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.jobs import JobStatus
from crm_desktop.domain.quotes import QuoteStatus
from crm_desktop.services import channels, contacts, summaries
from crm_desktop.services.channels import ChannelDraft
from crm_desktop.services.contact_business import BusinessWith, CurrencySum, NextDate
from crm_desktop.services.contact_detail import ContactDetail, contact
from crm_desktop.services.contacts import ContactDraft
from tests.factories import NOW, TODAY, company, deal, employment, job, person, pipeline, quote, sale, stage
from tests.services.rows import did


def ana(store: Database) -> int:
    made: int = did(store, lambda session: contacts.create(session, ContactDraft(name="Ana"), NOW))
    return made


def shown(store: Database, contact_id: int) -> ContactDetail:
    with store.read() as session:
        return contact(session, contact_id, TODAY)


def _business(session: Session, contact_id: int) -> None:
    of = session.get_one(Contact, contact_id)
    board = pipeline()
    session.add(board)
    session.flush()
    open_stage, lost = stage(board), stage(board, "Lost", StageKind.LOST)
    session.add_all([open_stage, lost])
    session.flush()
    session.add_all(
        [
            deal(open_stage, contact_id=of.id, value=100, next_step="Call", next_step_date=date(2026, 12, 2)),
            deal(open_stage, "Untitled step", contact_id=of.id, value=200, next_step_date=date(2026, 12, 1)),
            deal(open_stage, contact_id=of.id, value=999, currency="USD"),
            deal(lost, contact_id=of.id, next_step="Never", next_step_date=date(2026, 12, 1)),
            deal(open_stage, contact_id=of.id, deleted_at=NOW),
            quote(of, status=QuoteStatus.SENT, number="2026/0001", valid_until=date(2026, 12, 3), total=500),
            quote(of, status=QuoteStatus.ISSUED, number="2026/0002", total=50),
            quote(of, status=QuoteStatus.SENT, valid_until=date(2026, 11, 1), number="2026/0003"),
            quote(of),
            job(of, title="Visit", date=date(2026, 12, 4)),
            job(of, title="Done", status=JobStatus.DONE, next_date=date(2027, 1, 1)),
            sale(of, date=date(2025, 3, 1), amount=700),
            sale(of, date=date(2026, 3, 1), amount=300),
            sale(of, date=date(2026, 4, 1), amount=9, currency="USD"),
            sale(of, date=date(2020, 1, 1), deleted_at=NOW),
        ]
    )


def test_the_business_with_a_contact_is_summed_by_currency(store: Database) -> None:
    contact_id = ana(store)
    did(store, lambda session: _business(session, contact_id))

    detail = shown(store, contact_id)

    assert detail.business == BusinessWith(
        open_deals=(CurrencySum("USD", 999, 1), CurrencySum("EUR", 300, 2)),
        quotes=4,
        open_quotes=(CurrencySum("EUR", 550, 2),),
        jobs=2,
        open_jobs=1,
        sales=(CurrencySum("EUR", 1000, 2), CurrencySum("USD", 9, 1)),
        customer_since=date(2025, 3, 1),
        last_sale=date(2026, 4, 1),
    )
    assert detail.next_dates == (
        NextDate("quote", 3, "2026/0003", date(2026, 11, 1)),
        NextDate("deal", 2, "Untitled step", date(2026, 12, 1)),
        NextDate("deal", 1, "Call", date(2026, 12, 2)),
        NextDate("quote", 1, "2026/0001", date(2026, 12, 3)),
        NextDate("job", 1, "Visit", date(2026, 12, 4)),
        NextDate("visit", 2, "Done", date(2027, 1, 1)),
    )


def test_a_contact_without_business_has_empty_figures(store: Database) -> None:
    detail = shown(store, ana(store))

    assert detail.business == BusinessWith((), 0, (), 0, 0, (), None, None)
    assert (detail.next_dates, detail.people, detail.employments, detail.extra) == ((), (), (), ())


def test_the_primary_channel_of_a_kind_comes_first(store: Database) -> None:
    contact_id = ana(store)
    for value in ("+351 912 345 678", "+351 222 004 120"):
        draft = ChannelDraft(kind=ChannelKind.PHONE, value=value)
        second = did(store, partial(channels.add_channel, contact_id=contact_id, draft=draft))
    did(store, lambda session: channels.make_primary(session, second))

    found = shown(store, contact_id).channels_of(ChannelKind.PHONE)

    assert [channel.shown for channel in found] == ["+351 22 200 4120", "+351 912 345 678"]


def test_the_country_of_a_contact_decides_how_its_tax_id_is_checked(store: Database) -> None:
    draft = ContactDraft(name="Ana", tax_id="111.444.777-35", country="BR")
    contact_id = did(store, lambda session: contacts.create(session, draft, NOW))
    assert (shown(store, contact_id).tax_check.kind, shown(store, contact_id).tax_check.valid) == ("CPF", True)

    did(store, lambda session: contacts.edit(session, contact_id, {"tax_id": "111.444.777-36"}))
    assert shown(store, contact_id).tax_check.valid is False


def test_cells_that_cannot_be_read_show_as_nothing(store: Database) -> None:
    contact_id = ana(store)
    with store.write("Damage") as session:
        session.execute(text("UPDATE contact SET created_at = 'yesterday', extra = '{', birthday = '1980-99-99'"))

    detail = shown(store, contact_id)

    assert (detail.created_at, detail.extra, detail.birthday, detail.damaged) == (None, (), "1980-99-99", True)


def test_a_circle_of_chiefs_in_a_damaged_file_still_lists_everybody(store: Database) -> None:
    ids = [
        did(store, partial(contacts.create, draft=ContactDraft(name=name, company="Padaria"), now=NOW))
        for name in ("Ana", "Bea")
    ]
    with store.write("Damage") as session:
        session.execute(text(f"UPDATE employment SET reports_to_id = {ids[0]} WHERE person_id = {ids[1]}"))
        session.execute(text(f"UPDATE employment SET reports_to_id = {ids[1]} WHERE person_id = {ids[0]}"))

    company = shown(store, ids[0]).employments[0].company_id
    assert [(person.name, person.depth) for person in shown(store, company).people] == [("Ana", 0), ("Bea", 0)]


def test_the_figures_of_a_company_take_in_its_people_as_its_summary_does(store: Database) -> None:
    with store.write("Fill") as session:
        bakery = company()
        session.add(bakery)
        session.flush()
        baker = person(employments=[employment(bakery)])
        gone = person("Rui", employments=[employment(bakery)], deleted_at=NOW)
        session.add_all([baker, gone])
        session.flush()
        session.add_all([sale(bakery, amount=700), sale(baker, amount=300), sale(gone, amount=9), quote(baker)])
        session.flush()
        bakery_id, baker_id = bakery.id, baker.id
        paper = summaries.summary_paper(session, bakery_id, today=TODAY)
    business = shown(store, bakery_id).business
    assert (business.sales, business.quotes) == ((CurrencySum("EUR", 1000, 2),), 1)
    assert paper.sales_total == (("EUR", 1000),)
    assert shown(store, baker_id).business.sales == (CurrencySum("EUR", 300, 1),)
