"""The sentence of every refusal: what happened, what was not saved, what to do. Keys are used by `Refused`."""

from __future__ import annotations

from crm_desktop.domain.errors import Refused
from crm_desktop.words import N_, Words, current

SENTENCES: dict[str, str] = {
    "record.stale": N_(
        "This was changed elsewhere to “{theirs}” while you typed “{yours}”. Nothing was overwritten: choose one."
    ),
    "record.missing": N_("This record no longer exists. Nothing was saved."),
}


def sentence(error: Refused, words: Words | None = None) -> str:
    """What a refusal says, in the screens' language or in `words`.

    Values fill the placeholders as plain text; a value that is itself a key of a sentence stays a value.
    """
    template = (words or current()).text(SENTENCES[error.key])
    return template.format(**error.values)
