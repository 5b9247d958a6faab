"""The sentences of refusals about quotes in files and the money of quotes. `sentences` speaks them."""

from __future__ import annotations

from crm_desktop.words import N_

EXCHANGE: dict[str, str] = {
    "document.not_json_at": N_(
        "{path} stops being JSON in line {row}, at character {column}. Nothing was done: correct it there."
    ),
    "document.not_an_export": N_("What stands under “exported” is not of this program. Nothing was done."),
    "document.newer": N_("A newer version of the program wrote this file. Nothing was done: update the program first."),
    "document.totals_differ": N_(
        "The file says “{name}” is {text}, but its lines come to {whole}. Nothing was imported: the file was changed; "
        "get it again from who sent it."
    ),
    "quote.export_kind": N_(
        "“{text}” is no kind of file a quote is exported as. Nothing was written: end the name in .xml (UBL) or .json."
    ),
    "quote.ubl_draft": N_(
        "Only an issued quote can be written as UBL, because it has its number. Nothing was written: issue it first."
    ),
    "quote.no_money_yet": N_(
        "Invoices and payments belong to a quote that was issued and still stands. Nothing was saved."
    ),
    "invoice.no_number": N_("The invoice has no number. Nothing was saved: write the number it was made with."),
    "invoice.twice": N_("Invoice {text} is recorded with this quote already. Nothing was saved."),
    "money.before_quote": N_(
        "{text} is before the date of quote {number}, {first}. It is recorded as it is: check whether the day is right."
    ),
    "payment.not_positive": N_("The amount is not above zero. Nothing was saved: write what was invoiced or received."),
}
