"""The customer summary as a paper: who it is, what is open, what was quoted, bought and done, and the notes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from crm_desktop.domain.papers import SummaryPaper
from crm_desktop.reports.document import Description, Furniture, write
from crm_desktop.reports.flow import Block, Frame, paginate
from crm_desktop.reports.parts.facts import fact_blocks
from crm_desktop.reports.parts.letterhead import letterhead_of
from crm_desktop.reports.parts.lines import Lines, paragraphs
from crm_desktop.reports.parts.opening import TitleLine
from crm_desktop.reports.parts.running import Footer, RunningHead
from crm_desktop.reports.summary_lists import deals, jobs, quotes, sales
from crm_desktop.reports.theme import Theme, theme_of
from crm_desktop.reports.underlay import finished
from crm_desktop.words import Words, words_of

SECTION_GAP = 24.0

Maker = Callable[[SummaryPaper, Theme, Words, str], list[Block]]
"""Makes a list of a paper; the last argument is what it is called on the pages on which it goes on."""


def render(paper: SummaryPaper) -> bytes:
    """The PDF of a customer summary. The same paper gives the same bytes.

    Raises:
        Refused: ``currency.unknown`` for a currency that has no minor unit known here.
    """
    words = words_of(paper.language)
    theme = theme_of(paper.letterhead)
    business = paper.letterhead.business.name
    letterhead = letterhead_of(paper.letterhead, theme)
    title = words.text("Customer summary")
    made = words.text("{title} · {date}", title=title, date=words.date(paper.made_on))
    head = RunningHead(paper.name, made, theme)
    footer = Footer((business,), "", theme)
    frame = Frame(letterhead.bottom - SECTION_GAP, footer.top)
    blocks: list[Block] = [TitleLine(paper.name, "", made, theme), *_who(paper, theme, words)]
    parts = [_list(name, count, make, paper, theme, words) for name, count, make in _lists(paper, words)]
    parts.append(_section(words.text("Notes"), _notes(paper, theme), theme))
    if not any(parts):
        nothing = words.text("Nothing else is recorded yet.")
        parts.append(paragraphs(nothing, theme.body, theme.left, theme.width, gap=SECTION_GAP))
    blocks.extend(chain.from_iterable(parts))
    pages = paginate(blocks, frame, Frame(head.bottom, footer.top))
    description = Description(f"{title}: {paper.name}", business, "", paper.language)
    return finished(write(pages, Furniture([letterhead, head], [footer]), theme, description), paper.letterhead)


def _lists(paper: SummaryPaper, words: Words) -> tuple[tuple[str, int, Maker], ...]:
    """The lists of a summary: name, length, and what makes it."""
    return (
        (words.text("Open deals"), len(paper.deals), deals),
        (words.text("Quotes"), len(paper.quotes), quotes),
        (words.text("Sales"), len(paper.sales), sales),
        (words.text("Service history"), len(paper.jobs), jobs),
    )


def _list(name: str, count: int, make: Maker, paper: SummaryPaper, theme: Theme, words: Words) -> list[Block]:
    """A list under its heading, which says how long it is; nothing when there is nothing to list."""
    if not count:
        return []
    rows = make(paper, theme, words, words.text("{title}, continued", title=name))
    heading = words.text("{title} ({count})", title=name, count=words.integer(count))
    return _section(heading, rows, theme)


def _notes(paper: SummaryPaper, theme: Theme) -> list[Block]:
    """What was noted."""
    return paragraphs(paper.notes, theme.body, theme.left, theme.width, gap=6)


def _who(paper: SummaryPaper, theme: Theme, words: Words) -> list[Block]:
    """What the customer is, and how to reach them."""
    # A kind is a word of the program already; its catalogue knows it with a capital.
    line = " · ".join(part for part in (words.text(paper.kind.capitalize()), paper.role_line.strip()) if part)
    facts = [
        (words.text("Lifecycle"), words.text(paper.lifecycle)),
        (words.text("Since"), words.date(paper.since)),
        (words.text("Source"), paper.source),
        (words.text("Tags"), ", ".join(paper.tags)),
        (words.text("Sales in all"), _sums(paper.sales_total, words)),
        (words.text("Still to be paid"), _sums(paper.unpaid, words)),
        *((words.text(fact.label), fact.value) for fact in paper.facts),
    ]
    blocks = [*paragraphs(line, theme.meta, theme.left, theme.width, gap=8), *fact_blocks(facts, theme)]
    for block in blocks[1:2]:
        block.gap = 10
    return blocks


def _sums(totals: tuple[tuple[str, int], ...], words: Words) -> str:
    """Sums of several currencies."""
    return " + ".join(words.money(total, currency) for currency, total in totals)


def _section(heading: str, part: list[Block], theme: Theme) -> list[Block]:
    """A part under its heading; nothing when there is nothing to tell."""
    if not part:
        return []
    return [Lines(theme.left, [(heading, theme.section)], gap=SECTION_GAP, keep=True), *part]
