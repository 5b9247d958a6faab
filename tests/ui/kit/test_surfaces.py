"""Sections of a detail are walked by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.surfaces import SectionTabs
from tests.ui.hands import press

MARKUP = "<b>A & B</b> <img src='/etc/hostname'>"


def test_sections_are_walked_with_the_arrow_keys_and_keep_their_counts(qtbot: QtBot) -> None:
    chosen: list[str] = []
    tabs = SectionTabs([("timeline", "Timeline"), ("deals", "Deals 2")], "Sections of the contact")
    qtbot.addWidget(tabs)
    tabs.chosen.connect(chosen.append)
    tabs.show()
    press(tabs, Qt.Key.Key_Right)
    tabs.set_words("deals", "Deals & quotes 3")
    tabs.choose("timeline")
    assert chosen == ["deals", "timeline"]
    assert tabs.current == "timeline"
    assert tabs.tabText(1) == "Deals && quotes 3"
