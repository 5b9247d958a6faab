"""The quote as a paper: letterhead, address window, title, lines, totals, options, closing words, acceptance."""

from __future__ import annotations

import hashlib

from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quotes import LineKind, LineRole
from crm_desktop.reports.codec import paper_to_json
from crm_desktop.reports.document import Description, Furniture, Part, write
from crm_desktop.reports.flow import Block, Frame, Page, paginate
from crm_desktop.reports.parts.letterhead import NoLetterhead
from crm_desktop.reports.parts.pay_code import PayCode, pasted
from crm_desktop.reports.parts.running import Footer, RunningHead, notices_fit
from crm_desktop.reports.parts.sums import Sums
from crm_desktop.reports.quote_columns import LineWriter
from crm_desktop.reports.quote_extras import extra_blocks
from crm_desktop.reports.quote_lines import arrange
from crm_desktop.reports.quote_rows import RowMaker
from crm_desktop.reports.quote_sheet import Sheet, sheet_of
from crm_desktop.reports.quote_totals import sums_of
from crm_desktop.reports.quote_words import ending_blocks, opening_blocks
from crm_desktop.reports.underlay import finished

KEPT_TOGETHER = 0.6
"""The part of a page up to which totals, closing words and signature stay on one page."""
WASTE = 0.25
"""From this part of a page on, what is left empty for the sake of the next page is too much."""
TIGHTENED_UP_TO = 3
"""Papers of at most so many pages are set tighter where that saves the last of them."""
NO_WINDOW_GAP = 26.0
"""White between the letterhead and an address that no window has to show."""

Frames = tuple[Frame, Frame]
"""Of the first page, and of the others."""


def render(paper: QuotePaper) -> bytes:
    """The PDF of a quote. The same paper gives the same bytes.

    Raises:
        Refused: ``currency.unknown`` for a currency that has no minor unit known here; ``letterhead.*`` for a
            letterhead that is no PDF that can be used.
    """
    sheet = sheet_of(paper)
    pages, furniture = _laid_out(sheet)
    if 1 < len(pages) <= TIGHTENED_UP_TO:
        tighter = sheet_of(paper, tight=True)
        fewer, again = _laid_out(tighter)
        if len(fewer) < len(pages):
            sheet, pages, furniture = tighter, fewer, again
    business = paper.letterhead.business.name
    description = Description(sheet.title, business, paper.title, paper.language, _identity(paper))
    pdf = write(pages, furniture, sheet.theme, description)
    return pdf if paper.preprinted else finished(pdf, paper.letterhead)


def has_fields(paper: QuotePaper) -> bool:
    """Whether there is anything to fill in: nothing on an expired quote, nor on paper."""
    if paper.mark == "expired" or paper.preprinted:
        return False
    options = any(line.kind is LineKind.ITEM and line.role is not LineRole.STANDARD for line in paper.terms.lines)
    return paper.accept_fields or (paper.check_boxes and options)


def _identity(paper: QuotePaper) -> str:
    """What the paper is known by when it comes back filled in; '' where there is nothing to fill in."""
    if not has_fields(paper):
        return ""
    return f"{paper.number}\n{hashlib.sha256(paper_to_json(paper).encode()).hexdigest()}"


def _laid_out(sheet: Sheet) -> tuple[list[Page], Furniture]:
    """The pages of a quote, and what stands on them besides."""
    paper, theme, design = sheet.paper, sheet.theme, sheet.design
    own = paper.letterhead.sheet is not None
    drawn = sheet.is_drawn
    make = NoLetterhead if own else design.letterhead
    letterhead = make(paper.letterhead, theme)
    head = RunningHead(f"{paper.letterhead.business.name} · {sheet.title}", paper.customer.name, theme, mark=sheet.mark)
    in_footer = notices_fit(paper.notices, theme)
    footer = Footer(paper.notices if in_footer else (), paper.letterhead.bank if drawn else "", theme)
    ending = ending_blocks(sheet, with_notices=not in_footer)
    offers = any(line.kind is LineKind.ITEM and line.role is not LineRole.STANDARD for line in paper.terms.lines)
    head_end = letterhead.bottom - (0 if own else 10)
    body = _lines_and_totals(sheet)
    frames = (Frame(_begin(sheet, head_end, own=own), footer.top), Frame(head.bottom, footer.top))
    kept = _kept(body, ending, theme.page_height, offers=offers)
    pages = _on_pages(opening_blocks(sheet), body, ending, kept, frames)
    above: list[Part] = [*design.ground(theme), letterhead, head] if drawn else [head]
    return pages, Furniture(above, [footer])


def _begin(sheet: Sheet, head_end: float, *, own: bool) -> float:
    """Where the first page's words begin: at the window of an envelope, or under the letterhead."""
    theme = sheet.theme
    if theme.window.top is None:
        return head_end if own else head_end - theme.gap(NO_WINDOW_GAP)
    return min(theme.page_height - theme.window.top, head_end)


def _lines_and_totals(sheet: Sheet) -> list[Block]:
    """The lines, what they come to, and what is offered besides."""
    arranged = arrange(sheet.paper)
    offered = [entry for part in (arranged.optional, arranged.alternative) for entry in part.entries]
    # What tells no prices needs no columns for them; the options, which do, then have columns of their own.
    together = any(entry.line.kind is LineKind.ITEM and not entry.hidden for entry in arranged.standard)
    first = [*arranged.standard, *offered] if together else arranged.standard
    writer = LineWriter(sheet, first, numbered=arranged.numbered)
    other = writer if together else LineWriter(sheet, offered, numbered=arranged.numbered)
    standard = writer.write(arranged.standard)
    roles = ((LineRole.OPTIONAL, arranged.optional), (LineRole.ALTERNATIVE, arranged.alternative))
    extras = [
        (role, part, [other.write(section.entries) for section in part.sections])
        for role, part in roles
        if part.sections
    ]
    blocks = RowMaker(writer, sheet).standard(standard)
    code = sheet.paper.code
    aside = PayCode(code, sheet.theme, sheet.words, sheet.figures) if code is not None else None
    blocks.append(Sums(sums_of(sheet), sheet.theme, aside=aside))
    if code is not None and (copied := pasted(code, sheet.theme, sheet.words)):
        blocks[-1].keep = True
        blocks.extend(copied)
    ticked = RowMaker(other, sheet, ticks=True)
    for role, part, written in extras:
        blocks.extend(extra_blocks(sheet, role, part, written, ticked))
    return blocks


def _kept(blocks: list[Block], ending: list[Block], page_height: float, *, offers: bool) -> list[Block]:
    """The blocks that are kept with what follows them where that is no waste: the signature stands under the sum.

    Where options stand in between (`offers`), they need not wait for the page on which the ending has room, unless
    that is the signature alone, which stands under something.
    """
    last = blocks[-1:] if not offers or len(ending) < 2 else []
    high = sum(block.height + block.gap for block in (*last, *ending))
    return [*last, *ending[:-1]] if high < page_height * KEPT_TOGETHER else []


def _on_pages(
    opening: list[Block], body: list[Block], ending: list[Block], kept: list[Block], frames: Frames
) -> list[Page]:
    """All blocks on pages: what is to be kept with what follows is let go where much of a page would be left empty."""
    blocks = [*opening, *body, *ending]
    free = [block for block in kept if not block.keep]
    for block in free:
        block.keep = True
    pages = paginate(blocks, *frames)
    if len(pages) < 2 or _left_empty(pages[-2], frames[len(pages) > 2]) < WASTE:
        return pages
    for block in free:
        # The signature stands under words of its own page even so.
        block.keep = block is (ending or body)[-2:][0]
    again = paginate(blocks, *frames)
    return again if len(again) == len(pages) else pages


def _left_empty(page: Page, frame: Frame) -> float:
    """The part of a page on which nothing stands."""
    return (min(top - block.height for block, top in page) - frame.bottom) / frame.height
