"""The value of a phone number, an e-mail or a web address: read as people write it, stored as it is typed."""

from __future__ import annotations

from crm_desktop.services.contact_detail import ChannelShown
from crm_desktop.ui.kit.text_fields import TextField


class ChannelField(TextField):
    """One line; a stored number stands there grouped, and is not changed by merely being read."""

    def __init__(self, label: str, placeholder: str) -> None:
        self._raw = ""
        self._grouped = ""
        super().__init__("value", label, placeholder=placeholder)
        self.set_bare(True)

    def show_channel(self, channel: ChannelShown) -> None:
        """Shows what is stored; words being typed stay."""
        self._raw, self._grouped = channel.value, channel.shown
        self.take_stored(channel.value)

    def set_label(self, label: str) -> None:
        """What the line is called, for screen readers."""
        self.label = label
        self.editor.setAccessibleName(label)

    def _show(self, value: str) -> None:
        super()._show(self._grouped if value == self._raw and self._grouped else value)

    def _read(self) -> str:
        typed = super()._read()
        return self._raw if typed == self._grouped else typed
