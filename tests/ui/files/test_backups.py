"""The backups of a file: made, listed, and gone back to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from crm_desktop.services import backups, jobs
from crm_desktop.services.jobs import NewJob
from crm_desktop.ui.files.backups import BackupsDialog
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.service.page import ServicePage
from crm_desktop.ui.start.not_opened import NotOpened
from tests.factories import NOW, TODAY
from tests.ui.hands import press, seen, wait_until_freed
from tests.ui.running import Running, any_of


def open_dialog(running: Running) -> BackupsDialog:
    running.run("file.backups")
    return running.dialog(BackupsDialog)


def restore(running: Running, dialog: BackupsDialog, button: QAbstractButton | None = None) -> None:
    """Presses the button and says yes."""
    (button or dialog.restore_button).click()
    running.dialog(Dialog).accept()


def records(running: Running) -> int:
    page = running.window.page
    assert isinstance(page, ServicePage)
    return page.records.count


def test_a_file_without_backups_says_so_and_offers_to_make_one(running: Running) -> None:
    running.open()
    dialog = open_dialog(running)
    assert dialog.note.text() == "There is no backup of this file yet."
    assert not dialog.restore_button.isEnabled()
    dialog.make_button.click()
    running.qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert "by you" in dialog.list.item(0).text()
    assert dialog.restore_button.isEnabled()
    dialog.close()
    wait_until_freed(running.qtbot, dialog)


def test_a_restored_backup_brings_back_what_was_there_and_keeps_what_is_there_now(running: Running) -> None:
    context = running.open()
    backups.make(running.file, running.places, NOW)
    with context.store.write("New job") as session:
        jobs.create(session, NewJob(TODAY, "After the backup"), now=NOW)
    assert records(running) == 1
    dialog = open_dialog(running)
    restore(running, dialog)
    running.qtbot.waitUntil(lambda: running.told() != [], timeout=20_000)
    assert any_of(running.told(), "The backup was restored")
    assert records(running) == 0
    kinds = [row.kind for row in backups.listed(running.file, running.places)]
    assert sorted(kinds) == ["manual", "restore"]


def test_enter_in_the_list_asks_before_it_goes_back(running: Running) -> None:
    context = running.open()
    backups.make(running.file, running.places, NOW)
    with context.store.write("New job") as session:
        jobs.create(session, NewJob(TODAY, "After the backup"), now=NOW)
    dialog = open_dialog(running)
    press(dialog.list, Qt.Key.Key_Return)
    question = running.dialog(Dialog)
    assert any_of(seen(question), "is kept among the backups")
    question.reject()
    assert dialog.isVisible()
    assert records(running) == 1


def test_a_damaged_file_is_brought_back_by_its_backup(running: Running) -> None:
    running.open()
    backups.make(running.file, running.places, NOW)
    running.program.close()
    running.program.context = None
    running.window.detach()
    running.file.write_bytes(running.file.read_bytes()[:3000])
    assert not running.program.open(running.file)
    shown = running.window.stack.currentWidget()
    assert isinstance(shown, NotOpened)
    shown.backup_button.click()
    restore(running, running.dialog(BackupsDialog))
    running.qtbot.waitUntil(lambda: running.program.context is not None, timeout=20_000)
    assert isinstance(running.window.page, ServicePage)


def test_a_backup_that_cannot_be_read_changes_nothing(running: Running, tmp_path: Path) -> None:
    running.open()
    bad = tmp_path / "bad.crm"
    bad.write_bytes(b"not a backup")
    running.answer(bad)
    dialog = open_dialog(running)
    restore(running, dialog, dialog.other_button)
    running.qtbot.waitUntil(lambda: running.told() != [], timeout=20_000)
    assert any_of(running.told(), "bad.crm")
    assert isinstance(running.window.page, ServicePage)
    assert running.open_name() == "Forno"
