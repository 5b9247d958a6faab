"""A plain list as a table: cells as wide as they need, one column of running text with details under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crm_desktop.reports.flow import Block, Table
from crm_desktop.reports.fonts import printable
from crm_desktop.reports.parts.columns import Column, Grid, lay_out
from crm_desktop.reports.parts.lines import Set
from crm_desktop.reports.parts.rows import Cell, Row, TableHead
from crm_desktop.reports.text import shortened, wrapped
from crm_desktop.reports.theme import Style, Theme

WIDEST_CELL = 105.0
"""A cell wider than this is cut: what may be long belongs into the running text."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: a word for each column (that of the running text wraps), and details under the running text."""

    cells: tuple[str, ...]
    details: tuple[str, ...] = ()


def listing(theme: Theme, columns: Sequence[Column], records: Sequence[Record], again: str) -> list[Block]:
    """The rows of a table, the first two and the last two kept together; its head, with `again` on further pages."""
    style = theme.row
    cells = [_cells(columns, record, style) for record in records]
    widths = [theme.head.width(column.title) for column in columns]
    for written in cells:
        widths = [max(wide, own) for wide, (_, own) in zip(widths, written, strict=True)]
    grid = lay_out(columns, widths, theme.left, theme.right)
    style = style if grid.scale == 1 else style.scaled(grid.scale)
    table = Table(_head(theme, columns, grid), again=_head(theme, columns, grid, again))
    rows = [_row(theme, grid, style, record, written) for record, written in zip(records, cells, strict=True)]
    for row in rows:
        row.table = table
    if len(rows) > 1:
        rows[0].keep = rows[-2].keep = True
    return list(rows)


def _cells(columns: Sequence[Column], record: Record, style: Style) -> list[tuple[str, float]]:
    """The words of the cells with their widths; nothing in the column of running text."""
    written = []
    for column, cell in zip(columns, record.cells, strict=True):
        text = "" if column.takes_rest else shortened(printable(cell), style, WIDEST_CELL)
        written.append((text, style.width(text)))
    return written


def _row(theme: Theme, grid: Grid, style: Style, record: Record, written: list[tuple[str, float]]) -> Row:
    """One row of the list."""
    text = grid.text
    title = record.cells[grid.places.index(text)]
    lines: list[Set] = [(line, style) for line in wrapped(title, style, text.width)] or [("", style)]
    for detail in record.details:
        lines.extend((line, theme.detail) for line in wrapped(detail, theme.detail, text.width))
    cells: list[Cell] = [
        (place.x(wide * grid.scale), word, style)
        for place, (word, wide) in zip(grid.places, written, strict=True)
        if word
    ]
    return Row(theme, text.left, lines, cells, rule=theme.line)


def _head(theme: Theme, columns: Sequence[Column], grid: Grid, label: str = "") -> TableHead:
    """The titles over the columns, under what the list is called."""
    cells = [
        (place.x(theme.head.width(column.title)), column.title, theme.head)
        for place, column in zip(grid.places, columns, strict=True)
        if column.title
    ]
    return TableHead(theme, cells, gap=8, label=label)
