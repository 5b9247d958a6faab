"""What a quote offers besides: optional and alternative lines with boxes to tick and sums of their own."""

from __future__ import annotations

from crm_desktop.domain.quote_sums import role_sum
from crm_desktop.domain.quotes import LineRole
from crm_desktop.reports.flow import Block
from crm_desktop.reports.parts.lines import Lines, Set
from crm_desktop.reports.quote_columns import Written
from crm_desktop.reports.quote_lines import Extras
from crm_desktop.reports.quote_rows import RowMaker
from crm_desktop.reports.quote_sheet import Sheet
from crm_desktop.reports.text import wrapped


def extra_blocks(
    sheet: Sheet, role: LineRole, extras: Extras, written: list[list[Written]], maker: RowMaker
) -> list[Block]:
    """The list of one role: heading, rows by section, and what they come to when there are several.

    The heading keeps two rows with it, and the sum the last one: a list begins wherever there is room for so much.
    """
    blocks: list[Block] = []
    for section, lines in zip(extras.sections, written, strict=True):
        if section.title and not extras.title:
            blocks.append(maker.section(section.title))
        blocks.extend(maker.rows(lines))
    if len(blocks) > 1:
        blocks[0].keep = True
    if sum(len(section.items) for section in extras.sections) > 1:
        blocks[-1].keep = True
        blocks.append(maker.sum_row(_sum_label(sheet, role), role_sum(sheet.paper.terms, sheet.paper.totals, role)))
    table = maker.table()
    for block in blocks:
        block.table = table
    return [Lines(sheet.theme.left, _heading(sheet, role, extras.title), gap=sheet.theme.gap(20), keep=True), *blocks]


def _heading(sheet: Sheet, role: LineRole, title: str) -> list[Set]:
    """What the list is, and that the total does not hold it."""
    words, theme = sheet.words, sheet.theme
    if role is LineRole.OPTIONAL:
        title = title or words.text("Options")
        remark = words.text("Not included in the total: tick what you would like to add.")
    else:
        title = title or words.text("Alternatives")
        remark = words.text("Not included in the total: tick what you would like instead.")
    lines = [(line, theme.section) for line in wrapped(title, theme.section, theme.width)]
    return [*lines, *((line, theme.detail) for line in wrapped(remark, theme.detail, theme.width))]


def _sum_label(sheet: Sheet, role: LineRole) -> str:
    """What the sum of the list is called."""
    if role is LineRole.OPTIONAL:
        return sheet.words.text("Sum of the options")
    return sheet.words.text("Sum of the alternatives")
