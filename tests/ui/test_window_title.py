"""The title of the window, as the task bar shows it."""

from __future__ import annotations

import sqlite3

from crm_desktop.services import settings
from tests.ui.running import Running


def name_it(running: Running, name: str) -> None:
    with running.context().store.write("Edit settings") as session:
        settings.put(session, "business.name", name)


def test_the_window_says_whose_business_it_shows_and_which_tab(running: Running) -> None:
    running.open()
    assert running.title() == "Oficina do Forno – Service"
    running.window.show_page("pipeline")
    assert running.title() == "Oficina do Forno – Pipeline"


def test_a_new_name_and_its_undo_reach_the_title_at_once(running: Running) -> None:
    running.open()
    name_it(running, "Silva & Filhos")
    assert running.title() == "Silva & Filhos – Service"
    running.run("edit.undo")
    assert running.title() == "Oficina do Forno – Service"


def test_a_business_without_a_name_goes_by_its_file(running: Running) -> None:
    running.put_file()
    with sqlite3.connect(running.file) as connection:
        connection.execute("delete from setting where key = 'business.name'")
    connection.close()
    running.program.open(running.file)
    assert running.title() == "Forno – Service"


def test_the_file_that_is_left_no_longer_names_the_window(running: Running) -> None:
    running.open()
    running.program.open(running.put_file(running.folder / "Other.crm", "Outra Oficina"))
    running.window.show_page("contacts")
    assert running.title() == "Outra Oficina – Contacts"


def test_another_language_of_the_screens_is_spoken_in_the_title_too(running: Running) -> None:
    running.open()
    running.program.speak_later("pt_PT")
    running.qtbot.waitUntil(lambda: running.title() == "Oficina do Forno – Assistência")
