"""The sentence of every refusal: what happened, what was not saved, what to do. Keys are used by `Refused`."""

from __future__ import annotations

from crm_desktop.domain.errors import Refused
from crm_desktop.words import N_, Words, current

SENTENCES: dict[str, str] = {
    "record.stale": N_(
        "This was changed elsewhere to “{theirs}” while you typed “{yours}”. Nothing was overwritten: choose one."
    ),
    "amount.ambiguous": N_("“{text}” can mean {whole} or {fraction}. Nothing was saved: write one of these two."),
    "amount.not_a_number": N_("“{text}” is not a number. Nothing was saved: write it with digits, like 1234 or 12.5."),
    "amount.over_maximum": N_("“{text}” is more than {maximum}, the most allowed here. Nothing was saved."),
    "amount.too_large": N_("“{text}” is too large for an amount. Nothing was saved: enter a smaller number."),
    "amount.too_precise": N_(
        "“{text}” has more than {places} decimals. Nothing was saved: round it first, so that no cent is lost unseen."
    ),
    "amount.too_small": N_("“{text}” is less than {minimum}, the least allowed here. Nothing was saved."),
    "currency.unknown": N_("“{text}” is not a currency. Nothing was saved: use its three-letter code, like EUR."),
    "text.too_long": N_(
        "“{text}” has {count} characters, more than the {limit} that fit here. Nothing was saved: shorten it."
    ),
    "date.not_a_date": N_("“{text}” is not a day. Nothing was saved: write it as year-month-day, like 2026-11-21."),
    "document.customer": N_("The customer is neither a name nor the number of a contact. Nothing was saved."),
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
    "document.only_items": N_("“{text}” belongs to an item, not to a line of the kind “{kind}”. Nothing was saved."),
    "document.unknown_key": N_("“{text}” is not known here. Nothing was saved: use only {known}."),
    "quote.amount_negative": N_("“{text}” is below zero. Nothing was saved: give a discount instead of a minus."),
    "quote.at_line": N_("Line {line}: {sentence}"),
    "quote.deposit_too_large": N_("The deposit of {text} is more than the {whole} to be paid. Nothing was saved."),
    "quote.discount_too_large": N_("The discount of {text} is more than the {whole} it comes from. Nothing was saved."),
    "quote.percent_range": N_("“{text}” is not a percentage from 0 to 100. Nothing was saved: correct it."),
    "quote.quantity_not_positive": N_("The quantity “{text}” is not above zero. Nothing was saved: correct it."),
    "quote.valid_before_date": N_("“{text}” is before the date of the quote. Nothing was saved: choose a later day."),
    "record.missing": N_("This record no longer exists. Nothing was saved."),
}


def sentence(error: Refused, words: Words | None = None) -> str:
    """What a refusal says, in the screens' language or in `words`.

    Values fill the placeholders as plain text; a value that is itself a key of a sentence stays a value.
    A value ``quote_line`` names the line of a quote before the sentence.
    """
    words = words or current()
    said = words.text(SENTENCES[error.key]).format(**error.values)
    line = error.values.get("quote_line")
    return words.text(SENTENCES["quote.at_line"], line=line, sentence=said) if line else said
