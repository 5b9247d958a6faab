"""A QR code that pays, and what it pays: drawn as squares, so that it is sharp at any size."""

from __future__ import annotations

from functools import lru_cache

from crm_desktop.domain.papers import PaymentCode
from crm_desktop.reports.envelopes import MM
from crm_desktop.reports.figures import Figures
from crm_desktop.reports.flow import Block
from crm_desktop.reports.fonts import printable
from crm_desktop.reports.parts.lines import Lines, Set, height_of, set_lines
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.text import wrap
from crm_desktop.reports.theme import Ink, Theme
from crm_desktop.words import Words

SIDE = 28 * MM
GAP = 12.0
LARGEST = 13
"""The largest version the EPC allows; its error level is M."""
QUIET, MOST_QUIET = 4, 6.0
"""The squares of white that a code wants around it, and the most points of it that cover nothing of the page."""
BLACK: Ink = (0.0, 0.0, 0.0)
WHITE: Ink = (1.0, 1.0, 1.0)

Matrix = tuple[tuple[int, ...], ...]


@lru_cache(maxsize=8)
def matrix_of(payload: str, kind: str) -> Matrix:
    """The squares of a code, row by row from the top; 1 is dark."""
    # Only a paper that asks for money draws codes.
    import segno

    # The EPC wants UTF-8 without a mark of its own; what Pix holds is ASCII.
    made = segno.make_qr(payload, error="m", encoding="utf-8", eci=False, boost_error=False)
    if kind == "epc" and int(made.version) > LARGEST:
        return ()
    return tuple(tuple(int(square) for square in row) for row in made.matrix)


class PayCode:
    """The code at the left, what it pays beside it."""

    def __init__(self, code: PaymentCode, theme: Theme, words: Words, figures: Figures) -> None:
        self._code = code
        self._theme = theme
        self._words = words
        self._figures = figures
        self._matrix = matrix_of(code.payload, code.kind)
        self._lines: list[Set] = []
        self.height = SIDE

    def fit(self, width: float) -> None:
        """Sets the words in what the code leaves of `width`."""
        theme, words, room = self._theme, self._words, width - SIDE - GAP
        self._lines = [(line, theme.label) for line in wrap(printable(self._title()), theme.label, room)]
        self._lines.append((printable(self._figures.money(self._code.amount)), theme.sums_strong))
        how = words.text("Scan it with the app of your bank.")
        self._lines.extend((line, theme.detail) for line in wrap(how, theme.detail, room))
        self.height = max(SIDE, height_of(self._lines))

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws code and words; the code on white, as a letterhead may lie beneath that is not."""
        if self._matrix:
            square = SIDE / len(self._matrix)
            quiet = min(QUIET * square, MOST_QUIET)
            pen.fill(x - quiet, top - SIDE - quiet, SIDE + 2 * quiet, SIDE + 2 * quiet, WHITE)
            pen.squares(x, top, square, self._matrix, BLACK)
        set_lines(pen, x + SIDE + GAP, top, self._lines)

    def _title(self) -> str:
        """What is paid."""
        words = self._words
        titles = {
            "deposit": words.text("Pay the deposit"),
            "first": words.text("Make the first payment"),
            "total": words.text("Pay the quote"),
        }
        return titles[self._code.due]


def pasted(code: PaymentCode, theme: Theme, words: Words) -> list[Block]:
    """A Pix code to be copied from the screen: on one line, so that nothing is lost; nothing for other codes."""
    if code.kind != "pix":
        return []
    wide = theme.code.width(code.payload)
    style = theme.code.scaled(min(1.0, 0.99 * theme.width / wide))
    label = words.text("Pix, to copy and paste:")
    return [Lines(theme.left, [(label, theme.detail), (printable(code.payload), style)], gap=theme.gap(8))]
