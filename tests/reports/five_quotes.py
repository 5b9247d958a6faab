"""Five real-looking quotes in every design, to be looked at: ``python -m tests.reports.five_quotes [FOLDER]``.

One line; twelve lines with options, a schedule and boxes to tick; two hundred lines over ten pages; a Brazilian
service quote with taxes in its prices and a Pix code; a Portuguese freelancer exempt from VAT with tax withheld.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PIL import Image

from crm_desktop.domain.papers import PaymentCode, QuotePaper
from crm_desktop.domain.payment_codes import epc_payload, pix_payload
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quotes import PlannedPayment
from crm_desktop.reports import quote
from crm_desktop.reports.designs import DESIGNS
from crm_desktop.reports.pages import page_count, render_page
from tests.reports import examples
from tests.reports.examples import percent

DOTS = 100
"""Dots an inch of the pictures."""


def one_line() -> QuotePaper:
    """The shortest quote there is, ready to be posted."""
    return replace(examples.one_line(), closing="Com os melhores cumprimentos,\nJoão Silva")


def options() -> QuotePaper:
    """Twelve lines with options, paid in three parts, to be ticked and named in the PDF; the first part by code."""
    paper = examples.kitchen()
    payments = (
        PlannedPayment("Com a adjudicação", percent("30"), date(2026, 12, 1)),
        PlannedPayment("No início da montagem", percent("40")),
    )
    terms = replace(paper.terms, deposit=None, payments=payments)
    totals = compute_totals(terms)
    cents = totals.payments[0]
    payload = epc_payload(
        name="Oficina Silva", iban="PT50000201231234567890154", cents=cents, text=f"Orçamento {paper.number}"
    )
    return replace(
        paper, terms=terms, totals=totals, code=PaymentCode("epc", payload, cents, "first"), check_boxes=True,
        accept_fields=True, payment_terms="O restante a 15 dias após a conclusão.",
    )  # fmt: skip


def long() -> QuotePaper:
    """Two hundred lines in sections over ten pages; one of the sections tells only its sum."""
    paper = examples.house()
    lines = tuple(
        replace(line, hide_prices=True) if line.description.startswith("3. ") else line for line in paper.terms.lines
    )
    terms = replace(paper.terms, lines=lines)
    return replace(paper, terms=terms, totals=compute_totals(terms))


def brazilian() -> QuotePaper:
    """Taxes in the prices, labour and material apart, the deposit by Pix."""
    paper = examples.brazilian()
    cents = paper.totals.deposit
    payload = pix_payload(
        key="contato@climatiza.com.br", name="Climatiza Serviços Ltda.", city="São Paulo", cents=cents,
        txid=paper.number,
    )  # fmt: skip
    return replace(paper, code=PaymentCode("pix", payload, cents, "deposit"))


FIVE: dict[str, Callable[[], QuotePaper]] = {
    "one-line": one_line,
    "options": options,
    "long": long,
    "brazilian": brazilian,
    "exempt": examples.exempt,
}


def main() -> int:
    """Writes the PDFs and a picture of each page."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "shots")
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FIVE.items():
        for design in DESIGNS:
            pdf = quote.render(replace(make(), design=design))
            (folder / f"{name}-{design}.pdf").write_bytes(pdf)
            for index in range(page_count(pdf)):
                drawn = render_page(pdf, index, DOTS / 72)
                picture = Image.frombuffer(
                    "RGB", (drawn.width, drawn.height), drawn.data, "raw", "BGRX", drawn.stride, 1
                )
                picture.save(folder / f"{name}-{design}-{index + 1:02}.png")
            print(f"{name}-{design}: {page_count(pdf)}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
