"""The mail server of the business: what is known of it, and the one thing that is kept out of sight."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class Security(StrEnum):
    """How the way to a mail server is closed to others."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


USUAL_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


class Secret:
    """A password on its way: no log, no trace and no sentence shows it."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        self._words = words

    def reveal(self) -> str:
        """The password itself, for the one place that sends it."""
        return self._words

    def hidden_in(self, text: str) -> str:
        """`text` without the password, should a server repeat it."""
        return text.replace(self._words, "•••") if self._words else text

    def __bool__(self) -> bool:
        return bool(self._words)

    def __repr__(self) -> str:
        return "Secret(•••)"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, how, and as whom ('' without a login)."""

    host: str
    port: int
    security: Security = Security.STARTTLS
    user: str = ""


def may_be_open(host: str) -> bool:
    """Whether mail may go to a host without TLS: only to this very machine."""
    return host.casefold() in LOCAL_HOSTS
