"""The tax id with what its check digits say: a check mark beside it, or a warning that it may be mistyped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.services.contact_detail import ContactDetail
from crm_desktop.services.settings import country_profile
from crm_desktop.services.settings_declared import DOUBTS, Kind
from crm_desktop.ui.contacts.channel_row import LABEL
from crm_desktop.ui.kit.field import Save
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.saved_field import save_with
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _

CHECKED = "✓"


class _Number(TextField):
    """Shows a valid number grouped as people write it; stored is what was typed."""

    def __init__(self) -> None:
        self.grouped = ("", "")
        super().__init__("tax_id", _("Tax ID"), placeholder="–")
        self.set_bare(True)

    def _show(self, value: str) -> None:
        stored, grouped = self.grouped
        super()._show(grouped if grouped and value == stored else value)

    def _read(self) -> str:
        typed = super()._read()
        stored, grouped = self.grouped
        return stored if grouped and typed == grouped else typed


class TaxField(QWidget):
    """One line with its label; `save` stores it and may refuse."""

    def __init__(self, save: Save, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = PlainLabel("", muted=True)
        self.label.setFixedWidth(LABEL)
        self.label.setContentsMargins(0, 4, 0, 0)
        self.field = _Number()
        save_with(self.field, save)
        self.warning = PlainLabel(_(DOUBTS[Kind.TAX_ID]), look=Look.SMALL, tone=Tone.AMBER, wrap=True)
        self.warning.setContentsMargins(7, 0, 0, 4)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.warning)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def show_detail(self, detail: ContactDetail, home: str, *, anew: bool) -> None:
        """Shows a contact's number; `home` is the country of the business."""
        check = detail.tax_check
        self.field.grouped = (detail.tax_id, check.formatted if check.valid else "")
        words = check.kind if check.kind not in {"", "VAT"} else self._local_name(detail.country or home)
        self.label.setText(words)
        self.field.editor.setAccessibleName(words)
        if anew:
            self.field.set_value(detail.tax_id)
        else:
            self.field.take_stored(detail.tax_id)
        self.field.editor.set_suffix(CHECKED if check.valid else "")
        self.field.editor.setAccessibleDescription(_("The check digits fit.") if check.valid else "")
        self.warning.setVisible(check.valid is False)

    def _local_name(self, country: str) -> str:
        """What the number is called there: ``NIF``, ``VAT ID``."""
        return country_profile(country).tax_id_label or _("Tax ID")
