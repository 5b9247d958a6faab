"""The sentences of refusals about quotes: their lines, numbers, states and documents. `sentences` speaks them."""

from __future__ import annotations

from crm_desktop.words import N_

QUOTES: dict[str, str] = {
    "document.customer": N_(
        "The customer is neither a name nor the number of a contact. Nothing was saved: write one of these."
    ),
    "document.missing": N_("“{text}” is missing. Nothing was saved: add it."),
    "document.no_lines": N_("The quote has no lines. Nothing was saved: add at least one."),
    "document.not_a_choice": N_("“{text}” is not one of {known}. Nothing was saved: use one of these."),
    "document.not_a_list": N_("“{text}” is not a list. Nothing was saved: write it in brackets, like [ … ]."),
    "document.not_an_amount": N_(
        '“{text}” is not a text. Nothing was saved: write amounts as text, like "12.50", so that no cent is lost.'
    ),
    "document.not_an_object": N_("“{text}” is not an object. Nothing was saved: write it in braces, like {{ … }}."),
    "document.not_one_share": N_("“{text}” needs either a percent or an amount, and one only. Nothing was saved."),
    "document.not_text": N_("“{text}” is not a text. Nothing was saved: write it in quotation marks."),
    "document.only_sections": N_("“{text}” belongs to a section, not to an item. Nothing was saved: leave it out."),
    "document.only_items": N_(
        "“{text}” belongs to an item, not to a line of the kind “{kind}”. Nothing was saved: leave it out."
    ),
    "document.unknown_key": N_("“{text}” is not known here. Nothing was saved: use only {known}."),
    "number.characters": N_(
        "“{text}” cannot be the pattern of a number. Nothing was saved: write letters and fields like {{seq:4}}."
    ),
    "number.exhausted": N_("The numbers are used up after {limit}. Nothing was issued: choose another series."),
    "number.field": N_("“{text}” has a field that is not known. Nothing was saved: use only {known}, in braces."),
    "number.no_year": N_(
        "“{text}” would give the same numbers again every year. Nothing was saved: add {{year}} or {{yy}}."
    ),
    "number.one_sequence": N_("“{text}” needs the field {{seq}} once. Nothing was saved: add it, like {{seq:4}}."),
    "number.run_together": N_(
        "Fields in “{text}” run into each other, so that two numbers could look alike. "
        "Nothing was saved: put a mark like - between them."
    ),
    "number.series": N_(
        "The series “{text}” is not made of at most {limit} letters and digits. Nothing was saved: correct it."
    ),
    "number.start": N_("“{text}” is not a number from 1 to {limit} to start with. Nothing was saved: choose one."),
    "quote.amount_negative": N_("“{text}” is below zero. Nothing was saved: give a discount instead of a minus."),
    "quote.at_line": N_("Line {line}: {sentence}"),
    "quote.deposit_too_large": N_(
        "The deposit of {text} is more than the {whole} to be paid. Nothing was saved: lower it."
    ),
    "quote.deposit_and_payments": N_(
        "A quote has either a deposit or a payment schedule. Nothing was saved: take one of them away first."
    ),
    "quote.payments_too_large": N_(
        "The payments come to {text}, which is more than the {whole} to be paid. Nothing was saved: lower one."
    ),
    "quote.too_many_lines": N_("A quote has {limit} lines at most. Nothing was saved: make two quotes of it."),
    "quote.too_many_payments": N_("A payment schedule has {limit} payments at most. Nothing was saved."),
    "quote.cash_rounding_range": N_(
        "“{text}” is no step to round to: 0 for none, up to {limit} cents. Nothing was saved."
    ),
    "quote.tax_category": N_("“{text}” is no tax category (S, Z, E, AE, K, G or O). Nothing was saved."),
    "quote.discount_too_large": N_(
        "The discount of {text} is more than the {whole} it comes from. Nothing was saved: lower it."
    ),
    "quote.not_accepted": N_("Only an issued quote can be accepted, and once. Nothing was changed."),
    "quote.not_declined": N_("Only an issued quote can be declined. Nothing was changed."),
    "quote.not_draft": N_("An issued quote cannot be a draft again. Nothing was changed: duplicate it instead."),
    "quote.not_issued": N_("This quote cannot be issued: it is no draft any more. Nothing was changed."),
    "quote.not_sent": N_("Only an issued quote can be sent. Nothing was changed: issue it first."),
    "quote.not_superseded": N_("Only an issued quote can be replaced by a revision. Nothing was changed."),
    "quote.not_withdrawn": N_("Only an issued quote without an answer can be withdrawn. Nothing was changed."),
    "quote.percent_range": N_("“{text}” is not a percentage from 0 to 100. Nothing was saved: correct it."),
    "quote.quantity_not_positive": N_("The quantity “{text}” is not above zero. Nothing was saved: correct it."),
    "quote.valid_before_date": N_("“{text}” is before the date of the quote. Nothing was saved: choose a later day."),
    "quote.frozen": N_("An issued quote cannot change. Nothing was saved: make a revision."),
    "quote.issued": N_(
        "Quote {number} was issued and cannot change any more. Nothing was saved: revise it to make a new draft."
    ),
    "quote.issued_not_binned": N_(
        "Quote {number} was issued and stays in the books. Nothing was removed: withdraw it instead."
    ),
    "quote.no_customer": N_("The quote has no customer yet. Nothing was issued: choose who it is for."),
    "quote.no_lines": N_("The quote has no line with a price yet. Nothing was issued: add one."),
    "quote.mentions_missing": N_("Nothing was issued, because the quote lacks what your country asks for: {text}."),
    "quote.pdf_damaged": N_(
        "The kept PDF of quote {number} is damaged and was not handed out. Restore a backup to get it back."
    ),
    "quote.customer_ambiguous": N_(
        "Several contacts are called “{text}”. Nothing was added: name the customer by its number (id) instead."
    ),
    "document.not_json": N_("{path} is not a readable JSON document. Nothing was done."),
    "document.key_twice": N_("“{text}” stands there twice. Nothing was saved: leave only one of them."),
    "quote.unsaved_cell": N_("Line {place} has words that could not be saved. Nothing was issued: correct them first."),
    "quote.revise_draft": N_("This quote is still a draft. Nothing was made: change the draft itself."),
    "quote.revise_withdrawn": N_("Quote {number} was withdrawn. Nothing was made: duplicate it to make a new draft."),
    "quote.revision_begun": N_(
        "Another revision of this quote is being written. Nothing was restored: issue or delete that one first."
    ),
    "quote.reason_needed": N_("Quote {number} can only be declined for a reason. Nothing was changed: say why."),
    "quote.clock_set_back": N_(
        "Nothing was issued: a quote was issued on {date}, which is later than the clock of this computer says it is. "
        "Set the clock first."
    ),
    "day.in_future": N_("“{text}” is in the future. Nothing was saved: choose today or an earlier day."),
    "day.before_quote": N_(
        "“{text}” is before quote {number} was made ({first}). Nothing was saved: choose that day or a later one."
    ),
    "acceptance.in_future": N_("“{text}” is still to come. Nothing was saved: choose the day it was accepted."),
    "acceptance.no_option": N_("Line {number} is no option that can be chosen. Nothing was saved: choose another."),
    "quote.answered": N_("Quote {number} was answered already. Nothing was changed: take the answer back first."),
    "acceptance.none": N_("There is no answer to quote {number} that could be taken back. Nothing was changed."),
    "acceptance.two_of_one": N_(
        "Line {number} and another chosen line exclude each other. Nothing was saved: choose one of them."
    ),
    "difference.no_earlier": N_("This quote revises no other. There is nothing to compare it with."),
    "difference.not_of_chain": N_("These two are not revisions of the same quote. Nothing was compared."),
    "verify.draft": N_("This quote is still a draft. There is nothing to verify before it is issued."),
    "verify.snapshot": N_("The kept facts of quote {number} cannot be read. Restore a backup to get them back."),
    "verify.totals": N_(
        "The kept sums of quote {number} do not follow from its lines. Restore a backup to get them back."
    ),
    "verify.lines": N_(
        "The lines or terms of quote {number} are no longer those that were issued. Its PDF still is as it was: restore"
        " a backup from before the change."
    ),
    "verify.facts": N_(
        "What the list says of quote {number} is not what was issued. Restore a backup from before the change."
    ),
}
