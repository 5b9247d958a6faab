"""New contacts of an import as rows: companies, employments, odd values, what has no field."""

from __future__ import annotations

from sqlalchemy import text

from crm_desktop.db.database import Database
from crm_desktop.domain.contacts import ContactKind, Lifecycle
from crm_desktop.sentences import sentence
from crm_desktop.services import contacts
from crm_desktop.services.contact_records import export_vcards
from crm_desktop.services.contacts import ContactDraft
from tests.factories import NOW
from tests.services.rows import did
from tests.services.test_import_plan import brought, card
from tests.services.test_imports import names, shown


def company(store: Database, name: str) -> int:
    draft = ContactDraft(name=name, kind=ContactKind.COMPANY)
    made: int = did(store, lambda session: contacts.create(session, draft, NOW))
    return made


def test_a_company_of_that_name_is_linked_whatever_its_accents_and_case(store: Database) -> None:
    known = company(store, "Padaria São João")

    report = brought(store, card("Ana", "", "ORG:PADARIA SAO JOAO"), card("Rui", "", "ORG:Padaria  São João"))

    assert (report.created, names(store, "companies")) == (2, ["Padaria São João"])
    assert {shown(store, name).employments[0].company_id for name in ("Ana", "Rui")} == {known}


def test_a_company_of_the_file_itself_is_linked(store: Database) -> None:
    brought(store, card("Ana", "", "ORG:Padaria"), card("Padaria", "", "KIND:org", "TEL:+351222004120"))

    assert names(store, "companies") == ["Padaria"]
    assert shown(store, "Ana").employments[0].company_id == shown(store, "Padaria").id


def test_where_several_companies_have_that_name_another_one_is_made_and_told(store: Database) -> None:
    company(store, "Padaria")
    company(store, "Padaria")

    report = brought(store, card("Ana", "", "ORG:Padaria"), card("Rui", "", "ORG:Padaria"))

    assert len(names(store, "companies")) == 3
    assert shown(store, "Ana").employments[0].company_id == shown(store, "Rui").employments[0].company_id
    (warning,) = report.warnings
    assert sentence(warning.refusal) == (
        "There are several companies called “Padaria”. Another one is made for these people: see which is meant."
    )


def test_two_companies_of_one_name_in_the_file_are_no_employer(store: Database) -> None:
    firms = (card("Padaria", uid, "KIND:org") for uid in ("1", "2"))

    brought(store, *firms, card("Ana", "", "ORG:Padaria"))

    assert len(names(store, "companies")) == 3


def test_a_company_in_the_bin_is_nobodys_employer(store: Database) -> None:
    binned = company(store, "Padaria")
    did(store, lambda session: contacts.to_bin(session, binned, NOW))

    brought(store, card("Ana", "", "ORG:Padaria"))

    assert [job.company for job in shown(store, "Ana").employments] == ["Padaria"]
    assert shown(store, "Ana").employments[0].company_id != binned


def test_a_role_without_a_company_is_kept_and_exported_again(store: Database) -> None:
    brought(store, card("Ana", "", "TITLE:Receptionist"))

    assert (shown(store, "Ana").employments, shown(store, "Ana").extra) == ((), ("TITLE:Receptionist",))
    with store.read() as session:
        assert b"TITLE:Receptionist\r\n" in export_vcards(session, [shown(store, "Ana").id])


def test_a_life_cycle_the_program_knows_is_taken_and_another_one_is_a_suspect(store: Database) -> None:
    brought(store, card("Ana", "", "X-CRM-LIFECYCLE:customer"), card("Rui", "", "X-CRM-LIFECYCLE:boss"))

    assert shown(store, "Ana").lifecycle == Lifecycle.CUSTOMER
    assert shown(store, "Rui").lifecycle == Lifecycle.SUSPECT


def test_tags_of_one_word_are_one_tag(store: Database) -> None:
    brought(store, card("Ana", "", "CATEGORIES:VIP,vip,Porto, "))

    assert shown(store, "Ana").tags == ("Porto", "VIP")


def test_every_channel_is_found_as_if_it_had_been_typed(store: Database) -> None:
    draft = ContactDraft(
        name="Typed", phones=("+351 912 345 678", "112"), emails=("Ana@Example.pt",), web=("https://www.Example.pt/",)
    )
    did(store, lambda session: contacts.create(session, draft, NOW))
    brought(
        store,
        card("Read", "", "TEL:+351 912 345 678", "TEL:112", "EMAIL:Ana@Example.pt", "URL:https://www.Example.pt/"),
    )

    statement = text(
        "SELECT kind, value, folded, e164, digits, is_primary FROM channel WHERE contact_id = :id ORDER BY id"
    )
    with store.read() as session:
        typed, read = ([tuple(row) for row in session.execute(statement, {"id": contact_id})] for contact_id in (1, 2))
    assert sorted(typed) == sorted(read)
