"""What a paper to somebody opens with: the address where the window of an envelope shows it, and the title line."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.domain.papers import Party
from crm_desktop.reports.flow import Block
from crm_desktop.reports.fonts import printable
from crm_desktop.reports.parts.lines import Lines, Set, base_line, height_of, set_lines
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.text import limited, shortened, wrap, wrapped
from crm_desktop.reports.theme import MM, Style, Theme

FACTS_WIDTH = 75 * MM
FACT_GAP = 6.0
MOST_TITLE_LINES = 5
SMALLEST = 0.7
"""How much smaller a line may be set before it is cut."""
MOST_LINES = 9
"""The most address lines beside which facts stand; a longer address is set as running text."""


def recipient(customer: Party, theme: Theme) -> list[Set]:
    """The lines of an address: company, person, street and place; as many as it takes."""
    parts = [customer.name]
    if customer.person.strip() and customer.person.strip() != customer.name.strip():
        parts.append(customer.person)
    parts.extend(customer.address)
    return [(line, theme.address) for part in parts for line in wrapped(part, theme.address, theme.window_width)]


class AddressWindow(Block):
    """The recipient under the small line of the sender, and facts (label and value) ranged right beside."""

    __slots__ = ("_facts", "_lines", "_sender", "_theme")

    def __init__(self, sender: Party, lines: Sequence[Set], facts: Sequence[tuple[str, str]], theme: Theme) -> None:
        address = height_of(lines) + theme.sender.leading + 6
        super().__init__(max(address, theme.window_height, len(facts) * theme.address.leading))
        self._theme = theme
        self._lines = lines
        parts = (_joined(part) for part in (sender.name, *sender.address))
        self._sender = _fitted(" · ".join(filter(None, parts)), theme.sender, theme.window_width)
        self._facts = [_fact(label, value, theme) for label, value in facts]

    def draw(self, pen: Pen, top: float) -> None:
        """Draws sender, recipient and facts."""
        theme = self._theme
        y = top - theme.sender.leading
        pen.text(theme.left, y + 2.5, *self._sender)
        set_lines(pen, theme.left, y - 6, self._lines)
        y -= 6
        for label, value in self._facts:
            base = y - base_line(theme.address)
            pen.right(theme.right - theme.fact.width(value) - FACT_GAP, base, label, theme.meta)
            pen.right(theme.right, base, value, theme.fact)
            y -= theme.address.leading


def _fact(label: str, value: str, theme: Theme) -> tuple[str, str]:
    """Label and value, cut where they would run into the address."""
    label = shortened(printable(label), theme.meta, FACTS_WIDTH / 2)
    return label, shortened(printable(value), theme.fact, FACTS_WIDTH - FACT_GAP - theme.meta.width(label))


def address_blocks(sender: Party, customer: Party, facts: Sequence[tuple[str, str]], theme: Theme) -> list[Block]:
    """The address window; an address too long for any window goes on as running text."""
    lines = recipient(customer, theme)
    blocks: list[Block] = [AddressWindow(sender, lines[:MOST_LINES], facts, theme)]
    if len(lines) > MOST_LINES:
        blocks.append(Lines(theme.left, lines[MOST_LINES:]))
    return blocks


class TitleLine(Block):
    """What the paper is, with its mark, and a remark on the right, over a line in the accent colour."""

    __slots__ = ("_lines", "_mark", "_remark", "_theme")

    def __init__(self, title: str, mark: str, remark: str, theme: Theme) -> None:
        self._theme = theme
        self._mark = printable(mark)
        self._remark = printable(remark)
        marked = theme.mark.width(" " + self._mark) if self._mark else 0.0
        room = theme.width - theme.meta.width(self._remark) - 16 - marked
        self._lines = _title_lines(_joined(title), theme.title, room)
        super().__init__(height_of(self._lines) + 8, gap=8)

    def draw(self, pen: Pen, top: float) -> None:
        """Draws the words, the remark on their last base line, and the line."""
        theme = self._theme
        set_lines(pen, theme.left, top, self._lines)
        text, style = self._lines[-1]
        y = top - height_of(self._lines[:-1]) - base_line(style)
        if self._mark:
            pen.text(theme.left + style.width(text + " "), y, self._mark, theme.mark)
        pen.right(theme.right, y, self._remark, theme.meta)
        pen.rule(theme.left, theme.right, top - self.height + 1, theme.accent, theme.strong_line)


def _title_lines(text: str, style: Style, width: float) -> list[Set]:
    """A title on one line, set smaller where it must be; a very long one on several."""
    _, style = _fitted(text, style, width)
    return [(line, style) for line in limited(wrap(text, style, width), MOST_TITLE_LINES, style, width)]


def _fitted(text: str, style: Style, width: float) -> Set:
    """A line in the size that fits, cut when even the smallest does not."""
    wide = style.width(text)
    if wide > width:
        style = style.scaled(max(SMALLEST, 0.99 * width / wide))
    return shortened(text, style, width), style


def _joined(text: str) -> str:
    """A text on one line, fit to be drawn."""
    return " ".join(printable(text).split("\n")).strip()
