"""The commands of the Quotes tab for money and for files of other programs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crm_desktop.ui.actions import PAGE, Action
from crm_desktop.words import N_

if TYPE_CHECKING:
    from crm_desktop.ui.quotes.page import QuotesPage

MONEY = N_("Money")
PAYABLE = ("issued", "sent", "expired", "accepted")


def money_commands(page: QuotesPage) -> tuple[Action, ...]:
    """Recording invoices and payments of the chosen quote."""
    group, chosen = f"{PAGE}/more", page.with_chosen
    payable = partial(_is_payable, page)
    return (
        Action("quotes.receipt", N_("Record payment …"), partial(chosen, page.money.add_receipt), "Ctrl+Alt+R", "money",
               group, enabled=payable, writes=True, part=MONEY),
        Action("quotes.invoice", N_("Record invoice …"), partial(chosen, page.money.add_invoice), "Ctrl+Alt+I", "file",
               group, enabled=payable, writes=True, part=MONEY),
        Action("quotes.money", N_("Invoices and payments …"), partial(chosen, page.money.show), "Ctrl+Alt+M", "money",
               group, enabled=partial(_is_issued, page), part=MONEY),
    )  # fmt: skip


def exchange_commands(page: QuotesPage, group: str, part: str) -> tuple[Action, ...]:
    """The chosen quote as a file for other programs."""
    return (
        Action("quotes.export", N_("Export … (UBL, JSON)"), partial(_export, page), "Ctrl+Alt+E", "export",
               group, enabled=lambda: len(page.chosen()) == 1, part=part),
    )  # fmt: skip


def import_command(page: QuotesPage) -> Action:
    """A quote brought in from a file."""
    return Action("quotes.import", N_("Import quote …"), partial(_import, page), "Ctrl+Alt+O", "import",
                  f"{PAGE}/new", writes=True)  # fmt: skip


def _is_payable(page: QuotesPage) -> bool:
    return page.editable and page.status() in PAYABLE


def _is_issued(page: QuotesPage) -> bool:
    return len(page.chosen()) == 1 and page.status() not in {"draft", "bin", ""}


def _export(page: QuotesPage) -> None:
    issued = page.status() not in {"draft", "bin"}
    page.with_chosen(partial(page.exchange.export, issued=issued))


def _import(page: QuotesPage) -> None:
    if page.editable and page.leave():
        page.exchange.ask_import()
