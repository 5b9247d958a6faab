"""Sums within a quote that its totals do not hold: what stands on a subtotal line, and what a page carries forward.

They add up the rounded amounts of `QuoteTotals.lines` and round nothing, so they always agree with the totals.
"""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.domain.quotes import LineKind, LineRole, QuoteTerms, QuoteTotals


@dataclass(frozen=True, slots=True)
class LineSums:
    """One entry per line of the terms, in order. Integers: minor units, net or gross by price mode.

    `running` is the sum of the standard lines up to and including this one. `sections` is the sum of the standard
    lines since the last section or subtotal line, this line included: on a subtotal line, what it shows.
    """

    running: tuple[int, ...]
    sections: tuple[int, ...]


def line_sums(terms: QuoteTerms, totals: QuoteTotals) -> LineSums:
    """The running sums of a quote and of its sections."""
    running, sections = [], []
    whole = section = 0
    reset = False
    for line, amount in zip(terms.lines, totals.lines, strict=True):
        if reset or line.kind is LineKind.SECTION:
            section = 0
        if amount is not None and line.role is LineRole.STANDARD:
            whole += amount
            section += amount
        reset = line.kind is LineKind.SUBTOTAL
        running.append(whole)
        sections.append(section)
    return LineSums(tuple(running), tuple(sections))


def section_sums(terms: QuoteTerms, totals: QuoteTotals) -> dict[int, int]:
    """What each section comes to, by the place of its line: its standard lines up to the next section, minor units."""
    found: dict[int, int] = {}
    section: int | None = None
    for place, (line, amount) in enumerate(zip(terms.lines, totals.lines, strict=True)):
        if line.kind is LineKind.SECTION:
            section = place
            found[place] = 0
        elif section is not None and amount is not None and line.role is LineRole.STANDARD:
            found[section] += amount
    return found


def role_sum(terms: QuoteTerms, totals: QuoteTotals, role: LineRole) -> int:
    """The sum of the lines of one role: what the options come to, which no total includes."""
    pairs = zip(terms.lines, totals.lines, strict=True)
    return sum(amount for line, amount in pairs if amount is not None and line.role is role)
