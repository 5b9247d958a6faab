"""What a revision changed, as one page for the customer: the sums before and after, then change by change.

What does not fit on the page is counted at its end; the revised quote itself says everything.
"""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.domain.quote_differences import DifferencePaper, difference
from crm_desktop.reports.difference_words import Told, ToldSum, heading, told, told_sums
from crm_desktop.reports.document import Description, Furniture, write
from crm_desktop.reports.flow import Block, Frame, Page, paginate
from crm_desktop.reports.parts.columns import Column
from crm_desktop.reports.parts.letterhead import letterhead_of
from crm_desktop.reports.parts.lines import Lines, paragraphs
from crm_desktop.reports.parts.listing import Record, listing
from crm_desktop.reports.parts.opening import TitleLine
from crm_desktop.reports.parts.running import Footer
from crm_desktop.reports.theme import Theme, theme_of
from crm_desktop.reports.underlay import finished
from crm_desktop.words import Words, words_of

GAP = 24.0
MOST_ROWS = 60
"""More changes than this never fit on a page, however short they are."""
MOST_DETAILS = 6


def render(paper: DifferencePaper) -> bytes:
    """The PDF, always of one page. The same paper gives the same bytes.

    Raises:
        Refused: ``currency.unknown`` for a currency that has no minor unit known here.
    """
    words = words_of(paper.language)
    theme = theme_of(paper.letterhead)
    found = difference(paper.before, paper.after)
    business = paper.letterhead.business.name
    letterhead = letterhead_of(paper.letterhead, theme)
    footer = Footer((business,), "", theme)
    frame = Frame(letterhead.bottom - GAP, footer.top)
    title = heading(found, words)
    about = " · ".join(part for part in (paper.after.customer.name, paper.after.title) if part.strip())
    opening: list[Block] = [
        TitleLine(title, "", words.date(paper.made_on), theme),
        *paragraphs(about, theme.meta, theme.left, theme.width, gap=8),
        *_section(words.text("Sums"), _sums(paper, told_sums(found, words), theme, words), theme),
    ]
    pages = _on_one_page(opening, told(found, words), frame, theme, words)
    description = Description(title, business, about, paper.language)
    return finished(write(pages, Furniture([letterhead], [footer]), theme, description), paper.letterhead)


def _on_one_page(
    opening: list[Block], changes: Sequence[Told], frame: Frame, theme: Theme, words: Words
) -> list[Page]:  # fmt: skip
    """The page with as many changes as it takes."""
    for count in range(min(len(changes), MOST_ROWS), 0, -1):
        pages = paginate([*opening, *_changes(changes[:count], len(changes) - count, theme, words)], frame, frame)
        if len(pages) == 1:
            return pages
    rest = _rest(len(changes), theme, words) if changes else _nothing(theme, words)
    return paginate([*opening, *rest], frame, frame)[:1]


def _changes(shown: Sequence[Told], left_out: int, theme: Theme, words: Words) -> list[Block]:
    columns = [
        Column(),
        Column(words.text("What changed"), takes_rest=True, gap=10),
        Column(words.text("Before"), right=True),
        Column(words.text("After"), right=True),
    ]
    records = [
        Record((f"{one.sign} {one.word}", one.what, one.before, one.after), one.details[:MOST_DETAILS]) for one in shown
    ]
    blocks = _section(words.text("Changes"), listing(theme, columns, records, ""), theme)
    return [*blocks, *_rest(left_out, theme, words)]


def _rest(count: int, theme: Theme, words: Words) -> list[Block]:
    """How many changes are not on the page."""
    if not count:
        return []
    more = words.plural(
        "… and {count} more change, which the revised quote shows.",
        "… and {count} more changes, which the revised quote shows.",
        count,
    )
    return paragraphs(more, theme.label, theme.left, theme.width, gap=12)


def _nothing(theme: Theme, words: Words) -> list[Block]:
    return paragraphs(words.text("No line and no term changed."), theme.body, theme.left, theme.width, gap=GAP)


def _sums(paper: DifferencePaper, sums: Sequence[ToldSum], theme: Theme, words: Words) -> list[Block]:
    columns = [
        Column("", takes_rest=True),
        Column(paper.before.number, right=True),
        Column(paper.after.number, right=True),
        Column(words.text("Difference"), right=True),
    ]
    return listing(theme, columns, [Record((one.what, one.before, one.after, one.more)) for one in sums], "")


def _section(name: str, part: list[Block], theme: Theme) -> list[Block]:
    """A part under its name."""
    return [Lines(theme.left, [(name, theme.section)], gap=GAP, keep=True), *part]
