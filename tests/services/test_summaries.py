"""The customer summary has everything of one customer, and nothing of anybody else."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import SummaryFact, SummaryPaper
from crm_desktop.services import deals, quote_money
from crm_desktop.services.quote_money import NewReceipt
from crm_desktop.services.summaries import render, summary_paper
from tests import factories as make
from tests.factories import NOW, TODAY
from tests.services.businesses import add_deal, add_person, start
from tests.services.quotes import accept, complete, issue


def paper_of(store: Database, contact_id: int, today: dt.date = TODAY) -> SummaryPaper:
    with store.read() as session:
        return summary_paper(session, contact_id, today=today)


def test_who_it_is_stands_with_every_way_to_reach_them(store: Database) -> None:
    start(store)
    ana = add_person(
        store, lifecycle="customer", tax_id="123456789", birthday="--03-22", source="Fair", notes="Calls at noon",
        channels=[
            make.phone(purpose="mobile"), make.phone("222 004 120", purpose="fax", label="work"), make.address(),
            make.email(label="Shop"),
        ],
        tags=[make.tag()],
    )  # fmt: skip
    paper = paper_of(store, ana)
    assert (paper.name, paper.kind, paper.lifecycle, paper.since) == ("Ana Sousa", "person", "Customer", NOW.date())
    assert (paper.source, paper.notes, paper.tags) == ("Fair", "Calls at noon", ("VIP",))
    assert paper.letterhead.business.name == "Oficina do Forno"
    assert paper.facts == (
        SummaryFact("Mobile", "+351 912 345 678"),
        SummaryFact("Work", "222 004 120"),
        SummaryFact("Address", "Rua das Flores 12, 4000-123 Porto"),
        SummaryFact("Shop", "ana@example.com"),
        SummaryFact("NIF", "123456789"),
        SummaryFact("Birthday", "--03-22"),
    )


def test_only_open_deals_are_named_the_next_to_close_first(store: Database) -> None:
    start(store)
    ana, rui = add_person(store), add_person(store, "Rui")
    won, binned = add_deal(store, "Won", contact_id=ana), add_deal(store, "Gone", contact_id=ana)
    add_deal(store, "Some day", contact_id=ana, probability=35, currency="USD")
    add_deal(store, "Soon", contact_id=ana, expected_close=TODAY, next_step="Call", next_step_date=TODAY)
    add_deal(store, "Not hers", contact_id=rui)
    with store.write("Close") as session:
        deals.win(session, won, today=TODAY, now=NOW)
        deals.to_bin(session, binned, now=NOW)
    soon, some_day = paper_of(store, ana).deals
    assert (soon.title, soon.stage, soon.value, soon.probability) == ("Soon", "Contacted", 240000, 20)
    assert (soon.expected_close, soon.next_step, soon.next_step_date) == (TODAY, "Call", TODAY)
    assert (some_day.title, some_day.currency, some_day.probability) == ("Some day", "USD", 35)


def test_quotes_show_how_they_stand_today(store: Database) -> None:
    start(store)
    ana = add_person(store)
    quote_id = complete(store, contact_id=ana, title="Shelves", valid_until=TODAY)
    number = issue(store, quote_id).number
    (waiting,) = paper_of(store, ana).quotes
    assert (waiting.number, waiting.title, waiting.status, waiting.total) == (number, "Shelves", "issued", 140589)
    (late,) = paper_of(store, ana, TODAY + dt.timedelta(days=1)).quotes
    assert late.status == "expired"


def test_sales_are_added_up_by_currency_and_jobs_tell_their_parts(store: Database) -> None:
    start(store)
    ana = add_person(store)
    with store.write("Past") as session:
        for values in ({"amount": 100}, {"amount": 250}, {"currency": "USD"}, {"amount": 7, "deleted_at": NOW}):
            session.add(make.sale(contact_id=ana, **values))
        job = make.job(contact_id=ana, kind="repair", status="done", minutes=90, total=5000, work_done="New thermostat")
        job.parts.append(make.job_part(quantity=25000, unit="pcs"))
        session.add_all([job, make.job(contact_id=ana, date=TODAY - dt.timedelta(days=1), deleted_at=NOW)])
    paper = paper_of(store, ana)
    assert paper.sales_total == (("EUR", 350), ("USD", 9900))
    assert len(paper.sales) == 3
    (job_done,) = paper.jobs
    assert (job_done.kind, job_done.status, job_done.minutes, job_done.cost) == ("Repair", "Done", 90, 5000)
    assert (job_done.work_done, job_done.parts) == ("New thermostat", "2.5 pcs × Thermostat")


def test_what_accepted_quotes_still_wait_for_is_added_up_by_currency(store: Database) -> None:
    start(store)
    ana = add_person(store)
    first, second, third = (complete(store, contact_id=ana) for _ in range(3))
    dollars, waiting = complete(store, contact_id=ana, currency="USD"), complete(store, contact_id=ana)
    for quote_id in (first, second, third, dollars, waiting):
        issue(store, quote_id)
    for quote_id in (first, second, third, dollars):
        accept(store, quote_id)
    with store.write("Pay") as session:
        for quote_id, amount in ((first, 40589), (first, 10000), (second, 200000), (waiting, 5)):
            quote_money.add_receipt(session, quote_id, NewReceipt(TODAY, amount), today=TODAY)
    paper = paper_of(store, ana)
    total = paper.quotes[0].total
    # The first and the third are open; what was paid too much for the second helps neither.
    assert paper.unpaid == (("EUR", 2 * total - 50589), ("USD", total))
    assert paper_of(store, add_person(store, "Rui")).unpaid == ()


def test_a_company_takes_in_what_was_done_for_its_people(store: Database) -> None:
    start(store)
    ana = add_person(store)
    with store.write("Employ") as session:
        session.add(bakery := make.company())
        session.flush()
        hired = make.employment(bakery)
        hired.person_id = ana
        session.add_all([hired, make.sale(contact_id=ana), make.sale(bakery, amount=100)])
    paper = paper_of(store, bakery.id)
    assert paper.sales_total == (("EUR", 10000),)
    assert SummaryFact("Person", "Ana Sousa, Owner") in paper.facts
    hers = paper_of(store, ana)
    assert hers.sales_total == (("EUR", 9900),)
    assert hers.role_line == "Owner, Padaria Central, Lda"


def test_it_speaks_the_customers_language_else_that_of_the_business(store: Database) -> None:
    start(store, language="pt_PT")
    assert paper_of(store, add_person(store)).language == "pt_PT"
    assert paper_of(store, add_person(store, "John", language="en")).language == "en"


def test_a_customer_of_a_country_without_a_profile_has_a_summary_too(store: Database) -> None:
    start(store)
    yuki = add_person(store, "Yuki", country="JP", tax_id="1234")
    assert paper_of(store, yuki).facts == (SummaryFact("Tax ID", "1234"),)


def test_a_damaged_cell_is_printed_as_it_is(store: Database) -> None:
    start(store)
    ana = add_person(store, channels=[make.phone()])
    with store.write("Past") as session:
        session.add(make.job(contact_id=ana))
        session.flush()
        session.execute(text("PRAGMA ignore_check_constraints=ON"))
        session.execute(text("UPDATE contact SET lifecycle = 'x1', created_at = 'x2'"))
        session.execute(text("UPDATE channel SET purpose = 'x3'"))
        session.execute(text("UPDATE job SET kind = 'x4', status = 'x5', date = 'x6'"))
        session.execute(text("PRAGMA ignore_check_constraints=OFF"))
    paper = paper_of(store, ana)
    assert (paper.lifecycle, paper.since, paper.facts[0].label) == ("x1", None, "phone")
    assert (paper.jobs[0].kind, paper.jobs[0].status) == ("x4", "x5")
    assert render(paper).startswith(b"%PDF")


def test_nobody_has_no_summary(store: Database) -> None:
    with pytest.raises(Refused, match=r"record\.missing"):
        paper_of(store, 99)
