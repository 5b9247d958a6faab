"""The program around its pages: files opened and refused, copies, restores, languages, faults."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from crm_desktop.db.files import open_file
from crm_desktop.domain.errors import Refused
from crm_desktop.services import jobs, settings
from crm_desktop.services.jobs import NewJob
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.service.page import ServicePage
from crm_desktop.ui.start.not_opened import NotOpened
from tests.factories import NOW, TODAY
from tests.ui.hands import press
from tests.ui.running import Running, any_of
from tests.ui.typing_in import editor, type_over


def service_page(running: Running) -> ServicePage:
    page = running.window.page
    assert isinstance(page, ServicePage)
    return page


def business_name(running: Running) -> str:
    with running.context().store.read() as session:
        return settings.get(session, "business.name")


def test_an_open_file_is_remembered(running: Running) -> None:
    running.open()
    assert running.open_name() == "Forno"
    assert running.window.state.recent_files() == (running.file,)
    assert isinstance(running.window.page, ServicePage)


def damaged(path: Path, valid: bytes) -> None:
    path.write_bytes(valid[:5000] + b"\xff" * (len(valid) - 5000))


def newer(path: Path, valid: bytes) -> None:
    path.write_bytes(valid)
    with sqlite3.connect(path) as connection:
        connection.execute("pragma user_version = 9999")
    connection.close()


def foreign(path: Path, _valid: bytes) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("create table recipe (id integer primary key)")
    connection.close()


def no_database(path: Path, _valid: bytes) -> None:
    path.write_bytes(b"Dear Ana,\n" * 500)


def empty(path: Path, _valid: bytes) -> None:
    path.write_bytes(b"")


def missing(_path: Path, _valid: bytes) -> None:
    """Nothing is put there."""


@pytest.mark.parametrize("spoil", [damaged, newer, foreign, no_database, empty, missing])
def test_a_file_that_cannot_be_opened_gets_a_sentence_and_ways_on_and_stays_as_it_was(
    running: Running, spoil: object
) -> None:
    assert callable(spoil)
    valid = running.put_file().read_bytes()
    running.file.unlink()
    spoil(running.file, valid)
    before = running.file.read_bytes() if running.file.exists() else None
    assert not running.program.open(running.file)
    shown = running.window.stack.currentWidget()
    assert isinstance(shown, NotOpened)
    words = running.seen(shown)
    assert words[0] == "This file was not opened"
    assert any_of(words, "Forno.crm")
    assert words[-4:] == ["Try again", "Open another file …", "Restore a backup …", "Start a new file"]
    assert (running.file.read_bytes() if running.file.exists() else None) == before


def test_a_locked_file_can_be_tried_again_when_it_is_free(running: Running) -> None:
    running.put_file()
    lock = sqlite3.connect(running.file, isolation_level=None)
    lock.execute("begin exclusive")
    try:
        assert not running.program.open(running.file)
    finally:
        lock.rollback()
        lock.close()
    shown = running.window.stack.currentWidget()
    assert isinstance(shown, NotOpened)
    shown.again_button.click()
    assert isinstance(running.window.page, ServicePage)


def test_another_file_can_be_opened_instead(running: Running) -> None:
    running.file.write_bytes(b"")
    running.program.open(running.file)
    other = running.put_file(running.folder / "Other.crm")
    shown = running.window.stack.currentWidget()
    assert isinstance(shown, NotOpened)
    running.answer(other)
    shown.other_button.click()
    assert running.open_name() == "Other"


def test_a_file_that_cannot_be_opened_leaves_the_open_one_in_the_window(running: Running) -> None:
    running.open()
    bad = running.folder / "Bad.crm"
    bad.write_bytes(b"nothing")
    running.answer(bad)
    running.run("file.open")
    assert any_of(running.told(), "Bad.crm")
    assert running.open_name() == "Forno"
    assert business_name(running) == "Oficina do Forno"


def test_recent_files_of_the_same_name_are_told_apart_by_their_folder(running: Running) -> None:
    running.open()
    elsewhere = running.folder / "Archive"
    elsewhere.mkdir()
    running.program.open(running.put_file(elsewhere / "Forno.crm"))
    assert running.words_of("file.recent.0") == f"Open Forno.crm in {running.folder.name}"


def test_while_a_new_file_is_asked_for_the_window_names_no_other(running: Running) -> None:
    running.open()
    running.program.begin_new(running.folder / "New.crm")
    assert running.title() == ""


def test_recent_files_are_offered_in_the_menu_and_open(running: Running) -> None:
    running.open()
    other = running.put_file(running.folder / "Other.crm", "Outra")
    running.program.open(other)
    assert running.words_of("file.recent.0") == "Open Forno.crm"
    running.run("file.recent.0")
    assert running.open_name() == "Forno"
    assert running.words_of("file.recent.0") == "Open Other.crm"


def test_what_is_being_typed_is_saved_before_another_file_is_opened(running: Running) -> None:
    context = running.open()
    page = service_page(running)
    page.new_record()
    job_id = page.editor.record_id
    assert job_id is not None
    type_over(editor(page.editor.form, "title"), "Oven is cold")
    running.program.open(running.put_file(running.folder / "Other.crm"))
    assert context is not running.program.context
    store = open_file(running.file)
    with store.read() as session:
        assert session.connection().exec_driver_sql("select title from job").scalar_one() == "Oven is cold"
    store.close()


def test_something_that_cannot_be_saved_keeps_the_file_open(running: Running) -> None:
    running.open()
    page = service_page(running)
    page.new_record()
    type_over(editor(page.editor.form, "date"), "31/31/2026")
    assert not running.program.open(running.put_file(running.folder / "Other.crm"))
    assert running.open_name() == "Forno"


def test_a_copy_is_saved_beside_the_work(running: Running) -> None:
    running.open()
    target = running.folder / "Copy.crm"
    running.answer(target)
    running.run("file.copy")
    running.wait()
    assert running.told() == ["A copy was saved as Copy.crm."]
    store = open_file(target)
    with store.read() as session:
        assert settings.get(session, "business.name") == "Oficina do Forno"
    store.close()


def test_a_copy_onto_the_open_file_itself_is_refused(running: Running) -> None:
    running.open()
    running.answer(running.file)
    running.run("file.copy")
    running.wait()
    assert len(running.told()) == 1
    assert business_name(running) == "Oficina do Forno"


def test_the_file_is_backed_up_once_a_day_by_itself(running: Running) -> None:
    running.open()
    running.program.back_up_daily()
    running.wait()
    running.program.back_up_daily()
    running.wait()
    assert len(list(running.places.backups.rglob("*.crm"))) == 1
    assert running.told() == []


def test_another_language_is_spoken_at_once_and_the_same_tab_stays(running: Running) -> None:
    running.open()
    running.program.speak_later("pt_PT")
    running.qtbot.waitUntil(lambda: running.window.top_bar.tabs["service"].words != "Service")
    assert isinstance(running.window.page, ServicePage)
    assert business_name(running) == "Oficina do Forno"


def test_a_file_changed_by_another_program_is_shown_anew(running: Running) -> None:
    running.open()
    page = service_page(running)
    assert page.records.count == 0
    other = open_file(running.file)
    with other.write("New job") as session:
        jobs.create(session, NewJob(TODAY, "From the command line"), now=NOW)
    other.close()
    running.qtbot.waitUntil(lambda: page.records.count == 1, timeout=5000)


def test_a_read_only_file_opens_for_reading_with_a_banner(running: Running) -> None:
    running.put_file()
    running.patch.setattr("crm_desktop.db.files.is_writable", lambda _path: False)
    assert running.program.open(running.file)
    running.qtbot.waitUntil(lambda: any("open for reading only" in text for text in running.seen()))
    assert not running.window.registry.can_run(
        next(action for action in running.window.registry.all() if action.key == "service.new")
    )


def test_undo_and_redo_name_their_gesture_and_say_what_they_did(running: Running) -> None:
    running.open()
    service_page(running).new_record()
    assert running.words_of("edit.undo").startswith("Undo “New job")
    running.run("edit.undo")
    assert running.told()[-1].startswith("Undone: New job")
    assert running.words_of("edit.redo").startswith("Redo “New job")
    button = running.toast().action_button
    assert button is not None
    assert button.words() == "Redo"
    button.click()
    assert running.told()[-1].startswith("Done again: New job")
    assert service_page(running).records.count == 1


def test_undo_goes_on_after_a_restart(running: Running) -> None:
    running.open()
    service_page(running).new_record()
    assert running.program.open(running.file)
    assert running.words_of("edit.undo").startswith("Undo “New job")
    running.window.setFocus()
    press(running.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert service_page(running).records.count == 0


def test_undo_stops_at_a_barrier_and_says_why(running: Running) -> None:
    running.open()
    running.run("edit.undo")
    assert len(running.told()) == 1
    assert "New business" in running.told()[0] or "nothing" in running.told()[0].lower()
    assert business_name(running) == "Oficina do Forno"


def test_a_fault_is_told_in_words_with_the_place_of_the_log(running: Running) -> None:
    running.open()
    running.program.tell_fault(ValueError("boom"))
    dialog = running.dialog(Dialog)
    words = running.seen(dialog)
    assert words[0] == "Something went wrong"
    assert any_of(words, str(running.places.log))
    assert not any("boom" in text for text in words)


def test_a_refusal_nobody_showed_is_said(running: Running) -> None:
    running.open()
    running.program.tell_refusal(Refused("record.missing"))
    assert len(running.told()) == 1


def test_the_about_box_names_version_and_file(running: Running) -> None:
    running.open()
    running.run("help.about")
    assert any_of(running.seen(running.dialog(Dialog)), "Forno.crm")
