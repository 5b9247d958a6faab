"""Quotes to PDF, against the same words drawn on a bare canvas with the same faces; and whether time stays linear."""

from __future__ import annotations

import gc
import tracemalloc
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from io import BytesIO

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from benchmarks.table import Measurement, in_turn
from crm_desktop.domain.papers import Letterhead, Party, QuotePaper
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quotes import Line, QuoteTerms
from crm_desktop.reports import quote
from crm_desktop.reports.designs import DESIGNS
from crm_desktop.reports.fonts import faces
from crm_desktop.words import words_of

FLOOR = "the same words on a bare canvas, same faces, wrapped"
RIGHT_EDGES = (86, 360, 415, 450, 538)
DESCRIPTION_WIDTH = 215
LINE_GOALS = ((10, 1.6), (200, 1.6), (500, 1.3), (5_000, 1.3))
DESIGNED = 500
"""Each design is measured with so many lines."""
_WORKS = (
    "Prateleiras em carvalho, 18 mm, oleadas",
    "Montagem no local, incluindo transporte e remoção de embalagens ao segundo andar",
    "Pintura a duas demãos com tinta lavável, cor a escolher pelo cliente",
    "Ponto elétrico",
)


def measure(
    goals: tuple[tuple[int, float], ...] = LINE_GOALS, long: int = 10_000, designed: int = DESIGNED
) -> list[Measurement]:
    """Quotes of 10 to 5,000 lines and of each design against their floor, and 10,000 lines against ten times 1,000."""
    plain = [_timed(f"Quote PDF, {count:,} lines", paper_of(count), goal) for count, goal in goals]
    dressed = [
        _timed(f"Quote PDF, {designed:,} lines, {design} design", replace(paper_of(designed), design=design), 1.3)
        for design in DESIGNS
    ]
    return [*plain, *dressed, _linearity(long), _memory(long)]


def _timed(name: str, paper: QuotePaper, goal: float) -> Measurement:
    """A quote against the same words on a bare canvas."""
    words = _words(paper)
    times = 21 if len(words.lines) <= DESIGNED else 7
    return Measurement(name, FLOOR, *in_turn(partial(_bare, words), partial(quote.render, paper), times), goal, "warm")


def _linearity(count: int) -> Measurement:
    """A long quote against ten of a tenth of its lines."""
    short, long = paper_of(count // 10), paper_of(count)
    floor, seconds = in_turn(lambda: [quote.render(short) for _ in range(10)], lambda: quote.render(long))
    return Measurement(
        f"Quote PDF, {count:,} lines", f"ten quotes of {count // 10:,} lines", floor, seconds, 1.1, "linear in lines"
    )


def _memory(count: int) -> Measurement:
    """The most memory a long quote takes, against ten times that of a tenth of its lines."""
    short, long = paper_of(count // 10), paper_of(count)
    return Measurement(
        f"Quote PDF, {count:,} lines: memory",
        f"ten times that of {count // 10:,} lines",
        10 * _peak(short),
        _peak(long),
        1.1,
        "at its highest",
        "bytes",
    )


def _peak(paper: QuotePaper) -> float:
    """The bytes Python holds at most while a quote is drawn, over those before."""
    quote.render(paper)
    gc.collect()
    tracemalloc.start()
    try:
        quote.render(paper)
        return float(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()


def paper_of(count: int) -> QuotePaper:
    """A quote of `count` lines, every fourth of which wraps."""
    lines = tuple(
        Line(
            description=_WORKS[n % len(_WORKS)],
            quantity=Decimal(n % 9 + 1),
            unit="un",
            unit_price=Decimal(n * 37 % 9_000 + 100) / 100,
            tax_rate=Decimal(23),
        )
        for n in range(count)
    )
    terms = QuoteTerms("EUR", lines)
    return QuotePaper(
        language="pt_PT",
        number="2026/42",
        title="Remodelação",
        date=date(2026, 11, 21),
        valid_until=date(2026, 12, 21),
        letterhead=Letterhead(
            Party("Oficina Silva", "", ("Rua das Flores 12", "4050-262 Porto"), "NIF", "509 442 013"),
            bank="IBAN PT50 0002 0123 1234 5678 9015 4",
        ),
        customer=Party("Atelier Sousa, Lda", "Ana Sousa", ("Rua do Almada 210", "4050-031 Porto")),
        terms=terms,
        totals=compute_totals(terms),
        notices=("Este documento não serve de fatura.",),
        tax_name="IVA",
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a quote, written already: of its first page, of each page, of each line, and of its totals."""

    opening: tuple[str, ...]
    page: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    totals: tuple[tuple[str, str], ...]


def _words(paper: QuotePaper) -> _Words:
    """What stands on the pages of `paper`."""
    words, totals = words_of(paper.language), paper.totals
    lines = tuple(
        (
            line.description,
            (
                str(place + 1),
                f"{words.number(line.quantity)} {line.unit}",
                words.price(line.unit_price, "EUR"),
                words.percent(line.tax_rate),
                words.amount(totals.lines[place] or 0, "EUR"),
            ),
        )
        for place, line in enumerate(paper.terms.lines)
    )
    business, customer = paper.letterhead.business, paper.customer
    return _Words(
        opening=(
            *(business.name, *business.address, business.tax_id, customer.name, customer.person, *customer.address),
            *(f"Orçamento {paper.number}", "21/11/2026 · válido até 21/12/2026", paper.title, "Data", "Aceite por"),
        ),
        page=(
            *("Oficina Silva · Orçamento 2026/42", customer.name, "Descrição", "Qtd.", "Preço", "IVA", "Total"),
            *("A transportar", "1 234,56", "Transporte", "1 234,56", *paper.notices, paper.letterhead.bank, "10 / 20"),
        ),
        lines=lines,
        totals=(("Subtotal", words.amount(totals.net, "EUR")), ("Total", words.money(totals.total, "EUR"))),
    )


def _bare(words: _Words) -> bytes:
    """The floor: every word drawn where it falls, descriptions wrapped, nothing else."""
    regular, semibold = faces().regular.name, faces().semibold.name
    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=1, invariant=1)
    y = _bare_strings(canvas, words.opening, semibold, 800.0)
    y = _bare_strings(canvas, words.page, regular, y)
    for description, figures in words.lines:
        wrapped = simpleSplit(description, regular, 9.5, DESCRIPTION_WIDTH)
        if y < 60:
            canvas.showPage()
            y = _bare_strings(canvas, words.page, regular, 800.0)
        for edge, figure in zip(RIGHT_EDGES, figures, strict=True):
            canvas.drawRightString(edge, y, figure)
        for part in wrapped:
            canvas.drawString(92, y, part)
            y -= 13
        y -= 10
    canvas.setFont(semibold, 13)
    for label, amount in words.totals:
        canvas.drawString(300, y, label)
        canvas.drawRightString(538, y, amount)
        y -= 15
    canvas.save()
    return buffer.getvalue()


def _bare_strings(canvas: Canvas, strings: tuple[str, ...], face: str, y: float) -> float:
    """Draws strings one under the other; answers the place below them."""
    canvas.setFont(face, 9.5)
    for string in strings:
        canvas.drawString(71, y, string)
        y -= 13
    return y
