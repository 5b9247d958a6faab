"""A hint that somebody else has the same number, e-mail or tax id: links to them, never a decision."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.services import contact_list
from crm_desktop.ui.kit.buttons import IconButton, LinkButton
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.words import _

MOST = 2
WIDEST = 180


class AlikeHint(Surface):
    """One line, hidden while there is nothing to say. Sends `opened(contact_id)`."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("hint", parent)
        self.words = PlainLabel(_("Somebody has this already:"))
        self.links: list[LinkButton] = []
        self._row = QHBoxLayout()
        close = IconButton("close", _("Close this hint"))
        close.on_click(self.clear)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(12, 4, 4, 4)
        whole.addWidget(self.words)
        whole.addLayout(self._row)
        whole.addStretch(1)
        whole.addWidget(close)
        self.hide()

    def show_found(self, session: Any, found: Sequence[int]) -> None:
        """Names the contacts with these ids; none hides the hint."""
        self.clear()
        rows = contact_list.rows(session, list(found)[:MOST])
        for contact_id in list(found)[:MOST]:
            if contact_id not in rows:
                continue
            link = LinkButton("")
            name = rows[contact_id].name
            link.setText(link.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, WIDEST))
            link.setAccessibleName(_("Open {name}", name=name))
            link.on_click(partial(self.opened.emit, contact_id))
            self._row.addWidget(link)
            self.links.append(link)
        if len(found) > MOST:
            self._row.addWidget(PlainLabel(_("and {count} more", count=len(found) - MOST), muted=True))
        self.setVisible(bool(self.links))

    def clear(self) -> None:
        """Says nothing."""
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.links = []
        self.hide()
