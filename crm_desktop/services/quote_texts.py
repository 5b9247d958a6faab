"""The fields in the texts of a quote, ``{customer}`` or ``{total}``, filled with what the paper says."""

from __future__ import annotations

from dataclasses import replace

from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quotes import Line, LineKind
from crm_desktop.domain.text_fields import fill
from crm_desktop.words import words_of

FIELDS = (
    "customer", "person", "number", "title", "reference", "date", "valid_until", "net", "tax", "total", "payable",
    "deposit", "business",
)  # fmt: skip
"""What can stand in braces in the texts before and after the lines, the terms of payment and lines of text."""


def values(paper: QuotePaper) -> dict[str, str]:
    """What each field becomes on a paper, in the paper's language; '' for what the quote does not have."""
    words, totals = words_of(paper.language), paper.totals

    def money(minor: int) -> str:
        return words.money(minor, totals.currency)

    return {
        "customer": paper.customer.name,
        "person": paper.customer.person or paper.customer.name,
        "number": paper.number,
        "title": paper.title,
        "reference": paper.reference,
        "date": words.date(paper.date),
        "valid_until": words.date(paper.valid_until) if paper.valid_until is not None else "",
        "net": money(totals.net),
        "tax": money(totals.tax),
        "total": money(totals.total),
        "payable": money(totals.payable),
        "deposit": money(totals.deposit) if paper.terms.deposit is not None else "",
        "business": paper.letterhead.business.name,
    }


def filled(paper: QuotePaper) -> QuotePaper:
    """The paper with the fields of its texts and text lines filled; what is no field stays as it was typed."""
    lines = [line for line in paper.terms.lines if _has_fields(line)]
    if not lines and not any("{" in text for text in (paper.intro, paper.closing, paper.payment_terms)):
        return paper
    known = values(paper)
    if lines:
        written = tuple(
            replace(line, description=fill(line.description, known)) if _has_fields(line) else line
            for line in paper.terms.lines
        )
        paper = replace(paper, terms=replace(paper.terms, lines=written))
    return replace(
        paper,
        intro=fill(paper.intro, known),
        closing=fill(paper.closing, known),
        payment_terms=fill(paper.payment_terms, known),
    )


def _has_fields(line: Line) -> bool:
    return line.kind is LineKind.TEXT and "{" in line.description
