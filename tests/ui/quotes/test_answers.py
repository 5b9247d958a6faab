"""What becomes of an issued quote, at the keyboard: sent, accepted with options, declined, withdrawn, taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt

from crm_desktop.domain.quotes import LineRole, Share, ShareKind
from crm_desktop.services import deals, deals_list, lost_reasons, quote_drafts
from crm_desktop.services.deals import NewDeal
from crm_desktop.ui.quotes.accept import AcceptDialog
from crm_desktop.ui.quotes.answers import DeclinedDialog
from tests.factories import NOW, TODAY
from tests.services.businesses import start
from tests.services.quotes import FITTING, SHELF, a_customer, a_draft, accept, complete, issue, put, revise, shown
from tests.ui.hands import CTRL, SHIFT, seen
from tests.ui.quotes.desk import QuoteDesk

CTRL_SHIFT = CTRL | SHIFT
PINE = replace(SHELF, description="Pine shelf", unit_price=Decimal(90), role=LineRole.ALTERNATIVE)
BEECH = replace(PINE, description="Beech shelf", unit_price=Decimal(110))
LIGHT = replace(SHELF, description="LED", unit_price=Decimal(28), role=LineRole.OPTIONAL)


def opened(desk: QuoteDesk, **values: object) -> int:
    """An issued quote, open."""
    quote_id = complete(desk.store, **values)
    issue(desk.store, quote_id)
    desk.page.open_record(quote_id)
    return quote_id


def question(desk: QuoteDesk) -> AcceptDialog:
    """The question of Ctrl+Shift+A."""
    desk.key(Qt.Key.Key_A, CTRL_SHIFT)
    found = desk.dialog()
    assert isinstance(found, AcceptDialog)
    return found


def test_a_quote_is_sent_and_accepted_without_the_mouse(desk: QuoteDesk) -> None:
    desk.page.answers.sent(opened(desk))
    assert (desk.stored().status, desk.stored().sent_on) == ("sent", TODAY)
    assert "Sent on 21/11/2026." in desk.editor.head.note.text()
    question(desk)
    desk.key(Qt.Key.Key_Tab)
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Tab)
    desk.key(Qt.Key.Key_Return)
    row = desk.stored().acceptance
    assert row is not None
    assert (row.accepted_on, row.accepted_by, row.how.value, row.net) == (TODAY, "Ana Sousa", "phone", 114300)
    assert desk.editor.head.state.word == "Accepted"
    assert "by Ana Sousa (By phone)" in desk.editor.head.note.text()


def test_the_day_it_was_sent_can_be_another(desk: QuoteDesk) -> None:
    quote_id = opened(desk, date=dt.date(2026, 11, 19))
    desk.page.answers.sent_on(quote_id)
    assert "was sent" in " ".join(seen(desk.dialog()))
    for wrong, words in (("22/11/2026", "is in the future"), ("18/11/2026", "was made")):
        desk.key(Qt.Key.Key_A, CTRL)
        desk.write(wrong)
        desk.key(Qt.Key.Key_Return)
        assert words in " ".join(seen(desk.dialog()))
    desk.key(Qt.Key.Key_A, CTRL)
    desk.write("19/11/2026")
    desk.key(Qt.Key.Key_Return)
    assert desk.stored().sent_on == dt.date(2026, 11, 19)


def test_the_amount_follows_the_options_ticked(desk: QuoteDesk) -> None:
    quote_id = a_draft(desk.store, SHELF, PINE, BEECH, FITTING, LIGHT, contact_id=a_customer(desk.store))
    issue(desk.store, quote_id)
    desk.page.open_record(quote_id)
    asked = question(desk)
    pine, beech, light = asked.options.values()
    assert "Pine shelf" in pine.text()
    assert "instead of line 1" in pine.text()
    assert asked.amount.text().replace("\u00a0", " ") == "Accepted: € 1,405.89, net € 1,143.00"
    light.setChecked(True)
    assert "1,311.00" in asked.amount.text()
    pine.setChecked(True)
    assert "981.00" in asked.amount.text()
    beech.setChecked(True)
    assert not pine.isChecked()
    assert "1,101.00" in asked.amount.text()
    asked.try_accept()
    row = desk.stored().acceptance
    assert row is not None
    assert row.net == 110100
    assert "With 2 options." in desk.editor.head.note.text()


def test_a_yes_wins_the_deal_and_plans_the_job_as_ticked(desk: QuoteDesk) -> None:
    start(desk.store)
    customer = a_customer(desk.store)
    with desk.store.write("New deal") as session:
        deal_id = deals.create(session, NewDeal("Kitchen", customer), today=TODAY, now=NOW)
    opened(desk, contact_id=customer, deal_id=deal_id)
    asked = question(desk)
    assert "Move the deal “Kitchen” to Won" in seen(asked)
    assert asked.win_deal.isChecked()
    asked.plan_job.setChecked(True)
    asked.try_accept()
    with desk.store.read() as session:
        assert deals_list.deal(session, deal_id, TODAY).row.kind == "won"
    assert "the deal “Kitchen” is won" in desk.told()[-1]
    toast = desk.context.toasts.shown()[-1]
    assert toast.action_button is not None
    toast.action_button.click()
    assert desk.gone[-1][0] == "service"
    desk.page.answers.take_back(desk.stored().id)
    assert "is back in its stage" in desk.told()[-1]
    assert "stays planned" in desk.told()[-1]


def test_without_a_deal_none_is_offered(desk: QuoteDesk) -> None:
    opened(desk)
    asked = question(desk)
    assert not asked.win_deal.isVisibleTo(asked)
    asked.reject()
    assert desk.stored().status == "issued"


def test_what_is_refused_stands_in_the_question(desk: QuoteDesk) -> None:
    opened(desk, date=dt.date(2026, 11, 20))
    asked = question(desk)
    desk.write("22/11/2026")
    desk.key(Qt.Key.Key_Return)
    assert "is still to come" in " ".join(seen(asked))
    assert desk.stored().status == "issued"
    desk.key(Qt.Key.Key_A, CTRL)
    desk.write("20/11/2026")
    desk.key(Qt.Key.Key_Return)
    assert desk.stored().status == "accepted"


def test_an_earlier_revision_is_accepted_knowingly(desk: QuoteDesk) -> None:
    first = opened(desk)
    second = revise(desk.store, first)
    number = issue(desk.store, second).number
    asked = question(desk)
    assert f"There is a newer revision without an answer: {number}." in " ".join(seen(asked))
    asked.try_accept()
    assert [row.status for row in desk.stored().revisions] == ["accepted", "superseded"]
    third = revise(desk.store, first)
    issue(desk.store, third)
    desk.page.open_record(third)
    assert "was accepted before" in " ".join(seen(question(desk)))


def test_the_message_takes_a_yes_back(desk: QuoteDesk) -> None:
    opened(desk)
    question(desk).try_accept()
    toast = desk.context.toasts.shown()[-1]
    assert toast.action_button is not None
    toast.action_button.click()
    assert (desk.stored().status, desk.stored().acceptance) == ("issued", None)


def test_ctrl_z_stops_at_an_answer_and_says_what_to_do(desk: QuoteDesk) -> None:
    accept(desk.store, opened(desk))
    desk.undo()
    assert "cannot be undone with a key" in desk.told()[-1]
    assert desk.stored().status == "accepted"


def test_a_quote_is_declined_for_a_reason(desk: QuoteDesk) -> None:
    with desk.store.write("Reason") as session:
        lost_reasons.add_lost_reason(session, "Price")
    quote_id = opened(desk)
    desk.page.answers.decline(quote_id)
    dialog = desk.dialog()
    dialog.try_accept()
    assert "say why" in " ".join(seen(dialog))
    assert desk.stored().status == "issued"
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Tab)
    desk.write("Too expensive")
    dialog.try_accept()
    assert (desk.stored().status, desk.stored().status_note) == ("declined", "Price\nToo expensive")
    assert "Declined: Price" in desk.editor.head.note.text()


def with_deal(desk: QuoteDesk) -> tuple[int, int]:
    """An issued quote, open, of a deal; with the id of that."""
    start(desk.store)
    customer = a_customer(desk.store)
    with desk.store.write("New deal") as session:
        deal_id = deals.create(session, NewDeal("Kitchen", customer, value=99900), today=TODAY, now=NOW)
    return opened(desk, contact_id=customer, deal_id=deal_id), deal_id


def worth(desk: QuoteDesk, deal_id: int) -> tuple[int, str]:
    """The value of a deal and the kind of its stage."""
    with desk.store.read() as session:
        deal = deals_list.deal(session, deal_id, TODAY)
    return deal.row.value, deal.row.kind.value


def test_declining_offers_to_lose_the_deal_for_the_same_reason(desk: QuoteDesk) -> None:
    quote_id, deal_id = with_deal(desk)
    desk.page.answers.decline(quote_id)
    dialog = desk.dialog()
    assert isinstance(dialog, DeclinedDialog)
    assert (dialog.lose_deal.isVisible(), dialog.lose_deal.isChecked()) == (True, False)
    dialog.lose_deal.click()
    dialog.try_accept()
    assert "can only be lost for a reason" in " ".join(seen(dialog))
    assert (desk.stored().status, worth(desk, deal_id)[1]) == ("issued", "open")
    desk.key(Qt.Key.Key_Down)
    dialog.try_accept()
    assert (desk.stored().status, worth(desk, deal_id)[1]) == ("declined", "lost")
    assert desk.told()[-1] == f"{desk.stored().number} is declined, and the deal “Kitchen” is lost."
    toast = desk.context.toasts.shown()[-1]
    assert toast.action_button is not None
    toast.action_button.click()
    assert (desk.stored().status, worth(desk, deal_id)[1]) == ("issued", "open")
    assert "The deal “Kitchen” is back in its stage." in desk.told()[-1]


def test_without_a_deal_there_is_none_to_lose(desk: QuoteDesk) -> None:
    start(desk.store)
    desk.page.answers.decline(opened(desk))
    dialog = desk.dialog()
    assert isinstance(dialog, DeclinedDialog)
    assert not dialog.lose_deal.isVisible()
    dialog.reject()


def test_options_accepted_of_the_revision_before_are_ticked_again(desk: QuoteDesk) -> None:
    customer = a_customer(desk.store)
    first = a_draft(desk.store, SHELF, PINE, FITTING, LIGHT, contact_id=customer)
    issue(desk.store, first)
    light = desk_lines(desk, first)[3]
    accept(desk.store, first, options=(light,))
    second = revise(desk.store, first)
    issue(desk.store, second)
    desk.page.open_record(second)
    dialog = question(desk)
    again = desk_lines(desk, second)[3]
    assert [line_id for line_id, box in dialog.options.items() if box.isChecked()] == [again]
    assert "Ticked is what was accepted of another revision." in seen(dialog)
    assert "1,311.00" in dialog.amount.text()
    dialog.choose(())
    assert "Ticked is what was accepted of another revision." not in seen(dialog)
    dialog.reject()


def desk_lines(desk: QuoteDesk, quote_id: int) -> list[int]:
    """The ids of the lines of a quote."""
    return [line.id or 0 for line in shown(desk.store, quote_id).lines]


def test_withdrawing_asks_because_it_is_for_good(desk: QuoteDesk) -> None:
    quote_id = opened(desk)
    desk.page.answers.withdraw(quote_id)
    desk.dialog().reject()
    assert desk.stored().status == "issued"
    desk.page.answers.withdraw(quote_id)
    dialog = desk.dialog()
    desk.write("Wrong price")
    dialog.try_accept()
    assert (desk.stored().status, desk.stored().status_note) == ("withdrawn", "Wrong price")
    assert desk.editor.head.state.word == "Withdrawn"


def test_why_there_will_be_no_code_to_pay_with_is_told_before_issuing(desk: QuoteDesk) -> None:
    put(desk.store, currency="BRL", payment__pix_key="contato@climatiza.com.br")
    quote_id = complete(desk.store)
    with desk.store.write("Edit") as session:
        quote_drafts.edit(session, quote_id, {"currency": "BRL", "deposit": Share(ShareKind.PERCENT, Decimal(30))})
    desk.page.open_record(quote_id)
    desk.key(Qt.Key.Key_I, CTRL_SHIFT)
    words = seen(desk.dialog())
    assert "A Pix code needs a city. No code was made: enter it beside the Pix key in Settings." in words


def test_a_clock_set_back_and_a_last_day_gone_are_told_before_issuing(desk: QuoteDesk) -> None:
    issue(desk.store, complete(desk.store), NOW + dt.timedelta(days=2))
    quote_id = complete(desk.store)
    with desk.store.write("Edit") as session:
        early = TODAY - dt.timedelta(days=9)
        quote_drafts.edit(session, quote_id, {"date": early, "valid_until": early})
    desk.page.open_record(quote_id)
    desk.key(Qt.Key.Key_I, CTRL_SHIFT)
    words = " ".join(seen(desk.dialog()))
    assert "seems to be set back" in words
    assert "last day of this quote is over" in words
    assert "Issue anyway" in words
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: shown(desk.store, quote_id).number)
