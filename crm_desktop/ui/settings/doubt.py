"""What stands beside a number that can be checked: a check mark when it passes, a warning when it may be mistyped."""

from __future__ import annotations

from typing import Any

from crm_desktop.services.settings import SettingRow
from crm_desktop.services.settings_declared import DOUBTS, Kind
from crm_desktop.ui.kit.announce import announce
from crm_desktop.ui.kit.field import Field, dress
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.text_fields import LineEditor
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _

CHECKED = "✓"


class Doubt:
    """Watches over one field: as with contacts the number is kept, and marked."""

    def __init__(self, kind: Kind, field: Field[Any]) -> None:
        self.warning = PlainLabel(_(DOUBTS[kind]), look=Look.SMALL, tone=Tone.AMBER, wrap=True)
        self.warning.hide()
        self._marked = kind is Kind.TAX_ID
        self._field = field
        column = field.layout()
        assert column is not None, "every field lays out its editor and what is wrong with it"
        column.addWidget(self.warning)

    def tell(self, row: SettingRow) -> None:
        """Shows what is known of the stored value."""
        editor, doubted = self._field.editor, row.fits is False
        if doubted and self.warning.isHidden():
            announce(editor, self.warning.text())
        self.warning.setVisible(doubted)
        dress(editor, "doubt", doubted)
        if self._marked and isinstance(editor, LineEditor):
            editor.set_suffix(CHECKED if row.fits else "")
        if not self._field.trouble:
            editor.setAccessibleDescription(self.warning.text() if doubted else self._field.help)
