"""A postal address: read as on an envelope, edited part by part in the same place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.services.channels import ADDRESS_PARTS
from crm_desktop.services.contact_detail import ChannelShown
from crm_desktop.ui.contacts.coded_fields import country_names
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.kit.chip import paint_focus
from crm_desktop.ui.kit.field import Save
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.kit.plain import tool_tip
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import RADIUS_FIELD
from crm_desktop.words import NC_, _

MOST_SHOWN = 400
"""An address that is longer is no address: the rest is seen when it is edited."""


class AddressText(PlainLabel):
    """The lines of an address. Sends `opened()` on a click, Enter, Space or F2."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__("", wrap=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setContentsMargins(7, 4, 7, 4)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setToolTip(tool_tip(_("Edit the address")))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            with QPainter(self) as painter:
                painter.setPen(theme().colors.accent)
                paint_focus(painter, QRectF(self.rect()), RADIUS_FIELD)


class AddressField(QWidget):
    """Shows an address and edits its parts; `save(part, old, new)` stores one of them and may refuse."""

    def __init__(self, save: Save, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editable = True
        self._loose = ""
        self.text = AddressText()
        self.text.opened.connect(self.open)
        self.form = self._make_form(save)
        self.done = LinkButton(_(NC_("button", "Done")))
        self.done.on_click(self.close_form)
        self._holder = QWidget()
        self._holder.hide()
        inner = QVBoxLayout(self._holder)
        inner.setContentsMargins(0, 4, 0, 8)
        inner.setSpacing(4)
        inner.addWidget(self.form)
        inner.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text)
        column.addWidget(self._holder)
        self.setFocusProxy(self.text)

    def _make_form(self, save: Save) -> Form:
        form = Form(save)
        form.add(MultilineField("street", _("Street"), lines=(1, 4)))
        form.add_row(TextField("extended", _("Floor, door")), TextField("po_box", _("PO box")))
        form.add_row(TextField("postcode", _("Postcode")), TextField("city", _("City")), stretches=(2, 3))
        form.add_row(TextField("region", _("Region")), TextField("country", _("Country")))
        return form

    @property
    def is_open(self) -> bool:
        """True while the parts can be edited."""
        return not self._holder.isHidden()

    def show_address(self, channel: ChannelShown) -> None:
        """Shows what is stored; parts being typed stay."""
        lines = _read_lines(channel)
        self.text.setText("\n".join(lines)[:MOST_SHOWN])
        self.text.setAccessibleName(_("Address: {address}", address=", ".join(lines)[:MOST_SHOWN]))
        parts = {part: getattr(channel, part) for part in ADDRESS_PARTS}
        # An address that a file gave in one piece is edited as its street.
        self._loose = "" if any(parts.values()) else "\n".join(channel.lines)
        if self._loose:
            parts["street"] = self._loose
        self.form.take_stored(parts)

    def stored_with(self, part: str, new: Any) -> dict[str, Any]:
        """What has to be stored when one part becomes `new`."""
        return {**({"street": self._loose} if self._loose else {}), part: new}

    def open(self) -> None:
        """Shows the parts, the cursor in the street."""
        if self._editable:
            self.text.hide()
            self._holder.show()
            self.form.focus_first()

    def close_form(self) -> None:
        """Shows the envelope again, unless a part could not be saved."""
        if self.form.commit():
            self._holder.hide()
            self.text.show()
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_editable(self, editable: bool) -> None:
        """Locks or frees the parts."""
        self._editable = editable
        self.form.set_editable(editable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.close_form()
        else:
            super().keyPressEvent(event)


def _read_lines(channel: ChannelShown) -> tuple[str, ...]:
    """The lines of an address, its country by name: files write ``PT`` there."""
    code = channel.country.strip().upper()
    if not channel.lines or channel.lines[-1].strip().upper() != code:
        return channel.lines
    return (*channel.lines[:-1], country_names().get(code, channel.lines[-1]))
