"""Invoices made elsewhere and payments of a quote: what is agreed, what is open, and every step undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from crm_desktop.db.database import Database
from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.domain.quote_balance import DEPOSIT, PLANNED, REST, Instalment
from crm_desktop.domain.quotes import LineRole, PlannedPayment, Share, ShareKind
from crm_desktop.sentences import sentence
from crm_desktop.services import quote_acceptance, quote_answers, quote_drafts, quote_list, quote_money
from crm_desktop.services.quote_acceptance import Answer
from crm_desktop.services.quote_money import NewInvoice, NewReceipt, QuoteMoney
from tests.factories import NOW, TODAY
from tests.services.quotes import FITTING, SHELF, a_customer, a_draft, issue, revise, shown

PERCENT, AMOUNT = ShareKind.PERCENT, ShareKind.AMOUNT


def sold(store: Database, **terms: Any) -> int:
    """An issued quote of 1,405.89 (1,143.00 and 23 %); answers its id."""
    quote_id = a_draft(store, SHELF, FITTING, contact_id=a_customer(store))
    if terms:
        with store.write("Edit quote") as session:
            quote_drafts.edit(session, quote_id, terms)
    issue(store, quote_id)
    return quote_id


def money(store: Database, quote_id: int) -> QuoteMoney:
    with store.read() as session:
        return quote_money.money(session, quote_id)


def pay(store: Database, quote_id: int, amount: int, day: date = TODAY) -> int:
    with store.write("Record payment") as session:
        return quote_money.add_receipt(session, quote_id, NewReceipt(day, amount), today=TODAY)


def invoice(store: Database, quote_id: int, number: str, amount: int) -> int:
    with store.write("Record invoice") as session:
        return quote_money.add_invoice(session, quote_id, NewInvoice(number, TODAY, amount), today=TODAY)


def accept(store: Database, quote_id: int, *options: int) -> None:
    with store.write("Accept quote", barrier="undo.barrier.answer") as session:
        quote_acceptance.accept(session, quote_id, Answer(TODAY, options=options), today=TODAY, now=NOW)


def unpaid(store: Database) -> list[int]:
    with store.read() as session:
        return quote_list.ids(session, quote_list.QuoteQuery(view="unpaid", today=TODAY), 0, 10)


def test_the_schedule_says_what_is_due_next(store: Database) -> None:
    plan = (
        PlannedPayment("On order", Share(PERCENT, Decimal(40)), date(2026, 12, 1)),
        PlannedPayment("At the end", Share(PERCENT, Decimal(50))),
    )
    quote_id = sold(store, payments=plan)
    found = money(store, quote_id)
    assert found.instalments == (
        Instalment("On order", 56236, date(2026, 12, 1), PLANNED),
        Instalment("At the end", 70295, None, PLANNED),
        Instalment("", 14058, None, REST),
    )
    assert found.balance.next == found.instalments[0]
    pay(store, quote_id, 60000)
    found = money(store, quote_id)
    assert found.balance.next == Instalment("At the end", 66531, None, PLANNED)
    assert (found.balance.received, found.balance.open) == (60000, 80589)
    pay(store, quote_id, 80589)
    assert money(store, quote_id).balance.next is None


def test_a_deposit_comes_first(store: Database) -> None:
    found = money(store, sold(store, deposit=Share(PERCENT, Decimal(30))))
    assert [(one.kind, one.amount) for one in found.instalments] == [(DEPOSIT, 42177), (REST, 98412)]


def test_what_the_customer_withholds_is_not_waited_for(store: Database) -> None:
    quote_id = sold(store, withholding=Decimal(23))
    accept(store, quote_id)
    assert money(store, quote_id).balance.agreed == 140589 - 26289
    pay(store, quote_id, 140589 - 26289)
    assert unpaid(store) == []


def test_chosen_options_are_agreed_too(store: Database) -> None:
    option = replace(FITTING, role=LineRole.OPTIONAL)
    quote_id = a_draft(store, SHELF, option, contact_id=a_customer(store))
    issue(store, quote_id)
    assert money(store, quote_id).balance.agreed == 107010
    accept(store, quote_id, shown(store, quote_id).lines[1].id or 0)
    assert money(store, quote_id).balance.agreed == 140589
    pay(store, quote_id, 107010)
    assert unpaid(store) == [quote_id]


def test_unpaid_are_accepted_quotes_until_the_last_cent_of_cash_has_come(store: Database) -> None:
    quote_id = sold(store, cash_rounding=5)
    assert unpaid(store) == []
    accept(store, quote_id)
    assert unpaid(store) == [quote_id]
    first = pay(store, quote_id, 140589)
    assert unpaid(store) == [quote_id]
    with store.write("Edit payment") as session:
        quote_money.edit_receipt(session, first, {"amount": 140590}, today=TODAY)
    assert unpaid(store) == []


def test_what_is_payable_is_kept_while_a_quote_is_accepted(store: Database) -> None:
    quote_id = sold(store, cash_rounding=5, withholding=Decimal(25))
    accept(store, quote_id)
    with store.read() as session:
        assert session.get_one(Quote, quote_id).payable == quote_money.money(session, quote_id).balance.agreed
    with store.write("Take back", barrier="undo.barrier.answer") as session:
        quote_answers.take_back(session, quote_id, today=TODAY, now=NOW)
    with store.read() as session:
        assert session.get_one(Quote, quote_id).payable is None
    assert unpaid(store) == []


def test_unpaid_is_exact_for_the_largest_amounts(store: Database) -> None:
    whole = replace(SHELF, quantity=Decimal(1), unit_price=Decimal("377131034347.55"))
    quote_id = a_draft(store, *[whole] * 10, contact_id=a_customer(store))
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"withholding": Decimal("99.0005"), "cash_rounding": 5})
    issue(store, quote_id)
    accept(store, quote_id)
    pay(store, quote_id, money(store, quote_id).balance.agreed - 1)
    assert unpaid(store) == [quote_id]
    pay(store, quote_id, 1)
    assert unpaid(store) == []


def test_too_much_is_told_and_kept(store: Database) -> None:
    quote_id = sold(store)
    pay(store, quote_id, 150000)
    found = money(store, quote_id).balance
    assert (found.open, found.over, found.next) == (0, 9411, None)


def test_invoices_are_recorded_changed_and_taken_away_and_every_step_is_undone(store: Database) -> None:
    quote_id = sold(store)
    first = invoice(store, quote_id, " FT  2026/7 ", 50000)
    assert [row.number for row in money(store, quote_id).invoices] == ["FT 2026/7"]
    with store.write("Edit invoice") as session:
        quote_money.edit_invoice(session, first, {"amount": 60000, "note": "Deposit"}, {"amount": 50000}, today=TODAY)
    assert money(store, quote_id).balance.invoiced == 60000
    with store.write("Remove invoice") as session:
        quote_money.remove_invoice(session, first)
    assert money(store, quote_id).invoices == ()
    for amount in ((60000, "Deposit"), (50000, "")):
        store.undo()
        assert [(row.amount, row.note) for row in money(store, quote_id).invoices] == [amount]
    store.undo()
    assert money(store, quote_id).invoices == ()


def test_a_payment_taken_away_is_open_again(store: Database) -> None:
    quote_id = sold(store)
    receipt = pay(store, quote_id, 100)
    with store.write("Remove payment") as session:
        quote_money.remove_receipt(session, receipt)
    assert money(store, quote_id).balance.open == 140589


def test_what_was_changed_elsewhere_is_not_overwritten(store: Database) -> None:
    receipt = pay(store, sold(store), 100)
    with pytest.raises(Stale), store.write("Edit payment") as session:
        quote_money.edit_receipt(session, receipt, {"amount": 300}, {"amount": 200}, today=TODAY)


@pytest.mark.parametrize(
    ("number", "amount", "key"),
    [("", 100, "invoice.no_number"), ("FT 1", 0, "payment.not_positive"), ("FT 1", -1, "payment.not_positive"),
     ("FT 1", 10**30, "amount.too_large"), ("x" * 1001, 1, "text.too_long")],
)  # fmt: skip
def test_an_invoice_that_cannot_be_is_refused(store: Database, number: str, amount: int, key: str) -> None:
    quote_id = sold(store)
    with pytest.raises(Refused) as caught:
        invoice(store, quote_id, number, amount)
    assert caught.value.key == key
    assert money(store, quote_id).invoices == ()


def test_one_invoice_is_recorded_once_for_a_quote(store: Database) -> None:
    quote_id = sold(store)
    invoice(store, quote_id, "FT 1", 100)
    second = invoice(store, quote_id, "FT 2", 100)
    with pytest.raises(Refused, match="invoice"), store.write("Edit invoice") as session:
        quote_money.edit_invoice(session, second, {"number": "FT 1"}, today=TODAY)
    other = sold(store)
    invoice(store, other, "FT 1", 100)


def test_a_draft_and_a_withdrawn_quote_take_no_money(store: Database) -> None:
    draft = a_draft(store, SHELF, contact_id=a_customer(store))
    with pytest.raises(Refused, match="no_money_yet"):
        pay(store, draft, 100)
    issue(store, draft)
    with store.write("Withdraw quote") as session:
        quote_answers.withdraw(session, draft, now=NOW)
    assert not money(store, draft).can_record
    with pytest.raises(Refused, match="no_money_yet"):
        pay(store, draft, 100)


def revised(store: Database, quote_id: int) -> int:
    """An issued revision of a quote; answers its id."""
    newer = revise(store, quote_id)
    issue(store, newer)
    return newer


def test_a_cheaper_alternative_cuts_a_schedule_in_amounts(store: Database) -> None:
    cheap = replace(SHELF, unit_price=Decimal(100), role=LineRole.ALTERNATIVE)
    plan = tuple(PlannedPayment(label, Share(AMOUNT, Decimal(500))) for label in ("On order", "At the end"))
    quote_id = a_draft(store, SHELF, cheap, contact_id=a_customer(store))
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"payments": plan})
    issue(store, quote_id)
    accept(store, quote_id, shown(store, quote_id).lines[1].id or 0)
    found = money(store, quote_id)
    assert found.balance.agreed == 73800
    assert [(one.label, one.amount) for one in found.instalments] == [("On order", 50000), ("At the end", 23800)]


def test_a_cheaper_alternative_cuts_a_deposit_in_an_amount(store: Database) -> None:
    cheap = replace(SHELF, unit_price=Decimal(1), role=LineRole.ALTERNATIVE)
    quote_id = a_draft(store, SHELF, cheap, contact_id=a_customer(store))
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"deposit": Share(AMOUNT, Decimal(300))})
    issue(store, quote_id)
    accept(store, quote_id, shown(store, quote_id).lines[1].id or 0)
    found = money(store, quote_id)
    assert [(one.kind, one.amount) for one in found.instalments] == [(DEPOSIT, 738)]
    assert found.balance.open == 738


def test_a_deposit_paid_for_an_earlier_revision_counts_for_the_one_that_holds(store: Database) -> None:
    first = sold(store)
    pay(store, first, 40589)
    invoice(store, first, "FT 1", 40589)
    second = revised(store, first)
    accept(store, second)
    found = money(store, second)
    assert (found.balance.received, found.balance.invoiced, found.balance.open) == (40589, 40589, 100000)
    assert money(store, first).receipts == ()
    pay(store, second, 100000)
    assert unpaid(store) == []


def test_money_stays_with_an_order_while_a_revision_waits_and_goes_back_with_the_answer(store: Database) -> None:
    first = sold(store)
    accept(store, first)
    pay(store, first, 5000)
    second = revised(store, first)
    assert money(store, first).balance.received == 5000
    accept(store, second)
    assert money(store, second).balance.received == 5000
    with store.write("Take the answer back", barrier="undo.barrier.answer") as session:
        quote_answers.take_back(session, second, today=TODAY, now=NOW)
    assert (money(store, first).balance.received, money(store, second).balance.received) == (5000, 0)


def test_an_invoice_that_both_revisions_have_is_not_counted_twice(store: Database) -> None:
    first = sold(store)
    accept(store, first)
    second = revised(store, first)
    for quote_id in (first, second):
        invoice(store, quote_id, "FT 1", 5000)
    accept(store, second)
    assert money(store, second).balance.invoiced == 5000


def test_money_of_another_currency_stays_where_it_is(store: Database) -> None:
    first = sold(store)
    pay(store, first, 5000)
    second = revise(store, first)
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, second, {"currency": "USD"})
    issue(store, second)
    assert (money(store, first).balance.received, money(store, second).balance.received) == (5000, 0)


def test_money_that_is_to_come_is_not_recorded_and_what_is_older_than_the_quote_is_told(store: Database) -> None:
    quote_id = sold(store)
    tomorrow, earlier = TODAY + timedelta(days=1), TODAY - timedelta(days=30)
    with pytest.raises(Refused, match=r"day\.in_future"):
        pay(store, quote_id, 100, tomorrow)
    with pytest.raises(Refused, match=r"day\.in_future"), store.write("Record invoice") as session:
        quote_money.add_invoice(session, quote_id, NewInvoice("FT 1", tomorrow, 100), today=TODAY)
    receipt = pay(store, quote_id, 100, earlier)
    found = money(store, quote_id)
    doubt = found.before_quote(found.receipts[0].date)
    assert doubt is not None
    assert "before the date of quote" in sentence(doubt)
    assert found.before_quote(TODAY) is None
    with pytest.raises(Refused, match=r"day\.in_future"), store.write("Edit payment") as session:
        quote_money.edit_receipt(session, receipt, {"date": tomorrow}, today=TODAY)


def test_a_day_to_come_that_was_recorded_before_that_was_refused_keeps_nothing_from_being_corrected(
    store: Database,
) -> None:
    quote_id = sold(store)
    receipt = pay(store, quote_id, 100)
    with store.write("Edit payment") as session:
        yesterday = TODAY - timedelta(days=1)
        quote_money.edit_receipt(session, receipt, {"date": TODAY, "amount": 200}, today=yesterday)
    assert money(store, quote_id).balance.received == 200
