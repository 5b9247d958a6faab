"""Drafting a quote: defaults, facts, lines, copies, the bin; what was issued is refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import text

from crm_desktop.db.database import Database
from crm_desktop.db.models.deals import Deal
from crm_desktop.db.models.quotes import QuoteLine
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.domain.quotes import Line, LineKind, LineRole, PlannedPayment, Share, ShareKind
from crm_desktop.services import deals, quote_drafts, quote_lines, quote_list, settings
from crm_desktop.services.deals import NewDeal
from crm_desktop.services.quote_drafts import NewQuote
from crm_desktop.services.quote_terms import DraftLine
from tests.factories import NOW, TODAY, person
from tests.services.businesses import start

SHELF = Line(description="Oak shelf", quantity=Decimal(6), unit_price=Decimal(145), tax_rate=Decimal(23))
FITTING = Line(description="Fitting", quantity=Decimal("6.5"), unit_price=Decimal(42), tax_rate=Decimal(23))


def a_draft(store: Database, *lines: Line, **values: object) -> int:
    """A saved draft with these lines."""
    with store.write("New quote") as session:
        quote_id = quote_drafts.create(session, NewQuote(**values), today=TODAY, now=NOW)  # type: ignore[arg-type]
        quote_lines.put_lines(session, quote_id, [DraftLine(line) for line in lines])
    return quote_id


def shown(store: Database, quote_id: int) -> quote_list.QuoteDetail:
    """The quote as its editor shows it."""
    with store.read() as session:
        return quote_list.quote(session, quote_id, TODAY)


def test_a_new_draft_takes_the_defaults_of_the_business(store: Database) -> None:
    with store.write("Settings") as session:
        settings.put(session, "country", "BR")
        settings.put(session, "quote.intro.pt_BR", "Conforme combinado")
    draft = shown(store, a_draft(store))
    assert draft.terms.currency == "BRL"
    assert draft.language == "pt_BR"
    assert draft.intro == "Conforme combinado"
    assert draft.valid_until == TODAY + dt.timedelta(days=10)


def test_a_new_draft_speaks_the_language_of_its_customer(store: Database) -> None:
    with store.write("New contact") as session:
        customer = person(language="pt_BR")
        session.add(customer)
        session.flush()
        contact_id = customer.id
    assert shown(store, a_draft(store, contact_id=contact_id)).language == "pt_BR"


def test_another_customer_brings_their_language_and_its_standard_texts(store: Database) -> None:
    with store.write("Fill") as session:
        settings.put(session, "quote.intro.en", "As discussed")
        settings.put(session, "quote.intro.pt_BR", "Conforme combinado")
        settings.put(session, "quote.closing.pt_BR", "Obrigado")
        session.add_all([customer := person(language="pt_BR"), silent := person("Rui")])
        session.flush()
        contact_id, silent_id = customer.id, silent.id
    quote_id = a_draft(store)
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"closing": "See you soon"})
        quote_drafts.edit(session, quote_id, {"contact_id": contact_id})
    draft = shown(store, quote_id)
    assert (draft.language, draft.intro, draft.closing) == ("pt_BR", "Conforme combinado", "See you soon")
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"contact_id": silent_id})
    assert shown(store, quote_id).language == "pt_BR"


@pytest.mark.parametrize("written", [{"title": "Kitchen"}, {"notes": "Ask again"}, {"reference": "Your mail"}])
def test_only_a_draft_nobody_wrote_into_is_discarded(store: Database, written: dict[str, str]) -> None:
    blank, with_line, told = a_draft(store), a_draft(store, SHELF), a_draft(store)
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, told, written)
    with store.write("Leave") as session:
        for quote_id in (blank, with_line, told):
            quote_drafts.discard_if_blank(session, quote_id)
        assert not quote_drafts.is_blank(session, blank)
        assert quote_list.ids(session, quote_list.QuoteQuery(sort="number", descending=False), 0, 9) == [
            with_line,
            told,
        ]


def test_lines_come_back_as_typed_and_their_totals_with_them(store: Database) -> None:
    option = Line(description="LED", unit_price=Decimal(28), role=LineRole.OPTIONAL, tax_rate=Decimal(23))
    draft = shown(store, a_draft(store, Line(kind=LineKind.SECTION, description="Kitchen"), SHELF, FITTING, option))
    assert [line.line.description for line in draft.lines] == ["Kitchen", "Oak shelf", "Fitting", "LED"]
    assert (draft.totals.net, draft.totals.tax, draft.totals.total) == (114300, 26289, 140589)


def test_the_list_shows_the_total_the_editor_shows(store: Database) -> None:
    quote_id = a_draft(store, SHELF)
    with store.read() as session:
        row = quote_list.rows(session, [quote_id], TODAY)[quote_id]
    assert (row.net, row.total) == (shown(store, quote_id).totals.net, shown(store, quote_id).totals.total)


def test_lines_can_be_moved_changed_and_taken_away_and_undo_brings_them_back(store: Database) -> None:
    quote_id = a_draft(store, SHELF, FITTING)
    before = shown(store, quote_id)
    with store.write("Edit lines") as session:
        quote_lines.put_lines(session, quote_id, [before.lines[1]], seen=before.lines)
    assert [line.line.description for line in shown(store, quote_id).lines] == ["Fitting"]
    store.undo()
    assert shown(store, quote_id) == before


def test_unchanged_lines_are_not_written_again(store: Database) -> None:
    quote_id = a_draft(store, SHELF, FITTING)
    before = shown(store, quote_id)
    with store.write("Edit lines") as session:
        quote_lines.put_lines(session, quote_id, [*before.lines, DraftLine(SHELF)])
        changed = [row for row in session.dirty if isinstance(row, QuoteLine) and session.is_modified(row)]
    assert changed == []
    assert [line.id for line in shown(store, quote_id).lines][:2] == [line.id for line in before.lines]


def test_lines_changed_elsewhere_are_not_overwritten(store: Database) -> None:
    quote_id = a_draft(store, SHELF)
    seen = shown(store, quote_id).lines
    with store.write("Elsewhere") as session:
        quote_lines.put_lines(session, quote_id, [DraftLine(FITTING)])
    with pytest.raises(Stale), store.write("Here") as session:
        quote_lines.put_lines(session, quote_id, [], seen=seen)
    assert [line.line for line in shown(store, quote_id).lines] == [FITTING]


def test_facts_are_edited_and_a_stale_one_is_refused(store: Database) -> None:
    quote_id = a_draft(store, SHELF, title="Shelves")
    with store.write("Edit quote") as session:
        quote_drafts.edit(
            session, quote_id, {"title": "Kitchen  shelves", "discount": Share(ShareKind.PERCENT, Decimal(10))}
        )
    assert shown(store, quote_id).title == "Kitchen shelves"
    assert shown(store, quote_id).totals.discount == 8700
    with pytest.raises(Stale) as caught, store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"title": "Mine"}, seen={"title": "Shelves"})
    assert caught.value.theirs == "Kitchen shelves"


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"valid_until": TODAY - dt.timedelta(days=1)}, "quote.valid_before_date"),
        ({"currency": "XXQ"}, "currency.unknown"),
        ({"discount": Share(ShareKind.AMOUNT, Decimal(10000))}, "quote.discount_too_large"),
        ({"withholding": Decimal(101)}, "quote.percent_range"),
        ({"contact_id": 99}, "record.missing"),
        ({"title": "x" * 2000}, "text.too_long"),
    ],
)
def test_facts_that_cannot_be_are_refused_and_nothing_is_saved(
    store: Database, values: dict[str, object], key: str
) -> None:
    quote_id = a_draft(store, SHELF)
    before = shown(store, quote_id)
    with pytest.raises(Refused) as caught, store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, values)
    assert caught.value.key == key
    assert shown(store, quote_id) == before


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (Line(unit_price=Decimal(-1)), "quote.amount_negative"),
        (Line(quantity=Decimal(0)), "quote.quantity_not_positive"),
        (Line(tax_rate=Decimal(101)), "quote.percent_range"),
        (Line(unit_price=Decimal("1.00001")), "amount.too_precise"),
        (Line(unit_price=Decimal(10) ** 40), "amount.too_large"),
    ],
)
def test_lines_that_cannot_be_are_refused(store: Database, line: Line, key: str) -> None:
    with pytest.raises(Refused) as caught:
        a_draft(store, line)
    assert caught.value.key == key


def test_a_copy_is_a_draft_of_today_with_the_same_lines(store: Database) -> None:
    quote_id = a_draft(store, SHELF, FITTING, title="Shelves")
    later = TODAY + dt.timedelta(days=100)
    with store.write("Duplicate quote") as session:
        copy_id = quote_drafts.duplicate(session, quote_id, today=later, now=NOW)
    first, copy = shown(store, quote_id), shown(store, copy_id)
    assert (copy.date, copy.valid_until) == (later, later + dt.timedelta(days=30))
    assert [line.line for line in copy.lines] == [line.line for line in first.lines]
    assert copy.totals == first.totals
    assert {line.id for line in copy.lines}.isdisjoint({line.id for line in first.lines})


def test_a_copy_leaves_the_customers_reference_and_a_deal_that_is_over(store: Database) -> None:
    start(store)
    with store.write("New deal") as session:
        open_deal = deals.create(session, NewDeal("Shelves"), today=TODAY, now=NOW)
    quote_id = a_draft(store, SHELF, deal_id=open_deal)
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"reference": "PO 7"})
        first = quote_drafts.duplicate(session, quote_id, today=TODAY, now=NOW)
        session.get_one(Deal, open_deal).closed_on = TODAY
        second = quote_drafts.duplicate(session, quote_id, today=TODAY, now=NOW)
    copies = [shown(store, copy) for copy in (first, second)]
    assert [(copy.reference, copy.deal_id) for copy in copies] == [("", open_deal), ("", None)]


def test_the_payments_of_a_copy_fall_due_as_far_from_its_date(store: Database) -> None:
    quote_id = a_draft(store, SHELF)
    half = Share(ShareKind.PERCENT, Decimal(50))
    due = (PlannedPayment("On order", half, TODAY + dt.timedelta(days=10)), PlannedPayment("At the end", half))
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"payments": due})
    later = TODAY + dt.timedelta(days=100)
    with store.write("Duplicate quote") as session:
        copy_id = quote_drafts.duplicate(session, quote_id, today=later, now=NOW)
    assert [payment.due for payment in shown(store, copy_id).terms.payments] == [later + dt.timedelta(days=10), None]


def test_a_draft_goes_to_the_bin_and_comes_back(store: Database) -> None:
    quote_id = a_draft(store, SHELF)
    with store.write("Delete quote") as session:
        quote_drafts.to_bin(session, quote_id, now=NOW)
    with store.read() as session:
        assert quote_list.count(session, quote_list.QuoteQuery()) == 0
        assert quote_list.count(session, quote_list.QuoteQuery(view="bin")) == 1
    with store.write("Restore quote") as session:
        quote_drafts.restore(session, quote_id)
    assert not shown(store, quote_id).binned


def test_days_no_calendar_of_ours_has_and_deals_that_are_not_there_are_refused(store: Database) -> None:
    quote_id = a_draft(store, SHELF)
    before = shown(store, quote_id)
    far = dt.date(2199, 12, 31)
    for values, key in (
        ({"date": dt.date(201, 1, 1)}, "date.not_a_date"),
        ({"valid_until": dt.date(9999, 12, 31)}, "date.not_a_date"),
        ({"deal_id": 99}, "record.missing"),
    ):
        with pytest.raises(Refused) as caught, store.write("Edit quote") as session:
            quote_drafts.edit(session, quote_id, values)
        assert (caught.value.key, caught.value.field) == (key, next(iter(values)))
    for new in (NewQuote(date=far), NewQuote(deal_id=99)):
        with pytest.raises(Refused), store.write("New quote") as session:
            quote_drafts.create(session, new, today=TODAY, now=NOW)
    assert shown(store, quote_id) == before


def test_a_copy_of_a_quote_with_a_damaged_day_is_valid_for_ever(store: Database) -> None:
    quote_id = a_draft(store, SHELF)
    with store.write("Damage") as session:
        session.execute(text("UPDATE quote SET valid_until = 'soon'"))
    with store.write("Duplicate quote") as session:
        copy = quote_drafts.duplicate(session, quote_id, today=TODAY, now=NOW)
    assert (shown(store, copy).date, shown(store, copy).valid_until) == (TODAY, None)
