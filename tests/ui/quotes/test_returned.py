"""A filled-in PDF dropped on its quote, a design chosen over its pages, and a print on letterhead paper."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from crm_desktop.domain.quotes import Line, LineRole
from crm_desktop.services import form_beside
from crm_desktop.ui.quotes.accept import AcceptDialog
from crm_desktop.ui.quotes.documents import PrintPreview
from tests.reports import letterheads
from tests.reports.filling import fill
from tests.services.quotes import SHELF, a_customer, a_draft, accept, complete, issue, pdf, put, revise, shown
from tests.ui.quotes.desk import QuoteDesk

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton


def returned(desk: QuoteDesk, folder: Path) -> tuple[int, Path]:
    """An issued quote with an option, and the PDF that came back."""
    light = Line(description="LED strip", unit_price=SHELF.unit_price, role=LineRole.OPTIONAL)
    put(desk.store, look__accept_fields="yes")
    quote_id = a_draft(desk.store, SHELF, light, contact_id=a_customer(desk.store))
    issue(desk.store, quote_id)
    path = folder / "returned.pdf"
    path.write_bytes(fill(pdf(desk.store, quote_id), ticked=(1,), name="Rui Sousa", date="21/11/2026"))
    return quote_id, path


def drop(desk: QuoteDesk, path: Path) -> bool:
    """Drags a file onto the page; whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    enter = QDragEnterEvent(QPoint(400, 100), COPY, data, LEFT, Qt.KeyboardModifier.NoModifier)
    desk.page.dragEnterEvent(enter)
    if enter.isAccepted():
        dropped = QDropEvent(QPoint(400, 100), COPY, data, LEFT, Qt.KeyboardModifier.NoModifier)
        desk.page.dropEvent(dropped)
    return enter.isAccepted()


def acceptance(desk: QuoteDesk) -> AcceptDialog:
    desk.qtbot.waitUntil(lambda: bool(desk.window.findChildren(AcceptDialog)), timeout=20_000)
    dialog = desk.dialog()
    assert isinstance(dialog, AcceptDialog)
    return dialog


def test_a_returned_pdf_fills_in_the_acceptance(desk: QuoteDesk, tmp_path: Path) -> None:
    quote_id, path = returned(desk, tmp_path)
    desk.page.open_record(quote_id)
    assert drop(desk, path)
    dialog = acceptance(desk)
    values = dialog.form.values()
    assert (values["accepted_by"], values["how"]) == ("Rui Sousa", "form")
    assert [box.isChecked() for box in dialog.options.values()] == [True]
    dialog.try_accept()
    accepted = shown(desk.store, quote_id).acceptance
    assert accepted is not None
    assert accepted.accepted_by == "Rui Sousa"
    assert len(accepted.options) == 1


def test_what_the_form_says_takes_the_place_of_what_was_accepted_before(desk: QuoteDesk, tmp_path: Path) -> None:
    first, path = returned(desk, tmp_path)
    option = shown(desk.store, first).lines[1].id or 0
    accept(desk.store, first, options=(option,))
    second = revise(desk.store, first)
    issue(desk.store, second)
    path.write_bytes(fill(pdf(desk.store, second), ticked=(), name="Rui Sousa", date="21/11/2026"))
    desk.page.open_record(second)
    assert drop(desk, path)
    dialog = acceptance(desk)
    desk.wait(lambda: dialog.form.values()["accepted_by"] == "Rui Sousa")
    assert [box.isChecked() for box in dialog.options.values()] == [False]
    dialog.reject()


def test_the_menu_reads_one_too(desk: QuoteDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quote_id, path = returned(desk, tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(path)], ""))
    desk.page.open_record(quote_id)
    desk.window.registry.run("quotes.returned")
    assert acceptance(desk).form.values()["accepted_by"] == "Rui Sousa"


def test_a_wrong_pdf_is_told_and_asks_nothing(desk: QuoteDesk, tmp_path: Path) -> None:
    quote_id, _path = returned(desk, tmp_path)
    wrong = tmp_path / "wrong.pdf"
    wrong.write_bytes(letterheads.letterhead())
    desk.page.open_record(quote_id)
    assert drop(desk, wrong)
    desk.qtbot.waitUntil(lambda: not desk.window.tasks.running, timeout=20_000)
    assert "no fields" in desk.told()[-1]


def test_a_pdf_that_takes_long_holds_nothing_up_and_can_be_stopped(
    desk: QuoteDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = (sys.executable, "-c", "import threading; threading.Event().wait()")
    monkeypatch.setattr(form_beside, "worker_command", lambda _name: waits)
    quote_id, path = returned(desk, tmp_path)
    desk.page.open_record(quote_id)
    tasks = desk.window.tasks
    assert drop(desk, path)
    (task,) = tasks.running
    assert task.title == "Reading the returned PDF"
    # Another one takes its place, as the first may never come to an end.
    assert drop(desk, path)
    assert task.cancelled
    tasks.cancel_all()
    desk.qtbot.waitUntil(lambda: not tasks.running)
    assert desk.told() == []
    assert shown(desk.store, quote_id).acceptance is None


def test_a_draft_takes_no_returned_pdf_and_no_quote_takes_other_files(desk: QuoteDesk, tmp_path: Path) -> None:
    quote_id, path = returned(desk, tmp_path)
    desk.page.open_record(complete(desk.store))
    assert not drop(desk, path)
    desk.page.open_record(quote_id)
    card = tmp_path / "ana.vcf"
    card.write_text("BEGIN:VCARD")
    assert not drop(desk, card)


def test_the_design_of_a_draft_is_chosen_over_its_pages(desk: QuoteDesk) -> None:
    quote_id = complete(desk.store)
    desk.page.open_record(quote_id)
    design = desk.editor.design
    assert design.words() == "Design: Classic"
    menu = design.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == [
        "As in the settings: Classic",
        "Classic",
        "Modern",
        "Compact",
    ]
    menu.actions()[2].trigger()
    assert shown(desk.store, quote_id).design == "modern"
    assert design.words() == "Design: Modern"
    issue(desk.store, quote_id)
    desk.page.refresh()
    assert design.isHidden()


def test_a_quote_is_shown_as_it_prints_on_letterhead_paper(desk: QuoteDesk) -> None:
    put(desk.store, business__name="Oficina Silva")
    quote_id = complete(desk.store)
    issue(desk.store, quote_id)
    desk.page.open_record(quote_id)
    desk.window.registry.run("quotes.print_plain")
    dialog = desk.dialog()
    assert isinstance(dialog, PrintPreview)
    dialog.reject()
