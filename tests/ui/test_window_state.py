"""The machine remembers its windows; a damaged memory costs nothing but the memory."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from crm_desktop.ui.window_state import MOST_RECENT, WindowState


def _again(file: Path, state: WindowState) -> WindowState:
    state.save()
    return WindowState(file)


def test_what_was_remembered_is_there_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    state = WindowState(file)
    state.set_text("theme", "dark")
    state.set_numbers("contacts/widths", [120, 80, 300])
    state.set_flag("contacts/descending", True)
    state.set_data("window/geometry", QByteArray(b"\x00\x01\xff"))
    later = _again(file, state)
    assert later.text("theme") == "dark"
    assert later.numbers("contacts/widths") == (120, 80, 300)
    assert later.flag("contacts/descending")
    assert bytes(later.data("window/geometry").data()) == b"\x00\x01\xff"


def test_nothing_remembered_reads_as_the_default(tmp_path: Path) -> None:
    state = WindowState(tmp_path / "settings.ini")
    assert (state.text("theme", "system"), state.numbers("w"), state.flag("f", True)) == ("system", (), True)
    assert state.data("window/geometry").isEmpty()


def test_a_single_number_and_an_empty_list_survive(tmp_path: Path) -> None:
    state = WindowState(tmp_path / "settings.ini")
    state.set_numbers("one", [-5])
    state.set_numbers("none", [])
    later = _again(tmp_path / "settings.ini", state)
    assert (later.numbers("one"), later.numbers("none")) == ((-5,), ())


def test_a_settings_file_full_of_rubbish_is_read_as_empty(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    file.write_bytes(b"\x00\xff[[[=\ntheme=@Variant(\x00)\nwidths=a b c\nf=maybe\n")
    state = WindowState(file)
    assert (state.numbers("widths"), state.flag("f"), state.recent_files()) == ((), False, ())


def test_recent_files_are_newest_first_without_repeats_and_few(tmp_path: Path) -> None:
    state = WindowState(tmp_path / "settings.ini")
    files = [Path("/data") / f"{number} é, b.crm" for number in range(12)]
    for file in files:
        state.note_file(file)
    state.note_file(files[5])
    recent = _again(tmp_path / "settings.ini", state).recent_files()
    assert recent[:3] == (files[5], files[11], files[10])
    assert len(recent) == MOST_RECENT
    state.forget_file(files[5])
    assert files[5] not in state.recent_files()
