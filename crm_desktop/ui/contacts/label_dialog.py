"""Asks for a label of one's own for a channel: ``School``, ``Assistant``."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.words import _


class LabelDialog(Dialog):
    """One line; `save(label)` stores it and may refuse."""

    def __init__(self, parent: QWidget, label: str, save: Callable[[str], object]) -> None:
        super().__init__(parent, _("A label of your own"), _("Save label"))
        self._save = save
        self.form = Form()
        self.form.add(TextField("label", _("Label"), placeholder=_("School, assistant, summer house …"), limit=100))
        self.form.set_values({"label": label})
        self.body.addWidget(self.form)
        self.form.focus_first()

    def check(self) -> bool:
        if not self.form.commit():
            return False
        try:
            self._save(self.form.values()["label"])
        except Refused as refused:
            return not self.form.refuse(refused, "label")
        return True


def ask_label(parent: QWidget, label: str, save: Callable[[str], object]) -> None:
    """Opens the dialog; returns at once."""
    LabelDialog(parent, label, save).open()
