"""The payment schedule: typed with live amounts, saved as one gesture, in the place of the deposit."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea

from crm_desktop.domain.quotes import PlannedPayment, Share, ShareKind
from crm_desktop.services import quote_drafts
from crm_desktop.ui.quotes.schedule_dialog import PRESETS, ScheduleDialog
from tests.services.quotes import complete, issue
from tests.ui.hands import child, press, type_text
from tests.ui.quotes.desk import QuoteDesk


def opened(desk: QuoteDesk) -> ScheduleDialog:
    """The schedule of the open quote."""
    desk.editor.foot.schedule.click()
    dialog = desk.dialog()
    assert isinstance(dialog, ScheduleDialog)
    return dialog


def fill(dialog: ScheduleDialog, at: int, label: str, share: str, due: str = "") -> None:
    """Types a payment."""
    row = dialog.rows[at]
    editors = (row.label.editor, row.share.editor, row.due.editor)
    for editor, text in zip(editors, (label, share, due), strict=True):
        editor.setFocus()
        editor.selectAll()
        type_text(editor, text)


def amounts(dialog: ScheduleDialog) -> list[str]:
    """What the payments come to on the screen."""
    return [row.amount.text() for row in dialog.rows]


def test_amounts_follow_the_typing_and_enter_saves(two: QuoteDesk) -> None:
    dialog = opened(two)
    fill(dialog, 0, "On order", "30%", "2026-12-01")
    dialog.grid.add()
    fill(dialog, 1, "Fitting", "500")
    assert amounts(dialog) == ["421.77", "500.00"]
    assert dialog.rest.text().replace("\u00a0", " ") == "Left: € 484.12"
    press(dialog.rows[1].share.editor, Qt.Key.Key_Return)
    assert two.stored().terms.payments == (
        PlannedPayment("On order", Share(ShareKind.PERCENT, Decimal(30)), dt.date(2026, 12, 1)),
        PlannedPayment("Fitting", Share(ShareKind.AMOUNT, Decimal(500))),
    )
    said = two.editor.foot.payments.text().replace("\u00a0", " ")
    assert said == "On order € 421.77 · Fitting € 500.00 · Left € 484.12"
    two.undo()
    assert two.stored().terms.payments == ()


def test_a_usual_schedule_is_one_press_and_leaves_nothing(two: QuoteDesk) -> None:
    dialog = opened(two)
    dialog.take(PRESETS[1])
    assert amounts(dialog) == ["421.77", "562.35", "421.77"]
    assert dialog.rest.text() == "Nothing left"
    dialog.try_accept()
    assert [payment.label for payment in two.stored().terms.payments] == [
        "On order", "When the work begins", "On completion",
    ]  # fmt: skip
    assert two.editor.foot.schedule.text() == "Change the payment schedule …"


def test_it_takes_the_place_of_the_deposit(two: QuoteDesk) -> None:
    with two.store.write("Edit quote") as session:
        quote_drafts.edit(session, two.stored().id, {"deposit": Share(ShareKind.PERCENT, Decimal(20))})
    two.editor.book.reload()
    dialog = opened(two)
    dialog.take(PRESETS[0])
    dialog.try_accept()
    assert (two.stored().terms.deposit, len(two.stored().terms.payments)) == (None, 2)
    assert not two.editor.foot.deposit.isVisible()


def test_payments_above_what_is_to_be_paid_are_refused_and_stay_typed(two: QuoteDesk) -> None:
    dialog = opened(two)
    fill(dialog, 0, "All", "2000")
    assert dialog.fault.isVisible()
    dialog.try_accept()
    assert dialog.isVisible()
    assert dialog.rows[0].share.editor.text() == "2,000.00"
    assert two.stored().terms.payments == ()


@pytest.mark.parametrize("share", ["", "abc"])
def test_words_without_a_share_are_not_lost(two: QuoteDesk, share: str) -> None:
    dialog = opened(two)
    fill(dialog, 0, "On order", share)
    dialog.try_accept()
    assert dialog.isVisible()
    assert dialog.rows[0].share.trouble
    assert dialog.rows[0].label.editor.text() == "On order"


def test_removing_every_payment_ends_the_schedule(two: QuoteDesk) -> None:
    dialog = opened(two)
    dialog.take(PRESETS[0])
    dialog.try_accept()
    dialog = opened(two)
    for row in list(dialog.rows):
        row.remove.click()
    dialog.try_accept()
    assert two.stored().terms.payments == ()


def test_what_is_to_be_paid_is_rounded_to_a_coin(two: QuoteDesk) -> None:
    two.editor.texts.rounding.set_value(0)
    two.editor.book.save_fact("cash_rounding", 5, 0)
    assert (two.sums()["Rounding"], two.sums()["To pay"]) == ("0.01", "€ 1,405.90")
    assert two.stored().terms.cash_rounding == 5
    assert two.editor.texts.rounding.value == 5


def test_an_issued_quote_has_no_schedule_to_change(desk: QuoteDesk) -> None:
    quote_id = complete(desk.store)
    issue(desk.store, quote_id)
    desk.page.open_record(quote_id)
    assert not desk.editor.foot.schedule.isVisible()
    assert desk.editor.foot.open_schedule() is None


def test_an_issued_quote_leaves_its_payments_to_the_line_under_its_head(desk: QuoteDesk) -> None:
    quote_id = complete(desk.store)
    halves = tuple(PlannedPayment(words, Share(ShareKind.PERCENT, Decimal(50))) for words in ("On order", "At the end"))
    with desk.store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"payments": halves})
    desk.page.open_record(quote_id)
    assert "On order" in desk.editor.foot.payments.text()
    issue(desk.store, quote_id)
    desk.editor.book.reload()
    assert not desk.editor.foot.payments.isVisible()
    assert desk.editor.money.isVisible()


def test_back_from_the_first_payment_lie_the_usual_schedules(two: QuoteDesk) -> None:
    dialog = opened(two)
    dialog.take(PRESETS[0])
    dialog.grid.add()
    before = dialog.rows[0].label.editor.previousInFocusChain()
    while before is not None and (before.focusPolicy() is Qt.FocusPolicy.NoFocus or not before.isVisible()):
        before = before.previousInFocusChain()
    assert isinstance(before, QAbstractButton)
    assert before.text() == "30 / 40 / 30"


def test_a_schedule_that_is_taken_gets_the_room_it_needs(two: QuoteDesk) -> None:
    with two.store.write("Edit quote") as session:
        quote_drafts.edit(session, two.stored().id, {"deposit": Share(ShareKind.PERCENT, Decimal(20))})
    two.editor.book.reload()
    dialog = opened(two)
    low = dialog.height()
    dialog.take(PRESETS[1])
    middle = child(dialog, QScrollArea)
    two.wait(lambda: dialog.height() > low and middle.verticalScrollBar().maximum() == 0)
