"""What a new business begins with: its settings, a pipeline with stages, and reasons to lose a deal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from crm_desktop.db.durable import refusing, rename_new, set_aside, sync_file, temporary
from crm_desktop.db.files import check_free, create_file, open_file
from crm_desktop.db.history import set_subject
from crm_desktop.domain.countries import profile
from crm_desktop.domain.deals import DEFAULT_LOST_REASONS, DEFAULT_PIPELINE
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.numbering import NumberRule
from crm_desktop.domain.text import clean_line
from crm_desktop.services import lost_reasons, settings
from crm_desktop.services.pipelines import create_pipeline, default_stages
from crm_desktop.words import FORMATS, N_, words_of

LABEL = N_("New business")
QUOTE_PREFIXES = {"pt": "ORC", "es": "PRE", "fr": "DEV"}
"""What quote numbers of a new business begin with, by the language of its documents: orçamento, presupuesto, devis."""
STANDARD_TEXTS = {
    "quote.intro": N_("Thank you for your enquiry. We are pleased to offer you the following:"),
    "quote.closing": N_("We are happy to answer any question and look forward to hearing from you."),
    "quote.payment_terms": N_("Payment within 30 days of the invoice."),
}
"""What quotes of a new business say in every language that has a catalogue, until the business says it its own way."""
BARRIER = "undo.barrier.start"
"""Taking this gesture back would leave a business without stages."""


@dataclass(frozen=True, slots=True)
class NewBusiness:
    """The first questions; `language` and `currency` of '' are the country's own, `region` '' its mainland."""

    name: str
    country: str
    language: str = ""
    currency: str = ""
    region: str = ""


def create_business(path: Path, new: NewBusiness) -> None:
    """Makes a new file that is ready to work with; nothing is left behind when that fails.

    Raises:
        Refused: ``file.exists`` and other ``file.*``; ``name.empty``; as `set_up`.
    """
    if not clean_line(new.name, field="name"):
        raise Refused("name.empty", field="name")
    with refusing(path):
        check_free(path)
        # Under another name until it is complete: a file without stages would have to be cleared away by hand.
        with temporary(path) as half:
            create_file(half)
            store = open_file(half)
            try:
                with store.write(LABEL, barrier=BARRIER) as session:
                    set_up(session, new)
            finally:
                store.close()
            sync_file(half)
            set_aside(path)
            rename_new(half, path)


def set_up(session: Session, new: NewBusiness) -> None:
    """Fills a new file: settings, the first pipeline and lost reasons, named in the language of the documents.

    Raises:
        Refused: ``profile.unknown``, ``setting.*`` and ``text.too_long``, with the setting's key as field.
    """
    country = profile(new.country)
    settings.put(session, "business.name", new.name)
    settings.put(session, "country", country.code)
    if new.region:
        settings.put(session, "country.region", new.region)
    # What follows the country is stored too: a profile of a later version must not change a running business.
    settings.put(session, "language", new.language or country.language)
    settings.put(session, "currency", new.currency.upper() or country.currency)
    _begin_quotes(session, new.language or country.language)
    words = words_of(new.language or country.language)
    create_pipeline(session, words.text(DEFAULT_PIPELINE), default_stages(words))
    for reason in DEFAULT_LOST_REASONS:
        lost_reasons.add_lost_reason(session, words.text(reason))
    set_subject(session, new.name)


def _begin_quotes(session: Session, language: str) -> None:
    """Number and standard texts of the first quotes; stored, so that files that are there keep what they have."""
    prefix = QUOTE_PREFIXES.get(language.partition("_")[0])
    if prefix is not None:
        settings.put(session, "numbering.quote.pattern", NumberRule().pattern.replace("Q", prefix, 1))
    for key, text in STANDARD_TEXTS.items():
        for spoken in FORMATS:
            settings.put(session, f"{key}.{spoken}", words_of(spoken).text(text))
