"""Contacts and finding by script."""

from __future__ import annotations

import pytest

from crm_desktop.db.files import open_file
from crm_desktop.domain.contacts import ChannelKind, Lifecycle
from crm_desktop.services import contacts
from crm_desktop.services.channels import ChannelDraft
from crm_desktop.services.contacts import ContactDraft
from tests.cli.commands import Script
from tests.factories import NOW, job, sale
from tests.services.businesses import add_deal


@pytest.fixture
def filled(script: Script) -> Script:
    """Ana of a company, with a deal, a job and a sale; Rui in Porto."""
    script.new()
    store = open_file(script.file)
    ana = ContactDraft(
        name="Ana Sousa",
        company="Padaria, Lda",
        role="Owner",
        phones=("912 345 678",),
        emails=("ana@example.pt",),
        lifecycle=Lifecycle.CUSTOMER,
        tax_id="501964843",
        tags=("VIP",),
        notes="likes oak\nand pine",
    )
    address = ChannelDraft(kind=ChannelKind.ADDRESS, city="Porto")
    rui = ContactDraft(name="Rui", phones=("966000111",), channels=(address,), tax_id="501964844")
    with store.write("Contacts") as session:
        ana_id = contacts.create(session, ana, NOW)
        contacts.create(session, rui, NOW)
        session.add_all([sale(contact_id=ana_id, amount=990), job(contact_id=ana_id)])
    add_deal(store, "Kitchen", contact_id=ana_id)
    store.close()
    return script


def test_contacts_are_listed_by_name(filled: Script) -> None:
    ana, padaria, rui = filled.json("contacts")

    assert ana == {
        "id": 1,
        "kind": "person",
        "name": "Ana Sousa",
        "company": "Padaria, Lda",
        "role": "Owner",
        "phones": ["912 345 678"],
        "emails": ["ana@example.pt"],
        "place": "",
        "lifecycle": "customer",
        "tags": ["VIP"],
        "next_step": "",
        "next_step_date": None,
        "sales": "9.90",
        "currency": "EUR",
        "damaged": False,
    }
    assert (padaria["name"], padaria["kind"], rui["place"]) == ("Padaria, Lda", "company", "Porto")


def test_contacts_are_narrowed_sorted_and_cut(filled: Script) -> None:
    def names(*options: str) -> list[str]:
        return [row["name"] for row in filled.json("contacts", *options)]

    assert names("--limit", "1") == ["Ana Sousa"]
    assert names("--limit", "0") == []
    assert names("--view", "companies") == ["Padaria, Lda"]
    assert names("--view", "tag:vip") == ["Ana Sousa"]
    assert names("--text", "+351 912") == ["Ana Sousa"]
    assert names("--sort", "sales", "--descending")[0] == "Ana Sousa"
    assert "Padaria, Lda" in filled.run("contacts").out


def test_an_unknown_view_is_refused(filled: Script) -> None:
    said = filled.run("contacts", "--view", "friends")

    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("“friends” is not a list of contacts.")


def test_one_contact_is_shown_with_everything(filled: Script) -> None:
    ana = filled.json("contact", "1")

    assert (ana["name"], ana["given"], ana["family"], ana["kind"]) == ("Ana Sousa", "Ana", "Sousa", "person")
    assert ana["tax_id"] == {"value": "501964843", "kind": "NIF", "valid": True}
    assert [(channel["kind"], channel["shown"], channel["primary"]) for channel in ana["channels"]] == [
        ("phone", "+351 912 345 678", True),
        ("email", "ana@example.pt", True),
    ]
    assert ana["employments"][0]["company"] == "Padaria, Lda"
    assert ana["open_deals"] == [{"number": 1, "amount": "2400.00", "currency": "EUR"}]
    assert ana["sales"] == [{"number": 1, "amount": "9.90", "currency": "EUR"}]
    assert (ana["open_jobs"], ana["next"][0]["kind"], ana["notes"]) == (1, "job", "likes oak\nand pine")
    assert filled.json("contact", "2")["people"] == [{"id": 1, "name": "Ana Sousa", "role": "Owner"}]
    assert filled.json("contact", "3")["channels"][1]["address"]["city"] == "Porto"


def test_one_contact_reads_well_in_a_terminal(filled: Script) -> None:
    said = filled.run("contact", "1").out.splitlines()

    assert said == [
        "Ana Sousa (person, customer)",
        "Owner, Padaria, Lda",
        "phone: +351 912 345 678",
        "email: ana@example.pt",
        "NIF: 501 964 843 (valid)",
        "tags: VIP",
        "open deals: 1, 2400.00 EUR",
        "sales: 1, 9.90 EUR",
        "2026-11-21 job: Oven does not heat",
        "likes oak",
        "and pine",
    ]
    assert "NIF: 501 964 844 (not valid)" in filled.run("contact", "3").out
    assert "Ana Sousa, Owner" in filled.run("contact", "2").out


def test_a_contact_that_does_not_exist_is_refused(filled: Script) -> None:
    said = filled.run("contact", "99")

    assert (said.status, said.out) == (1, "")
    assert said.err == "This record no longer exists. Nothing was saved.\n"
    assert filled.run("contact", "x").status == 2


def test_anything_is_found_by_its_words(filled: Script) -> None:
    assert [(one["kind"], one["title"]) for one in filled.json("find", "kitchen")] == [("deal", "Kitchen")]
    assert [(one["kind"], one["id"]) for one in filled.json("find", "padaria")] == [("contact", 2), ("contact", 1)]
    assert filled.json("find", "padaria", "--limit", "1") == [
        {"kind": "contact", "id": 2, "title": "Padaria, Lda", "detail": ""}
    ]
    assert filled.json("find", '"*(') == []
    assert "Kitchen" in filled.run("find", "kitchen").out


def test_a_phone_number_shows_who_calls(filled: Script) -> None:
    assert [one["title"] for one in filled.json("find", "00351 912345678")] == ["Ana Sousa"]
    assert "+351 966 000 111: Rui" in filled.run("find", "966000111").out.splitlines()

    said = filled.run("find", "912345678").out.splitlines()

    assert said[:4] == [
        "+351 912 345 678: Ana Sousa (Owner, Padaria, Lda)",
        "  Contactado: Kitchen, 2400.00 EUR",
        "  2026-11-21 planned: Oven does not heat, 0.00 EUR",
        "  2026-11-21 sale: 9.90 EUR",
    ]
