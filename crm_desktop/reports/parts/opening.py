"""What a paper to somebody opens with: the address where the window of an envelope shows it, and the title line."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.domain.papers import Party
from crm_desktop.reports.envelopes import MM
from crm_desktop.reports.flow import Block
from crm_desktop.reports.fonts import printable
from crm_desktop.reports.parts.lines import Lines, Set, base_line, height_of, set_lines
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.text import limited, shortened, wrap, wrapped
from crm_desktop.reports.theme import Style, Theme

FACTS_WIDTH = 75 * MM
FACT_GAP = 6.0
LISTED_FROM = 2
"""More facts than this have their labels under each other, like a list."""
STRIP_COLUMNS, STRIP_GAP = 4, 14.0
MOST_TITLE_LINES = 5
SMALLEST = 0.7
"""How much smaller a line may be set before it is cut."""
NO_WINDOW_GAP = 16.0
"""White below an address that takes only the room it needs."""
MOST_LINES = 9
"""The most address lines beside which facts stand; a longer address is set as running text."""


Fact = tuple[str, str]
"""A label and its value."""


def recipient(customer: Party, theme: Theme) -> list[Set]:
    """The lines of an address: company, person, street and place; as many as it takes."""
    parts = [customer.name]
    if customer.person.strip() and customer.person.strip() != customer.name.strip():
        parts.append(customer.person)
    parts.extend(customer.address)
    return [(line, theme.address) for part in parts for line in wrapped(part, theme.address, theme.window.width)]


class AddressWindow(Block):
    """The recipient under the small line of the sender, and facts (label and value) on the other side of the page."""

    __slots__ = ("_facts", "_left", "_lines", "_sender", "_theme")

    def __init__(self, sender: Party, lines: Sequence[Set], facts: Sequence[Fact], theme: Theme) -> None:
        window = theme.window
        above = theme.sender.leading + 6 if window.sender else 0.0
        high = max(height_of(lines) + above, len(facts) * theme.address.leading + above)
        super().__init__(max(high, window.height) if window.height else high + NO_WINDOW_GAP)
        self._theme = theme
        self._left = theme.left if window.left is None else window.left
        self._lines = lines
        parts = (_joined(part) for part in (sender.name, *sender.address)) if window.sender else ()
        self._sender = _fitted(" · ".join(filter(None, parts)), theme.sender, window.width)
        self._facts = [_fact(label, value, theme) for label, value in facts]

    def draw(self, pen: Pen, top: float) -> None:
        """Draws sender, recipient and facts."""
        theme, y = self._theme, top
        if theme.window.sender:
            y -= theme.sender.leading
            pen.text(self._left, y + 2.5, *self._sender)
            y -= 6
        set_lines(pen, self._left, y, self._lines)
        # Beside an address at the right the facts are a list at the left; elsewhere they end at the right margin.
        at_left = self._left > theme.page_width / 2 - 20
        labels = max((theme.meta.width(label) for label, _ in self._facts), default=0.0)
        values = max((theme.fact.width(value) for _, value in self._facts), default=0.0)
        for label, value in self._facts:
            base = y - base_line(theme.address)
            if at_left:
                pen.text(theme.left, base, label, theme.meta)
                pen.text(theme.left + labels + FACT_GAP, base, value, theme.fact)
            elif len(self._facts) > LISTED_FROM:
                pen.text(theme.right - values - FACT_GAP - labels, base, label, theme.meta)
                pen.text(theme.right - values, base, value, theme.fact)
            else:
                pen.right(theme.right - theme.fact.width(value) - FACT_GAP, base, label, theme.meta)
                pen.right(theme.right, base, value, theme.fact)
            y -= theme.address.leading


def _fact(label: str, value: str, theme: Theme) -> Fact:
    """Label and value, cut where they would run into the address."""
    label = shortened(printable(label), theme.meta, FACTS_WIDTH / 2)
    return label, shortened(printable(value), theme.fact, FACTS_WIDTH - FACT_GAP - theme.meta.width(label))


def address_blocks(sender: Party, customer: Party, facts: Sequence[Fact], theme: Theme) -> list[Block]:
    """The address window; an address too long for any window goes on as running text."""
    lines = recipient(customer, theme)
    blocks: list[Block] = [AddressWindow(sender, lines[:MOST_LINES], facts, theme)]
    if len(lines) > MOST_LINES:
        left = theme.left if theme.window.left is None else theme.window.left
        blocks.append(Lines(left, lines[MOST_LINES:]))
    return blocks


class FactStrip(Block):
    """Facts side by side, each label over its value; as many as there are, in columns of one width."""

    __slots__ = ("_columns", "_theme")

    def __init__(self, facts: Sequence[Fact], theme: Theme) -> None:
        self._theme = theme
        wide = (theme.width - STRIP_GAP * (STRIP_COLUMNS - 1)) / STRIP_COLUMNS
        self._columns = [
            (theme.left + place * (wide + STRIP_GAP), _column(label, value, theme, wide))
            for place, (label, value) in enumerate(facts[:STRIP_COLUMNS])
        ]
        super().__init__(max(height_of(lines) for _, lines in self._columns) + 2, gap=theme.gap(4))

    def draw(self, pen: Pen, top: float) -> None:
        """Draws the columns."""
        for x, lines in self._columns:
            set_lines(pen, x, top, lines)


def _column(label: str, value: str, theme: Theme, wide: float) -> list[Set]:
    values = limited(wrap(_joined(value), theme.label, wide), 2, theme.label, wide)
    return [(shortened(_joined(label), theme.meta, wide), theme.meta), *((line, theme.label) for line in values)]


def fact_strips(facts: Sequence[Fact], theme: Theme) -> list[Block]:
    """All facts, four to a strip."""
    return [FactStrip(facts[at : at + STRIP_COLUMNS], theme) for at in range(0, len(facts), STRIP_COLUMNS)]


class TitleLine(Block):
    """What the paper is, with its mark, and a remark on the right, over a line in the accent colour (if `ruled`)."""

    __slots__ = ("_lines", "_mark", "_remark", "_ruled", "_theme")

    def __init__(self, title: str, mark: str, remark: str, theme: Theme, *, ruled: bool = True) -> None:
        self._theme = theme
        self._ruled = ruled
        self._mark = printable(mark)
        self._remark = printable(remark)
        marked = theme.mark.width(" " + self._mark) if self._mark else 0.0
        room = theme.width - theme.meta.width(self._remark) - 16 - marked
        self._lines = _title_lines(_joined(title), theme.title, room)
        super().__init__(height_of(self._lines) + (8 if ruled else 0), gap=theme.gap(8))

    def draw(self, pen: Pen, top: float) -> None:
        """Draws the words, the remark on their last base line, and the line."""
        theme = self._theme
        set_lines(pen, theme.left, top, self._lines)
        text, style = self._lines[-1]
        y = top - height_of(self._lines[:-1]) - base_line(style)
        if self._mark:
            pen.text(theme.left + style.width(text + " "), y, self._mark, theme.mark)
        if self._remark:
            pen.right(theme.right, y, self._remark, theme.meta)
        if self._ruled:
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
