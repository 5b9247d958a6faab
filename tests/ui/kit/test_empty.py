"""An empty page is a beginning."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.empty import EmptyState
from tests.ui.hands import child, click, seen

MARKUP = "<b>A & B</b> <img src='/etc/hostname'>"


def test_an_empty_page_says_what_it_is_for_and_offers_the_first_step(qtbot: QtBot) -> None:
    ran: list[str] = []
    empty = EmptyState(
        "contacts", "No contacts yet", "They stand here.", ("New", lambda: ran.append("new")), ("Import", ran.clear)
    )
    qtbot.addWidget(empty)
    empty.show()
    assert seen(empty) == ["No contacts yet", "They stand here.", "New", "Import"]
    click(child(empty, QPushButton, "New"))
    assert ran == ["new"]
