"""What an issued quote is about, to read and to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt

from crm_desktop.services import quote_drafts
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.quotes.editor import TEXTS
from tests.services.quotes import a_customer, complete, issue
from tests.ui.hands import seen
from tests.ui.quotes.desk import QuoteDesk


def test_the_customer_leads_to_the_contact(desk: QuoteDesk) -> None:
    contact_id = a_customer(desk.store)
    quote_id = complete(desk.store, contact_id=contact_id)
    issue(desk.store, quote_id)
    desk.page.open_record(quote_id)
    desk.editor.head.facts.customer.click()
    assert desk.gone == [("contacts", contact_id)]


def test_texts_are_words_that_can_be_copied_and_empty_ones_are_left_out(desk: QuoteDesk) -> None:
    quote_id = complete(desk.store)
    with desk.store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"intro": "Dear Ana,\nas you wished.", "notes": "", "reference": "PO 1"})
    issue(desk.store, quote_id)
    desk.page.open_record(quote_id)
    desk.editor.show_part(TEXTS)
    texts = desk.editor.frozen_texts
    words = seen(texts)
    assert words[:2] == ["Your or their reference", "PO 1"]
    assert "Dear Ana,\nas you wished." in words
    assert "Notes for yourself, not printed" not in words
    intro = next(each for each in texts.findChildren(PlainLabel) if each.text().startswith("Dear Ana"))
    assert intro.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
