"""What went wrong with a mail server, as a refusal that says exactly that."""

from __future__ import annotations

import smtplib
import socket
import ssl

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.mail import MailServer
from crm_desktop.domain.text import clean_line, excerpt

ANSWER_LIMIT = 200
MOST_READ = 4_000
"""Of a long answer only the beginning is looked at."""
# OpenSSL's numbers for what is wrong with a certificate.
_CERTIFICATES = {
    9: "mail.certificate_expired",
    10: "mail.certificate_expired",
    18: "mail.certificate_unknown",
    19: "mail.certificate_unknown",
    20: "mail.certificate_unknown",
    21: "mail.certificate_unknown",
    62: "mail.certificate_other_name",
    64: "mail.certificate_other_name",
}


def explained(error: Exception, server: MailServer, seconds: int, *, connecting: bool) -> Exception:
    """A fault of the line as a refusal; a refusal, or a fault of the program, as it is.

    Args:
        error: what was raised.
        server: where.
        seconds: how long an answer was waited for.
        connecting: there was no connection yet.
    """
    if isinstance(error, Refused):
        return error
    if isinstance(error, smtplib.SMTPException):
        return _of_the_talk(error, server, seconds)
    if isinstance(error, ssl.SSLError) and not isinstance(error, TimeoutError):
        return _of_tls(error, server)
    if isinstance(error, (OSError, UnicodeError)):
        return _of_the_line(error, server, seconds, connecting=connecting)
    return error


def _of_the_talk(error: smtplib.SMTPException, server: MailServer, seconds: int) -> Refused:
    # The library says of an answer that did not come that the connection was closed.
    if isinstance(error.__context__, TimeoutError):
        return Refused("mail.timeout", host=server.host, seconds=seconds)
    if isinstance(error, smtplib.SMTPConnectError):
        return Refused("mail.not_welcome", host=server.host, answer=one_line(error.smtp_error))
    return Refused("mail.closed", host=server.host)


def _of_tls(error: ssl.SSLError, server: MailServer) -> Refused:
    if not isinstance(error, ssl.SSLCertVerificationError):
        return Refused("mail.no_tls", host=server.host, port=server.port)
    key = _CERTIFICATES.get(error.verify_code)
    if key is not None:
        return Refused(key, host=server.host)
    return Refused("mail.certificate", host=server.host, reason=error.verify_message)


def _of_the_line(error: OSError | UnicodeError, server: MailServer, seconds: int, *, connecting: bool) -> Refused:
    if isinstance(error, TimeoutError):
        return Refused("mail.timeout", host=server.host, seconds=seconds)
    if isinstance(error, (socket.gaierror, UnicodeError)):
        return Refused("mail.name_not_found", host=server.host)
    if isinstance(error, ConnectionRefusedError):
        return Refused("mail.nobody_there", host=server.host, port=server.port)
    if connecting:
        return Refused("mail.unreachable", host=server.host, reason=error.strerror or str(error))
    return Refused("mail.closed", host=server.host)


def one_line(answer: bytes | str) -> str:
    """What a server said, as one short line."""
    said = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return excerpt(clean_line(said[:MOST_READ], limit=10 * MOST_READ), ANSWER_LIMIT)
