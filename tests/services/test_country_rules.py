"""What the country of the business adds to a quote, and what it is told once."""

from __future__ import annotations

from crm_desktop.db.database import Database
from crm_desktop.domain.country_profile import Mention
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quotes import Line, LineKind
from crm_desktop.services import country_rules, quote_drafts, quote_issue, quote_papers, settings
from tests.services.quotes import FITTING, SHELF, a_customer, a_draft, complete, put


def paper(store: Database, quote_id: int) -> QuotePaper:
    with store.read() as session:
        return quote_papers.paper_of(session, quote_id)


def missing(store: Database, quote_id: int) -> set[Mention]:
    with store.read() as session:
        return set(quote_issue.missing_mentions(session, quote_id))


def to_tell(store: Database) -> str:
    with store.read() as session:
        return country_rules.to_tell(session)


def test_a_portuguese_quote_names_the_certified_program_where_there_is_one(store: Database) -> None:
    put(store, country="PT")
    quote_id = complete(store, language="en")
    assert paper(store, quote_id).notices == ("This document is not an invoice.",)
    put(store, business__software_certificate="1234/AT")
    assert paper(store, quote_id).notices[1] == "Invoices are made with certified software no. 1234/AT."
    put(store, country="FR")
    assert paper(store, quote_id).notices == ()


def test_certified_software_is_told_of_once_and_only_where_it_is_needed(store: Database) -> None:
    put(store, country="FR")
    assert to_tell(store) == ""
    put(store, country="PT")
    assert "certified software" in to_tell(store)
    with store.write("Issue quote") as session:
        country_rules.mark_told(session)
        country_rules.mark_told(session)
    assert to_tell(store) == ""
    with store.read() as session:
        assert country_rules.CERTIFIED not in {row.key for row in settings.all_settings(session)}


def test_a_brazilian_quote_tells_labour_and_material_apart(store: Database) -> None:
    put(store, country="BR")
    unclear = a_draft(store, Line(description="Visita", unit="un", unit_price=SHELF.unit_price))
    assert Mention.LABOUR_AND_MATERIAL in missing(store, unclear)
    section = Line(kind=LineKind.SECTION, description="Mão de obra")
    clear = a_draft(store, section, Line(description="Visita", unit="un", unit_price=SHELF.unit_price))
    assert Mention.LABOUR_AND_MATERIAL not in missing(store, clear)
    assert paper(store, clear).labour_apart


def test_a_french_quote_says_whether_it_costs_something(store: Database) -> None:
    put(store, country="FR")
    quote_id = a_draft(store, SHELF, FITTING, contact_id=a_customer(store))
    assert Mention.QUOTE_FEE in missing(store, quote_id)
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"closing": "Devis GRATUIT."})
    assert Mention.QUOTE_FEE not in missing(store, quote_id)
    assert "avant l’exécution" in paper(store, quote_id).acceptance
