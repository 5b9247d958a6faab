"""The pages of a quote on the screen and on their way to the printer."""

from __future__ import annotations

from crm_desktop.ui.quotes.documents import PrintPreview
from tests.services.quotes import SHELF, a_draft, complete, issue
from tests.ui.quotes.desk import QuoteDesk


def preview_title(desk: QuoteDesk, quote_id: int) -> str:
    """What the window of the pages is called."""
    desk.page.documents.preview(quote_id)
    desk.wait(lambda: desk.window.findChildren(PrintPreview))
    dialog = desk.dialog()
    title = dialog.windowTitle()
    dialog.reject()
    desk.wait(lambda: not desk.window.findChildren(PrintPreview))
    return title


def test_the_pages_are_called_by_number_and_title_kept_apart(desk: QuoteDesk) -> None:
    quote_id = complete(desk.store, title="Shelves")
    number = issue(desk.store, quote_id).number
    assert preview_title(desk, quote_id) == f"Print {number} · Shelves"


def test_pages_without_number_and_title_go_by_the_customer_or_say_that_they_have_none(desk: QuoteDesk) -> None:
    assert preview_title(desk, complete(desk.store)) == "Print Ana Sousa"
    assert preview_title(desk, a_draft(desk.store, SHELF)) == "Print Untitled quote"
