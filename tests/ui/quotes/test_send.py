"""A quote sent from the window by mail program or by WhatsApp, and noted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from crm_desktop.ui.kit.buttons import DropButton, LinkButton, SecondaryButton
from tests.factories import company, employment, person
from tests.factories import email as email_of
from tests.services.quotes import pdf
from tests.ui.hands import CTRL, SHIFT, child, click, seen
from tests.ui.quotes.desk import QuoteDesk
from tests.ui.quotes.mailing import ask, begin, mail_in, noted, sending, type_into, without_keyring

CTRL_SHIFT = CTRL | SHIFT


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    with without_keyring():
        yield


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What was opened in other programs."""
    urls: list[QUrl] = []

    def take(url: QUrl) -> bool:
        urls.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return urls


# By the user's own mail program.


def test_from_a_draft_to_the_mail_program_takes_three_keys_and_one_more_marks_it(
    desk: QuoteDesk, opened: list[QUrl]
) -> None:
    quote_id = begin(desk, issued=False)
    desk.key(Qt.Key.Key_M, CTRL_SHIFT)
    asked = desk.dialog()
    assert asked.accept_button is not None
    assert asked.accept_button.words() == "Issue and send"
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: sending() is not None)
    dialog = sending()
    assert dialog is not None
    desk.key(Qt.Key.Key_Return)
    (url,) = opened
    draft = mail_in(url)
    number = desk.stored().number
    assert url.fileName().endswith(".eml")
    assert (draft["X-Unsent"], draft["To"]) == ("1", "Ana Sousa <ana@example.com>")
    assert draft["Subject"] == f"Quote {number} from Oficina Silva"
    (attached,) = draft.iter_attachments()
    assert attached.get_content() == pdf(desk.store, quote_id)
    assert desk.stored().status == "issued"
    assert dialog.accept_button is not None
    assert dialog.accept_button.words() == "Mark as sent"
    desk.key(Qt.Key.Key_Return)
    assert desk.stored().status == "sent"
    (entry,) = noted(desk, quote_id)
    assert (entry.kind, entry.address) == ("email", "Ana Sousa <ana@example.com>")
    assert "Sent and noted" in desk.told()[-1]


def test_closing_the_dialog_leaves_the_quote_unsent(desk: QuoteDesk, opened: list[QUrl]) -> None:
    quote_id = begin(desk)
    dialog = ask(desk)
    desk.key(Qt.Key.Key_Return)
    dialog.reject()
    assert (desk.stored().status, noted(desk, quote_id)) == ("issued", [])
    assert len(opened) == 1


def test_where_no_mail_program_answers_the_file_and_the_address_are_at_hand(
    desk: QuoteDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(desk)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog = ask(desk)
    desk.key(Qt.Key.Key_Return)
    assert any("No program here opens mail drafts" in words for words in seen(dialog))
    click(child(dialog, LinkButton, "Copy address"))
    assert QGuiApplication.clipboard().text() == "Ana Sousa <ana@example.com>"
    click(child(dialog, LinkButton, "Copy PDF"))
    (url,) = QGuiApplication.clipboard().mimeData().urls()
    assert Path(url.toLocalFile()).read_bytes() == pdf(desk.store, desk.stored().id)
    dialog.reject()


def test_where_no_mail_program_answers_enter_shows_the_file_and_marks_nothing(
    desk: QuoteDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote_id = begin(desk)
    shown: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    monkeypatch.setattr("crm_desktop.ui.quotes.send.show_in_folder", shown.append)
    dialog = ask(desk)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    assert len(shown) == 1
    dialog.form.field("to").editor.setFocus()
    desk.key(Qt.Key.Key_Return)
    assert len(shown) == 2
    assert (desk.stored().status, noted(desk, quote_id)) == ("issued", [])
    assert dialog.accept_button is not None
    assert (dialog.accept_button.words(), dialog.accept_button.property("look")) == ("Mark as sent", "secondary")
    dialog.accept_button.setFocus()
    desk.key(Qt.Key.Key_Return)
    assert desk.stored().status == "sent"


@pytest.mark.parametrize(("typed", "words"), [("", "has no recipient"), ("ana@", "not an e-mail address")])
def test_an_address_that_is_none_stands_beside_its_field(
    desk: QuoteDesk, opened: list[QUrl], typed: str, words: str
) -> None:
    begin(desk)
    dialog = ask(desk)
    type_into(dialog, "to", typed)
    dialog.open_draft()
    assert words in dialog.form.field("to").trouble
    assert opened == []
    dialog.form.restore()
    dialog.reject()


def test_people_of_the_company_are_offered_and_added(desk: QuoteDesk, opened: list[QUrl]) -> None:
    with desk.store.write("Begin") as session:
        firm = company("Sol & Mar, Lda")
        firm.channels.append(email_of("geral@sol.example"))
        rui = person("Rui Fé")
        rui.channels.append(email_of("rui@sol.example"))
        session.add_all([firm, rui])
        session.flush()
        rui.employments.append(employment(firm))
        firm_id = firm.id
    begin(desk, firm_id)
    dialog = ask(desk)
    menu = child(dialog, DropButton, "Other addresses").menu()
    assert menu is not None
    (entry,) = menu.actions()
    entry.trigger()
    assert dialog.written().to == '"Sol & Mar, Lda" <geral@sol.example>, Rui Fé <rui@sol.example>'
    assert not child(dialog, SecondaryButton, "WhatsApp").isEnabled()
    dialog.reject()


# WhatsApp, and by hand.


def test_whatsapp_opens_with_the_text_and_is_noted_once_it_is_sent(desk: QuoteDesk, opened: list[QUrl]) -> None:
    quote_id = begin(desk)
    dialog = ask(desk)
    type_into(dialog, "subject", "For Ana")
    click(child(dialog, SecondaryButton, "WhatsApp"))
    (url,) = opened
    parts = urlsplit(bytes(url.toEncoded().data()).decode())
    assert (parts.netloc, parts.path) == ("wa.me", "/351912345678")
    assert parse_qs(parts.query)["text"][0].startswith("Dear Ana Sousa,")
    desk.key(Qt.Key.Key_Return)
    (entry,) = noted(desk, quote_id)
    assert (entry.kind, entry.address, entry.title) == ("message", "+351912345678", "For Ana")
    assert desk.stored().status == "sent"


def test_the_file_is_shown_in_its_folder(desk: QuoteDesk, opened: list[QUrl]) -> None:
    quote_id = begin(desk)
    dialog = ask(desk)
    click(child(dialog, LinkButton, "Show file"))
    (folder,) = opened
    (file,) = Path(folder.toLocalFile()).iterdir()
    assert file.read_bytes() == pdf(desk.store, quote_id)
    desk.key(Qt.Key.Key_Return)
    assert [entry.kind for entry in noted(desk, quote_id)] == ["letter"]
