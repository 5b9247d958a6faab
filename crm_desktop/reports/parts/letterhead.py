"""The head of the first page: logo or name of the business on the left, how to reach it on the right."""

from __future__ import annotations

from crm_desktop.domain.papers import Letterhead, Party
from crm_desktop.reports.fonts import printable
from crm_desktop.reports.logo import load_logo
from crm_desktop.reports.parts.lines import Set, base_line, height_of, set_lines
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.text import limited, wrap
from crm_desktop.reports.theme import MM, Style, Theme

LOGO_WIDTH = 58 * MM
LOGO_HEIGHT = 19 * MM
CONTACT_WIDTH = 80 * MM
MOST_LINES = 7
"""The most lines of one entry on the letterhead: it must leave the page to the quote."""
DOT = " · "


class LetterheadPart:
    """Draws the letterhead on the first page; `bottom` is where it ends."""

    def __init__(self, letterhead: Letterhead, theme: Theme) -> None:
        self._theme = theme
        self._logo = load_logo(letterhead.logo)
        self._left = _brand(letterhead, theme, with_name=self._logo is None)
        self._right = _contact(letterhead.business, theme, with_name=self._logo is not None)
        self._logo_size = self._logo.fit(LOGO_WIDTH, LOGO_HEIGHT) if self._logo is not None else (0.0, 0.0)
        self._top = theme.page_height - theme.top_margin
        left = height_of(self._left) + (self._logo_size[1] + 4 if self._logo is not None else 0.0)
        self.bottom = self._top - max(left, height_of(self._right))

    def draw(self, pen: Pen, number: int, count: int) -> None:
        """Draws it on page 1."""
        if number != 1:
            return
        top = self._top
        if self._logo is not None:
            width, height = self._logo_size
            pen.picture(self._logo.image, self._theme.left, top - height, width, height)
            top -= height + 4
        set_lines(pen, self._theme.left, top, self._left)
        top = self._top
        for text, style in self._right:
            pen.right(self._theme.right, top - base_line(style), text, style)
            top -= style.leading


def _brand(letterhead: Letterhead, theme: Theme, *, with_name: bool) -> list[Set]:
    """The name in the accent colour (unless the logo says it) and the line under it."""
    width = theme.width - CONTACT_WIDTH - 10
    lines = _entry(letterhead.business.name, theme.brand, width) if with_name else []
    return [*lines, *_entry(letterhead.tagline, theme.tagline, width)]


def _contact(business: Party, theme: Theme, *, with_name: bool) -> list[Set]:
    """Address, tax id and channels; the name first where a logo stands in its place."""
    lines = _entry(business.name, theme.contact_name, CONTACT_WIDTH) if with_name else []
    tax_id = f"{business.tax_id_label} {business.tax_id}".strip() if business.tax_id else ""
    for parts in (business.address, (tax_id, business.phone), (business.email, business.web)):
        glue = ", " if parts is business.address else DOT
        lines.extend(_entry(glue.join(part.strip() for part in parts if part.strip()), theme.contact, CONTACT_WIDTH))
    return lines


def _entry(text: str, style: Style, width: float) -> list[Set]:
    """One entry of the letterhead, wrapped, and cut where it would take the page."""
    clean = " ".join(printable(text).split("\n")).strip()
    return [(line, style) for line in limited(wrap(clean, style, width), MOST_LINES, style, width)] if clean else []
