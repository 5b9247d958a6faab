"""A quote that nobody wrote, in the look of the business: what the settings show while it is chosen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from sqlalchemy.orm import Session

from crm_desktop.domain.dates import days_after
from crm_desktop.domain.papers import Party, QuotePaper
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quotes import Line, LineRole, QuoteTerms, Share, ShareKind
from crm_desktop.services import settings
from crm_desktop.services.quote_codes import code_of
from crm_desktop.words import N_, words_of

ITEMS = (
    (N_("Visit and measurements"), "1", "60"),
    (N_("Work on site"), "6.5", "42"),
    (N_("Material as agreed"), "3", "128.5"),
)
OPTION = N_("Yearly maintenance")
CUSTOMER, PERSON = N_("Sample customer"), N_("Maria Sample")
ADDRESS = (N_("1 Sample Street"), N_("1000 Sampletown"))
NUMBER = "1234"


def sample_paper(session: Session, today: dt.date) -> QuotePaper:
    """The sample in the language, currency, taxes and look of the business as they are now."""
    business = settings.business(session)
    words = words_of(business.language)
    country = settings.country_profile(business.country)
    known = Line(tax_rate=business.default_tax)
    items = tuple(
        replace(known, description=words.text(text), quantity=Decimal(quantity), unit_price=Decimal(price))
        for text, quantity, price in ITEMS
    )
    option = replace(known, description=words.text(OPTION), unit_price=Decimal(95), role=LineRole.OPTIONAL)
    terms = QuoteTerms(
        business.currency, (*items, option), business.price_mode, deposit=Share(ShareKind.PERCENT, Decimal(30))
    )
    totals = compute_totals(terms)
    return QuotePaper(
        language=business.language,
        number=NUMBER,
        title="",
        date=today,
        valid_until=days_after(today, business.validity_days, field="valid_until"),
        letterhead=settings.letterhead(session),
        customer=Party(words.text(CUSTOMER), words.text(PERSON), tuple(words.text(line) for line in ADDRESS)),
        terms=terms,
        totals=totals,
        intro=settings.document_texts(session, business.language).intro,
        notices=tuple(words.text(notice) for notice in country.notices),
        tax_name=country.tax_name,
        design=business.look.design,
        code=code_of(business, terms, totals, NUMBER),
        check_boxes=business.look.check_boxes,
        accept_fields=business.look.accept_fields,
    )
