"""A time worked: typed as ``1:30``, ``90 min`` or ``1,5 h``, kept in minutes."""

from __future__ import annotations

from PySide6.QtCore import Qt

from crm_desktop.domain.jobs import format_minutes, parse_minutes
from crm_desktop.ui.kit.text_fields import LineField


class DurationField(LineField[int]):
    """Minutes; an empty field is 0."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label)
        self._make_line("0:00", suffix="h")
        self.editor.setAlignment(Qt.AlignmentFlag.AlignRight)

    def _empty(self) -> int:
        return 0

    def words_of(self, value: int) -> str:
        return format_minutes(value) if value else ""

    def _show(self, value: int) -> None:
        self.editor.setText(self.words_of(value))

    def _read(self) -> int:
        text = self.editor.text().strip()
        return parse_minutes(text, field=self.name) if text else 0
