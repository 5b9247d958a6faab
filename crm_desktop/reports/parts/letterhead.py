"""The head of the first page: logo or name of the business on the left, how to reach it on the right."""

from __future__ import annotations

from crm_desktop.domain.papers import Letterhead, Party
from crm_desktop.reports.envelopes import MM
from crm_desktop.reports.fonts import printable
from crm_desktop.reports.logo import load_logo
from crm_desktop.reports.parts.lines import Set, base_line, height_of, set_lines
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.text import limited, shortened, wrap
from crm_desktop.reports.theme import Style, Theme

LOGO_WIDTH = 58 * MM
LOGO_HEIGHT = 19 * MM
CONTACT_WIDTH = 80 * MM
MOST_LINES = 7
"""The most lines of one entry on the letterhead: it must leave the page to the quote."""
DOT = " · "


SIDE_WIDTH = 7 * MM
"""The strip of colour along the edge of a modern page."""
LINE_LOGO_WIDTH, LINE_LOGO_HEIGHT = 40 * MM, 12 * MM


class SidePart:
    """A strip of the accent colour along the left edge of every page."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def draw(self, pen: Pen, number: int, count: int) -> None:
        """Draws it."""
        pen.fill(0, 0, SIDE_WIDTH, self._theme.page_height, self._theme.accent)


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


class NoLetterhead(LetterheadPart):
    """Draws nothing: the business' own letterhead lies under the page and needs the room down to `bottom`."""

    def __init__(self, letterhead: Letterhead, theme: Theme) -> None:
        self.bottom = theme.page_height - letterhead.first_top * MM

    def draw(self, pen: Pen, number: int, count: int) -> None:
        """Nothing."""


def letterhead_of(letterhead: Letterhead, theme: Theme) -> LetterheadPart:
    """The head of the first page of a paper that has no designs: the business' own, else the drawn one."""
    return (LetterheadPart if letterhead.sheet is None else NoLetterhead)(letterhead, theme)


class LineLetterhead(LetterheadPart):
    """The letterhead of a compact page: name and tagline on one line, all the rest on the next, over a line."""

    def __init__(self, letterhead: Letterhead, theme: Theme) -> None:
        self._theme = theme
        self._logo = load_logo(letterhead.logo)
        size = self._logo.fit(LINE_LOGO_WIDTH, LINE_LOGO_HEIGHT) if self._logo is not None else (0.0, 0.0)
        self._logo_size = size
        self._top = theme.page_height - theme.top_margin
        room = theme.width - (size[0] + 14 if self._logo is not None else 0.0)
        business = letterhead.business
        self._name = _entry(business.name, theme.contact_name if self._logo is not None else theme.brand, room)[:2]
        tagline = printable(letterhead.tagline).replace("\n", " ").strip()
        beside = room - (self._name[-1][1].width(self._name[-1][0]) if self._name else 0.0) - 14
        self._tagline = shortened(tagline, theme.tagline, beside) if tagline and beside > 60 else ""
        self._right = _entry(DOT.join(filter(None, _reach(business))), theme.contact, room)
        self._high = max(height_of([*self._name, *self._right]), size[1]) + 5
        self.bottom = self._top - self._high

    def draw(self, pen: Pen, number: int, count: int) -> None:
        """Draws it on page 1."""
        if number != 1:
            return
        theme, x, top = self._theme, self._theme.left, self._top
        if self._logo is not None:
            width, height = self._logo_size
            pen.picture(self._logo.image, theme.right - width, top - height, width, height)
        set_lines(pen, x, top, self._name)
        if self._name and self._tagline:
            word, style = self._name[-1]
            y = top - height_of(self._name[:-1]) - base_line(style)
            pen.text(x + style.width(word) + 10, y, self._tagline, theme.tagline)
        set_lines(pen, x, top - height_of(self._name), self._right)
        pen.rule(theme.left, theme.right, self.bottom, theme.accent, theme.strong_line)


def _reach(business: Party) -> list[str]:
    """Everything by which a business is reached and known, in one row."""
    tax_id = f"{business.tax_id_label} {business.tax_id}".strip() if business.tax_id else ""
    address = ", ".join(part.strip() for part in business.address if part.strip())
    return [part.strip() for part in (address, tax_id, business.phone, business.email, business.web)]


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
