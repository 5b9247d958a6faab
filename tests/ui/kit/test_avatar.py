"""Avatars are the same for the same name, whatever the name is made of."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPixmap
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.avatar import Avatar, initials, pastel

MARKUP = "<b>A & B</b> <img src='/etc/hostname'>"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Sousa", "AS"),
        ("Ana Maria de Sousa", "AS"),
        ("Café Central", "CC"),
        ("madonna", "M"),
        ("Rocha & Filhos", "RF"),
        ("da Silva", "S"),
        ("de da", "DD"),
        ("(Zé) Ninguém", "ZN"),
        ("123 Go", "1G"),
        ("", ""),
        ("& – ✓", ""),
        ("ßtraße", "S"),
        ("李 小龙", "李小"),
    ],
)
def test_initials_are_those_of_first_and_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_name_always_has_the_same_pastel() -> None:
    assert pastel("Ana Sousa") == pastel(" ana sousa ")
    assert len({pastel(f"Name {number}")[0].name() for number in range(200)}) == 10


def test_a_photo_takes_the_place_of_initials(qtbot: QtBot) -> None:
    photo = QPixmap(40, 60)
    photo.fill(QColor("#FF0000"))
    avatar = Avatar("Ana Sousa", 52)
    qtbot.addWidget(avatar)
    avatar.resize(52, 52)
    avatar.show_contact("Ana Sousa", photo)
    image = avatar.grab().toImage()
    assert image.pixelColor(26, 26) == QColor("#FF0000")
    assert image.pixelColor(1, 1) != QColor("#FF0000")
    assert avatar.accessibleName() == "Ana Sousa"
