"""A quote sent from the window by a real server on this machine, and noted, whatever goes wrong on the way."""

from __future__ import annotations

import email
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from pathlib import Path
from typing import Any, cast

import pytest
import trustme
from PySide6.QtGui import QDesktopServices

from crm_desktop.exchange import mail_server
from crm_desktop.exchange.mail_server import Patience
from crm_desktop.services import mail_delivery, quote_list
from crm_desktop.services import sending as sending_service
from crm_desktop.ui.kit.buttons import LinkButton
from tests.exchange.post_office import HOST, USER, Box, PostOffice, listening
from tests.services.quotes import pdf, put
from tests.ui.hands import CTRL, SHIFT, child, click
from tests.ui.quotes.desk import QuoteDesk
from tests.ui.quotes.mailing import account, ask, begin, noted, sending, type_into, without_keyring

CTRL_SHIFT = CTRL | SHIFT


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    with without_keyring():
        yield


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


def test_a_look_at_the_file_takes_nothing_away_from_sending(
    desk: QuoteDesk, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(desk)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    with account(desk, office) as (box, _logins):
        dialog = ask(desk)
        click(child(dialog, LinkButton, "Show file"))
        assert dialog.accept_button is not None
        assert dialog.accept_button.words() == "Send now"
        dialog.try_accept()
        desk.wait(lambda: desk.stored().status == "sent")
        desk.wait(lambda: sending() is None)
    assert len(box.got) == 1


@pytest.mark.parametrize(
    ("box", "words"),
    [
        (Box(refused=frozenset({"ana@example.com"})), "does not accept mail to “ana@example.com”"),
        (Box(verdict="552 Too big"), "did not accept the mail"),
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


@dataclass
class LockingBox(Box):
    """A server that takes the mail; meanwhile another program holds the file."""

    path: Path = Path()
    holding: list[sqlite3.Connection] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        holder = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        holder.execute("BEGIN EXCLUSIVE")
        self.holding.append(holder)
        return await super().handle_DATA(server, session, envelope)


def test_a_mail_that_was_sent_while_the_file_was_held_is_said_to_be_sent_and_noted_again(
    desk: QuoteDesk, office: PostOffice
) -> None:
    quote_id = begin(desk)
    box = LockingBox(path=desk.store.path)
    with account(desk, office, box):
        dialog = ask(desk)
        at = desk.context.now()
        dialog.try_accept()
        desk.qtbot.waitUntil(lambda: "The mail was sent, but" in dialog.status.text(), timeout=30_000)
    assert "Do not send the mail again" in dialog.status.text()
    assert dialog.accept_button is not None
    assert dialog.accept_button.words() == "Note it again"
    assert dialog.close_button.words() == "Close"
    assert not dialog.form.field("text").editor.isEnabled() or dialog.form.field("text").editor.isReadOnly()  # type: ignore[attr-defined]
    assert not dialog.open_button.isEnabled()
    box.holding[0].close()
    assert noted(desk, quote_id) == []
    dialog.try_accept()
    desk.wait(lambda: sending() is None)
    (entry,) = noted(desk, quote_id)
    assert entry.at == at
    assert (desk.stored().status, len(box.got)) == ("sent", 1)


@pytest.mark.parametrize("raised", [RuntimeError("no such thing"), OSError(28, "No space left on device")])
def test_whatever_fails_once_it_is_sent_does_not_look_unsent(
    desk: QuoteDesk, office: PostOffice, monkeypatch: pytest.MonkeyPatch, raised: Exception
) -> None:
    quote_id = begin(desk)
    note = sending_service.note_sent

    def fail(*_args: Any, **_values: Any) -> None:
        raise raised

    with account(desk, office) as (box, _logins):
        monkeypatch.setattr(sending_service, "note_sent", fail)
        dialog = ask(desk)
        dialog.try_accept()
        desk.wait(lambda: "The mail was sent, but" in dialog.status.text())
        # Once more, with the same fault: it still is not sent again.
        dialog.try_accept()
        assert "The mail was sent, but" in dialog.status.text()
        monkeypatch.setattr(sending_service, "note_sent", note)
        dialog.try_accept()
        desk.wait(lambda: sending() is None)
    assert (len(box.got), len(noted(desk, quote_id)), desk.stored().status) == (1, 1, "sent")


def test_a_fault_before_it_is_sent_is_said_and_sends_nothing(
    desk: QuoteDesk, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(desk)

    def fail(*_args: Any, **_values: Any) -> bytes:
        raise LookupError("no such alphabet")

    with account(desk, office) as (box, _logins):
        monkeypatch.setattr(mail_delivery, "written", fail)
        dialog = ask(desk)
        dialog.try_accept()
        desk.wait(lambda: "no such alphabet" in dialog.status.text())
    assert "Nothing was sent" in dialog.status.text()
    assert (box.got, desk.stored().status) == ([], "issued")
    dialog.reject()


def test_a_file_that_can_only_be_read_sends_nothing(desk: QuoteDesk, office: PostOffice) -> None:
    begin(desk)
    with account(desk, office) as (box, _logins):
        dialog = ask(desk)
        desk.store.read_only = True
        dialog.try_accept()
        desk.wait(lambda: bool(dialog.status.text()))
        desk.store.read_only = False
    assert box.got == []
    assert "Sent" not in dialog.status.text()
    dialog.reject()


def test_a_certificate_nobody_vouches_for_sends_nothing(desk: QuoteDesk, office: PostOffice) -> None:
    quote_id = begin(desk)
    with account(desk, office, context=office.certified(ca=trustme.CA())) as (box, logins):
        dialog = ask(desk)
        dialog.try_accept()
        desk.wait(lambda: "does not trust the certificate" in dialog.status.text())
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
