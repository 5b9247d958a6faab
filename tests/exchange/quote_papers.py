"""Random quotes as papers, for every format a quote is written in."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from crm_desktop.domain.papers import Letterhead, Party, QuotePaper
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quotes import Line, LineKind, PlannedPayment, QuoteTerms, TaxCategory
from tests.domain.exact_quotes import random_terms

TEXTS = ("", "Oak", "A & B <Ltd>", "Two\nlines", "“quoted” ção", "\u202eabc\u202c", "\x00\x0b]]>\ufffe", "x" * 3_000)
UNITS = ("", "h", "m²", "un", "kg", "dia", "palete", "\x01")


def _dressed(line: Line, source: random.Random) -> Line:
    """A random line with words on it, and a category now and then."""
    if line.kind is not LineKind.ITEM:
        hidden = line.kind is LineKind.SECTION and source.random() < 0.5
        return replace(line, description=source.choice(TEXTS), hide_prices=hidden)
    said = source.choice(("", "", *TaxCategory))
    return replace(line, description=source.choice(TEXTS), unit=source.choice(UNITS), tax_category=said)


def paper_of(terms: QuoteTerms, **values: object) -> QuotePaper:
    """An issued paper over terms."""
    business = Party("Oficina Silva", "Rui", ("Rua 1", "Porto"), "NIF", "509442013", "a@b.pt", "+351 1", "b.pt")
    paper = QuotePaper(
        language="pt_PT",
        number="2026-0142",
        title="Cozinha",
        date=date(2026, 11, 21),
        valid_until=date(2026, 12, 21),
        letterhead=Letterhead(business, bank="IBAN PT50 0002 0123 1234 5678 9015 4"),
        customer=Party("Ana & Filhos", address=("Rua 2",)),
        terms=terms,
        totals=compute_totals(terms),
        tax_name="IVA",
    )
    return replace(paper, **values)  # type: ignore[arg-type]


@st.composite
def papers(draw: st.DrawFn) -> QuotePaper:
    """An issued quote with at least one item, of any currency, mode, discount, schedule and texts."""
    source = random.Random(draw(st.integers(0, 2**32)))
    terms = random_terms(source)
    if not any(line.kind is LineKind.ITEM for line in terms.lines):
        terms = replace(terms, lines=(*terms.lines, Line(unit_price=Decimal("12.5"), tax_rate=Decimal(23))))
        terms = replace(terms, discount=None, deposit=None, payments=())
    lines = tuple(_dressed(line, source) for line in terms.lines)
    payments = tuple(
        PlannedPayment(source.choice(TEXTS), payment.share, source.choice((None, date(2027, 1, 2))))
        for payment in terms.payments
    )
    texts = {name: source.choice(TEXTS) for name in ("title", "reference", "intro", "closing", "payment_terms")}
    return paper_of(
        replace(terms, lines=lines, payments=payments),
        valid_until=source.choice((None, date(2026, 12, 1))),
        tax_name=source.choice(("IVA", "")),
        language=source.choice(("en", "pt_PT", "pt_BR", "es", "fr")),
        customer=Party(source.choice(("", "Ana & Filhos")), address=source.choice(((), ("Rua 2", "\x00")))),
        notices=source.choice(((), ("Not an invoice.",))),
        **texts,
    )
