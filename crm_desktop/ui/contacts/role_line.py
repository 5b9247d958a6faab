"""The line under the name: what somebody does and where, with the company as a link."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from crm_desktop.domain.contacts import ChannelKind, ContactKind
from crm_desktop.services.contact_detail import ContactDetail
from crm_desktop.services.labels import CONTACT_KIND_LABELS
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.kit.labels import ElidedLabel, PlainLabel
from crm_desktop.words import _, current

LEFT = 7
"""Under the first letter of the name."""
WIDEST_LINK = 280
_HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"
_RIGHT = Qt.TextElideMode.ElideRight


class RoleLine(QWidget):
    """Words, a link to the company, words. Sends `opened(company_id)`."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._company_id = 0
        self.before = PlainLabel("", muted=True)
        self.company = LinkButton("")
        self.company.setFixedHeight(22)
        self.company.setMaximumWidth(WIDEST_LINK)
        self.company.on_click(self._open)
        self.after = ElidedLabel("", muted=True)
        self.after.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(LEFT, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.before)
        row.addWidget(self.company)
        row.addWidget(self.after, 1)

    def _open(self) -> None:
        self.opened.emit(self._company_id)

    def show_detail(self, detail: ContactDetail) -> None:
        """Says it of a contact."""
        main = next(iter(detail.employments), None)
        rest = self._rest(detail)
        self.company.setVisible(main is not None)
        if main is None:
            self.before.setVisible(False)
            self.after.setText(" · ".join(rest))
            return
        self._company_id = main.company_id
        whole = (
            _("{role} at {company}", role=main.role, company=_HOLE) if main.role else _("At {company}", company=_HOLE)
        )
        before, _hole, after = whole.partition(_HOLE)
        self.before.setText(before.strip())
        self.before.setVisible(bool(before.strip()))
        metrics = self.company.fontMetrics()
        self.company.setText(metrics.elidedText(main.company, _RIGHT, WIDEST_LINK - 12))
        self.company.setAccessibleName(_("Open {name}", name=main.company))
        self.after.setText(" · ".join([after.strip(), *rest]).strip() if rest or after.strip() else "")

    def _rest(self, detail: ContactDetail) -> list[str]:
        parts = []
        if detail.kind is ContactKind.COMPANY:
            parts.append(_(CONTACT_KIND_LABELS[ContactKind.COMPANY]))
            if detail.people:
                parts.append(current().plural("{count} person", "{count} people", len(detail.people)))
        elif len(detail.employments) > 1:
            parts.append(_("and {count} more", count=len(detail.employments) - 1))
        elif not detail.employments:
            parts.append(_(CONTACT_KIND_LABELS[ContactKind.PERSON]))
        places = (address.city for address in detail.channels_of(ChannelKind.ADDRESS) if address.city)
        parts.extend(list(places)[:1])
        if detail.nickname:
            parts.append(f"“{detail.nickname}”")
        if detail.source:
            parts.append(detail.source)
        return parts
