"""The quote as a paper: letterhead, address window, title, lines, totals, options, closing words, acceptance."""

from __future__ import annotations

from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quotes import LineRole
from crm_desktop.reports.document import Description, Furniture, write
from crm_desktop.reports.flow import Block, Frame, paginate
from crm_desktop.reports.parts.letterhead import LetterheadPart
from crm_desktop.reports.parts.running import Footer, RunningHead, notices_fit
from crm_desktop.reports.parts.sums import Sums
from crm_desktop.reports.quote_columns import LineWriter
from crm_desktop.reports.quote_extras import extra_blocks
from crm_desktop.reports.quote_lines import arrange
from crm_desktop.reports.quote_rows import RowMaker
from crm_desktop.reports.quote_sheet import Sheet, sheet_of
from crm_desktop.reports.quote_totals import sums_of
from crm_desktop.reports.quote_words import ending_blocks, opening_blocks

KEPT_TOGETHER = 0.6
"""The part of a page up to which totals, closing words and signature stay on one page."""


def render(paper: QuotePaper) -> bytes:
    """The PDF of a quote. The same paper gives the same bytes.

    Raises:
        Refused: ``currency.unknown`` for a currency that has no minor unit known here.
    """
    sheet = sheet_of(paper)
    theme = sheet.theme
    business = paper.letterhead.business.name
    letterhead = LetterheadPart(paper.letterhead, theme)
    head = RunningHead(f"{business} · {sheet.title}", paper.customer.name, theme, mark=sheet.mark)
    in_footer = notices_fit(paper.notices, theme)
    footer = Footer(paper.notices if in_footer else (), paper.letterhead.bank, theme)
    first = Frame(min(theme.page_height - theme.window_top, letterhead.bottom - 10), footer.top)
    ending = ending_blocks(sheet, with_notices=not in_footer)
    pages = paginate(
        [*opening_blocks(sheet), *_kept(_lines_and_totals(sheet), ending, theme.page_height)],
        first,
        Frame(head.bottom, footer.top),
    )
    description = Description(sheet.title, business, paper.title, paper.language)
    return write(pages, Furniture([letterhead, head], [footer]), theme, description)


def _lines_and_totals(sheet: Sheet) -> list[Block]:
    """The lines, what they come to, and what is offered besides."""
    arranged = arrange(sheet.paper)
    writer = LineWriter(sheet, numbered=arranged.numbered)
    standard = writer.write(arranged.standard)
    roles = ((LineRole.OPTIONAL, arranged.optional), (LineRole.ALTERNATIVE, arranged.alternative))
    extras = [
        (role, part, [writer.write(section.entries) for section in part.sections])
        for role, part in roles
        if part.sections
    ]
    blocks = RowMaker(writer, sheet).standard(standard)
    blocks.append(Sums(sums_of(sheet), sheet.theme))
    ticked = RowMaker(writer, sheet, ticks=True)
    for role, part, written in extras:
        blocks.extend(extra_blocks(sheet, role, part, written, ticked))
    return blocks


def _kept(blocks: list[Block], ending: list[Block], page_height: float) -> list[Block]:
    """All blocks, the ending kept with what is before it when that is no waste: the signature stands under the sum."""
    high = sum(block.height + block.gap for block in (*blocks[-1:], *ending))
    if high < page_height * KEPT_TOGETHER:
        for block in (*blocks[-1:], *ending[:-1]):
            block.keep = True
    return [*blocks, *ending]
