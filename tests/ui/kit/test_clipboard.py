"""What was copied outlives the program as text, and never takes it down."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtGui import QGuiApplication

from crm_desktop.ui.kit.clipboard import copy_lines

PROGRAM = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from crm_desktop.ui.kit.clipboard import copy_lines
copy_lines([["Name"], ["A & B"]])
copy_lines([["Again"]])
print(app.clipboard().text())
"""


def test_cells_become_text_with_tabs_and_a_table_with_plain_text_in_it() -> None:
    copy_lines([["Name", "City"], ["A & B <Ltd>\nX", "Porto"]])
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Name\tCity\nA & B <Ltd> X\tPorto"
    assert "<td>A &amp; B &lt;Ltd&gt;" in mime.html()


def test_a_program_that_copied_ends_without_a_crash() -> None:
    ended = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "Again\n")
