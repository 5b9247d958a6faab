"""The customer of a deal or a job: a link to the contact, seen only where there is one."""

from __future__ import annotations

from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.pages import CONTACTS


class CustomerLink(LinkButton):
    """Names one contact and leads to it."""

    def __init__(self, context: Context) -> None:
        super().__init__("")
        self._context = context
        self._contact_id: int | None = None
        self.on_click(self._go)

    def show_contact(self, contact_id: int | None, name: str) -> None:
        """Names another contact; None for none."""
        self._contact_id = contact_id
        self.setText(name)
        self.setVisible(bool(name))

    def _go(self) -> None:
        if self._contact_id is not None:
            self._context.go(CONTACTS, self._contact_id)
