"""The numbers given out, counter by counter, and the gaps in them: what a tax inspector asks for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.services import quote_numbers
from crm_desktop.services.quote_numbers import Counter
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.surfaces import Line
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import N_, _, current

HEADS = (N_("Year"), N_("Series"), N_("First"), N_("Last"), N_("Quotes"), N_("Revisions"), N_("Missing"))
NUMERIC = (4, 5)
MISSING = 6
MOST = 12
"""So many gaps of one counter are named; the rest is counted."""


class NumbersDialog(Dialog):
    """One row for every counter."""

    def __init__(self, counters: Sequence[Counter], parent: QWidget) -> None:
        super().__init__(parent, _("Numbers of quotes"), width=780)
        if not counters:
            self.body.addWidget(PlainLabel(_("No quote was issued yet."), muted=True))
            return
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(MISSING, 1)
        for column, words in enumerate(HEADS):
            self._put(PlainLabel(_(words), look=Look.SMALL, muted=True), 0, column)
        self._grid.addWidget(Line(), 1, 0, 1, len(HEADS))
        for at, counter in enumerate(counters):
            self._add(counter, 2 + at)
        self.body.addWidget(holder)
        words = _("A number once given out is never given out again. Revisions share the number of their first quote.")
        self.body.addWidget(PlainLabel(words, look=Look.SMALL, muted=True, wrap=True))

    def _put(self, label: PlainLabel, line: int, column: int) -> None:
        side = Qt.AlignmentFlag.AlignRight if column in NUMERIC else Qt.AlignmentFlag.AlignLeft
        # The gaps take the whole rest of the line, so that they can wrap.
        place = Qt.AlignmentFlag.AlignTop if column == MISSING else side | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label, line, column, place)

    def _add(self, counter: Counter, line: int) -> None:
        say = current()
        cells = (
            str(counter.year) if counter.year else _("all"),
            counter.series or "–",
            counter.first,
            counter.last,
            say.integer(counter.count),
            say.integer(counter.revisions),
        )
        for column, words in enumerate(cells):
            self._put(PlainLabel(words, selectable=True), line, column)
        tone = Tone.AMBER if counter.missing else None
        self._put(PlainLabel(missing_words(counter), tone=tone, wrap=True, selectable=True), line, MISSING)


def missing_words(counter: Counter) -> str:
    """The gaps of a counter: ``Q-2026-0004, Q-2026-0007 to Q-2026-0009 (4)``."""
    if not counter.missing:
        return _("none")
    gaps = [
        first if first == last else _("{first} to {last}", first=first, last=last)
        for first, last in counter.missing[:MOST]
    ]
    if len(counter.missing) > MOST:
        gaps.append("…")
    return _("{numbers} ({count})", numbers=", ".join(gaps), count=current().integer(counter.lacking))


def show_numbers(context: Context, parent: QWidget) -> None:
    """Opens the list."""
    with context.store.read() as session:
        counters = quote_numbers.report(session)
    NumbersDialog(counters, parent).open()
