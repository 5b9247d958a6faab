"""What is done with chosen contacts: binned and restored, exported, written to, and given deals, quotes and jobs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.contacts import ChannelKind
from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.files import read_bytes
from crm_desktop.services import contacts, deals, jobs, photos, quote_drafts
from crm_desktop.services.contact_detail import ContactDetail
from crm_desktop.services.deals import NewDeal
from crm_desktop.services.jobs import NewJob
from crm_desktop.services.quote_drafts import NewQuote
from crm_desktop.ui.contacts.linking import open_link
from crm_desktop.ui.contacts.summary import SummaryDialog
from crm_desktop.ui.context import Context
from crm_desktop.ui.exports.contacts import export_contacts
from crm_desktop.ui.files.choosing import ask_sources
from crm_desktop.ui.pages import PIPELINE, QUOTES, SERVICE
from crm_desktop.ui.render_client import RenderClient, Renderer
from crm_desktop.words import N_, _, current

DELETE_LABEL = N_("Delete contact")
RESTORE_LABEL = N_("Restore contact")
PICTURES = ("*.png", "*.jpg", "*.jpeg")


class ContactCommands:
    """The verbs of the tab over one open file.

    Args:
        context: the open file.
        owner: the page, parent of every dialog.
        make_renderer: what draws the pages of a summary.
    """

    def __init__(self, context: Context, owner: QWidget, make_renderer: Callable[[], Renderer] = RenderClient) -> None:
        self._context = context
        self._owner = owner
        self.make_renderer = make_renderer

    # The bin.

    def to_bin(self, ids: Sequence[int]) -> None:
        """Puts contacts in the bin; the message takes them out again."""
        with self._context.store.write(DELETE_LABEL) as session:
            for contact_id in ids:
                contacts.to_bin(session, contact_id, self._context.now())
        told = current().plural(
            "{count} contact was put in the bin.", "{count} contacts were put in the bin.", len(ids)
        )
        self._context.toasts.tell(told, undo=partial(self._take_out, tuple(ids)))

    def restore(self, ids: Sequence[int]) -> None:
        """Takes contacts out of the bin."""
        self._take_out(ids)
        told = current().plural("{count} contact was restored.", "{count} contacts were restored.", len(ids))
        self._context.toasts.tell(told, undo=partial(self._put_back, tuple(ids)))

    def _take_out(self, ids: Sequence[int]) -> None:
        with self._context.store.write(RESTORE_LABEL) as session:
            for contact_id in ids:
                contacts.restore(session, contact_id)

    def _put_back(self, ids: Sequence[int]) -> None:
        with self._context.store.write(DELETE_LABEL) as session:
            for contact_id in ids:
                contacts.to_bin(session, contact_id, self._context.now())

    # Business.

    def new_for(self, page_key: str, contact_id: int) -> None:
        """Makes a deal, a quote or a job for a contact and opens it in its tab."""
        makers = {PIPELINE: self.new_deal, QUOTES: self.new_quote, SERVICE: self.new_job}
        makers[page_key](contact_id)

    def new_deal(self, contact_id: int) -> None:
        """Makes a deal in the first stage and opens it."""
        today, now = self._context.today(), self._context.now()
        with self._context.store.write(N_("New deal")) as session:
            new = NewDeal(_("New deal"), contact_id=contact_id)
            deal_id = deals.create(session, new, today=today, now=now)
        self._context.go(PIPELINE, deal_id)

    def new_quote(self, contact_id: int) -> None:
        """Makes a draft with the contact's language and opens it."""
        today, now = self._context.today(), self._context.now()
        with self._context.store.write(N_("New quote")) as session:
            quote_id = quote_drafts.create(session, NewQuote(contact_id=contact_id), today=today, now=now)
        self._context.go(QUOTES, quote_id)

    def new_job(self, contact_id: int) -> None:
        """Makes a job of today and opens it."""
        with self._context.store.write(N_("New job")) as session:
            job_id = jobs.create(session, NewJob(self._context.today(), contact_id=contact_id), now=self._context.now())
        self._context.go(SERVICE, job_id)

    # Reaching.

    def open_first(self, detail: ContactDetail, kind: ChannelKind) -> None:
        """Calls the main number, or writes to the main e-mail."""
        channel = next(iter(detail.channels_of(kind)), None)
        if channel is not None and not open_link(channel):
            self._context.toasts.tell(_("There is no program here that can open “{value}”.", value=channel.shown[:60]))

    # Papers and files.

    def open_summary(self, contact_id: int) -> SummaryDialog:
        """Opens the summary of a contact, to be saved or printed."""
        dialog = SummaryDialog(self._context, contact_id, self.make_renderer(), self._owner)
        dialog.open()
        return dialog

    def export(self, ids: Sequence[int], name: str = "") -> None:
        """Asks where to, and writes these contacts as vCards or as a table."""
        export_contacts(self._context, self._owner, ids, name)

    def choose_photo(self, contact_id: int) -> None:
        """Asks for a picture and gives it to a contact."""
        chosen = ask_sources(self._owner, _("Choose a photo"), _("Pictures"), PICTURES)
        if chosen:
            self.set_photo(contact_id, chosen[0])

    def set_photo(self, contact_id: int, source: Path | None) -> None:
        """Gives a contact a picture, or takes it away."""
        try:
            content = read_bytes(source) if source is not None else None
            with self._context.store.write(N_("Change photo")) as session:
                photos.set_photo(session, contact_id, content)
        except Refused as refused:
            self._context.toasts.refuse(refused)
