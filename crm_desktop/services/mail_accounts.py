"""How the business sends mail: what the settings say, and the password, which is in the system's keyring alone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.mail import USUAL_PORTS, MailServer, Security
from crm_desktop.exchange.mail import MailAddress, header_address
from crm_desktop.services import settings


@dataclass(frozen=True, slots=True)
class MailAccount:
    """Where mail is handed over, and from whom it comes."""

    server: MailServer
    sender: MailAddress


def is_set_up(session: Session) -> bool:
    """Whether the program can send by itself: there is a server, and somebody who sends."""
    return bool(settings.get(session, "mail.host") and sender(session) is not None)


def sender(session: Session) -> MailAddress | None:
    """Whom mail comes from; None while no address is known."""
    address = settings.get(session, "mail.address") or settings.get(session, "business.email")
    name = settings.get(session, "mail.name") or settings.get(session, "business.name")
    return MailAddress(address, name) if address else None


def server(session: Session) -> MailServer:
    """Where mail is handed over.

    Raises:
        Refused: ``mail.no_server``.
    """
    host = settings.get(session, "mail.host")
    if not host:
        raise Refused("mail.no_server", field="mail.host")
    security = Security(settings.get(session, "mail.security"))
    port = settings.get(session, "mail.port")
    return MailServer(host, int(port) if port else USUAL_PORTS[security], security, settings.get(session, "mail.user"))


def account(session: Session) -> MailAccount:
    """Everything the settings say, ready to send.

    Raises:
        Refused: ``mail.no_server``, ``mail.no_sender``, ``mail.address``.
    """
    found = sender(session)
    if found is None:
        raise Refused("mail.no_sender", field="mail.address")
    header_address(found, field="mail.address")
    return MailAccount(server(session), found)
