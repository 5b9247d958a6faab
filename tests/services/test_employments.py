"""Where people work, and the org chart of a company."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from crm_desktop.db.database import Database
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.services import contacts, employments
from crm_desktop.services.contact_detail import ContactDetail, contact
from crm_desktop.services.contacts import ContactDraft
from tests.factories import NOW, TODAY
from tests.services.rows import did, undoable


def made(store: Database, name: str, company: str = "", role: str = "", kind: str = "person") -> int:
    draft = ContactDraft(name=name, company=company, role=role, kind=ContactKind(kind))
    created: int = did(store, lambda session: contacts.create(session, draft, NOW))
    return created


def shown(store: Database, contact_id: int) -> ContactDetail:
    with store.read() as session:
        return contact(session, contact_id, TODAY)


def names(store: Database, contact_id: int) -> list[str]:
    return [employment.company for employment in shown(store, contact_id).employments]


def test_a_typed_company_is_found_whatever_its_accents_and_case_or_else_created(store: Database) -> None:
    ana = made(store, "Ana", "Padaria São João", "Baker")
    rui = made(store, "Rui", "PADARIA SAO JOAO")

    company = shown(store, ana).employments[0].company_id
    assert shown(store, rui).employments[0].company_id == company
    assert [(person.name, person.role) for person in shown(store, company).people] == [("Ana", "Baker"), ("Rui", "")]
    assert shown(store, company).created_at == NOW


def test_a_second_employment_can_become_the_main_one(store: Database) -> None:
    ana = made(store, "Ana", "Padaria")
    with undoable(store) as session:
        second = employments.add_employment(session, ana, "Talho", department="Sales", now=NOW)
    assert names(store, ana) == ["Padaria", "Talho"]

    with undoable(store) as session:
        employments.make_main(session, second)
    assert names(store, ana) == ["Talho", "Padaria"]

    with undoable(store) as session:
        employments.remove_employment(session, second)
    assert names(store, ana) == ["Padaria"]


def test_an_employment_is_edited_in_place(store: Database) -> None:
    ana = made(store, "Ana", "Padaria")
    talho = made(store, "Talho", kind="company")
    employment = shown(store, ana).employments[0]

    with undoable(store) as session:
        employments.edit_employment(session, employment.id, {"role": " Chief ", "company": talho}, now=NOW)
    assert [(at.company, at.role) for at in shown(store, ana).employments] == [("Talho", "Chief")]

    with pytest.raises(Stale), store.write("Edit") as session:
        employments.edit_employment(session, employment.id, {"role": "Owner"}, seen={"role": ""}, now=NOW)

    did(store, lambda session: employments.edit_employment(session, employment.id, {"company": "New"}, now=NOW))
    assert names(store, ana) == ["New"]


def test_the_org_chart_stands_in_order_with_its_depth(store: Database) -> None:
    people = {name: made(store, name, "Padaria") for name in ("Ana", "Bea", "Carla", "Dina")}
    company = shown(store, people["Ana"]).employments[0].company_id
    for name, chief in (("Ana", "Dina"), ("Bea", "Ana"), ("Carla", "Dina")):
        employment = shown(store, people[name]).employments[0].id
        values = {"reports_to_id": people[chief]}
        did(store, partial(employments.edit_employment, employment_id=employment, values=values, now=NOW))

    chart = [(person.name, person.depth) for person in shown(store, company).people]
    assert chart == [("Dina", 0), ("Ana", 1), ("Bea", 2), ("Carla", 1)]
    assert shown(store, people["Bea"]).employments[0].reports_to == "Ana"

    did(store, lambda session: contacts.to_bin(session, people["Dina"], NOW))
    chart = [(person.name, person.depth) for person in shown(store, company).people]
    assert chart == [("Ana", 0), ("Bea", 1), ("Carla", 0)]


def test_nobody_reports_to_themselves_even_by_a_detour(store: Database) -> None:
    ana, bea = made(store, "Ana", "Padaria"), made(store, "Bea", "Padaria")
    at_ana, at_bea = (shown(store, person).employments[0].id for person in (ana, bea))
    did(store, lambda session: employments.edit_employment(session, at_bea, {"reports_to_id": ana}, now=NOW))

    for chief in (ana, bea):
        with pytest.raises(Refused) as refused, store.write("Edit") as session:
            employments.edit_employment(session, at_ana, {"reports_to_id": chief}, now=NOW)
        assert (refused.value.key, refused.value.field) == ("employment.circle", "reports_to_id")

    did(store, lambda session: employments.edit_employment(session, at_bea, {"reports_to_id": None}, now=NOW))
    did(store, lambda session: employments.edit_employment(session, at_ana, {"reports_to_id": bea}, now=NOW))
    assert shown(store, ana).employments[0].reports_to == "Bea"


def test_a_circle_that_a_damaged_file_has_does_not_hold_anybody_up(store: Database) -> None:
    ana, bea, carla = (made(store, name, "Padaria") for name in ("Ana", "Bea", "Carla"))
    with store.write("Damage") as session:
        for person, chief in ((ana, bea), (bea, ana)):
            session.execute(text(f"UPDATE employment SET reports_to_id = {chief} WHERE person_id = {person}"))

    at_carla = shown(store, carla).employments[0].id
    did(store, lambda session: employments.edit_employment(session, at_carla, {"reports_to_id": ana}, now=NOW))

    assert shown(store, carla).employments[0].reports_to == "Ana"


@pytest.mark.parametrize(
    ("person", "company", "key"),
    [
        ("Padaria", "Talho", "employment.not_a_person"),
        ("Ana", "Padaria", "employment.twice"),
        ("Ana", "", "name.empty"),
        ("Ana", "\u200b", "name.empty"),
    ],
)
def test_an_employment_that_cannot_be_is_refused(store: Database, person: str, company: str, key: str) -> None:
    ana = made(store, "Ana", "Padaria")
    ids = {"Ana": ana, "Padaria": shown(store, ana).employments[0].company_id}

    with pytest.raises(Refused) as refused, store.write("Add") as session:
        employments.add_employment(session, ids[person], company, now=NOW)

    assert (refused.value.key, refused.value.field) == (key, "company")


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"company": "Talho"}, "employment.twice"),
        ({"company": 1}, "employment.not_a_company"),
        ({"company": 99}, "record.missing"),
        ({"reports_to_id": 2}, "employment.not_a_person"),
        ({"reports_to_id": 99}, "record.missing"),
        ({"salary": "1"}, "document.unknown_key"),
    ],
)
def test_an_edit_of_an_employment_that_cannot_be_is_refused(store: Database, values: dict[str, Any], key: str) -> None:
    ana = made(store, "Ana", "Padaria")
    did(store, lambda session: employments.add_employment(session, ana, "Talho", now=NOW))

    with pytest.raises(Refused) as refused, store.write("Edit") as session:
        employments.edit_employment(session, shown(store, ana).employments[0].id, values, now=NOW)

    assert (refused.value.key, refused.value.field) == (key, next(iter(values)))


def test_a_company_in_the_bin_is_no_employer_until_it_is_restored(store: Database) -> None:
    ana = made(store, "Ana", "Padaria")
    company = shown(store, ana).employments[0].company_id
    did(store, lambda session: contacts.to_bin(session, company, NOW))
    assert names(store, ana) == []

    did(store, lambda session: contacts.restore(session, company))
    assert names(store, ana) == ["Padaria"]
