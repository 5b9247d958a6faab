"""The password of the mail server and the test of the whole account; the password goes to the system's keyring only."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.mail import MailServer, Secret
from crm_desktop.exchange.mail_server import Step
from crm_desktop.sentences import sentence
from crm_desktop.services import mail_accounts, mail_delivery, mail_passwords
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.ui.tasks import Task
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import N_, _

STEPS = (N_("Connecting to the server …"), N_("Encrypting the connection …"), N_("Logging in …"))


class MailCheck(QWidget):
    """Takes the password, tries everything out, and says exactly what failed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._task: Task | None = None
        self.form = Form()
        password = TextField("password", _("Password"), placeholder=_("empty: as kept before"), limit=1_000)
        password.help = _(
            "Kept by your system (its keyring) once the test has passed; never in the business file or the log."
        )
        password.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.add(password)
        self.test_button = SecondaryButton(_("Test the connection"), icon_name="check")
        self.test_button.on_click(self.test)
        self.forget_button = QuietButton(_("Forget the password"))
        self.forget_button.on_click(self.forget)
        self.verdict = PlainLabel("", wrap=True, selectable=True)
        self.verdict.hide()
        row = QHBoxLayout()
        row.addWidget(self.test_button)
        row.addWidget(self.forget_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.form)
        column.addLayout(row)
        column.addWidget(self.verdict)
        context.tasks.progressed.connect(self._on_progress)

    def test(self) -> None:
        """Connects and logs in; pressed once more, it stops."""
        if self._task is not None:
            self._task.cancel()
            return
        server = self._server()
        if server is None or not self.form.commit():
            return
        typed = self.form.values()["password"]
        self.test_button.setText(_("Stop"))
        self._tell(_(STEPS[0]))
        self._task = self._context.tasks.run(
            partial(_try_out, server, Secret(typed) if typed else None),
            partial(self._on_done, bool(typed)),
            self._on_failed,
            title=_("Testing the mail server"),
            on_cancel=self._on_stopped,
        )
        if self._task not in self._context.tasks.running:
            self._task = None

    def _server(self) -> MailServer | None:
        try:
            with self._context.store.read() as session:
                return mail_accounts.account(session).server
        except Refused as refused:
            self._tell(sentence(refused), Tone.RED)
            return None

    def forget(self) -> None:
        """Takes the password out of the keyring."""
        server = self._server()
        if server is not None:
            self.form.set_values({})
            self._context.tasks.run(
                partial(_forget, server), partial(self._tell, _("The password is forgotten.")),
                title=_("Forgetting the password"),
            )  # fmt: skip

    def _on_progress(self, task: Task) -> None:
        if task is self._task and task.done < len(STEPS):
            self._tell(_(STEPS[task.done]))

    def _on_done(self, typed: bool, kept: bool) -> None:
        self._rest()
        self.form.set_values({})
        if not kept:
            self._tell(
                _("It works. This system has no keyring: the password is known until you quit the program, no longer."),
                Tone.AMBER,
            )
        elif typed:
            self._tell(_("It works. The password is kept by your system."), Tone.GREEN)
        else:
            self._tell(_("It works."), Tone.GREEN)

    def _on_failed(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, Refused):
            self.verdict.hide()
            raise error
        self._tell(sentence(error), Tone.RED)

    def _on_stopped(self) -> None:
        self._rest()
        self._tell(_("Stopped."))

    def _rest(self) -> None:
        self._task = None
        self.test_button.setText(_("Test the connection"))

    def _tell(self, words: str, tone: Tone | object = None) -> None:
        self.verdict.set_tone(tone if isinstance(tone, Tone) else None)
        self.verdict.setText(words)
        self.verdict.show()
        QTimer.singleShot(0, self._show_verdict)

    def _show_verdict(self) -> None:
        """Scrolls down to it, where the page is longer than the window."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(self.verdict)


def _try_out(server: MailServer, typed: Secret | None, task: Task) -> bool:
    """In a worker thread."""

    def look(step: Step) -> None:
        task.progress(step, Step.ANSWERED)

    return mail_delivery.try_out(server, typed, look)


def _forget(server: MailServer, _task: Task) -> None:
    """In a worker thread: a keyring may ask first."""
    mail_passwords.forget(server)
