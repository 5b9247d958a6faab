"""Whom a paper is addressed to: the company of a person, and a country only where the letter leaves its own."""

from __future__ import annotations

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.contacts import ChannelUse
from crm_desktop.services.parties import Sender, customer_party
from crm_desktop.words import words_of
from tests.factories import NOW, address, company, employment, person


@pytest.mark.parametrize(
    ("country", "last_line"),
    [("PT", "4000-123 Porto"), ("pt", "4000-123 Porto"), ("BR", "Brasil"), ("Atlantis", "Atlantis")],
)
def test_a_country_is_written_only_abroad_and_in_the_language_of_the_paper(
    store: Database, country: str, last_line: str
) -> None:
    with store.write("Fill") as session:
        customer = person(channels=[address(country=country)])
        session.add(customer)
        session.flush()
        party = customer_party(session, customer.id, "NIF", Sender("PT", words_of("pt_PT")))
    assert party.address[-1] == last_line


def test_somebody_in_a_company_is_written_to_there(store: Database) -> None:
    with store.write("Fill") as session:
        bakery = company(channels=[address("Rua do Forno 1")], tax_id="501964843")
        session.add(bakery)
        session.flush()
        baker = person(employments=[employment(bakery)])
        session.add(baker)
        session.flush()
        party = customer_party(session, baker.id, "NIF")
    assert (party.name, party.person) == ("Padaria Central, Lda", "Ana Sousa")
    assert party.address[0] == "Rua do Forno 1"
    assert (party.tax_id_label, party.tax_id) == ("NIF", "501964843")


def test_a_company_in_the_bin_gives_way_to_the_next_one(store: Database) -> None:
    with store.write("Fill") as session:
        closed, bakery = company("Closed, Lda"), company()
        session.add_all([closed, bakery])
        session.flush()
        baker = person(employments=[employment(closed), employment(bakery, position=1)])
        session.add(baker)
        closed.deleted_at = NOW
        session.flush()
        assert customer_party(session, baker.id, "NIF").name == "Padaria Central, Lda"
        bakery.deleted_at = NOW
        assert customer_party(session, baker.id, "NIF").name == "Ana Sousa"


def test_a_paper_goes_to_the_billing_address_rather_than_the_primary_one(store: Database) -> None:
    with store.write("Fill") as session:
        customer = person(
            channels=[
                address("Home 1"),
                address("Work 2", is_primary=True),
                address("Bills 3", purpose=ChannelUse.BILLING),
            ]
        )
        session.add(customer)
        session.flush()
        assert customer_party(session, customer.id, "NIF").address[0] == "Bills 3"
        customer.channels.pop()
        session.flush()
        assert customer_party(session, customer.id, "NIF").address[0] == "Work 2"


def test_nobody_is_an_empty_party(store: Database) -> None:
    with store.read() as session:
        assert customer_party(session, None, "NIF").name == ""
