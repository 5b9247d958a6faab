"""A quote on its way out of the window: the customer, the dialog, a real server that is set up in the settings."""

from __future__ import annotations

import email
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from pathlib import Path
from typing import Any, cast

import keyring
import keyring.backends.fail
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QLineEdit

from crm_desktop.db.database import Database
from crm_desktop.domain.contacts import ChannelUse
from crm_desktop.domain.mail import Secret, Security
from crm_desktop.services import interactions, mail_passwords
from crm_desktop.services.interactions import InteractionQuery, InteractionRow
from crm_desktop.services.mail_accounts import server
from crm_desktop.ui.quotes.send_dialog import SendDialog
from tests.exchange.post_office import HOST, PASSWORD, USER, Box, Logins, PostOffice
from tests.factories import email as email_of
from tests.factories import person, phone
from tests.services.quotes import complete, issue, put
from tests.ui.hands import CTRL, SHIFT
from tests.ui.quotes.desk import QuoteDesk

CTRL_SHIFT = CTRL | SHIFT


@contextmanager
def without_keyring() -> Iterator[None]:
    """No keyring of the machine is touched: passwords last for the session, and that for one test."""
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
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
