"""Mail handed over to a server (SMTP): nothing without TLS but to this machine, and nothing waits for ever.

The talk runs in a thread of its own, because neither a name that is looked up nor a server that is silent can be
interrupted: who asked looks again and again whether to go on, and leaves the talk alone when time is up.
"""

from __future__ import annotations

import base64
import io
import re
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.mail import MailServer, Secret, Security, may_be_open
from crm_desktop.exchange.mail_faults import explained, one_line

LOOK_SECONDS = 0.05
BYTES_A_SECOND = 20_000
"""The slowest line a message is sent over before it counts as a server that does not answer."""
LONGEST_ANSWER = 64_000
"""So many bytes of one answer are read; a server that goes on is left, before it fills the memory."""
HERE = "[127.0.0.1]"
"""How the program calls itself, as other mail programs do: the name of the machine is nobody's business."""


class Step(IntEnum):
    """How far a talk is."""

    CONNECT = 0
    SECURE = 1
    LOG_IN = 2
    ADDRESS = 3
    HAND_OVER = 4
    ANSWERED = 5


Look = Callable[[Step], None]
"""Called again and again while the talk goes on; raises whatever is to end it."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait: for one answer, and for everything together, in seconds."""

    answer: float = 20
    whole: float = 60


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is handed over: from whom, to whom, and the message as bytes. `utf8`: an address needs SMTPUTF8."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    utf8: bool = False


PATIENCE = Patience()


def check(server: MailServer, password: Secret, look: Look, patience: Patience = PATIENCE) -> None:
    """Connects and logs in, and says good-bye.

    Raises:
        Refused: ``mail.*``, with what exactly failed; whatever `look` raises.
    """
    _hold(_Talk(server, password, None, patience), look)


def hand_over(
    server: MailServer, password: Secret, envelope: Envelope, look: Look, patience: Patience = PATIENCE
) -> None:
    """Sends one message to all its recipients, or to none of them.

    Raises:
        Refused: ``mail.*``, with what exactly failed; ``mail.maybe_sent`` when the end came while the server had the
            whole message and had not answered yet; whatever `look` raises before that.
    """
    longer = Patience(patience.answer, patience.whole + len(envelope.content) / BYTES_A_SECOND)
    _hold(_Talk(server, password, envelope, longer), look)


def _hold(talk: _Talk, look: Look) -> None:
    """Lets a talk run until it ends, `look` raises, or time is up."""
    if talk.server.security is Security.NONE and not may_be_open(talk.server.host):
        raise Refused("mail.open_only_here", host=talk.server.host)
    thread = threading.Thread(target=talk.run, name="mail", daemon=True)
    thread.start()
    ends = time.monotonic() + talk.patience.whole
    try:
        while not talk.ended.wait(LOOK_SECONDS):
            look(talk.step)
            if time.monotonic() > ends:
                raise _too_slow(talk)
    except BaseException as stopped:
        talk.leave()
        if talk.step is Step.ANSWERED:
            return
        if talk.complete:
            raise Refused("mail.maybe_sent", host=talk.server.host) from stopped
        raise
    if talk.fault is not None:
        raise talk.fault


def _too_slow(talk: _Talk) -> Refused:
    return Refused("mail.timeout", host=talk.server.host, seconds=round(talk.patience.whole))


class _LeftError(Exception):
    """Nobody waits for the talk any more."""


class _Answers:
    """What a server says, line by line, and no more than one answer may have."""

    def __init__(self, spoken: io.BufferedReader) -> None:
        self._spoken = spoken
        self.room = 0

    def readline(self, limit: int) -> bytes:
        """The next line; the library takes the error for a connection that was broken off, and closes it."""
        found = self._spoken.readline(limit)
        self.room -= len(found)
        if self.room < 0:
            raise OSError("an answer without an end")
        return found

    def has_more(self, line: socket.socket) -> bool:
        """Whether something was said behind the last answer. Waits for nothing."""
        patience = line.gettimeout()
        line.settimeout(0)
        try:
            return bool(self._spoken.peek(1))
        finally:
            line.settimeout(patience)

    def close(self) -> None:
        """Lets the connection go."""
        self._spoken.close()


class _Connection(smtplib.SMTP):
    """A connection whose socket is known from the beginning, so that it can be closed from outside."""

    def __init__(self, talk: _Talk) -> None:
        self._talk = talk
        server = talk.server
        super().__init__(server.host, server.port, local_hostname=HERE, timeout=talk.patience.answer)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        opened = socket.create_connection((host, port), timeout)
        self._talk.socket = opened
        if self._talk.server.security is Security.TLS:
            self._talk.go(Step.SECURE)
            opened = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
            self._talk.socket = opened
        return opened

    def go_secure(self) -> None:
        """Goes on in TLS. By hand, because the library does not look for what was said too early.

        Whoever is on the way can put words behind the server's last answer in the open, which would be taken for said
        within TLS (CVE-2011-0411); and all that was said in the open is forgotten (RFC 3207, 4.2).

        Raises:
            Refused: ``mail.starttls_injected``.
        """
        assert self.sock is not None
        if isinstance(self.file, _Answers) and self.file.has_more(self.sock):
            raise Refused("mail.starttls_injected", host=self._talk.server.host)
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._talk.server.host)
        self.file = None
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False

    def getreply(self) -> tuple[int, bytes]:
        """One answer of at most `LONGEST_ANSWER` bytes; the library would read lines as long as they come."""
        if self.file is None:
            assert self.sock is not None
            self.file = _Answers(self.sock.makefile("rb"))
        self.file.room = LONGEST_ANSWER
        return super().getreply()


class _Talk:
    """One talk with a server, in a thread of its own."""

    def __init__(self, server: MailServer, password: Secret, envelope: Envelope | None, patience: Patience) -> None:
        self.server = server
        self.patience = patience
        self.ended = threading.Event()
        self.fault: Exception | None = None
        self.step = Step.CONNECT
        self.complete = False
        self.socket: socket.socket | None = None
        self._password = password
        self._envelope = envelope
        self._left = False
        self._turn = threading.Lock()

    def run(self) -> None:
        """The talk; what went wrong is in `fault`."""
        try:
            self._talk()
        except _LeftError:
            pass
        except Exception as error:  # noqa: BLE001  (the edge of the thread: nothing may be lost here)
            self.fault = self._explained(error)
        finally:
            self.ended.set()

    def _explained(self, error: Exception) -> Exception:
        if self.complete and not isinstance(error, Refused):
            return Refused("mail.maybe_sent", host=self.server.host)
        found = explained(error, self.server, round(self.patience.answer), connecting=self.step is Step.CONNECT)
        if isinstance(found, Refused) and "answer" in found.values:
            found.values["answer"] = self._password.hidden_in(str(found.values["answer"]))
        return found

    def leave(self) -> None:
        """Ends the talk from outside: it sends nothing any more, and whether it has sent all is settled."""
        with self._turn:
            self._left = True
        if self.socket is not None:
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)

    def go(self, step: Step, *, complete: bool = False) -> None:
        """Goes on to the next step, unless nobody waits any more; `complete`: the whole message is out after it."""
        with self._turn:
            if self._left:
                raise _LeftError
            self.step, self.complete = step, complete

    def _talk(self) -> None:
        smtp = _Connection(self)
        try:
            smtp.ehlo_or_helo_if_needed()
            if self.server.security is Security.STARTTLS:
                self._secure(smtp)
            if self.server.user:
                self._log_in(smtp)
            if self._envelope is not None:
                self._send(smtp, self._envelope)
            with suppress(smtplib.SMTPException, OSError):
                smtp.quit()
        finally:
            smtp.close()

    def _secure(self, smtp: _Connection) -> None:
        self.go(Step.SECURE)
        if not smtp.has_extn("starttls"):
            raise Refused("mail.no_starttls", host=self.server.host)
        code, answer = smtp.docmd("STARTTLS")
        if code != 220:
            raise Refused("mail.starttls_refused", host=self.server.host, answer=one_line(answer))
        smtp.go_secure()
        self.socket = smtp.sock
        smtp.ehlo_or_helo_if_needed()

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        """By hand, because the library sends no password with an accent."""
        self.go(Step.LOG_IN)
        ways = smtp.esmtp_features.get("auth", "").upper().split()
        user, password = self.server.user, self._password.reveal()
        if "PLAIN" in ways:
            code, answer = smtp.docmd("AUTH", "PLAIN " + _base64(f"\0{user}\0{password}"))
        elif "LOGIN" in ways:
            code, answer = smtp.docmd("AUTH", "LOGIN " + _base64(user))
            if code == 334:
                code, answer = smtp.docmd(_base64(password))
        else:
            raise Refused("mail.no_login", host=self.server.host, ways=", ".join(ways) or "–")
        if code not in (235, 503):
            raise Refused("mail.login_refused", host=self.server.host, user=user, answer=one_line(answer))

    def _send(self, smtp: smtplib.SMTP, envelope: Envelope) -> None:
        self.go(Step.ADDRESS)
        options = ["SMTPUTF8", "BODY=8BITMIME"] if envelope.utf8 else []
        if envelope.utf8 and not smtp.has_extn("smtputf8"):
            raise Refused("mail.no_utf8", host=self.server.host)
        if envelope.utf8:
            smtp.command_encoding = "utf-8"
        code, answer = smtp.mail(envelope.sender, options)
        if code != 250:
            raise Refused("mail.sender_refused", address=envelope.sender, answer=one_line(answer))
        for recipient in envelope.recipients:
            code, answer = smtp.rcpt(recipient)
            if code not in (250, 251):
                raise Refused("mail.recipient_refused", address=recipient, answer=one_line(answer))
        self._hand_over(smtp, envelope.content)

    def _hand_over(self, smtp: smtplib.SMTP, content: bytes) -> None:
        self.go(Step.HAND_OVER)
        code, answer = smtp.docmd("DATA")
        if code != 354:
            # Also a yes: whoever says it before there was a message has taken none.
            raise Refused("mail.message_refused", host=self.server.host, answer=one_line(answer))
        smtp.send(re.sub(rb"(?m)^\.", b"..", content if content.endswith(b"\r\n") else content + b"\r\n"))
        self.go(Step.HAND_OVER, complete=True)
        smtp.send(b".\r\n")
        code, answer = smtp.getreply()
        if code != 250:
            self.complete = False
            raise Refused("mail.message_refused", host=self.server.host, answer=one_line(answer))
        self.step = Step.ANSWERED


def _base64(text: str) -> str:
    return base64.b64encode(text.encode("utf-8")).decode("ascii")
