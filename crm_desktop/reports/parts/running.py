"""What stands on every page: a running head from the second one on, a footer with notices, bank and page number."""

from __future__ import annotations

from crm_desktop.reports.fonts import printable
from crm_desktop.reports.parts.lines import base_line
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.text import limited, shortened, wrapped
from crm_desktop.reports.theme import MM, Theme

GAP = 18.0
"""White between two entries on one line."""
MOST_NOTICE_LINES = 4
"""The most lines of notices a footer takes; more of them belong among the words of the paper."""


class RunningHead:
    """Who, which paper and for whom, on top of every page after the first; `mark` is set apart in its own colour."""

    def __init__(self, left: str, right: str, theme: Theme, *, mark: str = "") -> None:
        self._theme = theme
        style = theme.contact
        self._mark = mark
        self._right = shortened(printable(right), style, theme.width / 2 - GAP)
        marked = style.width(f"{mark} ") if mark else 0.0
        self._left = shortened(printable(left), style, theme.width - style.width(self._right) - GAP - marked)

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self._theme.page_height - self._theme.top_margin - 30

    def draw(self, pen: Pen, number: int, count: int) -> None:
        """Draws it on the pages after the first."""
        if number == 1:
            return
        theme, style = self._theme, self._theme.contact
        y = theme.page_height - theme.top_margin - base_line(style)
        pen.text(theme.left, y, self._left, style)
        if self._mark:
            amber = theme.running_mark
            pen.text(theme.left + style.width(self._left + " "), y, self._mark, amber)
        pen.right(theme.right, y, self._right, style)
        pen.rule(theme.left, theme.right, y - 6, theme.line, theme.hairline)


class Footer:
    """Notices, bank details and the page number: on one line where they fit, else notices above."""

    def __init__(self, notices: tuple[str, ...], bank: str, theme: Theme) -> None:
        self._theme = theme
        style = theme.footer
        notice = printable(" ".join(part.strip() for part in notices)).replace("\n", " ")
        bank = printable(bank).replace("\n", " · ").strip()
        page = style.width("000 / 000") + GAP
        self._bank = shortened(bank, style, theme.width - page)
        together = style.width(notice) + GAP + style.width(self._bank) + page <= theme.width
        self._beside = notice if together else ""
        lines = [] if together else wrapped(notice, style, theme.width)
        self._above = limited(lines, MOST_NOTICE_LINES, style, theme.width)

    @property
    def top(self) -> float:
        """Where the blocks of a page have to end."""
        lines = len(self._above) + 1
        return self._theme.bottom_margin + lines * self._theme.footer.leading + 5 * MM

    def draw(self, pen: Pen, number: int, count: int) -> None:
        """Draws it on page `number` of `count`."""
        theme, style = self._theme, self._theme.footer
        y = theme.bottom_margin + style.leading * len(self._above) + style.leading
        pen.rule(theme.left, theme.right, y + 4, theme.line, theme.hairline)
        y -= base_line(style)
        for line in self._above:
            pen.text(theme.left, y, line, style)
            y -= style.leading
        page = f"{number} / {count}"
        if self._beside:
            pen.text(theme.left, y, self._beside, style)
            pen.text((theme.left + theme.right - style.width(self._bank)) / 2, y, self._bank, style)
        else:
            pen.text(theme.left, y, self._bank, style)
        pen.right(theme.right, y, page, style)


def notices_fit(notices: tuple[str, ...], theme: Theme) -> bool:
    """True when a footer takes the notices whole."""
    return len(wrapped(" ".join(notices), theme.footer, theme.width)) <= MOST_NOTICE_LINES
