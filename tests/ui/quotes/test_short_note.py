"""Long notes take two lines and keep the rest for the tool tip."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from crm_desktop.ui.quotes.short_note import ShortNote


def test_a_short_note_takes_one_line(qtbot: QtBot) -> None:
    note = ShortNote("Issued on 21/11/2026.")
    qtbot.addWidget(note)
    assert note.lines(600) == ["Issued on 21/11/2026."]
    assert note.heightForWidth(600) == note.fontMetrics().lineSpacing()


def test_a_long_note_ends_in_its_second_line(qtbot: QtBot) -> None:
    note = ShortNote("First line\nof many\n" + "and so on " * 500)
    qtbot.addWidget(note)
    lines = note.lines(300)
    assert len(lines) == 2
    assert lines[0].startswith("First line of many and")
    assert lines[1].endswith("…")
    assert note.heightForWidth(300) == 2 * note.fontMetrics().lineSpacing()
    assert note.text().endswith("and so on ")


def test_nothing_to_say_takes_no_more_than_a_line(qtbot: QtBot) -> None:
    note = ShortNote()
    qtbot.addWidget(note)
    assert note.heightForWidth(300) == note.fontMetrics().lineSpacing()
