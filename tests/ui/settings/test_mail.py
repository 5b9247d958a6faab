"""The e-mail settings: tried out against real servers on this machine, the password nowhere but in the keyring."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from crm_desktop.domain.mail import Security
from crm_desktop.services import mail_passwords, settings
from crm_desktop.services.settings_declared import Group
from crm_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from crm_desktop.ui.settings.group import GroupPage
from crm_desktop.ui.settings.mail import MailCheck
from crm_desktop.ui.settings.window import SettingsWindow
from crm_desktop.words import set_language
from tests.exchange.post_office import HOST, PASSWORD, USER, Logins, PostOffice, free_port, listening
from tests.services.test_mail_passwords import Ring
from tests.ui.hands import child, click, press
from tests.ui.running import Running
from tests.ui.typing_in import fill_in


@pytest.fixture(autouse=True)
def ring() -> Iterator[Ring]:
    """A keyring of the test's own."""
    before, mine = keyring.get_keyring(), Ring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)
    mail_passwords._SESSION.clear()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    return PostOffice(tmp_path, monkeypatch)


@pytest.fixture
def window(running: Running) -> SettingsWindow:
    """The settings, turned to E-mail."""
    running.open()
    with running.context().store.write("Set") as session:
        settings.put(session, "business.email", "oficina@example.com")
    running.run("go.settings")
    window = running.dialog(SettingsWindow)
    window.show_group(Group.MAIL)
    return window


def fill(window: SettingsWindow, **values: str) -> None:
    """Types settings of the group."""
    (form,) = window.parts[Group.MAIL].forms
    for key, value in values.items():
        fill_in(form.field(f"mail.{key}"), value)
        assert not form.field(f"mail.{key}").trouble


def try_out(running: Running, window: SettingsWindow, password: str = "") -> str:
    """Types the password and presses the button; answers what is said in the end."""
    check = window.mail
    editor = check.form.field("password").editor
    assert isinstance(editor, QLineEdit)
    editor.setText(password)
    editor.textEdited.emit(password)
    click(child(check, SecondaryButton, "Test the connection"))
    running.wait()
    return check.verdict.text()


def said(check: MailCheck) -> str:
    return check.verdict.text()


def test_a_password_that_works_is_kept_by_the_keyring_and_nowhere_else(
    running: Running, window: SettingsWindow, office: PostOffice, ring: Ring
) -> None:
    with office.server(Security.STARTTLS, logins=Logins()) as (server, box):
        fill(window, host=HOST, port=str(server.port), user=USER)
        assert try_out(running, window, PASSWORD) == "It works. The password is kept by your system."
        assert list(ring.held.values()) == [PASSWORD]
        assert window.mail.form.values()["password"] == ""
        assert try_out(running, window) == "It works."
    assert box.got == []
    files = [file for file in running.folder.rglob("*") if file.is_file()]
    assert all(PASSWORD.encode() not in file.read_bytes() for file in files)
    click(child(window.mail, QuietButton, "Forget the password"))
    running.wait()
    assert ring.held == {}


def test_the_password_is_not_seen_while_it_is_typed(window: SettingsWindow) -> None:
    editor = window.mail.form.field("password").editor
    assert isinstance(editor, QLineEdit)
    assert editor.echoMode() is QLineEdit.EchoMode.Password


def test_a_wrong_password_is_said_and_not_kept(
    running: Running, window: SettingsWindow, office: PostOffice, ring: Ring
) -> None:
    with office.server(Security.STARTTLS, logins=Logins()) as (server, _box):
        fill(window, host=HOST, port=str(server.port), user=USER)
        assert "did not accept the login" in try_out(running, window, "wrong")
    assert ring.held == {}


def test_without_a_keyring_the_password_lasts_until_the_program_is_quit(
    running: Running, window: SettingsWindow, office: PostOffice
) -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    with office.server(Security.STARTTLS, logins=Logins()) as (server, _box):
        fill(window, host=HOST, port=str(server.port), user=USER)
        assert "has no keyring" in try_out(running, window, PASSWORD)
        assert try_out(running, window) == "It works."


def test_without_a_server_it_says_what_is_missing(running: Running, window: SettingsWindow) -> None:
    assert "No mail server is set up" in try_out(running, window)


def test_a_port_where_nobody_listens_is_said_to(running: Running, window: SettingsWindow) -> None:
    fill(window, host=HOST, port=str(free_port()))
    assert "does not accept mail on port" in try_out(running, window)


def test_a_server_that_hangs_is_stopped_by_the_same_button(running: Running, window: SettingsWindow) -> None:
    with listening(lambda _met: None) as port:
        fill(window, host=HOST, port=str(port))
        click(child(window.mail, SecondaryButton, "Test the connection"))
        running.qtbot.waitUntil(lambda: bool(running.window.tasks.running))
        click(child(window.mail, SecondaryButton, "Stop"))
        running.wait()
    assert said(window.mail) == "Stopped."


def test_a_server_elsewhere_is_not_spoken_to_in_the_open(window: SettingsWindow) -> None:
    (form,) = window.parts[Group.MAIL].forms
    fill(window, host="smtp.example.com")
    field = form.field("mail.security")
    combo = field.editor
    press(combo, Qt.Key.Key_End)
    combo.activated.emit(2)  # type: ignore[attr-defined]
    field.commit()
    assert "others could read your mail" in field.trouble
    field.restore()


def test_the_texts_of_mails_stand_under_their_languages_with_their_fields(window: SettingsWindow) -> None:
    window.show_group(Group.MAIL_TEXTS)
    form = window.parts[Group.MAIL_TEXTS].forms[0]
    assert "{number}" in form.values()["mail.subject.en"]
    fill_in(form.field("mail.subject.en"), "Your quote {number} {unknown}")
    assert form.values()["mail.subject.en"] == "Your quote {number} {unknown}"


def test_texts_in_the_language_of_the_screen_stand_first(window: SettingsWindow, running: Running) -> None:
    set_language("pt_PT")
    with running.context().store.read() as session:
        rows = [row for row in settings.all_settings(session) if row.group is Group.MAIL_TEXTS]
    page = GroupPage(rows, lambda *_typed: None, parent=window)
    languages = [next(iter(form.values())).rpartition(".")[2] for form in page.forms]
    assert languages == ["pt_PT", "en", "pt_BR", "es", "fr"]
