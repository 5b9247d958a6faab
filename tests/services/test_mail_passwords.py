"""The password: in the keyring where there is a good one, for the session where there is none, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.mail import MailServer, Secret
from crm_desktop.services import mail_passwords
from crm_desktop.services.mail_passwords import SERVICE, forget, keep, known, needed

SERVER = MailServer("smtp.example.com", 587, user="ana@example.com")
WORDS = "Pão & Água 7"


class Ring(keyring.backend.KeyringBackend):
    """A keyring in a dictionary."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


class LockedRing(Ring):
    """One whose user says no."""

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.PasswordSetError


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """No keyring of the machine is touched, and nothing is remembered from one test to the next."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)
    mail_passwords._SESSION.clear()


def no_ring() -> keyring.backend.KeyringBackend:
    """What there is on a machine without a keyring."""
    return keyring.backends.fail.Keyring()  # type: ignore[no-untyped-call]


def null_ring() -> keyring.backend.KeyringBackend:
    """One that takes everything and keeps nothing."""
    return keyring.backends.null.Keyring()  # type: ignore[no-untyped-call]


def use(ring: keyring.backend.KeyringBackend) -> None:
    keyring.set_keyring(ring)


def test_a_password_is_kept_in_the_keyring_and_found_again() -> None:
    ring = Ring()
    use(ring)
    assert keep(SERVER, Secret(WORDS))
    assert ring.held == {(SERVICE, "ana@example.com at smtp.example.com"): WORDS}
    assert mail_passwords._SESSION == {}
    found = known(MailServer("SMTP.example.com", 465, user="ana@example.com"))
    assert found is not None
    assert found.reveal() == WORDS
    forget(SERVER)
    assert (ring.held, known(SERVER)) == ({}, None)
    forget(SERVER)


@pytest.mark.parametrize("ring", [no_ring(), null_ring(), LockedRing()])
def test_without_a_keyring_that_keeps_it_a_password_lasts_for_the_session(ring: keyring.backend.KeyringBackend) -> None:
    use(ring)
    assert known(SERVER) is None
    assert not keep(SERVER, Secret(WORDS))
    assert needed(SERVER).reveal() == WORDS
    forget(SERVER)
    with pytest.raises(Refused, match="no_password"):
        needed(SERVER)


def test_a_server_without_login_needs_none() -> None:
    use(no_ring())
    assert not needed(MailServer("localhost", 25))


def test_no_file_of_the_business_holds_it(store: Database, tmp_path: Path) -> None:
    use(no_ring())
    keep(SERVER, Secret(WORDS))
    assert all(WORDS.encode() not in file.read_bytes() for file in tmp_path.iterdir())
