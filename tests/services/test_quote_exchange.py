"""A quote that leaves as a file and comes back: the same quote, once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Contact
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quotes import Line, LineKind, LineRole, PlannedPayment, PriceMode, Share, ShareKind
from crm_desktop.exchange import quote_json
from crm_desktop.services import quote_drafts, quote_exchange, quote_list
from crm_desktop.services.contacts import ContactDraft, create
from crm_desktop.services.quote_exchange import Imported
from tests.factories import NOW, TODAY, new_file, opened
from tests.services.quotes import FITTING, SHELF, a_customer, a_draft, complete, issue, put, shown

HALF = Share(ShareKind.PERCENT, Decimal(50))
RICH: dict[str, Any] = {
    "reference": "Vossa ref. 7", "intro": "Bom dia\n\nA & B <Ltd>", "closing": "“Até já”", "payment_terms": "30 dias",
    "price_mode": PriceMode.GROSS, "discount": Share(ShareKind.AMOUNT, Decimal("10.50")),
    "withholding": Decimal("11.5"),    "cash_rounding": 5, "valid_until": None,
    "payments": (PlannedPayment("On order", HALF, date(2026, 12, 1)), PlannedPayment("Later", HALF)),
}  # fmt: skip
LINES = (
    Line(kind=LineKind.SECTION, description="Cozinha", hide_prices=True),
    SHELF,
    replace(FITTING, discount=Share(ShareKind.PERCENT, Decimal("7.5")), role=LineRole.OPTIONAL),
    Line(kind=LineKind.TEXT, description="Notas\nem duas linhas"),
    Line(description="Isento", unit_price=Decimal("0.3333"), tax_reason="Isento artigo 9.º do CIVA", tax_category="E"),
    Line(kind=LineKind.SUBTOTAL),
    Line(kind=LineKind.PAGE_BREAK),
)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    """The file of another business, with defaults of its own."""
    (tmp_path / "other").mkdir()
    with opened(new_file(tmp_path / "other")) as database:
        put(database, country="FR", business__name="Autre", quote__withholding="15")
        put(database, **{"quote__intro.pt_PT": "Bonjour"})
        yield database


def rich(store: Database) -> int:
    """A draft with everything a quote can have; answers its id."""
    put(store, country="PT", business__name="Oficina Silva", business__tax_id="509442013")
    quote_id = a_draft(store, *LINES, contact_id=a_customer(store), title="Cozinha", language="pt_PT")
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, RICH)
    return quote_id


def exported(store: Database, quote_id: int) -> bytes:
    with store.read() as session:
        return quote_exchange.as_json(session, quote_id)


def brought(store: Database, content: bytes) -> Imported:
    with store.write("Import quote") as session:
        read = quote_json.read(content, "quote.json")
        return quote_exchange.import_quote(session, read, today=TODAY, now=NOW)


def content_of(store: Database, quote_id: int) -> dict[str, Any]:
    """What the exported document says, without where it comes from."""
    found = json.loads(exported(store, quote_id))
    found.pop("exported")
    return dict(found)


def test_a_draft_comes_back_exactly_in_another_file(store: Database, other: Database) -> None:
    quote_id = rich(store)
    found = brought(other, exported(store, quote_id))
    assert found.created
    assert content_of(other, found.id) == content_of(store, quote_id)
    here, there = shown(store, quote_id), shown(other, found.id)
    assert there.terms == here.terms
    assert there.totals == here.totals
    assert (there.intro, there.closing, there.valid_until, there.contact) == (
        here.intro,
        here.closing,
        None,
        "Ana Sousa",
    )


def test_imported_twice_it_is_there_once_even_after_it_was_changed(store: Database, other: Database) -> None:
    content = exported(store, rich(store))
    first = brought(other, content)
    assert brought(other, content) == Imported(first.id, created=False)
    with other.write("Edit quote") as session:
        quote_drafts.edit(session, first.id, {"title": "Nova"})
    assert brought(other, content) == Imported(first.id, created=False)
    assert shown(other, first.id).title == "Nova"


def test_a_draft_of_this_file_is_known_by_its_content(store: Database) -> None:
    quote_id = rich(store)
    content = exported(store, quote_id)
    assert brought(store, content) == Imported(quote_id, created=False)
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"title": "Other"})
    assert brought(store, content).created


def test_an_issued_quote_of_this_file_is_known_by_its_number(store: Database) -> None:
    quote_id = rich(store)
    number = issue(store, quote_id).number
    content = exported(store, quote_id)
    assert json.loads(content)["exported"]["number"] == number
    put(store, business__name="Renamed")
    assert brought(store, content) == Imported(quote_id, created=False)


def test_a_file_that_was_changed_is_told_from_the_quote_that_is_here(store: Database) -> None:
    quote_id = rich(store)
    issue(store, quote_id)
    content = exported(store, quote_id)
    assert brought(store, content) == Imported(quote_id, created=False)
    changed = json.loads(content)
    changed["lines"][1]["unit_price"] = "1450"
    del changed["exported"]["totals"]
    assert brought(store, json.dumps(changed).encode()) == Imported(quote_id, created=False, differs=True)
    assert exported(store, quote_id) == content
    with store.read() as session:
        without_costs = quote_exchange.as_json(session, quote_id, costs=False)
    assert not brought(store, without_costs).differs


def test_an_issued_quote_exports_what_was_frozen(store: Database) -> None:
    quote_id = complete(store)
    issue(store, quote_id)
    before = exported(store, quote_id)
    put(store, business__name="Renamed", country="BR")
    assert exported(store, quote_id) == before


def test_a_quote_issued_elsewhere_becomes_a_draft_that_tells_its_origin(store: Database, other: Database) -> None:
    quote_id = rich(store)
    number = issue(store, quote_id).number
    found = brought(other, exported(store, quote_id))
    there = shown(other, found.id)
    assert (there.status, there.number) == ("draft", "")
    assert number in there.notes
    assert "Oficina Silva" in there.notes
    issue(store, complete(store))
    assert brought(other, exported(store, quote_id)) == Imported(found.id, created=False)


def test_the_same_number_of_another_business_is_another_quote(store: Database, other: Database) -> None:
    put(store, business__name="Oficina Silva")
    ours = complete(store)
    number = issue(store, ours).number
    theirs = complete(other)
    assert issue(other, theirs).number == number
    assert brought(other, exported(store, ours)).created


def test_in_the_bin_it_is_no_longer_here(store: Database, other: Database) -> None:
    content = exported(store, rich(store))
    first = brought(other, content)
    with other.write("Delete quote") as session:
        quote_drafts.to_bin(session, first.id, now=NOW)
    assert brought(other, content).created


def test_one_import_is_one_step_to_undo(store: Database, other: Database) -> None:
    found = brought(other, exported(store, rich(store)))
    other.undo()
    with other.read() as session, pytest.raises(Refused):
        quote_list.quote(session, found.id, TODAY)


def test_the_customer_is_found_by_tax_number_among_those_of_a_name(store: Database, other: Database) -> None:
    with store.write("New contact") as session:
        contact = create(session, ContactDraft(name="Ana Sousa", tax_id="123456789"), NOW)
    content = exported(store, a_draft(store, SHELF, contact_id=contact))
    a_customer(other)
    with other.write("New contact") as session:
        wanted = create(session, ContactDraft(name="Ana Sousa", tax_id="123456789"), NOW)
    assert shown(other, brought(other, content).id).contact_id == wanted


@pytest.mark.parametrize(
    ("here", "taken", "told"),
    [("PT 123 456 789", True, ""), ("", True, ""), ("987654321", False, "Ana Sousa")],
)
def test_somebody_of_the_name_with_another_tax_number_is_somebody_else(
    store: Database, other: Database, here: str, taken: bool, told: str
) -> None:
    with store.write("New contact") as session:
        contact = create(session, ContactDraft(name="Ana Sousa", tax_id="PT123456789"), NOW)
    content = exported(store, a_draft(store, SHELF, contact_id=contact))
    with other.write("New contact") as session:
        known = create(session, ContactDraft(name="Ana Sousa", tax_id=here), NOW)
    found = brought(other, content)
    assert (shown(other, found.id).contact_id == known, found.namesake) == (taken, told)
    with other.read() as session:
        for_whom = session.get_one(Contact, shown(other, found.id).contact_id)
        assert for_whom.tax_id == (here if taken else "PT123456789")


def test_among_several_of_a_name_nobody_is_guessed(store: Database, other: Database) -> None:
    content = exported(store, rich(store))
    a_customer(other)
    a_customer(other)
    with pytest.raises(Refused, match="customer_ambiguous"):
        brought(other, content)


def test_a_draft_without_a_customer_stays_without(store: Database, other: Database) -> None:
    quote_id = a_draft(store, SHELF)
    found = brought(other, exported(store, quote_id))
    assert shown(other, found.id).contact_id is None
    assert brought(store, exported(store, quote_id)) == Imported(quote_id, created=False)


def test_a_document_written_by_hand_takes_the_defaults_and_is_known_again(other: Database) -> None:
    content = json.dumps(
        {"customer": "Ana Sousa", "date": "2026-11-21", "currency": "EUR", "lines": [{"unit_price": "10"}]}
    ).encode()
    found = brought(other, content)
    assert shown(other, found.id).valid_until == date(2026, 12, 21)
    assert brought(other, content) == Imported(found.id, created=False)


def test_ubl_is_of_the_frozen_paper(store: Database) -> None:
    quote_id = rich(store)
    issue(store, quote_id)
    with store.read() as session:
        before = quote_exchange.as_ubl(session, quote_id)
    put(store, business__name="Renamed")
    with store.read() as session:
        assert quote_exchange.as_ubl(session, quote_id) == before
    assert b"<cbc:TaxExemptionReasonCode>M07</cbc:TaxExemptionReasonCode>" in before
    assert b"Oficina Silva" in before
