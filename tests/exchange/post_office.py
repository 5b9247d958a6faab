"""A real mail server on this machine, with certificates good and bad, and ways for it to misbehave."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from crm_desktop.domain.mail import MailServer, Security

HOST = "localhost"
USER, PASSWORD = "ana@example.com", "Pão & Água\u202f7"


@dataclass
class Box:
    """What the server does and what it got: `refused` recipients, and what it says after the whole message."""

    refused: frozenset[str] = frozenset()
    verdict: str = "250 Message accepted"
    got: list[Envelope] = field(default_factory=list)
    secure: list[bool] = field(default_factory=list)

    async def handle_RCPT(self, _server: Any, _session: Session, envelope: Envelope, address: str, _o: Any) -> str:
        """Takes a recipient or not."""
        if address in self.refused:
            return "550 5.1.1 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, session: Session, envelope: Envelope) -> str:
        """Keeps the message."""
        if self.verdict.startswith("250"):
            self.got.append(envelope)
            self.secure.append(session.ssl is not None)
        return self.verdict


class Logins:
    """Who may log in; `tried` are the user names, never the passwords."""

    def __init__(self) -> None:
        self.tried: list[str] = []

    def __call__(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        """Answers one login."""
        assert isinstance(data, LoginPassword)
        self.tried.append(data.login.decode())
        good = data.login == USER.encode() and data.password == PASSWORD.encode()
        return AuthResult(success=good, handled=good or False)


class PostOffice:
    """Certificates and servers for one test."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.ca = trustme.CA()
        trusted = folder / "trusted.pem"
        self.ca.cert_pem.write_to_path(str(trusted))
        # What the program trusts is what OpenSSL trusts; here that is this authority alone.
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        monkeypatch.setenv("SSL_CERT_DIR", str(folder))

    def certified(self, name: str = HOST, ca: trustme.CA | None = None, **values: Any) -> ssl.SSLContext:
        """A server's side of TLS with a certificate for a name."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        (ca or self.ca).issue_cert(name, **values).configure_cert(context)
        return context

    @contextmanager
    def server(
        self,
        security: Security = Security.STARTTLS,
        context: ssl.SSLContext | None = None,
        box: Box | None = None,
        logins: Logins | None = None,
    ) -> Iterator[tuple[MailServer, Box]]:
        """A server while the block runs, and what it gets; with `logins` nobody sends without one."""  # fmt: skip
        box = box or Box()
        context = context or (self.certified() if security is not Security.NONE else None)
        how: dict[str, Any] = {"enable_SMTPUTF8": True}
        if logins is None:
            how["auth_exclude_mechanism"] = ["LOGIN", "PLAIN"]
        if security is Security.STARTTLS:
            how |= {"tls_context": context, "require_starttls": True}
        elif security is Security.TLS:
            how |= {"ssl_context": context}
        if logins is not None:
            starts = security is Security.STARTTLS
            how |= {"authenticator": logins, "auth_required": starts, "auth_require_tls": starts}
        controller = Controller(box, hostname="127.0.0.1", port=free_port(), ready_timeout=20, **how)
        controller.start()
        try:
            yield MailServer(HOST, controller.port, security, USER if logins is not None else ""), box
        finally:
            controller.stop()


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


@contextmanager
def listening(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port where everybody who comes is talked to in a way of one's own, in a thread."""
    closing = threading.Event()
    met: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                met.append(server.accept()[0])
                if closing.is_set():
                    return
                # Whoever comes may leave in the middle of the talk.
                with suppress(OSError):
                    talk(met[-1])

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            # A closed socket does not wake who waits for visitors; a last one does.
            closing.set()
            socket.create_connection(server.getsockname()).close()
            thread.join()
            for each in met:
                each.close()
