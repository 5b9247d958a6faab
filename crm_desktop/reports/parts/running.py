"""What stands on every page: a running head from the second one on, a footer with notices, bank and page number."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.reports.envelopes import MM
from crm_desktop.reports.fonts import printable
from crm_desktop.reports.parts.lines import base_line
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.text import limited, shortened, wrapped
from crm_desktop.reports.theme import Theme

GAP = 18.0
"""White between two entries on one line."""
MOST_BANK_LINES = 3
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
        return self._theme.page_height - self._theme.other_top - 30

    def draw(self, pen: Pen, number: int, count: int) -> None:
        """Draws it on the pages after the first."""
        if number == 1:
            return
        theme, style = self._theme, self._theme.contact
        y = theme.page_height - theme.other_top - base_line(style)
        pen.text(theme.left, y, self._left, style)
        if self._mark:
            amber = theme.running_mark
            pen.text(theme.left + style.width(self._left + " "), y, self._mark, amber)
        pen.right(theme.right, y, self._right, style)
        pen.rule(theme.left, theme.right, y - 6, theme.line, theme.hairline)


class Footer:
    """Notices, bank details and the page number: on one line where they fit, else each on lines of their own."""

    def __init__(self, notices: Sequence[str], bank: str, theme: Theme) -> None:
        self._theme = theme
        style = theme.footer
        notice, bank = _one_line(" ".join(notices)), _one_line(bank)
        page = style.width("000 / 000") + GAP
        together = style.width(notice) + GAP + style.width(bank) + page <= theme.width
        self._beside = notice if together else ""
        lines = [] if together else limited(wrapped(notice, style, theme.width), MOST_NOTICE_LINES, style, theme.width)
        bank_lines = limited(wrapped(bank, style, theme.width - page), MOST_BANK_LINES, style, theme.width - page)
        self._above = [*lines, *bank_lines[:-1]]
        self._bank = bank_lines[-1] if bank_lines else ""

    @property
    def top(self) -> float:
        """Where the blocks of a page have to end."""
        return self._theme.bottom_margin + (len(self._above) + 1) * self._theme.footer.leading + 5 * MM

    def draw(self, pen: Pen, number: int, count: int) -> None:
        """Draws it on page `number` of `count`."""
        theme, style = self._theme, self._theme.footer
        y = theme.bottom_margin + style.leading * (len(self._above) + 1)
        pen.rule(theme.left, theme.right, y + 4, theme.line, theme.hairline)
        y -= base_line(style)
        for line in self._above:
            pen.text(theme.left, y, line, style)
            y -= style.leading
        bank_left = theme.left
        if self._beside:
            pen.text(theme.left, y, self._beside, style)
            bank_left = (theme.left + theme.right - style.width(self._bank)) / 2
        if self._bank:
            pen.text(bank_left, y, self._bank, style)
        pen.right(theme.right, y, f"{number} / {count}", style)


def notices_fit(notices: Sequence[str], theme: Theme) -> bool:
    """True when a footer takes the notices whole."""
    return len(wrapped(_one_line(" ".join(notices)), theme.footer, theme.width)) <= MOST_NOTICE_LINES


def _one_line(text: str) -> str:
    """A text without its line ends."""
    return " ".join(printable(text).split("\n")).strip()
