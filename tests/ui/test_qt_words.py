"""Qt's own buttons and menus speak the language of the screens: the wheel has no European Portuguese."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

BUTTONS = """
import json, sys
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit
from crm_desktop.ui.qt_words import translate_qt
from crm_desktop.words import set_language

app = QApplication([])
translate_qt(app, set_language(sys.argv[1]))
kinds = QDialogButtonBox.StandardButton
shown = (kinds.Save, kinds.Cancel, kinds.Discard, kinds.Yes)
box = QDialogButtonBox(kinds.Save | kinds.Cancel | kinds.Discard | kinds.Yes)
said = {kind.name: box.button(kind).text().replace("&", "") for kind in shown}
field = QLineEdit("a")
menu = field.createStandardContextMenu()
said["menu"] = [action.text().partition(chr(9))[0].replace("&", "") for action in menu.actions() if action.text()]
print(json.dumps(said))
"""


@pytest.mark.parametrize(
    ("language", "save", "cancel", "yes", "paste"),
    [
        ("en", "Save", "Cancel", "Yes", "Paste"),
        ("pt_PT", "Guardar", "Cancelar", "Sim", "Colar"),
        ("pt_BR", "Salvar", "Cancelar", "Sim", "Colar"),
    ],
)
def test_buttons_and_menus_of_fields_are_translated(
    language: str, save: str, cancel: str, yes: str, paste: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BUTTONS, language], capture_output=True, text=True, check=True, timeout=60
    )
    said = json.loads(done.stdout)
    assert (said["Save"], said["Cancel"], said["Yes"]) == (save, cancel, yes)
    assert paste in said["menu"]
    if language != "en":
        assert not {"Discard", "Undo", "Redo", "Cut", "Copy", "Delete", "Select All"} & {said["Discard"], *said["menu"]}
