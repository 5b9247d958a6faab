"""What is painted first looks as Qt would paint it, and names nothing of the namespace `Qt`."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.early_painting import CENTER, LEFT, fill_round, paint_words, stroke_round

RED, BLUE = QColor("#FF0000"), QColor("#0000FF")
BOX = QRectF(4.5, 4.5, 31, 19)

FIRST_PAINT = """
import enum, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication

made = []
make = enum.EnumType.__new__

def note(kind, name, *rest, **more):
    made.append(name)
    return make(kind, name, *rest, **more)

# Before anything of ours is loaded: naming `Qt` in the head of a module makes the namespace too.
enum.EnumType.__new__ = note
import crm_desktop.app
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.theme import theme
from crm_desktop.ui.window_state import WindowState

app = QApplication([])
theme().apply(app)
window = MainWindow(WindowState(Path(sys.argv[1])))
window.painted.connect(lambda: (print("CursorShape" in made), app.exit()))
window.show()
app.exec()
"""


def _painted() -> tuple[QImage, QPainter]:
    image = QImage(40, 28, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return image, painter


def test_a_filled_rectangle_with_its_line_is_the_one_qt_draws(qtbot: QtBot) -> None:
    image, painter = _painted()
    fill_round(painter, BOX, 6, RED)
    stroke_round(painter, BOX, 6, BLUE, 2)
    painter.end()
    wanted, painter = _painted()
    painter.setBrush(RED)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(BOX, 6, 6)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = painter.pen()
    pen.setStyle(Qt.PenStyle.SolidLine)
    pen.setColor(BLUE)
    pen.setWidth(2)
    painter.setPen(pen)
    painter.drawRoundedRect(BOX, 6, 6)
    painter.end()
    assert image == wanted


def test_words_are_painted_in_the_colour_of_their_role(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    image, painter = _painted()
    before = image.copy()
    paint_words(painter, QRect(0, 0, 40, 28), "Ab", QPalette.ColorRole.WindowText, widget, at=LEFT)
    painter.end()
    assert image != before


def test_the_numbers_of_the_places_are_those_of_qt() -> None:
    assert int((Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft).value) == LEFT
    assert Qt.AlignmentFlag.AlignCenter.value == CENTER


def test_the_window_is_painted_before_the_namespace_is_made(tmp_path: object) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, f"{tmp_path}/settings.ini"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.strip() == "False"
