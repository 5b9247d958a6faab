"""Mail on its way out by the business' own server. Called away from the window's thread: it may wait."""

from __future__ import annotations

import datetime as dt

from crm_desktop.domain.mail import MailServer, Secret
from crm_desktop.exchange.mail import Letter, MailAddress, header_address, needs_utf8, written
from crm_desktop.exchange.mail_server import PATIENCE, Envelope, Look, Patience, check, hand_over
from crm_desktop.services import mail_passwords
from crm_desktop.services.mail_accounts import MailAccount


def deliver(
    account: MailAccount, letter: Letter, look: Look, *, now: dt.datetime, patience: Patience = PATIENCE
) -> None:
    """Sends a letter to all it is for, or to nobody.

    Raises:
        Refused: ``mail.*``; whatever `look` raises.
    """
    password = mail_passwords.needed(account.server)
    everybody = dict.fromkeys(_bare(address) for address in (*letter.to, *letter.cc))
    content = written(letter, now=now)
    envelope = Envelope(_bare(account.sender), tuple(everybody), content, needs_utf8(letter))
    hand_over(account.server, password, envelope, look, patience)


def try_out(server: MailServer, typed: Secret | None, look: Look, patience: Patience = PATIENCE) -> bool:
    """Connects and logs in with the password just typed, or the known one; keeps the typed one when it is right.

    Answers False when no keyring took it, and it is known for this session only.

    Raises:
        Refused: ``mail.*``, with what exactly failed; whatever `look` raises.
    """
    password = typed if typed is not None else mail_passwords.needed(server)
    check(server, password, look, patience)
    return mail_passwords.keep(server, typed) if typed is not None and server.user else True


def _bare(address: MailAddress) -> str:
    return header_address(address).addr_spec
