"""A sentence across the window that stays until it is closed: a read-only file, a folder that is synchronised."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.ui.kit.buttons import IconButton, LinkButton
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.words import _


class Banner(Surface):
    """One sentence, at most one button, and a cross."""

    def __init__(
        self, text: str, button: tuple[str, Callable[[], object]] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("warning", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        words = PlainLabel(text)
        words.setWordWrap(True)
        row.addWidget(words, 1)
        if button is not None:
            link = LinkButton(button[0])
            link.on_click(button[1])
            row.addWidget(link)
        cross = IconButton("close", _("Close this message"))
        cross.on_click(self.close)
        row.addWidget(cross)
