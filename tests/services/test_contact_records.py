"""Contacts of the file as records, the way back of an import."""

from __future__ import annotations

from functools import partial

from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Channel, Contact
from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind, Lifecycle
from crm_desktop.exchange.contacts import read
from crm_desktop.exchange.records import AddressRecord, ChannelRecord, ContactRecord, OrganizationRecord, Photo
from crm_desktop.services import contacts, photos
from crm_desktop.services.channels import ChannelDraft
from crm_desktop.services.contact_records import export_vcards, records
from crm_desktop.services.contacts import ContactDraft
from tests.factories import NOW, person
from tests.services.rows import did
from tests.services.test_photos import picture

DRAFT = ContactDraft(
    name="Ana de Sousa",
    company="Padaria",
    role="Owner",
    phones=("+351 912 345 678",),
    channels=(ChannelDraft(kind=ChannelKind.ADDRESS, purpose=ChannelUse.HOME, street="Rua A\nLoja 2", city="Porto"),),
    lifecycle=Lifecycle.CUSTOMER,
    source="Fair",
    tax_id="501964843",
    language="pt_PT",
    birthday="1980-03-22",
    notes="one\ntwo",
    tags=("VIP", "wood"),
)


def test_a_record_has_everything_a_contact_has(store: Database) -> None:
    ana = did(store, lambda session: contacts.create(session, DRAFT, NOW))
    did(store, lambda session: photos.set_photo(session, ana, picture()))

    with store.read() as session:
        (record,) = records(session, [ana])

    assert record == ContactRecord(
        kind=ContactKind.PERSON,
        display_name="Ana de Sousa",
        given="Ana",
        family="de Sousa",
        organizations=(OrganizationRecord("Padaria", "", "Owner"),),
        channels=(
            ChannelRecord(ChannelKind.PHONE, ChannelUse.MOBILE, "+351 912 345 678", "", True, None),
            ChannelRecord(
                ChannelKind.ADDRESS,
                ChannelUse.HOME,
                "",
                "",
                True,
                AddressRecord(street="Rua A\nLoja 2", city="Porto"),
            ),
        ),
        birthday="1980-03-22",
        notes="one\ntwo",
        categories=("VIP", "wood"),
        language="pt_PT",
        origin="Fair",
        lifecycle="customer",
        tax_id="501964843",
        uid=record.uid,
        photo=Photo("image/png", picture()),
    )


def test_records_come_in_the_order_asked_for_and_without_those_that_are_gone(store: Database) -> None:
    ids = [did(store, partial(contacts.create, draft=ContactDraft(name=name), now=NOW)) for name in "abc"]

    with store.read() as session:
        assert [record.display_name for record in records(session, [ids[2], 99, ids[0]])] == ["c", "a"]


def test_a_contact_older_than_uids_has_one_made_of_its_content_or_none(store: Database) -> None:
    with store.write("Old") as session:
        session.add_all([person("Ana", digest="0123456789abcdef" * 2), person("Rui")])

    with store.read() as session:
        assert [record.uid for record in records(session, [1, 2])] == [
            "urn:uuid:01234567-89ab-cdef-0123-456789abcdef",
            "",
        ]


def test_an_address_of_one_text_is_exported_as_its_street(store: Database) -> None:
    with store.write("Address") as session:
        session.add(person("Ana", channels=[Channel(kind=ChannelKind.ADDRESS, value="Rua A 1, Porto")]))

    with store.read() as session:
        (record,) = records(session, [1])
        assert record.channels[0].address == AddressRecord(street="Rua A 1, Porto")


def test_exported_cards_are_read_back_as_the_same_contacts(store: Database) -> None:
    ana = did(store, lambda session: contacts.create(session, DRAFT, NOW))
    with store.read() as session:
        before = list(records(session, [ana, session.query(Contact).filter_by(name="Padaria").one().id]))
        cards = export_vcards(session, [ana, 2])

    found = read("cards.vcf", cards)

    assert found.rejected == found.warnings == ()
    assert [one._replace(digest="", source="", line=0) for one in found.records] == before
