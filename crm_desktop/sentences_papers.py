"""The sentences of refusals about what is printed: letterheads, codes that pay, and papers that come back filled in."""

from __future__ import annotations

from crm_desktop.words import N_

PAPERS: dict[str, str] = {
    "code.amount": N_("There is nothing to pay that a code could ask for. No code was made."),
    "code.bic": N_("“{text}” is not a BIC. No code was made: correct the bank details."),
    "code.iban": N_("“{text}” is not an IBAN. No code was made: correct the bank details."),
    "code.name": N_("A code needs the name of who is paid. No code was made: set the name of the business."),
    "code.pix_city": N_("A Pix code needs a city. No code was made: set it beside the Pix key."),
    "code.pix_key": N_(
        "“{text}” is no Pix key. Nothing was saved: enter an e-mail address, a phone number with +55, "
        "a CPF, a CNPJ or a random key."
    ),
    "letterhead.empty": N_("Nothing stands on the first pages of this PDF. It was not taken as the letterhead."),
    "letterhead.encrypted": N_(
        "This PDF is protected by a password. It was not taken as the letterhead: save it without one."
    ),
    "letterhead.too_large": N_("This PDF is larger than {limit} MB. It was not taken: save it with smaller pictures."),
    "letterhead.unreadable": N_("This file is no PDF that can be read. It was not taken as the letterhead."),
    "quote.design": N_("“{text}” is no page design. Nothing was saved: use one of {known}."),
    "returned.draft": N_("This PDF is of a draft. Nothing was read: only an issued quote can be accepted."),
    "returned.foreign": N_("This PDF is no quote of this file. Nothing was read: look whether it is the right file."),
    "returned.no_fields": N_(
        "This PDF has no fields any more: it was printed or scanned. Nothing was read: look at it and record the "
        "answer by hand."
    ),
    "returned.other": N_("This PDF is quote {other}, not {number}. Nothing was read: open that one."),
    "returned.revision": N_(
        "This PDF is {other}, another revision of {number}. Nothing was read: open that one to accept it."
    ),
    "returned.changed": N_(
        "This PDF says it is {number}, but not with the content that was issued. Nothing was read: "
        "look at it and record the answer by hand."
    ),
    "returned.encrypted": N_("This PDF is protected by a password. Nothing was read: ask for it without one."),
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
        "This PDF could not be read within {seconds} seconds, and reading it was stopped. Look at it yourself and "
        "record the answer by hand."
    ),
    "returned.worker_lost": N_(
        "Reading this PDF was ended by something else. Nothing was recorded: try again, or record the answer by hand."
    ),
    "returned.unreadable": N_("This file is no PDF that can be read. Nothing was read: look whether it is complete."),
}
