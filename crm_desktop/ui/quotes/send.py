"""Sending a quote: issued first if it is a draft, then by mail program, own server, WhatsApp or hand, and noted."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import excerpt
from crm_desktop.exchange.handed_out import hand_out, sweep
from crm_desktop.exchange.mail import Letter, written
from crm_desktop.exchange.mail_links import whatsapp
from crm_desktop.exchange.mail_server import Step
from crm_desktop.services import mail_accounts, mail_delivery, quote_papers, sending
from crm_desktop.services.mail_accounts import MailAccount
from crm_desktop.services.sending import Way, Written
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.clipboard import put_files_on_clipboard
from crm_desktop.ui.kit.shown_files import show_in_folder, url_of
from crm_desktop.ui.quotes.send_dialog import SendDialog, Ways
from crm_desktop.ui.tasks import Task
from crm_desktop.words import N_, _

LABEL = N_("Send quote")
BARRIER = "undo.barrier.send"

log = logging.getLogger(__name__)


def open_send(context: Context, quote_id: int, on_sent: Callable[[], object], parent: QWidget) -> SendDialog | None:
    """Opens the dialog for a quote that is issued; None, with a message, when it cannot be sent.

    Args:
        context: the open file.
        quote_id: the quote.
        on_sent: called once it is noted as sent.
        parent: the window.
    """
    try:
        with context.store.read() as session:
            sending.check_issued(session, quote_id)
            proposal = sending.proposal(session, quote_id, context.today())
    except Refused as refused:
        context.toasts.refuse(refused)
        return None
    sweep(context.places.handed_out, context.now())
    sender = _Sender(context, quote_id, on_sent)
    dialog = SendDialog(proposal, sender.ways(), parent)
    sender.dialog = dialog
    dialog.open()
    return dialog


@dataclass(frozen=True, slots=True)
class _Delivered:
    """A mail that the server took, and when."""

    mail: Written
    today: dt.date
    now: dt.datetime


class _Sender:
    """Does what the dialog's buttons say."""

    def __init__(self, context: Context, quote_id: int, on_sent: Callable[[], object]) -> None:
        self._context = context
        self._quote_id = quote_id
        self._on_sent = on_sent
        self._file: Path | None = None
        self._task: Task | None = None
        self._delivered: _Delivered | None = None
        self.dialog: SendDialog | None = None

    def ways(self) -> Ways:
        """The buttons and what they do."""
        return Ways(
            open_draft=self.open_draft,
            send=self.send,
            stop=self.stop,
            open_chat=self.open_chat,
            show_file=self.show_file,
            copy_file=self.copy_file,
            copy_text=QGuiApplication.clipboard().setText,
            mark=self.mark,
        )

    # By other programs.

    def open_draft(self, mail: Written) -> bool:
        """Hands the draft to the system's mail program."""
        letter = self._letter(mail)
        content = written(letter, now=self._context.now(), draft=True)
        name = letter.attachments[0].name.removesuffix(".pdf") + ".eml"
        place = hand_out(self._context.places.handed_out, name, content)
        return QDesktopServices.openUrl(url_of(place))

    def open_chat(self, phone: str, text: str) -> bool:
        """Opens WhatsApp in browser or program."""
        # Encoded once already: Qt must not take a percent sign of the text for one of its own.
        url = QUrl.fromEncoded(whatsapp(phone, text).encode("ascii"), QUrl.ParsingMode.StrictMode)
        return QDesktopServices.openUrl(url)

    def show_file(self) -> None:
        """Opens the folder with the PDF."""
        show_in_folder(self._pdf())

    def copy_file(self) -> None:
        """Puts the PDF on the clipboard as a file."""
        put_files_on_clipboard([self._pdf()])
        self._context.toasts.tell(_("The PDF is on the clipboard."))

    def _pdf(self) -> Path:
        """The very PDF as a file under its own name."""
        if self._file is None or not self._file.exists():
            with self._context.store.read() as session:
                name = quote_papers.file_name(session, self._quote_id, self._context.today())
                content = quote_papers.pdf_of(session, self._quote_id)
            self._file = hand_out(self._context.places.handed_out, name, content)
        return self._file

    def mark(self, way: Way, address: str, mail: Written) -> bool:
        """Notes that it was sent outside of the program, or what could not be noted once it was sent by it."""
        done = self._delivered
        try:
            if done is None:
                self._note(way, address, mail, self._context.today(), self._context.now())
            else:
                self._note_delivered(done)
        except Refused as refused:
            dialog = self._shown()
            if done is not None and dialog is not None:
                dialog.offer_mark(refused)
            else:
                self._context.toasts.refuse(refused)
            return False
        self._told()
        return True

    # By the own server.

    def send(self, mail: Written) -> None:
        """Sends in a worker thread; the dialog says how far it is."""
        store = self._context.store
        try:
            if store.read_only:
                # What cannot be noted is not sent: it would be sent again.
                raise Refused("file.read_only", path=str(store.path))
            with store.read() as session:
                account = mail_accounts.account(session)
            letter = self._letter(mail)
        except Refused as refused:
            self._failed(refused)
            return
        tasks = self._context.tasks
        dialog = self._shown()
        if dialog is not None:
            # To the dialog itself: only what lives in the window's thread is told there.
            tasks.progressed.connect(dialog.show_progress)
        self._task = tasks.run(
            partial(self._send_now, account, letter, mail),
            self._sent,
            self._failed,
            title=_("Sending the mail"),
            on_cancel=partial(self._failed, None),
        )

    def _send_now(self, account: MailAccount, letter: Letter, mail: Written, task: Task) -> None:
        """In the worker thread: sent first, then noted, so that a dialog that is gone by then loses nothing."""

        def look(step: Step) -> None:
            task.progress(step, Step.ANSWERED)

        now = self._context.now()
        mail_delivery.deliver(account, letter, look, now=now)
        # From here on it is sent, whatever goes wrong.
        self._delivered = _Delivered(mail, self._context.today(), now)
        self._note_delivered(self._delivered)

    def _note_delivered(self, done: _Delivered) -> None:
        try:
            self._note(Way.SERVER, done.mail.to, done.mail, done.today, done.now)
        except Exception as error:
            if not isinstance(error, Refused):
                log.exception("a mail was sent and could not be noted")
            raise sending.not_noted(error) from error

    def stop(self) -> None:
        """Asks the sending to stop."""
        if self._task is not None:
            self._task.cancel()

    def _sent(self, _result: object) -> None:
        dialog = self._shown()
        if dialog is not None:
            dialog.finish()
        self._told()

    def _failed(self, error: Exception | None) -> None:
        if error is not None and not isinstance(error, Refused):
            log.error("a mail was not sent", exc_info=error)
            error = Refused("mail.fault", reason=excerpt(f"{type(error).__name__}: {error}", 200))
        dialog = self._shown()
        if dialog is None:
            if error is not None:
                self._context.toasts.refuse(error)
        elif self._delivered is not None and error is not None:
            dialog.offer_mark(error)
        else:
            dialog.show_failure(error)

    def _shown(self) -> SendDialog | None:
        """The dialog, unless it is gone by now."""
        return self.dialog if self.dialog is not None and isValid(self.dialog) else None

    # Both.

    def _letter(self, mail: Written) -> Letter:
        with self._context.store.read() as session:
            return sending.letter(session, self._quote_id, mail, self._context.today())

    def _note(self, way: Way, address: str, mail: Written, today: dt.date, now: dt.datetime) -> None:
        with self._context.store.write(LABEL, initiator=self, barrier=BARRIER) as session:
            sending.note_sent(
                session,
                self._quote_id,
                way,
                address=address,
                subject=mail.subject,
                text=mail.text,
                today=today,
                now=now,
            )

    def _told(self) -> None:
        self._context.toasts.tell(_("Sent and noted. It comes up again if nobody answers."))
        self._on_sent()
