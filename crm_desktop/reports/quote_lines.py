"""Which lines of a quote stand where: standard ones above the totals, optional and alternative ones in lists below.

A section of which every item is optional or alternative moves below as a whole. Sections get a subtotal of their own
when there are several of several lines and the quote has no subtotal lines. A section that hides its prices tells its
sum in its heading, and below it what it holds and nothing that would tell them: no subtotal within, and the sum carried
from page to page has it whole from the heading on. Options keep their prices: nobody could choose among them otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quote_sums import line_sums
from crm_desktop.domain.quotes import Line, LineKind, LineRole

NUMBERED_FROM = 6
"""Lines are numbered from so many items on: few need no numbers, many are talked of by theirs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line as printed: its amount (minor units), its number ('' for none), the sum of all standard lines so far.

    `amount` of a subtotal is the sum it shows, of a section that hides its prices what it comes to. `place` counts the
    quote's lines from 0 (-1 for a sum that is none of them). `hidden`: it belongs to such a section, and neither its
    price nor its amount is printed. `shared_rate` is the tax rate that the heading of such a section tells for all.
    """

    line: Line
    amount: int | None
    number: str
    running: int
    place: int = -1
    hidden: bool = False
    shared_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading ('' before the first) and the entries under it, the section line itself first."""

    title: str
    entries: list[Entry]
    hidden: bool = False

    @property
    def items(self) -> list[Entry]:
        """The entries that carry amounts of their own."""
        return [entry for entry in self.entries if entry.line.kind is LineKind.ITEM]

    @property
    def is_extra(self) -> bool:
        """True when it has items and none of them counts in the total."""
        items = self.items
        return bool(items) and all(_is_outside(entry.line) for entry in items)


@dataclass(frozen=True, slots=True)
class Extras:
    """The lines of one role outside the total: a title when one section of their own holds them all, and sections."""

    title: str
    sections: tuple[Section, ...]

    @property
    def entries(self) -> list[Entry]:
        """The entries of all its sections."""
        return [entry for section in self.sections for entry in section.entries]


@dataclass(frozen=True, slots=True)
class Arranged:
    """The lines of a paper in the order of its pages; `numbered` says whether items show their numbers."""

    standard: list[Entry]
    optional: Extras
    alternative: Extras
    numbered: bool


def arrange(paper: QuotePaper) -> Arranged:
    """Sorts the lines of a paper to their places."""
    sections = list(_sections(paper))
    return Arranged(
        _standard(sections),
        _extras(sections, LineRole.OPTIONAL),
        _extras(sections, LineRole.ALTERNATIVE),
        numbered=sum(len(section.items) for section in sections) >= NUMBERED_FROM,
    )


def _sections(paper: QuotePaper) -> Iterator[Section]:
    """The lines of a paper by section, in order."""
    sums = line_sums(paper.terms, paper.totals)
    section = Section("", [])
    number = 0
    for place, (line, amount) in enumerate(zip(paper.terms.lines, paper.totals.lines, strict=True)):
        if line.kind is LineKind.SECTION:
            yield section
            section = Section(line.description, [], line.hide_prices)
        number += line.kind is LineKind.ITEM
        shown = sums.sections[place] if line.kind is LineKind.SUBTOTAL else amount
        section.entries.append(Entry(line, shown, str(number), sums.running[place], place))
    yield section


def _standard(sections: list[Section]) -> list[Entry]:
    """What stands above the totals: all but the lines outside the total and the sections made of them."""
    counting = [section for section in sections if not section.is_extra]
    summed = _sections_with_sums(counting)
    entries: list[Entry] = []
    for section in counting:
        kept = [entry for entry in section.entries if not _is_outside(entry.line)]
        if section.hidden:
            entries.extend(_hidden(kept))
            continue
        entries.extend(kept)
        if summed and section.title:
            line = Line(kind=LineKind.SUBTOTAL, description=section.title)
            entries.append(Entry(line, _sum_of(kept), "", kept[-1].running))
    return entries


def _hidden(entries: list[Entry]) -> list[Entry]:
    """The entries of a section without what would tell its prices; the heading, which is the first, tells the sum."""
    items = [entry for entry in entries if entry.line.kind is LineKind.ITEM]
    rates = {entry.line.tax_rate for entry in items}
    rate, running = rates.pop() if len(rates) == 1 else None, entries[-1].running
    heading = replace(entries[0], amount=_sum_of(items) if items else None, running=running, shared_rate=rate)
    held = [entry for entry in entries[1:] if entry.line.kind is not LineKind.SUBTOTAL]
    return [heading, *(replace(entry, running=running, hidden=True, shared_rate=rate) for entry in held)]


def _sum_of(entries: Iterable[Entry]) -> int:
    """What the items among the entries come to."""
    return sum(entry.amount or 0 for entry in entries if entry.line.kind is LineKind.ITEM)


def _sections_with_sums(sections: list[Section]) -> bool:
    """True when the sections should show what they come to: several of several lines, and no subtotals by hand."""
    if any(entry.line.kind is LineKind.SUBTOTAL for section in sections for entry in section.entries):
        return False
    counts = [sum(not _is_outside(entry.line) for entry in section.items) for section in sections if section.title]
    return sum(count > 0 for count in counts) > 1 and max(counts) > 1


def _extras(sections: list[Section], role: LineRole) -> Extras:
    """The lines of a role by section; texts of a section that moved below come with its first item's role."""
    found: list[Section] = []
    own: list[Section] = []
    for section in sections:
        items = section.items
        along = section.is_extra and items[0].line.role is role
        entries = [
            entry
            for entry in section.entries
            if (_is_outside(entry.line) and entry.line.role is role) or (along and entry.line.kind is LineKind.TEXT)
        ]
        if entries:
            found.append(Section(section.title, entries))
            own.extend([section] * section.is_extra)
    title = found[0].title if len(found) == 1 == len(own) else ""
    return Extras(title, tuple(found))


def _is_outside(line: Line) -> bool:
    """True for items that do not count in the total."""
    return line.kind is LineKind.ITEM and line.role is not LineRole.STANDARD
