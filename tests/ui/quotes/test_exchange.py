"""Quotes that leave the window as files and come back into it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from crm_desktop.db.models.contacts import Contact
from crm_desktop.services import contacts, quote_drafts, quote_exchange
from tests.factories import NOW
from tests.services.quotes import a_draft, complete, issue, put
from tests.ui.hands import ALT, CTRL
from tests.ui.quotes.desk import QuoteDesk

CTRL_ALT = CTRL | ALT
MOVE = Qt.DropAction.CopyAction


def saved_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))


def file_of(desk: QuoteDesk, quote_id: int, path: Path) -> Path:
    with desk.store.read() as session:
        path.write_bytes(quote_exchange.as_json(session, quote_id))
    return path


def drop(desk: QuoteDesk, path: Path) -> bool:
    """Drops a file on the tab; answers whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), MOVE, data, buttons, keys)
    desk.page.dragEnterEvent(entering)
    if not entering.isAccepted():
        return False
    desk.page.dropEvent(QDropEvent(QPoint(5, 5), MOVE, data, buttons, keys))
    return True


def test_an_issued_quote_is_exported_as_ubl_by_key(
    desk: QuoteDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote_id = complete(desk.store)
    issue(desk.store, quote_id)
    desk.page.open_record(quote_id)
    saved_as(monkeypatch, tmp_path / "quote.xml")
    desk.key(Qt.Key.Key_E, CTRL_ALT)
    assert desk.told()[-1] == "Saved as quote.xml"
    assert b"<Quotation " in (tmp_path / "quote.xml").read_bytes()


def test_a_draft_is_offered_as_json_only(desk: QuoteDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def save(_parent: object, _title: str, suggestion: str, filters: str) -> tuple[str, str]:
        asked.append(filters)
        return str(tmp_path / "draft.json"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    desk.page.open_record(complete(desk.store))
    desk.key(Qt.Key.Key_E, CTRL_ALT)
    assert "xml" not in asked[0]
    assert json.loads((tmp_path / "draft.json").read_text(encoding="utf-8"))["exported"]["number"] == ""


def test_another_ending_is_refused_with_a_sentence(
    desk: QuoteDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.page.open_record(complete(desk.store))
    saved_as(monkeypatch, tmp_path / "quote.odt")
    desk.key(Qt.Key.Key_E, CTRL_ALT)
    assert "is no kind of file" in desk.told()[-1]
    assert not (tmp_path / "quote.odt").exists()


def test_a_dropped_quote_is_opened_and_undone_in_one_step(desk: QuoteDesk, tmp_path: Path) -> None:
    put(desk.store, business__name="Other")
    source = complete(desk.store, title="Kitchen")
    path = file_of(desk, source, tmp_path / "quote.json")
    with desk.store.write("Edit") as session:
        quote_drafts.edit(session, source, {"title": "Changed"})
    assert drop(desk, path)
    assert desk.stored().title == "Kitchen"
    assert desk.told()[-1] == "quote.json was imported as a draft."
    desk.undo()
    assert not desk.page.is_editing


def test_a_new_contact_beside_one_of_the_same_name_is_told(desk: QuoteDesk, tmp_path: Path) -> None:
    with desk.store.write("New contact") as session:
        theirs = contacts.create(session, contacts.ContactDraft(name="Ana Sousa", tax_id="PT123456789"), NOW)
    source = complete(desk.store, contact_id=theirs)
    path = file_of(desk, source, tmp_path / "quote.json")
    with desk.store.write("Edit") as session:
        session.get_one(Contact, theirs).tax_id = "PT987654321"
        quote_drafts.edit(session, source, {"title": "Changed"})
    assert drop(desk, path)
    assert "Ana Sousa is here with another tax number" in desk.told()[-1]
    assert desk.stored().id != source


def test_a_quote_that_is_here_is_only_opened(desk: QuoteDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quote_id = complete(desk.store)
    issue(desk.store, quote_id)
    path = file_of(desk, quote_id, tmp_path / "quote.json")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path)], ""))
    desk.key(Qt.Key.Key_O, CTRL_ALT)
    assert desk.stored().id == quote_id
    assert desk.told()[-1] == "The quote of quote.json is here already. Nothing was changed."


def test_a_broken_file_says_where(desk: QuoteDesk, tmp_path: Path) -> None:
    path = tmp_path / "quote.json"
    path.write_text("{\n  nonsense", encoding="utf-8")
    assert drop(desk, path)
    assert "stops being JSON in line 2" in desk.told()[-1]


def test_other_files_are_not_taken(desk: QuoteDesk, tmp_path: Path) -> None:
    a_draft(desk.store)
    assert not drop(desk, tmp_path / "picture.png")
