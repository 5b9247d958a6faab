"""A quote sent from the window: by mail program, by a real server on this machine, by WhatsApp, and noted."""

from __future__ import annotations

import email
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import keyring
import keyring.backends.fail
import pytest
import trustme
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from crm_desktop.db.database import Database
from crm_desktop.domain.contacts import ChannelUse
from crm_desktop.domain.mail import Secret, Security
from crm_desktop.exchange import mail_server
from crm_desktop.exchange.mail_server import Patience
from crm_desktop.services import interactions, mail_delivery, mail_passwords, quote_list
from crm_desktop.services.interactions import InteractionQuery, InteractionRow
from crm_desktop.services.mail_accounts import server
from crm_desktop.ui.kit.buttons import DropButton, LinkButton, SecondaryButton
from crm_desktop.ui.quotes.send_dialog import SendDialog
from tests.exchange.post_office import HOST, PASSWORD, USER, Box, Logins, PostOffice, listening
from tests.factories import company, employment, person, phone
from tests.factories import email as email_of
from tests.services.quotes import complete, issue, pdf, put
from tests.ui.hands import CTRL, SHIFT, child, click, seen
from tests.ui.quotes.desk import QuoteDesk

CTRL_SHIFT = CTRL | SHIFT


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What was opened in other programs."""
    urls: list[QUrl] = []

    def take(url: QUrl) -> bool:
        urls.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return urls


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    """No keyring of the machine is touched: passwords last for the session, and that for one test."""
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)
    mail_passwords._SESSION.clear()


def ana(store: Database) -> int:
    """A customer with an address and a mobile phone; answers the id."""
    with store.write("Begin") as session:
        found = person("Ana Sousa")
        found.channels += [
            email_of("ana@example.com"),
            phone("+351 912 345 678", e164="+351912345678", purpose=ChannelUse.MOBILE),
        ]
        session.add(found)
        session.flush()
        return found.id


def begin(desk: QuoteDesk, contact_id: int | None = None, *, issued: bool = True) -> int:
    """A quote, open in its editor."""
    put(desk.store, business__email="oficina@example.com")
    quote_id = complete(desk.store, contact_id=contact_id or ana(desk.store), title="Kitchen")
    if issued:
        issue(desk.store, quote_id)
    desk.page.open_record(quote_id)
    return quote_id


def ask(desk: QuoteDesk) -> SendDialog:
    """Ctrl+Shift+M."""
    desk.key(Qt.Key.Key_M, CTRL_SHIFT)
    dialog = desk.dialog()
    assert isinstance(dialog, SendDialog)
    return dialog


def sending() -> SendDialog | None:
    """The dialog, while it is open."""
    found = QApplication.activeModalWidget()
    return found if isinstance(found, SendDialog) else None


def noted(desk: QuoteDesk, quote_id: int) -> list[InteractionRow]:
    """The timeline of the quote."""
    with desk.store.read() as session:
        return list(interactions.listed(session, InteractionQuery(quote_id=quote_id)))


def mail_in(url: QUrl) -> Any:
    """The draft that was handed to the mail program."""
    content = Path(url.toLocalFile()).read_bytes()
    return email.message_from_bytes(content, policy=policy.default)


def type_into(dialog: SendDialog, name: str, text: str) -> None:
    """Types over a field of the dialog."""
    field = dialog.form.field(name)
    field.set_value("")
    cast("QLineEdit", field.editor).setText(text)
    field.editor.textEdited.emit(text)  # type: ignore[attr-defined]


@contextmanager
def account(
    desk: QuoteDesk, office: PostOffice, box: Box | None = None, context: Any = None
) -> Iterator[tuple[Box, Logins]]:
    """A real server, set up in the settings, its password known for the session."""
    logins = Logins()
    with office.server(Security.STARTTLS, context, box, logins) as (known, got):
        put(desk.store, mail__host=HOST, mail__port=str(known.port), mail__user=USER)
        with desk.store.read() as session:
            mail_passwords.keep(server(session), Secret(PASSWORD))
        yield got, logins


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


@pytest.mark.parametrize(("typed", "words"), [("", "who gets the mail"), ("ana@", "no e-mail address")])
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


# By the own server.


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    return PostOffice(tmp_path, monkeypatch)


def test_the_own_server_sends_it_and_it_is_noted_in_one_go(desk: QuoteDesk, office: PostOffice) -> None:
    quote_id = begin(desk)
    with account(desk, office) as (box, logins):
        dialog = ask(desk)
        assert dialog.accept_button is not None
        assert dialog.accept_button.words() == "Send now"
        type_into(dialog, "cc", "rui@example.com")
        dialog.try_accept()
        desk.wait(lambda: desk.stored().status == "sent")
        desk.wait(lambda: sending() is None)
    (got,) = box.got
    assert got.rcpt_tos == ["ana@example.com", "rui@example.com"]
    assert (got.mail_from, logins.tried) == ("oficina@example.com", [USER])
    sent = email.message_from_bytes(cast("bytes", got.content), policy=policy.default)
    assert "X-Unsent" not in sent
    (attached,) = sent.iter_attachments()
    assert attached.get_content() == pdf(desk.store, quote_id)
    (entry,) = noted(desk, quote_id)
    assert (entry.kind, entry.title) == ("email", str(sent["Subject"]))
    with desk.store.read() as session:
        assert quote_list.rows(session, [quote_id], desk.context.today())[quote_id].status == "sent"


@pytest.mark.parametrize(
    ("box", "words"),
    [
        (Box(refused=frozenset({"ana@example.com"})), "refuses mail to “ana@example.com”"),
        (Box(verdict="552 Too big"), "refuses the message"),
    ],
)
def test_a_failure_leaves_it_unsent_says_why_and_keeps_what_was_typed(
    desk: QuoteDesk, office: PostOffice, box: Box, words: str
) -> None:
    quote_id = begin(desk)
    with account(desk, office, box):
        dialog = ask(desk)
        type_into(dialog, "subject", "Typed by hand")
        dialog.try_accept()
        desk.wait(lambda: words in dialog.status.text())
    assert (desk.stored().status, noted(desk, quote_id)) == ("issued", [])
    assert dialog.written().subject == "Typed by hand"
    assert dialog.accept_button is not None
    assert dialog.accept_button.isEnabled()
    dialog.reject()


def test_a_certificate_nobody_vouches_for_sends_nothing(desk: QuoteDesk, office: PostOffice) -> None:
    quote_id = begin(desk)
    with account(desk, office, context=office.certified(ca=trustme.CA())) as (box, logins):
        dialog = ask(desk)
        dialog.try_accept()
        desk.wait(lambda: "vouches for the certificate" in dialog.status.text())
    assert (box.got, logins.tried, noted(desk, quote_id)) == ([], [], [])
    dialog.reject()


def test_without_a_password_it_says_where_to_type_one(desk: QuoteDesk) -> None:
    begin(desk)
    put(desk.store, mail__host=HOST, mail__user=USER)
    dialog = ask(desk)
    dialog.try_accept()
    desk.wait(lambda: "Settings, E-mail" in dialog.status.text())
    dialog.reject()


def test_a_server_that_hangs_is_stopped_by_hand(desk: QuoteDesk) -> None:
    quote_id = begin(desk)
    with listening(lambda _met: None) as port:
        put(desk.store, mail__host=HOST, mail__port=str(port))
        dialog = ask(desk)
        dialog.try_accept()
        desk.wait(lambda: bool(desk.window.tasks.running))
        assert dialog.close_button.words() == "Stop"
        dialog.try_accept()
        dialog.reject()
        desk.wait(lambda: "Stopped. Nothing was sent." in dialog.status.text())
    assert noted(desk, quote_id) == []
    dialog.reject()


def test_a_server_that_hangs_is_given_up(desk: QuoteDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(desk)
    patient = mail_server.hand_over

    def impatient(known: Any, password: Any, envelope: Any, look: Any, _patience: Any) -> None:
        patient(known, password, envelope, look, Patience(0.1, 0.2))

    monkeypatch.setattr(mail_delivery, "hand_over", impatient)
    with listening(lambda _met: None) as port:
        put(desk.store, mail__host=HOST, mail__port=str(port))
        dialog = ask(desk)
        dialog.try_accept()
        desk.wait(lambda: "did not answer" in dialog.status.text())
    dialog.reject()
