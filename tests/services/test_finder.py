"""Finding anything by a few words."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Contact
from crm_desktop.domain.contacts import ChannelKind
from crm_desktop.services import contacts
from crm_desktop.services.channels import ChannelDraft
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.finder import Found, find
from tests.factories import (
    NOW,
    bulk_insert,
    catalogue_item,
    deal,
    interaction,
    job,
    new_file,
    opened,
    person,
    pipeline,
    quote,
    quote_line,
    stage,
)
from tests.services.rows import did


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A record of each kind about an oven, for one customer."""
    with opened(new_file(tmp_path_factory.mktemp("finder"))) as store:
        did(store, _fill)
        yield store


def _fill(session: Session) -> None:
    ana = ContactDraft(name="Ana Forno", company="Padaria", role="Owner", phones=("+351 912 345 678",))
    contact = session.get_one(Contact, contacts.create(session, ana, NOW))
    address = ChannelDraft(kind=ChannelKind.ADDRESS, city="Porto")
    contacts.create(session, ContactDraft(name="Rui", channels=(address,), phones=("966000111",)), NOW)
    contacts.create(session, ContactDraft(name="Zé", emails=("ze@example.pt",)), NOW)
    board = pipeline()
    session.add(board)
    session.flush()
    column = stage(board)
    session.add(column)
    session.flush()
    paper = quote(contact, title="Kitchen", number="2026/0001")
    paper.lines.append(quote_line("Forno novo"))
    session.add_all(
        [
            deal(column, "Forno grande", contact_id=contact.id),
            deal(column, "Forno na lixeira", deleted_at=NOW),
            paper,
            quote(title="Forno, draft"),
            job(contact, title="Forno frio"),
            job(title="", problem="Forno queima"),
            catalogue_item("Forno XL", code="F-XL"),
            interaction(contact, title="Asked for a desconto", text="", address="+351 900 111 222"),
            interaction(contact, contact_id=None, title="", text="Desconto given"),
            interaction(contact, title="Desconto, in the bin", deleted_at=NOW),
        ]
    )


def found(store: Database, typed: str, limit: int = 20) -> list[tuple[str, str, str]]:
    with store.read() as session:
        return [(one.kind, one.title, one.detail) for one in find(session, typed, limit)]


def test_a_word_finds_records_of_every_kind(filled: Database) -> None:
    assert found(filled, "FÓRNO") == [
        ("contact", "Ana Forno", "Owner, Padaria"),
        ("deal", "Forno grande", "Ana Forno"),
        ("quote", "Forno, draft", ""),
        ("quote", "2026/0001", "Kitchen, Ana Forno"),
        ("job", "Forno frio", "Ana Forno"),
        ("job", "Forno queima", ""),
        ("catalogue", "Forno XL", "F-XL"),
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("912345", ("contact", "Ana Forno", "Owner, Padaria")),
        ("00351 912 345 678", ("contact", "Ana Forno", "Owner, Padaria")),
        ("rui", ("contact", "Rui", "Porto")),
        ("zé", ("contact", "Zé", "ze@example.pt")),
        ("2026/0001", ("quote", "2026/0001", "Kitchen, Ana Forno")),
        ("f-xl", ("catalogue", "Forno XL", "F-XL")),
    ],
)
def test_a_number_or_a_code_finds_its_record(filled: Database, typed: str, expected: tuple[str, str, str]) -> None:
    assert found(filled, typed) == [expected]


def test_few_places_are_shared_among_the_kinds(filled: Database) -> None:
    kinds = ["contact", "deal", "quote", "job", "catalogue"]
    for limit in range(6):
        assert [kind for kind, _title, _detail in found(filled, "forno", limit)] == kinds[:limit]


def test_places_nobody_needs_go_to_those_who_have_more(store: Database) -> None:
    rows = [
        {"kind": "person", "name": f"Ana {n}", "sort_name": f"ana {n:02}", "created_at": "2026-01-01"} for n in range(9)
    ]
    did(store, lambda session: bulk_insert(session, Contact, rows))

    assert [title for _kind, title, _detail in found(store, "ana", 6)] == [f"Ana {n}" for n in range(6)]


def test_what_passed_with_a_customer_is_found_with_its_day_and_whom_it_is_about(filled: Database) -> None:
    with filled.read() as session:
        (called, said) = find(session, "desconto")
        assert called == Found("interaction", 1, "Asked for a desconto", "Ana Forno", NOW.date(), 1)
        assert (said.title, said.day, said.contact_id) == ("Desconto given", NOW.date(), None)
        assert [one.id for one in find(session, "+351 900 111 222")] == [1]


@pytest.fixture
def in_brazil(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of this computer is three hours behind UTC."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system takes no time zone from the environment")
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "BRT+3")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_brazil")
def test_what_passed_late_in_the_evening_is_found_with_the_day_it_was_here(store: Database) -> None:
    at = dt.datetime(2026, 11, 22, 1, 30, tzinfo=dt.UTC)
    did(store, lambda session: session.add(interaction(person(), title="Chimney", at=at)))
    with store.read() as session:
        assert [found.day for found in find(session, "chimney")] == [dt.date(2026, 11, 21)]


@pytest.mark.parametrize("cell", ["UPDATE job SET date = 'soon'", "UPDATE interaction SET at = 'soon'"])
def test_a_day_that_cannot_be_read_hides_nothing(store: Database, cell: str) -> None:
    did(store, lambda session: session.add_all([interaction(person(), title="Oven"), job(title="Oven")]))
    did(store, lambda session: session.connection().exec_driver_sql(cell))
    with store.read() as session:
        assert sorted(found.day is None for found in find(session, "oven")) == [False, True]


def test_a_found_record_carries_its_id(filled: Database) -> None:
    with filled.read() as session:
        assert find(session, "ana forno")[0] == Found("contact", 1, "Ana Forno", "Owner, Padaria")


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_look_for(filled: Database, typed: str) -> None:
    assert isinstance(found(filled, typed), list)
