"""A quote from the first key to the paper, at the keyboard alone."""

from __future__ import annotations

import os
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from crm_desktop.db.database import Database
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.ui.quotes import cells, documents
from crm_desktop.ui.quotes.page import QuotesPage
from crm_desktop.ui.render_client import RenderClient
from tests.services.quotes import SHELF, a_customer, a_draft, complete, issue, pdf
from tests.ui.hands import ALT, CTRL, SHIFT, seen
from tests.ui.quotes.desk import QuoteDesk
from tests.ui.test_printing import to_file

CTRL_SHIFT = CTRL | SHIFT


def test_a_whole_quote_is_written_issued_and_saved_without_the_mouse(
    desk: QuoteDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.key(Qt.Key.Key_N, CTRL)
    desk.write("Ana Sousa")
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return)
    assert desk.place() == (0, cells.DESCRIPTION)
    desk.enter("Oak shelves, 18 mm", "6 pcs", "", "145", "23")
    assert desk.place() == (1, cells.DESCRIPTION)
    desk.enter("Fitting on site", "6.5", "h", "42")
    desk.key(Qt.Key.Key_Return)
    assert desk.place() == (2, cells.DESCRIPTION)
    assert desk.sums() == {"Net": "1,143.00", "IVA 23 %": "262.89", "Total": "€ 1,405.89"}
    assert desk.stored().contact == "Ana Sousa"
    assert desk.stored().totals == compute_totals(desk.stored().terms)
    desk.wait(lambda: desk.editor.preview.place.text() == "Page 1 of 1")

    desk.key(Qt.Key.Key_I, CTRL_SHIFT)
    assert "the tax number of your business" in " ".join(seen(desk.dialog()))
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.stored().status == "issued")
    number = desk.stored().number
    desk.wait(lambda: f"Issued as {number}." in desk.told())

    out = tmp_path / "quote.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    desk.key(Qt.Key.Key_E, CTRL)
    assert desk.told()[-1] == "Saved as quote.pdf"
    assert out.read_bytes() == pdf(desk.store, desk.stored().id)
    said = PdfReader(BytesIO(out.read_bytes())).pages[0].extract_text()
    assert number in said
    assert "Oak shelves, 18 mm" in said


def test_the_customer_is_known_after_some_letters_and_enter(desk: QuoteDesk) -> None:
    a_customer(desk.store, "Ana Sousa")
    desk.key(Qt.Key.Key_N, CTRL)
    desk.write("ana")
    desk.key(Qt.Key.Key_Return)
    assert desk.stored().contact == "Ana Sousa"
    assert desk.place() == (0, cells.DESCRIPTION)


def test_ctrl_z_takes_back_one_cell_at_a_time_and_brings_it_again(desk: QuoteDesk) -> None:
    desk.page.open_record(a_draft(desk.store, SHELF))
    desk.retype(0, cells.PRICE, "150")
    desk.retype(0, cells.QUANTITY, "7")
    assert desk.cell(0, cells.NET) == "1,050.00"
    desk.undo()
    assert (desk.cell(0, cells.QUANTITY), desk.cell(0, cells.PRICE)) == ("6", "150.00")
    desk.undo()
    assert desk.cell(0, cells.PRICE) == "145.00"
    desk.key(Qt.Key.Key_Z, CTRL_SHIFT)
    assert desk.cell(0, cells.PRICE) == "150.00"
    assert desk.stored().lines[0].line.unit_price == Decimal(150)


def test_in_an_open_cell_ctrl_z_takes_back_the_typing_first(desk: QuoteDesk) -> None:
    desk.page.open_record(a_draft(desk.store, SHELF))
    desk.retype(0, cells.UNIT, "m")
    desk.go(0, cells.PRICE)
    desk.write("1")
    desk.undo()
    assert desk.editor.lines.view.open_cell.is_open
    assert desk.stored().lines[0].line.unit == "m"
    desk.undo()
    assert desk.stored().lines[0].line.unit == "pcs"


def test_a_draft_left_without_a_word_leaves_nothing_behind(desk: QuoteDesk) -> None:
    desk.key(Qt.Key.Key_N, CTRL)
    desk.key(Qt.Key.Key_Escape)
    assert not desk.page.is_editing
    assert desk.listed() == []
    desk.key(Qt.Key.Key_N, CTRL)
    desk.editor.lines.view.setFocus()
    desk.enter("A word")
    desk.key(Qt.Key.Key_Escape)
    assert desk.listed("total") == ["€\u00a00.00"]


def test_escape_goes_back_to_the_list_with_the_quote_marked(desk: QuoteDesk) -> None:
    first, second = (complete(desk.store, title=title) for title in ("First", "Second"))
    desk.page.open_record(first)
    desk.key(Qt.Key.Key_Escape)
    assert not desk.page.is_editing
    assert desk.page.chosen() == (first,)
    desk.key(Qt.Key.Key_Return)
    assert desk.editor.book.quote_id == first
    assert second


def test_printing_hands_the_pages_to_the_printer(
    desk: QuoteDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "printed.pdf"
    asked: list[str] = []

    def printer(content: bytes, title: str, _parent: object) -> object:
        asked.append(title)
        return to_file(content, out)

    monkeypatch.setattr(documents, "ask_printer", printer)
    quote_id = complete(desk.store, title="Shelves")
    desk.page.open_record(quote_id)
    desk.key(Qt.Key.Key_P, CTRL)
    desk.wait(lambda: desk.told() == ["1 page was printed."])
    assert asked == ["Shelves"]
    assert len(PdfReader(BytesIO(out.read_bytes())).pages) == 1


def test_the_print_preview_shows_the_pages_and_leads_to_the_printer(
    desk: QuoteDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(documents, "ask_printer", lambda _pdf, title, _parent: asked.append(title))
    desk.page.open_record(complete(desk.store))
    desk.key(Qt.Key.Key_P, CTRL | ALT)
    preview = desk.dialog()
    assert isinstance(preview, documents.PrintPreview)
    desk.wait(lambda: preview.pages.place.text() == "Page 1 of 1")
    desk.key(Qt.Key.Key_Space)
    assert len(asked) == 1
    assert QApplication.activeModalWidget() is None


def test_an_issued_quote_shows_its_kept_page_and_cannot_be_written(desk: QuoteDesk) -> None:
    quote_id = complete(desk.store)
    number = issue(desk.store, quote_id).number
    desk.page.open_record(quote_id)
    assert f"as {number}; it cannot change any more" in desk.editor.head.note.text()
    desk.go(0)
    desk.write("x")
    desk.key(Qt.Key.Key_Delete)
    assert not desk.editor.lines.view.open_cell.is_open
    assert desk.column(cells.DESCRIPTION) == ["Oak shelf", "Fitting"]
    assert desk.editor.facts.customer.editor.isReadOnly()
    desk.wait(lambda: desk.editor.preview.picture(0) is not None)
    assert desk.editor.book.pdf == pdf(desk.store, quote_id)


def test_after_issuing_the_keyboard_is_where_the_quote_is_sent(desk: QuoteDesk) -> None:
    desk.page.open_record(complete(desk.store))
    desk.editor.foot.schedule.setFocus()
    desk.key(Qt.Key.Key_I, CTRL_SHIFT)
    desk.dialog().try_accept()
    desk.wait(lambda: desk.stored().status == "issued")
    desk.wait(lambda: desk.window.focusWidget() is desk.editor.head.primary)
    assert desk.editor.head.primary.text() == "Send …"


def test_a_quote_that_cannot_be_issued_says_why_and_stays(desk: QuoteDesk) -> None:
    desk.page.open_record(a_draft(desk.store, SHELF))
    desk.key(Qt.Key.Key_I, CTRL_SHIFT)
    assert "no customer" in desk.told()[-1]
    desk.page.open_record(a_draft(desk.store, SHELF, contact_id=a_customer(desk.store)))
    desk.retype(0, cells.PRICE, "1o5")
    desk.key(Qt.Key.Key_I, CTRL_SHIFT)
    assert "Line 1 has words that could not be saved" in desk.told()[-1]
    assert desk.stored().status == "draft"


def test_a_question_left_with_escape_issues_nothing(desk: QuoteDesk) -> None:
    desk.page.open_record(complete(desk.store))
    desk.key(Qt.Key.Key_I, CTRL_SHIFT)
    desk.dialog().reject()
    assert desk.stored().number == ""


def test_what_can_be_done_follows_the_state(desk: QuoteDesk) -> None:
    quote_id = complete(desk.store)
    desk.page.open_record(quote_id)
    draft = desk.menu_words(desk.editor.head.open_menu())
    assert draft == [
        "Issue", "Issue and send …", "Note something …", "Save as PDF …", "Print and export", "More", "Delete",
    ]  # fmt: skip
    assert desk.menu_parts(desk.editor.head.open_menu()) == {
        "Print and export": ["Print …", "Print preview", "Print on letterhead paper …", "Export … (UBL, JSON)"],
        "More": ["Duplicate quote", "Save as template …"],
    }
    issue(desk.store, quote_id)
    assert desk.menu_words(desk.editor.head.open_menu()) == [
        "Send …", "Accept …", "Sent or answered", "Follow up", "Revise", "Save as PDF …", "Print and export", "Money",
        "More",
    ]  # fmt: skip
    parts = desk.menu_parts(desk.editor.head.open_menu())
    assert parts["Sent or answered"] == [
        "Mark as sent", "Sent on another day …", "Read a returned PDF …", "Mark as declined …", "Withdraw …",
    ]  # fmt: skip
    assert parts["More"] == ["Duplicate quote", "Save as template …", "Verify"]


def test_a_duplicate_is_a_new_draft_that_is_opened(desk: QuoteDesk) -> None:
    first = complete(desk.store, title="Shelves")
    issue(desk.store, first)
    desk.page.open_record(first)
    desk.key(Qt.Key.Key_D, CTRL_SHIFT)
    assert desk.editor.book.quote_id != first
    assert (desk.stored().status, desk.stored().title) == ("draft", "Shelves")
    assert desk.column(cells.DESCRIPTION) == ["Oak shelf", "Fitting"]


def test_a_deleted_quote_goes_to_the_bin_and_comes_back_by_the_message(desk: QuoteDesk) -> None:
    desk.page.open_record(complete(desk.store))
    desk.page.delete_chosen()
    assert not desk.page.is_editing
    assert desk.listed() == []
    assert desk.told() == ["1 quote was put in the bin."]
    button = desk.context.toasts.shown()[-1].action_button
    assert button is not None
    button.click()
    assert desk.listed() == ["Ana Sousa"]


def test_the_next_step_of_an_issued_quote_is_to_send_it_whatever_the_list_stands_on(desk: QuoteDesk) -> None:
    issued = complete(desk.store)
    issue(desk.store, issued)
    draft = complete(desk.store)
    desk.page.listing.choose(draft)
    desk.page.open_record(issued)
    assert desk.editor.head.primary.words() == "Send …"


def test_an_unknown_quote_is_refused_and_the_list_stays(desk: QuoteDesk, store: Database) -> None:
    desk.page.open_record(999)
    assert not desk.page.is_editing
    assert desk.told() == ["This record no longer exists. Nothing was saved."]


def test_in_a_file_that_cannot_be_written_everything_can_be_read(desk: QuoteDesk) -> None:
    desk.page.open_record(complete(desk.store))
    desk.page.set_editable(False)
    desk.go(0)
    desk.write("x")
    assert not desk.editor.lines.view.open_cell.is_open
    assert not desk.editor.lines.buttons.isVisible()
    assert desk.editor.lines.view.lines.rowCount() == 2
    desk.page.set_editable(True)
    assert desk.editor.lines.view.lines.rowCount() == 3


def test_the_process_that_draws_ends_with_the_page(qtbot: QtBot, desk: QuoteDesk) -> None:
    page = QuotesPage(desk.context)
    renderer = page.renderer
    assert isinstance(renderer, RenderClient)
    renderer.warm_up()
    qtbot.waitUntil(lambda: renderer.process_id != 0)
    process = renderer.process_id
    page.deleteLater()
    qtbot.waitUntil(lambda: renderer.process_id == 0)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
