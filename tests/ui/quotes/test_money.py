"""Payments and invoices of a quote, recorded by what a person types and sees."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.domain.quotes import Share, ShareKind
from crm_desktop.services import quote_acceptance, quote_drafts, quote_money
from crm_desktop.services.quote_acceptance import Answer
from crm_desktop.services.quote_money import NewInvoice, NewReceipt, QuoteMoney
from crm_desktop.ui.kit.buttons import IconButton
from crm_desktop.ui.quotes.money import EntryDialog, MoneyDialog
from tests.factories import NOW, TODAY
from tests.services.quotes import complete, issue
from tests.ui.hands import ALT, CTRL, seen
from tests.ui.quotes import scenes
from tests.ui.quotes.desk import QuoteDesk

CTRL_ALT = CTRL | ALT


@pytest.fixture
def sold(desk: QuoteDesk) -> QuoteDesk:
    """An issued quote of 1,405.89 with a deposit of 30 %, open."""
    quote_id = complete(desk.store)
    with desk.store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"deposit": Share(ShareKind.PERCENT, Decimal(30))})
    issue(desk.store, quote_id)
    desk.page.open_record(quote_id)
    return desk


def stored(desk: QuoteDesk) -> QuoteMoney:
    with desk.store.read() as session:
        return quote_money.money(session, desk.stored().id)


def entry(desk: QuoteDesk) -> EntryDialog:
    dialog = desk.dialog()
    assert isinstance(dialog, EntryDialog)
    return dialog


def strip(desk: QuoteDesk) -> str:
    """What the line of money says."""
    money = desk.editor.money
    parts = [money.state.word if money.state.isVisible() else "", money.facts.text()]
    parts.append(money.rest.text())
    return " | ".join(part for part in parts if part).replace("\u00a0", " ")


def typed_over(desk: QuoteDesk, dialog: EntryDialog, amount: str) -> None:
    """Types another amount over the one that is offered."""
    editor = dialog.form.field("amount").editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    desk.write(amount)


def retype(desk: QuoteDesk, dialog: EntryDialog, amount: str) -> None:
    """Types another amount over the one that is offered, then Enter."""
    typed_over(desk, dialog, amount)
    desk.key(Qt.Key.Key_Return)


def button(dialog: QWidget, name: str) -> IconButton:
    return next(found for found in dialog.findChildren(IconButton) if found.accessibleName() == name)


def test_a_draft_has_no_line_of_money(desk: QuoteDesk) -> None:
    desk.page.open_record(complete(desk.store))
    assert not desk.editor.money.isVisible()


def test_an_issued_quote_says_what_is_to_be_paid_and_what_comes_first(sold: QuoteDesk) -> None:
    assert strip(sold) == "To pay € 1,405.89 | Next: Deposit, € 421.77"


def test_a_payment_is_recorded_at_the_keyboard_and_taken_back(sold: QuoteDesk) -> None:
    sold.key(Qt.Key.Key_R, CTRL_ALT)
    dialog = entry(sold)
    assert dialog.form.values()["amount"] == 42177
    sold.key(Qt.Key.Key_Return)
    sold.wait(lambda: stored(sold).balance.received == 42177)
    assert "The payment was recorded." in sold.told()
    assert strip(sold) == "Partly paid | Open € 984.12 of € 1,405.89 | Next: Rest, € 984.12"
    sold.undo()
    assert stored(sold).receipts == ()
    assert strip(sold) == "To pay € 1,405.89 | Next: Deposit, € 421.77"


def test_more_than_was_agreed_is_warned_of_while_it_is_typed(sold: QuoteDesk) -> None:
    sold.key(Qt.Key.Key_R, CTRL_ALT)
    dialog = entry(sold)
    typed_over(sold, dialog, "1500")
    assert dialog.over.text().replace("\u00a0", " ") == "€ 94.11 more than was agreed. It is recorded as it is."
    sold.key(Qt.Key.Key_Return)
    sold.wait(lambda: stored(sold).balance.over == 9411)
    assert strip(sold) == "Overpaid | € 94.11 more than the € 1,405.89 agreed"


def test_a_day_before_the_quote_is_warned_of_and_one_to_come_refused(sold: QuoteDesk) -> None:
    sold.key(Qt.Key.Key_R, CTRL_ALT)
    dialog = entry(sold)
    dialog.form.field("date").set_value(TODAY - dt.timedelta(days=40))
    dialog.form.edited.emit("date")
    assert "before the date of quote" in dialog.over.text()
    assert dialog.over.isVisibleTo(dialog)
    dialog.form.field("date").set_value(TODAY + dt.timedelta(days=1))
    dialog.form.edited.emit("date")
    assert not dialog.over.isVisibleTo(dialog)
    dialog.try_accept()
    assert "is in the future" in dialog.form.field("date").trouble
    dialog.reject()
    assert stored(sold).receipts == ()


def test_an_invoice_needs_its_number(sold: QuoteDesk) -> None:
    sold.key(Qt.Key.Key_I, CTRL_ALT)
    dialog = entry(sold)
    assert dialog.form.values()["amount"] == 42177
    sold.key(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "The invoice has no number." in " ".join(seen(dialog))
    sold.write("FT 2026/12")
    sold.key(Qt.Key.Key_Return)
    sold.wait(lambda: stored(sold).balance.invoiced == 42177)
    assert "invoiced € 421.77" in strip(sold)


def test_all_of_it_stands_on_one_line_and_what_has_no_room_is_in_its_tool_tip(desk: QuoteDesk) -> None:
    quote_id = scenes.accepted(desk.store)
    desk.page.open_record(quote_id)
    money = desk.editor.money
    assert money.height() < 2 * money.more.height()
    assert "invoiced € 1,200.00" in strip(desk)
    desk.window.resize(960, 600)
    desk.page.editor.toggle_preview()
    assert money.rest.is_cut()
    assert not money.facts.is_cut()


def test_all_are_listed_changed_and_removed(sold: QuoteDesk) -> None:
    with sold.store.write("Record") as session:
        quote_money.add_receipt(session, sold.stored().id, NewReceipt(TODAY, 10000, "Cash"), today=TODAY)
        quote_money.add_invoice(session, sold.stored().id, NewInvoice("FT 1", TODAY, 20000), today=TODAY)
    sold.key(Qt.Key.Key_M, CTRL_ALT)
    listing = sold.dialog()
    assert isinstance(listing, MoneyDialog)
    assert [line.replace("\u00a0", " ") for line in listing.lines] == [
        "Deposit € 421.77",
        "Rest € 984.12",
        "21/11/2026 Cash € 100.00",
        "21/11/2026 FT 1 € 200.00",
    ]
    button(listing, "Edit Cash").click()
    form = entry(sold)
    retype(sold, form, "150")
    sold.wait(lambda: stored(sold).balance.received == 15000)
    button(listing, "Remove FT 1").click()
    sold.wait(lambda: stored(sold).invoices == ())
    assert [line.replace("\u00a0", " ") for line in listing.lines][-1] == "21/11/2026 Cash € 150.00"
    listing.reject()


def test_unpaid_quotes_have_a_view_of_their_own(sold: QuoteDesk) -> None:
    quote_id = sold.stored().id
    with sold.store.write("Accept quote", barrier="undo.barrier.answer") as session:
        quote_acceptance.accept(session, quote_id, Answer(TODAY), today=TODAY, now=NOW)
    assert strip(sold).startswith("Unpaid | ")
    sold.page.show_list()
    sold.page.listing.bar.choose_view("unpaid")
    assert sold.listed() == ["Ana Sousa"]
    with sold.store.write("Record payment") as session:
        quote_money.add_receipt(session, quote_id, NewReceipt(TODAY, 140589), today=TODAY)
    sold.wait(lambda: sold.listed() == [])
    sold.page.open_record(quote_id)
    assert strip(sold) == "Paid | Received € 1,405.89"
