"""The list of contacts: views, orders, pages and the filter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db import contact_pages
from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Contact
from crm_desktop.domain.contacts import ChannelKind, ContactKind, Lifecycle
from crm_desktop.services import contact_list, contacts
from crm_desktop.services.channels import ChannelDraft
from crm_desktop.services.contact_list import ContactQuery, Counted
from crm_desktop.services.contact_rows import ContactRow
from crm_desktop.services.contacts import ContactDraft
from tests.factories import NOW, bulk_insert, deal, new_file, opened, pipeline, sale, stage
from tests.services.plans import plans, walks
from tests.services.rows import did

LIFECYCLE_ORDER = ["Zé", "Ana Sousa", "Łukasz Straße", "Bruno Sá Matos", "Café Central"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Five contacts with different lifecycles, days of creation and sales; one more in the bin."""
    with opened(new_file(tmp_path_factory.mktemp("contacts"))) as store:
        with store.write("Fill") as session:
            _fill(session)
        yield store


def _fill(session: Session) -> None:
    drafts = (
        ContactDraft(
            name="Ana Sousa",
            company="Atelier, Lda",
            role="Owner",
            lifecycle=Lifecycle.PROSPECT,
            phones=("+351 912 345 678",),
            emails=("ana@ateliersousa.pt",),
            channels=(ChannelDraft(kind=ChannelKind.ADDRESS, street="Rua do Almada", city="Guimarães"),),
            tags=("wood", "Porto"),
        ),
        ContactDraft(name="Bruno Sá Matos", lifecycle=Lifecycle.CUSTOMER, phones=("+55 (11) 98765-4321",)),
        ContactDraft(name="Café Central", kind=ContactKind.COMPANY, lifecycle=Lifecycle.FORMER, tax_id="501 964 843"),
        ContactDraft(name="Łukasz Straße", lifecycle=Lifecycle.QUALIFIED, notes="quer estantes em carvalho"),
        ContactDraft(name="Zé", phones=("00351 966 000 111",), tags=("WOOD",)),
    )
    ids = {draft.name: contacts.create(session, draft, NOW) for draft in drafts}
    company = contact_list.ids(session, ContactQuery("atelier", "companies"), 0, 1)[0]
    contacts.to_bin(session, company, NOW)
    for days, name in enumerate(("Zé", "Café Central", "Ana Sousa", "Łukasz Straße", "Bruno Sá Matos")):
        found = session.get_one(Contact, ids[name])
        found.created_at = NOW - timedelta(days=days)
    session.add_all(
        [
            sale(session.get_one(Contact, ids["Zé"]), amount=5_000),
            sale(session.get_one(Contact, ids["Zé"]), amount=2_000, date=date(2025, 1, 2)),
            sale(session.get_one(Contact, ids["Bruno Sá Matos"]), amount=9_900, currency="EUR"),
            sale(session.get_one(Contact, ids["Bruno Sá Matos"]), amount=999_900, currency="BRL"),
            sale(session.get_one(Contact, ids["Ana Sousa"]), amount=7_777, currency="USD"),
            sale(session.get_one(Contact, ids["Café Central"]), amount=7_777, deleted_at=NOW),
        ]
    )
    board = pipeline()
    session.add(board)
    session.flush()
    column = stage(board)
    session.add(column)
    session.flush()
    session.add_all(
        [
            deal(column, contact_id=ids["Zé"], next_step="Later", next_step_date=date(2026, 12, 9)),
            deal(column, contact_id=ids["Zé"], next_step="Call back", next_step_date=date(2026, 12, 1)),
            deal(column, contact_id=ids["Zé"], next_step="Some day"),
            deal(column, contact_id=ids["Ana Sousa"], next_step="Gone", deleted_at=NOW),
        ]
    )


def names(store: Database, query: ContactQuery, first: int = 0, limit: int = 50) -> list[str]:
    """The names a query lists, in order."""
    with store.read() as session:
        found = contact_list.ids(session, query, first, limit)
        by_id = contact_list.rows(session, found)
        return [by_id[contact_id].name for contact_id in found]


def row(store: Database, name: str) -> ContactRow:
    """The row of a contact."""
    with store.read() as session:
        found = contact_list.ids(session, ContactQuery(name), 0, 1)
        return contact_list.rows(session, found)[found[0]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ContactQuery(), ["Ana Sousa", "Bruno Sá Matos", "Café Central", "Łukasz Straße", "Zé"]),
        (ContactQuery(descending=True), ["Zé", "Łukasz Straße", "Café Central", "Bruno Sá Matos", "Ana Sousa"]),
        (ContactQuery(sort="lifecycle"), LIFECYCLE_ORDER),
        (ContactQuery(sort="lifecycle", descending=True), LIFECYCLE_ORDER[::-1]),
        (
            ContactQuery(sort="created", descending=True),
            ["Zé", "Café Central", "Ana Sousa", "Łukasz Straße", "Bruno Sá Matos"],
        ),
        (
            ContactQuery(sort="sales", descending=True),
            ["Bruno Sá Matos", "Zé", "Ana Sousa", "Café Central", "Łukasz Straße"],
        ),
        (ContactQuery(sort="sales"), ["Ana Sousa", "Café Central", "Łukasz Straße", "Zé", "Bruno Sá Matos"]),
        (ContactQuery(view="people"), ["Ana Sousa", "Bruno Sá Matos", "Łukasz Straße", "Zé"]),
        (ContactQuery(view="people", sort="lifecycle"), ["Zé", "Ana Sousa", "Łukasz Straße", "Bruno Sá Matos"]),
        (ContactQuery(view="companies"), ["Café Central"]),
        (ContactQuery(view="customer", sort="lifecycle"), ["Bruno Sá Matos"]),
        (ContactQuery(view="tag:Wood"), ["Ana Sousa", "Zé"]),
        (ContactQuery(view="tag:wood", sort="sales", descending=True), ["Zé", "Ana Sousa"]),
        (ContactQuery(view="tag:nothing"), []),
        (ContactQuery(view="bin"), ["Atelier, Lda"]),
    ],
)
def test_every_view_is_listed_in_every_order(filled: Database, query: ContactQuery, expected: list[str]) -> None:
    assert names(filled, query) == expected
    with filled.read() as session:
        assert contact_list.count(session, query) == len(expected)
        listed = contact_list.ids(session, query, 0, 50)
        pages = [contact_list.ids(session, query, first, 1) for first in range(len(expected) + 1)]
        assert [contact_id for page in pages for contact_id in page] == listed
        assert [contact_list.position(session, query, contact_id) for contact_id in listed] == list(range(len(listed)))
        assert contact_list.position(session, query, 999) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sa", ["Bruno Sá Matos"]),
        ("SÁ mat", ["Bruno Sá Matos"]),
        ("matos bruno", ["Bruno Sá Matos"]),
        ("lukasz strasse", ["Łukasz Straße"]),
        ("straße", ["Łukasz Straße"]),
        ("cafe", ["Café Central"]),
        ("carvalho", ["Łukasz Straße"]),
        ("ateliersousa", ["Ana Sousa"]),
        ("ana@ateliersousa.pt", ["Ana Sousa"]),
        ("guimaraes", ["Ana Sousa"]),
        ("wood", ["Ana Sousa", "Zé"]),
        ("owner", ["Ana Sousa"]),
        ("501 964 843", ["Café Central"]),
        ("912 345", ["Ana Sousa"]),
        ("912345678", ["Ana Sousa"]),
        ("+351912345678", ["Ana Sousa"]),
        ("00351 912-345-678", ["Ana Sousa"]),
        ("+351 912", ["Ana Sousa"]),
        ("351912", ["Ana Sousa"]),
        ("345 678", ["Ana Sousa"]),
        ("2345", ["Ana Sousa"]),
        ("(11) 98765-4321", ["Bruno Sá Matos"]),
        ("11987", ["Bruno Sá Matos"]),
        ("98765-4321", ["Bruno Sá Matos"]),
        ("0 11 98765 4321", ["Bruno Sá Matos"]),
        ("+44 912 345 678", []),
        ("966", ["Zé"]),
        ("entral", ["Café Central"]),
        ("ana zé", []),
        ("nobody", []),
        ('"', []),
        ("*", []),
    ],
)
def test_the_filter_finds_by_words_and_by_numbers_in_any_format(
    filled: Database, typed: str, expected: list[str]
) -> None:
    assert names(filled, ContactQuery(typed)) == expected
    with filled.read() as session:
        assert contact_list.counted(session, ContactQuery(typed)) == Counted(len(expected), more=False)


def test_names_that_begin_so_come_before_words_inside_and_notes(store: Database) -> None:
    for name, notes in (("Rui Car", ""), ("Xavier", "carro"), ("Car Rental", ""), ("Carla", "")):
        did(store, partial(contacts.create, draft=ContactDraft(name=name, notes=notes), now=NOW))

    assert names(store, ContactQuery("car")) == ["Car Rental", "Carla", "Rui Car", "Xavier"]
    assert names(store, ContactQuery("car", descending=True)) == ["Xavier", "Rui Car", "Carla", "Car Rental"]
    assert names(store, ContactQuery("car", sort="created", descending=True))[0] == "Car Rental"
    assert names(store, ContactQuery("car", sort="lifecycle")) == ["Car Rental", "Carla", "Rui Car", "Xavier"]
    assert names(store, ContactQuery("car", sort="sales")) == ["Car Rental", "Carla", "Rui Car", "Xavier"]


def test_a_filter_stays_inside_its_view(filled: Database) -> None:
    assert names(filled, ContactQuery("wood", "customer")) == []
    assert names(filled, ContactQuery("a", "people")) == ["Ana Sousa"]
    assert names(filled, ContactQuery("a", "tag:wood")) == ["Ana Sousa"]
    assert names(filled, ContactQuery("LDA", "bin")) == ["Atelier, Lda"]
    assert names(filled, ContactQuery("912 345", "tag:porto")) == ["Ana Sousa"]
    assert names(filled, ContactQuery("912 345", "companies")) == []
    assert names(filled, ContactQuery("entral", "companies")) == ["Café Central"]


def test_scripts_without_spaces_are_found_in_the_middle(store: Database) -> None:
    did(store, lambda session: contacts.create(session, ContactDraft(name="株式会社山田商店"), NOW))

    assert names(store, ContactQuery("山田")) == ["株式会社山田商店"]
    assert names(store, ContactQuery("山")) == ["株式会社山田商店"]


def test_beyond_a_thousand_matches_the_count_says_so(store: Database) -> None:
    made = {"kind": "person", "created_at": "2026-01-01T00:00:00+00:00"}
    rows = [{**made, "name": f"Ana {n}", "sort_name": f"ana {n:05}"} for n in range(1_005)]
    did(store, lambda session: bulk_insert(session, Contact, rows))

    with store.read() as session:
        assert contact_list.counted(session, ContactQuery("ana")) == Counted(1_000, more=True)
        assert len(contact_list.ids(session, ContactQuery("ana"), 990, 50)) == 10
        assert contact_list.counted(session, ContactQuery("ana 0100")) == Counted(5, more=False)
        assert contact_list.counted(session, ContactQuery()) == Counted(1_005, more=False)


def test_many_contacts_of_one_tag_are_walked_by_name(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contact_pages, "FEW", 1)

    assert names(filled, ContactQuery(view="tag:wood")) == ["Ana Sousa", "Zé"]
    assert names(filled, ContactQuery(view="tag:wood", descending=True)) == ["Zé", "Ana Sousa"]


def test_a_row_shows_what_a_person_looks_for(filled: Database) -> None:
    ana, bruno, ze = (row(filled, name) for name in ("Ana Sousa", "Bruno", "Zé"))

    assert (ana.kind, ana.phones, ana.emails, ana.tags) == (
        "person",
        ("+351 912 345 678",),
        ("ana@ateliersousa.pt",),
        ("Porto", "wood"),
    )
    assert (ana.company, ana.place, ana.detail) == ("", "Guimarães", "Guimarães")
    assert (ana.sales, ana.sales_currency) == (7_777, "USD")
    assert (bruno.sales, bruno.sales_currency, bruno.detail) == (9_900, "EUR", "+55 (11) 98765-4321")
    assert (ze.sales, ze.next_step, ze.next_step_date) == (7_000, "Call back", date(2026, 12, 1))
    assert (ze.detail, ze.created_at, ze.photo, ze.damaged) == ("Call back", NOW, None, False)


def test_a_damaged_contact_is_listed_and_marked(store: Database) -> None:
    for name in ("Ana", "Bea", "Carla"):
        did(store, partial(contacts.create, draft=ContactDraft(name=name), now=NOW))
    with store.write("Damage") as session:
        session.execute(text("PRAGMA ignore_check_constraints=ON"))
        session.execute(text("UPDATE contact SET lifecycle = 'lost', created_at = '2026-13-99' WHERE name = 'Bea'"))

    for sort in contact_list.SORTS:
        assert sorted(names(store, ContactQuery(sort=sort))) == ["Ana", "Bea", "Carla"]
    assert (row(store, "Bea").damaged, row(store, "Bea").created_at, row(store, "Ana").damaged) == (True, None, False)


@given(st.text(max_size=60) | st.text(alphabet="0123456789+()-./ #xe", max_size=20))
def test_no_text_is_too_odd_for_the_filter(filled: Database, typed: str) -> None:
    for view in ("all", "people", "customer", "tag:wood", "bin"):
        query = ContactQuery(typed, view)
        with filled.read() as session:
            assert len(contact_list.ids(session, query, 0, 50)) == min(50, contact_list.count(session, query))


@pytest.mark.parametrize(
    ("view", "sort"),
    [("all", "name"), ("people", "name"), ("companies", "name"), ("customer", "name"), ("all", "lifecycle")],
)
@pytest.mark.parametrize("descending", [False, True])
def test_a_page_is_read_in_the_order_of_an_index(filled: Database, view: str, sort: str, descending: bool) -> None:
    query = ContactQuery(view=view, sort=sort, descending=descending)

    steps = plans(filled, lambda session: contact_list.ids(session, query, 0, 50))

    assert walks(steps) == []


def test_counting_and_the_newest_first_need_no_walk(filled: Database) -> None:
    newest = ContactQuery(sort="created", descending=True)

    assert walks(plans(filled, lambda session: contact_list.ids(session, newest, 0, 50))) == []
    assert walks(plans(filled, lambda session: contact_list.count(session, ContactQuery(view="people")))) == []


@pytest.mark.parametrize("typed", ["ana", "ana s", "912 345 678", "+351 912", "owner"])
def test_a_key_press_walks_no_table(filled: Database, typed: str) -> None:
    steps = plans(filled, lambda session: contact_list.ids(session, ContactQuery(typed), 0, 50))

    # What is sorted or made unique is a handful of matches, already cut.
    assert [step for step in walks(steps) if "SCAN" in step] == []


def test_the_rows_of_a_page_are_found_by_their_ids(filled: Database) -> None:
    steps = plans(filled, lambda session: contact_list.rows(session, [1, 2, 3]))

    assert [step for step in walks(steps) if "SCAN" in step and "setting" not in step] == []
