"""The page designs to choose between: each is a theme's geometry and colours, and a few pieces drawn its own way.

A design changes what stands where and how it looks, never what is said: the pieces of `Design` are overridden where a
design needs another, all else (tables, sums, pages) follows the theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crm_desktop.domain.papers import Letterhead, Party
from crm_desktop.reports.document import Part
from crm_desktop.reports.envelopes import MM
from crm_desktop.reports.flow import Block
from crm_desktop.reports.parts.letterhead import LetterheadPart, LineLetterhead, SidePart
from crm_desktop.reports.parts.opening import Fact, TitleLine, address_blocks, fact_strips
from crm_desktop.reports.theme import Ink, Theme

WHITE: Ink = (1.0, 1.0, 1.0)


class Head:
    """What a design opens a quote with: the parties, what the paper is called and marked, its days and its facts."""

    __slots__ = ("customer", "dates", "facts", "mark", "remark", "sender", "title")

    def __init__(
        self, parties: tuple[Party, Party], title: str, mark: str, *, dates: Sequence[Fact], facts: Sequence[Fact],
        remark: str,
    ) -> None:  # fmt: skip
        self.sender, self.customer = parties
        self.title, self.mark, self.remark = title, mark, remark
        self.dates, self.facts = dates, facts


class Design:
    """The classic page: a calm letter, the title over a line in the accent colour."""

    key = "classic"

    def dress(self, theme: Theme) -> Theme:
        """The theme in this design's geometry and colours."""
        return theme

    def letterhead(self, letterhead: Letterhead, theme: Theme) -> LetterheadPart:
        """The head of the first page."""
        return LetterheadPart(letterhead, theme)

    def ground(self, theme: Theme) -> list[Part]:
        """What is drawn beneath the words of every page."""
        return []

    def opening(self, head: Head, theme: Theme) -> list[Block]:
        """Address, title and facts."""
        return [
            *address_blocks(head.sender, head.customer, head.facts, theme),
            TitleLine(head.title, head.mark, head.remark, theme),
        ]


class ModernDesign(Design):
    """A bold page: a strip of colour along the edge, a large title, facts in a row, a coloured head and total."""

    key = "modern"

    def dress(self, theme: Theme) -> Theme:
        """As of any design."""
        accent = theme.accent
        return replace(
            theme,
            brand=replace(theme.brand, size=22, leading=26, ink=theme.text),
            tagline=replace(theme.tagline, size=9.5, ink=accent),
            title=replace(theme.title, size=30, leading=35, ink=accent),
            mark=replace(theme.mark, size=30, leading=35),
            meta=replace(theme.meta, size=8, leading=11),
            subject=replace(theme.subject, size=12, leading=16),
            head=replace(theme.head, face=theme.label.face, ink=WHITE),
            section=replace(theme.section, ink=accent),
            head_fill=accent,
            total_fill=accent,
            total_filled=replace(theme.total, ink=WHITE),
            row_pad=5.6,
        )

    def ground(self, theme: Theme) -> list[Part]:
        """As of any design."""
        return [SidePart(theme)]

    def opening(self, head: Head, theme: Theme) -> list[Block]:
        """As of any design."""
        return [
            *address_blocks(head.sender, head.customer, (), theme),
            TitleLine(head.title, head.mark, "", theme, ruled=False),
            *fact_strips([*head.dates, *head.facts], theme),
        ]


class CompactDesign(Design):
    """A dense, letter-like page for long technical quotes: small type, no lines between rows, facts as a list."""

    key = "compact"

    def dress(self, theme: Theme) -> Theme:
        """As of any design."""
        return replace(
            theme,
            brand=replace(theme.brand, size=14, leading=17),
            tagline=replace(theme.tagline, size=8, leading=11),
            contact=replace(theme.contact, size=7.5, leading=10),
            contact_name=replace(theme.contact_name, size=7.5, leading=10),
            running_mark=replace(theme.running_mark, size=7.5, leading=10),
            address=replace(theme.address, size=9.5, leading=12.5),
            title=replace(theme.title, size=14, leading=18),
            mark=replace(theme.mark, size=14, leading=18),
            meta=replace(theme.meta, size=8, leading=10.5),
            fact=replace(theme.fact, size=8.5, leading=10.5),
            subject=replace(theme.subject, size=9.5, leading=13),
            body=replace(theme.body, size=8.5, leading=11.5),
            label=replace(theme.label, size=8.5, leading=11.5),
            head=replace(theme.head, size=7.5, leading=9.5),
            row=replace(theme.row, size=8.5, leading=11),
            detail=replace(theme.detail, size=7.5, leading=9.5),
            number=replace(theme.number, size=7.5, leading=11),
            section=replace(theme.section, size=9, leading=12),
            sums=replace(theme.sums, size=8.5, leading=12),
            sums_strong=replace(theme.sums_strong, size=8.5, leading=12),
            total=replace(theme.total, size=11, leading=15),
            footer=replace(theme.footer, size=7, leading=9),
            row_rule=None,
            head_line=theme.text,
            row_pad=2.0,
            section_gap=7.0,
            gap_scale=0.75,
            right_margin=18 * MM,
            top_margin=13 * MM,
            other_top=theme.other_top if theme.other_top != theme.top_margin else 13 * MM,
            bottom_margin=max(10 * MM, theme.bottom_margin - 2 * MM),
        )

    def letterhead(self, letterhead: Letterhead, theme: Theme) -> LetterheadPart:
        """As of any design."""
        return LineLetterhead(letterhead, theme)

    def opening(self, head: Head, theme: Theme) -> list[Block]:
        """As of any design."""
        return [
            *address_blocks(head.sender, head.customer, [*head.dates, *head.facts], theme),
            TitleLine(head.title, head.mark, "", theme, ruled=False),
        ]


DESIGNS: dict[str, Design] = {design.key: design for design in (Design(), ModernDesign(), CompactDesign())}
"""All designs by key, the usual one first."""


def design_of(key: str) -> Design:
    """The design of a paper; the usual one for '' and for a key that is not known."""
    return DESIGNS.get(key, DESIGNS[Design.key])
