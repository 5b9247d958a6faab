"""How papers look: geometry, colours and type, as attributes of one frozen theme. Lengths are points."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from crm_desktop.domain.papers import Letterhead
from crm_desktop.reports.envelopes import MM, Window, window_of
from crm_desktop.reports.fonts import Face, faces

PAGE_SIZES = {"A4": (210 * MM, 297 * MM), "Letter": (612.0, 792.0)}
DEFAULT_ACCENT = "#0E7C7B"

Ink = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def ink(colour: str) -> Ink:
    """The ink of ``#RRGGBB``; the default accent's for anything else."""
    digits = colour if _HEX.fullmatch(colour) else DEFAULT_ACCENT
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return (round(red, 4), round(green, 4), round(blue, 4))


def contrast(colour: Ink) -> float:
    """The contrast of `colour` on white paper, 1 to 21 (WCAG 2)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def readable(colour: Ink, least: float = 4.5) -> Ink:
    """`colour` itself, darkened as far as words in it need on white paper."""
    while contrast(colour) < least:
        colour = (round(colour[0] * 0.95, 4), round(colour[1] * 0.95, 4), round(colour[2] * 0.95, 4))
    return colour


@dataclass(frozen=True, slots=True)
class Style:
    """A way to set words: face, size, distance of base lines, colour."""

    face: Face
    size: float
    leading: float
    ink: Ink

    def width(self, text: str) -> float:
        """How wide `text` stands in this style."""
        return self.face.width(text, self.size)

    def scaled(self, factor: float) -> Style:
        """The same, smaller or larger."""
        return replace(self, size=round(self.size * factor, 2), leading=round(self.leading * factor, 2))


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything about the look of one paper."""

    page_width: float
    page_height: float
    accent: Ink
    brand: Style
    tagline: Style
    contact: Style
    contact_name: Style
    running_mark: Style
    sender: Style
    address: Style
    title: Style
    mark: Style
    meta: Style
    fact: Style
    subject: Style
    body: Style
    label: Style
    head: Style
    row: Style
    detail: Style
    number: Style
    section: Style
    sums: Style
    sums_strong: Style
    total: Style
    footer: Style
    code: Style
    text: Ink
    line: Ink
    rule: Ink
    window: Window
    row_rule: Ink | None
    head_fill: Ink | None = None
    head_line: Ink | None = None
    total_fill: Ink | None = None
    total_filled: Style | None = None
    row_pad: float = 5.0
    section_gap: float = 10.0
    gap_scale: float = 1.0
    tight: bool = False
    left_margin: float = 25 * MM
    right_margin: float = 20 * MM
    top_margin: float = 15 * MM
    other_top: float = 15 * MM
    bottom_margin: float = 12 * MM
    hairline: float = 0.5
    strong_line: float = 0.9

    @property
    def left(self) -> float:
        """The x of the left edge of the words."""
        return self.left_margin

    @property
    def right(self) -> float:
        """The x of the right edge of the words."""
        return self.page_width - self.right_margin

    @property
    def width(self) -> float:
        """How wide the words may stand."""
        return self.right - self.left

    def gap(self, points: float) -> float:
        """White between two pieces of the paper: less of it where the pages are set tight."""
        return points * self.gap_scale

    def tightened(self) -> Theme:
        """The same with less white, so that a paper that spills a few lines over stays on its page."""
        return replace(self, tight=True, gap_scale=0.7, row_pad=self.row_pad * 0.66, section_gap=self.section_gap * 0.7)


def theme_of(letterhead: Letterhead) -> Theme:
    """The theme of a business: its paper size, its accent (darkened where white paper needs it), its envelopes.

    Where the business has a letterhead of its own, the words keep the distance it asks for.
    """
    theme = _theme(letterhead.page_size, letterhead.accent, letterhead.window)
    if letterhead.sheet is None:
        return theme
    bottom = max(theme.bottom_margin, letterhead.bottom * MM)
    return replace(theme, other_top=letterhead.other_top * MM, bottom_margin=bottom)


@lru_cache(maxsize=8)
def _theme(page_size: str, accent_colour: str, window: str) -> Theme:
    """The theme for a paper size by name, an accent as ``#RRGGBB`` and a window by its key."""
    regular, semibold = faces().regular, faces().semibold
    text, muted, amber = ink("#1C2530"), ink("#667085"), ink("#B7791F")
    accent = readable(ink(accent_colour))
    width, height = PAGE_SIZES.get(page_size, PAGE_SIZES["A4"])
    return Theme(
        page_width=width,
        page_height=height,
        accent=accent,
        brand=Style(semibold, 17, 20, accent),
        tagline=Style(regular, 9, 12, muted),
        contact=Style(regular, 8.5, 11.5, muted),
        contact_name=Style(semibold, 8.5, 11.5, text),
        running_mark=Style(semibold, 8.5, 11.5, readable(amber)),
        sender=Style(regular, 6.5, 9, muted),
        address=Style(regular, 10, 13.5, text),
        title=Style(semibold, 21, 25, text),
        mark=Style(semibold, 21, 25, amber),
        meta=Style(regular, 9, 12, muted),
        fact=Style(regular, 9, 12, text),
        subject=Style(semibold, 11, 15, text),
        body=Style(regular, 9.5, 13.5, text),
        label=Style(semibold, 9.5, 13.5, text),
        head=Style(regular, 8.5, 11, muted),
        row=Style(regular, 9.5, 13, text),
        detail=Style(regular, 8.5, 11.5, muted),
        number=Style(regular, 8.5, 13, muted),
        section=Style(semibold, 10.5, 14, text),
        sums=Style(regular, 9.5, 15, text),
        sums_strong=Style(semibold, 9.5, 15, text),
        total=Style(semibold, 13, 19, text),
        footer=Style(regular, 7.5, 10, muted),
        code=Style(regular, 5.5, 7, muted),
        text=text,
        line=ink("#DFE3E8"),
        rule=ink("#98A2B3"),
        window=window_of(window),
        row_rule=ink("#DFE3E8"),
    )
