"""The card of who is calling."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Contact
from crm_desktop.domain.contacts import ContactKind, Lifecycle
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.jobs import JobStatus
from crm_desktop.services import contacts
from crm_desktop.services.callers import CallerCard, CardLine, caller
from crm_desktop.services.contact_business import NextDate
from crm_desktop.services.contacts import ContactDraft
from tests.factories import NOW, TODAY, deal, job, new_file, opened, pipeline, quote, sale, stage
from tests.services.rows import did


def _fill(session: Session) -> None:
    draft = ContactDraft(
        name="Ana", company="Padaria", role="Owner", phones=("+351 912 345 678",), lifecycle=Lifecycle.CUSTOMER
    )
    ana = session.get_one(Contact, contacts.create(session, draft, NOW))
    board = pipeline()
    session.add(board)
    session.flush()
    column, lost = stage(board, "Proposal"), stage(board, "Lost", StageKind.LOST)
    session.add_all([column, lost])
    session.flush()
    session.add_all(
        [
            deal(column, "Oven", contact_id=ana.id, next_step="Call back", next_step_date=date(2026, 12, 1)),
            deal(lost, "Old oven", contact_id=ana.id),
            sale(ana, title="Shelf", date=date(2026, 5, 1)),
            sale(ana, title="Door", date=date(2026, 6, 1), amount=5_000),
            sale(ana, title="Gone", date=date(2026, 7, 1), deleted_at=NOW),
            quote(ana, number="2026/0001", date=date(2026, 10, 1), total=318_000),
            job(ana, title="Repair", date=date(2026, 12, 24)),
            job(ana, title="Fitting", date=date(2026, 9, 1), status=JobStatus.DONE),
        ]
    )


def card(store: Database, number: str) -> CallerCard | None:
    with store.read() as session:
        return caller(session, number, TODAY)


def test_a_known_number_shows_who_and_what_there_is_to_know(store: Database) -> None:
    did(store, _fill)

    shown = card(store, "00351 912-345-678")

    assert shown == CallerCard(
        contact_id=1,
        name="Ana",
        kind="person",
        role="Owner",
        company="Padaria",
        company_id=2,
        lifecycle="customer",
        number="+351 912 345 678",
        last=CardLine(1, "2026/0001", 318_000, "EUR", date(2026, 10, 1), "quote"),
        open_deals=(CardLine(1, "Oven", 150_000, "EUR", None, "Proposal"),),
        open_jobs=(CardLine(1, "Repair", 0, "EUR", date(2026, 12, 24), "planned"),),
        last_sales=(
            CardLine(2, "Door", 5_000, "EUR", date(2026, 6, 1), "sale"),
            CardLine(1, "Shelf", 9_900, "EUR", date(2026, 5, 1), "sale"),
        ),
        next_step=NextDate("deal", 1, "Call back", date(2026, 12, 1)),
        others=(),
    )


@pytest.mark.parametrize("number", ["912345678", "+351 912 345 678", "(+351) 912.345.678", "0912345678"])
def test_the_format_does_not_matter(store: Database, number: str) -> None:
    did(store, lambda session: contacts.create(session, ContactDraft(name="Ana", phones=("+351912345678",)), NOW))

    assert card(store, number) == CallerCard(
        1, "Ana", "person", "", "", None, "suspect", "+351 912 345 678", None, (), (), (), None, ()
    )


@pytest.mark.parametrize("number", ["", "112", "Ana", "912345679", "+55 11 2345 678", "+44 12345 912345678"])
def test_nobody_is_shown_for_a_number_nobody_has(store: Database, number: str) -> None:
    did(store, lambda session: contacts.create(session, ContactDraft(name="Ana", phones=("+351912345678",)), NOW))

    assert card(store, number) is None


def test_of_several_with_one_number_a_person_comes_first_and_the_others_are_named(store: Database) -> None:
    drafts = [
        ContactDraft(name="Padaria", kind=ContactKind.COMPANY, phones=("+351 222 004 120",)),
        ContactDraft(name="Ana", phones=("+351 912 345 678", "+351 222 004 120")),
        ContactDraft(name="Rui", phones=("+351 222 004 120",)),
        ContactDraft(name="Gone", phones=("+351 222 004 120",)),
    ]
    ids = [did(store, partial(contacts.create, draft=draft, now=NOW)) for draft in drafts]
    did(store, lambda session: contacts.to_bin(session, ids[3], NOW))

    shown = card(store, "222004120")

    assert shown is not None
    assert (shown.name, [name for _id, name in shown.others]) == ("Rui", ["Ana", "Padaria"])


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One file for all examples of a property."""
    with opened(new_file(tmp_path_factory.mktemp("callers"))) as store:
        did(store, _fill)
        yield store


@given(st.text(max_size=100) | st.text(alphabet="0123456789+()- ", max_size=30))
def test_no_number_is_too_odd(known: Database, number: str) -> None:
    shown = card(known, number)

    assert shown is None or shown.name == "Ana"
