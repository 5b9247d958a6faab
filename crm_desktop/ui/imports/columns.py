"""Correcting how a table is read: its character set, what parts its cells, and what each column holds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.exchange.columns import FIELDS, KEEP
from crm_desktop.exchange.csv_contacts import CsvPreview
from crm_desktop.ui.kit.choice_fields import combo_box
from crm_desktop.ui.kit.labels import ElidedLabel, Look, PlainLabel
from crm_desktop.words import N_, _

ENCODINGS = ("utf-8", "cp1252", "iso-8859-15", "utf-16", "mac_roman")
DELIMITERS = ((",", N_("Comma")), (";", N_("Semicolon")), ("\t", N_("Tab")), ("|", N_("Bar")))
HEIGHT = 190


class ColumnsEditor(QWidget):
    """Shows what was recognised and lets a person change it; calls `on_change(encoding, delimiter, mapping)`."""

    def __init__(
        self,
        preview: CsvPreview,
        on_change: Callable[[str, str, tuple[str, ...] | None], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_change = on_change
        self.encoding = combo_box(_("Characters"), [(name, name) for name in _with(ENCODINGS, preview.encoding)])
        parts = [(_(words), sign) for sign, words in DELIMITERS]
        self.delimiter = combo_box(_("Cells are parted by"), parts)
        self._choose(self.encoding, preview.encoding)
        self._choose(self.delimiter, preview.delimiter)
        self.mapping: list[QComboBox] = []
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setMaximumHeight(HEIGHT)
        head = QHBoxLayout()
        if preview.encoding:
            for words, combo in ((_("Characters"), self.encoding), (_("Cells are parted by"), self.delimiter)):
                head.addWidget(PlainLabel(words, look=Look.SMALL, muted=True))
                head.addWidget(combo)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self._scroll)
        self.show_preview(preview)
        self.encoding.activated.connect(self._read_again)
        self.delimiter.activated.connect(self._read_again)

    def show_preview(self, preview: CsvPreview) -> None:
        """Shows the columns, each with its first cell and what it is taken for."""
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 4, 12, 4)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.mapping = []
        first = preview.rows[0] if preview.rows else ()
        for at, (header, key) in enumerate(zip(preview.headers, preview.mapping, strict=True)):
            combo = combo_box(header, [(_(words), field) for field, words in FIELDS.items()])
            if combo.findData(key) < 0:
                combo.insertItem(0, _("Recognised: {key}", key=key), key)
            self._choose(combo, key or KEEP)
            combo.activated.connect(self._map)
            grid.addWidget(ElidedLabel(header), at, 0)
            grid.addWidget(ElidedLabel(first[at] if at < len(first) else "", muted=True), at, 1)
            grid.addWidget(combo, at, 2)
            self.mapping.append(combo)
        self._scroll.setWidget(inner)

    def _choose(self, combo: QComboBox, value: str) -> None:
        combo.setCurrentIndex(max(0, combo.findData(value)))

    def _read_again(self) -> None:
        self._on_change(self.encoding.currentData(), self.delimiter.currentData(), None)

    def _map(self) -> None:
        keys = tuple(str(combo.currentData()) for combo in self.mapping)
        self._on_change(self.encoding.currentData(), self.delimiter.currentData(), keys)


def _with(known: tuple[str, ...], found: str) -> tuple[str, ...]:
    return known if not found or found in known else (found, *known)
