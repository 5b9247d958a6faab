"""What is sent, to whom and how: the mail as it will leave, and the ways it can take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.mail import MailAddress, read_addresses
from crm_desktop.sentences import sentence
from crm_desktop.services.sending import Proposal, Way, Written
from crm_desktop.ui.kit.buttons import DropButton, LinkButton, PrimaryButton, SecondaryButton
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import ElidedLabel, Look, PlainLabel
from crm_desktop.ui.kit.plain import menu_text
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.ui.tasks import Task
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import N_, _

WIDTH = 720
STEPS = (
    N_("Connecting to the server …"),
    N_("Encrypting the connection …"),
    N_("Logging in …"),
    N_("Naming the recipients …"),
    N_("Sending the mail …"),
    N_("Sent."),
)
OPENED = {
    Way.MAIL_PROGRAM: N_(
        "The draft is open in your mail program. Once you have sent it there, mark the quote as sent."
    ),
    Way.WHATSAPP: N_(
        "WhatsApp opens with the text. Attach the PDF there (“Show file” or “Copy PDF”), send it, and mark the quote "
        "as sent."
    ),
    Way.BY_HAND: N_("Once it is on its way, mark the quote as sent."),
}


@dataclass(frozen=True, slots=True)
class Ways:
    """What the buttons do. `open_draft` and `open_chat` answer whether a program took it."""

    open_draft: Callable[[Written], bool]
    send: Callable[[Written], object]
    stop: Callable[[], object]
    open_chat: Callable[[str, str], bool]
    show_file: Callable[[], object]
    copy_file: Callable[[], object]
    copy_text: Callable[[str], object]
    mark: Callable[[Way, str, Written], bool]


class SendDialog(Dialog):
    """The mail to be looked over, with its ways out.

    Args:
        proposal: what it would say.
        ways: what is done with it.
        parent: the window.
    """

    def __init__(self, proposal: Proposal, ways: Ways, parent: QWidget) -> None:
        title = _("Send quote {number}", number=proposal.number)
        main = _("Send now") if proposal.can_send else _("Open in mail program")
        super().__init__(parent, title, main, width=WIDTH)
        self._proposal = proposal
        self._ways = ways
        self._taken: tuple[Way, str] | None = None
        self._busy = False
        self._unopened = False
        self.form = Form()
        self.form.add_row(TextField("to", _("To"), limit=5_000), TextField("cc", _("Copy to"), limit=5_000),
                          stretches=(3, 2))  # fmt: skip
        self.form.add(TextField("subject", _("Subject"), limit=500))
        self.form.add(MultilineField("text", _("Text"), lines=(9, 14)))
        self.form.set_values({"to": proposal.to, "cc": "", "subject": proposal.subject, "text": proposal.text})
        self.status = PlainLabel("", wrap=True, selectable=True)
        self.status.hide()
        self.people = DropButton(_("Other addresses"), quiet=True)
        self.file_button = self._make_link(_("Show file"), self.show_file)
        self.chat = self._make_chat()
        self.open_button = SecondaryButton(_("Open in mail program"))
        self.open_button.on_click(self.open_draft)
        self._lay_out()
        self.form.field("to").editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if proposal.to and self.accept_button is not None:
            # Nothing is left to be typed: Enter sends, Shift+Tab leads back to the words.
            self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        if self._proposal.customer:
            self.body.addWidget(PlainLabel(self._proposal.customer, muted=True))
        self.body.addWidget(self.form)
        self.body.addLayout(self._make_file_row())
        self.body.addWidget(self.status)
        self.add_left(self.chat)
        if self._proposal.can_send:
            self.foot.insertWidget(self.foot.count() - 1, self.open_button)
        else:
            self.open_button.hide()

    def _make_file_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        name = ElidedLabel(_("Attached: {name}", name=self._proposal.file_name), look=Look.SMALL, muted=True)
        row.addWidget(name, 1)
        if self._fill_people():
            row.addWidget(self.people)
        row.addWidget(self.file_button)
        row.addWidget(self._make_link(_("Copy PDF"), self.copy_file))
        row.addWidget(self._make_link(_("Copy address"), self.copy_address))
        return row

    def _make_link(self, words: str, run: Callable[[], object]) -> LinkButton:
        link = LinkButton(words)
        link.on_click(run)
        return link

    def _fill_people(self) -> bool:
        """Offers everybody else who has an address; False when there is nobody."""
        menu = QMenu(self.people)
        for person in self._proposal.people:
            for email in person.emails:
                address = str(MailAddress(email, person.name))
                if address != self._proposal.to:
                    entry = QAction(menu_text(address), menu)
                    entry.triggered.connect(partial(self._add_recipient, address))
                    menu.addAction(entry)
        self.people.setMenu(menu)
        return not menu.isEmpty()

    def _add_recipient(self, address: str, *_checked: object) -> None:
        field = self.form.field("to")
        field.commit()
        if address not in field.value:
            field.set_value(", ".join(part for part in (field.value.strip(" ,;"), address) if part))

    def _make_chat(self) -> SecondaryButton | DropButton:
        """WhatsApp: straight to the only number, or a choice of several."""
        numbers = [(person.name, phone) for person in self._proposal.people for phone in person.phones]
        if len(numbers) < 2:
            button = SecondaryButton(_("WhatsApp"))
            button.setEnabled(bool(numbers))
            button.setToolTip("" if numbers else sentence(Refused("mail.no_phone")))
            button.on_click(partial(self.open_chat, numbers[0][1] if numbers else ""))
            return button
        drop = DropButton(_("WhatsApp"))
        menu = QMenu(drop)
        for name, phone in numbers:
            entry = QAction(menu_text(_("{name}, {number}", name=name, number=phone)), menu)
            entry.triggered.connect(partial(self.open_chat, phone))
            menu.addAction(entry)
        drop.setMenu(menu)
        return drop

    # What is written.

    def written(self) -> Written:
        """The mail as it stands."""
        values = self.form.values()
        return Written(values["to"], values["subject"], values["text"], values["cc"])

    def _checked(self) -> Written | None:
        """The same, unless an address is none: then that stands beside it."""
        if not self.form.commit():
            return None
        mail = self.written()
        try:
            if not read_addresses(mail.to, field="to"):
                raise Refused("mail.no_recipient", field="to")
            read_addresses(mail.cc, field="cc")
        except Refused as refused:
            self.form.refuse(refused)
            self.form.field(refused.field or "to").editor.setFocus()
            return None
        return mail

    # Ways out.

    def check(self) -> bool:
        if self._busy:
            return False
        if self._taken is not None:
            self.form.commit()
            return self._ways.mark(*self._taken, self.written())
        if not self._proposal.can_send:
            self.open_draft()
            return False
        mail = self._checked()
        if mail is not None:
            self._set_busy(True)
            self.tell(_(STEPS[0]))
            self._ways.send(mail)
        return False

    def open_draft(self) -> None:
        """Opens the mail in the user's own mail program."""
        mail = self._checked()
        if mail is None:
            return
        try:
            if self._ways.open_draft(mail):
                self._take(Way.MAIL_PROGRAM, mail.to)
            else:
                self._take(Way.BY_HAND, mail.to)
                # No mail is on its way: whoever presses Enter once more has not said that one is.
                self._put_forward_mark(False)
                self.file_button.setFocus(Qt.FocusReason.OtherFocusReason)
                self.tell(
                    _("No program here opens mail drafts. Show the file and attach it yourself, or copy the address."),
                    Tone.AMBER,
                )
        except Refused as refused:
            self.tell(sentence(refused), Tone.RED)

    def open_chat(self, phone: str, *_checked: object) -> None:
        """Opens WhatsApp with the text."""
        self.form.commit()
        if self._ways.open_chat(phone, self.written().text):
            self._take(Way.WHATSAPP, phone)
        else:
            self.tell(_("No program here opens WhatsApp."), Tone.AMBER)

    def show_file(self) -> None:
        """Shows the PDF in its folder."""
        self._by_hand(self._ways.show_file)

    def copy_file(self) -> None:
        """Puts the PDF on the clipboard, to be pasted into a chat or a folder."""
        self._by_hand(self._ways.copy_file)

    def copy_address(self) -> None:
        """Puts the addresses on the clipboard."""
        self.form.commit()
        self._ways.copy_text(self.written().to)

    def _by_hand(self, run: Callable[[], object]) -> None:
        try:
            run()
        except Refused as refused:
            self.tell(sentence(refused), Tone.RED)
            return
        # Where the program can send, a look at the file takes nothing away from that.
        if self._taken is None and not self._proposal.can_send:
            self._take(Way.BY_HAND, "")

    def _take(self, way: Way, address: str) -> None:
        """A way was taken outside of the program: what is left is to say that it is sent."""
        self._taken = (way, address)
        self._put_forward_mark(True)
        self.tell(_(OPENED[way]))
        if self.accept_button is not None:
            self.accept_button.setText(_("Mark as sent"))
            self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_forward_mark(self, forward: bool) -> None:
        """Lets “Mark as sent” be the next thing to do, or one among others while no program took the mail."""
        self._unopened = not forward
        button = self.accept_button
        if button is not None:
            button.setProperty("look", (PrimaryButton if forward else SecondaryButton).look)
            button.style().unpolish(button)
            button.style().polish(button)

    def tell(self, words: str, tone: Tone | None = None) -> None:
        """Says how it stands."""
        self.status.set_tone(tone)
        self.status.setText(words)
        self.status.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What has the cursor does its own at Enter; “Mark as sent”, too, once somebody went there.
        if self._unopened and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.show_file()
        else:
            super().keyPressEvent(event)

    # While the program sends.

    def show_progress(self, task: Task) -> None:
        """Says how far the sending is; other work goes on unsaid."""
        if self._busy and task.total == len(STEPS) - 1:
            self.tell(_(STEPS[task.done]))

    def finish(self) -> None:
        """It is sent and noted."""
        self._busy = False
        self.accept()

    def offer_mark(self, refused: Refused) -> None:
        """It is sent, but that could not be noted: says so, and all that is left is to note it again."""
        self._set_busy(False)
        self._taken = (Way.SERVER, self.written().to)
        # Nothing here may look as if it could still be sent, or was not.
        self.form.set_editable(False)
        self.open_button.setEnabled(False)
        self.chat.setEnabled(False)
        self.close_button.setText(_("Close"))
        if self.accept_button is not None:
            self.accept_button.setText(_("Note it again"))
            self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell(sentence(refused), Tone.RED)

    def show_failure(self, refused: Refused | None) -> None:
        """Nothing was sent: says why (None: it was stopped), and leaves everything as it was typed."""
        self._set_busy(False)
        if self.accept_button is not None:
            self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if refused is None:
            self.tell(_("Stopped. Nothing was sent."))
        else:
            self.tell(sentence(refused), Tone.RED)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.form.set_editable(not busy)
        for button in (self.open_button, self.chat, self.accept_button):
            if button is not None:
                button.setEnabled(not busy)
        self.close_button.setText(_("Stop") if busy else _("Cancel"))

    def reject(self) -> None:
        if self._busy:
            self._ways.stop()
        else:
            super().reject()
