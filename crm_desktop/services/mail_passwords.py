"""The password of the mail server: in the keyring of the system, or for this session only where there is none.

Never in the business file, in settings, in the log or in a sentence. Keyrings may ask their user and wait for the
answer: call these away from the window's thread.
"""

from __future__ import annotations

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.mail import MailServer, Secret

SERVICE = "CRM Desktop mail"

_SESSION: dict[str, Secret] = {}
"""What no keyring would take, until the program ends."""


def keep(server: MailServer, password: Secret) -> bool:
    """Keeps the password of a server; False when no keyring took it and it is known for this session only."""
    name = _name(server)
    _SESSION[name] = password
    if not _write(name, password):
        return False
    del _SESSION[name]
    return True


def known(server: MailServer) -> Secret | None:
    """The password of a server; None when there is none, or no keyring to ask."""
    name = _name(server)
    if name in _SESSION:
        return _SESSION[name]
    try:
        import keyring  # 60 ms; only mail that the program sends itself needs it

        found = keyring.get_password(SERVICE, name)
    except Exception:  # noqa: BLE001  (every system's keyring fails in its own way; all of them mean: not known)
        return None
    return None if found is None else Secret(found)


def needed(server: MailServer) -> Secret:
    """The password for sending; an empty one where the server wants no login.

    Raises:
        Refused: ``mail.no_password``.
    """
    if not server.user:
        return Secret("")
    password = known(server)
    if password is None:
        raise Refused("mail.no_password", field="password", user=server.user)
    return password


def forget(server: MailServer) -> None:
    """Takes the password of a server away, wherever it is."""
    name = _name(server)
    _SESSION.pop(name, None)
    try:
        import keyring  # see `known`

        if keyring.get_password(SERVICE, name) is not None:
            keyring.delete_password(SERVICE, name)
    except Exception:  # noqa: BLE001  (see `known`)
        return


def _write(name: str, password: Secret) -> bool:
    """Whether a keyring has the password now; one that only says so is found out by reading it back."""
    try:
        import keyring  # see `known`

        keyring.set_password(SERVICE, name, password.reveal())
        return keyring.get_password(SERVICE, name) == password.reveal()
    except Exception:  # noqa: BLE001  (see `known`)
        return False


def _name(server: MailServer) -> str:
    return f"{server.user} at {server.host.casefold()}"
