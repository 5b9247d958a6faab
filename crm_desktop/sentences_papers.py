"""The sentences of refusals about what is printed: letterheads, codes that pay, and papers that come back filled in."""

from __future__ import annotations

from crm_desktop.words import N_

PAPERS: dict[str, str] = {
    "code.amount": N_("There is no amount to pay, so no payment code was made."),
    "code.bic": N_("“{text}” is not a BIC. No payment code was made: correct the bank details in Settings."),
    "code.iban": N_("“{text}” is not an IBAN. No payment code was made: correct the bank details in Settings."),
    "code.name": N_("A payment code names who is paid. No code was made: enter the name of your business in Settings."),
    "code.pix_city": N_("A Pix code needs a city. No code was made: enter it beside the Pix key in Settings."),
    "code.pix_key": N_(
        "“{text}” is no Pix key. Nothing was saved: enter an e-mail address, a phone number with +55, "
        "a CPF, a CNPJ or a random key."
    ),
    "letterhead.empty": N_(
        "The first pages of this PDF are empty. It was not taken as the letterhead: choose another file."
    ),
    "letterhead.encrypted": N_(
        "This PDF is protected by a password. It was not taken as the letterhead: save it without one."
    ),
    "letterhead.too_large": N_(
        "This PDF is larger than {limit} MB. It was not taken as the letterhead: save it with smaller pictures."
    ),
    "letterhead.too_large_kept": N_(
        "The first pages of this PDF alone are larger than {limit} MB, and every quote would be too. It was not taken "
        "as the letterhead: save it with smaller pictures."
    ),
    "letterhead.too_much_drawn": N_(
        "This PDF draws so much that every page of every quote would take long. It was not taken as the letterhead: "
        "save it with simpler drawings, or as a picture."
    ),
    "letterhead.unreadable": N_(
        "This file is not a PDF that can be read. It was not taken as the letterhead: choose another file."
    ),
    "quote.design": N_("“{text}” is not a page design. Nothing was saved: use one of {known}."),
    "returned.draft": N_(
        "This PDF was made of a draft. Nothing was read from it: only the PDF of an issued quote can be read back."
    ),
    "returned.foreign": N_(
        "This PDF is not a quote of this file. Nothing was read from it: check whether it is the right PDF."
    ),
    "returned.no_fields": N_(
        "This PDF has no fields to read: it was probably printed or scanned. Nothing was read from it: look at it and "
        "record the answer by hand."
    ),
    "returned.other": N_(
        "This PDF is quote {other}, not {number}. Nothing was read from it: open quote {other} and read it there."
    ),
    "returned.revision": N_(
        "This PDF is {other}, another revision of {number}. Nothing was read from it: open {other} to accept it."
    ),
    "returned.changed": N_(
        "This PDF has the number {number}, but its content is not what was issued. Nothing was read from it: look at "
        "it and record the answer by hand."
    ),
    "returned.encrypted": N_("This PDF is protected by a password. Nothing was read from it: ask for it without one."),
    "returned.too_large": N_(
        "This PDF is larger than {limit} MB, and was not read. Look at it yourself and record the answer by hand."
    ),
    "returned.too_many_pages": N_(
        "This PDF has more than {limit} pages, and was not read. Look at it yourself and record the answer by hand."
    ),
    "returned.too_heavy": N_(
        "This PDF holds far more than a quote does, and was not read: it may be damaged, or made to do harm. Ask the "
        "customer for it again, or record the answer by hand."
    ),
    "returned.too_slow": N_(
        "This PDF could not be read within {seconds} seconds, so reading it was stopped. Look at it yourself and "
        "record the answer by hand."
    ),
    "returned.worker_lost": N_(
        "Reading this PDF was ended by something else. Nothing was recorded: try again, or record the answer by hand."
    ),
    "returned.unreadable": N_(
        "This file is not a PDF that can be read. Nothing was read from it: check whether it is complete, or ask for "
        "it again."
    ),
}
