"""Labels show customer text as it is, and all of it where it is cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.labels import ElidedLabel, KeyCap, Look, PlainLabel
from crm_desktop.ui.tokens import LIGHT, Tone

MARKUP = "<b>A & B</b> <img src='/etc/hostname'>"


def test_a_label_never_takes_customer_text_for_markup(qtbot: QtBot) -> None:
    label = PlainLabel(MARKUP, selectable=True)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == MARKUP
    assert label.sizeHint().width() > PlainLabel("A & B").sizeHint().width()


def test_a_label_that_is_cut_tells_all_of_it_in_its_tool_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("A long name <Ltd> that has no room here")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    _hover(label)
    assert label.is_cut()
    assert "A long name &lt;Ltd&gt; that" in label.toolTip()
    label.resize(600, 20)
    _hover(label)
    assert label.toolTip() == ""


def _hover(label: ElidedLabel) -> None:
    QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1)))


def test_a_coloured_word_takes_the_colour_of_its_tone(qtbot: QtBot) -> None:
    label = PlainLabel("██████", tone=Tone.RED, look=Look.TITLE)
    qtbot.addWidget(label)
    label.show()
    assert _middle(label.grab().toImage()) == QColor(LIGHT.red)
    label.set_tone(None)
    assert _middle(label.grab().toImage()) == QColor(LIGHT.text)


def _middle(image: QImage) -> QColor:
    return image.pixelColor(image.width() // 2, image.height() // 2)


def test_a_key_cap_shows_the_keys(qtbot: QtBot) -> None:
    cap = KeyCap("Ctrl+K")
    qtbot.addWidget(cap)
    assert cap.text() == "Ctrl K"
