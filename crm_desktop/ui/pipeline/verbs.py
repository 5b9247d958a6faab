"""What can be done with a deal from the screens: each is one gesture and says what it did."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from crm_desktop.services import deals, deals_list, quote_drafts
from crm_desktop.services.deals import NewDeal
from crm_desktop.services.deals_order import Place
from crm_desktop.ui.bins import Bin
from crm_desktop.ui.context import Context
from crm_desktop.ui.pages import QUOTES
from crm_desktop.ui.pipeline.losing import LostDialog, ask_why
from crm_desktop.ui.undo_toast import tell_done
from crm_desktop.words import N_, _, current

BIN = Bin(
    delete_label=N_("Delete deal"),
    restore_label=N_("Restore deal"),
    to_bin=lambda session, deal_id, now: deals.to_bin(session, deal_id, now=now),
    restore=lambda session, deal_id, now: deals.restore(session, deal_id, now=now),
    told=lambda count: current().plural(
        "{count} deal was put in the bin.", "{count} deals were put in the bin.", count
    ),
)


class DealVerbs:
    """Changes deals for one page.

    Args:
        context: the open file.
        page: the page, named as initiator and as parent of what is asked.
    """

    def __init__(self, context: Context, page: QWidget) -> None:
        self._context = context
        self._page = page

    def create(self, contact_id: int | None, stage_id: int | None) -> int:
        """Makes a deal at the top of a stage; answers its id."""
        context = self._context
        new = NewDeal(_("New deal"), contact_id=contact_id, stage_id=stage_id)
        with context.store.write(N_("New deal"), initiator=self._page) as session:
            return deals.create(session, new, today=context.today(), now=context.now())

    def move(self, deal_id: int, stage_id: int, place: Place) -> None:
        """Puts a card somewhere else."""
        context = self._context
        with context.store.write(N_("Move deal"), initiator=self._page) as session:
            deals.move(session, deal_id, stage_id, place, today=context.today(), now=context.now())

    def win(self, deal_id: int) -> None:
        """Wins a deal."""
        context, title = self._context, self._title(deal_id)
        with context.store.write(N_("Win deal"), initiator=self._page) as session:
            deals.win(session, deal_id, today=context.today(), now=context.now())
        tell_done(context, _("“{title}” is won.", title=title))

    def lose(self, deal_id: int) -> LostDialog:
        """Asks why a deal is lost."""
        title = self._title(deal_id)
        told = partial(tell_done, self._context, _("“{title}” is lost.", title=title))
        return ask_why(self._context, deal_id, title, self._page, told)

    def reopen(self, deal_id: int) -> None:
        """Takes a deal back to the open stage it was in last."""
        context, title = self._context, self._title(deal_id)
        with context.store.write(N_("Reopen deal"), initiator=self._page) as session:
            deals.reopen(session, deal_id, today=context.today(), now=context.now())
        tell_done(context, _("“{title}” is open again.", title=title))

    def begin_quote(self, deal_id: int) -> None:
        """Begins a quote for a deal and its contact, and shows it."""
        context = self._context
        with context.store.read() as session:
            row = deals_list.deal(session, deal_id, context.today()).row
        new = quote_drafts.NewQuote(contact_id=row.contact_id, deal_id=deal_id, title=row.title, currency=row.currency)
        with context.store.write(N_("New quote"), initiator=self._page) as session:
            quote_id = quote_drafts.create(session, new, today=context.today(), now=context.now())
        context.go(QUOTES, quote_id)

    def _title(self, deal_id: int) -> str:
        with self._context.store.read() as session:
            return deals_list.deal(session, deal_id, self._context.today()).row.title
