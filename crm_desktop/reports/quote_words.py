"""What stands before the lines of a quote and after its totals."""

from __future__ import annotations

from crm_desktop.domain.quotes import PriceMode
from crm_desktop.reports.designs import Head
from crm_desktop.reports.flow import Block
from crm_desktop.reports.parts.acceptance import Acceptance
from crm_desktop.reports.parts.lines import Lines, paragraphs
from crm_desktop.reports.quote_schedule import schedule_blocks
from crm_desktop.reports.quote_sheet import Sheet

SHORT = 0.25
"""The part of a page up to which opening words keep with what follows."""


def opening_blocks(sheet: Sheet) -> list[Block]:
    """Address, title, subject and opening words."""
    paper, theme = sheet.paper, sheet.theme
    blocks = sheet.design.opening(_head(sheet), theme)
    blocks.extend(paragraphs(paper.title, theme.subject, theme.left, theme.width, gap=theme.gap(12)))
    blocks.extend(paragraphs(paper.intro, theme.body, theme.left, theme.width, gap=theme.gap(8)))
    if paper.terms.price_mode is PriceMode.GROSS:
        blocks.extend(paragraphs(_tax_included(sheet), theme.detail, theme.left, theme.width, gap=theme.gap(8)))
    for block in blocks:
        block.keep = block.height < theme.page_height * SHORT
    return blocks


def _head(sheet: Sheet) -> Head:
    """Who writes to whom, what the paper is, its days and its facts."""
    paper, words = sheet.paper, sheet.words
    dates = [(words.text("Date"), words.date(paper.date))]
    if paper.valid_until is not None:
        dates.append((words.text("Valid until"), words.date(paper.valid_until)))
    facts = [(words.text("Reference"), paper.reference)] if paper.reference.strip() else []
    if paper.customer.tax_id.strip():
        facts.append((paper.customer.tax_id_label or words.text("Tax ID"), paper.customer.tax_id))
    parties = (paper.letterhead.business, paper.customer)
    return Head(parties, sheet.title, sheet.mark, dates=dates, facts=facts, remark=_dates(sheet))


def ending_blocks(sheet: Sheet, *, with_notices: bool) -> list[Block]:
    """Payment, closing words, notices too long for the footer, and the signature (none when the quote has expired)."""
    paper, theme = sheet.paper, sheet.theme
    blocks = _payment_blocks(sheet)
    blocks.extend(paragraphs(paper.closing, theme.body, theme.left, theme.width, gap=theme.gap(14)))
    if with_notices:
        notices = "\n".join(paper.notices)
        blocks.extend(paragraphs(notices, theme.detail, theme.left, theme.width, gap=theme.gap(14)))
    if paper.mark != "expired":
        blocks.extend(paragraphs(paper.acceptance, theme.body, theme.left, theme.width, gap=theme.gap(14)))
        if blocks:
            blocks[-1].keep = True
        blocks.append(Acceptance(theme, sheet.words, fields=paper.accept_fields))
    return blocks


def _payment_blocks(sheet: Sheet) -> list[Block]:
    """How it is paid: the schedule, the terms, and where to where no letterhead is sure to say that."""
    paper, theme = sheet.paper, sheet.theme
    schedule = schedule_blocks(sheet)
    texts = [text for text in (paper.payment_terms, "\n".join(sheet.payee)) if text.strip()]
    if not schedule and not texts:
        return []
    blocks: list[Block] = [
        Lines(theme.left, [(sheet.words.text("Payment"), theme.label)], gap=theme.gap(16), keep=True),
        *schedule,
    ]
    for text in texts:
        gap = theme.gap(6) if len(blocks) > 1 else 0.0
        blocks.extend(paragraphs(text, theme.body, theme.left, theme.width, gap=gap))
    return blocks


def _dates(sheet: Sheet) -> str:
    """The date, and until when the quote holds."""
    words, paper = sheet.words, sheet.paper
    if paper.valid_until is None:
        return words.date(paper.date)
    return words.text("{date} · valid until {last}", date=words.date(paper.date), last=words.date(paper.valid_until))


def _tax_included(sheet: Sheet) -> str:
    """The sentence of a paper whose prices are gross."""
    if not sheet.paper.tax_name or not sheet.paper.totals.tax:
        return sheet.words.text("All prices include taxes.")
    return sheet.words.text("All prices include {tax}.", tax=sheet.tax_name)
